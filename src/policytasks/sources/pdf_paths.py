"""Paths 路径: the vector drawings of a PDF page → the straight lines in them, which may be the borders of a table."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from typing import Any

from policytasks.sources.layout_rulings import Ruling, rulings_along

__all__ = ["rulings_of"]

Place = Callable[[float, float], tuple[float, float]]
Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MOST_OBJECTS = 200_000
_MOST_POINTS = 400
_DEEPEST_FORM = 8
_MOST_CLIPS = 16


def rulings_of(page: Any, place: Place, pdfium: Any) -> Iterator[Ruling]:
    """The straight lines of a page, drawn as strokes, as sides of boxes or as thin filled boxes.

    Args:
        page: The page.
        place: Takes a point of the page to the coordinates of the layout.
        pdfium: The raw interface of pypdfium2.
    """
    for count, (path, matrix) in enumerate(_paths(page, pdfium)):
        if count > _MOST_OBJECTS:
            return
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, filled, stroked)
        if not (filled.value or stroked.value) or _is_white(path, bool(stroked.value), pdfium):
            continue
        clip = _clip(path, place, pdfium)
        for points in _outlines(path, matrix, place, pdfium):
            for ruling in rulings_along(points, stroked=bool(stroked.value)):
                if (seen := _clipped(ruling, clip)) is not None:
                    yield seen


def _clip(path: Any, place: Place, pdfium: Any) -> Box | None:
    """The box outside of which nothing of a path is shown; None without one.

    Browsers draw a table whole on each of its pages and clip it to the margins.
    """
    clip = pdfium.FPDFPageObj_GetClipPath(path)
    count = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
    box: Box | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(min(count, _MOST_CLIPS)):
        points = []
        for index in range(min(pdfium.FPDFClipPath_CountPathSegments(clip, number), _MOST_POINTS)):
            segment = pdfium.FPDFClipPath_GetPathSegment(clip, number, index)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            points.append(place(x.value, y.value))
        if not points:
            continue
        xs, ys = [x for x, _ in points], [y for _, y in points]
        found = (min(xs), min(ys), max(xs), max(ys))
        box = found if box is None else (
            max(box[0], found[0]), max(box[1], found[1]), min(box[2], found[2]), min(box[3], found[3]),
        )  # fmt: skip
    return box


def _clipped(ruling: Ruling, clip: Box | None) -> Ruling | None:
    """The part of a line that is shown; None when nothing of it is."""
    if clip is None:
        return ruling
    left, top = max(ruling.left, clip[0] - 1), max(ruling.top, clip[1] - 1)
    right, bottom = min(ruling.right, clip[2] + 1), min(ruling.bottom, clip[3] + 1)
    return Ruling(left, top, right, bottom) if left <= right and top <= bottom else None


def _paths(page: Any, pdfium: Any) -> Iterator[tuple[Any, Matrix]]:
    """The path objects of a page, those in forms included, with the matrix of the form around them."""
    stack: list[tuple[Any, Matrix, int]] = [
        (pdfium.FPDFPage_GetObject(page, index), _IDENTITY, 0)
        for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS))
    ]
    stack.reverse()
    while stack:
        item, matrix, depth = stack.pop()
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield item, _times(_matrix(item, pdfium), matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = _times(_matrix(item, pdfium), matrix)
            room = min(pdfium.FPDFFormObj_CountObjects(item), _MOST_OBJECTS - len(stack))
            stack.extend((pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1) for index in range(room))


def _matrix(item: Any, pdfium: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return _IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies the inner one first."""
    if inner == _IDENTITY:
        return outer
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _is_white(path: Any, stroked: bool, pdfium: Any) -> bool:
    """Whether a path is drawn in white or not at all, and so hides things rather than showing them."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    get = pdfium.FPDFPageObj_GetStrokeColor if stroked else pdfium.FPDFPageObj_GetFillColor
    if not get(path, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= 250


def _outlines(path: Any, matrix: Matrix, place: Place, pdfium: Any) -> Iterator[list[tuple[float, float]]]:
    """The corner points of each open or closed piece of a path; pieces with curves are left out."""
    count = pdfium.FPDFPath_CountSegments(path)
    if not 1 < count <= _MOST_POINTS * 50:
        return
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    curved = False
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = place(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if not (math.isfinite(point[0]) and math.isfinite(point[1])):
            curved = True
            continue
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            curved = True
        points.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points
