"""What units return becomes part of the ledger; what they may not change, and files that are none of theirs, are reported."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import attrs
import pytest
from clerk import Clerk
from openpyxl import Workbook

from policytasks.ledger.ledger import Ledger
from policytasks.ledger.outcome import FileOutcome, MergeReport, OutcomeKind
from policytasks.ledger.status import Status
from policytasks.model.document_number import DocumentNumber
from policytasks.model.notice import Notice
from policytasks.model.unit import UnitKind
from policytasks.units.records import Membership, UnitRecord
from policytasks.units.registry import UnitRegistry
from policytasks.workbook.collect import collect
from policytasks.workbook.dispatch import dispatch
from policytasks.workbook.own_columns import OwnColumn
from policytasks.workbook.writer import write_ledger

PLANNING, ECOLOGY, INDUSTRY, TRADE = "区发展和改革局", "区生态环境分局", "区工业和信息化局", "区商务局"
REGISTRY = UnitRegistry(
    records=(
        UnitRecord(name="各镇（街道）", kind=UnitKind.COLLECTIVE),
        UnitRecord(name="兴隆庄街道", kind=UnitKind.TOWNSHIP),
        UnitRecord(name="新兖镇", kind=UnitKind.TOWNSHIP),
    ),
    memberships=(Membership(collective="各镇（街道）", kind=UnitKind.TOWNSHIP),),
)


@pytest.fixture
def ledger(small: Notice) -> Ledger:
    return Ledger.from_notice(small, by="unit")


@pytest.fixture(scope="module")
def store(small: Notice, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """The packets, written once."""
    folder = tmp_path_factory.mktemp("派发")
    return dispatch(Ledger.from_notice(small, by="unit"), folder, due=date(2021, 9, 30))


@pytest.fixture
def sent(store: tuple[Path, ...], tmp_path: Path) -> dict[str, Path]:
    """The packets by unit, to be changed."""
    folder = tmp_path / "派发"
    folder.mkdir()
    return {path.stem: Path(shutil.copy(path, folder)) for path in store}


def file_of(report: MergeReport, path: Path) -> FileOutcome:
    return next(each for each in report.files if each.file == str(path))


def seen(report: MergeReport) -> dict[str, int]:
    """The counts that are not zero; they add up."""
    assert sum(report.counts.values()) == report.rows_seen
    return {kind.value: count for kind, count in report.counts.items() if count}


def refused(report: MergeReport) -> list[tuple[str, str, object, str]]:
    """Every cell that was not taken: row, field, what was typed, code."""
    return [
        (outcome.requirement_id, field.field, field.theirs, field.code)
        for outcome in report.outcomes
        for field in outcome.fields
        if field.kind is OutcomeKind.REJECTED
    ]


class TestAnswers:
    """What units are asked for."""

    def test_packets_that_nobody_touched_change_nothing(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        result = collect(ledger, sent.values())
        assert result.ledger == ledger
        assert seen(result.report) == {"unchanged": 11}
        assert (result.report.unanswered, {each.codes for each in result.report.files}) == ((), {()})

    def test_what_units_wrote_is_in_the_ledger(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        """Status, percentage, texts, days, and the history that says which cell each came from."""
        done = {
            "完成状态": "已完成",
            "完成比例": 100,
            "进展情况": "已公开12项",
            "更新日期": date(2021, 9, 28),
            "更新人": "王某",
        }
        Clerk(sent[PLANNING]).fill("1.1.2", done).save()
        Clerk(sent[ECOLOGY]).fill("1.1.2", {"存在问题": "=数据不全", "佐证材料": "兖环〔2021〕5号"}).save()
        result = collect(ledger, [sent[ECOLOGY], sent[PLANNING]], on=date(2021, 9, 30))
        assert result.ledger.entries == (
            ledger.updated(
                "1.1.2", unit=PLANNING, status=Status.DONE, progress=100, note="已公开12项", updated_on=date(2021, 9, 28),
                updated_by="王某",
            ).updated("1.1.2", unit=ECOLOGY, problems="=数据不全", evidence="兖环〔2021〕5号")
        ).entries  # fmt: skip
        signed = {(change.unit, change.field, change.on, change.by) for change in result.ledger.history}
        assert (PLANNING, "note", date(2021, 9, 28), "王某") in signed
        assert (ECOLOGY, "problems", date(2021, 9, 30), ECOLOGY) in signed
        (change,) = (each for each in result.ledger.history if each.field == "evidence")
        assert change.source.startswith(f"{sent[ECOLOGY]}!台账!")
        assert seen(result.report) == {"merged": 2, "unchanged": 2}
        assert result.report.unanswered == tuple(name for name in sent if name not in (PLANNING, ECOLOGY))

    def test_the_ledger_that_was_given_stays_as_it_is(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        before = attrs.evolve(ledger)
        Clerk(sent[PLANNING]).fill("1.1.1", {"进展情况": "新"}).save()
        collect(ledger, sent.values())
        assert ledger == before

    def test_words_that_are_no_status_are_kept_and_named(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        Clerk(sent[TRADE]).fill("1.2.1", {"完成状态": "卡住了", "完成比例": "约一半"}).save()
        result = collect(ledger, [sent[TRADE]])
        assert result.ledger.entry("1.2.1", unit=TRADE).typed == (("status", "卡住了"), ("progress", "约一半"))
        doubts = file_of(result.report, sent[TRADE]).doubts
        assert [doubt.code for doubt in doubts] == ["ledger-status-unknown", "ledger-value-unread"]

    def test_the_words_of_an_office_are_statuses(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        Clerk(sent[TRADE]).fill("1.2.1", {"完成状态": "已上线"}).save()
        result = collect(ledger, [sent[TRADE]], status_words={"已上线": Status.DONE})
        assert result.ledger.entry("1.2.1", unit=TRADE).status is Status.DONE

    def test_columns_and_notes_that_a_unit_adds_are_kept(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        clerk = Clerk(sent[TRADE]).fill("1.2.1", {"联系电话": "3413000"})
        clerk.comment(clerk.row("1.2.1"), "具体要求", "请明确口径").save()
        entry = collect(ledger, [sent[TRADE]]).ledger.entry("1.2.1", unit=TRADE)
        assert (entry.extras, entry.comments) == ((("联系电话", "3413000"),), (("text", "请明确口径"),))

    def test_sorted_rows_and_moved_columns_are_nothing_new(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        Clerk(sent[PLANNING]).fill("1.1.1", {"进展情况": "新"}).sort(3).move_columns(5).save()
        result = collect(ledger, [sent[PLANNING]])
        assert result.ledger.entries == ledger.updated("1.1.1", unit=PLANNING, note="新").entries
        assert seen(result.report) == {"merged": 1, "unchanged": 2}

    def test_a_missing_column_leaves_its_field(self, ledger: Ledger, tmp_path: Path) -> None:
        reported = ledger.updated("1.2.1", unit=TRADE, note="上次所写", progress=30)
        path = next(path for path in dispatch(reported, tmp_path) if path.stem == TRADE)
        clerk = Clerk(path)
        clerk.sheet.delete_cols(clerk.column("进展情况"))
        clerk.fill("1.2.1", {"完成比例": 60}).save()
        result = collect(reported, [path])
        assert result.ledger.entry("1.2.1", unit=TRADE).note == "上次所写"
        assert result.ledger.entry("1.2.1", unit=TRADE).progress == 60
        assert [doubt.code for doubt in file_of(result.report, path).doubts] == ["ledger-column-missing"]

    def test_what_a_unit_empties_becomes_empty(self, ledger: Ledger, tmp_path: Path) -> None:
        reported = ledger.updated("1.2.1", unit=TRADE, note="上次所写")
        path = next(path for path in dispatch(reported, tmp_path) if path.stem == TRADE)
        Clerk(path).fill("1.2.1", {"进展情况": None}).save()
        assert collect(reported, [path]).ledger.entry("1.2.1", unit=TRADE).note == ""

    def test_members_of_a_collective_answer_for_themselves(self, ledger: Ledger, tmp_path: Path) -> None:
        """The ledger then has a row for each; without the registry the rows are foreign, and keep what was typed."""
        dispatch(ledger, tmp_path, registry=REGISTRY)
        path = Clerk(tmp_path / "新兖镇.xlsx").fill("2.7.1", {"进展情况": "已开展培训"}).save()
        result = collect(ledger, [path], registry=REGISTRY)
        assert result.ledger.entry("2.7.1", unit="新兖镇").note == "已开展培训"
        assert result.ledger.entry("2.7.1", unit="兴隆庄街道").note == ""
        assert "各镇（街道）" not in {entry.key[1] for entry in result.ledger.entries}
        alone = collect(ledger, [path])
        assert alone.ledger == ledger
        assert seen(alone.report) == {"foreign": 1}
        assert refused(alone.report) == [("2.7.1", "note", "已开展培训", "removed")]


class TestRefusals:
    """What units are not asked for is kept in the report, with its cell."""

    def test_words_units_and_deadlines_are_not_theirs(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        clerk = Clerk(sent[PLANNING]).fill("1.1.2", {
            "部分": "二、别的", "工作任务": "（九）别的", "具体要求": "少做一点。", "分工": "牵头", "完成时限": "明年",
            "截止日期": date(2022, 6, 30), "进展情况": "照做",
        })  # fmt: skip
        row = clerk.row("1.1.2")
        clerk.save()
        result = collect(ledger, [sent[PLANNING]])
        assert result.ledger.entries == ledger.updated("1.1.2", unit=PLANNING, note="照做").entries
        assert result.ledger.notice == ledger.notice
        assert refused(result.report) == [
            ("1.1.2", f"notice.{key}", typed, "out-of-turn")
            for key, typed in (
                ("section", "二、别的"), ("task", "（九）别的"), ("text", "少做一点。"), ("role", "牵头"), ("deadlines", "明年"),
            )
        ] + [("1.1.2", "due_on", date(2022, 6, 30), "out-of-turn")]  # fmt: skip
        (outcome,) = (each for each in result.report.outcomes if each.kind is OutcomeKind.REJECTED)
        places = {field.field: str(field.location) for field in outcome.fields}
        assert places["notice.text"] == f"{sent[PLANNING]}!台账!D{row}"
        assert places["due_on"] == f"{sent[PLANNING]}!台账!H{row}"

    def test_a_column_of_the_office_is_not_theirs(self, ledger: Ledger, tmp_path: Path) -> None:
        columns = (..., OwnColumn(heading="督查员", editor="office"), OwnColumn(heading="科室"))
        path = next(path for path in dispatch(ledger, tmp_path, columns=columns) if path.stem == TRADE)
        Clerk(path).fill("1.2.1", {"督查员": "自己", "科室": "综合科"}).save()
        result = collect(ledger, [path])
        assert result.ledger.entry("1.2.1", unit=TRADE).extras == (("科室", "综合科"),)
        assert refused(result.report) == [("1.2.1", "督查员", "自己", "out-of-turn")]

    def test_a_number_or_unit_typed_over_does_not_lose_the_row(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        """The row is known by what is left of it, and its answer counts."""
        Clerk(sent[PLANNING]).fill("1.1.1", {"进展情况": "甲", "编号": "9.9.9"}).save()
        Clerk(sent[TRADE]).fill("1.2.1", {"进展情况": "乙", "单位": "局办公室"}).save()
        result = collect(ledger, [sent[PLANNING], sent[TRADE]])
        assert result.ledger.entry("1.1.1", unit=PLANNING).note == "甲"
        assert result.ledger.entry("1.2.1", unit=TRADE).note == "乙"
        assert refused(result.report) == [
            ("1.1.1", "id", "9.9.9", "out-of-turn"),
            ("1.2.1", "unit", "局办公室", "out-of-turn"),
        ]
        assert seen(result.report) == {"rejected": 2, "unchanged": 2}

    def test_a_row_of_another_unit_is_refused(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        clerk = Clerk(sent[TRADE]).add_row(
            {"编号": "1.1.1", "单位": PLANNING, "具体要求": "某某", "进展情况": "替你写", "完成状态": "已完成"}
        )
        clerk.save()
        result = collect(ledger, [sent[TRADE]])
        assert result.ledger == ledger
        assert seen(result.report) == {"unchanged": 1, "rejected": 1}
        (outcome,) = (each for each in result.report.outcomes if each.kind is OutcomeKind.REJECTED)
        assert (outcome.requirement_id, outcome.unit, outcome.code) == ("1.1.1", PLANNING, "other-unit")
        assert {(field.field, field.theirs) for field in outcome.fields} >= {
            ("note", "替你写"),
            ("status", Status.DONE),
        }

    def test_a_row_that_nobody_sent_is_foreign(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        Clerk(sent[TRADE]).add_row({"具体要求": "我们另外做的", "单位": TRADE, "进展情况": "已做"}).save()
        result = collect(ledger, [sent[TRADE]])
        assert result.ledger == ledger
        assert seen(result.report) == {"unchanged": 1, "foreign": 1}
        assert [(field, typed, code) for _, field, typed, code in refused(result.report)] == [
            ("notice.text", "我们另外做的", "added"), ("note", "已做", "added"),
        ]  # fmt: skip

    def test_every_word_of_an_added_row_is_in_the_report(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        """Also those in the columns of the notice; but not what the notice says there itself."""
        own = {
            "编号": "8.8.8",
            "部分": "八、新的",
            "工作任务": "（八）新的",
            "具体要求": "另做",
            "单位": TRADE,
            "分工": "牵头",
            "完成时限": "明年",
        }
        theirs = {"编号": "1.1.1", "工作任务": "（一）立足实施重大战略推进政务公开", "分工": "配合", "单位": PLANNING}
        Clerk(sent[TRADE]).add_row(own).add_row(theirs).save()
        report = collect(ledger, [sent[TRADE]]).report
        assert seen(report) == {"unchanged": 1, "rejected": 1, "foreign": 1}
        assert refused(report) == [
            ("1.1.1", "notice.role", "配合", "other-unit"),
            ("8.8.8", "notice.section", "八、新的", "added"),
            ("8.8.8", "notice.task", "（八）新的", "added"),
            ("8.8.8", "notice.text", "另做", "added"),
            ("8.8.8", "notice.role", "牵头", "added"),
            ("8.8.8", "notice.deadlines", "明年", "added"),
        ]

    def test_a_row_moved_to_another_sheet_is_read_there(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        clerk = Clerk(sent[PLANNING]).fill("1.1.1", {"进展情况": "搬走了"})
        other, row = clerk.book.create_sheet("已完成"), clerk.row("1.1.1")
        for number in range(1, clerk.sheet.max_column + 1):
            other.cell(1, number).value = clerk.sheet.cell(clerk.head, number).value
            other.cell(2, number).value = clerk.sheet.cell(row, number).value
        clerk.delete_row(row).save()
        result = collect(ledger, [sent[PLANNING]])
        assert result.ledger.entry("1.1.1", unit=PLANNING).note == "搬走了"
        assert seen(result.report) == {"merged": 1, "unchanged": 2}

    def test_a_row_that_is_gone_is_missing_and_kept(self, ledger: Ledger, tmp_path: Path) -> None:
        reported = ledger.updated("1.1.1", unit=PLANNING, note="上次所写")
        path = next(path for path in dispatch(reported, tmp_path) if path.stem == PLANNING)
        clerk = Clerk(path)
        clerk.delete_row(clerk.row("1.1.1")).save()
        result = collect(reported, [path])
        assert result.ledger == reported
        assert seen(result.report) == {"unchanged": 2, "missing": 1}

    def test_lines_around_the_table_are_kept_in_the_report(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        clerk = Clerk(sent[TRADE])
        clerk.add_row({"编号": "注：数据截至9月20日"})
        clerk.sheet.cell(1, 1).value = "商务局的台账"
        clerk.save()
        report = collect(ledger, [sent[TRADE]]).report
        assert [(field.field, field.theirs, field.code) for field in report.fields] == [
            ("preface", "商务局的台账", "outside-table"),
            ("footnotes", "注：数据截至9月20日", "outside-table"),
        ]

    def test_a_copied_row_is_a_second_answer(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        """Both are taken where they do not contradict each other, and the contradiction is reported."""
        clerk = Clerk(sent[TRADE]).copy_row(Clerk(sent[TRADE]).row("1.2.1"))
        first, second = clerk.rows()
        clerk.write(first, "进展情况", "第一").write(second, "进展情况", "第二").write(
            second, "存在问题", "缺人"
        ).save()
        result = collect(ledger, [sent[TRADE]])
        assert (result.ledger.entry("1.2.1", unit=TRADE).note, result.ledger.entry("1.2.1", unit=TRADE).problems) == (
            "第一",
            "缺人",
        )
        assert seen(result.report) == {"merged": 1, "conflict": 1}


class TestConflicts:
    """Two that say different things about one cell."""

    def test_the_office_changed_the_cell_meanwhile(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        """The packet is stale, its other cells are taken, and both values are in the report."""
        Clerk(sent[TRADE]).fill("1.2.1", {"进展情况": "单位写的", "完成比例": 40}).save()
        now = ledger.updated("1.2.1", unit=TRADE, note="电话问来的")
        result = collect(now, [sent[TRADE]])
        assert result.ledger.entry("1.2.1", unit=TRADE).note == "电话问来的"
        assert result.ledger.entry("1.2.1", unit=TRADE).progress == 40
        (outcome,) = result.report.conflicts
        assert [(field.field, field.ours, field.theirs, field.taken) for field in outcome.fields if field.kind is OutcomeKind.CONFLICT] == [
            ("note", "电话问来的", "单位写的", "电话问来的")
        ]  # fmt: skip
        assert file_of(result.report, sent[TRADE]).codes == ("stale",)
        theirs = collect(now, [sent[TRADE]], on_conflict="theirs")
        assert theirs.ledger.entry("1.2.1", unit=TRADE).note == "单位写的"
        joined = collect(now, [sent[TRADE]], on_conflict=lambda field: f"{field.ours}；{field.theirs}")
        assert joined.ledger.entry("1.2.1", unit=TRADE).note == "电话问来的；单位写的"

    def test_a_merge_that_stops_takes_nothing(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        Clerk(sent[TRADE]).fill("1.2.1", {"进展情况": "单位写的"}).save()
        Clerk(sent[PLANNING]).fill("1.1.1", {"进展情况": "别的单位"}).save()
        now = ledger.updated("1.2.1", unit=TRADE, note="电话问来的")
        result = collect(now, sent.values(), on_conflict="stop", registry=REGISTRY)
        assert result.ledger is now
        assert result.report.stopped
        assert ("1.1.1", "note", "别的单位", "merge-stopped") in refused(result.report)

    def test_units_that_share_a_row_contradict_each_other(self, small: Notice, tmp_path: Path) -> None:
        """By requirement, the first answer stands, and the second is a conflict that names both cells."""
        ledger = Ledger.from_notice(small)
        dispatch(ledger, tmp_path)
        first, second = tmp_path / f"{INDUSTRY}.xlsx", tmp_path / f"{TRADE}.xlsx"
        Clerk(first).fill("1.2.1", {"进展情况": "工信的", "完成状态": "已完成"}).save()
        Clerk(second).fill("1.2.1", {"进展情况": "商务的", "完成状态": "已完成"}).save()
        days = {first: date(2021, 9, 1), second: date(2021, 9, 2)}
        result = collect(ledger, [second, first], received=days)
        assert result.ledger.entry("1.2.1").note == "工信的"
        (outcome,) = result.report.conflicts
        (field,) = outcome.fields
        assert (field.theirs, field.ours) == ("商务的", "工信的")
        assert (field.location.file, field.ours_location.file) == (str(second), str(first))


class TestFiles:
    """What is odd about a file as a whole."""

    def test_a_late_packet_counts_and_is_named(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        """By the day that it was sent with, or another one; a day for each file, or one for all."""
        Clerk(sent[TRADE]).fill("1.2.1", {"进展情况": "迟了"}).save()
        paths = [sent[TRADE], sent[ECOLOGY]]
        result = collect(ledger, paths, on=date(2021, 9, 30), received={sent[TRADE]: date(2021, 10, 1)})
        assert [each.codes for each in result.report.files] == [("late",), ()]
        assert result.report.files[0].message == "returned on 2021-10-01, due on 2021-09-30"
        assert result.ledger.entry("1.2.1", unit=TRADE).note == "迟了"
        later = collect(ledger, paths, on=date(2021, 10, 1), due=date(2021, 10, 31))
        assert [each.codes for each in later.report.files] == [(), ()]
        assert [each.codes for each in collect(ledger, paths).report.files] == [(), ()]

    def test_an_older_packet_is_merged_against_what_it_was_sent_with(
        self, ledger: Ledger, sent: dict[str, Path], tmp_path: Path
    ) -> None:
        """What the ledger says since then stays where the packet does not touch it."""
        Clerk(sent[TRADE]).fill("1.2.1", {"完成比例": 40}).save()
        now = ledger.updated("1.2.1", unit=TRADE, note="已催办")
        dispatch(now, tmp_path / "再派")
        result = collect(now, [sent[TRADE]])
        entry = result.ledger.entry("1.2.1", unit=TRADE)
        assert (entry.note, entry.progress) == ("已催办", 40)
        assert file_of(result.report, sent[TRADE]).codes == ("stale",)
        fresh = collect(now, [tmp_path / "再派" / f"{TRADE}.xlsx"])
        assert fresh.report.files[0].codes == ()

    def test_the_same_packet_twice_counts_once(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        Clerk(sent[TRADE]).fill("1.2.1", {"进展情况": "写好"}).save()
        copy = sent[TRADE].with_name(f"{TRADE}(1).xlsx")
        Clerk(sent[TRADE]).sort(1).save(copy)
        result = collect(ledger, [copy, sent[TRADE]])
        assert sorted(each.codes for each in result.report.files) == [(), ("duplicate",)]
        assert seen(result.report) == {"merged": 1}

    def test_a_packet_that_came_back_in_two_versions_is_merged_twice(
        self, ledger: Ledger, sent: dict[str, Path]
    ) -> None:
        """What does not contradict is taken from both."""
        Clerk(sent[TRADE]).fill("1.2.1", {"进展情况": "第一版"}).save()
        second = sent[TRADE].with_name(f"{TRADE}-补.xlsx")
        Clerk(sent[TRADE]).fill("1.2.1", {"进展情况": "第二版", "完成比例": 50}).save(second)
        days = {sent[TRADE]: date(2021, 9, 1), second: date(2021, 9, 2)}
        result = collect(ledger, [second, sent[TRADE]], received=days)
        entry = result.ledger.entry("1.2.1", unit=TRADE)
        assert (entry.note, entry.progress) == ("第一版", 50)
        assert [each.codes for each in result.report.files] == [("duplicate",), ()]
        assert seen(result.report) == {"merged": 1, "conflict": 1}
        later = collect(ledger, [sent[TRADE], second], received=days, on_conflict="theirs").ledger
        assert later.entry("1.2.1", unit=TRADE).note == "第二版"

    def test_a_packet_returned_under_the_name_of_another_unit_is_refused(
        self, ledger: Ledger, sent: dict[str, Path]
    ) -> None:
        """What was typed stays in the report; the unit whose name it bears has not answered."""
        Clerk(sent[TRADE]).fill("1.2.1", {"进展情况": "谁写的？"}).save(sent[INDUSTRY])
        result = collect(ledger, [sent[INDUSTRY]])
        assert result.ledger == ledger
        (found,) = result.report.files
        assert (found.unit, found.codes) == (TRADE, ("wrong-unit",))
        assert INDUSTRY in found.message
        assert refused(result.report) == [("1.2.1", "note", "谁写的？", "wrong-unit")]
        assert set(result.report.unanswered) == set(sent)

    def test_any_name_that_names_nobody_else_is_fine(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        """People call files what they like."""
        for name in ("最终版.xlsx", f"报{PLANNING}、{TRADE}.xlsx", f"{TRADE}（改）.xlsx"):
            path = shutil.copy(sent[TRADE], sent[TRADE].with_name(name))
            assert collect(ledger, [path]).report.files[0].codes == ()

    def test_a_ledger_of_another_notice_is_foreign(self, ledger: Ledger, small: Notice, tmp_path: Path) -> None:
        other = attrs.evolve(small, document_number=DocumentNumber(agency="济兖政办字", year=2022, serial=3))
        texts = attrs.evolve(
            other,
            sections=tuple(
                attrs.evolve(
                    section,
                    tasks=tuple(
                        attrs.evolve(
                            task,
                            requirements=tuple(attrs.evolve(each, text=f"另{each.text}") for each in task.requirements),
                        )
                        for task in section.tasks
                    ),
                )
                for section in other.sections
            ),
        )
        path = next(p for p in dispatch(Ledger.from_notice(texts, by="unit"), tmp_path) if p.stem == TRADE)
        Clerk(path).fill("1.2.1", {"进展情况": "另一件事"}).save()
        result = collect(ledger, [path])
        assert result.ledger == ledger
        (found,) = result.report.files
        assert found.codes == ("foreign",)
        assert found.message == "it is about 济兖政办字〔2022〕3号, the ledger about 济兖政办字〔2021〕20号"
        assert seen(result.report) == {"foreign": 1}
        assert refused(result.report) == [("1.2.1", "note", "另一件事", "foreign")]

    def test_a_packet_of_another_kind_of_ledger_is_foreign(self, ledger: Ledger, small: Notice, tmp_path: Path) -> None:
        path = next(p for p in dispatch(Ledger.from_notice(small), tmp_path) if p.stem == TRADE)
        (found,) = collect(ledger, [path]).report.files
        assert found.codes == ("foreign",)
        assert found.message == "its rows are by requirement, those of the ledger by unit"

    def test_files_that_are_no_ledgers_stop_nobody(self, ledger: Ledger, sent: dict[str, Path], tmp_path: Path) -> None:
        """A list of phone numbers and a letter are foreign; what is damaged, or not there, is unreadable."""
        phones, letter, broken, gone = (tmp_path / name for name in ("电话.xlsx", "函.txt", "坏.xlsx", "无.xlsx"))
        book = Workbook()
        book.worksheets[0]["A1"] = "电话"
        book.save(phones)
        letter.write_text("现将有关情况报告如下。", "utf-8")
        broken.write_bytes(sent[TRADE].read_bytes()[:3000])
        Clerk(sent[TRADE]).fill("1.2.1", {"进展情况": "照收"}).save()
        result = collect(ledger, [phones, letter, broken, gone, tmp_path, sent[TRADE]])
        assert [each.codes for each in result.report.files] == [
            ("foreign",), ("foreign",), ("unreadable",), ("unreadable",), ("unreadable",), (),
        ]  # fmt: skip
        assert all(each.message for each in result.report.files[:5])
        assert result.ledger.entry("1.2.1", unit=TRADE).note == "照收"

    def test_a_packet_that_lost_its_hidden_sheet_is_known_by_its_properties(
        self, ledger: Ledger, sent: dict[str, Path]
    ) -> None:
        """The ledger has not changed, so what it was sent with is known after all: an emptied cell is an emptied cell."""
        path = Clerk(sent[TRADE]).lose_store().fill("1.2.1", {"进展情况": "没有隐藏表", "具体要求": "改"}).save()
        result = collect(ledger, [path])
        assert result.ledger.entries == ledger.updated("1.2.1", unit=TRADE, note="没有隐藏表").entries
        assert refused(result.report) == [("1.2.1", "notice.text", "改", "out-of-turn")]
        assert [doubt.code for doubt in result.report.files[0].doubts] == ["ledger-without-data"]

    @pytest.mark.parametrize("properties", [True, False])
    def test_what_it_was_sent_with_may_be_lost_for_good(
        self, ledger: Ledger, sent: dict[str, Path], properties: bool
    ) -> None:
        """Then an empty cell of the ledger is filled, and a cell that says something else is a conflict, never a change."""
        clerk = Clerk(sent[TRADE]).lose_store().fill("1.2.1", {"进展情况": "单位写的", "完成比例": 40})
        path = (clerk if properties else clerk.lose_properties()).save()
        now = ledger.updated("1.2.1", unit=TRADE, note="电话问来的", problems="缺人")
        result = collect(now, [path])
        entry = result.ledger.entry("1.2.1", unit=TRADE)
        assert (entry.note, entry.progress, entry.problems) == ("电话问来的", 40, "缺人")
        assert [field.theirs for outcome in result.report.conflicts for field in outcome.fields] == [40, "单位写的"]
        assert result.report.files[0].codes == (("stale",) if properties else ())

    def test_a_table_without_any_slip_is_known_by_file_name_or_rows(
        self, ledger: Ledger, sent: dict[str, Path], tmp_path: Path
    ) -> None:
        """Nothing else says whose it is; a table with rows of several units is nobody's."""
        path = tmp_path / "表格.xlsx"
        Clerk(sent[TRADE]).lose_store().lose_properties().fill("1.2.1", {"进展情况": "抄出来的"}).save(path)
        result = collect(ledger, [path])
        assert result.ledger.entry("1.2.1", unit=TRADE).note == "抄出来的"
        whole = Clerk(write_ledger(ledger, tmp_path / "全部.xlsx", merged=False))
        whole.fill("1.2.1", {"进展情况": "谁写的？"}, unit=TRADE).lose_store().save()
        result = collect(ledger, [whole.path])
        assert result.ledger == ledger
        assert [each.codes for each in result.report.files] == [("wrong-unit",)]
        assert refused(result.report) == [("1.2.1", "note", "谁写的？", "wrong-unit")]
        named = whole.path.rename(tmp_path / f"{TRADE}.xlsx")
        result = collect(ledger, [named])
        assert result.ledger.entry("1.2.1", unit=TRADE).note == "谁写的？"
        assert result.report.files[0].codes == ()

    def test_progress_is_told_after_each_file(self, ledger: Ledger, sent: dict[str, Path]) -> None:
        told: list[tuple[int, int]] = []
        collect(ledger, sent.values(), progress=lambda done, all_: told.append((done, all_)))
        assert told == [(number, 9) for number in range(1, 10)]


def test_packets_survive_libreoffice(
    ledger: Ledger, sent: dict[str, Path], resave: Callable[[Sequence[Path]], list[Path]]
) -> None:
    """Opened and saved again they report no change, keep their slips twice over, and what was typed is there."""
    again = resave(list(sent.values()))
    result = collect(ledger, again)
    assert result.ledger == ledger
    assert {each.codes for each in result.report.files} == {()}
    stripped = [Clerk(path).lose_store().save() for path in again]
    Clerk(stripped[0]).fill("1.1.1", {"进展情况": "经LibreOffice"}).save()
    result = collect(ledger, stripped)
    assert result.ledger.entries == ledger.updated("1.1.1", unit=PLANNING, note="经LibreOffice").entries
    assert {each.codes for each in result.report.files} == {()}
