"""Steps of the tables: ruled and drawn grids, marks of rows, and tables that ran together."""

from __future__ import annotations

import pytest
from views import outline, passage

from policytasks.location import Location
from policytasks.parsing.box_table import is_box_line, read_box
from policytasks.parsing.grid import Grid, GridCell, grid_of
from policytasks.parsing.lines import Line, flatten
from policytasks.parsing.read import parse_notice
from policytasks.parsing.row_marks import GAP, PIPE, TAB, TABLE_END, may_be_heading, split_row
from policytasks.parsing.text_tables import with_text_tables
from policytasks.sources.document import Cell, Paragraph, Table
from policytasks.sources.text import document_of


def lines(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    return [line for line in flatten(document_of(text)) if isinstance(line, Line) and line]


def words(grid: Grid | None) -> list[list[str]] | None:
    """The cells of a grid, blank where there is none."""
    return None if grid is None else [[cell.words if cell else "" for cell in row] for row in grid.rows]


def test_a_ruled_table_is_a_grid_with_its_merged_cells() -> None:
    """A merged cell stands at every position that it covers, and counts as one."""
    table = Table(
        cells=(
            Cell(row=0, column=0, row_span=2, blocks=(Paragraph(text="教育\n\n学位", location=Location(row=1)),)),
            Cell(row=0, column=1, blocks=(Paragraph(text="建学校。"),)),
            Cell(row=1, column=1, blocks=(Paragraph(text="  "),)),
        )
    )
    grid = grid_of(table)
    assert words(grid) == [["教育学位", "建学校。"], ["教育学位", ""]]
    assert grid.rows[0][0] is grid.rows[1][0]
    assert [cell.words for cell in grid.own(0)] == ["教育学位", "建学校。"]
    assert grid.own(1) == []
    assert (grid.width, grid.ruled) == (2, True)


def test_a_cell_prints_its_lines_unless_the_line_ends_are_its_edge() -> None:
    """市场监 / 督管理局 at the edge of a drawn cell is one word."""
    parts = (passage("市市场监"), passage("督管理局"))
    assert GridCell(lines=parts, row=0, column=0).passage.text == "市市场监\n督管理局"
    assert GridCell(lines=parts, row=0, column=0, joined=True).passage.text == "市市场监督管理局"


BOX = """
┌────┬──────┐
│任务│责任单位  │
├────┼──────┤
│建学│市教育局、│
│校。│市财政局  │
├────┼──────┤
│修路│市交通局  │
└────┴──────┘
"""


def test_a_box_is_cut_at_its_upright_lines() -> None:
    """A rule closes the cells above it."""
    text = BOX.replace("│任务│责任单位  │", "│任务    │责任单位    │").replace(
        "│建学│市教育局、│", "│建学    │市教育局、  │"
    )
    text = text.replace("│校。│市财政局  │", "│校。    │市财政局    │").replace(
        "│修路│市交通局  │", "│修路    │市交通局    │"
    )
    assert words(read_box(lines(text))) == [
        ["任务", "责任单位"],
        ["建学校。", "市教育局、市财政局"],
        ["修路", "市交通局"],
    ]


def test_lines_without_common_columns_are_no_box() -> None:
    """A single upright line says nothing."""
    assert read_box(lines("│甲")) is None


@pytest.mark.parametrize(
    ("line", "expected"), [("┌──┐", True), ("│甲│", True), ("└──┘", True), ("甲│乙", False), ("——", False)],
    ids=["top", "row", "bottom", "pipe inside", "dashes"],
)  # fmt: skip
def test_a_line_of_a_box_starts_with_its_edge(line: str, expected: bool) -> None:
    """By its first character."""
    assert is_box_line(lines(line)[0]) is expected


@pytest.mark.parametrize(
    ("text", "mark", "pieces"),
    [
        ("建学校。 | 市教育局 | ", PIPE, ["建学校。", "市教育局", ""]),
        ("建学校。｜市教育局", PIPE, ["建学校。", "市教育局"]),
        ("1\t建学校。\t\t市教育局", TAB, ["1", "建学校。", "", "市教育局"]),
        ("1   建 学校。  市教育局", GAP, ["1", "建 学校。", "市教育局"]),
    ],
    ids=["pipes", "full-width pipes", "tabs", "gaps"],
)
def test_a_row_is_cut_at_its_marks(text: str, mark: object, pieces: list[str]) -> None:
    """One blank is no gap."""
    assert isinstance(mark, type(PIPE))
    assert [piece.text for piece in split_row(passage(text), mark)] == pieces


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("抄送:市委办公室", True),
        ("附件2", True),
        ("(此件公开发布)", True),
        ("公开属性:主动公开", True),
        ("市政府办公室 2021年3月5日印发", True),
        ("抄送工作由办公室负责", False),
        ("2\t公开属性\t市政府办", False),
    ],
    ids=["copies", "annex", "disclosure", "property", "printing", "sentence", "row"],
)
def test_a_table_ends_where_the_end_matter_starts(line: str, ends: bool) -> None:
    """Words of end matter inside a row end nothing."""
    assert (TABLE_END.match(line) is not None) is ends


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("一、办好教育", True),
        ("（二）学位", True),
        ("1.建学校", False),
        ("一体推进", False),
        ("一、" + "很长" * 30, False),
    ],
    ids=["Chinese", "brackets", "figure", "word", "long"],
)
def test_a_short_line_with_a_chinese_number_may_be_a_heading(line: str, expected: bool) -> None:
    """Between the rows of a flattened table."""
    assert may_be_heading(lines(line)[0]) is expected


def test_text_around_a_table_stays_text() -> None:
    """Lines before and behind it are handed on in their order."""
    text = "制定本分工。\n任务\t责任单位\n建学校。\t市教育局\n修路。\t市交通局\n抄送：市委办公室。"
    items = with_text_tables(list(flatten(document_of(text))))
    assert [
        words(item) if isinstance(item, Grid) else item.passage.text for item in items if not isinstance(item, Table)
    ] == [
        "制定本分工。",
        [["任务", "责任单位"], ["建学校。", "市教育局"], ["修路。", "市交通局"]],
        "抄送：市委办公室。",
    ]


GLUED = "序号工作任务责任单位完成时限1新建小学三所。市教育局、市住建局2021年6月底前2打通断头路两条。市交通局长期坚持3修建公园五个。市园林局年底前"


def test_a_table_that_ran_together_is_cut_at_what_its_cells_look_like() -> None:
    """序号工作任务…1…。市教育局6月底前2…: text to the full stop, units, time."""
    expected = [
        "-",
        " 1",
        "  新建小学三所。 ‖ 市教育局 责任; 市住建局 责任 ‖ 2021年6月底前 → 2021-06-30",
        " 2",
        "  打通断头路两条。 ‖ 市交通局 责任 ‖ 长期坚持 → ongoing",
        " 3",
        "  修建公园五个。 ‖ 市园林局 责任 ‖ 年底前 → 2021-12-31",
    ]
    assert outline(parse_notice(f"2021年任务分工\n{GLUED}")) == expected


@pytest.mark.parametrize(
    "text",
    [GLUED.replace("。", "，"), GLUED.replace("2打通", "5打通"), GLUED.replace("序号工作任务责任单位", "甲乙丙丁")],
    ids=["no full stops", "numbers jump", "no headings"],
)
def test_what_ran_together_less_regularly_is_left_alone(text: str) -> None:
    """Nothing is guessed; the line is left over."""
    notice = parse_notice(text)
    assert (notice.sections, [block.text for block in notice.unparsed]) == ((), [text])
