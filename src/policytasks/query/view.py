"""UnitView 单位视图: everything that one unit owes over all notices, by date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import attrs

from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import CLOSED
from policytasks.messages import Language, Wording
from policytasks.model.deadline import DeadlineKind
from policytasks.model.notice import Notice
from policytasks.model.unit import Unit
from policytasks.query.conditions import name_of, read_day
from policytasks.query.duty import Duty
from policytasks.query.naming import Naming, Reason
from policytasks.query.source import duties
from policytasks.query.table import shown, text_table

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["Owed", "Reason", "UnitView", "unit_view"]

_SOON = 7
"""Days that count as soon, when nobody says otherwise."""


@attrs.frozen(kw_only=True)
class Owed:
    """应办事项: a duty, and why it is the unit's.

    Args:
        duty: The duty.
        reason: Whether the notice names the unit itself, a collective that it belongs to, or one whose work it carries on.
    """

    duty: Duty
    reason: Reason

    @property
    def due_on(self) -> date | None:
        """The day on which it is due."""
        return self.duty.due_on

    @property
    def is_closed(self) -> bool:
        """Whether a ledger says 已完成 or 长期坚持."""
        return self.duty.status in CLOSED


@attrs.frozen(kw_only=True)
class UnitView:
    """单位视图.

    Args:
        unit: The unit, by its canonical name.
        on: The day of the view; None for a view without one, in which nothing is overdue.
        soon: Days from `on` that count as soon.
        owed: Everything that it owes: by due day, then what has none; equals in the order of the notices.
    """

    unit: str
    on: date | None = None
    soon: int = _SOON
    owed: tuple[Owed, ...] = ()

    def __len__(self) -> int:
        return len(self.owed)

    def __iter__(self) -> Iterator[Owed]:
        return iter(self.owed)

    @property
    def overdue(self) -> tuple[Owed, ...]:
        """逾期: due before the day of the view, and not closed."""
        return tuple(each for each in self._open if each.due_on is not None and self._days(each.due_on) < 0)

    @property
    def due_soon(self) -> tuple[Owed, ...]:
        """临期: due within `soon` days from the day of the view on, and not closed."""
        return tuple(
            each for each in self._open if each.due_on is not None and 0 <= self._days(each.due_on) <= self.soon
        )

    @property
    def later(self) -> tuple[Owed, ...]:
        """Due later, and not closed."""
        return tuple(each for each in self._open if each.due_on is not None and self._days(each.due_on) > self.soon)

    @property
    def recurring(self) -> tuple[Owed, ...]:
        """定期: without a day of its own, because it comes again and again; not closed."""
        return tuple(each for each in self._open if each.due_on is None and _recurs(each.duty))

    @property
    def undated(self) -> tuple[Owed, ...]:
        """无期限: neither a day nor a rhythm; not closed."""
        return tuple(each for each in self._open if each.due_on is None and not _recurs(each.duty))

    @property
    def closed(self) -> tuple[Owed, ...]:
        """已完成 or 长期坚持, where a ledger says so."""
        return tuple(each for each in self.owed if each.is_closed)

    @property
    def _open(self) -> tuple[Owed, ...]:
        return tuple(each for each in self.owed if not each.is_closed)

    def _days(self, day: date) -> int:
        # Without a day of the view everything is later.
        return (day - self.on).days if self.on is not None else self.soon + 1

    def text(self, *, lang: Language = "zh", widest: int = 40) -> str:
        """The view as text for the terminal: one table a group, groups without rows left out.

        Args:
            lang: Language of the headings.
            widest: Columns of the terminal that a cell takes at most.
        """
        day = _ON.say(lang, on=self.on) if self.on is not None else ""
        lines = [_HEAD.say(lang, unit=self.unit, day=day, count=len(self.owed))]
        for heading, rows in self._groups():
            if rows:
                lines.append(f"\n{heading.say(lang, count=len(rows), soon=self.soon)}")
                lines.append(
                    text_table([each[lang] for each in _COLUMNS], [_cells(row, lang) for row in rows], widest=widest)
                )
        return "\n".join(lines)

    def _groups(self) -> Iterator[tuple[Wording, tuple[Owed, ...]]]:
        yield _OVERDUE, self.overdue
        yield _DUE_SOON, self.due_soon
        yield _LATER if self.on is not None else _DATED, self.later
        yield _RECURRING, self.recurring
        yield _UNDATED, self.undated
        yield _CLOSED, self.closed

    def __str__(self) -> str:
        return self.text()


_HEAD = Wording(en="{unit}: {count} duties{day}", zh="{unit}：{count}项{day}")
_ON = Wording(en=" on {on}", zh="（{on}）")
_OVERDUE = Wording(en="Overdue ({count})", zh="逾期（{count}项）")
_DUE_SOON = Wording(en="Due within {soon} days ({count})", zh="{soon}天内到期（{count}项）")
_LATER = Wording(en="Due later ({count})", zh="以后到期（{count}项）")
_DATED = Wording(en="With a day ({count})", zh="有明确日期（{count}项）")
_RECURRING = Wording(en="Recurring ({count})", zh="定期（{count}项）")
_UNDATED = Wording(en="Without a day ({count})", zh="无明确日期（{count}项）")
_CLOSED = Wording(en="Closed ({count})", zh="已办结或长期坚持（{count}项）")

_COLUMNS = (
    Wording(en="Due on", zh="截止日期"),
    Wording(en="Document", zh="发文字号"),
    Wording(en="ID", zh="编号"),
    Wording(en="Requirement", zh="具体要求"),
    Wording(en="Role", zh="分工"),
    Wording(en="Why", zh="缘由"),
    Wording(en="Deadline", zh="完成时限"),
    Wording(en="Status", zh="完成状态"),
)


def _cells(owed: Owed, lang: Language) -> list[str]:
    duty = owed.duty
    why = owed.reason.wording[lang]
    if owed.reason is not Reason.NAMED:
        why += f" {duty.printed or (duty.unit.name if duty.unit is not None else '')}"
    deadline = duty.requirement.deadline.text if duty.requirement.deadline is not None else None
    values = (
        duty.due_on,
        duty.document,
        duty.requirement.id,
        duty.requirement.text,
        duty.role,
        why,
        deadline,
        duty.status,
    )
    return [shown(value, lang) for value in values]


def _recurs(duty: Duty) -> bool:
    return any(deadline.kind is DeadlineKind.RECURRING for deadline in duty.requirement.deadlines)


def unit_view(
    sources: Notice | Ledger | Iterable[Notice | Ledger],
    unit: str | Unit,
    *,
    on: date | str | None = None,
    soon: int = _SOON,
    registry: UnitRegistry | None = None,
    implied: bool = True,
) -> UnitView:
    """Everything that one unit owes over all notices, by date.

    With a registry, that is also what the notices lay on collectives to which it belongs on their day（各镇（街道））, and on
    units whose work it carries on since a reform. Without one, only what names it.

    Args:
        sources: A notice or a ledger, or several.
        unit: The unit, its canonical name, or any name that the registry knows it by.
        on: The day of the view; what is due before it, and not closed in a ledger, is overdue.
        soon: Days from ``on`` that count as soon.
        registry: The 单位名录.
        implied: Also what a rule stated once lays on the unit.

    Returns:
        A view; empty when the notices lay nothing on the unit.

    Raises:
        SelectionError: An empty name, or a text that is no day.
    """
    day = read_day(on) if on is not None else None
    naming = Naming(registry)
    name = name_of(unit)
    meant = naming.meant(name)
    found = (
        Owed(duty=duty, reason=reason)
        for duty in duties(sources, implied=implied, registry=registry)
        if (reason := naming.reason(duty, meant, on=day)) is not None
    )
    canonical = next(iter(sorted(meant.canonical - {name})), name)
    return UnitView(
        unit=canonical,
        on=day,
        soon=soon,
        owed=tuple(sorted(found, key=lambda each: (each.due_on is None, each.due_on or date.min))),
    )
