"""A rhythm that a notice names becomes the days on which something is due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from policytasks.ledger.recurrence import occurrences
from policytasks.location import NOWHERE
from policytasks.model.deadline import Deadline, DeadlineKind, Frequency, Recurrence
from policytasks.model.notice import Requirement
from policytasks.parsing.deadlines import parse_deadline
from policytasks.passage import Passage

FIRST, LAST = date(2021, 1, 1), date(2021, 12, 31)


def days(*texts: str) -> tuple[date, ...]:
    """Days of 2021, as month-day."""
    return tuple(date(2021, *map(int, text.split("-"))) for text in texts)


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        (Recurrence(frequency=Frequency.YEARLY), days("12-31")),
        (Recurrence(frequency=Frequency.YEARLY, months=(12, 6)), days("6-30", "12-31")),
        (Recurrence(frequency=Frequency.YEARLY, months=(1,), day=15), days("1-15")),
        (Recurrence(frequency=Frequency.YEARLY, times=2), days("6-30", "12-31")),
        (Recurrence(frequency=Frequency.YEARLY, times=5), days("3-14", "5-26", "8-7", "10-19", "12-31")),
        (Recurrence(frequency=Frequency.YEARLY, months=(3,), times=2), days("3-31")),
        (Recurrence(frequency=Frequency.HALF_YEARLY), days("6-30", "12-31")),
        (Recurrence(frequency=Frequency.HALF_YEARLY, day=25), days("6-25", "12-25")),
        (Recurrence(frequency=Frequency.HALF_YEARLY, months=(1, 7)), days("1-31", "7-31")),
        (Recurrence(frequency=Frequency.HALF_YEARLY, times=2), days("3-31", "6-30", "9-30", "12-31")),
        (Recurrence(frequency=Frequency.QUARTERLY), days("3-31", "6-30", "9-30", "12-31")),
        (Recurrence(frequency=Frequency.QUARTERLY, day=20), days("3-20", "6-20", "9-20", "12-20")),
        (Recurrence(frequency=Frequency.QUARTERLY, months=(1, 4, 7, 10), day=31), days("1-31", "4-30", "7-31", "10-31")),
        (Recurrence(frequency=Frequency.MONTHLY, months=(2, 3)), days("2-28", "3-31")),
        (Recurrence(frequency=Frequency.MONTHLY, day=25, months=(11, 13, 0)), days("11-25")),
        (Recurrence(frequency=Frequency.MONTHLY, day=31, months=(2, 4)), days("2-28", "4-30")),
    ],
    ids=lambda value: "" if isinstance(value, tuple) else value.frequency.value,
)  # fmt: skip
def test_each_rhythm_has_its_days_in_a_year(rhythm: Recurrence, expected: tuple[date, ...]) -> None:
    """The end of the span, unless a day or months are named."""
    assert occurrences(rhythm, FIRST, LAST) == expected


def test_months_end_where_they_end() -> None:
    """Twelve ends of months, the leap day among them."""
    found = occurrences(Recurrence(frequency=Frequency.MONTHLY), date(2024, 1, 1), date(2024, 12, 31))
    assert [day.day for day in found] == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


@pytest.mark.parametrize(
    ("times", "expected"),
    [(1, days("6-30")), (2, days("6-15", "6-30")), (4, days("6-7", "6-15", "6-22", "6-30")), (99, None)],
)
def test_several_times_a_month_divide_it(times: int, expected: tuple[date, ...] | None) -> None:
    """More times than days are every day."""
    found = occurrences(Recurrence(frequency=Frequency.MONTHLY, times=times), date(2021, 6, 1), date(2021, 6, 30))
    assert found == (expected or tuple(date(2021, 6, number) for number in range(1, 31)))


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        (Recurrence(frequency=Frequency.WEEKLY), days("8-8", "8-15")),
        (Recurrence(frequency=Frequency.WEEKLY, times=2), days("8-4", "8-8", "8-11", "8-15")),
        (Recurrence(frequency=Frequency.WEEKLY, times=7), tuple(date(2021, 8, number) for number in range(2, 16))),
        (Recurrence(frequency=Frequency.WEEKLY, months=(9,)), ()),
        (Recurrence(frequency=Frequency.DAILY), tuple(date(2021, 8, number) for number in range(2, 16))),
        (Recurrence(frequency=Frequency.DAILY, months=(9,)), ()),
    ],
)
def test_weeks_end_on_sunday_and_days_are_all_days(rhythm: Recurrence, expected: tuple[date, ...]) -> None:
    """From Monday 2 August 2021, two weeks."""
    assert occurrences(rhythm, date(2021, 8, 2), date(2021, 8, 15)) == expected


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("每周五前", date(2021, 8, 2), days("8-6", "8-13")),
        ("每周", date(2021, 8, 2), days("8-8", "8-15")),
        ("每季度末", date(2021, 7, 1), ()),
        ("每季度末月20日前", date(2021, 6, 20), days("6-20")),
        ("每月25日前", date(2021, 6, 1), days("6-25", "7-25")),
        ("每年6月、12月", date(2021, 6, 1), days("6-30")),
        ("每年至少2次", date(2021, 6, 1), days("6-30")),
        ("每年1月31日、7月31日前", date(2021, 1, 31), days("1-31", "7-31")),
        ("长期坚持", date(2021, 1, 1), ()),
        ("2021年7月底前", date(2021, 1, 1), ()),
    ],
)
def test_what_a_notice_prints_is_due_on_days(text: str, first: date, expected: tuple[date, ...]) -> None:
    """As the parser reads it, until 15 August."""
    requirement = Requirement(id="1", text="甲。", deadlines=parse_deadline(Passage.of(text, NOWHERE), year=2021))
    assert occurrences(requirement, first, date(2021, 8, 15)) == expected


def test_first_and_last_day_are_both_included() -> None:
    """And nothing lies between a day and the one before."""
    rhythm = Recurrence(frequency=Frequency.QUARTERLY)
    assert occurrences(rhythm, date(2021, 3, 31), date(2021, 6, 30)) == days("3-31", "6-30")
    assert occurrences(rhythm, date(2021, 4, 1), date(2021, 6, 29)) == ()
    assert occurrences(rhythm, date(2021, 6, 30), date(2021, 3, 31)) == ()
    assert occurrences(rhythm, date(9999, 12, 30), date.max) == (date.max,)
    assert occurrences(Recurrence(frequency=Frequency.DAILY), date.max, date.max) == (date.max,)


def test_a_requirement_is_due_by_all_of_its_rhythms_or_by_the_inherited_one() -> None:
    """Each day once; a date beside a rhythm is a milestone and does not end it."""
    monthly = Deadline(text="每月", kind=DeadlineKind.RECURRING, recurrence=Recurrence(frequency=Frequency.MONTHLY))
    yearly = Deadline(text="每年", kind=DeadlineKind.RECURRING, recurrence=Recurrence(frequency=Frequency.YEARLY))
    dated = Deadline(text="8月底前", kind=DeadlineKind.DATE, due_on=date(2021, 8, 31))
    both = Requirement(id="1", text="甲。", deadlines=(monthly, dated, yearly))
    assert occurrences(both, date(2021, 11, 1), date(2022, 1, 30)) == days("11-30", "12-31")
    inheriting = Requirement(id="1", text="甲。", inherited=yearly)
    assert occurrences(inheriting, FIRST, LAST) == days("12-31")
    assert occurrences(Requirement(id="1", text="甲。", deadlines=(dated,), inherited=yearly), FIRST, LAST) == ()


def test_a_day_outside_of_every_month_is_its_nearest() -> None:
    """What a file says may be anything."""
    rhythm = Recurrence(frequency=Frequency.MONTHLY, day=-3)
    assert occurrences(rhythm, date(2021, 6, 1), date(2021, 6, 1) + timedelta(days=29)) == days("6-1")
