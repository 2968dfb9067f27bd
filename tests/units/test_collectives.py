"""Collectives are kept, expanded or dropped; who is meant depends on the day and on what is excepted."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given, settings

from policytasks.errors import RegistryError
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit, UnitKind
from policytasks.query import workload
from policytasks.testing.registries import registries
from policytasks.testing.strategies import notices
from policytasks.units.collective_names import CollectiveName, is_open, likely_kinds, parse_collective
from policytasks.units.collectives import expand, expand_collectives
from policytasks.units.kinds import kind_of
from policytasks.units.records import Membership, Succession, SuccessionKind, UnitRecord
from policytasks.units.registry import UnitRegistry
from policytasks.units.resolution import resolve_units

DAY = date(2021, 7, 29)

REGISTRY = UnitRegistry(
    records=(
        UnitRecord(name="各镇（街道）", kind=UnitKind.COLLECTIVE, aliases=("各镇街",)),
        UnitRecord(name="区政府各部门、单位", kind=UnitKind.COLLECTIVE),
        UnitRecord(name="区政府各有关部门、单位", kind=UnitKind.COLLECTIVE),
        UnitRecord(name="各级各部门", kind=UnitKind.COLLECTIVE),
        UnitRecord(name="各园区", kind=UnitKind.COLLECTIVE),
        UnitRecord(name="甲镇", kind=UnitKind.TOWNSHIP),
        UnitRecord(name="乙镇", kind=UnitKind.TOWNSHIP, valid_to=date(2020, 12, 31)),
        UnitRecord(name="丙街道", kind=UnitKind.TOWNSHIP, aliases=("丙街道办事处",)),
        UnitRecord(name="区财政局", kind=UnitKind.DEPARTMENT),
        UnitRecord(name="区公安局", kind=UnitKind.DEPARTMENT),
        UnitRecord(name="区扶贫办", kind=UnitKind.DEPARTMENT),
        UnitRecord(name="区乡村振兴局", kind=UnitKind.DEPARTMENT),
        UnitRecord(name="区发展和改革局", kind=UnitKind.DEPARTMENT),
    ),
    memberships=(
        Membership(collective="各镇（街道）", kind=UnitKind.TOWNSHIP),
        Membership(collective="区政府各部门、单位", member="区财政局"),
        Membership(collective="区政府各部门、单位", member="区公安局", valid_from=date(2021, 1, 1)),
        Membership(collective="区政府各部门、单位", member="区扶贫办"),
        Membership(collective="区政府各部门、单位", member="区发展和改革局"),
        Membership(
            collective="区政府各部门、单位", member="区发展和改革局", excluded=True, valid_to=date(2020, 12, 31)
        ),
        Membership(collective="区政府各有关部门、单位", member="区财政局"),
        Membership(collective="各级各部门", member="各镇（街道）"),
        Membership(collective="各级各部门", member="区政府各部门、单位"),
        Membership(collective="各级各部门", member="区公安局", excluded=True),
    ),
    successions=(
        Succession(kind=SuccessionKind.RENAMED, on=date(2021, 2, 25), before=("区扶贫办",), after=("区乡村振兴局",)),
    ),
)


def notice_of(*rows: tuple[str | tuple[str, Role], ...]) -> Notice:
    """A notice of the day; a name without a role is a responsible unit."""

    def entry(given: str | tuple[str, Role]) -> Responsibility:
        name, role = (given, Role.RESPONSIBLE) if isinstance(given, str) else given
        return Responsibility(unit=Unit(name=name, kind=kind_of(name)), role=role, printed=name)

    requirements = tuple(
        Requirement(id=f"1.1.{number}", text="建立台账。", responsibilities=tuple(entry(each) for each in row))
        for number, row in enumerate(rows, 1)
    )
    return Notice(issued_on=DAY, sections=(Section(tasks=(Task(requirements=requirements),)),))


def entries(notice: Notice) -> list[list[str]]:
    return [[str(entry) for entry in row.responsibilities] for row in notice.requirements]


class TestMembers:
    """``members`` answers whom a collective means on a day."""

    @pytest.mark.parametrize(
        ("name", "day", "members"),
        [
            ("各镇（街道）", DAY, ["甲镇", "丙街道"]),
            ("各镇（街道）", date(2020, 12, 31), ["甲镇", "乙镇", "丙街道"]),
            ("各镇（街道）", None, ["甲镇", "乙镇", "丙街道"]),
            ("各镇街", DAY, ["甲镇", "丙街道"]),
            ("各镇(街道)", DAY, ["甲镇", "丙街道"]),
            ("区政府各部门、单位", DAY, ["区财政局", "区公安局", "区乡村振兴局", "区发展和改革局"]),
            ("区政府各部门、单位", date(2020, 12, 31), ["区财政局", "区扶贫办"]),
            ("各级各部门", DAY, ["甲镇", "丙街道", "区财政局", "区乡村振兴局", "区发展和改革局"]),
            ("区政府各有关部门、单位", DAY, []),
            ("各园区", DAY, []),
            ("区财政局", DAY, []),
            ("各学校", DAY, []),
        ],
    )
    def test_by_name(self, name: str, day: date | None, members: list[str]) -> None:
        assert [unit.name for unit in REGISTRY.members(name, on=day)] == members

    @pytest.mark.parametrize(
        ("name", "members"),
        [
            ("各镇（街道）（除甲镇外）", ["丙街道"]),
            ("各镇（街道）（甲镇除外）", ["丙街道"]),
            ("各镇（街道）除甲镇、丙街道办事处外", []),
            ("除区公安局外的区政府各部门、单位", ["区财政局", "区乡村振兴局", "区发展和改革局"]),
            ("区政府各部门、单位（不含区公安局、区财政局）", ["区乡村振兴局", "区发展和改革局"]),
            ("除区发展和改革局和区财政局外的区政府各部门、单位", ["区公安局", "区乡村振兴局"]),
            ("除各镇街外的各级各部门", ["区财政局", "区乡村振兴局", "区发展和改革局"]),
            ("各镇（街道）（除丁镇外）", []),
        ],
    )
    def test_exceptions_in_the_printed_name_are_left_out(self, name: str, members: list[str]) -> None:
        """Nobody is named as a member while an exception is not known: the collective cannot be said without it."""
        assert [unit.name for unit in REGISTRY.members(name, on=DAY)] == members

    def test_a_unit_is_asked_like_its_name(self) -> None:
        unit = REGISTRY.find("各镇（街道）")
        assert unit is not None
        assert REGISTRY.members(unit, on=DAY) == REGISTRY.members("各镇（街道）", on=DAY)

    def test_a_kind_is_meant_in_the_jurisdiction_of_the_collective(self) -> None:
        registry = UnitRegistry(
            records=(
                UnitRecord(name="各镇", kind=UnitKind.COLLECTIVE, jurisdiction="兖州区"),
                UnitRecord(name="甲镇", kind=UnitKind.TOWNSHIP, jurisdiction="兖州区"),
                UnitRecord(name="乙镇", kind=UnitKind.TOWNSHIP, jurisdiction="任城区"),
            ),
            memberships=(Membership(collective="各镇", kind=UnitKind.TOWNSHIP),),
        )
        assert [unit.name for unit in registry.members("各镇")] == ["甲镇"]


class TestExpanding:
    NOTICE = notice_of(
        ("各镇（街道）", ("区财政局", Role.LEAD), ("区政府各部门、单位", Role.SUPPORTING)),
        ("区政府各有关部门、单位", "各园区", "各学校"),
        ("各镇（街道）（除甲镇外）",),
    )

    def test_kept_collectives_are_the_very_notice(self) -> None:
        assert expand(self.NOTICE, REGISTRY, collectives="keep") is self.NOTICE
        assert expand(self.NOTICE) is self.NOTICE

    def test_members_take_the_place_and_the_role_of_their_collective(self) -> None:
        """A unit that the row names itself is not repeated; open, empty and unknown collectives stay."""
        assert entries(expand_collectives(self.NOTICE, REGISTRY)) == [
            [
                "甲镇（责任）", "丙街道（责任）", "区财政局（牵头）",
                "区公安局（配合）", "区乡村振兴局（配合）", "区发展和改革局（配合）",
            ],
            ["区政府各有关部门、单位（责任）", "各园区（责任）", "各学校（责任）"],
            ["丙街道（责任）"],
        ]  # fmt: skip

    def test_another_day_means_other_members(self) -> None:
        expanded = expand_collectives(self.NOTICE, REGISTRY, on=date(2020, 1, 1))
        assert entries(expanded)[2] == ["乙镇（责任）", "丙街道（责任）"]

    def test_members_keep_what_was_printed(self) -> None:
        expanded = expand_collectives(self.NOTICE, REGISTRY)
        assert [entry.printed for entry in expanded.requirements[2].responsibilities] == ["各镇（街道）（除甲镇外）"]

    def test_exceptions_are_minded_after_the_name_was_bound(self) -> None:
        resolved = resolve_units(self.NOTICE, REGISTRY)
        assert entries(resolved)[2] == ["各镇（街道）（责任）"]
        assert entries(expand_collectives(resolved, REGISTRY))[2] == ["丙街道（责任）"]

    def test_dropped_collectives_leave_the_others(self) -> None:
        assert entries(expand(self.NOTICE, collectives="drop")) == [["区财政局（牵头）"], [], []]

    def test_whoever_counts_afterwards_counts_the_members(self) -> None:
        """The expanded notice is a notice: queries, ledgers and graphs need no choice of their own."""
        assert dict(workload(expand_collectives(self.NOTICE, REGISTRY)))["丙街道"] == 2

    def test_expanding_needs_a_registry(self) -> None:
        with pytest.raises(RegistryError, match="no registry to expand collectives by"):
            expand(self.NOTICE, collectives="expand")

    def test_an_unknown_choice_is_an_error_at_once(self) -> None:
        with pytest.raises(ValueError, match="collectives is 'all'; expected one of keep, expand, drop"):
            expand(self.NOTICE, REGISTRY, collectives="all")  # type: ignore[arg-type]

    def test_the_real_notice_expands_to_the_departments_of_its_day(self, seed: Notice) -> None:
        registry = UnitRegistry.standard("区")
        expanded = expand_collectives(resolve_units(seed, registry), registry)
        names = {unit.name for unit in expanded.units}
        assert "区审计局" in names
        assert "区政府各部门、单位" not in names
        assert {"各镇（街道）", "区政府各有关部门、单位"} <= names
        assert not names & {"区环境保护局", "区数据局", "区国家税务局"}

    @given(notice=notices(), registry=registries())
    @settings(max_examples=40, deadline=None)
    def test_expanding_twice_is_expanding_once_and_loses_nobody(self, notice: Notice, registry: UnitRegistry) -> None:
        """Law: idempotent, and every unit that was named by itself is still there."""
        once = expand_collectives(notice, registry)
        assert expand_collectives(once, registry) == once
        for before, after in zip(notice.requirements, once.requirements, strict=True):
            solitary = {each for each in before.responsibilities if each.unit.kind is not UnitKind.COLLECTIVE}
            assert solitary <= set(after.responsibilities)

    @given(notice=notices())
    @settings(max_examples=40, deadline=None)
    def test_dropping_leaves_no_collective_and_nothing_else_out(self, notice: Notice) -> None:
        dropped = expand(notice, collectives="drop")
        for before, after in zip(notice.requirements, dropped.requirements, strict=True):
            kept = tuple(each for each in before.responsibilities if each.unit.kind is not UnitKind.COLLECTIVE)
            assert (after.responsibilities, attrs.evolve(after, responsibilities=(), implied=())) == (
                kept,
                attrs.evolve(before, responsibilities=(), implied=()),
            )


@pytest.mark.parametrize(
    ("printed", "base", "excepted"),
    [
        ("各镇（街道）", "各镇（街道）", ()),
        ("各镇（街道）（除甲镇外）", "各镇（街道）", ("甲镇",)),
        ("各镇（街道）(除甲镇（含园区）以外)", "各镇（街道）", ("甲镇（含园区）",)),
        ("各镇（甲镇除外）", "各镇", ("甲镇",)),
        ("各镇（街道）除甲镇、乙街道外", "各镇（街道）", ("甲镇", "乙街道")),
        ("各部门（不含市公安局，市司法局）", "各部门", ("市公安局", "市司法局")),
        ("各部门，市公安局除外", "各部门", ("市公安局",)),
        ("除市公安局外的各部门", "各部门", ("市公安局",)),
        ("除市公安局外，市直各部门", "市直各部门", ("市公安局",)),
        ("除市外事办、市外办以外各部门", "各部门", ("市外事办", "市外办")),
        ("除甲镇外其他镇街", "各镇街", ("甲镇",)),
        ("各县（市、区）（除甲县外）政府", "各县（市、区）政府", ("甲县",)),
        (" 各部门 ", "各部门", ()),
        ("除外", "除外", ()),
        ("", "", ()),
    ],
)
def test_exceptions_are_taken_off_the_name(printed: str, base: str, excepted: tuple[str, ...]) -> None:
    assert parse_collective(printed) == CollectiveName(base=base, excepted=excepted)


@pytest.mark.parametrize(
    "hostile", ["除" + "外" * 5_000, "(除" * 2_000, "各" * 2_000 + "除外" * 2_000, "除" + "（" * 5_000]
)
def test_hostile_names_take_no_time(hostile: str) -> None:
    """They come back, whatever they are taken for."""
    assert parse_collective(hostile).base


@pytest.mark.parametrize(
    ("name", "open_"),
    [
        ("各有关部门", True),
        ("区政府各有关部门、单位", True),
        ("市直相关单位", True),
        ("各責任單位", False),
        ("各镇（街道）", False),
        ("区政府各部门、单位", False),
    ],
)
def test_a_collective_that_leaves_the_choice_is_open(name: str, open_: bool) -> None:
    assert is_open(name) is open_


def test_words_of_a_collective_stand_for_kinds() -> None:
    assert likely_kinds("各乡镇、各街道、各园区") == (UnitKind.TOWNSHIP, UnitKind.PARK)
    assert likely_kinds("各方面") == ()
