"""Highlights 突出显示: cells of a sheet get a colour that goes away again without a trace.

It is a conditional format whose condition always holds, so the styles of the cells stay as they are; by its condition it is known
again. It goes before the formats that the sheet has (ECMA-376 part 1, 18.3.1.10).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policytasks.workbook.patching.references import Area
from policytasks.workbook.patching.sheet_parts import insert_part
from policytasks.workbook.patching.xml_text import content, element, elements, rewritten, tags

__all__ = ["highlighted", "without_highlights"]

_CONDITION = '"policytasks"="policytasks"'
_WIDEST = 200
"""Areas that one format names: programs that read long lists slowly then have short ones."""


def highlighted(text: str, places: Mapping[int, Iterable[tuple[int, int]]]) -> str:
    """A sheet with some cells highlighted.

    Args:
        text: The XML of the sheet.
        places: Index of a differential style → 1-based rows and columns; where a cell is named twice the first style counts.

    Returns:
        The XML; the same one when there are no places.
    """
    seen: set[tuple[int, int]] = set()
    formats: list[tuple[int, str]] = []
    for style, cells in places.items():
        own = sorted(set(cells) - seen)
        seen.update(own)
        areas = _areas(own)
        lists = (areas[at : at + _WIDEST] for at in range(0, len(areas), _WIDEST))
        formats += [(style, " ".join(map(str, each))) for each in lists]
    if not formats:
        return text
    # Priorities begin at 1, and the smallest one goes first: those of the sheet make room.
    if (room := len(formats) + 1 - _first_priority(text)) > 0:
        text = rewritten(text, values={("cfRule", "priority"): lambda number: _later(number, room)})
    root = next(tag for tag in tags(text) if tag.local == "worksheet")
    prefix = root.name[: -len("worksheet")]
    condition = _CONDITION.replace('"', "&quot;")
    new = "".join(
        f'<{prefix}conditionalFormatting sqref="{areas}"><{prefix}cfRule type="expression" dxfId="{style}" '
        f'priority="{number}"><{prefix}formula>{condition}</{prefix}formula></{prefix}cfRule></{prefix}conditionalFormatting>'
        for number, (style, areas) in enumerate(formats, 1)
    )
    return insert_part(text, "conditionalFormatting", new)


def without_highlights(text: str) -> str:
    """A sheet without the highlights that it got here.

    Args:
        text: The XML of the sheet.
    """
    for tag, end in elements(text, "conditionalFormatting"):
        formula = element(text[:end], "formula", tag.end)
        if formula is not None and content(text[formula[0].end : formula[1]]).replace(" ", "") == _CONDITION:
            close = text.index(">", end) + 1
            text = text[: tag.start] + text[close:]
    return text


def _first_priority(text: str) -> int:
    found = (tag["priority"] or "" for tag in tags(text) if tag.local == "cfRule" and not tag.closes)
    return min((int(number) for number in found if number.isdecimal() and len(number) < 9), default=1 << 30)


def _later(number: str, by: int) -> str:
    return str(int(number) + by) if number.isdecimal() and len(number) < 9 else number


def _areas(cells: list[tuple[int, int]]) -> list[Area]:
    """Cells as few rectangles: those below one another become one."""
    areas: list[Area] = []
    for row, column in sorted(cells, key=lambda place: (place[1], place[0])):
        last = areas[-1] if areas else None
        if last is not None and last.left == column and last.bottom == row - 1:
            areas[-1] = Area(last.top, column, row, column)
        else:
            areas.append(Area(row, column, row, column))
    return areas
