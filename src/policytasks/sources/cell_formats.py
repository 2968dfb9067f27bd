"""Cell formats 单元格格式: the number that a worksheet stores → the characters that its cell shows.

Format codes are those of ISO/IEC 29500-1, 18.8.30 and 18.8.31. Dates without a language of their own show as a Chinese Excel
shows them: 2021/6/30, not 6/30/2021.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

import attrs

from policytasks.sources.number_formats import format_number

__all__ = ["BUILTIN", "shown"]

_YEAR_MONTH, _MONTH_DAY, _FULL = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
_HOUR, _SECOND = 'h"时"mm"分"', 'h"时"mm"分"ss"秒"'

BUILTIN: Mapping[int, str] = MappingProxyType(
    {
        0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy/m/d",
        15: "d-m-yy", 16: "m/d", 17: "yyyy/m", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
        27: _YEAR_MONTH, 28: _MONTH_DAY, 29: _MONTH_DAY, 30: "m-d-yy", 31: _FULL, 32: _HOUR, 33: _SECOND, 34: _HOUR,
        35: _SECOND, 36: _YEAR_MONTH, 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
        40: "#,##0.00;-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "0.0E+0", 49: "@", 50: _YEAR_MONTH,
        51: _MONTH_DAY, 52: _YEAR_MONTH, 53: _MONTH_DAY, 54: _MONTH_DAY, 55: _HOUR, 56: _SECOND, 57: _YEAR_MONTH,
        58: _MONTH_DAY,
    }
)  # fmt: skip
"""Number of a built-in format → its code, for a Chinese Excel (18.8.30, columns zh-cn)."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*+)"?|\\(?P<escaped>.)|\[(?P<bracket>[^\]]*+)\]?|_.|\*.'
    r"|(?P<half>AM/PM|A/P|上午/下午)|(?P<date>[yY]+|[mM]+|[dD]+|[aA]{3,4}|[hH]+|[sS]+(?:\.0+)?)"
    r"|(?P<general>[Gg]eneral|G/通用格式)|(?P<number>[0#?][0#?,. ]*+(?:[Ee][+-]0+)?|\.[0#?]+)|(?P<text>@)|(?P<other>.)",
    re.DOTALL,
)
_ELAPSED = re.compile(r"[hH]+|[mM]+|[sS]+")
_LONG_FORMS = {"[$-F800]": _FULL, "[$-F400]": "h:mm:ss"}
"""Codes that follow the settings of the computer: its long date and its time."""

_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST_DAY = 2_958_466  # 1 January 10000
_PHANTOM_DAY = 60  # 29 February 1900, which Excel counts and the calendar does not
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_LONGEST_CODE = 255
_MOST_DECIMALS = 30
_GENERAL_DIGITS = 11


@attrs.frozen
class _Token:
    """One piece of a format code: what kind it is of, and its characters."""

    kind: str
    text: str


def shown(value: float | int, code: str, *, from_1904: bool = False) -> str:
    """What a cell shows for a number.

    Args:
        value: The number that is stored.
        code: The format code of the cell.
        from_1904: Whether days are counted from 1904, as old Macs do.
    """
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    for mark, long_form in _LONG_FORMS.items():
        if mark in code:
            code = long_form
    section, number = _section(code[:_LONGEST_CODE], value)
    tokens = _tokens(section)
    if any(token.kind in {"date", "elapsed"} for token in tokens):
        text = _date(tokens, value, section, from_1904=from_1904)
        return _general(value) if text is None else text
    return _number(tokens, number)


def _section(code: str, value: float) -> tuple[str, float]:
    """The part of a code that holds for a value, and the value without the sign that the part shows itself."""
    parts = [""]
    for match in _TOKEN.finditer(code):
        if match.group() == ";":
            parts.append("")
        else:
            parts[-1] += match.group()
    if value < 0 and len(parts) > 1 and parts[1]:
        return parts[1], -value
    if value == 0 and len(parts) > 2:
        return parts[2], value
    return parts[0], value


def _tokens(section: str) -> list[_Token]:
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(section):
        kind = match.lastgroup or "skip"
        text = match.group(kind) if match.lastgroup else ""
        if kind == "bracket":
            kind = "elapsed" if _ELAPSED.fullmatch(text) else "currency" if text.startswith("$") else "skip"
            if kind == "currency":
                text = text[1:].split("-")[0]
                kind = "other"
        tokens.append(_Token(kind, text))
    return tokens


def _date(tokens: list[_Token], value: float, section: str, *, from_1904: bool) -> str | None:
    """A day or time as shown; None when the number is no day."""
    if not 0 <= value < _LAST_DAY:
        return None
    days = value + 1 if not from_1904 and value < _PHANTOM_DAY and value >= 1 else value
    moment = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(seconds=round(days * 86_400))
    chinese = "[DBNum1]" in section
    dates = [index for index, token in enumerate(tokens) if token.kind in {"date", "elapsed"}]
    halves = any(token.kind == "half" for token in tokens)
    parts: list[str] = []
    for index, token in enumerate(tokens):
        if token.kind in {"quoted", "escaped", "other"}:
            parts.append(token.text)
        elif token.kind == "half":
            parts.append("上午" if moment.hour < 12 else "下午")
        elif token.kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[token.text[0].lower()]
            parts.append(str(int(round(value * 86_400) // unit)))
        elif token.kind == "date":
            at = dates.index(index)
            before = tokens[dates[at - 1]].text[0].lower() if at else ""
            after = tokens[dates[at + 1]].text[0].lower() if at + 1 < len(dates) else ""
            is_minute = token.text[0] in "mM" and (before == "h" or after == "s")
            parts.append(_date_part(token.text, moment, is_minute=is_minute, halves=halves, chinese=chinese))
    return "".join(parts).strip()


def _date_part(token: str, moment: datetime, *, is_minute: bool, halves: bool, chinese: bool) -> str:
    letter, width = token[0].lower(), len(token)
    if letter == "y":
        year = f"{moment.year:04d}" if width > 2 else f"{moment.year % 100:02d}"
        return year.translate(_DIGITS) if chinese else year
    if letter == "a" or (letter == "d" and width > 2):
        return ("" if token in {"aaa", "AAA"} else "星期") + "一二三四五六日"[moment.weekday()]
    number = {
        "m": moment.minute if is_minute else moment.month,
        "d": moment.day,
        "h": (moment.hour - 1) % 12 + 1 if halves else moment.hour,
        "s": moment.second,
    }[letter]
    if chinese:
        return format_number(number, "chineseCounting") if number else "〇"
    return f"{number:02d}" if width == 2 else str(number)


def _number(tokens: list[_Token], value: float) -> str:
    """A number as shown: one pattern of digits among words of the code."""
    percents = sum(token.kind == "other" and token.text == "%" for token in tokens)
    if sum(token.kind == "number" for token in tokens) > 1:
        return _general(value)  # fractions and telephone patterns
    amount = Decimal(repr(value)) * 100**percents
    parts: list[str] = []
    placed = False
    for token in tokens:
        if token.kind in {"quoted", "escaped", "other"}:
            parts.append(token.text)
        elif token.kind in {"number", "general", "text"} and not placed:
            placed = True
            parts.append(_digits(amount, token.text) if token.kind == "number" else _general(value))
    text = "".join(parts).strip()
    return text if placed or text else _general(value)


def _digits(amount: Decimal, pattern: str) -> str:
    """A number in a pattern such as ``#,##0.00``."""
    if "E" in pattern or "e" in pattern:
        places = len(re.sub(r"[Ee].*", "", pattern).partition(".")[2])
        return f"{amount:.{min(places, _MOST_DECIMALS)}E}"
    whole, _, decimals = pattern.strip().partition(".")
    # A comma at the end divides by a thousand.
    scaled = len(whole) - len(whole.rstrip(","))
    amount /= Decimal(1000) ** scaled
    whole = whole.rstrip(",")
    places = min(sum(mark in "0#?" for mark in decimals), _MOST_DECIMALS)
    needed = min(decimals.count("0"), places)
    rounded = (
        abs(amount).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        if abs(amount) < Decimal(10) ** 20
        else abs(amount)
    )
    text = f"{rounded:f}"
    integer, _, rest = text.partition(".")
    while len(rest) > needed and rest.endswith("0"):
        rest = rest[:-1]
    integer = integer.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole:
        integer = f"{int(integer or 0):,}".rjust(0) if integer else integer
    sign = "-" if amount < 0 and rounded else ""
    return sign + integer + (f".{rest}" if rest else "")


def _general(value: float) -> str:
    """A number without a format: whole ones whole, others with at most eleven digits."""
    if float(value).is_integer() and abs(value) < 10**20:
        return str(int(value))
    text = f"{value:.{_GENERAL_DIGITS}g}"
    return text.replace("e", "E") if "e" in text else text
