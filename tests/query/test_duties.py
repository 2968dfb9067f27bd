"""Asking notices and ledgers by a chain of conditions."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytasks import Ledger, Status, UnitRegistry, assignments, duties, select
from policytasks.errors import RegistryError, SelectionError
from policytasks.model.deadline import Deadline, DeadlineKind
from policytasks.model.document_number import DocumentNumber
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit, UnitKind
from policytasks.query import FIELDS, Duties
from policytasks.testing.strategies import notices
from policytasks.units.records import Membership, UnitRecord


def bound(name: str, role: Role = Role.RESPONSIBLE, kind: UnitKind = UnitKind.DEPARTMENT) -> Responsibility:
    return Responsibility(unit=Unit(name=name, kind=kind), role=role, printed=name)


def due(day: date) -> tuple[Deadline, ...]:
    return (Deadline(text=f"{day:%m}月底前", kind=DeadlineKind.DATE, due_on=day),)


NOTICE = Notice(
    document_number=DocumentNumber.parse("济兖政办字〔2021〕20号"),
    title="任务分工",
    issued_on=date(2021, 7, 1),
    sections=(
        Section(
            title="公开",
            tasks=(
                Task(
                    title="财政信息",
                    requirements=(
                        Requirement(
                            id="1.1.1",
                            text="公开预算 100%",
                            responsibilities=(bound("区财政局", Role.LEAD), bound("区审计局", Role.SUPPORTING)),
                            deadlines=due(date(2021, 9, 30)),
                        ),
                        Requirement(id="1.1.2", text="建立台账"),
                    ),
                ),
                Task(
                    title="镇街公开",
                    requirements=(
                        Requirement(
                            id="1.2.1",
                            text="公开目录",
                            responsibilities=(bound("各镇", kind=UnitKind.COLLECTIVE), bound("区财政局")),
                            deadlines=due(date(2021, 12, 31)),
                        ),
                    ),
                ),
            ),
        ),
    ),
)

REGISTRY = UnitRegistry(
    records=(
        UnitRecord(name="区财政局", aliases=("财政",)),
        UnitRecord(name="区审计局"),
        UnitRecord(name="各镇", kind=UnitKind.COLLECTIVE),
        UnitRecord(name="大安镇", kind=UnitKind.TOWNSHIP),
        UnitRecord(name="新驿镇", kind=UnitKind.TOWNSHIP),
    ),
    memberships=(Membership(collective="各镇", member="大安镇"), Membership(collective="各镇", member="新驿镇")),
)


def rows(found: Duties) -> list[tuple[str, str | None]]:
    return [(duty.requirement.id, duty.unit.name if duty.unit is not None else None) for duty in found]


class TestSources:
    """Which duties there are."""

    def test_a_notice_has_one_for_each_unit_of_each_requirement_and_one_for_a_requirement_without_unit(self) -> None:
        assert rows(duties(NOTICE)) == [
            ("1.1.1", "区财政局"),
            ("1.1.1", "区审计局"),
            ("1.1.2", None),
            ("1.2.1", "各镇"),
            ("1.2.1", "区财政局"),
        ]

    def test_each_duty_knows_what_stands_above_it(self) -> None:
        duty = duties(NOTICE)[0]
        assert (duty.document, duty.section_key, duty.task_key) == ("济兖政办字〔2021〕20号", "1", "1.1")
        assert (duty.section, duty.task) == (NOTICE.sections[0], NOTICE.sections[0].tasks[0])
        assert (duty.role, duty.due_on, duty.entry) == (Role.LEAD, date(2021, 9, 30), None)

    def test_several_notices_follow_one_another(self) -> None:
        other = attrs.evolve(NOTICE, document_number=DocumentNumber.parse("济兖政办字〔2022〕3号"))
        found = duties([NOTICE, other])
        assert found.counts("document") == {"济兖政办字〔2021〕20号": 5, "济兖政办字〔2022〕3号": 5}

    def test_expanded_collectives_are_their_members(self) -> None:
        found = duties(NOTICE, collectives="expand", registry=REGISTRY).where(task="1.2")
        assert rows(found) == [("1.2.1", "大安镇"), ("1.2.1", "新驿镇"), ("1.2.1", "区财政局")]

    def test_dropped_collectives_leave_the_others(self) -> None:
        assert rows(duties(NOTICE, collectives="drop").where(task="1.2")) == [("1.2.1", "区财政局")]

    def test_a_ledger_by_requirement_lends_its_entry_to_every_unit_of_the_row(self) -> None:
        ledger = Ledger.from_notice(NOTICE).updated("1.2.1", status=Status.DONE)
        found = duties(ledger).where(status="已完成")
        assert rows(found) == [("1.2.1", "各镇"), ("1.2.1", "区财政局")]
        assert {duty.entry for duty in found} == {ledger.entry("1.2.1")}

    def test_a_ledger_by_unit_gives_each_unit_its_own_entry(self) -> None:
        ledger = Ledger.from_notice(NOTICE, by="unit").updated("1.2.1", unit="区财政局", status=Status.DONE)
        assert rows(duties(ledger).where(status=Status.DONE)) == [("1.2.1", "区财政局")]
        assert rows(duties(ledger)) == rows(duties(NOTICE))

    def test_the_members_of_an_expanded_collective_share_the_entry_of_the_collective(self) -> None:
        ledger = Ledger.from_notice(NOTICE, by="unit").updated("1.2.1", unit="各镇", status=Status.DONE)
        found = duties(ledger, collectives="expand", registry=REGISTRY)
        assert rows(found.where(status="done")) == [("1.2.1", "大安镇"), ("1.2.1", "新驿镇")]

    def test_a_ledger_gives_only_what_it_tracks_in_its_order(self) -> None:
        whole = Ledger.from_notice(NOTICE, by="unit")
        part = attrs.evolve(whole, entries=(whole.entries[3], whole.entries[0]))
        assert rows(duties(part)) == [("1.2.1", "各镇"), ("1.1.1", "区财政局")]

    def test_the_day_that_the_ledger_tracks_counts(self) -> None:
        ledger = Ledger.from_notice(NOTICE).updated("1.2.1", due_on=date(2022, 3, 31))
        assert [duty.due_on for duty in duties(ledger).where(task="1.2")] == [date(2022, 3, 31)] * 2

    def test_something_else_is_refused_at_once(self) -> None:
        with pytest.raises(SelectionError, match="found str; expected a Notice or a Ledger"):
            duties("notice.docx")  # type: ignore[arg-type]

    def test_expanding_needs_a_registry(self) -> None:
        with pytest.raises(RegistryError, match="UnitRegistry"):
            duties(NOTICE, collectives="expand")


class TestConditions:
    """What narrows them down."""

    @pytest.mark.parametrize(
        ("conditions", "expected"),
        [
            ({"unit": "区财政局"}, [0, 4]),
            ({"unit": ["区审计局", Unit(name="各镇")]}, [1, 3]),
            ({"role": "牵头单位"}, [0]),
            ({"role": (Role.LEAD, "supporting")}, [0, 1]),
            ({"kind": "统称"}, [3]),
            ({"kind": ["collective", UnitKind.DEPARTMENT]}, [0, 1, 3, 4]),
            ({"assigned": False}, [2]),
            ({"assigned": True, "task": "财政"}, [0, 1]),
            ({"section": "公开"}, [0, 1, 2, 3, 4]),
            ({"task": "1.2"}, [3, 4]),
            ({"containing": "公开 目录"}, [3, 4]),
            ({"matching": "[0-9]+%"}, [0, 1]),
            ({"matching": re.compile("^建立")}, [2]),
            ({"due_from": "2021-09-30", "due_before": "2021-12-31"}, [0, 1]),
            ({"due_from": date(2021, 10, 1)}, [3, 4]),
            ({"dated": False}, [2]),
            ({"overdue_on": "2021-10-01"}, [0, 1]),
            ({"document": "济兖政办字〔2021〕20号", "role": "配合"}, [1]),
            ({"document": "别的文件"}, []),
        ],
    )
    def test_each_condition(self, conditions: dict[str, Any], expected: list[int]) -> None:
        everything = list(duties(NOTICE))
        kept = list(duties(NOTICE).where(**conditions))
        assert kept == [everything[index] for index in expected]
        left = list(duties(NOTICE).without(**conditions))
        assert left == [duty for index, duty in enumerate(everything) if index not in expected]

    def test_conditions_in_a_chain_add_up(self) -> None:
        chain = duties(NOTICE).where(unit="区财政局").where(due_before="2021-12-01")
        assert chain == duties(NOTICE).where(unit="区财政局", due_before="2021-12-01")
        assert rows(chain) == [("1.1.1", "区财政局")]

    def test_a_function_of_ones_own_narrows_down(self) -> None:
        found = duties(NOTICE).filter(lambda duty: len(duty.requirement.responsibilities) == 2)
        assert [duty.requirement.id for duty in found] == ["1.1.1", "1.1.1", "1.2.1", "1.2.1"]

    def test_a_registry_knows_other_names(self) -> None:
        assert rows(duties(NOTICE, registry=REGISTRY).where(unit="财政")) == [
            ("1.1.1", "区财政局"),
            ("1.2.1", "区财政局"),
        ]

    def test_what_concerns_a_member_is_also_what_its_collective_has_to_do(self) -> None:
        assert rows(duties(NOTICE, registry=REGISTRY).where(concerning="大安镇")) == [("1.2.1", "各镇")]

    def test_nothing_overdue_is_done(self) -> None:
        ledger = Ledger.from_notice(NOTICE).updated("1.1.1", status=Status.ONGOING)
        assert {duty.requirement.id for duty in duties(ledger).where(overdue_on="2022-01-01")} == {"1.2.1"}

    @pytest.mark.parametrize(
        ("conditions", "message"),
        [
            ({"role": "领导"}, "no such role"),
            ({"kind": "公司"}, "no such kind of unit"),
            ({"due_before": "明天"}, "not a day; found '明天'"),
            ({"matching": "(("}, "not a regular expression"),
            ({"unit": " "}, "unit must be a text"),
            ({"section": 0}, "section numbers start at 1"),
            ({"status": "已完成"}, "only a ledger knows the status"),
        ],
    )
    def test_what_nothing_could_meet_is_an_error_where_it_is_written(
        self, conditions: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(SelectionError, match=re.escape(message)):
            duties(NOTICE).where(**conditions)

    def test_an_unknown_condition_is_an_error_where_it_is_written(self) -> None:
        with pytest.raises(TypeError, match="untis"):
            duties(NOTICE).where(untis="区财政局")  # type: ignore[call-arg]
        with pytest.raises(TypeError, match="no condition 'untis'"):
            duties(NOTICE).without(untis="区财政局")  # type: ignore[call-arg]

    def test_an_unknown_status_names_the_known_ones(self) -> None:
        with pytest.raises(SelectionError, match="expected one of not_started \\(未启动\\)"):
            duties(Ledger.from_notice(NOTICE)).where(status="好了")

    def test_members_need_a_registry(self) -> None:
        with pytest.raises(RegistryError, match="no registry to tell whom collectives mean"):
            duties(NOTICE).where(concerning="大安镇")


class TestSequence:
    """What a chain is."""

    def test_it_is_a_sequence(self) -> None:
        found = duties(NOTICE)
        assert len(found) == 5
        assert found[-1].requirement.id == "1.2.1"
        assert rows(found[1:3]) == [("1.1.1", "区审计局"), ("1.1.2", None)]
        assert found[2] in found
        assert found.first() == found[0]
        assert found.where(document="x").first() is None

    def test_it_reads_nothing_before_it_is_looked_at(self) -> None:
        assert repr(duties(NOTICE).where(unit="区财政局")) == "<Duties of 1 document, not read yet>"
        looked_at = duties([NOTICE, NOTICE])
        assert len(looked_at) == 10
        assert repr(looked_at) == "<Duties of 2 documents, 10 rows>"

    def test_ids_sort_by_their_numbers_and_what_has_no_value_stands_last(self, seed: Notice) -> None:
        ids = [duty.requirement.id for duty in duties(seed).sort("id")]
        assert ids.index("1.6.1") < ids.index("4.16.1")
        assert ids == sorted(ids, key=lambda id: [int(part) for part in id.split(".")])
        ascending = [duty.due_on for duty in duties(NOTICE).sort("due_on")]
        assert ascending == [date(2021, 9, 30)] * 2 + [date(2021, 12, 31)] * 2 + [None]
        assert [duty.due_on for duty in duties(NOTICE).sort("due_on", descending=True)][-1] is None

    def test_sorting_by_two_fields_sorts_by_the_first_one_first(self) -> None:
        assert rows(duties(NOTICE).where(assigned=True).sort("role", "due_on"))[:3] == [
            ("1.1.1", "区财政局"),
            ("1.2.1", "各镇"),
            ("1.2.1", "区财政局"),
        ]

    def test_groups_hold_their_duties(self) -> None:
        groups = duties(NOTICE).group("unit")
        assert list(groups) == ["区财政局", "区审计局", None, "各镇"]
        assert rows(groups["区财政局"].where(task="1.2")) == [("1.2.1", "区财政局")]
        assert groups.counts() == {"区财政局": 2, "区审计局": 1, None: 1, "各镇": 1}
        assert duties(NOTICE).counts("unit") == groups.counts()

    def test_requirements_and_units_come_once(self) -> None:
        assert [each.id for each in duties(NOTICE).requirements] == ["1.1.1", "1.1.2", "1.2.1"]
        assert [each.name for each in duties(NOTICE).units] == ["区财政局", "区审计局", "各镇"]

    @pytest.mark.parametrize("ask", [Duties.sort, Duties.group, Duties.counts, Duties.records, Duties.table])
    def test_an_unknown_field_is_an_error_that_names_the_near_one(self, ask: Any) -> None:
        with pytest.raises(SelectionError, match="found 'dueon'; expected due_on, or another of document"):
            ask(duties(NOTICE), "dueon")


class TestOutput:
    """What comes out of it."""

    def test_a_table_aligns_chinese(self) -> None:
        assert duties(NOTICE).where(role="牵头").table("id", "unit", "due_on").split("\n") == [
            "编号   单位      截止日期",
            "─────  ────────  ──────────",
            "1.1.1  区财政局  2021-09-30",
            "(1)",
        ]

    def test_what_is_too_long_ends_in_an_ellipsis(self) -> None:
        assert "公开…" in duties(NOTICE).table("text", widest=6)

    def test_str_is_the_table_and_english_headings_are_there(self) -> None:
        found = duties(NOTICE)
        assert str(found) == found.table()
        assert found.table("role", lang="en").splitlines()[2] == "lead"

    def test_a_notebook_shows_escaped_html(self) -> None:
        notice = attrs.evolve(NOTICE, document_number=None, title="<b>")
        assert "&lt;b&gt;" in duties([notice, notice])._repr_html_()

    def test_records_are_plain(self) -> None:
        assert duties(NOTICE)[:1].records("id", "role", "kind", "due_on", "status") == (
            {"id": "1.1.1", "role": "lead", "kind": "department", "due_on": date(2021, 9, 30), "status": None},
        )
        assert list(duties(NOTICE).records()[0]) == list(FIELDS)

    def test_frames_have_the_types_of_the_fields(self) -> None:
        ledger = Ledger.from_notice(NOTICE).updated("1.1.1", progress=40)
        table = duties(ledger).to_arrow("id", "due_on", "progress")
        assert table.to_pydict()["progress"] == [40, 40, None, None, None]
        assert str(table.schema.field("due_on").type) == "date32[day]"
        frame = duties(ledger).to_pandas("unit", "progress")
        assert frame["progress"].sum() == 80

    def test_an_empty_answer_has_a_table_and_a_frame(self) -> None:
        nothing = duties(NOTICE).where(document="x")
        assert nothing.table("id") == "编号\n────\n(0)"
        assert nothing.to_arrow("due_on").num_rows == 0


@given(notice=notices())
def test_it_agrees_with_assignments_and_select(notice: Notice) -> None:
    having = [(row.requirement.id, row.unit, row.role) for row in assignments(notice)]
    found = duties(notice).where(assigned=True)
    assert [(duty.requirement.id, duty.unit, duty.role) for duty in found] == having
    for name in {unit.name for _, unit, _ in having}:
        selected = [row.requirement.id for row in select(notice, unit=name)]
        assert [duty.requirement.id for duty in duties(notice).where(unit=name)] == selected


@given(notice=notices(), by=st.sampled_from(("requirement", "unit")))
def test_a_fresh_ledger_owes_what_its_notice_lays_down(notice: Notice, by: Any) -> None:
    assert rows(duties(Ledger.from_notice(notice, by=by))) == rows(duties(notice))
