"""Fingerprint 指纹: a short text that equal values share and different ones do not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

import attrs

__all__ = ["fingerprint"]


def fingerprint(value: object) -> str:
    """The SHA-256 of a value, in hexadecimal.

    What takes no part in ``==`` (locations, doubts) takes none here, so that a value that went through a file keeps its
    fingerprint.

    Args:
        value: A value class of this library, or a tuple, text, number, day, enum or None.

    >>> fingerprint((1, "一")) == fingerprint((1.0, "一"))
    True
    """
    text = json.dumps(_plain(value), ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int | float):
        # 1 and 1.0 are equal, so they have one form.
        return ["n", str(int(value)) if isinstance(value, int) or value.is_integer() else repr(value)]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, Enum):
        return ["e", value.value]
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(map(_plain, value), key=json.dumps)
    return {
        name: _plain(compared(getattr(value, name)) if compared else getattr(value, name))
        for name, compared in _fields(value.__class__)
    }


@lru_cache(maxsize=64)
def _fields(kind: type) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    """The fields of a value class that decide whether two of its values are equal, and the form in which each is compared."""
    return tuple((field.name, field.eq_key) for field in attrs.fields(kind) if field.eq)
