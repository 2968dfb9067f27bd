"""Generated workbooks and changes of their cells, and what programs are to read afterwards."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import openpyxl
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from openpyxl.utils import get_column_letter

from policytasks.testing.ledgers import cell_texts
from policytasks.workbook.cells import CellValue, escaped, plain, settled

Place = tuple[int, int]
Values = Mapping[Place, CellValue | bool]


def values() -> SearchStrategy[CellValue | bool]:
    """What a cell can hold."""
    return st.one_of(
        cell_texts().filter(bool),
        st.integers(-(10**14), 10**14),
        st.floats(allow_nan=False, allow_infinity=False, width=32),
        st.booleans(),
        st.dates(date(1904, 1, 2), date(2200, 1, 1)),
        st.none(),
    )


def sheets(most: int = 12) -> SearchStrategy[Values]:
    """Cells of a sheet, with gaps."""
    return st.dictionaries(st.tuples(st.integers(1, 12), st.integers(1, 6)), values(), max_size=most)


@st.composite
def workbooks(draw: st.DrawFn) -> tuple[bytes, Values]:
    """A workbook of two sheets with merged cells and formulas, and what its first sheet says."""
    cells = {place: value for place, value in draw(sheets(20)).items() if value is not None}
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = draw(st.sampled_from(("台账", "It's", "A1", "a b")))
    for (row, column), value in cells.items():
        cell = sheet.cell(row, column)
        if isinstance(value, str):
            cell.value, cell.data_type = escaped(plain(value, where="")), "s"
        else:
            cell.value = value
    for row in draw(st.sets(st.integers(14, 18), max_size=3)):
        sheet.cell(row, 1, f"=SUM(A1:A{row - 1})")
    sheet.merge_cells("H1:I3")
    book.create_sheet("又一张")["A1"] = "旧"
    if draw(st.booleans()):
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), cells


def _shown(value: CellValue | bool, *, loosely: bool = False) -> object:
    """A value as a program gives it back; LibreOffice forgets to escape what looks like an escape."""
    if isinstance(value, str):
        text = plain(value, where="")
        return settled(text) if loosely else text or None
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 10**15 and value == int(value):
        return int(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(f"{value:.10g}")
    return value


_TRUTHS = {"=TRUE()": True, "=FALSE()": False}
"""LibreOffice keeps truth values as formulas."""


def read(data: Path | io.BytesIO, *, loosely: bool = False) -> dict[Place, object]:
    """The cells of the first sheet that say something, formulas left out."""
    sheet = openpyxl.load_workbook(data).worksheets[0]
    found: dict[Place, object] = {}
    for row in sheet.iter_rows():
        for cell in row:
            value = cell.value
            if value in _TRUTHS:
                value = _TRUTHS[value]
            elif value is None or cell.data_type == "f":
                continue
            if isinstance(value, datetime):
                value = value.date()
            if isinstance(value, str):
                value = settled(value) if loosely else _openpyxl_text(value)
            found[cell.row, cell.column] = _shown(value, loosely=loosely)
    return {place: value for place, value in found.items() if value is not None and value != ""}


def _openpyxl_text(text: str) -> str:
    """What a text says that openpyxl gives with its escapes."""
    return text.replace("_x005F_", "_")


def expected(cells: Values, changes: Values, *, loosely: bool = False) -> dict[Place, object]:
    """What a program is to read: the new values, and the old ones of all other cells."""
    said = {place: _shown(value, loosely=loosely) for place, value in {**cells, **changes}.items()}
    return {place: value for place, value in said.items() if value is not None and value != ""}


def addresses(title: str, changes: Values) -> dict[str, CellValue | bool]:
    """The changes by address."""
    quoted = title.replace("'", "''")
    return {f"'{quoted}'!{get_column_letter(column)}{row}": value for (row, column), value in changes.items()}


def fitting(cells: Values, changes: Values) -> Values:
    """The changes without numbers for cells that show days: every program would read a day there."""
    return {
        place: value
        for place, value in changes.items()
        if not (isinstance(cells.get(place), date) and isinstance(value, int | float) and not isinstance(value, bool))
    }
