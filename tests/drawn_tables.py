"""Drawn tables: ruled tables for tests, written as rows of cells."""

from __future__ import annotations

from views import outline

from policytasks.location import Location
from policytasks.model.notice import Notice
from policytasks.parsing.grid import grid_of
from policytasks.parsing.requirement import Context
from policytasks.parsing.table import TableReading, read_table
from policytasks.sources.document import Cell, Paragraph, Table

UP, LEFT = "^", "<"
"""Marks of a drawn table: the cell goes on from above, or from the left."""


def table(*rows: tuple[str, ...]) -> Table:
    """A ruled table; ``^`` and ``<`` belong to the cell above and to the left."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            home = (row, column)
            if text == UP:
                home = owner[(row - 1, column)]
            elif text == LEFT:
                home = owner[(row, column - 1)]
            owner[(row, column)] = home
            spans[home] = (max(spans.get(home, (0, 0))[0], row), max(spans.get(home, (0, 0))[1], column))
    return Table(
        cells=tuple(
            Cell(
                row=row,
                column=column,
                row_span=last_row - row + 1,
                column_span=last_column - column + 1,
                blocks=tuple(
                    Paragraph(text=text, location=Location(table=1, row=row + 1, column=column + 1, paragraph=number))
                    for number, text in enumerate(rows[row][column].split("\n"), 1)
                ),
            )
            for (row, column), (last_row, last_column) in spans.items()
        )
    )


def reading(*rows: tuple[str, ...], context: Context | None = None) -> TableReading | None:
    """What the reader makes of a table of a notice of 2021."""
    return read_table(grid_of(table(*rows)), context or Context(year=2021))


def read(*rows: tuple[str, ...]) -> list[str]:
    """The outline of a table; a table that divides no work has none."""
    found = reading(*rows)
    return [] if found is None else outline(Notice(sections=found.sections))
