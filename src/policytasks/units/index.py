"""Index 名录索引: everything that is looked up in a registry, each part built when it is first asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from policytasks.model.unit import UnitKind
from policytasks.units.names import normal_form, parse_name
from policytasks.units.records import Membership, RegistryRows, UnitRecord
from policytasks.units.spelling import plain
from policytasks.units.succession import Lineage

__all__ = ["Named", "RegistryIndex"]

Named = tuple[UnitRecord, str]
"""A record and the one of its names that is meant."""


class RegistryIndex:
    """The rows of a registry, by name, by form and by kind.

    Args:
        rows: The rows.
    """

    def __init__(self, rows: RegistryRows) -> None:
        self.rows = rows

    @cached_property
    def by_name(self) -> Mapping[str, tuple[UnitRecord, ...]]:
        """The records of each canonical name, the earliest first."""
        records: dict[str, tuple[UnitRecord, ...]] = {}
        for record in self.rows.units:
            known = records.get(record.name)
            records[record.name] = (record,) if known is None else (*known, record)
        for name, several in records.items():
            if len(several) > 1:
                records[name] = tuple(sorted(several, key=_age))
        return records

    @cached_property
    def by_alias(self) -> Mapping[str, tuple[UnitRecord, ...]]:
        """The records of each alias, the earliest first."""
        records: defaultdict[str, list[UnitRecord]] = defaultdict(list)
        for record in self.rows.units:
            for alias in record.aliases:
                records[alias].append(record)
        return {alias: tuple(sorted(several, key=_age)) for alias, several in records.items()}

    @cached_property
    def by_form(self) -> Mapping[str, tuple[Named, ...]]:
        """The names that have one normal form; the kind in the record decides how a name is normalised."""
        names: defaultdict[str, list[Named]] = defaultdict(list)
        for record in self.rows.units:
            form = normal_form if record.kind is UnitKind.COLLECTIVE else plain
            for name in record.names:
                names[form(name)].append((record, name))
        return {form: tuple(several) for form, several in names.items()}

    @cached_property
    def by_plate(self) -> Mapping[str, tuple[Named, ...]]:
        """The names that hold a plate in brackets: 市政府办公室（市大数据局） by 市大数据局."""
        names: defaultdict[str, list[Named]] = defaultdict(list)
        for record in self.rows.units:
            for name in record.names:
                if name.endswith(_CLOSING):
                    for plate in parse_name(name).plates:
                        names[plate].append((record, name))
        return {plate: tuple(several) for plate, several in names.items()}

    @cached_property
    def names(self) -> tuple[Named, ...]:
        """Every name and alias with its record, in the order of the registry."""
        return tuple((record, name) for record in self.rows.units for name in record.names)

    @cached_property
    def _by_character(self) -> Mapping[str, list[int]]:
        positions: defaultdict[str, list[int]] = defaultdict(list)
        for position, (_, name) in enumerate(self.names):
            for character in set(name):
                positions[character].append(position)
        return positions

    def sharing(self, characters: Iterable[str]) -> list[Named]:
        """The names that hold at least one of some characters, those that hold most of them first."""
        counts: Counter[int] = Counter()
        for character in characters:
            counts.update(self._by_character.get(character, ()))
        return [self.names[position] for position, _ in counts.most_common()]

    @cached_property
    def lineage(self) -> Lineage:
        """The registry's events."""
        return Lineage(self.by_name, self.rows.successions)

    @cached_property
    def by_kind(self) -> Mapping[UnitKind, tuple[UnitRecord, ...]]:
        """The records of each kind, in the order of the registry."""
        records: defaultdict[UnitKind, list[UnitRecord]] = defaultdict(list)
        for record in self.rows.units:
            records[record.kind].append(record)
        return {kind: tuple(several) for kind, several in records.items()}

    @cached_property
    def lines_of(self) -> Mapping[str, tuple[Membership, ...]]:
        """The membership lines of each collective."""
        lines: defaultdict[str, list[Membership]] = defaultdict(list)
        for line in self.rows.memberships:
            lines[line.collective].append(line)
        return {collective: tuple(several) for collective, several in lines.items()}


_CLOSING = ("）", ")")


def _age(record: UnitRecord) -> tuple[bool, str]:
    """Order in time: a record without a first day is the earliest."""
    return record.valid_from is not None, "" if record.valid_from is None else record.valid_from.isoformat()
