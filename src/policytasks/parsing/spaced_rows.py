"""Spaced rows: columns aligned by blanks; a wrapped line belongs to the cells that it stands under."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from policytasks.parsing.alignment import align_row
from policytasks.parsing.columns import Column
from policytasks.parsing.grid import Grid
from policytasks.parsing.lines import Item, Line
from policytasks.parsing.row_cells import NUMBER_CELL
from policytasks.parsing.row_marks import GAP, TABLE_END, may_be_heading, split_row
from policytasks.parsing.token_grid import grid_below
from policytasks.parsing.traits import Token
from policytasks.parsing.vocabulary import FURNITURE, ColumnRole
from policytasks.passage import Passage

__all__ = ["spaced_rows"]


def spaced_rows(
    items: Sequence[Item], start: int, columns: tuple[Column, ...], heading: list[Passage]
) -> tuple[Grid, int] | None:
    rows: list[list[Token | None] | Token] = []
    position = start + 1
    misses = 0
    numbered = columns[0].role is ColumnRole.NUMBER
    while position < len(items):
        item = items[position]
        if not isinstance(item, Line):
            break
        if not item:
            position += 1
            continue
        if TABLE_END.match(item.folded) or FURNITURE.match(item.folded):
            break
        pieces = [piece for piece in split_row(item.passage, GAP) if piece]
        if len(pieces) == 1 and not may_be_heading(item):
            misses += 1
            if misses > 2 or len(item.passage) > 80:
                break
            if rows and isinstance(rows[-1], list):
                _append(rows[-1], pieces[0], item)
                position += 1
                continue
        misses = 0
        plain = len(pieces) > 1 or not may_be_heading(item)
        wrapped = plain and numbered and not NUMBER_CELL.fullmatch(pieces[0].compact().folded)
        if wrapped and rows and isinstance(rows[-1], list) and _wrapped(rows[-1], pieces):
            position += 1
            continue
        tokens: list[Token | None] = [Token(lines=(piece,), whole=True) for piece in pieces]
        if len(tokens) > len(columns):
            tokens = [*tokens[: len(columns) - 1], Token(lines=tuple(pieces[len(columns) - 1 :]), whole=True)]
        rows.append(tokens[0] if len(tokens) == 1 and tokens[0] is not None else align_row(tokens, columns))
        position += 1
    if len(rows) < 1 or not any(isinstance(row, list) for row in rows):
        return None
    return grid_below(columns, heading, rows), position


def _wrapped(row: list[Token | None], pieces: Sequence[Passage]) -> bool:
    """Add a wrapped line to the cells that its pieces stand under, if each stands under one."""
    starts = {
        number: start
        for number, token in enumerate(row)
        if token is not None and (start := token.lines[0].location.start) is not None
    }
    targets: list[int] = []
    for piece in pieces:
        at = piece.location.start
        near = [number for number, start in starts.items() if at is not None and abs(start - at) <= 4]
        if len(near) != 1:
            return False
        targets.append(near[0])
    for number, piece in zip(targets, pieces, strict=True):
        token = row[number]
        assert token is not None
        row[number] = attrs.evolve(token, lines=(*token.lines, piece))
    return True


def _append(row: list[Token | None], piece: Passage, item: Line) -> None:
    """A wrapped line belongs to the cell that it stands under: the one whose text starts nearest to it."""
    indent = len(item.raw.text) - len(item.raw.text.lstrip())
    best, distance = None, 10_000
    for number, token in enumerate(row):
        start = token.lines[0].location.start if token is not None else None
        if start is not None and abs(start - indent) < distance:
            best, distance = number, abs(start - indent)
    if best is not None and (token := row[best]) is not None:
        row[best] = attrs.evolve(token, lines=(*token.lines, piece), joined=True)
