"""Table part 表格部件: a table of Excel (a ListObject) names its columns, and its head has to say the same.

Where the two differ Excel repairs the file (ECMA-376 part 1, 18.5.1.3). So a changed heading renames its column; where formulas call
the column by its name, or the cell is one of totals, the change is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policytasks.errors import LedgerError
from policytasks.workbook.cells import CellValue
from policytasks.workbook.patching.book_package import BookPackage, BookSheet
from policytasks.workbook.patching.references import address, parse_area
from policytasks.workbook.patching.xml_text import tags, unescaped, with_attribute

__all__ = ["rename_columns"]

_LONGEST = 255


def rename_columns(
    book: BookPackage, sheet: BookSheet, values: Mapping[tuple[int, int], CellValue | bool], *, where: str
) -> None:
    """Let the tables of a sheet follow changed cells.

    Args:
        book: The workbook.
        sheet: The sheet.
        values: 1-based row and column of its changed cells → what they say now.
        where: The sheet, for messages.

    Raises:
        LedgerError: A heading that no column can have, one that formulas use, or a cell of the row of totals.
    """
    for member in book.parts_of_kind("table", of=sheet.member):
        table = next(tag for tag in tags(book.text(member)) if tag.local == "table")
        area = parse_area(table["ref"] or "")
        if area is None:
            continue
        heads, totals = _count(table["headerRowCount"], 1), _count(table["totalsRowCount"], 0)
        for place in sorted(place for place in values if place in area):
            if place[0] > area.bottom - totals:
                raise LedgerError(
                    "a cell of a table's row of totals cannot be changed in place", where=f"{where}!{address(*place)}",
                    found=f"table {table['displayName']}", expected="a cell above it",
                )  # fmt: skip
            if place[0] < area.top + heads:
                _rename(book, member, place[1] - area.left, values[place], f"{where}!{address(*place)}")


def _rename(book: BookPackage, member: str, index: int, value: CellValue | bool, where: str) -> None:
    text = book.text(member)
    columns = [tag for tag in tags(text) if tag.local == "tableColumn" and not tag.closes]
    if index >= len(columns):
        return
    tag = columns[index]
    old = tag["name"] or ""
    # A line break in a name is spelled as an escape of cells.
    new = value.replace("\n", "_x000a_") if isinstance(value, str) else ""
    if new == old:
        return
    taken = {(column["name"] or "").casefold() for column in columns if column is not tag}
    if not new or new.casefold() in taken or len(new) > _LONGEST:
        raise LedgerError(
            "a heading that no column of a table can have", where=where, found=repr(value),
            expected="a text that no other column of the table has",
        )  # fmt: skip
    user = next(_users(book, old), None)
    if user is not None:
        raise LedgerError(
            "formulas use the heading of a table's column", where=where, found=f"{old!r} in {user}",
            expected="a heading that nothing refers to; rename it in Excel",
        )  # fmt: skip
    rest = with_attribute(tag.rest, "name", new)
    book.put(member, text[: tag.end - 1 - len(tag.rest)] + rest + text[tag.end - 1 :])


def _users(book: BookPackage, name: str) -> Iterator[str]:
    """The parts in which a formula may call a column by its name."""
    parts = [sheet.member for sheet in book.sheets]
    for member in (*parts, book.workbook, *book.parts_of_kind("table"), *book.parts_of_kind("chart")):
        if f"[{name}" in unescaped(book.text(member)):
            yield member


def _count(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdecimal() else default
