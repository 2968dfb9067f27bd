"""``fill_template``: a workbook of an office's own is filled, and everything in it that is no cell of the table lives on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from office_templates import SHEET, TABLE_PART, office_workbook
from openpyxl.styles import Alignment, Border, Side
from zip_members import altered, changed_members, member, raw_members

from policytasks.errors import LedgerError
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import Status
from policytasks.model.notice import Notice
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.template import fill_template

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A workbook of an office with everything that offices put into one, and two rows kept for the table."""
    path = tmp_path / "督查.xlsx"
    path.write_bytes(office_workbook())
    return path


@pytest.fixture
def ledger(seed: Notice) -> Ledger:
    """Four rows of the real notice, with reports."""
    whole = Ledger.from_notice(seed)
    few = attrs.evolve(whole, entries=whole.entries[:4])
    few = few.updated("1.1.1", status=Status.DONE, progress=100, note="已公开规划12项。", updated_on=date(2021, 9, 30))
    return few.updated("1.2.1", status=Status.IN_PROGRESS, progress=40)


@pytest.fixture
def filled(template: Path, ledger: Ledger, tmp_path: Path) -> Path:
    """The template, filled."""
    return fill_template(template, ledger, out=tmp_path / "out.xlsx")


def rows(path: Path, first: int, last: int, columns: str, sheet: str = SHEET) -> list[list[Any]]:
    """Cells of a sheet as openpyxl reads them."""
    found = openpyxl.load_workbook(path)[sheet]
    return [[found[f"{column}{row}"].value for column in columns] for row in range(first, last + 1)]


class TestTheTable:
    """One row an entry, in the look of the template's first row."""

    def test_the_columns_that_the_template_has(self, filled: Path, ledger: Ledger) -> None:
        assert rows(filled, 5, 8, "ABCEFGHIJ") == [
            [1, "1.1.1", ledger.notice.requirements[0].text, "区发展和改革局", datetime(2021, 11, 30), "已完成", 1, "已公开规划12项。", None],
            [2, "1.1.2", ledger.notice.requirements[1].text, "区发展和改革局\n区生态环境分局", datetime(2021, 11, 30), "未启动", None, None, None],
            [3, "1.1.3", ledger.notice.requirements[2].text, "区发展和改革局", datetime(2021, 11, 30), "未启动", None, None, None],
            [4, "1.2.1", ledger.notice.requirements[3].text, "区发展和改革局\n区工业和信息化局\n区商务局", datetime(2021, 11, 30), "推进中", 0.4, None, None],
        ]  # fmt: skip

    def test_new_rows_look_like_the_first_one(self, filled: Path) -> None:
        sheet = openpyxl.load_workbook(filled)[SHEET]
        for row in (5, 6, 7, 8):
            assert sheet[f"F{row}"].number_format == 'yyyy"."m"."d'
            assert sheet[f"H{row}"].number_format == "0%"
            assert sheet[f"J{row}"].border.bottom.style == "thin"
            assert sheet.row_dimensions[row].height >= 32.25
        assert {str(area) for area in sheet.merged_cells.ranges} == {
            "A1:K1", "C4:D4", "C5:D5", "C6:D6", "C7:D7", "C8:D8", "A11:K11",
        }  # fmt: skip

    def test_formulas_of_the_row_are_filled_down(self, filled: Path) -> None:
        assert [row[0] for row in rows(filled, 5, 8, "K")] == [
            f'=IF(F{row}="","",F{row}-DATE(2021,8,1))' for row in (5, 6, 7, 8)
        ]

    def test_what_stands_below_moves_down(self, filled: Path) -> None:
        assert rows(filled, 9, 12, "AGH") == [
            ["合计", '=COUNTIF(G5:G8,"已完成")', "=SUM(H5:H8)/COUNTA($G$5:$G$8)"],
            [None, None, None],
            ["填表说明：每月5日前报送督查室。", None, None],
            ["未定义：{{落款}}", None, None],
        ]
        assert rows(filled, 2, 3, "ABC", "统计")[0] == ['=COUNTIF(督查台账!$G$5:$G$8,"已完成")', "=督查台账!A11", None]

    def test_fewer_rows_than_the_template_keeps_leave_blanks(
        self, template: Path, ledger: Ledger, tmp_path: Path
    ) -> None:
        before = template.read_bytes()
        out = fill_template(template, attrs.evolve(ledger, entries=ledger.entries[:1]), out=tmp_path / "out.xlsx")
        assert rows(out, 5, 7, "AB") == [[1, "1.1.1"], [None, None], ["合计", None]]
        assert changed_members(before, out.read_bytes()) == [
            "xl/workbook.xml", "xl/worksheets/sheet2.xml", TABLE_PART,
        ]  # fmt: skip

    def test_an_example_is_replaced(self, template: Path, ledger: Ledger, tmp_path: Path) -> None:
        update = {"B5": "示例", "C5": "示例：公开规划", "I5": "示例", "B6": "示例", "C6": "又一例", "J5": "自留"}
        book = openpyxl.load_workbook(template)
        for address, value in update.items():
            book[SHEET][address] = value
        book.save(tmp_path / "e.xlsx")
        out = fill_template(
            tmp_path / "e.xlsx", attrs.evolve(ledger, entries=ledger.entries[3:]), out=tmp_path / "out.xlsx"
        )
        assert rows(out, 5, 6, "BIJ") == [["1.2.1", None, "自留"], [None, None, None]]

    def test_columns_of_peoples_own_are_filled_where_the_ledger_has_them(
        self, template: Path, ledger: Ledger, tmp_path: Path
    ) -> None:
        own = ledger.updated("1.1.2", extras=(("备注", date(2021, 9, 1)), ("别的", 1)))
        out = fill_template(template, own, out=tmp_path / "out.xlsx")
        assert [row[0] for row in rows(out, 5, 8, "J")] == [None, datetime(2021, 9, 1), None, None]

    def test_a_notice_begins_a_ledger(self, template: Path, seed: Notice, tmp_path: Path) -> None:
        out = fill_template(template, seed, out=tmp_path / "out.xlsx")
        assert rows(out, 51, 52, "AB") == [[47, "5.20.1"], ["合计", None]]

    def test_a_column_of_units_gives_a_row_for_each(self, seed: Notice, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        book.active.append(["编号", "单位", "分工"])
        book.save(tmp_path / "t.xlsx")
        out = fill_template(tmp_path / "t.xlsx", seed, out=tmp_path / "out.xlsx")
        assert rows(out, 3, 4, "ABC", "Sheet") == [
            ["1.1.2", "区发展和改革局", "责任"],
            ["1.1.2", "区生态环境分局", "责任"],
        ]


class TestWhatLivesOn:
    """Every part but the touched ones stays byte for byte; those that name rows follow."""

    KEPT = (
        "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/media/image1.png",
        "xl/externalLinks/externalLink1.xml", "xl/pivotTables/pivotTable1.xml", "xl/drawings/_rels/drawing1.xml.rels",
        "xl/worksheets/_rels/sheet7.xml.rels", "_rels/.rels",
    )  # fmt: skip

    def test_parts_without_rows_are_the_same_bytes(self, template: Path, filled: Path) -> None:
        old, new = raw_members(template.read_bytes()), raw_members(filled.read_bytes())
        assert [name for name in self.KEPT if old[name] != new[name]] == []

    def test_a_full_template_changes_its_sheet_only(self, template: Path, ledger: Ledger, tmp_path: Path) -> None:
        """The rows fit, and nothing computes with them: text box, chart, notes and all the rest are the same bytes."""

        def without_formulas(text: str) -> str:
            return re.sub(r"<f [^>]*/>|<f[ >].*?</f>", "", text)

        data = office_workbook()
        for part in (TABLE_PART, "xl/worksheets/sheet2.xml"):
            data = altered(data, part, without_formulas)
        template.write_bytes(altered(data, "xl/sharedStrings.xml", lambda text: text.replace("合计", "　")))
        two = attrs.evolve(ledger, entries=ledger.entries[:2])
        out = fill_template(template, two, out=tmp_path / "out.xlsx")
        assert changed_members(template.read_bytes(), out.read_bytes()) == [TABLE_PART]

    def test_macros_are_the_same_bytes(self, tmp_path: Path, ledger: Ledger) -> None:
        path = tmp_path / "督查.xlsm"
        path.write_bytes(office_workbook(macros=True))
        out = fill_template(path, ledger, out=tmp_path / "out.xlsm")
        before, after = raw_members(path.read_bytes()), raw_members(out.read_bytes())
        assert before["xl/vbaProject.bin"] == after["xl/vbaProject.bin"]

    def test_rules_drop_downs_and_bars_cover_the_new_rows(self, filled: Path) -> None:
        text = member(filled.read_bytes(), TABLE_PART)
        assert (
            '<conditionalFormatting sqref="G5:G8"><cfRule type="expression" dxfId="0" priority="1"><formula>$G5="已完成"</formula>'
            in text
        )
        assert '<conditionalFormatting sqref="H5:H8">' in text
        assert "<xm:sqref>H5:H8</xm:sqref>" in text
        assert 'sqref="G5:G8"><formula1>选项!$A$1:$A$4</formula1>' in text

    def test_sparklines_stay_in_their_cells(self, filled: Path) -> None:
        text = member(filled.read_bytes(), TABLE_PART)
        assert "<xm:f>统计!A1:C1</xm:f><xm:sqref>J2</xm:sqref>" in text
        assert f"<xm:f>{SHEET}!H5:H8</xm:f><xm:sqref>K11</xm:sqref>" in text

    def test_names_and_the_printed_area_follow(self, filled: Path) -> None:
        text = member(filled.read_bytes(), "xl/workbook.xml")
        assert f"{SHEET}!$A$1:$K$11</definedName>" in text
        assert f"{SHEET}!$4:$4</definedName>" in text
        assert f'<definedName name="完成比例列">{SHEET}!$H$5:$H$8</definedName>' in text

    def test_the_chart_shows_the_new_rows_and_moves_down(self, filled: Path) -> None:
        chart = member(filled.read_bytes(), "xl/charts/chart1.xml")
        assert re.findall("<c:f>(.*?)</c:f>", chart) == [f"{SHEET}!$H$4", f"{SHEET}!$B$5:$B$8", f"{SHEET}!$H$5:$H$8"]
        drawing = member(filled.read_bytes(), "xl/drawings/drawing1.xml")
        assert re.findall("<xdr:row>(.*?)</xdr:row>", drawing) == ["0", "2", "0", "1", "13", "26"]

    def test_notes_and_controls_follow(self, filled: Path) -> None:
        data = filled.read_bytes()
        assert re.findall('comment ref="(.*?)"', member(data, "xl/comments1.xml")) == ["F4", "A11"]
        vml = member(data, "xl/drawings/vmlDrawing1.vml")
        assert re.findall("<x:Row>(.*?)<", vml) == ["3", "10"]
        assert re.findall("<x:Anchor>(.*?)<", vml) == [
            "6, 15, 2, 10, 8, 31, 6, 9", "1, 15, 9, 10, 3, 31, 13, 9", "1, 0, 12, 0, 3, 0, 13, 0",
        ]  # fmt: skip
        assert f'fmlaLink="{SHEET}!$J$9"' in member(data, "xl/ctrlProps/ctrlProp1.xml")
        assert re.findall("<xdr:row>(.*?)<", member(data, TABLE_PART)) == ["12", "13"]

    def test_the_pivot_table_reads_the_new_rows(self, filled: Path) -> None:
        assert 'ref="A4:B8"' in member(filled.read_bytes(), "xl/pivotCache/pivotCacheDefinition1.xml")

    def test_page_breaks_and_the_cursor_follow(self, filled: Path) -> None:
        text = member(filled.read_bytes(), TABLE_PART)
        assert '<brk id="10" max="16383" man="1"/>' in text
        assert 'activeCell="A11" sqref="A11"' in text

    def test_the_template_stays_as_it_is(self, template: Path, filled: Path) -> None:
        assert template.read_bytes() == office_workbook()
        assert filled.exists()

    def test_the_same_ledger_gives_the_same_bytes(
        self, template: Path, ledger: Ledger, tmp_path: Path, filled: Path
    ) -> None:
        again = fill_template(template, ledger, out=tmp_path / "again.xlsx")
        assert again.read_bytes() == filled.read_bytes()


class TestPlaceholders:
    """{{标题}} and its like, above and below the table."""

    def test_what_the_notice_says(self, filled: Path, ledger: Ledger) -> None:
        sheet = openpyxl.load_workbook(filled)[SHEET]
        assert sheet["A1"].value == f"{ledger.notice.title} 推进台账"
        assert sheet["A2"].value == "发文字号：济兖政办字〔2021〕20号"
        assert sheet["F2"].value == "填报单位：济宁市兖州区人民政府办公室"
        assert (sheet["I2"].value, sheet["I2"].number_format) == (datetime(2021, 9, 30), 'yyyy"年"m"月"d"日"')

    def test_a_word_keeps_the_format_of_its_first_piece(self, filled: Path, ledger: Ledger) -> None:
        text = member(filled.read_bytes(), TABLE_PART)
        runs = re.search(r'<c r="A1".*?</c>', text)
        assert runs is not None
        assert f'<rFont val="黑体"/></rPr><t>{ledger.notice.title}</t></r>' in runs[0]
        assert '<rPr><sz val="16"/><rFont val="楷体"/></rPr><t xml:space="preserve"> 推进台账</t></r>' in runs[0]
        assert "rPh" not in runs[0]

    def test_values_of_the_callers_own_come_first(self, template: Path, ledger: Ledger, tmp_path: Path) -> None:
        out = fill_template(
            template,
            ledger,
            out=tmp_path / "out.xlsx",
            values={"日期": date(2021, 10, 8), "落款": "区政府督查室", "unit": "督查室"},
        )
        sheet = openpyxl.load_workbook(out)[SHEET]
        assert (sheet["I2"].value, sheet["A12"].value, sheet["F2"].value) == (
            datetime(2021, 10, 8), "未定义：区政府督查室", "填报单位：督查室",
        )  # fmt: skip

    def test_other_sheets_are_filled_too(self, tmp_path: Path, ledger: Ledger) -> None:
        book = openpyxl.Workbook()
        cover = book.active
        cover.title = "封面"
        cover["B2"], cover["B3"], cover["B4"], cover["B5"] = (
            "{{发文字号}}",
            "截至{{成文日期}}",
            "{{项数}}",
            "共{{项数}}项，完成{{完成数}}项",
        )
        sheet = book.create_sheet("表")
        sheet.append(["编号", "具体要求"])
        book.save(tmp_path / "t.xlsx")
        out = fill_template(tmp_path / "t.xlsx", ledger, out=tmp_path / "out.xlsx")
        assert [row[0] for row in rows(out, 2, 5, "B", "封面")] == [
            "济兖政办字〔2021〕20号",
            "截至2021年7月29日",
            4,
            "共4项，完成1项",
        ]


class TestHeads:
    """Templates differ in their heads, and in what they keep below."""

    def test_a_head_of_two_rows(self, tmp_path: Path, ledger: Ledger) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(["台账"])
        sheet.append(["编号", "工作措施", "进展情况", None, None, "备注"])
        sheet.append([None, None, "完成状态", "完成率", "目前进展情况", None])
        for area in ("A2:A3", "B2:B3", "C2:E2", "F2:F3"):
            sheet.merge_cells(area)
        book.save(tmp_path / "t.xlsx")
        out = fill_template(tmp_path / "t.xlsx", ledger, out=tmp_path / "out.xlsx")
        assert rows(out, 4, 4, "ACDEF", "Sheet") == [["1.1.1", "已完成", 100, "已公开规划12项。", None]]

    def test_free_rows_between_head_and_remarks_are_used(self, tmp_path: Path, ledger: Ledger) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(["编号", "具体要求"])
        sheet["A5"] = "注：请核对"
        book.save(tmp_path / "t.xlsx")
        out = fill_template(tmp_path / "t.xlsx", ledger, out=tmp_path / "out.xlsx")
        assert rows(out, 2, 8, "A", "Sheet") == [
            ["1.1.1"],
            ["1.1.2"],
            ["1.1.3"],
            ["1.2.1"],
            [None],
            ["注：请核对"],
            [None],
        ]

    def test_a_filter_that_ends_with_the_head_takes_the_rows_in(self, tmp_path: Path, ledger: Ledger) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(["编号", "具体要求"])
        sheet.append(["注：请核对"])
        sheet.merge_cells("A2:B2")
        sheet.auto_filter.ref = "A1:B1"
        book.save(tmp_path / "t.xlsx")
        out = fill_template(tmp_path / "t.xlsx", ledger, out=tmp_path / "out.xlsx")
        found = openpyxl.load_workbook(out).active
        assert (found.auto_filter.ref, found["A6"].value) == ("A1:B5", "注：请核对")

    def test_a_table_of_excel_grows(self, tmp_path: Path, ledger: Ledger) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(["编号", "具体要求"])
        sheet["A2"].border = sheet["B2"].border = Border(left=Side(style="thin"))
        sheet["A4"] = "注：请核对"
        sheet.add_table(openpyxl.worksheet.table.Table(displayName="表1", ref="A1:B2"))
        book.save(tmp_path / "t.xlsx")
        out = fill_template(tmp_path / "t.xlsx", ledger, out=tmp_path / "out.xlsx")
        table = openpyxl.load_workbook(out).active.tables["表1"]
        assert (table.ref, table.autoFilter.ref if table.autoFilter else "A1:B5") == ("A1:B5", "A1:B5")

    def test_the_sheet_may_be_named(self, tmp_path: Path, ledger: Ledger) -> None:
        book = openpyxl.Workbook()
        for name in ("一季度", "二季度"):
            book.create_sheet(name).append(["编号", "具体要求"])
        book.save(tmp_path / "t.xlsx")
        with pytest.raises(LedgerError, match="several sheets look like ledgers"):
            fill_template(tmp_path / "t.xlsx", ledger, out=tmp_path / "out.xlsx")
        out = fill_template(tmp_path / "t.xlsx", ledger, out=tmp_path / "out.xlsx", sheet="二季度")
        assert rows(out, 2, 2, "A", "二季度") == [["1.1.1"]]
        assert rows(out, 2, 2, "A", "一季度") == [[None]]

    def test_english_headings_get_english_words(self, tmp_path: Path, ledger: Ledger) -> None:
        book = openpyxl.Workbook()
        book.active.append(["ID", "Requirement", "Status"])
        book.save(tmp_path / "t.xlsx")
        out = fill_template(tmp_path / "t.xlsx", ledger, out=tmp_path / "out.xlsx")
        assert rows(out, 2, 2, "C", "Sheet") == [["Done"]]

    def test_a_long_text_makes_its_row_higher(self, template: Path, ledger: Ledger, tmp_path: Path) -> None:
        long = ledger.updated("1.1.1", note="已公开规划。" * 40)
        sheet = openpyxl.load_workbook(fill_template(template, long, out=tmp_path / "out.xlsx"))[SHEET]
        assert sheet.row_dimensions[5].height > 250
        assert sheet["I5"].alignment == Alignment(vertical="center", wrap_text=True)

    def test_a_workbook_without_table_is_refused(self, tmp_path: Path, ledger: Ledger) -> None:
        book = openpyxl.Workbook()
        book.active.append(["姓名", "电话"])
        book.save(tmp_path / "t.xlsx")
        with pytest.raises(LedgerError, match="no sheet with the headings") as caught:
            fill_template(tmp_path / "t.xlsx", ledger, out=tmp_path / "out.xlsx")
        assert caught.value.where == str(tmp_path / "t.xlsx")
        assert not (tmp_path / "out.xlsx").exists()

    def test_an_array_formula_across_the_place_is_refused(self, template: Path, ledger: Ledger, tmp_path: Path) -> None:
        array = '<c r="L6"><f t="array" ref="L6:L7">TRANSPOSE(A1:B1)</f><v>1</v></c></row><row r="7" '
        template.write_bytes(
            altered(template.read_bytes(), TABLE_PART, lambda text: text.replace('</row><row r="7" ', array))
        )
        with pytest.raises(LedgerError, match="hangs together") as caught:
            fill_template(template, ledger, out=tmp_path / "out.xlsx")
        assert caught.value.where == f"{template}!{SHEET}!L6:L7"


class TestReadingBack:
    """A filled template is a ledger's workbook."""

    def test_with_the_hidden_sheet_everything_comes_back(self, template: Path, seed: Notice, tmp_path: Path) -> None:
        whole = Ledger.from_notice(seed).updated("4.16.1", note="响\x07铃", evidence="不在表中", status=Status.DONE)
        book = openpyxl.Workbook()
        book.active.append(["{{标题}}"])
        book.active.append(["编号", "具体要求", "完成状态", "进展情况"])
        book.save(tmp_path / "t.xlsx")
        out = fill_template(tmp_path / "t.xlsx", whole, out=tmp_path / "out.xlsx", carry=True)
        found = read_ledger(out)
        assert (found.entries, found.notice) == (whole.entries, whole.notice)
        assert {doubt.code for doubt in found.doubts} == {"ledger-column-missing"}
        assert openpyxl.load_workbook(out)["台账数据"].sheet_state == "hidden"

    def test_without_it_reading_goes_by_the_headings(self, tmp_path: Path, ledger: Ledger) -> None:
        book = openpyxl.Workbook()
        book.active.append(["编号", "具体要求", "责任单位", "截止日期", "完成状态", "完成比例", "进展情况"])
        book.save(tmp_path / "t.xlsx")
        found = read_ledger(fill_template(tmp_path / "t.xlsx", ledger, out=tmp_path / "out.xlsx"))
        assert [
            (each.requirement_id, each.status, each.progress, each.note, each.due_on) for each in found.entries
        ] == [(each.requirement_id, each.status, each.progress, each.note, each.due_on) for each in ledger.entries]

    def test_a_hidden_sheet_of_another_ledger_is_replaced(self, seed: Notice, ledger: Ledger, tmp_path: Path) -> None:
        from policytasks.workbook.writer import write_ledger

        old = write_ledger(
            attrs.evolve(Ledger.from_notice(seed), entries=Ledger.from_notice(seed).entries[:1]), tmp_path / "old.xlsx"
        )
        found = read_ledger(fill_template(old, ledger, out=tmp_path / "new.xlsx"))
        assert found.entries == ledger.entries

    def test_libreoffice_opens_it(
        self, filled: Path, ledger: Ledger, resave: Callable[[Sequence[Path]], list[Path]]
    ) -> None:
        (saved,) = resave([filled])
        book = openpyxl.load_workbook(saved, data_only=True)
        sheet = book[SHEET]
        assert [sheet[f"B{row}"].value for row in range(5, 9)] == [entry.requirement_id for entry in ledger.entries]
        assert (sheet["G9"].value, sheet["H9"].value) == (1, pytest.approx(0.35))
        assert (book["统计"]["A2"].value, sheet["K5"].value) == (1, 121)
        drawing = member(saved.read_bytes(), "xl/drawings/drawing1.xml")
        assert "内部资料 注意保存" in drawing
        assert "graphicFrame" in drawing

    def test_a_template_that_libreoffice_saved(
        self, template: Path, ledger: Ledger, tmp_path: Path, resave: Callable[[Sequence[Path]], list[Path]]
    ) -> None:
        (saved,) = resave([template])
        out = fill_template(saved, ledger, out=tmp_path / "out.xlsx")
        assert [row[0] for row in rows(out, 5, 9, "B")] == ["1.1.1", "1.1.2", "1.1.3", "1.2.1", None]
        assert rows(out, 11, 11, "A") == [["填表说明：每月5日前报送督查室。"]]
        before, after = raw_members(saved.read_bytes()), raw_members(out.read_bytes())
        kept = [name for name in before if "theme" in name or "media" in name or name.endswith("styles.xml")]
        assert kept
        assert [name for name in kept if before[name] != after[name]] == []
        (again,) = resave([out])
        assert openpyxl.load_workbook(again)[SHEET]["C8"].value == ledger.notice.requirements[3].text

    @pytest.mark.parametrize(("name", "out"), [("t.xltx", "out.xlsx"), ("t.xltm", "out.xlsm"), ("t.xltx", "out.xltx")])
    def test_a_template_of_excel_becomes_a_workbook(self, tmp_path: Path, ledger: Ledger, name: str, out: str) -> None:
        data = office_workbook(macros=name.endswith("m"))
        path = tmp_path / name
        path.write_bytes(
            altered(
                data,
                "[Content_Types].xml",
                lambda text: text.replace("sheet.main+xml", "template.main+xml").replace(
                    "sheet.macroEnabled.main", "template.macroEnabled.main"
                ),
            )
        )
        types = member(fill_template(path, ledger, out=tmp_path / out).read_bytes(), "[Content_Types].xml")
        assert ("template." in types) == out.endswith("xltx")


def test_hostile_templates_are_refused(template: Path, ledger: Ledger, tmp_path: Path) -> None:
    """As `read_ledger` refuses them."""
    template.write_bytes(
        altered(template.read_bytes(), TABLE_PART, lambda text: text.replace('ref="A9:K9"', 'ref="A1:XFD1048576"'))
    )
    with pytest.raises(LedgerError, match="a table is too large") as caught:
        fill_template(template, ledger, out=tmp_path / "out.xlsx")
    assert caught.value.where.startswith(str(template))
