"""Sheet table: the head and the rows of a table on a sheet, merged cells and all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping

import attrs
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.ledger.typed import as_text
from policytasks.location import Location
from policytasks.workbook.cells import CellValue, read_value
from policytasks.workbook.engine import existing_cell, existing_cells
from policytasks.workbook.headings import Headings, Named
from policytasks.workbook.heads import Head
from policytasks.workbook.note_marks import words_of_people

__all__ = ["SheetCell", "SheetRow", "SheetTable"]

_UNHEADED = "（{letter}列）"
"""The name of a column without heading that has something in it."""

_PERCENT_FORMAT = re.compile(r'(?:"[^"]*"|\\.|[^"\\%])*%')
"""A number format in which a percent sign outside quotes multiplies by 100."""


@attrs.frozen(kw_only=True)
class SheetCell:
    """One cell of the table.

    Args:
        value: What it says; None when it is empty.
        location: Where it stands; for a part of a merged cell, where that begins.
        per_hundred: False when its number format multiplies by 100.
        comment: The note that hangs on it; empty when there is none.
    """

    value: CellValue = None
    location: Location
    per_hundred: bool = True
    comment: str = ""


@attrs.frozen(kw_only=True)
class SheetRow:
    """One row below the head.

    Args:
        cells: Cells by column key.
        extras: Cells by the heading of people's own columns, in the order of the columns.
        location: Its first cell.
        line: What the row says, when only one cell of its own says something; None otherwise.
        wide: Whether that cell runs over several columns, as no cell of a table does.
    """

    cells: Mapping[str, SheetCell]
    extras: Mapping[str, SheetCell]
    location: Location
    line: str | None = None
    wide: bool = False


class SheetTable:
    """The table on a sheet.

    Args:
        sheet: The sheet.
        file: Name of the file, for locations.
        head: Its head; None for a sheet that is no table, of which single cells are wanted.
        headings: What headings mean.
        formulas: Rows and columns of cells that are left out, since a program computes them.
    """

    def __init__(
        self, sheet: Worksheet, file: str, head: Head | None, headings: Headings,
        *, formulas: Collection[tuple[int, int]] = (),
    ) -> None:  # fmt: skip
        self._sheet = sheet
        self._file = file
        self._first = head.first if head is not None else 0
        self._last = head.last if head is not None else 0
        self._texts = head.texts if head is not None else {}
        self._formulas = frozenset(formulas)
        self._headings = headings
        self._grid: dict[int, dict[int, CellValue]] = {}
        self._commented: set[tuple[int, int]] = set()
        for row, column, cell in existing_cells(sheet):
            if cell.comment is not None and words_of_people(cell.comment.text):
                self._commented.add((row, column))
            if (value := read_value(cell.value)) is not None:
                self._grid.setdefault(row, {})[column] = value
        self._anchors: dict[tuple[int, int], int] = {}
        self._wide: set[int] = set()
        rows = sorted(self._grid)
        for merged in sheet.merged_cells.ranges:
            if merged.max_col > merged.min_col:
                self._wide.add(merged.min_row)
                continue
            # Rows that have nothing of their own are no rows, so a column merged to the end of the sheet costs nothing.
            for row in rows[bisect_right(rows, merged.min_row) : bisect_right(rows, merged.max_row)]:
                self._anchors[row, merged.min_col] = merged.min_row
        self._named = self._name_columns() if head is not None else Named(columns={}, extras={})

    def _name_columns(self) -> Named:
        below: dict[int, list[CellValue]] = {}
        for row, cells in self._grid.items():
            if row > self._last and row not in self._wide:
                for column, value in cells.items():
                    below.setdefault(column, []).append(value)
        texts = {
            number: self._texts.get(number) or _UNHEADED.format(letter=get_column_letter(number))
            for number in self._texts.keys() | below.keys()
        }
        return self._headings.name(texts, lambda number: below.get(number, ()))

    @property
    def columns(self) -> Mapping[str, Location]:
        """The ledger's columns that it has, by key, with the places of their headings."""
        named = sorted(self._named.columns.items())
        return {column.key: self._head_location(number) for number, column in named}

    @property
    def extra_columns(self) -> Mapping[str, Location]:
        """People's own columns, by heading, with the places of their headings."""
        return {name: self._head_location(number) for number, name in self._named.extras.items()}

    @property
    def guessed(self) -> Mapping[str, str]:
        """The headings that were not known, by the key of the column that they were taken for."""
        return {self._named.columns[number].key: self._texts.get(number, "") for number in self._named.guessed}

    @property
    def preface(self) -> tuple[str, ...]:
        """The lines above the head."""
        return tuple(
            "\u3000".join(str(value) for _, value in sorted(self._grid[row].items()))
            for row in sorted(self._grid)
            if row < self._first
        )

    @property
    def odd_comments(self) -> tuple[Location, ...]:
        """Places of notes outside of the table."""
        return tuple(
            self.place(row, column)
            for row, column in sorted(self._commented)
            if row <= self._last or row not in self._grid
        )

    def _head_location(self, number: int) -> Location:
        row = self._last if number in self._grid.get(self._last, {}) else self._first
        return self.place(row, number)

    def rows(self) -> Iterator[SheetRow]:
        """The rows below the head."""
        for row in sorted(self._grid):
            if row <= self._last or self._is_head(row):
                continue
            own = self._grid[row]
            first = min(own)
            yield SheetRow(
                cells={
                    column.key: self.cell(row, number)
                    for number, column in self._named.columns.items()
                    if (row, number) not in self._formulas
                },
                extras={
                    heading: self.cell(row, number)
                    for number, heading in self._named.extras.items()
                    if (row, number) not in self._formulas
                },
                location=self.place(row, first),
                line=as_text(own[first]) if len(own) == 1 else None,
                wide=row in self._wide,
            )

    def _is_head(self, row: int) -> bool:
        """A head that was repeated in the middle, as after pasting."""
        cells = self._grid.get(row, {})
        return len(cells) > 1 and any(cells == self._grid.get(head) for head in (self._first, self._last))

    def cell(self, row: int, number: int) -> SheetCell:
        """The cell at a place; for a part of a merged one, that one."""
        source = self._anchors.get((row, number), row)
        cell = existing_cell(self._sheet, source, number)
        own = existing_cell(self._sheet, row, number)
        return SheetCell(
            value=self._grid.get(source, {}).get(number),
            location=self.place(source, number),
            per_hundred=cell is None or _PERCENT_FORMAT.match(cell.number_format or "") is None,
            comment=words_of_people(own.comment.text) if own is not None and own.comment is not None else "",
        )

    def place(self, row: int, column: int) -> Location:
        """Where a cell stands."""
        return Location(file=self._file, sheet=self._sheet.title, cell=f"{get_column_letter(column)}{row}")
