"""Proposal 改动: one cell that theirs changed, and what the merge makes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import attrs

from policytasks.errors import LedgerError
from policytasks.ledger.entry import Entry
from policytasks.ledger.history import FieldValue
from policytasks.ledger.outcome import FieldOutcome, OutcomeKind
from policytasks.location import NOWHERE, Location

__all__ = ["ABSENT", "Allow", "Judge", "OnConflict", "Proposal", "Settled", "Value"]

OnConflict = Literal["stop", "ours", "theirs"] | Callable[[FieldOutcome], FieldValue]
"""What settles a conflict: stop the whole merge, take one side, or a function that gets the conflict and returns the value."""

Allow = Callable[[Entry | None, str], str]
"""What theirs may change: gets their entry (None for what belongs to no row) and the field, returns ``""`` or a code why not."""


class _Absent:
    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Any = _Absent()
"""The content of a row that a side does not have any more."""


@attrs.frozen
class Value:
    """What a side says: the content as the model holds it, and as a cell shows it."""

    content: Any
    shown: FieldValue


@attrs.frozen(kw_only=True)
class Proposal:
    """A field that theirs changed, to something else than ours says.

    Args:
        field: As in `FieldOutcome`.
        base: What both began with.
        ours: Our value.
        theirs: Their value.
        read: What a value that is none of the three means, for a function that settles conflicts; None where it may only choose.
        refused: A code, where there is no way to take it.
        location: The cell on their side.
        ours_location: The cell on ours.
    """

    field: str
    base: Value
    ours: Value
    theirs: Value
    read: Callable[[FieldValue], Any] | None = None
    refused: str = ""
    location: Location = NOWHERE
    ours_location: Location = NOWHERE


@attrs.frozen
class Settled:
    """What was decided.

    Args:
        proposal: What it was about.
        content: The content that the merged ledger has.
        outcome: What the report says.
    """

    proposal: Proposal
    content: Any
    outcome: FieldOutcome

    @property
    def is_taken(self) -> bool:
        """Whether the merged ledger says something else than ours did."""
        return bool(self.content != self.proposal.ours.content)


class Judge:
    """Decides proposals one by one.

    Args:
        on_conflict: As in `policytasks.ledger.merge.merge_ledgers`.
        allow: Likewise.

    Attributes:
        stopped: Whether a conflict came up that stops the merge.
    """

    def __init__(self, on_conflict: OnConflict, allow: Allow | None) -> None:
        if not callable(on_conflict) and on_conflict not in ("stop", "ours", "theirs"):
            raise LedgerError(
                "not a way to settle conflicts",
                found=repr(on_conflict),
                expected='"stop", "ours", "theirs" or a function of a FieldOutcome',
            )
        self._on_conflict = on_conflict
        self._allow = allow
        self.stopped = False

    def refusal(self, entry: Entry | None, field: str) -> str:
        """Why theirs may not change a field; empty when it may."""
        return self._allow(entry, field) if self._allow is not None else ""

    def settle(self, proposal: Proposal, entry: Entry | None, *, refused: str = "") -> Settled:
        """Decide one proposal.

        Args:
            proposal: What to decide.
            entry: The row on their side.
            refused: A code, when the row as a whole is refused.
        """
        code = refused or proposal.refused or self.refusal(entry, proposal.field)
        if code:
            return _settled(proposal, OutcomeKind.REJECTED, proposal.ours, code)
        if proposal.ours.content == proposal.base.content:
            return _settled(proposal, OutcomeKind.MERGED, proposal.theirs)
        code = "removed" if proposal.ours.content is ABSENT else ""
        if callable(self._on_conflict):
            said = self._on_conflict(_settled(proposal, OutcomeKind.CONFLICT, proposal.ours, code).outcome)
            return _settled(proposal, OutcomeKind.CONFLICT, _chosen(proposal, said), code)
        if self._on_conflict == "stop":
            self.stopped = True
        winner = proposal.theirs if self._on_conflict == "theirs" else proposal.ours
        return _settled(proposal, OutcomeKind.CONFLICT, winner, code)


def _settled(proposal: Proposal, kind: OutcomeKind, taken: Value, code: str = "") -> Settled:
    outcome = FieldOutcome(
        field=proposal.field,
        kind=kind,
        base=proposal.base.shown,
        ours=proposal.ours.shown,
        theirs=proposal.theirs.shown,
        taken=taken.shown,
        code=code,
        location=proposal.location,
        ours_location=proposal.ours_location,
    )
    return Settled(proposal, taken.content, outcome)


def _chosen(proposal: Proposal, said: FieldValue) -> Value:
    """The value that a function returned: one of the three, or another one where the field can hold it."""
    for value in (proposal.ours, proposal.theirs, proposal.base):
        if type(value.shown) is type(said) and value.shown == said:
            return value
    if proposal.read is None:
        raise LedgerError(
            "a conflict was settled with a value that neither side has",
            where=proposal.location or proposal.field,
            found=repr(said),
            expected=f"{proposal.ours.shown!r}, {proposal.theirs.shown!r} or {proposal.base.shown!r}",
        )
    return Value(proposal.read(said), said)
