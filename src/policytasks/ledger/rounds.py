"""Rounds 期次: a recurring deadline is due again and again, and every time something is to be reported."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import attrs

from policytasks.ledger.changing import changes_between
from policytasks.ledger.entry import Entry
from policytasks.ledger.fields import placed
from policytasks.ledger.history import Change
from policytasks.ledger.recurrence import occurrences
from policytasks.ledger.status import Status
from policytasks.ledger.timeline import Key
from policytasks.messages import Wording
from policytasks.model.deadline import DeadlineKind
from policytasks.model.notice import Requirement

__all__ = ["NEXT_ROUND", "Occurrence", "next_round_changes", "occurrences_of"]

NEXT_ROUND = Wording(en="Next round of: {deadline}", zh="定期任务进入下一期：{deadline}")
"""The reason that the history gives when an entry goes into its next round."""

_LONGEST = timedelta(days=366)
"""No rhythm has a longer span."""


@attrs.frozen(kw_only=True)
class Occurrence:
    """一期: one round of an entry whose deadline recurs.

    Args:
        entry: The entry, as it is now.
        starts_on: The day after the round before was due.
        due_on: The day on which this round is due.
        reported_on: The first day of the round on which the history has something reported; None when there is none.
    """

    entry: Entry
    starts_on: date
    due_on: date
    reported_on: date | None = None

    @property
    def is_reported(self) -> bool:
        """Whether anything was reported in the round."""
        return self.reported_on is not None


def occurrences_of(
    entries: Sequence[Entry],
    requirements: Mapping[str, Requirement],
    history: Iterable[Change],
    first: date,
    last: date,
) -> tuple[Occurrence, ...]:
    """The rounds of entries that are due from one day to another, both included.

    Args:
        entries: The entries.
        requirements: What they are about, by id.
        history: What was changed.
        first: The first day.
        last: The last day.

    Returns:
        By due day, then in the order of the entries.
    """
    reports: dict[Key, set[date]] = defaultdict(set)
    for change in history:
        if change.on is not None and _reports(change):
            reports[change.key].add(change.on)
    rounds = {id: _rounds(requirements[id], first, last) for id in {entry.requirement_id for entry in entries}}
    found: list[Occurrence] = []
    for entry in entries:
        days = sorted(reports.get(entry.key, ()))
        for starts_on, due_on in rounds[entry.requirement_id]:
            position = bisect_left(days, starts_on)
            reported = days[position] if position < len(days) and days[position] <= due_on else None
            found.append(Occurrence(entry=entry, starts_on=starts_on, due_on=due_on, reported_on=reported))
    return tuple(sorted(found, key=lambda each: each.due_on))


def next_round_changes(
    entries: Iterable[Entry],
    requirements: Mapping[str, Requirement],
    *,
    on: date,
    by: str = "",
    reason: str = "",
) -> tuple[Change, ...]:
    """What puts entries into the round that runs on a day.

    Args:
        entries: The entries. Only those are changed whose binding deadline recurs, and whose due day is unknown or over.
        requirements: What they are about, by id.
        on: The day.
        by: Who does it.
        reason: Why; the printed deadline, when it is empty.

    Returns:
        The changes: the due day is the next one, ``on`` itself included; the status is 未启动 again, without progress and
        without words in their cells. Notes, problems and evidence stay until somebody writes new ones.
    """
    found: list[Change] = []
    for entry in entries:
        deadline = requirements[entry.requirement_id].deadline
        if deadline is None or deadline.kind is not DeadlineKind.RECURRING:
            continue
        if entry.due_on is not None and entry.due_on >= on:
            continue
        days = occurrences(requirements[entry.requirement_id], on, _later(on))
        if days:
            again = attrs.evolve(
                entry,
                due_on=days[0],
                status=Status.NOT_STARTED,
                progress=None,
                typed=tuple(pair for pair in entry.typed if pair[0] == "updated_on"),
            )
            why = reason or NEXT_ROUND.say("zh", deadline=deadline.text)
            found.extend(changes_between(entry, again, on=on, by=by, reason=why))
    return tuple(found)


def _rounds(requirement: Requirement, first: date, last: date) -> tuple[tuple[date, date], ...]:
    """First and last day of each round."""
    days = occurrences(requirement, first, last)
    if not days:
        return ()
    before = occurrences(requirement, _earlier(first), first - timedelta(days=1)) if first > date.min else ()
    ends = (before[-1] if before else _earlier(first), *days)
    return tuple((end + timedelta(days=1), due) for end, due in zip(ends, days, strict=False))


def _reports(change: Change) -> bool:
    """Whether a change tells of work; a new due day, a note on a cell, and what is set back to nothing do not."""
    group, name = placed(change.field)
    if group in ("comments", "notice") or (group in ("", "typed") and name == "due_on"):
        return False
    return change.after not in (None, "", Status.NOT_STARTED)


def _earlier(day: date) -> date:
    return day - _LONGEST if day - date.min > _LONGEST else date.min


def _later(day: date) -> date:
    return day + _LONGEST if date.max - day > _LONGEST else date.max
