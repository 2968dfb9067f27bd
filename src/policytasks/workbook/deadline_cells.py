"""Deadline cells: the deadlines of a requirement in a cell, one a line, and back."""

from __future__ import annotations

import attrs

from policytasks.location import NOWHERE
from policytasks.messages import Language, Wording
from policytasks.model.deadline import Deadline, DeadlineKind
from policytasks.model.notice import Requirement
from policytasks.parsing.deadlines import parse_deadline
from policytasks.passage import BLANKS, Passage

__all__ = ["show_deadlines", "with_deadlines"]

_INHERITED = Wording(en="(set for all)", zh="（统一要求）")


def show_deadlines(requirement: Requirement, lang: Language) -> str:
    """Its own deadlines, one a line; the inherited one with a remark that says so where it has none."""
    if requirement.deadlines or requirement.inherited is None:
        return "\n".join(deadline.text for deadline in requirement.deadlines)
    return f"{requirement.inherited.text}\n{_INHERITED[lang]}"


def with_deadlines(requirement: Requirement, text: str, *, year: int | None) -> Requirement:
    """The requirement with the deadlines that a cell says; lines that it had before keep what was known of them.

    One line under the remark that it binds everybody is the inherited deadline.

    Args:
        requirement: The requirement.
        text: The cell.
        year: The year that the notice speaks of.
    """
    inherited = requirement.inherited
    had = {each.text: each for each in (*requirement.deadlines, *((inherited,) if inherited is not None else ()))}
    lines = [line for each in text.split("\n") if (line := each.strip(BLANKS))]
    remarks = {_INHERITED.en, _INHERITED.zh}
    deadlines = tuple(had.get(line) or _typed(line, year) for line in lines if line not in remarks)
    if remarks.intersection(lines) and len(deadlines) == 1:
        return attrs.evolve(requirement, deadlines=(), inherited=deadlines[0])
    return attrs.evolve(requirement, deadlines=deadlines)


def _typed(text: str, year: int | None) -> Deadline:
    """One line that a person typed; one that names no time is a day that nobody knows yet."""
    found = parse_deadline(Passage.of(text, NOWHERE), year=year)
    return attrs.evolve(found[0], text=text) if found else Deadline(text=text, kind=DeadlineKind.DATE)
