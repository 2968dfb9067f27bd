"""Row copy: new rows of a table look like the row that they are copied from."""

from __future__ import annotations

from policytasks.workbook.patching.cell_xml import CellXml
from policytasks.workbook.patching.references import moved
from policytasks.workbook.patching.sheet_xml import SheetXml
from policytasks.workbook.patching.xml_text import with_attribute

__all__ = ["RowModel"]


class RowModel:
    """A row that others are to look like: in its height, its style, and the styles of its cells; values are not copied.

    Args:
        cells: The sheet.
        number: 1-based number of the row; one that is not there gives plain rows.
        formulas: Whether its formulas are filled down, too.
    """

    def __init__(self, cells: SheetXml, number: int, *, formulas: bool) -> None:
        row = cells.row(number)
        self._number = number
        # A row that a filter hides is no model in that.
        self._rest = with_attribute(with_attribute(row.rest, "hidden", None), "collapsed", None)
        self._cells = [(column, cell.rest) for column, cell in row.cells.items()]
        self._formulas = {
            column: cells.formula_text(cell)
            for column, cell in row.cells.items()
            if formulas and (formula := cell.formula) is not None and formula.kind in ("normal", "shared")
        }
        self._prefix = cells.prefix

    @property
    def has_formulas(self) -> bool:
        """Whether it fills formulas down."""
        return bool(self._formulas)

    def copy_to(self, cells: SheetXml, number: int) -> None:
        """Make a row that looks like it.

        Args:
            cells: The sheet.
            number: 1-based number of the new row, which is not there yet.
        """
        row = cells.edit(number)
        row.rest = with_attribute(self._rest, "r", str(number))
        for column, rest in self._cells:
            cell = CellXml(number, column, self._prefix, rest).with_value(None)
            if (formula := self._formulas.get(column)) is not None:
                cell = cell.with_formula(moved(formula, number - self._number, 0))
            row.put(cell)
