"""Days off 休息日: weekends and holidays of China, by the package chinesecalendar where it is installed."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import import_module
from types import ModuleType

import attrs

from policytasks.messages import Wording

__all__ = ["DayOff", "day_off"]

_SATURDAY = 5
_WEEKEND = Wording(en="a weekend", zh="周末")
_HOLIDAY = Wording(en="a holiday", zh="法定节假日")


@attrs.frozen
class DayOff:
    """休息日.

    Args:
        why: A weekend or a holiday.
        provisional: True when the holidays of the year are not known, so that only the day of the week was looked at.
    """

    why: Wording
    provisional: bool


def day_off(day: date) -> DayOff | None:
    """Why a day is no working day; None for a working day.

    A weekend that is worked in place of a holiday is a working day.
    """
    weekend = day.weekday() >= _SATURDAY
    holidays = _calendar()
    if holidays is not None:
        try:
            off, name = holidays.get_holiday_detail(day)
        except NotImplementedError:
            pass  # The holidays of that year are not published yet, or lie before the first year that the package knows.
        else:
            return DayOff(_HOLIDAY if name is not None else _WEEKEND, False) if off else None
    return DayOff(_WEEKEND, True) if weekend else None


@cache
def _calendar() -> ModuleType | None:
    try:
        return import_module("chinese_calendar")
    except ImportError:
        return None
