"""Headings 表头: which column of the ledger the heading of a sheet means, in one workbook.

What a heading means is told, in this order, by the columns that the workbook was written with, by the columns that the caller
names, by the table of columns, and, for a column that is missing, by what stands below it and by its words. A guess is
always said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import attrs

from policytasks.folding import fold
from policytasks.ledger.typed import as_text
from policytasks.parsing.vocabulary import ColumnRole, column_role
from policytasks.workbook.cells import CellValue, plain, settled
from policytasks.workbook.columns import COLUMNS, Column, column_of, settled_heading
from policytasks.workbook.own_columns import Arranged, LedgerColumn, OwnColumn

__all__ = ["Headings", "Named"]

_BRACKET = re.compile(r"\([^()]{0,24}\)$")
_KEYS_OF_ROLE = {
    ColumnRole.SECTION: ("section",),
    ColumnRole.TASK: ("task", "text"),
    ColumnRole.REQUIREMENT: ("text",),
    ColumnRole.LEAD: ("lead",),
    ColumnRole.CHIEF: ("lead", "responsible"),
    ColumnRole.RESPONSIBLE: ("responsible", "unit"),
    ColumnRole.SUPPORTING: ("supporting",),
    ColumnRole.DEADLINE: ("deadlines", "due_on"),
}
"""Columns that a role of the vocabulary may stand for, the likeliest first. What a column of progress holds, the role does not
tell."""

_BY_KEY = {column.key: column for column in COLUMNS}
_LEAST_HITS = 2


@attrs.frozen(kw_only=True)
class Named:
    """The columns of a sheet.

    Args:
        columns: The ledger's columns, by the number of the sheet's column.
        extras: The names of people's own columns, likewise.
        guessed: Numbers of the columns whose meaning was guessed.
    """

    columns: Mapping[int, Column]
    extras: Mapping[int, str]
    guessed: tuple[int, ...] = ()


class Headings:
    """What headings mean in one workbook.

    Args:
        own: Headings of people's own columns that the ledger has.
        written: The columns that the workbook was written with; None when nobody knows, or for the usual ones.
        chosen: What the caller says about columns.
        keys: Keys of the columns that the sheet had when it was written; empty when nobody knows.
        shown: What the cells of a column showed when they were written, as settled texts, by its key.
    """

    def __init__(
        self,
        *,
        own: Iterable[str] = (),
        written: Sequence[Arranged] = (),
        chosen: Sequence[LedgerColumn | OwnColumn] = (),
        keys: Collection[str] = (),
        shown: Callable[[str], frozenset[str]] = lambda key: frozenset(),
    ) -> None:
        self._keys = frozenset(keys)
        self._shown = shown
        self._known: dict[str, Column] = {}
        self._own: dict[str, str] = {}
        self._loosely_own: dict[str, str] = {}
        self.specs: dict[str, OwnColumn] = {}
        """What is known of people's own columns, by their headings."""
        for heading in own:
            self._take_own(heading, heading)
        for each in written:
            if each.column is not None:
                self._known[settled_heading(each.heading)] = each.column
            elif each.own is not None:
                self._take_spec(each.own)
        for choice in chosen:
            if isinstance(choice, OwnColumn):
                self._take_spec(choice)
            else:
                for heading in (*([choice.heading] if choice.heading else []), *choice.also):
                    self._known[settled_heading(heading)] = _BY_KEY[choice.key]

    def _take_spec(self, own: OwnColumn) -> None:
        self.specs[own.heading] = own
        self._take_own(own.heading, own.heading)
        for other in own.also:
            self._take_own(other, own.heading)

    def _take_own(self, said: str, heading: str) -> None:
        shown = plain(said, where="")
        for form in (shown, settled(shown)):
            self._own.setdefault(form, heading)
        self._loosely_own.setdefault(settled_heading(said), heading)

    def own(self, shown: str) -> str | None:
        """The heading of a column of people's own that a sheet shows in this way; None when the ledger has none such."""
        return self._own.get(shown) or self._own.get(settled(shown))

    def _is_own(self, shown: str) -> bool:
        return self.own(shown) is not None or settled_heading(shown) in self._loosely_own

    def column(self, heading: str) -> Column | None:
        """The ledger's column that a heading means for certain."""
        if (known := self._known.get(settled_heading(heading))) is not None:
            return known
        return None if self._is_own(heading) else column_of(heading)

    def is_head(self, keys: Collection[str]) -> bool:
        """Whether a row with these columns may be the head of a ledger."""
        if self._keys:
            # The workbook is known to hold a ledger, so its head may have lost some of its words.
            return len(keys) >= min(2, len(self._keys))
        return len(keys) >= 2 and bool({"id", "text"} & set(keys))

    def name(self, texts: Mapping[int, str], contents: Callable[[int], Iterable[CellValue]]) -> Named:
        """The columns of a sheet.

        Args:
            texts: The heading of each column that has one, or that has something in it, by number.
            contents: The filled cells below a heading.
        """
        columns: dict[int, Column] = {}
        for number in sorted(texts):
            column = self.column(texts[number])
            if column is not None and column not in columns.values():
                columns[number] = column
        guessed: list[int] = []
        for number in sorted(texts.keys() - columns.keys()):
            found = self._guess(texts[number], contents, number, {column.key for column in columns.values()})
            if found is not None:
                columns[number] = found
                guessed.append(number)
        return Named(columns=columns, extras=self._extras(texts, columns), guessed=tuple(guessed))

    def _extras(self, texts: Mapping[int, str], columns: Mapping[int, Column]) -> dict[int, str]:
        numbers = sorted(texts.keys() - columns.keys())
        names = {number: own for number in numbers if (own := self.own(texts[number])) is not None}
        for number in numbers:
            # A blank more or less in a heading makes no other column of it.
            loose = self._loosely_own.get(settled_heading(texts[number]))
            if number not in names and loose is not None and loose not in names.values():
                names[number] = loose
        extras: dict[int, str] = {}
        for number in numbers:
            heading = names.get(number, texts[number])
            # A second column of the same heading is one of people's own.
            name, count = heading, 1
            while name in extras.values() or self.column(name) is not None:
                count += 1
                name = f"{heading} ({count})"
            extras[number] = name
        return extras

    def _guess(
        self, heading: str, contents: Callable[[int], Iterable[CellValue]], number: int, found: Collection[str]
    ) -> Column | None:
        """The missing column that a heading means, by what stands below it, else by its words."""
        missing = [column for column in COLUMNS if column.key in self._keys and column.key not in found]
        if not missing or self._is_own(heading):
            return None
        cells = [settled(as_text(cell)) for cell in contents(number)]
        for column in missing:
            shown = self._shown(column.key) if cells else frozenset()
            hits = sum(cell in shown for cell in cells)
            if shown and hits >= min(_LEAST_HITS, len(cells)) and hits * 2 > len(cells):
                return column
        return self.guess_by_words(heading, missing)

    @staticmethod
    def guess_by_words(heading: str, missing: Sequence[Column]) -> Column | None:
        """The one of some columns whose heading this may be, by what it says and by the vocabulary of notices."""
        return _by_words(heading, missing)


def _by_words(heading: str, missing: Sequence[Column]) -> Column | None:
    bare = _BRACKET.sub("", settled_heading(heading).replace("（", "(").replace("）", ")"))
    keys = {column.key for column in missing}
    if (column := column_of(bare)) is not None and column.key in keys:
        return column
    alike = [
        column
        for column in missing
        if any(_alike(bare, settled_heading(known)) for known in (column.heading.zh, column.heading.en, *column.also))
    ]
    if len(alike) == 1:
        return alike[0]
    role = column_role("".join(fold(heading).split()))
    wanted = _KEYS_OF_ROLE.get(role, ()) if role is not None else ()
    return next((_BY_KEY[key] for key in wanted if key in keys), None)


def _alike(heading: str, known: str) -> bool:
    """Whether one of two headings says the other and a little more: 最新进展情况, 进展."""
    short, long = sorted((heading, known), key=len)
    return len(short) >= 2 and short in long and len(long) <= len(short) + 6
