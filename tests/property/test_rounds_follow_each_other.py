"""Law: the days of a rhythm do not depend on where one begins to look, and a round has its reports and no others'."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from policytasks.ledger.ledger import Ledger
from policytasks.ledger.recurrence import occurrences
from policytasks.ledger.status import Status
from policytasks.model.deadline import Deadline, DeadlineKind, Frequency, Recurrence
from policytasks.model.notice import Notice, Requirement, Section, Task

MOMENTS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
SPANS = {"daily": 1, "weekly": 7, "monthly": 31, "quarterly": 92, "half_yearly": 184, "yearly": 366}
RHYTHMS = st.builds(
    Recurrence,
    frequency=st.sampled_from(Frequency),
    months=st.lists(st.integers(1, 12), max_size=3).map(tuple),
    day=st.one_of(st.none(), st.integers(1, 31)),
    times=st.one_of(st.none(), st.integers(1, 6)),
)


@given(RHYTHMS, MOMENTS, st.integers(0, 800), st.integers(0, 800))
def test_a_stretch_of_time_may_be_cut_anywhere(rhythm: Recurrence, first: date, one: int, other: int) -> None:
    """The days of both parts are the days of the whole, in order, each once."""
    middle, last = first + timedelta(days=one), first + timedelta(days=one + other)
    whole = occurrences(rhythm, first, last)
    assert whole == occurrences(rhythm, first, middle) + occurrences(rhythm, middle + timedelta(days=1), last)
    assert list(whole) == sorted(set(whole))


@given(st.sampled_from(Frequency), st.integers(1, 6), MOMENTS)
def test_a_span_is_due_as_often_as_the_notice_wants(frequency: Frequency, times: int, day: date) -> None:
    """In any stretch as long as a span something is due; in one year, each span has its times."""
    rhythm = Recurrence(frequency=frequency, times=times)
    assert occurrences(rhythm, day, day + timedelta(days=SPANS[frequency.value] - 1))
    spans = {"daily": 365, "monthly": 12, "quarterly": 4, "half_yearly": 2, "yearly": 1}.get(frequency.value)
    if spans is not None:
        found = len(occurrences(rhythm, date(2021, 1, 1), date(2021, 12, 31)))
        assert found == (spans * times if frequency is not Frequency.DAILY else 365)


@given(RHYTHMS, MOMENTS, st.lists(st.integers(0, 400), max_size=5))
def test_a_report_belongs_to_one_round(rhythm: Recurrence, first: date, reports: list[int]) -> None:
    """Rounds follow each other without gap; the reports between them are all told, and no round invents one."""
    deadline = Deadline(text="定期", kind=DeadlineKind.RECURRING, recurrence=rhythm)
    requirement = Requirement(id="1.1.1", text="甲。", deadlines=(deadline,))
    ledger = Ledger.from_notice(Notice(sections=(Section(tasks=(Task(requirements=(requirement,)),)),)))
    made = {first + timedelta(days=days) for days in reports}
    for number, day in enumerate(sorted(made)):
        ledger = ledger.changed("1.1.1", on=day, note=f"第{number}次")
    rounds = ledger.occurrences(first, first + timedelta(days=400))
    for earlier, later in pairwise(rounds):
        assert later.starts_on == earlier.due_on + timedelta(days=1)
    for each in rounds:
        inside = sorted(day for day in made if each.starts_on <= day <= each.due_on)
        assert each.reported_on == (inside[0] if inside else None)


@given(RHYTHMS, MOMENTS, st.integers(0, 400))
def test_the_next_round_is_the_one_that_runs(rhythm: Recurrence, day: date, later: int) -> None:
    """Its day is the first from now on; once there, nothing moves until it is over."""
    deadline = Deadline(text="定期", kind=DeadlineKind.RECURRING, recurrence=rhythm)
    requirement = Requirement(id="1.1.1", text="甲。", deadlines=(deadline,))
    ledger = Ledger.from_notice(Notice(sections=(Section(tasks=(Task(requirements=(requirement,)),)),)))
    ledger = ledger.next_round(day).changed("1.1.1", on=day, status=Status.DONE)
    entry = ledger.entry("1.1.1")
    assert entry.due_on == occurrences(rhythm, day, day + timedelta(days=366))[0]
    moved = ledger.next_round(day + timedelta(days=later))
    over = day + timedelta(days=later) > entry.due_on
    assert (moved == ledger) is not over
    assert moved.entry("1.1.1").status is (Status.NOT_STARTED if over else Status.DONE)
