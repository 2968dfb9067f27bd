"""Text tables: runs of lines that once were a table → grids.

Sites flatten tables in many ways: rows of cells parted by tabs or pipes, cells that start with a tab, one cell a line with or without blank lines or
lone pipes between, columns aligned by blanks, boxes drawn with lines. The heading row tells where a table starts; what follows is cut into
cells by the marks that are there, and aligned to the columns by what the cells look like.
"""

from __future__ import annotations

from collections.abc import Sequence

from policytasks.parsing.box_table import is_box_line, read_box
from policytasks.parsing.cell_stream import cells_by_line
from policytasks.parsing.glued import read_glued
from policytasks.parsing.grid import Grid
from policytasks.parsing.lines import Item, Line
from policytasks.parsing.marked_rows import headless_rows, rows_by_mark

__all__ = ["with_text_tables"]


def with_text_tables(items: Sequence[Item]) -> list[Item | Grid]:
    """The items with each run of lines that is a flattened table replaced by its grid."""
    out: list[Item | Grid] = []
    position = barren = 0
    while position < len(items):
        item = items[position]
        if isinstance(item, Line) and item:
            glued = read_glued(item)
            if glued is not None:
                before, glued_grid = glued
                if before:
                    out.append(Line(passage=before, raw=before, paragraph=item.paragraph))
                out.append(glued_grid)
                position += 1
                continue
            grid, end = _table_at(items, position)
            if grid is None and position >= barren:
                # A run of rows that is no table is judged once.
                grid, end = headless_rows(items, position)
                barren = max(barren, end)
            if grid is not None:
                position = end
                out.append(grid)
                continue
        out.append(item)
        position += 1
    return out


def _table_at(items: Sequence[Item], start: int) -> tuple[Grid | None, int]:
    line = items[start]
    assert isinstance(line, Line)
    if is_box_line(line):
        end = start
        while end < len(items) and isinstance(here := items[end], Line) and (is_box_line(here) or not here):
            end += 1
        return read_box([one for one in items[start:end] if isinstance(one, Line) and one]), end
    return rows_by_mark(items, start) or cells_by_line(items, start) or (None, start)
