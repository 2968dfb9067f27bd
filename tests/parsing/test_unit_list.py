"""Lists of units are cut where one name ends, and nowhere inside a name."""

from __future__ import annotations

import pytest
from views import names, passage

from policytasks.parsing.unit_list import may_be_unit, split_names, strip_remarks

SEPARATED = {
    "enumeration comma": ("区教育局、区财政局、区审计局", ["区教育局", "区财政局", "区审计局"]),
    "comma": ("区教育局，区财政局", ["区教育局", "区财政局"]),
    "ASCII comma": ("区教育局,区财政局", ["区教育局", "区财政局"]),
    "semicolon": ("区教育局；区财政局", ["区教育局", "区财政局"]),
    "final full stop": ("区教育局、区财政局。", ["区教育局", "区财政局"]),
    "final enumeration comma": ("区教育局、区财政局、", ["区教育局", "区财政局"]),
    "line ends": ("区教育局\n区财政局\n区审计局", ["区教育局", "区财政局", "区审计局"]),
    "line end behind a comma": ("区教育局、\n区财政局", ["区教育局", "区财政局"]),
    "blanks": ("区教育局 区财政局　区审计局", ["区教育局", "区财政局", "区审计局"]),
    "slash": ("区教育局/区财政局", ["区教育局", "区财政局"]),
    "nothing between": ("市教育局市财政局市审计局", ["市教育局", "市财政局", "市审计局"]),
    "and (he)": ("市委宣传部和市文化和旅游局", ["市委宣传部", "市文化和旅游局"]),
    "and (ji)": ("市住房城乡建设局及市城市管理局", ["市住房城乡建设局", "市城市管理局"]),
    "and (yu)": ("县教育局与县财政局", ["县教育局", "县财政局"]),
    "and (yiji)": ("县教育局以及县财政局", ["县教育局", "县财政局"]),
    "and before a collective": ("市教育局和各县（市、区）人民政府", ["市教育局", "各县（市、区）人民政府"]),
    "and before those concerned": ("市教育局及有关部门", ["市教育局", "有关部门"]),
    "traditional characters": ("市教育局、市財政局", ["市教育局", "市財政局"]),
}


@pytest.mark.parametrize(("text", "expected"), SEPARATED.values(), ids=SEPARATED)
def test_units_are_parted_at_every_mark_that_notices_use(text: str, expected: list[str]) -> None:
    """、 ， ； 和 及 与, blanks, line ends and nothing at all part names."""
    assert names(text) == expected


WHOLE = {
    "and in a bureau": "区发展和改革局",
    "and twice": "市人力资源和社会保障局",
    "and in a committee": "市水旱灾害防御及应急抢险委员会",
    "and in a centre": "县数据与政务服务中心",
    "and in brackets": "县自然资源和规划局（林业和草原局）",
    "comma in brackets": "市数据局（大数据中心、信息中心）",
    "remark that belongs to the name": "县规划和自然资源局(林业局)",
    "departments and units": "各部门、单位",
    "departments and units concerned": "市直有关部门、单位",
    "departments of a government": "区政府各部门、单位",
    "levels in brackets": "各县（市、区）人民政府",
    "levels parted by commas under one head": "各市、县、区政府",
    "townships and streets in brackets": "各镇（街道）",
    "management committee in brackets": "各县（市、区）政府（管委会）",
    "exception": "除市本级外各县区",
    "company": "临江城投集团",
    "and in the place of a bank": "人行永和县支行",
    "and in front of the place of a bank": "中国人民银行和平支行",
    "leading group": "市行政审批制度改革工作领导小组办公室",
    "members of a headquarters": "区防汛抗旱指挥部成员单位",
}


@pytest.mark.parametrize("name", WHOLE.values(), ids=WHOLE)
def test_a_name_that_holds_a_separator_stays_whole(name: str) -> None:
    """和, 及, 与 and 、 inside a name part nothing, and the name is kept as printed."""
    assert names(name) == [name]
    assert names(f"市教育局、{name}、市财政局") == ["市教育局", name, "市财政局"]


COLLECTIVES = {
    "two heads": ("各乡镇政府、街道办事处", ["各乡镇政府", "街道办事处"]),
    "governments and committee": ("各区县政府、高新区管委会", ["各区县政府", "高新区管委会"]),
    "named places": ("广州、深圳市政府", ["广州", "深圳市政府"]),
    "plural head behind a unit": ("市教育局、各有关部门、单位", ["市教育局", "各有关部门、单位"]),
    "collectives parted by and": ("各部门和各镇街", ["各部门", "各镇街"]),
    "elided level": ("省教育厅、财政厅、水利厅", ["省教育厅", "财政厅", "水利厅"]),
    "levels with a bracket in the head": ("各市、县（区）政府，市直各单位", ["各市、县（区）政府", "市直各单位"]),
}


@pytest.mark.parametrize(("text", "expected"), COLLECTIVES.values(), ids=COLLECTIVES)
def test_collectives_are_one_unit_for_each_head_noun(text: str, expected: list[str]) -> None:
    """各市、县、区政府 is one, 各乡镇政府、街道办事处 are two, places are split as printed."""
    assert names(text) == expected


OPEN = {
    "alone": ("市教育局、市财政局等", ["市教育局", "等 市财政局"]),
    "departments": ("市教育局、市财政局等部门", ["市教育局", "等 市财政局"]),
    "a number of departments": ("市教育局、市财政局等六部门", ["市教育局", "等 市财政局"]),
    "units concerned": ("市教育局等市有关单位", ["等 市教育局"]),
    "departments and units": ("市教育局等有关部门和单位", ["等 市教育局"]),
    "one more unit behind it": ("市教育局、市财政局等部门，各县区政府", ["市教育局", "等 市财政局", "各县区政府"]),
    "behind a comma": ("市教育局、市财政局、等", ["市教育局", "市财政局", "等 "]),
}


@pytest.mark.parametrize(("text", "expected"), OPEN.values(), ids=OPEN)
def test_an_open_list_is_marked_and_names_nobody_more(text: str, expected: list[str]) -> None:
    """等, 等部门 and 等有关单位 are no units, but say that others are meant."""
    assert names(text) == expected


@pytest.mark.parametrize(
    "name", ["平等镇人民政府", "市高等教育中心", "初等教育科"], ids=["equal town", "higher schools", "first schools"]
)
def test_the_word_for_others_inside_a_name_opens_no_list(name: str) -> None:
    """The character counts only behind a name."""
    assert names(name) == [name]


REMARKS = {
    "abbreviation": ("市城市管理局（以下简称市城管局）、市财政局", ["市城市管理局", "市财政局"]),
    "collective name": ("各镇、各街道（以下统称各镇街）", ["各镇", "各街道"]),
    "rule": ("市教育局（列第一位的为牵头单位，下同）、市财政局", ["市教育局", "市财政局"]),
    "square brackets": ("市教育局〔以下简称教育局〕", ["市教育局"]),
    "telephone": ("市教育局（联系电话：1234567）", ["市教育局"]),
}


@pytest.mark.parametrize(("text", "expected"), REMARKS.values(), ids=REMARKS)
def test_a_remark_in_brackets_is_cut_from_the_name(text: str, expected: list[str]) -> None:
    """Remarks speak of the list, not of the unit."""
    assert names(text) == expected


BROKEN = {
    "inside a name": ("区市场监\n督管理局、区财政局", ["区市场监\n督管理局", "区财政局"]),
    "inside a bracket": ("各县（市、\n区）政府、市教育局", ["各县（市、\n区）政府", "市教育局"]),
    "before the closing bracket": ("各县（市、区\n）政府", ["各县（市、区\n）政府"]),
}


@pytest.mark.parametrize(("text", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_name_broken_by_the_edge_of_its_cell_is_one_name(text: str, expected: list[str]) -> None:
    """A line end parts names only where both sides are names."""
    assert names(text) == expected


def test_a_bracket_that_never_closes_hides_nothing() -> None:
    """A page that lost a bracket still names all units."""
    assert names("市数据局（大数据中心、市财政局、市审计局") == ["市数据局（大数据中心", "市财政局", "市审计局"]


def test_each_name_knows_the_mark_before_it() -> None:
    """Rules such as 逗号前面的为牵头单位 need the marks."""
    found = split_names(passage("市教育局、市财政局，市审计局；市统计局和市税务局"))
    assert [(name.text, name.mark) for name in found] == [
        ("市教育局", ""),
        ("市财政局", "、"),
        ("市审计局", ","),
        ("市统计局", ";"),
        ("市税务局", "和"),
    ]


def test_each_name_knows_its_place() -> None:
    """The place quotes the name, and 各部门、单位 with the mark inside."""
    text = "市教育局、各部门、单位、市财政局"
    assert [text[name.passage.location.start : name.passage.location.end] for name in split_names(passage(text))] == [
        "市教育局",
        "各部门、单位",
        "市财政局",
    ]


def test_nothing_is_in_an_empty_list() -> None:
    """Blank cells and lone marks name nobody."""
    assert [names(text) for text in ("", "  ", "、", "，；。")] == [[], [], [], []]


def test_strip_remarks_leaves_brackets_that_belong_to_a_name() -> None:
    """Only brackets that open with a word of a remark go."""
    text = "县自然资源局（林业局）（以下简称县局）、县财政局"
    assert strip_remarks(passage(text)).text == "县自然资源局（林业局）、县财政局"


@pytest.mark.parametrize(
    ("name", "possible"),
    [("各镇街", True), ("交运局", True), ("综合科", True), ("加快建设", False), ("三条道路", False)],
    ids=["collective", "bureau", "office", "verb", "things"],
)
def test_may_be_unit_asks_for_an_ending_of_a_unit(name: str, possible: bool) -> None:
    """Weaker than a proof: the end of the name says what kind of body it is."""
    assert may_be_unit(name) is possible
