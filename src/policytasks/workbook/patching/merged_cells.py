"""Merged cells 合并单元格 of a sheet's part: some go, others come (ECMA-376 part 1, 18.3.1.55)."""

from __future__ import annotations

from collections.abc import Collection

from policytasks.workbook.patching.references import Area, parse_area
from policytasks.workbook.patching.xml_text import element, tags, with_attribute

__all__ = ["with_merged"]

_BEFORE = (
    "customSheetViews", "dataConsolidate", "sortState", "autoFilter", "scenarios", "protectedRanges", "sheetProtection",
    "sheetCalcPr", "sheetData",
)  # fmt: skip
"""What stands in front of the list of merged cells, the nearest first (18.3.1.99)."""


def with_merged(text: str, *, gone: Collection[Area], new: Collection[Area]) -> str:
    """A sheet's XML with other merged cells.

    Args:
        text: The XML.
        gone: Merged cells to take apart.
        new: Cells to merge.
    """
    if not gone and not new:
        return text
    start = max(text.find("</sheetData"), text.find(":sheetData"), 0)
    found = element(text, "mergeCells", start)
    records = [] if found is None else _kept(text, found[0].end, found[1], gone)
    prefix = _prefix(text)
    records += [f'<{prefix}mergeCell ref="{area}"/>' for area in sorted(new, key=lambda area: (area.top, area.left))]
    if found is not None:
        tag, _, end = found
        if not records:
            return text[: tag.start] + text[end:]
        rest = with_attribute(tag.rest.removesuffix("/"), "count", str(len(records)))
        return f"{text[: tag.start]}<{tag.name}{rest}>{''.join(records)}</{tag.name}>{text[end:]}"
    if not records:
        return text
    for local in _BEFORE:
        before = element(text, local)
        if before is not None:
            listed = f'<{prefix}mergeCells count="{len(records)}">{"".join(records)}</{prefix}mergeCells>'
            return text[: before[2]] + listed + text[before[2] :]
    return text


def _kept(text: str, start: int, end: int, gone: Collection[Area]) -> list[str]:
    return [
        f"<{tag.name}{tag.rest.removesuffix('/')}/>"
        for tag in tags(text, start, end)
        if tag.local == "mergeCell" and not tag.closes and parse_area(tag["ref"] or "") not in gone
    ]


def _prefix(text: str) -> str:
    root = next(tag for tag in tags(text) if tag.local == "worksheet")
    return root.name[: -len("worksheet")]
