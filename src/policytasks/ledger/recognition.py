"""Recognition 认行: a row whose unit was typed over is still the row that was sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import attrs

from policytasks.ledger.entry import Entry
from policytasks.ledger.outcome import FieldOutcome, OutcomeKind
from policytasks.ledger.returned import Returned, RowKey

__all__ = ["recognised"]


def recognised(
    packet: Returned, known: Collection[RowKey]
) -> tuple[tuple[Entry, ...], tuple[tuple[RowKey, RowKey, FieldOutcome], ...]]:
    """The rows of a packet, each under the key that it was sent with where that can be told.

    A row that nobody sent, and the ledger does not have, is one that was sent and is not there any more, if it is the only such
    row of its number. (A number that was typed over is told by the reader of the workbook, which knows the row by its words.)

    Args:
        packet: The packet.
        known: Keys of the rows of the ledger: a row with one of them is another unit's.

    Returns:
        The rows in the order of the sheet; and for each that was recognised the key that the sheet says, its own key, and the
        cell that was typed over.
    """
    sent = {entry.key for entry in packet.base.entries}
    here = {entry.key for entry in packet.theirs.entries}
    strange = {key for key in here if key not in sent and key not in known}
    if not strange:
        return packet.theirs.entries, ()
    lost: dict[str, list[Entry]] = defaultdict(list)
    for entry in packet.base.entries:
        if entry.key not in here:
            lost[entry.requirement_id].append(entry)
    entries: list[Entry] = []
    typed_over: list[tuple[RowKey, RowKey, FieldOutcome]] = []
    for entry in packet.theirs.entries:
        rows = lost[entry.requirement_id] if entry.key in strange else []
        if len(rows) != 1:
            entries.append(entry)
            continue
        row = rows.pop()
        cell = FieldOutcome(
            field="unit", kind=OutcomeKind.REJECTED, base=row.key[1], ours=row.key[1], theirs=entry.key[1],
            taken=row.key[1], code="out-of-turn", location=packet.theirs.place(entry, "unit"),
        )  # fmt: skip
        typed_over.append((entry.key, row.key, cell))
        entries.append(attrs.evolve(entry, unit=row.unit))
    return tuple(entries), tuple(typed_over)
