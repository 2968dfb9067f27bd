"""Numbered lines stand below one another by their schemes, each with the statements of its own text."""

from __future__ import annotations

import pytest
from views import LINE, passage, units

from policytasks.parsing.headings import accepted_headings, run_in
from policytasks.parsing.lines import Line, flatten
from policytasks.parsing.tree import Node, build_tree, with_number
from policytasks.sources.document import Document, Paragraph
from policytasks.sources.text import document_of


def tree(*lines: str) -> Node:
    """The tree of some lines."""
    return build_tree(
        [Line(passage=passage(line), raw=passage(line), paragraph=Paragraph(text=line)) for line in lines]
    )


def shape(node: Node) -> list[str]:
    """Each item on a line, indented by its depth: number, text, units."""
    found: list[str] = []

    def walk(item: Node, depth: int) -> None:
        if item.mark is not None or item.text:
            number = str(item.mark.ordinal) if item.mark is not None else "root"
            own = "".join(f" [{units(one.statement)}]" for one in item.found)
            found.append("  " * depth + f"{number} {item.text.text}{own}")
        for child in item.children:
            walk(child, depth + (item.mark is not None))

    walk(node, 0)
    return found


def test_a_deeper_scheme_stands_below() -> None:
    """第一部分 > 一、 > （一） > 1. > （1） > ①."""
    lines = ["第一部分 民生", "一、教育", "（一）学位", "1.小学", "（1）选址", "①踏勘", "二、道路"]
    assert shape(tree(*lines)) == [
        "第一部分 民生",
        "  一、 教育",
        "    （一） 学位",
        "      1. 小学",
        "        （1） 选址",
        "          ① 踏勘",
        "  二、 道路",
    ]


def test_a_level_may_be_skipped() -> None:
    """1. right below 一、, and back."""
    assert shape(tree("一、教育", "1.小学", "2.初中", "二、道路", "（一）大修")) == [
        "一、 教育",
        "  1. 小学",
        "  2. 初中",
        "二、 道路",
        "  （一） 大修",
    ]


def test_lines_without_a_number_go_on_with_the_item_above() -> None:
    """Before the first number they belong to the root; spoken numbers are no numbers."""
    assert shape(tree("总则。", "一、教育", "办好教育。", "一是建学校。", "1.小学")) == [
        "root 总则。",
        "一、 教育\n办好教育。\n一是建学校。",
        "  1. 小学",
    ]


def test_each_item_has_the_statements_of_its_own_text() -> None:
    """Not those of the items below it."""
    assert shape(tree("一、教育（责任单位：市教育局）", "1.建学校。（市住建局牵头）", "2.修道路。")) == [
        "一、 教育（责任单位：市教育局） [市教育局 责任]",
        "  1. 建学校。（市住建局牵头） [市住建局 牵头]",
        "  2. 修道路。",
    ]


def test_items_on_one_line_are_items() -> None:
    """1.…（甲）2.…（乙）."""
    assert shape(tree("一、教育", "1.建学校。（市教育局）2.修道路。（市交通局）")) == [
        "一、 教育",
        "  1. 建学校。（市教育局） [市教育局 责任]",
        "  2. 修道路。（市交通局） [市交通局 责任]",
    ]


def test_a_closing_bracket_is_taken_for_units_where_its_siblings_close_with_units() -> None:
    """（城建集团、水投） proves nothing alone."""
    siblings = ["1.建学校。（市教育局）", "2.修道路。（市交通局）", "3.种树木。（市园林局）"]
    assert shape(tree(*siblings, "4.清河道。（临江水务所）"))[-1] == "4. 清河道。（临江水务所） [临江水务所 责任]"
    assert shape(tree("1.建学校。（东校区）", "2.修道路。（三环内）"))[-1] == "2. 修道路。（三环内）"


def test_a_statement_behind_the_last_sub_item_is_lifted_to_its_item() -> None:
    """Where item after item is written so; the sub-items become its text."""
    lines = ["1.教育", "（1）建小学。", "（2）建初中。（市教育局）", "2.道路", "（1）大修。", "（2）养护。（市交通局）"]
    assert shape(tree(*lines)) == [
        "1. 教育\n（1）建小学。\n（2）建初中。（市教育局） [市教育局 责任]",
        "2. 道路\n（1）大修。\n（2）养护。（市交通局） [市交通局 责任]",
    ]


def test_a_tree_bears_work_when_a_statement_names_units() -> None:
    """Anywhere in it."""
    assert tree("一、教育", "1.建学校。（市教育局）").bears
    assert not tree("一、教育", "1.建学校。").bears
    assert not tree().bears


def test_an_item_prints_with_its_number() -> None:
    """As it stood."""
    (node,) = tree("（十六）健全机制").children
    assert with_number(node).text == "（十六）健全机制"


RUN_IN = {
    "full stop": ("扩大学位供给。新建小学三所，改建初中两所。", "扩大学位供给。"),
    "colon": ("扩大学位供给：新建小学三所，改建初中两所。", "扩大学位供给："),
    "blanks": ("扩大学位供给　　新建小学三所，改建初中两所。", "扩大学位供给"),
    "figure": ("新建小学30所。覆盖全部城区，方便学生就近入学。", None),
    "too long": ("扩大" * 20 + "。新建小学三所。", None),
    "nothing follows": ("扩大学位供给。", None),
    "short text": ("扩大学位供给。建校。", None),
    "colon in brackets": ("深化改革（试点单位：市第一中学、市实验小学）。", None),
    "two commas": ("扩大学位，提升质量，缩小差距。新建小学三所，改建初中两所。", None),
}


@pytest.mark.parametrize(("text", "title"), RUN_IN.values(), ids=RUN_IN)
def test_a_run_in_heading_is_short_and_something_longer_follows(text: str, title: str | None) -> None:
    """短标题。正文"""
    found = run_in(passage(text))
    assert (None if found is None else found.title.text) == title


def test_run_in_headings_count_only_where_most_items_have_one() -> None:
    """One sentence that happens to be short is none."""
    with_heading = "扩大学位供给。新建小学三所，改建初中两所。"
    without = "新建小学30所，改建初中20所，覆盖全部城区，方便学生就近入学。"
    lines = list(flatten(document_of("\n".join([with_heading, with_heading, without]))))
    rare = list(flatten(document_of("\n".join([with_heading, *[without] * 9]))))
    usual = accepted_headings([(line.passage, len(line.passage)) for line in lines if isinstance(line, Line)])
    none = accepted_headings([(line.passage, len(line.passage)) for line in rare if isinstance(line, Line)])
    assert (usual.usual, len(usual), none.usual, len(none)) == (True, 2, False, 0)


def test_flatten_parts_a_paragraph_at_its_line_breaks() -> None:
    """Each line knows its place in the paragraph."""
    paragraph = Paragraph(text=" 建学校。\n修道路。 ", location=LINE)
    lines = [line for line in flatten(Document(blocks=(paragraph,))) if isinstance(line, Line)]
    assert [(line.passage.text, line.raw.text, line.passage.location.start) for line in lines] == [
        ("建学校。", " 建学校。", 1),
        ("修道路。", "修道路。 ", 6),
    ]
