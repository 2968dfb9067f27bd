"""Nothing is lost: what no value holds is left over, whole and in printed order."""

from __future__ import annotations

import pytest

from policytasks.location import Location
from policytasks.parsing.read import parse_notice
from policytasks.sources.document import Document, Paragraph
from policytasks.sources.text import document_of
from policytasks.testing.assertions import assert_nothing_lost, assert_quotes

HEAD = (
    "临政办发〔2021〕12号\n临江市人民政府办公室关于印发任务分工的通知\n各区县政府，市政府各部门：\n现将任务分工印发给你们。\n"
    "附件：2021年任务分工\n临江市人民政府办公室\n2021年3月1日\n（此件公开发布）\n"
)
TASKS = "一、办好教育\n1.新建小学三所。（责任单位：市教育局）\n二、畅通道路\n2.打通断头路。（责任单位：市交通局，6月底前完成）\n"
END = "抄送：市委办公室。\n临江市人民政府办公室　2021年3月5日印发\n"


def left(text: str) -> list[str]:
    """The blocks that were not understood."""
    return [block.text for block in parse_notice(text).unparsed]


def test_nothing_is_left_of_a_notice_that_is_understood() -> None:
    """Head, body, annex, tasks and end."""
    assert left(HEAD + "附件\n2021年任务分工\n" + TASKS + END) == []


LEFT = {
    "introduction of the plan": (HEAD + "为办好民生实事，制定本分工。\n" + TASKS, ["为办好民生实事，制定本分工。"]),
    "introduction of a section": (
        HEAD + TASKS.replace("1.新建", "教育是民生之基，必须优先发展。\n1.新建"),
        ["教育是民生之基，必须优先发展。"],
    ),
    "closing paragraph": (
        HEAD + TASKS + "三、工作要求\n各单位要高度重视，加强协调，确保各项任务落到实处。\n",
        ["各单位要高度重视，加强协调，确保各项任务落到实处。"],
    ),
    "furniture of the page": (HEAD + TASKS + "扫一扫在手机打开当前页\n", ["扫一扫在手机打开当前页"]),
    "copies": (HEAD + TASKS + END + "（共印120份）\n", ["（共印120份）"]),
    "contact": (HEAD + TASKS + "联系人：王建设，联系电话：0537-1234567\n", ["联系人：王建设，联系电话：0537-1234567"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LEFT.values(), ids=LEFT)
def test_what_is_no_task_is_left_over(text: str, expected: list[str]) -> None:
    """Introductions, closing words, furniture."""
    assert left(text) == expected


def test_a_document_that_divides_no_work_is_left_over_whole() -> None:
    """News has no title of a notice and no tasks."""
    lines = ["我市召开教育工作会议", "3月1日，我市召开教育工作会议。", "会议强调，要办好人民满意的教育。"]
    assert left("\n".join(lines)) == lines


def test_blank_lines_and_rules_are_no_text() -> None:
    """They say nothing."""
    assert left(HEAD + "\n　　\n——————\n" + TASKS + "____________\n") == []


def test_furniture_of_the_source_is_left_over() -> None:
    """A page number belongs to the document."""
    body = [Paragraph(text=line, location=Location(line=at)) for at, line in enumerate(TASKS.split("\n"), 1) if line]
    page = Paragraph(text="— 3 —", location=Location(line=99))
    notice = parse_notice(Document(blocks=tuple(body), furniture=(page,)))
    assert [(block.text, block.location.line) for block in notice.unparsed] == [("— 3 —", 99)]


def test_a_long_clause_between_values_is_left_over() -> None:
    """What a statement says besides units and times."""
    text = "1.新建小学。（责任单位：市教育局；适用范围：全市城区范围内规划新建的居住小区配套学校）\n2.修路。（责任单位：市交通局）\n"
    (rest,) = left(text)
    assert "全市城区范围内规划新建的居住小区配套学校" in rest


WHOLE = {
    "notice": HEAD + "附件\n2021年任务分工\n" + TASKS + END + "（共印120份）\n",
    "tabs": HEAD + "序号\t工作任务\t责任单位\t备注\n1\t建学校。\t市教育局\t续建\n2\t修路。\t市交通局\t\n" + END,
    "cells": HEAD + "工作任务\n责任单位\n完成时限\n建学校。\n市教育局\n6月底前\n修路。\n市交通局\n年底前\n",
    "labels": HEAD
    + "1.建学校。\n牵头单位：市教育局\n分管领导：李明\n完成时限：6月底前\n2.修路。\n牵头单位：市交通局\n",
    "woven": "1.由市教育局负责，建学校。\n2.由市交通局负责，修路。\n3.由市园林局负责，种树。\n",
    "rules": "第一条 为加强管理，制定本办法。\n第二条 市教育局负责学校管理。\n第三条 本办法自发布之日起施行。\n",
    "several": "1.建学校（市教育局）。建操场（市体育局）。\n2.修路（市交通局）2.种树（市园林局）\n",
}


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_every_block_is_in_the_notice_or_left_over(text: str) -> None:
    """The law, on one notice of each shape."""
    document = document_of(text, file="notice.txt")
    assert_nothing_lost(document, parse_notice(document))


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_every_value_quotes_its_source(text: str) -> None:
    """Titles, numbers, texts, units, deadlines, remarks."""
    document = document_of(text, file="notice.txt")
    assert_quotes(document, parse_notice(document))


def test_what_only_a_doubt_speaks_of_is_left_over() -> None:
    """A doubt about a statement that came to nothing does not make its words part of the notice."""
    text = "牵头：一、一、一、（责任单位责任单位（责任单位：区财政局、区审计局）"
    notice = parse_notice(text)
    assert notice.doubts
    assert [block.text for block in notice.unparsed] == [text]
