"""Collectives 统称: whom 各镇（街道） and 区政府各部门 mean on a day, and notices with them kept, expanded or dropped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

import attrs

from policytasks.errors import RegistryError
from policytasks.model.notice import Notice, Requirement
from policytasks.model.responsibility import Responsibility
from policytasks.model.unit import UnitKind
from policytasks.units.collective_names import is_open, parse_collective, split_exceptions
from policytasks.units.index import RegistryIndex
from policytasks.units.records import UnitRecord, within
from policytasks.units.resolution import resolve_name
from policytasks.units.rewriting import with_requirements

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["Collectives", "expand", "expand_collectives", "member_records"]

Collectives = Literal["keep", "expand", "drop"]
"""What to do with collectives: leave them, put their members in their place, or leave them out."""


def expand_collectives(notice: Notice, registry: UnitRegistry, *, on: date | None = None) -> Notice:
    """The notice with the members of every collective in its place.

    The same as `expand` with ``collectives="expand"``.
    """
    return expand(notice, registry, collectives="expand", on=on)


def expand(
    notice: Notice,
    registry: UnitRegistry | None = None,
    *,
    collectives: Collectives = "keep",
    on: date | None = None,
) -> Notice:
    """The notice with its collectives kept, expanded or dropped, for whatever counts or lists units afterwards.

    A member takes the role of the collective and keeps its printed name and place, so that a reader finds what was
    printed; a unit that the row names by itself is not repeated. A collective stays as it is when it leaves open whom it
    means（各有关部门）, when the registry does not know it or its members, or when it excepts somebody whom the registry does
    not know.

    Args:
        notice: The notice; units that `resolve_units` bound are recognised as members.
        registry: Who the members are; needed to expand.
        collectives: What to do.
        on: The day that decides on membership; the notice's own when None; without any, whoever was ever a member is one.

    Raises:
        RegistryError: Expanding without a registry.
        ValueError: ``collectives`` is none of the three.
    """
    if collectives not in get_args(Collectives):
        raise ValueError(f"collectives is {collectives!r}; expected one of {', '.join(get_args(Collectives))}")
    if collectives == "keep":
        return notice
    if collectives == "drop":
        return with_requirements(notice, _without_collectives)
    if registry is None:
        raise RegistryError("no registry to expand collectives by", expected="a UnitRegistry")
    index, day = registry.index, on or notice.issued_on or notice.printed_on

    def change(requirement: Requirement) -> Requirement:
        return attrs.evolve(
            requirement,
            responsibilities=tuple(_expanded(requirement.responsibilities, index, day)),
            implied=tuple(_expanded(requirement.implied, index, day)),
        )

    return with_requirements(notice, change)


def _without_collectives(requirement: Requirement) -> Requirement:
    return attrs.evolve(
        requirement,
        responsibilities=tuple(entry for entry in requirement.responsibilities if not _is_collective(entry)),
        implied=tuple(entry for entry in requirement.implied if not _is_collective(entry)),
    )


def _is_collective(entry: Responsibility) -> bool:
    return entry.unit.kind is UnitKind.COLLECTIVE


def _expanded(entries: tuple[Responsibility, ...], index: RegistryIndex, on: date | None) -> Iterator[Responsibility]:
    named = {entry.unit.name for entry in entries if not _is_collective(entry)}
    for entry in entries:
        members = members_of_entry(entry, index, on) if _is_collective(entry) else ()
        if not members:
            yield entry
            continue
        for member in members:
            if member.name not in named:
                named.add(member.name)
                unit = attrs.evolve(entry.unit, name=member.name, kind=member.kind)
                yield attrs.evolve(entry, unit=unit)


def members_of_entry(entry: Responsibility, index: RegistryIndex, on: date | None) -> tuple[UnitRecord, ...]:
    """Whom a printed collective means; its printed name says the exceptions that its bound name no longer does."""
    if entry.printed and parse_collective(entry.printed).excepted:
        return member_records(index, entry.printed, on=on)
    return member_records(index, entry.unit.name, on=on) or member_records(index, entry.printed, on=on)


def member_records(index: RegistryIndex, name: str, *, on: date | None = None) -> tuple[UnitRecord, ...]:
    """Whom a collective means on a day.

    A member that has ended by then is followed to its successors.

    Args:
        index: The registry.
        name: The collective's name, as registered or as printed, exceptions included.
        on: The day; None for every member there ever was.

    Returns:
        In the order of the registry's lines; empty when the name is no collective of the registry, is open, or excepts
        somebody whom the registry does not know.
    """
    printed = parse_collective(name)
    if is_open(printed.base):
        return ()
    collective = _record(index, printed.base, on)
    if collective is None or collective.kind is not UnitKind.COLLECTIVE:
        return ()
    excepted = _excepted(index, printed.excepted, on)
    if excepted is None:
        return ()
    members = _members(index, collective, on, frozenset())
    return tuple(record for record in members if record not in excepted)


def _record(index: RegistryIndex, name: str, on: date | None) -> UnitRecord | None:
    resolution = resolve_name(index, name, on=on, suggest=False)
    return index.lineage.record_at(resolution.unit.name, on) if resolution.unit is not None else None


def _excepted(index: RegistryIndex, names: tuple[str, ...], on: date | None) -> set[UnitRecord] | None:
    """The units that a name excepts, members of collectives among them; None when one of them is not known."""
    excepted: set[UnitRecord] = set()
    for name in names:
        joined = _joined(index, split_exceptions(name), on)
        if not joined:
            return None
        for record in joined:
            excepted.add(record)
            if record.kind is UnitKind.COLLECTIVE:
                excepted.update(_members(index, record, on, frozenset()))
    return excepted


def _joined(index: RegistryIndex, parts: tuple[str, ...], on: date | None) -> list[UnitRecord]:
    """The units of 区发展和改革局和区财政局, the longest known name first; empty when a part of it is no name."""
    found: list[UnitRecord] = []
    start = 0
    while start < len(parts):
        for end in range(len(parts), start, -2):
            record = _record(index, "".join(parts[start:end]), on)
            if record is not None:
                found.append(record)
                start = end + 1
                break
        else:
            return []
    return found


def _members(
    index: RegistryIndex, collective: UnitRecord, on: date | None, above: frozenset[str]
) -> tuple[UnitRecord, ...]:
    members: dict[UnitRecord, None] = {}
    excluded: set[UnitRecord] = set()
    inside = above | {collective.name}
    for line in index.lines_of.get(collective.name, ()):
        if not within(on, line.valid_from, line.valid_to):
            continue
        if line.kind is not None:
            found = _of_kind(index, collective, line.kind, on)
        elif line.member is not None:
            found = _present(index, line.member, on)
        else:
            found = ()
        for record in found:
            if record.kind is UnitKind.COLLECTIVE:
                whole = _members(index, record, on, inside) if record.name not in inside else ()
            else:
                whole = (record,)
            if line.excluded:
                excluded.update(whole)
            else:
                members.update(dict.fromkeys(whole))
    return tuple(record for record in members if record not in excluded)


def _of_kind(index: RegistryIndex, collective: UnitRecord, kind: UnitKind, on: date | None) -> tuple[UnitRecord, ...]:
    place = collective.jurisdiction
    return tuple(
        record
        for record in index.by_kind.get(kind, ())
        if (place is None or record.jurisdiction == place)
        and record.kind is not UnitKind.COLLECTIVE
        and index.lineage.valid_on(record, on)
    )


def _present(index: RegistryIndex, name: str, on: date | None) -> tuple[UnitRecord, ...]:
    record = index.lineage.record_at(name, on)
    if record is None or index.lineage.valid_on(record, on):
        return () if record is None else (record,)
    return index.lineage.successors(record, on)
