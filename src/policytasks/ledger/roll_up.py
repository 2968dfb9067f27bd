"""Roll-up 汇总: the answers of several units become one row, by a rule that somebody declared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Literal

import attrs

from policytasks.assignment import strongest
from policytasks.errors import LedgerError
from policytasks.ledger.changing import changes_between
from policytasks.ledger.entry import TYPED_FIELDS, Entry, Extra
from policytasks.ledger.history import Change
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import CLOSED, Status
from policytasks.ledger.timeline import dated, entries_on
from policytasks.ledger.typed import as_text
from policytasks.messages import Wording
from policytasks.model.notice import Requirement
from policytasks.model.responsibility import Role

__all__ = ["RULES", "Answer", "RollUpRule", "RuleName", "roll_up"]

RuleName = Literal["all_done", "lead_decides", "worst", "share"]
"""The rules that are there by name."""


@attrs.frozen(kw_only=True)
class Answer:
    """汇总结论: what a rule makes of the answers of several units.

    Args:
        status: 完成状态 of the row.
        progress: 完成比例 of the row.
        due_on: 截止日期 of the row.
    """

    status: Status
    progress: int | None = None
    due_on: date | None = None


RollUpRule = Callable[[Requirement, tuple[Entry, ...]], Answer]
"""A rule: the requirement and the entries of its units, in the order of the ledger, to the answer."""

_LABELS = {
    "status": Wording(en="Status", zh="完成状态"),
    "progress": Wording(en="Progress", zh="完成比例"),
    "due_on": Wording(en="Due on", zh="截止日期"),
    "updated_on": Wording(en="Updated on", zh="更新日期"),
}
_ORDER = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.ONGOING, Status.DONE)
"""From the least that can be said of work to the most."""

_COLON, _UNITS, _WORDS, _LINE = "：", "、", "；", "\n"


def all_done(requirement: Requirement, entries: tuple[Entry, ...]) -> Answer:
    """Done when all are done, 长期坚持 when nothing else is left to do, 未启动 when nobody has begun, 推进中 between.

    The progress is the mean of the units' figures, rounded down; a unit without one counts 100 when it is done and 0 when it
    has not started. None when nobody gave a figure, or when a unit at work gave none, or words in its place.
    """
    statuses = {entry.status for entry in entries}
    if len(statuses) == 1:
        (status,) = statuses
    elif statuses == {Status.DONE, Status.ONGOING}:
        status = Status.ONGOING
    else:
        status = Status.IN_PROGRESS
    figures = _figures(entries)
    return Answer(status=status, progress=sum(figures) // len(figures) if figures else None, due_on=_due_on(entries))


def worst(requirement: Requirement, entries: tuple[Entry, ...]) -> Answer:
    """The unit that is least far decides, in the order 未启动, 推进中, 长期坚持, 已完成; the progress is the lowest figure."""
    figures = _figures(entries)
    return Answer(
        status=min((entry.status for entry in entries), key=_ORDER.index),
        progress=min(figures) if figures else None,
        due_on=_due_on(entries),
    )


def share(requirement: Requirement, entries: tuple[Entry, ...]) -> Answer:
    """The status as in `all_done`; the progress is the part of the units that are done, in whole percents rounded down."""
    done = sum(entry.status is Status.DONE for entry in entries)
    return attrs.evolve(all_done(requirement, entries), progress=100 * done // len(entries))


def lead_decides(requirement: Requirement, entries: tuple[Entry, ...]) -> Answer:
    """The answer of the lead unit, its due day included.

    Several leads answer together, as in `all_done`; so do all units where the notice names no lead, or where the lead has no
    entry in the ledger.
    """
    roles: dict[str, list[Role]] = {}
    for each in requirement.responsibilities + requirement.implied:
        roles.setdefault(each.unit.name, []).append(each.role)
    leads = tuple(
        entry
        for entry in entries
        if entry.unit is not None and entry.unit.name in roles and strongest(roles[entry.unit.name]) is Role.LEAD
    )
    if len(leads) != 1:
        return all_done(requirement, leads or entries)
    return Answer(status=leads[0].status, progress=leads[0].progress, due_on=leads[0].due_on)


RULES: dict[RuleName, RollUpRule] = {
    "all_done": all_done,
    "lead_decides": lead_decides,
    "worst": worst,
    "share": share,
}
"""The rules by name."""


def roll_up(ledger: Ledger, *, rule: RuleName | RollUpRule = "all_done") -> Ledger:
    """A ledger by unit as one by requirement: one row from the answers of several units.

    Status, progress and due day are what the rule says. Everything that people wrote stays: notes, problems and next steps
    with the unit's name in front (units that say the same stand together), the evidence line by line, words that stand in
    the place of a value behind the unit's note, own columns and notes on cells with the unit's name where they differ. The
    row is as new as its newest answer. A requirement with one entry keeps it as it is, but for the rule.

    The history becomes that of the rows, one step for each day on which a unit changed something, so
    ``roll_up(ledger).at(day) == roll_up(ledger.at(day))``.

    Args:
        ledger: The ledger; one by requirement is given back as it is.
        rule: ``"all_done"``, ``"lead_decides"``, ``"worst"``, ``"share"``, or a function of the requirement and its entries.

    Returns:
        A ledger whose entries stand in the order of the first of each requirement.

    Raises:
        LedgerError: There is no such rule.
    """
    decide = RULES.get(rule) if isinstance(rule, str) else rule
    if decide is None:
        raise LedgerError("no such rule of roll-up", found=repr(rule), expected=f"{', '.join(RULES)}, or a function")
    if ledger.by != "unit":
        return ledger
    requirements = {requirement.id: requirement for requirement in ledger.notice.requirements}
    groups: dict[str, list[Entry]] = {}
    for entry in ledger.entries:
        groups.setdefault(entry.requirement_id, []).append(entry)
    histories: dict[str, list[Change]] = {id: [] for id in groups}
    keys = {entry.key for entry in ledger.entries}
    for change in ledger.history:
        if change.key in keys:
            histories[change.requirement_id].append(change)
    rows: list[Entry] = []
    steps: list[Change] = []
    for id, group in groups.items():
        row = _row(requirements[id], group, decide)
        rows.append(row)
        steps.extend(_steps(requirements[id], group, histories[id], decide, row))
    # Requirements one after the other on each day.
    steps.sort(key=lambda change: change.on or date.min)
    return attrs.evolve(ledger, by="requirement", entries=tuple(rows), history=tuple(steps))


def _steps(
    requirement: Requirement, group: Sequence[Entry], history: Sequence[Change], decide: RollUpRule, row: Entry
) -> list[Change]:
    """The history of a row: what changed in it on each day on which a unit changed something; the last day first."""
    made: dict[date, list[Change]] = {}
    for change, since in dated(history):
        if since is not None:
            made.setdefault(since, []).append(change)
    steps: list[Change] = []
    for day in sorted(made, reverse=True):
        before = day.toordinal() - 1
        if before < 1:
            break
        group, history = entries_on(group, history, date.fromordinal(before))
        earlier = _row(requirement, group, decide)
        steps.extend(
            changes_between(
                earlier,
                row,
                on=day,
                by=_joined((change.by for change in made[day]), _UNITS),
                reason=_joined((change.reason for change in made[day]), _WORDS),
                source=_joined((change.source for change in made[day]), _WORDS),
            )
        )
        row = earlier
    return steps


def _row(requirement: Requirement, group: Sequence[Entry], decide: RollUpRule) -> Entry:
    """One row from the entries of a requirement."""
    answer = decide(requirement, tuple(group))
    if len(group) == 1:
        (only,) = group
        return attrs.evolve(only, unit=None, status=answer.status, progress=answer.progress, due_on=answer.due_on)
    newest = max((entry.updated_on for entry in group if entry.updated_on is not None), default=None)
    return Entry(
        requirement_id=requirement.id,
        due_on=answer.due_on,
        status=answer.status,
        progress=answer.progress,
        note=_attributed((entry, _note(entry)) for entry in group),
        problems=_attributed((entry, entry.problems) for entry in group),
        next_steps=_attributed((entry, entry.next_steps) for entry in group),
        evidence=_joined((entry.evidence for entry in group), _LINE),
        updated_on=newest,
        updated_by=_joined((entry.updated_by for entry in group), _UNITS),
        extras=_merged([(entry, entry.extras) for entry in group]),
        comments=tuple((name, as_text(text)) for name, text in _merged([(entry, entry.comments) for entry in group])),
        location=group[0].location,
    )


def _figures(entries: Iterable[Entry]) -> list[int]:
    """The progress of each entry; nothing when nobody gave a figure, or when one cannot be known."""
    entries = tuple(entries)
    figures = [_figure(entry) for entry in entries]
    if all(entry.progress is None for entry in entries):
        return []
    whole = [figure for figure in figures if figure is not None]
    return whole if len(whole) == len(figures) else []


def _figure(entry: Entry) -> int | None:
    """The progress of an entry; words in its place（约一半） say that there is some, and not how much."""
    if entry.progress is not None or "progress" in entry.typed_words:
        return entry.progress
    return {Status.DONE: 100, Status.NOT_STARTED: 0}.get(entry.status)


def _due_on(entries: Iterable[Entry]) -> date | None:
    """The earliest day of those who still have to do something, so that one late unit makes the row late; when nobody has,
    the latest of all."""
    entries = tuple(entries)
    open_ones = [entry for entry in entries if entry.status not in CLOSED]
    days = [entry.due_on for entry in open_ones or entries if entry.due_on is not None]
    if not days:
        return None
    return min(days) if open_ones else max(days)


def _note(entry: Entry) -> str:
    """The note, and behind it in brackets what stood in the place of values."""
    words = entry.typed_words
    said = _WORDS.join(f"{_LABELS[field].zh}{_COLON}{words[field]}" for field in TYPED_FIELDS if field in words)
    return f"{entry.note}（{said}）" if said else entry.note


def _attributed(texts: Iterable[tuple[Entry, str]]) -> str:
    """Texts under each other, each with the units that wrote it in front."""
    writers: dict[str, list[str]] = {}
    for entry, text in texts:
        if text:
            writers.setdefault(text, []).append(entry.unit.name if entry.unit is not None else "")
    return _LINE.join(
        f"{_joined(names, _UNITS)}{_COLON}{text}" if any(names) else text for text, names in writers.items()
    )


def _joined(texts: Iterable[str], mark: str) -> str:
    """Each text once."""
    return mark.join(dict.fromkeys(text for text in texts if text))


def _merged(pairs: Sequence[tuple[Entry, Sequence[tuple[str, Extra]]]]) -> tuple[tuple[str, Extra], ...]:
    """What stands under each heading: the value where all units have the same, else all of them with their units."""
    found: dict[str, list[tuple[Entry, Extra]]] = {}
    for entry, values in pairs:
        for name, value in values:
            found.setdefault(name, []).append((entry, value))
    merged: list[tuple[str, Extra]] = []
    for name, answers in found.items():
        first = answers[0][1]
        if len(answers) == len(pairs) and all(type(value) is type(first) and value == first for _, value in answers):
            merged.append((name, first))
        else:
            text = _attributed((entry, as_text(value)) for entry, value in answers)
            merged.extend([(name, text)] if text else [])
    return tuple(merged)
