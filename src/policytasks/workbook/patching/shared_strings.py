"""Shared strings 共享字符串: the texts that cells of every sheet refer to by number, read and never changed.

A text may be one piece or several with formats of their own; guides to the reading of characters (``rPh``) are no part of it
(ECMA-376 part 1, 18.4).
"""

from __future__ import annotations

import re
from functools import cached_property

from policytasks.workbook.cells import unescaped
from policytasks.workbook.patching.xml_text import Tag, content, masked, tags

__all__ = ["SharedStrings", "text_of"]

_ITEM = re.compile(r"<(?:[\w.-]+:)?si(?=[\s/>])")


class SharedStrings:
    """The table of texts.

    Args:
        text: The XML of its part; empty for a workbook without one.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(match.start() for match in _ITEM.finditer(masked(self._text)))

    def raw(self, index: int) -> str:
        """The XML of a text; empty where there is none of that number."""
        if not 0 <= index < len(self._starts):
            return ""
        start = self._starts[index]
        tag = next(tags(self._text, start))
        if tag.is_empty:
            return self._text[start : tag.end]
        last = self._starts[index + 1] if index + 1 < len(self._starts) else len(self._text)
        closing = f"</{tag.name}"
        end = self._text.rfind(closing, start, last)
        return self._text[start : self._text.index(">", end) + 1]

    def __getitem__(self, index: int) -> str:
        return text_of(self.raw(index))


def text_of(raw: str) -> str:
    """What a text says, in one piece or several."""
    pieces: list[str] = []
    opened: Tag | None = None
    guide = False
    for tag in tags(raw):
        if tag.local == "rPh":
            guide = not tag.closes and not tag.is_empty
        elif tag.local == "t" and not guide:
            if tag.closes and opened is not None:
                pieces.append(content(raw[opened.end : tag.start]))
            opened = None if tag.closes or tag.is_empty else tag
    return unescaped("".join(pieces))
