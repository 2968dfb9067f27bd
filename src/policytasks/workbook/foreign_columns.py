"""Foreign columns: what the columns of a table say beside the work itself, in a workbook that this library did not write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from openpyxl.utils import column_index_from_string, get_column_letter

from policytasks.ledger.status import StatusWords
from policytasks.ledger.typed import read_day, read_percentage
from policytasks.location import Location
from policytasks.model.notice import Notice
from policytasks.workbook.columns import COLUMNS, Column, Kind, Level
from policytasks.workbook.headings import Headings
from policytasks.workbook.row_matching import text_of
from policytasks.workbook.sheet_table import SheetCell, SheetRow, SheetTable

__all__ = ["ForeignColumns", "address"]

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ENTRY_COLUMNS = tuple(
    column for column in COLUMNS if column.level is Level.ENTRY and column.key not in ("id", "unit", "role")
)
_PROGRESS = ("情况", "进展", "进度", "状态")
_HEAD_ROWS = 4
"""Rows above the first one with work in which the heading of a column is looked for."""


def address(place: Location) -> tuple[int, int]:
    """Row and column of a cell, both 1-based; zeros for a place that is none."""
    match = _ADDRESS.fullmatch(place.cell or "")
    return (int(match[2]), column_index_from_string(match[1])) if match is not None else (0, 0)


class ForeignColumns:
    """The columns of one sheet that say how the work goes, and people's own.

    Args:
        table: The sheet.
        name: Its name.
        notice: The notice that was read from it.
        headings: What headings mean.
        status_words: What the words for statuses mean.

    Attributes:
        first: The first row with a requirement.
        fields: The ledger's columns, by number.
        extras: People's own, likewise.
        taken: Cells that are read here, and that the reader of notices did not understand.
    """

    def __init__(
        self, table: SheetTable, name: str, notice: Notice, headings: Headings, status_words: StatusWords
    ) -> None:
        self._table = table
        self._name = name
        self._headings = headings
        self._words = status_words
        self._rows = sorted({address(each.location)[0] for each in notice.requirements if each.location.sheet == name})
        self.first = self._rows[0]
        self._last = max((self._rows[-1], *(row for row, _ in self._said(notice))), default=self._rows[-1])
        numbers = {column: self._heading(column) for _, column in self._said(notice)}
        numbers.update(
            (address(remark.location)[1], remark.heading)
            for requirement in notice.requirements
            for remark in requirement.remarks
            if remark.location.sheet == name
        )
        self._id = next((column for column in self._known_numbers() if column not in numbers), None)
        self.taken = {
            place
            for block in notice.unparsed
            if block.location.sheet == name
            and self.first <= (place := address(block.location))[0] <= self._last
            and (place[1] in numbers or place[1] == self._id)
        }
        self.fields: dict[int, Column] = {}
        self.extras: dict[int, str] = {}
        self._name_columns(numbers)

    def _said(self, notice: Notice) -> Iterator[tuple[int, int]]:
        """The cells beside the work that say something: remarks, persons."""
        places = [remark.location for requirement in notice.requirements for remark in requirement.remarks]
        places += [place for field, place in notice.places if field.startswith("persons[")]
        for place in places:
            if place.sheet == self._name and address(place)[0] >= self.first:
                yield address(place)

    def _heading(self, column: int) -> str:
        """The nearest text above the table's first row of work."""
        for row in range(self.first - 1, max(0, self.first - 1 - _HEAD_ROWS), -1):
            if text := "".join(text_of(self._table.cell(row, column)).split()):
                return text
        return ""

    def _known_numbers(self) -> Iterator[int]:
        """The columns whose heading means the number of a row, as ledgers have it."""
        for column in range(1, 4):
            known = self._headings.column(self._heading(column))
            if known is not None and known.key == "id":
                yield column

    def _name_columns(self, numbers: Mapping[int, str]) -> None:
        unclear: list[int] = []
        for number, heading in sorted(numbers.items()):
            column = self._headings.column(heading)
            free = column is not None and column in _ENTRY_COLUMNS and column not in self.fields.values()
            if column is not None and free and self._fits(column, number):
                self.fields[number] = column
            else:
                unclear.append(number)
        left: list[int] = []
        for number in unclear:
            guess = self._headings.guess_by_words(numbers[number], self._missing())
            status = next((column for column in self._missing() if column.kind is Kind.STATUS), None)
            if guess is not None and self._fits(guess, number):
                self.fields[number] = guess
            elif status is not None and _is_progress(numbers[number]) and self._fits(status, number):
                self.fields[number] = status
            else:
                left.append(number)
        for number in left:
            note = next((column for column in self._missing() if column.key == "note"), None)
            if note is not None and _is_progress(numbers[number]):
                self.fields[number] = note
            else:
                self._name_extra(number, numbers[number])

    def _missing(self) -> list[Column]:
        return [column for column in _ENTRY_COLUMNS if column not in self.fields.values()]

    def _name_extra(self, number: int, heading: str) -> None:
        heading = self._headings.own(heading) or heading or f"（{get_column_letter(number)}列）"
        name, count = heading, 1
        while name in self.extras.values() or self._headings.column(name) is not None:
            count += 1
            name = f"{heading} ({count})"
        self.extras[number] = name

    def _fits(self, column: Column, number: int) -> bool:
        """Whether most cells of a column can be read as what it is to hold; texts always can."""
        cells = [cell for row in self._rows if (cell := self._table.cell(row, number)).value is not None]
        if column.kind is Kind.TEXT:
            # 完成情况 with nothing but 已完成 and 推进中 is the column of statuses.
            return not (cells and column.key == "note" and self._are_statuses(cells))
        if column.kind is Kind.STATUS:
            return self._are_statuses(cells)
        read = [
            read_day(cell.value)
            if column.kind is Kind.DAY
            else read_percentage(cell.value, per_hundred=cell.per_hundred)
            for cell in cells
        ]
        return sum(value is not None for value in read) * 2 >= len(read)

    def _are_statuses(self, cells: Iterable[SheetCell]) -> bool:
        words = [text_of(cell) for cell in cells]
        return sum(self._words.read(word) is not None for word in words) * 2 > len(words)

    # ── rows ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def number(self, row: int) -> str:
        """The number of a row, where the table has a column of them."""
        return text_of(self._table.cell(row, self._id)).strip() if self._id is not None else ""

    def rows_from(self, row: int, end: int | None) -> list[int]:
        """A row, and those below it up to another one in which something is said."""
        below = range(row + 1, (end or self._last + 1))
        return [row, *(each for each in below if self.says_something(each))]

    def says_something(self, row: int) -> bool:
        """Whether a row has a cell of its own that says how the work goes."""
        cells = (self._table.cell(row, number) for number in (*self.fields, *self.extras))
        return any(cell.value is not None and address(cell.location)[0] == row for cell in cells)

    def row(self, number: int) -> SheetRow:
        """A row as the entries are read from."""
        return SheetRow(
            cells={column.key: self._table.cell(number, at) for at, column in self.fields.items()},
            extras={name: self._table.cell(number, at) for at, name in self.extras.items()},
            location=self._table.place(number, 1),
        )

    def letters(self) -> Iterator[tuple[str, str]]:
        """Key or heading of each column, and its letter."""
        for number, column in sorted(self.fields.items()):
            yield column.key, get_column_letter(number)
        for number, name in sorted(self.extras.items()):
            yield name, get_column_letter(number)


def _is_progress(heading: str) -> bool:
    return any(word in heading for word in _PROGRESS)
