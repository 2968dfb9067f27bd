"""Ledger 台账: a notice and what was reported about it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

import attrs

from policytasks.assignment import assignments
from policytasks.errors import LedgerError
from policytasks.ledger.entry import Entry
from policytasks.ledger.history import Change
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
        history: What was changed, the oldest first; changes are added, never taken away.
        extra_columns: Headings of the columns that people added, also the empty ones, in their order; layout only, no part
            in ``==``.
        columns: Where a workbook had each column: key of the column (the field of `Entry`, or ``text``, ``lead`` …) or the
            heading of people's own, and its letter; no part in ``==``.
        doubts: What a reader of the workbook took over, could not read, or missed; no part in ``==``.
        location: The file that it was read from.

    Raises:
        LedgerError: Two entries of one key, an entry about a requirement that the notice does not have, or one whose
            ``unit`` does not fit ``by``.
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
        """The ledger with some fields of one entry changed.

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


def _blank(requirement: Requirement) -> Entry:
    deadline = requirement.deadline
    return Entry(requirement_id=requirement.id, due_on=deadline.due_on if deadline is not None else None)


def _key(entry: Entry) -> str:
    return " ".join(part for part in entry.key if part is not None)
