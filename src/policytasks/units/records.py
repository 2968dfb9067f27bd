"""Records 名录条目: what a registry knows of one unit, and of one member of a collective."""

from __future__ import annotations

from datetime import date
from enum import Enum

import attrs

from policytasks.location import NOWHERE, Location
from policytasks.model.unit import Unit, UnitKind

__all__ = ["Membership", "RegistryRows", "Succession", "SuccessionKind", "UnitRecord", "within"]


def within(day: date | None, valid_from: date | None, valid_to: date | None) -> bool:
    """Whether a day lies in a period; both ends belong to it, an open end is None, and no day asked is always inside."""
    if day is None:
        return True
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)


@attrs.frozen(kw_only=True)
class UnitRecord:
    """单位条目: one canonical unit.

    Args:
        name: Canonical name, unique in the registry at any one time.
        kind: 单位类别.
        aliases: Other names of the very same unit, each unique at any one time too.
        parent: Canonical name of the 上级单位, None at the top or when unknown.
        jurisdiction: 所属地区 as people write it (兖州区, 济宁市), None when the registry serves one place only.
        valid_from: First day on which the unit exists; None when it was always there.
        valid_to: Last day; None while it exists.
        note: 备注, for people.
        location: Row of the file that it was read from.
    """

    name: str
    kind: UnitKind = UnitKind.UNKNOWN
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    jurisdiction: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""
    location: Location = attrs.field(default=NOWHERE, eq=False)

    @property
    def unit(self) -> Unit:
        """The unit as notices carry it."""
        return Unit(name=self.name, kind=self.kind, location=self.location)

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical name and every alias."""
        return (self.name, *self.aliases)


@attrs.frozen(kw_only=True)
class Membership:
    """统称成员: one line of the list that says whom a collective means.

    A line names one unit, or a whole kind of units; with ``excluded`` it takes them out again, so that 各部门 can be
    written as 工作部门 without 区公安局.

    Args:
        collective: Canonical name of the collective.
        member: Canonical name of a unit, which may be a collective itself; None when ``kind`` is given.
        kind: Every unit of this kind, in the collective's jurisdiction when it has one; None when ``member`` is given.
        excluded: True for an exception: the unit or the kind is not meant.
        valid_from: First day of the membership; None when it was always so.
        valid_to: Last day; None while it lasts.
        note: 备注, for people.
        location: Row of the file that it was read from.
    """

    collective: str
    member: str | None = None
    kind: UnitKind | None = None
    excluded: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""
    location: Location = attrs.field(default=NOWHERE, eq=False)


class SuccessionKind(Enum):
    """变更类型: what happened to a unit. ``str()`` is the Chinese word, ``value`` the English one."""

    RENAMED = "renamed"
    """更名: one unit, a new name."""
    MERGED = "merged"
    """合并: several units became one, or one went into another that lives on."""
    SPLIT = "split"
    """拆分: one unit became several, or gave a part of its work to others."""
    DISSOLVED = "dissolved"
    """撤销: nobody carries on."""
    FOUNDED = "founded"
    """新设: nobody came before."""

    def __str__(self) -> str:
        return _CHINESE[self]


_CHINESE = {
    SuccessionKind.RENAMED: "更名",
    SuccessionKind.MERGED: "合并",
    SuccessionKind.SPLIT: "拆分",
    SuccessionKind.DISSOLVED: "撤销",
    SuccessionKind.FOUNDED: "新设",
}


@attrs.frozen(kw_only=True)
class Succession:
    """沿革: one event in the life of units.

    Args:
        kind: What happened.
        on: First day of the new state.
        before: Canonical names of the units before; empty for FOUNDED.
        after: Canonical names of the units after; empty for DISSOLVED. A unit that stands on both sides lives on.
        document: 依据文件: the document that did it.
        note: 备注, for people.
        location: Row of the file that it was read from.
    """

    kind: SuccessionKind
    on: date
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    document: str = ""
    note: str = ""
    location: Location = attrs.field(default=NOWHERE, eq=False)

    @property
    def ended(self) -> tuple[str, ...]:
        """The units that end with this event."""
        return tuple(name for name in self.before if name not in self.after)

    @property
    def began(self) -> tuple[str, ...]:
        """The units that begin with this event."""
        return tuple(name for name in self.after if name not in self.before)

    def __str__(self) -> str:
        sides = " → ".join("、".join(side) for side in (self.before, self.after) if side)
        source = f"（{self.document}）" if self.document else ""
        return f"{self.on.isoformat()} {self.kind}：{sides}{source}"


@attrs.frozen(kw_only=True)
class RegistryRows:
    """The three tables of a registry as they were read, before anybody has checked them.

    Args:
        units: 单位.
        memberships: 统称成员.
        successions: 沿革.
    """

    units: tuple[UnitRecord, ...] = ()
    memberships: tuple[Membership, ...] = ()
    successions: tuple[Succession, ...] = ()
