"""What stands around the rows of a table: headings, notes, totals, unknown columns; and tables that divide no work."""

from __future__ import annotations

import pytest
from drawn_tables import LEFT, UP, read, reading, table
from views import outline

from policytasks.model.notice import Notice
from policytasks.parsing.grid import grid_of
from policytasks.parsing.read import parse_notice
from policytasks.parsing.requirement import Context
from policytasks.parsing.table import read_table

HEAD = ("工作任务", "具体要求", "责任单位", "完成时限")
SCHOOL = ("办好教育", "新建小学三所。", "市教育局", "6月底前")
ROAD = ("畅通道路", "打通断头路两条。", "市交通局、市公安局", "长期坚持")
SCHOOL_OUTLINE = [" 办好教育", "  新建小学三所。 ‖ 市教育局 责任 ‖ 6月底前 → 2021-06-30"]
ROAD_OUTLINE = [" 畅通道路", "  打通断头路两条。 ‖ 市交通局 责任; 市公安局 责任 ‖ 长期坚持 → ongoing"]


def test_nothing_is_lost_of_titles_notes_and_totals_around_the_rows() -> None:
    """They are handed back as rest."""
    across = (LEFT, LEFT, LEFT)
    found = reading(
        ("2021年任务表", *across), HEAD, SCHOOL, ("注：本表由市政府办公室负责解释", *across), ("合计", "2项", "", "")
    )
    assert found is not None
    assert outline(Notice(sections=found.sections)) == ["-", *SCHOOL_OUTLINE]
    assert [cell.text for cell in found.rest] == ["2021年任务表", "注：本表由市政府办公室负责解释", "合计", "2项"]


def test_a_repeated_heading_row_is_skipped() -> None:
    """After a page break the heading row is printed again."""
    assert read(HEAD, SCHOOL, HEAD, ROAD) == ["-", *SCHOOL_OUTLINE, *ROAD_OUTLINE]


def test_a_heading_of_two_rows_is_one_heading() -> None:
    """责任单位 over 牵头 and 配合."""
    rows = [("工作任务", "具体要求", "责任单位", LEFT), (UP, UP, "牵头", "配合")]
    assert read(*rows, ("办好教育", "新建小学三所。", "市教育局", "市财政局")) == [
        "-",
        " 办好教育",
        "  新建小学三所。 ‖ 市教育局 牵头; 市财政局 配合",
    ]


def test_a_table_without_heading_is_read_by_its_cells_and_doubted() -> None:
    """The first page is missing."""
    context = Context(year=2021)
    found = reading(SCHOOL, ROAD, context=context)
    assert found is not None
    assert outline(Notice(sections=found.sections)) == ["-", *SCHOOL_OUTLINE, *ROAD_OUTLINE]
    assert [doubt.code for doubt in context.doubts] == ["table-without-heading"]


def test_a_table_without_heading_continues_the_one_before() -> None:
    """With its columns, and without a doubt."""
    first = reading(HEAD, SCHOOL)
    assert first is not None
    context = Context(year=2021)
    found = read_table(grid_of(table(ROAD)), context, previous=first.head)
    assert found is not None
    assert (outline(Notice(sections=found.sections)), context.doubts) == (["-", *ROAD_OUTLINE], [])


def test_an_unknown_column_is_kept_as_remark_and_doubted() -> None:
    """备查事项 is in no vocabulary."""
    context = Context(year=2021)
    found = reading((*HEAD, "备查代号"), (*SCHOOL, "甲-7"), context=context)
    assert found is not None
    (requirement,) = found.sections[0].tasks[0].requirements
    assert [(remark.heading, remark.text) for remark in requirement.remarks] == [("备查代号", "甲-7")]
    assert [doubt.code for doubt in context.doubts] == ["unknown-column"]


def test_a_rule_in_a_heading_governs_its_column() -> None:
    """责任单位（列第一位的为牵头单位）."""
    head = (*HEAD[:2], "责任单位\n（列第一位的为牵头单位）", HEAD[3])
    assert read(head, SCHOOL, ROAD) == [
        "-",
        " 办好教育",
        "  新建小学三所。 ‖ 市教育局 牵头 ‖ 6月底前 → 2021-06-30",
        " 畅通道路",
        "  打通断头路两条。 ‖ 市交通局 牵头; 市公安局 责任 ‖ 长期坚持 → ongoing",
    ]


CATALOGUES = {
    "disclosure": (("公开事项", "内容要求", "责任单位", "公开时限"), ("财政预算", "部门预算。", "市财政局", "20个工作日内")),
    "levels": (("一级目录", "二级目录", "内容要求", "责任单位"), ("财政", "预算", "部门预算。", "市财政局")),
    "services": (("事项名称", "设定依据", "实施主体", "受理条件"), ("许可", "条例", "市住建局", "法人")),
    "contacts": (("姓名", "单位", "职务", "电话"), ("王建设", "市教育局", "科长", "1234567")),
    "figures": (("年份", "产值", "增速", "排名"), ("2020", "35亿元", "5.2%", "3")),
}  # fmt: skip


@pytest.mark.parametrize(("head", "row"), CATALOGUES.values(), ids=CATALOGUES)
def test_a_catalogue_divides_no_work(head: tuple[str, ...], row: tuple[str, ...]) -> None:
    """Lists of what is published, of services, of people and of figures name units too."""
    assert read(head, row, row) == []


def test_places_quote_the_cells() -> None:
    """Title, text, unit and time of a row each stand in their cell."""
    found = reading(HEAD, SCHOOL)
    assert found is not None
    (task,) = found.sections[0].tasks
    (requirement,) = task.requirements
    places = [
        task.location,
        requirement.location,
        requirement.responsibilities[0].location,
        requirement.deadlines[0].location,
    ]
    assert [(place.row, place.column, place.start, place.end) for place in places] == [
        (2, 1, 0, 4),
        (2, 2, 0, 7),
        (2, 3, 0, 4),
        (2, 4, 0, 4),
    ]


def test_categories_of_single_rows_behind_numbers_name_the_tasks() -> None:
    """序号 | 专项 | 举措: each row has a category of its own; merged ones are sections."""
    head = "序号\t专项\t推进举措\t责任单位\n"
    own = parse_notice(head + "1\t能源\t改造岸电。\t物资部\n2\t采购\t集中采购。\t财务部\n3\t融资\t置换贷款。\t财务部\n")
    assert [(task.title, str(task.ordinal)) for task in own.tasks] == [("能源", "1"), ("采购", "2"), ("融资", "3")]
    shared = parse_notice(
        head + "1\t能源\t改造岸电。\t物资部\n2\t能源\t集中供热。\t财务部\n3\t融资\t置换贷款。\t财务部\n"
    )
    assert [section.title for section in shared.sections] == ["能源", "融资"]
