"""Law: what a check writes into a workbook leaves the ledger in it as it was, whatever the texts hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytasks.location import Location
from policytasks.testing.ledgers import layouts, ledgers
from policytasks.validation.finding import Finding, Severity
from policytasks.validation.validate import validate
from policytasks.workbook.annotate import annotate_workbook
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import render


def anywhere() -> st.SearchStrategy[Finding]:
    """Findings about any cell of the sheet, with any message."""
    return st.builds(
        lambda severity, message, column, row: Finding(
            code="our-own",
            severity=severity,
            message=message,
            location=Location(sheet="台账", cell=f"{column}{row}"),
        ),
        st.sampled_from(Severity),
        st.text(max_size=20),
        st.sampled_from("ABDFIKQZ"),
        st.integers(1, 12),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_reading_undoes_annotating(data: st.DataObject) -> None:
    """Ledger and doubts are the same: as annotated, as annotated again with other findings, and as cleared."""
    ledger = data.draw(ledgers())
    layout = data.draw(layouts(ledger))
    before = read_ledger(render(ledger, **layout))
    findings = (*validate(before, today=date(2030, 1, 1)), *data.draw(st.lists(anywhere(), max_size=6)))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "台账.xlsx"
        path.write_bytes(render(ledger, **layout))
        for hung in (findings, data.draw(st.permutations(findings))[:5], ()):
            annotate_workbook(path, hung, path, lang=data.draw(st.sampled_from(["zh", "en"])))
            after = read_ledger(path.read_bytes())
            assert (after, after.doubts) == (before, before.doubts)
