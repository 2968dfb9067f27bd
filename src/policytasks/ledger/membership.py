"""Membership 统称展开: a ledger in which every member of a collective has an entry of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import attrs

from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Ledger
from policytasks.model.notice import Notice
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit, UnitKind
from policytasks.units.collectives import expand, members_of_entry

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["canonical_names", "day_of", "with_members"]


def day_of(notice: Notice) -> date | None:
    """The day that decides who is a member: that of the notice."""
    return notice.issued_on or notice.printed_on


def canonical_names(registry: UnitRegistry | None, on: date | None) -> Callable[[str], str]:
    """A function from a printed name to the unit's own; without a registry, or for a name that it leaves open, the same."""
    known: dict[str, str] = {}

    def name_of(name: str) -> str:
        if name not in known:
            unit = registry.find(name, on=on) if registry is not None else None
            known[name] = unit.name if unit is not None else name
        return known[name]

    return name_of


def with_members(ledger: Ledger, registry: UnitRegistry) -> Ledger:
    """The ledger in which each member of a collective tracks its own part.

    A member's entry begins as a copy of the collective's, whatever was reported there included. A member that has an entry
    about the requirement keeps it. A collective whose members nobody knows (各有关部门) keeps its own entry, and so does one
    whose report would be lost with it.

    Args:
        ledger: A ledger by unit; one by requirement has no entries of units and is given back as it is.
        registry: Who the members are, on the day of the notice.

    Returns:
        The same ledger when there is nothing to expand; else one whose notice names the members, too.
    """
    if ledger.by != "unit":
        return ledger
    day = day_of(ledger.notice)
    name_of = canonical_names(registry, day)
    named: dict[str, set[str]] = defaultdict(set)
    for entry in ledger.entries:
        if entry.unit is not None and entry.unit.kind is not UnitKind.COLLECTIVE:
            named[entry.requirement_id].add(name_of(entry.unit.name))
    bound = _collectives(ledger.notice)
    members: dict[tuple[str, str], tuple[Unit, ...]] = {}
    entries: list[Entry] = []
    for entry in ledger.entries:
        if entry.unit is None or entry.unit.kind is not UnitKind.COLLECTIVE:
            entries.append(entry)
            continue
        said = bound.get(entry.key) or Responsibility(unit=entry.unit, role=Role.RESPONSIBLE)
        name = said.unit.name, said.printed
        if name not in members:
            members[name] = tuple(record.unit for record in members_of_entry(said, registry.index, day))
        taken = named[entry.requirement_id]
        new = [unit for unit in members[name] if unit.name not in taken]
        taken.update(unit.name for unit in new)
        entries.extend(attrs.evolve(entry, unit=unit) for unit in new)
        if not new and (not members[name] or entry.is_reported):
            entries.append(entry)
    if len(entries) == len(ledger.entries) and all(map(_same, entries, ledger.entries)):
        return ledger
    notice = expand(ledger.notice, registry, collectives="expand", on=day)
    return attrs.evolve(ledger, notice=notice, entries=tuple(entries))


def _collectives(notice: Notice) -> dict[tuple[str, str | None], Responsibility]:
    """The collectives of each requirement as it prints them, exceptions included, by the key of their entry."""
    found: dict[tuple[str, str | None], Responsibility] = {}
    for requirement in notice.requirements:
        for each in requirement.responsibilities + requirement.implied:
            if each.unit.kind is UnitKind.COLLECTIVE:
                found.setdefault((requirement.id, each.unit.name), each)
    return found


def _same(one: Entry, other: Entry) -> bool:
    return one is other
