"""Selectors 规则选择: codes, and patterns of codes with ``*``, that a configuration or a command names rules by."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from fnmatch import fnmatchcase

__all__ = ["matches", "nearest", "unknown_selectors"]


def matches(code: str, selectors: Iterable[str]) -> bool:
    """Whether one of the selectors means a code.

    >>> matches("number-brackets", ["no-title", "number-*"])
    True

    Args:
        code: The code.
        selectors: Codes and patterns.
    """
    return any(fnmatchcase(code, selector) for selector in selectors)


def unknown_selectors(selectors: Iterable[str], codes: Collection[str]) -> tuple[str, ...]:
    """The selectors that mean none of the codes, in their order."""
    return tuple(selector for selector in selectors if not any(fnmatchcase(code, selector) for code in codes))


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that a misspelt one is likest; empty when none is near."""
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1)), "")
