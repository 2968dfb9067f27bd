"""Wrapping 折行: text whose lines were broken at a fixed width → the paragraphs that they were.

A page saved from a viewer or a mail breaks every paragraph at the same column. Where many lines end there, a line of that width goes on in the next
one, unless that one opens an item, a label or a letter's part of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

from policytasks.parsing.lines import Item, Line
from policytasks.parsing.numbering import leading_mark
from policytasks.parsing.row_marks import PAGE_NUMBER
from policytasks.parsing.vocabulary import LABEL
from policytasks.passage import Passage

__all__ = ["unwrapped"]

_WIDEST = 110
"""Screen columns; a longer line was not broken at a width."""
_SLACK = 4
_FEWEST = 3
_KEY_VALUE = re.compile(r"^[一-鿿 ]{2,10}:")
_CLOSED = re.compile(r"[。;:!?)〕》”]$")
_LAYOUT = re.compile(r"[|\t]|\S {3,}\S")


def unwrapped(items: Sequence[Item]) -> list[Item]:
    """The items with broken lines joined; the same items when nothing shows a common width."""
    widths = [_width(item) if isinstance(item, Line) and item else 0 for item in items]
    width = max((one for one in widths if one <= _WIDEST), default=0)
    if any(one > _WIDEST for one in widths) or width < 40:
        return list(items)
    full = [at for at, one in enumerate(widths) if one >= width - _SLACK]
    broken = [at for at in full if _goes_on(items, at) is not None]
    if len(broken) < _FEWEST or len(broken) * 3 < len(full):
        return list(items)
    made: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        passage = item.passage if isinstance(item, Line) else None
        last = at
        while (
            passage is not None and widths[last] >= width - _SLACK and (following := _goes_on(items, last)) is not None
        ):
            line = items[following]
            assert isinstance(line, Line)
            passage = Passage.join([passage, line.passage])
            last = following
        if passage is not None and last > at and isinstance(item, Line):
            made.append(Line(passage=passage, raw=passage, paragraph=item.paragraph))
        else:
            made.append(item)
        at = last + 1
    return made


def _width(line: Line) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in line.raw.text.rstrip())


def _goes_on(items: Sequence[Item], at: int) -> int | None:
    """Position of the line that goes on with a full line; None when the paragraph ends there."""
    line = items[at]
    if not isinstance(line, Line) or _LAYOUT.search(line.raw.folded.strip()):
        return None
    following = at + 1
    while following < len(items) and isinstance(one := items[following], Line) and PAGE_NUMBER.match(one.folded):
        following += 1
    after = items[following] if following < len(items) else None
    if not isinstance(after, Line) or not after or _LAYOUT.search(after.raw.folded.strip()):
        return None
    if _KEY_VALUE.match(after.folded) or _KEY_VALUE.match(line.folded):
        return None
    if (
        leading_mark(after.passage) is not None
        or LABEL.match(after.folded)
        or after.raw.text.startswith(("\u3000", "  "))
    ):
        return None
    return None if _CLOSED.search(line.folded) and not after.folded.startswith(("(", ")", "〔")) else following
