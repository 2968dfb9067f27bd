"""Law: what a notice prints is read back as that notice, in every layout and every format in which print tells it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytasks.model.notice import Notice
from policytasks.parsing.read import parse_notice, read_notice
from policytasks.sources.document import Document
from policytasks.sources.read import read_document
from policytasks.testing.assertions import assert_nothing_lost, assert_quotes, leftovers
from policytasks.testing.layouts import Printed, printed_notices, printed_tables
from policytasks.testing.printing import Layout
from policytasks.testing.typesetting import Flattening, as_docx, as_html, as_text, as_xlsx

QUICK = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
PRINTED_FIELDS = ("document_number", "title", "issuer", "addressees", "issued_on", "disclosure", "sections")
WORDS_OF_LAYOUT = {
    "牵头单位",
    "责任单位",
    "配合单位",
    "完成时限",
    "牵头",
    "负责",
    "配合",
    "按职责分工负责",
    "附件",
    "完成",
}
WORDS_OF_LAYOUT |= {"此件公开发布", "工作任务", "具体要求", "类别", "重点工作任务分工"}


def told(notice: Notice) -> dict[str, object]:
    """What print tells of a notice."""
    return {name: getattr(notice, name) for name in PRINTED_FIELDS}


def hold(data: bytes, notice: Notice) -> Notice:
    """Read the file and hold it to the notice and to the laws of places; every word that no value quotes is the layout's."""
    document = read_document(data)
    read = parse_notice(document)
    assert told(read) == told(notice)
    assert read.unparsed == ()
    assert_quotes(document, read)
    assert_nothing_lost(document, read)
    words = {part for stretch in leftovers(document, read) for part in stretch.translate(SPLIT).split()}
    assert words <= WORDS_OF_LAYOUT
    return read


SPLIT = str.maketrans(dict.fromkeys("（）()〔〕：:；;，,、。|\t ", " "))


@settings(QUICK, max_examples=60)
@given(printed_notices())
def test_prose_is_read_as_what_was_printed(printed: Printed) -> None:
    """Two levels and three, brackets, labels, verbs and bare lists, full-width and ASCII, as txt, html and docx."""
    hold(printed.data, printed.notice)


@settings(QUICK, max_examples=25)
@given(printed_tables())
def test_a_table_is_the_same_notice_in_every_format(printed: tuple[Document, Notice, Layout]) -> None:
    """Ruled in html, docx and xlsx; flattened by tabs and by pipes."""
    document, notice, _ = printed
    files = [as_html(document), as_docx(document), as_xlsx(document), as_text(document)]
    files += [as_text(document, flattening="pipes"), as_text(document, flattening="framed")]
    read = [hold(data, notice) for data in files]
    assert read == [read[0]] * len(read)


def told_by_lines(printed: tuple[Document, Notice, Layout]) -> bool:
    """Whether the lines tell the rows: a merged cell leaves no line behind, which only a first column of tasks forgives."""
    _, _, layout = printed
    return not (layout.units_first or layout.section_column)


@settings(QUICK, max_examples=25)
@given(printed_tables().filter(told_by_lines))
def test_a_table_with_one_cell_a_line_is_read_where_lines_tell_its_rows(
    printed: tuple[Document, Notice, Layout],
) -> None:
    """The hardest flattening: where a row ends is told by what stands in the cells alone."""
    document, notice, _ = printed
    hold(as_text(document, flattening="lines"), notice)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16-le", "utf-16"])
@settings(QUICK, max_examples=8)
@given(printed=printed_tables())
def test_an_encoding_changes_nothing(encoding: str, printed: tuple[Document, Notice, Layout]) -> None:
    """With and without byte order mark, as far as each encoding has one."""
    document, notice, _ = printed
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    assert told(read_notice(mark + as_text(document, encoding=encoding))) == told(notice)


@settings(QUICK, max_examples=25)
@given(printed_tables(), st.sampled_from(("\r\n", "\n\n", "\n　　")))
def test_line_ends_and_indents_change_nothing(printed: tuple[Document, Notice, Layout], end: str) -> None:
    """Windows line ends, blank lines, ideographic blanks in front of lines."""
    document, notice, _ = printed
    flattening: Flattening = "pipes"
    text = as_text(document, flattening=flattening).decode()
    assert told(parse_notice(text.replace("\n", end))) == told(notice)
