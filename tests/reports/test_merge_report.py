"""The report of a merge as text, page and workbook: everything is told, and nothing that was typed can break it."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from policytasks.ledger.ledger import Ledger
from policytasks.ledger.merge import merge_ledgers
from policytasks.ledger.outcome import FieldOutcome, FileOutcome, MergeReport, Outcome, OutcomeKind
from policytasks.ledger.status import Status
from policytasks.location import Location
from policytasks.messages import Language
from policytasks.model.notice import Doubt
from policytasks.reports.merge_page import merge_page
from policytasks.reports.merge_report import write_merge_report
from policytasks.reports.merge_text import merge_text
from policytasks.testing.edits import edited, edits, small_ledgers
from policytasks.workbook.report_sheet import render_report


def cell(address: str, file: str = "返回.xlsx") -> Location:
    return Location(file=file, sheet="台账", cell=address)


DOUBTS = (
    Doubt(code="ledger-row-repeated", message="a second row says '乙'", location=cell("L9")),
    Doubt(code="ledger-cell-changed", message="told by the outcomes", location=cell("D9")),
)
REPORT = MergeReport(
    outcomes=(
        Outcome(
            requirement_id="4.16.1",
            unit="区财政局",
            kind=OutcomeKind.CONFLICT,
            fields=(
                FieldOutcome(
                    field="status", kind=OutcomeKind.CONFLICT, base=Status.NOT_STARTED, ours=Status.DONE, theirs="顺利推进",
                    taken=Status.DONE, location=cell("J4"), ours_location=cell("J9", "本方.xlsx"),
                ),
                FieldOutcome(
                    field="due_on", kind=OutcomeKind.REJECTED, ours=date(2021, 11, 30), theirs=date(2021, 12, 31),
                    taken=date(2021, 11, 30), code="out-of-turn", location=cell("I4"),
                ),
            ),
            location=cell("A4"),
        ),
        Outcome(requirement_id="4.16.2", kind=OutcomeKind.MISSING, code="missing", location=Location(file="返回.xlsx")),
        Outcome(
            requirement_id="5.1.1",
            kind=OutcomeKind.MERGED,
            fields=(
                FieldOutcome(
                    field="note", kind=OutcomeKind.MERGED, base="", ours="", theirs="<b>一</b>\n=1+1", taken="<b>一</b>\n=1+1",
                    location=cell("L5"),
                ),
                FieldOutcome(field="comments.note", kind=OutcomeKind.MERGED, theirs="请核", taken="请核", location=cell("L5")),
            ),
            code="added",
            location=cell("A5"),
        ),
        Outcome(requirement_id="5.1.2", kind=OutcomeKind.UNCHANGED, location=cell("A6")),
        Outcome(
            requirement_id="9",
            kind=OutcomeKind.FOREIGN,
            fields=(
                FieldOutcome(field="备注", kind=OutcomeKind.REJECTED, theirs=7, code="foreign", location=cell("R7")),
            ),
            code="foreign",
            location=cell("A7"),
        ),
    ),
    fields=(
        FieldOutcome(field="preface", kind=OutcomeKind.MERGED, theirs="新表头", taken="新表头", location=cell("A1")),
    ),
    files=(FileOutcome(file="返回.xlsx", unit="区财政局", codes=("late", "stale"), doubts=DOUBTS), FileOutcome(file="好.xlsx")),
    unanswered=("区审计局", "区民政局"),
)  # fmt: skip

CHINESE = """\
共 5 行：未变 1，已合并 1，冲突 1，未采纳 0，非本台账 1，缺失 1

冲突（1 行 1 处）
  4.16.1 区财政局  完成状态
    原值  未启动
    本方  已完成  本方.xlsx!台账!J9
    对方  顺利推进  返回.xlsx!台账!J4
    采用  已完成

未采纳（1 行 1 处）
  4.16.1 区财政局  截止日期  2021-11-30 → 2021-12-31  返回.xlsx!台账!I4  不属于对方填报项

缺失（1 行）
  4.16.2  返回.xlsx  对方已无此项，保留本方内容

非本台账（1 行 1 处）
  9  返回.xlsx!台账!A7  属于其他文件的台账
  9  备注  7  返回.xlsx!台账!R7

已合并（2 行 3 处）
  （表外）  表头文字  （空） → 新表头  返回.xlsx!台账!A1
  5.1.1  进展情况  （空） → <b>一</b>⏎=1+1  返回.xlsx!台账!L5  新增行
  5.1.1  批注（进展情况）  （空） → 请核  返回.xlsx!台账!L5  新增行

文件
  返回.xlsx  区财政局  逾期报送、依据旧版台账填报
    返回.xlsx!台账!L9  a second row says '乙'
  好.xlsx  正常

未报送单位
  区审计局、区民政局
"""


def test_the_text_tells_sums_first_then_what_to_look_at() -> None:
    assert merge_text(REPORT, lang="zh") == CHINESE


def test_the_text_in_english() -> None:
    lines = merge_text(REPORT).splitlines()
    assert lines[0] == "Rows: 5. Unchanged 1, Merged 1, Conflict 1, Rejected 0, Foreign 1, Missing 1"
    assert lines[2:8] == [
        "Conflict (rows: 1, cells: 1)",
        "  4.16.1 区财政局  Status",
        "    Began with  Not started",
        "    Ours        Done  本方.xlsx!台账!J9",
        "    Theirs      顺利推进  返回.xlsx!台账!J4",
        "    Taken       Done",
    ]


def test_a_merge_that_did_nothing_says_so() -> None:
    assert merge_text(MergeReport(), lang="zh").splitlines()[1:] == ["没有改动。"]
    assert "Nothing was changed." in merge_page(MergeReport())


def test_a_stopped_merge_says_so_before_anything_else() -> None:
    stopped = REPORT.as_stopped()
    assert merge_text(stopped).splitlines()[1].startswith("The merge stopped at conflicts")
    assert "因存在冲突，合并未执行" in merge_page(stopped, lang="zh")
    assert "合并因冲突未执行" in merge_text(stopped, lang="zh")


def test_long_values_get_a_line_each() -> None:
    text = "很长的文字" * 20
    field = FieldOutcome(field="note", kind=OutcomeKind.MERGED, ours="旧", theirs=text, taken=text)
    report = MergeReport(outcomes=(Outcome(requirement_id="1", kind=OutcomeKind.MERGED, fields=(field,)),))
    assert merge_text(report, lang="zh").splitlines()[3:] == ["  1  进展情况", "    本方  旧", f"    对方  {text}"]


@pytest.mark.parametrize(
    ("field", "english", "chinese"),
    [
        ("status", "Status", "完成状态"),
        ("notice.lead", "Lead units", "牵头单位"),
        ("notice.text", "Requirement", "具体要求"),
        ("notice.role:甲局", "Role (甲局)", "分工（甲局）"),
        ("notice.text 1.1.1", "Requirement (1.1.1)", "具体要求（1.1.1）"),
        ("notice.issuer", "Issuer", "发文机关"),
        ("comments.备注", "Note on 备注", "批注（备注）"),
        ("extras.note", "note", "note"),
        ("督办次数", "督办次数", "督办次数"),
        ("notice.new-part", "notice.new-part", "notice.new-part"),
    ],
)
def test_fields_bear_the_headings_of_the_sheet(field: str, english: str, chinese: str) -> None:
    told = FieldOutcome(field=field, kind=OutcomeKind.MERGED, theirs="新")
    report = MergeReport(outcomes=(Outcome(requirement_id="1", kind=OutcomeKind.MERGED, fields=(told,)),))
    assert f"  1  {english}  " in merge_text(report)
    assert f"  1  {chinese}  " in merge_text(report, lang="zh")


class Page(HTMLParser):
    """The cells of a page, and the links in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.tags.add(tag)
        self.links += [given["href"] or ""] if "href" in given else []
        self.ids |= {given["id"] or ""} if "id" in given else set()
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "td" in self.open or "th" in self.open:
            self.rows[-1][-1] += data


def test_the_page_holds_a_table_for_each_kind() -> None:
    page = Page(merge_page(REPORT, lang="zh"))
    assert page.rows == [
        ["行", "项目", "原值", "本方", "对方", "采用"],
        ["4.16.1 区财政局", "完成状态", "未启动", "已完成本方.xlsx!台账!J9", "顺利推进返回.xlsx!台账!J4", "已完成"],
        ["行", "项目", "本方", "对方", "原因"],
        ["4.16.1 区财政局", "截止日期", "2021-11-30", "2021-12-31返回.xlsx!台账!I4", "不属于对方填报项"],
        ["行", "项目", "原因", "对方单元格"],
        ["4.16.2", "整行", "对方已无此项，保留本方内容", "返回.xlsx"],
        ["行", "项目", "对方", "原因"],
        ["9", "整行", "返回.xlsx!台账!A7", "属于其他文件的台账"],
        ["9", "备注", "7返回.xlsx!台账!R7", ""],
        ["行", "项目", "本方", "对方", "原因"],
        ["（表外）", "表头文字", "（空）", "新表头返回.xlsx!台账!A1", ""],
        ["5.1.1", "进展情况", "（空）", "<b>一</b>\n=1+1返回.xlsx!台账!L5", "新增行"],
        ["5.1.1", "批注（进展情况）", "（空）", "请核返回.xlsx!台账!L5", "新增行"],
        ["文件", "单位", "原因"],
        ["返回.xlsx", "区财政局", "逾期报送、依据旧版台账填报"],
        ["好.xlsx", "", "正常"],
        ["返回.xlsx!台账!L9", "a second row says '乙'"],
    ]
    assert {link.removeprefix("#") for link in page.links} <= page.ids
    assert not page.tags & {"script", "bimg", "link", "iframe"}


def sheet_rows(data: bytes, name: str) -> list[list[Any]]:
    return [[each.value for each in row] for row in load_workbook(BytesIO(data))[name].iter_rows()]


def test_the_workbook_holds_sums_and_a_row_for_each_cell() -> None:
    data = render_report(REPORT)
    assert sheet_rows(data, "汇总")[:8] == [
        ["合并报告", None, None],
        ["结果", "数量", None],
        ["冲突", 1, None],
        ["未采纳", 0, None],
        ["缺失", 1, None],
        ["非本台账", 1, None],
        ["已合并", 1, None],
        ["未变", 1, None],
    ]
    assert sheet_rows(data, "汇总")[14:16] == [
        ["读取时的疑点", None, None],
        ["返回.xlsx!台账!L9", None, "a second row says '乙'"],
    ]
    head, *rows = sheet_rows(data, "明细")
    assert head == ["编号", "单位", "结果", "项目", "原值", "本方", "对方", "采用", "原因", "对方单元格", "本方单元格"]
    assert [[*row[:4], row[6], row[9]] for row in rows] == [
        ["4.16.1", "区财政局", "冲突", "完成状态", "顺利推进", "返回.xlsx!台账!J4"],
        ["4.16.1", "区财政局", "未采纳", "截止日期", rows[1][6], "返回.xlsx!台账!I4"],
        ["4.16.2", None, "缺失", "整行", None, "返回.xlsx"],
        ["9", None, "非本台账", "整行", None, "返回.xlsx!台账!A7"],
        ["9", None, "非本台账", "备注", 7, "返回.xlsx!台账!R7"],
        ["（表外）", None, "已合并", "表头文字", "新表头", "返回.xlsx!台账!A1"],
        ["5.1.1", None, "已合并", "进展情况", "<b>一</b>\n=1+1", "返回.xlsx!台账!L5"],
        ["5.1.1", None, "已合并", "批注（进展情况）", "请核", "返回.xlsx!台账!L5"],
    ]
    assert rows[1][6].date() == date(2021, 12, 31)
    sheet = load_workbook(BytesIO(data))["明细"]
    assert (sheet.auto_filter.ref, sheet.freeze_panes, sheet["G7"].data_type) == ("A1:K9", "A2", "s")


@pytest.mark.parametrize("name", ["报告.txt", "报告.html", "报告.XLSX"])
def test_the_ending_of_the_name_decides_and_the_bytes_are_the_same_each_time(tmp_path: Path, name: str) -> None:
    path = write_merge_report(REPORT, tmp_path / name, lang="zh")
    first = path.read_bytes()
    assert write_merge_report(REPORT, path, lang="zh").read_bytes() == first
    assert first.startswith({"t": "共 5 行".encode(), "h": b"<!doctype html>", "X": b"PK"}[path.suffix[1]])


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"has to end in \.txt, \.html, \.htm, \.xlsx, found '\.pdf'"):
        write_merge_report(REPORT, tmp_path / "报告.pdf")
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=40, deadline=None)
@given(small_ledgers(), st.data(), st.sampled_from(("en", "zh")))
def test_whatever_was_typed_every_form_tells_it(base: Ledger, data: st.DataObject, lang: Language) -> None:
    """All cells of the details are there, in the text as many lines as in the workbook and on the page."""
    mine, yours = (data.draw(st.lists(edits(base), max_size=4)) for _ in range(2))
    report = merge_ledgers(base, edited(base, mine), edited(base, yours)).report
    page = Page(merge_page(report, lang=lang))
    rows = sheet_rows(render_report(report, lang=lang), "Details" if lang == "en" else "明细")
    told = len(report.fields) + sum(len(row.fields) or row.kind is not OutcomeKind.UNCHANGED for row in report.outcomes)
    assert len(rows) - 1 == told
    kinds = {line.kind for row in report.outcomes for line in row.fields} | {line.kind for line in report.fields}
    assert len(page.rows) == told + len(kinds)
    assert merge_text(report, lang=lang).count("\n") >= told


def test_what_no_file_can_hold_is_told_as_far_as_it_goes(tmp_path: Path) -> None:
    """Half a surrogate pair, and a text longer than a cell."""
    value = "\ud800" + "长" * 40_000
    field = FieldOutcome(field="note", kind=OutcomeKind.MERGED, theirs=value)
    report = MergeReport(outcomes=(Outcome(requirement_id="1", kind=OutcomeKind.MERGED, fields=(field,)),))
    for name in ("a.txt", "a.html", "a.xlsx"):
        assert write_merge_report(report, tmp_path / name).stat().st_size > 0
    shown = sheet_rows((tmp_path / "a.xlsx").read_bytes(), "Details")[1][5]
    assert shown.startswith("\ufffd长长")
    assert shown.endswith("… (cut; the page has the whole)")
    assert "长" * 40_000 in (tmp_path / "a.html").read_text("utf-8")


def test_every_code_of_a_merge_has_words() -> None:
    codes = "merge-stopped added removed missing foreign out-of-turn other-unit wrong-unit outside-table late stale duplicate unreadable"
    for code in codes.split():
        field = attrs.evolve(REPORT.fields[0], code=code)
        assert code not in merge_text(MergeReport(fields=(field,)), lang="zh")


def test_of_many_files_in_order_only_their_number_is_told() -> None:
    """Whoever collects from forty units wants to see the two that are odd."""
    good = tuple(FileOutcome(file=f"{number}.xlsx", unit="某局") for number in range(30))
    odd = (FileOutcome(file="函.txt", codes=("foreign",)), FileOutcome(file="迟.xlsx", codes=("late",)))
    told = merge_text(MergeReport(files=(*good[:10], *odd, *good[10:])), lang="zh").splitlines()
    assert told[-4:] == ["文件", "  函.txt  不属于本台账", "  迟.xlsx  逾期报送", "  其余 30 个文件正常"]
    assert merge_text(MergeReport(files=good[:3])).count("in order") == 3
