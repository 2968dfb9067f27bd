"""A printed name is bound to the unit that it surely means, with the reason, and to nobody else."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytasks.location import Location
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit, UnitKind
from policytasks.testing.registries import registries
from policytasks.testing.strategies import notices
from policytasks.units.abbreviations import same_by_rule
from policytasks.units.records import Succession, SuccessionKind, UnitRecord
from policytasks.units.registry import UnitRegistry
from policytasks.units.resolution import Resolution, ResolutionMethod, Surroundings, check_units, resolve_units

DAY = date(2021, 7, 29)
EXACT, ALIAS = ResolutionMethod.EXACT, ResolutionMethod.ALIAS
NORMAL_FORM, ABBREVIATION = ResolutionMethod.NORMAL_FORM, ResolutionMethod.ABBREVIATION
SUGGESTION, NONE = ResolutionMethod.SUGGESTION, ResolutionMethod.NONE

AROUND = Surroundings(issuer="济宁市兖州区人民政府办公室")

REGISTRY = UnitRegistry(
    records=(
        UnitRecord(name="区发展和改革局", aliases=("区发改局",), kind=UnitKind.DEPARTMENT),
        UnitRecord(name="区人力资源和社会保障局", kind=UnitKind.DEPARTMENT),
        UnitRecord(name="区财政局", kind=UnitKind.DEPARTMENT),
        UnitRecord(name="区公安分局", kind=UnitKind.BRANCH),
        UnitRecord(name="区政府办公室", kind=UnitKind.GOVERNMENT_OFFICE),
        UnitRecord(name="区水务局", kind=UnitKind.DEPARTMENT),
        UnitRecord(name="区行政审批服务局（区政务服务管理办公室）", kind=UnitKind.DEPARTMENT),
        UnitRecord(name="区扶贫办", kind=UnitKind.DEPARTMENT),
        UnitRecord(name="区乡村振兴局", kind=UnitKind.DEPARTMENT),
        UnitRecord(name="各镇（街道）", kind=UnitKind.COLLECTIVE),
    ),
    successions=(
        Succession(kind=SuccessionKind.RENAMED, on=date(2021, 2, 25), before=("区扶贫办",), after=("区乡村振兴局",)),
    ),
)


def found(resolution: Resolution) -> tuple[str | None, ResolutionMethod]:
    return resolution.unit and resolution.unit.name, resolution.method


def notice_of(*rows: tuple[str, ...], issuer: str | None = "济宁市兖州区人民政府办公室") -> Notice:
    """A notice of the day, each row a requirement with these names."""
    requirements = tuple(
        Requirement(
            id=f"1.1.{number}",
            text="建立台账。",
            responsibilities=tuple(
                Responsibility(
                    unit=Unit(name=name, location=Location(file="n.txt", line=number)),
                    role=Role.RESPONSIBLE,
                    printed=name,
                    location=Location(file="n.txt", line=number),
                )
                for name in row
            ),
        )
        for number, row in enumerate(rows, 1)
    )
    return Notice(issuer=issuer, issued_on=DAY, sections=(Section(tasks=(Task(requirements=requirements),)),))


def bound_names(notice: Notice) -> list[list[str]]:
    return [[entry.unit.name for entry in row.responsibilities] for row in notice.requirements]


@pytest.mark.parametrize(
    ("name", "unit", "method", "evidence"),
    [
        ("区财政局", "区财政局", EXACT, "区财政局"),
        ("区发改局", "区发展和改革局", ALIAS, "区发改局"),
        ("区 财政局、", "区财政局", NORMAL_FORM, "区财政局"),
        ("区财政局等", "区财政局", NORMAL_FORM, "区财政局"),
        ("各镇(街道)", "各镇（街道）", NORMAL_FORM, "各镇（街道）"),
        ("镇（街道）", "各镇（街道）", NORMAL_FORM, "各镇（街道）"),
        ("财政局", "区财政局", NORMAL_FORM, "区财政局"),
        ("兖州区财政局", "区财政局", NORMAL_FORM, "区财政局"),
        ("区人社局", "区人力资源和社会保障局", ABBREVIATION, "区人力资源和社会保障局"),
        ("区人力社保局", "区人力资源和社会保障局", ABBREVIATION, "区人力资源和社会保障局"),
        ("兖州区发展改革局", "区发展和改革局", ABBREVIATION, "区发展和改革局"),
        ("区人民政府办公室", "区政府办公室", ABBREVIATION, "区政府办公室"),
        ("区政府办公室（区大数据局）", "区政府办公室", NORMAL_FORM, "区政府办公室"),
        ("区政务服务管理办公室", "区行政审批服务局（区政务服务管理办公室）", ALIAS, "区行政审批服务局（区政务服务管理办公室）"),
        ("区行政审批服务局", "区行政审批服务局（区政务服务管理办公室）", NORMAL_FORM, "区行政审批服务局（区政务服务管理办公室）"),
        ("各镇（街道）（除甲镇外）", "各镇（街道）", EXACT, "各镇（街道）"),
    ],
)  # fmt: skip
def test_a_name_is_bound_with_its_method_and_evidence(
    name: str, unit: str, method: ResolutionMethod, evidence: str
) -> None:
    record = REGISTRY.record(unit)
    assert record is not None
    assert REGISTRY.resolve(name) == Resolution(
        name=name, unit=record.unit, method=method, evidence=evidence, candidates=(record.unit,)
    )


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("区公安局分局", ["区公安分局"]),
        ("区发展和改革委", ["区发展和改革局"]),
        ("区税务局", []),
        ("区商务局", []),
        ("市财政局", []),
        ("", []),
        ("、", []),
    ],
)
def test_a_likeness_only_suggests(name: str, candidates: list[str]) -> None:
    """One character apart is another bureau; a slip of the pen is a candidate; neither is bound."""
    resolution = REGISTRY.resolve(name)
    assert found(resolution) == (None, SUGGESTION if candidates else NONE)
    assert [unit.name for unit in resolution.candidates] == candidates


def test_suggestions_are_left_out_when_nobody_asks() -> None:
    assert REGISTRY.resolve("区公安局分局", suggest=False) == Resolution(name="区公安局分局")


PAIRS = [
    tuple(line.split("\t")[:2])
    for line in (Path(__file__).parent / "abbreviation_pairs.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
][1:]


def test_a_registry_binds_exactly_what_the_rules_bind() -> None:
    """Each short name from public documents, against a registry of its full name; nine in ten are bound."""
    bound = {
        (short, full)
        for short, full in PAIRS
        if UnitRegistry(records=(UnitRecord(name=full),)).resolve(short, suggest=False)
    }
    assert bound == {(short, full) for short, full in PAIRS if same_by_rule(short, full)}
    assert len(bound) / len(PAIRS) >= 0.9


def test_a_short_name_of_several_bodies_is_only_suggested() -> None:
    """建委 may be three committees, 市法院 two courts: the candidates are named, and nothing is bound."""
    names = ("市住房和城乡建设委员会", "济宁市中级人民法院", "曲阜市人民法院")
    registry = UnitRegistry(records=tuple(UnitRecord(name=name) for name in names))
    found_ = {
        name: (registry.resolve(name).method, [unit.name for unit in registry.resolve(name).candidates])
        for name in ("市建委", "市法院", "曲阜市法院", "市中院")
    }
    assert found_ == {
        "市建委": (ResolutionMethod.SUGGESTION, ["市住房和城乡建设委员会"]),
        "市法院": (ResolutionMethod.SUGGESTION, ["曲阜市人民法院", "济宁市中级人民法院"]),
        "曲阜市法院": (ResolutionMethod.ABBREVIATION, ["曲阜市人民法院"]),
        "市中院": (ResolutionMethod.ABBREVIATION, ["济宁市中级人民法院"]),
    }


def test_a_name_that_a_reform_ended_suggests_the_name_of_today() -> None:
    """A registry that never knew 环保局 still says whom a notice of 2017 may have meant."""
    registry = UnitRegistry(records=(UnitRecord(name="市生态环境局"), UnitRecord(name="市水务局")))
    resolution = registry.resolve("市环保局")
    assert (resolution.unit, [unit.name for unit in resolution.candidates]) == (None, ["市生态环境局"])


class TestTime:
    """A name that had passed still means the unit that bore it."""

    def test_an_old_name_on_a_later_day_is_the_old_unit_and_names_the_successor(self) -> None:
        resolution = REGISTRY.resolve("区扶贫办", on=DAY)
        assert found(resolution) == ("区扶贫办", EXACT)
        assert not resolution.valid
        assert [unit.name for unit in resolution.successors] == ["区乡村振兴局"]

    def test_a_name_of_its_day_is_valid(self) -> None:
        resolution = REGISTRY.resolve("区扶贫办", on=date(2020, 1, 1))
        assert (found(resolution), resolution.valid, resolution.successors) == (("区扶贫办", EXACT), True, ())

    def test_a_name_before_its_day_is_not_valid_and_has_no_successor(self) -> None:
        resolution = REGISTRY.resolve("区乡村振兴局", on=date(2020, 1, 1))
        assert (found(resolution), resolution.valid, resolution.successors) == (("区乡村振兴局", EXACT), False, ())

    def test_a_bearer_of_the_day_goes_before_a_canonical_name_of_the_past(self) -> None:
        registry = UnitRegistry(
            records=(
                UnitRecord(name="区卫计局", valid_to=date(2018, 12, 31)),
                UnitRecord(name="区卫生健康局", aliases=("区卫计局",), valid_from=date(2019, 1, 1)),
            )
        )
        assert found(registry.resolve("区卫计局", on=DAY)) == ("区卫生健康局", ALIAS)
        assert found(registry.resolve("区卫计局", on=date(2018, 1, 1))) == ("区卫计局", EXACT)

    def test_of_two_units_that_fit_by_rule_the_one_of_the_day_is_meant(self) -> None:
        registry = UnitRegistry(
            records=(
                UnitRecord(name="区人事局", aliases=("区人力资源社会保障局",), valid_to=date(2009, 12, 31)),
                UnitRecord(name="区人力资源和社会保障局", valid_from=date(2010, 1, 1)),
            )
        )
        assert found(registry.resolve("区人社局", on=DAY)) == ("区人力资源和社会保障局", ABBREVIATION)


class TestPlaces:
    """What a name leaves out about its place, its surroundings say, or nothing does."""

    COUNTRY = UnitRegistry(
        records=tuple(
            UnitRecord(name=f"{place}{body}")
            for place in ("兖州区", "任城区", "济宁市", "济南市历城区")
            for body in ("财政局", "发展和改革委员会")
        )
    )

    @pytest.mark.parametrize(
        ("name", "issuer", "unit"),
        [
            ("区财政局", "济宁市兖州区人民政府办公室", "兖州区财政局"),
            ("区发改委", "兖州区人民政府", "兖州区发展和改革委员会"),
            ("财政局", "济宁市任城区人民政府办公室", "任城区财政局"),
            ("市财政局", "济宁市兖州区人民政府办公室", "济宁市财政局"),
            ("任城区财政局", "济宁市兖州区人民政府办公室", "任城区财政局"),
            ("区财政局", "济南市历城区人民政府", "济南市历城区财政局"),
            ("历城区财政局", None, "济南市历城区财政局"),
            ("区财政局", "济宁市汶上区人民政府", None),
            ("区财政局", "济宁市人民政府办公室", None),
            ("区财政局", None, None),
            ("市财政局", None, "济宁市财政局"),
            ("县财政局", "济宁市兖州区人民政府办公室", None),
        ],
    )
    def test_the_issuer_says_which_place_is_meant(self, name: str, issuer: str | None, unit: str | None) -> None:
        resolution = self.COUNTRY.resolve(name, context=Surroundings(issuer=issuer))
        assert (resolution.unit and resolution.unit.name) == unit

    def test_an_ambiguous_name_has_its_candidates_and_is_not_bound(self) -> None:
        resolution = self.COUNTRY.resolve("区财政局")
        assert found(resolution) == (None, SUGGESTION)
        assert [unit.name for unit in resolution.candidates] == ["任城区财政局", "兖州区财政局", "济南市历城区财政局"]

    TOWN = UnitRegistry(
        records=tuple(
            UnitRecord(name=name) for name in ("省财政厅", "市发展和改革委员会", "市财政局", "区财政局", "市国土房管局")
        )
    )

    @pytest.mark.parametrize(
        ("name", "beside", "unit"),
        [
            ("国土房管局", ("市发改委",), "市国土房管局"),
            ("财政局", ("市发改委", "国土房管局"), "市财政局"),
            ("财政局", ("市发改委", "区发改局"), None),
            ("财政局", ("国土房管局",), None),
            ("财政局", ("县发改局",), None),
            ("财政厅", ("省发改委",), "省财政厅"),
        ],
    )
    def test_the_row_says_which_level_is_meant_if_it_says_only_one(
        self, name: str, beside: tuple[str, ...], unit: str | None
    ) -> None:
        """市发改委、国土房管局: the level is written once and understood after."""
        resolution = self.TOWN.resolve(name, context=Surroundings(beside=beside))
        assert (resolution.unit and resolution.unit.name) == unit

    def test_the_row_goes_before_the_issuer(self) -> None:
        around = Surroundings(beside=("市发改委",), issuer="某市甲区人民政府办公室")
        assert found(self.TOWN.resolve("财政局", context=around)) == ("市财政局", NORMAL_FORM)

    def test_the_jurisdiction_of_a_row_stands_for_what_its_name_leaves_out(self) -> None:
        registry = UnitRegistry(
            records=(
                UnitRecord(name="区财政局", jurisdiction="兖州区"),
                UnitRecord(name="任城区财政局", jurisdiction="任城区"),
            )
        )
        assert found(registry.resolve("兖州区财政局")) == ("区财政局", NORMAL_FORM)
        assert registry.resolve("历城区财政局").unit is None

    def test_a_registry_of_this_place_does_not_answer_for_another(self) -> None:
        around = Surroundings(issuer="济宁市兖州区人民政府办公室")
        assert REGISTRY.resolve("任城区财政局", context=around).unit is None
        assert found(REGISTRY.resolve("兖州区财政局", context=around)) == ("区财政局", NORMAL_FORM)


class TestResolvingANotice:
    def test_sure_names_are_bound_and_the_printed_ones_kept(self) -> None:
        notice = notice_of(("区发改局", "人社局"), ("区公安局分局", "区扶贫办"))
        resolved = resolve_units(notice, REGISTRY)
        assert bound_names(resolved) == [
            ["区发展和改革局", "区人力资源和社会保障局"],
            ["区公安局分局", "区扶贫办"],
        ]
        entries = [entry for row in resolved.requirements for entry in row.responsibilities]
        before = [entry for row in notice.requirements for entry in row.responsibilities]
        assert [entry.printed for entry in entries] == ["区发改局", "人社局", "区公安局分局", "区扶贫办"]
        assert [entry.location for entry in entries] == [entry.location for entry in before]
        assert [entry.unit.location for entry in entries] == [entry.unit.location for entry in before]
        assert [entry.unit.kind for entry in entries[:2]] == [UnitKind.DEPARTMENT] * 2

    def test_obligations_and_implied_units_are_bound_too(self) -> None:
        entry = Responsibility(unit=Unit(name="区发改局"), role=Role.LEAD, printed="区发改局")
        row = Requirement(id="body.1", text="报送总结。", responsibilities=(entry,), implied=(entry,))
        notice = attrs.evolve(notice_of(), obligations=(row,))
        bound = resolve_units(notice, REGISTRY).obligations[0]
        assert [each.unit.name for each in (*bound.responsibilities, *bound.implied)] == ["区发展和改革局"] * 2

    def test_the_real_notice_against_the_standard_registry(self, seed: Notice) -> None:
        """30 of 34 names are bound; the two slips, the branch centre and the open collective are not."""
        registry = UnitRegistry.standard("区")
        unbound = [resolution.name for resolution in check_units(seed, registry) if not resolution]
        assert unbound == ["区公安局分局", "区供电部", "区政府各有关部门、单位", "区公共资源交易分中心"]

    def test_checking_lists_each_name_once_with_its_candidates(self) -> None:
        notice = notice_of(("区公安局分局", "区财政局"), ("区财政局",))
        checked = check_units(notice, REGISTRY)
        assert [(each.name, found(each)) for each in checked] == [
            ("区公安局分局", (None, SUGGESTION)), ("区财政局", ("区财政局", EXACT)),
        ]  # fmt: skip

    @given(notice=notices(), registry=registries())
    @settings(max_examples=40, deadline=None)
    def test_resolving_twice_is_resolving_once(self, notice: Notice, registry: UnitRegistry) -> None:
        """Law: idempotent; and printed names, roles and places stay."""
        once = resolve_units(notice, registry)
        assert resolve_units(once, registry) == once
        pairs = zip(notice.requirements, once.requirements, strict=True)
        for before, after in pairs:
            assert [(each.printed, each.role) for each in before.responsibilities] == [
                (each.printed, each.role) for each in after.responsibilities
            ]

    @given(seed=st.integers(0, 2**16), data=st.data())
    @settings(max_examples=30, deadline=None)
    def test_no_order_matters(self, seed: int, data: st.DataObject) -> None:
        """Law: rows, units in a row and rows of the registry may stand in any order."""
        names = ["区发改局", "人社局", "财政局", "区公安局分局", "区扶贫办", "市财政局", "各镇(街道)", "区政府办"]
        rows = data.draw(st.lists(st.lists(st.sampled_from(names), max_size=4, unique=True), max_size=4))
        shuffle = random.Random(seed).sample
        registry = attrs.evolve(REGISTRY, records=tuple(shuffle(REGISTRY.records, len(REGISTRY.records))))
        straight = bound_names(resolve_units(notice_of(*map(tuple, rows)), REGISTRY))
        order = shuffle(range(len(rows)), len(rows))
        turned = [tuple(reversed(rows[position])) for position in order]
        crooked = bound_names(resolve_units(notice_of(*turned), registry))
        assert crooked == [list(reversed(straight[position])) for position in order]

    @pytest.mark.parametrize("count", [0, 5_000])
    @pytest.mark.parametrize(
        ("name", "unit"),
        [
            ("区住建局", "区住房和城乡建设局"),
            ("兖州区住建局", "区住房和城乡建设局"),
            ("区城管局", "区城市管理局"),
            ("区市监局", "区市场监督管理局"),
            ("区政府办", "区人民政府办公室"),
            ("区委组织部", "中共济宁市兖州区委组织部"),
            ("区税务局", "国家税务总局济宁市兖州区税务局"),
            ("兖州区教体局", "济宁市兖州区教育和体育局"),
        ],
    )
    def test_the_size_of_the_registry_does_not_matter(self, count: int, name: str, unit: str) -> None:
        """Large registries are searched by characters first; nothing is lost by it."""
        many = tuple(UnitRecord(name=f"{place}区{number}局") for place in "甲乙" for number in range(count))
        here = "区住房和城乡建设局 区城市管理局 区市场监督管理局 区人民政府办公室 中共济宁市兖州区委组织部 国家税务总局济宁市兖州区税务局"
        own = tuple(UnitRecord(name=own) for own in [*here.split(), "济宁市兖州区教育和体育局"])
        found_unit = UnitRegistry(records=(*many, *own)).resolve(name, context=AROUND).unit
        assert found_unit is not None
        assert found_unit.name == unit

    def test_fifty_thousand_other_units_change_nothing(self, seed: Notice) -> None:
        """The names of a notice are looked up, not compared one by one."""
        many = tuple(UnitRecord(name=f"{place}区{number}局") for place in "甲乙丙丁戊" for number in range(10_000))
        registry = UnitRegistry(records=(*many, *UnitRegistry.standard("区").records))
        small = UnitRegistry.standard("区")
        assert len(registry) > 50_000
        assert resolve_units(seed, registry) == resolve_units(seed, attrs.evolve(small, successions=(), memberships=()))
