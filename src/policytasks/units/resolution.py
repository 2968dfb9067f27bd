"""Resolution 单位识别: from a printed name to the unit that it means, with the reason; a likeness only ever suggests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

import attrs

from policytasks.model.notice import Notice, Requirement
from policytasks.model.responsibility import Responsibility
from policytasks.model.unit import Unit, UnitKind
from policytasks.passage import BLANKS
from policytasks.units.abbreviations import possible_bodies, rival_bodies
from policytasks.units.collective_names import parse_collective
from policytasks.units.index import RegistryIndex
from policytasks.units.kinds import kind_of
from policytasks.units.likeness import likeness
from policytasks.units.names import normal_form, parse_name
from policytasks.units.records import UnitRecord
from policytasks.units.rewriting import every_requirement, with_requirements
from policytasks.units.spelling import plain
from policytasks.units.surroundings import (
    NO_SURROUNDINGS,
    Surroundings,
    is_elsewhere,
    jurisdiction_of_issuer,
    place_meant,
    place_of,
)

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = [
    "NO_SURROUNDINGS",
    "Resolution",
    "ResolutionMethod",
    "Surroundings",
    "check_units",
    "resolve_entry",
    "resolve_name",
    "resolve_units",
    "surroundings_of",
]


class ResolutionMethod(Enum):
    """识别方式: how a name was found to mean a unit. ``str()`` is the Chinese word."""

    EXACT = "exact"
    """The canonical name, letter by letter."""
    ALIAS = "alias"
    """An alias of the registry, or a plate that the unit holds jointly."""
    NORMAL_FORM = "normal_form"
    """The same name but for blanks, marks, 等, 各, or a jurisdiction that one of the two leaves out."""
    ABBREVIATION = "abbreviation"
    """The same body by the rules of abbreviation, in a jurisdiction that agrees."""
    SUGGESTION = "suggestion"
    """Only candidates: several units fit, or some look alike. Nothing is bound."""
    NONE = "none"
    """Nobody fits."""

    def __str__(self) -> str:
        return _CHINESE[self]

    @property
    def binds(self) -> bool:
        """Whether a unit is bound by this method."""
        return self not in (ResolutionMethod.SUGGESTION, ResolutionMethod.NONE)


_CHINESE = {
    ResolutionMethod.EXACT: "全称",
    ResolutionMethod.ALIAS: "别名",
    ResolutionMethod.NORMAL_FORM: "写法相同",
    ResolutionMethod.ABBREVIATION: "简称",
    ResolutionMethod.SUGGESTION: "待确认",
    ResolutionMethod.NONE: "未找到",
}


@attrs.frozen(kw_only=True)
class Resolution:
    """识别结果: who is meant by a printed name, and how that is known.

    Args:
        name: The name as printed.
        unit: The unit; None when nothing binds.
        method: How it was found.
        evidence: The name of the registry that it was found by; empty when nothing binds.
        candidates: Who it may be: the unit itself when one binds, the likeliest first when none does.
        valid: False when the unit did not exist on the day that was asked.
        successors: Who carried on its work on that day, when it did not exist any more.
    """

    name: str
    unit: Unit | None = None
    method: ResolutionMethod = ResolutionMethod.NONE
    evidence: str = ""
    candidates: tuple[Unit, ...] = ()
    valid: bool = True
    successors: tuple[Unit, ...] = ()

    def __bool__(self) -> bool:
        """Whether a unit is bound."""
        return self.unit is not None


def resolve_units(notice: Notice, registry: UnitRegistry, *, on: date | None = None) -> Notice:
    """The notice with every name that surely means a unit of the registry bound to it.

    The unit takes its canonical name and kind; what was printed, and where, stays. Exact names, aliases and forms that the
    rules know bind; likenesses and ambiguous names do not, and stay as printed. Resolving twice changes nothing, and the
    order of rows, of units in a row, and of the registry does not matter.

    Args:
        notice: The notice.
        registry: The registry.
        on: The day on which the names were printed; the notice's own when None. A name that had passed by then is bound
            to the unit that bore it, never to its successor; `validate` with the registry reports it.
    """
    day = on or notice.issued_on or notice.printed_on
    found: dict[tuple[str, str, Surroundings], Resolution] = {}

    def change(requirement: Requirement) -> Requirement:
        return attrs.evolve(
            requirement,
            responsibilities=tuple(bind(requirement.responsibilities)),
            implied=tuple(bind(requirement.implied)),
        )

    def bind(entries: tuple[Responsibility, ...]) -> Iterator[Responsibility]:
        around = surroundings_of(entries, notice.issuer)
        for entry in entries:
            key = (entry.unit.name, entry.printed, around)
            resolution = found.get(key)
            if resolution is None:
                resolution = found[key] = resolve_entry(registry.index, entry, on=day, surroundings=around)
            unit = resolution.unit
            if unit is None or (unit.name == entry.unit.name and unit.kind is entry.unit.kind):
                yield entry
            else:
                yield attrs.evolve(entry, unit=attrs.evolve(entry.unit, name=unit.name, kind=unit.kind))

    return with_requirements(notice, change)


def check_units(notice: Notice, registry: UnitRegistry, *, on: date | None = None) -> tuple[Resolution, ...]:
    """How each printed name of a notice is resolved, with candidates where nothing binds.

    Args:
        notice: The notice.
        registry: The registry.
        on: The day on which the names were printed; the notice's own when None.

    Returns:
        One resolution for each name, in the order of first appearance; of a name that only some of its rows bind, one
        that binds.
    """
    day = on or notice.issued_on or notice.printed_on
    found: dict[str, Resolution] = {}
    for requirement in every_requirement(notice):
        entries = (*requirement.responsibilities, *requirement.implied)
        around = surroundings_of(entries, notice.issuer)
        for entry in entries:
            name = entry.printed or entry.unit.name
            if not found.get(name):
                resolution = resolve_entry(registry.index, entry, on=day, surroundings=around, suggest=True)
                found[name] = attrs.evolve(resolution, name=name)
    return tuple(found.values())


def surroundings_of(entries: Iterable[Responsibility], issuer: str | None) -> Surroundings:
    """What stands around the names of one row: each other, and the issuer."""
    return Surroundings(beside=tuple(sorted({entry.printed or entry.unit.name for entry in entries})), issuer=issuer)


def resolve_entry(
    index: RegistryIndex,
    entry: Responsibility,
    *,
    on: date | None = None,
    surroundings: Surroundings = NO_SURROUNDINGS,
    suggest: bool = False,
) -> Resolution:
    """Who is meant by one responsibility: by its unit's name, failing that by its printed name."""
    resolution = resolve_name(index, entry.unit.name, on=on, surroundings=surroundings, suggest=suggest)
    if resolution or not entry.printed or entry.printed == entry.unit.name:
        return resolution
    return resolve_name(index, entry.printed, on=on, surroundings=surroundings, suggest=False) or resolution


def resolve_name(
    index: RegistryIndex,
    name: str,
    *,
    on: date | None = None,
    surroundings: Surroundings = NO_SURROUNDINGS,
    suggest: bool = True,
) -> Resolution:
    """Who is meant by a printed name.

    Args:
        index: The registry.
        name: As printed.
        on: The day on which it was printed; None for any day.
        surroundings: What stands around it.
        suggest: Whether to look for likenesses when nothing binds.

    Returns:
        Of several bearers of one name the one that existed on the day; failing that the one that had borne it last.
    """
    text = name.strip(BLANKS)
    past: Resolution | None = None
    for method, bearers in (
        (ResolutionMethod.EXACT, index.by_name.get(text, ())),
        (ResolutionMethod.ALIAS, index.by_alias.get(text, ())),
    ):
        record = _bearer(bearers, index, on)
        if record is not None:
            found = _bound(name, method, record, text, index, on)
            if found.valid:
                return found
            past = past or found
    return past or _by_rule(index, name, text, on, surroundings, suggest=suggest)


def _bearer(records: tuple[UnitRecord, ...], index: RegistryIndex, on: date | None) -> UnitRecord | None:
    """Of units that bore one name at different times the one of the day, else the last before it, else the first."""
    if not records:
        return None
    if on is None:
        return records[-1]
    present = [record for record in records if index.lineage.valid_on(record, on)]
    before = [record for record in records if (index.lineage.period(record)[0] or date.min) <= on]
    return present[-1] if present else before[-1] if before else records[0]


def _bound(
    name: str, method: ResolutionMethod, record: UnitRecord, evidence: str, index: RegistryIndex, on: date | None
) -> Resolution:
    valid = index.lineage.valid_on(record, on)
    heirs = () if valid else tuple(heir.unit for heir in index.lineage.successors(record, on))
    return Resolution(
        name=name,
        unit=record.unit,
        method=method,
        evidence=evidence,
        candidates=(record.unit,),
        valid=valid,
        successors=heirs,
    )


def _by_rule(
    index: RegistryIndex, name: str, text: str, on: date | None, surroundings: Surroundings, *, suggest: bool
) -> Resolution:
    """Bind by the rules, if exactly one unit fits; say which ones do, if several."""
    for stage in (_same_form, _plate_holders, _same_body):
        fitting = stage(index, text, surroundings)
        records = _of_the_day([record for record, _, _ in fitting], index, on)
        if len(records) == 1 and stage is _same_body:
            rivals = _standing_for(index, text, surroundings, rival_bodies)
            records = _of_the_day([*records, *(record for record, _ in rivals)], index, on)
        if len(records) == 1 and any(found[0] is records[0] for found in fitting):
            _, evidence, method = next(found for found in fitting if found[0] is records[0])
            return _bound(name, method, records[0], evidence, index, on)
        if records:
            candidates = tuple(record.unit for record in records[:_MANY])
            return Resolution(name=name, method=ResolutionMethod.SUGGESTION, candidates=candidates)
    excepting = parse_collective(text)
    if excepting.excepted:
        whole = resolve_name(index, excepting.base, on=on, surroundings=surroundings, suggest=False)
        if whole.unit is not None and whole.unit.kind is UnitKind.COLLECTIVE:
            return attrs.evolve(whole, name=name)
    likely = tuple(record.unit for record in _alike(index, text, on, surroundings)) if suggest else ()
    method = ResolutionMethod.SUGGESTION if likely else ResolutionMethod.NONE
    return Resolution(name=name, method=method, candidates=likely)


_Fitting = list[tuple[UnitRecord, str, ResolutionMethod]]


def _of_the_day(records: list[UnitRecord], index: RegistryIndex, on: date | None) -> tuple[UnitRecord, ...]:
    """Each unit once; those that exist on the day, or all when none does."""
    unique = tuple(dict.fromkeys(records))
    return tuple(record for record in unique if index.lineage.valid_on(record, on)) or unique


def _same_form(index: RegistryIndex, text: str, surroundings: Surroundings) -> _Fitting:
    return [(record, name, ResolutionMethod.NORMAL_FORM) for record, name in index.of_form(text)]


def _plate_holders(index: RegistryIndex, text: str, surroundings: Surroundings) -> _Fitting:
    return [(record, name, ResolutionMethod.ALIAS) for record, name in index.by_plate.get(plain(text), ())]


def _same_body(index: RegistryIndex, text: str, surroundings: Surroundings) -> _Fitting:
    """The units of the same body in a jurisdiction that agrees with the name's and with what its surroundings say."""
    if kind_of(text) in _WHOLE_NAMES:
        return []
    parts = parse_name(text)
    issuer = jurisdiction_of_issuer(surroundings.issuer)
    meant = place_meant(place_of(text), issuer, surroundings.beside, text)
    elsewhere = is_elsewhere(parts.jurisdiction, issuer)
    places = meant.jurisdiction.places
    fitting: _Fitting = []
    for record, name in index.same_body(text, places[-1][:2] if places else ""):
        theirs = place_of(name, record.jurisdiction)
        if theirs.agrees_with(meant) and (theirs.jurisdiction.places or not elsewhere):
            same = parse_name(name).body == parts.body
            fitting.append((record, name, ResolutionMethod.NORMAL_FORM if same else ResolutionMethod.ABBREVIATION))
    return sorted(fitting, key=lambda found: (found[0].name, found[1]))


def _standing_for(
    index: RegistryIndex, text: str, surroundings: Surroundings, bodies: Callable[[str], tuple[str, ...]]
) -> list[tuple[UnitRecord, int]]:
    """The units that a short name may stand for by a table of bodies, each with its place in the table's order."""
    name = plain(text)
    body = parse_name(text).body
    if not name.endswith(body):
        return []
    place = name[: len(name) - len(body)]
    return [
        (record, rank)
        for rank, full in enumerate(bodies(body))
        for record, _, _ in _same_body(index, place + full, surroundings)
    ]


_WHOLE_NAMES = frozenset({UnitKind.COLLECTIVE, UnitKind.INTERNAL_OFFICE})
"""Kinds whose names are the same only as a whole: no rule shortens them."""

_MANY = 100
"""Candidates of one name that are worth naming, or comparing."""


def _alike(index: RegistryIndex, text: str, on: date | None, surroundings: Surroundings) -> tuple[UnitRecord, ...]:
    """The units that a name may stand for or that it looks like misspelt, the likeliest first; at most five."""
    found: dict[UnitRecord, float] = {}
    for record, rank in _standing_for(index, text, surroundings, possible_bodies):
        found.setdefault(record, _MAY_MEAN - rank / 100)
    for record, name in index.most_alike(normal_form(text), _MANY):
        grade = likeness(text, name)
        if grade is not None:
            found[record] = max(grade, found.get(record, 0.0))
    for plate in parse_name(text).plates:
        for record in index.by_name.get(plate, ()):
            found.setdefault(record, _PLATE_ONLY)
    ranked = sorted(found, key=lambda record: (not index.lineage.valid_on(record, on), -found[record], record.name))
    return tuple(ranked[:_MOST_SUGGESTED])


_MOST_SUGGESTED = 5
_MAY_MEAN = 0.7
"""How likely a unit is meant by a short name that stands for several full ones."""
_PLATE_ONLY = 0.5
"""How likely a unit is meant that only a plate in brackets names, where the name before the bracket is not known."""
