"""Light 亮灯: how near to its day an entry is; derived from the entry and a day, never stored."""

from __future__ import annotations

from datetime import date
from enum import Enum

from policytasks.errors import LedgerError
from policytasks.ledger.entry import Entry
from policytasks.ledger.status import CLOSED
from policytasks.messages import Wording

__all__ = ["WARN_DAYS", "Light", "light"]

WARN_DAYS = 3
"""Days before the due day from which the light is yellow, where nobody says another number."""


class Light(Enum):
    """亮灯. ``str()`` is the Chinese word, ``value`` the English one."""

    GREEN = "green"
    """绿灯: done, ongoing, or in good time."""
    YELLOW = "yellow"
    """黄灯: due today or within the days of warning."""
    RED = "red"
    """红灯: overdue."""
    OFF = "off"
    """未亮灯: not done, and no day is known by which it should be."""

    def __str__(self) -> str:
        return _WORDINGS[self].zh

    @property
    def wording(self) -> Wording:
        """Its word in every language."""
        return _WORDINGS[self]


_WORDINGS = {
    Light.GREEN: Wording(en="Green", zh="绿灯"),
    Light.YELLOW: Wording(en="Yellow", zh="黄灯"),
    Light.RED: Wording(en="Red", zh="红灯"),
    Light.OFF: Wording(en="Off", zh="未亮灯"),
}


def light(entry: Entry, *, on: date, warn_days: int = WARN_DAYS) -> Light:
    """The light of an entry on a day.

    Args:
        entry: The entry. What is done or ongoing is never late. Words in the place of a status (按计划进行) leave the last status
            that was understood; words in the place of a day (另行通知) are no day.
        on: The day that it is looked at. The due day itself still counts: red begins the day after.
        warn_days: From how many days before the due day the light is yellow; 0 for the due day only.

    Raises:
        LedgerError: ``warn_days`` is negative.
    """
    if warn_days < 0:
        raise LedgerError("not a number of days", found=repr(warn_days), expected="0 or more")
    if entry.status in CLOSED:
        return Light.GREEN
    if entry.due_on is None:
        return Light.OFF
    left = (entry.due_on - on).days
    if left < 0:
        return Light.RED
    return Light.YELLOW if left <= warn_days else Light.GREEN
