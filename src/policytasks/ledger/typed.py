"""Typed values: what people write into the cells of a ledger, read as the field means it.

Cells come as text, number, day or truth value; each function returns None for what it cannot read, and never guesses.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime

from policytasks.folding import fold
from policytasks.ledger.entry import Extra

__all__ = ["as_text", "read_day", "read_number", "read_percentage"]

_DAY = re.compile(
    r"(?P<year>[12][0-9]{3})(?:[年./-])(?P<month>[0-9]{1,2})(?:[月./-])(?P<day>[0-9]{1,2})日?(?:前|之前|以前)?"
    r"|(?P<compact>[12][0-9]{7})"
)
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,9})?")
_PERCENTAGE = re.compile(r"(?:完成)?([0-9]{1,3})(?:\.0{1,4})?%?")


def read_day(value: Extra | None) -> date | None:
    """The day that a cell names: a date cell, 2021-12-31, 2021年12月31日, 2021.12.31, 2021/12/31 or 20211231."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    match = _DAY.fullmatch("".join(fold(value).split()))
    if match is None:
        return None
    compact = match["compact"]
    parts = (compact[:4], compact[4:6], compact[6:]) if compact else (match["year"], match["month"], match["day"])
    try:
        return date(*map(int, parts))
    except ValueError:
        return None


def read_percentage(value: Extra | None, *, per_hundred: bool = True) -> int | None:
    """The whole percents that a cell names: 60, "60%", "60.0%", or 0.6 in a cell that shows percents.

    Args:
        value: The cell's value.
        per_hundred: False when the cell's number format multiplies by 100 by itself.
    """
    if isinstance(value, str):
        match = _PERCENTAGE.fullmatch("".join(fold(value).split()))
        value = int(match[1]) if match else None
        per_hundred = True
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    percents = value if per_hundred else value * 100
    whole = round(percents)
    return whole if abs(percents - whole) < 1e-9 and 0 <= whole <= 100 else None


def read_number(value: Extra | None) -> int | float | None:
    """The number that a cell names: 3, 2.5, "1,200"; None for words and for what no cell can hold exactly."""
    if isinstance(value, str):
        match = _NUMBER.fullmatch("".join(fold(value).split()))
        text = match[0].replace(",", "") if match else ""
        value = (float(text) if "." in text else int(text)) if text else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return value


def as_text(value: Extra | None) -> str:
    """What a cell says, as text: whole numbers without ``.0``, days as 2021-12-31, nothing as ``""``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
