"""A ledger begins as its notice says, and holds only what fits to it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import attrs
import pytest

from policytasks.errors import LedgerError, RegistryError
from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import Status
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit, UnitKind
from policytasks.units.records import Membership, UnitRecord
from policytasks.units.registry import UnitRegistry


def test_a_new_ledger_has_one_entry_for_each_requirement(seed: Notice) -> None:
    """47 rows of the real notice, not started, due on the day that binds them."""
    ledger = Ledger.from_notice(seed)
    assert [entry.requirement_id for entry in ledger.entries] == [each.id for each in seed.requirements]
    assert {entry.status for entry in ledger.entries} == {Status.NOT_STARTED}
    assert Counter(entry.due_on for entry in ledger.entries) == {date(2021, 11, 30): 45, date(2021, 12, 31): 2}


def test_a_ledger_by_unit_has_one_entry_for_each_responsibility(seed: Notice) -> None:
    """120 rows, in printed order, each with its unit."""
    ledger = Ledger.from_notice(seed, by="unit")
    expected = [(row.id, each.unit.name) for row in seed.requirements for each in row.responsibilities]
    assert [entry.key for entry in ledger.entries] == expected
    assert len(ledger.entries) == 120


@pytest.mark.parametrize(
    ("collectives", "units"),
    [
        ("keep", ["区财政局", "各镇（街道）", "各有关部门"]),
        ("expand", ["区财政局", "甲镇", "乙街道", "各有关部门"]),
        ("drop", ["区财政局"]),
    ],
)
def test_collectives_are_kept_expanded_or_dropped(collectives: Any, units: list[str]) -> None:
    """各有关部门 says nobody in particular: it is never expanded."""
    kinds = {"区财政局": UnitKind.DEPARTMENT, "各镇（街道）": UnitKind.COLLECTIVE, "各有关部门": UnitKind.COLLECTIVE}
    responsibilities = tuple(
        Responsibility(unit=Unit(name=name, kind=kind), role=Role.RESPONSIBLE, printed=name)
        for name, kind in kinds.items()
    )
    registry = UnitRegistry(
        records=(
            UnitRecord(name="各镇（街道）", kind=UnitKind.COLLECTIVE),
            UnitRecord(name="甲镇", kind=UnitKind.TOWNSHIP),
            UnitRecord(name="乙街道", kind=UnitKind.TOWNSHIP),
        ),
        memberships=(
            Membership(collective="各镇（街道）", member="甲镇"),
            Membership(collective="各镇（街道）", member="乙街道"),
        ),
    )
    notice = notice_of(Requirement(id="1.1.1", text="甲。", responsibilities=responsibilities))
    ledger = Ledger.from_notice(notice, by="unit", collectives=collectives, registry=registry)
    assert [entry.unit.name for entry in ledger.entries if entry.unit] == units
    assert {entry.unit for entry in ledger.entries} <= set(ledger.notice.units)


def test_expanding_needs_a_registry() -> None:
    """Nobody can say who the members are."""
    with pytest.raises(RegistryError, match="no registry to expand collectives by"):
        Ledger.from_notice(notice_of(), collectives="expand")


def test_a_requirement_without_unit_keeps_its_row() -> None:
    """A ledger by unit loses no requirement."""
    ledger = Ledger.from_notice(notice_of(Requirement(id="1.1.1", text="甲。")), by="unit")
    assert ledger.entries == (Entry(requirement_id="1.1.1"),)


def test_a_unit_in_two_roles_has_one_row() -> None:
    """Lead and supporting unit at once is one unit."""
    unit = Unit(name="区财政局")
    both = tuple(Responsibility(unit=unit, role=role) for role in (Role.SUPPORTING, Role.LEAD))
    ledger = Ledger.from_notice(notice_of(Requirement(id="1.1.1", text="甲。", responsibilities=both)), by="unit")
    assert ledger.entries == (Entry(requirement_id="1.1.1", unit=unit),)


def test_implied_units_get_rows_when_they_are_asked_for() -> None:
    """A rule stated once lays a requirement on units that it does not list."""
    implied = (Responsibility(unit=Unit(name="各镇"), role=Role.RESPONSIBLE),)
    notice = notice_of(Requirement(id="1.1.1", text="甲。", implied=implied))
    assert Ledger.from_notice(notice, by="unit").entries[0].unit is None
    assert Ledger.from_notice(notice, by="unit", implied=True).entries[0].unit == Unit(name="各镇")


def test_one_entry_is_updated_and_the_others_stay(seed: Notice) -> None:
    """`updated` gives a new ledger."""
    ledger = Ledger.from_notice(seed)
    changed = ledger.updated("4.16.1", status=Status.DONE, progress=100)
    assert changed.entry("4.16.1") == attrs.evolve(ledger.entry("4.16.1"), status=Status.DONE, progress=100)
    assert [old for old, new in zip(ledger.entries, changed.entries, strict=True) if old != new] == [
        ledger.entry("4.16.1")
    ]
    assert changed.requirement_of(changed.entry("4.16.1")).id == "4.16.1"


@pytest.mark.parametrize(
    ("entries", "by", "found"),
    [
        ((Entry(requirement_id="9.9.9"),), "requirement", "'9.9.9'"),
        ((Entry(requirement_id="1.1.1"), Entry(requirement_id="1.1.1")), "requirement", "1.1.1"),
        ((Entry(requirement_id="1.1.1", unit=Unit(name="区财政局")),), "requirement", "区财政局"),
        ((), "month", "'month'"),
    ],
    ids=["foreign", "twice", "unit in a ledger by requirement", "unknown division"],
)
def test_what_does_not_fit_is_refused(entries: tuple[Entry, ...], by: str, found: str) -> None:
    """The error says what was found."""
    with pytest.raises(LedgerError) as caught:
        Ledger(notice=notice_of(Requirement(id="1.1.1", text="甲。")), entries=entries, by=by)  # type: ignore[arg-type]
    assert caught.value.found == found


def test_a_notice_with_one_id_twice_is_refused() -> None:
    """Rows could not be told apart."""
    twice = Requirement(id="1.1.1", text="甲。")
    with pytest.raises(LedgerError) as caught:
        Ledger.from_notice(notice_of(twice, twice))
    assert caught.value.where == "1.1.1"


def test_an_entry_that_is_not_there_is_named(seed: Notice) -> None:
    """The error names number and unit."""
    with pytest.raises(LedgerError, match=r"7\.7\.7 区财政局"):
        Ledger.from_notice(seed).entry("7.7.7", unit="区财政局")


@pytest.mark.parametrize("progress", [-1, 101, True])
def test_a_progress_that_is_no_percentage_is_refused(progress: int) -> None:
    """0 to 100, and no truth values."""
    with pytest.raises(LedgerError):
        Entry(requirement_id="1.1.1", progress=progress)


@pytest.mark.parametrize(
    "fields",
    [
        {"typed": (("note", "x"),)},
        {"typed": (("progress", "约一半"), ("status", "x"))},
        {"extras": (("备注", 1), ("备注", 2))},
        {"comments": (("note", "a"), ("note", "b"))},
    ],
    ids=["a text field", "wrong order", "a column twice", "two notes on a cell"],
)
def test_an_entry_that_no_row_could_show_is_refused(fields: dict[str, object]) -> None:
    """Each field of an entry has one cell."""
    with pytest.raises(LedgerError):
        Entry(requirement_id="1.1.1", **fields)  # type: ignore[arg-type]


def notice_of(*requirements: Requirement) -> Notice:
    """A notice with one task."""
    return Notice(sections=(Section(tasks=(Task(requirements=requirements),)),))
