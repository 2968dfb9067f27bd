"""Deadline cells: the deadlines of a requirement in a cell, one a line, and back."""

from __future__ import annotations

import re

import attrs

from policytasks.folding import fold
from policytasks.ledger.typed import read_day
from policytasks.messages import Language, Wording
from policytasks.model.deadline import Deadline, DeadlineKind
from policytasks.model.notice import Requirement
from policytasks.passage import BLANKS

__all__ = ["show_deadlines", "with_deadlines"]

_INHERITED = Wording(en="(set for all)", zh="（统一要求）")

_KIND_WORDS = (
    (DeadlineKind.IMMEDIATE, re.compile("立行立改|立即|即行")),
    (DeadlineKind.RECURRING, re.compile("每[年月周日天季半]")),
    (DeadlineKind.RELATIVE, re.compile("之日起|工作日内")),
    (DeadlineKind.ONGOING, re.compile("长期|持续|常态|全年")),
)
"""What a deadline is that a person typed, when it is no day: the first that is found in it."""


def show_deadlines(requirement: Requirement, lang: Language) -> str:
    """Its own deadlines, one a line; the inherited one with a remark that says so where it has none."""
    if requirement.deadlines or requirement.inherited is None:
        return "\n".join(deadline.text for deadline in requirement.deadlines)
    return f"{requirement.inherited.text}\n{_INHERITED[lang]}"


def with_deadlines(requirement: Requirement, text: str) -> Requirement:
    """The requirement with the deadlines that a cell says; lines that it had before keep what was known of them."""
    had = {deadline.text: deadline for deadline in requirement.deadlines}
    lines = [line.strip(BLANKS) for line in text.split("\n")]
    remarks = {_INHERITED.en, _INHERITED.zh}
    deadlines = tuple(had.get(line) or _typed(line) for line in lines if line and line not in remarks)
    return attrs.evolve(requirement, deadlines=deadlines)


def _typed(text: str) -> Deadline:
    day = read_day(text)
    if day is not None:
        return Deadline(text=text, kind=DeadlineKind.DATE, due_on=day)
    folded = fold(text)
    kind = next((kind for kind, words in _KIND_WORDS if words.search(folded)), DeadlineKind.DATE)
    return Deadline(text=text, kind=kind)
