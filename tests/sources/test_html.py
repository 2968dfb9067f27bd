"""Web pages: what a visitor reads becomes paragraphs and tables, the furniture of the portal stands apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from blocks import assert_every_place_quotes_its_text, outline

from policytasks.errors import SourceError
from policytasks.location import Location
from policytasks.sources.docx import read as read_docx
from policytasks.sources.html import read


def texts(markup: str) -> list[str]:
    """The paragraphs of a page."""
    return [paragraph.text for paragraph in read(markup.encode(), file="page.html").paragraphs]


def furniture(markup: str) -> list[str]:
    """The furniture of a page."""
    return [paragraph.text for paragraph in read(markup.encode(), file="page.html").furniture]


def rows(markup: str, number: int = 0) -> list[list[str | None]]:
    """One table of a page as rows of texts; merged cells are repeated, missing ones None."""
    table = read(markup.encode(), file="page.html").tables[number]
    return [[cell.text if cell else None for cell in row] for row in table.grid()]


def test_the_real_notice_has_the_blocks_of_its_docx(data: Path) -> None:
    """Title lines, letter, table with its spans and imprint are those of the docx."""
    page = read((data / "yanzhou-2021-20.html").read_bytes(), file="y.html")
    word = read_docx((data / "yanzhou-2021-20.docx").read_bytes(), file="y.docx")
    assert outline(page) == outline(word)
    assert_every_place_quotes_its_text(page)


def test_line_breaks_and_blocks_part_paragraphs() -> None:
    """``<br>``, ``<div>`` and ``<p>`` each end a line; inline tags do not."""
    assert texts("<div>一<b>二</b><br>三<div>四</div>五</div><p>六</p>") == ["一二", "三", "四", "五", "六"]


def test_blanks_collapse_as_on_the_screen() -> None:
    """Line ends between Chinese characters vanish, others are blanks, no-break blanks stay."""
    assert texts("<p>\n 政务\n公开 a\n  b&nbsp;&nbsp;c\n</p>") == ["政务公开 a b\xa0\xa0c"]


def test_indenting_of_the_source_leaves_no_blanks() -> None:
    """Tags on lines of their own part nothing that is Chinese."""
    assert texts("<p><span>印发</span>\n<span>2021</span>\n<span>年</span></p>") == ["印发2021年"]


def test_preformatted_lines_stay_lines() -> None:
    """In ``<pre>`` each line is a paragraph."""
    assert texts("<pre>一、甲\n二、  乙</pre>") == ["一、甲", "二、  乙"]


def test_what_nobody_sees_is_no_text() -> None:
    """Scripts, styles, templates and hidden elements are left out, and part no lines."""
    markup = (
        "<style>p{}</style>甲<script>x='<p>否</p>'</script>乙<p style='display: none'>否</p><span hidden>否</span>丙"
    )
    assert texts(markup) == ["甲乙丙"]


def test_style_of_paragraphs_is_kept() -> None:
    """Bold spans, centring and levels of headings come from tags and styles."""
    page = read(
        '<h2>标题</h2><p style="text-align:center">中<span style="font-weight:bold">粗</span>细</p>'
        "<center>中</center><div align=center><p align=left>左</p></div>".encode(),
        file="",
    )
    assert [(one.text, one.heading, one.centred, one.bold) for one in page.paragraphs] == [
        ("标题", 2, False, ((0, 2),)),
        ("中粗细", None, True, ((1, 2),)),
        ("中", None, True, ()),
        ("左", None, False, ()),
    ]


def test_numbers_of_ordered_lists_are_printed() -> None:
    """An item starts with the number that a browser shows."""
    page = read("<ol start=3><li>甲<li value=7><p>乙</p></ol><ul><li>丙</ul>".encode(), file="")
    assert [(one.number, one.text) for one in page.paragraphs] == [("3.", "3.甲"), ("7.", "7.乙"), ("", "丙")]


def test_chinese_numbers_of_lists_are_printed() -> None:
    """A list in Chinese numerals shows them."""
    items = "".join(f"<li>{mark}" for mark in "甲乙丙丁戊己庚辛壬癸子")
    numbered = texts(f"<ol style='list-style-type: cjk-ideographic'>{items}</ol>")
    assert [numbered[0], numbered[9], numbered[10]] == ["一、甲", "十、癸", "十一、子"]


TASKS = "<tr><th>任务<th>单位<tr><td rowspan=2>甲<td>财政局<br>民政局<tr><td>司法局<tr><td colspan=2>二、乙"


def test_cells_know_spans_and_places() -> None:
    """Merged cells stand once, with the lines of each cell counted in it."""
    page = read(f"<p>前</p><table>{TASKS}</table>".encode(), file="p.html")
    assert [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in page.tables[0].cells] == [
        (0, 0, 1, 1, "任务"),
        (0, 1, 1, 1, "单位"),
        (1, 0, 2, 1, "甲"),
        (1, 1, 1, 1, "财政局\n民政局"),
        (2, 1, 1, 1, "司法局"),
        (3, 0, 1, 2, "二、乙"),
    ]
    assert page.paragraphs[5].location == Location(file="p.html", table=1, row=2, column=2, paragraph=2)
    assert_every_place_quotes_its_text(page)


def test_spans_past_the_table_end_with_it() -> None:
    """``rowspan=65534 colspan=1000`` covers what there is and costs nothing."""
    markup = "<table><tr><th>甲<th>乙<th>丙<tr><td rowspan=65534>1<td colspan=1000>2<tr><td>3<td>4</table>"
    assert rows(markup) == [["甲", "乙", "丙"], ["1", "2", "2"], ["1", "3", "4"]]


def test_tables_that_lay_out_the_page_are_dissolved() -> None:
    """Wrappers around metadata and article leave their blocks; the metadata stay a table."""
    markup = (
        "<table><tr><td><table><tr><td>索引号：<td>0001<tr><td>发文机关：<td>区政府</table></td></tr>"
        "<tr><td><table><tr><td><div id='zoom'><p>标题</p>"
        + "<p>正文一段，很长的一段。</p>" * 8
        + "</div></table></td></tr></table>"
    )
    page = read(markup.encode(), file="")
    assert rows(markup) == [["索引号：", "0001"], ["发文机关：", "区政府"]]
    assert [type(block).__name__ for block in page.blocks] == ["Table", *["Paragraph"] * 9]


def test_a_long_cell_beside_short_ones_is_data() -> None:
    """One row under a heading row stays a table, though one of its cells has many paragraphs."""
    long = "<p>做好重点领域信息公开。</p>" * 9
    assert rows(f"<table><tr><td>任务<td>要求<td>单位<tr><td>甲<td>{long}<td>区财政局</table>")[0] == [
        "任务",
        "要求",
        "单位",
    ]


def test_a_table_in_a_cell_is_a_block_of_the_cell() -> None:
    """Data inside data are kept where they stand, and counted on."""
    inner = "<table><tr><td>1<td>2<tr><td>3<td>4</table>"
    page = read(f"<table><tr><th>甲<th>乙<tr><td>{inner}<td>丙</table>".encode(), file="")
    cell = page.tables[0].cells[2]
    assert [[inside.text for inside in block.cells] for block in cell.blocks] == [["1", "2", "3", "4"]]  # type: ignore[union-attr]
    assert str(cell.paragraphs[3].location) == "<text>:T2!R2C2"


def portal(article: str) -> str:
    """A page as portals send it: links before the article, the foot of the site behind it."""
    links = "".join(f"<li><a href=/{number}>栏目{number}</a></li>" for number in range(200))
    return (
        f"<div class='header'><ul>{links}</ul></div><div>当前位置：<a href=/>首页</a> &gt; 政务公开</div>"
        f"<h1>区政府办公室关于做好工作的通知</h1><div>【字体：大 中 小】</div><div class='TRS_Editor'>{article}</div>"
        "<div>扫一扫在手机打开当前页</div><div class='bottom'><p>主办单位：区政府办公室　承办单位：区大数据中心</p>"
        "<p>鲁ICP备12345678号 网站标识码3708120001</p></div>"
    )


def test_the_furniture_of_a_portal_stands_apart() -> None:
    """Navigation, font buttons and the foot of the site are no part of the text; title and article are."""
    article = "<p>各镇人民政府：</p>" + "<p>（一）做好重点领域信息公开。（责任单位：区财政局）</p>" * 3
    page = portal(article)
    assert texts(page) == [
        "区政府办公室关于做好工作的通知",
        "各镇人民政府：",
        *["（一）做好重点领域信息公开。（责任单位：区财政局）"] * 3,
    ]
    apart = furniture(page)
    assert len(apart) == 205
    assert apart[200:] == [
        "当前位置：首页 > 政务公开",
        "【字体：大 中 小】",
        "扫一扫在手机打开当前页",
        "主办单位：区政府办公室　承办单位：区大数据中心",
        "鲁ICP备12345678号 网站标识码3708120001",
    ]
    assert_every_place_quotes_its_text(read(page.encode(), file="p.html"))


def test_links_inside_the_article_are_text() -> None:
    """Annexes are links too."""
    article = "<p>各镇人民政府：做好重点领域信息公开工作。</p><p><a href=x>附件：任务分工</a></p>"
    assert texts(portal(article))[-1] == "附件：任务分工"


def test_a_page_of_links_only_is_all_text() -> None:
    """Where nothing but furniture is, nothing is taken for furniture."""
    assert texts("<nav><a href=a>甲</a></nav>") == ["甲"]


@pytest.mark.parametrize(("encoding", "declared"), [("gb18030", "utf-8"), ("utf-8", "gb2312"), ("utf-16", "gbk")])
def test_a_lying_charset_is_not_believed(encoding: str, declared: str) -> None:
    """The bytes decide what they say, not the page."""
    markup = f"<html><meta charset={declared}><body><p>各级各部门要高度重视政务公开工作，确保责任落实到位。</p></html>"
    assert [one.text for one in read(markup.encode(encoding), file="").paragraphs] == [
        "各级各部门要高度重视政务公开工作，确保责任落实到位。"
    ]


@pytest.mark.parametrize(
    "markup",
    [
        "<div " + " ".join(f"a{number}=1" for number in range(300_000)) + ">x</div>",
        "<div " + " ".join(f"a{number}" for number in range(300_000)) + ">x</div>",
        "<div " + " ".join(f"a{number}" for number in range(300_000)),
        '<a "' * 300_000,
        "<div>" * 100_000 + "x",
        "<table>" + "<tr><td rowspan=65534 colspan=1000>a<td>b" * 5_000 + "</table>",
        "<table><tr>" + "<td>x" * 50_000,
    ],
    ids=["attributes", "bare attributes", "open tag", "quotes", "depth", "spans", "columns"],
)
def test_hostile_pages_are_refused_at_once(markup: str) -> None:
    """Pages on which parsers hang raise an error instead."""
    with pytest.raises(SourceError, match="too"):
        read(markup.encode(), file="page.html")


def test_deep_but_readable_pages_are_read() -> None:
    """Hundreds of tags that editors never closed are no reason to lose text."""
    assert texts("<font>" * 900 + "甲" + "</font>" * 900 + "<p>乙</p>") == ["甲", "乙"]


@pytest.mark.parametrize("markup", ["", " ", "<!-- -->", "<script>x</script>"])
def test_a_page_without_text_has_no_blocks(markup: str) -> None:
    """Nothing printed is nothing read."""
    assert read(markup.encode(), file="").blocks == ()
