"""Layout: characters with places become the paragraphs and tables that were typeset."""

from __future__ import annotations

import attrs
import pytest
from blocks import Outline, assert_every_place_quotes_its_text, outline
from printed_pages import LEFT, RIGHT, Sheet

from policytasks.location import Location
from policytasks.sources.document import Document, Paragraph
from policytasks.sources.layout import Ruling, document_of
from policytasks.sources.layout_lines import unified

XS = (50.0, 118.0, 186.0, 254.0)  # columns of six characters each
FIRST = "各级各部门要高度重视政务公开工作，围绕政务公开重点任务，加强机构建设、人员配备和经费保障工作。"
SECOND = "全年落实情况于11月底前报区政府办公室。"


def read(*sheets: Sheet) -> Document:
    """The document that sheets make."""
    document = document_of([sheet.page() for sheet in sheets], file="x.pdf", format="pdf")
    assert_every_place_quotes_its_text(document)
    return document


def blocks(*sheets: Sheet) -> Outline:
    """The outline of the document that sheets make."""
    return outline(read(*sheets))


def test_indented_paragraphs_are_joined_over_their_lines() -> None:
    """A first-line indent starts a paragraph, also after a line that is full."""
    sheet = Sheet()
    full = FIRST[:38]
    sheet.paragraph(full)
    sheet.paragraph(SECOND)
    assert blocks(sheet) == [full, SECOND]


def test_distance_parts_paragraphs_without_indent() -> None:
    """A wider gap between lines starts a paragraph."""
    sheet = Sheet()
    for text in (FIRST[:40], FIRST[:40]):
        sheet.paragraph(text, indent=0)
        sheet.y += 8
    assert blocks(sheet) == [FIRST[:40]] * 2


def test_a_short_line_ends_its_paragraph() -> None:
    """Where the next word would have found room, a paragraph ended."""
    sheet = Sheet()
    sheet.paragraph(FIRST[:40], indent=0)
    sheet.line("到此为止。")
    sheet.line("另起一段。")
    assert blocks(sheet) == [FIRST[:40] + "到此为止。", "另起一段。"]


def test_a_line_may_end_before_what_cannot_be_parted() -> None:
    """A line that leaves room for one character goes on when a mark sticks to that character."""
    sheet = Sheet()
    sheet.paragraph(FIRST[:40], indent=0)
    sheet.line(FIRST[:18])
    sheet.line("“号”答问。")
    assert blocks(sheet) == [FIRST[:40] + FIRST[:18] + "“号”答问。"]


def test_centred_and_right_lines_are_paragraphs() -> None:
    """Title lines stand alone and are centred; nothing runs on from a date at the right."""
    sheet = Sheet()
    sheet.line("关于印发任务分工的", x=105)
    sheet.line("通知", x=140)
    sheet.paragraph(FIRST[:38])
    sheet.line("区政府办公室", x=RIGHT - 60)
    sheet.line("2021年7月29日", x=RIGHT - 75)
    sheet.line("附件")
    document = read(sheet)
    assert [(one.text, one.centred) for one in document.paragraphs] == [
        ("关于印发任务分工的", True),
        ("通知", True),
        (FIRST[:38], False),
        ("区政府办公室", False),
        ("2021年7月29日", False),
        ("附件", False),
    ]


def test_paragraphs_go_on_over_pages_and_know_where_they_began() -> None:
    """A full line at the foot of a page goes on at the head of the next; page numbers stand apart."""
    one, two = Sheet(1), Sheet(2)
    one.paragraph(FIRST[:38])
    one.paragraph(FIRST[:18])
    two.line(FIRST[18:30])
    two.paragraph(SECOND)
    for sheet in (one, two):
        sheet.y = 385
        sheet.line(f"—{sheet.number}—", x=140)
    document = read(one, two)
    assert [(one.text, one.location) for one in document.paragraphs] == [
        (FIRST[:38], Location(file="x.pdf", page=1, paragraph=1)),
        (FIRST[:30], Location(file="x.pdf", page=1, paragraph=2)),
        (SECOND, Location(file="x.pdf", page=2, paragraph=3)),
    ]
    assert [one.text for one in document.furniture] == ["—1—", "—2—"]


def test_running_heads_stand_apart() -> None:
    """A line that heads page after page is furniture; a first line that does not is text."""
    sheets = [Sheet(number, y=30) for number in (1, 2, 3)]
    for sheet in sheets:
        sheet.line("区政府办公室文件", x=110)
        sheet.y = 60
        sheet.paragraph(f"第{sheet.number}段。" + SECOND)
    document = read(*sheets)
    assert [one.text for one in document.furniture] == ["区政府办公室文件"] * 3
    assert len(document.paragraphs) == 3


def test_gaps_of_forms_and_flattened_tables_are_blanks() -> None:
    """Words that stand clearly apart are parted; digits beside Chinese are not; letters form words."""
    sheet = Sheet()
    sheet.paragraph(FIRST[:40], indent=0)
    for text in ("序号  任务    单位", "2021年GDP of China", "通 知"):
        sheet.line(text)
    assert [one.text for one in read(sheet).paragraphs][1:] == ["序号  任务    单位", "2021年GDP of China", "通 知"]


def test_bold_is_kept_over_lines() -> None:
    """Spans in bold go on where a paragraph was broken, and twice printed glyphs are bold."""
    sheet = Sheet()
    sheet.line(FIRST[:20], bold=True)
    sheet.line("第二行。")
    sheet.y += 20
    for shift in (0.0, 0.4):
        sheet.y = 120
        sheet.line("叠印", x=LEFT + shift)
    assert [(one.text, one.bold) for one in read(sheet).paragraphs] == [
        (FIRST[:20] + "第二行。", ((0, 20),)),
        ("叠印", ((0, 2),)),
    ]


def test_a_ruled_table_has_cells_with_lines_joined() -> None:
    """Text broken in a cell is joined, names under each other are not, a row without verticals is one cell."""
    sheet = Sheet()
    sheet.line("附件")
    sheet.y += 10
    sheet.row([["任务"], ["要求"], ["单位"]], XS)
    sheet.row([["一、部分"]], (XS[0], XS[-1]))
    sheet.row(
        [["甲"], ["做好政务公开", "工作。"], ["区财政局", "区人力资源和", "社会保障局", "区市场监管局", "区民政局"]], XS
    )
    sheet.line("抄送：区委办公室。")
    assert blocks(sheet) == [
        "附件",
        [
            (0, 0, 1, 1, ("任务",)),
            (0, 1, 1, 1, ("要求",)),
            (0, 2, 1, 1, ("单位",)),
            (1, 0, 1, 3, ("一、部分",)),
            (2, 0, 1, 1, ("甲",)),
            (2, 1, 1, 1, ("做好政务公开工作。",)),
            (2, 2, 1, 1, ("区财政局", "区人力资源和社会保障局", "区市场监管局", "区民政局")),
        ],
        "抄送：区委办公室。",
    ]


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["市场监管综合", "局", "民政局"], ("市场监管综合局", "民政局")),
        (["财政局", "市场监管总站", "发展改革一局", "应急管理二局", "司法局"], ("财政局", "市场监管总站发展改革一局", "应急管理二局", "司法局")),
        (["财政局", "国家税务总局", "区第一税务局"], ("财政局", "国家税务总局区第一税务局")),
        (["财政局", "资源与规划局", "新区第一分局"], ("财政局", "资源与规划局新区第一分局")),
    ],
)  # fmt: skip
def test_names_that_fill_their_lines_stay_names(lines: list[str], names: tuple[str, ...]) -> None:
    """In a list of units a full line that ends as a name is one; a head office goes on with its branch."""
    sheet = Sheet()
    sheet.row([["甲"], ["公开"], lines], XS)
    ((*_, cell),) = blocks(sheet)
    assert cell[4] == names


def test_cells_without_a_line_between_them_are_merged() -> None:
    """A side that is not drawn makes one cell over two rows."""
    sheet = Sheet()
    for cells in (["甲", "一", "财政局"], ["", "二", "民政局"]):
        sheet.row([[text] if text else [] for text in cells], XS)
    for index in (5, 10):  # the foot of the first row and the head of the second
        sheet.rulings[index] = attrs.evolve(sheet.rulings[index], left=XS[1])
    assert blocks(sheet) == [
        [(0, 0, 2, 1, ("甲",)), (0, 1, 1, 1, ("一",)), (0, 2, 1, 1, ("财政局",)), (1, 1, 1, 1, ("二",)), (1, 2, 1, 1, ("民政局",))]
    ]  # fmt: skip


def test_a_box_around_text_is_no_table() -> None:
    """A frame leaves its lines to the running text."""
    sheet = Sheet()
    sheet.row([["做好政务公开工作，确保落实到", "位。"]], (LEFT, RIGHT))
    assert [type(block) for block in read(sheet).blocks] == [Paragraph]


def foot(sheet: Sheet, cells: list[list[str]], *, head: bool = False) -> None:
    """Rows down to the foot of the page, the given one last."""
    if head:
        sheet.row([["任务"], ["要求"], ["单位"]], XS)
    while sheet.y < 330:
        sheet.row([["甲"], ["公开信息。"], ["区财政局"]], XS)
    sheet.row(cells, XS)


def table_over_pages(last: list[list[str]], first: list[list[str]], *, repeat: bool = False) -> Outline:
    """The rows around the page break of a table on two pages, with one more row behind it."""
    one, two = Sheet(1, y=40), Sheet(2, y=40)
    foot(one, last, head=True)
    if repeat:
        two.row([["任务"], ["要求"], ["单位"]], XS)
    two.row(first, XS)
    two.row([["丁"], ["公布结果。"], ["区司法局"]], XS)
    (table,) = blocks(one, two)
    assert isinstance(table, list)
    end = table[-1][0]
    return [[cell for cell in table if cell[0] + cell[2] > end - 2]]


def test_a_row_that_the_page_break_cut_is_one_row() -> None:
    """A sentence that stops in a full line goes on in the row on the next page."""
    (cells,) = table_over_pages([["丙"], ["做好重点领域"], ["区民政局"]], [[], ["信息公开。"], []])
    assert [cell[4] for cell in cells][-6:-3] == [("丙",), ("做好重点领域信息公开。",), ("区民政局",)]


def test_a_list_of_units_goes_on_in_a_row_that_is_blank_but_for_it() -> None:
    """Nothing but more units on the next page: the row was cut."""
    (cells,) = table_over_pages([["丙"], ["做好公开。"], ["区民政局"]], [[], [], ["区财政局"]])
    assert [cell[4] for cell in cells][-6:-3] == [("丙",), ("做好公开。",), ("区民政局", "区财政局")]


def test_a_row_behind_the_page_break_stays_a_row() -> None:
    """A sentence that ended above, a task below: two rows, though a full name stands in one of them."""
    (cells,) = table_over_pages([["乙"], ["做好公开。"], ["区市场监管局"]], [["丙"], ["公布目录。"], ["区财政局"]])
    assert [cell[4] for cell in cells][-6:-3] == [("丙",), ("公布目录。",), ("区财政局",)]


def test_a_heading_row_that_the_next_page_repeats_is_furniture() -> None:
    """The heading stands in the table once, and the row cut under it is whole."""
    one, two = Sheet(1, y=40), Sheet(2, y=40)
    foot(one, [["丙"], ["做好重点领域"], ["区民政局"]], head=True)
    two.row([["任务"], ["要求"], ["单位"]], XS)
    two.row([[], ["信息公开。"], []], XS)
    document = read(one, two)
    assert [cell.text for cell in document.tables[0].cells][-3:] == ["丙", "做好重点领域信息公开。", "区民政局"]
    assert [one.text for one in document.furniture] == ["任务", "要求", "单位"]


def test_text_between_them_parts_two_tables() -> None:
    """A line at the head of a page starts something new, however alike the tables are."""
    one, two = Sheet(1, y=40), Sheet(2, y=60)
    foot(one, [["丙"], ["公开信息。"], ["区民政局"]])
    two.line("附件2")
    two.y += 10
    two.row([["丁"], ["公布结果。"], ["区司法局"]], XS)
    assert [type(block).__name__ for block in read(one, two).blocks] == ["Table", "Paragraph", "Table"]


def test_a_table_without_outer_verticals_is_whole() -> None:
    """Columns at the open sides of a table hold their text too."""
    sheet = Sheet()
    for cells in (["任务", "要求", "单位"], ["甲", "公开", "财政局"]):
        sheet.row([[text] for text in cells], XS)
    sheet.rulings = [ruling for ruling in sheet.rulings if ruling.left != ruling.right or XS[0] < ruling.left < XS[-1]]
    (table,) = read(sheet).tables
    assert [[cell.text if cell else "" for cell in row] for row in table.grid()] == [
        ["任务", "要求", "单位"],
        ["甲", "公开", "财政局"],
    ]


@pytest.mark.parametrize(
    ("printed", "read_as"), [("⼀", "一"), ("⻓", "长"), ("⼯", "工"), ("一", "一"), ("A", "A"), ("⺀", "⺀")]
)
def test_radicals_of_fonts_are_ordinary_characters(printed: str, read_as: str) -> None:
    """⼀ and ⻓ that a font names for 一 and 长 are read as what is seen."""
    assert unified(printed) == read_as


def test_a_page_full_of_lines_is_read_without_tables() -> None:
    """A drawing of tens of thousands of strokes is no table and takes no time."""
    sheet = Sheet()
    sheet.line("正文")
    sheet.rulings = [Ruling(0, number / 100, 300, number / 100) for number in range(30_000)]
    assert blocks(sheet) == ["正文"]
