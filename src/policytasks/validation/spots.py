"""Spots 所指: what a notice or a ledger has at a place, found by the place.

Findings speak of places; people, baselines and annotated workbooks want to know what stands there: which requirement, which of its
units, which cell of a ledger shows it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import attrs

from policytasks.ledger.ledger import Ledger
from policytasks.location import Location
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Role

__all__ = ["ROLE_FIELDS", "Spot", "Spots"]

ROLE_FIELDS = {Role.LEAD: "lead", Role.RESPONSIBLE: "responsible", Role.SUPPORTING: "supporting"}
"""Role → the column of a ledger that lists its units."""

_STEP = " › "
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@attrs.frozen(kw_only=True)
class Spot:
    """所指: one thing at one place.

    Args:
        location: The place.
        about: The words that stand there, behind those of what they are a part of: 推进公开 › 区财政局.
        field: Key of the column of a ledger that shows it (``"text"``, ``"lead"``, ``"deadlines"``, ``"due_on"`` …), a field of
            the head of a notice, or empty.
        ids: Ids of the requirements that it concerns, in printed order; empty for the head of a notice.
        unit: Name of the unit that it is, or whose row of a ledger; None for what is no unit's.
    """

    location: Location
    about: str
    field: str = ""
    ids: tuple[str, ...] = ()
    unit: str | None = None


class Spots:
    """Every place of a notice, and of a ledger about it.

    Args:
        notice: The notice.
        ledger: The ledger whose notice it is, if there is one.
        file: Bare name of the ledger's workbook, whose cells are meant; that of the ledger when left out, any when empty.
    """

    def __init__(self, notice: Notice, ledger: Ledger | None = None, *, file: str | None = None) -> None:
        self._exact: dict[Location, Spot] = {}
        self._blocks: dict[Location, list[Spot]] = {}
        for spot in _spots(notice):
            if spot.location:
                # Where a place is that of several things, the wider one counts: a text before its units.
                self._exact.setdefault(spot.location, spot)
                self._blocks.setdefault(spot.location.block, []).append(spot)
        self._file = ledger.location.file if file is None and ledger is not None else file or ""
        self._rows = _rows(ledger) if ledger is not None else {}
        self._fields = {letter: field for field, letter in ledger.columns} if ledger is not None else {}

    def at(self, location: Location) -> Spot | None:
        """What stands at a place: there exactly, else around it, else anywhere in the same block; None for nothing.

        Args:
            location: The place; the file may be named by its whole path.
        """
        if not location:
            return None
        file = os.path.basename(location.file)
        if file != location.file:
            location = attrs.evolve(location, file=file)
        exact = self._exact.get(location)
        if exact is not None:
            return exact
        row = self._rows.get((location.sheet, _digits(location.cell))) if location.cell else None
        if row is not None and self._file in ("", file):
            letters = (location.cell or "").rstrip("0123456789")
            return attrs.evolve(row, location=location, field=self._fields.get(letters, ""))
        near = self._blocks.get(location.block, [])
        around = [spot for spot in near if _holds(spot.location, location)]
        return min(around, key=lambda spot: _length(spot.location)) if around else next(iter(near), None)


def _spots(notice: Notice) -> Iterator[Spot]:
    """Everything that a notice has; a text before what is a part of it."""
    for requirement in notice.obligations:
        yield from _of_requirement(requirement, ())
    for section in notice.sections:
        ids = tuple(requirement.id for task in section.tasks for requirement in task.requirements)
        yield from _of_heading(section, "section", ids)
        for task in section.tasks:
            ids = tuple(requirement.id for requirement in task.requirements)
            yield from _of_heading(task, "task", ids)
            for requirement in task.requirements:
                yield from _of_requirement(requirement, (requirement.id,))
    for citation in notice.citations:
        yield Spot(location=citation.location, about=citation.number or citation.title or "")
    number = notice.document_number
    if number is not None:
        yield Spot(location=number.location, about=str(number), field="document_number")
    for field, place in notice.places:
        yield Spot(location=place, about=_head(notice, field), field=field)
    for block in (*notice.body, *notice.unparsed):
        yield Spot(location=block.location, about=block.text)


def _of_heading(level: Section | Task, field: str, ids: tuple[str, ...]) -> Iterator[Spot]:
    about = level.title or str(level.ordinal or "")
    if level.ordinal is not None:
        yield Spot(location=level.ordinal.location, about=about, field=field, ids=ids)
    yield Spot(location=level.location, about=about, field=field, ids=ids)


def _of_requirement(requirement: Requirement, ids: tuple[str, ...]) -> Iterator[Spot]:
    text = requirement.text
    yield Spot(location=requirement.location, about=text, field="text", ids=ids)
    if requirement.ordinal is not None:
        yield Spot(location=requirement.ordinal.location, about=text, field="text", ids=ids)
    for entry in (*requirement.responsibilities, *requirement.implied):
        about = f"{text}{_STEP}{entry.printed or entry.unit.name}"
        field, unit = ROLE_FIELDS[entry.role], entry.unit.name
        yield Spot(location=entry.location, about=about, field=field, ids=ids, unit=unit)
    for deadline in requirement.deadlines:
        yield Spot(location=deadline.location, about=f"{text}{_STEP}{deadline.text}", field="deadlines", ids=ids)
    for remark in requirement.remarks:
        yield Spot(location=remark.location, about=f"{text}{_STEP}{remark.text}", ids=ids)


def _head(notice: Notice, field: str) -> str:
    """What a field of the head says; ``addressees[0]`` is one of several."""
    name, bracket, position = field.partition("[")
    value = getattr(notice, name, None)
    if bracket and isinstance(value, tuple) and position.rstrip("]").isdigit():
        number = int(position.rstrip("]"))
        value = value[number] if number < len(value) else None
    return str(value) if value is not None else ""


def _rows(ledger: Ledger) -> dict[tuple[str | None, str], Spot]:
    """The rows of a ledger's sheet: sheet and number of the row to what it is about."""
    texts = {requirement.id: requirement.text for requirement in ledger.notice.requirements}
    rows = {}
    for entry in ledger.entries:
        id, unit = entry.key
        place = entry.location
        if place.cell:
            about = texts[id] + (f"{_STEP}{unit}" if unit else "")
            rows[place.sheet, _digits(place.cell)] = Spot(location=place, about=about, ids=(id,), unit=unit)
    return rows


def _digits(cell: str | None) -> str:
    return (cell or "").lstrip(_CAPITALS)


def _holds(outer: Location, inner: Location) -> bool:
    if outer.start is None or outer.end is None or inner.start is None or inner.end is None:
        return outer.start is None
    return outer.start <= inner.start and inner.end <= outer.end


def _length(location: Location) -> int:
    return 1 << 30 if location.start is None or location.end is None else location.end - location.start
