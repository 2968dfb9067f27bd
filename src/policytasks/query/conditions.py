"""Conditions 条件: what a caller may ask for, checked at once and brought into one form.

A condition that no notice could ever meet is an error where it is written, not an empty answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from policytasks.errors import OrdinalError, SelectionError
from policytasks.folding import fold
from policytasks.model.notice import Section, Task
from policytasks.model.ordinal import Ordinal
from policytasks.model.unit import Unit

__all__ = ["folded", "keys_meant", "name_of", "read_day", "read_pattern", "read_words", "several"]

_KEY = re.compile(r"[0-9]{1,6}(?:-[0-9]{1,6})?\.[0-9]{1,6}(?:-[0-9]{1,6})?")
"""A key such as 4.16: of a task that the notice may not have, and never an ordinal."""


def several(value: object, single: tuple[type, ...]) -> tuple[Any, ...]:
    """One value or several, as a tuple.

    Raises:
        SelectionError: It is neither.
    """
    if isinstance(value, single):
        return (value,)
    if isinstance(value, Iterable):
        return tuple(value)
    names = " or ".join(each.__name__ for each in single)
    raise SelectionError("not something to select by", found=repr(value), expected=f"{names}, or several")


def name_of(value: object, *, field: str = "unit") -> str:
    """The name of a unit that a caller gave as such or by name.

    Raises:
        SelectionError: It is neither a unit nor a name.
    """
    return value.name if isinstance(value, Unit) else read_words(field, value)


def read_words(field: str, value: object) -> str:
    """A text that says something.

    Raises:
        SelectionError: It is no text, or says nothing.
    """
    if not isinstance(value, str) or not value.strip():
        raise SelectionError(f"{field} must be a text", found=repr(value), expected="at least one character")
    return value


def folded(text: str) -> str:
    """A text as it is compared: one form of every mark, and no blanks."""
    return "".join(fold(text).split())


def read_pattern(value: object) -> re.Pattern[str]:
    """A regular expression.

    Raises:
        SelectionError: It is none.
    """
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        return value
    try:
        return re.compile(read_words("matching", value))
    except re.error as fault:
        raise SelectionError(
            "not a regular expression", found=repr(value), expected=f"one that Python takes ({fault})"
        ) from None


def read_day(value: object) -> date:
    """A day, given as such or as 2021-12-31.

    Raises:
        SelectionError: It is none.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, str):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise SelectionError("not a day", found=repr(value), expected="a date, such as 2021-12-31")


def keys_meant(field: str, wanted: object, candidates: Mapping[str, Section | Task]) -> set[str]:
    """The keys of the sections or tasks that a caller means.

    Args:
        field: ``"section"`` or ``"task"``, for messages.
        wanted: The section or task itself, its number (``4``, ``"四"``), its key (``"4.16"``), its title or a part of that.
        candidates: The sections or tasks that there are, by key.

    Raises:
        SelectionError: Nothing could be meant by it.
    """
    if isinstance(wanted, Section | Task):
        return {key for key, candidate in candidates.items() if candidate == wanted}
    if isinstance(wanted, Ordinal):
        return _numbered(wanted.value, candidates)
    if isinstance(wanted, int) and not isinstance(wanted, bool):
        if wanted < 1:
            raise SelectionError(f"{field} numbers start at 1", found=repr(wanted), expected="1, 2, 3 …")
        return _numbered(wanted, candidates)
    text = read_words(field, wanted).strip()
    if text in candidates:
        return {text}
    if _KEY.fullmatch(text):
        return set()
    try:
        return _numbered(Ordinal.parse(text).value, candidates)
    except OrdinalError:
        plain = folded(text)
    titles = {key: folded(candidate.title or "") for key, candidate in candidates.items()}
    same = {key for key, title in titles.items() if title == plain}
    return same or {key for key, title in titles.items() if plain in title}


def _numbered(value: int, candidates: Mapping[str, Section | Task]) -> set[str]:
    return {key for key, candidate in candidates.items() if candidate.ordinal and candidate.ordinal.value == value}
