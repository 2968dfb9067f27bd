"""Task tables become sections, tasks and requirements, whatever their columns, merged cells and headings."""

from __future__ import annotations

import pytest
from views import outline, passage

from policytasks.location import Location
from policytasks.model.notice import Notice
from policytasks.parsing.grid import grid_of
from policytasks.parsing.requirement import Context
from policytasks.parsing.table import TableReading, read_table
from policytasks.sources.document import Cell, Paragraph, Table

UP, LEFT = "^", "<"
"""Marks of a drawn table: the cell goes on from above, or from the left."""


def table(*rows: tuple[str, ...]) -> Table:
    """A ruled table; ``^`` and ``<`` belong to the cell above and to the left."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            home = (row, column)
            if text == UP:
                home = owner[(row - 1, column)]
            elif text == LEFT:
                home = owner[(row, column - 1)]
            owner[(row, column)] = home
            spans[home] = (max(spans.get(home, (0, 0))[0], row), max(spans.get(home, (0, 0))[1], column))
    return Table(
        cells=tuple(
            Cell(
                row=row,
                column=column,
                row_span=last_row - row + 1,
                column_span=last_column - column + 1,
                blocks=tuple(
                    Paragraph(text=text, location=Location(table=1, row=row + 1, column=column + 1, paragraph=number))
                    for number, text in enumerate(rows[row][column].split("\n"), 1)
                ),
            )
            for (row, column), (last_row, last_column) in spans.items()
        )
    )


def reading(*rows: tuple[str, ...], context: Context | None = None) -> TableReading | None:
    """What the reader makes of a table of a notice of 2021."""
    return read_table(grid_of(table(*rows)), context or Context(year=2021))


def read(*rows: tuple[str, ...]) -> list[str]:
    """The outline of a table; a table that divides no work has none."""
    found = reading(*rows)
    return [] if found is None else outline(Notice(sections=found.sections))


HEAD = ("工作任务", "具体要求", "责任单位", "完成时限")
SCHOOL = ("办好教育", "新建小学三所。", "市教育局", "6月底前")
ROAD = ("畅通道路", "打通断头路两条。", "市交通局、市公安局", "长期坚持")
SCHOOL_OUTLINE = [" 办好教育", "  新建小学三所。 ‖ 市教育局 责任 ‖ 6月底前 → 2021-06-30"]
ROAD_OUTLINE = [" 畅通道路", "  打通断头路两条。 ‖ 市交通局 责任; 市公安局 责任 ‖ 长期坚持 → ongoing"]


def test_the_columns_are_told_by_their_headings() -> None:
    """工作任务, 具体要求, 责任单位, 完成时限."""
    assert read(HEAD, SCHOOL, ROAD) == ["-", *SCHOOL_OUTLINE, *ROAD_OUTLINE]


@pytest.mark.parametrize("order", [(3, 2, 1, 0), (2, 0, 3, 1), (1, 0, 2, 3)], ids=["reversed", "mixed", "text first"])
def test_the_columns_may_come_in_any_order(order: tuple[int, ...]) -> None:
    """The headings decide, not the place."""
    rows = [tuple(row[at] for at in order) for row in (HEAD, SCHOOL, ROAD)]
    assert read(*rows) == ["-", *SCHOOL_OUTLINE, *ROAD_OUTLINE]


def test_a_merged_or_blank_task_cell_continues_the_task_above() -> None:
    """Both say the same."""
    below = ("改建初中两所。", "市住建局", "年底前")
    expected = ["-", *SCHOOL_OUTLINE, "  改建初中两所。 ‖ 市住建局 责任 ‖ 年底前 → 2021-12-31"]
    assert read(HEAD, SCHOOL, (UP, *below)) == expected
    assert read(HEAD, SCHOOL, ("", *below)) == expected


def test_what_is_merged_over_rows_counts_for_each_of_them() -> None:
    """One unit cell and one time cell beside two requirements."""
    assert read(HEAD, SCHOOL, (UP, "改建初中两所。", UP, UP)) == [
        "-",
        *SCHOOL_OUTLINE,
        "  改建初中两所。 ‖ 市教育局 责任 ‖ 6月底前 → 2021-06-30",
    ]


def test_a_row_across_the_table_is_a_section_and_a_second_one_a_task() -> None:
    """一、… and （一）… spanning all columns."""
    across = (LEFT, LEFT, LEFT)
    assert read(HEAD, ("一、民生", *across), SCHOOL, ("二、城建", *across), ROAD) == [
        "一、 民生",
        *SCHOOL_OUTLINE,
        "二、 城建",
        *ROAD_OUTLINE,
    ]
    two = ("工作任务", "责任单位", "完成时限")
    rows = [("一、民生", LEFT, LEFT), ("（一）教育", LEFT, LEFT), ("新建小学三所。", "市教育局", "6月底前")]
    assert read(two, *rows) == [
        "一、 民生",
        " （一） 教育",
        "  新建小学三所。 ‖ 市教育局 责任 ‖ 6月底前 → 2021-06-30",
    ]


def test_sections_without_tasks_stay() -> None:
    """Headings of a list that was filtered for one bureau."""
    across = (LEFT, LEFT, LEFT)
    assert read(HEAD, ("一、民生", *across), ("二、教育", *across), SCHOOL) == [
        "一、 民生",
        "二、 教育",
        *SCHOOL_OUTLINE,
    ]


def test_a_category_column_is_the_section() -> None:
    """分类 merged over its rows."""
    head = ("分类", "序号", "事项", "责任单位", "牵头单位")
    rows = [("民生", "1", "新建小学三所。", "市住建局", "市教育局"), (UP, "2", "修建公园。", "市园林局", "市园林局")]
    assert read(head, *rows, ("城建", "3", "打通断头路。", "市公安局", "市交通局")) == [
        "民生",
        " 1",
        "  新建小学三所。 ‖ 市住建局 责任; 市教育局 牵头",
        " 2",
        "  修建公园。 ‖ 市园林局 牵头",
        "城建",
        " 3",
        "  打通断头路。 ‖ 市公安局 责任; 市交通局 牵头",
    ]


def test_in_two_levels_the_task_has_no_title() -> None:
    """序号, 工作任务, 责任单位, 时限: the task cell says what is to be done."""
    head = ("序号", "工 作 任 务", "责任单位", "时限要求")
    assert read(head, ("1", "新建小学三所。", "市教育局", "6月底前"), ("2", "修建公园。", "市园林局", "年底前")) == [
        "-",
        " 1",
        "  新建小学三所。 ‖ 市教育局 责任 ‖ 6月底前 → 2021-06-30",
        " 2",
        "  修建公园。 ‖ 市园林局 责任 ‖ 年底前 → 2021-12-31",
    ]


ROLES = {
    "lead and responsible": (("牵头单位", "责任单位"), ("市教育局", "市财政局"), "市教育局 牵头; 市财政局 责任"),
    "lead and supporting": (("牵头部门", "配合单位"), ("市教育局", "市财政局\n市住建局"), "市教育局 牵头; 市财政局 配合; 市住建局 配合"),
    "chief and supporting": (("主要责任单位", "协同配合单位"), ("市教育局", "市财政局"), "市教育局 牵头; 市财政局 配合"),
    "chief beside lead": (("牵头部门", "主责单位"), ("市教育局", "市财政局"), "市教育局 牵头; 市财政局 责任"),
    "host and co-host": (("主办单位", "协办单位"), ("市教育局", "市财政局"), "市教育局 牵头; 市财政局 配合"),
    "carrying out": (("牵头组织实施单位", "责任部门"), ("市教育局", "市财政局"), "市教育局 牵头; 市财政局 责任"),
    "verbs in the cell": (("责任单位", "备注"), ("市教育局牵头，市财政局配合", ""), "市教育局 牵头; 市财政局 配合"),
    "in both columns": (("牵头单位", "责任单位"), ("市教育局", "市教育局、市财政局"), "市教育局 牵头; 市财政局 责任"),
    "final full stop": (("责任单位", "备注"), ("市教育局、市财政局。", ""), "市教育局 责任; 市财政局 责任"),
    "glued": (("责任单位", "备注"), ("市教育局市财政局", ""), "市教育局 责任; 市财政局 责任"),
}  # fmt: skip


@pytest.mark.parametrize(("heads", "cells", "expected"), ROLES.values(), ids=ROLES)
def test_unit_columns_give_their_role(heads: tuple[str, str], cells: tuple[str, str], expected: str) -> None:
    """A unit in two columns is listed once, with the lead role."""
    found = read(("工作任务", "具体要求", *heads), ("办好教育", "新建小学三所。", *cells))
    assert found == ["-", " 办好教育", f"  新建小学三所。 ‖ {expected}"]


def test_one_cell_is_one_requirement_though_it_holds_a_list() -> None:
    """1.2.3. inside a cell stay in its text."""
    assert read(HEAD, ("办好教育", "1.新建小学三所。\n2.改建初中两所。", "市教育局", "年底前")) == [
        "-",
        " 办好教育",
        "  1.新建小学三所。\n2.改建初中两所。 ‖ 市教育局 责任 ‖ 年底前 → 2021-12-31",
    ]


def test_a_number_in_front_of_the_requirement_is_its_number() -> None:
    """1.-3. running over the requirement cells."""
    rows = [("办好教育", "1.新建小学三所。", "市教育局", ""), (UP, "2.改建初中两所。", "市教育局", "")]
    assert read(HEAD, *rows) == [
        "-",
        " 办好教育",
        "  1. 新建小学三所。 ‖ 市教育局 责任",
        "  2. 改建初中两所。 ‖ 市教育局 责任",
    ]


def test_bullets_in_a_cell_are_requirements_of_their_own() -> None:
    """△ opens each of them."""
    assert read(HEAD, ("办好教育", "△新建小学三所。\n△改建初中两所。", "市教育局", "")) == [
        "-",
        " 办好教育",
        "  新建小学三所。 ‖ 市教育局 责任",
        "  改建初中两所。 ‖ 市教育局 责任",
    ]


def test_a_statement_in_the_requirement_cell_counts_where_no_column_names_units() -> None:
    """（责任单位：…） inside the text, without a unit column."""
    head = ("工作任务", "具体要求", "完成时限")
    assert read(head, ("办好教育", "新建小学三所。（责任单位：市教育局）", "年底前")) == [
        "-",
        " 办好教育",
        "  新建小学三所。 ‖ 市教育局 责任 ‖ 年底前 → 2021-12-31",
    ]


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
    assert passage("6月底前").text == requirement.deadlines[0].text
