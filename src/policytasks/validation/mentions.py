"""Mentions 提及: the names of units that a notice prints, each with where it stands first and in what company."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from policytasks.model.notice import Notice, Requirement
from policytasks.model.responsibility import Responsibility
from policytasks.model.unit import UnitKind
from policytasks.units.resolution import Resolution, resolve_entry, surroundings_of
from policytasks.units.rewriting import every_requirement

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["Mention", "is_collective", "mentions_of", "name_of", "resolve"]


@attrs.frozen(kw_only=True)
class Mention:
    """提及, one printed name: where it stands first, in which rows, and in what company."""

    entry: Responsibility
    row: Requirement
    ids: tuple[str, ...]


def mentions_of(notice: Notice) -> tuple[Mention, ...]:
    """Every name once, in the order of its first appearance."""
    first: dict[str, tuple[Responsibility, Requirement]] = {}
    ids: dict[str, dict[str, None]] = {}
    for requirement in every_requirement(notice):
        for entry in (*requirement.responsibilities, *requirement.implied):
            name = name_of(entry)
            first.setdefault(name, (entry, requirement))
            ids.setdefault(name, {})[requirement.id] = None
    return tuple(Mention(entry=entry, row=row, ids=tuple(ids[name])) for name, (entry, row) in first.items())


def name_of(entry: Responsibility) -> str:
    """The name as it was printed."""
    return entry.printed or entry.unit.name


def is_collective(entry: Responsibility) -> bool:
    """Whether a name is a 统称."""
    return entry.unit.kind is UnitKind.COLLECTIVE


def resolve(
    entry: Responsibility,
    row: Requirement,
    notice: Notice,
    registry: UnitRegistry,
    on: date | None,
    *,
    suggest: bool = False,
) -> Resolution:
    """What a registry makes of a name, in the company in which it stands.

    Args:
        entry: The name.
        row: The requirement that lists it.
        notice: The notice.
        registry: The registry.
        on: The day on which the units are looked at.
        suggest: Whether to look for candidates where the name means no unit.
    """
    around = surroundings_of((*row.responsibilities, *row.implied), notice.issuer)
    return resolve_entry(registry.index, entry, on=on, surroundings=around, suggest=suggest)
