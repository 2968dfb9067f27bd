"""Deadline 完成时限: a sum type over the ways in which notices set a time."""

from __future__ import annotations

from datetime import date
from enum import Enum

import attrs

from policytasks.location import NOWHERE, Location

__all__ = ["Deadline", "DeadlineKind", "Frequency", "Recurrence", "TimeSpan"]


class DeadlineKind(Enum):
    """时限类别."""

    DATE = "date"
    """A day: 6月底前, 年底前, 8月10日前."""
    PERIOD = "period"
    """A stretch of time with an end: 2021年7月至9月."""
    RECURRING = "recurring"
    """Again and again: 每季度末, 每月25日前."""
    RELATIVE = "relative"
    """Counted from an event: 印发之日起10个工作日内."""
    ONGOING = "ongoing"
    """Without an end: 长期坚持, 持续推进, 全年."""
    IMMEDIATE = "immediate"
    """At once: 立行立改, 立即."""

    def __str__(self) -> str:
        return _CHINESE[self]


_CHINESE = {
    DeadlineKind.DATE: "日期",
    DeadlineKind.PERIOD: "期间",
    DeadlineKind.RECURRING: "定期",
    DeadlineKind.RELATIVE: "相对时限",
    DeadlineKind.ONGOING: "长期坚持",
    DeadlineKind.IMMEDIATE: "立行立改",
}


class Frequency(Enum):
    """How often a recurring deadline comes. ``str()`` is the Chinese word, ``value`` the English one."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"

    def __str__(self) -> str:
        return _RHYTHMS[self]


_RHYTHMS = {
    Frequency.DAILY: "每天",
    Frequency.WEEKLY: "每周",
    Frequency.MONTHLY: "每月",
    Frequency.QUARTERLY: "每季度",
    Frequency.HALF_YEARLY: "每半年",
    Frequency.YEARLY: "每年",
}


@attrs.frozen(kw_only=True)
class Recurrence:
    """The rhythm of a RECURRING deadline.

    Args:
        frequency: How often.
        months: The months that are named (每年6月、12月); empty for all.
        day: Day of the month that is named (每月25日前); None for the end of the span.
        times: How many times in each span (每年至少2次); None when it is not said.
    """

    frequency: Frequency
    months: tuple[int, ...] = ()
    day: int | None = None
    times: int | None = None


@attrs.frozen(kw_only=True)
class TimeSpan:
    """The length of a RELATIVE deadline: 10 working days from 印发之日.

    Args:
        amount: How many.
        unit: ``"day"``, ``"working_day"``, ``"week"``, ``"month"``, ``"year"`` or ``"hour"``.
        since: The event that it is counted from, as printed; empty when none is named.
    """

    amount: int
    unit: str
    since: str = ""


@attrs.frozen(kw_only=True)
class Deadline:
    """完成时限: until when a requirement binds.

    ``kind`` is the tag of the sum; it decides which of the details is set: ``starts_on`` for PERIOD, ``recurrence`` for
    RECURRING, ``span`` for RELATIVE; ``due_on`` for DATE and PERIOD, where a calendar day follows from the notice.

    Args:
        text: As printed.
        kind: How the time is set.
        due_on: The day it names, inclusive: 8月10日前 is 10 August, 6月底前 is 30 June. None where no calendar day follows
            from the notice (no year is known, or the kind has no day).
        starts_on: First day of a PERIOD, when it names one.
        recurrence: The rhythm of a RECURRING deadline.
        span: The length of a RELATIVE one.
        inherited_from: Where the body set it, when a requirement inherits it from there.
        location: Where it was printed.
    """

    text: str
    kind: DeadlineKind
    due_on: date | None = None
    starts_on: date | None = None
    recurrence: Recurrence | None = None
    span: TimeSpan | None = None
    inherited_from: Location | None = attrs.field(default=None, eq=False)
    location: Location = attrs.field(default=NOWHERE, eq=False)

    def __attrs_post_init__(self) -> None:
        allowed = _DETAILS[self.kind]
        for name in ("due_on", "starts_on", "recurrence", "span"):
            if getattr(self, name) is not None and name not in allowed:
                raise ValueError(f"a deadline of kind {self.kind.value!r} has no {name}: {self.text!r}")

    def __str__(self) -> str:
        return self.text


_DETAILS = {
    DeadlineKind.DATE: {"due_on"},
    DeadlineKind.PERIOD: {"due_on", "starts_on"},
    DeadlineKind.RECURRING: {"recurrence"},
    DeadlineKind.RELATIVE: {"span", "due_on"},
    DeadlineKind.ONGOING: set[str](),
    DeadlineKind.IMMEDIATE: set[str](),
}
