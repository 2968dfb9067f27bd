"""Order 次序: two sides moved and added rows; the merged order is the same whichever side comes first.

What is merged is a *permutation* of the keys that both sides began with, and *groups* of keys that a side added, each group
behind the key that it was put behind. Of two permutations the one that moved anything wins; where both did, the one that is
smaller as a list of old positions. Of two groups the one that has anything wins; where both have, they are sorted together. Both
choices are commutative, associative and idempotent, and never lead back to where they began: so any number of sides may come in
any order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import Any, TypeVar

__all__ = ["merge_order", "natural"]

K = TypeVar("K", bound=Hashable)

_DIGITS = re.compile(r"([0-9]+)")


def natural(text: str | None) -> tuple[tuple[int, int, str], ...]:
    """A sort key in which ``"4.9.1"`` stands before ``"4.16.1"``, and nothing before everything."""
    if text is None:
        return ()
    return tuple(
        (0, int(part), part) if part.isascii() and part.isdigit() else (1, 0, part) for part in _DIGITS.split(text)
    )


def merge_order(
    base: Sequence[K],
    ours: Sequence[K],
    theirs: Sequence[K],
    *,
    keep: Collection[K],
    rank: Callable[[K], Any],
    fixed: bool = False,
) -> tuple[K, ...]:
    """The keys to keep, in the merged order.

    Args:
        base: The order that both sides began with; each key once, as in the other two.
        ours: Our order.
        theirs: Their order.
        keep: The keys of the result, each of which stands in one of the three.
        rank: Sort key of what both sides added at one place.
        fixed: Whether theirs may not move what base has.
    """
    if theirs in (base, ours):
        merged = [key for key in ours if key in keep]
        if len(merged) == len(keep):
            return tuple(merged)
    places = {key: place for place, key in enumerate(base)}
    mine = _completed([key for key in ours if key in places], base)
    yours = list(base) if fixed else _completed([key for key in theirs if key in places], base)
    chosen = _smaller(list(base), mine, yours, places)
    groups = _merged_groups(_groups(ours, places), _groups(theirs, places), places, rank)
    result: dict[K, None] = {}
    for anchor in (None, *chosen):
        if anchor is not None:
            result[anchor] = None
        result.update(dict.fromkeys(groups.get(anchor, ())))
    # What moved to another parent is in no sequence of this one.
    result.update(dict.fromkeys(sorted((key for key in keep if key not in result), key=rank)))
    return tuple(key for key in result if key in keep)


def _completed(order: list[K], base: Sequence[K]) -> list[K]:
    """An order with what it lacks of base put back behind what was before it there."""
    if len(order) == len(base):
        return order
    here = set(order)
    behind: dict[K | None, list[K]] = {}
    last: K | None = None
    for key in base:
        if key in here:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    result = behind.get(None, [])[:]
    for key in order:
        result += [key, *behind.get(key, ())]
    return result


def _smaller(base: list[K], ours: list[K], theirs: list[K], places: Mapping[K, int]) -> list[K]:
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    return min(ours, theirs, key=lambda order: [places[key] for key in order])


def _groups(order: Sequence[K], places: Mapping[K, int]) -> dict[K | None, list[K]]:
    """What a side added, by the key of base that it stands behind; None for the front."""
    groups: dict[K | None, list[K]] = {}
    anchor: K | None = None
    for key in order:
        if key in places:
            anchor = key
        else:
            groups.setdefault(anchor, []).append(key)
    return groups


def _merged_groups(
    ours: dict[K | None, list[K]],
    theirs: dict[K | None, list[K]],
    places: Mapping[K, int],
    rank: Callable[[K], Any],
) -> dict[K | None, list[K]]:
    merged: dict[K | None, list[K]] = {}
    home: dict[K, K | None] = {}
    for groups in (ours, theirs):
        for anchor, keys in groups.items():
            for key in keys:
                # What both added at different places stands at the earlier one.
                home[key] = min(home.get(key, anchor), anchor, key=lambda at: -1 if at is None else places[at])
    for anchor in {**ours, **theirs}:
        mine, yours = ([key for key in side.get(anchor, ()) if home[key] == anchor] for side in (ours, theirs))
        if not yours or mine == yours:
            merged[anchor] = mine
        elif not mine:
            merged[anchor] = yours
        else:
            merged[anchor] = sorted({*mine, *yours}, key=rank)
    return merged
