"""Numbers that open an item are told from numbers in sentences, and items on one line are parted."""

from __future__ import annotations

import pytest
from views import passage

from policytasks.parsing.numbering import Scheme, leading_mark, split_run_on

MARKS = [
    ("一、加强领导", Scheme.CHINESE, 1, "加强领导"),
    ("一、 加强领导", Scheme.CHINESE, 1, "加强领导"),
    ("十二、加强领导", Scheme.CHINESE, 12, "加强领导"),
    ("二.加强领导", Scheme.CHINESE, 2, "加强领导"),
    ("三，加强领导", Scheme.CHINESE, 3, "加强领导"),
    ("（一）健全机制", Scheme.CHINESE_BRACKETS, 1, "健全机制"),
    ("(十六)健全机制", Scheme.CHINESE_BRACKETS, 16, "健全机制"),
    ("（ 二 ）健全机制", Scheme.CHINESE_BRACKETS, 2, "健全机制"),
    ("（三）、健全机制", Scheme.CHINESE_BRACKETS, 3, "健全机制"),
    ("四）健全机制", Scheme.CHINESE_BRACKETS, 4, "健全机制"),
    ("（五、健全机制", Scheme.CHINESE_BRACKETS, 5, "健全机制"),
    ("㈡健全机制", Scheme.CHINESE_BRACKETS, 2, "健全机制"),
    ("1.开展普查", Scheme.ARABIC, 1, "开展普查"),
    ("1. 开展普查", Scheme.ARABIC, 1, "开展普查"),
    ("12、开展普查", Scheme.ARABIC, 12, "开展普查"),
    ("３．开展普查", Scheme.ARABIC, 3, "开展普查"),
    ("4，开展普查", Scheme.ARABIC, 4, "开展普查"),
    ("⒌开展普查", Scheme.ARABIC, 5, "开展普查"),
    ("6.2021年6月底前开展普查", Scheme.ARABIC, 6, "2021年6月底前开展普查"),
    ("7.10月底前开展普查", Scheme.ARABIC, 7, "10月底前开展普查"),
    ("1.2开展普查", Scheme.ARABIC_NESTED, 1, "开展普查"),
    ("（1）开展普查", Scheme.ARABIC_BRACKETS, 1, "开展普查"),
    ("(12)开展普查", Scheme.ARABIC_BRACKETS, 12, "开展普查"),
    ("3)开展普查", Scheme.ARABIC_BRACKETS, 3, "开展普查"),
    ("⑷开展普查", Scheme.ARABIC_BRACKETS, 4, "开展普查"),
    ("①开展普查", Scheme.CIRCLED, 1, "开展普查"),
    ("⑳开展普查", Scheme.CIRCLED, 20, "开展普查"),
    ("一是开展普查", Scheme.SPOKEN, 1, "开展普查"),
    ("第一部分 总体要求", Scheme.PART, 1, "总体要求"),
    ("第三章　监督管理", Scheme.PART, 3, "监督管理"),
    ("第二节 保障措施", Scheme.SUBPART, 2, "保障措施"),
    ("第十条　本办法自发布之日起施行。", Scheme.ARTICLE, 10, "本办法自发布之日起施行。"),
]


@pytest.mark.parametrize(
    ("line", "scheme", "value", "text"), MARKS, ids=[f"{mark[1].name.lower()}-{n}" for n, mark in enumerate(MARKS)]
)
def test_a_number_of_every_scheme_opens_an_item(line: str, scheme: Scheme, value: int, text: str) -> None:
    """一、（一）1. 1、（1）① 第一条 一是, in both widths, with blanks and with common typos."""
    mark = leading_mark(passage(line))
    assert mark is not None
    got = (mark.scheme, mark.ordinal.value, line[mark.end :])
    if scheme is Scheme.ARABIC_NESTED:
        got = (got[0], 1, got[2])  # 1.2 is one number of two steps
    assert got == (scheme, value, text)


NO_MARKS = {
    "decimal": "3.5%的企业完成改造",
    "decimal broken by a blank": "3. 3%的企业完成改造",
    "decimal of a sum": "1.5亿元用于补助",
    "month": "2021.8启动建设",
    "year": "2021年启动建设",
    "day": "6月底前启动建设",
    "count": "12个镇街启动建设",
    "word with a numeral": "一体化平台上线运行",
    "one more": "一批项目开工",
    "ten thousand": "万人助企活动",
    "three lines": "三条道路建成",
    "percentage points": "2. 1个百分点",
    "document number": "〔2021〕20号文件",
    "remark in brackets": "（含人才公寓）",
    "first": "第一时间处置",
}


@pytest.mark.parametrize("line", NO_MARKS.values(), ids=NO_MARKS)
def test_a_number_in_a_sentence_opens_nothing(line: str) -> None:
    """3.5%, 2021.8 and 12个 are figures."""
    assert leading_mark(passage(line)) is None


def test_the_ordinal_quotes_its_place() -> None:
    """The number is kept as printed, without the blanks behind it."""
    mark = leading_mark(passage("（十六） 健全机制"))
    assert mark is not None
    assert (str(mark.ordinal), mark.ordinal.location.start, mark.ordinal.location.end) == ("（十六）", 0, 4)


def _pieces(line: str, *, force: bool = False) -> list[str]:
    return [piece.text for piece in split_run_on(passage(line), force=force)]


RUN_ON = {
    "behind statements": (
        "1.建学校（市教育局）2.修道路（市交通局）3.种树木（市林业局）",
        ["1.建学校（市教育局）", "2.修道路（市交通局）", "3.种树木（市林业局）"],
    ),
    "behind label lines": (
        "1、建学校。责任单位：市教育局 2、修道路。责任单位：市交通局",
        ["1、建学校。责任单位：市教育局", "2、修道路。责任单位：市交通局"],
    ),
    "a new level below": (
        "一、改善民生（一）建学校（市教育局）（二）修道路（市交通局）",
        ["一、改善民生", "（一）建学校（市教育局）", "（二）修道路（市交通局）"],
    ),
    "back to the level above": (
        "（一）建学校（市教育局）（二）修道路（市交通局）二、绿化城市（一）种树木（市林业局）",
        ["（一）建学校（市教育局）", "（二）修道路（市交通局）", "二、绿化城市", "（一）种树木（市林业局）"],
    ),
}


@pytest.mark.parametrize(("line", "pieces"), RUN_ON.values(), ids=RUN_ON)
def test_items_on_one_line_are_cut_behind_a_statement(line: str, pieces: list[str]) -> None:
    """Only numbers that the sequence expects cut."""
    assert _pieces(line) == pieces


WHOLE = {
    "list inside an item": "完成三项任务：1.建学校；2.修道路；3.种树木（市林业局负责）",
    "figures": "力争达到3.5%，其中1.2%来自新增企业（市工信局负责）",
    "number out of sequence": "（一）建学校（市教育局）落实第5、6项要求（市财政局）",
    "word with a numeral": "1.建学校（市教育局、市统一、规范办）",
    "one item": "1.建学校（市教育局）",
}


@pytest.mark.parametrize("line", WHOLE.values(), ids=WHOLE)
def test_numbers_that_no_sequence_expects_cut_nothing(line: str) -> None:
    """A list inside a requirement, a figure or a reference stays in its item."""
    assert _pieces(line) == [line]


def test_force_cuts_at_every_expected_number() -> None:
    """A page that lost its line ends is cut even where no statement stands before the number."""
    line = "一、总体要求。坚持为民。二、主要任务。1.建学校。2.修道路。三、保障措施。"
    assert _pieces(line, force=True) == [
        "一、总体要求。坚持为民。",
        "二、主要任务。",
        "1.建学校。",
        "2.修道路。",
        "三、保障措施。",
    ]
    assert _pieces(line) == [line]


def test_pieces_keep_their_places() -> None:
    """Each piece quotes its part of the line."""
    line = "1.建学校（市教育局） 2.修道路（市交通局）"
    places = [piece.location for piece in split_run_on(passage(line))]
    assert [line[place.start : place.end] for place in places] == ["1.建学校（市教育局）", "2.修道路（市交通局）"]
