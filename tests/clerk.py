"""Clerk: what a person does to a workbook in Excel, done with openpyxl."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from copy import copy
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.workbook.columns import column_of
from policytasks.workbook.wording import STORE


class Clerk:
    """Opens a workbook with one table; nothing is written before `save`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = load_workbook(path)
        self.sheet: Worksheet = self.book.worksheets[0]
        self.head = next(
            row
            for row in range(1, 30)
            if sum(column_of(str(self.sheet.cell(row, number).value)) is not None for number in range(1, 30)) > 3
        )

    def column(self, heading: str) -> int:
        """The 1-based column of a heading; a new one behind the others when there is none."""
        for number in range(1, self.sheet.max_column + 1):
            if self.sheet.cell(self.head, number).value == heading:
                return number
        self.sheet.cell(self.head, self.sheet.max_column + 1).value = heading
        return self.sheet.max_column

    def rows(self) -> list[int]:
        """The rows of the table."""
        number = self.column("编号")
        return [row for row in range(self.head + 1, self.sheet.max_row + 1) if self.sheet.cell(row, number).value]

    def row(self, id: str, unit: str | None = None) -> int:
        """The row of a requirement (and a unit)."""
        for row in self.rows():
            if self.at(row, "编号") == id and unit in (None, self.at(row, "单位") if unit is not None else None):
                return row
        raise LookupError(f"no row {id} {unit}")

    def at(self, row: int, heading: str) -> Any:
        """What a cell says."""
        return self.sheet.cell(row, self.column(heading)).value

    def write(self, row: int, heading: str, value: Any) -> Clerk:
        """Type into a cell; a text stays a text."""
        cell: Any = self.sheet.cell(row, self.column(heading))
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        return self

    def fill(self, id: str, values: Mapping[str, Any], *, unit: str | None = None) -> Clerk:
        """Type into several cells of one row."""
        row = self.row(id, unit)
        for heading, value in values.items():
            self.write(row, heading, value)
        return self

    def comment(self, row: int, heading: str, text: str) -> Clerk:
        """Hang a note on a cell."""
        self.sheet.cell(row, self.column(heading)).comment = Comment(text, "甲")
        return self

    def add_row(self, values: Mapping[str, Any]) -> Clerk:
        """Type a row below the table."""
        row = self.sheet.max_row + 1
        for heading, value in values.items():
            self.write(row, heading, value)
        return self

    def delete_row(self, row: int) -> Clerk:
        """Delete a row."""
        self.sheet.delete_rows(row)
        return self

    def copy_row(self, row: int) -> Clerk:
        """Copy a row, with its number, below the table."""
        target = self.sheet.max_row + 1
        for number in range(1, self.sheet.max_column + 1):
            self.sheet.cell(target, number).value = self.sheet.cell(row, number).value
        return self

    def sort(self, seed: int) -> Clerk:
        """Bring the rows into another order."""
        rows = self.rows()
        columns = range(1, self.sheet.max_column + 1)
        found = [[self._taken(row, number) for number in columns] for row in rows]
        random.Random(seed).shuffle(found)
        for row, cells in zip(rows, found, strict=True):
            self._put(row, cells)
        return self

    def move_columns(self, seed: int) -> Clerk:
        """Bring the columns into another order, headings and all."""
        numbers = list(range(1, self.sheet.max_column + 1))
        random.Random(seed).shuffle(numbers)
        rows = [self.head, *self.rows()]
        found = [[self._taken(row, number) for number in numbers] for row in rows]
        for row, cells in zip(rows, found, strict=True):
            self._put(row, cells)
        return self

    def _taken(self, row: int, number: int) -> tuple[Any, str, Any, Any]:
        cell = self.sheet.cell(row, number)
        return cell.value, cell.data_type, copy(cell.number_format), cell.comment.text if cell.comment else None

    def _put(self, row: int, cells: list[tuple[Any, str, Any, Any]]) -> None:
        for number, (value, kind, number_format, note) in enumerate(cells, 1):
            cell: Any = self.sheet.cell(row, number)
            cell.value, cell.data_type, cell.number_format = value, kind, number_format
            cell.comment = Comment(note, "甲") if note is not None else None

    def lose_store(self) -> Clerk:
        """Delete the hidden sheet."""
        del self.book[STORE]
        return self

    def lose_properties(self) -> Clerk:
        """Take out what the file says about itself, as "inspect document" does."""
        properties = self.book.custom_doc_props  # type: ignore[attr-defined]
        properties.props = []
        return self

    def save(self, path: Path | None = None) -> Path:
        """Save, under another name by choice."""
        target = path or self.path
        self.book.save(target)
        return target


Deed = Callable[[Clerk], object]
"""Something that a clerk does before saving."""
