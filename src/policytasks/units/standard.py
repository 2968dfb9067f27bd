"""Standard registry 标准名录: the departments that provinces, cities and counties usually have, and what the reforms of
2018, 2021 and 2023 made of them.

The tables ``data/standard_bodies.tsv``, ``standard_events.tsv`` and ``standard_reforms.tsv`` hold the content; this module
puts the name of a place in front and a place's own days in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import attrs

from policytasks.errors import RegistryError
from policytasks.model.unit import UnitKind
from policytasks.units.collective_names import likely_kinds
from policytasks.units.data import read_table
from policytasks.units.kinds import kind_of
from policytasks.units.records import Membership, RegistryRows, Succession, SuccessionKind, UnitRecord, within

__all__ = ["Tier", "standard_rows", "tier_of"]

Tier = Literal["province", "city", "county"]
"""Which of the three lists of names a place takes."""

_TIERS: tuple[Tier, ...] = ("province", "city", "county")
_ENDINGS: Mapping[str, Tier] = {
    "省": "province",
    "自治区": "province",
    "市": "city",
    "自治州": "city",
    "盟": "city",
    "地区": "city",
    "县": "county",
    "区": "county",
    "旗": "county",
}
_PREFECTURE = "州"
"""A level as a word of its own only: 兖州 is a place without its level."""

_PLACE = "~"
_NONE = "-"
_SEPARATOR = "；"
_DAY = timedelta(days=1)


@attrs.frozen(kw_only=True)
class _Reform:
    starts: Mapping[Tier, date]
    until: date
    document: str


@attrs.frozen(kw_only=True)
class _Event:
    reform: str
    kind: SuccessionKind
    before: tuple[str, ...]
    after: tuple[str, ...]
    note: str


def tier_of(prefix: str) -> Tier | None:
    """Which list of names a place takes, by the end of its name; None when the end says nothing."""
    if prefix == _PREFECTURE:
        return "city"
    for length in (3, 2, 1):
        tier = _ENDINGS.get(prefix[-length:])
        if tier is not None:
            return tier
    return None


def standard_rows(
    prefix: str, *, on: date | None = None, reformed: Mapping[int, date] | None = None, tier: Tier | None = None
) -> RegistryRows:
    """The rows of the standard registry of one place.

    Args:
        prefix: What stands before the departments' names: a level (``"区"``) or a place (``"济宁市"``).
        on: Only the bodies of this day, without their history; None for all.
        reformed: Year of a reform (2018, 2021, 2023) → the day on which this place carried it out.
        tier: The list of names to take, for a place whose name says it wrongly (a 县级市); by the name when None.

    Raises:
        RegistryError: The prefix ends in no level, or a year has no reform.
    """
    level = tier or tier_of(prefix)
    if level is None:
        raise RegistryError("a place without a level", found=repr(prefix), expected="an end such as 省, 市, 县 or 区")
    reforms = _reforms_of(level, reformed or {})
    names = {key: _name_of(key, name, prefix) for key, name in _bodies()[level].items()}
    successions: list[Succession] = []
    first: dict[str, date] = {}
    last: dict[str, date] = {}
    for event in _events():
        starts, until, document = reforms[event.reform]
        found = _succession(event, names, starts, document)
        if found is None:
            continue
        successions.append(found)
        first.update(dict.fromkeys(found.began, starts))
        last.update(dict.fromkeys(found.ended, until))
    bodies = tuple(_records(prefix, names, first, last))
    collectives = tuple(_collectives(level, prefix))
    units = (*bodies, *collectives)
    memberships = tuple(
        Membership(collective=record.name, kind=kind) for record in collectives for kind in likely_kinds(record.name)
    )
    if on is None:
        return RegistryRows(units=units, memberships=memberships, successions=tuple(successions))
    present = tuple(
        attrs.evolve(record, valid_from=None, valid_to=None)
        for record in units
        if within(on, record.valid_from, record.valid_to)
    )
    return RegistryRows(units=present, memberships=memberships)


def _name_of(key: str, name: str, prefix: str) -> str:
    """A body's name at a place; at a mere level (区) the everyday name, because 共青团区委员会 is nobody's name."""
    if len(prefix) == 1 and not name.startswith(_PLACE):
        name = next((alias for alias in _aliases()[key] if len(alias) < len(name)), name)
    return name.replace(_PLACE, prefix)


def _records(
    prefix: str, names: Mapping[str, str], first: Mapping[str, date], last: Mapping[str, date]
) -> Iterator[UnitRecord]:
    aliases = _aliases()
    for key, name in names.items():
        others = (alias.replace(_PLACE, prefix) for alias in aliases[key])
        yield UnitRecord(
            name=name,
            kind=_kinds().get(key) or kind_of(name),
            aliases=tuple(alias for alias in others if alias != name),
            jurisdiction=prefix if len(prefix) > 1 else None,
            valid_from=first.get(name),
            valid_to=last.get(name),
        )


def _collectives(level: Tier, prefix: str) -> Iterator[UnitRecord]:
    for tier, name, others in read_table("standard_collectives"):
        if tier == level:
            yield UnitRecord(
                name=name.replace(_PLACE, prefix),
                kind=UnitKind.COLLECTIVE,
                aliases=tuple(others.replace(_PLACE, prefix).split(_SEPARATOR)),
                jurisdiction=prefix if len(prefix) > 1 else None,
            )


def _succession(event: _Event, names: Mapping[str, str], on: date, document: str) -> Succession | None:
    """The event at one level: which bodies a level has decides what it was there; None when it was nothing."""
    before = tuple(names[key] for key in event.before if key in names)
    after = tuple(names[key] for key in event.after if key in names)
    if before == after or (not before and event.kind is not SuccessionKind.FOUNDED):
        return None  # The level never had the old bodies, so nothing happened to them there.
    kind = event.kind
    if not after:
        kind = SuccessionKind.DISSOLVED
    elif len(before) == 1 and len(after) == 1:
        kind = SuccessionKind.RENAMED
    return Succession(kind=kind, on=on, before=before, after=after, document=document, note=event.note)


def _reforms_of(tier: Tier, reformed: Mapping[int, date]) -> dict[str, tuple[date, date, str]]:
    """Of each reform the first day of the new names, the last day of the old ones, and the document."""
    reforms = {key: (reform.starts[tier], reform.until, reform.document) for key, reform in _reforms().items()}
    for year, day in reformed.items():
        if str(year) not in reforms:
            raise RegistryError(
                "no reform of this year", found=str(year), expected=", ".join(key for key in reforms if key.isdigit())
            )
        reforms[str(year)] = (day, day - _DAY, reforms[str(year)][2])
    return reforms


@lru_cache(maxsize=1)
def _bodies() -> Mapping[Tier, Mapping[str, str]]:
    """Of each tier its bodies, by key; a body that a tier does not have is not there."""
    rows = read_table("standard_bodies")
    return {
        tier: {row[0]: row[column] for row in rows if row[column] != _NONE} for column, tier in enumerate(_TIERS, 2)
    }


@lru_cache(maxsize=1)
def _aliases() -> Mapping[str, tuple[str, ...]]:
    return {key: tuple(filter(None, others.split(_SEPARATOR))) for key, *_, others in read_table("standard_bodies")}


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, UnitKind]:
    """The kinds of the bodies whose name does not say them."""
    return {key: UnitKind(kind) for key, kind, *_ in read_table("standard_bodies") if kind != _NONE}


@lru_cache(maxsize=1)
def _events() -> tuple[_Event, ...]:
    return tuple(
        _Event(
            reform=reform,
            kind=SuccessionKind(kind),
            before=tuple(before.split()),
            after=tuple(after.split()),
            note=note,
        )
        for reform, kind, before, after, note in read_table("standard_events")
    )


@lru_cache(maxsize=1)
def _reforms() -> Mapping[str, _Reform]:
    return {
        key: _Reform(
            starts=dict(zip(_TIERS, map(date.fromisoformat, starts), strict=True)),
            until=date.fromisoformat(until),
            document=document,
        )
        for key, *starts, until, document in read_table("standard_reforms")
    }
