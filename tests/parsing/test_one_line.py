"""A page that lost its line ends is read as the paragraphs that it must have had."""

from __future__ import annotations

from datetime import date

from views import outline

from policytasks.parsing.lines import flatten
from policytasks.parsing.one_line import unrolled
from policytasks.parsing.read import parse_notice
from policytasks.sources.text import document_of

LINES = (
    "临江市人民政府办公室关于印发2021年民生任务分工的通知",
    "临政办发〔2021〕12号",
    "各区县政府，市政府各部门：",
    "现将任务分工印发给你们，请认真落实。",
    "临江市人民政府办公室",
    "2021年3月1日",
    "2021年民生任务分工",
    "一、办好教育",
    "1.新建小学三所，改建初中两所，力争秋季招生。（责任单位：市教育局）",
    "2.修缮校舍，添置教学设备，改善办学条件，缩小城乡差距。（责任单位：市教育局、市住建局）",
    "二、畅通道路",
    "3.打通断头路两条，优化公交线路布局，增设停车泊位，治理拥堵路口，方便群众出行。（责任单位：市交通局；配合单位：市公安局）",
)


def test_a_whole_notice_on_one_line_is_the_same_notice() -> None:
    """Blanks are all that is left between the paragraphs."""
    notice = parse_notice(" ".join(LINES))
    printed = parse_notice("\n".join(LINES))
    assert notice == printed
    assert (notice.title, str(notice.document_number), notice.issuer, notice.issued_on) == (
        LINES[0],
        "临政办发〔2021〕12号",
        "临江市人民政府办公室",
        date(2021, 3, 1),
    )
    assert outline(notice) == [
        "一、 办好教育",
        " 1.",
        "  新建小学三所，改建初中两所，力争秋季招生。 ‖ 市教育局 责任",
        " 2.",
        "  修缮校舍，添置教学设备，改善办学条件，缩小城乡差距。 ‖ 市教育局 责任; 市住建局 责任",
        "二、 畅通道路",
        " 3.",
        "  打通断头路两条，优化公交线路布局，增设停车泊位，治理拥堵路口，方便群众出行。 ‖ 市交通局 责任; 市公安局 配合",
    ]


def test_nothing_at_all_between_the_paragraphs_of_the_plan() -> None:
    """The numbers in their sequence cut the line; places still quote it."""
    line = "".join(LINES[6:])
    document = document_of(line)
    notice = parse_notice(document)
    assert [requirement.text for requirement in notice.requirements] == [
        "新建小学三所，改建初中两所，力争秋季招生。",
        "修缮校舍，添置教学设备，改善办学条件，缩小城乡差距。",
        "打通断头路两条，优化公交线路布局，增设停车泊位，治理拥堵路口，方便群众出行。",
    ]
    assert [document.quote(requirement.location) for requirement in notice.requirements] == [
        requirement.text for requirement in notice.requirements
    ]


def test_a_long_paragraph_among_others_is_left_as_it_is() -> None:
    """Only a line that is most of the document is cut."""
    lines = [*LINES, "为了做好各项工作，" + "要加强协调，狠抓落实，" * 20]
    items = list(flatten(document_of("\n".join(lines))))
    assert [line.passage.text for line in unrolled(items)] == lines
