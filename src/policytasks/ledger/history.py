"""History 变更记录: what was changed in a ledger, when, by whom, and why; changes are added, never taken away."""

from __future__ import annotations

from datetime import date

import attrs

from policytasks.ledger.status import Status

__all__ = ["Change", "FieldValue"]

FieldValue = str | int | float | date | Status | None
"""What one field of an entry, or one cell of a column that people added, can hold; None for nothing."""


@attrs.frozen(kw_only=True)
class Change:
    """变更记录: one field of one entry got another value.

    ``field`` is one of

    * a field of `Entry` that holds one value: ``"due_on"``, ``"status"``, ``"progress"``, ``"note"`` …;
    * ``"typed.status"`` and its like: words that people typed where the field cannot hold them;
    * ``"comments.note"`` and its like: a note that hangs on a cell, by field or heading;
    * the heading of a column that people added; one that could be mistaken for a name of the kinds above begins with
      ``"extras."`` (`policytasks.ledger.fields.heading_field` says which);
    * ``"notice.text"`` and its like: what was changed in the notice itself, for the record only.

    Args:
        requirement_id: `Entry.requirement_id` of the entry.
        unit: Name of the entry's unit; None in a ledger by requirement.
        field: What was changed.
        before: Its value before; None for nothing, which in a text is the same as ``""``.
        after: Its value since.
        on: The day of the change; None when nobody said.
        by: Who changed it.
        reason: Why; a 截止日期 is never changed without one.
        source: Where the new value was typed (``返回/区财政局.xlsx!台账!F23``); empty for a change made by a program.
    """

    requirement_id: str
    unit: str | None = None
    field: str
    before: FieldValue = None
    after: FieldValue = None
    on: date | None = None
    by: str = ""
    reason: str = ""
    source: str = ""

    @property
    def key(self) -> tuple[str, str | None]:
        """`Entry.key` of the entry that it is about."""
        return self.requirement_id, self.unit

    @property
    def row(self) -> str:
        """Number and unit of that entry, for messages."""
        return " ".join(part for part in self.key if part)
