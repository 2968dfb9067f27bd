"""Row shift 插入行: what becomes of addresses when rows go in below a row of a table.

Excel moves what stands below, stretches what reaches across, and leaves what ends above. A range that ends with the table's last
row would then miss the new rows: a sum over the table, its filter, its drop-downs. So such a range takes them in, too.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from policytasks.errors import LedgerError
from policytasks.workbook.patching.references import LAST_ROW, Area, Reference, parse_area, rewritten

__all__ = ["RowShift"]


@attrs.frozen(kw_only=True)
class RowShift:
    """Rows that go in.

    Args:
        sheet: Name of the sheet.
        below: 1-based row below which they go in.
        count: How many.
        first: First row of the table, below its head.
        ends: Rows at which a range ends that means the whole table: its last one, and for a template the first one, too.
        last: Last row of the table when it is done.
        head: Row of the head, when nothing stands below it: a filter that ends there means the table.
    """

    sheet: str
    below: int
    count: int
    first: int
    ends: frozenset[int]
    last: int
    head: int = 0

    def row(self, number: int) -> int:
        """Where a row stands then."""
        return number + self.count if number > self.below else number

    def rows(self, top: int, bottom: int, *, grows: bool = False) -> tuple[int, int]:
        """Where a range of rows begins and ends then.

        Args:
            top: Its first row.
            bottom: Its last row.
            grows: Whether it takes in the new rows when it ends with the table.
        """
        if grows and bottom in self.ends and top <= self.first:
            return top, max(self.last, bottom)
        return self.row(top), min(self.row(bottom), LAST_ROW)

    def cell(self, text: str) -> str:
        """An address, or a range that does not grow."""
        return self._moved(text, grows=False)

    def range(self, text: str) -> str:
        """The range of a filter or a table, which takes in the new rows when it ends with the table."""
        area = parse_area(text)
        if area is not None and area.top == area.bottom == self.head:
            return str(attrs.evolve(area, bottom=self.last))
        return self._moved(text, grows=True)

    def cells(self, text: str) -> str:
        """Addresses parted by blanks."""
        return " ".join(self._moved(part, grows=False) for part in text.split())

    def ranges(self, text: str) -> str:
        """Ranges parted by blanks, each of which may grow."""
        return " ".join(self._moved(part, grows=True) for part in text.split())

    def _moved(self, text: str, *, grows: bool) -> str:
        area = parse_area(text)
        if area is None:
            return text
        top, bottom = self.rows(area.top, area.bottom, grows=grows)
        if (top, bottom) == (area.top, area.bottom):
            return text
        return str(Area(top, area.left, bottom, area.right))

    def formula(self, text: str, *, home: str, inside: bool = False, cells_grow: bool = False) -> str:
        """A formula whose references follow the rows.

        Args:
            text: The formula.
            home: Name of the sheet that it stands in; references without a sheet mean that one.
            inside: Whether it speaks about one row of the table: then only ranges with fixed rows ($K$5:$K$14) mean all of it.
            cells_grow: Whether a single cell at the table's end means the whole column, as in a chart of one row.
        """

        def change(found: Reference) -> Reference:
            sheet = found.sheet if found.sheet is not None else home
            if sheet.casefold() != self.sheet.casefold() or found.first.row is None:
                return found
            last = found.last or found.first
            if last.row is None:
                return found
            spans = found.last is not None or cells_grow
            fixed = found.first.row_fixed and last.row_fixed
            top, bottom = self.rows(
                min(found.first.row, last.row), max(found.first.row, last.row), grows=spans and (fixed or not inside)
            )
            first = attrs.evolve(found.first, row=top)
            if found.last is None:
                end = attrs.evolve(found.first, row=bottom)
                return attrs.evolve(found, first=first, last=end if bottom != top else None)
            return attrs.evolve(found, first=first, last=attrs.evolve(last, row=bottom))

        return rewritten(text, change)

    def check(self, numbers: Iterable[int], *, where: str) -> None:
        """Refuse rows that would fall off the end of the sheet.

        Raises:
            LedgerError: They would.
        """
        lowest = max(numbers, default=0)
        if max(self.row(lowest), self.last) > LAST_ROW:
            raise LedgerError(
                "the sheet has no room for the new rows", where=where,
                found=f"row {lowest:,} and {self.count:,} more", expected=f"at most {LAST_ROW:,} rows",
            )  # fmt: skip
