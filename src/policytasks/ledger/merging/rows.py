"""Rows of a merge: the cells of an entry that theirs changed, and the entry that has what was taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

import attrs

from policytasks.errors import LedgerError
from policytasks.ledger.entry import TYPED_FIELDS, Entry
from policytasks.ledger.history import FieldValue
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.merging.order import merge_order, natural
from policytasks.ledger.merging.proposal import ABSENT, Proposal, Value
from policytasks.ledger.status import Status, read_status

__all__ = ["COMMENT", "cells", "entry_proposals", "with_cells"]

COMMENT = "comments."
"""Before the name of a column: the note that somebody hung on its cell."""

_NO_CELLS = ("requirement_id", "unit", "typed", "extras", "comments", "location")
_FIELDS = {field.name: field.default for field in attrs.fields(Entry) if field.name not in _NO_CELLS}
"""The fields of an entry that have a cell each, and what an empty one holds."""

_EMPTY = Value(None, None)
_GONE = Value(ABSENT, None)

Cells = dict[str, Value]


def cells(entry: Entry) -> Cells:
    """What the cells of an entry say, empty ones of people's own columns left out; a field and the words that were typed into it
    are one content, ``(value, words)``.
    """
    typed = entry.typed_words
    said: Cells = {}
    for field in _FIELDS:
        value, words = getattr(entry, field), typed.get(field)
        said[field] = Value((value, words), words if words else value)
    for heading, extra in entry.extras:
        # A column of one's own may be headed like a field of the entry.
        said["\0" + heading] = Value(extra, extra)
    for name, text in entry.comments:
        said[COMMENT + name] = Value(text, text)
    return said


def entry_proposals(
    base: Entry, ours: Entry | None, theirs: Entry, *, sides: tuple[Ledger, Ledger]
) -> Iterator[tuple[str, Proposal]]:
    """The cells that theirs changed to something else than ours says, in the order of the columns.

    Args:
        base: The entry that both began with; a blank one for a row that was added.
        ours: Our entry; None when our side removed it.
        theirs: Their entry.
        sides: The ledgers of ours and theirs, which know the cells.

    Yields:
        Name of the cell as in `cells`, and the proposal.
    """
    if theirs in (base, ours):
        return
    old, mine, yours = cells(base), cells(ours) if ours is not None else None, cells(theirs)
    for name in {**yours, **old}:
        before, value = old.get(name, _EMPTY), yours.get(name, _EMPTY)
        here = mine.get(name, _EMPTY) if mine is not None else _GONE
        if value.content in (before.content, here.content):
            continue
        field = name.removeprefix("\0")
        column = field.removeprefix(COMMENT)
        yield (
            name,
            Proposal(
                field=field,
                base=before,
                ours=here,
                theirs=value,
                read=_reader(name, ours or base),
                location=sides[1].place(theirs, column),
                ours_location=sides[0].place(ours, column) if ours is not None else sides[0].location,
            ),
        )


def _reader(name: str, entry: Entry) -> Callable[[FieldValue], Any]:
    if name == "status":
        return partial(_status, entry.status)
    if name in _FIELDS:
        return partial(_field, name)
    return _text if name.startswith(COMMENT) else _extra


def _status(known: Status, value: FieldValue) -> tuple[Status, str | None]:
    if isinstance(value, Status):
        return value, None
    if value is None or value == "":
        return Status.NOT_STARTED, None
    found = read_status(str(value))
    return (found, None) if found is not None else (known, str(value))


def _field(name: str, value: FieldValue) -> tuple[FieldValue, str | None]:
    empty = _FIELDS[name]
    if value is None:
        return empty, None
    if isinstance(value, str):
        return (value, None) if isinstance(empty, str) else (None, value)
    fits = isinstance(value, date) if name.endswith("_on") else isinstance(value, int)
    if isinstance(empty, str) or not fits:
        raise LedgerError("a value that the field cannot hold", where=name, found=repr(value))
    return value, None


def _text(value: FieldValue) -> str | None:
    return str(value) if value else None


def _extra(value: FieldValue) -> FieldValue:
    return value.wording.zh if isinstance(value, Status) else value if value != "" else None


def with_cells(base: Entry, ours: Entry, theirs: Entry, taken: Mapping[str, Any]) -> Entry:
    """Our entry with the contents that were taken.

    Args:
        base: As in `entry_proposals`.
        ours: Our entry.
        theirs: Their entry; what was added follows its order where only theirs has one.
        taken: Contents by the name of their cell.
    """
    if not taken:
        return ours
    changes: dict[str, Any] = {}
    typed = ours.typed_words
    for field in _FIELDS:
        if field in taken:
            changes[field], words = taken[field]
            typed.pop(field, None)
            if words is not None:
                typed[field] = words
    return attrs.evolve(
        ours,
        **changes,
        typed=tuple((field, typed[field]) for field in TYPED_FIELDS if field in typed),
        extras=_pairs(base.extras, ours.extras, theirs.extras, _named(taken, "\0")),
        comments=_pairs(base.comments, ours.comments, theirs.comments, _named(taken, COMMENT)),
    )


def _named(taken: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    return {name.removeprefix(prefix): content for name, content in taken.items() if name.startswith(prefix)}


def _pairs(
    base: tuple[tuple[str, Any], ...],
    ours: tuple[tuple[str, Any], ...],
    theirs: tuple[tuple[str, Any], ...],
    taken: Mapping[str, Any],
) -> tuple[tuple[str, Any], ...]:
    if not taken:
        return ours
    values = {name: value for name, value in {**dict(ours), **taken}.items() if value is not None}
    orders = ([name for name, _ in pairs] for pairs in (base, ours, theirs))
    return tuple((name, values[name]) for name in merge_order(*orders, values.keys(), rank=natural))
