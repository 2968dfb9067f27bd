"""Index 名录索引: everything that is looked up in a registry, each part built when it is first asked for."""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from policytasks.folding import fold
from policytasks.model.unit import UnitKind
from policytasks.units.abbreviations import rule_key
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

    def prepare(self) -> None:
        """Build what resolving a notice needs, so that the first notice takes no longer than the next."""
        parts = ["by_alias", "_by_form", "by_plate"]
        if len(self.names) > _FEW:
            parts += ["_placeless", "_by_character"]
        for part in parts:
            getattr(self, part)

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

    def of_form(self, name: str) -> tuple[Named, ...]:
        """The names that are the same but for blanks, marks and the words that a normal form leaves out."""
        found: dict[Named, None] = {}
        for form in (normal_form(name), plain(name)):
            for records in (self.by_name.get(form, ()), self.by_alias.get(form, ())):
                found.update(((record, form), None) for record in records)
            found.update(dict.fromkeys(self._by_form.get(form, ())))
        return tuple(found)

    @cached_property
    def _by_form(self) -> Mapping[str, list[Named]]:
        """The names that are not their own form; the kind in the record decides how a name is normalised."""
        names: defaultdict[str, list[Named]] = defaultdict(list)
        # Folded as one text: almost every name is its own form, and asking each one costs ten times as much.
        folded = fold("\n".join(name for _, name in self.names)).split("\n")
        for (record, name), same in zip(self.names, folded, strict=False):  # no name at all folds to one empty line
            if record.kind is UnitKind.COLLECTIVE:
                names[normal_form(name)].append((record, name))
            elif same != name or _UNPLAIN.search(name):
                names[plain(name)].append((record, name))
        return names

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

    def same_body(self, name: str, place: str) -> tuple[Named, ...]:
        """The names whose body is the same by rule, wherever they are.

        Args:
            name: The name that is looked for.
            place: The first characters of the place that it means; empty when it is not known. Names of other places may
                then be left out, names that say no place never are.
        """
        key = rule_key(name)
        known = self._bodies.get((key, place))
        if known is None:
            candidates: Sequence[int] = range(len(self.names))
            if place and len(candidates) > _FEW:
                candidates = self._near(place)
            if len(candidates) > _FEW:
                body = set(parse_name(name).body)
                sharing = self._sharing(body - _EVERYWHERE or body)
                candidates = sorted(sharing.intersection(candidates) if place else sharing)
            known = tuple(named for position in candidates if rule_key((named := self.names[position])[1]) == key)
            self._bodies[key, place] = known
        return known

    @cached_property
    def _bodies(self) -> dict[tuple[str, str], tuple[Named, ...]]:
        return {}

    def _near(self, place: str) -> tuple[int, ...]:
        """Positions of the names that hold a place or say none; found by their characters, not by the rules."""
        known = self._places.get(place)
        if known is None:
            theirs = {record.jurisdiction for record in self.rows.units if place in (record.jurisdiction or "")}
            holding = [
                position
                for position, (record, name) in enumerate(self.names)
                if place in name or record.jurisdiction in theirs
            ]
            known = self._places[place] = tuple(sorted({*holding, *self._placeless}))
        return known

    @cached_property
    def _placeless(self) -> tuple[int, ...]:
        return tuple(position for position, (_, name) in enumerate(self.names) if _PLACELESS.match(name))

    @cached_property
    def _places(self) -> dict[str, tuple[int, ...]]:
        return {}

    @cached_property
    def _by_character(self) -> Mapping[str, list[int]]:
        positions: defaultdict[str, list[int]] = defaultdict(list)
        for position, (_, name) in enumerate(self.names):
            for character in set(name):
                positions[character].append(position)
        return positions

    def _sharing(self, characters: Iterable[str]) -> set[int]:
        """Positions of the names that hold at least one of some characters."""
        found: set[int] = set()
        for character in characters:
            found.update(self._by_character.get(character, ()))
        return found

    def most_alike(self, name: str, limit: int) -> list[Named]:
        """The names that share the most characters with a name, those that share most first."""
        counts: Counter[int] = Counter()
        for character in set(name):
            counts.update(self._by_character.get(character, ()))
        ranked = heapq.nsmallest(
            limit, counts.items(), key=lambda item: (-item[1], len(self.names[item[0]][1]), item[0])
        )
        return [self.names[position] for position, _ in ranked]

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

_UNPLAIN = re.compile(r"[\s〔〕、,.。;:!?·•*-]")
"""What a name may hold that folding leaves and its plain form does not."""

_FEW = 2_000
"""Names that the rules may all be asked about; of more, only those that share a telling character."""

_EVERYWHERE = frozenset("局委厅部办会员公室和与及、人民府政省市州盟县区旗镇乡")
"""Characters that so many names hold that they tell nothing."""

_PLACELESS = re.compile("[城社园]|[省市州盟县区旗]|[^省市州盟县区旗]{1,8}$|[^省市州盟县区旗]{8}")
"""The start of a name that may say no place: a level word at once, or none near. Taking a place for none costs only time."""


def _age(record: UnitRecord) -> tuple[bool, str]:
    """Order in time: a record without a first day is the earliest."""
    return record.valid_from is not None, "" if record.valid_from is None else record.valid_from.isoformat()
