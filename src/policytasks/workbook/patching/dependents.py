"""Dependents: the formulas of a workbook whose last values are no longer true once some cells have changed.

A file keeps the value that each formula had last. Excel computes anew when it is asked to; LibreOffice believes the file, and so do
all readers that compute nothing. So a value that may be wrong is taken away: a program then computes it, and a reader finds none.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping

import attrs

from policytasks.workbook.patching.cell_xml import CellXml
from policytasks.workbook.patching.references import Area, is_indirect, references
from policytasks.workbook.patching.sheet_formulas import spelled_formulas
from policytasks.workbook.patching.sheet_xml import SheetXml

__all__ = ["Dirty", "dependents"]

_MOST_PASSES = 16
"""Looks over all formulas; what a longer chain depends on is counted as changed without a further look."""


class Dirty:
    """Cells that have changed, by sheet."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[int, list[int]]] = {}

    def add(self, sheet: str, row: int, column: int) -> None:
        """Add a cell."""
        stack = self._rows.setdefault(sheet.casefold(), {}).setdefault(column, [])
        if not stack or stack[-1] < row:
            stack.append(row)
        else:
            insort(stack, row)

    def hits(self, sheet: str, area: Area) -> bool:
        """Whether an area of a sheet holds one of them."""
        for column, stack in self._rows.get(sheet.casefold(), {}).items():
            if area.left <= column <= area.right:
                index = bisect_left(stack, area.top)
                if index < len(stack) and stack[index] <= area.bottom:
                    return True
        return False


@attrs.frozen
class _Formula:
    sheet: str
    cell: CellXml
    areas: tuple[tuple[str, Area], ...]
    is_indirect: bool


def dependents(sheets: Mapping[str, SheetXml], dirty: Dirty) -> Iterator[tuple[str, CellXml]]:
    """The cells with formulas that may depend on changed cells, directly or by other formulas, each with its sheet.

    A formula that depends on what it does not spell out (a name, a table, INDIRECT) may depend on anything.

    Args:
        sheets: The sheets by name.
        dirty: The changed cells; what is found is added.
    """
    left = [formula for name, sheet in sheets.items() for formula in _formulas(name, sheet)]
    for number in range(_MOST_PASSES + 1):
        waiting: list[_Formula] = []
        for formula in left:
            if (
                formula.is_indirect
                or number == _MOST_PASSES
                or any(dirty.hits(name, area) for name, area in formula.areas)
            ):
                dirty.add(formula.sheet, formula.cell.row, formula.cell.column)
                yield formula.sheet, formula.cell
            else:
                waiting.append(formula)
        if len(waiting) == len(left):
            return
        left = waiting


def _formulas(name: str, sheet: SheetXml) -> Iterator[_Formula]:
    for cell, text in spelled_formulas(sheet):
        areas = tuple((found.sheet if found.sheet is not None else name, found.area) for found in references(text))
        yield _Formula(name, cell, areas, is_indirect(text))
