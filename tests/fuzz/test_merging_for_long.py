"""The laws of merging over long stories of an office and the copies of its ledger."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from merge_machine import Office

TestOfficeForLong = Office.TestCase
TestOfficeForLong.settings = settings(
    max_examples=400, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
)
TestOfficeForLong = pytest.mark.slow(TestOfficeForLong)
