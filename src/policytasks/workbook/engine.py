"""Engine: the few places where openpyxl's workings are used that it has no public name for."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

__all__ = [
    "SortedRanges",
    "cell_at",
    "copy_style",
    "custom_properties",
    "existing_cell",
    "existing_cells",
    "first_sheet",
    "new_workbook",
    "set_text",
    "style_key",
]


class SortedRanges(MultiCellRange):
    """Merged ranges that are written in one order; a set's order changes from run to run.

    `openpyxl` compares each range that is merged by name with all others: 37 s for 16,000 of them. ``ranges.add`` does not.
    """

    def __iter__(self) -> Iterator[CellRange]:
        return iter(self.sorted())


def new_workbook(font: Font) -> Workbook:
    """An empty workbook whose standard font is another one: the one that column widths are counted in."""
    book: Any = Workbook()
    book._fonts.clear()
    book._fonts.add(font)
    book._named_styles["Normal"].font = font
    return book  # type: ignore[no-any-return]  # a workbook, whose inner parts have no types


def first_sheet(book: Workbook) -> Worksheet:
    """The sheet that a new workbook has."""
    return book.worksheets[0]


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell at a 1-based place; it is made when it is not there."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell), "the writer merges after it has filled the cells"
    return cell


def copy_style(source: Cell, target: Cell) -> None:
    """Give a cell the styles of another one; setting them by name takes ten times as long."""
    styled: Any = target
    styled._style = copy(source._style)  # type: ignore[attr-defined]  # no part of the stubs


def style_key(cell: Cell) -> bytes:
    """What cells that look alike share, and others do not."""
    styled: Any = cell
    return bytes(styled._style)


def custom_properties(book: Workbook) -> Any:
    """The custom properties of the file, which the type stubs of openpyxl do not know."""
    return book.custom_doc_props  # type: ignore[attr-defined]


def set_text(cell: Cell, text: str) -> None:
    """Write a text, also one that looks like a formula or an error value."""
    cell.value = text
    cell.data_type = "s"


def existing_cell(sheet: Worksheet, row: int, column: int) -> Any | None:
    """The cell at a 1-based place, or None; asking openpyxl for it would make it."""
    return sheet._cells.get((row, column))


def existing_cells(sheet: Worksheet) -> Iterator[tuple[int, int, Any]]:
    """Row, column and cell of every cell that is there, in no particular order.

    Asking openpyxl for the rows of a sheet makes every cell in between, which a far one turns into billions.
    """
    for (row, column), cell in sheet._cells.items():
        yield row, column, cell
