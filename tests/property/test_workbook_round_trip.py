"""Law: what is written into a workbook is read back equal, whatever the texts hold."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytasks.ledger.ledger import Ledger
from policytasks.messages import Language
from policytasks.model.notice import Notice
from policytasks.testing.ledgers import ledgers, odd_notices
from policytasks.testing.strategies import notices
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import render


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers(), st.booleans(), st.sampled_from(("zh", "en")))
def test_reading_inverts_writing(ledger: Ledger, merged: bool, lang: Language) -> None:
    """The ledger and its notice are equal, and nothing is in doubt."""
    found = read_ledger(render(ledger, merged=merged, lang=lang))
    assert found == ledger
    assert found.notice == ledger.notice
    assert found.doubts == ()
    assert found.extra_columns[: len(ledger.extra_columns)] == ledger.extra_columns


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(notices(), odd_notices()))
def test_what_takes_no_part_in_equality_is_carried_too(notice: Notice) -> None:
    """Locations, unparsed blocks and doubts of the notice come back as they were."""
    found = read_ledger(render(notice)).notice
    assert repr(found) == repr(notice)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers(), st.booleans())
def test_the_same_ledger_gives_the_same_bytes(ledger: Ledger, merged: bool) -> None:
    """Neither clock nor chance has a part in the file."""
    first = render(ledger, merged=merged)
    assert render(ledger, merged=merged) == first
