"""Recurrence 定期时限: the days on which a recurring deadline is due.

A notice names a rhythm and leaves the day to custom: 每季度 means by the end of each quarter. So a span without a named day is due on
its last day (weeks end on Sunday, GB/T 7408.1-2023), and a named day that a month does not have is the last one it has.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from policytasks.model.deadline import Deadline, Frequency, Recurrence
from policytasks.model.notice import Requirement

__all__ = ["occurrences", "recurring_deadlines"]

_MONTHS = {
    Frequency.MONTHLY: tuple(range(1, 13)),
    Frequency.QUARTERLY: (3, 6, 9, 12),
    Frequency.HALF_YEARLY: (6, 12),
    Frequency.YEARLY: (12,),
}
"""The last months of the spans of each rhythm."""

_WEEKDAY = re.compile("(?:周|星期|礼拜)([一二三四五六日天])")
_WEEKDAYS = {character: number for number, character in enumerate("一二三四五六日")} | {"天": 6}
_SUNDAY = 6


def recurring_deadlines(requirement: Requirement) -> tuple[Deadline, ...]:
    """The deadlines of a requirement that come again and again: its own, or the inherited one where it has none of its own."""
    inherited = (requirement.inherited,) if requirement.inherited is not None else ()
    return tuple(each for each in requirement.deadlines or inherited if each.recurrence is not None)


def occurrences(source: Requirement | Deadline | Recurrence, first: date, last: date) -> tuple[date, ...]:
    """The days from ``first`` to ``last``, both included, on which something recurring is due.

    * A named day counts in each named month, or in the last month of each span（每季度25日前: 25 March, June …）; without one it
      is the last day of the month.
    * Named months are due each（每年6月、12月; 每季度首月）; for a rhythm of days or weeks they are the months in which it holds.
    * 每周 is due on Sundays, or on the weekday that the printed deadline names（每周五前）; 每日 on every day, weekends included.
    * Several times in a span without a named month or day（每年至少2次） divide the span into as many parts of equal length, in whole
      months where that is possible, each due on its last day: so there are never fewer than the notice wants.

    Args:
        source: A rhythm, a deadline that has one, or a requirement: then all of its recurring deadlines, or the one that it
            inherits where it has none of its own.
        first: The first day.
        last: The last day.

    Returns:
        The days in order, each once; empty when nothing recurs.
    """
    if isinstance(source, Requirement):
        days = {day for each in recurring_deadlines(source) for day in occurrences(each, first, last)}
        return tuple(sorted(days))
    if isinstance(source, Deadline):
        if source.recurrence is None:
            return ()
        return _days(source.recurrence, first, last, weekday=_weekday(source.text))
    return _days(source, first, last, weekday=_SUNDAY)


def _weekday(text: str) -> int:
    """Monday is 0; Sunday where none is named. The model of a rhythm does not keep it."""
    named = _WEEKDAY.search(text)
    return _WEEKDAYS[named[1]] if named is not None else _SUNDAY


def _days(rhythm: Recurrence, first: date, last: date, *, weekday: int) -> tuple[date, ...]:
    if first > last:
        return ()
    if rhythm.frequency in (Frequency.DAILY, Frequency.WEEKLY):
        found = _in_weeks(rhythm, first, last, weekday=weekday)
    else:
        found = _in_months(rhythm, first, last)
    return tuple(sorted({day for day in found if first <= day <= last}))


def _in_weeks(rhythm: Recurrence, first: date, last: date, *, weekday: int) -> Iterator[date]:
    parts = rhythm.times or 1
    if rhythm.frequency is Frequency.DAILY or parts >= 7:
        wanted = set(range(7))
    elif parts == 1:
        wanted = {weekday}
    else:
        wanted = {7 * part // parts - 1 for part in range(1, parts + 1)}
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if day.weekday() in wanted and (not rhythm.months or day.month in rhythm.months):
            yield day


def _in_months(rhythm: Recurrence, first: date, last: date) -> Iterator[date]:
    ends = _MONTHS[rhythm.frequency]
    divided = (rhythm.times or 1) > 1 and rhythm.day is None and not rhythm.months
    for year in range(first.year, last.year + 1):
        if divided:
            length = 12 // len(ends)
            for end in ends:
                yield from _parts(year, end - length + 1, end, rhythm.times or 1)
            continue
        for month in sorted(set(rhythm.months or ends)):
            if 1 <= month <= 12:
                yield _day(year, month, rhythm.day)


def _parts(year: int, start: int, end: int, parts: int) -> Iterator[date]:
    """The last days of equal parts of the months from ``start`` to ``end``."""
    months = end - start + 1
    if months % parts == 0:
        yield from (_day(year, start + months * part // parts - 1, None) for part in range(1, parts + 1))
        return
    begin, until = date(year, start, 1), _day(year, end, None)
    length = (until - begin).days + 1
    for part in range(1, parts + 1):
        yield begin + timedelta(days=max(length * part // parts - 1, 0))


def _day(year: int, month: int, day: int | None) -> date:
    last = monthrange(year, month)[1]
    return date(year, month, last if day is None else min(max(day, 1), last))
