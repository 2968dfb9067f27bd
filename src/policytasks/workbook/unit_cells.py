"""Unit cells: the units of one role in a cell, one a line, and back.

Names may hold 、 themselves (区政府各部门、单位), so the writer parts units by line breaks. People also type 、 or ， between
names: such a line is cut as a notice's lists are, but never inside a name that the notice has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs

from policytasks.folding import fold
from policytasks.location import NOWHERE
from policytasks.model.notice import Notice, Requirement
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit
from policytasks.parsing.unit_list import split_names
from policytasks.passage import BLANKS, Passage
from policytasks.units.kinds import kind_of

__all__ = ["SEPARATOR_OF_LONG_LISTS", "KnownUnits", "show_units", "with_units"]

_SEPARATORS = "、,;"
_TRIM = BLANKS + "、，,；;。"


SEPARATOR_OF_LONG_LISTS = "；"
_MOST_LINES = 24
"""A row is at most 409 points high: longer lists run on."""


def show_units(responsibilities: Iterable[Responsibility], role: Role) -> str:
    """The names of the units in one role, one a line, in printed order."""
    names = [each.unit.name for each in responsibilities if each.role is role]
    return ("\n" if len(names) <= _MOST_LINES else SEPARATOR_OF_LONG_LISTS).join(names)


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
        """Names of a line: those of the notice that hold a separator are found first, the rest is cut as notices are."""
        start = 0
        for match in self._parted.finditer(line) if self._parted is not None else ():
            if _ends(line[start : match.start()]) and _begins(line[match.end() :]):
                yield from _split(line[start : match.start()])
                yield match[0]
                start = match.end()
        yield from _split(line[start:])


def _ends(before: str) -> bool:
    return not before.strip(BLANKS) or fold(before.rstrip(BLANKS))[-1] in _SEPARATORS


def _begins(after: str) -> bool:
    return not after.strip(BLANKS) or fold(after.lstrip(BLANKS))[0] in _SEPARATORS


def _split(text: str) -> Iterator[str]:
    if text.strip(_TRIM):
        yield from (name.text for name in split_names(Passage.of(text, NOWHERE)))


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
