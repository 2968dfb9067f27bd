"""UnitRegistry 单位名录: canonical units in time, their other names, whom collectives mean, and what became of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import attrs

from policytasks.errors import RegistryError
from policytasks.model.notice import Notice
from policytasks.model.unit import Unit
from policytasks.units.collectives import member_records
from policytasks.units.consistency import problems
from policytasks.units.draft import draft_rows
from policytasks.units.exchange import read_rows, write_rows
from policytasks.units.index import RegistryIndex
from policytasks.units.reading import problem_line, registry_error
from policytasks.units.records import Membership, RegistryRows, Succession, UnitRecord
from policytasks.units.resolution import NO_SURROUNDINGS, Resolution, Surroundings, resolve_name
from policytasks.units.standard import standard_rows

__all__ = ["UnitRegistry"]


@attrs.frozen(kw_only=True)
class UnitRegistry:
    """单位名录: who is who, and when.

    A registry is a value: it never changes, and two registries with the same rows in the same order are equal. Whatever
    changes one (`with_unit`, `with_alias`) gives a new one. It is checked when it is made, so a registry that exists does
    not contradict itself.

    Args:
        records: 单位, in the order of the list.
        memberships: 统称成员.
        successions: 沿革.

    Raises:
        RegistryError: The rows contradict themselves; ``problems`` lists every contradiction.

    >>> registry = UnitRegistry(records=(UnitRecord(name="区发展和改革局", aliases=("区发改局",)),))
    >>> str(registry.find("区发改局"))
    '区发展和改革局'
    """

    records: tuple[UnitRecord, ...] = ()
    memberships: tuple[Membership, ...] = ()
    successions: tuple[Succession, ...] = ()
    index: RegistryIndex = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "index", RegistryIndex(self.rows))
        found = [
            problem_line(f"{problem.table}[{problem.row}].{problem.field}", problem) for problem in problems(self.index)
        ]
        if found:
            raise registry_error(found)
        self.index.prepare()

    @property
    def rows(self) -> RegistryRows:
        """The three tables."""
        return RegistryRows(units=self.records, memberships=self.memberships, successions=self.successions)

    @classmethod
    def _of(cls, rows: RegistryRows) -> UnitRegistry:
        return cls(records=rows.units, memberships=rows.memberships, successions=rows.successions)

    def __len__(self) -> int:
        """How many units it holds."""
        return len(self.records)

    @classmethod
    def from_file(cls, path: str | Path) -> UnitRegistry:
        """Read a registry; xlsx or JSON, found from the content.

        Raises:
            FileNotFoundError: There is no such file.
            RegistryError: It is no registry, or it contradicts itself; each problem names its sheet and cell, or its
                ``$.path``.
        """
        reading = read_rows(path)
        contradictions = list(problems(RegistryIndex(reading.rows)))
        if reading.faults or contradictions:
            raise reading.error(contradictions)
        return cls._of(reading.rows)

    @classmethod
    def from_notice(cls, *notices: Notice) -> UnitRegistry:
        """A first draft: the units that notices name, for a person to correct in Excel.

        Every printed name becomes a row; what looks like another name of the same unit is said in 备注, never merged.
        """
        return cls._of(draft_rows(notices))

    @classmethod
    def standard(
        cls, prefix: str, *, on: date | None = None, reformed: Mapping[int, date] | None = None
    ) -> UnitRegistry:
        """The standard departments of a province, city or county, with what the reforms since 2018 made of them.

        Args:
            prefix: What stands before the departments' names: a level (``"区"``) or a place (``"济宁市"``); its last
                character decides between the names of provinces (…厅), cities and counties.
            on: Only the departments of this day, without their history; None for all of them.
            reformed: Year of a reform → the day on which this place carried it out, where it is known. Without it, old
                and new names are both valid from the central document until the day by which every place had to be done.

        Raises:
            RegistryError: The prefix ends in no level.
        """
        return cls._of(standard_rows(prefix, on=on, reformed=reformed or {}))

    def write(self, path: str | os.PathLike[str]) -> Path:
        """Write the registry as xlsx or JSON, as the ending of the path says; the older file is replaced as a whole."""
        return write_rows(self.rows, path)

    def with_unit(self, record: UnitRecord) -> UnitRegistry:
        """The registry with one more unit."""
        return attrs.evolve(self, records=(*self.records, record))

    def with_alias(self, name: str, alias: str) -> UnitRegistry:
        """The registry in which a unit has one more name.

        Args:
            name: Canonical name or alias of the unit.
            alias: The further name.

        Raises:
            RegistryError: There is no such unit, or the alias belongs to another one.
        """
        record = self.record(name)
        if record is None:
            raise RegistryError("no unit of this name", found=repr(name), expected="a canonical name or an alias")
        if alias in record.names:
            return self
        changed = attrs.evolve(record, aliases=(*record.aliases, alias))
        return attrs.evolve(self, records=tuple(changed if other is record else other for other in self.records))

    def record(self, name: str | Unit, *, on: date | None = None) -> UnitRecord | None:
        """The row of a unit, by its canonical name or an alias, letter by letter.

        Args:
            name: The name, or the unit.
            on: The day on which it bore the name; None for any day, of several bearers the latest.

        Returns:
            None when nobody bore the name on that day.
        """
        key = name.name if isinstance(name, Unit) else name
        bearers = (*self.index.by_alias.get(key, ()), *self.index.by_name.get(key, ()))
        in_time = [record for record in bearers if self.index.lineage.valid_on(record, on)]
        return in_time[-1] if in_time else None

    def find(self, name: str, *, on: date | None = None) -> Unit | None:
        """The unit that bears a name: its canonical name, an alias, or a form that the rules know to mean the same.

        Args:
            name: As printed.
            on: The day on which it must exist; None for any day.

        Returns:
            None when no unit, or more than one, bears the name on that day; `resolve` tells why.
        """
        resolution = self.resolve(name, on=on, suggest=False)
        return resolution.unit if resolution.valid else None

    def resolve(
        self,
        name: str,
        *,
        on: date | None = None,
        context: Surroundings = NO_SURROUNDINGS,
        suggest: bool = True,
    ) -> Resolution:
        """Who is meant by a printed name, how that is known, and who else it may be.

        Args:
            name: As printed.
            on: The day on which it was printed. A name that had passed by then still means the unit that bore it; the
                resolution is not ``valid`` then and names the successors.
            context: What stands around the name; it decides where the name alone leaves several units.
            suggest: Whether to look for likenesses when nothing binds; they only ever suggest.
        """
        return resolve_name(self.index, name, on=on, surroundings=context, suggest=suggest)

    def members(self, unit: Unit | str, *, on: date | None = None) -> tuple[Unit, ...]:
        """Whom a collective means on a day, exceptions taken out, collectives inside it followed.

        Args:
            unit: The collective, or its name as printed; what its name excepts（除…外）is left out.
            on: The day; None for every member there ever was.

        Returns:
            Units in the order of the registry's lines; empty for a unit that is no collective, for one that is open
            （各有关部门）, and for one whose members the registry does not say.
        """
        name = unit.name if isinstance(unit, Unit) else unit
        return tuple(record.unit for record in member_records(self.index, name, on=on))

    def successors(self, unit: Unit | str, *, on: date | None = None) -> tuple[Unit, ...]:
        """Who carries on the work of a unit that has ended.

        Args:
            unit: The unit, or its name.
            on: The day; None for the end of the story.

        Returns:
            The units that exist on that day; empty when the unit itself still exists, or when nobody carries on.
        """
        name = unit.name if isinstance(unit, Unit) else unit
        bearers = (*self.index.by_alias.get(name, ()), *self.index.by_name.get(name, ()))
        lineage = self.index.lineage
        if on is not None and any(lineage.valid_on(record, on) for record in bearers):
            return ()
        past = [record for record in bearers if on is None or (lineage.period(record)[0] or date.min) <= on]
        return tuple(heir.unit for heir in lineage.successors(past[-1], on)) if past else ()

    def history(self, unit: Unit | str) -> tuple[Succession, ...]:
        """The events that name a unit, the oldest first."""
        record = self.record(unit)
        return self.index.lineage.events(record.name) if record is not None else ()
