"""Anchors 锚点: pictures, boxes, charts, controls and notes move with the rows that they stand on.

Rows and columns of anchors count from 0 (ECMA-376 part 1, 20.5.2.12); how an object moves, each of them says by itself
(20.5.3.2): with its cells and their size (``twoCell``), with its first cell only (``oneCell``), or not at all (``absolute``).
"""

from __future__ import annotations

import re

from policytasks.workbook.patching.row_shift import RowShift
from policytasks.workbook.patching.xml_text import Tag, content, element, elements

__all__ = ["moved_anchors", "moved_notes"]

_TRUE = ("1", "true")
_FORMULAS = ("FmlaLink", "FmlaRange", "FmlaTxbx", "FmlaGroup")


def moved_anchors(text: str, shift: RowShift) -> str:
    """The part of a drawing, or of a sheet with controls, in which what stands below the new rows has moved down."""
    for local in ("twoCellAnchor", "oneCellAnchor", "anchor"):
        for tag, end in elements(text, local):
            text = _moved(text, tag, end, shift)
    return text


def _moved(text: str, anchor: Tag, end: int, shift: RowShift) -> str:
    if anchor.local == "anchor":
        # The form of controls, which stay where they are unless they say otherwise.
        moves, stretches = anchor["moveWithCells"] in _TRUE, anchor["sizeWithCells"] in _TRUE
    else:
        moves, stretches = anchor["editAs"] != "absolute", (anchor["editAs"] or "twoCell") == "twoCell"
    first = _row(text, "from", anchor.end, end)
    if first is None or not (moves or stretches):
        return text
    shifted = shift.row(first[0] + 1) != first[0] + 1
    last = _row(text, "to", first[2], end)
    if last is not None and (shifted or (stretches and _reaches(text, last[0], last[2], shift))):
        text = f"{text[: last[1]]}{last[0] + shift.count}{text[last[2] :]}"
    if shifted:
        text = f"{text[: first[1]]}{first[0] + shift.count}{text[first[2] :]}"
    return text


def _row(text: str, local: str, start: int, end: int) -> tuple[int, int, int] | None:
    """The row of one end of an anchor, and where its digits stand."""
    place = element(text, local, start)
    if place is None or place[1] > end:
        return None
    row = element(text, "row", place[0].end)
    if row is None or row[1] > place[1]:
        return None
    digits = content(text[row[0].end : row[1]]).strip()
    return (int(digits), row[0].end, row[1]) if digits.isdecimal() else None


def _reaches(text: str, row: int, at: int, shift: RowShift) -> bool:
    """Whether an object ends below the place where rows go in; one that ends at its edge does not."""
    offset = element(text, "rowOff", at)
    edge = offset is not None and content(text[offset[0].end : offset[1]]).strip() == "0"
    return row > shift.below or (row == shift.below and not edge)


_ROW = re.compile(r"(<x:Row>\s*)(\d+)(\s*</x:Row>)")
_ANCHOR = re.compile(r"(<x:Anchor>)([^<]*)(</x:Anchor>)")
_FORMULA = re.compile(rf"(<x:(?:{'|'.join(_FORMULAS)})>)([^<]*)(</x:)")
_OBJECT = re.compile(r"<x:ClientData\b[^>]*>.*?</x:ClientData>", re.DOTALL)


def moved_notes(text: str, shift: RowShift) -> str:
    """The drawing of notes and old controls, which is VML and not always well-formed, with its shapes moved.

    A note moves with its cell; a control with the row that it begins on, as far as it moves with cells at all.
    """

    def moved(match: re.Match[str]) -> str:
        shape = match[0]
        row = _ROW.search(shape)
        anchor = _ANCHOR.search(shape)
        numbers = [int(part) for part in re.findall(r"-?\d+", anchor[2])] if anchor is not None else []
        at = int(row[2]) if row is not None else numbers[2] if len(numbers) == 8 else 0
        if shift.row(at + 1) != at + 1 and (row is not None or "<x:MoveWithCells" not in shape):
            # The element MoveWithCells says that an object does not: it is the name of the check box that was cleared.
            shape = _ROW.sub(lambda found: f"{found[1]}{int(found[2]) + shift.count}{found[3]}", shape)
            if len(numbers) == 8:
                numbers[2] += shift.count
                numbers[6] += shift.count
                shape = _ANCHOR.sub(lambda found: f"{found[1]}{', '.join(map(str, numbers))}{found[3]}", shape)
        return _FORMULA.sub(lambda found: found[1] + shift.formula(found[2], home=shift.sheet) + found[3], shape)

    return _OBJECT.sub(moved, text)
