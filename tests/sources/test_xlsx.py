"""Workbooks: each visible sheet is a table of what its cells show, with title rows as paragraphs in front."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from xml.sax.saxutils import escape

import openpyxl
import pytest
from blocks import assert_every_place_quotes_its_text
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.errors import SourceError
from policytasks.location import Location
from policytasks.sources.document import Document, Paragraph
from policytasks.sources.xlsx import read


def workbook(fill: Callable[[Worksheet], None], *, title: str = "分工") -> bytes:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    fill(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def document(fill: Callable[[Worksheet], None]) -> Document:
    """The document of a workbook of one sheet."""
    read_back = read(workbook(fill), file="台账.xlsx")
    assert_every_place_quotes_its_text(read_back)
    return read_back


def rows(source: Document) -> list[list[str | None]]:
    """The one table of a document as rows of texts."""
    (table,) = source.tables
    return [[cell.text if cell else None for cell in row] for row in table.grid()]


def paragraphs(source: Document) -> list[str]:
    """The paragraphs that stand outside tables."""
    return [block.text for block in source.blocks if isinstance(block, Paragraph)]


def test_titles_headings_and_merged_cells() -> None:
    """Rows above the headings are paragraphs, merged cells keep their span, cells their address and lines."""

    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "2021年任务分工"
        sheet.merge_cells("A1:C1")
        sheet["A2"] = "（2021年7月）"
        for row in (
            ["任务", "要求", "单位"],
            ["一、部分"],
            ["甲", "公开", "财政局\n\n民政局"],
            [None, "公布", "司法局"],
        ):
            sheet.append(row)
        sheet.merge_cells("A4:C4")
        sheet.merge_cells("A5:A6")

    read_back = document(fill)
    assert paragraphs(read_back) == ["2021年任务分工", "（2021年7月）"]
    (table,) = read_back.tables
    assert [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in table.cells] == [
        (0, 0, 1, 1, "任务"), (0, 1, 1, 1, "要求"), (0, 2, 1, 1, "单位"),
        (1, 0, 1, 3, "一、部分"),
        (2, 0, 2, 1, "甲"), (2, 1, 1, 1, "公开"), (2, 2, 1, 1, "财政局\n民政局"),
        (3, 1, 1, 1, "公布"), (3, 2, 1, 1, "司法局"),
    ]  # fmt: skip
    assert table.cells[6].paragraphs[1].location == Location(file="台账.xlsx", sheet="分工", cell="C5", paragraph=2)
    assert str(table.location) == "台账.xlsx!分工"


def test_a_section_row_above_the_first_task_stays_in_the_table() -> None:
    """A numbered first row is no title."""

    def fill(sheet: Worksheet) -> None:
        for row in (["一、部分"], ["甲", "财政局"]):
            sheet.append(row)

    assert rows(document(fill)) == [["一、部分", ""], ["甲", "财政局"]]


def test_a_sheet_of_one_column_is_text() -> None:
    """A letter pasted into a sheet has no table."""

    def fill(sheet: Worksheet) -> None:
        for text in ("关于印发分工的通知", "各镇：", "一、提高认识。"):
            sheet.append([text])

    read_back = document(fill)
    assert (paragraphs(read_back), read_back.tables) == (["关于印发分工的通知", "各镇：", "一、提高认识。"], ())


def test_cells_say_what_they_show() -> None:
    """Days, percentages, whole numbers, truth values and errors are read as on the screen."""

    def fill(sheet: Worksheet) -> None:
        sheet.append(["序号", "时限", "比例", "完成", "引用", "数量"])
        sheet.append([1.0, date(2021, 6, 30), 0.8, True, "#N/A", 1234.5])
        sheet["B2"].number_format = 'yyyy"年"m"月"d"日"'
        sheet["C2"].number_format = "0%"
        sheet["F2"].number_format = "#,##0.0"

    assert rows(document(fill))[1] == ["1", "2021年6月30日", "80%", "TRUE", "#N/A", "1,234.5"]


def test_blank_rows_and_columns_are_left_out_and_addresses_kept() -> None:
    """A far cell costs nothing; a blank cell inside the table has an address too."""

    def fill(sheet: Worksheet) -> None:
        sheet["B2"], sheet["D2"], sheet["B9"], sheet["XFD1048576"] = "任务", "单位", "甲", "远"

    read_back = document(fill)
    assert rows(read_back) == [["任务", "单位", ""], ["甲", "", ""], ["", "", "远"]]
    assert [cell.location.cell for cell in read_back.tables[0].cells] == [
        "B2", "D2", "XFD2", "B9", "D9", "XFD9", "B1048576", "D1048576", "XFD1048576",
    ]  # fmt: skip


def test_bold_runs_and_centred_cells_are_kept() -> None:
    """The lead marked by bold type can be told from the others."""

    def fill(sheet: Worksheet) -> None:
        sheet.append(["单位", "备注"])
        sheet["A1"].font, sheet["A1"].alignment = Font(bold=True), Alignment(horizontal="center")
        sheet.append([CellRichText(TextBlock(InlineFont(b=True), "财政局"), "、民政局\n", "司法局"), "x"])

    cells = document(fill).tables[0].cells
    assert [(one.text, one.bold, one.centred) for cell in cells[::2] for one in cell.paragraphs] == [
        ("单位", ((0, 2),), True),
        ("财政局、民政局", ((0, 3),), False),
        ("司法局", (), False),
    ]


def test_every_visible_sheet_is_read_and_hidden_ones_are_named() -> None:
    """Two sheets are two tables; a hidden list is a doubt."""
    book = openpyxl.Workbook()
    for name in ("附件1", "附件2", "选项"):
        sheet = book.create_sheet(name)
        sheet.append(["任务", "单位"])
        sheet.append([name, "财政局"])
    book["选项"].sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    read_back = read(buffer.getvalue(), file="x.xlsx")
    assert [table.cells[2].text for table in read_back.tables] == ["附件1", "附件2"]
    assert [(doubt.code, str(doubt.location)) for doubt in read_back.doubts] == [("hidden-sheet", "x.xlsx!选项")]


def test_hidden_rows_are_read() -> None:
    """A filter that was left on hides no task from the reader."""

    def fill(sheet: Worksheet) -> None:
        for row in (["任务", "单位"], ["甲", "财政局"]):
            sheet.append(row)
        sheet.row_dimensions[2].hidden = True

    assert rows(document(fill))[1] == ["甲", "财政局"]


def test_a_formula_that_was_never_calculated_is_a_doubt() -> None:
    """Its cell is blank, and the doubt says where."""

    def fill(sheet: Worksheet) -> None:
        sheet.append(["任务", "数量"])
        sheet.append(["甲", "=1+1"])

    read_back = document(fill)
    assert rows(read_back)[1] == ["甲", ""]
    assert [(doubt.code, doubt.location.cell) for doubt in read_back.doubts] == [("formula-without-value", "B2")]


SHARED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"


def patched(sheet: str, *, strings: str = "") -> bytes:
    """A workbook whose one sheet has the given XML between its ``sheetData`` tags."""
    source = zipfile.ZipFile(io.BytesIO(workbook(lambda one: one.append(["x"]))))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name).decode()
            if name.endswith("sheet1.xml"):
                part = re.sub(r"<sheetData>.*</sheetData>", lambda _: sheet, part, flags=re.DOTALL)
            if name.endswith("workbook.xml.rels") and strings:
                part = part.replace(
                    "</Relationships>", f'<Relationship Id="s" Type="{SHARED}" Target="shared.xml"/></Relationships>'
                )
            target.writestr(name, part)
        if strings:
            target.writestr("xl/shared.xml", f"<sst>{strings}</sst>")
    return buffer.getvalue()


def inline(reference: str, text: str) -> str:
    """A cell that holds its text itself."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def test_cached_values_inline_texts_and_escapes_are_read() -> None:
    """What calculating programs and other makers write is read as what it shows."""
    cells = inline("A1", "甲_x000D_\n乙") + '<c r="B1" t="str"><f>"x"</f><v>丙</v></c><c><f>1</f><v>2</v></c>'
    assert rows(read(patched(f"<sheetData><row>{cells}</row></sheetData>"), file="")) == [["甲\n乙", "丙", "2"]]


def test_phonetic_guides_are_no_text() -> None:
    """Only what stands in the cell counts."""
    strings = "<si><r><t>财政</t></r><r><t>局</t></r><rPh sb='0' eb='1'><t>cai</t></rPh></si>"
    cells = '<c r="A1" t="s"><v>0</v></c>' + inline("B1", "x")
    assert rows(read(patched(f"<sheetData><row>{cells}</row></sheetData>", strings=strings), file="")) == [
        ["财政局", "x"]
    ]


@pytest.mark.parametrize("merged", ["A1:XFD1048576", "B2:A1", "A1", "A1:", "XXXX1:B2", "C3:D4"])
def test_merged_ranges_cover_only_what_is_printed(merged: str) -> None:
    """A range over the whole sheet costs nothing, a damaged one says nothing."""
    data = f"<row>{inline('A1', '甲')}{inline('B1', '乙')}</row><row>{inline('A2', '丙')}{inline('B2', '丁')}</row>"
    sheet = f'<sheetData>{data}</sheetData><mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>'
    texts = read(patched(sheet), file="").text.split("\n")
    assert texts[0] == "甲"
    assert set(texts) <= {"甲", "乙", "丙", "丁"}


@pytest.mark.parametrize(
    "cell",
    ['<c r="A1" t="s"><v>99</v></c>', '<c r="A1" s="99"><v>7</v></c>', '<c r="ZZZZZ1"><v>7</v></c>', '<c r="A0"><v>7</v></c>',
     '<c r="A1" t="x"><v>7</v></c>', '<c r="A1"><v>1e999</v></c>', '<c r="A1"><v>x</v></c>', '<c r="A1" t="s"><v>-1</v></c>'],
)  # fmt: skip
def test_damaged_cells_are_no_reason_to_fail(cell: str) -> None:
    """A bad index, reference or number leaves the other cells as they are."""
    sheet = f"<sheetData><row>{cell}</row><row r='2'>{inline('A2', '甲')}{inline('B2', '乙')}</row></sheetData>"
    assert read(patched(sheet), file="").text.endswith("甲\n乙")


def test_a_sheet_too_large_to_lay_out_is_refused() -> None:
    """Thousands of cells on a diagonal would make a grid of millions."""
    cells = "".join(
        f'<row r="{at}"><c r="A{at}"><v>1</v></c><c r="{column(at)}{at}"><v>1</v></c></row>' for at in range(2, 3_000)
    )
    with pytest.raises(SourceError, match="too large"):
        read(patched(f"<sheetData>{cells}</sheetData>"), file="x.xlsx")


def column(number: int) -> str:
    """The letters of a column."""
    return openpyxl.utils.get_column_letter(number)


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", workbook(lambda sheet: None)[:900]], ids=["empty", "head", "cut off"]
)
def test_damaged_files_raise_source_errors(data: bytes) -> None:
    """No other error leaves the reader."""
    with pytest.raises(SourceError):
        read(data, file="x.xlsx")


def test_an_empty_workbook_has_no_blocks() -> None:
    """Nothing shown is nothing read."""
    assert read(workbook(lambda sheet: None), file="").blocks == ()
