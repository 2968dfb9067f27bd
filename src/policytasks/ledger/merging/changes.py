"""Changes of a merge: what goes into the history, in an order that does not depend on who was merged first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from policytasks.ledger.entry import Entry
from policytasks.ledger.history import Change
from policytasks.ledger.merging.order import natural
from policytasks.ledger.merging.proposal import Settled

__all__ = ["joined_history", "recorded"]


def recorded(
    settled: Settled, key: tuple[str, str | None], base: Entry | None, theirs: Entry | None, on: date | None, by: str
) -> Change:
    """The change that a merge makes by taking something over.

    Args:
        settled: What was taken.
        key: The row.
        base: The row as both began with it.
        theirs: Their row; it dates and signs the change where it was dated or signed anew.
        on: The day, where the row says none.
        by: Who, where the row says nobody.
    """
    if theirs is not None and (
        base is None or (theirs.updated_on, theirs.updated_by) != (base.updated_on, base.updated_by)
    ):
        on, by = theirs.updated_on or on, theirs.updated_by or by
    outcome = settled.outcome
    return Change(
        requirement_id=key[0],
        unit=key[1],
        field=outcome.field,
        before=outcome.ours,
        after=outcome.taken,
        on=on,
        by=by,
        source=str(outcome.location) if outcome.location else "",
    )


def joined_history(
    base: tuple[Change, ...], ours: tuple[Change, ...], theirs: tuple[Change, ...], taken: Iterable[Change]
) -> tuple[Change, ...]:
    """The histories of both sides and what the merge took, each change once.

    What both began with stays in front as it was; the rest is sorted by day, row and field, so that the order of merging leaves no trace.
    A change of theirs that says already what the merge took is not recorded a second time.
    """
    mine = Counter(ours)
    new = [change for change in theirs if not _spent(mine, change)]
    said = {_point(change) for change in new}
    new += [change for change in taken if _point(change) not in said]
    if not new:
        return ours
    shared = 0
    while shared < min(len(base), len(ours)) and base[shared] == ours[shared]:
        shared += 1
    return (*ours[:shared], *sorted((*ours[shared:], *new), key=_order))


def _spent(counts: Counter[Change], change: Change) -> bool:
    """Whether a change is among those that were counted, each of which answers for one."""
    if counts[change] > 0:
        counts[change] -= 1
        return True
    return False


def _point(change: Change) -> tuple[Any, ...]:
    return change.requirement_id, change.unit, change.field, type(change.after), change.after


def _order(change: Change) -> tuple[Any, ...]:
    # Changes of one cell on one day keep the order in which they were made.
    return change.on or date.min, natural(change.requirement_id), natural(change.unit), change.field
