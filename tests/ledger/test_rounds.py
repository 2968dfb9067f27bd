"""A recurring deadline comes in rounds: each is due, each is reported or not, and the next one starts afresh."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from policytasks.ledger.entry import Entry
from policytasks.ledger.history import Change
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.rounds import Occurrence
from policytasks.ledger.status import Status
from policytasks.model.deadline import Deadline, DeadlineKind, Frequency, Recurrence
from policytasks.model.notice import Notice, Requirement, Section, Task

QUARTERLY = Deadline(text="每季度末", kind=DeadlineKind.RECURRING, recurrence=Recurrence(frequency=Frequency.QUARTERLY))
DATED = Deadline(text="8月底前", kind=DeadlineKind.DATE, due_on=date(2021, 8, 31))
NOTICE = Notice(
    sections=(
        Section(
            tasks=(
                Task(
                    requirements=(
                        Requirement(id="1.1.1", text="甲。", deadlines=(QUARTERLY,)),
                        Requirement(id="1.1.2", text="乙。", deadlines=(DATED,)),
                        Requirement(id="1.1.3", text="丙。", deadlines=(QUARTERLY, DATED)),
                        Requirement(id="1.1.4", text="丁。", inherited=QUARTERLY),
                        Requirement(id="1.1.5", text="戊。"),
                    )
                ),
            ),
        ),
    )
)
JULY, SEPTEMBER, OCTOBER = date(2021, 7, 1), date(2021, 9, 30), date(2021, 10, 1)


def test_the_first_round_gives_recurring_entries_a_day() -> None:
    """The entries whose binding deadline recurs; a dated deadline beside a rhythm binds."""
    ledger = Ledger.from_notice(NOTICE).next_round(JULY, by="督查室")
    assert [entry.due_on for entry in ledger.entries] == [
        SEPTEMBER,
        date(2021, 8, 31),
        date(2021, 8, 31),
        SEPTEMBER,
        None,
    ]
    assert ledger.history[0] == Change(
        requirement_id="1.1.1",
        field="due_on",
        after=SEPTEMBER,
        on=JULY,
        by="督查室",
        reason="定期任务进入下一期：每季度末",
    )
    assert [change.requirement_id for change in ledger.history] == ["1.1.1", "1.1.4"]


def test_a_round_runs_until_its_day_is_over() -> None:
    """Asking for the next one in between, every day if you like, changes nothing."""
    ledger = Ledger.from_notice(NOTICE).next_round(JULY).changed("1.1.1", on=date(2021, 9, 2), status=Status.DONE)
    assert ledger.next_round(SEPTEMBER) == ledger


@pytest.mark.parametrize("status", [Status.DONE, Status.ONGOING, Status.IN_PROGRESS])
def test_the_next_round_starts_afresh_and_keeps_what_was_written(status: Status) -> None:
    """未启动, without progress and without words in their place; the note is the last one until there is a new one."""
    first = Ledger.from_notice(NOTICE).next_round(JULY).changed(
        "1.1.1", on=date(2021, 9, 2), by="张三", status=status, progress=100, note="三季度已报",
        typed=(("status", "已报"), ("updated_on", "月初")), updated_by="张三",
    )  # fmt: skip
    second = first.next_round(OCTOBER, reason="四季度")
    assert second.entry("1.1.1") == Entry(
        requirement_id="1.1.1",
        due_on=date(2021, 12, 31),
        note="三季度已报",
        updated_by="张三",
        typed=(("updated_on", "月初"),),
    )
    made = second.history[len(first.history) :]
    assert [(each.field, each.after, each.reason) for each in made if each.requirement_id == "1.1.1"] == [
        ("due_on", date(2021, 12, 31), "四季度"),
        ("status", Status.NOT_STARTED, "四季度"),
        ("progress", None, "四季度"),
        ("typed.status", None, "四季度"),
    ]
    assert second.at(SEPTEMBER) == first
    untouched = [entry for entry in second.entries if entry.requirement_id in ("1.1.2", "1.1.3", "1.1.5")]
    assert untouched == [entry for entry in first.entries if entry.requirement_id in ("1.1.2", "1.1.3", "1.1.5")]


def test_rounds_that_nobody_asked_for_are_skipped() -> None:
    """A year later, the round of that day is the next."""
    ledger = Ledger.from_notice(NOTICE).next_round(JULY).next_round(date(2022, 9, 30))
    assert ledger.entry("1.1.1").due_on == date(2022, 9, 30)


def test_a_ledger_lists_its_rounds_and_which_were_reported() -> None:
    """A new round, a note on a cell and an emptied cell are no report."""
    ledger = (
        Ledger.from_notice(NOTICE)
        .next_round(JULY)
        .changed("1.1.1", on=date(2021, 9, 2), status=Status.DONE, note="三季度已报")
        .changed("1.1.1", on=date(2021, 9, 5), progress=100)
        .changed("1.1.4", on=date(2021, 9, 7), comments=(("note", "请补充"),))
        .next_round(OCTOBER)
        .changed("1.1.1", on=date(2021, 10, 8), note="")
    )
    entry, other = ledger.entry("1.1.1"), ledger.entry("1.1.4")
    third: dict[str, Any] = {"starts_on": JULY, "due_on": SEPTEMBER}
    fourth: dict[str, Any] = {"starts_on": OCTOBER, "due_on": date(2021, 12, 31)}
    found = [each for each in ledger.occurrences(JULY, date(2021, 12, 31)) if each.entry.requirement_id != "1.1.3"]
    assert found == [
        Occurrence(entry=entry, reported_on=date(2021, 9, 2), **third),
        Occurrence(entry=other, **third),
        Occurrence(entry=entry, **fourth),
        Occurrence(entry=other, **fourth),
    ]
    assert [each.is_reported for each in found] == [True, False, False, False]


def test_a_round_is_reported_on_its_last_day_and_not_after() -> None:
    """The day after belongs to the next one."""
    ledger = Ledger.from_notice(NOTICE).changed("1.1.1", on=OCTOBER, note="迟报")
    rounds = {each.due_on: each.reported_on for each in ledger.occurrences(JULY, date(2021, 12, 31)) if each.entry.note}
    assert rounds == {SEPTEMBER: None, date(2021, 12, 31): OCTOBER}
    moved = attrs.evolve(ledger, history=(attrs.evolve(ledger.history[0], on=SEPTEMBER),))
    rounds = {each.due_on: each.reported_on for each in moved.occurrences(JULY, date(2021, 12, 31)) if each.entry.note}
    assert rounds == {SEPTEMBER: SEPTEMBER, date(2021, 12, 31): None}


def test_a_notice_without_rhythm_has_no_rounds(seed: Notice) -> None:
    """The real notice sets days."""
    ledger = Ledger.from_notice(seed)
    assert ledger.occurrences(date(2021, 1, 1), date(2022, 1, 1)) == ()
    assert ledger.next_round(date(2022, 1, 1)) == ledger


def test_the_oldest_day_there_is_has_rounds() -> None:
    """No day before it is asked for."""
    ledger = Ledger.from_notice(NOTICE)
    assert ledger.occurrences(date.min, date(1, 3, 31))[0].due_on == date(1, 3, 31)
    assert ledger.next_round(date.max).entry("1.1.1").due_on == date.max
