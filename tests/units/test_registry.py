"""A registry knows who bore which name when, whom came after, and refuses to contradict itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytasks.errors import RegistryError
from policytasks.model.notice import Notice
from policytasks.model.unit import UnitKind
from policytasks.testing.registries import registries
from policytasks.units.records import Membership, Succession, SuccessionKind, UnitRecord
from policytasks.units.registry import UnitRegistry

RENAMED = Succession(
    kind=SuccessionKind.RENAMED, on=date(2021, 2, 25), before=("区扶贫办",), after=("区乡村振兴局",), document="挂牌"
)
MERGED = Succession(
    kind=SuccessionKind.MERGED,
    on=date(2024, 3, 1),
    before=("区乡村振兴局", "区农业农村局"),
    after=("区农业农村局",),
    document="《党和国家机构改革方案》",
)
REGISTRY = UnitRegistry(
    records=(
        UnitRecord(name="区扶贫办", kind=UnitKind.DEPARTMENT, aliases=("区扶贫开发办公室",)),
        UnitRecord(name="区乡村振兴局", kind=UnitKind.DEPARTMENT),
        UnitRecord(name="区农业农村局", kind=UnitKind.DEPARTMENT, aliases=("区农业局",)),
    ),
    successions=(RENAMED, MERGED),
)


def named(*names: str, **fields: Any) -> tuple[UnitRecord, ...]:
    return tuple(UnitRecord(name=name, **fields) for name in names)


def names(units: tuple[Any, ...]) -> list[str]:
    return [unit.name for unit in units]


class TestFinding:
    """``find`` answers who bore a name on a day."""

    @pytest.mark.parametrize("name", ["区农业农村局", "区农业局", " 区农业农村局 ", "区 农业农村局"])
    def test_a_unit_is_found_by_name_by_alias_and_by_a_spelling_of_them(self, name: str) -> None:
        unit = REGISTRY.find(name)
        assert unit is not None
        assert (unit.name, unit.kind) == ("区农业农村局", UnitKind.DEPARTMENT)

    def test_an_unknown_name_is_found_nowhere(self) -> None:
        assert REGISTRY.find("区水务局") is None

    @pytest.mark.parametrize(
        ("day", "bearers"),
        [
            (date(2020, 1, 1), ["区扶贫办", "区农业农村局"]),
            (date(2021, 2, 24), ["区扶贫办", "区农业农村局"]),
            (date(2021, 2, 25), ["区乡村振兴局", "区农业农村局"]),
            (date(2024, 2, 29), ["区乡村振兴局", "区农业农村局"]),
            (date(2024, 3, 1), ["区农业农村局"]),
        ],
    )
    def test_events_say_from_when_to_when_a_unit_exists(self, day: date, bearers: list[str]) -> None:
        """The day of the event is the first of the new state; dates in the rows are not needed."""
        assert [record.name for record in REGISTRY.records if REGISTRY.find(record.name, on=day)] == bearers

    def test_dates_in_a_row_go_before_the_events(self) -> None:
        """An old name may live on for a while after the document that ended it."""
        kept = attrs.evolve(REGISTRY.records[0], valid_to=date(2021, 6, 30))
        registry = attrs.evolve(REGISTRY, records=(kept, *REGISTRY.records[1:]))
        assert registry.find("区扶贫办", on=date(2021, 6, 30)) is not None
        assert registry.find("区扶贫办", on=date(2021, 7, 1)) is None

    def test_one_name_may_be_borne_by_two_units_one_after_the_other(self) -> None:
        registry = UnitRegistry(
            records=(
                UnitRecord(name="区商务局", kind=UnitKind.DEPARTMENT, valid_from=date(2019, 1, 1)),
                UnitRecord(name="区商务局", kind=UnitKind.PUBLIC_INSTITUTION, valid_to=date(2010, 12, 31)),
            )
        )
        found = [
            registry.find("区商务局", on=day) for day in (date(2005, 1, 1), date(2015, 1, 1), date(2020, 1, 1), None)
        ]
        assert [unit and unit.kind for unit in found] == [
            UnitKind.PUBLIC_INSTITUTION, None, UnitKind.DEPARTMENT, UnitKind.DEPARTMENT,
        ]  # fmt: skip

    def test_an_alias_may_pass_from_one_unit_to_the_next(self) -> None:
        registry = UnitRegistry(
            records=(
                UnitRecord(name="区计生局", aliases=("区卫计局",), valid_to=date(2018, 12, 31)),
                UnitRecord(name="区卫生健康局", aliases=("区卫计局",), valid_from=date(2019, 1, 1)),
            )
        )
        days = (date(2018, 12, 31), date(2019, 1, 1))
        assert names(tuple(registry.find("区卫计局", on=day) for day in days)) == ["区计生局", "区卫生健康局"]


class TestChanging:
    """A registry is a value; what changes it gives another one."""

    def test_a_further_alias_is_found_in_the_new_registry_only(self) -> None:
        changed = REGISTRY.with_alias("区农业局", "区农村局")
        assert changed.find("区农村局") == REGISTRY.find("区农业农村局")
        assert REGISTRY.find("区农村局") is None

    def test_an_alias_that_is_known_already_changes_nothing(self) -> None:
        assert REGISTRY.with_alias("区农业农村局", "区农业局") == REGISTRY

    def test_an_alias_of_another_unit_is_refused(self) -> None:
        with pytest.raises(RegistryError, match="points to two units at one time"):
            REGISTRY.with_alias("区农业农村局", "区扶贫开发办公室").with_alias("区扶贫办", "区农业局")

    def test_an_alias_of_nobody_is_refused(self) -> None:
        with pytest.raises(RegistryError, match="no unit of this name; found '区水务局'"):
            REGISTRY.with_alias("区水务局", "区水利局")

    def test_a_further_unit_is_found_in_the_new_registry_only(self) -> None:
        water = UnitRecord(name="区水务局")
        assert REGISTRY.with_unit(water).find("区水务局") == water.unit
        assert REGISTRY.find("区水务局") is None

    def test_a_registry_cannot_be_changed_in_place(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            REGISTRY.records = ()  # type: ignore[misc]


class TestSuccession:
    """Who carried on whose work, as of a day."""

    @pytest.mark.parametrize(
        ("name", "day", "successors"),
        [
            ("区扶贫办", date(2021, 2, 24), []),
            ("区扶贫办", date(2021, 2, 25), ["区乡村振兴局"]),
            ("区扶贫开发办公室", date(2023, 1, 1), ["区乡村振兴局"]),
            ("区扶贫办", date(2024, 3, 1), ["区农业农村局"]),
            ("区扶贫办", None, ["区农业农村局"]),
            ("区乡村振兴局", None, ["区农业农村局"]),
            ("区农业农村局", None, []),
            ("区水务局", None, []),
        ],
    )
    def test_events_are_followed_to_the_day(self, name: str, day: date | None, successors: list[str]) -> None:
        assert names(REGISTRY.successors(name, on=day)) == successors

    def test_a_split_leads_to_every_part(self) -> None:
        split = Succession(kind=SuccessionKind.SPLIT, on=date(2020, 1, 1), before=("甲局",), after=("乙局", "丙局"))
        registry = UnitRegistry(records=named("甲局", "乙局", "丙局"), successions=(split,))
        assert names(registry.successors("甲局")) == ["乙局", "丙局"]

    def test_a_unit_that_gives_only_a_part_away_lives_on(self) -> None:
        split = Succession(kind=SuccessionKind.SPLIT, on=date(2020, 1, 1), before=("甲局",), after=("甲局", "乙局"))
        registry = UnitRegistry(records=named("甲局", "乙局"), successions=(split,))
        assert registry.successors("甲局", on=date(2021, 1, 1)) == ()
        assert registry.find("甲局", on=date(2021, 1, 1)) is not None

    def test_nobody_carries_on_what_was_dissolved(self) -> None:
        end = Succession(kind=SuccessionKind.DISSOLVED, on=date(2020, 1, 1), before=("甲局",))
        registry = UnitRegistry(records=named("甲局"), successions=(end,))
        assert (registry.find("甲局", on=date(2020, 1, 1)), registry.successors("甲局")) == (None, ())

    def test_a_name_that_comes_back_ends_the_walk(self) -> None:
        """甲局 became 乙局 and 甲局 again: two rows for the two lives."""
        registry = UnitRegistry(
            records=(
                UnitRecord(name="甲局", valid_to=date(2009, 12, 31)),
                UnitRecord(name="乙局"),
                UnitRecord(name="甲局", valid_from=date(2020, 1, 1)),
            ),
            successions=(
                Succession(kind=SuccessionKind.RENAMED, on=date(2010, 1, 1), before=("甲局",), after=("乙局",)),
                Succession(kind=SuccessionKind.RENAMED, on=date(2020, 1, 1), before=("乙局",), after=("甲局",)),
            ),
        )
        assert names(registry.successors("甲局", on=date(2015, 1, 1))) == ["乙局"]
        assert names(registry.successors("乙局", on=date(2021, 1, 1))) == ["甲局"]

    def test_the_history_of_a_unit_is_its_events(self) -> None:
        assert REGISTRY.history("区乡村振兴局") == (RENAMED, MERGED)
        assert str(RENAMED) == "2021-02-25 更名：区扶贫办 → 区乡村振兴局（挂牌）"

    @given(registry=registries(), day=st.dates())
    @settings(max_examples=60, deadline=None)
    def test_successors_exist_on_the_day_and_only_when_the_unit_does_not(
        self, registry: UnitRegistry, day: date
    ) -> None:
        """Law: whoever exists has no successors, and every successor exists."""
        for record in registry.records:
            heirs = registry.successors(record.name, on=day)
            assert not (heirs and registry.record(record.name, on=day))
            assert all(registry.record(heir, on=day) for heir in heirs)


CONTRADICTIONS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "one name twice at one time": (
        {"records": (UnitRecord(name="甲局", valid_to=date(2020, 1, 1)), UnitRecord(name="甲局", valid_from=date(2020, 1, 1)))},
        ["units[1].name: two units of one name at one time; found '甲局' of '甲局' and of '甲局' (unit 1 of the list)"],
    ),
    "an alias of two units": (
        {"records": (UnitRecord(name="甲局", aliases=("丙局",)), UnitRecord(name="乙局", aliases=("丙局",)))},
        ["units[1].aliases: a name that points to two units at one time; found '丙局' of '乙局' and of '甲局' (unit 1 of the list)"],
    ),
    "an alias that is another unit's name": (
        {"records": (UnitRecord(name="甲局"), UnitRecord(name="乙局", aliases=("甲局",)))},
        ["units[1].aliases: a name that points to two units at one time; found '甲局' of '乙局' and of '甲局' (unit 1 of the list)"],
    ),
    "several aliases in one": (
        {"records": (UnitRecord(name="甲局", aliases=("乙局、丙局",)),)},
        ["units[0].aliases: several aliases in one; found '乙局、丙局'; expected names parted by ；"],
    ),
    "an alias twice": (
        {"records": (UnitRecord(name="甲局", aliases=("乙局", "乙局")),)},
        ["units[0].aliases: an alias is listed twice"],
    ),
    "an alias that is the name": (
        {"records": (UnitRecord(name="甲局", aliases=("甲局",)),)},
        ["units[0].aliases: an alias that is the name itself; found '甲局'; expected names parted by ；"],
    ),
    "an end before the beginning": (
        {"records": (UnitRecord(name="甲局", valid_from=date(2020, 1, 2), valid_to=date(2020, 1, 1)),)},
        ["units[0].valid_to: the unit ends before it begins; found 2020-01-02 to 2020-01-01; expected a last day on or after "
         "the first (a name that was borne twice needs a row for each time)"],
    ),
    "an unknown parent": (
        {"records": named("甲局", parent="乙局")},
        ["units[0].parent: an unknown unit; found '乙局'; expected a name from the list of units"],
    ),
    "a cycle of parents": (
        {"records": (UnitRecord(name="甲局", parent="乙局"), UnitRecord(name="乙局", parent="甲局"), UnitRecord(name="丙局", parent="甲局"))},
        ["units[0].parent: a unit above itself; found 甲局 → 乙局", "units[1].parent: a unit above itself; found 乙局 → 甲局"],
    ),
    "a unit that is its own parent": (
        {"records": named("甲局", parent="甲局")},
        ["units[0].parent: a unit above itself; found 甲局 → 甲局"],
    ),
    "an empty name": ({"records": named("")}, ["units[0].name: an empty name; expected a name, or None"]),
    "a name with a blank at its end": (
        {"records": named("甲局 ")},
        ["units[0].name: a name with blanks at an end, or with a semicolon or a line break in it; found '甲局 '"],
    ),
    "a control character": (
        {"records": named("甲局", note="\x07")},
        ["units[0].note: a control character, which no workbook carries; found '\\x07'"],
    ),
    "members of a unit that is no collective": (
        {"records": named("甲局", "乙局"), "memberships": (Membership(collective="甲局", member="乙局"),)},
        ["memberships[0].collective: members of a unit that is no collective; found '甲局'; expected a unit of kind 统称"],
    ),
    "unknown collective and unknown member": (
        {"memberships": (Membership(collective="各局", member="甲局"),)},
        ["memberships[0].collective: an unknown unit; found '各局'; expected a name from the list of units",
         "memberships[0].member: an unknown unit; found '甲局'; expected a name from the list of units"],
    ),
    "neither member nor kind": (
        {"records": named("各局", kind=UnitKind.COLLECTIVE), "memberships": (Membership(collective="各局"),)},
        ["memberships[0].member: a line needs either a member or a kind of members; found neither"],
    ),
    "a collective inside itself": (
        {
            "records": named("各局", "各镇", kind=UnitKind.COLLECTIVE),
            "memberships": (Membership(collective="各局", member="各镇"), Membership(collective="各镇", member="各局")),
        },
        ["memberships[0].member: a collective that is its own member; found 各局 → 各镇",
         "memberships[1].member: a collective that is its own member; found 各镇 → 各局"],
    ),
    "a membership that ends before it begins": (
        {
            "records": named("各局", kind=UnitKind.COLLECTIVE),
            "memberships": (
                Membership(collective="各局", kind=UnitKind.PARK, valid_from=date(2020, 1, 2), valid_to=date(2020, 1, 1)),
            ),
        },
        ["memberships[0].valid_to: the membership ends before it begins; found 2020-01-02 to 2020-01-01"],
    ),
    "an event of unknown units": (
        {"successions": (Succession(kind=SuccessionKind.RENAMED, on=date(2020, 1, 1), before=("甲局",), after=("乙局",)),)},
        ["successions[0].before: an unknown unit; found '甲局'; expected a name from the list of units",
         "successions[0].after: an unknown unit; found '乙局'; expected a name from the list of units"],
    ),
    "an event with too few units": (
        {"records": named("甲局"), "successions": (Succession(kind=SuccessionKind.MERGED, on=date(2020, 1, 1), before=("甲局",)),)},
        ["successions[0].before: 合并 (merged) with the wrong number of units; found 1; expected at least 2",
         "successions[0].after: 合并 (merged) with the wrong number of units; found 0; expected 1"],
    ),
    "renamed to the same name": (
        {
            "records": named("甲局"),
            "successions": (Succession(kind=SuccessionKind.RENAMED, on=date(2020, 1, 1), before=("甲局",), after=("甲局",)),),
        },
        ["successions[0].after: renamed to the same name; found '甲局'"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_a_registry_that_contradicts_itself_cannot_be_made(case: str) -> None:
    """Every problem is listed, with its row and field."""
    tables, problems = CONTRADICTIONS[case]
    with pytest.raises(RegistryError) as raised:
        UnitRegistry(**tables)
    assert list(raised.value.problems) == problems


class TestDraft:
    """A first registry from a notice, for a person to correct."""

    def test_every_printed_name_of_the_real_notice_is_a_row(self, seed: Notice) -> None:
        registry = UnitRegistry.from_notice(seed)
        assert names(registry.records) == names(seed.units)
        assert len(registry) == 34

    def test_what_may_be_one_unit_is_said_and_not_merged(self, seed: Notice) -> None:
        notes = {record.name: record.note for record in UnitRegistry.from_notice(seed).records if record.note}
        assert notes == {
            "区公安局分局": "是否与“区公安分局”为同一单位？若是，请合并为别名",
            "区公安分局": "是否与“区公安局分局”为同一单位？若是，请合并为别名",
            "区政府各部门、单位": "是否与“区政府各有关部门、单位”为同一单位？若是，请合并为别名",
            "区政府各有关部门、单位": "是否与“区政府各部门、单位”为同一单位？若是，请合并为别名；未写明具体单位，不展开",
        }

    def test_kinds_are_read_from_the_names(self, seed: Notice) -> None:
        kinds = {record.name: record.kind for record in UnitRegistry.from_notice(seed).records}
        assert [kinds[name] for name in ("区财政局", "区生态环境分局", "区政府办公室", "各镇（街道）")] == [
            UnitKind.DEPARTMENT, UnitKind.BRANCH, UnitKind.GOVERNMENT_OFFICE, UnitKind.COLLECTIVE,
        ]  # fmt: skip

    def test_collectives_get_the_kinds_that_their_words_stand_for(self, seed: Notice) -> None:
        lines = [(line.collective, str(line.kind)) for line in UnitRegistry.from_notice(seed).memberships]
        assert lines == [
            ("各镇（街道）", "镇街"),
            ("区政府各部门、单位", "工作部门"),
            ("区政府各部门、单位", "政府办公机构"),
            ("区政府各部门、单位", "派出机构"),
            ("区政府各部门、单位", "事业单位"),
        ]

    def test_several_notices_make_one_draft(self, seed: Notice) -> None:
        assert UnitRegistry.from_notice(seed, seed) == UnitRegistry.from_notice(seed)
