"""Each rule over units finds what it says, where it says, in both languages, and is silent where all is well."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from policytasks.location import Location
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit, UnitKind
from policytasks.units.kinds import kind_of
from policytasks.units.records import Membership, Succession, SuccessionKind, UnitRecord
from policytasks.units.registry import UnitRegistry
from policytasks.units.resolution import resolve_units
from policytasks.validation import unit_rules
from policytasks.validation.finding import Finding
from policytasks.validation.rules import CATALOGUE, DEFAULT_RULES
from policytasks.validation.validate import validate

REGISTRY = UnitRegistry(
    records=(
        UnitRecord(name="区财政局", aliases=("区财局",), kind=UnitKind.DEPARTMENT),
        UnitRecord(name="区公安分局", kind=UnitKind.BRANCH),
        UnitRecord(name="区扶贫办", kind=UnitKind.DEPARTMENT),
        UnitRecord(name="区乡村振兴局", kind=UnitKind.DEPARTMENT),
        UnitRecord(name="区政府各部门", kind=UnitKind.COLLECTIVE),
        UnitRecord(name="各镇（街道）", kind=UnitKind.COLLECTIVE),
        UnitRecord(name="区教育局", kind=UnitKind.DEPARTMENT),
        UnitRecord(name="区教育教局", kind=UnitKind.DEPARTMENT),
    ),
    memberships=(Membership(collective="区政府各部门", kind=UnitKind.DEPARTMENT),),
    successions=(
        Succession(
            kind=SuccessionKind.RENAMED,
            on=date(2021, 2, 25),
            before=("区扶贫办",),
            after=("区乡村振兴局",),
            document="挂牌",
        ),
    ),
)

Row = tuple[str | tuple[str, Role], ...]


def notice_of(*rows: Row, issuer: str | None = "济宁市兖州区人民政府办公室", day: date = date(2021, 7, 29)) -> Notice:
    """A notice whose names stand on lines 11, 12 … of row 1, 21, 22 … of row 2, and so on."""

    def entry(given: str | tuple[str, Role], line: int) -> Responsibility:
        name, role = (given, Role.RESPONSIBLE) if isinstance(given, str) else given
        unit = Unit(name=name, kind=kind_of(name))
        return Responsibility(unit=unit, role=role, printed=name, location=Location(file="n.txt", line=line))

    requirements = tuple(
        Requirement(
            id=f"1.1.{number}",
            text="建立台账。",
            responsibilities=tuple(entry(given, 10 * number + position) for position, given in enumerate(row, 1)),
            location=Location(file="n.txt", line=10 * number),
        )
        for number, row in enumerate(rows, 1)
    )
    return Notice(
        issuer=issuer,
        issued_on=day,
        sections=(Section(tasks=(Task(requirements=requirements),)),),
        location=Location(file="n.txt"),
    )


def lines(notice: Notice, registry: UnitRegistry | None = None, lang: str = "en") -> list[str]:
    assert lang in ("en", "zh")
    found: tuple[Finding, ...] = validate(
        notice, rules=unit_rules.RULES, registry=registry, lang="zh" if lang == "zh" else "en"
    )
    return [finding.line(lang="zh" if lang == "zh" else "en") for finding in found]


CASES: dict[str, tuple[Notice, UnitRegistry | None, str, str]] = {
    "an unknown unit": (
        notice_of(("区供电部",), ("区供电部", "区财局")),
        REGISTRY,
        "n.txt:11: warning unknown-unit: 区供电部 is not in the registry of units (rows 1.1.1, 1.1.2)",
        "n.txt:11: 警告 unknown-unit: 单位名录中没有“区供电部”（1.1.1、1.1.2）",
    ),
    "an unknown unit that looks like a known one": (
        notice_of(("区财政局", "区公安局分局")),
        REGISTRY,
        "n.txt:12: warning unknown-unit: 区公安局分局 is not in the registry of units (rows 1.1.1); perhaps 区公安分局",
        "n.txt:12: 警告 unknown-unit: 单位名录中没有“区公安局分局”（1.1.1），可能是“区公安分局”",
    ),
    "an old name": (
        notice_of(("区扶贫办",)),
        REGISTRY,
        "n.txt:11: warning unit-not-valid-on-date: 区扶贫办 did not exist on 2021-07-29 (rows 1.1.1); succeeded by 区乡村振兴局 (挂牌)",
        "n.txt:11: 警告 unit-not-valid-on-date: “区扶贫办”在2021-07-29并不存在（1.1.1），其职能由“区乡村振兴局”承接（挂牌）",
    ),
    "a name before its time": (
        notice_of(("区乡村振兴局",), day=date(2020, 1, 1)),
        REGISTRY,
        "n.txt:11: warning unit-not-valid-on-date: 区乡村振兴局 did not exist on 2020-01-01 (rows 1.1.1)",
        "n.txt:11: 警告 unit-not-valid-on-date: “区乡村振兴局”在2020-01-01并不存在（1.1.1）",
    ),
    "two spellings of one unit": (
        notice_of(("区公安局分局",), ("区公安分局",)),
        None,
        "n.txt:21: warning near-duplicate-unit: 区公安分局 looks like 区公安局分局 (rows 1.1.1)",
        "n.txt:21: 警告 near-duplicate-unit: “区公安分局”疑与“区公安局分局”为同一单位（1.1.1）",
    ),
    "a unit of the level above": (
        notice_of(("市财政局",)),
        None,
        "n.txt:11: warning jurisdiction-mismatch: 市财政局 is no unit of 济宁市兖州区人民政府办公室 or below (rows 1.1.1)",
        "n.txt:11: 警告 jurisdiction-mismatch: “市财政局”不是“济宁市兖州区人民政府办公室”本级或下级的单位（1.1.1）",
    ),
    "a unit of another place": (
        notice_of(("任城区财政局",)),
        None,
        "n.txt:11: warning jurisdiction-mismatch: 任城区财政局 is no unit of 济宁市兖州区人民政府办公室 or below (rows 1.1.1)",
        "n.txt:11: 警告 jurisdiction-mismatch: “任城区财政局”不是“济宁市兖州区人民政府办公室”本级或下级的单位（1.1.1）",
    ),
    "an open collective": (
        notice_of(("各有关部门",), ("区财政局", "各有关部门")),
        REGISTRY,
        "n.txt:11: info open-collective: 各有关部门 leaves open who is meant (rows 1.1.1, 1.1.2)",
        "n.txt:11: 提示 open-collective: “各有关部门”未写明具体单位（1.1.1、1.1.2）",
    ),
    "a collective without members": (
        notice_of(("各镇（街道）",)),
        REGISTRY,
        "n.txt:11: info collective-without-members: the registry does not say who 各镇（街道） is on that day (rows 1.1.1)",
        "n.txt:11: 提示 collective-without-members: 名录中没有“各镇（街道）”当日的成员（1.1.1）",
    ),
    "a collective that excepts a stranger": (
        notice_of(("区政府各部门（除区水务局外）",)),
        REGISTRY,
        "n.txt:11: info collective-without-members: the registry does not say who 区政府各部门（除区水务局外） is on that day "
        "(rows 1.1.1)",
        "n.txt:11: 提示 collective-without-members: 名录中没有“区政府各部门（除区水务局外）”当日的成员（1.1.1）",
    ),
    "a member beside its collective": (
        notice_of(("区财局", "区政府各部门")),
        REGISTRY,
        "n.txt:11: warning member-and-collective-in-one-row: requirement 1.1.1: 区财局 is also a member of 区政府各部门",
        "n.txt:11: 警告 member-and-collective-in-one-row: 具体要求 1.1.1：“区财局”同时是“区政府各部门”的成员",
    ),
    "lead and support by one name": (
        notice_of((("区财政局", Role.LEAD), ("区财政局", Role.SUPPORTING))),
        None,
        "n.txt:12: warning same-unit-lead-and-support: requirement 1.1.1: 区财政局 supports what it carries as lead",
        "n.txt:12: 警告 same-unit-lead-and-support: 具体要求 1.1.1：“区财政局”既是牵头单位又是配合单位",
    ),
    "responsible and support by two names of one unit": (
        notice_of(("区人力资源和社会保障局", ("区人社局", Role.SUPPORTING))),
        None,
        "n.txt:12: warning same-unit-lead-and-support: requirement 1.1.1: 区人社局 supports what it carries as responsible",
        "n.txt:12: 警告 same-unit-lead-and-support: 具体要求 1.1.1：“区人社局”既是责任单位又是配合单位",
    ),
    "lead and support by an alias of the registry": (
        notice_of((("区财政局", Role.LEAD), ("区财局", Role.SUPPORTING))),
        REGISTRY,
        "n.txt:12: warning same-unit-lead-and-support: requirement 1.1.1: 区财局 supports what it carries as lead",
        "n.txt:12: 警告 same-unit-lead-and-support: 具体要求 1.1.1：“区财局”既是牵头单位又是配合单位",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_rule_finds_exactly_what_it_says(case: str) -> None:
    """One finding and no other, at the right place, in both languages."""
    notice, registry, english, chinese = CASES[case]
    assert lines(notice, registry) == [english]
    assert lines(notice, registry, "zh") == [chinese]


def test_every_rule_has_a_case_and_is_in_the_catalogue() -> None:
    assert {line.split(": ")[1].split()[1] for _, _, line, _ in CASES.values()} == {
        rule.code for rule in unit_rules.RULES
    }
    assert set(unit_rules.RULES) <= set(DEFAULT_RULES)


SILENT: dict[str, tuple[Notice, UnitRegistry | None]] = {
    "known names of the day": (notice_of(("区财政局", "区公安分局", "区财局")), REGISTRY),
    "an old name on its day": (notice_of(("区扶贫办",), day=date(2020, 1, 1)), REGISTRY),
    "names that no registry judges": (notice_of(("区供电部", "区扶贫办", "各镇（街道）")), None),
    "bureaus one character apart": (notice_of(("区商务局", "区水务局", "区税务局", "区民政局", "区财政局")), None),
    "two names that the registry knows for two units": (notice_of(("区教育局", "区教育教局")), REGISTRY),
    "units of the level below": (notice_of(("县财政局", "甲县人民政府"), issuer="济宁市人民政府办公室"), None),
    "branches and companies of higher levels": (
        notice_of(
            (
                "国家税务总局济宁市兖州区税务局",
                "济宁市生态环境局兖州区分局",
                "国网济宁供电公司",
                "中国人民银行济宁市分行",
            )
        ),
        None,
    ),
    "a notice of which nobody knows the issuer": (notice_of(("市财政局", "区财政局"), issuer=None), None),
    "different units in different roles": (
        notice_of((("区财政局", Role.LEAD), ("区教育局", Role.SUPPORTING))),
        REGISTRY,
    ),
    "a stranger beside a collective": (notice_of(("区公安分局", "区政府各部门")), REGISTRY),
    "a member that the collective excepts": (notice_of(("区财政局", "区政府各部门（除区财政局外）")), REGISTRY),
}


@pytest.mark.parametrize("case", SILENT)
def test_nothing_is_found_where_all_is_well(case: str) -> None:
    notice, registry = SILENT[case]
    assert lines(notice, registry) == []


class TestTheRealNotice:
    def test_exactly_the_two_real_pairs_look_alike(self, seed: Notice) -> None:
        """And none of the four pairs of bureaus that are one character apart."""
        found = validate(seed, rules=[CATALOGUE["near-duplicate-unit"]])
        assert [finding.message.split(" (")[0] for finding in found] == [
            "区政府各有关部门、单位 looks like 区政府各部门、单位",
            "区公安分局 looks like 区公安局分局",
        ]

    def test_against_the_standard_registry(self, seed: Notice) -> None:
        found = validate(seed, rules=unit_rules.RULES, registry=UnitRegistry.standard("区"))
        assert sorted((finding.code, finding.message.split()[0]) for finding in found) == [
            ("collective-without-members", "the"),
            ("near-duplicate-unit", "区公安分局"),
            ("near-duplicate-unit", "区政府各有关部门、单位"),
            ("open-collective", "区政府各有关部门、单位"),
            ("unit-not-valid-on-date", "区扶贫办"),
            ("unknown-unit", "区供电部"),
            ("unknown-unit", "区公共资源交易分中心"),
            ("unknown-unit", "区公安局分局"),
        ]

    def test_findings_are_the_same_before_and_after_resolving(self, seed: Notice) -> None:
        """The printed names are judged, and they stay."""
        registry = UnitRegistry.standard("区")
        resolved = resolve_units(seed, registry)
        assert resolved != seed
        assert validate(resolved, rules=unit_rules.RULES, registry=registry) == validate(
            seed, rules=unit_rules.RULES, registry=registry
        )


def test_a_notice_without_units_gives_no_findings() -> None:
    assert lines(attrs.evolve(notice_of(), issued_on=None), REGISTRY) == []
