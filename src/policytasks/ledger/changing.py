"""Changing 变更: what makes one state of an entry into another, as changes, and back from changes to the state."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policytasks.errors import LedgerError
from policytasks.ledger.entry import Entry
from policytasks.ledger.fields import check_change, gathered, placed, spread, value_of
from policytasks.ledger.history import Change

__all__ = ["applied", "changes_between"]


def changes_between(
    old: Entry, new: Entry, *, on: date | None, by: str = "", reason: str = "", source: str = ""
) -> tuple[Change, ...]:
    """What makes one state of an entry into another: a change for each value that differs, in the order of the columns.

    Args:
        old: The entry before.
        new: The entry of the same key since.
        on: As in `Change`, as are the following.
        by: Who.
        reason: Why.
        source: Where it was typed.
    """
    before, after = spread(old), spread(new)
    id, unit = old.key
    return tuple(
        Change(
            requirement_id=id, unit=unit, field=field, before=before.get(field), after=after.get(field),
            on=on, by=by, reason=reason, source=source,
        )
        for field in dict.fromkeys((*before, *after))
        if before.get(field) != after.get(field)
    )  # fmt: skip


def applied(entry: Entry, changes: Iterable[Change]) -> Entry:
    """An entry after changes.

    Args:
        entry: The entry that they are about.
        changes: The changes, in the order in which they were made.

    Raises:
        LedgerError: A change of a field that there is not, from a value that the entry does not have, or to one that the
            field cannot hold; a due day, or words in its place, that are changed without a reason.
    """
    for change in changes:
        check_change(change)
        found = value_of(entry, change.field)
        group, name = placed(change.field)
        if group != "notice" and (found if found != "" else None) != (change.before if change.before != "" else None):
            raise LedgerError(
                f"a change of {change.field} from another value than the ledger has",
                where=change.row,
                found=repr(found),
                expected=repr(change.before),
            )
        if name == "due_on" and group in ("", "typed") and not change.reason.strip():
            raise LedgerError(
                "a due day is not changed without a reason",
                where=change.row,
                found=f"{change.before} → {change.after}",
                expected="reason=… that says why",
            )
        entry = gathered(entry, {change.field: change.after})
    return entry
