"""Marked rows: one row of the table a line, its cells parted by tabs, pipes or runs of blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytasks.parsing.alignment import align_row
from policytasks.parsing.columns import Column, guess_columns
from policytasks.parsing.grid import Grid, GridCell
from policytasks.parsing.lines import Item, Line
from policytasks.parsing.row_cells import NUMBER_CELL
from policytasks.parsing.row_marks import (
    GAP,
    PAGE_NUMBER,
    PIPE,
    TAB,
    TABLE_END,
    cell_lines,
    head_columns,
    may_be_heading,
    split_row,
)
from policytasks.parsing.spaced_rows import spaced_rows
from policytasks.parsing.token_grid import grid_below
from policytasks.parsing.traits import Token
from policytasks.parsing.vocabulary import FURNITURE, LABEL, ColumnRole, column_role
from policytasks.passage import Passage

__all__ = ["headless_rows", "rows_by_mark"]

_BLANK = re.compile(r"\s+")
_RULE_ROW = re.compile(r"^[\s|:+=-]{3,}$")


def rows_by_mark(items: Sequence[Item], start: int) -> tuple[Grid, int] | None:
    line = items[start]
    assert isinstance(line, Line)
    folded = line.raw.folded
    for name, mark in (("pipe", PIPE), ("tab", TAB), ("gap", GAP), ("blank", _BLANK)):
        text = line.passage if name == "gap" else line.raw.strip(" \r\n\u3000")
        if name == "pipe" and "|" not in folded:
            continue
        if name == "tab" and "\t" not in folded.strip("\t"):
            continue
        pieces = split_row(text, mark)
        if name == "pipe":
            pieces = _trim(pieces)
        full = pieces
        while pieces and not pieces[-1] and name != "gap":
            pieces = pieces[:-1]
        if len([piece for piece in pieces if piece]) < 2:
            continue
        columns = head_columns(pieces)
        if columns is None:
            continue
        if name == "blank" and not _regular(items, start, len(pieces)):
            continue
        if name == "gap":
            return spaced_rows(items, start, columns, pieces)
        second = _second_head(items, start, mark, full)
        if second is not None:
            columns, pieces, start = second
        return _marked_rows(items, start, columns, mark, pieces)
    return None


def _regular(items: Sequence[Item], start: int, width: int) -> bool:
    """Whether the lines below have as many pieces between single blanks as there are headings."""
    below = [item for item in items[start + 1 : start + 8] if isinstance(item, Line) and item]
    full = [item for item in below if len([piece for piece in split_row(item.passage, _BLANK) if piece]) == width]
    return width >= 3 and len(full) * 3 >= len(below) * 2 > 0


def _second_head(
    items: Sequence[Item], start: int, mark: re.Pattern[str], upper: list[Passage]
) -> tuple[tuple[Column, ...], list[Passage], int] | None:
    """A second heading row: only headings, below the blanks or the wide cells of the first."""
    at = next(
        (n for n in range(start + 1, min(start + 3, len(items))) if not isinstance(items[n], Line) or items[n]), None
    )
    line = items[at] if at is not None else None
    if at is None or not isinstance(line, Line):
        return None
    lower = split_row(line.raw.strip(" \r\n\u3000"), mark)
    if mark is PIPE:
        lower = _trim(lower) if line.folded.startswith("|") else lower
    filled = [piece for piece in lower if piece]
    if (
        not filled
        or len(lower) > max(len(upper), len(lower))
        or any(column_role(piece.compact().folded) is None for piece in filled)
    ):
        return None
    blank = Passage("", ())
    width = max(len(upper), len(lower))
    padded = [[*row, *[blank] * (width - len(row))] for row in (upper, lower)]
    merged = [below or above for above, below in zip(*padded, strict=True)]
    while merged and not merged[-1]:
        merged.pop()
    columns = head_columns(merged)
    return (columns, merged, at) if columns is not None else None


def _trim(pieces: list[Passage]) -> list[Passage]:
    """Without the empty pieces before a leading and behind a trailing pipe."""
    if pieces and not pieces[0] and len(pieces) > 2:
        pieces = pieces[1:]
    if pieces and not pieces[-1]:
        pieces = pieces[:-1]
    return pieces


def _marked_rows(
    items: Sequence[Item], start: int, columns: tuple[Column, ...], mark: re.Pattern[str], heading: list[Passage]
) -> tuple[Grid, int] | None:
    raw_rows: list[list[Passage]] = []
    position = start + 1
    pipes = mark is PIPE
    head = items[start]
    leading = isinstance(head, Line) and head.passage.folded.startswith("|")
    while position < len(items):
        item = items[position]
        if not isinstance(item, Line):
            break
        if not item:
            position += 1
            continue
        if PAGE_NUMBER.match(item.folded):
            position += 1
            continue
        if TABLE_END.match(item.folded) or (FURNITURE.match(item.folded)):
            break
        if LABEL.match(item.folded) and ":" in item.folded[:12]:
            # A label line between two tables.
            break
        if _RULE_ROW.match(item.folded):
            position += 1
            continue
        text = item.raw.strip(" \r\n\u3000")
        if mark.search(text.folded):
            pieces = split_row(text, mark)
            if pipes:
                if leading and pieces and not pieces[0]:
                    pieces = pieces[1:]
                if pieces and not pieces[-1] and text.folded.rstrip().endswith("|"):
                    pieces = pieces[:-1]
            if not pieces:
                # A pipe alone is what a line end left of a border.
                position += 1
                continue
            if raw_rows and _goes_on_below(raw_rows[-1], pieces, columns):
                # A line end inside a cell broke the row.
                raw_rows[-1][-1] = Passage.join([raw_rows[-1][-1], pieces[0]], "\n")
                raw_rows[-1].extend(pieces[1:])
            else:
                raw_rows.append(pieces)
        elif not _goes_on(items, position, mark) and not may_be_heading(item):
            break
        elif raw_rows and not may_be_heading(item):
            last = raw_rows[-1]
            at = max((number for number, piece in enumerate(last) if piece), default=len(last) - 1)
            last[at] = Passage.join([last[at], item.passage], "\n")
        else:
            if not _goes_on(items, position, mark):
                break
            raw_rows.append([item.passage])
        position += 1
    if not raw_rows:
        return None
    columns = _with_number_column(columns, raw_rows)
    rows: list[list[Token | None] | Token] = []
    for pieces in raw_rows:
        tokens = [Token(lines=tuple(cell_lines(piece)), whole=True) if piece else None for piece in pieces]
        filled = [token for token in tokens if token is not None]
        if not filled:
            continue
        if len(filled) == 1 and _spans(tokens, columns):
            rows.append(filled[0])
        else:
            rows.append(align_row(tokens, columns))
    return grid_below(columns, heading, rows), position


def _goes_on_below(row: list[Passage], pieces: list[Passage], columns: Sequence[Column]) -> bool:
    """Whether a line goes on with the last cell of the row above: that row is short and has a number, this line has none."""
    numbered = columns[0].role is ColumnRole.NUMBER and bool(NUMBER_CELL.fullmatch(row[0].compact().folded))
    fits = 1 < len(row) < len(columns) and len(row) + len(pieces) - 1 <= len(columns)
    return (
        numbered
        and fits
        and bool(row[-1])
        and bool(pieces[0])
        and not NUMBER_CELL.fullmatch(pieces[0].compact().folded)
    )


def _goes_on(items: Sequence[Item], position: int, mark: re.Pattern[str]) -> bool:
    """Whether a row of the table follows within the next lines."""
    for item in items[position + 1 : position + 4]:
        if not isinstance(item, Line):
            return False
        if item and mark.search(item.raw.strip(" \u3000").folded):
            return True
    return False


def _spans(tokens: Sequence[Token | None], columns: Sequence[Column]) -> bool:
    token = next(token for token in tokens if token is not None)
    at = list(tokens).index(token)
    if at > 1 or len(token.words) > 60:
        return False
    mark = re.match(r"[(]?[一二三四五六七八九十]{1,3}[)、]|第.{1,3}[部章]", token.words)
    roles = [column.role for column in columns]
    if mark is not None:
        return True
    return (
        not re.search(r"[。;]", token.words)
        and at == 0
        and roles[0] is not ColumnRole.REQUIREMENT
        and (len(roles) > 1 and len(tokens) > 1)
    )


def _with_number_column(columns: tuple[Column, ...], rows: Sequence[Sequence[Passage]]) -> tuple[Column, ...]:
    """A number column without a heading: most rows have one cell more than there are headings, and it is a number."""
    if any(column.role is ColumnRole.NUMBER for column in columns):
        return columns
    longer = [
        row for row in rows if len(row) > len(columns) and row[0] and NUMBER_CELL.fullmatch(row[0].compact().folded)
    ]
    if longer and len(longer) * 2 >= sum(len([p for p in row if p]) > 1 for row in rows):
        return (Column(role=ColumnRole.NUMBER), *columns)
    return columns


def headless_rows(items: Sequence[Item], start: int) -> tuple[Grid | None, int]:
    """Rows parted by tabs or pipes below a page that cut off the heading row.

    Returns:
        The grid, or None when the rows are no task table, and the position behind them.
    """
    first = items[start]
    assert isinstance(first, Line)
    mark = TAB if "\t" in first.raw.folded.strip("\t ") else PIPE
    if len([piece for piece in split_row(first.passage, mark) if piece]) < 3:
        return None, start
    rows: list[list[Passage]] = []
    position = start
    last = start
    while position < len(items):
        item = items[position]
        if not isinstance(item, Line) or (item and (TABLE_END.match(item.folded) or FURNITURE.match(item.folded))):
            break
        pieces = split_row(item.raw.strip(" \r\n\u3000"), mark)
        pieces = _trim(pieces) if mark is PIPE else pieces
        if item and len(pieces) < 2 and not (may_be_heading(item) and _goes_on(items, position, mark)):
            break
        if item:
            rows.append(pieces)
            last = position + 1
        position += 1
    width = max((len(pieces) for pieces in rows), default=0)
    if len([pieces for pieces in rows if len(pieces) > 2]) < 2:
        return None, last
    made: list[tuple[GridCell | None, ...]] = []
    for number, pieces in enumerate(rows):
        if len(pieces) == 1:
            made.append(
                (GridCell(lines=tuple(cell_lines(pieces[0])), row=number, column=0, column_span=width),) * width
            )
            continue
        cells = [
            GridCell(lines=tuple(cell_lines(piece)), row=number, column=at) if piece else None
            for at, piece in enumerate(pieces)
        ]
        made.append((*cells, *[None] * (width - len(cells))))
    grid = Grid(rows=tuple(made), ruled=False)
    return (grid if guess_columns(grid) is not None else None), last
