"""Glued numbers: rows whose number ran into the next cell, so that everything stands one column too far left.

序号 | 任务 | 单位 above 1修路 | 市交通局 | (nothing). Only numbers that count up from row to row are taken for it.
"""

from __future__ import annotations

import re

import attrs

from policytasks.model.ordinal import chinese_number
from policytasks.parsing.columns import Head
from policytasks.parsing.grid import Grid, GridCell
from policytasks.parsing.vocabulary import ColumnRole
from policytasks.passage import Passage

__all__ = ["unglued"]

_ARABIC = re.compile(r"(?P<number>[0-9]{1,3})(?=[一-鿿“《\"])(?![年月日号个项条只名家所座元亿万%])")
_CHINESE = re.compile(r"(?P<number>[一二三四五六七八九十]{1,3})(?=[一-鿿])(?![是个项次级带定])")


def unglued(grid: Grid, head: Head) -> Grid:
    """The grid with such numbers in their own column; the same grid when its numbers stand where they should."""
    if not head.columns or head.columns[0].role is not ColumnRole.NUMBER or head.end == 0:
        return grid
    if grid.width > 2:
        grid = _cut_in_place(grid, head.end)
    plan: dict[int, tuple[int, GridCell]] = {}
    expected = {_ARABIC: 1, _CHINESE: 1}
    seen: dict[int, int] = {}
    for row in range(head.end, len(grid.rows)):
        first = grid.rows[row][0]
        if first is None or not first or id(first) in seen:
            if first is not None and id(first) in seen and seen[id(first)] in plan:
                plan[row] = plan[seen[id(first)]]
            continue
        seen[id(first)] = row
        text = first.passage.strip()
        for pattern in (_ARABIC, _CHINESE):
            match = pattern.match(text.folded)
            if match is not None and chinese_number(match["number"]) == expected[pattern]:
                expected[pattern] += 1
                plan[row] = (match.end(), first)
                break
    if not plan or sum(row.count(None) > 0 or not row[-1] for at, row in enumerate(grid.rows) if at in plan) * 2 < len(
        plan
    ):
        return grid
    return Grid(rows=tuple(_shifted(grid, row, plan.get(row)) for row in range(len(grid.rows))), ruled=grid.ruled)


def _cut_in_place(grid: Grid, start: int) -> Grid:
    """The grid with numbers in their empty column that ran into the cell behind it: (nothing) | 1修路 | 市交通局."""
    plan: dict[int, int] = {}
    expected = {_ARABIC: 1, _CHINESE: 1}
    for row in range(start, len(grid.rows)):
        number, text = grid.rows[row][0], grid.rows[row][1]
        if number or not text or text.row != row:
            continue
        for pattern in (_ARABIC, _CHINESE):
            match = pattern.match(text.passage.strip().folded)
            if match is not None and chinese_number(match["number"]) == expected[pattern]:
                expected[pattern] += 1
                plan[row] = match.end()
                break
    if len(plan) < 2:
        return grid
    rows = list(grid.rows)
    for row, end in plan.items():
        cell = grid.rows[row][1]
        assert cell is not None
        words = Passage.join(cell.lines).strip()
        rows[row] = (
            attrs.evolve(cell, lines=(words[:end],), column=0, column_span=1),
            attrs.evolve(cell, lines=(words[end:].strip(),)),
            *grid.rows[row][2:],
        )
    return Grid(rows=tuple(rows), ruled=grid.ruled)


def _shifted(grid: Grid, row: int, split: tuple[int, GridCell] | None) -> tuple[GridCell | None, ...]:
    cells = grid.rows[row]
    if split is None:
        return cells
    end, first = split
    text = Passage.join(first.lines).strip()
    number = attrs.evolve(first, lines=(text[:end],), column_span=1)
    rest = attrs.evolve(first, lines=(text[end:].strip(),), column=1)
    if first.column_span > 1:
        # A heading across the table keeps its width.
        return (number, *([rest] * (len(cells) - 1)))
    moved = [None if cell is None else attrs.evolve(cell, column=cell.column + 1) for cell in cells[1:-1]]
    return (number, rest, *moved)
