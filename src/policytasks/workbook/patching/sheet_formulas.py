"""Sheet formulas 公式: what a change of cells means for the formulas around them.

A shared formula is spelled out in its first cell only, so that cell cannot go without handing it on; an array formula cannot be
changed in part; and a formula that depends on a changed cell shows an old value until a program computes it again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

import attrs

from policytasks.errors import LedgerError
from policytasks.workbook.patching.cell_xml import CellXml
from policytasks.workbook.patching.references import Area, address, moved, parse_area
from policytasks.workbook.patching.sheet_xml import SheetXml

__all__ = ["release", "spell_out", "spelled_formulas"]


@attrs.frozen
class _Group:
    """A shared formula: the cell that spells it out, what it says, and the cells that repeat it."""

    owner: CellXml
    text: str
    members: list[CellXml]

    def text_of(self, cell: CellXml) -> str:
        """The formula as it reads in one of its cells."""
        return moved(self.text, cell.row - self.owner.row, cell.column - self.owner.column)


def _groups(sheet: SheetXml) -> tuple[_Group, ...]:
    """The shared formulas; a later cell that spells out one of the same number begins another."""
    if not sheet.mentions("shared"):
        return ()
    groups: list[_Group] = []
    current: dict[str, _Group] = {}
    for cell, formula in sheet.formulas():
        if formula.kind == "shared" and formula.text:
            current[formula.group] = _Group(cell, formula.text, [])
            groups.append(current[formula.group])
        elif formula.kind == "shared" and formula.group in current:
            current[formula.group].members.append(cell)
    return tuple(groups)


def release(sheet: SheetXml, places: Collection[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """Make cells free to hold something else: a shared formula that one of them spells out is handed on to the next cell.

    Args:
        sheet: The sheet.
        places: 1-based rows and columns of the cells.

    Returns:
        Those of them that have formulas.

    Raises:
        LedgerError: One of them is a part of an array formula or of a data table.
    """
    for area, kind in _blocks(sheet):
        for place in places:
            if place in area and area != Area(*place, *place):
                raise LedgerError(
                    "a cell of an array formula cannot be changed alone", where=f"{sheet.where}!{address(*place)}",
                    found=f"{'a data table' if kind == 'dataTable' else 'an array formula'} in {area}",
                    expected="a cell of its own",
                )  # fmt: skip
    for group in _groups(sheet):
        if (group.owner.row, group.owner.column) not in places:
            continue
        heirs = [cell for cell in group.members if (cell.row, cell.column) not in places]
        if heirs:
            sheet.put(heirs[0].with_formula(group.text_of(heirs[0]), area=str(_around(heirs))))
    return frozenset(place for place in places if (cell := sheet.cell(*place)) is not None and cell.formula is not None)


def _blocks(sheet: SheetXml) -> Iterator[tuple[Area, str]]:
    """The areas that hang together, as array formulas and data tables do."""
    if sheet.mentions("array") or sheet.mentions("dataTable"):
        for _, formula in sheet.formulas():
            if formula.kind in ("array", "dataTable") and (area := parse_area(formula.area)) is not None:
                yield area, formula.kind


def _around(cells: Collection[CellXml]) -> Area:
    rows, columns = [cell.row for cell in cells], [cell.column for cell in cells]
    return Area(min(rows), min(columns), max(rows), max(columns))


def spell_out(sheet: SheetXml, change: Callable[[str, int], str], shift: Callable[[int], int]) -> None:
    """Spell out each shared formula whose cells would no longer say what the first one says, once references have changed.

    Args:
        sheet: The sheet.
        change: What becomes of a formula that stands in a row.
        shift: What becomes of a row's number.
    """
    for group in _groups(sheet):
        owner = group.owner
        changed, origin = change(group.text, owner.row), shift(owner.row)
        if any(
            change(group.text_of(cell), cell.row)
            != moved(changed, shift(cell.row) - origin, cell.column - owner.column)
            for cell in group.members
        ):
            for cell in (owner, *group.members):
                sheet.put(cell.with_formula(group.text_of(cell)))


def spelled_formulas(sheet: SheetXml) -> Iterator[tuple[CellXml, str]]:
    """The cells with formulas, each with what it says, also where another cell spells it out; of a data table, nothing."""
    shared = {(cell.row, cell.column): group for group in _groups(sheet) for cell in group.members}
    for cell, formula in sheet.formulas():
        group = shared.get((cell.row, cell.column))
        yield cell, group.text_of(cell) if group is not None else formula.text
