"""Spaced rows: columns aligned by blanks; a wrapped line belongs to the cells that it stands under."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

import attrs

from policytasks.parsing.alignment import align_row
from policytasks.parsing.columns import Column
from policytasks.parsing.grid import Grid
from policytasks.parsing.lines import Item, Line
from policytasks.parsing.row_cells import FOOTNOTE, NUMBER_CELL
from policytasks.parsing.row_marks import GAP, TABLE_END, may_be_heading, split_row
from policytasks.parsing.token_grid import grid_below
from policytasks.parsing.traits import Token
from policytasks.parsing.vocabulary import FURNITURE, ColumnRole
from policytasks.passage import Passage

__all__ = ["spaced_rows"]

_NEAR = 3
"""Screen columns by which a wrapped line may be off its cell."""


def spaced_rows(
    items: Sequence[Item], start: int, columns: tuple[Column, ...], heading: list[Passage]
) -> tuple[Grid, int] | None:
    """The table below a heading row whose columns are aligned by blanks, and the position behind it.

    Args:
        items: The document.
        start: Position of the heading row.
        columns: The columns that it names.
        heading: Its pieces.
    """
    rows: list[list[Token | None] | Token] = []
    position = start + 1
    misses = 0
    places: dict[int, int] = {}
    numbered = columns[0].role is ColumnRole.NUMBER
    while position < len(items):
        item = items[position]
        if not isinstance(item, Line):
            break
        if not item:
            position += 1
            continue
        if TABLE_END.match(item.folded) or FURNITURE.match(item.folded) or FOOTNOTE.match(item.folded):
            break
        pieces = [piece for piece in split_row(item.passage, GAP) if piece]
        heading_row = len(pieces) == 1 and may_be_heading(item)
        if len(pieces) == 1 and not heading_row:
            misses += 1
            if misses > 2 or len(item.passage) > 80:
                break
        else:
            misses = 0
        # A line that opens no row goes on in the cells above it.
        goes_on = len(pieces) == 1 or (numbered and not NUMBER_CELL.fullmatch(pieces[0].compact().folded))
        above = rows[-1] if rows else None
        if goes_on and not heading_row and isinstance(above, list) and _wrapped(above, places, item, pieces):
            position += 1
            continue
        tokens: list[Token | None] = [Token(lines=(piece,), whole=True) for piece in pieces]
        if len(tokens) > len(columns):
            tokens = [*tokens[: len(columns) - 1], Token(lines=tuple(pieces[len(columns) - 1 :]), whole=True)]
        places = {id(piece): _display_column(item, piece) for piece in pieces}
        rows.append(tokens[0] if len(tokens) == 1 and tokens[0] is not None else align_row(tokens, columns))
        position += 1
    if len(rows) < 1 or not any(isinstance(row, list) for row in rows):
        return None
    return grid_below(columns, heading, rows), position


def _display_column(line: Line, piece: Passage) -> int:
    """Where a piece of a line stands on the screen: a Chinese character is two columns wide."""
    start = (piece.location.start or 0) - (line.raw.location.start or 0)
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in line.raw.text[:start])


def _wrapped(row: list[Token | None], places: dict[int, int], line: Line, pieces: Sequence[Passage]) -> bool:
    """Add a wrapped line to the cells that its pieces stand under, if each stands under one.

    Args:
        row: The row so far.
        places: Screen column of each cell of the row, by the identity of its first line.
        line: The wrapped line.
        pieces: Its pieces.
    """
    starts = {
        number: places[id(token.lines[0])]
        for number, token in enumerate(row)
        if token is not None and id(token.lines[0]) in places
    }
    targets: list[int] = []
    for piece in pieces:
        at = _display_column(line, piece)
        near = [number for number, start in starts.items() if abs(start - at) <= _NEAR]
        if len(near) != 1:
            return False
        targets.append(near[0])
    for number, piece in zip(targets, pieces, strict=True):
        token = row[number]
        assert token is not None
        row[number] = attrs.evolve(token, lines=(*token.lines, piece))
    return True
