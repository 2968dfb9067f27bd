"""Unit cells: the units of one role in a cell, one a line, and back.

Names may hold 、 themselves (区政府各部门、单位), so the writer parts units by line breaks. People also type 、 or ， between
names: such a line is cut there, but never inside brackets and never inside a name that the notice has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from policytasks.folding import fold
from policytasks.model.notice import Notice, Requirement
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit
from policytasks.passage import BLANKS
from policytasks.units.kinds import kind_of

__all__ = ["KnownUnits", "show_units", "with_units"]

_SEPARATORS = "、,;"
_TRIM = BLANKS + "、，,；;。"


def show_units(responsibilities: Iterable[Responsibility], role: Role) -> str:
    """The names of the units in one role, one a line, in printed order."""
    return "\n".join(each.unit.name for each in responsibilities if each.role is role)


class KnownUnits:
    """The units that a notice names, to recognise them in what people typed.

    Args:
        notice: The notice.
    """

    def __init__(self, notice: Notice) -> None:
        self._units: dict[str, Unit] = {}
        for requirement in notice.requirements:
            for responsibility in requirement.responsibilities + requirement.implied:
                self._units.setdefault(responsibility.unit.name, responsibility.unit)
        parted = [name for name in self._units if any(mark in fold(name) for mark in _SEPARATORS)]
        parted.sort(key=len, reverse=True)
        self._parted = re.compile("|".join(map(re.escape, parted))) if parted else None

    def unit(self, name: str) -> Unit:
        """The notice's unit of that name, else a new one whose kind follows from its name."""
        return self._units.get(name) or Unit(name=name, kind=kind_of(name))

    def read(self, text: str) -> tuple[str, ...]:
        """The names in a cell, each once, in its order."""
        names: dict[str, None] = {}
        for line in text.split("\n"):
            line = line.strip(BLANKS)
            for name in (line,) if line in self._units else self._cut(line):
                if name := name.strip(_TRIM):
                    names.setdefault(name)
        return tuple(names)

    def _cut(self, line: str) -> Iterable[str]:
        folded, start, position, depth = fold(line), 0, 0, 0
        while position < len(line):
            match = self._parted.match(line, position) if self._parted and position == start else None
            if match is not None:
                position = match.end()
                continue
            mark = folded[position]
            depth += (mark in "(〔") - (mark in ")〕")
            position += 1
            if mark in _SEPARATORS and depth <= 0:
                yield line[start : position - 1]
                start = position
        yield line[start:]


def with_units(requirement: Requirement, role: Role, names: tuple[str, ...], known: KnownUnits) -> Requirement:
    """The requirement with other units in one role; the other roles and the printed order stay.

    A unit that had another role in the requirement before is not taken out of that one: its own cell says so.
    """
    had = {each.unit.name: each for each in requirement.responsibilities if each.role is role}
    wanted = [had.get(name) or Responsibility(unit=known.unit(name), role=role, printed=name) for name in names]
    slots = [index for index, each in enumerate(requirement.responsibilities) if each.role is role]
    result: list[Responsibility] = []
    queue = iter(wanted)
    for index, each in enumerate(requirement.responsibilities):
        if each.role is not role:
            result.append(each)
            continue
        result.extend(unit for unit in (next(queue, None),) if unit is not None)
        if index == slots[-1]:
            result.extend(queue)
    result.extend(queue)
    return attrs.evolve(requirement, responsibilities=tuple(result))
