"""Token grid: rows of aligned cells → a grid, with the merged cells that the text lost."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from policytasks.parsing.columns import UNIT_ROLES, Column
from policytasks.parsing.grid import Grid, GridCell
from policytasks.parsing.traits import Token
from policytasks.parsing.vocabulary import ColumnRole
from policytasks.passage import Passage

__all__ = ["grid_below"]


def grid_below(columns: tuple[Column, ...], heading: Sequence[Passage], rows: list[list[Token | None] | Token]) -> Grid:
    """The aligned rows below a heading row, as one grid."""
    body = _grid_from_rows(rows, columns)
    extra = len(columns) - len(heading)
    head_cells: list[GridCell | None] = [None] * max(extra, 0)
    for number, piece in enumerate(heading):
        head_cells.append(GridCell(lines=(piece,), row=0, column=number + max(extra, 0)) if piece else None)
    shifted: list[tuple[GridCell | None, ...]] = [tuple(head_cells[: len(columns)])]
    moved: dict[int, GridCell] = {}
    shifted.extend(
        tuple(
            None if cell is None else moved.setdefault(id(cell), attrs.evolve(cell, row=cell.row + 1)) for cell in row
        )
        for row in body.rows
    )
    return Grid(rows=tuple(shifted), ruled=False)


_CARRIED = (ColumnRole.NUMBER, ColumnRole.SECTION, ColumnRole.TASK)


def _grid_from_rows(rows: Sequence[list[Token | None] | Token], columns: Sequence[Column]) -> Grid:
    """A grid of aligned rows: a missing cell of a row that continues the one above is merged with the cell above."""
    width = len(columns)
    made: list[list[GridCell | None]] = []
    for number, row in enumerate(rows):
        if isinstance(row, Token):
            cell = GridCell(lines=row.lines, row=number, column=0, column_span=width, joined=row.joined)
            made.append([cell] * width)
            continue
        cells: list[GridCell | None] = [
            None if token is None else GridCell(lines=token.lines, row=number, column=at, joined=token.joined)
            for at, token in enumerate(row)
        ]
        continuing = _continues(row, columns) and number > 0 and not isinstance(rows[number - 1], Token)
        if continuing:
            above = made[number - 1]
            for at, column in enumerate(columns):
                if (
                    cells[at] is None
                    and above[at] is not None
                    and column.role
                    not in (
                        ColumnRole.REQUIREMENT,
                        ColumnRole.REMARK,
                        ColumnRole.STATUS,
                        None,
                    )
                ):
                    carried = column.role in _CARRIED or _last_text_differs(row, columns)
                    cells[at] = above[at] if carried else None
            _join_broken(cells, made, columns)
        made.append(cells)
    return Grid(rows=tuple(tuple(row) for row in made), ruled=False)


def _join_broken(cells: list[GridCell | None], made: list[list[GridCell | None]], columns: Sequence[Column]) -> None:
    """A list of units broken over the merged rows of one task（会展处牵头， / 外贸处、 / 市场处配合）is one cell."""
    for at, column in enumerate(columns):
        cell, above = cells[at], made[-1][at]
        if column.role not in UNIT_ROLES or cell is None or above is None or cell is above:
            continue
        if not above.words.endswith(("、", ",")):
            continue
        joined = attrs.evolve(above, lines=(*above.lines, *cell.lines))
        cells[at] = joined
        for row in made:
            if row[at] is above:
                row[at] = joined


def _continues(row: Sequence[Token | None], columns: Sequence[Column]) -> bool:
    """Whether a row lacks its leading cell: they were merged with the row above."""
    roles = [column.role for column in columns]
    if ColumnRole.NUMBER in roles:
        return row[roles.index(ColumnRole.NUMBER)] is None
    if ColumnRole.TASK in roles and ColumnRole.REQUIREMENT in roles:
        return row[roles.index(ColumnRole.TASK)] is None
    if ColumnRole.SECTION in roles:
        return row[roles.index(ColumnRole.SECTION)] is None
    return False


def _last_text_differs(row: Sequence[Token | None], columns: Sequence[Column]) -> bool:
    """Whether the row has a text of its own, so that units and times above count for it too."""
    return any(
        token is not None and column.role in (ColumnRole.REQUIREMENT, ColumnRole.TASK)
        for token, column in zip(row, columns, strict=True)
    )
