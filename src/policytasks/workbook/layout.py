"""Layout 版面: widths, heights and page breaks, computed from the text, since a file must bring them along.

All widths are in characters of the standard font, of which a Chinese character takes two; all heights are in points.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

import attrs

__all__ = [
    "BODY_SIZE",
    "HIGHEST_ROW",
    "Block",
    "fit",
    "line_count",
    "page_breaks",
    "page_height",
    "row_height",
    "text_width",
    "width_of_words",
    "width_to_fit",
]

HIGHEST_ROW = 409.0
"""Excel's limit."""

BODY_SIZE = 10.5
"""Points of the standard text."""

_SIZES = (BODY_SIZE, 8.0, 6.5)
_WORDY = 0.85
"""The part of a line that is used where words are not broken."""

LINE_HEIGHT = 15.5
"""One line at 10.5 points: 宋体 needs 14, the fonts that replace it elsewhere up to 15.2."""

_PADDING = 5.0
_LOWEST_ROW = 24.0
_WIDEST = 90.0
_MOST_LINES = int((HIGHEST_ROW - _PADDING) / LINE_HEIGHT)

_CHARACTER = 1.85
"""A Chinese character at 10.5 points over a digit of the standard font at 11 points: below two, with room for kerning."""

_CELL_MARGIN = 0.8
_WIDE = re.compile(
    "[\u00b7\u2010-\u2027\u2030-\u205e\u2100-\u303f\u3040-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\U00010000-\U0010ffff]"
)
"""Wide and ambiguous characters: a Chinese font sets both a full square wide."""

_WORD = re.compile(r"[!-~]+")
_WIDEST_WORD = 14.0

_POINTS_PER_CHARACTER = 6.0
_POINTS_PER_COLUMN = 3.75
_PAGE_WIDTH = 842.0
_PAGE_HEIGHT = 595.0
_SAFETY = 0.96
"""Programs differ in the height of a page by some points; a page that we end early is never ended by them."""

_EMPTY = 0.15
"""The part of a page that may stay empty to keep a task together."""


def text_width(text: str) -> float:
    """The width of one line."""
    wide = len(_WIDE.findall(text)) if not text.isascii() else 0
    return wide * _CHARACTER + (len(text) - wide)


def line_count(text: str, width: float) -> int:
    """The lines that a text takes in a column, wrapped.

    Chinese breaks after any character, but not before a mark, so a line may end one character early; words of Latin letters
    are not broken at all.
    """
    room = max(_CHARACTER, math.floor((width - _CELL_MARGIN) / _CHARACTER) * _CHARACTER)
    count = 0
    for line in text.split("\n"):
        wide = text_width(line)
        lines = math.ceil(wide / room - 1e-9)
        if lines > 1 and wide < 1.4 * len(line):
            lines = math.ceil(wide / (room * _WORDY))
        elif lines > 3 and room > 4 * _CHARACTER:
            lines = math.ceil(wide / (room - _CHARACTER / 5))
        count += max(1, lines)
    return count


def fit(text: str, width: float) -> tuple[float, float]:
    """The size of the font in which a cell shows its text, and the height of a row that shows it.

    A text that would need a row higher than a row can be is set in a smaller font.
    """
    for size in _SIZES:
        scale = size / BODY_SIZE
        height = line_count(text, width / scale) * LINE_HEIGHT * scale + _PADDING
        if height <= HIGHEST_ROW:
            break
    return size, min(HIGHEST_ROW, max(_LOWEST_ROW, height))


def width_of_words(texts: Iterable[str]) -> float:
    """The width in which no word of Latin letters or digits is broken; within reason."""
    longest = max((len(word) for text in texts for word in _WORD.findall(text)), default=0)
    return min(_WIDEST_WORD, longest + 2 * _CELL_MARGIN)


def width_to_fit(texts: Iterable[str], width: float) -> float:
    """The width of a column, or more where a text would need a row that is higher than a row can be."""
    for text in texts:
        while width < _WIDEST and len(text) > _MOST_LINES and line_count(text, width) > _MOST_LINES:
            width += 4
    return width


def row_height(lines: int) -> float:
    """The height of a row with that many lines in its fullest cell."""
    return min(HIGHEST_ROW, max(_LOWEST_ROW, lines * LINE_HEIGHT + _PADDING))


def page_height(widths: Sequence[float], *, margins: tuple[float, float], head: float) -> float:
    """The height of the rows that one printed page holds, on A4 landscape, when the columns are fitted to its width.

    Args:
        widths: The columns.
        margins: Of one side and of top and bottom together, in points.
        head: The rows that are repeated on each page.
    """
    total = sum(width * _POINTS_PER_CHARACTER + _POINTS_PER_COLUMN for width in widths)
    scale = min(1.0, (_PAGE_WIDTH - 2 * margins[0]) / total) if total else 1.0
    return (_PAGE_HEIGHT - margins[1]) / scale * _SAFETY - head


@attrs.frozen
class Block:
    """Rows that should stay on one page: those of one task.

    Args:
        first: 0-based first row.
        heights: Its rows' heights.
    """

    first: int
    heights: tuple[float, ...]


def page_breaks(blocks: Iterable[Block], *, page: float, first_page: float) -> tuple[int, ...]:
    """The 0-based rows that begin a new page.

    A block that fits on a page is not torn, unless too much of a page would stay empty.

    Args:
        blocks: The rows.
        page: Height of a page.
        first_page: Height that the first page has left, below the title.
    """
    breaks: list[int] = []
    room = first_page
    for block in blocks:
        whole = sum(block.heights)
        if room < whole <= page and room < page * _EMPTY:
            breaks.append(block.first)
            room = page
        for offset, height in enumerate(block.heights):
            if height > room and room < page:
                row = block.first + offset
                if row:
                    breaks.append(row)
                room = page
            room -= height
    return tuple(dict.fromkeys(breaks))
