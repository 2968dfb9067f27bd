"""Glued tables: a table whose cells ran together on one line: 序号工作任务责任单位完成时限1编制方案。区水务局3月底前2清理…

The heading words stand in a row, the row numbers count up, and within a row the text ends with 。, the time stands last and the units in between.
Anything less regular is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytasks.parsing.cell_stream import cells_by_line
from policytasks.parsing.columns import Column, assign_roles, holds_units, is_head
from policytasks.parsing.deadlines import parse_deadline
from policytasks.parsing.grid import Grid, GridCell
from policytasks.parsing.lines import Line
from policytasks.parsing.unit_list import split_names
from policytasks.parsing.vocabulary import KNOWN_HEADINGS, ColumnRole, column_role
from policytasks.passage import Passage

__all__ = ["read_glued"]

_LONGEST_HEADING = max(len(word) for word in KNOWN_HEADINGS)
_UNIT_ROLES = (ColumnRole.LEAD, ColumnRole.CHIEF, ColumnRole.RESPONSIBLE, ColumnRole.SUPPORTING)
_TIME_START = re.compile(
    r"[0-9]|[一二三四五六七八九十]{1,3}[月季]|上半年|下半年|年[内底]|全年|每|长期|持续|常态|立|第|[春夏秋冬]"
)
_FEWEST_ROWS = 2
_FEWEST_CELLS = 9
_PIPE = re.compile(r"\|")
_TAB = re.compile(r"\t+")
_BLANK = re.compile(r"\s+")


def read_glued(line: Line) -> tuple[Passage, Grid] | None:
    """The table that ran together on a line, and what stands before it.

    Returns:
        None when the line holds no such table.
    """
    folded = line.folded
    if len(folded) < 40:
        return None
    parted = _read_parted(line)
    if parted is not None:
        return parted
    head = next((found for found in _head_runs(line.passage) if found is not None), None)
    if head is None:
        return None
    start, end, headings = head
    columns = assign_roles([heading.folded for heading in headings])
    roles = [column.role for column in columns]
    if roles[0] is not ColumnRole.NUMBER or not set(roles[2:]) <= {*_UNIT_ROLES, ColumnRole.DEADLINE}:
        return None
    rows = list(_rows(line.passage[end:]))
    cells = [_cells(number, body, columns) for number, body in rows]
    if len(rows) < _FEWEST_ROWS or any(row is None for row in cells):
        return None
    grid_rows = [tuple(GridCell(lines=(heading,), row=0, column=at) for at, heading in enumerate(headings))]
    for at, row in enumerate(cells, 1):
        assert row is not None
        grid_rows.append(
            tuple(GridCell(lines=(cell,) if cell else (), row=at, column=column) for column, cell in enumerate(row))
        )
    return line.passage[:start].strip(), Grid(rows=tuple(grid_rows), ruled=False)


def _read_parted(line: Line) -> tuple[Passage, Grid] | None:
    """A table on one line whose cells are still parted by tabs, pipes or blanks."""
    for mark in (_PIPE, _TAB, _BLANK):
        pieces = [piece for piece in (one.strip() for one in line.raw.split(mark)) if piece]
        if len(pieces) < _FEWEST_CELLS:
            if len(pieces) > 2 and mark is not _BLANK:
                # One row of a table whose rows stand on lines of their own.
                return None
            continue
        cells = [Line(passage=piece, raw=piece, paragraph=line.paragraph) for piece in pieces]
        for start in range(min(len(cells), 6)):
            found = cells_by_line(cells, start)
            if found is not None and found[1] == len(cells) and len(found[0].rows) > _FEWEST_ROWS:
                return Passage.join(pieces[:start], " "), found[0]
    return None


def _head_runs(passage: Passage) -> Iterator[tuple[int, int, list[Passage]] | None]:
    """Runs of heading words that stand without anything between them."""
    folded = passage.folded
    for start in (match.start() for match in re.finditer("序号|编号", folded)):
        position, headings = start, []
        while (word := _heading_at(folded, position)) is not None:
            headings.append(passage[position : position + len(word)])
            position += len(word)
        if len(headings) >= 3 and is_head([column_role(heading.folded) for heading in headings], len(headings)):
            yield start, position, headings


def _heading_at(folded: str, position: int) -> str | None:
    for length in range(_LONGEST_HEADING, 1, -1):
        if folded[position : position + length] in KNOWN_HEADINGS:
            return folded[position : position + length]
    return None


def _rows(passage: Passage) -> Iterator[tuple[Passage, Passage]]:
    """Rows by their numbers, which count up from the first one."""
    folded = passage.folded
    first = re.match(r"\s*([0-9]{1,3})", folded)
    if first is None:
        return
    number, position = int(first[1]), first.end()
    opened = passage.span(first, 1)
    while True:
        following = re.compile(rf"(?<![0-9.]){number + 1}(?=[一-鿿“《])(?![年月日号个条项])").search(folded, position)
        until = following.start() if following is not None else len(folded)
        yield opened, passage[position:until].strip()
        if following is None:
            return
        number += 1
        opened, position = passage.span(following), following.end()


def _cells(number: Passage, body: Passage, columns: tuple[Column, ...]) -> list[Passage] | None:
    stop = body.folded.rfind("。")
    if stop < 0:
        return None
    text, rest = body[: stop + 1], body[stop + 1 :].strip()
    wanted = [column.role for column in columns[2:]]
    times = wanted.count(ColumnRole.DEADLINE)
    time = Passage("", ())
    if times:
        cut = next(
            (
                match.start()
                for match in _TIME_START.finditer(rest.folded)
                if match.start()
                and holds_units(rest[: match.start()])
                and parse_deadline(rest[match.start() :], year=2000)
            ),
            None,
        )
        if cut is None:
            return None
        rest, time = rest[:cut], rest[cut:]
    units = _unit_cells(rest, len(wanted) - times)
    if units is None:
        return None
    following = iter(units)
    return [number, text, *(time if role is ColumnRole.DEADLINE else next(following) for role in wanted)]


def _unit_cells(rest: Passage, count: int) -> list[Passage] | None:
    """The unit cells: where names touch without a mark, one cell ends and the next begins."""
    if count == 1:
        return [rest] if holds_units(rest) else None
    names = [name for name in split_names(rest) if name.passage]
    borders = [at for at, name in enumerate(names) if at and not name.mark]
    if len(borders) != count - 1:
        return None
    cells = []
    for start, end in zip([0, *borders], [*borders, len(names)], strict=True):
        cells.append(Passage.join([name.passage for name in names[start:end]], "、"))
    return cells
