"""Law: what is written into a workbook is read back equal, whatever the texts hold and however the sheets are laid out."""

from __future__ import annotations

from io import BytesIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from policytasks.ledger.ledger import Ledger
from policytasks.model.notice import Notice
from policytasks.testing.ledgers import layouts, ledgers, odd_notices
from policytasks.testing.strategies import notices
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.rows import extra_headings
from policytasks.workbook.writer import render


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_reading_inverts_writing(data: st.DataObject) -> None:
    """The ledger and its notice are equal, and nothing is in doubt: as written, and as openpyxl saves it again."""
    ledger = data.draw(ledgers())
    written = render(ledger, **data.draw(layouts(ledger)))
    saved = BytesIO()
    load_workbook(BytesIO(written)).save(saved)
    for each in (written, saved.getvalue()):
        found = read_ledger(each)
        assert found == ledger
        assert found.notice == ledger.notice
        assert found.doubts == ()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers(), st.booleans())
def test_columns_of_people_keep_their_order(ledger: Ledger, merged: bool) -> None:
    """Also those that only entries have."""
    assert read_ledger(render(ledger, merged=merged)).extra_columns == extra_headings(ledger)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(notices(), odd_notices()))
def test_what_takes_no_part_in_equality_is_carried_too(notice: Notice) -> None:
    """Locations, unparsed blocks and doubts of the notice come back as they were."""
    found = read_ledger(render(notice)).notice
    assert repr(found) == repr(notice)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_the_same_ledger_gives_the_same_bytes(data: st.DataObject) -> None:
    """Neither clock nor chance has a part in the file."""
    ledger = data.draw(ledgers())
    layout = data.draw(layouts(ledger))
    assert render(ledger, **layout) == render(ledger, **layout)
