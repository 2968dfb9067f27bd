"""Source 来源: the duties that notices lay down and ledgers track, one after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, get_args

import attrs

from policytasks.assignment import assignments
from policytasks.errors import RegistryError, SelectionError
from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Ledger
from policytasks.model.identity import walk_keys
from policytasks.model.notice import Notice
from policytasks.query.chain import Duties
from policytasks.query.duty import Duty
from policytasks.units.collectives import Collectives, expand

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["duties"]


def duties(
    sources: Notice | Ledger | Iterable[Notice | Ledger],
    *,
    implied: bool = False,
    collectives: Collectives = "keep",
    registry: UnitRegistry | None = None,
) -> Duties:
    """Everything that units owe by notices, to be narrowed down, sorted, grouped and counted.

    >>> from policytasks import duties, read_notice
    >>> found = duties(read_notice("examples/data/yanzhou-2021-20.docx")).where(unit="区财政局", due_before="2022-01-01")
    >>> [duty.requirement.id for duty in found]
    ['1.2.3', '1.2.4', '4.16.1']

    Args:
        sources: A notice or a ledger, or several. A notice gives one duty for each unit of each requirement, in printed
            order, and one without unit for a requirement that names none; a ledger gives those that it tracks, in its
            order, each with its entry.
        implied: Also the units that a rule stated once lays on a requirement that does not list them.
        collectives: Keep 各镇 and their like as units, expand them to their members on the day of the notice, or drop them.
        registry: The 单位名录: who the members are, and which names mean the same unit.

    Returns:
        `Duties`, which reads its sources when it is first looked at.

    Raises:
        SelectionError: A source is neither notice nor ledger, or ``collectives`` is none of the three.
        RegistryError: Expanding without a registry.
    """
    if collectives not in get_args(Collectives):
        raise SelectionError(
            "no such choice for collectives", found=repr(collectives), expected=", ".join(get_args(Collectives))
        )
    if collectives == "expand" and registry is None:
        raise RegistryError("no registry to expand collectives by", expected="a UnitRegistry")
    chosen = (sources,) if isinstance(sources, Notice | Ledger) else tuple(sources)
    for source in chosen:
        if not isinstance(source, Notice | Ledger):
            raise SelectionError(
                "not something to ask", found=type(source).__name__, expected="a Notice or a Ledger, or several"
            )

    def read() -> Iterator[Duty]:
        for source in chosen:
            if isinstance(source, Ledger):
                yield from _tracked(source, implied, collectives, registry)
            else:
                yield from _laid_down(expand(source, registry, collectives=collectives), implied, source)

    return Duties(
        read,
        documents=len(chosen),
        tracked=any(isinstance(source, Ledger) for source in chosen),
        registry=registry,
    )


def _laid_down(notice: Notice, implied: bool, named: Notice) -> Iterator[Duty]:
    """The duties of a notice; they carry the notice as it was given, whatever was expanded."""
    found: defaultdict[str, list[Duty]] = defaultdict(list)
    for row in assignments(notice, implied=implied):
        found[row.requirement.id].append(
            Duty(
                notice=named,
                section=row.section,
                task=row.task,
                requirement=row.requirement,
                unit=row.unit,
                role=row.role,
                printed=row.printed,
                section_key=row.section_key,
                task_key=row.task_key,
            )
        )
    for section_key, section, task_key, task, rows in walk_keys(notice.sections):
        for _, requirement in rows:
            yield from found.get(requirement.id) or [
                Duty(
                    notice=named,
                    section=section,
                    task=task,
                    requirement=requirement,
                    section_key=section_key,
                    task_key=task_key,
                )
            ]


def _tracked(ledger: Ledger, implied: bool, collectives: Collectives, registry: UnitRegistry | None) -> Iterator[Duty]:
    # A unit's own entry may be about what a rule implies; whether to follow the rule was decided when the ledger began.
    whole = implied or ledger.by == "unit"
    rows: defaultdict[str, list[Duty]] = defaultdict(list)
    for duty in _laid_down(expand(ledger.notice, registry, collectives=collectives), whole, ledger.notice):
        rows[duty.requirement.id].append(duty)
    if ledger.by == "requirement":
        for entry in ledger.entries:
            yield from (attrs.evolve(duty, entry=entry) for duty in rows[entry.requirement_id])
        return
    names = _bound_names(ledger.notice)
    for entry in ledger.entries:
        yield from _of_entry(entry, rows[entry.requirement_id], names, dropping=collectives == "drop")


def _of_entry(entry: Entry, rows: list[Duty], names: dict[tuple[str, str], str], *, dropping: bool) -> Iterator[Duty]:
    """The duties of one unit's entry: its own, or those of its members where it is a collective that was expanded."""
    if entry.unit is None:
        duty = rows[0]
        yield attrs.evolve(duty, unit=None, role=None, printed="", entry=entry)
        return
    own = [duty for duty in rows if duty.unit is not None and duty.unit.name == entry.unit.name]
    members = [duty for duty in rows if names.get((entry.requirement_id, duty.printed)) == entry.unit.name]
    found = own or members
    if found:
        yield from (attrs.evolve(duty, entry=entry) for duty in found)
    elif not (dropping and entry.unit.kind.value == "collective"):
        # The ledger tracks a unit that the notice does not name.
        yield attrs.evolve(rows[0], unit=entry.unit, role=None, printed="", entry=entry)


def _bound_names(notice: Notice) -> dict[tuple[str, str], str]:
    """The name that each printed name was bound to, by requirement."""
    return {
        (requirement.id, each.printed): each.unit.name
        for requirement in notice.requirements
        for each in (*requirement.responsibilities, *requirement.implied)
    }
