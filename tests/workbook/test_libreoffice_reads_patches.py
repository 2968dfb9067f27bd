"""LibreOffice opens what was changed in place, and reads exactly the new values and the old ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from generated_cells import Values, addresses, expected, fitting, read, sheets, workbooks
from hypothesis import HealthCheck, Phase, given, settings

from policytasks.workbook.update import update_workbook

BATCH = 60
"""Files for one start; LibreOffice gives up after some 250."""


@pytest.mark.filterwarnings("ignore:.*:UserWarning")
def test_generated_workbooks(tmp_path: Path, resave: Callable[[Sequence[Path]], list[Path]]) -> None:
    """A batch of random edits of random workbooks."""
    written: list[tuple[Path, Values, Values]] = []

    @settings(
        max_examples=BATCH, phases=[Phase.generate], database=None, deadline=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(workbooks(), sheets())
    def generate(workbook: tuple[bytes, Values], changes: Values) -> None:
        data, cells = workbook
        changes = fitting(cells, changes)
        path = tmp_path / f"{len(written)}.xlsx"
        path.write_bytes(data)
        title = openpyxl.load_workbook(path).worksheets[0].title
        update_workbook(path, addresses(title, changes))
        written.append((path, cells, changes))

    generate()
    for (_, cells, changes), path in zip(written, resave([path for path, _, _ in written]), strict=True):
        assert read(path, loosely=True) == expected(cells, changes, loosely=True), path.name
