"""Merging what people did in copies of one workbook: edited, sorted, with columns moved, saved by LibreOffice, without its data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import attrs
import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from policytasks.ledger.ledger import Ledger
from policytasks.ledger.merge import merge_ledgers
from policytasks.ledger.outcome import MergeResult, OutcomeKind
from policytasks.ledger.status import Status
from policytasks.model.notice import Notice
from policytasks.reports.merge_text import merge_text
from policytasks.workbook.reader import read_ledger, read_written_ledger
from policytasks.workbook.writer import write_ledger


class Sheet:
    """The table of a copy, as a person sees it: cells by number and heading."""

    def __init__(self, book: Workbook) -> None:
        self._sheet = book["台账"]
        self._head = next(row for row in range(1, 9) if any(cell.value == "编号" for cell in self._sheet[row]))
        self._columns = {cell.value: cell.column for cell in self._sheet[self._head]}

    def cell(self, id: str, heading: str, unit: str | None = None) -> Any:
        for row in range(self._head + 1, self._sheet.max_row + 1):
            same_unit = unit is None or self._sheet.cell(row, self._columns["单位"]).value == unit
            if self._sheet.cell(row, self._columns["编号"]).value == id and same_unit:
                return self._sheet.cell(row, self._columns[heading])
        raise AssertionError(f"no row {id} {unit}")

    def write(self, id: str, unit: str | None = None, **values: object) -> None:
        for heading, value in values.items():
            self.cell(id, heading, unit).value = value

    def add_column(self, heading: str) -> None:
        column = self._sheet.max_column + 1
        self._sheet.cell(self._head, column).value = heading
        self._columns[heading] = column

    def _table(self) -> list[list[Any]]:
        return [[cell.value for cell in row] for row in self._sheet.iter_rows(min_row=self._head)]

    def _put(self, table: list[list[Any]]) -> None:
        for row, values in enumerate(table, self._head):
            for column, value in enumerate(values, 1):
                self._sheet.cell(row, column).value = value
        self._columns = {cell.value: cell.column for cell in self._sheet[self._head]}

    def sort_backwards(self) -> None:
        head, *rows = self._table()
        self._put([head, *rows[::-1]])

    def reverse_columns(self) -> None:
        self._put([row[::-1] for row in self._table()])

    def copy(self, id: str, **values: object) -> None:
        """Copy a row to the end of the table and change the copy."""
        row, last = self.cell(id, "编号").row, self._sheet.max_row + 1
        for column in range(1, self._sheet.max_column + 1):
            self._sheet.cell(last, column).value = self._sheet.cell(row, column).value
        for heading, value in values.items():
            self._sheet.cell(last, self._columns[heading]).value = value

    def delete(self, id: str) -> None:
        self._sheet.delete_rows(self.cell(id, "编号").row)


Clerk = Callable[[Sheet], None]


@pytest.fixture
def copied(tmp_path: Path) -> Callable[..., Path]:
    """Write a ledger, let somebody work in the copy, and say where it is."""

    def copy(ledger: Ledger, name: str, clerk: Clerk) -> Path:
        path = write_ledger(ledger, tmp_path / f"{name}.xlsx", merged=False)
        book = load_workbook(path)
        clerk(Sheet(book))
        book.save(path)
        return path

    return copy


def merged(paths: Sequence[Path], **options: object) -> list[MergeResult]:
    """Merge files one after the other into what the first was written from."""
    ours = read_written_ledger(paths[0])
    results = []
    for path in paths:
        results.append(merge_ledgers(read_written_ledger(path), ours, read_ledger(path), **options))  # type: ignore[arg-type]
        ours = results[-1].ledger
    return results


def first(sheet: Sheet) -> None:
    sheet.write("1.1.1", 完成状态="顺利推进", 进展情况="已印发\n正在推进", 更新日期=date(2021, 9, 1), 更新人="张三")
    sheet.add_column("联系电话")
    sheet.write("1.1.2", 联系电话="0537-1234567")
    sheet.sort_backwards()


def second(sheet: Sheet) -> None:
    sheet.write("1.1.2", 完成比例="约一半", 存在问题="经费不足")
    sheet.reverse_columns()
    sheet.cell("1.2.1", "编号").comment = Comment("重点督办", "李四")


def third(sheet: Sheet) -> None:
    sheet.write("2.7.1", 具体要求="改过的要求。", 责任单位="区财政局\n区审计局", 截止日期=date(2021, 12, 1))
    sheet.write("1.5.1", 佐证材料="目录第3版")
    sheet.sort_backwards()
    sheet.reverse_columns()


def test_copies_merge_to_one_ledger_in_any_order(small: Notice, copied: Callable[..., Path]) -> None:
    base = Ledger.from_notice(small)
    paths = [copied(base, name, clerk) for name, clerk in (("甲", first), ("乙", second), ("丙", third))]
    results = [merged(order) for order in permutations(paths)]
    ledgers = [each[-1].ledger for each in results]
    assert all(ledger == ledgers[0] for ledger in ledgers)
    assert all(result.report.conflict == result.report.rejected == 0 for each in results for result in each)
    whole = ledgers[0]
    assert whole.entry("1.1.1").status is Status.IN_PROGRESS
    assert whole.entry("1.1.1").typed_words == {"status": "顺利推进"}
    assert dict(whole.entry("1.1.2").extras) == {"联系电话": "0537-1234567"}
    assert whole.entry("1.1.2").typed_words == {"progress": "约一半"}
    assert whole.entry("1.1.2").problems == "经费不足"
    assert dict(whole.entry("1.2.1").comments) == {"id": "重点督办"}
    assert whole.entry("1.5.1").evidence == "目录第3版"
    (changed,) = [each for each in whole.notice.requirements if each.id == "2.7.1"]
    assert (changed.text, [each.unit.name for each in changed.responsibilities]) == (
        "改过的要求。",
        ["区财政局", "区审计局"],
    )
    assert [change.source for change in whole.history if change.field == "due_on"] == ["丙.xlsx!台账!I4"]


def test_conflicts_and_missing_rows_name_file_sheet_and_cell(small: Notice, copied: Callable[..., Path]) -> None:
    def ours(sheet: Sheet) -> None:
        sheet.write("1.1.1", 完成状态="已完成")

    def theirs(sheet: Sheet) -> None:
        sheet.write("1.1.1", 完成状态="推进中", 进展情况="对方")
        sheet.delete("2.7.1")

    base = Ledger.from_notice(small)
    paths = copied(base, "本方", ours), copied(base, "对方", theirs)
    mine = read_ledger(paths[0])
    report = merge_ledgers(base, mine, read_ledger(paths[1])).report
    assert report.stopped
    told = {
        (row.requirement_id, each.field): (str(each.location), str(each.ours_location), each.kind)
        for row in report.outcomes
        for each in row.fields
    }
    status, note = "J4", "L4"
    assert told == {
        ("1.1.1", "status"): (f"对方.xlsx!台账!{status}", f"本方.xlsx!台账!{status}", OutcomeKind.CONFLICT),
        ("1.1.1", "note"): (f"对方.xlsx!台账!{note}", f"本方.xlsx!台账!{note}", OutcomeKind.REJECTED),
    }
    assert [(row.requirement_id, str(row.location)) for row in report.outcomes if row.kind is OutcomeKind.MISSING] == [
        ("2.7.1", "对方.xlsx")
    ]


def test_a_correction_in_a_repeated_cell_is_told_where_it_was_typed(small: Notice, copied: Callable[..., Path]) -> None:
    """By unit, the words of one requirement stand in several rows; only one of them was changed."""

    def clerk(sheet: Sheet) -> None:
        sheet.write("1.1.2", unit="区生态环境分局", 具体要求="改过的要求。")

    base = Ledger.from_notice(small, by="unit")
    path = copied(base, "按单位", clerk)
    report = merge_ledgers(base, base, read_ledger(path)).report
    sheet = Sheet(load_workbook(path))
    (told,) = [(row.unit, str(each.location)) for row in report.outcomes for each in row.fields]
    cell = sheet.cell("1.1.2", "具体要求", "区生态环境分局").coordinate
    assert told == ("区生态环境分局", f"按单位.xlsx!台账!{cell}")


def test_what_the_reader_could_not_place_is_in_the_report(small: Notice, copied: Callable[..., Path]) -> None:
    """A row was copied, and both say something: the answer that was not taken is quoted with its cell."""

    def clerk(sheet: Sheet) -> None:
        sheet.write("1.1.1", 进展情况="第一份")
        sheet.copy("1.1.1", 进展情况="第二份")

    base = Ledger.from_notice(small)
    result = merge_ledgers(base, base, read_ledger(copied(base, "返回", clerk)))
    assert result.ledger.entry("1.1.1").note == "第一份"
    (file,) = result.report.files
    assert file.file == "返回.xlsx"
    assert any("第二份" in doubt.message and "L9" in str(doubt.location) for doubt in file.doubts)
    assert "第二份" in merge_text(result.report)


def test_a_copy_that_lost_its_data_means_what_it_shows(
    seed: Notice, copied: Callable[..., Path], tmp_path: Path
) -> None:
    """The letter, persons, and everything else that no cell shows, stay; what was typed is taken."""
    base = Ledger.from_notice(seed)
    path = copied(base, "无数据", lambda sheet: sheet.write("4.16.1", 进展情况="对方", 具体要求="改过的要求。"))
    book = load_workbook(path)
    for sheet in book.worksheets[1:]:
        book.remove(sheet)
    book.save(path)
    theirs = read_ledger(path)
    assert [doubt.code for doubt in theirs.doubts] == ["ledger-without-data"]
    result = merge_ledgers(base, base, theirs)
    assert [(row.requirement_id, each.field) for row in result.report.outcomes for each in row.fields] == [
        ("4.16.1", "notice.text"),
        ("4.16.1", "note"),
    ]
    assert result.report.fields == ()
    mine = merge_ledgers(base, theirs, base)
    assert attrs.evolve(mine.ledger.notice, sections=()) == attrs.evolve(seed, sections=())
    assert mine.ledger.notice == result.ledger.notice


def test_copies_that_libreoffice_saved_merge_as_they_are(
    small: Notice, copied: Callable[..., Path], resave: Callable[[Sequence[Path]], list[Path]]
) -> None:
    base = Ledger.from_notice(small)
    untouched = copied(base, "未动", lambda sheet: None)
    paths = [copied(base, name, clerk) for name, clerk in (("甲", first), ("乙", second), ("丙", third))]
    saved = resave([untouched, *paths])
    nothing = merge_ledgers(base, base, read_ledger(saved[0]))
    assert nothing.ledger == base
    assert nothing.report.unchanged == len(base.entries)
    assert merged(saved[1:])[-1].ledger == merged(paths)[-1].ledger


def test_what_was_merged_is_written_and_read_back_equal(
    small: Notice, copied: Callable[..., Path], tmp_path: Path
) -> None:
    base = Ledger.from_notice(small)
    whole = merged([copied(base, name, clerk) for name, clerk in (("甲", first), ("乙", second), ("丙", third))])[
        -1
    ].ledger
    assert read_ledger(write_ledger(whole, tmp_path / "合并.xlsx")) == whole
