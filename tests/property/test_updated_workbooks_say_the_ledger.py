"""Law: a workbook that was updated with a ledger reads back as that ledger, and an equal ledger changes not one byte."""

from __future__ import annotations

import tempfile
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from policytasks.ledger.ledger import Ledger
from policytasks.messages import Language
from policytasks.testing.ledgers import entries, ledgers
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.update import update_workbook
from policytasks.workbook.writer import write_ledger


@st.composite
def revisions(draw: st.DrawFn) -> tuple[Ledger, Ledger]:
    """A ledger, and the same one after some entries were changed and some were added."""
    ledger = draw(ledgers())
    assume(ledger.entries)
    changed = list(ledger.entries)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(changed) - 1))
        old = changed[at]
        changed[at] = attrs.evolve(draw(entries()), requirement_id=old.requirement_id, unit=old.unit)
    kept = draw(st.integers(0, len(changed)))
    return attrs.evolve(ledger, entries=ledger.entries[:kept]), attrs.evolve(ledger, entries=tuple(changed))


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(revisions(), st.booleans(), st.sampled_from(("zh", "en")))
def test_reading_an_updated_workbook_gives_the_ledger(
    revision: tuple[Ledger, Ledger], merged: bool, lang: Language
) -> None:
    """Whatever was changed or added; the second time nothing is left to do."""
    before, after = revision
    with tempfile.TemporaryDirectory() as folder:
        path = write_ledger(before, Path(folder) / "台账.xlsx", merged=merged, lang=lang)
        whole = path.read_bytes()
        update_workbook(path, before)
        assert path.read_bytes() == whole
        report = update_workbook(path, after)
        found = read_ledger(report)
        assert found == after
        assert found.notice == after.notice
        # A value of a column that the sheet does not have is carried; a sheet that only shows the ledger may be behind it.
        allowed = {"ledger-column-missing"} if report.unshown else set()
        allowed |= {"ledger-view-edited"} if report.behind else set()
        assert {doubt.code for doubt in found.doubts} <= allowed
        whole = path.read_bytes()
        assert not update_workbook(path, after)
        assert path.read_bytes() == whole
