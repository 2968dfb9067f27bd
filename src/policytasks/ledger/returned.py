"""Returned 回收件: a packet that came back, as it was read, and what is odd about it as a whole.

================  =============================================================================================================
Code of a file    Meaning
================  =============================================================================================================
``late``          It was returned after the day that was set; it is merged all the same.
``stale``         The ledger's rows have changed since it was sent; it is merged against what it was sent with.
``duplicate``     The packet came back before: with the same contents, then it counts once; with others, then both are merged.
``wrong-unit``    It is not the packet of the unit whose name its file bears, or nothing says whose it is; nothing is taken.
``foreign``       It is about another notice, of another kind, or no ledger at all; nothing is taken.
``unreadable``    It is damaged, protected by a password, or not there.
================  =============================================================================================================
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import attrs

from policytasks.ledger.entry import Entry
from policytasks.ledger.fingerprint import fingerprint
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.outcome import FieldOutcome
from policytasks.ledger.packet import Packet, Slip

__all__ = ["Returned", "RowKey", "file_codes", "in_order"]

RowKey = tuple[str, str | None]
"""`Entry.key`."""


@attrs.frozen(kw_only=True)
class Returned:
    """回收件.

    Args:
        file: Its path, as it was given.
        unit: The unit that it was sent to; empty when nothing says which.
        claimed: Another unit of the ledger, when the name of the file names that one only.
        slip: What the packet says about itself; None when it was lost.
        base: What the packet was sent with; blank rows where that is not known.
        theirs: What it says now, its notice that of ``base`` and the rows that were added.
        copies: Further rows about what a row before them is about already.
        refused: Cells that hold what no unit may change, by the row that they stand in.
        lines: Lines above and below the table that were typed or changed.
        locked: Headings of people's own columns that units do not fill in.
        received: The day on which it came back; None when nobody said.
        modified: When a program saved it last.
        alien: Why it is about something else; empty for a packet of this ledger.
        contents: Fingerprint of what it says, whatever the order of its rows and columns.
    """

    file: str
    unit: str = ""
    claimed: str = ""
    slip: Slip | None = None
    base: Ledger
    theirs: Ledger
    copies: tuple[Entry, ...] = ()
    refused: tuple[tuple[RowKey, FieldOutcome], ...] = ()
    lines: tuple[FieldOutcome, ...] = ()
    locked: frozenset[str] = frozenset()
    received: date | None = None
    modified: datetime | None = None
    alien: str = ""

    contents: str = attrs.field(init=False)

    @contents.default
    def _contents(self) -> str:
        entries = sorted((*self.theirs.entries, *self.copies), key=lambda entry: (entry.key[0], entry.key[1] or ""))
        cells = sorted((key[0], key[1] or "", cell.field, str(cell.theirs)) for key, cell in self.refused)
        return fingerprint((tuple(entries), tuple(cells), tuple(str(line.theirs) for line in self.lines)))

    @property
    def packet(self) -> str:
        """What two returns of one packet share."""
        return self.slip.id if self.slip is not None else f"?{self.unit}"

    @property
    def is_usable(self) -> bool:
        """Whether it answers for its unit."""
        return bool(self.unit) and not self.claimed and not self.alien


def in_order(returned: Sequence[Returned]) -> list[Returned]:
    """The order in which packets are merged, whatever the order in which they were given: the earlier return first."""

    def key(packet: Returned) -> tuple[Any, ...]:
        # Zone or not, only the order counts.
        saved = packet.modified.replace(tzinfo=None) if packet.modified is not None else datetime.min
        return packet.received or date.min, saved, packet.contents, len(packet.file), packet.file

    return sorted(returned, key=key)


def file_codes(
    packet: Returned, *, sent: Packet | None, before: Sequence[Returned], due: date | None
) -> tuple[tuple[str, ...], str]:
    """What is odd about a packet as a whole.

    Args:
        packet: The packet.
        sent: What its unit would be sent now; None when that is nothing.
        before: Earlier returns of the same packet.
        due: The day that was set for all; None for the packet's own.

    Returns:
        The codes, and a message that says for each what was found.
    """
    if packet.alien:
        return ("foreign",), packet.alien
    found: dict[str, str] = {}
    if packet.claimed:
        found["wrong-unit"] = (
            f"this is the packet of {packet.unit}, and its file is named after {packet.claimed}: its changes were not taken"
        )
    elif not packet.unit:
        found["wrong-unit"] = "nothing says which unit it was sent to: its changes were not taken"
    due = due or (packet.slip.due if packet.slip is not None else None)
    if due is not None and packet.received is not None and packet.received > due:
        found["late"] = f"returned on {packet.received}, due on {due}"
    if sent is not None and packet.slip is not None and packet.slip.base != sent.slip.base:
        found["stale"] = "the ledger has changed since it was sent; it was merged against what it was sent with"
    if before:
        same = next((each for each in before if each.contents == packet.contents), None)
        found["duplicate"] = (
            f"says the same as {same.file}, and counts once"
            if same is not None
            else f"is the same packet as {before[0].file}, with other contents; both were merged"
        )
    return tuple(found), "; ".join(found.values())
