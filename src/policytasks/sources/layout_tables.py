"""Ruled tables 有线表格: the ruling lines of a page and its glyphs → grids of cells with lines of text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import attrs

from policytasks.sources.layout_lines import Glyph, Line, lines_of
from policytasks.sources.layout_rulings import BRIDGE, SNAP, Ruling, Span, joined, merged

__all__ = ["Grid", "GridCell", "close_up", "grids_of"]


@attrs.define(kw_only=True, eq=False)
class GridCell:
    """A cell of a grid, with the lines of text in it.

    Args:
        row: 0-based row.
        column: 0-based column.
        row_span: Rows that it covers.
        column_span: Columns that it covers.
        left: Its left side.
        right: Its right side.
        top: Its upper side, on the page of its first part.
        bottom: Its lower side, on the page of its last part.
        page: Page of its first part.
        lines: Its lines, from top to bottom.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    left: float
    right: float
    top: float
    bottom: float
    page: int
    lines: list[Line] = attrs.Factory(list)


@attrs.define(kw_only=True, eq=False)
class Grid:
    """A ruled table of one page, or of several once its parts are joined.

    Args:
        page: Page of its first part.
        xs: Where its columns start and end, from left to right.
        row_count: How many rows it has.
        top: Upper side, on its first page.
        bottom: Lower side, on its last page.
        cells: Its cells, row by row.
        is_open_above: Whether it has no line above its first row, as a table has that goes on from the page before.
        is_open_below: Whether it has no line below its last row.
    """

    page: int
    xs: list[float]
    row_count: int
    top: float
    bottom: float
    cells: list[GridCell]
    is_open_above: bool = False
    is_open_below: bool = False

    @property
    def column_count(self) -> int:
        return len(self.xs) - 1


_COVERED = 0.6
_MOST_RULINGS = 20_000
_MOST_CROSSINGS = 2_000_000
_MOST_CELLS = 250_000
_OVERHANG = 9.0


@attrs.define(eq=False)
class _Axis:
    """Rulings of one direction: for each position, the stretches that are drawn there."""

    positions: list[float]
    spans: list[list[Span]]
    is_open_before: bool = False
    is_open_after: bool = False


def grids_of(rulings: Sequence[Ruling], glyphs: Sequence[Glyph], page: int) -> tuple[list[Grid], list[Glyph]]:
    """The ruled tables of a page with their text, from top to bottom, and the glyphs outside them.

    A box around running text is a grid of one column; whether it is a table is for the caller to say.
    """
    if len(rulings) < 4 or len(rulings) > _MOST_RULINGS:
        return [], list(glyphs)
    horizontal = merged((ruling.top, ruling.left, ruling.right) for ruling in rulings if ruling.top == ruling.bottom)
    vertical = merged((ruling.left, ruling.top, ruling.bottom) for ruling in rulings if ruling.left == ruling.right)
    grids: list[tuple[Grid, _Cells]] = []
    for rows, columns in _components(horizontal, vertical):
        made = _grid(rows, columns, page)
        if made is not None:
            grids.append(made)
    # A frame around the page must not swallow the table inside it.
    grids.sort(key=lambda made: (made[0].bottom - made[0].top) * (made[0].xs[-1] - made[0].xs[0]))
    inside: list[dict[int, list[Glyph]]] = [{} for _ in grids]
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = glyph.middle
        for (_, cells), held in zip(grids, inside, strict=True):
            cell = cells.at(x, y)
            if cell is not None:
                held.setdefault(cell, []).append(glyph)
                break
        else:
            outside.append(glyph)
    for (grid, _), held in zip(grids, inside, strict=True):
        for index, held_glyphs in held.items():
            grid.cells[index].lines = lines_of(held_glyphs, page)
        _trim(grid)
        _drop_gaps(grid)
    found = [grid for grid, _ in grids if any(cell.lines for cell in grid.cells)]
    return sorted(found, key=lambda grid: (grid.top, grid.xs[0])), outside


def _trim(grid: Grid) -> None:
    """Take off a last row of which nothing is printed on this page: its text begins on the next one."""
    last = grid.row_count - 1
    new = [cell for cell in grid.cells if cell.row == last]
    if not grid.is_open_below or last == 0 or any(cell.lines for cell in new):
        return
    grid.cells = [cell for cell in grid.cells if cell.row < last]
    for cell in grid.cells:
        cell.row_span = min(cell.row_span, last - cell.row)
    grid.row_count = last
    grid.is_open_below = False


def _drop_gaps(grid: Grid) -> None:
    """Give blank cells that alone start a row, beside cells that reach over it, to the cells above them.

    Such rows come from gaps between the borders of merged cells; nothing is printed in them.
    """
    starting: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        starting.setdefault(cell.row, []).append(cell)
    ending = {(cell.row + cell.row_span, cell.column, cell.column_span): cell for cell in grid.cells}
    for row, cells in sorted(starting.items()):
        width = sum(cell.column_span for cell in cells)
        above = [ending.get((row, cell.column, cell.column_span)) for cell in cells]
        if not row or width >= grid.column_count or any(cell.lines for cell in cells) or None in above:
            continue
        for cell, upper in zip(cells, above, strict=True):
            if upper is not None:
                upper.row_span += cell.row_span
                upper.bottom = cell.bottom
                ending[upper.row + upper.row_span, upper.column, upper.column_span] = upper
                grid.cells.remove(cell)
    close_up(grid)


def _components(
    horizontal: list[tuple[float, float, float]], vertical: list[tuple[float, float, float]]
) -> Iterator[tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]]:
    """Rulings that touch each other, directly or through others: one component a table; none in drawings with too many."""
    if len(horizontal) * len(vertical) > _MOST_CROSSINGS:
        return
    parents = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    tops = [ruling[0] for ruling in horizontal]
    for number, (x, top, bottom) in enumerate(vertical):
        for index in range(bisect_left(tops, top - BRIDGE), bisect_right(tops, bottom + BRIDGE)):
            _, left, right = horizontal[index]
            if left - BRIDGE <= x <= right + BRIDGE:
                parents[root(index)] = root(len(horizontal) + number)
    components: dict[int, tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]] = {}
    for index in range(len(parents)):
        rows, columns = components.setdefault(root(index), ([], []))
        if index < len(horizontal):
            rows.append(horizontal[index])
        else:
            columns.append(vertical[index - len(horizontal)])
    for rows, columns in components.values():
        if len(rows) >= 2 and columns:
            yield rows, columns


def _axis(rulings: list[tuple[float, float, float]], ends: list[float]) -> _Axis:
    """Positions of rulings, near ones taken as one; the ends of crossing rulings are sides too where a table is open."""
    positions: list[float] = []
    spans: list[list[Span]] = []
    for position, start, end in sorted(rulings):
        if positions and position - positions[-1] <= SNAP:
            spans[-1].append((start, end))
        else:
            positions.append(position)
            spans.append([(start, end)])
    everything = (float("-inf"), float("inf"))
    before = min(ends) < positions[0] - _OVERHANG
    after = max(ends) > positions[-1] + _OVERHANG
    if before:
        positions.insert(0, min(ends))
        spans.insert(0, [everything])
    if after:
        positions.append(max(ends))
        spans.append([everything])
    return _Axis(positions, [joined(group) for group in spans], before, after)


@attrs.define(eq=False)
class _Cells:
    """Which cell covers a point."""

    xs: list[float]
    ys: list[float]
    owners: list[list[int]]

    def at(self, x: float, y: float) -> int | None:
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owners[row][column]
        return None


def _grid(
    rows: list[tuple[float, float, float]], columns: list[tuple[float, float, float]], page: int
) -> tuple[Grid, _Cells] | None:
    """The grid of one component; None when its rulings enclose nothing."""
    horizontal = _axis(rows, [end for ruling in columns for end in ruling[1:]])
    vertical = _axis(columns, [end for ruling in rows for end in ruling[1:]])
    ys, xs = horizontal.positions, vertical.positions
    height, width = len(ys) - 1, len(xs) - 1
    if height < 1 or width < 1 or height * width > _MOST_CELLS:
        return None
    boxes = _boxes(horizontal, vertical)
    owners = [[0] * width for _ in range(height)]
    cells: list[GridCell] = []
    for top, left, bottom, right in boxes:
        for row in range(top, bottom + 1):
            owners[row][left : right + 1] = [len(cells)] * (right + 1 - left)
        cells.append(
            GridCell(
                row=top,
                column=left,
                row_span=bottom - top + 1,
                column_span=right - left + 1,
                left=xs[left],
                right=xs[right + 1],
                top=ys[top],
                bottom=ys[bottom + 1],
                page=page,
            )
        )
    grid = Grid(
        page=page,
        xs=xs,
        row_count=height,
        top=ys[0],
        bottom=ys[-1],
        cells=cells,
        is_open_above=horizontal.is_open_before,
        is_open_below=horizontal.is_open_after,
    )
    return close_up(grid), _Cells(list(xs), list(ys), owners)


def _boxes(horizontal: _Axis, vertical: _Axis) -> list[tuple[int, int, int, int]]:
    """The cells as (first row, first column, last row, last column), row by row: fields without a ruling between them are one cell."""
    ys, xs = horizontal.positions, vertical.positions
    height, width = len(ys) - 1, len(xs) - 1
    box: dict[int, tuple[int, int, int, int]] = {
        row * width + column: (row, column, row, column) for row in range(height) for column in range(width)
    }
    owner = list(range(height * width))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    def unite(one: int, other: int) -> None:
        one, other = root(one), root(other)
        if one != other:
            owner[other] = one
            a, b = box[one], box.pop(other)
            box[one] = (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))

    for row in range(height):
        for column in range(width):
            if column and not _is_drawn(vertical.spans[column], ys[row], ys[row + 1]):
                unite(row * width + column - 1, row * width + column)
            if row and not _is_drawn(horizontal.spans[row], xs[column], xs[column + 1]):
                unite((row - 1) * width + column, row * width + column)
    # A missing piece of a border can make a cell that is no rectangle: its whole box becomes the cell.
    changed = True
    while changed:
        changed = False
        for index in list(box):
            if index not in box:
                continue
            top, left, bottom, right = box[index]
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    if root(row * width + column) != root(index):
                        unite(index, row * width + column)
                        changed = True
    return sorted(box.values())


def _is_drawn(spans: list[Span], start: float, end: float) -> bool:
    covered = 0.0
    for left, right in spans[max(0, bisect_left(spans, (start, start)) - 1) :]:
        if left >= end:
            break
        covered += max(0.0, min(right, end) - max(left, start))
    return covered >= _COVERED * (end - start)


def close_up(grid: Grid) -> Grid:
    """Take out rows and columns in which no cell starts."""
    rows = sorted({cell.row for cell in grid.cells})
    columns = sorted({cell.column for cell in grid.cells})
    for cell in grid.cells:
        row, column = bisect_left(rows, cell.row), bisect_left(columns, cell.column)
        cell.row_span = bisect_left(rows, cell.row + cell.row_span) - row
        cell.column_span = bisect_left(columns, cell.column + cell.column_span) - column
        cell.row, cell.column = row, column
    grid.xs = [grid.xs[column] for column in columns] + [grid.xs[-1]]
    grid.row_count = len(rows)
    return grid
