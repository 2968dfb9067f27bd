"""Every way in which sites flatten a table to text gives the same model."""

from __future__ import annotations

import pytest
from views import outline

from policytasks.parsing.read import parse_notice

HEAD = ("序号", "工作任务", "具体要求", "责任单位", "完成时限")
ROWS = (
    ("1", "办好教育", "新建小学三所，改建初中两所。", "市教育局、市住建局", "2021年6月底前"),
    ("2", "畅通道路", "打通断头路两条，增设停车泊位。", "市交通局", "长期坚持"),
    ("3", "美化环境", "修建口袋公园五个，种植行道树。", "市园林局、市城管局", "2021年年底前"),
)
EXPECTED = [
    "-",
    " 1 办好教育",
    "  新建小学三所，改建初中两所。 ‖ 市教育局 责任; 市住建局 责任 ‖ 2021年6月底前 → 2021-06-30",
    " 2 畅通道路",
    "  打通断头路两条，增设停车泊位。 ‖ 市交通局 责任 ‖ 长期坚持 → ongoing",
    " 3 美化环境",
    "  修建口袋公园五个，种植行道树。 ‖ 市园林局 责任; 市城管局 责任 ‖ 2021年年底前 → 2021-12-31",
]
TABLE = (HEAD, *ROWS)


def _lines(before: str, between: str, after: str) -> str:
    return "\n".join(before + between.join(row) + after for row in TABLE)


def _cells(before: str, after: str, between: str) -> str:
    return between.join(before + cell + after for row in TABLE for cell in row)


def _wide(gap: int) -> str:
    """Columns that start at the same display column, a CJK character counted as two."""
    widths = [max(len(row[at]) for row in TABLE) for at in range(len(HEAD))]
    return "\n".join(
        "".join(cell + "  " * (width - len(cell)) + " " * gap for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in TABLE
    )


FLATTENED = {
    "tabs": _lines("", "\t", ""),
    "pipes": _lines("", "|", ""),
    "pipes with blanks": _lines("", " | ", ""),
    "trailing pipe": _lines("", " | ", " |"),
    "pipes on both sides": _lines("| ", " | ", " |"),
    "full-width pipes": _lines("", "｜", "｜"),
    "Markdown": _lines("| ", " | ", " |").replace("|\n", "|\n| --- | --- | --- | --- | --- |\n", 1),
    "blank lines between rows": _lines("", "\t", "\n"),
    "one cell a line": _cells("", "", "\n"),
    "one cell a line, blank lines between": _cells("", "", "\n\n"),
    "one cell a line, lone pipes between": _cells("", "", "\n|\n"),
    "one cell a line, trailing pipes": _cells("", " |", "\n"),
    "one cell a line behind a tab": "\n\n".join("\n".join("\t" + cell for cell in row) for row in TABLE),
    "columns of blanks": _wide(4),
    "indented": "\n".join("　　" + line for line in _lines("", "\t", "").split("\n")),
}


@pytest.mark.parametrize("text", FLATTENED.values(), ids=FLATTENED)
def test_a_flattened_table_is_the_table(text: str) -> None:
    """By tabs, by pipes, by one cell a line, by aligned columns."""
    assert outline(parse_notice(text)) == EXPECTED


@pytest.mark.parametrize("text", FLATTENED.values(), ids=FLATTENED)
def test_the_headings_of_a_flattened_table_are_understood(text: str) -> None:
    """They are no leftovers, and nothing else is left over."""
    assert parse_notice(text).unparsed == ()


ON_ONE_LINE = {
    "tabs": "\t".join(cell for row in TABLE for cell in row),
    "pipes": " | ".join(cell for row in TABLE for cell in row),
    "blanks": " ".join(cell for row in TABLE for cell in row),
}


@pytest.mark.parametrize("text", ON_ONE_LINE.values(), ids=ON_ONE_LINE)
def test_a_table_on_one_line_is_the_table(text: str) -> None:
    """A page that lost the ends of its rows too."""
    assert outline(parse_notice(text)) == EXPECTED


def test_a_wrapped_line_belongs_to_the_cells_above_it() -> None:
    """Columns are aligned on the screen, where a character of Chinese is two wide."""
    text = """
序号  工作任务  具体要求                责任单位    完成时限
1     办好教育  新建小学三所，改建初中  市教育局、  6月底前
                两所。                  市住建局
2     畅通道路  打通断头路两条。        市交通局    长期坚持
"""
    assert outline(parse_notice(text)) == [
        "-",
        " 1 办好教育",
        "  新建小学三所，改建初中\n两所。 ‖ 市教育局 责任; 市住建局 责任 ‖ 6月底前 → date",
        " 2 畅通道路",
        "  打通断头路两条。 ‖ 市交通局 责任 ‖ 长期坚持 → ongoing",
    ]


def test_units_on_several_lines_of_a_stream_are_one_cell() -> None:
    """Two units, one a line, and a column of supporting units that is empty in the second row."""
    text = (
        "序号\n工作任务\n牵头单位\n配合单位\n完成时限\n1\n新建小学三所。\n市教育局\n市住建局\n市财政局\n6月底前\n"
        "2\n修建公园五个。\n市园林局\n年底前\n"
    )
    assert outline(parse_notice(text)) == [
        "-",
        " 1",
        "  新建小学三所。 ‖ 市教育局 牵头; 市住建局 配合; 市财政局 配合 ‖ 6月底前 → date",
        " 2",
        "  修建公园五个。 ‖ 市园林局 牵头 ‖ 年底前 → date",
    ]


def test_a_drawn_table_is_the_table() -> None:
    """Cells broken at their edges are joined without anything between."""
    text = """
┌──┬────┬──────────┬─────┬──────┐
│序号│工作任务│　　　具体要求　　　│责任单位　│完成时限　　│
├──┼────┼──────────┼─────┼──────┤
│1　　│办好教育│新建小学三所，改建初│市教育局、│2021年6月底 │
│　　│　　　　│中两所。　　　　　　│市住建局　│前　　　　　│
├──┼────┼──────────┼─────┼──────┤
│2　　│畅通道路│打通断头路两条，增设│市交通局　│长期坚持　　│
│　　│　　　　│停车泊位。　　　　　│　　　　　│　　　　　　│
├──┼────┼──────────┼─────┼──────┤
│3　　│美化环境│修建口袋公园五个，种│市园林局、│2021年年底前│
│　　│　　　　│植行道树。　　　　　│市城管局　│　　　　　　│
└──┴────┴──────────┴─────┴──────┘
"""
    assert outline(parse_notice(text)) == EXPECTED


def test_a_missing_rule_in_a_drawn_table_is_a_merged_cell() -> None:
    """The task goes on where no line is drawn below it."""
    text = """
┌────┬──────────┬─────┐
│工作任务│具体要求　　　　　　│责任单位　│
├────┼──────────┼─────┤
│办好教育│新建小学三所。　　　│市教育局　│
│　　　　├──────────┼─────┤
│　　　　│改建初中两所。　　　│市住建局　│
└────┴──────────┴─────┘
"""
    assert outline(parse_notice(text)) == [
        "-",
        " 办好教育",
        "  新建小学三所。 ‖ 市教育局 责任",
        "  改建初中两所。 ‖ 市住建局 责任",
    ]


def test_the_last_columns_of_a_pipe_row_are_padded_where_merged_cells_are_lost() -> None:
    """The cells of the second row have shifted to the left."""
    text = (
        "工作任务 | 具体要求 | 责任科室 | 时限要求 |\n"
        "办好教育 | 1.新建小学三所。 | 基建科、财务科 | 6月底前 |\n"
        "2.改建初中两所。 | 各科室 | 年底前 | |\n"
        "畅通道路 | 3.打通断头路两条。 | 路网科 | 6月底前 |\n"
    )
    assert outline(parse_notice(text)) == [
        "-",
        " 办好教育",
        "  1. 新建小学三所。 ‖ 基建科 责任; 财务科 责任 ‖ 6月底前 → date",
        "  2. 改建初中两所。 ‖ 各科室 责任 ‖ 年底前 → date",
        " 畅通道路",
        "  3. 打通断头路两条。 ‖ 路网科 责任 ‖ 6月底前 → date",
    ]


def test_a_number_column_may_have_no_heading() -> None:
    """Rows with one cell more than there are headings."""
    text = "工作任务\t具体要求\t责任单位\n" + "\n".join("\t".join(row[:4]) for row in ROWS)
    assert outline(parse_notice(text)) == [
        line.rpartition(" ‖ ")[0] if line.startswith("  ") else line for line in EXPECTED
    ]


@pytest.mark.parametrize("mark", ["\t", " | "], ids=["tabs", "pipes"])
def test_section_rows_and_repeated_headings_stand_between_the_rows(mark: str) -> None:
    """一、民生 on a line of its own; the heading row again after a page break."""
    rows = [mark.join(row) for row in TABLE]
    text = "\n".join([rows[0], "一、民生", rows[1], "二、城建", rows[2], rows[0], rows[3]])
    assert outline(parse_notice(text)) == ["一、 民生", *EXPECTED[1:3], "二、 城建", *EXPECTED[3:]]


def test_section_rows_stand_among_cells_one_a_line() -> None:
    """A heading across the table is a cell like any other; its number tells."""
    cells = [*HEAD, "一、民生", *ROWS[0], "二、城建", *ROWS[1], *ROWS[2]]
    assert outline(parse_notice("\n".join(cells))) == ["一、 民生", *EXPECTED[1:3], "二、 城建", *EXPECTED[3:]]


def test_merged_cells_are_missing_from_a_stream_of_cells() -> None:
    """The task stands once for two requirements."""
    cells = [
        *HEAD[1:4],
        "办好教育",
        "新建小学三所。",
        "市教育局",
        "改建初中两所。",
        "市住建局",
        "畅通道路",
        "打通断头路。",
        "市交通局",
    ]
    assert outline(parse_notice("\n".join(cells))) == [
        "-",
        " 办好教育",
        "  新建小学三所。 ‖ 市教育局 责任",
        "  改建初中两所。 ‖ 市住建局 责任",
        " 畅通道路",
        "  打通断头路。 ‖ 市交通局 责任",
    ]


def test_a_heading_may_be_torn_over_two_lines() -> None:
    """完成 / 时限."""
    cells = [*HEAD[:4], "完成", "时限", *ROWS[0], *ROWS[1], *ROWS[2]]
    assert outline(parse_notice("\n".join(cells))) == EXPECTED


def test_a_heading_of_two_rows_between_pipes_is_one_heading() -> None:
    """责任单位 over 牵头单位 and 配合单位."""
    text = "| 序号 | 工作任务 | 责任单位 | |\n| | | 牵头单位 | 配合单位 |\n| 1 | 建学校。 | 市教育局 | 市财政局 |\n| 2 | 修路。 | 市交通局 | 市公安局 |"
    assert outline(parse_notice(text)) == [
        "-",
        " 1",
        "  建学校。 ‖ 市教育局 牵头; 市财政局 配合",
        " 2",
        "  修路。 ‖ 市交通局 牵头; 市公安局 配合",
    ]


def test_a_heading_repeated_on_the_next_page_continues_the_table() -> None:
    """One cell a line, a page number and the headings between; one section, ids that go on."""
    text = "\n".join([*HEAD, *ROWS[0], *ROWS[1], "— 2 —", *HEAD, *ROWS[2]])
    notice = parse_notice(text)
    assert outline(notice) == EXPECTED
    assert [requirement.id for requirement in notice.requirements] == ["1.1.1", "1.2.1", "1.3.1"]


def test_cells_may_be_parted_by_single_blanks() -> None:
    """One row a line, as copied from a page."""
    text = "\n".join(" ".join(row) for row in TABLE)
    assert outline(parse_notice(text)) == EXPECTED


def test_rows_whose_heading_was_cut_off_are_read_by_their_cells() -> None:
    """A page that starts in the middle of the table."""
    text = "\n".join("\t".join((row[0], row[2], row[3], row[4])) for row in ROWS)
    notice = parse_notice(text)
    assert outline(notice) == ["-", " 1", EXPECTED[2], " 2", EXPECTED[4], " 3", EXPECTED[6]]
    assert [doubt.code for doubt in notice.doubts] == ["table-without-heading"]


def test_a_table_ends_where_the_text_goes_on() -> None:
    """End matter is no cell."""
    text = "\n".join("\t".join(row) for row in TABLE) + "\n（此件公开发布）\n抄送：市委办公室。\n"
    notice = parse_notice(text)
    assert outline(notice) == EXPECTED
    assert notice.copied_to == ("市委办公室",)


NO_TABLES = {
    "figures": "年份\t产值\t增速\n2019\t30亿元\t5.1%\n2020\t35亿元\t5.2%",
    "disclosure": "公开事项\t内容要求\t责任单位\t公开时限\n预算\t部门预算\t市财政局\t20个工作日内\n决算\t部门决算\t市财政局\t20个工作日内",
    "navigation": "首页 | 新闻 | 政务公开 | 互动\n机构 | 法规 | 规划 | 人事",
    "form": "填报单位\t填报人\t联系电话\n\t\t",
}  # fmt: skip


@pytest.mark.parametrize("text", NO_TABLES.values(), ids=NO_TABLES)
def test_other_tables_divide_no_work(text: str) -> None:
    """Figures, catalogues, navigation and empty forms; every line of them is left over."""
    notice = parse_notice(text)
    assert notice.sections == ()
    assert "\n".join(block.text for block in notice.unparsed) == text.strip()


def test_a_row_of_pipes_alone_breaks_nothing() -> None:
    """Line ends inside cells leave lines that hold one pipe and no cell."""
    text = (
        "| 工作任务 | 责任单位 | 完成时限 |\n|\n建校\n| 修路 | 市交通局\n |\n 6月底前 |\n| 植树 | 市林业局 | 年底前 |\n"
    )
    assert [task.requirements[0].text for task in parse_notice(text).tasks][-1] == "植树"
