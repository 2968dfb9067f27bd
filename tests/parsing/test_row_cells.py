"""The cells beside a requirement bind it; its own cell holds one requirement, or one for each bullet."""

from __future__ import annotations

import pytest
from views import passage, units

from policytasks.parsing.columns import Column, Head
from policytasks.parsing.grid import GridCell
from policytasks.parsing.row_cells import NUMBER_CELL, beside, drafts_of, extended
from policytasks.parsing.vocabulary import ColumnRole, column_role

Beside = tuple[str, list[str], list[str], list[tuple[str, str]]]


def cell(text: str, column: int = 0) -> GridCell:
    """One cell of the first row."""
    return GridCell(lines=tuple(passage(line) for line in text.split("\n")), row=0, column=column)


def around(**cells: str) -> tuple[list[tuple[int, GridCell]], Head]:
    """Cells by the heading of their column."""
    head = Head(start=0, end=1, columns=tuple(Column(role=column_role(word), heading=word) for word in cells))
    return [(at, cell(text, at)) for at, text in enumerate(cells.values())], head


def seen(**cells: str) -> Beside:
    """Units, times, persons and remarks that the cells give."""
    found = beside(*around(**cells))
    return (
        "; ".join(filter(None, (units(statement) for statement in found.statements))),
        [one.text for one in found.deadlines],
        [one.text for one in found.leaders],
        [(heading, one.text) for heading, one in found.remarks],
    )


BESIDE = {
    "units and time": (
        {"责任单位": "市教育局、市财政局", "完成时限": "6月底前"},
        ("市教育局 责任; 市财政局 责任", ["6月底前"], [], []),
    ),
    "time in the unit cell": ({"责任单位": "市教育局\n完成时限：6月底前"}, ("市教育局 责任", ["6月底前"], [], [])),
    "persons": (
        {"分管领导": "李 明\n王建设", "责任单位": "市教育局"},
        ("市教育局 责任", [], ["李明", "王建设"], []),
    ),
    "no person": ({"责任人": "/", "责任单位": "市教育局"}, ("市教育局 责任", [], [], [])),
    "person in the unit cell": ({"责任单位": "市教育局\n分管领导：李明"}, ("市教育局 责任", [], ["李明"], [])),
    "remarks": (
        {"责任单位": "市教育局", "备注": "续建", "完成情况": "推进中"},
        ("市教育局 责任", [], [], [("备注", "续建"), ("完成情况", "推进中")]),
    ),
    "time in a remark": (
        {"责任单位": "市教育局", "备注": "2021年6月底前"},
        ("市教育局 责任", ["2021年6月底前"], [], [("备注", "2021年6月底前")]),
    ),
    "time in a remark beside a time": (
        {"完成时限": "年底前", "备注": "2021年6月底前"},
        ("", ["年底前"], [], [("备注", "2021年6月底前")]),
    ),
    "unknown column": ({"责任单位": "市教育局", "备查代号": "甲-7"}, ("市教育局 责任", [], [], [("备查代号", "甲-7")])),
    "progress is no time": (
        {"责任单位": "市教育局", "进展情况": "6月底已完成"},
        ("市教育局 责任", [], [], [("进展情况", "6月底已完成")]),
    ),
}


@pytest.mark.parametrize(("cells", "expected"), BESIDE.values(), ids=BESIDE)
def test_each_cell_beside_a_requirement_says_its_part(cells: dict[str, str], expected: Beside) -> None:
    """Units, times, persons and remarks."""
    assert seen(**cells) == expected


def test_a_merged_cell_that_comes_twice_counts_once() -> None:
    """One cell over two columns of units."""
    (first, *_), head = around(牵头单位="市教育局", 责任单位="")
    merged = (1, first[1])
    assert [units(statement) for statement in beside([first, merged], head).statements] == ["市教育局 牵头"]


NOTHING, HEAD = around()
TEXTS = {
    "one sentence": ("新建小学三所。", [(None, "新建小学三所。")]),
    "numbered": ("3.新建小学三所。", [("3.", "新建小学三所。")]),
    "in brackets": ("（三）新建小学三所。", [("（三）", "新建小学三所。")]),
    "list": ("1.新建小学。\n2.改建初中。", [(None, "1.新建小学。\n2.改建初中。")]),
    "list on one line": ("1.新建小学；2.改建初中。", [(None, "1.新建小学；2.改建初中。")]),
    "list in brackets": ("（一）新建小学。\n（二）改建初中。", [(None, "（一）新建小学。\n（二）改建初中。")]),
    "spoken": ("一是新建小学。二是改建初中。", [(None, "一是新建小学。二是改建初中。")]),
    "bullets": ("△新建小学。\n△改建初中。", [(None, "新建小学。"), (None, "改建初中。")]),
    "bullet over lines": ("●新建小学\n三所。\n●改建初中。", [(None, "新建小学\n三所。"), (None, "改建初中。")]),
    "text before the bullets": ("办好教育：\n△新建小学。", [(None, "办好教育："), (None, "新建小学。")]),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS)
def test_a_cell_is_one_requirement_or_one_for_each_bullet(text: str, expected: list[tuple[str | None, str]]) -> None:
    """A list inside a cell stays whole; a number in front of a single requirement is its number."""
    assert [
        (str(draft.ordinal) if draft.ordinal else None, draft.text.text)
        for draft in drafts_of(cell(text), beside(NOTHING, HEAD))
    ] == expected


def test_a_statement_inside_the_cell_counts_where_no_cell_names_units() -> None:
    """（责任单位：市教育局） is cut from the text; beside a unit cell it stays."""
    text = "新建小学三所。（责任单位：市教育局）"
    (alone,) = drafts_of(cell(text), beside(NOTHING, HEAD))
    (beside_units,) = drafts_of(cell(text), beside(*around(责任单位="市住建局")))
    assert (alone.text.text, [units(one) for one in alone.statements]) == ("新建小学三所。", ["市教育局 责任"])
    assert (beside_units.text.text, [units(one) for one in beside_units.statements]) == (text, ["市住建局 责任"])


def test_a_further_row_adds_units_and_times_to_the_requirement_above() -> None:
    """Steps of one requirement on rows of their own."""
    (draft,) = drafts_of(cell("新建小学三所。"), beside(*around(责任单位="市教育局", 完成时限="6月底前")))
    more = extended(draft, beside(*around(责任单位="市住建局", 备注="续建")))
    assert [units(one) for one in more.statements] == ["市教育局 责任", "市住建局 责任"]
    assert [one.text for one in more.deadline_cells] == ["6月底前"]
    assert [(heading, one.text) for heading, one in more.remarks] == [("备注", "续建")]


@pytest.mark.parametrize(
    ("words", "is_number"),
    [("1", True), ("12.", True), ("(三)", True), ("十二、", True), ("一1", False), ("1项", False), ("", False)],
    ids=["figure", "dot", "brackets", "Chinese", "mixed", "count", "blank"],
)
def test_a_number_cell_holds_a_number_alone(words: str, is_number: bool) -> None:
    """In any script, with or without its mark."""
    assert (NUMBER_CELL.fullmatch(words) is not None) is is_number


def test_every_role_of_units_is_a_role_of_columns() -> None:
    """The four columns of units give lead, responsible and supporting."""
    cells = {"牵头单位": "市教育局", "主责单位": "市住建局", "责任单位": "市财政局", "配合单位": "市审计局"}
    assert seen(**cells)[0] == "市教育局 牵头; 市住建局 责任; 市财政局 责任; 市审计局 配合"
    assert column_role("主责单位") is ColumnRole.CHIEF
