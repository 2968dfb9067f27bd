"""``policytasks dispatch`` and ``collect``: a workbook a unit, and what comes back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from policytasks import Ledger, Status, read_ledger, read_notice, write_ledger


@pytest.fixture
def ledger(notice: Path, tmp_path: Path) -> Path:
    """The real notice as a ledger by unit."""
    return write_ledger(Ledger.from_notice(read_notice(notice), by="unit"), tmp_path / "台账.xlsx")


@pytest.fixture
def packets(run: Callable[..., Any], ledger: Path, tmp_path: Path) -> Path:
    """The folder of the workbooks that were sent out."""
    folder = tmp_path / "下发"
    result = run("dispatch", ledger, "-o", folder, "--due", "2021-11-30", "--reply-to", "区政府办公室")
    assert (result.code, result.out, result.err) == (0, "", f"wrote 34 workbooks into {folder} (rows: 120)\n")
    return folder


def fill(path: Path, **values: Any) -> None:
    """Write into the first row of a returned workbook, below the headings, as a clerk does."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows() if any(cell.value == "编号" for cell in row))
    columns = {cell.value: cell.column for cell in head if cell.value}
    for heading, value in values.items():
        sheet.cell(head[0].row + 1, columns[heading]).value = value
    book.save(path)


class TestDispatch:
    """A workbook a unit."""

    def test_each_workbook_holds_the_rows_of_its_unit(self, packets: Path) -> None:
        sent = read_ledger(packets / "区财政局.xlsx")
        assert {entry.unit.name for entry in sent.entries if entry.unit is not None} == {"区财政局"}
        assert [entry.requirement_id for entry in sent.entries] == ["1.2.3", "1.2.4", "4.16.1"]

    def test_a_notice_is_divided_by_unit(self, run: Callable[..., Any], notice: Path, tmp_path: Path) -> None:
        result = run("dispatch", notice, "-o", tmp_path / "out")
        assert (result.code, len(list((tmp_path / "out").iterdir()))) == (0, 34)

    def test_what_somebody_typed_into_is_left_alone(self, run: Callable[..., Any], ledger: Path, packets: Path) -> None:
        fill(packets / "区财政局.xlsx", 进展情况="已公开")
        before = (packets / "区财政局.xlsx").read_bytes()
        result = run("dispatch", ledger, "-o", packets)
        assert (result.code, result.out) == (2, "")
        assert "区财政局.xlsx" in result.err
        assert (packets / "区财政局.xlsx").read_bytes() == before
        assert run("dispatch", ledger, "-o", packets, "--force").code == 0

    def test_a_day_that_is_none_is_one_line(self, run: Callable[..., Any], ledger: Path, tmp_path: Path) -> None:
        result = run("dispatch", ledger, "-o", tmp_path / "out", "--due", "月底")
        assert (result.code, (tmp_path / "out").exists()) == (2, False)


class TestCollect:
    """What units return."""

    def test_answers_come_into_the_ledger(
        self, run: Callable[..., Any], ledger: Path, packets: Path, tmp_path: Path
    ) -> None:
        fill(packets / "区财政局.xlsx", 完成状态="已完成", 进展情况="已公开", 更新日期=date(2021, 11, 20))
        out = tmp_path / "新台账.xlsx"
        result = run("collect", ledger, packets, "-o", out, "--on", "2021-11-29")
        assert result.code == 0
        assert result.out.startswith(
            "Rows: 120. Unchanged 119, Merged 1, Conflict 0, Rejected 0, Foreign 0, Missing 0\n"
        )
        entry = read_ledger(out).entry("1.2.3", unit="区财政局")
        assert (entry.status, entry.note, entry.updated_on) == (Status.DONE, "已公开", date(2021, 11, 20))

    def test_the_order_of_files_does_not_matter(
        self, run: Callable[..., Any], ledger: Path, packets: Path, tmp_path: Path
    ) -> None:
        fill(packets / "区财政局.xlsx", 进展情况="已公开")
        fill(packets / "区民政局.xlsx", 进展情况="已印发")
        files = [packets / "区财政局.xlsx", packets / "区民政局.xlsx"]
        for name, given in (("一.xlsx", files), ("二.xlsx", files[::-1])):
            assert run("collect", ledger, *given, "-o", tmp_path / name).code == 0
        assert read_ledger(tmp_path / "一.xlsx") == read_ledger(tmp_path / "二.xlsx")

    def test_what_a_unit_may_not_change_is_refused_and_told(
        self, run: Callable[..., Any], ledger: Path, packets: Path, tmp_path: Path
    ) -> None:
        fill(packets / "区财政局.xlsx", 具体要求="改成别的", 进展情况="已公开")
        report = tmp_path / "报告.html"
        result = run("collect", ledger, packets, "-o", tmp_path / "新.xlsx", "--report", report)
        assert result.code == 1
        assert "改成别的" in result.out
        assert "改成别的" in report.read_text("utf-8")
        assert read_ledger(tmp_path / "新.xlsx").notice == read_ledger(ledger).notice

    def test_a_broken_file_is_told_and_the_others_are_taken(
        self, run: Callable[..., Any], ledger: Path, packets: Path, tmp_path: Path
    ) -> None:
        fill(packets / "区财政局.xlsx", 进展情况="已公开")
        (packets / "区民政局.xlsx").write_bytes(b"PK\x03\x04 broken")
        out = tmp_path / "新.xlsx"
        result = run("collect", ledger, packets, "-o", out, "--lang", "zh")
        assert result.code == 1
        assert "区民政局.xlsx" in result.err
        assert read_ledger(out).entry("1.2.3", unit="区财政局").note == "已公开"

    def test_a_dry_run_writes_nothing(
        self, run: Callable[..., Any], ledger: Path, packets: Path, tmp_path: Path
    ) -> None:
        before = sorted(tmp_path.iterdir())
        assert run("collect", ledger, packets, "--dry-run").code == 0
        assert sorted(tmp_path.iterdir()) == before

    def test_without_an_output_it_says_what_is_missing(
        self, run: Callable[..., Any], ledger: Path, packets: Path
    ) -> None:
        result = run("collect", ledger, packets)
        assert result.code == 2
        assert "--dry-run" in result.err

    def test_an_empty_folder_is_one_line(self, run: Callable[..., Any], ledger: Path, tmp_path: Path) -> None:
        (tmp_path / "空").mkdir()
        result = run("collect", ledger, tmp_path / "空", "-o", tmp_path / "新.xlsx")
        assert result.code == 2
        assert "空" in result.err

    def test_a_workbook_of_another_notice_is_foreign(
        self, run: Callable[..., Any], ledger: Path, packets: Path, tmp_path: Path
    ) -> None:
        other = tmp_path / "别的.xlsx"
        shutil.copy(ledger, other)
        book = openpyxl.Workbook()
        book.active["A1"] = "会议签到表"
        book.save(other)
        result = run("collect", ledger, packets / "区财政局.xlsx", other, "-o", tmp_path / "新.xlsx")
        assert result.code == 1
        assert "别的.xlsx" in result.err

    def test_why_nothing_was_taken_of_a_file_is_told_in_chinese(
        self, run: Callable[..., Any], ledger: Path, packets: Path, tmp_path: Path
    ) -> None:
        """A packet under another unit's name, a letter, and a file that is not there; the exit code says to look."""
        shutil.copy(packets / "区民政局.xlsx", tmp_path / "区司法局.xlsx")
        (tmp_path / "函.txt").write_text("现将有关情况报告如下。", "utf-8")
        files = [tmp_path / name for name in ("区司法局.xlsx", "函.txt", "无.xlsx")]
        result = run("collect", ledger, *files, "--dry-run", "--on", "2021-12-01", "--lang", "zh")
        assert result.code == 1
        assert result.err.splitlines() == [
            f"错误：{files[0]}：这是派发给区民政局的表，文件名却写着区司法局，其中的改动均未采纳；2021-12-01 报送，期限为 2021-11-30",
            f"错误：{files[1]}：文件不是工作簿；实际为：txt 格式；应为：xlsx 文件",
            f"错误：{files[2]}：没有此文件",
        ]

    def test_rows_that_units_share_are_told_when_they_go_out(
        self, run: Callable[..., Any], notice: Path, tmp_path: Path
    ) -> None:
        shared = write_ledger(Ledger.from_notice(read_notice(notice)), tmp_path / "按要求.xlsx")
        result = run("dispatch", shared, "-o", tmp_path / "out")
        assert result.code == 0
        assert result.err.splitlines()[1].startswith("several units share rows")
