"""Merge 合并: three-way, field by field; what both sides changed differently is reported, and nothing vanishes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from policytasks.errors import LedgerError
from policytasks.ledger.entry import Entry
from policytasks.ledger.history import Change
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.merging.changes import joined_history
from policytasks.ledger.merging.foreign import foreign_report, is_foreign
from policytasks.ledger.merging.notice import NoticeMerge, RowKey, Target, revived
from policytasks.ledger.merging.order import merge_order, natural
from policytasks.ledger.merging.proposal import ABSENT, Allow, Judge, OnConflict, Proposal, Settled, Value
from policytasks.ledger.merging.rows import entry_proposals, signed, taken_changes, with_cells
from policytasks.ledger.outcome import FieldOutcome, FileOutcome, MergeReport, MergeResult, Outcome, OutcomeKind, untold

__all__ = ["ROW", "Allow", "OnConflict", "merge_ledgers"]

ROW = "row"
"""The field that ``allow`` is asked about for a row that theirs added."""


def merge_ledgers(
    base: Ledger,
    ours: Ledger,
    theirs: Ledger,
    *,
    on_conflict: OnConflict = "stop",
    allow: Allow | None = None,
    on: date | None = None,
    by: str = "",
    partial: bool = False,
) -> MergeResult:
    """Take over into ours what theirs changed since base.

    Every cell is looked at by itself: one that only theirs changed is taken, one that both changed to the same stays, one
    that both changed differently is a conflict. Rows are never deleted: one that theirs lacks is reported as missing and kept.

    Args:
        base: The ledger that both sides began with.
        ours: Our ledger, of the same kind (`Ledger.by`).
        theirs: The ledger whose changes are to be taken over.
        on_conflict: ``"stop"`` takes nothing at all when there is a conflict, so that the result is ours as it was;
            ``"ours"`` and ``"theirs"`` let one side win; a function gets the `FieldOutcome` of each conflict and returns the value to take.
            Whatever wins, the conflict is reported with all its values.
        allow: What theirs may change: called with their entry (None for what belongs to no row) and the field, for each cell
            that theirs changed, returns ``""`` or a code; a change with a code is rejected and stays in the report. A row
            that theirs added is asked about as the field `ROW` first.
        on: The day of the changes, for rows that say no new 更新日期 themselves.
        by: Who made them, for rows that say no 更新人.
        partial: Theirs was given some of the rows only: those that neither base nor theirs has are not looked at, and sorting on
            their side moves nothing.

    Returns:
        The merged ledger and the report. Each change that was taken is in the history, with the cell that it comes from; layout
        (`Ledger.columns`, locations) is ours.

    Raises:
        LedgerError: The three are not of one kind, or a function returned a value that a field cannot hold.
    """
    if not base.by == ours.by == theirs.by:
        raise LedgerError(
            "ledgers of different kinds cannot be merged",
            where=theirs.location or "",
            found=f"base by {base.by}, ours by {ours.by}, theirs by {theirs.by}",
            expected="the same kind",
        )
    judge = Judge(on_conflict, allow)
    if is_foreign(theirs, base, ours):
        return MergeResult(ledger=ours, report=foreign_report(base, ours, theirs))
    merge = _Merge(base, revived(ours, base), revived(theirs, base), judge, partial=partial)
    report = merge.report()
    if judge.stopped:
        return MergeResult(ledger=ours, report=report.as_stopped())
    return MergeResult(ledger=merge.ledger(on, by), report=report)


@attrs.frozen(kw_only=True)
class _Row:
    """The three entries of one key."""

    base: Entry | None = None
    ours: Entry | None = None
    theirs: Entry | None = None

    @property
    def is_added(self) -> bool:
        return self.base is None and self.ours is None

    @property
    def blank(self) -> Entry:
        """The row of theirs, as if nobody had reported anything."""
        if self.theirs is None:
            raise LookupError("there is no row of theirs")
        return Entry(requirement_id=self.theirs.requirement_id, unit=self.theirs.unit)

    @property
    def is_removed(self) -> bool:
        """Whether our side removed it."""
        return self.base is not None and self.ours is None


class _Merge:
    def __init__(self, base: Ledger, ours: Ledger, theirs: Ledger, judge: Judge, *, partial: bool) -> None:
        self._base, self._ours, self._theirs, self._judge = base, ours, theirs, judge
        self._partial = partial
        self._notice = NoticeMerge(base, ours, theirs, partial=partial)
        sides = [{entry.key: entry for entry in side.entries} for side in (base, ours, theirs)]
        self._orders = [list(side) for side in sides]
        self._rows = {
            key: _Row(base=sides[0].get(key), ours=sides[1].get(key), theirs=sides[2].get(key))
            for key in {**sides[1], **sides[0], **sides[2]}
        }
        self._refused: dict[RowKey, str] = {}
        self._cells: dict[RowKey, list[Settled]] = {}
        self._corrections: dict[RowKey | None, list[tuple[Target, Settled]]] = {}
        self._lines: list[tuple[str, Settled]] = []
        self._decide()

    def _decide(self) -> None:
        corrections: dict[RowKey | None, list[tuple[Target, Proposal]]] = {}
        for target, home, proposal in self._notice.proposals():
            corrections.setdefault(home, []).append((target, proposal))
        for field in ("preface", "footnotes"):
            if (said := self._line(field)) is not None:
                self._lines.append((field, self._judge.settle(said, None)))
        self._correct(None, corrections.get(None, []), None)
        for key, row in self._rows.items():
            if row.theirs is None:
                continue
            if row.is_added and (code := self._judge.refusal(row.theirs, ROW)):
                self._refused[key] = code
            self._correct(key, corrections.get(key, []), row.theirs)
            self._cells[key] = [
                self._judge.settle(proposal, row.theirs, refused=self._refused.get(key, ""))
                for proposal in entry_proposals(
                    row.base or row.blank,
                    row.blank if row.is_added else row.ours,
                    row.theirs,
                    sides=(self._ours, self._theirs),
                )
            ]

    def _correct(self, home: RowKey | None, proposals: list[tuple[Target, Proposal]], entry: Entry | None) -> None:
        refused = self._refused.get(home, "") if home is not None else ""
        self._corrections[home] = [
            (target, self._judge.settle(proposal, entry, refused=refused)) for target, proposal in proposals
        ]

    def _line(self, field: str) -> Proposal | None:
        before, here, there = (getattr(side, field) for side in (self._base, self._ours, self._theirs))
        if there in (before, here):
            return None
        values = (Value(lines, "\n".join(lines) if lines is not None else None) for lines in (before, here, there))
        base, ours, theirs = values
        return Proposal(
            field=field, base=base, ours=ours, theirs=theirs, read=lambda said: tuple(str(said or "").splitlines()),
            location=self._theirs.location, ours_location=self._ours.location,
        )  # fmt: skip

    @cached_property
    def _keys(self) -> tuple[RowKey, ...]:
        """Every row that is looked at, in the merged order."""
        base, ours, theirs = self._orders
        return merge_order(base, ours, theirs, keep=self._rows.keys(), rank=_rank, fixed=self._partial)

    def report(self) -> MergeReport:
        lines = (settled.outcome for _, settled in self._lines)
        doubts = untold(self._theirs.doubts)
        return MergeReport(
            outcomes=tuple(
                self._outcome(key, self._rows[key])
                for key in self._keys
                if not self._partial or self._rows[key].base is not None or self._rows[key].theirs is not None
            ),
            fields=(*lines, *self._corrected(None)),
            files=(FileOutcome(file=self._theirs.location.file, doubts=doubts),) if doubts else (),
        )

    def _corrected(self, home: RowKey | None) -> Iterator[FieldOutcome]:
        return (settled.outcome for _, settled in self._corrections.get(home, ()))

    def _outcome(self, key: RowKey, row: _Row) -> Outcome:
        fields = (*self._corrected(key), *(settled.outcome for settled in self._cells.get(key, ())))
        code, kind = "", OutcomeKind.UNCHANGED
        if row.is_added:
            code = self._refused.get(key, "added")
            kind = OutcomeKind.REJECTED if key in self._refused else OutcomeKind.MERGED
        elif row.is_removed:
            code = "removed"
        elif row.theirs is None and row.base is not None:
            code, kind = "missing", OutcomeKind.MISSING
        found = {field.kind for field in fields}
        return Outcome(
            requirement_id=key[0],
            unit=key[1],
            kind=next((each for each in _GRAVITY if each in found), kind),
            fields=fields,
            code=code,
            location=row.theirs.location if row.theirs is not None else self._theirs.location,
        )

    def ledger(self, on: date | None, by: str) -> Ledger:
        entries = {key: entry for key, row in self._rows.items() if (entry := self._entry(key, row)) is not None}
        corrections = [each for homed in self._corrections.values() for each in homed]
        tracked = {entry.requirement_id for entry in entries.values()}
        ours = self._ours
        return attrs.evolve(
            ours,
            notice=self._notice.merged(
                {target: settled.content for target, settled in corrections if settled.is_taken},
                refused={key[0] for key in self._refused} - tracked,
                tracked=tracked,
            ),
            entries=tuple(entries[key] for key in self._keys if key in entries),
            **{field: settled.content for field, settled in self._lines},
            history=joined_history(
                self._base.history, ours.history, self._their_history(entries), self._changes(entries, on, by)
            ),
            extra_columns=merge_order(
                self._base.extra_columns,
                ours.extra_columns,
                self._theirs.extra_columns,
                keep={*ours.extra_columns, *self._theirs.extra_columns},
                rank=natural,
            ),
            doubts=tuple({(doubt, doubt.location): doubt for doubt in (*ours.doubts, *self._theirs.doubts)}.values()),
        )

    def _entry(self, key: RowKey, row: _Row) -> Entry | None:
        """The merged entry; None for a row that is not to be there."""
        if key in self._refused or (row.theirs is None and row.ours is None):
            return None
        if row.theirs is None:
            return row.ours
        settled = self._cells[key]
        if row.is_removed:
            homed = (each for _, each in self._corrections.get(key, ()))
            if not any(each.proposal.ours.content is ABSENT and each.is_taken for each in (*settled, *homed)):
                return None
        base = row.base or row.blank
        taken = {each.proposal.field: each.content for each in settled if each.is_taken}
        return with_cells(base, row.ours or base, row.theirs, taken)

    def _their_history(self, entries: Mapping[RowKey, Entry]) -> Iterator[Change]:
        """The changes that theirs recorded, but for those that the merged ledger did not go through."""
        lost = {
            (key, field)
            for key, settled in self._cells.items()
            for each in settled
            if each.content != each.proposal.theirs.content
            for field in (each.proposal.field, f"typed.{each.proposal.field}")
        }
        for change in self._theirs.history:
            is_gone = change.key in self._rows and change.key not in entries
            if not is_gone and (change.key, change.field) not in lost:
                yield change

    def _changes(self, entries: Mapping[RowKey, Entry], on: date | None, by: str) -> Iterator[Change]:
        for home, homed in self._corrections.items():
            row = self._rows[home] if home is not None else _Row()
            day, author = signed(row.base, row.theirs, on=on, by=by)
            id, unit = home or ("", None)
            for outcome in (settled.outcome for _, settled in homed if settled.is_taken):
                yield Change(
                    requirement_id=id, unit=unit, field=outcome.field, before=outcome.ours, after=outcome.taken,
                    on=day, by=author, source=str(outcome.location) if outcome.location else "",
                )  # fmt: skip
        for key, settled_cells in self._cells.items():
            row = self._rows[key]
            if row.theirs is not None and key in entries and any(each.is_taken for each in settled_cells):
                yield from taken_changes(settled_cells, row.base, row.ours, row.theirs, entries[key], on=on, by=by)


_GRAVITY = (OutcomeKind.CONFLICT, OutcomeKind.REJECTED, OutcomeKind.MERGED)


def _rank(key: RowKey) -> Any:
    return natural(key[0]), natural(key[1])
