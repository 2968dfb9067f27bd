"""Documents whose blocks are tables: metadata around the notice, tables over pages, layout tables, groups of rows."""

from __future__ import annotations

from datetime import date

import attrs
from drawn_tables import LEFT, UP, read, table
from views import outline

from policytasks.location import Location
from policytasks.model.document_number import DocumentNumber
from policytasks.model.notice import Disclosure, Notice
from policytasks.parsing.read import parse_notice
from policytasks.sources.document import Cell, Document, Paragraph, Table

HEAD = ("工作任务", "具体要求", "责任单位")
SCHOOL = ("办好教育", "新建小学三所。", "市教育局")
ROAD = ("畅通道路", "打通断头路两条。", "市交通局")
SCHOOL_OUTLINE = [" 办好教育", "  新建小学三所。 ‖ 市教育局 责任"]
ROAD_OUTLINE = [" 畅通道路", "  打通断头路两条。 ‖ 市交通局 责任"]


def document(*blocks: str | Table) -> Document:
    """Paragraphs and tables in this order."""
    return Document(
        blocks=tuple(
            block if isinstance(block, Table) else Paragraph(text=block, location=Location(paragraph=number))
            for number, block in enumerate(blocks, 1)
        )
    )


def notice(*blocks: str | Table) -> Notice:
    """What is read from them."""
    return parse_notice(document(*blocks))


LETTER = ("关于印发任务分工的通知", "各区县政府，市政府各部门：", "现将任务分工印发给你们。")


def test_a_table_of_metadata_in_front_of_the_letter_fills_its_head() -> None:
    """Keys and values in cells, two pairs a row."""
    metadata = table(
        ("索引号：", "003-2021", "主题分类：", "综合政务"),
        ("发布机构：", "市大数据局", "成文日期：", "2021年02月26日"),
        ("发文字号：", "临政办发〔2021〕12号", "公开方式：", "主动公开"),
    )
    found = notice(metadata, *LETTER)
    assert (found.document_number, found.issued_on, found.disclosure, found.issuer, found.title) == (
        DocumentNumber(agency="临政办发", year=2021, serial=12),
        date(2021, 2, 26),
        Disclosure.PROACTIVE,
        None,
        LETTER[0],
    )
    assert (found.sections, found.unparsed) == ((), ())


def test_a_table_without_headings_on_the_next_page_continues_the_one_before() -> None:
    """Its first rows, without a task cell, belong to the last task."""
    more = ("", "增设停车泊位。", "市城管局")
    assert outline(notice(table(HEAD, SCHOOL, ROAD), table(more, SCHOOL))) == [
        "-",
        *SCHOOL_OUTLINE,
        *ROAD_OUTLINE,
        "  增设停车泊位。 ‖ 市城管局 责任",
        *SCHOOL_OUTLINE,
    ]


def test_a_table_below_a_heading_of_its_own_starts_anew() -> None:
    """附件2 stands between them."""
    found = notice("附件1", "教育任务分工表", table(HEAD, SCHOOL), "附件2", "交通任务分工表", table(HEAD, ROAD))
    assert outline(found) in (
        ["教育任务分工表", *SCHOOL_OUTLINE, "交通任务分工表", *ROAD_OUTLINE],
        ["-", *SCHOOL_OUTLINE, "交通任务分工表", *ROAD_OUTLINE],
    )


def test_prose_and_table_of_one_document_are_both_read() -> None:
    """Numbered items above the table."""
    found = notice("一、重点任务", "1.新建公园。（责任单位：市园林局）", "二、其他任务", table(HEAD, SCHOOL))
    assert [(row.text, str(row.responsibilities[0])) for row in found.requirements] == [
        ("新建公园。", "市园林局（责任）"),
        ("新建小学三所。", "市教育局（责任）"),
    ]


def test_a_table_that_lays_out_the_page_is_looked_through() -> None:
    """It holds the letter and the real table."""
    inner = table(HEAD, SCHOOL)
    page = Table(
        cells=(
            Cell(row=0, column=0, blocks=(Paragraph(text=LETTER[0], location=Location(paragraph=1)),)),
            Cell(row=1, column=0, blocks=(Paragraph(text=LETTER[1], location=Location(paragraph=2)), inner)),
        )
    )
    found = parse_notice(Document(blocks=(page,)))
    assert (found.title, found.addressees) == (LETTER[0], ("各区县政府", "市政府各部门"))
    assert outline(found) == ["-", *SCHOOL_OUTLINE]


def test_prose_set_in_a_table_is_read_as_prose() -> None:
    """A frame around the text is no task table."""
    lines = [
        "一、办好教育",
        "1.新建小学三所，改建初中两所。（责任单位：市教育局）",
        "为了做好各项工作，" + "要加强协调、狠抓落实，" * 6,
    ]
    frame = Table(
        cells=(
            Cell(
                row=0,
                column=0,
                blocks=tuple(Paragraph(text=line, location=Location(table=1, row=1, column=1, paragraph=at)) for at, line in enumerate(lines, 1)),
            ),
        )
    )  # fmt: skip
    (requirement,) = parse_notice(Document(blocks=(frame,))).requirements
    assert str(requirement.responsibilities[0]) == "市教育局（责任）"
    assert requirement.text.startswith("新建小学三所，改建初中两所。")


def test_a_row_that_names_a_group_is_the_task_of_the_bullets_below() -> None:
    """No units of its own; △ below it."""
    head = ("序号", "工作任务", "责任单位")
    rows = [("1", "办好教育：", ""), (UP, "△新建小学。", "市教育局"), (UP, "△改建初中。", "市住建局")]
    assert read(head, *rows, ("2", "△修路。", "市交通局")) == [
        "-",
        " 1 办好教育",
        "  新建小学。 ‖ 市教育局 责任",
        "  改建初中。 ‖ 市住建局 责任",
        " 2",
        "  修路。 ‖ 市交通局 责任",
    ]


def test_a_task_without_a_requirement_says_itself_what_is_to_be_done() -> None:
    """The requirement cell is blank."""
    assert read(HEAD, ("新建小学三所。", "", "市教育局"), ROAD) == [
        "-",
        " -",
        "  新建小学三所。 ‖ 市教育局 责任",
        *ROAD_OUTLINE,
    ]


def test_headings_of_two_rows_combine_their_words() -> None:
    """责任分工 over 牵头单位 and 配合单位; 时限 over both rows."""
    rows = [("工作任务", "责任分工", LEFT, "时限"), (UP, "牵头单位", "配合单位", UP)]
    assert read(*rows, ("新建小学三所。", "市教育局", "市财政局", "长期坚持")) == [
        "-",
        " -",
        "  新建小学三所。 ‖ 市教育局 牵头; 市财政局 配合 ‖ 长期坚持 → ongoing",
    ]


def test_the_same_blocks_at_other_places_are_the_same_notice() -> None:
    """Where a cell was printed takes no part in what it says."""
    here = document(*LETTER, table(HEAD, SCHOOL))
    there = attrs.evolve(here, blocks=tuple(_moved(block) for block in here.blocks))
    assert parse_notice(here) == parse_notice(there)


def _moved(block: Paragraph | Table) -> Paragraph | Table:
    if isinstance(block, Table):
        return attrs.evolve(
            block,
            cells=tuple(attrs.evolve(cell, blocks=tuple(_moved(one) for one in cell.blocks)) for cell in block.cells),
        )
    return attrs.evolve(block, location=attrs.evolve(block.location, page=7))
