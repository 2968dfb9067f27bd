"""Naming 指称: whether a duty is about a unit, by any of its names, through a collective, or as an heir."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

import attrs

from policytasks.messages import Wording
from policytasks.model.unit import UnitKind
from policytasks.query.conditions import folded
from policytasks.query.duty import Duty

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["Meant", "Naming", "Reason"]


class Reason(Enum):
    """Why a duty is a unit's. ``str()`` is the Chinese word, ``value`` the English one."""

    NAMED = "named"
    """点名: the notice names it."""
    MEMBER = "member"
    """统称: it belongs to a collective that the notice names."""
    HEIR = "heir"
    """承接: the notice names a unit whose work it carries on."""

    def __str__(self) -> str:
        return self.wording.zh

    @property
    def wording(self) -> Wording:
        """Its word in every language."""
        return _WORDINGS[self]


_WORDINGS = {
    Reason.NAMED: Wording(en="named", zh="点名"),
    Reason.MEMBER: Wording(en="as a member", zh="统称"),
    Reason.HEIR: Wording(en="as the heir", zh="承接"),
}


@attrs.frozen
class Meant:
    """A unit that a caller means: the name as given, and its canonical names."""

    given: str
    canonical: frozenset[str]


class Naming:
    """Tells whether duties are about units; answers are remembered, as notices repeat their names.

    Args:
        registry: Which names mean the same unit; without one, a name means itself.
    """

    def __init__(self, registry: UnitRegistry | None) -> None:
        self._registry = registry
        self._canonical: dict[tuple[str, date | None], str | None] = {}
        self._members: dict[tuple[str, date | None], frozenset[str]] = {}
        self._heirs: dict[tuple[str, date | None], frozenset[str]] = {}

    def meant(self, name: str) -> Meant:
        """The unit that a caller means by a name."""
        found = {name}
        if self._registry is not None:
            unit = self._registry.resolve(name, suggest=False).unit
            if unit is not None:
                found.add(unit.name)
        return Meant(folded(name), frozenset(found))

    def is_named(self, duty: Duty, meant: Meant) -> bool:
        """Whether the notice names the unit in this duty, by any of its names."""
        if duty.unit is None:
            return False
        if duty.unit.name in meant.canonical or meant.given in (folded(duty.unit.name), folded(duty.printed)):
            return True
        return self._find(duty.unit.name, _day(duty)) in meant.canonical

    def reason(self, duty: Duty, meant: Meant, *, on: date | None = None) -> Reason | None:
        """Why a duty is the unit's; None when it is not.

        Args:
            duty: The duty.
            meant: The unit.
            on: The day on which somebody asks, for units that have ended; the end of the story when None.
        """
        if duty.unit is None:
            return None
        if self.is_named(duty, meant):
            return Reason.NAMED
        if self._registry is None:
            return None
        if duty.unit.kind is UnitKind.COLLECTIVE and meant.canonical & self._members_of(duty):
            return Reason.MEMBER
        return Reason.HEIR if meant.canonical & self._heirs_of(duty, on) else None

    def _find(self, name: str, day: date | None) -> str | None:
        if self._registry is None:
            return None
        key = name, day
        if key not in self._canonical:
            unit = self._registry.resolve(name, on=day, suggest=False).unit
            self._canonical[key] = unit.name if unit is not None else None
        return self._canonical[key]

    def _members_of(self, duty: Duty) -> frozenset[str]:
        if duty.unit is None or self._registry is None:
            return frozenset()
        day = _day(duty)
        name = duty.printed or duty.unit.name  # The printed name says the exceptions.
        key = f"{duty.unit.name}\0{name}", day
        if key not in self._members:
            found = self._registry.members(name, on=day)
            if not found and "除" not in name:
                found = self._registry.members(duty.unit, on=day)
            self._members[key] = frozenset(each.name for each in found)
        return self._members[key]

    def _heirs_of(self, duty: Duty, on: date | None) -> frozenset[str]:
        if duty.unit is None or self._registry is None:
            return frozenset()
        key = self._find(duty.unit.name, _day(duty)) or duty.unit.name, on
        if key not in self._heirs:
            self._heirs[key] = frozenset(each.name for each in self._registry.successors(key[0], on=on))
        return self._heirs[key]


def _day(duty: Duty) -> date | None:
    return duty.notice.issued_on or duty.notice.printed_on
