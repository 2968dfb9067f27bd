"""Timeline 历史状态: a ledger as it stood on an earlier day, from what it says now and the history of its changes.

A change counts from its day. One without a day counts as known from the start. One that was recorded after another of the same
field, but with an earlier day, counts from the day of that other: it cannot have been known before what it replaced.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from policytasks.ledger.entry import Entry
from policytasks.ledger.fields import gathered, placed
from policytasks.ledger.history import Change
from policytasks.ledger.status import Status

__all__ = ["counts_by_day", "dated", "entries_on"]

Key = tuple[str, str | None]


def dated(history: Iterable[Change]) -> Iterator[tuple[Change, date | None]]:
    """Each change with the day from which it counts; None for one that was known from the start."""
    latest: dict[tuple[Key, tuple[str, str]], date] = {}
    for change in history:
        if change.on is None:
            yield change, None
            continue
        chain = change.key, placed(change.field)
        latest[chain] = max(change.on, latest.get(chain, change.on))
        yield change, latest[chain]


def entries_on(
    entries: Sequence[Entry], history: Sequence[Change], day: date
) -> tuple[tuple[Entry, ...], tuple[Change, ...]]:
    """Entries and history as they stood at the end of a day.

    Args:
        entries: The entries as they are now.
        history: What was changed, in the order of recording.
        day: The day; what is dated after it is undone.

    Returns:
        The entries in their order, the same objects where nothing was undone, and the changes that count by then.
    """
    kept: list[Change] = []
    undone: dict[Key, dict[tuple[str, str], Change]] = defaultdict(dict)
    for change, since in dated(history):
        field = placed(change.field)
        if since is None or since <= day:
            kept.append(change)
            # A later change that stays decides, whatever is undone before it.
            undone[change.key].pop(field, None)
        else:
            undone[change.key].setdefault(field, change)
    before = {
        key: {change.field: change.before for change in changes.values()} for key, changes in undone.items() if changes
    }
    return (
        tuple(gathered(entry, before[entry.key]) if entry.key in before else entry for entry in entries),
        tuple(kept),
    )


def counts_by_day(
    entries: Sequence[Entry], history: Sequence[Change], days: Iterable[date]
) -> Mapping[date, Mapping[Status, int]]:
    """How many entries had each status at the end of each day, without making the ledgers of all those days.

    Args:
        entries: The entries as they are now.
        history: What was changed, in the order of recording.
        days: The days, in any order.

    Returns:
        Day, the earliest first, to a count for every status.
    """
    chains: dict[Key, list[tuple[Change, date | None]]] = defaultdict(list)
    for change, since in dated(history):
        if placed(change.field) == ("", "status"):
            chains[change.key].append((change, since))
    counts: Counter[Status] = Counter()
    turns: list[tuple[date, Status, Status]] = []
    for entry in entries:
        status, later = _statuses(chains.get(entry.key, []), entry.status)
        counts[status] += 1
        for day, following in later:
            turns.append((day, status, following))
            status = following
    turns.sort(key=lambda turn: turn[0])
    found: dict[date, dict[Status, int]] = {}
    position = 0
    for day in sorted(set(days)):
        while position < len(turns) and turns[position][0] <= day:
            _, before, after = turns[position]
            counts[before] -= 1
            counts[after] += 1
            position += 1
        found[day] = {status: counts[status] for status in Status}
    return found


def _statuses(chain: Sequence[tuple[Change, date | None]], present: Status) -> tuple[Status, list[tuple[date, Status]]]:
    """The status that an entry began with, and each later one with the day from which it counts."""
    first = max((number for number, (_, since) in enumerate(chain, 1) if since is None), default=0)
    # A ledger lets no change of a status from anything but a status into its history.
    statuses = [change.before for change, _ in chain if isinstance(change.before, Status)] + [present]
    later = [
        (since, statuses[number]) for number, (_, since) in enumerate(chain, 1) if number > first and since is not None
    ]
    return statuses[first], later
