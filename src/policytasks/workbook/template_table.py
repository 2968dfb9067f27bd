"""Template table: where the table of somebody's own workbook begins, which columns it has, and which rows it keeps for them.

The head is the row with the most headings that the column table knows, as the reader finds it; here a heading may also stand in
several rows, merged or one above the other. Rows that are alike, blank or filled with an example, are the table's; a line
over several columns, a total, or a row that looks different is what stands below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from policytasks.errors import LedgerError
from policytasks.messages import Language
from policytasks.workbook.columns import column_of, settled_heading
from policytasks.workbook.patching.book_package import BookPackage, BookSheet
from policytasks.workbook.patching.cell_patch import CellPatch
from policytasks.workbook.patching.references import Area
from policytasks.workbook.wording import SHEET, STORE

__all__ = ["NUMBER_HEADINGS", "TemplateTable", "find_table", "table_on"]

_HEAD_ROWS = 30
_TOTALS = frozenset("合计 总计 小计 共计 total subtotal sum".split())
NUMBER_HEADINGS = frozenset("序号 序 no no. 顺序号".split())
"""Headings of a column that counts the rows, settled."""


@attrs.frozen(kw_only=True)
class TemplateTable:
    """The table of a template.

    Args:
        sheet: Its sheet.
        top: 1-based first row of the head.
        bottom: Last row of the head.
        columns: 1-based columns of the ledger's own columns, by key.
        extras: 1-based columns of all others, by heading.
        lang: Language of its headings.
        rows: How many rows below the head are the table's; they are contiguous.
        has_model: Whether the first of them says how rows look.
    """

    sheet: BookSheet
    top: int
    bottom: int
    columns: Mapping[str, int]
    extras: Mapping[str, int]
    lang: Language
    rows: int = 0
    has_model: bool = False

    @property
    def first(self) -> int:
        """The first row below the head."""
        return self.bottom + 1

    @property
    def last(self) -> int:
        """The last row of the table; that of the head, when it has none."""
        return self.bottom + self.rows


def find_table(book: BookPackage, *, sheet: str | None) -> TemplateTable:
    """The table of a template.

    Args:
        book: The workbook.
        sheet: Name of its sheet; None to look for it.

    Raises:
        LedgerError: There is none, or several.
    """
    if sheet is not None:
        chosen = book.sheet(sheet)
        found = [table] if (table := table_on(CellPatch(book, chosen), chosen)) is not None else []
    else:
        found = [
            table
            for each in book.sheets
            if each.has_cells and not each.is_hidden and each.name != STORE
            if (table := table_on(CellPatch(book, each), each)) is not None
        ]
        named = [table for table in found if table.sheet.name in (SHEET.zh, SHEET.en)]
        found = named[:1] or found
    if not found:
        raise LedgerError(
            "no sheet with the headings of a ledger", where=f"{book.file}!{sheet}" if sheet is not None else book.file,
            found=", ".join(each.name for each in book.sheets), expected="a row with 编号 or 具体要求 and further headings",
        )  # fmt: skip
    if len(found) > 1:
        raise LedgerError(
            "several sheets look like ledgers", where=book.file,
            found=", ".join(table.sheet.name for table in found), expected="the name of the sheet to fill",
        )  # fmt: skip
    return _with_rows(CellPatch(book, found[0].sheet), found[0])


def table_on(patch: CellPatch, sheet: BookSheet) -> TemplateTable | None:
    """The table of one sheet, its rows not yet counted; None when it has no row with the headings of a ledger."""
    headings: list[tuple[Area, str]] = []
    known: dict[int, dict[str, Area]] = {}
    for number in patch.cells.numbers:
        if number > _HEAD_ROWS:
            break
        for column in patch.cells.row(number).cells:
            area = patch.cells.area(number, column)
            text = patch.read(number, column)
            if (area.top, area.left) != (number, column) or not isinstance(text, str) or not text.strip():
                continue
            headings.append((area, text))
            if (meant := column_of(text)) is not None:
                for row in range(area.top, min(area.bottom, _HEAD_ROWS) + 1):
                    known.setdefault(row, {}).setdefault(meant.key, area)
    fitting = [row for row, keys in known.items() if len(keys) >= 2 and keys.keys() & {"id", "text"}]
    head = min(fitting, key=lambda row: (-len(known[row]), row), default=None)
    if head is None:
        return None
    top = min(area.top for area in known[head].values())
    bottom = max(area.bottom for area, _ in headings if area.top <= head <= area.bottom)
    return _named(sheet, top, bottom, [each for each in headings if top <= each[0].top and each[0].bottom <= bottom])


def _named(sheet: BookSheet, top: int, bottom: int, headings: list[tuple[Area, str]]) -> TemplateTable:
    """The columns of a head: each is called by the lowest of its headings that the column table knows."""
    below: dict[int, list[str]] = {}
    for area, text in sorted(headings, key=lambda each: each[0].top):
        below.setdefault(area.left, []).append(text)
    columns: dict[str, int] = {}
    extras: dict[str, int] = {}
    english = 0
    for number, texts in sorted(below.items()):
        meant = [(text, column) for text in reversed(texts) if (column := column_of(text)) is not None]
        if meant and meant[0][1].key not in columns:
            columns[meant[0][1].key] = number
            english += settled_heading(meant[0][0]).isascii()
        else:
            extras.setdefault(texts[-1], number)
    return TemplateTable(
        sheet=sheet, top=top, bottom=bottom, columns=columns, extras=extras, lang="en" if english * 2 > len(columns) else "zh",
    )  # fmt: skip


def _with_rows(patch: CellPatch, table: TemplateTable) -> TemplateTable:
    """The table with the rows that the template keeps for it."""
    first = table.first
    used = sorted({*table.columns.values(), *table.extras.values()})
    looks = _looks(patch, first, used)
    if not any(style is not None for style in looks) and not _says(patch, first):
        following = next((row for row in patch.cells.numbers if row >= first and (_says(patch, row) or _is_line(patch, row, used))), None)  # fmt: skip
        # Rows without borders are free as far as the next that says something, but for one that keeps a distance.
        free = max(0, following - first - 1) if following is not None else _ENDLESS
        return attrs.evolve(table, rows=free)
    if _is_below(patch, table, first, used, model=None):
        return table
    last = first
    while (
        _looks(patch, last + 1, used) == looks
        and not _is_below(patch, table, last + 1, used, model=first)
    ):  # fmt: skip
        last += 1
    return attrs.evolve(table, rows=last - first + 1, has_model=True)


_ENDLESS = 1_000_000


def _looks(patch: CellPatch, row: int, used: list[int]) -> tuple[int | None, ...]:
    """The styles of the table's cells in a row; None for a cell that is not there."""
    cells = patch.cells.row(row).cells
    return tuple(cells[column].style if column in cells else None for column in used)


def _says(patch: CellPatch, row: int) -> bool:
    return any(True for _ in _values(patch, row))


def _values(patch: CellPatch, row: int) -> Iterator[tuple[int, object]]:
    """What a row says: column and value, formulas included."""
    for column, cell in patch.cells.row(row).cells.items():
        if patch.cells.anchor(row, column) == (row, column):
            value = patch.read(row, column)
            if value is not None or cell.formula is not None:
                yield column, value


def _is_line(patch: CellPatch, row: int, used: list[int]) -> bool:
    """Whether a cell of a row runs over several columns of the table, as a line above or below it does."""
    for column in used:
        area = patch.cells.area(row, column)
        if sum(area.left <= each <= area.right for each in used) > 1:
            return True
    return False


def _is_below(patch: CellPatch, table: TemplateTable, row: int, used: list[int], *, model: int | None) -> bool:
    """Whether a row stands below the table: a line, a remark, a total, anything but a blank row or an example.

    Args:
        patch: The sheet.
        table: The table.
        row: The row.
        used: Its columns.
        model: The first row of the table; None when the row itself would be it.
    """
    if _is_line(patch, row, used):
        return True
    says = {column: value for column, value in _values(patch, row) if column in used}
    counting = {number for heading, number in table.extras.items() if settled_heading(heading) in NUMBER_HEADINGS}
    if any(isinstance(value, str) and settled_heading(value) in _TOTALS for value in says.values()):
        return True
    if any(isinstance(value, str) and "{{" in value for value in says.values()):
        return True
    own = set(table.columns.values())
    constants = {column for column in says if (cell := patch.cells.cell(row, column)) is None or cell.formula is None}
    formulas = says.keys() - constants
    if model is not None and formulas:
        there = patch.cells.row(model).cells
        if any(column not in there or there[column].formula is None for column in formulas):
            return True
    said = constants - counting
    if not said:
        return False
    key = {table.columns[name] for name in ("id", "text") if name in table.columns}
    if model is None:
        # A remark stands alone, at the left edge.
        return said == {min(used)} and not said & key
    return len(said & own) < 2 or not said & key
