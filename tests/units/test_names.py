"""One spelling of a printed name, and its parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytasks.units.data import read_table
from policytasks.units.jurisdiction import Jurisdiction, Level, level_of, same_jurisdiction
from policytasks.units.names import normal_form, parse_name


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("各 镇（街道）", "镇(街道)"),
        ("区财政局等", "区财政局"),
        ("区财政局等部门", "区财政局"),
        ("【区财政局】", "(区财政局)"),
        ("区財政局、", "区财政局"),
        ("各县（市、区）政府", "县(市、区)政府"),
        ("各相关单位", "有关单位"),
        ("各市人民政府", "各市人民政府"),
        ("第一高等中学", "第一高等中学"),
        ("区政府各有关部门、单位", "区政府各有关部门、单位"),
    ],
)
def test_normal_form_takes_away_spelling_only(printed: str, normal: str) -> None:
    """What differs in more than spelling stays different: 各市人民政府 is not 市人民政府."""
    assert normal_form(printed) == normal


@given(st.text(alphabet="各市区县镇（）()、 \u3000等有关相部门单位教育局委办公室", max_size=12))
def test_normal_form_is_idempotent(name: str) -> None:
    """A normal form is its own normal form."""
    assert normal_form(normal_form(name)) == normal_form(name)


PARTS = [
    ("区发展和改革局", Level.COUNTY, (), "发展和改革局"),
    ("济宁市兖州区人民政府办公室", Level.COUNTY, ("济宁市", "兖州区"), "人民政府办公室"),
    ("山东省济宁市财政局", Level.CITY, ("济宁市",), "财政局"),
    ("市市场监管局", Level.CITY, (), "市场监管局"),
    ("市场监管局", None, (), "市场监管局"),
    ("济宁市市场监督管理局", Level.CITY, ("济宁市",), "市场监督管理局"),
    ("市政府", Level.CITY, (), "政府"),
    ("市政管理局", None, (), "市政管理局"),
    ("市政务服务局", Level.CITY, (), "政务服务局"),
    ("市民政局", Level.CITY, (), "民政局"),
    ("市中区教育局", Level.COUNTY, ("市中区",), "教育局"),
    ("城市管理局", None, (), "城市管理局"),
    ("盐城市教育局", Level.CITY, ("盐城市",), "教育局"),
    ("房山区教委", Level.COUNTY, ("房山区",), "教委"),
    ("任城区教育局", Level.COUNTY, ("任城区",), "教育局"),
    ("荆州市沙市区财政局", Level.COUNTY, ("荆州市", "沙市区"), "财政局"),
    ("津市市教育局", Level.CITY, ("津市市",), "教育局"),
    ("济宁市区域合作办", Level.CITY, ("济宁市",), "区域合作办"),
    ("棚户区改造办公室", None, (), "棚户区改造办公室"),
    ("州发改委", Level.CITY, (), "发改委"),
    ("自治区发展改革委", Level.PROVINCE, (), "发展改革委"),
    ("北京市教委", Level.PROVINCE, ("北京市",), "教委"),
    ("恩施州教育局", Level.CITY, ("恩施州",), "教育局"),
    ("资中县人民法院", Level.COUNTY, ("资中县",), "人民法院"),
    ("太和县财政局", Level.COUNTY, ("太和县",), "财政局"),
    ("颜店镇人民政府", Level.TOWNSHIP, ("颜店镇",), "政府"),
    ("余杭区人民政府良渚街道办事处", Level.TOWNSHIP, ("余杭区", "良渚街道"), "政府"),
    ("黄埔区", Level.COUNTY, ("黄埔区",), "政府"),
    ("高新区管委会", None, (), "高新区管委会"),
    ("浦东新区教育局", Level.COUNTY, ("浦东新区",), "教育局"),
    ("国家发展改革委", Level.NATIONAL, (), "发展改革委"),
    ("国务院办公厅", Level.NATIONAL, (), "政府办公厅"),
    ("国家税务总局济宁市兖州区税务局", Level.COUNTY, ("济宁市", "兖州区"), "税务局"),
    ("济宁市生态环境局兖州区分局", Level.COUNTY, ("济宁市", "兖州区"), "生态环境分局"),
    ("中国人民银行长沙中心支行", None, ("长沙",), "人行"),
    ("荆州供电公司", None, ("荆州",), "供电公司"),
    ("湖南银保监局", None, ("湖南",), "银保监局"),
    ("中共济宁市委组织部", Level.CITY, ("济宁市",), "委组织部"),
    ("中国共产党济宁市委员会组织部", Level.CITY, ("济宁市",), "委组织部"),
    ("共青团兖州区委", Level.COUNTY, ("兖州区",), "团委"),
    ("团市委", Level.CITY, (), "团委"),
    ("民盟济宁市委", Level.CITY, ("济宁市",), "民盟"),
    ("市委市政府督查室", Level.CITY, (), "督查室"),
]


@pytest.mark.parametrize(("name", "level", "places", "body"), PARTS)
def test_a_name_is_cut_into_jurisdiction_and_body(
    name: str, level: Level | None, places: tuple[str, ...], body: str
) -> None:
    """Level words, places and national heads go to the jurisdiction; the rest is the body."""
    parts = parse_name(name)
    assert (parts.jurisdiction, parts.body) == (Jurisdiction(level=level, places=places), body)


def test_stem_and_ending_make_the_body() -> None:
    """The field of work stands before the ending."""
    parts = parse_name("县人力资源和社会保障局")
    assert (parts.stem, parts.ending) == ("人力资源和社会保障", "局")


@pytest.mark.parametrize(
    ("name", "plates", "nested"),
    [
        ("市政府办公室（市大数据局）", ("市大数据局",), ("市大数据局",)),
        ("市委宣传部（市新闻办）", ("市新闻办",), ("市新闻办",)),
        ("县住建局(县人防办)", ("县人防办",), ("县人防办",)),
        ("市农业农村局（畜牧兽医局、乡村振兴局）", ("畜牧兽医局", "乡村振兴局"), ("畜牧兽医局、乡村振兴局",)),
        ("市公安局（交警支队）", (), ("交警支队",)),
        ("市教育局（招生办）", (), ("招生办",)),
        ("市住建局（负责城区）", (), ("负责城区",)),
        ("区财政局", (), ()),
    ],
)
def test_plates_are_told_from_remarks(name: str, plates: tuple[str, ...], nested: tuple[str, ...]) -> None:
    """A bracket that is a unit's name by itself is a plate; an office inside or a remark is none."""
    parts = parse_name(name)
    assert (parts.plates, parts.nested) == (plates, nested)


def test_collectives_are_not_taken_apart() -> None:
    """A name that stands for many units has no jurisdiction of its own."""
    parts = parse_name("各县（市、区）人民政府")
    assert (parts.jurisdiction, parts.body) == (Jurisdiction(), "县(市、区)人民政府")


@given(st.text(max_size=30))
def test_any_text_can_be_parsed(text: str) -> None:
    """Content never raises, whatever was printed."""
    parts = parse_name(text)
    assert parts.stem + parts.ending == parts.body


@pytest.mark.parametrize(
    "text", ["各" * 50_000, "等" * 50_000, "市委" * 25_000, "(" * 50_000, "、" * 50_000, "区市" * 25_000]
)
def test_a_hostile_cell_loses_nothing(text: str) -> None:
    """A text that is far too long for a name is still taken apart without a loss."""
    parts = parse_name(text)
    assert parts.stem + parts.ending == parts.body


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("市教育局", "教育局", True),
        ("市教育局", "济宁市教育局", True),
        ("区教育局", "济宁市兖州区教育局", True),
        ("市教育局", "区教育局", False),
        ("兖州区教育局", "任城区教育局", False),
        ("济宁市市中区教育局", "枣庄市市中区教育局", False),
        ("市教委", "北京市教委", True),
        ("区教委", "北京市教委", False),
        ("杭州公积金中心", "杭州市公积金中心", True),
        ("吉林省财政厅", "吉林市财政局", False),
    ],
)
def test_what_is_elided_is_unknown_and_not_different(a: str, b: str, same: bool) -> None:
    """Two names may be of one place when nothing that both say differs."""
    assert (same_jurisdiction(a, b), same_jurisdiction(b, a)) == (same, same)


def test_level_of_a_name() -> None:
    """The level is said by the place, the level word, or a form of office that only one level has."""
    names = ("财政部", "省财政厅", "财政厅", "市财政局", "兖州区财政局", "颜店镇", "税务局")
    assert [level_of(name) for name in names] == [
        Level.NATIONAL,
        Level.PROVINCE,
        Level.PROVINCE,
        Level.CITY,
        Level.COUNTY,
        Level.TOWNSHIP,
        None,
    ]
    assert str(Level.COUNTY) == "县"


def test_the_table_of_places_is_sound() -> None:
    """No name and no short form stands twice."""
    rows = read_table("places")
    shorts = [short for _, short, _ in rows if short]
    assert len({name for name, _, _ in rows}) == len(rows)
    assert sorted(shorts) == sorted(set(shorts))
