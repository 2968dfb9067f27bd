"""Doubts of a reader: what a workbook said that a person should look at, each with sheet and cell.

===========================  ==========================================================================================
Code                         Meaning
===========================  ==========================================================================================
``ledger-without-data``      The carried data are gone or damaged: the notice was built from the rows.
``ledger-data-exchanged``    The carried data are not those that the file says it was written with.
``ledger-cell-changed``      A cell of the notice's own columns was changed by hand; the notice took it over.
``ledger-cell-kept``         Such a change contradicts another one, or would leave nothing: the notice is as it was.
``ledger-row-added``         A new row became a requirement.
``ledger-unit-added``        A new row gave a requirement another unit.
``ledger-row-missing``       A row is gone, and its entry with it; the notice is as it was.
``ledger-row-repeated``      A row says again what another one is about; what it says otherwise is quoted, cell by cell.
``ledger-row-elsewhere``     A row was read from another sheet, since the ledger's does not have it.
``ledger-column-missing``    A column is not there; its values stay as they were.
``ledger-heading-guessed``   A heading is not known and was taken for that of a missing column.
``ledger-status-unknown``    A status word that is not in the table; it is kept in `Entry.typed`.
``ledger-value-unread``      A cell that holds no day, number, percentage or choice; its words are kept.
``ledger-other-sheet``       Another sheet was not read.
``ledger-view-edited``       Something was typed into a sheet that only shows the ledger; it is quoted and not read.
``ledger-note-outside``      A note on a cell outside of the table was not read.
===========================  ==========================================================================================
"""

from __future__ import annotations

from policytasks.location import Location
from policytasks.model.notice import Doubt

__all__ = ["DoubtList"]


class DoubtList:
    """Doubts in the order in which they came up."""

    def __init__(self) -> None:
        self._doubts: list[Doubt] = []

    def add(self, code: str, message: str, place: Location) -> None:
        """Add one."""
        self._doubts.append(Doubt(code=code, message=message, location=place))

    def taken(self, heading: str, of: str, before: str, after: str, place: Location) -> None:
        """A change by hand that the notice took over."""
        self.add("ledger-cell-changed", f"{heading} of {of} was changed from {before!r} to {after!r}", place)

    def kept(self, heading: str, of: str, said: str, place: Location) -> None:
        """A change by hand that it did not."""
        self.add("ledger-cell-kept", f"{heading} of {of} was left as it was; the cell says {said!r}", place)

    def all(self) -> tuple[Doubt, ...]:
        """All of them."""
        return tuple(self._doubts)
