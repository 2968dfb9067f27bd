"""Table 表格: values in columns, as plain text or HTML; a Chinese character is as wide as two others."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from html import escape

from policytasks.messages import Language, spoken

__all__ = ["html_table", "shown", "text_table"]

_WIDEST = 40
"""Columns of the terminal that a cell of a text table takes at most."""


def shown(value: object, lang: Language) -> str:
    """A value as a table shows it, on one line."""
    return "" if value is None else " ".join(str(spoken(value, lang)).split())


def text_table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, widest: int = _WIDEST) -> str:
    """Rows under headings, columns aligned for a font of fixed width; what is too long ends in ….

    Args:
        headings: One for each column.
        rows: Texts without line ends.
        widest: Columns of the terminal that a cell takes at most.
    """
    cells = [[_cut(cell, widest) for cell in row] for row in (headings, *rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    lines = ["  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    rule = "  ".join("─" * width for width in widths)
    return "\n".join((lines[0], rule, *lines[1:]))


def html_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The same as HTML, for notebooks."""
    head = "".join(f"<th>{escape(each)}</th>" for each in headings)
    body = "".join("<tr>" + "".join(f"<td>{escape(each)}</td>" for each in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cut(text: str, widest: int) -> str:
    if _width(text) <= widest:
        return text
    room = widest - 1
    for position, character in enumerate(text):
        room -= _character_width(character)
        if room < 0:
            return text[:position] + "…"
    return text


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
