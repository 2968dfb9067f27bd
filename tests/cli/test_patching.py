"""``policytasks update`` and ``fill``: workbooks changed in place."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from policytasks import Ledger, Status, read_ledger, read_notice, write_ledger


@pytest.fixture
def ledger(notice: Path, tmp_path: Path) -> Path:
    """The real notice as a ledger."""
    return write_ledger(read_notice(notice), tmp_path / "台账.xlsx")


@pytest.fixture
def later(notice: Path, tmp_path: Path) -> Path:
    """The same ledger some weeks later."""
    tracked = Ledger.from_notice(read_notice(notice)).updated("1.2.3", status=Status.DONE, note="已公开")
    return write_ledger(tracked, tmp_path / "新台账.xlsx")


class TestUpdate:
    """Cells changed in place."""

    def test_another_ledger_changes_the_cells_that_differ(
        self, run: Callable[..., Any], ledger: Path, later: Path
    ) -> None:
        result = run("update", ledger, later)
        assert (result.code, result.err) == (0, f"changed 2 cells of {ledger}\n")
        assert [line.partition(": ")[2] for line in result.out.splitlines()] == ["未启动 → 已完成", "(empty) → 已公开"]
        assert read_ledger(ledger) == read_ledger(later)

    def test_single_cells_are_set_by_their_address(self, run: Callable[..., Any], ledger: Path, tmp_path: Path) -> None:
        out = tmp_path / "另存.xlsx"
        before = ledger.read_bytes()
        result = run("update", ledger, "--set", "台账!A1=督查台账", "-o", out)
        assert (result.code, ledger.read_bytes()) == (0, before)
        assert openpyxl.load_workbook(out)["台账"]["A1"].value == "督查台账"

    def test_a_dry_run_lists_and_writes_nothing(self, run: Callable[..., Any], ledger: Path, later: Path) -> None:
        before = ledger.read_bytes()
        result = run("update", ledger, later, "--dry-run")
        assert (result.code, len(result.out.splitlines())) == (0, 2)
        assert result.err == f"would change 2 cells of {ledger}\n"
        assert ledger.read_bytes() == before

    def test_nothing_that_differs_changes_nothing(self, run: Callable[..., Any], ledger: Path) -> None:
        before = ledger.read_bytes()
        result = run("update", ledger, ledger)
        assert (result.code, result.out, result.err) == (0, "", f"nothing differs; {ledger} is as it was\n")
        assert ledger.read_bytes() == before

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            ((), "nothing to change"),
            (("--set", "台账!A1"), "台账!A1 has no ="),
            (("--set", "没有!A1=1"), "没有"),
        ],
    )
    def test_a_mistake_is_one_line(
        self, run: Callable[..., Any], ledger: Path, words: tuple[str, ...], message: str
    ) -> None:
        before = ledger.read_bytes()
        result = run("update", ledger, *words)
        assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 1)
        assert message in result.err
        assert ledger.read_bytes() == before

    def test_a_workbook_of_ones_own_follows_in_part(self, run: Callable[..., Any], later: Path, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        for row in (["本科室台账"], ["编号", "具体要求", "完成状态"], ["1.2.3", "公开", "未启动"]):
            book.active.append(row)
        book.save(tmp_path / "own.xlsx")
        result = run("update", tmp_path / "own.xlsx", later, "--partial")
        assert (result.code, result.out) == (0, "own.xlsx!Sheet!C3: 未启动 → 已完成\n")
        assert "values have no row or column in the sheet and are left out" in result.err
        assert openpyxl.load_workbook(tmp_path / "own.xlsx").active["C3"].value == "已完成"


class TestFill:
    """A template of one's own."""

    @pytest.fixture
    def template(self, tmp_path: Path) -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "督查表"
        sheet["A1"] = "{{标题}}"
        sheet["A2"] = "{{发文字号}}　{{督查组}}"
        for column, heading in enumerate(("序号", "具体要求", "责任单位", "截止日期", "完成状态"), 1):
            sheet.cell(4, column).value = heading
        sheet.oddFooter.center.text = "第 &P 页"
        path = tmp_path / "模板.xlsx"
        book.save(path)
        return path

    def test_the_rows_of_a_notice_go_below_the_headings(
        self, run: Callable[..., Any], notice: Path, template: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "督查.xlsx"
        result = run("fill", template, notice, "-o", out, "--value", "督查组=第一组")
        left_out = "not in the template: 编号, 部分, 工作任务, 完成时限\n"
        assert (result.code, result.out, result.err) == (0, "", f"{left_out}filled 47 rows into {out}\n")
        sheet = openpyxl.load_workbook(out)["督查表"]
        assert (sheet["A5"].value, sheet["A51"].value) == (1, 47)
        assert sheet["A2"].value == "济兖政办字〔2021〕20号　第一组"
        with zipfile.ZipFile(template) as before, zipfile.ZipFile(out) as after:
            assert before.read("xl/theme/theme1.xml") == after.read("xl/theme/theme1.xml")

    def test_a_dry_run_writes_nothing(
        self, run: Callable[..., Any], ledger: Path, template: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "督查.xlsx"
        result = run("fill", template, ledger, "-o", out, "--dry-run")
        assert (result.code, out.exists()) == (0, False)
        assert result.err.splitlines()[0] == "placeholders without a value: 督查组"
        assert result.err.splitlines()[-1] == f"would fill 47 rows into {out}"
        lines = result.out.splitlines()
        assert lines[0] == "模板.xlsx!督查表!A5: (empty) → 1"
        assert lines[-1] == "模板.xlsx!督查表!A2: {{发文字号}} {{督查组}} → 济兖政办字〔2021〕20号 {{督查组}}"
        assert len(lines) == 47 * 5 + 2

    def test_a_day_is_spelled_as_letters_do(self, run: Callable[..., Any], ledger: Path, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        book.active.append(["截至{{日期}}"])
        book.active.append(["编号", "单位"])
        book.save(tmp_path / "t.xlsx")
        out = tmp_path / "out.xlsx"
        assert (
            run("fill", tmp_path / "t.xlsx", ledger, "-o", out, "--value", "日期=2021-10-08", "--by", "unit").code == 0
        )
        assert openpyxl.load_workbook(out).active["A1"].value == "截至2021年10月8日"

    def test_the_template_itself_is_not_written_over(
        self, run: Callable[..., Any], ledger: Path, template: Path
    ) -> None:
        before = template.read_bytes()
        assert run("fill", template, ledger, "-o", template).code == 2
        assert template.read_bytes() == before

    def test_a_workbook_without_headings_is_one_line(
        self, run: Callable[..., Any], ledger: Path, tmp_path: Path
    ) -> None:
        empty = tmp_path / "空.xlsx"
        openpyxl.Workbook().save(empty)
        result = run("fill", empty, ledger, "-o", tmp_path / "out.xlsx")
        assert (result.code, result.out, (tmp_path / "out.xlsx").exists()) == (2, "", False)
        assert "空.xlsx" in result.err
