"""Changes of a merge: what goes into the history, in an order that does not depend on who was merged first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from policytasks.ledger.history import Change
from policytasks.ledger.merging.order import natural

__all__ = ["joined_history"]

_Chain = tuple[tuple[str, str | None], str]
"""Row and field."""


def joined_history(
    base: tuple[Change, ...], ours: tuple[Change, ...], theirs: Iterable[Change], taken: Iterable[Change]
) -> tuple[Change, ...]:
    """The histories of both sides and what the merge took, each change once.

    What both began with stays in front as it was; the rest is sorted by day, row and field, so that the order of merging leaves no trace.
    A change of theirs that says already what the merge took is not recorded a second time.
    """
    mine = Counter(ours)
    new = [change for change in theirs if not _spent(mine, change)]
    said = {_chain(change): change.after for change in new}
    for change in taken:
        chain = _chain(change)
        if chain not in said:
            new.append(change)
        elif said[chain] != change.after:
            new.append(attrs.evolve(change, before=said[chain]))
    if not new:
        return ours
    shared = 0
    while shared < min(len(base), len(ours)) and base[shared] == ours[shared]:
        shared += 1
    return (*ours[:shared], *_sorted((*ours[shared:], *new)))


def _spent(counts: Counter[Change], change: Change) -> bool:
    """Whether a change is among those that were counted, each of which answers for one."""
    if counts[change] > 0:
        counts[change] -= 1
        return True
    return False


def _chain(change: Change) -> _Chain:
    return change.key, change.field


def _sorted(changes: Iterable[Change]) -> list[Change]:
    """Changes by day, row and field; those of one cell keep the order in which they were recorded, whatever their days say."""
    latest: dict[_Chain, date] = {}
    ranked: list[tuple[tuple[Any, ...], Change]] = []
    for change in changes:
        chain = _chain(change)
        latest[chain] = max(change.on or date.min, latest.get(chain, date.min))
        rank = latest[chain], natural(change.requirement_id), natural(change.unit), change.field
        ranked.append((rank, change))
    return [change for _, change in sorted(ranked, key=lambda pair: pair[0])]
