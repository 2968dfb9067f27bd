"""Law: when blank rows go into a sheet, every formula of the workbook still gives what it gave, as LibreOffice computes it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import attrs
import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from zip_members import altered

from policytasks.workbook.patching.book_package import BookPackage
from policytasks.workbook.patching.row_shift import RowShift
from policytasks.workbook.patching.shift_parts import insert_rows

BATCH = 60
"""Files for one start; LibreOffice gives up after some 250."""

MEMBER = "xl/worksheets/sheet1.xml"


@attrs.frozen
class Sheet:
    """A workbook, and where rows go in.

    Args:
        data: The workbook: numbers in A1:C12, formulas in E and F of both its sheets.
        shift: The rows that go in.
    """

    data: bytes
    shift: RowShift


def corners() -> st.SearchStrategy[str]:
    """A cell among the numbers, its row or column fixed or not."""
    return st.builds(
        lambda c, column, r, row: f"{c}{column}{r}{row}", st.sampled_from(("", "$")), st.sampled_from("ABC"),
        st.sampled_from(("", "$")), st.integers(1, 12),
    )  # fmt: skip


def formulas() -> st.SearchStrategy[str]:
    """Sums, differences and counts over cells of either sheet, texts and functions that look like references between them."""
    sheets = st.sampled_from(("", "台账!", "'又 一张'!"))
    single = st.builds(lambda sheet, cell: sheet + cell, sheets, corners())
    several = st.builds(lambda sheet, one, other: f"{sheet}{one}:{other}", sheets, corners(), corners())
    return st.one_of(
        st.builds(lambda cells: f"SUM({cells})", several),
        st.builds(lambda cells: f"COUNT({cells},A:A)", several),
        st.builds(lambda one, other: f'{one}-{other}&"A7"', single, single),
        st.builds(lambda one, cells: f"IF({one}>5,LOG10({one}+1),MAX({cells}))", single, several),
    )


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A workbook with a shared formula in G."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "台账"
    second = book.create_sheet("又 一张")
    for sheet in (first, second):
        for row in range(1, 13):
            for column in "ABC":
                sheet[f"{column}{row}"] = draw(st.integers(0, 20))
            for column in "EF":
                if draw(st.booleans()):
                    sheet[f"{column}{row}"] = "=" + draw(formulas())
        for row in range(2, 12):
            sheet[f"G{row}"] = f"=A{row - 1}+B{row}+SUM(A$3:A{row + 1})"
    out = io.BytesIO()
    book.save(out)
    data = out.getvalue()
    for member in (MEMBER, "xl/worksheets/sheet2.xml"):
        data = altered(data, member, _shared)
    below, count = draw(st.integers(1, 12)), draw(st.integers(1, 4))
    return Sheet(
        data, RowShift(sheet="台账", below=below, count=count, first=1, ends=frozenset({below}), last=below + count)
    )


def _shared(text: str) -> str:
    """The formulas of G as one shared one, as Excel writes them."""
    for row in range(2, 12):
        own = f"<f>A{row - 1}+B{row}+SUM(A$3:A{row + 1})</f>"
        assert own in text
        shared = f'<f t="shared" ref="G2:G11" si="0">{own[3:-4]}</f>' if row == 2 else '<f t="shared" si="0"/>'
        text = text.replace(own, shared)
    return text


def values(path: Path, shift: RowShift | None) -> dict[tuple[str, int, str], object]:
    """What the formulas give, each under the place that its cell has had from the start."""
    book = openpyxl.load_workbook(path, data_only=True)
    found: dict[tuple[str, int, str], object] = {}
    for sheet in book.worksheets:
        for row in range(1, 13):
            now = shift.row(row) if shift is not None and sheet.title == shift.sheet else row
            for column in "EFG":
                value = sheet[f"{column}{now}"].value
                found[sheet.title, row, column] = round(value, 9) if isinstance(value, float) else value
    return found


@pytest.mark.filterwarnings("ignore:.*:UserWarning")
def test_formulas_give_what_they_gave(tmp_path: Path, resave: Callable[[Sequence[Path]], list[Path]]) -> None:
    """In the sheet itself and in another one, relative and fixed, shared or not."""
    written: list[tuple[RowShift, Path, Path]] = []

    @settings(
        max_examples=BATCH, phases=[Phase.generate], database=None, deadline=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(sheets())
    def generate(sheet: Sheet) -> None:
        before, after = tmp_path / f"{len(written)}-a.xlsx", tmp_path / f"{len(written)}-b.xlsx"
        before.write_bytes(sheet.data)
        book = BookPackage(sheet.data, file="a.xlsx")
        insert_rows(book, book.sheet("台账"), sheet.shift)
        after.write_bytes(book.data())
        written.append((sheet.shift, before, after))

    generate()
    saved = resave([path for _, before, after in written for path in (before, after)])
    for index, (shift, _, _) in enumerate(written):
        assert values(saved[2 * index + 1], shift) == values(saved[2 * index], None), index
