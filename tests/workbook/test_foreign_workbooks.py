"""A city's own 台账, which this library did not write, is read: its work as a notice, its progress as entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.errors import LedgerError
from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import Status
from policytasks.model.notice import Requirement
from policytasks.model.responsibility import Role
from policytasks.workbook.own_columns import LedgerColumn, OwnColumn
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import write_ledger


def fill(sheet: Worksheet, rows: Sequence[Sequence[Any]], *, merged: Sequence[str] = (), first: int = 1) -> Worksheet:
    """Rows from one on, and merged cells."""
    for row, values in enumerate(rows, first):
        for column, value in enumerate(values, 1):
            if value is not None:
                sheet.cell(row, column).value = value
    for area in merged:
        sheet.merge_cells(area)
    return sheet


def saved(book: Workbook, folder: Path) -> Path:
    """The workbook as a file."""
    path = folder / "重点工作.xlsx"
    book.save(path)
    return path


def book_of(rows: Sequence[Sequence[Any]], *, merged: Sequence[str] = (), title: str = "Sheet1") -> Workbook:
    """A workbook of one sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    fill(sheet, rows, merged=merged)
    return book


def units(requirement: Requirement) -> Mapping[Role, list[str]]:
    """Names of units by role."""
    found: dict[Role, list[str]] = {}
    for each in requirement.responsibilities:
        found.setdefault(each.role, []).append(each.unit.name)
    return found


def codes(ledger: Ledger) -> list[tuple[str, str]]:
    """Doubts by code and place."""
    return [(doubt.code, str(doubt.location)) for doubt in ledger.doubts]


WITHOUT_DATA = ("ledger-without-data", "重点工作.xlsx")


def test_a_table_under_titles_with_merged_tasks(tmp_path: Path) -> None:
    """序号 and tasks merged over rows, 牵头单位 and 配合单位, lines above and below, a column of one's own."""
    rows = [
        ["某市2024年重点工作任务台账"],
        ["填报单位：市政府办公室\u3000\u3000填报日期：2024年6月30日"],
        ["序号", "工作任务", "具体措施", "牵头单位", "配合单位", "完成时限", "进展情况", "存在问题", "备注"],
        [1, "优化营商环境", "网办率达到95%以上。", "市行政审批局", "市大数据局、各县（市、区）", "2024年9月底前", "网办率92%。", "未对接", "重点"],
        [None, None, "公布罚款规定清单。", "市司法局", "市市场监管局", "2024年10月31日前", "正在起草。"],
        [2, "推进城市更新", "改造老旧小区36个。", "市住房城乡建设局", None, "长期坚持"],
        ["注：每月25日前更新。"],
    ]  # fmt: skip
    book = book_of(rows, merged=["A1:I1", "A2:I2", "A4:A5", "B4:B5", "A7:I7"])
    ledger = read_ledger(saved(book, tmp_path))
    notice = ledger.notice
    assert notice.title == "某市2024年重点工作任务台账"
    assert [(str(task.ordinal), task.title, len(task.requirements)) for task in notice.tasks] == [
        ("1", "优化营商环境", 2), ("2", "推进城市更新", 1),
    ]  # fmt: skip
    assert [(each.id, each.text, each.remarks) for each in notice.requirements] == [
        ("1.1.1", "网办率达到95%以上。", ()), ("1.1.2", "公布罚款规定清单。", ()), ("1.2.1", "改造老旧小区36个。", ()),
    ]  # fmt: skip
    assert units(notice.requirements[0]) == {
        Role.LEAD: ["市行政审批局"],
        Role.SUPPORTING: ["市大数据局", "各县（市、区）"],
    }
    assert ledger.entries == (
        Entry(
            requirement_id="1.1.1", due_on=date(2024, 9, 30), note="网办率92%。", problems="未对接", extras=(("备注", "重点"),)
        ),
        Entry(requirement_id="1.1.2", due_on=date(2024, 10, 31), note="正在起草。"),
        Entry(requirement_id="1.2.1"),
    )  # fmt: skip
    assert ledger.preface == ("某市2024年重点工作任务台账", "填报单位：市政府办公室\u3000\u3000填报日期：2024年6月30日")
    assert ledger.footnotes == ("注：每月25日前更新。",)
    assert (ledger.extra_columns, codes(ledger)) == (("备注",), [WITHOUT_DATA])
    assert str(ledger.place(ledger.entries[1], "note")) == "重点工作.xlsx!Sheet1!G5"


def test_a_head_of_two_rows_with_days_and_percentages(tmp_path: Path) -> None:
    """责任分工 over 责任单位 and 分管领导, 办理情况 over status, share and words; dates and percents as cells hold them."""
    rows = [
        ["附件1"],
        ["政府工作报告重点任务推进台账"],
        ["序号", "重点任务", "目标要求", "责任分工", None, "完成时限", "办理情况", None, None, "督办次数"],
        [None, None, None, "责任单位", "分管领导", None, "完成状态", "完成比例", "进展情况"],
        [1, "新建学校", "新建中小学3所。", "区教育和体育局", "张某", datetime(2024, 8, 31), "推进中", 0.6, "两所已封顶。", 2],
        [2, "农村公路", "改造公路50公里。", "区交通运输局\n各镇（街道）", "李某", datetime(2024, 10, 31), "已办结", 1, None, None],
    ]  # fmt: skip
    merged = ["A2:J2", "D3:E3", "G3:I3", *(f"{letter}3:{letter}4" for letter in "ABCFJ")]
    book = book_of(rows, merged=merged)
    for row in (5, 6):
        book.worksheets[0].cell(row, 8).number_format = "0%"
        book.worksheets[0].cell(row, 6).number_format = "yyyy/m/d"
    ledger = read_ledger(saved(book, tmp_path))
    assert [each.text for each in ledger.notice.requirements] == ["新建中小学3所。", "改造公路50公里。"]
    assert units(ledger.notice.requirements[1]) == {Role.RESPONSIBLE: ["区交通运输局", "各镇（街道）"]}
    assert ledger.notice.requirements[0].leaders == ("张某",)
    assert ledger.entries == (
        Entry(
            requirement_id="1.1.1", due_on=date(2024, 8, 31), status=Status.IN_PROGRESS, progress=60, note="两所已封顶。",
            extras=(("分管领导", "张某"), ("督办次数", 2)),
        ),
        Entry(
            requirement_id="1.2.1", due_on=date(2024, 10, 31), status=Status.DONE, progress=100,
            typed=(("status", "已办结"),), extras=(("分管领导", "李某"),),
        ),
    )  # fmt: skip
    assert codes(ledger) == [WITHOUT_DATA]


def test_several_sheets_are_several_sections(tmp_path: Path) -> None:
    """Each is named by its title line, or by the sheet where it has none; other sheets are named in a doubt."""
    book = Workbook()
    book.remove(book.worksheets[0])
    head = ["序号", "任务名称", "责任单位", "完成时限", "目前进展情况"]
    fill(
        book.create_sheet("经济"),
        [["2024年经济发展重点任务"], head, [1, "新签约项目30个", "区商务局", "2024年12月底", "已签约18个"]],
        merged=["A1:E1"],
    )
    fill(book.create_sheet("民生保障"), [head, [1, "新增托位600个", "区卫生健康局", "2024年10月底", "已新增200个"]])
    fill(book.create_sheet("通讯录"), [["姓名", "电话"], ["张某", "3412000"]])
    ledger = read_ledger(saved(book, tmp_path))
    assert [(section.title, [each.text for task in section.tasks for each in task.requirements]) for section in ledger.notice.sections] == [
        ("2024年经济发展重点任务", ["新签约项目30个"]),
        ("民生保障", ["新增托位600个"]),
    ]  # fmt: skip
    assert [(each.requirement_id, each.note, str(each.location)) for each in ledger.entries] == [
        ("1.1.1", "已签约18个", "重点工作.xlsx!经济!A3"),
        ("2.1.1", "已新增200个", "重点工作.xlsx!民生保障!A2"),
    ]
    assert codes(ledger) == [WITHOUT_DATA, ("ledger-other-sheet", "重点工作.xlsx!通讯录")]


def test_of_monthly_editions_the_one_that_was_open_is_read(tmp_path: Path) -> None:
    """6月 and 7月 say the same tasks; reading both would make each of them twice."""
    book = Workbook()
    book.remove(book.worksheets[0])
    head = ["序号", "任务名称", "责任单位", "工作进展"]
    for month in ("6月", "7月", "8月"):
        tasks = [[number, f"完成第{number}项任务", "区商务局", f"{month}进展{number}"] for number in (1, 2, 3)]
        fill(book.create_sheet(month), [head, *tasks])
    book.active = 1
    found = read_ledger(saved(book, tmp_path))
    assert [each.note for each in found.entries] == ["7月进展1", "7月进展2", "7月进展3"]
    assert codes(found)[1:] == [("ledger-other-sheet", f"重点工作.xlsx!{name}") for name in ("6月", "8月")]


def test_rows_of_single_units_become_a_ledger_by_unit(tmp_path: Path) -> None:
    """The text is merged over the units that share it; 编号 are the ids, and words of progress the status."""
    rows = [
        ["编号", "任务内容", "责任单位", "工作进展", "完成情况"],
        ["A-01", "编制实施方案并报备。", "区财政局", "已报备", "已完成"],
        [None, None, "区审计局", "起草中", "进行中"],
        ["A-02", "开展自查自纠。", "区财政局", "已开展", "进行中"],
    ]
    ledger = read_ledger(saved(book_of(rows, merged=["A2:A3", "B2:B3"]), tmp_path))
    assert ledger.by == "unit"
    assert [(each.key, each.status, each.note) for each in ledger.entries] == [
        (("A-01", "区财政局"), Status.DONE, "已报备"),
        (("A-01", "区审计局"), Status.IN_PROGRESS, "起草中"),
        (("A-02", "区财政局"), Status.IN_PROGRESS, "已开展"),
    ]


def test_bands_are_sections_and_unknown_columns_are_kept(tmp_path: Path) -> None:
    """A ledger of 整改, as it comes from an inspection."""
    rows = [
        ["某区环保督察反馈问题整改台账"],
        ["序号", "反馈问题", "整改目标", "整改措施", "责任单位", "整改时限", "整改进展", "是否销号"],
        ["一、大气污染防治方面"],
        [1, "扬尘管控不到位", "达标", "落实六个百分之百。", "区住建局", "2024年8月底", "已整改12处", "否"],
        ["二、水污染防治方面"],
        [2, "污水直排", "消除", "建设管网5公里。", "区水务局", "2024年5月31日", "已完工", "是"],
    ]
    ledger = read_ledger(saved(book_of(rows, merged=["A1:H1", "A3:H3", "A5:H5"]), tmp_path))
    assert [(str(section.ordinal), section.title) for section in ledger.notice.sections] == [
        ("一、", "大气污染防治方面"), ("二、", "水污染防治方面"),
    ]  # fmt: skip
    assert [(each.note, each.extras) for each in ledger.entries] == [
        ("已整改12处", (("整改目标", "达标"), ("是否销号", "否"))),
        ("已完工", (("整改目标", "消除"), ("是否销号", "是"))),
    ]


def test_several_rows_of_progress_are_one_entry(tmp_path: Path) -> None:
    """Task, units and time are merged; what was written month by month stands line by line."""
    rows = [
        ["序号", "任务名称", "责任单位", "进展情况", "备注"],
        [1, "修路50公里", "区交通运输局", "6月：开工。", "重点"],
        [None, None, None, "7月：完成20公里。", None],
        [2, "建桥2座", "区交通运输局", "6月：招标。", None],
    ]
    ledger = read_ledger(saved(book_of(rows, merged=["A2:A3", "B2:B3", "C2:C3", "E2:E3"]), tmp_path))
    assert [(each.note, each.extras) for each in ledger.entries] == [
        ("6月：开工。\n7月：完成20公里。", (("备注", "重点"),)),
        ("6月：招标。", ()),
    ]


def test_a_column_that_holds_something_else_than_its_heading_says_is_read_as_words(tmp_path: Path) -> None:
    """进度 without a single percentage is 进展情况."""
    rows = [
        ["序号", "任务名称", "责任单位", "进度"],
        [1, "修路", "区交通运输局", "按计划推进"],
        [2, "建桥", "区水务局", "受阻"],
    ]
    ledger = read_ledger(saved(book_of(rows), tmp_path))
    assert [(each.progress, each.note, each.extras) for each in ledger.entries] == [
        (None, "按计划推进", ()),
        (None, "受阻", ()),
    ]


def test_headings_of_the_house_are_told_to_the_reader(tmp_path: Path) -> None:
    """What no vocabulary knows, the caller says: 办法 is the progress, 级别 a choice."""
    rows = [["序号", "任务名称", "责任单位", "本月动态", "级别"], [1, "修路50公里", "区交通运输局", "开工", "重点"]]
    path = saved(book_of(rows), tmp_path)
    assert read_ledger(path).entries[0].extras == (("本月动态", "开工"), ("级别", "重点"))
    columns = (LedgerColumn(key="note", also=("本月动态",)), OwnColumn(heading="督办级别", also=("级别",)))
    entry = read_ledger(path, columns=columns).entries[0]
    assert (entry.note, entry.extras) == ("开工", (("督办级别", "重点"),))


def test_what_was_read_can_be_written_as_a_ledger(tmp_path: Path) -> None:
    """And comes back equal, now with everything that this library adds."""
    rows = [
        ["某市台账"],
        ["序号", "工作任务", "责任单位", "完成时限", "进展情况", "备注"],
        [1, "修路50公里", "区交通运输局", "2024年9月底前", "开工", 3],
        [2, "建桥2座", "区水务局、区财政局", "2024年8月", None, datetime(2024, 6, 1)],
    ]
    ledger = read_ledger(saved(book_of(rows, merged=["A1:F1"]), tmp_path))
    again = read_ledger(write_ledger(ledger, tmp_path / "台账.xlsx"))
    assert again == ledger
    assert again.doubts == ()
    assert [each.extras for each in again.entries] == [(("备注", 3),), (("备注", date(2024, 6, 1)),)]


def test_a_workbook_that_divides_no_work_is_refused(tmp_path: Path) -> None:
    """With the headings that were looked for."""
    with pytest.raises(LedgerError, match="no sheet with the headings of a ledger"):
        read_ledger(saved(book_of([["姓名", "电话"], ["张某", "3412000"]]), tmp_path))
