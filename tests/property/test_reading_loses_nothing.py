"""Law: whatever is done to the print of a notice, reading never raises, loses no paragraph, and quotes what it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytasks.convert import dumps, loads
from policytasks.ledger.ledger import Ledger
from policytasks.model.notice import Notice
from policytasks.parsing.read import parse_notice
from policytasks.sources.document import Document
from policytasks.sources.read import read_document
from policytasks.testing.assertions import assert_nothing_lost, assert_quotes
from policytasks.testing.damage import damaged, odd_texts
from policytasks.testing.layouts import printed_notices, printed_tables
from policytasks.testing.typesetting import as_docx, as_html, as_text, as_xlsx
from policytasks.validation.validate import validate

QUICK = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def texts() -> st.SearchStrategy[str]:
    """Notices as text: prose, and tables by tabs, pipes and lines."""
    prose = printed_notices().filter(lambda printed: printed.format == "txt")
    flattening = st.sampled_from(("tabs", "pipes", "framed", "lines"))
    tables = st.builds(lambda printed, how: as_text(printed[0], flattening=how).decode(), printed_tables(), flattening)
    return st.one_of(prose.map(lambda printed: read_document(printed.data).text), tables)


def hold(document: Document) -> Notice:
    """Read a document and hold the reading to every law that needs no model."""
    notice = parse_notice(document)
    assert_quotes(document, notice)
    assert_nothing_lost(document, notice)
    assert loads(dumps(notice)) == notice
    assert Ledger.from_notice(notice).notice == notice
    validate(notice)
    return notice


@settings(QUICK, max_examples=100)
@given(damaged(texts()))
def test_a_damaged_text_is_read_without_loss(text: str) -> None:
    """Characters gone, doubled or strange, lines joined, torn and shuffled, brackets open, marks of the other width."""
    hold(read_document(text.encode("utf-8", "surrogatepass"), file="a.txt") if text.strip() else parse_blank(text))


def parse_blank(text: str) -> Document:
    """What has no words is no file; from memory it is a document all the same."""
    assert parse_notice(text).sections == ()
    return Document()


@settings(QUICK, max_examples=40)
@given(texts(), st.data())
def test_a_truncated_text_is_read_without_loss(text: str, data: st.DataObject) -> None:
    """The head of a notice, its tail, or any stretch."""
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    if text[start:end].strip():
        hold(read_document(text[start:end].encode(), file="a.txt"))


@settings(QUICK, max_examples=100)
@given(odd_texts())
def test_any_text_at_all_is_read(text: str) -> None:
    """Random characters and random words of the vocabulary; from memory, so also blank and broken ones."""
    notice = parse_notice(text)
    assert loads(dumps(notice)) == notice


@pytest.mark.parametrize("write", [as_docx, as_html, as_xlsx])
@settings(QUICK, max_examples=10)
@given(printed=printed_tables())
def test_every_format_is_read_without_loss(
    write: Callable[[Document], bytes], printed: tuple[Document, object, object]
) -> None:
    """Paragraphs and cells alike."""
    hold(read_document(write(printed[0])))
