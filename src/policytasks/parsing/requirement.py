"""Requirement 具体要求: a text with its statements and cells → the typed value, under the rules that the notice states."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import attrs

from policytasks.location import Location
from policytasks.model.deadline import Deadline, DeadlineKind
from policytasks.model.notice import Doubt, Remark, Requirement
from policytasks.model.ordinal import Ordinal
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit
from policytasks.parsing.deadlines import find_deadlines, parse_deadline
from policytasks.parsing.stated_rules import NO_RULES, StatedRules
from policytasks.parsing.statement import Named, Statement, read_units
from policytasks.passage import Passage
from policytasks.units.kinds import kind_of

__all__ = ["Context", "Draft", "build_requirement", "tidy"]


@attrs.define(kw_only=True)
class Context:
    """What the reader of one notice knows and collects while it reads.

    Args:
        year: The year that the notice speaks of; None when nothing tells it.
        rules: The rules stated so far.
        doubts: What was doubtful so far.
        bold: Spans in bold by block, where the source shows them.
        persons: Where persons were printed; they are no values with a place of their own.
        stated: Where rules were stated.
        assumed: Where the year comes from, when it is not the date of issue.
    """

    year: int | None = None
    rules: StatedRules = NO_RULES
    doubts: list[Doubt] = attrs.field(factory=list)
    bold: Mapping[Location, tuple[tuple[int, int], ...]] = attrs.field(factory=dict)
    persons: list[Location] = attrs.field(factory=list)
    stated: list[Location] = attrs.field(factory=list)
    assumed: str = ""

    def doubt(self, code: str, message: str, passage: Passage) -> None:
        """Note a doubt, once for each place."""
        doubt = Doubt(code=code, message=message, location=passage.location)
        if not any(other.code == code and other.location == doubt.location for other in self.doubts):
            self.doubts.append(doubt)

    def is_bold(self, passage: Passage) -> bool:
        """Whether the source shows a text in bold."""
        for part in passage.location.parts:
            spans = self.bold.get(part.block, ())
            if not any(start <= (part.start or 0) and (part.end or 0) <= end for start, end in spans):
                return False
        return bool(passage)


@attrs.frozen(kw_only=True)
class Draft:
    """A requirement before it is typed.

    Args:
        text: What is to be done.
        ordinal: Its number.
        statements: Statements that bind it.
        deadline_cells: Cells or labels that hold nothing but its time.
        leaders: Cells with persons.
        remarks: Further cells: heading and content.
    """

    text: Passage
    ordinal: Ordinal | None = None
    statements: tuple[Statement, ...] = ()
    deadline_cells: tuple[Passage, ...] = ()
    leaders: tuple[Passage, ...] = ()
    remarks: tuple[tuple[str, Passage], ...] = ()


_YEAR = re.compile(r"[0-9]{4}")
_CJK_BLANK = re.compile(r"(?<=[^\x21-\x7e])[\s\u3000\xa0\u200b]+|[\s\u3000\xa0\u200b]+(?=[^\x21-\x7e])|[\r\n]+")


def tidy(passage: Passage) -> Passage:
    """A name or heading without the blanks of its layout; a blank between Latin words stays."""
    return passage.without([match.span() for match in _CJK_BLANK.finditer(passage.text)]).strip()


def build_requirement(draft: Draft, context: Context) -> Requirement:
    """The typed requirement; its id is given later, when all of them are known."""
    responsibilities: dict[str, Responsibility] = {}
    leaders = [*draft.leaders]
    times: list[Passage] = []
    labels: list[Passage] = []
    open_list = False
    for statement in draft.statements:
        for unit in _under_rules(statement, context, draft.statements):
            responsibility = responsibility_of(unit)
            kept = responsibilities.get(responsibility.printed)
            if kept is None:
                responsibilities[responsibility.printed] = responsibility
            elif unit.role is Role.LEAD:
                responsibilities[responsibility.printed] = attrs.evolve(kept, role=Role.LEAD)
        leaders.extend(statement.leaders)
        times.extend(statement.times)
        labels.extend(statement.time_labels)
        if statement.open_list and statement.units:
            context.doubt("open-list", "the list of units ends in 等", statement.units[-1].passage)
        open_list = open_list or statement.open_list
    context.persons.extend(leader.location for leader in leaders if leader)
    return Requirement(
        id="",
        text=draft.text.strip().text,
        ordinal=draft.ordinal,
        responsibilities=tuple(responsibilities.values()),
        deadlines=_deadlines(draft, labels, times, context),
        leaders=tuple(dict.fromkeys(leader.compact().text for leader in leaders if leader)),
        open_list=open_list,
        implied=tuple(
            responsibility for responsibility in _implied(context) if responsibility.printed not in responsibilities
        ),
        remarks=tuple(
            Remark(heading=heading, text=cell.text, location=cell.location) for heading, cell in draft.remarks if cell
        ),
        location=draft.text.strip().location,
    )


def responsibility_of(unit: Named) -> Responsibility:
    """The typed responsibility of a named unit."""
    name = tidy(unit.passage)
    return Responsibility(
        unit=Unit(name=name.text, kind=kind_of(name.text), location=name.location),
        role=unit.role,
        printed=name.text,
        location=name.location,
    )


def _under_rules(statement: Statement, context: Context, beside: tuple[Statement, ...]) -> list[Named]:
    """The units, with the lead that a stated rule gives where neither the statement nor another beside it names one."""
    units = list(statement.units)
    named = any(unit.role is Role.LEAD for other in beside for unit in other.units)
    rules = context.rules | statement.rules
    context.rules = rules
    if statement.rules.source is not None:
        context.stated.append(statement.rules.source.location)
    if not units or named or units[0].role is Role.SUPPORTING:
        return units
    if rules.first_leads:
        units[0] = attrs.evolve(units[0], role=Role.LEAD)
        if rules.others_support:
            units[1:] = [attrs.evolve(unit, role=Role.SUPPORTING) for unit in units[1:]]
    elif rules.comma_leads:
        first_comma = next((at for at, unit in enumerate(units) if at and unit.mark in ",;"), None)
        if first_comma is not None or rules.comma_supports:
            behind = Role.SUPPORTING if rules.comma_supports else None
            first_comma = len(units) if first_comma is None else first_comma
            units = [
                attrs.evolve(unit, role=Role.LEAD if at < first_comma else behind or unit.role)
                for at, unit in enumerate(units)
            ]
    elif rules.bold_leads:
        bold = [context.is_bold(unit.passage) for unit in units]
        if any(bold) and not all(bold):
            return [
                attrs.evolve(unit, role=Role.LEAD) if leads else unit for unit, leads in zip(units, bold, strict=True)
            ]
        context.doubt(
            "undecidable-lead",
            "the notice marks lead units by their typeface, which this source does not show",
            rules.source or units[0].passage,
        )
    return units


def _implied(context: Context) -> list[Responsibility]:
    if context.rules.implied is None:
        return []
    context.doubt(
        "implied-units",
        f"stated once for all that follows: {context.rules.implied.text}",
        context.rules.source or context.rules.implied,
    )
    found = read_units(context.rules.implied, default=Role.RESPONSIBLE)
    return [responsibility_of(unit) for unit in found.units]


_NO_TIME = re.compile(r"[\s/\\—–\-~无略见附件*]*")


def _as_printed(cell: Passage) -> tuple[Deadline, ...]:
    """What a deadline cell says when no grammar knows it（国庆节前后，随文发布）: a time without a day."""
    text = tidy(cell)
    if _NO_TIME.fullmatch(text.folded) or len(text) > 40:
        return ()
    return (Deadline(text=text.text, kind=DeadlineKind.DATE, location=text.location),)


def _deadlines(draft: Draft, labels: list[Passage], times: list[Passage], context: Context) -> tuple[Deadline, ...]:
    """Deadlines of the cell or label, else of the statement and the text; each expression once."""
    found: list[Deadline] = []
    for cell in (*draft.deadline_cells, *labels):
        found.extend(parse_deadline(cell, year=context.year) or _as_printed(cell))
    if found:
        return tuple(found)
    for clause in times:
        found.extend(find_deadlines(clause, year=context.year) or parse_deadline(clause, year=context.year))
    found.extend(find_deadlines(draft.text, year=context.year))
    if context.assumed and any(one.due_on is not None and not _YEAR.search(one.text) for one in found):
        context.doubt("assumed-year", f"the year of {found[0].text!r} is taken from {context.assumed}", draft.text)
    unique: dict[tuple[str, date | None], Deadline] = {}
    for deadline in found:
        unique.setdefault((deadline.text, deadline.due_on), deadline)
    return tuple(unique.values())
