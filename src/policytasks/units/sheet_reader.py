"""Sheet reader 读名录工作簿: the registry back from a workbook, whatever a clerk did to its rows and columns."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import attrs
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from policytasks.errors import RegistryError, SourceError
from policytasks.folding import fold
from policytasks.location import Location
from policytasks.model.unit import UnitKind
from policytasks.passage import BLANKS
from policytasks.sources.guards import open_archive
from policytasks.units.columns import FLAGS, TABLES, UNITS, Form, Table
from policytasks.units.consistency import ALIAS_SEPARATORS, Problem
from policytasks.units.kinds import kind_of
from policytasks.units.reading import Fault, Reading
from policytasks.units.records import RegistryRows, SuccessionKind

__all__ = ["read_workbook"]

_HEAD_ROWS = 10
"""The heading stands in one of the first rows; a title may stand above it."""

_EMPTY_RUN = 2_000
"""After so many empty rows the list is over, even if a stray cell stands far below."""

_MOST_COLUMNS = 200

_DROP_BLANKS = str.maketrans(dict.fromkeys(BLANKS))
_SEPARATOR = re.compile(f"[{ALIAS_SEPARATORS}]")


@attrs.frozen(kw_only=True)
class _Sheet:
    """One table as it stands in the workbook: where its columns and its rows are."""

    name: str
    columns: Mapping[str, int]
    rows: tuple[int, ...]

    def address(self, position: int, field: str) -> str:
        """Address of a cell; of the row's first known cell when the sheet has no such column."""
        column = self.columns.get(field, min(self.columns.values(), default=1))
        return f"{self.name}!{get_column_letter(column)}{self.rows[position]}"


def read_workbook(data: bytes, file: str) -> Reading:
    """The rows of a registry's workbook.

    Columns are found by their headings, in any order; further columns, further sheets and empty rows are passed over. The
    sheets 统称成员 and 沿革 may be missing; a renamed sheet is found by its headings.

    Raises:
        RegistryError: No workbook, or one without a list of units.
    """
    try:
        archive = open_archive(data, file=file)
        for member in archive:
            archive.read(member)  # bounded: refuses what would unpack to gigabytes
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not know is passed over anyway
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            try:
                return _read_book(book, file)
            finally:
                book.close()
    except SourceError as fault:
        raise RegistryError(fault.message, where=fault.where, found=fault.found, expected=fault.expected) from fault
    except RegistryError:
        raise
    except Exception as fault:  # openpyxl leaks KeyError, IndexError, NameError … on damaged workbooks
        raise RegistryError(
            "the workbook cannot be read", where=file, found=f"{type(fault).__name__}: {fault}", expected="an xlsx file"
        ) from fault


def _read_book(book: Any, file: str) -> Reading:
    faults: list[Fault] = []
    tables: dict[str, tuple[Any, ...]] = {}
    sheets: dict[str, _Sheet] = {}
    for table in TABLES:
        worksheet = _find_sheet(book, table)
        if worksheet is not None:
            sheets[table.key], tables[table.key] = _read_table(worksheet, table, file, faults)
        elif table is UNITS:
            raise RegistryError(
                "no list of units",
                where=file,
                found="sheets " + ", ".join(book.sheetnames),
                expected=f"a sheet {table.sheet} with a heading {table.columns[0].heading}",
            )

    def place(problem: Problem) -> str:
        return f"{file}!{sheets[problem.table].address(problem.row, problem.field)}"

    return Reading(file=file, rows=RegistryRows(**tables), faults=tuple(faults), place=place)


def _find_sheet(book: Any, table: Table) -> Any:
    """The sheet of a table's name; failing that the first one that has its headings, for a clerk may rename sheets."""
    for name in book.sheetnames:
        if _plain(name) == table.sheet:
            return book[name]
    taken = {other.sheet for other in TABLES}
    for worksheet in book.worksheets:
        if _plain(worksheet.title) not in taken and _heading(worksheet, table) is not None:
            return worksheet
    return None


def _rows(worksheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    worksheet.reset_dimensions()  # they may lie, and openpyxl then loses rows
    empty = 0
    for number, cells in enumerate(worksheet.iter_rows(), 1):
        if any(cell.value is not None for cell in cells[:_MOST_COLUMNS]):
            empty = 0
            yield number, cells[:_MOST_COLUMNS]
        elif (empty := empty + 1) > _EMPTY_RUN:
            return


def _heading(worksheet: Any, table: Table) -> tuple[int, dict[str, int]] | None:
    """Number of the heading's row and the 1-based column of every field that has one."""
    fields = {_plain(word): column for column in table.columns for word in (column.heading, *column.also)}
    for number, cells in _rows(worksheet):
        if number > _HEAD_ROWS:
            return None
        found: dict[str, int] = {}
        for position, cell in enumerate(cells, 1):
            column = fields.get(_plain(cell.value)) if isinstance(cell.value, str) else None
            if column is not None:
                found.setdefault(column.field, position)
        # A list of units may have one column; in the others one word alone (统称 as a kind) is no heading yet.
        enough = len(found) > 1 or table is UNITS
        if enough and all(column.field in found for column in table.columns if column.required):
            return number, found
    return None


def _read_table(worksheet: Any, table: Table, file: str, faults: list[Fault]) -> tuple[_Sheet, tuple[Any, ...]]:
    heading = _heading(worksheet, table)
    if heading is None:
        wanted = "、".join(column.heading for column in table.columns if column.required)
        raise RegistryError(
            "no row of headings",
            where=f"{file}!{worksheet.title}",
            expected=f"{wanted} in one of the first {_HEAD_ROWS} rows",
        )
    head_row, columns = heading
    rows: list[object] = []
    numbers: list[int] = []
    for number, cells in _rows(worksheet):
        if number <= head_row:
            continue
        values: dict[str, Any] = {}
        broken: list[Fault] = []
        filled = False
        for column in table.columns:
            position = columns.get(column.field)
            cell = cells[position - 1] if position is not None and position <= len(cells) else None
            raw = None if cell is None else cell.value
            if isinstance(raw, str) and column.form is not Form.TEXT and not raw.strip(BLANKS):
                raw = None
            if raw is None and not column.required:
                continue
            filled = filled or raw is not None
            address = f"{file}!{worksheet.title}!{get_column_letter(position or 1)}{number}"
            try:
                if raw is None or (cell is not None and cell.data_type == "e"):
                    raise ValueError
                values[column.field] = _READ[column.form](raw)
            except ValueError:
                broken.append(
                    Fault(
                        place=address,
                        message=f"{column.heading} cannot be read"
                        if raw is not None
                        else f"{column.heading} is missing",
                        found="" if raw is None else repr(raw),
                        expected=_EXPECTED[column.form],
                        table=table.key,
                        row=len(rows),
                    )
                )
        if not filled:
            continue
        faults.extend(broken)
        if table is UNITS and "name" in values:
            # A clerk who adds a row need not know our kinds; 未知 is written out where it is meant.
            values.setdefault("kind", kind_of(values["name"]))
        location = Location(
            file=file, sheet=worksheet.title, cell=f"{get_column_letter(min(columns.values()))}{number}"
        )
        rows.append(table.make(values, location))
        numbers.append(number)
    return _Sheet(name=worksheet.title, columns=columns, rows=tuple(numbers)), tuple(rows)


def _plain(text: str) -> str:
    return fold(text).translate(_DROP_BLANKS)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _name(value: object) -> str:
    return _text(value).strip(BLANKS)


def _names(value: object) -> tuple[str, ...]:
    return tuple(name for part in _SEPARATOR.split(_text(value)) if (name := part.strip(BLANKS)))


_DAY = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?(?:[ T]00:00:00)?|(\d{4})(\d{2})(\d{2})")


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    match = _DAY.fullmatch(fold(_text(value)).strip())
    if match is None:
        raise ValueError
    year, month, day = (int(part) for part in match.groups() if part is not None)
    return date(year, month, day)


def _word(words: Mapping[str, Any]) -> Callable[[object], Any]:
    def read(value: object) -> Any:
        found = words.get(_plain(_text(value)))
        if found is None:
            raise ValueError
        return found

    return read


_KINDS = {str(kind): kind for kind in UnitKind}
_EVENTS = {str(kind): kind for kind in SuccessionKind}

_READ: Mapping[Form, Callable[[object], object]] = {
    Form.TEXT: _text,
    Form.NAME: _name,
    Form.NAMES: _names,
    Form.DAY: _day,
    Form.KIND: _word(_KINDS),
    Form.EVENT: _word(_EVENTS),
    Form.FLAG: _word(FLAGS),
}
_EXPECTED: Mapping[Form, str] = {
    Form.TEXT: "a text",
    Form.NAME: "a unit's name",
    Form.NAMES: f"names parted by {ALIAS_SEPARATORS[0]}",
    Form.DAY: "a day such as 2019-03-01",
    Form.KIND: "one of " + "、".join(_KINDS),
    Form.EVENT: "one of " + "、".join(_EVENTS),
    Form.FLAG: "是 or 否",
}
