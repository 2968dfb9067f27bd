"""Outcome 合并结果: what became of each row that a merge saw, and the report that adds them up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import Enum

import attrs

from policytasks.ledger.history import FieldValue
from policytasks.ledger.ledger import Ledger
from policytasks.location import NOWHERE, Location
from policytasks.messages import Wording
from policytasks.model.notice import Doubt

__all__ = ["STOPPED", "FieldOutcome", "FileOutcome", "MergeReport", "MergeResult", "Outcome", "OutcomeKind", "untold"]


STOPPED = "merge-stopped"
"""The code of what a merge would have taken, had it not stopped at a conflict."""


_TOLD = frozenset(("ledger-cell-changed", "ledger-row-added", "ledger-unit-added", "ledger-row-missing"))


def untold(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """The doubts of a reader that say more than the outcomes of a merge: what it took over, and what is gone, those tell too."""
    return tuple(doubt for doubt in doubts if doubt.code not in _TOLD)


class OutcomeKind(Enum):
    """What became of a row, or of one cell of it. ``str()`` is the Chinese word, ``value`` the English one."""

    UNCHANGED = "unchanged"
    """未变: theirs says nothing that ours does not say already."""
    MERGED = "merged"
    """已合并: what theirs says was taken over."""
    CONFLICT = "conflict"
    """冲突: ours and theirs both changed it, to different values."""
    REJECTED = "rejected"
    """未采纳: a change that was not allowed, or that a stopped merge did not make; its values are kept in the outcome."""
    FOREIGN = "foreign"
    """非本台账: a row about nothing that the ledger tracks."""
    MISSING = "missing"
    """缺失: a row that should be there and is not; the ledger keeps its entry."""

    def __str__(self) -> str:
        return _WORDINGS[self].zh

    @property
    def wording(self) -> Wording:
        """Its word in every language."""
        return _WORDINGS[self]


_WORDINGS = {
    OutcomeKind.UNCHANGED: Wording(en="Unchanged", zh="未变"),
    OutcomeKind.MERGED: Wording(en="Merged", zh="已合并"),
    OutcomeKind.CONFLICT: Wording(en="Conflict", zh="冲突"),
    OutcomeKind.REJECTED: Wording(en="Rejected", zh="未采纳"),
    OutcomeKind.FOREIGN: Wording(en="Foreign", zh="非本台账"),
    OutcomeKind.MISSING: Wording(en="Missing", zh="缺失"),
}


@attrs.frozen(kw_only=True)
class FieldOutcome:
    """What became of one changed cell.

    Args:
        field: The field of `Entry`, the heading of a column that people added, or ``notice.…`` for what the notice says
            (``notice.text``, ``notice.lead``, ``notice.deadlines``).
        kind: MERGED, CONFLICT or REJECTED.
        base: The value that both sides began with.
        ours: The value on our side.
        theirs: The value on their side, as it was typed.
        taken: The value that the merged ledger has.
        code: Why, as a stable kebab-case code; empty for a plain merge.
        location: The cell on their side: file, sheet, cell.
        ours_location: The cell on our side, where ours came from a workbook.
    """

    field: str
    kind: OutcomeKind
    base: FieldValue = None
    ours: FieldValue = None
    theirs: FieldValue = None
    taken: FieldValue = None
    code: str = ""
    location: Location = NOWHERE
    ours_location: Location = NOWHERE


@attrs.frozen(kw_only=True)
class Outcome:
    """What became of one row.

    Args:
        requirement_id: The requirement that the row is about; as typed, for a foreign row.
        unit: The unit whose part it is about; None in a ledger by requirement.
        kind: The gravest kind of its cells: a conflict before a rejection before a merge; else what the row itself is.
        fields: What became of each changed cell, in the order of the columns.
        code: Why, as a stable kebab-case code, for a row that is rejected, foreign or missing as a whole.
        location: The row on their side: file, sheet and first cell.
    """

    requirement_id: str
    unit: str | None = None
    kind: OutcomeKind
    fields: tuple[FieldOutcome, ...] = ()
    code: str = ""
    location: Location = NOWHERE


@attrs.frozen(kw_only=True)
class FileOutcome:
    """What became of one returned file.

    Args:
        file: Its path, as it was given.
        unit: The unit that it was sent to; empty when that is unknown.
        codes: What was odd about it as a whole: ``late``, ``stale``, ``wrong-unit``, ``duplicate``, ``foreign``,
            ``unreadable``; empty for a good file.
        message: For people, in English: what was found and what was expected.
        doubts: What its reader was unsure of, cell by cell: a word that is no status, a column that is gone.
    """

    file: str
    unit: str = ""
    codes: tuple[str, ...] = ()
    message: str = ""
    doubts: tuple[Doubt, ...] = ()


@attrs.frozen(kw_only=True)
class MergeReport:
    """合并报告. The six counts add up to `rows_seen`.

    Args:
        outcomes: One for each row seen, in the order of the ledger; foreign rows last.
        fields: What belongs to no row: the lines above and below the table, the head of the notice.
        files: One for each returned file, in the order in which they were given; for a merge of two ledgers theirs, where its
            reader was unsure of something.
        unanswered: Units that were sent a packet and returned none that can be used, in the order of the ledger.
        stopped: Whether the merge stopped at conflicts, so that the ledger is ours as it was.
    """

    outcomes: tuple[Outcome, ...] = ()
    fields: tuple[FieldOutcome, ...] = ()
    files: tuple[FileOutcome, ...] = ()
    unanswered: tuple[str, ...] = ()
    stopped: bool = False

    def __str__(self) -> str:
        counts = ", ".join(f"{kind.wording.en} {count}" for kind, count in self.counts.items())
        return f"Rows: {self.rows_seen}. {counts}"

    @property
    def counts(self) -> Mapping[OutcomeKind, int]:
        """Rows by what became of them; every kind is there."""
        found = Counter(outcome.kind for outcome in self.outcomes)
        return {kind: found[kind] for kind in OutcomeKind}

    @property
    def rows_seen(self) -> int:
        """How many rows were looked at."""
        return len(self.outcomes)

    @property
    def unchanged(self) -> int:
        """Rows that said nothing new."""
        return self.counts[OutcomeKind.UNCHANGED]

    @property
    def merged(self) -> int:
        """Rows of which something was taken over, and nothing was in doubt."""
        return self.counts[OutcomeKind.MERGED]

    @property
    def conflict(self) -> int:
        """Rows with at least one conflict."""
        return self.counts[OutcomeKind.CONFLICT]

    @property
    def rejected(self) -> int:
        """Rows with at least one change that was not allowed, and no conflict."""
        return self.counts[OutcomeKind.REJECTED]

    @property
    def foreign(self) -> int:
        """Rows about nothing that the ledger tracks."""
        return self.counts[OutcomeKind.FOREIGN]

    @property
    def missing(self) -> int:
        """Rows that should have been there."""
        return self.counts[OutcomeKind.MISSING]

    @property
    def conflicts(self) -> tuple[Outcome, ...]:
        """The rows with at least one conflict, in the order of the ledger."""
        return tuple(outcome for outcome in self.outcomes if outcome.kind is OutcomeKind.CONFLICT)

    def as_stopped(self) -> MergeReport:
        """The report of the same merge that took nothing: what it would have taken is rejected as ``merge-stopped``."""
        return attrs.evolve(
            self,
            outcomes=tuple(_stopped_row(outcome) for outcome in self.outcomes),
            fields=tuple(map(_stopped, self.fields)),
            stopped=True,
        )


def _stopped(field: FieldOutcome) -> FieldOutcome:
    if field.kind is OutcomeKind.MERGED:
        return attrs.evolve(field, kind=OutcomeKind.REJECTED, code=STOPPED, taken=field.ours)
    return attrs.evolve(field, taken=field.ours) if field.kind is OutcomeKind.CONFLICT else field


def _stopped_row(outcome: Outcome) -> Outcome:
    fields = tuple(map(_stopped, outcome.fields))
    if outcome.kind is not OutcomeKind.MERGED:
        return attrs.evolve(outcome, fields=fields)
    return attrs.evolve(outcome, kind=OutcomeKind.REJECTED, fields=fields, code=STOPPED)


@attrs.frozen(kw_only=True)
class MergeResult:
    """A merged ledger, and how it came about.

    Args:
        ledger: The merged ledger; ours as it was, when the merge stopped.
        report: What became of each row.
    """

    ledger: Ledger
    report: MergeReport
