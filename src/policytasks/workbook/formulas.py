"""Formulas 公式: pieces that are the same in Excel, WPS and LibreOffice, safe against what the texts hold."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["LONGEST_LITERAL", "joined", "listed", "quoted", "sheet_reference"]

LONGEST_LITERAL = 255
"""Characters of a text in a formula; Excel repairs longer ones away."""


def quoted(text: str) -> str:
    """A text inside a formula."""
    return '"' + text.replace('"', '""') + '"'


def joined(text: str) -> str:
    """A text of any length inside a formula."""
    parts = [text[start : start + LONGEST_LITERAL] for start in range(0, len(text), LONGEST_LITERAL)]
    return "&".join(map(quoted, parts or [""]))


def listed(words: Iterable[str]) -> str:
    """Several texts inside a formula, as one row."""
    return "{" + ",".join(map(quoted, words)) + "}"


def sheet_reference(name: str) -> str:
    """The name of a sheet inside a formula, with the mark behind it."""
    return "'" + name.replace("'", "''") + "'!"
