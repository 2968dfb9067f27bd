"""``policytasks query`` and ``owes``: answers on standard output."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policytasks import Ledger, Status, UnitRegistry, read_notice, write_ledger
from policytasks.model.unit import UnitKind
from policytasks.units.records import Membership, UnitRecord


@pytest.fixture
def ledger(notice: Path, tmp_path: Path) -> Path:
    """The real notice as a ledger in which one row is done."""
    tracked = Ledger.from_notice(read_notice(notice)).updated("1.2.3", status=Status.DONE)
    return write_ledger(tracked, tmp_path / "台账.xlsx")


class TestQuery:
    """Who does what."""

    def test_conditions_narrow_down(self, run: Callable[..., Any], notice: Path) -> None:
        result = run("query", notice, "--unit", "区财政局", "--due-before", "2022-01-01", "--fields", "id,unit")
        assert (result.code, result.err) == (0, "")
        assert result.out.splitlines() == [
            "ID      Unit",
            "──────  ────────",
            "1.2.3   区财政局",
            "1.2.4   区财政局",
            "4.16.1  区财政局",
            "(3)",
        ]

    def test_counts(self, run: Callable[..., Any], notice: Path) -> None:
        result = run("query", notice, "--count", "unit", "--format", "json")
        assert json.loads(result.out)[0] == {"unit": "各镇（街道）", "count": 21}

    def test_csv_and_json_have_the_same_rows(self, run: Callable[..., Any], notice: Path) -> None:
        words = ("query", notice, "--section", "4", "--sort", "unit", "--descending", "--fields", "id,unit,due_on")
        as_csv = list(csv.DictReader(run(*words, "--format", "csv").out.splitlines()))
        as_json = json.loads(run(*words, "--format", "json").out)
        assert as_csv == as_json
        assert len(as_json) > 20

    def test_a_ledger_is_asked_about_its_status(self, run: Callable[..., Any], ledger: Path) -> None:
        result = run("query", ledger, "--status", "done", "--format", "json", "--fields", "id,status")
        assert {row["id"] for row in json.loads(result.out)} == {"1.2.3"}

    def test_a_status_without_ledger_is_one_line(self, run: Callable[..., Any], notice: Path) -> None:
        result = run("query", notice, "--status", "done")
        assert (result.code, result.out) == (2, "")
        assert "only a ledger knows the status of work" in result.err

    def test_a_misspelt_field_names_the_near_one(self, run: Callable[..., Any], notice: Path) -> None:
        result = run("query", notice, "--sort", "dueon")
        assert (result.code, result.out) == (2, "")
        assert "expected due_on" in result.err

    def test_a_missing_file_leaves_the_others(self, run: Callable[..., Any], notice: Path, tmp_path: Path) -> None:
        result = run("query", tmp_path / "nothing.docx", notice, "--count", "role", "--format", "csv")
        assert (result.code, result.out) == (2, "role,count\nresponsible,120\n")
        assert "nothing.docx" in result.err


class TestOwes:
    """What one unit owes."""

    def test_it_is_shown_by_date(self, run: Callable[..., Any], notice: Path) -> None:
        result = run("owes", "区财政局", notice, "--on", "2021-12-01", "--lang", "zh")
        assert (result.code, result.err) == (0, "")
        assert result.out.splitlines()[:3] == ["区财政局：3项（2021-12-01）", "", "逾期（3项）"]

    def test_what_is_done_is_not_overdue(self, run: Callable[..., Any], ledger: Path) -> None:
        result = run("owes", "区财政局", ledger, "--on", "2021-12-01")
        assert "Overdue (2)" in result.out
        assert "Closed (1)" in result.out

    def test_a_registry_adds_collectives(self, run: Callable[..., Any], notice: Path, tmp_path: Path) -> None:
        registry = UnitRegistry(
            records=(
                UnitRecord(name="各镇（街道）", kind=UnitKind.COLLECTIVE),
                UnitRecord(name="大安镇", kind=UnitKind.TOWNSHIP),
            ),
            memberships=(Membership(collective="各镇（街道）", member="大安镇"),),
        )
        path = registry.write(tmp_path / "名录.json")
        result = run("owes", "大安镇", notice, "--registry", path)
        assert result.out.splitlines()[0] == "大安镇: 21 duties"
        assert "as a member 各镇（街道）" in result.out
