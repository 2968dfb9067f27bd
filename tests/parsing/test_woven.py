"""Units that stand in the sentence itself count in documents that are written so, and stay in the text."""

from __future__ import annotations

import pytest
from views import outline, rows, units

from policytasks.parsing.read import parse_notice

CLAUSES = {
    "in charge and supports": (
        "由市教育局负责，市财政局配合，新建小学三所。",
        "市教育局 责任; 市财政局 配合",
    ),
    "leads": ("由市教育局牵头，新建小学三所。", "市教育局 牵头"),
    "several lead": ("市教育局、市住建局牵头，新建小学三所。", "市教育局 牵头; 市住建局 牵头"),
    "jointly with, by a comma": ("由市教育局牵头，会同市财政局新建小学三所。", "市教育局 牵头; 市财政局 配合"),
    "jointly with several": (
        "由市教育局牵头，会同市财政局、市住建局新建小学三所。",
        "市教育局 牵头; 市财政局 配合; 市住建局 配合",
    ),
    "jointly with": ("由市教育局会同市财政局，新建小学三所。", "市教育局 牵头; 市财政局 配合"),
    "jointly with, and an object": ("市教育局会同市财政局负责新建小学三所。", "市教育局 牵头; 市财政局 配合"),
    "in charge of an object": ("市教育局负责新建小学三所。", "市教育局 责任"),
    "by their duties": ("市教育局、市财政局按职责分工负责，新建小学三所。", "市教育局 责任; 市财政局 责任"),
}


@pytest.mark.parametrize(("sentence", "expected"), CLAUSES.values(), ids=CLAUSES)
def test_the_clauses_that_open_a_sentence_name_its_units(sentence: str, expected: str) -> None:
    """由A负责，B配合，做…; A会同B; A牵头，会同B…"""
    others = "2.由市交通局负责，打通断头路。\n3.由市住建局负责，修缮校舍。"
    assert rows(parse_notice(f"1.{sentence}\n{others}")) == [
        f"{sentence} ‖ {expected}",
        "由市交通局负责，打通断头路。 ‖ 市交通局 责任",
        "由市住建局负责，修缮校舍。 ‖ 市住建局 责任",
    ]


def test_a_later_sentence_may_name_further_units() -> None:
    """Each sentence opens anew; units behind the text of a sentence are part of it."""
    text = (
        "1.由市教育局负责，新建小学三所。由市财政局负责，筹集资金。\n"
        "2.由市交通局负责，打通断头路，方便市公安局疏导交通。\n"
        "3.由市住建局负责，修缮校舍。"
    )
    assert rows(parse_notice(text)) == [
        "由市教育局负责，新建小学三所。由市财政局负责，筹集资金。 ‖ 市教育局 责任; 市财政局 责任",
        "由市交通局负责，打通断头路，方便市公安局疏导交通。 ‖ 市交通局 责任",
        "由市住建局负责，修缮校舍。 ‖ 市住建局 责任",
    ]


def test_units_first_are_taken_from_the_text() -> None:
    """市教育局：扩大学位供给."""
    text = "1.市教育局：扩大学位供给，新建小学三所。\n2.市交通局、市公安局：打通断头路两条。\n3.市住建局：修缮校舍。"
    assert outline(parse_notice(text)) == [
        "-",
        " 1.",
        "  扩大学位供给，新建小学三所。 ‖ 市教育局 责任",
        " 2.",
        "  打通断头路两条。 ‖ 市交通局 责任; 市公安局 责任",
        " 3.",
        "  修缮校舍。 ‖ 市住建局 责任",
    ]


def test_headings_may_be_units_with_their_duties_below() -> None:
    """一、市教育局 — 1. …"""
    text = "一、市教育局\n1.新建小学三所。\n2.修缮校舍。\n二、市交通局、市公安局\n1.打通断头路两条。\n2.增设公交线路。"
    assert outline(parse_notice(text)) == [
        "一、 市教育局",
        " 1.",
        "  新建小学三所。 ‖ 市教育局 责任",
        " 2.",
        "  修缮校舍。 ‖ 市教育局 责任",
        "二、 市交通局、市公安局",
        " 1.",
        "  打通断头路两条。 ‖ 市交通局 责任; 市公安局 责任",
        " 2.",
        "  增设公交线路。 ‖ 市交通局 责任; 市公安局 责任",
    ]


NO_DIVISION = {
    "rules": "第一条 市教育局负责学校建设。\n第二条 市交通局负责道路建设。\n第三条 市住建局负责房屋建设。\n第四条 本办法自发布之日起施行。",
    "report": "1.市教育局建成小学三所，成效明显。\n2.道路更加畅通。\n3.校舍得到修缮。",
    "one unit now and then": "1.由市教育局负责，新建小学。\n2.道路更加畅通。\n3.校舍得到修缮。\n4.公园建成开放。",
    "exhortations": "1.各单位要加强领导。\n2.各单位要密切配合。\n3.各单位要抓好落实。",
    "two items": "1.由市教育局负责，新建小学。\n2.由市交通局负责，修建道路。",
}  # fmt: skip


@pytest.mark.parametrize("text", NO_DIVISION.values(), ids=NO_DIVISION)
def test_a_document_that_names_a_unit_now_and_then_divides_no_work(text: str) -> None:
    """Rules, reports and exhortations; most of three items at least must be written so."""
    assert parse_notice(text).sections == ()


def test_a_heading_that_says_work_is_divided_asks_for_two_items_only() -> None:
    """2021年任务分工方案 with two items."""
    text = "2021年民生任务分工方案\n1.由市教育局负责，新建小学。\n2.由市交通局负责，修建道路。"
    assert rows(parse_notice(text)) == [
        "由市教育局负责，新建小学。 ‖ 市教育局 责任",
        "由市交通局负责，修建道路。 ‖ 市交通局 责任",
    ]


def test_duties_that_begin_with_their_unit() -> None:
    """市发改委要会同有关部门…: units in front of 要, as long as they are named."""
    text = "秋粮收购工作分工\n一、市发改委要会同有关部门研判形势。\n二、市财政局要落实收购费用。\n三、市气象局、市应急局要做好灾害预警。\n"
    notice = parse_notice(text)
    assert [units(one) for one in notice.requirements] == [
        "市发改委 牵头; 有关部门 配合",
        "市财政局 责任",
        "市气象局 责任; 市应急局 责任",
    ]


def test_what_all_units_have_to_do_divides_no_work() -> None:
    """各单位要高度重视 names nobody."""
    text = "工作要求\n一、各单位要高度重视。\n二、各部门要加强配合。\n三、各乡镇要及时报送。\n"
    assert parse_notice(text).sections == ()
