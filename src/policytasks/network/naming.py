"""Naming 命名: keys of nodes that cannot collide, and the notices that they are made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, get_args

from policytasks.errors import SelectionError
from policytasks.model.notice import Notice

__all__ = ["By", "Duplicates", "chosen_notices", "name_of", "one_of", "prefixed", "unit_key", "work_key", "year_of"]

By = Literal["task", "requirement"]
"""What units are joined to."""

Duplicates = Literal["keep", "drop"]
"""What becomes of a notice that says the same as one before it."""


def one_of(name: str, value: object, choices: tuple[str, ...]) -> None:
    """Raise `SelectionError` for a value that is none of the choices of an argument."""
    if value not in choices:
        raise SelectionError(f"no such choice for {name}", found=repr(value), expected=f"one of {', '.join(choices)}")


def chosen_notices(
    notice_or_notices: Notice | Iterable[Notice], *, duplicates: Duplicates = "keep"
) -> tuple[Notice, ...]:
    """The notices, each of equal ones once when duplicates are dropped."""
    one_of("duplicates", duplicates, get_args(Duplicates))
    notices = (notice_or_notices,) if isinstance(notice_or_notices, Notice) else tuple(notice_or_notices)
    for notice in notices:
        if not isinstance(notice, Notice):
            raise SelectionError(
                "no network of this", found=type(notice).__name__, expected="a Notice or several notices"
            )
    return tuple(dict.fromkeys(notices)) if duplicates == "drop" else notices


def prefixed(notices: tuple[Notice, ...]) -> Iterator[tuple[Notice, str]]:
    """Each notice with what stands before its ids: nothing when it is the only one, else a name of its own and ``:``."""
    if len(notices) == 1:
        yield notices[0], ""
        return
    taken: set[str] = set()
    for position, notice in enumerate(notices, 1):
        name = name_of(notice) or str(position)
        unique, number = name, 1
        while unique in taken:
            number += 1
            unique = f"{name}-{number}"
        taken.add(unique)
        yield notice, f"{unique}:"


def name_of(notice: Notice) -> str:
    """Its 发文字号, else its title, else its file; empty when it has none of them."""
    number = notice.document_number
    return str(number) if number is not None else (notice.title or notice.location.file)


def year_of(notice: Notice) -> str:
    """The year of its date, else that of its number; empty when it has neither."""
    day: date | None = notice.issued_on or notice.printed_on
    if day is not None:
        return str(day.year)
    return str(notice.document_number.year) if notice.document_number is not None else ""


def unit_key(name: str) -> str:
    """The node of a unit."""
    return f"unit:{name}"


def work_key(by: By, prefix: str, key: str) -> str:
    """The node of a task or a requirement."""
    return f"{by}:{prefix}{key}"
