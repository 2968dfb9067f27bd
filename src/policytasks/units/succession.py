"""Succession 沿革: from when to when a unit existed, and who carried on its work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property

from policytasks.units.records import Succession, UnitRecord, within

__all__ = ["Lineage"]

_DAY = timedelta(days=1)


class Lineage:
    """沿革: the events of a registry, asked by unit.

    Args:
        by_name: Every record of each canonical name (a name may be borne again later).
        successions: The events, in any order.
    """

    def __init__(self, by_name: Mapping[str, tuple[UnitRecord, ...]], successions: tuple[Succession, ...]) -> None:
        self._by_name = by_name
        self._successions = sorted(successions, key=lambda event: event.on)

    @cached_property
    def _endings(self) -> Mapping[str, list[Succession]]:
        endings: defaultdict[str, list[Succession]] = defaultdict(list)
        for event in self._successions:
            for name in event.ended:
                endings[name].append(event)
        return endings

    @cached_property
    def _beginnings(self) -> Mapping[str, list[Succession]]:
        beginnings: defaultdict[str, list[Succession]] = defaultdict(list)
        for event in self._successions:
            for name in event.began:
                beginnings[name].append(event)
        return beginnings

    def period(self, record: UnitRecord) -> tuple[date | None, date | None]:
        """First and last day of a unit: what its record says, and where that is silent, what the events say.

        A record may say more than the events: where an old name was in use for a while after the document that ended it,
        its ``valid_to`` is later than the event.
        """
        first, last = record.valid_from, record.valid_to
        if first is None and (events := self._beginnings.get(record.name)):
            first = max((event.on for event in events if last is None or event.on <= last), default=None)
        if last is None and (events := self._endings.get(record.name)):
            start = record.valid_from
            ended = min((event.on for event in events if start is None or event.on > start), default=None)
            last = ended - _DAY if ended is not None else None
        return first, last

    def valid_on(self, record: UnitRecord, day: date | None) -> bool:
        """Whether a unit exists on a day; always true when no day is asked."""
        return day is None or within(day, *self.period(record))

    def events(self, name: str) -> tuple[Succession, ...]:
        """Every event that names a unit, the oldest first."""
        return tuple(event for event in self._successions if name in event.before or name in event.after)

    def record_at(self, name: str, day: date | None) -> UnitRecord | None:
        """The record that bears a name on a day; failing that the nearest later one, failing that the last one."""
        records = self._by_name.get(name, ())
        if len(records) <= 1 or day is None:
            return records[-1] if records else None
        for record in records:
            if self.valid_on(record, day):
                return record
        later = [record for record in records if (self.period(record)[0] or date.min) > day]
        return later[0] if later else records[-1]

    def successors(self, record: UnitRecord, on: date | None) -> tuple[UnitRecord, ...]:
        """Who carries on the work of a unit that has ended.

        Args:
            record: The unit.
            on: The day; None for the end of the story.

        Returns:
            The units that exist on that day, in the order of the events; empty when the unit itself still exists, or when
            nobody carries on.
        """
        if on is not None and self.valid_on(record, on):
            return ()
        found: dict[tuple[str, date | None], UnitRecord] = {}
        seen: set[tuple[str, date]] = set()
        stack = [record]
        while stack:
            current = stack.pop()
            endings = () if on is not None and self.valid_on(current, on) else self.endings(current, on=on)
            if not endings:
                if current is not record and self.valid_on(current, on):
                    found.setdefault((current.name, current.valid_from), current)
                continue
            if (current.name, endings[0].on) in seen:
                continue
            seen.add((current.name, endings[0].on))
            heirs = [self.record_at(name, event.on) for event in endings for name in event.after]
            stack.extend(heir for heir in reversed(heirs) if heir is not None)
        return tuple(found.values())

    def endings(self, record: UnitRecord, *, on: date | None = None) -> tuple[Succession, ...]:
        """The events that ended a unit: all of one day (its work may go several ways); empty when no event did.

        Args:
            record: The unit.
            on: Only events up to this day; None for all.
        """
        first = self.period(record)[0]
        events = [
            event
            for event in self._endings.get(record.name, ())
            if (first is None or event.on >= first) and (on is None or event.on <= on)
        ]
        return tuple(event for event in events if event.on == events[0].on)
