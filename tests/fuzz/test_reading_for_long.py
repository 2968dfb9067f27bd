"""The laws of reading over thousands of notices that were printed, damaged, cut, and made of nothing but words."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytasks.convert import dumps, loads
from policytasks.errors import SourceError
from policytasks.ledger.ledger import Ledger
from policytasks.parsing.read import parse_notice
from policytasks.sources.document import Document
from policytasks.sources.read import read_document
from policytasks.testing.assertions import assert_nothing_lost, assert_quotes
from policytasks.testing.damage import damaged, odd_texts
from policytasks.testing.layouts import Printed, printed_notices, printed_tables
from policytasks.testing.typesetting import as_text
from policytasks.validation.validate import validate

pytestmark = pytest.mark.slow

LONG = settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
SLOWEST = 0.002
"""Seconds a character that no text takes, whatever it holds: hundreds of times what ordinary prose takes."""


def texts() -> st.SearchStrategy[str]:
    """Notices as text, from prose and from tables."""
    flattening = st.sampled_from(("tabs", "pipes", "framed", "lines"))
    tables = st.builds(lambda printed, how: as_text(printed[0], flattening=how).decode(), printed_tables(), flattening)
    return st.one_of(printed_notices().map(lambda printed: read_document(printed.data).text), tables)


def hold(text: str) -> None:
    """Read a text and hold the reading to every law that needs no model."""
    try:
        document = read_document(text.encode("utf-8", "surrogatepass"), file="a.txt")
    except SourceError:
        document = Document()
    start = process_time()
    notice = parse_notice(document)
    assert process_time() - start < max(1.0, SLOWEST * len(text))
    assert_quotes(document, notice)
    assert_nothing_lost(document, notice)
    assert loads(dumps(notice)) == notice
    assert Ledger.from_notice(notice).notice == notice
    validate(notice)


@LONG
@given(damaged(texts()))
def test_damaged_notices(text: str) -> None:
    """One to four damages each."""
    hold(text)


@LONG
@given(damaged(damaged(damaged(texts()))))
def test_ruined_notices(text: str) -> None:
    """So many damages that little is left to understand."""
    hold(text)


@LONG
@given(texts(), st.floats(0, 1), st.floats(0, 1))
def test_cut_notices(text: str, start: float, end: float) -> None:
    """Any stretch of a notice."""
    low, high = sorted((start, end))
    hold(text[int(low * len(text)) : int(high * len(text))])


@LONG
@given(odd_texts())
def test_words_in_no_order(text: str) -> None:
    """Vocabulary and noise."""
    hold(text)


@LONG
@given(printed_notices())
def test_printed_notices(printed: Printed) -> None:
    """Prose comes back as it was."""
    assert parse_notice(read_document(printed.data)).sections == printed.notice.sections
