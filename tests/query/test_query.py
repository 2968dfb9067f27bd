"""Asking a notice: assignments, select, workload."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import attrs
import pytest

from policytasks.errors import PolicytasksError, RegistryError, SelectionError
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.ordinal import Ordinal
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit, UnitKind
from policytasks.query import Assignment, assignments, parse_role, select, strongest, workload
from policytasks.units.records import Membership, UnitRecord
from policytasks.units.registry import UnitRegistry


def ids(rows: tuple[Assignment, ...]) -> list[str]:
    return [row.requirement.id for row in rows]


def small_notice(*responsibilities: Responsibility, **fields: Any) -> Notice:
    requirement = Requirement(id="1.1.1", text="建立台账", responsibilities=responsibilities, **fields)
    return Notice(sections=(Section(tasks=(Task(requirements=(requirement,)),)),))


def bound(name: str, role: Role, printed: str = "") -> Responsibility:
    return Responsibility(unit=Unit(name=name), role=role, printed=printed or name)


class TestAssignments:
    """One row for each unit of each requirement."""

    def test_the_real_notice_has_120(self, seed: Notice) -> None:
        rows = tuple(assignments(seed))
        assert len(rows) == 120
        first = rows[0]
        assert (first.section_key, first.task_key, first.requirement.id) == ("1", "1.1", "1.1.1")
        assert (first.unit.name, first.role, first.printed) == ("区发展和改革局", Role.RESPONSIBLE, "区发展和改革局")
        assert (first.section, first.task) == (seed.sections[0], seed.sections[0].tasks[0])

    def test_the_rows_follow_the_printed_order(self, seed: Notice) -> None:
        printed = [
            (requirement.id, each.unit.name)
            for requirement in seed.requirements
            for each in requirement.responsibilities
        ]
        assert [(row.requirement.id, row.unit.name) for row in assignments(seed)] == printed

    def test_a_unit_that_a_row_names_twice_counts_once_with_its_strongest_role(self) -> None:
        notice = small_notice(
            bound("区公安分局", Role.SUPPORTING, "区公安局分局"),
            bound("区财政局", Role.RESPONSIBLE),
            bound("区公安分局", Role.LEAD),
        )
        rows = tuple(assignments(notice))
        assert [(row.unit.name, row.role, row.printed) for row in rows] == [
            ("区公安分局", Role.LEAD, "区公安局分局"),
            ("区财政局", Role.RESPONSIBLE, "区财政局"),
        ]

    def test_implied_units_join_only_when_asked(self) -> None:
        notice = small_notice(bound("甲局", Role.LEAD), implied=(bound("各镇", Role.RESPONSIBLE),))
        assert [row.unit.name for row in assignments(notice)] == ["甲局"]
        assert [row.unit.name for row in assignments(notice, implied=True)] == ["甲局", "各镇"]

    def test_a_notice_that_divides_no_work_has_none(self) -> None:
        assert tuple(assignments(Notice())) == ()

    def test_an_assignment_knows_its_day(self, seed: Notice) -> None:
        days = {row.requirement.id: row.due_on for row in assignments(seed)}
        assert days["1.1.1"] == date(2021, 11, 30)
        assert set(days.values()) == {date(2021, 11, 30), date(2021, 12, 31)}
        assert next(assignments(small_notice(bound("甲局", Role.LEAD)))).due_on is None


class TestSelect:
    """Conditions narrow the assignments down; all of them must hold."""

    def test_no_condition_selects_everything(self, seed: Notice) -> None:
        assert select(seed) == tuple(assignments(seed))

    def test_by_unit_name_object_and_several(self, seed: Notice) -> None:
        taxes = select(seed, unit="区税务局")
        assert {row.unit.name for row in taxes} == {"区税务局"}
        assert select(seed, unit=Unit(name="区税务局")) == taxes
        both = select(seed, unit=["区税务局", Unit(name="区水务局")])
        assert {row.unit.name for row in both} == {"区税务局", "区水务局"}

    def test_blanks_and_width_in_a_unit_name_do_not_matter(self, seed: Notice) -> None:
        assert select(seed, unit=" 各镇(街道) ") == select(seed, unit="各镇（街道）") != ()

    def test_a_unit_is_also_found_by_its_printed_name(self) -> None:
        notice = small_notice(bound("区公安分局", Role.LEAD, "区公安局分局"))
        assert ids(select(notice, unit="区公安局分局")) == ids(select(notice, unit="区公安分局")) == ["1.1.1"]

    def test_an_unknown_unit_selects_nothing(self, seed: Notice) -> None:
        assert select(seed, unit="市财政局") == ()

    def test_by_role_in_either_language(self) -> None:
        notice = small_notice(bound("甲局", Role.LEAD), bound("乙局", Role.SUPPORTING), bound("丙局", Role.RESPONSIBLE))
        for role in (Role.LEAD, "lead", "牵头", "牵头单位", "主办", "LEAD"):
            assert [row.unit.name for row in select(notice, role=role)] == ["甲局"]
        assert [row.unit.name for row in select(notice, role=("lead", Role.SUPPORTING))] == ["甲局", "乙局"]

    @pytest.mark.parametrize("section", [4, "4", "四", "四、", Ordinal.parse("（四）")])
    def test_by_section_number_in_any_form(self, seed: Notice, section: Any) -> None:
        expected = [row.requirement.id for row in assignments(seed) if row.section_key == "4"]
        assert ids(select(seed, section=section)) == expected != []

    @pytest.mark.parametrize("task", [16, "4.16", "十六", "（十六）", Ordinal.parse("16."), " 4.16 "])
    def test_by_task_number_or_key(self, seed: Notice, task: Any) -> None:
        expected = [row.requirement.id for row in assignments(seed) if row.task_key == "4.16"]
        assert ids(select(seed, task=task)) == expected != []

    def test_a_key_that_the_notice_does_not_have_is_not_taken_for_a_number(self, seed: Notice) -> None:
        assert select(seed, task="3.16") == ()

    def test_by_title_or_a_part_of_it(self, seed: Notice) -> None:
        assert {row.task_key for row in select(seed, task="立足实施重大战略推进政务公开")} == {"1.1"}
        assert {row.task_key for row in select(seed, task="疫情防控")} == {"1.5"}
        assert {row.section_key for row in select(seed, section="工作保障")} == {"5"}

    def test_an_equal_title_wins_over_longer_ones(self) -> None:
        titles = ("公开", "公开目录")
        notice = Notice(
            sections=tuple(
                Section(
                    title=title,
                    tasks=(
                        Task(requirements=(Requirement(id="", text="", responsibilities=(bound("甲", Role.LEAD),)),)),
                    ),
                )
                for title in titles
            )
        )
        assert [row.section.title for row in select(notice, section="公开")] == ["公开"]

    def test_by_the_object_itself(self, seed: Notice) -> None:
        assert select(seed, section=seed.sections[3]) == select(seed, section=4)
        assert select(seed, task=seed.tasks[15]) == select(seed, task="4.16")

    def test_by_words_of_the_requirement(self, seed: Notice) -> None:
        assert set(ids(select(seed, containing="健康科普"))) == {"1.5.1"}
        assert set(ids(select(seed, containing="健康 科普"))) == {"1.5.1"}

    def test_due_before_a_day_leaves_the_day_itself_out(self, seed: Notice) -> None:
        inherited = select(seed, due_before=date(2021, 12, 31))
        assert {row.due_on for row in inherited} == {date(2021, 11, 30)}
        assert len(select(seed, due_before=date(2022, 1, 1))) == 120
        assert select(seed, due_before="2021-11-30") == ()
        assert select(seed, due_before=datetime(2021, 12, 31, 9)) == inherited

    def test_conditions_are_joined_by_and(self, seed: Notice) -> None:
        rows = select(seed, unit="区财政局", role="责任", section=1, task="1.2", containing="债务")
        assert ids(rows) == ["1.2.3"]

    def test_an_unknown_condition_is_an_error_at_once(self, seed: Notice) -> None:
        with pytest.raises(TypeError, match="department"):
            select(seed, department="区财政局")  # type: ignore[call-arg]

    @pytest.mark.parametrize(
        ("condition", "found"),
        [
            ({"role": "boss"}, "'boss'"),
            ({"role": ["lead", "boss"]}, "'boss'"),
            ({"role": 3}, "3"),
            ({"section": 0}, "0"),
            ({"section": True}, "True"),
            ({"task": ""}, "''"),
            ({"unit": "  "}, "'  '"),
            ({"unit": 7}, "7"),
            ({"unit": [7]}, "7"),
            ({"containing": ""}, "''"),
            ({"due_before": "年底"}, "'年底'"),
            ({"due_before": 2021}, "2021"),
        ],
    )
    def test_a_value_that_no_notice_could_meet_is_an_error(
        self, seed: Notice, condition: dict[str, Any], found: str
    ) -> None:
        with pytest.raises(SelectionError) as caught:
            select(seed, **condition)
        assert caught.value.found == found
        assert caught.value.expected
        assert isinstance(caught.value, ValueError)
        assert isinstance(caught.value, PolicytasksError)

    def test_the_error_names_the_roles_that_there_are(self) -> None:
        with pytest.raises(SelectionError, match=r"lead \(牵头\), responsible \(责任\), supporting \(配合\)"):
            parse_role("boss")


class TestWorkload:
    """Requirements per unit."""

    def test_the_real_notice(self, seed: Notice) -> None:
        counts = workload(seed)
        assert sum(counts.values()) == 120
        assert len(counts) == 34
        assert list(counts.values()) == sorted(counts.values(), reverse=True)
        assert list(counts)[:2] == ["各镇（街道）", "区政府各部门、单位"]

    def test_one_role_only(self, seed: Notice) -> None:
        assert workload(seed, role="lead") == {}
        assert workload(seed, role=Role.RESPONSIBLE) == workload(seed)

    def test_equals_stand_in_printed_order(self) -> None:
        notice = small_notice(bound("乙局", Role.LEAD), bound("甲局", Role.LEAD))
        assert list(workload(notice)) == ["乙局", "甲局"]


class TestCollectives:
    """各镇 kept, expanded or dropped, in every question."""

    NOTICE = small_notice(
        Responsibility(unit=Unit(name="各镇", kind=UnitKind.COLLECTIVE), role=Role.RESPONSIBLE, printed="各镇"),
        bound("大安镇", Role.LEAD),
    )
    REGISTRY = UnitRegistry(
        records=(
            UnitRecord(name="各镇", kind=UnitKind.COLLECTIVE),
            UnitRecord(name="大安镇", kind=UnitKind.TOWNSHIP),
            UnitRecord(name="小孟镇", kind=UnitKind.TOWNSHIP),
        ),
        memberships=(
            Membership(collective="各镇", member="大安镇"),
            Membership(collective="各镇", member="小孟镇"),
        ),
    )

    @pytest.mark.parametrize(
        ("collectives", "names"),
        [("keep", ["各镇", "大安镇"]), ("expand", ["小孟镇", "大安镇"]), ("drop", ["大安镇"])],
    )
    def test_the_choice_is_the_same_everywhere(self, collectives: Any, names: list[str]) -> None:
        chosen: dict[str, Any] = {"collectives": collectives, "registry": self.REGISTRY}
        assert [row.unit.name for row in assignments(self.NOTICE, **chosen)] == names
        assert [row.unit.name for row in select(self.NOTICE, **chosen)] == names
        assert workload(self.NOTICE, **chosen) == dict.fromkeys(names, 1)

    def test_expanding_needs_a_registry(self) -> None:
        with pytest.raises(RegistryError, match="a UnitRegistry"):
            select(self.NOTICE, collectives="expand")


def test_the_strongest_role_is_the_lead() -> None:
    """Lead before responsible before supporting, whatever the order."""
    assert strongest(reversed(Role)) is Role.LEAD
    assert strongest((Role.SUPPORTING, Role.RESPONSIBLE)) is Role.RESPONSIBLE
    assert strongest((Role.SUPPORTING,)) is Role.SUPPORTING


def test_assignments_are_values() -> None:
    """Two readings of one notice give equal rows, wherever they were printed."""
    row = next(assignments(small_notice(bound("甲局", Role.LEAD))))
    assert row == attrs.evolve(row, printed="甲 局")
