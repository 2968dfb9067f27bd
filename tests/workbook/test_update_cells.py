"""``update_workbook`` with addresses: single cells change, the rest of the file stays as it was, byte for byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from office_templates import MAIN, SHEET, TABLE_PART, office_workbook
from zip_members import altered, changed_members, member, raw_members

from policytasks.errors import LedgerError
from policytasks.workbook.update import update_workbook

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A workbook of an office, with everything that offices put into one."""
    path = tmp_path / "督查.xlsx"
    path.write_bytes(office_workbook())
    return path


def values(path: Path, sheet: str = SHEET, **options: Any) -> Any:
    """The sheet as openpyxl reads it."""
    return openpyxl.load_workbook(path, **options)[sheet]


class TestTheRestOfTheFile:
    """Only the sheet changes, and what has to follow."""

    def test_a_text_touches_nothing_but_its_sheet(self, office: Path) -> None:
        before = office.read_bytes()
        report = update_workbook(office, {f"{SHEET}!I5": "已公开12项"})
        assert changed_members(before, office.read_bytes()) == [TABLE_PART]
        assert report.parts == (TABLE_PART,)
        assert list(raw_members(before)) == list(raw_members(office.read_bytes()))

    def test_what_a_formula_depends_on_asks_for_computing(self, office: Path) -> None:
        before = office.read_bytes()
        update_workbook(office, {f"{SHEET}!G5": "已完成"})
        after = office.read_bytes()
        assert changed_members(before, after) == ["xl/workbook.xml", "xl/worksheets/sheet2.xml", TABLE_PART]
        assert '<calcPr calcId="191029" fullCalcOnLoad="1"/>' in member(after, "xl/workbook.xml")
        assert values(office)["G7"].value == '=COUNTIF(G5:G6,"已完成")'
        assert values(office, data_only=True)["G7"].value is None, "the old value is no longer true"
        assert values(office, "统计", data_only=True)["A3"].value == 6, "this one does not depend on it"

    def test_the_sheet_differs_in_its_cell_only(self, office: Path) -> None:
        before = member(office.read_bytes(), TABLE_PART)
        update_workbook(office, {f"{SHEET}!I5": "甲 <乙> & “丙”"})
        cell = '<c r="I5" s="3" t="inlineStr"><is><t>甲 &lt;乙&gt; &amp; “丙”</t></is></c>'
        assert member(office.read_bytes(), TABLE_PART) == before.replace('<c r="I5" s="3"/>', cell)

    def test_nothing_to_change_changes_not_one_byte(self, office: Path) -> None:
        before, stamp = office.read_bytes(), office.stat().st_mtime_ns
        report = update_workbook(office, {f"{SHEET}!A7": "合计", f"{SHEET}!I6": None, "统计!B1": 3})
        assert (report.cells, report.parts, report.is_written, bool(report)) == ((), (), False, False)
        assert (office.read_bytes(), office.stat().st_mtime_ns) == (before, stamp)

    def test_macros_live_on(self, tmp_path: Path) -> None:
        path = tmp_path / "督查.xlsm"
        path.write_bytes(office_workbook(macros=True))
        before = path.read_bytes()
        update_workbook(path, {f"{SHEET}!I5": "甲"})
        assert changed_members(before, path.read_bytes()) == [TABLE_PART]

    def test_the_same_change_gives_the_same_bytes(self, office: Path, tmp_path: Path) -> None:
        for name in ("a.xlsx", "b.xlsx"):
            update_workbook(office, {"I5": "甲"}, sheet=SHEET, out=tmp_path / name)
        assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
        assert office.read_bytes() == office_workbook()

    def test_a_dry_run_writes_nothing_and_says_what_it_would(self, office: Path) -> None:
        report = update_workbook(office, {f"{SHEET}!I5": "甲", f"{SHEET}!A7": None}, dry_run=True)
        assert [(str(each.location), each.before, each.after) for each in report.cells] == [
            (f"督查.xlsx!{SHEET}!I5", None, "甲"), (f"督查.xlsx!{SHEET}!A7", "合计", None),
        ]  # fmt: skip
        assert not report.is_written
        assert office.read_bytes() == office_workbook()

    def test_an_output_gets_a_copy_when_nothing_changes(self, office: Path, tmp_path: Path) -> None:
        report = update_workbook(office, {}, out=tmp_path / "copy.xlsx")
        assert report.is_written
        assert (tmp_path / "copy.xlsx").read_bytes() == office.read_bytes()


class TestValues:
    """What a value becomes in its cell."""

    @pytest.mark.parametrize(
        "value",
        ["=1+1", "+8", "@x", "007", "8-10", "TRUE", "#N/A", "　首尾　", " a\n b\t", "_x0041_", "𠮷", "1" * 400, 0, -1, 3.25,
         10**14, 1e-7, True, False],
    )  # fmt: skip
    def test_a_value_is_read_back(self, office: Path, value: object) -> None:
        update_workbook(office, {f"{SHEET}!I5": value})  # type: ignore[dict-item]
        found = values(office)["I5"]
        escaped = "_x005F_x0041_" if value == "_x0041_" else value
        assert (found.value, type(found.value)) == (escaped, type(value))
        assert found.data_type != "f"
        again = update_workbook(office, {f"{SHEET}!I5": value})  # type: ignore[dict-item]
        assert again.parts == ()

    def test_a_day_stays_a_day_in_the_format_of_its_cell(self, office: Path) -> None:
        before = office.read_bytes()
        update_workbook(office, {f"{SHEET}!F5": date(2021, 9, 30)})
        cell = values(office)["F5"]
        assert (cell.value, cell.number_format) == (datetime(2021, 9, 30), 'yyyy"."m"."d')
        assert "xl/styles.xml" not in changed_members(before, office.read_bytes())

    def test_a_day_in_a_plain_cell_gets_a_format_that_shows_it(self, office: Path) -> None:
        styles = member(office.read_bytes(), "xl/styles.xml")
        update_workbook(office, {f"{SHEET}!{at}": date(2021, 9, day) for day, at in ((1, "I5"), (2, "I6"), (3, "B3"))})
        sheet = values(office)
        assert [(sheet[at].value, sheet[at].number_format) for at in ("I5", "I6", "B3")] == [
            (datetime(2021, 9, 1), "yyyy-mm-dd"), (datetime(2021, 9, 2), "yyyy-mm-dd"), (datetime(2021, 9, 3), "yyyy-mm-dd"),
        ]  # fmt: skip
        assert sheet["I5"].border.left.style == "thin"
        new = member(office.read_bytes(), "xl/styles.xml")
        added = '<numFmt numFmtId="166" formatCode="yyyy-mm-dd"/>'
        wrapped = '<alignment vertical="center" wrapText="1"/></xf>'
        copies = (
            f'<xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="166" fontId="0" '
            f'fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1" applyNumberFormat="1">{wrapped}'
        )
        expected = styles.replace('<numFmts count="2">', '<numFmts count="3">').replace(
            "</numFmts>", added + "</numFmts>"
        )
        expected = expected.replace('<cellXfs count="8">', '<cellXfs count="10">').replace(
            "</cellXfs>", copies + "</cellXfs>"
        )
        assert new == expected

    def test_a_day_in_a_cell_of_texts_is_a_text(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        book.active["A1"].number_format = "@"
        book.save(tmp_path / "a.xlsx")
        update_workbook(tmp_path / "a.xlsx", {"A1": date(2021, 9, 30), "B1": datetime(2021, 9, 30, 8, 30)})
        sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
        assert (sheet["A1"].value, sheet["B1"].value) == ("2021-09-30", datetime(2021, 9, 30, 8, 30))

    def test_days_count_from_1904_where_the_workbook_does(self, office: Path) -> None:
        changed = altered(
            office.read_bytes(), "xl/workbook.xml", lambda text: text.replace("<workbookPr", '<workbookPr date1904="1"')
        )
        office.write_bytes(changed)
        report = update_workbook(office, {f"{SHEET}!F5": date(2021, 9, 30), f"{SHEET}!F6": date(1903, 12, 31)})
        assert values(office)["F5"].value == datetime(2021, 9, 30)
        assert values(office)["F6"].value == "1903-12-31"
        assert [change.after for change in report.cells] == [date(2021, 9, 30), "1903-12-31"]
        assert update_workbook(office, {f"{SHEET}!F5": date(2021, 9, 30)}).parts == ()

    @pytest.mark.parametrize("value", ["长" * 32_768, "\ud800", float("nan"), ["甲"]])
    def test_what_no_cell_can_hold_is_refused_with_the_cell(self, office: Path, value: Any) -> None:
        with pytest.raises(LedgerError) as caught:
            update_workbook(office, {f"{SHEET}!I5": "甲", f"{SHEET}!I6": value})
        assert caught.value.where == f"{office}!{SHEET}!I6"
        assert office.read_bytes() == office_workbook()


class TestPlaces:
    """Where a value goes."""

    def test_a_part_of_a_merged_cell_means_the_cell(self, office: Path) -> None:
        report = update_workbook(office, {f"{SHEET}!D5": "甲"})
        assert [str(change.location) for change in report.cells] == [f"督查.xlsx!{SHEET}!C5"]
        assert values(office)["C5"].value == "甲"

    def test_a_merged_cell_cannot_say_two_things(self, office: Path) -> None:
        with pytest.raises(LedgerError, match="cannot say two things"):
            update_workbook(office, {f"{SHEET}!C5": "甲", f"{SHEET}!D5": "乙"})

    def test_rows_and_cells_that_are_missing_are_made_in_their_order(self, office: Path) -> None:
        changes = {"C3": "三", "A3": "一", "A30": "末", "D2": "中", "Z2": "远", "A8": "八"}
        update_workbook(office, changes, sheet=SHEET)
        text = member(office.read_bytes(), TABLE_PART)
        rows = [int(part.split('"')[1]) for part in text.split("<row r=")[1:]]
        assert rows == sorted(rows)
        row = text.split('<row r="2"')[1].split("</row>")[0]
        assert [part.split('"')[1] for part in row.split("<c r=")[1:]] == ["A2", "D2", "F2", "I2", "Z2"]
        assert row.startswith(' spans="1:26"')
        assert '<dimension ref="A1:Z30"/>' in text
        sheet = values(office)
        assert {at: sheet[at].value for at in changes} == changes

    def test_a_new_cell_looks_like_its_row(self, office: Path) -> None:
        update_workbook(office, {f"{SHEET}!L5": "甲"})
        assert values(office)["L5"].border.left.style == "thin"

    @pytest.mark.parametrize("address", ["I5", "$I$5", f"'{SHEET}'!I5", f"{SHEET}!$I$5"])
    def test_an_address_may_be_written_in_several_ways(self, office: Path, address: str) -> None:
        update_workbook(office, {address: "甲"})
        assert values(office)["I5"].value == "甲", "the first visible sheet where none is named"

    @pytest.mark.parametrize(
        ("address", "message"),
        [
            ("没有!A1", "no such sheet"),
            ("A", "not the address"),
            ("A0", "not the address"),
            ("XFE1", "not the address"),
            ("", "not the"),
        ],
    )
    def test_an_address_that_is_none_is_refused(self, office: Path, address: str, message: str) -> None:
        with pytest.raises(LedgerError, match=message):
            update_workbook(office, {address: "甲"})

    def test_a_cell_is_named_once(self, office: Path) -> None:
        with pytest.raises(LedgerError, match="named twice"):
            update_workbook(office, {"I5": "甲", f"{SHEET}!$I$5": "乙"})

    def test_several_sheets_at_once_also_hidden_ones(self, office: Path) -> None:
        update_workbook(office, {f"{SHEET}!I5": "甲", "选项!A5": "暂缓", "统计!D9": 5})
        assert (values(office, "选项")["A5"].value, values(office, "统计")["D9"].value) == ("暂缓", 5)
        assert openpyxl.load_workbook(office)["选项"].sheet_state == "hidden"

    def test_a_protected_sheet_stays_protected(self, office: Path) -> None:
        changed = altered(
            office.read_bytes(),
            TABLE_PART,
            lambda text: text.replace("</sheetData>", '</sheetData><sheetProtection sheet="1" objects="1"/>'),
        )
        office.write_bytes(changed)
        update_workbook(office, {f"{SHEET}!I5": "甲"})
        assert values(office).protection.sheet
        assert values(office)["I5"].value == "甲"

    def test_the_sheet_of_a_chart_has_no_cells(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        book.create_chartsheet("图").add_chart(openpyxl.chart.BarChart())
        book.save(tmp_path / "a.xlsx")
        with pytest.raises(LedgerError, match="holds no cells"):
            update_workbook(tmp_path / "a.xlsx", {"图!A1": 1})


class TestFormulas:
    """A formula that goes must not take others with it."""

    def test_values_go_where_names_and_tables_lead_to_the_cell(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        for row in (["编号", "进展"], [1, 4], [2, 5]):
            sheet.append(row)
        sheet.add_table(openpyxl.worksheet.table.Table(displayName="表1", ref="A1:B3"))
        names = {"进展列": "Sheet!$B$2:$B$3", "两倍": "进展列*2", "编号列": "Sheet!$A$2:$A$3"}
        for name, text in names.items():
            book.defined_names[name] = openpyxl.workbook.defined_name.DefinedName(name, attr_text=text)
        formulas = ("SUM(进展列)", "SUM(两倍)", "SUM(编号列)", "SUM(表1[进展])", "D1+1", "SUM(没有的)", "D3*2")
        for row, formula in enumerate(formulas, 1):
            sheet[f"D{row}"] = f"={formula}"
        path = tmp_path / "n.xlsx"
        book.save(path)
        path.write_bytes(
            altered(
                path.read_bytes(),
                "xl/worksheets/sheet1.xml",
                lambda text: text.replace("</f><v></v>", "</f><v>9</v>").replace("</f><v/>", "</f><v>9</v>"),
            )
        )
        update_workbook(path, {"B3": 6})
        found = openpyxl.load_workbook(path, data_only=True).active
        assert [found[f"D{row}"].value for row in range(1, 8)] == [None, None, 9, None, None, None, 9]

    def test_a_shared_formula_is_handed_on(self, office: Path) -> None:
        update_workbook(office, {f"{SHEET}!K5": 7})
        text = member(office.read_bytes(), TABLE_PART)
        assert '<f t="shared" si="0" ref="K6">IF(F6="","",F6-DATE(2021,8,1))</f>' in text
        sheet = values(office)
        assert (sheet["K5"].value, sheet["K6"].value) == (7, '=IF(F6="","",F6-DATE(2021,8,1))')

    def test_the_chain_of_formulas_forgets_the_cell(self, office: Path) -> None:
        report = update_workbook(office, {f"{SHEET}!K5": 7})
        assert report.cells[0].formula == 'IF(F5="","",F5-DATE(2021,8,1))'
        chain = member(office.read_bytes(), "xl/calcChain.xml")
        assert (
            '<calcChain xmlns="'
            + MAIN
            + '"><c r="K6" i="7"/><c r="G7"/><c r="H7"/><c r="A2" i="9"/><c r="B2"/><c r="A3"/></calcChain>'
            in chain
        )

    def test_a_chain_without_formulas_goes(self, office: Path) -> None:
        cells = {"K5": 1, "K6": 1, "G7": 1, "H7": 1}
        update_workbook(
            office,
            {f"{SHEET}!{at}": value for at, value in cells.items()} | {f"统计!{at}": 1 for at in ("A2", "B2", "A3")},
        )
        assert "xl/calcChain.xml" not in raw_members(office.read_bytes())
        assert "calcChain" not in member(office.read_bytes(), "[Content_Types].xml")
        assert "calcChain" not in member(office.read_bytes(), "xl/_rels/workbook.xml.rels")

    def test_a_whole_column_of_shared_formulas_can_go(self, office: Path) -> None:
        update_workbook(office, {f"{SHEET}!K5": 1, f"{SHEET}!K6": 2})
        assert (values(office)["K5"].value, values(office)["K6"].value) == (1, 2)

    def test_an_array_formula_is_not_torn(self, office: Path) -> None:
        array = '<c r="A2"><f t="array" ref="A2:A3">TRANSPOSE(A1:B1)</f><v>1</v></c>'
        office.write_bytes(
            altered(
                office.read_bytes(),
                "xl/worksheets/sheet2.xml",
                lambda text: text.replace(text[text.index('<c r="A2"') : text.index('<c r="B2"')], array),
            )
        )
        with pytest.raises(LedgerError, match="array formula in A2:A3"):
            update_workbook(office, {"统计!A3": 1})


class TestTables:
    """The head of a table of Excel says what its columns are called."""

    @pytest.fixture
    def table(self, tmp_path: Path) -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        for row in (["编号", "进展"], [1, "甲"], [2, "乙"]):
            sheet.append(row)
        sheet.add_table(openpyxl.worksheet.table.Table(displayName="表1", ref="A1:B3"))
        book.save(tmp_path / "t.xlsx")
        return tmp_path / "t.xlsx"

    def test_a_changed_heading_renames_the_column(self, table: Path) -> None:
        update_workbook(table, {"B1": "进展\n情况", "B2": "丙"})
        part = openpyxl.load_workbook(table).active.tables["表1"]
        assert [column.name for column in part.tableColumns] == ["编号", "进展\n情况"]
        assert 'name="进展_x000a_情况"' in member(table.read_bytes(), "xl/tables/table1.xml")

    @pytest.mark.parametrize("value", ["编号", 5, None])
    def test_a_heading_that_no_column_can_have_is_refused(self, table: Path, value: Any) -> None:
        with pytest.raises(LedgerError, match="no column of a table can have"):
            update_workbook(table, {"B1": value})

    def test_a_heading_that_formulas_use_is_refused(self, table: Path) -> None:
        book = openpyxl.load_workbook(table)
        book.active["D1"] = "=COUNTA(表1[进展])"
        book.save(table)
        with pytest.raises(LedgerError, match="formulas use the heading"):
            update_workbook(table, {"B1": "别的"})


class TestWaysOfWriting:
    """The same sheet, as other programs write it."""

    @pytest.mark.parametrize(
        "change",
        [
            lambda text: text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
            lambda text: text.replace(' r="5" spans="1:11"', "").replace(' r="I5"', "").replace(' r="J5"', ""),
            lambda text: text.replace(
                "<sheetData>", "<!-- <row r='5'><c r='I5'/></row> --><sheetData>\n <!-- <c r='I5'> -->"
            ),
            lambda text: text.replace("<sheetData>", "<sheetData >").replace(
                '<c r="I5" s="3"/>', "<c\n r='I5'\n s='3'></c>"
            ),
            lambda text: text.replace(
                '<c r="I5" s="3"/>', '<c r="I5" s="3" t="str" cm="1"><f><![CDATA[1&"</c>"]]></f><v>x</v></c>'
            ),
            lambda text: text.replace('<c r="I5" s="3"/>', ""),
            lambda text: text.replace("\r\n", "\n\n", 1),
        ],
        ids=["strict", "without addresses", "comments", "blanks and quotes", "CDATA", "no cell", "line ends"],
    )
    def test_the_cell_is_found(self, office: Path, change: Callable[[str], str]) -> None:
        changed = altered(office.read_bytes(), TABLE_PART, change)
        office.write_bytes(changed)
        update_workbook(office, {f"{SHEET}!I5": "甲", f"{SHEET}!J5": "乙", f"{SHEET}!G6": "已完成"})
        before, after = member(changed, TABLE_PART), member(office.read_bytes(), TABLE_PART)
        assert after.count("inlineStr") == 3
        assert all(f"<is><t>{word}</t></is>" in after for word in ("甲", "乙", "已完成"))
        assert after.split("<mergeCells")[1] == before.split("<mergeCells")[1]

    def test_a_prefix_is_kept(self, office: Path) -> None:
        def prefixed(text: str) -> str:
            start = text.index("<worksheet")
            head, body = text[:start], text[start:]
            for name in (
                "worksheet",
                "sheetData",
                "row",
                "c",
                "f",
                "v",
                "mergeCells",
                "mergeCell",
                "dimension",
                "cols",
                "col",
            ):
                for mark in (" ", ">", "/>"):
                    body = body.replace(f"<{name}{mark}", f"<x:{name}{mark}").replace(
                        f"</{name}{mark}", f"</x:{name}{mark}"
                    )
            return head + body.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}" xmlns="{MAIN}"')

        office.write_bytes(altered(office.read_bytes(), TABLE_PART, prefixed))
        update_workbook(office, {f"{SHEET}!I5": "甲", f"{SHEET}!A20": 1})
        text = member(office.read_bytes(), TABLE_PART)
        assert '<x:c r="I5" s="3" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c>' in text
        assert '<x:row r="20"><x:c r="A20"><x:v>1</x:v></x:c></x:row>' in text
        assert values(office)["I5"].value == "甲"

    def test_an_encoding_is_kept(self, office: Path) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(office) as source, zipfile.ZipFile(out, "w") as target:
            for info in source.infolist():
                content = source.read(info)
                if info.filename == TABLE_PART:
                    content = content.decode().replace("UTF-8", "UTF-16").encode("utf-16")
                target.writestr(info, content)
        office.write_bytes(out.getvalue())
        update_workbook(office, {f"{SHEET}!I5": "甲"})
        with zipfile.ZipFile(office) as archive:
            assert "<t>甲</t>" in archive.read(TABLE_PART).decode("utf-16")

    def test_rows_that_do_not_ascend_are_refused(self, office: Path) -> None:
        office.write_bytes(
            altered(office.read_bytes(), TABLE_PART, lambda text: text.replace('<row r="9"', '<row r="3"'))
        )
        with pytest.raises(LedgerError, match="do not ascend"):
            update_workbook(office, {f"{SHEET}!I5": "甲"})

    def test_an_empty_sheet_gets_its_first_cell(self, office: Path) -> None:
        def emptied(text: str) -> str:
            return text[: text.index("<sheetData>")] + "<sheetData/>" + text[text.index("</sheetData>") + 12 :]

        office.write_bytes(altered(office.read_bytes(), "xl/worksheets/sheet1.xml", emptied))
        update_workbook(office, {"选项!B2": "甲"})
        assert '<sheetData><row r="2"><c r="B2" t="inlineStr"><is><t>甲</t></is></c></row></sheetData>' in member(
            office.read_bytes(), "xl/worksheets/sheet1.xml"
        )


class TestRefused:
    """Files that are not changed at all."""

    @pytest.mark.parametrize(
        ("name", "out"), [("督查.xlsm", "督查.xlsx"), ("督查.xlsx", "督查.xlsm"), ("督查.xlsx", "督查.xltx")]
    )
    def test_a_name_must_say_whether_there_are_macros(self, tmp_path: Path, name: str, out: str) -> None:
        (tmp_path / name).write_bytes(office_workbook(macros=name.endswith("m")))
        with pytest.raises(LedgerError, match="a name that does not fit") as caught:
            update_workbook(tmp_path / name, {"I5": "甲"}, out=tmp_path / out)
        assert caught.value.expected == Path(name).suffix
        assert not (tmp_path / out).exists()

    def test_a_signed_workbook_is_left_alone(self, office: Path) -> None:
        kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
        link = f'<Relationship Id="s" Type="{kind}" Target="_xmlsignatures/origin.sigs"/></Relationships>'
        office.write_bytes(
            altered(office.read_bytes(), "_rels/.rels", lambda text: text.replace("</Relationships>", link))
        )
        with pytest.raises(LedgerError, match="the workbook is signed"):
            update_workbook(office, {f"{SHEET}!I5": "甲"})

    @pytest.mark.parametrize(
        "change",
        [
            lambda text: text.replace('ref="A9:K9"', 'ref="A1:XFD1048576"'),
            lambda text: text.replace('r="I5"', 'r="ZZZZZ5"'),
            lambda text: text[: len(text) // 2],
            lambda text: text.replace("<worksheet", "<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet", 1),
            lambda text: text.replace("<sheetData>", "<sheetData>" + "<row/>" * 4_100_000, 1),
        ],
        ids=["one huge merged cell", "a far column", "cut off", "an entity", "many rows"],
    )
    def test_hostile_sheets(self, office: Path, change: Callable[[str], str]) -> None:
        office.write_bytes(altered(office.read_bytes(), TABLE_PART, change))
        before = office.read_bytes()
        with pytest.raises(LedgerError):
            update_workbook(office, {f"{SHEET}!I5": "甲"})
        assert office.read_bytes() == before

    def test_members_that_lie_over_each_other(self, office: Path) -> None:
        data = bytearray(office.read_bytes())
        end = data.rindex(b"PK\x05\x06")
        start = int.from_bytes(data[end + 16 : end + 20], "little")
        second = data.index(b"PK\x01\x02", start + 4)
        data[second + 42 : second + 46] = data[start + 42 : start + 46]
        office.write_bytes(bytes(data))
        with pytest.raises(LedgerError, match="lie over each other"):
            update_workbook(office, {f"{SHEET}!I5": "甲"})

    @pytest.mark.parametrize("length", [0, 10, 1_000, 5_000])
    def test_cut_off_files(self, office: Path, length: int) -> None:
        office.write_bytes(office_workbook()[:length])
        with pytest.raises(LedgerError) as caught:
            update_workbook(office, {f"{SHEET}!I5": "甲"})
        assert caught.value.where.startswith(str(office))

    def test_a_missing_file_is_pythons_own_error(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            update_workbook(tmp_path / "none.xlsx", {"A1": 1})
