"""Collecting 回收: what units returned is merged into the ledger, row by row; what may not be taken is kept in the report.

Any number of packets, in any order: they are merged in an order of their own (`policytasks.ledger.returned.in_order`), each against
what it was sent with, at a cost that grows with the rows that came back.

================  =============================================================================================================
Code of a cell    Meaning; each is rejected
================  =============================================================================================================
``out-of-turn``   A unit does not fill this cell in: the words of the notice, the units, 截止日期, the number.
``other-unit``    The row is another unit's.
``wrong-unit``    The whole file is refused with this code.
``outside-table`` A line above or below the table.
================  =============================================================================================================

===============  ==============================================================================================================
Code of a row    Meaning
===============  ==============================================================================================================
``missing``      A row that was sent and did not come back; the ledger keeps it.
``removed``      A row that was sent, and the ledger does not have any more; foreign.
``added``        A row that nobody sent; foreign.
``foreign``      A row of a file that is foreign as a whole.
===============  ==============================================================================================================
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date

import attrs

from policytasks.ledger.entry import Entry
from policytasks.ledger.fields import PLAIN_FIELDS, heading_field, placed
from policytasks.ledger.history import Change
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.merging.changes import joined_history
from policytasks.ledger.merging.proposal import Judge, OnConflict, Settled
from policytasks.ledger.merging.rows import cells, entry_proposals, taken_changes, with_cells
from policytasks.ledger.outcome import FieldOutcome, FileOutcome, MergeReport, MergeResult, Outcome, OutcomeKind
from policytasks.ledger.packet import Plan
from policytasks.ledger.recognition import recognised
from policytasks.ledger.returned import Returned, RowKey, file_codes, in_order
from policytasks.location import Location

__all__ = ["merge_returned"]

_GRAVITY = (OutcomeKind.CONFLICT, OutcomeKind.REJECTED, OutcomeKind.MERGED)


def merge_returned(
    ledger: Ledger,
    plan: Plan,
    returned: Sequence[Returned],
    *,
    fields: Collection[str],
    due: date | None = None,
    on_conflict: OnConflict = "ours",
    failed: Sequence[FileOutcome] = (),
    order: Sequence[str] = (),
) -> MergeResult:
    """Take over into a ledger what units returned.

    Args:
        ledger: The ledger.
        plan: Which unit gets which of its rows.
        returned: The packets.
        fields: The fields of an entry that a unit fills in; it may also fill in columns of its own, and hang notes on cells.
        due: The last day for returning; None for the day that each packet says.
        on_conflict: As in `policytasks.ledger.merge.merge_ledgers`; ``"ours"`` keeps what the ledger has, and of two packets what
            the earlier one says.
        failed: Files that could not be read.
        order: Paths in the order in which they were given.

    Returns:
        The merged ledger, which is the plan's where anything was taken, and the report.
    """
    judge = Judge(on_conflict, None)
    merge = _Merge(plan, judge, locked=frozenset(PLAIN_FIELDS) - frozenset(fields))
    outcomes = list(failed)
    accepted: dict[str, list[Returned]] = defaultdict(list)
    answered: set[str] = set()
    sent = {packet.unit.name: packet for packet in plan.packets}
    for number, packet in enumerate(in_order(returned)):
        before = accepted[packet.packet] if packet.is_usable else []
        codes, message = file_codes(packet, sent=sent.get(packet.unit), before=before, due=due)
        outcomes.append(
            FileOutcome(file=packet.file, unit=packet.unit, codes=codes, message=message, doubts=packet.theirs.doubts)
        )
        repeated = any(each.contents == packet.contents for each in before)
        if packet.is_usable:
            accepted[packet.packet].append(packet)
            answered.add(packet.unit)
        if not repeated:
            merge.take(packet, number)
    places = {file: place for place, file in enumerate(order)}
    report = MergeReport(
        outcomes=merge.outcomes(),
        fields=tuple(merge.lines),
        files=tuple(sorted(outcomes, key=lambda outcome: places.get(outcome.file, len(places)))),
        unanswered=tuple(name for name in sent if name not in answered),
    )
    if judge.stopped:
        return MergeResult(ledger=ledger, report=report.as_stopped())
    return MergeResult(ledger=merge.ledger(), report=report)


class _Merge:
    def __init__(self, plan: Plan, judge: Judge, *, locked: frozenset[str]) -> None:
        self._ours = plan.ledger
        self._judge = judge
        self._locked = locked
        self._entries = {entry.key: entry for entry in plan.ledger.entries}
        self._ranks = {key: rank for rank, key in enumerate(self._entries)}
        self._columns = dict.fromkeys(plan.ledger.extra_columns)
        self._origins: dict[tuple[RowKey, str], Location] = {}
        self._changes: list[Change] = []
        self._outcomes: list[tuple[tuple[int, int, int], Outcome]] = []
        self.lines: list[FieldOutcome] = []

    def take(self, packet: Returned, number: int) -> None:
        """Merge one packet.

        Args:
            packet: The packet.
            number: Its place in the order of merging.
        """
        self.lines += packet.lines
        refusal = "foreign" if packet.alien else "" if packet.is_usable else "wrong-unit"
        sent = {entry.key: entry for entry in packet.base.entries}
        refused: dict[RowKey, list[FieldOutcome]] = defaultdict(list)
        for key, cell in packet.refused:
            refused[key].append(attrs.evolve(cell, code=refusal) if refusal else cell)
        entries = packet.theirs.entries
        if not refusal:
            entries, typed_over = recognised(packet, self._entries)
            for old, key, cell in typed_over:
                refused[key] += [*refused.pop(old, ()), cell]
            self._columns.update(dict.fromkeys(packet.theirs.extra_columns))
        rows = (*entries, *packet.copies)
        for row, entry in enumerate(rows):
            key, notes = entry.key, tuple(refused.pop(entry.key, ()))
            if refusal == "foreign":
                kept = _kept(entry, sent.get(key), packet.theirs, refusal)
                outcome = _row(entry, OutcomeKind.FOREIGN, (*notes, *kept), refusal)
            elif key not in self._entries:
                code = "removed" if key in sent else "added"
                kept = _kept(entry, sent.get(key), packet.theirs, refusal or code)
                outcome = _row(entry, OutcomeKind.FOREIGN, (*notes, *kept), code)
            else:
                code = refusal or ("" if key in sent else "other-unit")
                notes = tuple(attrs.evolve(cell, code=code) for cell in notes) if code else notes
                outcome = self._answer(entry, sent.get(key), packet, notes, code)
            self._outcomes.append(((self._ranks.get(key, len(self._ranks)), number, row), outcome))
        self.lines += (cell for cells_of_row in refused.values() for cell in cells_of_row)
        here = {entry.key for entry in entries}
        for row, key in enumerate(sent, len(rows)):
            if key in here or key not in self._entries or refusal:
                continue
            gone = Outcome(
                requirement_id=key[0], unit=key[1], kind=OutcomeKind.MISSING, code="missing",
                location=packet.theirs.location,
            )  # fmt: skip
            self._outcomes.append(((self._ranks[key], number, row), gone))

    def _answer(
        self, entry: Entry, base: Entry | None, packet: Returned, notes: tuple[FieldOutcome, ...], refusal: str
    ) -> Outcome:
        """Take what a row says, as far as it may say it."""
        key, ours = entry.key, self._entries[entry.key]
        settled: list[Settled] = []
        closed = self._locked | {heading_field(heading) for heading in packet.locked}
        # An empty cell of a row that nobody sent says nothing.
        base = base or Entry(requirement_id=entry.requirement_id, unit=entry.unit)
        for proposal in entry_proposals(base, ours, entry, sides=(self._ours, packet.theirs)):
            origin = self._origins.get((key, proposal.field))
            if origin is not None:
                proposal = attrs.evolve(proposal, ours_location=origin)
            code = refusal or ("out-of-turn" if proposal.field in closed else "")
            settled.append(self._judge.settle(proposal, entry, refused=code))
        taken = [each for each in settled if each.is_taken]
        if taken:
            merged = with_cells(base, ours, entry, {each.proposal.field: each.content for each in taken})
            self._entries[key] = merged
            self._changes += taken_changes(taken, base, ours, entry, merged, on=packet.received, by=packet.unit)
            self._origins.update(((key, each.proposal.field), each.proposal.location) for each in taken)
        fields = (*notes, *(each.outcome for each in settled))
        found = {field.kind for field in fields}
        kind = next((each for each in _GRAVITY if each in found), OutcomeKind.UNCHANGED)
        return _row(entry, kind, fields, refusal if kind is OutcomeKind.REJECTED else "")

    def outcomes(self) -> tuple[Outcome, ...]:
        """What became of each row, in the order of the ledger, foreign ones last."""
        return tuple(outcome for _, outcome in sorted(self._outcomes, key=lambda each: each[0]))

    def ledger(self) -> Ledger:
        """The ledger with everything that was taken."""
        if not self._changes:
            return self._ours
        return attrs.evolve(
            self._ours,
            entries=tuple(self._entries.values()),
            history=joined_history(_before_returns(self._ours.history), self._ours.history, (), self._changes),
            extra_columns=tuple(self._columns),
        )


def _before_returns(history: tuple[Change, ...]) -> tuple[Change, ...]:
    """The history without the changes at its end that came from workbooks.

    They and the new ones are put in order together, so that collecting in several rounds gives the ledger of collecting at once.
    """
    end = len(history)
    while end and history[end - 1].source:
        end -= 1
    return history[:end]


def _kept(entry: Entry, before: Entry | None, ledger: Ledger, code: str) -> Iterator[FieldOutcome]:
    """What a row says that the ledger does not take: each cell that is not as it was sent."""
    old = cells(before or Entry(requirement_id=entry.requirement_id, unit=entry.unit))
    for field, value in cells(entry).items():
        sent = old.get(field)
        if value != sent:
            yield FieldOutcome(
                field=field, kind=OutcomeKind.REJECTED, base=sent.shown if sent is not None else None, theirs=value.shown,
                code=code, location=ledger.place(entry, placed(field)[1]),
            )  # fmt: skip


def _row(entry: Entry, kind: OutcomeKind, fields: tuple[FieldOutcome, ...], code: str) -> Outcome:
    id, unit = entry.key
    return Outcome(requirement_id=id, unit=unit, kind=kind, fields=fields, code=code, location=entry.location)
