"""Cells: what a text looks like in a cell, and what a cell says.

A cell cannot hold everything that a text can (ECMA-376 part 1, 18.4.12 and 22.9.2.19; Excel's limits). What it shows is a
plain form of the text; the exact one travels in the carried data, so nothing is lost by showing less.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime

from policytasks.errors import LedgerError
from policytasks.ledger.entry import Extra

__all__ = [
    "TEXT_LIMIT",
    "CellValue",
    "cell_value",
    "escaped",
    "plain",
    "read_value",
    "same",
    "settled",
    "unescaped",
    "utf16_length",
]

CellValue = Extra | None
"""What a cell holds: text, a number, a day, or nothing."""

TEXT_LIMIT = 32_767
"""UTF-16 units that a cell can hold; Excel cuts off the rest without a word."""

_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was: earlier days differ between programs."""

_EXACT = 10**15

_LINE_BREAKS = re.compile(r"\r\n?|[\x0b\x0c]")
"""Also Word's soft line break and its page break."""

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
_FORBIDDEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ESCAPE_START = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def utf16_length(text: str) -> int:
    """The length that Excel counts."""
    return len(text) + sum(1 for character in text if character > "\uffff") if not text.isascii() else len(text)


def plain(text: str, *, where: object) -> str:
    r"""A text as a cell shows it: every line break is ``\n``, other control characters are blanks.

    Args:
        text: The text.
        where: The cell, for messages.

    Raises:
        LedgerError: The text is longer than a cell can be, or holds half of a surrogate pair, U+FFFE or U+FFFF, which no
            XML file can hold.
    """
    found = _FORBIDDEN.search(text)
    if found is not None:
        raise LedgerError(
            "a text holds a code point that is no character",
            where=where,
            found=f"U+{ord(found[0]):04X} at character {found.start() + 1}",
            expected="characters only",
        )
    shown = _CONTROLS.sub(" ", _LINE_BREAKS.sub("\n", text))
    if len(shown) * 2 > TEXT_LIMIT and utf16_length(shown) > TEXT_LIMIT:
        raise LedgerError(
            "a text is longer than a cell can be",
            where=where,
            found=f"{utf16_length(shown):,} UTF-16 units",
            expected=f"at most {TEXT_LIMIT:,}",
        )
    return shown


def cell_value(value: CellValue, *, where: object) -> CellValue:
    """A value as a cell shows it: an empty text is nothing; a day that Excel has no number for, and a whole number with
    more digits than a cell keeps, are texts.

    Raises:
        LedgerError: A text as in `plain`, or a number that is none.
    """
    if isinstance(value, str):
        return plain(value, where=where) or None
    if isinstance(value, date):
        return value if value >= _FIRST_DAY else value.isoformat()
    if isinstance(value, int):
        return value if abs(value) < _EXACT else str(value)
    if isinstance(value, float) and not math.isfinite(value):
        raise LedgerError("a cell cannot hold this number", where=where, found=repr(value), expected="a finite number")
    return value


def same(shown: CellValue, found: CellValue) -> bool:
    """Whether a cell still says what it showed.

    Numbers are compared to the 15 digits that a cell keeps. LibreOffice reads ``_x005F_x0041_`` as the text ``_x0041_`` but
    writes that without escaping it again, so that it comes back as A: texts are compared in their settled form, too.
    """
    if isinstance(shown, str) and isinstance(found, str):
        return shown == found or ("_x" in shown and settled(shown) == settled(found))
    if isinstance(shown, int | float) and isinstance(found, int | float):
        return math.isclose(shown, found, rel_tol=1e-14, abs_tol=1e-300)
    return type(shown) is type(found) and shown == found


def escaped(text: str) -> str:
    """A plain text as the file spells it: what looks like an escape (``_x0041_``) is escaped itself."""
    return _ESCAPE_START.sub("_x005F_", text)


def read_value(value: object) -> CellValue:
    """What a cell says, from what openpyxl makes of it: texts unescaped, an empty text is None."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return value.date() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value
    text = unescaped(str(value))
    return text or None


def unescaped(text: str) -> str:
    """A text as it is meant where a file spells it that way; every line break is ``\\n``."""
    return _LINE_BREAKS.sub("\n", _ESCAPE.sub(_unescape, text))


def settled(text: str) -> str:
    """A text in which nothing is left that looks like an escape, however often programs escaped it or failed to."""
    while (once := unescaped(text)) != text:
        text = once
    return text


def _unescape(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if 0xD800 <= code <= 0xDFFF or code >= 0xFFFE else chr(code)
