"""Offices choose the columns of their ledger, name them, and add their own with drop-downs and checks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import attrs
import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from policytasks.errors import LedgerError
from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import Status
from policytasks.model.notice import Notice
from policytasks.workbook.own_columns import LedgerColumn, OwnColumn
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import render, write_ledger

Reread = Callable[..., Ledger]

OWN = (
    OwnColumn(heading="督办级别", kind="choice", choices=("一般", "重点", "=特急")),
    OwnColumn(heading="约谈日期", kind="day", editor="office"),
    OwnColumn(heading="投资（万元）", kind="number"),
    OwnColumn(heading="形象进度", kind="percentage", also=("进度条",)),
    OwnColumn(heading="分管领导"),
)


def heads(book: Workbook) -> list[str]:
    """The headings that people see, in order."""
    sheet = book["台账"]
    return [
        str(cell.value) for cell in sheet[3] if not sheet.column_dimensions[cell.column_letter].hidden and cell.value
    ]


def typing(**values: object) -> Callable[[Workbook], None]:
    """Somebody who types into the first row, under headings."""

    def change(book: Workbook) -> None:
        sheet = book["台账"]
        for cell in sheet[3]:
            if cell.value in values:
                sheet.cell(4, cell.column).value = values[cell.value]

    return change


def test_columns_in_the_order_and_under_the_headings_that_were_asked_for(seed: Notice, tmp_path: Path) -> None:
    """What is left out is not lost; the numbers by which rows are found again are there, hidden."""
    ledger = Ledger.from_notice(seed).updated("1.1.1", note="已公开", problems="人手不足")
    columns = (
        LedgerColumn(key="text", heading="工作内容", width=50),
        "responsible",
        "status",
        LedgerColumn(key="note", heading="最新动态"),
    )
    path = write_ledger(ledger, tmp_path / "a.xlsx", columns=columns)
    book = load_workbook(path)
    assert heads(book) == ["工作内容", "责任单位", "完成状态", "最新动态"]
    assert (book["台账"].column_dimensions["A"].width, book["台账"]["E4"].value) == (50, "1.1.1")
    found = read_ledger(path)
    assert found == ledger
    assert found.doubts == ()


def test_an_ellipsis_stands_for_all_columns_that_are_not_named(seed: Notice, tmp_path: Path) -> None:
    """In their usual order."""
    book = load_workbook(write_ledger(seed, tmp_path / "a.xlsx", columns=("status", ..., "note", *OWN[:1])))
    assert heads(book) == (
        "完成状态 编号 部分 工作任务 具体要求 牵头单位 责任单位 配合单位 完成时限 截止日期 完成比例 存在问题 下一步措施 佐证材料 更新日期 更新人 "
        "进展情况 督办级别"
    ).split()  # fmt: skip


def test_cells_under_renamed_headings_are_read(seed: Notice, reread: Reread) -> None:
    """Nobody has to say again what the headings mean: the workbook brings it along."""
    columns = (..., LedgerColumn(key="note", heading="最新动态", also=("本月动态",)))
    found = reread(Ledger.from_notice(seed), typing(最新动态="已公开"), columns=columns)
    assert found == Ledger.from_notice(seed).updated("1.1.1", note="已公开")
    assert found.doubts == ()


def test_own_columns_hold_what_they_are_meant_for(seed: Notice, reread: Reread) -> None:
    """Words of the list, days, numbers, percentages and texts, in whatever way they were typed."""
    found = reread(
        Ledger.from_notice(seed),
        typing(督办级别="重点", 约谈日期="2021年9月1日", **{"投资（万元）": "1,250.5"}, 形象进度="60%", 分管领导=3),
        columns=(..., *OWN),
    )
    assert found.entry("1.1.1").extras == (
        ("督办级别", "重点"), ("约谈日期", date(2021, 9, 1)), ("投资（万元）", 1250.5), ("形象进度", 60), ("分管领导", "3"),
    )  # fmt: skip
    assert found.extra_columns == tuple(column.heading for column in OWN)
    assert found.doubts == ()


def test_what_an_own_column_cannot_hold_keeps_its_words(seed: Notice, reread: Reread) -> None:
    """Each with a doubt that names the cell."""
    found = reread(
        Ledger.from_notice(seed),
        typing(督办级别="特别重要", 约谈日期="下周", **{"投资（万元）": "约千万"}, 形象进度=datetime(2021, 9, 1)),
        columns=(..., *OWN),
    )
    assert found.entry("1.1.1").extras == (
        ("督办级别", "特别重要"), ("约谈日期", "下周"), ("投资（万元）", "约千万"), ("形象进度", date(2021, 9, 1)),
    )  # fmt: skip
    assert [(doubt.code, doubt.location.cell) for doubt in found.doubts] == [
        ("ledger-value-unread", f"{letter}4") for letter in "RSTU"
    ]
    assert found.doubts[0].message == "督办级别 of 1.1.1 is not understood: '特别重要'"


def test_own_columns_have_drop_downs_checks_and_formats(seed: Notice, tmp_path: Path) -> None:
    """The list stands in a range, one of its words begins with = and stays a text."""
    book = load_workbook(write_ledger(seed, tmp_path / "a.xlsx", columns=(..., *OWN)))
    found = {str(each.sqref): (each.type, each.formula1) for each in book["台账"].data_validations.dataValidation}
    assert found["R4:R250"] == ("list", "'台账数据'!$D$1:$D$3")
    assert [book["台账数据"].cell(row, 4).value for row in (1, 2, 3)] == ["一般", "重点", "=特急"]
    assert book["台账数据"].cell(3, 4).data_type == "s"
    assert found["I4:I250 P4:P250 S4:S250"] == ("date", "32874")
    assert found["T4:T250"] == ("decimal", "-1E+15")
    assert found["K4:K250 U4:U250"] == ("whole", "0")
    formats = [book["台账"][f"{letter}4"].number_format for letter in "RSTUV"]
    assert formats == ["@", "yyyy-mm-dd", "General", '0"%"', "@"]


def test_values_of_own_columns_come_back_equal(seed: Notice, tmp_path: Path) -> None:
    """Also those that do not fit the column."""
    extras = (("督办级别", "没有的词"), ("约谈日期", -5.5e16), ("投资（万元）", date(2021, 9, 1)), ("形象进度", "一半"))
    ledger = Ledger.from_notice(seed).updated("1.1.1", extras=extras)
    found = read_ledger(write_ledger(ledger, tmp_path / "a.xlsx", columns=(..., *OWN)))
    assert found == ledger
    assert found.doubts == ()


def test_a_heading_that_an_own_column_was_given_later_is_understood(seed: Notice, reread: Reread) -> None:
    """By one of the further headings that it was written with, or that the reader is told."""

    def rename(book: Workbook) -> None:
        typing(形象进度=40)(book)
        typing(分管领导="张某")(book)
        for cell in book["台账"][3]:
            cell.value = {"形象进度": "进 度 条", "分管领导": "挂包领导"}.get(str(cell.value), cell.value)

    found = reread(Ledger.from_notice(seed), rename, columns=(..., *OWN))
    assert found.entry("1.1.1").extras == (("形象进度", 40), ("挂包领导", "张某"))
    assert [doubt.message for doubt in found.doubts] == [
        "the column 分管领导 is not there; its values stay as they were"
    ]


def test_the_words_of_an_office_are_offered_lit_and_read(seed: Notice, reread: Reread, tmp_path: Path) -> None:
    """已上线 is in the drop-down, makes the light green, and means that it is done when it comes back."""
    words = {"已上线": Status.DONE, "未完成": Status.IN_PROGRESS}
    book = load_workbook(write_ledger(seed, tmp_path / "a.xlsx", status_words=words))
    assert [book["台账数据"].cell(row, 3).value for row in range(1, 7)] == [*map(str, Status), "已上线", "未完成"]
    green = next(rule for cells in book["台账"].conditional_formatting for rule in cells.rules)
    assert "|已上线|" in green.formula[0]
    found = reread(Ledger.from_notice(seed), typing(完成状态="已上线"), status_words=words)
    assert found.entry("1.1.1").status is Status.DONE
    assert found.doubts == ()


@pytest.mark.parametrize("by", ["requirement", "unit"])
def test_a_sheet_without_numbers_finds_its_rows_all_the_same(seed: Notice, reread: Reread, by: str) -> None:
    """Sorted by somebody who does not see them."""
    ledger = Ledger.from_notice(seed, by=by)  # type: ignore[arg-type]

    def sort(book: Workbook) -> None:
        sheet = book["台账"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
        for number, values in enumerate(reversed(rows), 4):
            for column, value in enumerate(values, 1):
                sheet.cell(number, column).value = value

    found = reread(ledger, sort, columns=("text", "status", "note"), merged=False)
    assert found == attrs.evolve(ledger, entries=ledger.entries[::-1])
    assert found.doubts == ()


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (("没有的列",), "'没有的列'"),
        (("unit",), "'unit'"),
        (("id", "id"), "'编号'"),
        (("id", LedgerColumn(key="note", heading="督办级别"), OwnColumn(heading="督办 级别")), "'督办 级别'"),
        ((), ""),
    ],
    ids=["none of ours", "of the other kind", "twice", "two of one heading", "none at all"],
)
def test_columns_that_no_sheet_can_have_are_refused(seed: Notice, columns: tuple[str, ...], found: str) -> None:
    """Before anything is written."""
    with pytest.raises(LedgerError) as caught:
        render(seed, columns=columns)
    assert caught.value.found == found


@pytest.mark.parametrize(
    ("column", "message"),
    [
        (lambda: OwnColumn(heading=" "), "without heading"),
        (lambda: OwnColumn(heading="进展情况"), "of every ledger"),
        (lambda: OwnColumn(heading="级别", kind="choice"), "does not fit"),
        (lambda: OwnColumn(heading="级别", choices=("一般",)), "does not fit"),
        (lambda: OwnColumn(heading="级别", kind="choice", choices=("一般", "一般")), "does not fit"),
        (lambda: OwnColumn(heading="级别", kind="choice", choices=("一般", " ")), "blank choice"),
        (lambda: OwnColumn(heading="级别", kind="date"), "not a kind of column"),
        (lambda: LedgerColumn(key="级别"), "no such column"),
        (lambda: LedgerColumn(key="note", heading="存在问题"), "not a heading for this column"),
    ],
    ids=[
        "blank",
        "taken",
        "no choices",
        "choices of none",
        "twice",
        "blank choice",
        "kind",
        "key",
        "another's heading",
    ],
)
def test_columns_that_contradict_themselves_are_refused(column: Callable[[], object], message: str) -> None:
    """When they are made, so that the caller sees which one it is."""
    with pytest.raises(LedgerError, match=message):
        column()


def test_a_note_on_a_column_that_is_left_out_is_kept(seed: Notice, tmp_path: Path) -> None:
    """It cannot be shown, and is not lost."""
    ledger = Ledger.from_notice(seed).updated("1.1.1", comments=(("problems", "请补充"),))
    assert read_ledger(write_ledger(ledger, tmp_path / "a.xlsx", columns=("id", "text"))) == ledger


def test_an_unseen_column_is_no_column_for_a_reader_of_a_new_row(seed: Notice, tmp_path: Path) -> None:
    """A row that people add has no number, whether they see the column or not."""
    path = write_ledger(seed, tmp_path / "a.xlsx", columns=("text", "note"), merged=False)
    book = load_workbook(path)
    book["台账"]["A51"], book["台账"]["B51"] = "新增一项。", "刚开始"
    book.save(path)
    found = read_ledger(path)
    assert found.entries[-1] == Entry(requirement_id="5.20.2", note="刚开始")
    assert [doubt.code for doubt in found.doubts] == ["ledger-row-added"]
