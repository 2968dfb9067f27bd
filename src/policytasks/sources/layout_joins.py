"""Tables over pages 跨页表格: the parts of a table on following pages → one grid.

A page break closes the frame of a table and opens it again, so a row that was cut looks like two. What tells them apart: whether
the text of a cell stops in the middle of a line, whether the other cells of the new row are blank, and whether the page was
full at all.
"""

from __future__ import annotations

from policytasks.sources.layout_lines import Column, Line, ends_early, is_name, is_next_name, starts_with_ordinal
from policytasks.sources.layout_tables import Grid, GridCell

__all__ = ["continues", "join", "measure"]

_SAME_EDGE = 5.0
_SAME_COLUMN = 4.0
_TERMINAL = frozenset("。；！？;!?")
_MOST_HEAD_ROWS = 3
_CUT = 2


def continues(grid: Grid, following: Grid) -> bool:
    """Whether a grid at the head of a page can be the rest of the one at the foot of the page before: it is as wide."""
    width = grid.xs[-1] - grid.xs[0]
    return abs(width - (following.xs[-1] - following.xs[0])) <= _SAME_EDGE


def measure(cell: GridCell, padding: float) -> Column:
    """The column of text inside a cell whose text keeps a distance from its sides."""
    return Column(cell.left + padding, cell.right - padding, is_cell=True)


def join(grid: Grid, following: Grid, *, padding: float, page_bottom: float) -> list[Line]:
    """Put the rest of a table under its beginning, in place.

    Args:
        grid: The table so far; takes up the rest.
        following: The rest, from the next page.
        padding: Distance of text from the sides of its cell.
        page_bottom: How far down pages are filled; a row that ends well above it was not cut.

    Returns:
        The lines of heading rows that the new page repeats; they are taken out of the table.
    """
    shift = grid.xs[0] - following.xs[0]
    _share_columns(grid, following, shift)
    repeated = _take_repeated_head(grid, following)
    if not following.cells:
        return repeated
    last = {cell.column: cell for cell in grid.cells if cell.row + cell.row_span == grid.row_count}
    first = {cell.column: cell for cell in following.cells if cell.row == 0}
    merged_columns = {cell.column for part in (grid, following) for cell in part.cells if cell.row_span > 1}
    pairs = [
        (above, below)
        for column, below in first.items()
        if (above := last.get(column)) is not None and above.column_span == below.column_span
    ]
    is_open = grid.is_open_below and following.is_open_above
    full = grid.bottom > page_bottom - 2.5 * _line_height(grid)
    matches = len(pairs) == len(first) == len(last)
    is_cut = matches and (is_open or (full and _evidence(pairs, merged_columns, padding) >= _CUT))
    offset = grid.row_count - (1 if is_cut else 0)
    joined: set[int] = set()
    for above, below in pairs:
        if is_cut or _is_same_merged_cell(above, below, merged_columns):
            above.lines.extend(below.lines)
            above.row_span = offset + below.row_span - above.row
            above.bottom = below.bottom
            joined.add(id(below))
    for cell in following.cells:
        if id(cell) not in joined:
            cell.row += offset
            cell.left += shift
            cell.right += shift
            grid.cells.append(cell)
    grid.row_count = offset + following.row_count
    grid.bottom, grid.is_open_below = following.bottom, following.is_open_below
    grid.cells.sort(key=lambda cell: (cell.row, cell.column))
    return repeated


def _line_height(grid: Grid) -> float:
    sizes = [line.size for cell in grid.cells for line in cell.lines]
    return 1.5 * max(sizes) if sizes else 18.0


def _share_columns(grid: Grid, following: Grid, shift: float) -> None:
    """Count the columns of both parts on one scale, since a page may hold only rows that span columns."""
    xs: list[float] = []
    for x in sorted([*grid.xs, *(x + shift for x in following.xs)]):
        if not xs or x - xs[-1] > _SAME_COLUMN:
            xs.append(x)
    for part, moved in ((grid, 0.0), (following, shift)):
        index = [min(range(len(xs)), key=lambda at, x=x: abs(xs[at] - x - moved)) for x in part.xs]  # type: ignore[misc]  # a default argument tells mypy no type
        for cell in part.cells:
            end = index[cell.column + cell.column_span]
            cell.column = index[cell.column]
            cell.column_span = end - cell.column
    grid.xs = xs
    following.xs = [x - shift for x in xs]


def _row(grid: Grid, row: int) -> list[tuple[int, int, int, str]]:
    return [
        (cell.column, cell.column_span, cell.row_span, "".join(line.text for line in cell.lines))
        for cell in grid.cells
        if cell.row == row
    ]


def _take_repeated_head(grid: Grid, following: Grid) -> list[Line]:
    """Take the rows out of a following part that repeat the first rows of the table."""
    count = 0
    while (
        count < min(_MOST_HEAD_ROWS, following.row_count, grid.row_count)
        and (head := _row(grid, count)) == _row(following, count)
        and any(text for *_, text in head)
    ):
        count += 1
    while count and any(cell.row < count < cell.row + cell.row_span for cell in following.cells):
        count -= 1
    if not count:
        return []
    lines = [line for cell in following.cells if cell.row < count for line in cell.lines]
    following.cells = [cell for cell in following.cells if cell.row >= count]
    for cell in following.cells:
        cell.row -= count
    following.row_count -= count
    return lines


def _evidence(pairs: list[tuple[GridCell, GridCell]], merged_columns: set[int], padding: float) -> int:
    """How much speaks for a row that the page break cut in two; at or above `_CUT` it was."""
    total = 0
    for above, below in pairs:
        if not below.lines:
            if above.lines and above.column not in merged_columns:
                total += _BLANK_REST
            continue
        if starts_with_ordinal(below.lines[0]):
            total += _NEW_NUMBER
        if not above.lines:
            total += _BLANK_START if above.row_span == 1 else 0
            continue
        last = above.lines[-1]
        early = ends_early(last, below.lines[0], measure(above, padding))
        if last.text[-1] in _TERMINAL:
            total += _ENDED_EARLY if early else _ENDED
        elif not early and not is_next_name(last, below.lines[0]):
            # A name that fills its line may be the last of a list as well.
            total += _FULL_NAME if all(map(is_name, above.lines)) else _UNFINISHED
    return total


_UNFINISHED = 4  # a sentence stops at the end of a full line
_FULL_NAME = 2
_BLANK_REST = 3  # requirements and their units are rarely both blank, unless cells of the column are merged
_ENDED = -1
_ENDED_EARLY = -3
_BLANK_START = -4
_NEW_NUMBER = -6


def _is_same_merged_cell(above: GridCell, below: GridCell, merged_columns: set[int]) -> bool:
    """Whether a cell goes on over the page break although its row does not: a merged cell whose text stands in one part."""
    if below.lines:
        return not above.lines and above.row_span > 1
    return bool(above.lines) and above.column in merged_columns
