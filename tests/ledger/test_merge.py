"""Merging three ledgers: what is taken, what is a conflict, what is kept in the report only."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from policytasks.errors import LedgerError
from policytasks.ledger.entry import Entry
from policytasks.ledger.history import Change, FieldValue
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.merge import ROW, merge_ledgers
from policytasks.ledger.outcome import FieldOutcome, MergeReport, Outcome, OutcomeKind
from policytasks.ledger.packet import plan_packets
from policytasks.ledger.status import Status
from policytasks.location import Location
from policytasks.model.document_number import DocumentNumber
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.ordinal import Ordinal
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit

SEPTEMBER = date(2021, 9, 1)
OCTOBER = date(2021, 10, 8)


def requirement(id: str, *units: tuple[str, Role]) -> Requirement:
    return Requirement(
        id=id,
        text=f"第{id}项。",
        responsibilities=tuple(Responsibility(unit=Unit(name=name), role=role, printed=name) for name, role in units),
    )


NOTICE = Notice(
    document_number=DocumentNumber.parse("甲政办字〔2021〕20号"),
    title="关于任务分工的通知",
    sections=(
        Section(
            ordinal=Ordinal.parse("一、"),
            title="部分",
            tasks=(
                Task(
                    title="任务",
                    requirements=(
                        requirement("1.1.1", ("甲局", Role.LEAD), ("乙局", Role.SUPPORTING)),
                        requirement("1.1.2", ("乙局", Role.LEAD)),
                    ),
                ),
                Task(title="又一任务", requirements=(requirement("1.2.1", ("丙办", Role.RESPONSIBLE)),)),
            ),
        ),
    ),
)
BASE = Ledger.from_notice(NOTICE)
BY_UNIT = Ledger.from_notice(NOTICE, by="unit")


def corrected(ledger: Ledger, id: str, **changes: object) -> Ledger:
    """The ledger in whose notice a requirement says something else."""

    def change(each: Requirement) -> Requirement:
        return attrs.evolve(each, **changes) if each.id == id else each

    return attrs.evolve(
        ledger,
        notice=attrs.evolve(
            ledger.notice,
            sections=tuple(
                attrs.evolve(
                    section,
                    tasks=tuple(
                        attrs.evolve(task, requirements=tuple(map(change, task.requirements))) for task in section.tasks
                    ),
                )
                for section in ledger.notice.sections
            ),
        ),
    )


def with_row(ledger: Ledger, id: str, **fields: object) -> Ledger:
    """The ledger with a further requirement at the end of the last task, and a row about it."""
    section = ledger.notice.sections[-1]
    task = section.tasks[-1]
    longer = attrs.evolve(task, requirements=(*task.requirements, requirement(id)))
    sections = (
        *ledger.notice.sections[:-1],
        attrs.evolve(section, tasks=(*section.tasks[:-1], longer)),
    )
    return attrs.evolve(
        ledger,
        notice=attrs.evolve(ledger.notice, sections=sections),
        entries=(*ledger.entries, attrs.evolve(Entry(requirement_id=id), **fields)),
    )


def without(ledger: Ledger, id: str) -> Ledger:
    return attrs.evolve(ledger, entries=tuple(entry for entry in ledger.entries if entry.requirement_id != id))


def outcome_of(report: MergeReport, id: str, unit: str | None = None) -> Outcome:
    (found,) = [each for each in report.outcomes if (each.requirement_id, each.unit) == (id, unit)]
    return found


# ── What is taken ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_cell_that_only_theirs_changed_is_taken() -> None:
    theirs = BASE.updated("1.1.1", status=Status.DONE, progress=100)
    result = merge_ledgers(BASE, BASE, theirs)
    assert result.ledger.entries == theirs.entries
    assert outcome_of(result.report, "1.1.1") == Outcome(
        requirement_id="1.1.1",
        kind=OutcomeKind.MERGED,
        fields=(
            FieldOutcome(
                field="status", kind=OutcomeKind.MERGED,
                base=Status.NOT_STARTED, ours=Status.NOT_STARTED, theirs=Status.DONE, taken=Status.DONE,
            ),
            FieldOutcome(field="progress", kind=OutcomeKind.MERGED, theirs=100, taken=100),
        ),
    )  # fmt: skip
    assert {kind: count for kind, count in result.report.counts.items() if count} == {
        OutcomeKind.UNCHANGED: 2,
        OutcomeKind.MERGED: 1,
    }


def test_two_cells_of_one_row_merge_side_by_side() -> None:
    ours, theirs = BASE.updated("1.1.1", note="我方"), BASE.updated("1.1.1", problems="对方")
    merged = merge_ledgers(BASE, ours, theirs).ledger.entry("1.1.1")
    assert (merged.note, merged.problems) == ("我方", "对方")


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    ours, theirs = BASE.updated("1.1.1", note="同样"), BASE.updated("1.1.1", note="同样")
    result = merge_ledgers(BASE, ours, theirs)
    assert result.ledger == ours
    assert result.report.unchanged == 3


def test_a_cell_that_was_emptied_is_emptied() -> None:
    base = BASE.updated("1.1.1", note="旧", extras=(("备注", "旧"),), comments=(("note", "旧"),))
    theirs = base.updated("1.1.1", note="", extras=(), comments=())
    assert merge_ledgers(base, base, theirs).ledger.entries == BASE.entries


def test_own_columns_and_notes_merge_each_by_its_name() -> None:
    ours = BASE.updated("1.1.1", extras=(("备注", "甲"),), comments=(("note", "请补充"),))
    theirs = BASE.updated("1.1.1", extras=(("督办次数", 2),), comments=(("备注", "核实"),))
    merged = merge_ledgers(BASE, ours, theirs).ledger.entry("1.1.1")
    assert dict(merged.extras) == {"备注": "甲", "督办次数": 2}
    assert dict(merged.comments) == {"note": "请补充", "备注": "核实"}


def test_a_column_headed_like_a_field_is_another_cell() -> None:
    ours, theirs = BASE.updated("1.1.1", note="甲"), BASE.updated("1.1.1", extras=(("note", "乙"),))
    result = merge_ledgers(BASE, ours, theirs)
    assert result.ledger.entry("1.1.1") == attrs.evolve(ours.entry("1.1.1"), extras=(("note", "乙"),))
    assert [each.field for each in outcome_of(result.report, "1.1.1").fields] == ["extras.note"]


def test_a_value_and_the_words_in_its_place_are_one_cell() -> None:
    """A status against words that are none: a half of each would be neither."""
    ours = BASE.updated("1.1.1", status=Status.DONE)
    theirs = BASE.updated("1.1.1", typed=(("status", "按计划进行"),))
    settled = merge_ledgers(BASE, ours, theirs, on_conflict="theirs")
    assert settled.ledger.entry("1.1.1") == theirs.entry("1.1.1")
    (conflict,) = outcome_of(settled.report, "1.1.1").fields
    assert (conflict.ours, conflict.theirs, conflict.taken) == (Status.DONE, "按计划进行", "按计划进行")
    assert merge_ledgers(BASE, theirs, ours, on_conflict="theirs").ledger.entry("1.1.1") == ours.entry("1.1.1")


def test_lines_above_and_below_the_table_are_taken_and_told_beside_the_rows() -> None:
    theirs = attrs.evolve(BASE, preface=("台账", "第二版"), footnotes=("注：每月更新",))
    result = merge_ledgers(BASE, BASE, theirs)
    assert (result.ledger.preface, result.ledger.footnotes) == (("台账", "第二版"), ("注：每月更新",))
    assert [(each.field, each.theirs) for each in result.report.fields] == [
        ("preface", "台账\n第二版"),
        ("footnotes", "注：每月更新"),
    ]
    assert result.report.unchanged == 3


# ── Conflicts ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_conflict_stops_everything() -> None:
    ours = BASE.updated("1.1.1", note="我方")
    theirs = BASE.updated("1.1.1", note="对方", problems="其他").updated("1.1.2", note="新")
    result = merge_ledgers(BASE, ours, theirs)
    assert result.ledger is ours
    assert result.report.stopped
    assert outcome_of(result.report, "1.1.1").fields == (
        FieldOutcome(
            field="note", kind=OutcomeKind.CONFLICT, base="", ours="我方", theirs="对方", taken="我方",
        ),
        FieldOutcome(
            field="problems", kind=OutcomeKind.REJECTED, base="", ours="", theirs="其他", taken="", code="merge-stopped"
        ),
    )  # fmt: skip
    assert outcome_of(result.report, "1.1.2") == Outcome(
        requirement_id="1.1.2",
        kind=OutcomeKind.REJECTED,
        fields=(
            FieldOutcome(
                field="note", kind=OutcomeKind.REJECTED, base="", ours="", theirs="新", taken="", code="merge-stopped"
            ),
        ),
        code="merge-stopped",
    )
    assert (result.report.conflict, result.report.rejected, result.report.unchanged) == (1, 1, 1)


@pytest.mark.parametrize(("policy", "taken"), [("ours", "我方"), ("theirs", "对方")])
def test_one_side_wins_and_the_conflict_stays_in_the_report(policy: str, taken: str) -> None:
    ours, theirs = BASE.updated("1.1.1", note="我方"), BASE.updated("1.1.1", note="对方").updated("1.1.2", note="新")
    result = merge_ledgers(BASE, ours, theirs, on_conflict=policy)  # type: ignore[arg-type]
    assert result.ledger.entry("1.1.1").note == taken
    assert result.ledger.entry("1.1.2").note == "新"
    (conflict,) = outcome_of(result.report, "1.1.1").fields
    assert (conflict.kind, conflict.ours, conflict.theirs, conflict.taken) == (
        OutcomeKind.CONFLICT, "我方", "对方", taken,
    )  # fmt: skip
    assert result.report.conflicts == (outcome_of(result.report, "1.1.1"),)


def test_a_function_settles_each_conflict() -> None:
    """The later day, and both notes one below the other."""

    def settle(conflict: FieldOutcome) -> FieldValue:
        if conflict.field == "updated_on":
            assert isinstance(conflict.ours, date)
            assert isinstance(conflict.theirs, date)
            return max(conflict.ours, conflict.theirs)
        return f"{conflict.ours}\n{conflict.theirs}"

    ours = BASE.updated("1.1.1", note="我方", updated_on=OCTOBER)
    theirs = BASE.updated("1.1.1", note="对方", updated_on=SEPTEMBER)
    merged = merge_ledgers(BASE, ours, theirs, on_conflict=settle).ledger.entry("1.1.1")
    assert (merged.note, merged.updated_on) == ("我方\n对方", OCTOBER)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (Status.ONGOING, (Status.ONGOING, ())),
        ("已办结", (Status.DONE, ())),
        ("再议", (Status.IN_PROGRESS, (("status", "再议"),))),
        (None, (Status.NOT_STARTED, ())),
    ],
)
def test_a_function_may_say_what_neither_side_says(value: FieldValue, found: tuple[object, object]) -> None:
    ours, theirs = BASE.updated("1.1.1", status=Status.IN_PROGRESS), BASE.updated("1.1.1", status=Status.DONE)
    merged = merge_ledgers(BASE, ours, theirs, on_conflict=lambda conflict: value).ledger.entry("1.1.1")
    assert (merged.status, merged.typed) == found


def test_a_function_must_say_what_the_field_can_hold() -> None:
    ours, theirs = BASE.updated("1.1.1", progress=10), BASE.updated("1.1.1", progress=20)
    with pytest.raises(LedgerError, match=r"progress .*found 120; expected 0 to 100"):
        merge_ledgers(BASE, ours, theirs, on_conflict=lambda conflict: 120)
    units = corrected(BASE, "1.1.2", responsibilities=()), corrected(BASE, "1.1.2", text="改")
    theirs = corrected(BASE, "1.1.2", responsibilities=requirement("x", ("丁镇", Role.LEAD)).responsibilities)
    with pytest.raises(LedgerError, match="a value that neither side has"):
        merge_ledgers(BASE, units[0], theirs, on_conflict=lambda conflict: "戊局")


def test_an_unknown_policy_is_refused() -> None:
    with pytest.raises(LedgerError, match=r"found 'mine'; expected \"stop\""):
        merge_ledgers(BASE, BASE, BASE, on_conflict="mine")  # type: ignore[arg-type]


def test_ledgers_of_two_kinds_are_refused() -> None:
    with pytest.raises(LedgerError, match="base by requirement, ours by requirement, theirs by unit"):
        merge_ledgers(BASE, BASE, BY_UNIT)


# ── Rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_row_that_theirs_lacks_is_missing_and_kept() -> None:
    ours = BASE.updated("1.1.2", note="我方")
    theirs = attrs.evolve(without(BASE, "1.1.2"), location=Location(file="返回.xlsx"))
    result = merge_ledgers(BASE, ours, theirs)
    assert result.ledger == ours
    assert outcome_of(result.report, "1.1.2") == Outcome(
        requirement_id="1.1.2", kind=OutcomeKind.MISSING, code="missing", location=Location(file="返回.xlsx")
    )


def test_a_row_that_theirs_added_is_taken_with_its_requirement() -> None:
    theirs = with_row(BASE, "1.2.2", note="新增")
    result = merge_ledgers(BASE, BASE, theirs)
    assert attrs.evolve(result.ledger, history=()) == theirs
    added = outcome_of(result.report, "1.2.2")
    assert (added.kind, added.code) == (OutcomeKind.MERGED, "added")
    assert [(each.field, each.taken) for each in added.fields] == [("notice.text", "第1.2.2项。"), ("note", "新增")]


def test_a_row_that_both_added_merges_cell_by_cell() -> None:
    ours, theirs = (
        with_row(BASE, "1.2.2", note="我方", evidence="甲"),
        with_row(BASE, "1.2.2", note="对方", problems="乙"),
    )
    result = merge_ledgers(BASE, ours, theirs, on_conflict="ours")
    merged = result.ledger.entry("1.2.2")
    assert (merged.note, merged.evidence, merged.problems) == ("我方", "甲", "乙")
    assert [each.kind for each in outcome_of(result.report, "1.2.2").fields] == [
        OutcomeKind.CONFLICT,
        OutcomeKind.MERGED,
    ]


def test_a_row_that_we_removed_stays_away_while_theirs_says_nothing_new() -> None:
    ours = without(BASE, "1.1.2")
    result = merge_ledgers(BASE, ours, BASE)
    assert result.ledger == ours
    assert outcome_of(result.report, "1.1.2") == Outcome(
        requirement_id="1.1.2", kind=OutcomeKind.UNCHANGED, code="removed"
    )


def test_a_row_that_we_removed_and_they_changed_is_a_conflict() -> None:
    ours, theirs = without(BASE, "1.1.2"), BASE.updated("1.1.2", note="对方")
    stopped = merge_ledgers(BASE, ours, theirs)
    assert stopped.ledger is ours
    assert outcome_of(stopped.report, "1.1.2").fields == (
        FieldOutcome(field="note", kind=OutcomeKind.CONFLICT, base="", theirs="对方", code="removed"),
    )
    assert merge_ledgers(BASE, ours, theirs, on_conflict="ours").ledger == ours
    back = merge_ledgers(BASE, ours, theirs, on_conflict="theirs").ledger
    assert back.entries == theirs.entries


def test_a_row_comes_back_with_its_requirement_where_we_removed_both() -> None:
    tasks = NOTICE.sections[0].tasks[:1]
    ours = Ledger.from_notice(attrs.evolve(NOTICE, sections=(attrs.evolve(NOTICE.sections[0], tasks=tasks),)))
    theirs = corrected(BASE, "1.2.1", text="改过的。").updated("1.2.1", note="对方")
    back = merge_ledgers(BASE, ours, theirs, on_conflict="theirs").ledger
    assert attrs.evolve(back, history=()) == theirs
    assert merge_ledgers(BASE, ours, theirs, on_conflict="ours").ledger == ours


def test_sorting_is_taken_unless_both_sorted_and_then_one_order_wins_from_either_side() -> None:
    first, second, third = BASE.entries
    ours, theirs = (attrs.evolve(BASE, entries=order) for order in ((third, first, second), (second, third, first)))
    assert merge_ledgers(BASE, BASE, theirs).ledger.entries == theirs.entries
    assert merge_ledgers(BASE, ours, theirs).ledger == merge_ledgers(BASE, theirs, ours).ledger


def test_rows_added_at_one_place_stand_in_one_order_from_either_side() -> None:
    one, other = with_row(BASE, "1.2.10", note="甲"), with_row(BASE, "1.2.9", note="乙")
    merged = merge_ledgers(BASE, one, other).ledger
    assert [entry.requirement_id for entry in merged.entries] == ["1.1.1", "1.1.2", "1.2.1", "1.2.9", "1.2.10"]
    assert [each.id for each in merged.notice.requirements] == ["1.1.1", "1.1.2", "1.2.1", "1.2.9", "1.2.10"]
    assert merged.notice == merge_ledgers(BASE, other, one).ledger.notice


# ── The notice ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_words_of_the_notice_merge_beside_reports() -> None:
    ours, theirs = BASE.updated("1.1.1", note="我方"), corrected(BASE, "1.1.1", text="改过的。")
    result = merge_ledgers(BASE, ours, theirs)
    assert result.ledger.notice == theirs.notice
    assert outcome_of(result.report, "1.1.1").fields == (
        FieldOutcome(
            field="notice.text", kind=OutcomeKind.MERGED,
            base="第1.1.1项。", ours="第1.1.1项。", theirs="改过的。", taken="改过的。",
        ),
    )  # fmt: skip


def test_units_of_one_role_are_one_cell_by_requirement() -> None:
    lead, supporting = ("甲局", Role.LEAD), ("乙局", Role.SUPPORTING)
    ours = corrected(BASE, "1.1.1", responsibilities=requirement("x", ("丁镇", Role.LEAD), supporting).responsibilities)
    theirs = corrected(
        BASE, "1.1.1", responsibilities=requirement("x", lead, ("戊局", Role.SUPPORTING)).responsibilities
    )
    merged = merge_ledgers(BASE, ours, theirs).ledger.notice.requirements[0]
    assert list(map(str, merged.responsibilities)) == ["丁镇（牵头）", "戊局（配合）"]
    again = corrected(
        BASE, "1.1.1", responsibilities=requirement("x", ("己局", Role.LEAD), supporting).responsibilities
    )
    (conflict,) = merge_ledgers(BASE, ours, again).report.conflicts[0].fields
    assert (conflict.field, conflict.base, conflict.ours, conflict.theirs) == ("notice.lead", "甲局", "丁镇", "己局")


def test_units_are_one_cell_each_by_unit() -> None:
    """Two new rows give one requirement two units; both come in, in one order."""

    def with_unit(name: str) -> Ledger:
        old = NOTICE.requirements[2].responsibilities
        new = Responsibility(unit=Unit(name=name), role=Role.SUPPORTING, printed=name)
        ledger = corrected(BY_UNIT, "1.2.1", responsibilities=(*old, new))
        entry = Entry(requirement_id="1.2.1", unit=Unit(name=name), note=name)
        return attrs.evolve(ledger, entries=(*ledger.entries, entry))

    ours, theirs = with_unit("己局"), with_unit("丁镇")
    merged = merge_ledgers(BY_UNIT, ours, theirs)
    assert [each.unit.name for each in merged.ledger.notice.requirements[2].responsibilities] == [
        "丙办",
        "丁镇",
        "己局",
    ]
    assert [each.note for each in merged.ledger.entries[-2:]] == ["丁镇", "己局"]
    assert [(each.field, each.taken) for each in outcome_of(merged.report, "1.2.1", "丁镇").fields] == [
        ("notice.role", "配合"),
        ("note", "丁镇"),
    ]
    assert merge_ledgers(BY_UNIT, theirs, ours).ledger.notice == merged.ledger.notice


def test_a_heading_is_told_at_the_first_row_below_it() -> None:
    section = attrs.evolve(NOTICE.sections[0], title="新部分")
    theirs = attrs.evolve(BASE, notice=attrs.evolve(NOTICE, sections=(section,)))
    result = merge_ledgers(BASE, BASE, theirs)
    assert result.ledger.notice == theirs.notice
    assert outcome_of(result.report, "1.1.1").fields == (
        FieldOutcome(
            field="notice.section", kind=OutcomeKind.MERGED,
            base="一、部分", ours="一、部分", theirs="一、新部分", taken="一、新部分",
        ),
    )  # fmt: skip


def test_the_head_of_the_notice_is_told_beside_the_rows() -> None:
    ours = attrs.evolve(BASE, notice=attrs.evolve(NOTICE, issuer="甲政府"))
    theirs = attrs.evolve(BASE, notice=attrs.evolve(NOTICE, issuer="乙政府"))
    result = merge_ledgers(BASE, ours, theirs)
    assert result.report.stopped
    assert result.report.conflict == 0
    assert result.report.fields == (
        FieldOutcome(field="notice.issuer", kind=OutcomeKind.CONFLICT, ours="甲政府", theirs="乙政府", taken="甲政府"),
    )


def test_what_theirs_lacks_of_the_letter_stays(seed: Notice) -> None:
    """A unit's own workbook holds its rows only, and no letter."""
    base = Ledger.from_notice(seed, by="unit")
    packet = next(each for each in plan_packets(base).packets if each.unit.name == "区财政局").ledger
    theirs = packet.updated("1.2.3", unit="区财政局", note="回复")
    result = merge_ledgers(base, base, theirs)
    assert attrs.evolve(result.ledger, history=()) == base.updated("1.2.3", unit="区财政局", note="回复")
    assert {(each.field, each.kind, each.code) for each in result.report.fields} == {
        ("notice.citations", OutcomeKind.REJECTED, "missing")
    }
    assert (result.report.merged, result.report.missing) == (1, len(base.entries) - len(packet.entries))


def test_a_requirement_that_moved_is_moved() -> None:
    first, second = NOTICE.sections[0].tasks
    moved = attrs.evolve(first, requirements=first.requirements[:1])
    longer = attrs.evolve(second, requirements=(*second.requirements, first.requirements[1]))
    theirs = attrs.evolve(
        BASE, notice=attrs.evolve(NOTICE, sections=(attrs.evolve(NOTICE.sections[0], tasks=(moved, longer)),))
    )
    result = merge_ledgers(BASE, BASE, theirs)
    assert result.ledger.notice == theirs.notice
    (told,) = outcome_of(result.report, "1.1.2").fields
    assert (told.field, told.base, told.taken) == ("notice.place", "任务", "又一任务")


# ── Foreign ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_ledger_of_another_notice_is_foreign_as_a_whole() -> None:
    other = Notice(
        document_number=DocumentNumber.parse("乙政办字〔2020〕3号"),
        title="关于其他事项的通知",
        sections=(Section(tasks=(Task(requirements=(Requirement(id="1.1.1", text="别的。"), Requirement(id="9.9.9", text="远。"))),)),),
    )  # fmt: skip
    theirs = Ledger.from_notice(other).updated("9.9.9", note="写在别处")
    result = merge_ledgers(BASE, BASE, theirs)
    assert result.ledger is BASE
    assert (result.report.foreign, result.report.unchanged, result.report.rows_seen) == (2, 2, 4)
    assert result.report.outcomes[-1] == Outcome(
        requirement_id="9.9.9",
        kind=OutcomeKind.FOREIGN,
        fields=(
            FieldOutcome(field="notice.text", kind=OutcomeKind.REJECTED, theirs="远。", code="foreign"),
            FieldOutcome(field="note", kind=OutcomeKind.REJECTED, theirs="写在别处", code="foreign"),
        ),
        code="foreign",
    )


def test_a_corrected_number_makes_no_other_notice() -> None:
    number = DocumentNumber.parse("甲政办字〔2021〕21号")
    theirs = attrs.evolve(BASE, notice=attrs.evolve(NOTICE, document_number=number))
    result = merge_ledgers(BASE, BASE, theirs)
    assert result.ledger.notice.document_number == number
    assert result.report.foreign == 0


# ── What theirs may change ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_theirs_may_not_change_is_rejected_and_kept_in_the_report() -> None:
    asked: list[tuple[str, str]] = []

    def allow(entry: Entry | None, field: str) -> str:
        asked.append((entry.requirement_id if entry is not None else "", field))
        return "" if field in ("note", ROW) else "out-of-turn"

    theirs = corrected(BASE.updated("1.1.1", note="可以", due_on=OCTOBER), "1.1.2", text="不可以。")
    result = merge_ledgers(BASE, BASE, theirs, allow=allow)
    assert attrs.evolve(result.ledger, history=()) == BASE.updated("1.1.1", note="可以")
    assert asked == [("1.1.1", "due_on"), ("1.1.1", "note"), ("1.1.2", "notice.text")]
    assert outcome_of(result.report, "1.1.1").fields[0] == FieldOutcome(
        field="due_on", kind=OutcomeKind.REJECTED, theirs=OCTOBER, code="out-of-turn"
    )
    assert (result.report.rejected, result.report.unchanged) == (2, 1)


def test_a_new_row_that_is_not_allowed_leaves_nothing_behind() -> None:
    theirs = with_row(BASE, "1.2.2", note="新增")
    result = merge_ledgers(BASE, BASE, theirs, allow=lambda entry, field: "no-rows" if field == ROW else "")
    assert result.ledger == BASE
    row = outcome_of(result.report, "1.2.2")
    assert (row.kind, row.code) == (OutcomeKind.REJECTED, "no-rows")
    assert [(each.field, each.theirs, each.code) for each in row.fields] == [
        ("notice.text", "第1.2.2项。", "no-rows"),
        ("note", "新增", "no-rows"),
    ]


def test_a_part_of_the_ledger_is_merged_into_the_whole() -> None:
    """Rows that theirs was never given are not looked at; its order moves nothing."""
    tasks = NOTICE.sections[0].tasks[:1]
    part = Ledger.from_notice(attrs.evolve(NOTICE, body=(), sections=(attrs.evolve(NOTICE.sections[0], tasks=tasks),)))
    theirs = part.updated("1.1.2", note="回复")
    theirs = attrs.evolve(theirs, entries=theirs.entries[::-1])
    result = merge_ledgers(part, BASE, theirs, partial=True)
    assert attrs.evolve(result.ledger, history=()) == BASE.updated("1.1.2", note="回复")
    assert [each.requirement_id for each in result.report.outcomes] == ["1.1.1", "1.1.2"]


# ── History ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_was_taken_is_recorded_with_its_cell() -> None:
    place = Location(file="返回.xlsx", sheet="台账", cell="A4")
    theirs = BASE.updated("1.1.1", note="新", updated_on=OCTOBER, updated_by="李四", location=place)
    theirs = attrs.evolve(theirs, columns=(("note", "L"), ("updated_on", "P"), ("updated_by", "Q")))
    merged = merge_ledgers(BASE, BASE, theirs, on=SEPTEMBER, by="合并人").ledger

    def change(field: str, before: FieldValue, after: FieldValue, cell: str) -> Change:
        return Change(
            requirement_id="1.1.1", field=field, before=before, after=after, on=OCTOBER, by="李四",
            source=f"返回.xlsx!台账!{cell}",
        )  # fmt: skip

    assert merged.history == (
        change("note", "", "新", "L4"),
        change("updated_by", "", "李四", "Q4"),
        change("updated_on", None, OCTOBER, "P4"),
    )


def test_a_row_that_was_not_signed_anew_is_signed_by_the_merge() -> None:
    base = BASE.updated("1.1.1", updated_on=date(2021, 1, 1), updated_by="旧人")
    merged = merge_ledgers(base, base, base.updated("1.1.1", note="新"), on=SEPTEMBER, by="合并人").ledger
    assert merged.history == (
        Change(requirement_id="1.1.1", field="note", before="", after="新", on=SEPTEMBER, by="合并人"),
    )


def test_a_new_due_day_is_recorded_with_a_reason() -> None:
    merged = merge_ledgers(BASE, BASE, BASE.updated("1.1.1", due_on=OCTOBER)).ledger
    assert [(each.field, each.after, each.reason) for each in merged.history] == [
        ("due_on", OCTOBER, "合并时采纳：1.1.1")
    ]


def test_what_theirs_recorded_is_not_recorded_twice() -> None:
    theirs = BASE.changed("1.1.1", on=SEPTEMBER, by="李四", status=Status.DONE)
    assert merge_ledgers(BASE, BASE, theirs).ledger == theirs


def test_what_was_not_taken_is_not_in_the_history() -> None:
    ours = BASE.changed("1.1.1", on=SEPTEMBER, by="张三", status=Status.DONE)
    theirs = BASE.changed("1.1.1", on=OCTOBER, by="李四", status=Status.ONGOING, note="对方")
    merged = merge_ledgers(BASE, ours, theirs, on_conflict="ours").ledger
    assert [(each.field, each.after) for each in merged.history] == [("status", Status.DONE), ("note", "对方")]


def test_changes_of_one_cell_keep_the_order_in_which_they_were_made() -> None:
    """Whatever their days say; changes of different cells stand by their days."""
    theirs = BASE.changed("1.1.2", on=OCTOBER, status=Status.IN_PROGRESS).changed(
        "1.1.2", on=SEPTEMBER, status=Status.DONE
    )
    ours = BASE.changed("1.1.1", on=date(2021, 9, 9), note="我方")
    merged = merge_ledgers(BASE, ours, theirs).ledger
    assert [(each.requirement_id, each.after) for each in merged.history] == [
        ("1.1.1", "我方"),
        ("1.1.2", Status.IN_PROGRESS),
        ("1.1.2", Status.DONE),
    ]
    assert merged.at(date(2021, 9, 30)).entry("1.1.2").status is Status.NOT_STARTED
