"""Box tables: tables drawn with ┌─┬┐│, as law databases print them.

Columns are found by the display width of the lines; a rule that is missing under a column means that the cell goes on. Words are cut at
the cell's edge, so the lines of a cell are joined without anything between them.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from policytasks.parsing.grid import Grid, GridCell
from policytasks.parsing.lines import Line
from policytasks.passage import Passage

__all__ = ["is_box_line", "read_box"]

_RULES = set("─━-┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋═╔╗╚╝╠╣╦╩╬")
_UPRIGHT = set("│┃║|")
_JOINTS = set("┌┐┬├┤┼└┘┴┏┓┳┣┫╋┗┛┻╔╗╦╠╣╬╚╝╩")
_STARTS = set("┌├└│┃┏┣┗║╔╠╚")


def is_box_line(line: Line) -> bool:
    """Whether a line belongs to a drawn table."""
    return line.passage.text[:1] in _STARTS


def _width(character: str) -> int:
    if character in _RULES or character in _UPRIGHT:
        return 2
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def _positions(text: str) -> list[int]:
    """Display column at which each character starts, and the end."""
    at, places = 0, []
    for character in text:
        places.append(at)
        at += _width(character)
    return [*places, at]


def read_box(lines: Sequence[Line]) -> Grid | None:
    """The grid of a drawn table.

    Returns:
        None when the lines have no common columns.
    """
    borders = _borders(lines)
    if len(borders) < 2:
        return None
    width = len(borders) - 1
    rows: list[list[GridCell | None]] = []
    open_cells: list[list[Passage]] = [[] for _ in range(width)]
    starts = [0] * width
    finished: list[tuple[int, int, int, list[Passage]]] = []
    row = 0
    for line in lines:
        text = line.passage.text
        if _is_rule(text):
            closing = _closed_columns(line.passage, borders)
            if not any(closing) or (row == 0 and not any(open_cells)):
                continue
            for column in range(width):
                if closing[column]:
                    finished.append((starts[column], row + 1, column, open_cells[column]))
                    open_cells[column], starts[column] = [], row + 1
            row += 1
            continue
        for column, piece in _pieces(line.passage, borders):
            if piece:
                open_cells[column].append(piece)
    finished.extend(
        (starts[column], max(row, starts[column] + 1), column, open_cells[column])
        for column in range(width)
        if open_cells[column]
    )
    height = max((end for _, end, _, _ in finished), default=0)
    rows = [[None] * width for _ in range(height)]
    for start, end, column, parts in finished:
        cell = GridCell(lines=tuple(parts), row=start, column=column, row_span=end - start, joined=True)
        for at in range(start, end):
            rows[at][column] = cell
    return Grid(rows=tuple(tuple(cells) for cells in rows), ruled=False)


def _is_rule(text: str) -> bool:
    return sum(character in _RULES for character in text) >= 3


def _borders(lines: Sequence[Line]) -> list[int]:
    """Display columns of the upright lines: where most lines have one."""
    counts: dict[int, int] = {}
    total = 0
    for line in lines:
        text = line.passage.text
        places = _positions(text)
        total += 1
        for at, character in zip(places, text, strict=False):
            if character in _UPRIGHT or character in _JOINTS:
                counts[at] = counts.get(at, 0) + 1
    return sorted(at for at, count in counts.items() if count * 2 >= total)


def _closed_columns(passage: Passage, borders: list[int]) -> list[bool]:
    places = _positions(passage.text)
    covered = [at for at, character in zip(places, passage.text, strict=False) if character in _RULES - _JOINTS]
    return [bisect_right(covered, left) < bisect_left(covered, right) for left, right in pairwise(borders)]


def _pieces(passage: Passage, borders: list[int]) -> list[tuple[int, Passage]]:
    """The text of a line, cell by cell, by the upright lines in it."""
    text = passage.text
    places = _positions(text)
    marks = [index for index, character in enumerate(text) if character in _UPRIGHT or character in _JOINTS]
    pieces = []
    for left, right in pairwise(marks):
        column = min(bisect_left(borders, places[left] - 1), len(borders) - 2)
        pieces.append((column, passage[left + 1 : right].strip()))
    return pieces
