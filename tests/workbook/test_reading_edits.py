"""What people do to a workbook is read back, or reported with sheet and cell; nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.errors import LedgerError
from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import Status
from policytasks.model.deadline import Deadline, DeadlineKind
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.ordinal import Ordinal
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit, UnitKind
from policytasks.units.kinds import kind_of
from policytasks.workbook.reader import read_ledger, read_written_ledger
from policytasks.workbook.writer import write_ledger

Reread = Callable[..., Ledger]


def sheet_of(book: Workbook) -> Worksheet:
    """The table."""
    sheet: Worksheet = book["台账"]
    return sheet


def head_of(sheet: Worksheet) -> int:
    """The row of the headings."""
    return next(row for row in range(1, 10) if sheet.cell(row, 1).value == "编号")


def column_of(sheet: Worksheet, heading: str) -> int:
    """The column under a heading."""
    head = head_of(sheet)
    return next(number for number in range(1, 30) if sheet.cell(head, number).value == heading)


def row_of(sheet: Worksheet, id: str, nth: int = 1) -> int:
    """The row of a requirement."""
    return [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == id][nth - 1]


def put(sheet: Worksheet, id: str, heading: str, value: Any, nth: int = 1) -> str:
    """Type a value into the row of a requirement; returns the address."""
    cell = sheet.cell(row_of(sheet, id, nth), column_of(sheet, heading))
    cell.value = value
    return cell.coordinate


def typing(id: str, **values: Any) -> Callable[[Workbook], None]:
    """Somebody who types values under headings."""

    def change(book: Workbook) -> None:
        for heading, value in values.items():
            put(sheet_of(book), id, heading, value)

    return change


def unmerge(sheet: Worksheet) -> None:
    """openpyxl leaves merged cells behind when columns move; Excel does not."""
    sheet.merged_cells.ranges.clear()


def codes(ledger: Ledger) -> list[tuple[str, str | None]]:
    """Doubts by code and cell."""
    return [(doubt.code, doubt.location.cell) for doubt in ledger.doubts]


# --- progress ----------------------------------------------------------------------------------------------------------------


def test_filled_in_cells_become_fields(seed: Notice, reread: Reread) -> None:
    """Every progress column, as a clerk fills it in."""
    found = reread(
        Ledger.from_notice(seed),
        typing(
            "1.1.2", 截止日期=datetime(2021, 10, 1), 完成状态="推进中", 完成比例=60, 进展情况="已公开\n两批", 存在问题="人手不足",
            下一步措施="增加人手", 佐证材料="附件1", 更新日期="2021年9月1日", 更新人="张某",
        ),
    )  # fmt: skip
    expected = Ledger.from_notice(seed).updated(
        "1.1.2", due_on=date(2021, 10, 1), status=Status.IN_PROGRESS, progress=60, note="已公开\n两批", problems="人手不足",
        next_steps="增加人手", evidence="附件1", updated_on=date(2021, 9, 1), updated_by="张某",
    )  # fmt: skip
    assert found == expected
    assert found.doubts == ()


def test_emptied_cells_become_empty_fields(seed: Notice, reread: Reread) -> None:
    """A cell that was cleared is cleared."""
    filled = Ledger.from_notice(seed).updated("1.1.1", status=Status.DONE, progress=100, note="完成")
    found = reread(filled, typing("1.1.1", 完成状态=None, 完成比例=None, 进展情况=None, 截止日期=None))
    assert found.entry("1.1.1") == Entry(requirement_id="1.1.1")


def test_a_synonym_is_understood_and_kept(seed: Notice, reread: Reread) -> None:
    """顺利推进 means 推进中, and is shown again as it was typed."""
    found = reread(Ledger.from_notice(seed), typing("1.1.1", 完成状态="顺利推进"))
    assert found.entry("1.1.1").status is Status.IN_PROGRESS
    assert found.entry("1.1.1").typed == (("status", "顺利推进"),)
    assert found.doubts == ()


def test_words_that_a_field_cannot_hold_are_kept_and_reported(seed: Notice, reread: Reread, tmp_path: Path) -> None:
    """They stand in the cells again when the ledger is written again."""
    words = {"截止日期": "另行通知", "完成状态": "按计划", "完成比例": "约一半", "更新日期": "上周"}
    found = reread(Ledger.from_notice(seed).updated("1.1.1", status=Status.IN_PROGRESS), typing("1.1.1", **words))
    entry = found.entry("1.1.1")
    assert entry.typed == (("status", "按计划"), ("progress", "约一半"), ("due_on", "另行通知"), ("updated_on", "上周"))
    assert (entry.status, entry.progress, entry.due_on, entry.updated_on) == (Status.IN_PROGRESS, None, None, None)
    assert codes(found) == [
        ("ledger-value-unread", "I4"),
        ("ledger-status-unknown", "J4"),
        ("ledger-value-unread", "K4"),
        ("ledger-value-unread", "P4"),
    ]
    assert read_ledger(write_ledger(found, tmp_path / "again.xlsx")) == found


def test_an_office_reads_its_own_words_for_statuses(seed: Notice, tmp_path: Path) -> None:
    """The reader is told what they mean; the word stays as it was typed."""
    book = load_workbook(write_ledger(Ledger.from_notice(seed), tmp_path / "台账.xlsx"))
    put(sheet_of(book), "1.1.1", "完成状态", "已上线")
    book.save(tmp_path / "返回.xlsx")
    unread = read_ledger(tmp_path / "返回.xlsx")
    assert (unread.entry("1.1.1").status, codes(unread)[0][0]) == (Status.NOT_STARTED, "ledger-status-unknown")
    found = read_ledger(tmp_path / "返回.xlsx", status_words={"已上线": Status.DONE})
    assert (found.entry("1.1.1").status, found.entry("1.1.1").typed) == (Status.DONE, (("status", "已上线"),))
    assert found.doubts == ()
    with pytest.raises(LedgerError, match="not a word for a status"):
        read_ledger(tmp_path / "返回.xlsx", status_words={"": Status.DONE})


def test_a_percent_cell_is_read_as_it_looks(seed: Notice, reread: Reread) -> None:
    """0.6 in a cell that shows percents is 60."""

    def change(book: Workbook) -> None:
        address = put(sheet_of(book), "1.1.1", "完成比例", 0.6)
        sheet_of(book)[address].number_format = "0%"

    assert reread(Ledger.from_notice(seed), change).entry("1.1.1").progress == 60


def test_numbers_and_days_in_text_columns_become_texts(seed: Notice, reread: Reread) -> None:
    """Programs make a day of 8-10 before anybody sees it."""
    found = reread(
        Ledger.from_notice(seed), typing("1.1.1", 进展情况=95, 存在问题=datetime(2021, 8, 10), 佐证材料=True)
    )
    entry = found.entry("1.1.1")
    assert (entry.note, entry.problems, entry.evidence) == ("95", "2021-08-10", "TRUE")


# --- rows and columns ------------------------------------------------------------------------------------------------------


def test_sorted_rows_keep_their_entries(seed: Notice, tmp_path: Path) -> None:
    """The order of the sheet is the order of the entries; the notice stays as it is."""
    ledger = Ledger.from_notice(seed).updated("1.1.1", note="首行")
    path = write_ledger(ledger, tmp_path / "a.xlsx", merged=False)
    book = load_workbook(path)
    sheet = sheet_of(book)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=50)]
    for number, values in enumerate(reversed(rows), 4):
        for column, value in enumerate(values, 1):
            sheet.cell(number, column).value = value
    book.save(path)
    found = read_ledger(path)
    assert found == attrs.evolve(ledger, entries=ledger.entries[::-1])
    assert found.doubts == ()


def test_a_deleted_row_is_reported_and_the_notice_keeps_it(seed: Notice, tmp_path: Path) -> None:
    """An entry less, a doubt more."""
    path = write_ledger(Ledger.from_notice(seed), tmp_path / "a.xlsx", merged=False)
    book = load_workbook(path)
    sheet_of(book).delete_rows(5)
    book.save(path)
    found = read_ledger(path)
    assert found.notice == seed
    assert [entry.requirement_id for entry in found.entries] == [
        each.id for each in seed.requirements if each.id != "1.1.2"
    ]
    assert [(doubt.code, "1.1.2" in doubt.message) for doubt in found.doubts] == [("ledger-row-missing", True)]


def test_a_new_row_becomes_a_requirement(seed: Notice, tmp_path: Path) -> None:
    """A row typed under the task of the one above; it gets the next number of the task."""
    path = write_ledger(Ledger.from_notice(seed), tmp_path / "a.xlsx", merged=False)
    book = load_workbook(path)
    sheet = sheet_of(book)
    sheet.insert_rows(5)
    for heading, value in {
        "具体要求": "新增一项。",
        "责任单位": "区财政局、区政府各部门、单位",
        "完成时限": "9月底前",
        "进展情况": "刚开始",
    }.items():
        sheet.cell(5, column_of(sheet, heading)).value = value
    book.save(path)
    found = read_ledger(path)
    task = found.notice.tasks[0]
    assert [each.id for each in task.requirements] == ["1.1.1", "1.1.4", "1.1.2", "1.1.3"]
    new = task.requirements[1]
    assert new == Requirement(
        id="1.1.4",
        text="新增一项。",
        responsibilities=(
            Responsibility(unit=Unit(name="区财政局"), role=Role.RESPONSIBLE),
            Responsibility(unit=Unit(name="区政府各部门、单位", kind=UnitKind.COLLECTIVE), role=Role.RESPONSIBLE),
        ),
        deadlines=(Deadline(text="9月底前", kind=DeadlineKind.DATE, due_on=date(2021, 9, 30)),),
    )
    assert found.entries[1] == Entry(requirement_id="1.1.4", note="刚开始")
    assert codes(found) == [("ledger-row-added", "D5")]
    assert attrs.evolve(found.notice, sections=()) == attrs.evolve(seed, sections=())


def test_a_new_row_with_a_new_section_opens_it(seed: Notice, tmp_path: Path) -> None:
    """Headings that the notice does not have become levels of it."""
    path = write_ledger(Ledger.from_notice(seed), tmp_path / "a.xlsx", merged=False)
    book = load_workbook(path)
    sheet = sheet_of(book)
    for heading, value in {
        "编号": "6.21.1",
        "部分": "六、新增部分",
        "工作任务": "（二十一）新增任务",
        "具体要求": "新增。",
    }.items():
        sheet.cell(51, column_of(sheet, heading)).value = value
    book.save(path)
    section = read_ledger(path).notice.sections[5]
    assert section == Section(
        ordinal=Ordinal.parse("六、"),
        title="新增部分",
        tasks=(
            Task(
                ordinal=Ordinal.parse("（二十一）"),
                title="新增任务",
                requirements=(Requirement(id="6.21.1", text="新增。"),),
            ),
        ),
    )


def copied(sheet: Worksheet, source: int, target: int) -> None:
    """A row as it is pasted below the table, with its number."""
    for column in range(1, sheet.max_column + 1):
        cell = sheet.cell(source, column)
        pasted = sheet.cell(target, column)
        pasted.value, pasted.number_format = cell.value, cell.number_format


def test_a_row_that_was_copied_is_left_out_and_said(seed: Notice, reread: Reread) -> None:
    """With its number; the ledger is as it was."""
    ledger = Ledger.from_notice(seed).updated("1.1.1", note="已公开")
    found = reread(ledger, lambda book: copied(sheet_of(book), 4, 51), merged=False)
    assert found == ledger
    assert [str(doubt.location) for doubt in found.doubts] == ["台账.xlsx!台账!A51"]
    assert [(doubt.code, doubt.message) for doubt in found.doubts] == [
        ("ledger-row-repeated", "the row says of 1.1.1 what A4 says")
    ]


def test_the_copy_counts_in_which_somebody_typed(seed: Notice, reread: Reread) -> None:
    """An untouched copy says nothing, wherever it stands."""

    def change(book: Workbook) -> None:
        copied(sheet_of(book), 4, 51)
        sheet_of(book).cell(51, column_of(sheet_of(book), "进展情况")).value = "已公开"

    found = reread(Ledger.from_notice(seed), change, merged=False)
    assert found.entry("1.1.1") == Entry(requirement_id="1.1.1", due_on=date(2021, 11, 30), note="已公开")
    assert found.notice == seed
    assert codes(found) == [("ledger-row-repeated", "A4")]


def test_what_two_copies_say_otherwise_is_quoted_cell_by_cell(seed: Notice, reread: Reread) -> None:
    """The first of two that were typed into is read."""

    def change(book: Workbook) -> None:
        sheet = sheet_of(book)
        copied(sheet, 4, 51)
        put(sheet, "1.1.1", "进展情况", "甲说")
        put(sheet, "1.1.1", "进展情况", "乙说", nth=2)
        put(sheet, "1.1.1", "完成比例", 80, nth=2)

    found = reread(Ledger.from_notice(seed), change, merged=False)
    assert found == Ledger.from_notice(seed).updated("1.1.1", note="甲说")
    assert [(doubt.location.cell, doubt.message) for doubt in found.doubts] == [
        ("K51", "完成比例 of 1.1.1 says '80'; A4 is about the same and was read"),
        ("L51", "进展情况 of 1.1.1 says '乙说'; A4 is about the same and was read"),
    ]


def test_a_copy_with_another_text_is_another_requirement(seed: Notice, reread: Reread) -> None:
    """As people make a new row: they copy one, number and all, and type over it."""

    def change(book: Workbook) -> None:
        sheet = sheet_of(book)
        copied(sheet, 4, 51)
        for heading, value in {"具体要求": "新增一项。", "责任单位": "区财政局", "进展情况": "刚开始"}.items():
            sheet.cell(51, column_of(sheet, heading)).value = value

    found = reread(Ledger.from_notice(seed), change, merged=False)
    assert [each.id for each in found.notice.tasks[0].requirements] == ["1.1.1", "1.1.2", "1.1.3", "1.1.4"]
    assert found.notice.requirements[0] == seed.requirements[0]
    new = found.notice.tasks[0].requirements[3]
    assert (new.text, [str(each.unit) for each in new.responsibilities]) == ("新增一项。", ["区财政局"])
    assert found.entries[-1] == Entry(requirement_id="1.1.4", due_on=date(2021, 11, 30), note="刚开始")
    assert codes(found) == [("ledger-row-repeated", "A51")]


def test_a_number_that_was_typed_over_does_not_move_the_row(seed: Notice, reread: Reread) -> None:
    """Pulling the corner of a cell down renumbers rows; their texts say what they are."""

    def change(book: Workbook) -> None:
        for row, number in ((5, "1.1.1"), (6, "1.1.1"), (7, "没有的号")):
            sheet_of(book).cell(row, 1).value = number

    found = reread(Ledger.from_notice(seed), change, merged=False)
    assert found == Ledger.from_notice(seed)
    assert [(doubt.code, doubt.message) for doubt in found.doubts] == [
        ("ledger-cell-kept", f"编号 of {id} was left as it was; the cell says {said!r}")
        for id, said in (("1.1.2", "1.1.1"), ("1.1.3", "1.1.1"), ("1.2.1", "没有的号"))
    ]


def test_rows_that_were_moved_to_another_sheet_are_read_there(seed: Notice, reread: Reread) -> None:
    """As people put aside what is done; copies of rows that are still in the ledger are not read twice."""

    def change(book: Workbook) -> None:
        sheet, aside = sheet_of(book), book.create_sheet("已完成")
        for target, source in ((1, 3), (2, 5), (3, 6)):
            for column in range(1, 18):
                aside.cell(target, column).value = sheet.cell(source, column).value
        aside.cell(2, 12).value = "已办结"
        sheet.delete_rows(5)

    found = reread(Ledger.from_notice(seed), change, merged=False)
    assert found.entries[-1] == Entry(requirement_id="1.1.2", due_on=date(2021, 11, 30), note="已办结")
    assert found.notice == seed
    assert [(doubt.code, str(doubt.location)) for doubt in found.doubts] == [
        ("ledger-row-elsewhere", "台账.xlsx!已完成!A2"),
        ("ledger-other-sheet", "台账.xlsx!已完成"),
    ]


def test_a_missing_column_blanks_nothing(seed: Notice, tmp_path: Path) -> None:
    """Its values stay as they were; not even the number column is needed."""
    ledger = Ledger.from_notice(seed).updated("1.1.1", note="已公开", status=Status.DONE)
    path = write_ledger(ledger, tmp_path / "a.xlsx", merged=False)
    book = load_workbook(path)
    sheet = sheet_of(book)
    for row in (1, 2):
        sheet.unmerge_cells(f"A{row}:Q{row}")
        sheet.cell(row, 4).value = sheet.cell(row, 1).value
    for heading in ("进展情况", "完成时限", "责任单位", "编号"):
        column = next(cell.column for cell in sheet[3] if cell.value == heading)
        sheet.delete_cols(column)
    book.save(path)
    found = read_ledger(path)
    assert found == ledger
    assert [doubt.code for doubt in found.doubts] == ["ledger-column-missing"] * 4


def test_columns_in_another_order_with_other_headings_are_found(seed: Notice, tmp_path: Path) -> None:
    """Blanks in headings, synonyms, and a column moved to the front."""
    ledger = Ledger.from_notice(seed).updated("1.1.1", note="已公开")
    path = write_ledger(ledger, tmp_path / "a.xlsx", merged=False)
    book = load_workbook(path)
    sheet = sheet_of(book)
    unmerge(sheet)
    sheet.cell(3, column_of(sheet, "进展情况")).value = "工 作 进 展"
    sheet.insert_cols(1)
    moved = next(cell.column for cell in sheet[3] if cell.value == "更新人")
    for row in range(3, 51):
        sheet.cell(row, 1).value = sheet.cell(row, moved).value
    sheet.delete_cols(moved)
    book.save(path)
    found = read_ledger(path)
    assert found == ledger
    assert found.doubts == ()


def test_an_unknown_heading_is_told_by_what_stands_below_it(seed: Notice, reread: Reread) -> None:
    """Only where a column is missing; the doubt quotes the heading."""

    def rename(book: Workbook) -> None:
        sheet = sheet_of(book)
        sheet.cell(3, column_of(sheet, "责任单位")).value = "谁来办"
        sheet.cell(3, column_of(sheet, "完成状态")).value = "目前怎样"
        put(sheet, "1.1.1", "目前怎样", "已完成")

    found = reread(Ledger.from_notice(seed), rename, merged=False)
    assert found == Ledger.from_notice(seed).updated("1.1.1", status=Status.DONE)
    assert [(doubt.code, doubt.message, doubt.location.cell) for doubt in found.doubts] == [
        ("ledger-heading-guessed", "the heading '谁来办' was taken for 责任单位", "F3"),
        ("ledger-heading-guessed", "the heading '目前怎样' was taken for 完成状态", "J3"),
    ]


def test_an_unknown_heading_over_blank_cells_is_told_by_its_words(seed: Notice, reread: Reread) -> None:
    """最新进展情况（6月） is 进展情况; 领导批示 is nothing that the ledger has."""

    def rename(book: Workbook) -> None:
        sheet = sheet_of(book)
        sheet.cell(3, column_of(sheet, "进展情况")).value = "最新进展情况（6月）"
        sheet.cell(3, column_of(sheet, "存在问题")).value = "领导批示"
        put(sheet, "1.1.1", "最新进展情况（6月）", "已公开")
        put(sheet, "1.1.1", "领导批示", "请抓紧")

    found = reread(Ledger.from_notice(seed), rename)
    assert found == Ledger.from_notice(seed).updated("1.1.1", note="已公开", extras=(("领导批示", "请抓紧"),))
    assert [(doubt.code, doubt.location.cell) for doubt in found.doubts] == [
        ("ledger-heading-guessed", "L3"), ("ledger-column-missing", None),
    ]  # fmt: skip


def test_a_heading_is_not_guessed_where_no_column_is_missing(seed: Notice, reread: Reread) -> None:
    """最新进展情况 beside 进展情况 is a column of the office."""

    def add(book: Workbook) -> None:
        sheet = sheet_of(book)
        sheet.cell(3, 18).value, sheet.cell(4, 18).value = "最新进展情况", "已公开"

    found = reread(Ledger.from_notice(seed), add)
    assert found.entry("1.1.1").extras == (("最新进展情况", "已公开"),)
    assert (found.entry("1.1.1").note, found.doubts) == ("", ())


def test_a_head_of_two_rows_is_read_as_one(seed: Notice, reread: Reread) -> None:
    """Groups over the headings, as people make them for a meeting; what stands alone is merged over both rows."""

    def group(book: Workbook) -> None:
        sheet = sheet_of(book)
        unmerge(sheet)
        sheet.insert_rows(4)
        for number in (5, 6, 7):
            sheet.cell(4, number).value = str(sheet.cell(3, number).value).removesuffix("单位")
            sheet.cell(3, number).value = None
        for number in range(10, 18):
            sheet.cell(4, number).value, sheet.cell(3, number).value = sheet.cell(3, number).value, None
        sheet.cell(3, 5).value, sheet.cell(3, 10).value = "责任分工", "办理情况"
        for area in ("E3:G3", "J3:Q3", *(f"{letter}3:{letter}4" for letter in "ABCDHI")):
            sheet.merge_cells(area)
        sheet.cell(5, 12).value = "已公开"

    found = reread(Ledger.from_notice(seed), group, merged=False)
    assert found == Ledger.from_notice(seed).updated("1.1.1", note="已公开")
    assert found.doubts == ()


def test_a_head_below_several_lines_is_found(seed: Notice, reread: Reread) -> None:
    """In row 5, say, under a title, an annex mark and whoever fills it in."""

    def push_down(book: Workbook) -> None:
        sheet = sheet_of(book)
        unmerge(sheet)
        sheet.insert_rows(1, amount=2)
        sheet["A1"], sheet["A2"] = "附件2", "填报单位：区财政局"

    found = reread(Ledger.from_notice(seed), push_down, merged=False)
    assert found.entries == Ledger.from_notice(seed).entries
    assert (found.preface or ())[:2] == ("附件2", "填报单位：区财政局")
    assert found.doubts == ()


def test_hidden_and_filtered_rows_and_columns_are_read(seed: Notice, reread: Reread) -> None:
    """What people do not see is there."""

    def hide(book: Workbook) -> None:
        sheet = sheet_of(book)
        put(sheet, "1.1.2", "进展情况", "已公开")
        sheet.auto_filter.add_filter_column(9, ["已完成"])
        for row in range(4, 51):
            sheet.row_dimensions[row].hidden = True
        for letter in ("A", "D", "L"):
            sheet.column_dimensions[letter].hidden = True

    found = reread(Ledger.from_notice(seed), hide)
    assert found == Ledger.from_notice(seed).updated("1.1.2", note="已公开")
    assert found.doubts == ()


def test_columns_and_notes_of_ones_own_are_kept(seed: Notice, reread: Reread, tmp_path: Path) -> None:
    """Texts, numbers and days under headings that the ledger does not know, and notes on cells."""

    def change(book: Workbook) -> None:
        sheet = sheet_of(book)
        for number, (heading, value) in enumerate(
            (("备注", "重点"), ("督办次数", 3), ("约谈日期", datetime(2021, 9, 1))), 19
        ):
            sheet.cell(3, number).value = heading
            sheet.cell(4, number).value = value
        sheet["A5"].comment = Comment("请补充", "李某")

    found = reread(Ledger.from_notice(seed), change)
    assert found.extra_columns == ("备注", "督办次数", "约谈日期")
    assert found.entry("1.1.1").extras == (("备注", "重点"), ("督办次数", 3), ("约谈日期", date(2021, 9, 1)))
    assert found.entry("1.1.2").comments == (("id", "请补充"),)
    assert found.doubts == ()
    assert read_ledger(write_ledger(found, tmp_path / "again.xlsx")) == found


def test_lines_of_ones_own_above_and_below_are_kept(seed: Notice, tmp_path: Path) -> None:
    """The head then stands in another row; the lines are written again."""
    path = write_ledger(Ledger.from_notice(seed), tmp_path / "a.xlsx", merged=False)
    book = load_workbook(path)
    sheet = sheet_of(book)
    sheet["A1"].value = "兖州区政务公开台账"
    unmerge(sheet)
    sheet.insert_rows(1)
    sheet["A1"].value = "附件2"
    sheet["A54"].value = "填报说明：每月25日前更新。"
    book.save(path)
    found = read_ledger(path)
    second = "发文字号：济兖政办字〔2021〕20号　　发文机关：济宁市兖州区人民政府办公室　　成文日期：2021-07-29"
    assert found == attrs.evolve(
        Ledger.from_notice(seed),
        preface=("附件2", "兖州区政务公开台账", second),
        footnotes=("填报说明：每月25日前更新。",),
    )
    assert found.doubts == ()
    assert read_ledger(write_ledger(found, tmp_path / "again.xlsx")) == found


# --- cells of the notice ---------------------------------------------------------------------------------------------------


def test_changed_texts_units_and_deadlines_change_the_notice(seed: Notice, reread: Reread) -> None:
    """Each with a doubt that names the cell."""
    found = reread(
        Ledger.from_notice(seed),
        typing(
            "1.1.2",
            具体要求="改后的要求。",
            牵头单位="区财政局",
            责任单位="区生态环境分局\n各镇（街道）、区新设局",
            完成时限="2021年9月15日前\n长期坚持",
        ),
    )
    old = seed.requirements[1]
    assert found.notice.requirements[1] == attrs.evolve(
        old,
        text="改后的要求。",
        responsibilities=(
            Responsibility(unit=Unit(name="区生态环境分局"), role=Role.RESPONSIBLE),
            Responsibility(unit=Unit(name="各镇（街道）", kind=UnitKind.COLLECTIVE), role=Role.RESPONSIBLE),
            Responsibility(unit=Unit(name="区新设局", kind=UnitKind.DEPARTMENT), role=Role.RESPONSIBLE),
            Responsibility(unit=Unit(name="区财政局"), role=Role.LEAD),
        ),
        deadlines=(
            Deadline(text="2021年9月15日前", kind=DeadlineKind.DATE, due_on=date(2021, 9, 15)),
            Deadline(text="长期坚持", kind=DeadlineKind.ONGOING),
        ),
    )
    assert sorted(codes(found)) == [("ledger-cell-changed", cell) for cell in ("D5", "E5", "F5", "H5")]
    others = [each for each in found.notice.requirements if each.id != "1.1.2"]
    assert others == [each for each in seed.requirements if each.id != "1.1.2"]


def test_an_emptied_requirement_is_left_and_reported(seed: Notice, reread: Reread) -> None:
    """A requirement without text would be none."""
    found = reread(Ledger.from_notice(seed), typing("1.1.2", 具体要求=None))
    assert found.notice == seed
    assert codes(found) == [("ledger-cell-kept", "D5")]


@pytest.mark.parametrize("merged", [True, False])
def test_a_heading_changed_in_all_its_rows_is_taken_over(seed: Notice, reread: Reread, merged: bool) -> None:
    """One merged cell, or every repeated one."""

    def change(book: Workbook) -> None:
        for row in (4,) if merged else (4, 5, 6):
            sheet_of(book).cell(row, 3).value = "（一）新的任务"

    found = reread(Ledger.from_notice(seed), change, merged=merged)
    assert found.notice.tasks[0] == attrs.evolve(seed.tasks[0], title="新的任务")
    assert found.notice.tasks[1:] == seed.tasks[1:]
    assert codes(found) == [("ledger-cell-changed", "C4")]


def test_a_heading_changed_in_one_of_its_rows_is_left_and_reported(seed: Notice, reread: Reread) -> None:
    """Whether the row moves or the task is renamed is for a person to say."""
    found = reread(Ledger.from_notice(seed), typing("1.1.2", 工作任务="（二）着眼别处"), merged=False)
    assert found.notice == seed
    assert codes(found) == [("ledger-cell-kept", "C5")]


def test_a_change_in_one_of_several_rows_of_a_requirement_counts(seed: Notice, reread: Reread) -> None:
    """By unit, a requirement stands in several rows; two different changes contradict each other."""
    ledger = Ledger.from_notice(seed, by="unit")

    def once(book: Workbook) -> None:
        put(sheet_of(book), "1.1.2", "具体要求", "改一次。", nth=2)

    def twice(book: Workbook) -> None:
        put(sheet_of(book), "1.1.2", "具体要求", "甲改。", nth=1)
        put(sheet_of(book), "1.1.2", "具体要求", "乙改。", nth=2)

    found = reread(ledger, once, merged=False)
    assert found.notice.requirements[1] == attrs.evolve(seed.requirements[1], text="改一次。")
    found = reread(ledger, twice, merged=False)
    assert found.notice == seed
    assert codes(found) == [("ledger-cell-kept", "D5"), ("ledger-cell-kept", "D6")]


def test_roles_and_units_of_a_ledger_by_unit_are_read(seed: Notice, tmp_path: Path) -> None:
    """分工 changes the role; a new row with a unit gives the requirement that unit."""
    ledger = Ledger.from_notice(seed, by="unit")
    path = write_ledger(ledger, tmp_path / "a.xlsx", merged=False)
    book = load_workbook(path)
    sheet = sheet_of(book)
    put(sheet, "1.1.1", "分工", "牵头单位")
    sheet.insert_rows(5)
    for heading, value in {"编号": "1.1.1", "单位": "区财政局", "分工": "配合", "完成状态": "已完成"}.items():
        sheet.cell(5, column_of(sheet, heading)).value = value
    for heading in ("部分", "工作任务", "具体要求", "完成时限"):
        sheet.cell(5, column_of(sheet, heading)).value = sheet.cell(4, column_of(sheet, heading)).value
    book.save(path)
    found = read_ledger(path)
    assert found.notice.requirements[0].responsibilities == (
        Responsibility(unit=Unit(name="区发展和改革局"), role=Role.LEAD),
        Responsibility(unit=Unit(name="区财政局"), role=Role.SUPPORTING),
    )
    assert found.entry("1.1.1", unit="区财政局") == Entry(
        requirement_id="1.1.1", unit=Unit(name="区财政局"), status=Status.DONE
    )
    assert codes(found) == [("ledger-cell-changed", "F4"), ("ledger-unit-added", "A5")]


# --- without carried data --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["requirement", "unit"])
@pytest.mark.parametrize("merged", [True, False])
def test_without_the_hidden_sheet_the_notice_is_built_from_the_rows(
    seed: Notice, reread: Reread, by: str, merged: bool
) -> None:
    """Sections, tasks, requirements, units and entries are the same; what the columns do not show is lost, and said so."""
    ledger = Ledger.from_notice(seed, by=by)  # type: ignore[arg-type]
    ledger = attrs.evolve(ledger, entries=tuple(attrs.evolve(each, note="已公开") for each in ledger.entries))
    found = reread(ledger, lambda book: book.remove(book["台账数据"]), merged=merged)
    shown = tuple(
        attrs.evolve(
            section,
            tasks=tuple(
                attrs.evolve(task, requirements=tuple(map(shown_requirement, task.requirements)))
                for task in section.tasks
            ),
        )
        for section in seed.sections
    )
    assert found.notice.sections == shown
    assert [(entry.key, entry.note, entry.due_on) for entry in found.entries] == [
        (entry.key, "已公开", entry.due_on) for entry in ledger.entries
    ]
    head = ("title", "document_number", "issuer", "issued_on")
    assert [getattr(found.notice, field) for field in head] == [getattr(seed, field) for field in head]
    assert (found.by, found.preface) == (by, None)
    assert [doubt.code for doubt in found.doubts] == ["ledger-without-data"]


def shown_requirement(requirement: Requirement) -> Requirement:
    """A requirement as the visible columns know it: kinds of units follow from their names."""
    return attrs.evolve(
        requirement,
        responsibilities=tuple(
            attrs.evolve(each, unit=attrs.evolve(each.unit, kind=kind_of(each.unit.name)))
            for each in requirement.responsibilities
        ),
    )


def test_damaged_data_are_reported_and_not_believed(seed: Notice, reread: Reread) -> None:
    """The checksum tells."""

    def damage(book: Workbook) -> None:
        cell = book["台账数据"]["A4"]
        cell.value = str(cell.value).replace("1.1.1", "9.9.9", 1)

    found = reread(Ledger.from_notice(seed), damage)
    assert [doubt.code for doubt in found.doubts] == ["ledger-without-data"]
    assert len(found.notice.requirements) == 47


def test_another_sheet_that_looks_like_a_ledger_is_named(seed: Notice, reread: Reread) -> None:
    """A copy kept as a backup is not read, and not read in silence either."""
    found = reread(Ledger.from_notice(seed), lambda book: book.copy_worksheet(book["台账"]) and None)
    assert found == Ledger.from_notice(seed)
    assert [(doubt.code, doubt.location.sheet) for doubt in found.doubts] == [("ledger-other-sheet", "台账 Copy")]


def test_a_formula_is_read_as_its_value_or_its_text(seed: Notice, reread: Reread) -> None:
    """One that no program has computed yet is not read as an empty cell."""

    def change(book: Workbook) -> None:
        for column, value in ((19, "合计"), (20, "备注")):
            sheet_of(book).cell(3, column).value = value
        sheet_of(book)["S4"].value = "=1+1"
        put(sheet_of(book), "1.1.1", "进展情况", "=A1")

    entry = reread(Ledger.from_notice(seed), change).entry("1.1.1")
    assert (entry.note, entry.extras) == ("=A1", (("合计", "=1+1"),))


def test_the_ledger_as_it_was_written_can_be_read_too(seed: Notice, tmp_path: Path) -> None:
    """The base that a merge compares with."""
    path = write_ledger(Ledger.from_notice(seed), tmp_path / "a.xlsx")
    book = load_workbook(path)
    put(sheet_of(book), "1.1.1", "进展情况", "已公开")
    book.save(path)
    assert read_written_ledger(path) == Ledger.from_notice(seed)
    assert read_ledger(path.read_bytes()) == Ledger.from_notice(seed).updated("1.1.1", note="已公开")
    with path.open("rb") as file:
        assert str(read_ledger(file).entry("1.1.1").location) == "a.xlsx!台账!A4"
