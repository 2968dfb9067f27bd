"""A rule that is stated once governs every statement that follows."""

from __future__ import annotations

import pytest
from views import outline, passage, rows

from policytasks.parsing.read import parse_notice
from policytasks.parsing.stated_rules import NO_RULES, StatedRules, find_rules

FIRST = StatedRules(first_leads=True)
FIRST_AND_SUPPORT = StatedRules(first_leads=True, others_support=True)
COMMA = StatedRules(comma_leads=True)
COMMA_AND_SUPPORT = StatedRules(comma_leads=True, comma_supports=True)
BOLD = StatedRules(bold_leads=True)

RULES = [
    ("列第一位者为牵头单位，下同", FIRST),
    ("列第一位的为牵头单位", FIRST),
    ("列首位的责任单位为牵头单位", FIRST),
    ("排在第一位的单位为牵头单位，其他为配合单位", FIRST_AND_SUPPORT),
    ("排名第一的为牵头单位，其余为协办单位", FIRST_AND_SUPPORT),
    ("排第一的为主办单位", FIRST),
    ("第一个单位为牵头单位", FIRST),
    ("各项任务第一责任单位为牵头单位", FIRST),
    ("逗号前面的为牵头单位", COMMA),
    ("分号前的为牵头单位，分号后的为配合单位", COMMA_AND_SUPPORT),
    ("逗号前为牵头单位，后面的为配合单位", COMMA_AND_SUPPORT),
    ("黑体字为牵头单位", BOLD),
    ("加粗的单位为牵头单位", BOLD),
    ("用黑体字标注的为牵头单位", BOLD),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rules"), RULES, ids=[f"rule-{number}" for number in range(len(RULES))])
def test_every_way_of_stating_a_rule_is_known(text: str, rules: StatedRules) -> None:
    """First listed, before the comma, in bold; with and without a word about the others."""
    found, _ = find_rules(passage(text))
    assert (
        StatedRules(
            first_leads=found.first_leads,
            others_support=found.others_support,
            comma_leads=found.comma_leads,
            comma_supports=found.comma_supports,
            bold_leads=found.bold_leads,
        )
        == rules
    )


@pytest.mark.parametrize(
    "text",
    ["市教育局为牵头单位", "各牵头单位要排出时间表", "首位度不断提升", "把学校建设放在第一位", "逗号前后的数字"],
    ids=["a lead", "leads in a sentence", "a word with first", "put first", "commas"],
)
def test_a_sentence_about_leads_is_no_rule(text: str) -> None:
    """A rule says which of the listed units leads."""
    assert find_rules(passage(text))[0] == NO_RULES


def test_a_rule_in_brackets_is_cut_with_its_brackets() -> None:
    """责任单位（列第一位的为牵头单位，下同） leaves 责任单位."""
    rules, rest = find_rules(passage("责任单位（列第一位的为牵头单位，下同）"))
    assert (rules.first_leads, rest.text) == (True, "责任单位")


def test_implied_units_are_named_by_the_rule() -> None:
    """以下各项均需各镇（街道）落实，不再逐项列出."""
    rules, _ = find_rules(passage("以下任务均需各镇（街道）、各社区落实，不再一一列出"))
    assert rules.implied is not None
    assert rules.implied.text == "各镇（街道）、各社区"


HEAD = "临江市人民政府办公室关于印发2021年民生任务分工的通知\n各区县政府，市政府各部门：\n"
TAIL = "\n临江市人民政府办公室\n2021年3月1日\n"


def _notice(rule: str, *items: str) -> str:
    return HEAD + f"现将任务分工印发给你们，请认真落实。{rule}" + TAIL + "一、改善民生\n" + "\n".join(items)


ITEMS = (
    "（一）建设学校。（责任单位：市教育局、市财政局、市住建局）",
    "（二）修建公园。（责任单位：市园林局）",
)


def test_the_first_listed_leads_and_others_keep_the_role_of_the_label() -> None:
    """Also a unit that stands alone."""
    assert rows(parse_notice(_notice("责任单位中列第一位的为牵头单位。", *ITEMS))) == [
        "建设学校。 ‖ 市教育局 牵头; 市财政局 责任; 市住建局 责任",
        "修建公园。 ‖ 市园林局 牵头",
    ]


def test_the_others_support_where_the_rule_says_so() -> None:
    """排在第一位的为牵头单位，其他为配合单位."""
    assert rows(parse_notice(_notice("排在第一位的为牵头单位，其他为配合单位。", *ITEMS))) == [
        "建设学校。 ‖ 市教育局 牵头; 市财政局 配合; 市住建局 配合",
        "修建公园。 ‖ 市园林局 牵头",
    ]


def test_a_rule_at_the_first_item_holds_for_the_items_below() -> None:
    """（责任单位：A、B，列第一位者为牵头单位，下同）."""
    text = _notice("", ITEMS[0].replace("住建局）", "住建局，列第一位者为牵头单位，下同）"), ITEMS[1])
    assert rows(parse_notice(text)) == [
        "建设学校。 ‖ 市教育局 牵头; 市财政局 责任; 市住建局 责任",
        "修建公园。 ‖ 市园林局 牵头",
    ]


def test_a_named_lead_overrules_the_rule() -> None:
    """牵头单位：… says who leads."""
    item = "（一）建设学校。（责任单位：市财政局；牵头单位：市教育局）"
    assert rows(parse_notice(_notice("列第一位的为牵头单位。", item, ITEMS[1])))[0] == (
        "建设学校。 ‖ 市财政局 责任; 市教育局 牵头"
    )


def test_units_before_the_comma_lead() -> None:
    """逗号前面的为牵头单位，后面的为配合单位."""
    items = ("（一）建设学校。（市教育局、市财政局，市住建局、各区县政府）", "（二）修建公园。（市园林局，市住建局）")
    assert rows(parse_notice(_notice("逗号前面的为牵头单位，后面的为配合单位。", *items))) == [
        "建设学校。 ‖ 市教育局 牵头; 市财政局 牵头; 市住建局 配合; 各区县政府 配合",
        "修建公园。 ‖ 市园林局 牵头; 市住建局 配合",
    ]


def test_a_lead_in_bold_cannot_be_told_from_plain_text() -> None:
    """The units keep the role of their label, and the doubt says why."""
    notice = parse_notice(_notice("黑体字为牵头单位。", *ITEMS))
    assert rows(notice) == [
        "建设学校。 ‖ 市教育局 责任; 市财政局 责任; 市住建局 责任",
        "修建公园。 ‖ 市园林局 责任",
    ]
    assert [doubt.code for doubt in notice.doubts] == ["undecidable-lead"]


def test_units_that_a_statement_implies_for_all_that_follows_are_kept_apart() -> None:
    """（责任单位：A；以下各项均需B落实，不再逐项列出）: B is known at this item and below, and is no responsibility of it."""
    first = ITEMS[0].replace("住建局）", "住建局；以下各项均需各区县政府落实，不再逐项列出）")
    notice = parse_notice(_notice("", first, ITEMS[1]))
    assert rows(notice) == [
        "建设学校。 ‖ 市教育局 责任; 市财政局 责任; 市住建局 责任",
        "修建公园。 ‖ 市园林局 责任",
    ]
    assert [[str(one) for one in requirement.implied] for requirement in notice.requirements] == [
        ["各区县政府（责任）"],
        ["各区县政府（责任）"],
    ]
    assert [doubt.code for doubt in notice.doubts] == ["implied-units"]


def test_units_that_every_item_implies_are_kept_apart() -> None:
    """They are no responsibilities, but known."""
    text = _notice("", *ITEMS).replace("一、改善民生", "一、改善民生\n以下任务均需各区县政府落实，不再一一列出。")
    notice = parse_notice(text)
    assert outline(notice) == [
        "一、 改善民生",
        " （一）",
        "  建设学校。 ‖ 市教育局 责任; 市财政局 责任; 市住建局 责任",
        " （二）",
        "  修建公园。 ‖ 市园林局 责任",
    ]
    assert [[str(one) for one in requirement.implied] for requirement in notice.requirements] == [
        ["各区县政府（责任）"],
        ["各区县政府（责任）"],
    ]
    assert [doubt.code for doubt in notice.doubts] == ["implied-units"]


SCHOOLS = "1.建小学。（市教育局、市财政局）\n2.建初中。（市住建局、市教育局）\n"
PLACES = {
    "in brackets below the title": f"（责任单位中，列第一位的为牵头单位）\n一、教育\n{SCHOOLS}",
    "in a note above": f"注：排第一位的为牵头单位，其他为责任单位。\n一、教育\n{SCHOOLS}",
    "in a note below": f"一、教育\n{SCHOOLS}备注：各项任务列第一位的责任单位为牵头单位。\n",
    "behind the first list": f"一、教育\n{SCHOOLS.replace('市财政局）', '市财政局。列第一位的为牵头单位，下同）')}",
    "in the heading of a column": (
        "序号\t工作任务\t责任单位（排第一的为牵头单位）\n1\t建小学。\t市教育局、市财政局\n2\t建初中。\t市住建局、市教育局\n"
    ),
}


@pytest.mark.parametrize("plan", PLACES.values(), ids=PLACES)
def test_a_rule_holds_wherever_it_is_stated(plan: str) -> None:
    """In the plan, in a note, at the first item, in a heading."""
    text = f"{HEAD}现将任务分工印发给你们。{TAIL}2021年民生任务分工\n{plan}"
    assert rows(parse_notice(text)) == [
        "建小学。 ‖ 市教育局 牵头; 市财政局 责任",
        "建初中。 ‖ 市住建局 牵头; 市教育局 责任",
    ]
