"""Law: however copies of a ledger are edited, sorted, saved and merged, nothing that was typed is lost."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from merge_machine import Office

TestOffice = Office.TestCase
TestOffice.settings = settings(
    max_examples=12, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
