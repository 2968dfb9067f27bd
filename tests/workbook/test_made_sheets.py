"""Beside the ledger stand a summary with a chart, a guide, and by choice a sheet for each unit; they follow what people fill in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import attrs
import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import Status
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit
from policytasks.parsing.read import read_notice
from policytasks.workbook.own_columns import OwnColumn
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import render, write_ledger

Reread = Callable[..., Ledger]


def unit_of(*names: str) -> tuple[Responsibility, ...]:
    """Units that are responsible."""
    return tuple(Responsibility(unit=Unit(name=name), role=Role.RESPONSIBLE, printed=name) for name in names)


NOTICE = Notice(
    title="关于任务分工的通知",
    sections=(
        Section(
            title="甲*部分",
            tasks=(
                Task(
                    title="一",
                    requirements=(
                        Requirement(id="1.1.1", text="甲。", responsibilities=unit_of("区公安局", "区财政局")),
                        Requirement(id="1.1.2", text="乙。", responsibilities=unit_of("区公安局分局")),
                    ),
                ),
            ),
        ),
        Section(
            title="乙部分",
            tasks=(Task(title="二", requirements=(Requirement(id="2.1.1", text="丙。", responsibilities=unit_of("区公安局")),)),),
        ),
    ),
)  # fmt: skip


def tracked() -> Ledger:
    """One row done, one under way and overdue, one with words that mean no status."""
    ledger = Ledger.from_notice(NOTICE).updated("1.1.1", status=Status.DONE, due_on=date(2021, 9, 1))
    ledger = ledger.updated("1.1.2", status=Status.IN_PROGRESS, due_on=date(2021, 9, 1))
    return ledger.updated("2.1.1", typed=(("status", "按计划"),), due_on=date(2021, 9, 30))


def shown(data: bytes, name: str = "汇总") -> list[list[Any]]:
    """The rows of a sheet that say something, as a program shows them that does not calculate."""
    sheet = load_workbook(BytesIO(data), data_only=True)[name]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [row for row in rows if any(value not in (None, "") for value in row)]


def formula_of(data: bytes, label: str, column: int) -> str:
    """The formula in the row with a label."""
    sheet = load_workbook(BytesIO(data))["汇总"]
    return next(str(row[column - 1].value) for row in sheet.iter_rows() if row[0].value == label)


class TestSummary:
    """How far the work is."""

    def test_it_counts_by_status_section_and_unit(self) -> None:
        rows = shown(render(tracked(), today=date(2021, 9, 28)))
        assert rows[:3] == [
            ["工作进展汇总", *[None] * 9],
            ["关于任务分工的通知", *[None] * 9],
            ["数字随“台账”表自动更新；请在“台账”表中填写，不要在本表填写。", *[None] * 9],
        ]
        assert rows[3:] == [
            ["范围", "合计", "未启动", "推进中", "已完成", "长期坚持", "其他填法", "临期", "已逾期", "完成率"],
            ["按部分", *[None] * 9],
            ["甲*部分", 2, 0, 1, 1, 0, 0, 0, 1, 0.5],
            ["乙部分", 1, 0, 0, 0, 0, 1, 1, 0, 0],
            [None, 0, 0, 0, 0, 0, 0, 0, 0, None],
            ["全部", 3, 0, 1, 1, 0, 1, 1, 1, pytest.approx(1 / 3)],
            ["按单位（一行有几个单位的，每个单位都计一次）", *[None] * 9],
            ["区公安局", 2, 0, 0, 1, 0, 1, 1, 0, 0.5],
            ["区财政局", 1, 0, 0, 1, 0, 0, 0, 0, 1],
            ["区公安局分局", 1, 0, 1, 0, 0, 0, 0, 1, 0],
        ]

    def test_its_numbers_are_formulas_over_the_ledger_and_its_spare_rows(self) -> None:
        """COUNTIFS where a criterion can say it; a wildcard in a heading, and a name inside another one, are compared whole."""
        data = render(tracked())
        words = '{"已完成","完成","全部完成","提前完成","按期完成","如期完成","已办结","办结","已销号","销号","已落实","已整改","整改到位","Done"}'
        status = "'台账'!$J$3:$J$205"
        assert formula_of(data, "全部", 5) == f"=SUMPRODUCT(COUNTIFS({status},{words}))"
        assert formula_of(data, "乙部分", 5) == f"=SUMPRODUCT(COUNTIFS('台账'!$B$3:$B$205,$A21,{status},{words}))"
        assert formula_of(data, "甲*部分", 5) == (
            f"=SUMPRODUCT(('台账'!$B$3:$B$205=$A20)*ISNUMBER(MATCH({status},{words},0)))"
        )
        assert "FIND(CHAR(10)&$A25&CHAR(10)" in formula_of(data, "区公安局", 5)
        assert formula_of(data, "全部", 9).startswith("=COUNTIFS('台账'!$I$3:$I$205,\"<\"&TODAY())-")

    def test_what_hangs_on_the_day_has_no_number_until_somebody_says_the_day(self) -> None:
        """The same ledger gives the same bytes on every day."""
        assert shown(render(tracked()))[8][7:9] == [None, None]

    def test_a_chart_shows_the_statuses_of_each_section(self) -> None:
        """With its numbers, for programs that draw before they calculate, and as wide as the table."""
        (chart,) = load_workbook(BytesIO(render(tracked())))["汇总"]._charts
        assert [series.tx.strRef.strCache.pt[0].v for series in chart.series] == [str(status) for status in Status]
        done = chart.series[2]
        assert done.val.numRef.f == "'汇总'!$E$20:$E$21"
        assert [point.v for point in done.val.numRef.numCache.pt] == [1, 0]
        assert [point.v for point in done.cat.strRef.strCache.pt] == ["甲*部分", "乙部分"]
        assert (chart.anchor._from.col, chart.anchor.to.col) == (0, 9)

    def test_a_notice_without_sections_is_counted_by_task(self) -> None:
        tasks = NOTICE.sections[0].tasks + NOTICE.sections[1].tasks
        rows = shown(render(Notice(sections=(Section(tasks=tasks),))))
        assert [row[0] for row in rows[4:9]] == ["按工作任务", "一", "二", None, "全部"]

    def test_an_empty_ledger_has_one_too(self) -> None:
        rows = shown(render(Notice()))
        assert rows[4][0] == "总体"
        assert rows[5] == ["全部", *[0] * 6, None, None, None]

    def test_it_is_left_out_where_it_is_not_wanted_or_nothing_can_be_counted(self) -> None:
        assert load_workbook(BytesIO(render(NOTICE))).sheetnames == ["台账", "汇总", "填写说明", "台账数据"]
        assert load_workbook(BytesIO(render(NOTICE, summary=False, guide=False))).sheetnames == ["台账", "台账数据"]
        bare = render(NOTICE, columns=("text", "note"))
        assert load_workbook(BytesIO(bare)).sheetnames == ["台账", "填写说明", "台账数据"]

    def test_the_ledger_is_the_sheet_that_opens(self) -> None:
        assert load_workbook(BytesIO(render(NOTICE, unit_sheets=True))).active.title == "台账"


class TestGuide:
    """What to write where."""

    def test_it_names_every_column_that_people_see(self) -> None:
        columns = (
            "text",
            "status",
            "due_on",
            OwnColumn(heading="级别", kind="choice", choices=("一般", "重点"), editor="office"),
        )
        rows = shown(render(NOTICE, columns=columns), "填写说明")
        head = rows.index(["列", "谁填", "填什么"])
        assert rows[head + 1 : head + 5] == [
            ["具体要求", "管理台账的单位", "通知原文的要求。"],
            ["完成状态", "承办单位", "从下拉列表中选择。"],
            ["截止日期", "管理台账的单位", "督办的日期，如 2021-12-31。"],
            ["级别", "管理台账的单位", "从下拉列表中选择。 一般、重点"],
        ]

    def test_it_says_what_statuses_and_colours_mean(self) -> None:
        rows = shown(render(NOTICE, status_words={"已上线": Status.DONE}), "填写说明")
        assert ["已完成", "要求的事项全部落实。"] in [row[:2] for row in rows]
        assert next(row[2] for row in rows if row[0] == "已完成").startswith("已上线、完成、全部完成、")
        assert [row[:2] for row in rows[-3:]] == [["绿灯", "已完成、长期坚持"], ["黄灯", "临期"], ["红灯", "逾期"]]

    def test_it_warns_of_sorting_merged_cells_only_where_there_are_some(self) -> None:
        texts = {
            merged: "".join(map(str, shown(render(NOTICE, merged=merged), "填写说明"))) for merged in (True, False)
        }
        assert ("不能排序" in texts[True], "不能排序" in texts[False]) == (True, False)

    def test_it_speaks_english_too(self) -> None:
        rows = shown(render(NOTICE, lang="en"), "How to")
        assert rows[0][0] == "How to fill in this workbook"
        assert ["Status", "The unit", "Choose from the list."] in rows


class TestUnitSheets:
    """What each unit has to do."""

    def test_each_unit_has_its_rows_and_its_role(self) -> None:
        book = load_workbook(BytesIO(render(tracked(), unit_sheets=True)), data_only=True)
        assert book.sheetnames == ["台账", "汇总", "填写说明", "区公安局", "区财政局", "区公安局分局", "台账数据"]
        sheet = book["区公安局"]
        assert [sheet["A1"].value, sheet["A2"].value] == [
            "区公安局", "本表是“台账”的视图，内容自动更新；请在“台账”表中填写，不要在本表填写。",
        ]  # fmt: skip
        assert [cell.value for cell in sheet[3]] == (
            "编号 工作任务 具体要求 分工 完成时限 截止日期 完成状态 完成比例 进展情况 存在问题 下一步措施 佐证材料".split()
        )
        assert [[cell.value for cell in sheet[row]][:7] for row in (4, 5)] == [
            ["1.1.1", "一", "甲。", "责任", None, sheet["F4"].value, "已完成"],
            ["2.1.1", "二", "丙。", "责任", None, sheet["F5"].value, "按计划"],
        ]
        assert sheet["F4"].value.date() == date(2021, 9, 1)

    @pytest.mark.parametrize(
        ("by", "row"),
        [
            ("requirement", "MATCH($A4,'台账'!$A$3:$A$205,0)"),
            ("unit", "MATCH(1,INDEX(('台账'!$A$3:$A$206=$A4)*('台账'!$E$3:$E$206=$A$1),0),0)"),
        ],
    )
    def test_what_people_fill_in_is_looked_up_in_the_ledger(self, by: str, row: str) -> None:
        """By the number, so that sorting does not matter."""
        ledger = Ledger.from_notice(NOTICE, by=by)  # type: ignore[arg-type]
        sheet = load_workbook(BytesIO(render(ledger, unit_sheets=True)))["区公安局"]
        rows = row.partition("$A$3:$A$")[2].partition(",")[0].partition("=")[0]
        letter = "J" if by == "requirement" else "I"
        assert sheet["G4"].value == f'=IFERROR(INDEX(\'台账\'!${letter}$3:${letter}${rows},{row})&"","")'
        assert sheet["A4"].value == "1.1.1"

    def test_the_summary_leads_to_them(self) -> None:
        sheet = load_workbook(BytesIO(render(tracked(), unit_sheets=True)))["汇总"]
        links = {cell.value: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
        assert links == {name: f"'{name}'!A1" for name in ("区公安局", "区财政局", "区公安局分局")}

    def test_names_that_no_sheet_can_have_are_made_fit(self) -> None:
        """The title of the sheet says the whole name."""
        names = ("台账", "history", "各镇[街道]/部门", "很" * 40, "很" * 41, "a", "A")
        requirement = Requirement(id="1", text="甲。", responsibilities=unit_of(*names))
        notice = Notice(sections=(Section(tasks=(Task(requirements=(requirement,)),)),))
        data = render(notice, unit_sheets=True)
        book = load_workbook(BytesIO(data))
        assert book.sheetnames[3:-1] == [
            "台账（2）", "history（2）", "各镇［街道］／部门", "很" * 30 + "…", "很" * 27 + "…（2）", "a", "A（2）",
        ]  # fmt: skip
        assert [book[name]["A1"].value for name in book.sheetnames[3:-1]] == list(names)
        found = read_ledger(data)
        assert (found.notice, found.doubts) == (notice, ())

    def test_the_notice_in_a_workbook_is_read_once(self) -> None:
        """Views repeat rows that the ledger has."""
        for by in ("requirement", "unit"):
            ledger = Ledger.from_notice(NOTICE, by=by)  # type: ignore[arg-type]
            plain, viewed = (read_notice(render(ledger, unit_sheets=wanted)) for wanted in (False, True))
            assert viewed.sections == plain.sections


class TestReadingThemBack:
    """What is typed into them is said, and is not the ledger's."""

    def test_an_edit_in_a_unit_sheet_is_quoted(self, reread: Reread) -> None:
        """Also in a cell that repeats the notice, in a new row, and in a column of one's own."""

        def change(book: Workbook) -> None:
            sheet = book["区公安局"]
            sheet["G4"], sheet["C5"], sheet["I6"], sheet["M4"] = "推进中", "改了", "新行", "备注"

        found = reread(tracked(), change, unit_sheets=True)
        assert found == tracked()
        assert [(doubt.code, str(doubt.location)) for doubt in found.doubts] == [
            ("ledger-view-edited", f"台账.xlsx!区公安局!{cell}") for cell in ("G4", "M4", "C5", "I6")
        ]
        assert (
            found.doubts[0].message
            == "'推进中' was typed into '区公安局', which only shows the ledger; it was not read"
        )

    def test_what_the_ledger_says_as_well_is_no_edit(self, reread: Reread) -> None:
        """Programs that save values in place of formulas make no doubts."""

        def change(book: Workbook) -> None:
            book["台账"]["L3"] = "已公开"
            book["区公安局"]["I4"] = "已公开"
            book["区公安局"]["G4"] = "已完成"

        found = reread(tracked(), change, unit_sheets=True)
        assert found == tracked().updated("1.1.1", note="已公开")
        assert found.doubts == ()

    def test_renamed_and_sorted_unit_sheets_are_known_all_the_same(self, reread: Reread) -> None:
        def change(book: Workbook) -> None:
            sheet: Worksheet = book["区公安局"]
            sheet.title = "公安"
            first, second = ([cell.value for cell in sheet[row]] for row in (4, 5))
            for row, values in ((4, second), (5, first)):
                for column, value in enumerate(values, 1):
                    sheet.cell(row, column).value = value

        found = reread(tracked(), change, unit_sheets=True, merged=False)
        assert (found, found.doubts) == (tracked(), ())

    def test_a_word_in_the_summary_or_the_guide_is_quoted(self, reread: Reread) -> None:
        def change(book: Workbook) -> None:
            book["汇总"]["L20"], book["填写说明"]["E2"], book["汇总"]["B20"] = "请核实", "已阅", 7

        found = reread(tracked(), change)
        assert found == tracked()
        assert [str(doubt.location) for doubt in found.doubts] == [
            "台账.xlsx!汇总!B20", "台账.xlsx!汇总!L20", "台账.xlsx!填写说明!E2",
        ]  # fmt: skip

    def test_other_sheets_are_named(self, reread: Reread) -> None:
        def change(book: Workbook) -> None:
            book.create_sheet("通讯录")["A1"] = "张某"
            book.create_sheet("空")

        found = reread(tracked(), change)
        assert [(doubt.code, doubt.location.sheet) for doubt in found.doubts] == [("ledger-other-sheet", "通讯录")]


class TestWhatTravels:
    """The hidden sheet carries the ledger, and a property of the file says which one."""

    def test_the_file_says_what_it_is(self, seed: Notice, tmp_path: Path) -> None:
        book = load_workbook(write_ledger(seed, tmp_path / "a.xlsx"))
        properties = book.properties
        assert (properties.title, properties.subject) == (seed.title, "济兖政办字〔2021〕20号")
        assert (properties.creator, properties.language) == ("policytasks", "zh-CN")
        assert [(each.name, each.value) for each in book.custom_doc_props.props] == [
            ("policytasks-data", book["台账数据"]["A2"].value)
        ]

    def test_a_hidden_sheet_of_another_workbook_is_noticed(self, reread: Reread) -> None:
        """As when the sheet with the table was moved there."""

        def change(book: Workbook) -> None:
            other = load_workbook(BytesIO(render(NOTICE)))["台账数据"]
            for row in range(1, 6):
                book["台账数据"].cell(row, 1).value = other.cell(row, 1).value

        found = reread(tracked(), change)
        assert "ledger-data-exchanged" in [doubt.code for doubt in found.doubts]
        assert found == tracked()

    def test_without_the_property_nothing_is_missing(self, reread: Reread) -> None:
        def change(book: Workbook) -> None:
            del book.custom_doc_props["policytasks-data"]

        found = reread(tracked(), change)
        assert (found, found.doubts) == (tracked(), ())

    def test_without_the_hidden_sheet_it_can_be_compared_with_the_ledger_at_home(self, tmp_path: Path) -> None:
        """The property tells whether it is the one that the workbook was written from."""
        path = write_ledger(tracked(), tmp_path / "台账.xlsx")
        book = load_workbook(path)
        book.remove(book["台账数据"])
        book["台账"]["L3"] = "已公开"
        book.save(path)
        expected = tracked().updated("1.1.1", note="已公开")
        found = read_ledger(path, base=tracked())
        assert found == expected
        assert [doubt.message for doubt in found.doubts] == [
            "the workbook carries no data of its notice: it was compared with the ledger that was given"
        ]
        other = attrs.evolve(tracked(), footnotes=("注",))
        assert (
            read_ledger(path, base=other).doubts[0].message.endswith("nothing says that it was written from that one")
        )
