"""Ledger 台账: a notice and what was reported about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import attrs

from policytasks.assignment import assignments
from policytasks.errors import LedgerError
from policytasks.ledger.changing import applied, changes_between
from policytasks.ledger.entry import Entry
from policytasks.ledger.fields import check_change
from policytasks.ledger.history import Change
from policytasks.ledger.light import WARN_DAYS, Light, light
from policytasks.ledger.rounds import Occurrence, next_round_changes, occurrences_of
from policytasks.ledger.status import Status
from policytasks.ledger.timeline import counts_by_day, entries_on
from policytasks.location import NOWHERE, Location
from policytasks.model.notice import Doubt, Notice, Requirement
from policytasks.units.collectives import Collectives, expand

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["Grain", "Ledger"]

Grain = Literal["requirement", "unit"]
"""What one entry is about: a requirement, or one unit's part in it."""


@attrs.frozen(kw_only=True)
class Ledger:
    """台账.

    Args:
        notice: The notice that is tracked.
        entries: One for each tracked row, in the order of the sheet. They may be fewer than the notice's requirements (a
            unit's own ledger, a row that was deleted), never about another notice's, and no two of one key.
        by: What one entry is about.
        preface: Lines above the table, where people put their own; None for the notice's title and number.
        footnotes: Lines that people wrote below the table.
        history: What was changed, in the order in which it was recorded; changes are added, never taken away. They may speak
            of rows that are not here any more.
        extra_columns: Headings of the columns that people added, also the empty ones, in their order; layout only, no part
            in ``==``.
        columns: Where a workbook had each column: key of the column (the field of `Entry`, or ``text``, ``lead`` …) or the
            heading of people's own, and its letter; no part in ``==``.
        doubts: What a reader of the workbook took over, could not read, or missed; no part in ``==``.
        location: The file that it was read from.

    Raises:
        LedgerError: Two entries of one key, an entry about a requirement that the notice does not have, one whose
            ``unit`` does not fit ``by``, or a change of a field that there is not, or to what it cannot hold.
    """

    notice: Notice
    entries: tuple[Entry, ...] = ()
    by: Grain = "requirement"
    preface: tuple[str, ...] | None = None
    footnotes: tuple[str, ...] = ()
    history: tuple[Change, ...] = ()
    extra_columns: tuple[str, ...] = attrs.field(default=(), eq=False)
    columns: tuple[tuple[str, str], ...] = attrs.field(default=(), eq=False)
    doubts: tuple[Doubt, ...] = attrs.field(default=(), eq=False)
    location: Location = attrs.field(default=NOWHERE, eq=False)

    def __attrs_post_init__(self) -> None:
        if self.by not in ("requirement", "unit"):
            raise LedgerError("not a way to divide a ledger", found=repr(self.by), expected='"requirement" or "unit"')
        known = Counter(requirement.id for requirement in self.notice.requirements)
        for id, count in known.items():
            if count > 1:
                raise LedgerError("a requirement's id stands twice in the notice", where=id, expected="unique ids")
        seen: dict[tuple[str, str | None], Entry] = {}
        for entry in self.entries:
            where = entry.location or entry.requirement_id
            if entry.requirement_id not in known:
                raise LedgerError(
                    "an entry about a requirement that the notice does not have",
                    where=where,
                    found=repr(entry.requirement_id),
                    expected="the id of one of its requirements",
                )
            if entry.unit is not None and self.by == "requirement":
                raise LedgerError(
                    "an entry of one unit in a ledger by requirement",
                    where=where,
                    found=str(entry.unit),
                    expected="no unit",
                )
            if entry.key in seen:
                raise LedgerError(
                    "two entries about the same", where=where, found=_key(entry), expected="one entry for each"
                )
            seen[entry.key] = entry
        for change in self.history:
            check_change(change)

    @classmethod
    def from_notice(
        cls,
        notice: Notice,
        *,
        by: Grain = "requirement",
        implied: bool = False,
        collectives: Collectives = "keep",
        registry: UnitRegistry | None = None,
    ) -> Ledger:
        """A ledger in which nothing was reported yet.

        Args:
            notice: The notice to track.
            by: ``"requirement"`` gives one entry for each requirement, ``"unit"`` one for each unit of each requirement
                (a requirement that names no unit keeps one entry, without unit).
            implied: With ``"unit"``, also an entry for each unit that a rule stated once lays on a requirement.
            collectives: Keep 各镇 and their like as units, expand them to their members on the day of the notice, or drop
                them; the ledger's notice is then the one that was changed so.
            registry: The 单位名录 that says who the members are; needed for ``collectives="expand"``.

        Returns:
            A ledger whose entries stand in printed order, not started, due on the day of the deadline that binds.

        Raises:
            RegistryError: Collectives are to be expanded, and there is no registry.
            ValueError: ``collectives`` is none of the three.
        """
        notice = expand(notice, registry, collectives=collectives)
        blank = {requirement.id: _blank(requirement) for requirement in notice.requirements}
        if by != "unit":
            return cls(notice=notice, entries=tuple(blank.values()), by=by)
        entries: list[Entry] = []
        units: dict[str, list[Entry]] = {id: [] for id in blank}
        for assignment in assignments(notice, implied=implied):
            id = assignment.requirement.id
            units[id].append(attrs.evolve(blank[id], unit=assignment.unit))
        for id, entry in blank.items():
            entries.extend(units[id] or [entry])
        return cls(notice=notice, entries=tuple(entries), by=by)

    def place(self, entry: Entry, field: str) -> Location:
        """The cell that a field of an entry was read from; the row where the column is unknown, nothing for no workbook.

        Args:
            entry: An entry of this ledger.
            field: Field of `Entry`, or the heading of a column that people added.
        """
        row, letter = entry.location, dict(self.columns).get(field)
        if letter is None or row.cell is None:
            return row
        return attrs.evolve(row, cell=letter + row.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))

    def requirement_of(self, entry: Entry) -> Requirement:
        """The requirement that an entry is about."""
        return next(each for each in self.notice.requirements if each.id == entry.requirement_id)

    def entry(self, requirement_id: str, *, unit: str | None = None) -> Entry:
        """The entry about a requirement, or about one unit's part in it.

        Args:
            requirement_id: `Requirement.id` of the requirement.
            unit: Name of the unit; None in a ledger by requirement.

        Raises:
            LedgerError: There is none.
        """
        for entry in self.entries:
            if entry.key == (requirement_id, unit):
                return entry
        raise LedgerError(
            "no such entry", found=f"{requirement_id} {unit or ''}".strip(), expected="a row of the ledger"
        )

    def updated(self, requirement_id: str, *, unit: str | None = None, **changes: Any) -> Ledger:
        """The ledger with some fields of one entry changed, and nothing said about it in the history.

        It sets a ledger up, or takes over what was recorded elsewhere; what people report belongs into `changed`.

        Args:
            requirement_id: `Requirement.id` of the entry.
            unit: Name of the entry's unit; None in a ledger by requirement.
            changes: Fields of `Entry` and their new values.

        Raises:
            LedgerError: There is no such entry, or a value that the field cannot hold.
            TypeError: `Entry` has no such field.
        """
        old = self.entry(requirement_id, unit=unit)
        new = attrs.evolve(old, **changes)
        return attrs.evolve(self, entries=tuple(new if entry is old else entry for entry in self.entries))

    def changed(
        self,
        requirement_id: str,
        *,
        unit: str | None = None,
        on: date,
        by: str = "",
        reason: str = "",
        source: str = "",
        **changes: Any,
    ) -> Ledger:
        """The ledger with some fields of one entry changed, and with a `Change` for each that really is another now.

        Args:
            requirement_id: `Requirement.id` of the entry.
            unit: Name of the entry's unit; None in a ledger by requirement.
            on: The day of the change.
            by: Who changes it.
            reason: Why; a 截止日期 is not changed without one.
            source: Where the new values were typed.
            changes: Fields of `Entry` and their new values. Words that people typed in the place of a value
                (`Entry.typed`) go when the value changes.

        Raises:
            LedgerError: There is no such entry, a value that the field cannot hold, or a new due day without a reason.
            TypeError: `Entry` has no such field.
        """
        old = self.entry(requirement_id, unit=unit)
        new = attrs.evolve(old, **changes)
        if "typed" not in changes:
            stays = tuple(pair for pair in old.typed if getattr(new, pair[0]) == getattr(old, pair[0]))
            new = attrs.evolve(new, typed=stays)
        return self.with_changes(changes_between(old, new, on=on, by=by, reason=reason, source=source))

    def with_changes(self, changes: Iterable[Change]) -> Ledger:
        """The ledger after further changes, which stand at the end of its history; in time linear in both.

        Args:
            changes: The changes, in the order in which they were made.

        Raises:
            LedgerError: One is about an entry that is not there, changes a value that is not the entry's, a value that
                the field cannot hold, or a due day without a reason.
        """
        changes = tuple(changes)
        made: dict[tuple[str, str | None], list[Change]] = {}
        for change in changes:
            made.setdefault(change.key, []).append(change)
        entries = tuple(applied(entry, made.pop(entry.key, ())) for entry in self.entries)
        for missing in made.values():
            raise LedgerError("no such entry", found=missing[0].row, expected="a row of the ledger")
        return attrs.evolve(self, entries=entries, history=(*self.history, *changes))

    def at(self, day: date) -> Ledger:
        """The ledger as it stood at the end of a day: what was changed later is undone, in entries and history.

        Changes without a day count as known from the start, and so does what `updated` set; the rows and the notice are those
        of now.

        Args:
            day: The day; on the last day of the history, or later, the ledger is as it is.
        """
        entries, history = entries_on(self.entries, self.history, day)
        return self if len(history) == len(self.history) else attrs.evolve(self, entries=entries, history=history)

    def progress_over(self, days: Iterable[date]) -> Mapping[date, Mapping[Status, int]]:
        """How many entries had each status at the end of each day.

        Args:
            days: The days, in any order.

        Returns:
            Day, the earliest first, to a count for every status: what the entries of ``at(day)`` say.
        """
        return counts_by_day(self.entries, self.history, days)

    def lights(self, on: date, *, warn_days: int = WARN_DAYS) -> Mapping[tuple[str, str | None], Light]:
        """The light of every entry on a day: `Entry.key` to light, in the order of the entries.

        Args:
            on: The day.
            warn_days: From how many days before its due day an entry's light is yellow.

        Raises:
            LedgerError: ``warn_days`` is negative.
        """
        return {entry.key: light(entry, on=on, warn_days=warn_days) for entry in self.entries}

    def overdue(self, on: date) -> tuple[Entry, ...]:
        """The entries whose light is red on a day, in their order."""
        return tuple(entry for entry in self.entries if light(entry, on=on) is Light.RED)

    def occurrences(self, first: date, last: date) -> tuple[Occurrence, ...]:
        """The rounds of recurring entries that are due from one day to another, and whether anything was reported in each.

        Args:
            first: The first day.
            last: The last day, included.

        Returns:
            By due day, then in the order of the entries; empty when no deadline recurs.
        """
        return occurrences_of(self.entries, self._requirements(), self.history, first, last)

    def next_round(self, on: date, *, by: str = "", reason: str = "") -> Ledger:
        """The ledger with its recurring entries in the round that runs on a day.

        An entry whose binding deadline recurs, and whose due day is unknown or over, gets the next due day, and its status is
        未启动 again, without progress; the history says why. All others stay as they are, so it can be done every day.

        Args:
            on: The day.
            by: Who does it.
            reason: Why; by default the printed deadline.
        """
        return self.with_changes(next_round_changes(self.entries, self._requirements(), on=on, by=by, reason=reason))

    def _requirements(self) -> dict[str, Requirement]:
        return {requirement.id: requirement for requirement in self.notice.requirements}


def _blank(requirement: Requirement) -> Entry:
    deadline = requirement.deadline
    return Entry(requirement_id=requirement.id, due_on=deadline.due_on if deadline is not None else None)


def _key(entry: Entry) -> str:
    return " ".join(part for part in entry.key if part is not None)
