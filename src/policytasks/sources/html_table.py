"""Tables of a page 网页表格: rows of cells with spans → a grid, or the blocks of a table that only lays out the page."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import attrs

from policytasks.sources.guards import LIMITS, check_area

if TYPE_CHECKING:
    from policytasks.sources.html_flow import DraftParagraph

__all__ = ["CellDraft", "DraftTable", "RowDraft", "laid_out"]


@attrs.define(kw_only=True, eq=False)
class CellDraft:
    """A cell as its tag says it; row and column come when the grid is laid out.

    Args:
        row_span: As written; 0 means down to the end of the table.
        column_span: As written.
        head: Whether the tag is ``th``.
        blocks: What stands in it.
        row: 0-based row.
        column: 0-based column.
    """

    row_span: int = 1
    column_span: int = 1
    head: bool = False
    blocks: list[DraftParagraph | DraftTable] = attrs.Factory(list)
    row: int = 0
    column: int = 0


@attrs.define(eq=False)
class RowDraft:
    """The cells that one ``tr`` starts."""

    cells: list[CellDraft] = attrs.Factory(list)


@attrs.frozen
class DraftTable:
    """A table of data: cells with grid positions and true spans, row by row.

    Args:
        cells: Its cells.
        text: Characters in it.
        links: Characters of links in it.
    """

    cells: tuple[CellDraft, ...]
    text: int = 0
    links: int = 0


_WIDEST_SPAN = 1000  # HTML's own limit of colspan
_TRUSTED_SPAN = 100  # wider spans do not say how many columns there are
_WRAPPER_CELLS = 8
_MANY_BLOCKS = 6
_MOST_OF_IT = 0.6


def laid_out(rows: list[RowDraft], *, role: str, where: str) -> list[DraftParagraph | DraftTable]:
    """A table as one `DraftTable`, or as the blocks of its cells when it only lays out the page.

    Raises:
        SourceError: The table is too large.
    """
    cells = [cell for row in rows for cell in row.cells]
    if _is_layout(rows, cells, role):
        return [block for cell in cells for block in cell.blocks]
    _place(rows, where)
    placed = [cell for cell in cells if cell.row_span > 0]
    text, links = _weight([block for cell in placed for block in cell.blocks])
    return [DraftTable(tuple(placed), text, links)]


def _weight(blocks: list[DraftParagraph | DraftTable]) -> tuple[int, int]:
    """Characters in blocks, and characters of links among them."""
    text = links = 0
    for block in blocks:
        text += block.text if isinstance(block.text, int) else len(block.text)
        links += block.links
    return text, links


def _is_layout(rows: list[RowDraft], cells: list[CellDraft], role: str) -> bool:
    """Whether a table was only used to put blocks side by side.

    Data stand in several columns; wrappers of portals have few cells, one of which holds nearly everything or a whole table.
    """
    filled = [cell for cell in cells if cell.blocks]
    if not filled or role in {"presentation", "none"}:
        return True
    widest = max(sum(bool(cell.blocks) for cell in row.cells) for row in rows)
    if widest < 2 and (max(len(row.cells) for row in rows) < 2 or len(filled) < 2):
        return True
    if len(filled) > _WRAPPER_CELLS or any(cell.head for cell in cells):
        return False
    total = _weight([block for cell in filled for block in cell.blocks])[0]
    main = max(filled, key=lambda cell: _weight(cell.blocks)[0])
    share = _weight(main.blocks)[0] / max(1, total)
    holds_table = any(isinstance(block, DraftTable) for cell in filled for block in cell.blocks)
    if holds_table:
        return share > _MOST_OF_IT or len(filled) <= len(rows) + 1
    # A row of data beside a heading row stays a table, however long one of its cells is.
    heading = len([cell for cell in rows[0].cells if cell.blocks])
    if heading >= 2 and widest == heading and len(filled) > widest:
        return False
    return share > _MOST_OF_IT and len(main.blocks) >= _MANY_BLOCKS


def _place(rows: list[RowDraft], where: str) -> None:
    """Give each cell its grid position and the span that it really covers; unused rows and columns are left out.

    ``rowspan=65534`` ends with the table, and a ``colspan`` wider than the other rows ends with the widest of them.
    """
    rows = [row for row in rows if row.cells]
    width = max(
        (
            sum(cell.column_span if cell.column_span <= _TRUSTED_SPAN else 1 for cell in row.cells)
            for row in rows
        ),
        default=0,
    )  # fmt: skip
    check_area(len(rows), min(width, LIMITS.columns + 1), where=where)
    busy: list[int] = []  # for each column, the first row in which it is free again
    for index, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while column < len(busy) and busy[column] > index:
                column += 1
            span = min(cell.column_span, _WIDEST_SPAN)
            if span > _TRUSTED_SPAN:
                span = max(1, min(span, width - column))
            room = next(
                (step for step in range(1, span) if column + step < len(busy) and busy[column + step] > index), span
            )
            cell.row, cell.column, cell.column_span = index, column, room
            rest = len(rows) - index
            cell.row_span = rest if cell.row_span <= 0 else min(cell.row_span, rest)
            busy.extend([0] * (column + room - len(busy)))
            busy[column : column + room] = [index + cell.row_span] * room
            column += room
    _close_up(rows)
    check_area(
        len(rows), max((cell.column + cell.column_span for row in rows for cell in row.cells), default=0), where=where
    )


def _close_up(rows: list[RowDraft]) -> None:
    """Take out columns in which no cell starts: they come from spans that are wider than anything printed."""
    cells = [cell for row in rows for cell in row.cells]
    starts = sorted({cell.column for cell in cells})
    for cell in cells:
        end = bisect_left(starts, cell.column + cell.column_span)
        cell.column = bisect_left(starts, cell.column)
        cell.column_span = max(1, end - cell.column)
