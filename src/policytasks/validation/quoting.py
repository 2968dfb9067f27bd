"""Quoting 引文: the beginning of a text, as a message names it."""

from __future__ import annotations

__all__ = ["beginning"]

_LONGEST = 30


def beginning(text: str) -> str:
    """The first characters of a text, on one line; … when there are more."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
