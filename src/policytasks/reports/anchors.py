"""Anchors: which words of the source each value on the page came from, both ways."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import attrs

from policytasks.location import Location

__all__ = ["Anchors", "Stretch"]


@attrs.frozen(kw_only=True)
class Stretch:
    """A stretch of a paragraph over which the same values lie.

    Args:
        start: First character.
        end: One past the last character.
        values: Numbers of the values that it belongs to, the narrowest first; empty for words that no value quotes.
        kind: What the narrowest value is, such as ``"lead"``; empty when there is none.
        first_of: The values whose words begin here.
    """

    start: int
    end: int
    values: tuple[int, ...] = ()
    kind: str = ""
    first_of: tuple[int, ...] = ()


@attrs.frozen
class _Span:
    start: int
    end: int | None
    value: int
    kind: str
    first: bool


class Anchors:
    """Gives every value a number while the model is written, and cuts paragraphs at the values' ends afterwards."""

    def __init__(self) -> None:
        self._spans: dict[Location, list[_Span]] = {}
        self._count = 0

    def add(self, location: Location, kind: str) -> int:
        """The number of a new value that was printed at a location; 0 for one that was printed nowhere."""
        parts = [part for part in location.parts if part.block and _has_place(part)]
        if not parts:
            return 0
        self._count += 1
        for number, part in enumerate(parts):
            span = _Span(part.start or 0, part.end, self._count, kind, first=number == 0)
            self._spans.setdefault(part.block, []).append(span)
        return self._count

    def values_at(self, location: Location) -> tuple[int, ...]:
        """The values of which some words stand in the blocks of a location, and in its spans where it has any."""
        found = {
            span.value
            for part in location.parts
            for span in self._spans.get(part.block, ())
            if part.start is None or part.end is None or (span.start < part.end and _end(span) > part.start)
        }
        return tuple(sorted(found))

    def stretches(self, block: Location, length: int) -> Iterator[Stretch]:
        """The stretches of a paragraph, in printed order, without gaps.

        Args:
            block: The paragraph's location.
            length: How many characters it has.
        """
        spans = [
            attrs.evolve(span, start=min(span.start, length), end=min(_end(span), length))
            for span in self._spans.get(block.block, ())
        ]
        edges = sorted({0, length, *(span.start for span in spans), *(_end(span) for span in spans)})
        opening: dict[int, list[_Span]] = {}
        for span in spans:
            opening.setdefault(span.start, []).append(span)
        open_spans: list[_Span] = []
        for start, end in pairwise(edges):
            open_spans = [span for span in open_spans if _end(span) > start]
            fresh = [span for span in opening.get(start, ()) if _end(span) > start]
            open_spans += fresh
            ordered = sorted(open_spans, key=lambda span: (_end(span) - span.start, span.value))
            yield Stretch(
                start=start,
                end=end,
                values=tuple(dict.fromkeys(span.value for span in ordered)),
                kind=ordered[0].kind if ordered else "",
                first_of=tuple(span.value for span in fresh if span.first),
            )


def _end(span: _Span) -> int:
    return span.end if span.end is not None else 1 << 40


def _has_place(part: Location) -> bool:
    """Whether a location names more than the file."""
    return attrs.evolve(part.block, file="") != Location()
