"""Time expressions 时间表达: what the scanners of time find, and the arithmetic that they share."""

from __future__ import annotations

import calendar
import re
from datetime import date

import attrs

from policytasks.errors import OrdinalError
from policytasks.model.deadline import DeadlineKind, Recurrence, TimeSpan
from policytasks.model.ordinal import chinese_number

__all__ = [
    "BEFORE",
    "BLANK",
    "LIMIT",
    "LIST_MARK",
    "NUMERALS",
    "RANGE_MARK",
    "Expression",
    "exact_day",
    "last_day",
    "number",
]


@attrs.frozen(kw_only=True)
class Expression:
    """One expression of time in a folded text.

    Args:
        start: First character.
        end: One past the last character.
        kind: What kind of deadline it would be.
        grain: How exact it is: ``"day"``, ``"month"``, ``"part"`` (月底, 上旬), ``"quarter"``, ``"half"``, ``"year"``,
            ``"end"`` (年底), ``"within"`` (年内), ``"festival"``, ``"rhythm"``, ``"span"`` or ``"damaged"``.
        closed: True when it says by itself that it is a limit: 前, 之前, 内.
        due_on: The last day that it names; None when no calendar day follows.
        starts_on: First day, for a range.
        year: The year as printed; None when it was inherited or is not known.
        recurrence: For a rhythm.
        span: For a span of time.
    """

    start: int
    end: int
    kind: DeadlineKind = DeadlineKind.DATE
    grain: str = "day"
    closed: bool = False
    due_on: date | None = None
    starts_on: date | None = None
    year: int | None = None
    recurrence: Recurrence | None = None
    span: TimeSpan | None = None


BLANK = r"[ \t\n]{0,3}+"
"""Pattern of the blanks that layout leaves inside an expression."""
BEFORE = r"前(?![后期往述列沿端景])"
"""Pattern of 前 as a limit, and not the beginning of 前期 or 前后."""
LIMIT = rf"(?P<limit>以前|之前|{BEFORE}|之内|以内|内(?![部容外])|止)"
"""Pattern of the words that say that a time is a limit."""
RANGE_MARK = re.compile(rf"{BLANK}(?:至|到|-{{1,2}}|[—–~～―─]{{1,2}}){BLANK}")
"""What stands between the ends of a stretch of time."""
LIST_MARK = re.compile(rf"{BLANK}(?:、|,|和|及|与|以及){BLANK}")
"""What stands between two times that belong to one list."""
NUMERALS = "〇零一二三四五六七八九十百两"


def number(printed: str) -> int:
    try:
        return chinese_number(printed.replace("两", "二") if printed == "两" else printed)
    except OrdinalError:
        return 0


def last_day(year: int | None, month: int, day: int = 31) -> date | None:
    """The day, or the last one of its month when the month is shorter; None without a year."""
    if year is None or not 1 <= year <= 9999:
        return None
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def exact_day(year: int | None, month: int, day: int) -> date | None:
    try:
        return None if year is None else date(year, month, day)
    except ValueError:
        return None
