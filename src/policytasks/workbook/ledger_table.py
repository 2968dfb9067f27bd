"""Ledger table: where the table of a workbook stands, and what its cells would have to show for another ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from policytasks.errors import LedgerError
from policytasks.ledger.fields import spread
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import StatusWords
from policytasks.location import Location
from policytasks.messages import Language
from policytasks.workbook.carry import Carried, unpack
from policytasks.workbook.cells import CellValue, plain
from policytasks.workbook.columns import COLUMNS, Column, Kind, Row
from policytasks.workbook.patching.references import column_number, parse_cell
from policytasks.workbook.preface import preface_of
from policytasks.workbook.reader import TableReader
from policytasks.workbook.rows import rows_of, show, show_extra
from policytasks.workbook.sheet import read_sheet

__all__ = ["Cells", "LedgerTable", "Unshown"]

Cells = dict[tuple[int, int], tuple[CellValue | bool, bool]]
"""1-based row and column → the value for the cell, and whether it is in percents."""

Unshown = tuple[str, str | None, str]
"""Requirement, unit and field of a value for which a sheet has no column; fields are named as in a history."""

_BY_KEY = {column.key: column for column in COLUMNS}


@attrs.frozen(kw_only=True)
class LedgerTable:
    """The table of a ledger as a workbook has it.

    Args:
        file: Name of the file.
        sheet: Name of the sheet.
        found: The ledger that the workbook says now.
        carried: What the workbook carries; None when that was lost.
        head: 1-based row of the headings.
        columns: 1-based columns of the ledger's own columns, by key.
        extras: 1-based columns of people's own columns, by heading.
        rows: 1-based rows of the entries.
        above: The lines above the table.
        below: Places of the lines below it.
    """

    file: str
    sheet: str
    found: Ledger
    carried: Carried | None
    head: int
    columns: Mapping[str, int]
    extras: Mapping[str, int]
    rows: Mapping[tuple[str, str | None], int]
    above: tuple[str, ...]
    below: tuple[Location, ...]

    @classmethod
    def read(cls, data: bytes, *, file: str, status_words: StatusWords) -> LedgerTable:
        """The table of a workbook.

        Args:
            data: The bytes of the workbook.
            file: Its name, for locations and messages.
            status_words: What the words in the column of statuses mean.

        Raises:
            LedgerError: It is no workbook of a ledger.
        """
        sheet = read_sheet(data, file=file)
        reader = TableReader(sheet, status_words)
        found = reader.ledger()
        try:
            carried = unpack(sheet.store, where=file) if sheet.store else None
        except LedgerError:
            carried = None
        letters = [(name, column_number(letter)) for name, letter in found.columns]
        count = len(sheet.columns)
        return cls(
            file=file,
            sheet=sheet.name,
            found=found,
            carried=carried,
            head=min(_row(place) for place in sheet.columns.values()),
            columns=dict(letters[:count]),
            extras=dict(letters[count:]),
            rows={entry.key: _row(entry.location) for entry in found.entries},
            above=sheet.preface,
            below=tuple(place for _, place in reader.lines),
        )

    @property
    def is_packet(self) -> bool:
        """Whether it was sent to a unit: what it was sent with stays, since collecting compares with that."""
        return self.carried is not None and self.carried.slip is not None

    def lang(self, status_heading: CellValue | bool) -> Language:
        """The language of the sheet: the one that it was written in, else that of the heading of the statuses."""
        if self.carried is not None:
            return self.carried.lang
        return "en" if status_heading == _BY_KEY["status"].heading.en else "zh"

    def settled(self, wanted: Ledger) -> Ledger:
        """A ledger with its entries in the order of the sheet, and those that the sheet does not have behind them.

        Raises:
            LedgerError: It lacks a row that the sheet has, or its rows are of another kind.
        """
        if wanted.by != self.found.by:
            raise LedgerError(
                "the workbook divides the work in another way", where=self.file,
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

    def entry_cells(self, wanted: Ledger, lang: Language, new_rows: tuple[int, ...]) -> Cells:
        """What cells of the table have to show that they do not.

        Args:
            wanted: The ledger, as `settled` gives it.
            lang: Language of the words.
            new_rows: 1-based rows for the entries that the sheet does not have.
        """
        cells: Cells = {}
        before = {row.entry.key: row for row in rows_of(self.found)}
        numbers = [*self.rows.values(), *new_rows]
        for number, row in zip(numbers, rows_of(wanted), strict=True):
            old = before.get(row.entry.key)
            for column, at in self._places():
                value = _value(column, row, lang)
                shown = _value(column, old, lang) if old is not None else None
                if value != shown or type(value) is not type(shown):
                    cells[number, at] = value, isinstance(column, Column) and column.kind is Kind.PERCENTAGE
        return cells

    def _places(self) -> Iterator[tuple[Column | str, int]]:
        for key, at in self.columns.items():
            yield _BY_KEY[key], at
        yield from self.extras.items()

    def unshown(self, wanted: Ledger) -> tuple[Unshown, ...]:
        """The values that are others now, and for which the sheet has no column."""
        before = {entry.key: spread(entry) for entry in self.found.entries}
        return tuple(
            (*entry.key, field)
            for entry in wanted.entries
            for field in self._without_column(spread(entry), before.get(entry.key, {}))
        )

    def _without_column(self, now: Mapping[str, object], had: Mapping[str, object]) -> Iterator[str]:
        for field in dict.fromkeys((*now, *had)):
            group, _, inner = field.partition(".")
            name = inner if group in ("typed", "extras", "comments") else field
            if (
                name not in self.columns
                and name not in self.extras
                and (now.get(field) or None) != (had.get(field) or None)
            ):
                yield field

    def line_cells(self, wanted: Ledger, lang: Language, above: tuple[tuple[int, int], ...]) -> Cells:
        """The lines above and below the table that say something else.

        Args:
            wanted: The ledger.
            lang: Language of the lines.
            above: The cells of the lines above the table; empty where a line stands in several.

        Raises:
            LedgerError: There are more lines or fewer, so that rows would have to come or go.
        """
        cells: Cells = {}
        lines = _plain(preface_of(wanted, lang))
        if lines != self.above and lines != _plain(preface_of(self.found, lang)):
            cells |= self._changed("above", above, self.above, lines)
        lines, now = _plain(wanted.footnotes), _plain(self.found.footnotes)
        if lines != now:
            places = tuple(place for each in self.below if (place := parse_cell(each.cell or "")) is not None)
            cells |= self._changed("below", places, now, lines)
        return cells

    def _changed(
        self, side: str, places: tuple[tuple[int, int], ...], now: tuple[str, ...], lines: tuple[str, ...]
    ) -> Cells:
        if not len(places) == len(now) == len(lines):
            raise LedgerError(
                f"the lines {side} the table cannot be changed in place", where=f"{self.file}!{self.sheet}",
                found=" | ".join(now), expected=" | ".join(lines),
            )  # fmt: skip
        return {place: (new, False) for place, new, old in zip(places, lines, now, strict=True) if new != old}


def _row(place: Location) -> int:
    at = parse_cell(place.cell or "")
    assert at is not None, "what was read from a sheet has an address"
    return at[0]


def _value(column: Column | str, row: Row, lang: Language) -> CellValue:
    where = " ".join(part for part in row.entry.key if part)
    return (
        show(column, row, lang, where=where)
        if isinstance(column, Column)
        else show_extra(column, row.entry, where=where)
    )


def _plain(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Lines as a sheet shows them; an empty one leaves no trace."""
    return tuple(shown for line in lines if (shown := plain(line, where="")))
