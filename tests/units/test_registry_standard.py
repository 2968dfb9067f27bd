"""The standard registry knows the departments of each level and what the reforms made of them."""

from __future__ import annotations

from datetime import date

import pytest

from policytasks.errors import RegistryError
from policytasks.units.data import read_table
from policytasks.units.registry import UnitRegistry


def find(prefix: str, name: str, day: date) -> str | None:
    unit = UnitRegistry.standard(prefix).find(name, on=day)
    return unit and unit.name


@pytest.mark.parametrize(
    ("prefix", "name"),
    [
        ("省", "省发展和改革委员会"),
        ("省", "省教育厅"),
        ("市", "市发展和改革委员会"),
        ("市", "市教育局"),
        ("区", "区发展和改革局"),
        ("兖州区", "兖州区委组织部"),
        ("济宁市", "国家税务总局济宁市税务局"),
        ("自治区", "自治区教育厅"),
        ("甲县", "甲县人民法院"),
    ],
)
def test_each_level_has_its_own_names(prefix: str, name: str) -> None:
    assert find(prefix, name, date(2021, 7, 29)) == name


REFORMS = [
    ("区环境保护局", "区生态环境分局", "深化党和国家机构改革方案"),
    ("区国土资源局", "区自然资源和规划局", "深化党和国家机构改革方案"),
    ("区规划局", "区自然资源和规划局", "深化党和国家机构改革方案"),
    ("区旅游局", "区文化和旅游局", "深化党和国家机构改革方案"),
    ("区卫生和计划生育局", "区卫生健康局", "深化党和国家机构改革方案"),
    ("区安全生产监督管理局", "区应急管理局", "深化党和国家机构改革方案"),
    ("区农业局", "区农业农村局", "深化党和国家机构改革方案"),
    ("区工商行政管理局", "区市场监督管理局", "深化党和国家机构改革方案"),
    ("区质量技术监督局", "区市场监督管理局", "深化党和国家机构改革方案"),
    ("区食品药品监督管理局", "区市场监督管理局", "深化党和国家机构改革方案"),
    ("区人民政府法制办公室", "区司法局", "深化党和国家机构改革方案"),
    ("区国家税务局", "区税务局", "国税地税征管体制改革方案"),
    ("区地方税务局", "区税务局", "国税地税征管体制改革方案"),
    ("区大数据管理局", "区数据局", "党和国家机构改革方案"),
    ("区地方金融监督管理局", "区地方金融管理局", "党和国家机构改革方案"),
    ("区乡村振兴局", "区农业农村局", "党和国家机构改革方案"),
]


@pytest.mark.parametrize(("old", "new", "document"), REFORMS)
def test_an_old_department_leads_to_its_successor_and_to_the_document(old: str, new: str, document: str) -> None:
    registry = UnitRegistry.standard("区")
    assert [unit.name for unit in registry.successors(old, on=date(2025, 6, 1))] == [new]
    assert document in registry.history(old)[-1].document


def test_the_poverty_office_became_the_rural_revitalisation_bureau_in_2021() -> None:
    registry = UnitRegistry.standard("区")
    assert [unit.name for unit in registry.successors("区扶贫办", on=date(2021, 7, 29))] == ["区乡村振兴局"]
    assert [unit.name for unit in registry.successors("区扶贫办", on=date(2025, 6, 1))] == ["区农业农村局"]
    assert str(registry.history("区扶贫办")[0]).startswith("2021-02-25 更名：区扶贫开发办公室 → 区乡村振兴局")


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("区退役军人事务局", date(2018, 3, 21)),
        ("区医疗保障局", date(2018, 3, 21)),
        ("区委社会工作部", date(2023, 3, 16)),
    ],
)
def test_new_departments_have_a_first_day(name: str, first: date) -> None:
    registry = UnitRegistry.standard("区")
    assert registry.find(name, on=first) is not None
    assert registry.find(name, on=date(first.year, first.month, first.day - 1)) is None


def test_while_the_places_carry_out_a_reform_both_names_are_good() -> None:
    """The plan of March 2018 gave the places until the end of March 2019."""
    day = date(2018, 12, 1)
    assert find("区", "区环境保护局", day) == "区环境保护局"
    assert find("区", "区生态环境分局", day) == "区生态环境分局"
    assert find("区", "区环境保护局", date(2019, 4, 1)) is None


def test_a_place_may_say_on_which_day_it_carried_a_reform_out() -> None:
    registry = UnitRegistry.standard("区", reformed={2018: date(2019, 1, 15)})
    days = (date(2019, 1, 14), date(2019, 1, 15))
    assert [bool(registry.find("区环境保护局", on=day)) for day in days] == [True, False]
    assert [bool(registry.find("区生态环境分局", on=day)) for day in days] == [False, True]


def test_the_departments_of_one_day_have_no_history() -> None:
    registry = UnitRegistry.standard("区", on=date(2025, 6, 1))
    assert registry.successions == ()
    assert {(record.valid_from, record.valid_to) for record in registry.records} == {(None, None)}
    assert registry.find("区数据局") is not None
    assert registry.find("区环境保护局") is None


def test_whoever_ends_at_any_level_was_ended_by_an_event() -> None:
    """No department has a last day that no document explains."""
    for prefix in ("省", "市", "区"):
        registry = UnitRegistry.standard(prefix)
        ended = {name for event in registry.successions for name in event.ended}
        assert {record.name for record in registry.records if record.valid_to is not None} == ended


def test_every_event_names_known_bodies_and_a_known_reform() -> None:
    bodies = {key for key, *_ in read_table("standard_bodies")}
    reforms = {key for key, *_ in read_table("standard_reforms")}
    for reform, _, before, after, _ in read_table("standard_events"):
        assert reform in reforms
        assert {*before.split(), *after.split()} <= bodies


def test_a_prefix_without_a_level_is_refused() -> None:
    with pytest.raises(RegistryError, match="a place without a level; found '兖州'"):
        UnitRegistry.standard("兖州")


def test_a_year_without_a_reform_is_refused() -> None:
    with pytest.raises(RegistryError, match="no reform of this year; found 2020; expected 2017, 2018, 2021, 2023"):
        UnitRegistry.standard("区", reformed={2020: date(2020, 1, 1)})
