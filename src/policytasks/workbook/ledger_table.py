"""Ledger table: where a workbook says what a ledger says, and what its cells would have to show for another ledger.

Everything follows from the ledger that was read: an entry knows its row, the ledger its columns. So whatever way a workbook is
read, it can be written back.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from policytasks.errors import LedgerError
from policytasks.ledger.entry import Entry
from policytasks.ledger.fields import gathered, spread
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import Status
from policytasks.messages import Language
from policytasks.workbook.carry import Carried
from policytasks.workbook.cells import CellValue, plain
from policytasks.workbook.columns import COLUMNS, Kind, Row
from policytasks.workbook.own_columns import LedgerColumn, OwnColumn
from policytasks.workbook.patching.book_package import BookPackage, BookSheet
from policytasks.workbook.patching.cell_patch import CellPatch, Wanted
from policytasks.workbook.patching.references import column_number, parse_cell
from policytasks.workbook.preface import preface_of
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.rows import rows_of, show, show_extra
from policytasks.workbook.store_patch import carried_by
from policytasks.workbook.template_table import TemplateTable, table_on

__all__ = ["Cells", "LedgerTable", "Unshown", "read_named"]

Cells = dict[tuple[int, int], Wanted]
"""What cells are to say, by 1-based row and column."""

Unshown = tuple[str, str | None, str]
"""Requirement, unit and field of a value for which a sheet has no column; fields are named as in a history."""

_BY_KEY = {column.key: column for column in COLUMNS}


def read_named(
    data: bytes,
    file: str,
    *,
    status_words: Mapping[str, Status] | None = None,
    columns: Sequence[LedgerColumn | OwnColumn] = (),
) -> Ledger:
    """The ledger in the bytes of a workbook, its places in a file of that name; see `read_ledger`."""
    source = io.BytesIO(data)
    source.name = file  # Binary files have one, and readers ask for it.
    return read_ledger(source, status_words=status_words, columns=columns)


@attrs.define(kw_only=True, slots=False)
class LedgerTable:
    """The table, or the tables, of a ledger in a workbook.

    Args:
        book: The workbook.
        found: The ledger that it says now.
    """

    book: BookPackage
    found: Ledger

    @cached_property
    def carried(self) -> Carried | None:
        """What the workbook carries; None when that was lost."""
        return carried_by(self.book)

    @property
    def is_packet(self) -> bool:
        """Whether it was sent to a unit: what it was sent with stays, since collecting compares with that."""
        return self.carried is not None and self.carried.slip is not None

    @cached_property
    def sheet(self) -> BookSheet:
        """The sheet with most of the rows."""
        names = [entry.location.sheet or "" for entry in self.found.entries]
        if names:
            return self.book.sheet(max(dict.fromkeys(names), key=names.count))
        heads = [sheet for sheet in self.book.sheets if sheet.has_cells and not sheet.is_hidden and self._head(sheet)]
        if not heads:
            raise LedgerError("no place for rows", where=self.book.file, found="no head", expected="a row of headings")
        return heads[0]

    def _head(self, sheet: BookSheet) -> TemplateTable | None:
        return table_on(CellPatch(self.book, sheet), sheet)

    @cached_property
    def head(self) -> int:
        """1-based last row of the head of that sheet."""
        head = self._head(self.sheet)
        rows = [row for sheet, row in self.rows.values() if sheet is self.sheet]
        return head.bottom if head is not None else min(rows, default=1) - 1

    @cached_property
    def rows(self) -> Mapping[tuple[str, str | None], tuple[BookSheet, int]]:
        """Sheet and 1-based row of each entry."""
        return {entry.key: (self.book.sheet(entry.location.sheet or ""), _row(entry)) for entry in self.found.entries}

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """1-based columns of the sheet: of the ledger's own by key, of people's own by heading."""
        return {name: column_number(letter) for name, letter in self.found.columns if letter}

    def columns_on(self, sheet: BookSheet) -> Mapping[str, int]:
        """The same of any sheet that has rows of the ledger."""
        if sheet is self.sheet:
            return self.columns
        head = self._head(sheet)
        return {**head.extras, **head.columns} if head is not None else {}

    @cached_property
    def lang(self) -> Language:
        """The language of the sheet: the one that it was written in, else that of its headings."""
        if self.carried is not None:
            return self.carried.lang
        head = self._head(self.sheet)
        return head.lang if head is not None else "zh"

    def settled(self, wanted: Ledger) -> Ledger:
        """A ledger with its entries in the order of the sheet, and those that the sheet does not have behind them.

        Raises:
            LedgerError: It lacks a row that the sheet has, or its rows are of another kind.
        """
        if wanted.by != self.found.by:
            raise LedgerError(
                "the workbook divides the work in another way", where=self.book.file,
                found=f"a row for each {self.found.by}", expected=f"a row for each {wanted.by}",
            )  # fmt: skip
        entries = {entry.key: entry for entry in wanted.entries}
        for entry in self.found.entries:
            if entry.key not in entries:
                raise LedgerError(
                    "a row cannot be taken away in place", where=entry.location,
                    found=" ".join(part for part in entry.key if part), expected="a ledger that has every row of the sheet",
                )  # fmt: skip
        known = [entries.pop(entry.key) for entry in self.found.entries]
        return attrs.evolve(wanted, entries=(*known, *entries.values()))

    def entry_cells(self, wanted: Ledger, new_rows: Sequence[int]) -> Mapping[str, Cells]:
        """What cells of the table have to show that they do not, by sheet.

        Args:
            wanted: The ledger, as `settled` gives it.
            new_rows: 1-based rows of the sheet for the entries that it does not have.
        """
        cells: dict[str, Cells] = {self.sheet.name: {}}
        before = {row.entry.key: row for row in rows_of(self.found)}
        places = [*self.rows.values(), *((self.sheet, row) for row in new_rows)]
        for (sheet, number), row in zip(places, rows_of(wanted), strict=True):
            old = before.get(row.entry.key)
            for name, at in self.columns_on(sheet).items():
                column = _BY_KEY.get(name)
                value = self._value(name, row)
                shown = self._value(name, old) if old is not None else None
                if value != shown or type(value) is not type(shown):
                    percents = column is not None and column.kind is Kind.PERCENTAGE
                    # A day in a column of people's own is a day only when its cell holds one.
                    own = Wanted(value, of_hundred=percents, exact=column is None)
                    cells.setdefault(sheet.name, {})[number, at] = own
        return cells

    def _value(self, name: str, row: Row) -> CellValue:
        where = " ".join(part for part in row.entry.key if part)
        column = _BY_KEY.get(name)
        return (
            show(column, row, self.lang, where=where)
            if column is not None
            else show_extra(name, row.entry, where=where)
        )

    def within_reach(self, wanted: Ledger) -> Ledger:
        """The ledger that the workbook says now, with what its cells can take over from another one.

        That is, for the rows that both have, the fields of entries for which the sheet has a column. The notice, the lines
        around the table, notes and the set of rows stay.
        """
        entries = {entry.key: entry for entry in wanted.entries}
        return attrs.evolve(
            self.found, entries=tuple(self._nearer(entry, entries.get(entry.key)) for entry in self.found.entries)
        )

    def _nearer(self, entry: Entry, wanted: Entry | None) -> Entry:
        if wanted is None:
            return entry
        now, had = spread(wanted), spread(entry)
        columns = self.columns_on(self.rows[entry.key][0])
        changed = {
            field: now.get(field)
            for field in dict.fromkeys((*now, *had))
            if not field.startswith("comments.") and _column_of(field) in columns and now.get(field) != had.get(field)
        }
        return gathered(entry, changed) if changed else entry

    def unshown(self, wanted: Ledger) -> tuple[Unshown, ...]:
        """The values that are others now, and for which the sheet has no column; those of other rows and notes left out."""
        before = {entry.key: spread(entry) for entry in self.found.entries}
        found: list[Unshown] = []
        for entry in wanted.entries:
            now, had = spread(entry), before.get(entry.key, {})
            columns = self.columns_on(self.rows.get(entry.key, (self.sheet, 0))[0])
            found += (
                (*entry.key, field)
                for field in dict.fromkeys((*now, *had))
                if _column_of(field) not in columns and (now.get(field) or None) != (had.get(field) or None)
            )
        return tuple(found)

    def behind(self, wanted: Ledger) -> tuple[str, ...]:
        """The sheets of units that do not follow: what the notice says stands in them as text, and they get no new rows."""
        views = self.carried.layout.get("views", {}) if self.carried is not None else {}
        if wanted.notice == self.found.notice and len(wanted.entries) == len(self.found.entries):
            return ()
        return tuple(sheet.name for sheet in self.book.sheets if sheet.name in views)

    def line_changes(self, wanted: Ledger) -> Iterator[tuple[str, str, bool]]:
        """The lines above and below the table that say something else: the old one, the new one, and whether it is above.

        Raises:
            LedgerError: There are more lines or fewer, so that rows would have to come or go.
        """
        for side, old, new in (
            ("above", preface_of(self.found, self.lang), preface_of(wanted, self.lang)),
            ("below", self.found.footnotes, wanted.footnotes),
        ):
            now, then = _plain(old), _plain(new)
            if len(now) != len(then):
                raise LedgerError(
                    f"the lines {side} the table cannot be changed in place", where=f"{self.book.file}!{self.sheet.name}",
                    found=" | ".join(now), expected=" | ".join(then),
                )  # fmt: skip
            yield from ((one, other, side == "above") for one, other in zip(now, then, strict=True) if one != other)


def _column_of(field: str) -> str:
    """The column that a field, named as in a history, stands in."""
    group, _, name = field.partition(".")
    return name if group in ("typed", "extras", "comments") else field


def _row(entry: Entry) -> int:
    at = parse_cell(entry.location.cell or "")
    assert at is not None, "what was read from a sheet has an address"
    return at[0]


def _plain(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Lines as a sheet shows them; an empty one leaves no trace."""
    return tuple(shown for line in lines if (shown := plain(line, where="")))
