"""Docx paragraphs say what a reader of the paper sees."""

from __future__ import annotations

import pytest
from word_files import archive, cell, docx, paragraph, row, run, table

from policytasks.errors import SourceError
from policytasks.location import Location
from policytasks.sources.document import Document, Paragraph
from policytasks.sources.docx import read


def texts(body: str, **parts: str) -> list[str]:
    """The paragraphs of a document with this body."""
    return [one.text for one in read(docx(body, **parts), file="通知.docx").paragraphs]


def p(content: str) -> str:
    """A paragraph around runs."""
    return f"<w:p>{content}</w:p>"


def r(content: str) -> str:
    """A run around what is no text."""
    return f"<w:r>{content}</w:r>"


def test_paragraphs_are_counted_from_one_and_empty_ones_count() -> None:
    """Every paragraph of the body has its own place."""
    document = read(docx(paragraph("甲") + paragraph() + paragraph("乙")), file="通知.docx")
    assert document == Document(
        file="通知.docx",
        format="docx",
        blocks=tuple(
            Paragraph(text=text, location=Location(file="通知.docx", paragraph=number))
            for number, text in enumerate(("甲", "", "乙"), 1)
        ),
    )


def test_tabs_soft_breaks_and_special_hyphens_are_characters() -> None:
    """A soft break is a line break inside the paragraph."""
    body = p(
        r(
            "<w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>丁</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>戊</w:t>"
        )
    )
    assert texts(body) == ["甲\t乙\n丙\n丁-戊"]


def test_page_breaks_part_a_text_but_leave_no_line_at_its_ends() -> None:
    """A page break before or after the text moves it to another page only."""
    page = '<w:br w:type="page"/>'
    assert texts(p(r(f"{page}<w:t>甲</w:t>{page}<w:t>乙</w:t>{page}"))) == ["甲\n乙"]


def test_blanks_at_the_ends_count_only_when_preserved() -> None:
    """``xml:space`` decides, as in Word."""
    assert texts(p(r("<w:t> 甲 </w:t>") + r('<w:t xml:space="preserve"> 乙 </w:t>'))) == ["甲 乙 "]


def test_symbols_are_ordinary_characters() -> None:
    """``w:sym`` of Wingdings, and private characters in the text."""
    body = p(
        r('<w:sym w:font="Wingdings" w:char="F0FE"/>') + r("<w:t>\uf0b7甲</w:t>") + r('<w:sym w:font="X" w:char="zz"/>')
    )
    assert texts(body) == ["☑•甲"]


def test_a_field_shows_its_result_and_not_its_instruction() -> None:
    """Simple and complex fields, nested ones, and one that is never closed."""

    def mark(kind: str) -> str:
        return r(f'<w:fldChar w:fldCharType="{kind}"/>')

    instruction = r("<w:instrText> REF 附件 </w:instrText>")
    nested = (
        mark("begin")
        + r("<w:instrText>IF</w:instrText>")
        + mark("begin")
        + instruction
        + mark("separate")
        + run("内")
        + mark("end")
    )
    body = (
        p(mark("begin") + instruction + mark("separate") + run("附件一") + mark("end") + run("见"))
        + p(f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>')
        + p(nested + mark("separate") + run("外") + mark("end"))
        + p(mark("begin") + instruction + run("看不见"))
        + p(run("后文"))
    )
    assert texts(body) == ["附件一见", "3", "外", "", "后文"]


@pytest.mark.parametrize(
    ("instruction", "printed"),
    [
        ("EQ \\o\\ac(○,1)", "①"),
        ("eq \\o\\ac(○, 21)", "㉑"),
        ("EQ \\o\\ac(○,36)", "㊱"),
        ("EQ \\o\\ac(○,密)", "密"),
        ("TC 目录", ""),
    ],
)
def test_a_character_in_a_circle_is_a_field_without_result(instruction: str, printed: str) -> None:
    """带圈字符 is stored as an EQ field."""
    marks = [r(f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "end")]
    assert texts(p(marks[0] + r(f"<w:instrText>{instruction}</w:instrText>") + marks[1])) == [printed]


def test_hyperlinks_smart_tags_controls_and_formulas_are_text() -> None:
    """Wrappers around runs are opened."""
    body = p(
        f'<w:hyperlink r:id="x">{run("链接")}</w:hyperlink><w:smartTag>{run("标记")}</w:smartTag>'
        f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt><w:bdo>{run('方向')}</w:bdo>"
        "<m:oMath><m:r><m:t>x²</m:t></m:r></m:oMath>"
    )
    assert texts(body) == ["链接标记控件方向x²"]


def test_block_controls_are_opened_and_unfilled_ones_dropped() -> None:
    """A prompt (单击此处输入文字) was never printed by its author."""
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('标题')}</w:sdtContent></w:sdt>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('单击此处')}</w:sdtContent></w:sdt>"
    assert texts(filled + prompt + paragraph("正文")) == ["标题", "正文"]


def test_inserted_text_is_kept_deleted_text_dropped_and_a_doubt_says_so() -> None:
    """Tracked changes are read as if accepted."""
    body = p(
        f"{run('责任单位：')}<w:ins>{run('区财政局')}</w:ins><w:del><w:r><w:delText>区商务局</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('旧处')}</w:moveFrom><w:moveTo>{run('新处')}</w:moveTo>"
    )
    document = read(docx(body), file="x")
    assert [one.text for one in document.paragraphs] == ["责任单位：区财政局新处"]
    assert [(doubt.code, doubt.location) for doubt in document.doubts] == [
        ("tracked-changes", Location(file="x", paragraph=1))
    ]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    """Accepting the deletion of a paragraph mark makes one paragraph of two."""
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('前半')}</w:p>"
    assert texts(first + paragraph("后半") + first) == ["前半后半", "前半"]


def test_hidden_text_is_not_read() -> None:
    """``w:vanish`` directly, switched off, and by a style."""
    styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = p(
        run("显") + run("隐", "<w:vanish/>") + run("现", '<w:vanish w:val="0"/>') + run("藏", '<w:rStyle w:val="H"/>')
        + run("露", '<w:rStyle w:val="H"/><w:vanish w:val="false"/>')
    )  # fmt: skip
    assert texts(body, styles=styles) == ["显现露"]


def test_phonetic_guides_leave_the_text_below_them() -> None:
    """``w:ruby``: the base, without the guide."""
    assert texts(
        p(r(f"<w:ruby><w:rt>{run('yǎn')}</w:rt><w:rubyBase>{run('兖')}</w:rubyBase></w:ruby>") + run("州"))
    ) == ["兖州"]


BOX = "<w:txbxContent>{}</w:txbxContent>"


def test_a_text_box_is_read_once_after_its_anchor() -> None:
    """The new and the old form of one text box stand side by side in the file."""
    inside = BOX.format(paragraph("特急") + paragraph("密"))
    new = f"<w:drawing><wp:anchor><a:graphic><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphic></wp:anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    both = f'<mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>'
    assert texts(p(run("正文") + r(both)) + p(r(old))) == ["正文", "特急", "密", "", "特急", "密"]


def test_a_choice_without_text_gives_way_to_its_fall_back() -> None:
    """A drawing that only the old form describes."""
    old = f"<w:pict><v:textbox>{BOX.format(paragraph('印章'))}</v:textbox></w:pict>"
    body = p(
        r(
            f"<mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
        )
    )
    assert texts(body) == ["", "印章"]


def test_notes_follow_the_body_in_the_order_of_their_references() -> None:
    """Only notes that are referred to are printed."""

    def reference(kind: str, name: int) -> str:
        return r(f'<w:{kind}Reference w:id="{name}"/>')

    notes = "".join(
        f'<w:footnote w:id="{name}">{paragraph(text)}</w:footnote>'
        for name, text in ((1, "注一"), (2, "注二"), (3, "未用"))
    )
    ends = f'<w:endnote w:id="1">{paragraph("尾注")}</w:endnote>'
    body = p(run("甲") + reference("endnote", 1) + reference("footnote", 2)) + p(run("乙") + reference("footnote", 1))
    assert texts(body, footnotes=notes, endnotes=ends) == ["甲", "乙", "注二", "注一", "尾注"]


def test_headers_and_footers_are_read_only_when_they_say_something_new() -> None:
    """A letterhead comes first; page numbers and running titles are dropped."""
    document = read(
        docx(
            paragraph("关于印发任务分工的通知"),
            header=paragraph("关于印发任务分工的通知") + paragraph("兖州区人民政府办公室文件"),
            footer=paragraph("— 1 —") + paragraph("第 2 页 共 9 页"),
        ),
        file="x",
    )
    assert [(one.text, one.location.paragraph) for one in document.paragraphs] == [
        ("兖州区人民政府办公室文件", 2),
        ("关于印发任务分工的通知", 1),
    ]


def test_bold_spans_are_joined_and_counted_behind_the_label() -> None:
    """Bold comes from the run, its style or the paragraph's style; a bold run style in a bold paragraph is plain."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="B"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="S"><w:rPr><w:b/></w:rPr></w:style>'
    )
    plain = p(
        run("牵头", "<w:b/>") + run("单位", '<w:b w:val="1"/>') + run("：区") + run("局", '<w:rStyle w:val="S"/>')
    )
    pieces = run("甲") + run("乙", '<w:b w:val="0"/>') + run("丙", '<w:rStyle w:val="S"/>')
    bold = f'<w:p><w:pPr><w:pStyle w:val="B"/></w:pPr>{pieces}</w:p>'
    document = read(docx(plain + bold, styles=styles), file="x")
    assert [one.bold for one in document.paragraphs] == [((0, 4), (6, 7)), ((0, 1),)]


def test_centred_and_heading_come_from_the_paragraph_or_its_style() -> None:
    """A paragraph's own words beat those of its style."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="heading 2"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    )
    body = (
        paragraph("甲", style="T")
        + paragraph("乙", style="T", properties='<w:jc w:val="left"/><w:outlineLvl w:val="9"/>')
        + paragraph("丙", properties='<w:jc w:val="center"/><w:outlineLvl w:val="0"/>')
        + paragraph("丁", style="不存在")
    )
    found = [(one.centred, one.heading) for one in read(docx(body, styles=styles), file="x").paragraphs]
    assert found == [(True, 2), (False, None), (True, 1), (False, None)]


def test_a_style_that_is_based_on_itself_ends() -> None:
    """A circle in ``w:basedOn`` is cut."""
    styles = '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    assert texts(paragraph("甲", style="A"), styles=styles) == ["甲"]


def test_embedded_files_are_a_doubt() -> None:
    """``w:altChunk`` is text that Word would take from a file of another format."""
    document = read(docx(paragraph("甲") + '<w:altChunk r:id="x"/>'), file="x")
    assert [doubt.code for doubt in document.doubts] == ["unread-part"]


def test_a_scan_in_a_docx_is_a_doubt() -> None:
    """Pictures and no text; a picture beside text is no doubt."""
    found = [read(docx(p(r("<w:drawing/>")) + more), file="x").doubts for more in ("", paragraph("甲"))]
    assert [[doubt.code for doubt in doubts] for doubts in found] == [["page-without-text"], []]


def test_the_strict_variant_reads_alike() -> None:
    """ISO strict files name other namespaces."""
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = archive(
        {"word/document.xml": f'<w:document xmlns:w="{strict}"><w:body>{p(r("<w:t>甲</w:t>"))}</w:body></w:document>'}
    )
    assert read(data, file="x").text == "甲"


def test_the_main_part_is_found_by_its_relationship() -> None:
    """Some makers name it document2.xml, or write absolute or backward targets."""
    relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    body = docx(paragraph("甲"))
    data = archive(
        {
            "_rels/.rels": f'<Relationships xmlns="{relationships}"><Relationship Type="{kind}" Target="/word/document2.xml"/></Relationships>',
            "word\\document2.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            "<w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>",
        }
    )
    assert read(data, file="x").text == read(body, file="x").text == "甲"


def test_a_document_without_body_is_a_source_error() -> None:
    """The message names the part and what stood there."""
    data = archive({"word/document.xml": "<a/>"})
    with pytest.raises(SourceError) as raised:
        read(data, file="x")
    assert str(raised.value) == "x!word/document.xml: the file has no text part; found a; expected w:document"


def test_quote_gives_back_every_paragraph() -> None:
    """Each place is the place of one paragraph only, in cells, text boxes and nested tables too."""
    inner = table(row(cell("内一"), cell("内二")))
    body = (
        paragraph("前")
        + table(row(cell(content=paragraph("一") + inner + paragraph("二")), cell("三")))
        + paragraph("后")
    )
    document = read(docx(body), file="x")
    assert [document.quote(one.location) for one in document.paragraphs] == [
        "前",
        "一",
        "内一",
        "内二",
        "二",
        "三",
        "后",
    ]


def test_choices_around_runs_and_around_paragraphs_give_one_branch() -> None:
    """The first branch that has text between runs; the first branch between blocks."""

    def choice(first: str, second: str) -> str:
        return f"<mc:AlternateContent><mc:Choice>{first}</mc:Choice><mc:Fallback>{second}</mc:Fallback></mc:AlternateContent>"

    only_old = f"<mc:AlternateContent><mc:Fallback>{paragraph('旧')}</mc:Fallback></mc:AlternateContent>"
    body = p(choice(run("新"), run("旧")) + choice("", run("旧"))) + choice(paragraph("新"), paragraph("旧")) + only_old
    assert texts(body) == ["新旧", "新", "旧"]


def test_a_choice_inside_a_drawing_is_made_once() -> None:
    """A group of shapes keeps its own choice."""
    box = BOX.format(paragraph("印"))
    inner = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert texts(p(r(f"<w:drawing><wp:inline>{inner}</wp:inline></w:drawing>"))) == ["", "印"]


def test_a_simple_field_without_result_may_be_a_circle_too() -> None:
    """Also with the circle named second."""
    assert texts(p('<w:fldSimple w:instr="EQ \\o\\ac(3,○)"/>')) == ["③"]


def test_wrappers_around_blocks_are_opened() -> None:
    """``w:customXml`` and tracked moves around whole paragraphs."""
    assert texts(f"<w:customXml>{paragraph('甲')}</w:customXml><w:moveTo>{paragraph('乙')}</w:moveTo>") == ["甲", "乙"]


def test_parts_that_are_named_but_missing_are_done_without() -> None:
    """A relationship to a main part or a header that is not in the archive."""
    relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def related(name: str, target: str) -> str:
        return f'<Relationships xmlns="{relationships}"><Relationship Type="{kind}/{name}" Target="{target}"/></Relationships>'

    data = archive(
        {
            "_rels/.rels": related("officeDocument", "word/missing.xml"),
            "word/_rels/document.xml.rels": related("header", "header1.xml"),
            "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            "<w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>",
        }
    )
    assert read(data, file="x").text == "甲"


def test_a_docx_that_only_wraps_a_page_is_read_as_the_page() -> None:
    """Exports of web systems: an empty body around one embedded page."""
    relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    data = archive(
        {
            "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            "<w:body><w:altChunk/></w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{relationships}">'
            f'<Relationship Id="r" Type="{kind}" Target="/word/afchunk.html"/></Relationships>',
            "word/afchunk.html": "<html><body><p>责任单位：区财政局</p></body></html>",
        }
    )
    document = read(data, file="x.docx")
    assert (document.format, document.file, document.text, document.doubts) == (
        "docx",
        "x.docx",
        "责任单位：区财政局",
        (),
    )
