"""Documents that name units and times without dividing work have no sections, and keep all their text."""

from __future__ import annotations

import pytest

from policytasks.parsing.read import parse_notice
from policytasks.sources.text import document_of
from policytasks.testing.assertions import assert_nothing_lost

SIGNED = "临江市人民政府办公室\n2021年3月1日\n"
TO = "各区县政府，市政府各部门：\n"

DOCUMENTS = {
    "letter without its annex": f"关于印发2021年民生任务分工的通知\n{TO}现将任务分工印发给你们，请认真落实。\n{SIGNED}",
    "interpretation": (
        "《临江市2021年民生任务分工》政策解读\n一、起草背景\n为办好民生实事，市政府办公室起草了本方案。\n二、主要内容\n"
        "（一）办好教育。新建小学三所（市教育局负责）。\n（二）畅通道路。打通断头路（市交通局牵头）。\n"
    ),
    "rules": (
        "临江市停车管理办法\n第一条 为加强停车管理，制定本办法。\n第二条 市公安局负责停车秩序管理，市城管局负责停车场建设。\n"
        "第三条 市发展改革委牵头制定收费标准，市市场监管局配合。\n第四条 本办法自2021年5月1日起施行。\n"
    ),
    "rules with chapters": (
        "第一章 总则\n第一条 为办好教育，制定本办法。\n第二条 市教育局负责教育工作。\n第二章 职责\n第三条 市财政局负责资金保障。\n"
    ),
    "meeting": (
        f"关于召开民生工作会议的通知\n{TO}一、会议时间：3月5日上午9时。\n二、会议地点：市政府三楼会议室。\n"
        f"三、参会人员：市教育局、市财政局、市交通局主要负责同志。\n四、有关要求：请各单位于3月3日前报送名单。\n{SIGNED}"
    ),
    "call": (
        f"关于开展2021年民生项目申报的通知\n{TO}一、申报条件\n（一）注册地在本市。\n二、申报时间\n11月20日前报送市教育局。\n"
        f"责任单位：市教育局\n{SIGNED}"
    ),
    "leading group": (
        f"关于成立民生工作领导小组的通知\n{TO}组长：李明（市长）\n副组长：王建设（副市长）\n成员：赵文清（市教育局局长）\n"
        f"领导小组办公室设在市教育局。\n{SIGNED}"
    ),
    "appointments": f"关于李明等同志任职的通知\n{TO}李明任市教育局局长；\n王建设任市财政局副局长（试用期一年）。\n{SIGNED}",
    "report": (
        "关于2021年一季度任务进展情况的通报\n一、进展较快的单位\n市教育局、市交通局、市园林局。\n二、进展较慢的单位\n市住建局、市水利局。\n"
    ),
    "disclosure catalogue": (
        "临江市政务公开目录\n序号\t公开事项\t公开内容\t公开时限\t责任单位\n1\t预算\t部门预算\t20个工作日内\t市财政局\n"
    ),
    "telephone list": "部门\t负责人\t电话\n市教育局\t李明\t1234567\n市财政局\t王建设\t1234568\n",
    "budget": "2021年预算公开\n单位\t收入\t支出\n市教育局\t100\t90\n市财政局\t200\t180\n",
    "nothing": "",
    "blank lines": "\n\n　　\n",
}


@pytest.mark.parametrize("text", DOCUMENTS.values(), ids=DOCUMENTS)
def test_such_a_document_has_no_sections(text: str) -> None:
    """And no requirement, and nothing of it is lost."""
    document = document_of(text)
    notice = parse_notice(document)
    assert (notice.sections, notice.requirements, notice.doubts) == ((), (), ())
    assert_nothing_lost(document, notice)


def test_units_named_in_news_divide_no_work() -> None:
    """A remark in brackets now and then is no plan."""
    text = "临江市召开民生工作会议\n3月1日，临江市召开民生工作会议。\n会议听取了市教育局、市财政局的汇报。\n会议要求，各单位要加强领导，抓好落实。\n"
    notice = parse_notice(text)
    assert notice.sections == ()
    assert [block.text for block in notice.unparsed] == text.strip().split("\n")
