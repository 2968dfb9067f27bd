"""Rulings 线条: straight strokes and thin boxes → the ruling lines that they make up together."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import attrs

__all__ = ["BRIDGE", "SNAP", "Ruling", "Span", "joined", "merged", "rulings_along"]

SNAP = 3.0
"""Rulings nearer than this, in points, are one line: double borders, and halves drawn by neighbouring cells."""

BRIDGE = 3.5
"""Gaps up to this, in points, are closed: dashes, and corners that do not quite meet."""

_THIN = 3.0  # a box thinner than this, in points, is a line
_SLANT = 1.0  # a line that climbs less than this is along an axis
_SAME_POSITION = 0.8

Span = tuple[float, float]


@attrs.frozen
class Ruling:
    """A straight line along an axis: a side of a cell, or one of its pieces.

    Args:
        left: Its left end; equal to ``right`` for a vertical one.
        top: Its upper end; equal to ``bottom`` for a horizontal one.
        right: Its right end.
        bottom: Its lower end.
    """

    left: float
    top: float
    right: float
    bottom: float


def rulings_along(points: list[tuple[float, float]], *, stroked: bool) -> Iterator[Ruling]:
    """The lines along an axis in one piece of a path: its sides, or a thin filled box taken as one line.

    Args:
        points: Its corners, in order.
        stroked: Whether it is drawn as an outline.
    """
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    width, height = right - left, bottom - top
    if len(points) > 2 and min(width, height) < _THIN:
        if max(width, height) >= 2 * _THIN:
            yield _straight(left, top, right, bottom)
        return
    if not stroked:
        return
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if (abs(x0 - x1) < _SLANT) != (abs(y0 - y1) < _SLANT):
            yield _straight(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _straight(left: float, top: float, right: float, bottom: float) -> Ruling:
    """A thin box as a line along its longer side."""
    if right - left >= bottom - top:
        middle = (top + bottom) / 2
        return Ruling(left, middle, right, middle)
    middle = (left + right) / 2
    return Ruling(middle, top, middle, bottom)


def merged(rulings: Iterable[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Rulings of one direction as (position, start, end), pieces of one line put together; short strokes are left out."""
    groups: list[list[tuple[float, float, float]]] = []
    for ruling in sorted(rulings):
        if groups and ruling[0] - groups[-1][-1][0] <= _SAME_POSITION:
            groups[-1].append(ruling)
        else:
            groups.append([ruling])
    found: list[tuple[float, float, float]] = []
    for group in groups:
        position = sum(ruling[0] for ruling in group) / len(group)
        for start, end in joined((ruling[1], ruling[2]) for ruling in group):
            if end - start > 2 * SNAP:
                found.append((position, start, end))
    return found


def joined(spans: Iterable[Span]) -> list[Span]:
    """Stretches along one line, those that touch put together."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start - found[-1][1] <= BRIDGE:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
