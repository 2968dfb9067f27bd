"""policytasks merge: two copies of a ledger, what is said about them, and when nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from policytasks.ledger.ledger import Ledger
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import write_ledger

Run = Callable[..., Any]


@pytest.fixture
def base(seed: Notice, tmp_path: Path) -> Path:
    return write_ledger(Ledger.from_notice(seed), tmp_path / "原表.xlsx", merged=False)


@pytest.fixture
def typed(base: Path) -> Callable[..., Path]:
    """A copy of the workbook with texts typed into cells."""

    def copy(name: str, cells: dict[str, object]) -> Path:
        path = base.with_name(name)
        book = load_workbook(base)
        for address, value in cells.items():
            book["台账"][address].value = value
        book.save(path)
        return path

    return copy


@pytest.fixture
def ours(typed: Callable[..., Path]) -> Path:
    return typed("本方.xlsx", {"L4": "我方", "P4": date(2021, 9, 1)})


@pytest.fixture
def theirs(typed: Callable[..., Path]) -> Path:
    return typed("对方.xlsx", {"M4": "对方的问题"})


@pytest.fixture
def rival(typed: Callable[..., Path]) -> Path:
    """A copy that says something else than ours in one cell, and something new in another one."""
    return typed("另一方.xlsx", {"L4": "另一方", "L5": "新"})


def test_the_base_travels_with_the_workbook(run: Run, ours: Path, theirs: Path, tmp_path: Path) -> None:
    out = tmp_path / "合并.xlsx"
    result = run("merge", ours, theirs, "-o", out, "--on", "2021-10-08", "--author", "王五")
    assert (result.code, result.err) == (0, f"wrote {out} (rows: 47)\n")
    assert result.out.splitlines() == [
        "Rows: 47. Unchanged 46, Merged 1, Conflict 0, Rejected 0, Foreign 0, Missing 0",
        "",
        "Merged (rows: 1, cells: 1)",
        "  1.1.1  Problems  (empty) → 对方的问题  对方.xlsx!台账!M4",
    ]
    merged = read_ledger(out)
    assert (merged.entries[0].note, merged.entries[0].problems) == ("我方", "对方的问题")
    (change,) = merged.history
    assert (change.on, change.by, change.source) == (date(2021, 10, 8), "王五", "对方.xlsx!台账!M4")


def test_a_base_that_is_named_counts_as_it_stands(
    run: Run, base: Path, ours: Path, theirs: Path, tmp_path: Path
) -> None:
    """Both sides began with a workbook in which people had worked already."""
    out = tmp_path / "合并.xlsx"
    assert run("merge", theirs, ours, theirs, "-o", out).code == 0
    assert read_ledger(out) == read_ledger(ours)
    assert run("merge", base, ours, theirs, "-o", tmp_path / "又.xlsx").code == 0
    assert read_ledger(tmp_path / "又.xlsx").entries[0].problems == "对方的问题"


def test_a_conflict_stops_the_merge_and_nothing_is_written(run: Run, ours: Path, rival: Path, tmp_path: Path) -> None:
    out, report = tmp_path / "合并.xlsx", tmp_path / "报告.txt"
    result = run("merge", ours, rival, "-o", out, "--report", report, "--lang", "zh")
    assert result.code == 1
    assert result.out == report.read_text("utf-8")
    assert result.out.splitlines() == [
        "共 47 行：未变 45，已合并 0，冲突 1，未采纳 1，非本台账 0，缺失 0",
        "因存在冲突，合并未执行：未采纳任何改动，台账保持原样。",
        "",
        "冲突（1 行 1 处）",
        "  1.1.1  进展情况",
        "    原值  （空）",
        "    本方  我方  本方.xlsx!台账!L4",
        "    对方  另一方  另一方.xlsx!台账!L4",
        "    采用  我方",
        "",
        "未采纳（1 行 1 处）",
        "  1.1.2  进展情况  （空） → 新  另一方.xlsx!台账!L5  合并因冲突未执行",
    ]
    assert result.err == f"已写入 {report}\n错误：存在冲突，未写台账；请先处理冲突，或加 --on-conflict ours、theirs\n"
    assert not out.exists()


@pytest.mark.parametrize(("policy", "note"), [("ours", "我方"), ("theirs", "另一方")])
def test_a_side_may_win_and_the_code_still_says_that_there_is_something_to_look_at(
    run: Run, ours: Path, rival: Path, tmp_path: Path, policy: str, note: str
) -> None:
    out = tmp_path / "合并.xlsx"
    assert run("merge", ours, rival, "-o", out, "--on-conflict", policy).code == 1
    assert [entry.note for entry in read_ledger(out).entries[:2]] == [note, "新"]


@pytest.mark.parametrize("suffix", ["html", "xlsx"])
def test_a_dry_run_writes_the_report_only(run: Run, ours: Path, theirs: Path, tmp_path: Path, suffix: str) -> None:
    before = sorted(tmp_path.iterdir())
    report = tmp_path / f"报告.{suffix}"
    result = run("merge", ours, theirs, "--dry-run", "--report", report)
    assert (result.code, result.err) == (0, f"wrote {report}\n")
    assert sorted(tmp_path.iterdir()) == sorted([*before, report])


def test_a_ledger_of_another_notice_is_foreign(run: Run, base: Path, ours: Path, tmp_path: Path) -> None:
    requirement = Requirement(id="9.9.9", text="别的要求。")
    other = Notice(title="另一通知", sections=(Section(tasks=(Task(requirements=(requirement,)),)),))
    path = write_ledger(Ledger.from_notice(other), tmp_path / "别的.xlsx")
    result = run("merge", base, ours, path, "--dry-run", "--lang", "zh")
    assert result.code == 1
    assert result.out.splitlines() == [
        "共 48 行：未变 47，已合并 0，冲突 0，未采纳 0，非本台账 1，缺失 0",
        "",
        "非本台账（1 行 1 处）",
        "  9.9.9  别的.xlsx!台账!A3  属于其他文件的台账",
        "  9.9.9  具体要求  别的要求。  别的.xlsx!台账!D3",
    ]


def test_without_any_base_it_asks_for_one(run: Run, ours: Path, theirs: Path) -> None:
    for path in (ours, theirs):
        book = load_workbook(path)
        for sheet in book.worksheets[1:]:
            book.remove(sheet)
        book.save(path)
    result = run("merge", ours, theirs, "--dry-run")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"error: {ours} and {theirs} carry no data of the ledger that they were written from; "
        "name that workbook first: BASE OURS THEIRS\n"
    )


def test_one_copy_alone_may_have_lost_its_data(run: Run, ours: Path, theirs: Path, tmp_path: Path) -> None:
    book = load_workbook(theirs)
    for sheet in book.worksheets[1:]:
        book.remove(sheet)
    book.save(theirs)
    out = tmp_path / "合并.xlsx"
    assert run("merge", ours, theirs, "-o", out).code == 0
    assert read_ledger(out).entries[0].problems == "对方的问题"
    assert read_ledger(out).notice == read_ledger(ours).notice


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["{ours}", "-o", "a.xlsx"], "1 workbooks given; merge takes two (OURS THEIRS) or three (BASE OURS THEIRS)"),
        (["{ours}"] * 4 + ["-o", "a.xlsx"], "4 workbooks given; merge takes two (OURS THEIRS) or three (BASE OURS THEIRS)"),
        (["{ours}", "{theirs}"], "--output is missing: name the ledger to write, or say --dry-run"),
        (["{ours}", "{theirs}", "-o", "a.csv"], "a.csv: the name has to end in .xlsx"),
        (["{ours}", "{theirs}", "-o", "{ours}"], "{ours}: the output would replace an input"),
        (["{ours}", "{theirs}", "--dry-run", "--report", "a.pdf"], "a.pdf: the name has to end in .txt, .html, .htm, .xlsx"),
        (["{ours}", "{theirs}", "--dry-run", "--report", "{theirs}"], "{theirs}: the output would replace an input"),
        (["{ours}", "nowhere.xlsx", "--dry-run"], "nowhere.xlsx: there is no such file or folder"),
        (["{ours}", "{theirs}", "-o", "{base}"], ""),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_line(
    run: Run, base: Path, ours: Path, theirs: Path, words: list[str], message: str
) -> None:
    names = {"base": base, "ours": ours, "theirs": theirs}
    result = run("merge", *[word.format(**names) for word in words])
    if message:
        assert (result.code, result.out, result.err) == (2, "", f"error: {message.format(**names)}\n")
    else:
        # Nobody has typed into it, so nothing is lost with it.
        assert result.code == 0


def test_a_workbook_that_somebody_typed_into_is_not_written_over(
    run: Run, ours: Path, theirs: Path, rival: Path
) -> None:
    before = rival.read_bytes()
    result = run("merge", ours, theirs, "-o", rival)
    assert (result.code, rival.read_bytes()) == (2, before)
    assert "this file exists" in result.err
    assert run("merge", ours, theirs, "-o", rival, "--force").code == 0
    assert read_ledger(rival).entries[0].note == "我方"
