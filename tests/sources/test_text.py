"""Plain text: a paragraph a line, in whatever encoding."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytasks.errors import SourceError
from policytasks.location import Location
from policytasks.sources.document import Document, Paragraph
from policytasks.sources.encoding import decode
from policytasks.sources.text import document_of, read

SIMPLIFIED = "各镇人民政府，各街道办事处：\n现将任务分工印发给你们，请认真抓好落实。\n责任单位：区财政局、区民政局\n2021年7月29日\n"
TRADITIONAL = "國務院辦公廳關於印發政務公開工作要點的通知\n責任單位：區發展和改革局、區財政局\n"


def lines(text: str) -> list[tuple[int | None, str]]:
    """The paragraphs of a text with their line numbers."""
    return [(one.location.line, one.text) for one in document_of(text).paragraphs]


def test_each_line_is_a_paragraph_and_blank_ones_stay() -> None:
    """Tabs and blanks are kept as they are."""
    assert read("甲\n\n\t乙  \n".encode(), file="a.txt") == Document(
        file="a.txt",
        format="txt",
        blocks=tuple(
            Paragraph(text=text, location=Location(file="a.txt", line=number))
            for number, text in enumerate(("甲", "", "\t乙  "), 1)
        ),
    )


def test_the_three_line_ends_count_as_editors_count_them() -> None:
    r"""``\r\n`` is one end, ``\n\r`` two."""
    assert lines("一\n二\r\n三\r四\n\r五") == [(1, "一"), (2, "二"), (3, "三"), (4, "四"), (5, ""), (6, "五")]


@pytest.mark.parametrize("soft", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_other_breaks_stay_inside_the_line(soft: str) -> None:
    """They become a line break of the paragraph, so that offsets and line numbers stay true."""
    assert lines(f"区财政局{soft}区民政局\n后") == [(1, "区财政局\n区民政局"), (2, "后")]


def test_a_last_line_end_opens_no_line() -> None:
    """With and without it the text is the same."""
    assert lines("甲\n") == lines("甲") == [(1, "甲")]
    assert lines("甲\n\n") == [(1, "甲"), (2, "")]
    assert lines("") == []


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb2312", "gb18030"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_the_encoding_of_simplified_text_is_found(encoding: str, found: str) -> None:
    """With and without byte order mark, for the whole text and for one short line of it."""
    for text in (SIMPLIFIED, SIMPLIFIED.split("\n")[2]):
        decoded = decode(text.encode(encoding))
        assert (decoded.text, decoded.encoding, decoded.certain) == (text, found, True)


@pytest.mark.parametrize(("encoding", "found"), [("big5", "big5hkscs"), ("gbk", "gb18030"), ("utf-16-be", "utf-16-be")])
def test_the_encoding_of_traditional_text_is_found(encoding: str, found: str) -> None:
    """Mirrors in traditional characters."""
    decoded = decode(TRADITIONAL.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.certain) == (TRADITIONAL, found, True)


def test_gb18030_that_also_reads_as_utf_8_where_the_sample_is_two_characters() -> None:
    """联通, the classic: these four bytes are no valid UTF-8 to a strict reader."""
    assert decode("联通".encode("gbk")).text == "联通"


def test_english_in_utf_16_without_mark() -> None:
    """Every second byte is NUL."""
    assert decode("Notice No. 20\r\n".encode("utf-16-be")).text == "Notice No. 20\r\n"


def test_a_declaration_decides_only_between_equals() -> None:
    """A page that says gb2312 and is UTF-8 is UTF-8; where nothing else speaks, the declaration does."""
    assert decode(SIMPLIFIED.encode(), declared="gb2312").encoding == "utf-8"
    assert decode(b"\xc0\xb8", declared="big5").text == "戲"
    assert decode(b"\xc0\xb8", declared="no such encoding").text == decode(b"\xc0\xb8").text == "栏"


def test_single_broken_bytes_are_kept_as_a_doubt() -> None:
    """The text is read, the places are named."""
    data = SIMPLIFIED.replace("区财政局", "区#政局").encode().replace(b"#", b"\xff")
    document = read(data, file="a.txt")
    assert document.paragraphs[2].text == "责任单位：区\ufffd政局、区民政局"
    assert [(one.code, one.location) for one in document.doubts] == [
        ("undecodable-bytes", Location(file="a.txt", line=3, start=6, end=7))
    ]
    assert document.quote(document.doubts[0].location) == "\ufffd"


def test_an_encoding_that_nothing_decides_is_a_doubt() -> None:
    """A line without one frequent character."""
    document = read("caf\xe9 au lait".encode("latin-1"), file="a.txt")
    assert [one.code for one in document.doubts] == ["uncertain-encoding", "undecodable-bytes"]


@pytest.mark.parametrize(
    "data", [b"\0" * 400, bytes(range(256)) * 4, b"\x89\x01\x02\x03" * 50, b"\xff\xfe" + b"\x00\xd8" * 9]
)
def test_binary_rubbish_is_no_text(data: bytes) -> None:
    """NULs, every byte, controls, lone surrogates."""
    with pytest.raises(SourceError, match="the file is no text"):
        read(data, file="a.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-16"])
def test_the_real_notice_in_every_encoding_is_one_document(data: Path, encoding: str) -> None:
    """The seed, written again."""
    text = (data / "yanzhou-2021-20.txt").read_text("utf-8")
    assert read(text.encode(encoding), file="x") == document_of(text, file="x")
