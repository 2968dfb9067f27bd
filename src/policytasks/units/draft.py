"""Draft 名录草稿: the units that notices name, as rows for a person to correct."""

from __future__ import annotations

import re
from collections.abc import Iterable

from policytasks.messages import Wording
from policytasks.model.notice import Notice
from policytasks.model.unit import Unit, UnitKind
from policytasks.passage import BLANKS
from policytasks.units.collective_names import is_open, likely_kinds, parse_collective
from policytasks.units.consistency import ALIAS_SEPARATORS
from policytasks.units.kinds import kind_of
from policytasks.units.likeness import near_duplicates
from policytasks.units.records import Membership, RegistryRows, UnitRecord
from policytasks.units.rewriting import every_requirement

__all__ = ["draft_rows"]

_UNFIT = re.compile(rf"[{ALIAS_SEPARATORS}\s\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]++")
"""What a name in a registry cannot hold."""

_LIKE = Wording(
    en="the same unit as {others}? If so, make one an alias", zh="是否与“{others}”为同一单位？若是，请合并为别名"
)
_OPEN = Wording(en="leaves open which units are meant", zh="未写明具体单位，不展开")
_MEMBERS = Wording(en="draft: check the members", zh="草稿：请核对成员")


def draft_rows(notices: Iterable[Notice]) -> RegistryRows:
    """The rows of a first registry.

    Every unit that a requirement or an obligation names becomes a row, in the order of first appearance; a collective
    with exceptions（各镇（除甲镇外）） becomes the collective. What looks like another name of the same unit is said in 备注;
    nothing is merged. Collectives get the kinds that their words stand for as members.
    """
    names: dict[str, UnitKind] = {}
    for notice in notices:
        for requirement in every_requirement(notice):
            for entry in (*requirement.responsibilities, *requirement.implied):
                name, kind = _name_and_kind(entry.unit)
                if name:
                    names.setdefault(name, kind)
    doubles = _doubles(tuple(names))
    units = tuple(UnitRecord(name=name, kind=kind, note=_note(name, kind, doubles)) for name, kind in names.items())
    memberships = tuple(
        Membership(collective=name, kind=member, note=_MEMBERS["zh"])
        for name, kind in names.items()
        if kind is UnitKind.COLLECTIVE and not is_open(name)
        for member in likely_kinds(name)
    )
    return RegistryRows(units=units, memberships=memberships)


def _name_and_kind(unit: Unit) -> tuple[str, UnitKind]:
    name = _UNFIT.sub("", unit.name).strip(BLANKS)
    kind = unit.kind if unit.kind is not UnitKind.UNKNOWN else kind_of(name)
    if kind is UnitKind.COLLECTIVE:
        name = parse_collective(name).base
    return name, kind


def _doubles(names: tuple[str, ...]) -> dict[str, list[str]]:
    doubles: dict[str, list[str]] = {}
    for pair in near_duplicates(names):
        doubles.setdefault(pair[0], []).append(pair[1])
        doubles.setdefault(pair[1], []).append(pair[0])
    return doubles


def _note(name: str, kind: UnitKind, doubles: dict[str, list[str]]) -> str:
    notes = []
    if name in doubles:
        notes.append(_LIKE.say("zh", others=tuple(doubles[name])))
    if kind is UnitKind.COLLECTIVE and is_open(name):
        notes.append(_OPEN["zh"])
    return "；".join(notes)
