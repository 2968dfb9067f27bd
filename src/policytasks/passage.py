"""Passage: a text that knows where each of its characters was printed.

Grammars cut, strip and join text; a `Passage` does the same and keeps the `Location`. Patterns run on ``folded``, which
has the same length as ``text`` but one form for each punctuation mark, digit and traditional character, so every
pattern is written once and offsets stay true.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import ClassVar

import attrs

from policytasks.folding import fold
from policytasks.location import NOWHERE, Location


class Passage:
    """A text with the place of every character.

    Args:
        text: The characters.
        pieces: ``(offset, block, start)`` for each stretch of text that stands together in one block: from ``offset`` on,
            the characters stand in ``block`` from character ``start`` on. Characters that nobody printed (a joining
            blank) have the block `NOWHERE`.
    """

    NOWHERE: ClassVar[Location] = NOWHERE

    def __init__(self, text: str, pieces: tuple[tuple[int, Location, int], ...]) -> None:
        self.text = text
        self._pieces = pieces

    @classmethod
    def of(cls, text: str, block: Location) -> Passage:
        """The whole text of one block."""
        return cls(text, ((0, block.block, block.start or 0),))

    @classmethod
    def join(cls, passages: Iterable[Passage], separator: str = "") -> Passage:
        """Several passages as one, with a separator that nobody printed."""
        text, pieces = "", []
        for number, passage in enumerate(passages):
            if number and separator:
                pieces.append((len(text), NOWHERE, 0))
                text += separator
            pieces.extend((offset + len(text), block, start) for offset, block, start in passage._pieces)
            text += passage.text
        return cls(text, tuple(pieces))

    @cached_property
    def folded(self) -> str:
        """``text`` in one form of every mark and digit; of the same length."""
        return fold(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Passage({self.text!r} at {self.location})"

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __getitem__(self, key: slice) -> Passage:
        start, end, _ = key.indices(len(self.text))
        end = max(start, end)
        if start == 0 and end == len(self.text):
            return self
        pieces = self._pieces
        if not pieces:
            return Passage(self.text[start:end], ())
        # The piece that holds the first character, and those that begin before the last one.
        first = max(bisect_right(self._offsets, start) - 1, 0)
        kept = []
        for index in range(first, len(pieces)):
            offset, block, at = pieces[index]
            if offset >= end and index > first:
                break
            skip = max(0, start - offset)
            kept.append((offset + skip - start, block, at + skip))
        return Passage(self.text[start:end], tuple(kept))

    @cached_property
    def _offsets(self) -> list[int]:
        return [piece[0] for piece in self._pieces]

    def span(self, match: re.Match[str], group: int | str = 0) -> Passage:
        """The part that a match over ``folded`` (or ``text``) found."""
        return self[match.start(group) : match.end(group)]

    def strip(self, characters: str | None = None) -> Passage:
        """Without the given characters (white space and its invisible kin by default) at both ends."""
        return self.lstrip(characters).rstrip(characters)

    def lstrip(self, characters: str | None = None) -> Passage:
        body = self.text.lstrip(characters or BLANKS)
        return self[len(self.text) - len(body) :]

    def rstrip(self, characters: str | None = None) -> Passage:
        return self[: len(self.text.rstrip(characters or BLANKS))]

    def split(self, pattern: re.Pattern[str]) -> Iterator[Passage]:
        """The parts between the matches of a pattern over ``folded``."""
        last = 0
        for match in pattern.finditer(self.folded):
            yield self[last : match.start()]
            last = match.end()
        yield self[last:]

    def without(self, spans: Iterable[tuple[int, int]]) -> Passage:
        """The text with some spans cut out and the rest joined."""
        kept, last = [], 0
        spans = sorted(spans)
        if not spans:
            return self
        for start, end in spans:
            if start > last:
                kept.append(self[last:start])
            last = max(last, end)
        kept.append(self[last:])
        return Passage.join(kept)

    def compact(self) -> Passage:
        """Without any white space, for headings whose characters were spread out."""
        return self.without([match.span() for match in _BLANK_RUN.finditer(self.text)])

    @property
    def location(self) -> Location:
        """Where the text stands: one span for each block that it touches."""
        spans: list[Location] = []
        length = len(self.text)
        for index, (offset, block, at) in enumerate(self._pieces):
            until = self._pieces[index + 1][0] if index + 1 < len(self._pieces) else length
            if block == NOWHERE or (until <= offset and length):
                continue
            last = spans[-1] if spans else None
            if last is not None and last.block == block and last.end == at:
                spans[-1] = attrs.evolve(last, end=at + until - offset)
            else:
                spans.append(attrs.evolve(block, start=at, end=at + until - offset))
        if not spans:
            return NOWHERE
        return attrs.evolve(spans[0], more=tuple(spans[1:])) if len(spans) > 1 else spans[0]


BLANKS = " \t\r\n\x0b\x0c\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\u00ad"
"""White space as pages use it: also no-break, ideographic and zero-width blanks, and soft hyphens."""

_BLANK_RUN = re.compile(f"[{BLANKS}]+")
