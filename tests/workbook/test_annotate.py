"""Annotated workbooks: findings hang on cells, and everything else stays as it was."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import attrs
import pytest
from office_templates import SHEET, office_workbook
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from zip_members import changed_members, member

from policytasks.errors import LedgerError
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import Status
from policytasks.location import Location
from policytasks.model.notice import Notice
from policytasks.parsing.read import read_notice
from policytasks.validation.finding import Finding, Severity
from policytasks.validation.validate import validate
from policytasks.workbook.annotate import annotate_workbook
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import write_ledger

DAY = date(2022, 3, 1)
BODY = "警告：1.1.1 已完成，佐证材料为空\n处理：请单位补充文号、链接等佐证材料。"
NOTE = f"【检查】\n{BODY}\n【检查完】"


@pytest.fixture
def tracked(small: Notice, tmp_path: Path) -> Path:
    """A ledger's workbook with one slip: done, and no evidence."""
    ledger = Ledger.from_notice(small).updated("1.1.1", status=Status.DONE, note="已办")
    return write_ledger(ledger, tmp_path / "台账.xlsx")


def slips(path: Path) -> list[Finding]:
    """What is wrong with what was reported."""
    return [each for each in validate(read_ledger(path), lang="zh") if each.code == "done-without-evidence"]


def loaded(path: Path) -> Workbook:
    """The workbook as openpyxl reads it; it warns of what it would lose if it saved it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(path.read_bytes()))


def notes(path: Path, sheet: str = "台账") -> dict[str, str]:
    cells = (cell for row in loaded(path)[sheet].iter_rows() for cell in row)
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment is not None}


def colours(path: Path, sheet: str = "台账") -> dict[str, str]:
    """The highlights of a sheet: areas and colour."""
    return {
        str(formats.sqref): rule.dxf.fill.bgColor.rgb
        for formats in loaded(path)[sheet].conditional_formatting
        for rule in formats.rules
        if rule.formula == ['"policytasks"="policytasks"']
    }


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def hand_made(path: Path) -> Path:
    """A notice as an office types it into Excel, with a note of somebody."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "任务"
    for row in (("序号", "任务", "责任单位"), (1, "做好宣传", "甲局"), (2, "做好公开", None)):
        sheet.append(row)
    sheet["C3"].comment = Comment("问过乙局", "张三")
    book.save(path)
    return path


def at(
    cell: str, severity: Severity = Severity.WARNING, *, sheet: str = "任务", message: str = "没有责任单位"
) -> Finding:
    place = Location(file="通知.xlsx", sheet=sheet, cell=cell)
    return Finding(code="requirement-without-unit", severity=severity, message=message, location=place)


class TestLedger:
    """The workbook of a ledger."""

    def test_the_offending_cell_gets_a_note_and_a_colour(self, tracked: Path, tmp_path: Path) -> None:
        out = annotate_workbook(tracked, slips(tracked), tmp_path / "out.xlsx")
        assert notes(out) == {"O4": NOTE}
        assert colours(out) == {"O4": "FFFFE699"}

    def test_the_list_says_what_to_do_and_leads_to_the_cell(self, tracked: Path, tmp_path: Path) -> None:
        out = annotate_workbook(tracked, slips(tracked), tmp_path / "out.xlsx")
        sheet = load_workbook(out)["检查结果"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=1)]
        assert rows[0][0] == "检查结果"
        assert rows[2][1:4] == ["错误 0", "警告 1", "提示 0"]
        assert rows[4:] == [
            ["序号", "程度", "位置", "问题", "处理", "理由", "代码"],
            [
                1,
                "警告",
                "台账!O4",
                "1.1.1 已完成，佐证材料为空",
                "请单位补充文号、链接等佐证材料。",
                "报结事项在回头看时须逐项核验，没有文件或链接则无从核验。",
                "done-without-evidence",
            ],
        ]
        assert sheet["C6"].hyperlink.location == "'台账'!O4"

    def test_the_ledger_reads_back_as_it_was(self, tracked: Path, tmp_path: Path) -> None:
        before = read_ledger(tracked)
        after = read_ledger(annotate_workbook(tracked, validate(before, today=DAY), tmp_path / "out.xlsx"))
        assert (after, after.doubts) == (before, ())

    def test_it_reads_back_after_libreoffice_saved_it_too(
        self, tracked: Path, tmp_path: Path, resave: Callable[[Sequence[Path]], list[Path]]
    ) -> None:
        before = read_ledger(tracked)
        out = annotate_workbook(tracked, validate(before, today=DAY), tmp_path / "out.xlsx")
        (saved,) = resave([out])
        after = read_ledger(saved)
        assert (after, after.doubts) == (before, ())
        clean = annotate_workbook(saved, (), tmp_path / "clean.xlsx")
        assert (notes(clean), colours(clean)) == ({}, {})

    def test_no_part_changes_but_the_sheet_its_styles_and_the_lists_of_parts(
        self, tracked: Path, tmp_path: Path
    ) -> None:
        old, new = members(tracked), members(annotate_workbook(tracked, slips(tracked), tmp_path / "out.xlsx"))
        assert {name for name in old if new[name] != old[name]} == {
            "[Content_Types].xml",
            "xl/_rels/workbook.xml.rels",
            "xl/styles.xml",
            "xl/workbook.xml",
            "xl/worksheets/sheet1.xml",
        }
        assert sorted(new.keys() - old.keys()) == [
            "xl/comments1.xml",
            "xl/drawings/vmlDrawing1.vml",
            "xl/worksheets/_rels/sheet1.xml.rels",
            "xl/worksheets/sheet5.xml",
        ]

    def test_a_second_check_leaves_the_same_bytes(self, tracked: Path, tmp_path: Path) -> None:
        findings = validate(read_ledger(tracked), today=DAY)
        once = annotate_workbook(tracked, findings, tracked).read_bytes()
        assert annotate_workbook(tracked, findings, tracked).read_bytes() == once

    def test_what_was_mended_loses_its_note_and_colour(self, tracked: Path, tmp_path: Path) -> None:
        out = annotate_workbook(tracked, slips(tracked), tmp_path / "out.xlsx")
        clean = annotate_workbook(out, (), tmp_path / "clean.xlsx")
        assert (notes(clean), colours(clean)) == ({}, {})
        sheet = load_workbook(clean)["检查结果"]
        assert [sheet.cell(6, column).value for column in range(1, 8)] == [None] * 7

    def test_notes_of_people_stay_above_and_below(self, tracked: Path, tmp_path: Path) -> None:
        book = load_workbook(tracked)
        book["台账"]["O4"].comment = Comment("等王科来文", "张三")
        book["台账"]["L5"].comment = Comment("另附", "张三")
        book.save(tracked)
        before = read_ledger(tracked)
        out = annotate_workbook(tracked, slips(tracked), tmp_path / "out.xlsx")
        assert notes(out) == {"O4": f"等王科来文\n{NOTE}", "L5": "另附"}
        assert read_ledger(out) == before
        book = load_workbook(out)
        book["台账"]["O4"].comment.text += "\n已催"
        book.save(out)
        entry = read_ledger(out).entry("1.1.1")
        assert dict(entry.comments) == {"evidence": "等王科来文\n已催"}
        clean = annotate_workbook(out, (), tmp_path / "clean.xlsx")
        assert notes(clean) == {"O4": "等王科来文\n已催", "L5": "另附"}

    def test_a_merged_cell_is_marked_where_it_begins(self, tracked: Path, tmp_path: Path) -> None:
        finding = attrs.evolve(slips(tracked)[0], location=Location(file="台账.xlsx", sheet="台账", cell="C5"))
        out = annotate_workbook(tracked, [finding], tmp_path / "out.xlsx")
        assert list(notes(out)) == ["C4"]
        assert load_workbook(out)["检查结果"]["C6"].value == "台账!C4"

    def test_the_gravest_finding_gives_the_colour_and_all_stand_in_the_note(
        self, tracked: Path, tmp_path: Path
    ) -> None:
        place = Location(file="台账.xlsx", sheet="台账", cell="D4")
        findings = [
            Finding(code="our-own", severity=severity, message=severity.value, location=place)
            for severity in (Severity.INFO, Severity.ERROR)
        ]
        out = annotate_workbook(tracked, findings, tmp_path / "out.xlsx")
        assert notes(out) == {"D4": "【检查】\n提示：info\n错误：error\n【检查完】"}
        assert colours(out) == {"D4": "FFFFC7CE"}

    def test_colours_go_before_the_lights_of_the_ledger(self, tracked: Path, tmp_path: Path) -> None:
        out = annotate_workbook(tracked, slips(tracked), tmp_path / "out.xlsx")
        rules = [rule for formats in load_workbook(out)["台账"].conditional_formatting for rule in formats.rules]
        ours = [rule.priority for rule in rules if rule.formula == ['"policytasks"="policytasks"']]
        assert len(rules) > 1
        assert ours == [min(rule.priority for rule in rules)]
        assert len({rule.priority for rule in rules}) == len(rules)

    def test_it_speaks_english_too(self, tracked: Path, tmp_path: Path) -> None:
        findings = [each for each in validate(read_ledger(tracked)) if each.code == "done-without-evidence"]
        out = annotate_workbook(tracked, findings, tmp_path / "out.xlsx", lang="en")
        assert notes(out)["O4"] == (
            "[check]\nwarning: 1.1.1 is done and names no evidence\n"
            "What to do: Ask the unit for a document number or a link.\n[end of check]"
        )
        assert "Findings" in load_workbook(out).sheetnames
        assert read_ledger(out) == read_ledger(tracked)


class TestNotice:
    """A notice that is no workbook: the ledger of it, with the findings at their rows."""

    def test_findings_hang_on_the_cells_of_requirement_unit_and_deadline(self, data: Path, tmp_path: Path) -> None:
        notice = read_notice(data / "yanzhou-2021-20.docx")
        out = annotate_workbook(notice, validate(notice, lang="zh"), tmp_path / "out.xlsx")
        ledger = read_ledger(out)
        assert ledger == Ledger.from_notice(notice)
        hung = notes(out)
        assert len(hung) > 30
        by_id = {entry.requirement_id: (entry.location.cell or "")[1:] for entry in ledger.entries}
        assert "未明确牵头单位" in hung[f"D{by_id['1.1.2']}"]
        assert "“区公安分局”疑与“区公安局分局”为同一单位" in hung[f"F{by_id['4.16.1']}"]

    def test_a_ledger_is_written_with_what_was_reported(self, small: Notice, tmp_path: Path) -> None:
        ledger = Ledger.from_notice(small, by="unit").updated("1.1.1", unit="区发展和改革局", status=Status.DONE)
        out = annotate_workbook(ledger, validate(ledger, lang="zh"), tmp_path / "out.xlsx")
        assert read_ledger(out) == ledger

    def test_what_no_cell_shows_stands_in_the_list_only(self, small: Notice, tmp_path: Path) -> None:
        notice = attrs.evolve(small, issuer=None)
        (finding,) = (each for each in validate(notice) if each.code == "no-issuer")
        out = annotate_workbook(notice, [finding], tmp_path / "out.xlsx")
        assert notes(out) == {}
        sheet = load_workbook(out)["检查结果"]
        assert (sheet["C6"].value, sheet["C6"].hyperlink) == (str(finding.location), None)


class TestOtherWorkbooks:
    """A workbook that an office made itself."""

    def test_findings_hang_on_its_own_cells(self, tmp_path: Path) -> None:
        path = hand_made(tmp_path / "通知.xlsx")
        out = annotate_workbook(path, [at("C3"), at("B2", Severity.ERROR)], tmp_path / "out.xlsx", rules=())
        assert notes(out, "任务") == {
            "C3": "问过乙局\n【检查】\n警告：没有责任单位\n【检查完】",
            "B2": "【检查】\n错误：没有责任单位\n【检查完】",
        }
        assert colours(out, "任务") == {"B2": "FFFFC7CE", "C3": "FFFFE699"}

    def test_bytes_and_files_are_taken_too(self, tmp_path: Path) -> None:
        path = hand_made(tmp_path / "通知.xlsx")
        for number, source in enumerate((path.read_bytes(), BytesIO(path.read_bytes()))):
            out = annotate_workbook(source, [at("B2")], tmp_path / f"{number}.xlsx")
            assert "B2" in notes(out, "任务")

    @pytest.mark.parametrize("macros", [False, True])
    def test_everything_else_lives_on(
        self, macros: bool, tmp_path: Path, resave: Callable[[Sequence[Path]], list[Path]]
    ) -> None:
        """Text box, picture, chart, check box, notes, sparklines, pivot table, macros: not a byte of their parts changes."""
        data = office_workbook(macros=macros)
        path = tmp_path / ("通知.xlsm" if macros else "通知.xlsx")
        path.write_bytes(data)
        findings = [
            attrs.evolve(at(cell, sheet=SHEET), location=Location(sheet=SHEET, cell=cell)) for cell in ("F4", "C5")
        ]
        out = annotate_workbook(data, findings, path, rules=())
        assert changed_members(data, out.read_bytes()) == sorted(
            [
                "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
                "xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet3.xml", "xl/worksheets/sheet7.xml",
            ]
        )  # fmt: skip
        assert notes(out, SHEET) == {
            "F4": "以通知为准\n【检查】\n警告：没有责任单位\n【检查完】",
            "C5": "【检查】\n警告：没有责任单位\n【检查完】",
            "A9": "逾期通报",
        }
        drawing = member(out.read_bytes(), "xl/drawings/vmlDrawing1.vml")
        assert 'ObjectType="Checkbox"' in drawing
        assert drawing.count('ObjectType="Note"') == 3
        clean = annotate_workbook(out, (), tmp_path / out.name)
        assert notes(clean, SHEET) == {"F4": "以通知为准", "A9": "逾期通报"}
        assert member(clean.read_bytes(), "xl/drawings/vmlDrawing1.vml").count('ObjectType="Note"') == 2
        if not macros:
            (saved,) = resave([out])
            assert "检查结果" in loaded(saved).sheetnames

    @pytest.mark.parametrize("place", [{"sheet": "别的"}, {"file": "其他.xlsx"}, {"cell": None}])
    def test_a_finding_about_another_place_stands_in_the_list_only(self, place: dict[str, str], tmp_path: Path) -> None:
        path = hand_made(tmp_path / "通知.xlsx")
        finding = at("B2")
        elsewhere = attrs.evolve(finding, location=attrs.evolve(finding.location, **place))
        out = annotate_workbook(path, [elsewhere], tmp_path / "out.xlsx")
        assert list(notes(out, "任务")) == ["C3"]
        assert load_workbook(out)["检查结果"]["D6"].value == "没有责任单位"

    def test_a_sheet_that_is_called_as_the_list_is_left_alone(self, tmp_path: Path) -> None:
        path = hand_made(tmp_path / "通知.xlsx")
        book = load_workbook(path)
        book.create_sheet("检查结果")["A1"] = "上月的"
        book.save(path)
        out = annotate_workbook(path, [at("B2")], tmp_path / "out.xlsx")
        again = annotate_workbook(out, [at("B2")], tmp_path / "again.xlsx")
        assert load_workbook(again).sheetnames == ["任务", "检查结果", "检查结果 2"]
        assert load_workbook(again)["检查结果"]["A1"].value == "上月的"

    def test_any_text_can_hang_there(self, tmp_path: Path) -> None:
        path = hand_made(tmp_path / "通知.xlsx")
        odd = "<b>&\"'\x0b\ud800\ufffe _x0041_ 【检查完】" + "长" * 40_000
        out = annotate_workbook(path, [at("B2", message=odd)], tmp_path / "out.xlsx")
        assert notes(out, "任务")["B2"].startswith("【检查】\n警告：<b>&\"'\n?� _x005F_x0041_ 长长")
        assert list(notes(annotate_workbook(out, (), tmp_path / "clean.xlsx"), "任务")) == ["C3"]

    def test_what_is_no_workbook_is_refused_with_its_path_and_nothing_is_written(self, tmp_path: Path) -> None:
        path = tmp_path / "通知.xlsx"
        path.write_text("通知", "utf-8")
        with pytest.raises(LedgerError) as caught:
            annotate_workbook(path, (), tmp_path / "out.xlsx")
        assert str(caught.value).startswith(f"{path}: the file holds no workbook")
        assert not (tmp_path / "out.xlsx").exists()
        with pytest.raises(FileNotFoundError):
            annotate_workbook(tmp_path / "missing.xlsx", (), tmp_path / "out.xlsx")
