"""Cell stream: one cell a line, with or without blank lines, lone pipes or tabs between; rows must be told from the cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from policytasks.parsing.alignment import align_row, align_stream
from policytasks.parsing.columns import Column
from policytasks.parsing.grid import Grid
from policytasks.parsing.lines import Item, Line
from policytasks.parsing.row_cells import NUMBER_CELL
from policytasks.parsing.row_marks import PAGE_NUMBER, TABLE_END, head_columns
from policytasks.parsing.stated_rules import find_rules
from policytasks.parsing.token_grid import grid_below
from policytasks.parsing.traits import Token
from policytasks.parsing.vocabulary import FURNITURE, KNOWN_HEADINGS, ColumnRole, column_role
from policytasks.passage import Passage

__all__ = ["cells_by_line"]


def cells_by_line(items: Sequence[Item], start: int) -> tuple[Grid, int] | None:
    head = _head_run(items, start)
    if head is None:
        return None
    if head.tabbed:
        return _tabbed_cells(items, head)
    tokens, places, end = _stream(items, head)
    if not tokens:
        return None
    columns = head.columns
    if columns[0].role is not ColumnRole.NUMBER and not any(c.role is ColumnRole.NUMBER for c in columns):
        numbers = sum(bool(NUMBER_CELL.fullmatch(token.words)) for token in tokens)
        if NUMBER_CELL.fullmatch(tokens[0].words) and numbers > 1:
            columns = (Column(role=ColumnRole.NUMBER), *columns)
    rows = align_stream(tokens, columns)
    if len(rows) > 2 and _is_sentence(rows[-1], rows[:-1]):
        # A sentence behind the last row belongs to the page, not to the table.
        rows, end = rows[:-1], places[-1]
    return grid_below(columns, head.pieces, rows), end


def _is_sentence(last: list[Token | None] | Token, above: Sequence[list[Token | None] | Token]) -> bool:
    """Whether a last row is one sentence, where the rows above have units or times beside their text."""
    cells = [token for token in last if token is not None] if isinstance(last, list) else [last]
    if len(cells) != 1 or len(cells[0].lines) != 1 or not cells[0].words.endswith("。") or len(cells[0].words) < 12:
        return False
    return all(sum(token is not None for token in row) > 1 for row in above if isinstance(row, list))


@attrs.frozen(kw_only=True, eq=False)
class _HeadRun:
    columns: tuple[Column, ...]
    pieces: tuple[Passage, ...]
    end: int
    tabbed: bool
    piped: bool


_TITLE = re.compile(r"^(?=.{9}).*(?:清单|台账|分工|[^时]表|方案|计划)$")
"""The title right above a table (2017年龙山县扶贫工作任务清单), which is longer than a heading."""


def _bare(line: Line) -> Passage:
    return line.passage.strip("|｜ \t\u3000")


def _head_run(items: Sequence[Item], start: int) -> _HeadRun | None:
    """Consecutive lines that are headings, with nothing but blank lines and lone pipes between them."""
    pieces: list[Passage] = []
    position = start
    end = start
    tabs = pipes = 0
    while position < len(items) and len(pieces) < 16:
        item = items[position]
        if not isinstance(item, Line):
            break
        bare = _bare(item)
        if not bare:
            pipes += "|" in item.folded
            position += 1
            continue
        if len(bare.compact()) > 24 or (not pieces and _TITLE.search(bare.compact().folded)):
            break
        word = find_rules(bare.compact())[1].folded
        width = 1
        halves = _next_bare(items, position) if len(word) <= 2 else None
        if halves is not None and word + halves[0].compact().folded in KNOWN_HEADINGS:
            # A heading torn over two lines: 工作 / 任务.
            bare = Passage.join([bare, halves[0]])
            width = halves[1] - position + 1
        elif column_role(word) is None:
            joined = _next_bare(items, position)
            if joined is not None and column_role(word + joined[0].compact().folded) is not None:
                bare = Passage.join([bare, joined[0]])
                width = joined[1] - position + 1
            elif not pieces or not _known_ahead(items, position) or NUMBER_CELL.fullmatch(word):
                break
        elif pieces and any(piece.compact().folded == word for piece in pieces):
            break
        tabs += item.raw.text.startswith("\t")
        pipes += "|" in item.folded
        pieces.append(bare)
        position += width
        end = position
    sure = sum(piece.compact().folded in KNOWN_HEADINGS for piece in pieces)
    if len(pieces) < 2 or sure < 2:
        return None
    columns = head_columns(pieces)
    if columns is None:
        return None
    return _HeadRun(
        columns=columns, pieces=tuple(pieces), end=end, tabbed=tabs >= len(pieces), piped=pipes >= len(pieces) - 1 > 0
    )


def _next_bare(items: Sequence[Item], position: int) -> tuple[Passage, int] | None:
    for at in range(position + 1, min(position + 3, len(items))):
        item = items[at]
        if isinstance(item, Line) and _bare(item):
            return _bare(item), at
    return None


def _known_ahead(items: Sequence[Item], position: int) -> bool:
    following = _next_bare(items, position)
    return following is not None and column_role(following[0].compact().folded) is not None


def _tabbed_cells(items: Sequence[Item], head: _HeadRun) -> tuple[Grid, int] | None:
    """Cells that start with a tab; a blank line before such a cell ends the row."""
    rows: list[list[list[Passage]]] = []
    position = head.end
    blank = True
    last_used = position
    while position < len(items):
        item = items[position]
        if not isinstance(item, Line):
            break
        if TABLE_END.match(item.folded):
            break
        if item.raw.text.startswith("\t"):
            if blank or not rows:
                rows.append([])
            rows[-1].append([item.passage] if item else [])
            blank = False
            last_used = position + 1
        elif not item:
            blank = True
        elif not rows or FURNITURE.match(item.folded) or re.fullmatch(r"[—–_-]{6,}", item.folded):
            break
        else:
            rows[-1][-1].append(item.passage)
            blank = False
            last_used = position + 1
        position += 1
    aligned: list[list[Token | None] | Token] = []
    for cells in rows:
        tokens = [Token(lines=tuple(lines), whole=True) if lines else None for lines in cells]
        filled = [token for token in tokens if token is not None]
        if not filled:
            continue
        if len(cells) == 1:
            aligned.append(filled[0])
        else:
            aligned.append(align_row(tokens, head.columns))
    if not aligned:
        return None
    return grid_below(head.columns, head.pieces, aligned), last_used


def _stream(items: Sequence[Item], head: _HeadRun) -> tuple[list[Token], list[int], int]:
    """The cells behind a run of headings with their positions, and where the table ends."""
    tokens: list[Token] = []
    places: list[int] = []
    position = head.end
    closed = False
    while position < len(items):
        item = items[position]
        if not isinstance(item, Line):
            break
        folded = item.folded
        if not item:
            position += 1
            continue
        if PAGE_NUMBER.match(folded):
            position += 1
            continue
        if TABLE_END.match(folded) or FURNITURE.match(folded):
            break
        repeated = _head_run(items, position)
        if repeated is not None and len(repeated.pieces) >= 2:
            if [c.heading for c in repeated.columns] != [c.heading for c in head.columns]:
                break
            position = repeated.end
            continue
        if head.piped:
            # A pipe ends a cell, but the last cell of a row may have none: lines are cells until the alignment joins them.
            bare = _bare(item)
            if bare:
                tokens.append(Token(lines=(bare,), whole=closed))
                places.append(position)
                closed = False
            closed = closed or "|" in folded
        else:
            tokens.append(Token(lines=(item.passage,)))
            places.append(position)
        position += 1
    return tokens, places, position
