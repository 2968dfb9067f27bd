"""Automatic numbers are those that Word prints."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from word_files import abstract, concrete, docx, level, paragraph, start_override

from policytasks.sources.docx import read
from policytasks.sources.number_formats import format_number

OUTLINE = abstract(
    1,
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircle", "%4", more='<w:suff w:val="nothing"/>'),
)
"""The scheme of official documents: 一、（一）1. ①."""


def numbers(body: str, numbering: str, styles: str = "") -> list[str]:
    """The automatic numbers of a document's paragraphs."""
    return [paragraph.number for paragraph in read(docx(body, numbering=numbering, styles=styles), file="x").paragraphs]


def test_the_label_stands_in_front_of_the_text_and_apart() -> None:
    """A number is part of the text, as on paper, and also known by itself."""
    document = read(docx(paragraph("加强领导", number=(1, 1)), numbering=OUTLINE + concrete(1, 1)), file="a.docx")
    assert [(one.number, one.text) for one in document.paragraphs] == [("（一）", "（一） 加强领导")]


def test_a_level_without_suffix_touches_its_text() -> None:
    """``w:suff`` nothing: no blank after the number."""
    document = read(docx(paragraph("甲事项", number=(1, 3)), numbering=OUTLINE + concrete(1, 1)), file="a.docx")
    assert document.paragraphs[0].text == "①甲事项"


def test_an_empty_numbered_paragraph_is_its_number() -> None:
    """No blank is invented after a number without text."""
    document = read(docx(paragraph(number=(1, 0)), numbering=OUTLINE + concrete(1, 1)), file="a.docx")
    assert document.paragraphs[0].text == "一、"


def test_deeper_levels_restart_below_a_new_higher_one() -> None:
    """（一） begins again under each 一、, and a skipped level counts as one."""
    body = "".join(paragraph("事", number=(1, at)) for at in (0, 1, 1, 2, 0, 1, 0, 2, 1))
    assert numbers(body, OUTLINE + concrete(1, 1)) == [
        "一、",
        "（一）",
        "（二）",
        "1.",
        "二、",
        "（一）",
        "三、",
        "1.",
        "（二）",
    ]


def test_lists_of_one_definition_count_on_together() -> None:
    """Two lists over one abstract definition share its counters."""
    body = "".join(paragraph("事", number=(which, 0)) for which in (1, 1, 2, 1))
    assert numbers(body, OUTLINE + concrete(1, 1) + concrete(2, 1)) == ["一、", "二、", "三、", "四、"]


def test_a_start_override_takes_effect_once_and_the_first_list_counts_on_from_it() -> None:
    """As in Word: 1 2, then 8 9 by the override, then 10 in the first list."""
    body = "".join(paragraph("事", number=(which, 0)) for which in (1, 1, 2, 2, 1))
    lists = OUTLINE + concrete(1, 1) + concrete(2, 1, start_override(0, 8))
    assert numbers(body, lists) == ["一、", "二、", "八、", "九、", "十、"]


def test_a_level_override_replaces_how_a_level_prints() -> None:
    """``w:lvlOverride`` with a whole level."""
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1)", start=4)}</w:lvlOverride>'
    body = paragraph("事", number=(2, 0)) + paragraph("事", number=(2, 0))
    assert numbers(body, OUTLINE + concrete(2, 1, override)) == ["IV)", "V)"]


def test_lvl_restart_says_which_level_restarts_another() -> None:
    """0 never restarts; 1 restarts only below the first level."""
    lists = abstract(
        1,
        level(0, "decimal", "%1."),
        level(1, "decimal", "(%2)"),
        level(2, "decimal", "%3]", more='<w:lvlRestart w:val="1"/>'),
        level(3, "decimal", "%4}", more='<w:lvlRestart w:val="0"/>'),
    ) + concrete(1, 1)
    body = "".join(paragraph("事", number=(1, at)) for at in (0, 1, 2, 3, 1, 2, 3, 0, 2, 3))
    assert numbers(body, lists) == ["1.", "(1)", "1]", "1}", "(2)", "2]", "2}", "2.", "1]", "3}"]


def test_legal_numbering_prints_every_level_in_digits() -> None:
    """``w:isLgl`` turns 一.1 into 1.1."""
    lists = abstract(
        1,
        level(0, "chineseCounting", "第%1章"),
        level(1, "decimal", "%1.%2", more="<w:isLgl/>"),
        level(2, "decimal", "%1.%3"),
    ) + concrete(1, 1)
    body = "".join(paragraph("事", number=(1, at)) for at in (0, 1, 1, 2))
    assert numbers(body, lists) == ["第一章", "1.1", "1.2", "一.1"]


def test_a_style_brings_its_list_and_the_list_knows_the_level_of_the_style() -> None:
    """A heading style is numbered by ``w:pStyle`` in the list, also through ``w:basedOn``."""
    lists = abstract(
        1,
        level(0, "chineseCounting", "%1、", more='<w:pStyle w:val="H1"/>'),
        level(1, "decimal", "%2.", more='<w:pStyle w:val="H2"/>'),
    ) + concrete(7, 1)
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="我的标题"/><w:basedOn w:val="H2"/></w:style>'
    )
    body = (
        paragraph("总体要求", style="H1")
        + paragraph("目标", style="H2")
        + paragraph("任务", style="Mine")
        + paragraph("正文")
    )
    document = read(docx(body, numbering=lists, styles=styles), file="x")
    assert [(one.number, one.heading) for one in document.paragraphs] == [("一、", 1), ("1.", 2), ("2.", 2), ("", None)]


def test_list_zero_takes_the_number_of_the_style_away() -> None:
    """``w:numId`` 0 in a paragraph: no number."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = paragraph("甲", style="L") + paragraph("乙", style="L", number=(0, 0)) + paragraph("丙", style="L")
    assert numbers(body, OUTLINE + concrete(1, 1), styles) == ["一、", "", "二、"]


def test_a_list_may_be_defined_by_a_numbering_style() -> None:
    """``w:numStyleLink`` leads over the style to the list that has the levels."""
    styles = (
        '<w:style w:type="numbering" w:styleId="S"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    lists = OUTLINE + abstract(5, more='<w:numStyleLink w:val="S"/>') + concrete(1, 5) + concrete(2, 1)
    assert numbers(paragraph("甲", number=(1, 0)) + paragraph("乙", number=(1, 0)), lists, styles) == ["一、", "二、"]


def test_bullets_print_as_the_symbol_that_the_font_shows() -> None:
    """Wingdings and Symbol characters become ordinary ones."""
    fonts = '<w:rPr><w:rFonts w:ascii="{}"/></w:rPr>'
    lists = "".join(
        abstract(at, level(0, "bullet", text).replace("</w:lvl>", fonts.format(font) + "</w:lvl>")) + concrete(at, at)
        for at, (text, font) in enumerate([("\uf0b7", "Symbol"), ("\uf0d8", "Wingdings"), ("—", "宋体")], 1)
    )
    assert numbers("".join(paragraph("甲", number=(at, 0)) for at in (1, 2, 3)), lists) == ["•", "➢", "—"]


def test_formats_that_newer_word_adds_stand_in_a_choice() -> None:
    """001, 002 is a custom format beside a plain fall-back."""
    choice = (
        '<w:lvl w:ilvl="0"><w:start w:val="9"/><mc:AlternateContent>'
        '<mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
    )
    body = paragraph("甲", number=(1, 0)) + paragraph("乙", number=(1, 0))
    assert numbers(body, abstract(1, choice) + concrete(1, 1)) == ["009", "010"]


@pytest.mark.parametrize("number_id", [(9, 0), (1, 8)])
def test_lists_and_levels_that_are_not_defined_give_no_number(number_id: tuple[int, int]) -> None:
    """A reference into nothing leaves the paragraph as it is typed."""
    assert numbers(paragraph("甲", number=number_id), OUTLINE + concrete(1, 1)) == [""]


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("chineseCounting", "一 十 十一 二十 九十九 一○○ 一二○"),
        ("chineseCountingThousand", "一 十 十一 二十 九十九 一百 一百二十"),
        ("chineseLegalSimplified", "壹 壹拾 壹拾壹 贰拾 玖拾玖 壹佰 壹佰贰拾"),
        ("ideographDigital", "一 一〇 一一 二〇 九九 一〇〇 一二〇"),
        ("japaneseCounting", "一 十 十一 二十 九十九 百 百二十"),
        ("taiwaneseCountingThousand", "一 十 十一 二十 九十九 一百 一百二十"),
        ("decimalEnclosedCircle", "① ⑩ ⑪ ⑳ 99 100 120"),
        ("decimalFullWidth", "１ １０ １１ ２０ ９９ １００ １２０"),
        ("decimalZero", "01 10 11 20 99 100 120"),
        ("ideographTraditional", "甲 癸 11 20 99 100 120"),
        ("ideographZodiac", "子 酉 戌 20 99 100 120"),
        ("upperRoman", "I X XI XX XCIX C CXX"),
        ("lowerLetter", "a j k t uuuu vvvv ppppp"),
        ("a format of the future", "1 10 11 20 99 100 120"),
    ],
)
def test_each_format_prints_its_own_numerals(name: str, printed: str) -> None:
    """1, 10, 11, 20, 99, 100 and 120 in the formats that official documents use."""
    assert " ".join(format_number(value, name) for value in (1, 10, 11, 20, 99, 100, 120)) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (0, "零"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (10_010, "一万零一十"),
        (20_304, "二万零三百零四"),
        (100_000_000, "一亿"),
    ],
)
def test_large_numbers_in_words_have_their_zeros(value: int, printed: str) -> None:
    """零 stands once for each gap."""
    assert format_number(value, "chineseCountingThousand") == printed


AGREED = (
    "chineseCounting chineseCountingThousand chineseLegalSimplified ideographTraditional ideographZodiac japaneseCounting "
    "taiwaneseCounting taiwaneseCountingThousand decimalZero upperRoman lowerRoman upperLetter lowerLetter "
    "ideographLegalTraditional decimal"
).split()
"""Formats that LibreOffice knows; it prints the others in digits."""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_labels_are_those_of_libreoffice(tmp_path: Path) -> None:
    """The same file as LibreOffice prints it: every format to 32, restarts, skipped levels, shared lists and overrides."""
    lists = "".join(abstract(at, level(0, name, "%1、")) for at, name in enumerate(AGREED, 10)) + OUTLINE
    lists += "".join(concrete(at, at) for at in range(10, 10 + len(AGREED)))
    lists += concrete(1, 1) + concrete(2, 1, start_override(0, 8)) + concrete(3, 1, start_override(1, 3))
    body = "".join(paragraph("事", number=(at, 0)) for at in range(10, 10 + len(AGREED)) for _ in range(32))
    uses = [(1, at) for at in (1, 0, 0, 1, 1, 2, 2, 3, 1, 2, 3, 3, 0, 2, 3, 1, 0)]
    uses += [(2, 0), (2, 0), (1, 0), (2, 0), (1, 1), (3, 1), (3, 1), (1, 1), (1, 0)]
    data = docx(body + "".join(paragraph("事", number=use) for use in uses), numbering=lists)
    (tmp_path / "numbered.docx").write_bytes(data)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "txt:Text (encoded):UTF8",
         "--outdir", str(tmp_path), str(tmp_path / "numbered.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    printed = (tmp_path / "numbered.txt").read_text("utf-8-sig").splitlines()
    ours = [one.number for one in read(data, file="x").paragraphs]
    assert [line.strip().removesuffix("事").strip() for line in printed] == ours


def test_the_default_style_may_number_paragraphs_that_say_nothing() -> None:
    """A paragraph without properties takes the number of the default style."""
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    bare = "<w:p><w:r><w:t>事</w:t></w:r></w:p>"
    assert numbers(bare + bare, OUTLINE + concrete(1, 1), styles) == ["一、", "二、"]


def test_a_list_without_definition_gives_no_number() -> None:
    """``w:abstractNumId`` leads nowhere; and a placeholder of a deeper level prints nothing."""
    deeper = abstract(1, level(0, "decimal", "%1%2"), level(1, "decimal", "%2")) + concrete(1, 1)
    body = paragraph("甲", number=(5, 0)) + paragraph("乙", number=(1, 0))
    assert numbers(body, deeper + concrete(5, 77)) == ["", "1"]


@pytest.mark.parametrize(
    ("name", "values", "printed"),
    [
        ("ordinal", (1, 2, 3, 4, 11, 12, 13, 21, 112), "1st 2nd 3rd 4th 11th 12th 13th 21st 112th"),
        ("ideographZodiacTraditional", (1, 2, 60, 61), "甲子 乙丑 癸亥 61"),
        ("upperRoman", (0, 4, 1999, 40_000), "0 IV MCMXCIX 40000"),
        ("lowerLetter", (0, 26, 27, 1_000_000), "0 z aa 1000000"),
        ("numberInDash", (7,), "- 7 -"),
        ("hex", (255,), "FF"),
        ("none", (5,), ""),
    ],
)
def test_the_other_formats_and_the_ends_of_their_sets(name: str, values: tuple[int, ...], printed: str) -> None:
    """Past what a format can say, it prints digits."""
    assert " ".join(format_number(value, name) for value in values) == printed
