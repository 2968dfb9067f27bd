"""Row fit 行高: a row is made high enough for the text that went into it; nothing else about it changes."""

from __future__ import annotations

from policytasks.workbook.layout import BODY_SIZE, HIGHEST_ROW, LINE_HEIGHT, line_count
from policytasks.workbook.patching.cell_patch import CellPatch
from policytasks.workbook.patching.sheet_xml import SheetXml

__all__ = ["fit_row"]

_PADDING = 5.0


def fit_row(patch: CellPatch, number: int) -> None:
    """Make a row higher when its wrapped texts need it.

    A row without a height of its own is left: programs choose one when they open the file. Cells merged over rows are left out.

    Args:
        patch: The sheet.
        number: 1-based number of the row.
    """
    row = patch.cells.row(number)
    if row.height is None:
        return
    needed = row.height
    for column, cell in row.cells.items():
        text = patch.read(number, column)
        area = patch.cells.area(number, column)
        if not isinstance(text, str) or area.top != area.bottom or (area.top, area.left) != (number, column):
            continue
        style = patch.style(cell)
        if style.wraps:
            scale = style.size / BODY_SIZE
            width = sum(_width(patch.cells, each) for each in range(area.left, area.right + 1))
            needed = max(needed, line_count(text, width / scale) * LINE_HEIGHT * scale + _PADDING)
    if needed > row.height:
        edited = patch.cells.edit(number)
        edited.set("ht", f"{min(HIGHEST_ROW, needed):g}")
        edited.set("customHeight", "1")


def _width(cells: SheetXml, column: int) -> float:
    """The width of a column in characters."""
    try:
        return float(cells.column(column).get("width", ""))
    except ValueError:
        return cells.standard_width
