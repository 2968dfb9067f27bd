"""Law: a ledger is seen as it stood on any day, exactly, and going back twice is going back once."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import Status
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit
from policytasks.testing.ledgers import ledgers, reports


def _requirement(id: str, *parts: tuple[str, Role]) -> Requirement:
    responsibilities = tuple(Responsibility(unit=Unit(name=name), role=role) for name, role in parts)
    return Requirement(id=id, text="甲。", responsibilities=responsibilities)


NOTICE = Notice(
    sections=(
        Section(
            tasks=(
                Task(
                    requirements=(
                        _requirement(
                            "1.1.1", ("甲局", Role.LEAD), ("乙局", Role.SUPPORTING), ("丙局", Role.SUPPORTING)
                        ),
                        _requirement("1.1.2", ("甲局", Role.LEAD), ("乙局", Role.LEAD)),
                        _requirement("1.1.3", ("乙局", Role.RESPONSIBLE)),
                        _requirement("1.1.4"),
                    )
                ),
            )
        ),
    )
)
DAYS = st.dates(date(2020, 12, 30), date(2021, 1, 11))
LAST = date(2021, 1, 11)
TRACKED = ledgers(of=st.just(NOTICE))
slowly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@slowly
@given(TRACKED, st.lists(st.tuples(st.integers(0, 99), st.integers(0, 3), reports()), max_size=5))
def test_going_back_undoes_what_was_changed(ledger: Ledger, steps: list[tuple[int, int, dict[str, Any]]]) -> None:
    """Each state that the ledger was in at the end of a day comes back: entries, their order, and the history."""
    day = LAST
    states = {day: ledger}
    for row, wait, fields in steps:
        if not ledger.entries:
            continue
        entry = ledger.entries[row % len(ledger.entries)]
        day += timedelta(days=wait) if day > LAST else timedelta(days=1)
        id, unit = entry.key
        ledger = ledger.changed(id, unit=unit, on=day, by="张三", reason="月报", **fields)
        states[day] = ledger
    for day, state in states.items():
        assert ledger.at(day) == state
        assert [entry.key for entry in ledger.at(day).entries] == [entry.key for entry in state.entries]
    assert ledger.at(date.max) == ledger


@slowly
@given(TRACKED, DAYS, DAYS)
def test_going_back_twice_is_going_back_to_the_earlier_day(ledger: Ledger, one: date, other: date) -> None:
    """Whatever the history says, in whatever order it was recorded."""
    assert ledger.at(one).at(other) == ledger.at(min(one, other))
    assert ledger.at(one).at(one) == ledger.at(one)
    assert ledger.at(LAST) == ledger


@slowly
@given(TRACKED, st.lists(DAYS, max_size=5))
def test_the_counts_of_a_day_are_those_of_the_ledger_of_that_day(ledger: Ledger, days: list[date]) -> None:
    """Counted without making it."""
    assert ledger.progress_over(days) == {
        day: {status: Counter(entry.status for entry in ledger.at(day).entries)[status] for status in Status}
        for day in days
    }


@slowly
@given(TRACKED, st.integers(0, 99), reports())
def test_the_same_change_in_one_go_or_from_its_records(ledger: Ledger, row: int, fields: dict[str, Any]) -> None:
    """What was recorded is all that happened."""
    if not ledger.entries:
        return
    id, unit = ledger.entries[row % len(ledger.entries)].key
    changed = ledger.changed(id, unit=unit, on=LAST, reason="月报", **fields)
    assert ledger.with_changes(changed.history[len(ledger.history) :]) == changed
    assert changed.entry(id, unit=unit) == ledger.updated(id, unit=unit, **fields | _words(changed, id, unit)).entry(
        id, unit=unit
    )


def _words(ledger: Ledger, id: str, unit: str | None) -> dict[str, Any]:
    return {"typed": ledger.entry(id, unit=unit).typed}
