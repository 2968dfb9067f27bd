"""Recognition 认行: a row whose number or unit was typed over is still the row that was sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import attrs

from policytasks.folding import fold
from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.outcome import FieldOutcome, OutcomeKind
from policytasks.ledger.returned import Returned, RowKey

__all__ = ["recognised"]


def recognised(
    packet: Returned, known: Collection[RowKey]
) -> tuple[tuple[Entry, ...], tuple[tuple[RowKey, RowKey, FieldOutcome], ...]]:
    """The rows of a packet, each under the key that it was sent with where that can be told.

    A row that nobody sent, and the ledger does not have, is one that was sent and is not there any more, if it is the only such
    row of the same number, or of the same words and unit.

    Args:
        packet: The packet.
        known: Keys of the rows of the ledger: a row with one of them is another unit's.

    Returns:
        The rows in the order of the sheet; and for each that was recognised its key, the key that the sheet says, and the
        cell that was typed over.
    """
    sent = {entry.key for entry in packet.base.entries}
    here = {entry.key for entry in packet.theirs.entries}
    strange = [key for key in here if key not in sent and key not in known]
    if not strange:
        return packet.theirs.entries, ()
    by_number: dict[str, list[Entry]] = defaultdict(list)
    by_words: dict[tuple[str, str | None], list[Entry]] = defaultdict(list)
    words, said = _texts(packet.base), _texts(packet.theirs)
    for entry in packet.base.entries:
        if entry.key not in here:
            by_number[entry.requirement_id].append(entry)
            by_words[words[entry.requirement_id], entry.key[1]].append(entry)
    entries: list[Entry] = []
    typed_over: list[tuple[RowKey, RowKey, FieldOutcome]] = []
    used: set[RowKey] = set()
    for entry in packet.theirs.entries:
        lost: list[Entry] = []
        if entry.key in strange:
            lost = by_number.get(entry.requirement_id) or by_words.get(
                (said.get(entry.requirement_id, ""), entry.key[1]), []
            )
        if len(lost) != 1 or lost[0].key in used:
            entries.append(entry)
            continue
        (row,) = lost
        used.add(row.key)
        field = "unit" if row.requirement_id == entry.requirement_id else "id"
        before, typed = (row.key[1], entry.key[1]) if field == "unit" else (row.key[0], entry.key[0])
        cell = FieldOutcome(
            field=field, kind=OutcomeKind.REJECTED, base=before, ours=before, theirs=typed, taken=before,
            code="out-of-turn", location=packet.theirs.place(entry, field),
        )  # fmt: skip
        typed_over.append((row.key, entry.key, cell))
        entries.append(attrs.evolve(entry, requirement_id=row.requirement_id, unit=row.unit))
    return tuple(entries), tuple(typed_over)


def _texts(ledger: Ledger) -> dict[str, str]:
    """The words of each requirement, whatever blanks and marks they were typed with."""
    return {each.id: "".join(fold(each.text).split()) for each in ledger.notice.requirements}
