"""Fields 字段: the values of an entry one by one, under the names by which the history speaks of them (see `Change`)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import attrs

from policytasks.errors import LedgerError
from policytasks.ledger.entry import TYPED_FIELDS, Entry
from policytasks.ledger.history import Change, FieldValue
from policytasks.ledger.status import Status

__all__ = ["PLAIN_FIELDS", "check_change", "gathered", "heading_field", "placed", "spread", "value_of"]


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_day_or_nothing(value: object) -> bool:
    return value is None or _is_day(value)


def _is_text(value: object) -> bool:
    return value is None or isinstance(value, str)


def _is_percentage(value: object) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100)


def _is_extra(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return _is_text(value) or _is_day(value) or (isinstance(value, int) and not isinstance(value, bool))


def _is_status(value: object) -> bool:
    return isinstance(value, Status)


def _is_anything(value: object) -> bool:
    return _is_extra(value) or _is_status(value)


_Check = tuple[Callable[[object], bool], str]

_DAY: _Check = (_is_day_or_nothing, "a day without a time, or None")
_TEXT: _Check = (_is_text, "a text")
_EXTRA: _Check = (_is_extra, "a text, a finite number, a day without a time, or None")

_PLAIN: dict[str, _Check] = {
    "due_on": _DAY,
    "status": (_is_status, "a Status"),
    "progress": (_is_percentage, "0 to 100, or None"),
    "note": _TEXT,
    "problems": _TEXT,
    "next_steps": _TEXT,
    "evidence": _TEXT,
    "updated_on": _DAY,
    "updated_by": _TEXT,
}

PLAIN_FIELDS = tuple(_PLAIN)
"""The fields of an entry that hold one value each, in the order of the columns."""

_GROUPS: dict[str, _Check] = {
    "typed": _TEXT,
    "comments": _TEXT,
    "extras": _EXTRA,
    "notice": (_is_anything, "a text, a number, a day, a Status, or None"),
}
_OWN = {field.name for field in attrs.fields(Entry)}


def placed(field: str) -> tuple[str, str]:
    """The group and the name that a change's ``field`` means.

    >>> placed("note"), placed("typed.status"), placed("备注")
    (('', 'note'), ('typed', 'status'), ('extras', '备注'))

    Args:
        field: As in `Change.field`.

    Returns:
        ``""`` with a field of the entry; ``"typed"``, ``"comments"``, ``"extras"`` or ``"notice"`` with the name inside.

    Raises:
        LedgerError: An entry has no such field.
    """
    if field in _PLAIN:
        return "", field
    group, dot, name = field.partition(".")
    if not dot or group not in _GROUPS:
        group, name = "extras", field
    known = name in TYPED_FIELDS if group == "typed" else bool(name.strip())
    if not known or field in _OWN:
        raise LedgerError(
            "a change of a field that an entry does not have",
            found=repr(field),
            expected=f"{', '.join(PLAIN_FIELDS)}, typed.… ({', '.join(TYPED_FIELDS)}), comments.…, or a heading",
        )
    return group, name


def heading_field(heading: str) -> str:
    """The ``field`` of a change in a column that people added.

    >>> heading_field("备注"), heading_field("note")
    ('备注', 'extras.note')
    """
    group, dot, _ = heading.partition(".")
    return f"extras.{heading}" if heading in _OWN or (dot and group in _GROUPS) else heading


def check_change(change: Change) -> None:
    """Refuse a change that no entry could have gone through.

    Raises:
        LedgerError: There is no such field, a value that it cannot hold, or a day with a time.
    """
    where = f"history of {change.row}"
    try:
        group, name = placed(change.field)
    except LedgerError as fault:
        fault.where = where
        raise
    fits, expected = _GROUPS[group] if group else _PLAIN[name]
    for value in (change.before, change.after):
        if not fits(value):
            raise LedgerError(
                f"a change of {change.field} to or from what it cannot hold",
                where=where,
                found=repr(value),
                expected=expected,
            )
    if not _is_day_or_nothing(change.on):
        raise LedgerError("not the day of a change", where=where, found=repr(change.on), expected=_DAY[1])


def spread(entry: Entry) -> dict[str, FieldValue]:
    """Every value of an entry by its name in a history; words, own columns and notes are there where they say something."""
    values: dict[str, FieldValue] = {field: getattr(entry, field) for field in PLAIN_FIELDS}
    values.update((f"typed.{field}", words) for field, words in entry.typed)
    values.update((heading_field(heading), value) for heading, value in entry.extras)
    values.update((f"comments.{name}", text) for name, text in entry.comments)
    return values


def value_of(entry: Entry, field: str) -> FieldValue:
    """One value of an entry; None where it says nothing, and for what the notice says.

    Args:
        entry: The entry.
        field: As in `Change.field`.

    Raises:
        LedgerError: An entry has no such field.
    """
    group, name = placed(field)
    if not group:
        value: FieldValue = getattr(entry, name)
        return value
    return _groups(entry)[group].get(name)


def gathered(entry: Entry, values: Mapping[str, FieldValue]) -> Entry:
    """An entry with some of its values set, others as they were.

    Args:
        entry: The entry.
        values: Value by name, as `spread` gives them; None takes away. What the notice says (``notice.…``) is no part of
            an entry and is left out.
    """
    plain: dict[str, Any] = {}
    groups = _groups(entry)
    for field, value in values.items():
        group, name = placed(field)
        if not group:
            plain[name] = "" if value is None and _PLAIN[name] is _TEXT else value
        elif value is None:
            groups[group].pop(name, None)
        else:
            groups[group][name] = value
    typed = groups["typed"]
    return attrs.evolve(
        entry,
        **plain,
        typed=tuple((field, typed[field]) for field in TYPED_FIELDS if field in typed),
        extras=tuple(groups["extras"].items()),
        comments=tuple(groups["comments"].items()),
    )


def _groups(entry: Entry) -> dict[str, dict[str, Any]]:
    """The groups of values of an entry, as mappings of their own; what the notice says is no part of it."""
    return {
        "typed": dict(entry.typed),
        "extras": dict(entry.extras),
        "comments": dict(entry.comments),
        "notice": {},
    }
