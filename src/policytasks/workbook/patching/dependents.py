"""Dependents: the formulas of a workbook whose last values are no longer true once some cells have changed.

A file keeps the value that each formula had last. Excel computes anew when it is asked to; LibreOffice believes the file, and so do
all readers that compute nothing. So a value that may be wrong is taken away: a program then computes it, and a reader finds none.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Mapping

import attrs

from policytasks.workbook.patching.cell_xml import CellXml
from policytasks.workbook.patching.references import Area
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
    """A formula, and the cells that it names; None when they cannot be told."""

    sheet: str
    cell: CellXml
    areas: tuple[tuple[str, Area], ...] | None


def dependents(
    sheets: Mapping[str, SheetXml], dirty: Dirty, areas: Callable[[str, str], tuple[tuple[str, Area], ...] | None]
) -> Iterator[tuple[str, CellXml]]:
    """The cells with formulas that may depend on changed cells, directly or by other formulas, each with its sheet.

    Args:
        sheets: The sheets by name.
        dirty: The changed cells; what is found is added.
        areas: The cells that a formula on a sheet names; None when they cannot be told, so that it may depend on anything.
    """
    left = [
        _Formula(name, cell, areas(text, name))
        for name, sheet in sheets.items()
        for cell, text in spelled_formulas(sheet)
    ]
    for number in range(_MOST_PASSES + 1):
        waiting: list[_Formula] = []
        for formula in left:
            if (
                formula.areas is None
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
