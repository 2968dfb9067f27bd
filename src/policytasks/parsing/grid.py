"""Grid: a table as the grammar sees it — from a ruled table, or laid out from lines of text."""

from __future__ import annotations

import attrs

from policytasks.parsing.lines import lines_of
from policytasks.passage import Passage
from policytasks.sources.document import Cell, Table

__all__ = ["Grid", "GridCell", "grid_of"]


@attrs.frozen(kw_only=True, eq=False)
class GridCell:
    """One cell.

    Args:
        lines: Its lines that are not blank.
        row: 0-based first row.
        column: 0-based first column.
        row_span: Rows that it covers.
        column_span: Columns that it covers.
        joined: True when the line ends are the cell's edge, not the writer's (a word may be cut there).
    """

    lines: tuple[Passage, ...]
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    joined: bool = False

    @property
    def passage(self) -> Passage:
        """Its text: lines joined as they were printed."""
        return Passage.join(self.lines, "" if self.joined else "\n")

    @property
    def words(self) -> str:
        """Its folded text without any blank, as headings are looked up."""
        return Passage.join(self.lines).compact().folded

    def __bool__(self) -> bool:
        """False for an empty cell."""
        return bool(self.lines)


@attrs.frozen(kw_only=True, eq=False)
class Grid:
    """Rows of cells; a merged cell stands at every position that it covers.

    Args:
        rows: One list a row, one entry a column; None where nothing was printed.
        ruled: False when the columns were inferred from text.
    """

    rows: tuple[tuple[GridCell | None, ...], ...]
    ruled: bool = True

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def own(self, row: int) -> list[GridCell]:
        """The non-empty cells that start in this row, in order."""
        cells: list[GridCell] = []
        for cell in self.rows[row]:
            if cell is not None and cell and cell.row == row and cell not in cells:
                cells.append(cell)
        return cells


def grid_of(table: Table) -> Grid:
    """The grid of a ruled table."""
    made: dict[int, GridCell] = {}

    def cell_of(cell: Cell | None) -> GridCell | None:
        if cell is None:
            return None
        if id(cell) not in made:
            lines = tuple(line.passage for paragraph in cell.paragraphs for line in lines_of(paragraph) if line)
            made[id(cell)] = GridCell(
                lines=lines, row=cell.row, column=cell.column, row_span=cell.row_span, column_span=cell.column_span
            )
        return made[id(cell)]

    return Grid(rows=tuple(tuple(cell_of(cell) for cell in row) for row in table.grid()), ruled=table.ruled)
