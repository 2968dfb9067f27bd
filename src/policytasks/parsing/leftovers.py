"""Leftovers 未识别内容: every part of the source of which nothing went into the notice, whole and in printed order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policytasks.location import Location
from policytasks.model.notice import Notice, Requirement, TextBlock
from policytasks.parsing.columns import find_head
from policytasks.parsing.grid import Grid
from policytasks.passage import Passage
from policytasks.sources.document import Document

__all__ = ["heading_cells", "leftovers"]

_DRAWN = " \t\r\n\u3000\xa0|─━│┃┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋═║╔╗╚╝╠╣╦╩╬—–_-"
"""What is left of a line that only draws."""

_END = 1 << 40
"""End of a place that names its whole block."""
_WORDS = re.compile(r"[一-鿿0-9A-Za-z]")
_LONGEST_SYNTAX = 16
"""Words that a stretch between values may hold and still be syntax: a label, a verb, a remark in brackets."""


def leftovers(document: Document, notice: Notice, understood: Iterable[Location]) -> tuple[TextBlock, ...]:
    """The blocks, and the long stretches of blocks, that the notice does not hold.

    Args:
        document: The source.
        notice: What was read from it.
        understood: Places that were understood though no value of the notice stands there.
    """
    covered: dict[Location, list[tuple[int, int]]] = {}
    for location in (*understood, *_locations(notice)):
        for part in location.parts:
            covered.setdefault(part.block, []).append((part.start or 0, _END if part.end is None else part.end))
    found: list[TextBlock] = []
    for paragraph in (*document.paragraphs, *document.furniture):
        block = paragraph.location.block
        if not paragraph.text.strip(_DRAWN):
            continue
        text = Passage.of(paragraph.text, paragraph.location)
        spans = covered.get(block, [])
        pieces = _gaps(text, spans) if spans else [text]
        found.extend(
            TextBlock(text=piece.text, location=piece.location) for piece in (one.strip() for one in pieces) if piece
        )
    return tuple(found)


def _gaps(text: Passage, spans: list[tuple[int, int]]) -> Iterator[Passage]:
    """Stretches between the values of a block that are too long to be labels and verbs."""
    last = 0
    for start, end in sorted([*spans, (len(text), len(text))]):
        if start > last and len(_WORDS.findall(text.text[last:start])) > _LONGEST_SYNTAX:
            yield text[last:start]
        last = max(last, end)


def heading_cells(grid: Grid) -> Iterator[Passage]:
    """The cells of heading rows: understood, though no value of the notice."""
    head = find_head(grid)
    if head is None or not head.divides:
        return
    words = {column.heading for column in head.columns if column.heading}
    for row in range(len(grid.rows)):
        cells = grid.own(row)
        if head.start <= row < head.end or (cells and all(cell.words in words for cell in cells)):
            for cell in cells:
                yield from cell.lines


def _locations(notice: Notice) -> Iterator[Location]:
    """Where the values of a notice stand."""
    yield from (location for _, location in notice.places)
    yield from (block.location for block in notice.body)
    for section in notice.sections:
        if section.title is not None:
            yield section.location
        if section.ordinal is not None:
            yield section.ordinal.location
        for task in section.tasks:
            if task.title is not None:
                yield task.location
            if task.ordinal is not None:
                yield task.ordinal.location
            for requirement in task.requirements:
                yield from _of_requirement(requirement)
    for obligation in notice.obligations:
        yield from _of_requirement(obligation)


def _of_requirement(requirement: Requirement) -> Iterator[Location]:
    yield requirement.location
    if requirement.ordinal is not None:
        yield requirement.ordinal.location
    yield from (responsibility.location for responsibility in requirement.responsibilities)
    yield from (deadline.location for deadline in requirement.deadlines)
    yield from (remark.location for remark in requirement.remarks)
