"""A ledger survives LibreOffice: opened, saved again, and read back equal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import attrs
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import Status
from policytasks.model.notice import Notice
from policytasks.testing.ledgers import ledgers
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import write_ledger

BATCH = 60
"""Files for one start; LibreOffice gives up after some 250."""


def test_ledgers_come_back_equal_from_libreoffice(
    seed: Notice, tmp_path: Path, resave: Callable[[Sequence[Path]], list[Path]]
) -> None:
    """The real notice in every form, filled in, and a batch of generated ledgers with odd texts."""
    filled = Ledger.from_notice(seed).updated(
        "1.1.1", status=Status.IN_PROGRESS, progress=60, note="=已公开\n第二行", due_on=date(2021, 10, 1)
    )
    written: list[tuple[Ledger, Path]] = []

    def write(ledger: Ledger, merged: bool) -> None:
        written.append((ledger, write_ledger(ledger, tmp_path / f"{len(written)}.xlsx", merged=merged)))

    for ledger in (filled, Ledger.from_notice(seed, by="unit")):
        write(ledger, True)
        write(ledger, False)

    @settings(
        max_examples=BATCH, phases=[Phase.generate], database=None, deadline=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(ledgers(), st.booleans())
    def generate(ledger: Ledger, merged: bool) -> None:
        write(ledger, merged)

    generate()
    for (ledger, _), path in zip(written, resave([path for _, path in written]), strict=True):
        found = read_ledger(path)
        assert found == ledger, path.name
        assert found.notice == ledger.notice, path.name
        assert found.doubts == (), path.name
        assert attrs.evolve(found, entries=()) == attrs.evolve(ledger, entries=()), path.name
