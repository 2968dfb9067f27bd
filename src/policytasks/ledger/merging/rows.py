"""Rows of a merge: the cells of an entry that theirs changed, and the entry that has what was taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

import attrs

from policytasks.ledger.changing import changes_between
from policytasks.ledger.entry import TYPED_FIELDS, Entry
from policytasks.ledger.fields import PLAIN_FIELDS, check_change, gathered, heading_field, placed
from policytasks.ledger.history import Change, FieldValue
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.merging.order import merge_order, natural
from policytasks.ledger.merging.proposal import ABSENT, Proposal, Settled, Value
from policytasks.ledger.status import Status, read_status
from policytasks.messages import Wording

__all__ = ["TAKEN_OVER", "cells", "entry_proposals", "signed", "taken_changes", "with_cells"]

TAKEN_OVER = Wording(en="Taken over by a merge: {place}", zh="合并时采纳：{place}")
"""The reason that the history gives for a 截止日期 that was changed on their side without one."""

_EMPTY = Value(None, None)
_GONE = Value(ABSENT, None)

Cells = dict[str, Value]


def cells(entry: Entry) -> Cells:
    """What the cells of an entry say, by the names of `Change.field`.

    A field and the words that were typed into it are one content, ``(value, words)``; empty cells of people's own columns are left
    out.
    """
    typed = entry.typed_words
    said: Cells = {}
    for field in PLAIN_FIELDS:
        value, words = getattr(entry, field), typed.get(field)
        said[field] = Value((value, words), words if words else value)
    for heading, extra in entry.extras:
        said[heading_field(heading)] = Value(extra, extra)
    for name, text in entry.comments:
        said[f"comments.{name}"] = Value(text, text)
    return said


def entry_proposals(
    base: Entry, ours: Entry | None, theirs: Entry, *, sides: tuple[Ledger, Ledger]
) -> Iterator[Proposal]:
    """The cells that theirs changed to something else than ours says, in the order of the columns.

    Args:
        base: The entry that both began with; a blank one for a row that was added.
        ours: Our entry; None when our side removed it.
        theirs: Their entry.
        sides: The ledgers of ours and theirs, which know the cells.
    """
    if theirs in (base, ours):
        return
    old, mine, yours = cells(base), cells(ours) if ours is not None else None, cells(theirs)
    for name in {**yours, **old}:
        before, value = old.get(name, _EMPTY), yours.get(name, _EMPTY)
        here = mine.get(name, _EMPTY) if mine is not None else _GONE
        if value.content in (before.content, here.content):
            continue
        column = placed(name)[1]
        yield Proposal(
            field=name,
            base=before,
            ours=here,
            theirs=value,
            read=_reader(name, ours or base),
            location=sides[1].place(theirs, column),
            ours_location=sides[0].place(ours, column) if ours is not None else sides[0].location,
        )


def _reader(name: str, entry: Entry) -> Callable[[FieldValue], Any]:
    if name in PLAIN_FIELDS:
        return partial(_status, entry.status) if name == "status" else partial(_field, name)
    return _extra


def _status(known: Status, value: FieldValue) -> tuple[Status, str | None]:
    if isinstance(value, Status):
        return value, None
    if value is None or value == "":
        return Status.NOT_STARTED, None
    found = read_status(str(value))
    return (found, None) if found is not None else (known, str(value))


def _field(name: str, value: FieldValue) -> tuple[FieldValue, str | None]:
    """A value for a field; words that it cannot hold are kept beside it, as a reader of workbooks keeps them."""
    if name in TYPED_FIELDS:
        return (None, value) if isinstance(value, str) else (value, None)
    return "" if value is None else value, None


def _extra(value: FieldValue) -> FieldValue:
    return None if value == "" else value


def with_cells(base: Entry, ours: Entry, theirs: Entry, taken: Mapping[str, Any]) -> Entry:
    """Our entry with the contents that were taken.

    Args:
        base: As in `entry_proposals`.
        ours: Our entry.
        theirs: Their entry, which says where what it added stands.
        taken: Contents by the name of their cell.

    Raises:
        LedgerError: A content that the field cannot hold.
    """
    if not taken:
        return ours
    values: dict[str, FieldValue] = {}
    for field, content in taken.items():
        if field in PLAIN_FIELDS:
            values[field] = content[0]
            if field in TYPED_FIELDS:
                values[f"typed.{field}"] = content[1]
        else:
            values[field] = content
    for field, value in values.items():
        check_change(Change(requirement_id=ours.requirement_id, field=field, before=value, after=value))
    merged = gathered(ours, values)
    return attrs.evolve(
        merged,
        extras=_ordered(base.extras, ours.extras, theirs.extras, merged.extras),
        comments=_ordered(base.comments, ours.comments, theirs.comments, merged.comments),
    )


_Pairs = tuple[tuple[str, Any], ...]


def _ordered(base: _Pairs, ours: _Pairs, theirs: _Pairs, merged: _Pairs) -> _Pairs:
    if merged == ours:
        return ours
    values = dict(merged)
    orders = ([name for name, _ in pairs] for pairs in (base, ours, theirs))
    return tuple((name, values[name]) for name in merge_order(*orders, keep=values.keys(), rank=natural))


def taken_changes(
    settled: Iterable[Settled],
    base: Entry | None,
    ours: Entry | None,
    theirs: Entry,
    merged: Entry,
    *,
    on: date | None,
    by: str,
) -> Iterator[Change]:
    """The changes that a merge makes in one row by taking something over.

    Args:
        settled: What was decided about its cells.
        base: The row as both began with it; None for a new one.
        ours: Our row; None where there was none.
        theirs: Their row; it dates and signs the changes where it was dated or signed anew.
        merged: The merged row.
        on: The day, where the row says none.
        by: Who, where the row says nobody.
    """
    on, by = signed(base, theirs, on=on, by=by)
    sources = {each.proposal.field: each.outcome.location for each in settled if each.is_taken}
    before = ours or base or Entry(requirement_id=theirs.requirement_id, unit=theirs.unit)
    for change in changes_between(before, merged, on=on, by=by):
        field = change.field.removeprefix("typed.")
        place = str(sources[field]) if sources.get(field) else ""
        why = TAKEN_OVER.say("zh", place=place or theirs.requirement_id) if field == "due_on" else ""
        yield attrs.evolve(change, source=place, reason=why)


def signed(base: Entry | None, theirs: Entry | None, *, on: date | None, by: str) -> tuple[date | None, str]:
    """Day and author of the changes in a row: its own, where theirs wrote a new day or another name; else those given."""
    if theirs is None or (
        base is not None and (theirs.updated_on, theirs.updated_by) == (base.updated_on, base.updated_by)
    ):
        return on, by
    return theirs.updated_on or on, theirs.updated_by or by
