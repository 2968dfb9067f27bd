"""Ledger places 台账位置: which cell of a ledger's sheet shows what a finding is about."""

from __future__ import annotations

import attrs

from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Ledger
from policytasks.location import NOWHERE, Location
from policytasks.validation.finding import Finding
from policytasks.validation.spots import ROLE_FIELDS, Spots

__all__ = ["LedgerPlaces"]

_UNIT_FIELDS = frozenset(ROLE_FIELDS.values())
_ID_FACTS = ("id", "rows")
"""The facts by which rules name requirements."""


class LedgerPlaces:
    """The cells of a ledger that was read from a workbook.

    Args:
        ledger: The ledger; without places of its own (`Ledger.columns`, `Entry.location`) it has no cells.
        spots: What stands where in the notice or ledger that was checked; None for the ledger itself.
    """

    def __init__(self, ledger: Ledger, spots: Spots | None = None) -> None:
        self._ledger = ledger
        self._spots = spots if spots is not None else Spots(ledger.notice, ledger)
        self._columns = dict(ledger.columns)
        self._entries: dict[str, list[Entry]] = {}
        for entry in ledger.entries:
            self._entries.setdefault(entry.requirement_id, []).append(entry)

    def cell(self, finding: Finding) -> Location:
        """The cell that shows what a finding is about: the unit, the deadline, the text, or what was reported.

        Args:
            finding: The finding.

        Returns:
            The cell; the empty location when no row of the sheet is concerned, as for the head of a notice.
        """
        spot = self._spots.at(finding.location)
        ids, field, unit = (spot.ids, spot.field, spot.unit) if spot is not None else ((), "", None)
        if not ids:
            ids, field, unit = _named(finding), "text", None
        entries = [entry for id in ids for entry in self._entries.get(id, ())]
        if not entries:
            return NOWHERE
        entry = next((each for each in entries if each.unit is not None and each.unit.name == unit), entries[0])
        return self._ledger.place(entry, self._column(field))

    def _column(self, field: str) -> str:
        if field in self._columns:
            return field
        # A ledger by unit has one column for units, whatever their role.
        return "unit" if field in _UNIT_FIELDS and "unit" in self._columns else "text"

    def moved(self, finding: Finding) -> Finding:
        """The finding at its cell; one that no cell shows, or that is about the workbook already, stays where it is."""
        if finding.location.cell and finding.location.file == self._ledger.location.file:
            return finding
        cell = self.cell(finding)
        return attrs.evolve(finding, location=cell) if cell else finding


def _named(finding: Finding) -> tuple[str, ...]:
    """The requirements that the facts of a finding name."""
    facts = dict(finding.data)
    for name in _ID_FACTS:
        value = facts.get(name)
        if isinstance(value, str):
            return (value,)
        if isinstance(value, tuple):
            return value
    return ()
