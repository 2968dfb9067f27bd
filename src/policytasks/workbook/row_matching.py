"""Row matching: which row of a sheet is about which row that was written, however people sorted, moved and copied them.

A row is found by its number (and by its unit, in a ledger by unit), then by its text; never by where it stands. Of several
rows about the same, the one is taken in which somebody typed and whose words are still those of the notice; the others are its
copies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from policytasks.ledger.ledger import Grain
from policytasks.ledger.typed import as_text
from policytasks.messages import Language
from policytasks.workbook.cells import cell_value, same, settled
from policytasks.workbook.columns import COLUMNS, Level, Row
from policytasks.workbook.rows import show
from policytasks.workbook.sheet_table import SheetCell, SheetRow

__all__ = ["Key", "Match", "RowMatcher", "shown_text", "text_of"]

Key = tuple[str, str]
"""Number and unit as the workbook shows them."""

_ENTRY_KEYS = frozenset(column.key for column in COLUMNS if column.level is Level.ENTRY)


@attrs.frozen(kw_only=True)
class Match:
    """What a row is about.

    Args:
        key: Its number and unit, as the workbook showed them when it was written.
        original: The row that was written; None for a row about nothing that was.
        copy_of: Position of the row that it repeats; None when it repeats none.
        is_renumbered: Whether it was found by its text, and its number is another one's or nobody's.
    """

    key: Key
    original: Row | None = None
    copy_of: int | None = None
    is_renumbered: bool = False


def shown_text(text: str) -> str:
    """A text as a cell shows it."""
    return str(cell_value(text, where="") or "")


def text_of(cell: SheetCell | None) -> str:
    """What a cell says, as text."""
    return as_text(cell.value) if cell is not None else ""


class RowMatcher:
    """Finds the rows that were written among those of a sheet.

    Args:
        rows: What was written.
        by: What its rows are about.
        lang: The language that they were written in.
        ids: Numbers of the notice's requirements, as they are shown.
    """

    def __init__(self, rows: Iterable[Row], *, by: Grain, lang: Language, ids: Iterable[str]) -> None:
        self._by = by
        self._lang: Language = lang
        self._ids = frozenset(ids)
        self._waiting: dict[Key, list[Row]] = defaultdict(list)
        self._keys_of_text: dict[Key, list[Key]] = defaultdict(list)
        for row in rows:
            entry = row.entry
            key = shown_text(entry.requirement_id), shown_text(entry.unit.name if entry.unit is not None else "")
            self._waiting[key].append(row)
            self._keys_of_text[settled(shown_text(row.requirement.text)), key[1]].append(key)
        self._settled = {(settled(id), settled(unit)): (id, unit) for id, unit in self._waiting}

    @property
    def missing(self) -> tuple[Row, ...]:
        """The rows that were written and have not been found."""
        return tuple(row for rows in self._waiting.values() for row in rows)

    def match(self, rows: Sequence[SheetRow]) -> tuple[Match, ...]:
        """What each row is about."""
        keys = [self._key(row) for row in rows]
        found: dict[int, Match] = {}
        groups = _grouped((position, key) for position, key in enumerate(keys) if key[0])
        for key, positions in groups.items():
            found.update(self._numbered(key, positions, rows))
        places = {match.key: position for position, match in found.items()}
        for position, key in enumerate(keys):
            if position not in found:
                match = found[position] = self._by_text(key, rows[position], places)
                if match.copy_of is None and match.key[0]:
                    places.setdefault(match.key, position)
        return tuple(found[position] for position in range(len(rows)))

    def take(self, row: SheetRow) -> Match | None:
        """The match of a row that is about a written one which was not found yet, and says the same of it; None otherwise."""
        key = self._key(row)
        for original in self._waiting.get(key, ()):
            if key[0] and self._says_the_notice(row, original):
                self._waiting[key].remove(original)
                return Match(key=key, original=original)
        return None

    def _key(self, row: SheetRow) -> Key:
        id, unit = text_of(row.cells.get("id")), text_of(row.cells.get("unit")) if self._by == "unit" else ""
        if (id, unit) in self._waiting:
            return id, unit
        # Blanks that a person typed around a number do not count.
        return self._settled.get((settled(id), settled(unit))) or (id if id in self._ids else id.strip(), unit)

    def _numbered(self, key: Key, positions: Sequence[int], rows: Sequence[SheetRow]) -> Iterator[tuple[int, Match]]:
        """The rows of one number that are about the written rows of that number, as many as there are."""
        originals = self._waiting.get(key, [])
        chosen = positions
        if len(originals) < len(positions) and originals:
            ranked = sorted(positions, key=lambda position: self._rank(rows[position], originals[0]))
            chosen = sorted(ranked[: len(originals)])
        for position in chosen:
            if originals:
                yield position, Match(key=key, original=originals.pop(0))

    def _rank(self, row: SheetRow, original: Row) -> tuple[bool, bool]:
        return not self._says_the_notice(row, original), not self._is_typed_into(row, original)

    def _says_the_notice(self, row: SheetRow, original: Row) -> bool:
        """Whether the columns that repeat the notice still say what they said."""
        return all(
            column.key not in row.cells or same(show(column, original, self._lang), row.cells[column.key].value)
            for column in COLUMNS
            if column.level is Level.REQUIREMENT
        )

    def _is_typed_into(self, row: SheetRow, original: Row) -> bool:
        written = dict(original.entry.extras)
        return any(
            not same(show(column, original, self._lang), row.cells[column.key].value)
            for column in COLUMNS
            if column.key in _ENTRY_KEYS and column.key in row.cells
        ) or any(
            not same(cell_value(written.get(heading), where=""), cell.value) for heading, cell in row.extras.items()
        )

    def _by_text(self, key: Key, row: SheetRow, places: Mapping[Key, int]) -> Match:
        """The number was deleted or typed over: the same text is the same requirement, unless that was found already."""
        text = settled(text_of(row.cells.get("text")))
        candidates = self._keys_of_text.get((text, key[1]), []) if text else []
        for candidate in candidates:
            if self._waiting[candidate]:
                return Match(key=candidate, original=self._waiting[candidate].pop(0), is_renumbered=bool(key[0]))
        if key in places:
            return Match(key=key, copy_of=places[key])
        copied = next((candidate for candidate in candidates if candidate in places), None) if not key[0] else None
        return Match(key=key) if copied is None else Match(key=copied, copy_of=places[copied])


def _grouped(keys: Iterable[tuple[int, Key]]) -> Mapping[Key, list[int]]:
    groups: dict[Key, list[int]] = defaultdict(list)
    for position, key in keys:
        groups[key].append(position)
    return groups
