"""Law: after cells were changed in place, exactly the new values are read, and all other cells as they were."""

from __future__ import annotations

import tempfile
from pathlib import Path

import openpyxl
from generated_cells import Values, addresses, expected, fitting, read, sheets, workbooks
from hypothesis import HealthCheck, given, settings
from zip_members import changed_members

from policytasks.workbook.update import update_workbook


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(workbooks(), sheets())
def test_openpyxl_reads_the_new_values_and_the_old_ones(workbook: tuple[bytes, Values], changes: Values) -> None:
    """No part changes but the sheet, the styles for days, and the workbook where values are to be computed."""
    data, cells = workbook
    changes = fitting(cells, changes)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        path.write_bytes(data)
        title = openpyxl.load_workbook(path).worksheets[0].title
        update_workbook(path, addresses(title, changes))
        assert read(path) == expected(cells, changes)
        allowed = {"xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"}
        assert set(changed_members(data, path.read_bytes())) <= allowed
        again = path.read_bytes()
        update_workbook(path, addresses(title, changes))
        assert path.read_bytes() == again
