"""Heads 表头行: the row or the two rows in which a sheet names its columns, below whatever people put above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.workbook.cells import read_value
from policytasks.workbook.engine import existing_cells
from policytasks.workbook.headings import Headings

__all__ = ["Head", "find_head"]

_HEAD_ROWS = 30
"""Rows in which the head is looked for: people put titles and remarks above it."""

_LONGEST = 40
"""Characters of a heading in the second row; what is longer says something about the work."""


@attrs.frozen(kw_only=True)
class Head:
    """表头行.

    Args:
        first: 1-based first row.
        last: Its last row: the first one, or the next.
        texts: The heading of each column that has one, by 1-based number.
        keys: What the ledger calls the columns that are known for certain.
    """

    first: int
    last: int
    texts: Mapping[int, str]
    keys: frozenset[str]


def find_head(sheet: Worksheet, headings: Headings) -> Head | None:
    """The head with the most columns that are known, the upper one of equals; None when no row can be one.

    Args:
        sheet: The sheet.
        headings: What headings mean.
    """
    rows: dict[int, dict[int, str]] = {}
    for row, column, cell in existing_cells(sheet):
        if row <= _HEAD_ROWS + 1 and (value := read_value(cell.value)) is not None:
            rows.setdefault(row, {})[column] = str(value)
    wide = {
        (merged.min_row, column)
        for merged in sheet.merged_cells.ranges
        if merged.max_col > merged.min_col and merged.min_row == merged.max_row
        for column in range(merged.min_col, min(merged.max_col, 200) + 1)
    }
    best: Head | None = None
    for row in sorted(rows):
        if row > _HEAD_ROWS:
            break
        for head in _heads_at(row, rows, wide, headings):
            if headings.is_head(head.keys) and (best is None or _rank(head) > _rank(best)):
                best = head
    return best


def _rank(head: Head) -> tuple[int, bool]:
    """More columns are better, and one row is better than a title and a row."""
    return len(head.keys), head.first == head.last


def _heads_at(
    row: int, rows: Mapping[int, Mapping[int, str]], wide: set[tuple[int, int]], headings: Headings
) -> Iterator[Head]:
    upper, lower = rows[row], rows.get(row + 1, {})
    yield Head(first=row, last=row, texts=upper, keys=_keys(upper, headings))
    if len(lower) < 2 or not all(_stands_below(column, row, upper, wide) for column in lower):
        return
    if any(len(text) > _LONGEST for text in lower.values()):
        return
    texts = dict(upper)
    group = ""
    for column in sorted({*upper, *lower}):
        if column in upper:
            group = upper[column]
        elif (row, column) not in wide:
            group = ""
        if column in lower:
            texts[column] = _joined(group, lower[column], headings)
    for column in upper:
        if (row, column) in wide and column not in lower:
            del texts[column]
    yield Head(first=row, last=row + 1, texts=texts, keys=_keys(texts, headings))


def _keys(texts: Mapping[int, str], headings: Headings) -> frozenset[str]:
    found = (headings.column(text) for text in texts.values())
    return frozenset(column.key for column in found if column is not None)


def _stands_below(column: int, row: int, upper: Mapping[int, str], wide: set[tuple[int, int]]) -> bool:
    """Whether a cell may be the lower part of a head: below a heading over several columns, or below nothing."""
    return (row, column) in wide or column not in upper


def _joined(upper: str, lower: str, headings: Headings) -> str:
    """What a heading under another one says: 牵头 under 责任单位 is 牵头单位."""
    if headings.column(lower) is not None or not upper:
        return lower
    for text in (f"{lower}单位", f"{upper}{lower}"):
        if headings.column(text) is not None:
            return text
    return lower
