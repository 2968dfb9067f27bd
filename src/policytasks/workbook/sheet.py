"""Sheet: a workbook's file becomes the rows of its table, whatever people did around it."""

from __future__ import annotations

import re
import warnings
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import datetime
from io import BytesIO

import attrs
from lxml.etree import _Element
from openpyxl import Workbook, load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.errors import LedgerError, SourceError
from policytasks.ledger.typed import as_text
from policytasks.location import Location
from policytasks.sources.detect import detect
from policytasks.sources.guards import LIMITS, check_area, open_archive
from policytasks.workbook.cells import CellValue, read_value
from policytasks.workbook.columns import Column, column_of
from policytasks.workbook.engine import cell_at, custom_properties, existing_cell, existing_cells, set_text
from policytasks.workbook.wording import SHEET, STORE

__all__ = ["NO_TABLE", "NO_WORKBOOK", "Sheet", "SheetCell", "SheetRow", "check_workbook", "read_sheet"]

NO_TABLE = "no sheet with the headings of a ledger"
NO_WORKBOOK = "the file holds no workbook"
"""Messages of the errors for files that are whole, and no ledgers."""

_HEAD_ROWS = 30
"""Rows in which the head is looked for: people put titles and remarks above it."""

_UNHEADED = "（{letter}列）"
"""The name of a column without heading that has something in it."""

_WORKSHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_REFERENCE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_LAST_ROW = 1_048_576
_PERCENT_FORMAT = re.compile(r'(?:"[^"]*"|\\.|[^"\\%])*%')
"""A number format in which a percent sign outside quotes multiplies by 100."""


@attrs.frozen(kw_only=True)
class SheetCell:
    """One cell of the table.

    Args:
        value: What it says; None when it is empty.
        location: Where it stands; for a part of a merged cell, where that begins.
        per_hundred: False when its number format multiplies by 100.
        comment: The note that hangs on it; empty when there is none.
    """

    value: CellValue = None
    location: Location
    per_hundred: bool = True
    comment: str = ""


@attrs.frozen(kw_only=True)
class SheetRow:
    """One row below the head.

    Args:
        cells: Cells by column key.
        extras: Cells by the heading of people's own columns, in the order of the columns.
        location: Its first cell.
        line: What the row says, when only one cell of its own says something; None otherwise.
        wide: Whether that cell runs over several columns, as no cell of a table does.
    """

    cells: Mapping[str, SheetCell]
    extras: Mapping[str, SheetCell]
    location: Location
    line: str | None = None
    wide: bool = False


@attrs.frozen(kw_only=True)
class Sheet:
    """The table of a workbook.

    Args:
        file: Name of the file.
        name: Name of the sheet.
        columns: The columns that it has, by key, with the places of their headings.
        extra_columns: People's own columns, by heading, with the places of their headings.
        preface: Lines above the head.
        rows: The rows below the head that have something in them.
        store: The cells of the hidden sheet; empty when it is not there.
        others: Names of other sheets that look like ledgers.
        odd_comments: Places of notes outside of the table.
        properties: Custom properties of the file, by name.
        modified: When a program says that it saved the file last; None when none says so.
    """

    file: str
    name: str
    columns: Mapping[str, Location]
    extra_columns: Mapping[str, Location]
    preface: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    store: tuple[str, ...]
    others: tuple[str, ...]
    odd_comments: tuple[Location, ...]
    properties: Mapping[str, str] = attrs.field(factory=dict)
    modified: datetime | None = None


def read_sheet(data: bytes, *, file: str) -> Sheet:
    """The table of a workbook.

    Args:
        data: The bytes of the file.
        file: Its name, for locations and messages.

    Raises:
        LedgerError: It is no workbook, a damaged or hostile one, or has no table with the headings of a ledger.
    """
    values = _load(data, file)
    heads = {sheet.title: _find_head(sheet) for sheet in values.worksheets if sheet.title != STORE}
    named = [title for title, head in heads.items() if head is not None]
    chosen = next((title for title in named if title in (SHEET.zh, SHEET.en)), named[0] if named else None)
    if chosen is None:
        raise LedgerError(
            NO_TABLE,
            where=file,
            found=", ".join(heads),
            expected="a row with 编号 or 具体要求 and further headings",
        )
    others = tuple(title for title in named if title != chosen)
    if others and chosen not in (SHEET.zh, SHEET.en):
        raise LedgerError(
            "several sheets look like ledgers", where=file, found=", ".join(named), expected=f"one named {SHEET.zh}"
        )
    store = tuple(_column(values[STORE])) if STORE in values.sheetnames else ()
    table = _Table(values[chosen], file, heads[chosen] or 1).sheet(store, others)
    properties = {each.name: str(each.value) for each in custom_properties(values).props if each.name}
    return attrs.evolve(table, properties=properties, modified=values.properties.modified)


def _load(data: bytes, file: str) -> Workbook:
    """The workbook, with the values of its formulas; a formula that no program has computed yet stands as its text."""
    try:
        check_workbook(data, file=file)
        with warnings.catch_warnings():
            # openpyxl warns of parts that it does not know; they are no concern of a reader.
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(data))
            formulas = [
                (sheet.title, row, column, cell.value)
                for sheet in book.worksheets
                for row, column, cell in existing_cells(sheet)
                if cell.data_type == "f"
            ]
            if not formulas:
                return book
            values = load_workbook(BytesIO(data), data_only=True)
            for title, row, column, formula in formulas:
                cell = cell_at(values[title], row, column)
                if cell.value is None:
                    set_text(cell, str(getattr(formula, "text", formula)))
            return values
    except SourceError as fault:
        raise LedgerError(fault.message, where=fault.where, found=fault.found, expected=fault.expected) from fault
    except Exception as fault:
        # openpyxl lets at least seven kinds of exception of its own workings through for damaged files.
        raise LedgerError(
            "the workbook cannot be read", where=file, found=f"{type(fault).__name__}: {fault}", expected="an xlsx file"
        ) from fault


def check_workbook(data: bytes, *, file: str) -> None:
    """Refuse what is no workbook, and what would cost too much, before openpyxl sees it.

    That is: sizes, tags, entities, far cells, huge merged cells.

    Raises:
        SourceError: It is one of these.
    """
    kind = detect(data, file=file)
    if kind != "xlsx":
        raise SourceError(NO_WORKBOOK, where=file, found=f"the format {kind}", expected="an xlsx file")
    archive = open_archive(data, file=file)
    for member in archive:
        if not member.lower().endswith((".xml", ".rels")):
            continue
        part = archive.xml(member)
        if _WORKSHEET.fullmatch(member):
            _check_references(part, f"{file}!{member}")


def _check_references(part: _Element, where: str) -> None:
    for cell in part.iter("{*}c"):
        _check_cell(cell.get("r", "A1"), where)
    area = 0
    for merged in part.iter("{*}mergeCell"):
        first, _, last = merged.get("ref", "A1").partition(":")
        left, top = _check_cell(first, where)
        right, bottom = _check_cell(last or first, where)
        area += max(0, bottom - top + 1) * max(0, right - left + 1)
        check_area(area, 1, where=where)


def _check_cell(reference: str, where: str) -> tuple[int, int]:
    """Column and row of a cell that a sheet can have."""
    match = _REFERENCE.fullmatch(reference)
    column, row = (column_index_from_string(match[1]), int(match[2])) if match is not None else (0, 0)
    if not 1 <= row <= _LAST_ROW or not 1 <= column <= LIMITS.columns:
        raise SourceError("a cell that no sheet has", where=where, found=reference, expected="A1 to XFD1048576")
    return column, row


def _column(sheet: Worksheet) -> Iterator[str]:
    """The texts of column A down to the first empty cell, as they stand in the file."""
    row = 1
    while (cell := existing_cell(sheet, row, 1)) is not None and cell.value is not None:
        yield str(cell.value)
        row += 1


def _find_head(sheet: Worksheet) -> int | None:
    """The row with the most headings that the column table knows, if it can be one of a ledger."""
    keys: dict[int, set[str]] = {}
    for row, _, cell in existing_cells(sheet):
        if row <= _HEAD_ROWS and isinstance(cell.value, str) and (column := column_of(cell.value)) is not None:
            keys.setdefault(row, set()).add(column.key)
    fitting = [row for row, found in keys.items() if len(found) >= 2 and found & {"id", "text"}]
    return min(fitting, key=lambda row: (-len(keys[row]), row), default=None)


class _Table:
    def __init__(self, sheet: Worksheet, file: str, head: int) -> None:
        self._sheet = sheet
        self._file = file
        self._head = head
        self._grid: dict[int, dict[int, CellValue]] = {}
        self._commented: set[tuple[int, int]] = set()
        for row, column, cell in existing_cells(sheet):
            if cell.comment is not None:
                self._commented.add((row, column))
            if (value := read_value(cell.value)) is not None:
                self._grid.setdefault(row, {})[column] = value
        self._anchors: dict[tuple[int, int], int] = {}
        self._wide: set[int] = set()
        rows = sorted(self._grid)
        for merged in sheet.merged_cells.ranges:
            if merged.max_col > merged.min_col:
                self._wide.add(merged.min_row)
                continue
            # Rows that have nothing of their own are no rows, so a column merged to the end of the sheet costs nothing.
            for row in rows[bisect_right(rows, merged.min_row) : bisect_right(rows, merged.max_row)]:
                self._anchors[row, merged.min_col] = merged.min_row
        self._columns: dict[int, Column] = {}
        self._extras: dict[int, str] = {}
        self._name_columns()

    def _name_columns(self) -> None:
        taken: set[str] = set()
        headings = self._grid.get(self._head, {})
        used = {
            column
            for row, cells in self._grid.items()
            if row > self._head and row not in self._wide
            for column in cells
        }
        for number in sorted(headings.keys() | used):
            heading = str(headings.get(number, "")) or _UNHEADED.format(letter=get_column_letter(number))
            column = column_of(heading)
            if column is not None and column.key not in taken:
                self._columns[number] = column
                taken.add(column.key)
                continue
            # A second column of the same heading is one of people's own.
            name, count = heading, 1
            while name in taken or column_of(name) is not None:
                count += 1
                name = f"{heading} ({count})"
            taken.add(name)
            self._extras[number] = name

    def sheet(self, store: tuple[str, ...], others: tuple[str, ...]) -> Sheet:
        return Sheet(
            file=self._file,
            name=self._sheet.title,
            columns={column.key: self._location(self._head, number) for number, column in self._columns.items()},
            extra_columns={name: self._location(self._head, number) for number, name in self._extras.items()},
            preface=tuple(
                "\u3000".join(str(value) for _, value in sorted(self._grid[row].items()))
                for row in sorted(self._grid)
                if row < self._head
            ),
            rows=tuple(self._rows()),
            store=store,
            others=others,
            odd_comments=tuple(
                self._location(row, column)
                for row, column in sorted(self._commented)
                if row <= self._head or row not in self._grid
            ),
        )

    def _rows(self) -> Iterator[SheetRow]:
        for row in sorted(self._grid):
            if row <= self._head or self._is_head(row):
                continue
            own = self._grid[row]
            first = min(own)
            yield SheetRow(
                cells={column.key: self._cell(row, number) for number, column in self._columns.items()},
                extras={heading: self._cell(row, number) for number, heading in self._extras.items()},
                location=self._location(row, first),
                line=as_text(own[first]) if len(own) == 1 else None,
                wide=row in self._wide,
            )

    def _is_head(self, row: int) -> bool:
        """A head that was repeated in the middle, as after pasting."""
        cells = self._grid.get(row, {})
        return len(cells) > 1 and cells == self._grid.get(self._head)

    def _cell(self, row: int, number: int) -> SheetCell:
        source = self._anchors.get((row, number), row)
        cell = existing_cell(self._sheet, source, number)
        own = existing_cell(self._sheet, row, number)
        return SheetCell(
            value=self._grid.get(source, {}).get(number),
            location=self._location(source, number),
            per_hundred=cell is None or _PERCENT_FORMAT.match(cell.number_format or "") is None,
            comment=own.comment.text if own is not None and own.comment is not None else "",
        )

    def _location(self, row: int, column: int) -> Location:
        return Location(file=self._file, sheet=self._sheet.title, cell=f"{get_column_letter(column)}{row}")
