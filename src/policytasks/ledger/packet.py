"""Packet 派发件: what one unit is sent of a ledger, and the slip that says so when it comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import attrs

from policytasks.ledger.entry import Entry
from policytasks.ledger.fingerprint import fingerprint
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.membership import canonical_names, day_of, with_members
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.unit import Unit
from policytasks.units.collectives import expand

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["Packet", "Plan", "Slip", "base_of", "plan_packets"]


@attrs.frozen(kw_only=True)
class Slip:
    """派发单: what a packet says about itself. It travels with the workbook in two places, since either may be lost.

    Args:
        id: What tells the packet from every other one: the same unit with the same rows has the same id.
        unit: Name of the unit that it was sent to.
        base: Fingerprint of the rows as they were sent.
        due: The last day for returning it; None when none was set.
        reply_to: Where to return it to, for people; may be empty.
    """

    id: str
    unit: str
    base: str
    due: date | None = None
    reply_to: str = ""


@attrs.frozen(kw_only=True)
class Packet:
    """派发件.

    Args:
        unit: The unit that gets it.
        ledger: Its rows only, and of the notice only what they are about.
        due: The last day for returning it; None for none.
        reply_to: Where to return it to, for people; may be empty.
    """

    unit: Unit
    ledger: Ledger
    due: date | None = None
    reply_to: str = ""

    @property
    def slip(self) -> Slip:
        """What it says about itself."""
        base = base_of(self.ledger)
        id = hashlib.sha256(f"{self.unit.name}\n{base}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return Slip(id=id, unit=self.unit.name, base=base, due=self.due, reply_to=self.reply_to)


@attrs.frozen(kw_only=True)
class Plan:
    """派发方案: which unit gets which rows.

    Args:
        ledger: The ledger whose rows they are; the one that was given, its collectives expanded.
        packets: One for each unit, in the order of the units' first rows.
        unaddressed: Rows that nobody gets, because they name no unit.
    """

    ledger: Ledger
    packets: tuple[Packet, ...]
    unaddressed: tuple[Entry, ...]


def base_of(ledger: Ledger) -> str:
    """The fingerprint of a packet's rows: what was reported in them, and what the notice says there.

    Lines above and below the table are no part of it.
    """
    return fingerprint((ledger.by, ledger.notice, ledger.entries))


def plan_packets(
    ledger: Ledger,
    *,
    registry: UnitRegistry | None = None,
    implied: bool = True,
    due: date | None = None,
    reply_to: str = "",
) -> Plan:
    """Divide a ledger among its units.

    A row by unit goes to its unit. A row by requirement goes to every unit that stands in it, so several units share it. Names
    that the registry knows to mean one unit make one packet; a collective that it knows is divided among its members.

    Args:
        ledger: The ledger.
        registry: Who is who, and who belongs to a collective, on the day of the notice; without it a collective gets a
            packet like a unit.
        implied: In a ledger by requirement, also to the units that a rule stated once lays on the requirement.
        due: The last day for returning the packets.
        reply_to: Where to return them to, for people.

    Returns:
        The plan; without packets when no row names a unit.
    """
    whole = with_members(ledger, registry) if registry is not None else ledger
    name_of = canonical_names(registry, day_of(ledger.notice))
    units: dict[str, Unit] = {}
    rows: dict[str, list[Entry]] = {}
    unaddressed: list[Entry] = []
    standing = _standing(ledger, registry, implied) if ledger.by == "requirement" else {}
    for entry in whole.entries:
        addressed = standing.get(entry.requirement_id, ()) if entry.unit is None else (entry.unit,)
        for name in dict.fromkeys(name_of(unit.name) for unit in addressed):
            rows.setdefault(name, []).append(entry)
        for unit in addressed:
            units.setdefault(name_of(unit.name), attrs.evolve(unit, name=name_of(unit.name)))
        if not addressed:
            unaddressed.append(entry)
    slices = _Slices(whole.notice)
    packets = (
        Packet(
            unit=unit,
            ledger=attrs.evolve(
                whole, notice=slices.of(rows[name]), entries=tuple(rows[name]), history=(), doubts=(), columns=()
            ),
            due=due,
            reply_to=reply_to,
        )
        for name, unit in units.items()
    )
    return Plan(ledger=whole, packets=tuple(packets), unaddressed=tuple(unaddressed))


def _standing(ledger: Ledger, registry: UnitRegistry | None, implied: bool) -> dict[str, tuple[Unit, ...]]:
    """The units of each requirement, collectives expanded where a registry knows them."""
    notice = expand(ledger.notice, registry, collectives="expand") if registry is not None else ledger.notice
    return {
        requirement.id: tuple(
            each.unit for each in requirement.responsibilities + (requirement.implied if implied else ())
        )
        for requirement in notice.requirements
    }


class _Slices:
    """Cuts out of a notice what some of its rows are about, at a cost that grows with those rows only."""

    def __init__(self, notice: Notice) -> None:
        # The letter, and what was not understood of it, stays at home: it is no work of any single unit.
        self._head = attrs.evolve(notice, sections=(), body=(), citations=(), unparsed=(), doubts=())
        self._places = {
            requirement.id: (number, section, task, requirement)
            for number, (section, task, requirement) in enumerate(_walk(notice))
        }

    def of(self, entries: Iterable[Entry]) -> Notice:
        """The notice with the requirements of these entries only, in printed order."""
        places = sorted(
            (self._places[id] for id in {entry.requirement_id for entry in entries}), key=lambda place: place[0]
        )
        sections: list[tuple[Section, list[tuple[Task, list[Requirement]]]]] = []
        for _, section, task, requirement in places:
            if not sections or sections[-1][0] is not section:
                sections.append((section, []))
            tasks = sections[-1][1]
            if not tasks or tasks[-1][0] is not task:
                tasks.append((task, []))
            tasks[-1][1].append(requirement)
        return attrs.evolve(
            self._head,
            sections=tuple(
                attrs.evolve(section, tasks=tuple(attrs.evolve(task, requirements=tuple(rows)) for task, rows in tasks))
                for section, tasks in sections
            ),
        )


def _walk(notice: Notice) -> Iterator[tuple[Section, Task, Requirement]]:
    for section in notice.sections:
        for task in section.tasks:
            for requirement in task.requirements:
                yield section, task, requirement
