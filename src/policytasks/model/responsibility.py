"""Responsibility 责任: one unit in one role."""

from __future__ import annotations

from enum import Enum

import attrs

from policytasks.location import NOWHERE, Location
from policytasks.model.unit import Unit

__all__ = ["Responsibility", "Role"]


class Role(Enum):
    """责任分工: what part a unit has in a requirement. ``str()`` is the Chinese word, ``value`` the English one."""

    LEAD = "lead"
    """牵头（主办）单位."""
    RESPONSIBLE = "responsible"
    """责任单位."""
    SUPPORTING = "supporting"
    """配合（协办）单位."""

    def __str__(self) -> str:
        return _CHINESE[self]


_CHINESE = {Role.LEAD: "牵头", Role.RESPONSIBLE: "责任", Role.SUPPORTING: "配合"}


@attrs.frozen(kw_only=True)
class Responsibility:
    """责任: one unit in one role for one requirement.

    Args:
        unit: The unit, canonical where a registry bound it.
        role: Its role.
        printed: The name exactly as printed.
        location: Where the name was printed.
    """

    unit: Unit
    role: Role
    printed: str = attrs.field(default="", eq=False)
    location: Location = attrs.field(default=NOWHERE, eq=False)

    def __str__(self) -> str:
        return f"{self.unit.name}（{self.role}）"
