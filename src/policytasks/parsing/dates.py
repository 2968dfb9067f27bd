"""Dates 日期: calendar days as heads, signatures and metadata print them.

Old notices print 二○○六年四月二十六日 with a circle, an ideographic zero, a letter O or an ASCII zero; half of a date may be in
arabic digits. A date that lost a character (2021910, 年八月二十八日) is no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from policytasks.errors import OrdinalError
from policytasks.folding import fold
from policytasks.model.ordinal import chinese_number
from policytasks.passage import Passage

__all__ = ["DAY", "MONTH", "YEAR_DIGITS", "day_number", "find_date", "find_dates", "parse_date", "year_number"]

_ZEROS = "0〇零OoΟО◯"
YEAR_DIGITS = rf"(?:[12][0-9]{{3}}|[一二12][九{_ZEROS}][{_ZEROS}1-9一二三四五六七八九]{{2}})"
"""Pattern of a year of four digits, in arabic or Chinese digits with any kind of zero."""
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|元|[一二三四五六七八九])"
"""Pattern of the number of a month."""
DAY = r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|[二廿]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
"""Pattern of the number of a day."""

_B = r"[ \t\n]{0,4}+"
_DATE = re.compile(
    rf"(?<![0-9零〇一二三四五六七八九])(?:"
    rf"(?P<y>{YEAR_DIGITS}){_B}年{_B}(?P<m>{MONTH}){_B}月{_B}(?P<d>{DAY}){_B}日"
    rf"|(?P<iso_y>[12][0-9]{{3}}){_B}(?P<mark>[-/.]){_B}(?P<iso_m>1[0-2]|0?[1-9]){_B}(?P=mark){_B}"
    rf"(?P<iso_d>3[01]|[12][0-9]|0?[1-9])(?![0-9]))"
)
_CLOCK = re.compile(r"[T ]{0,4}(?:[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?)?Z?")

_DIGITS = str.maketrans(_ZEROS + "一二三四五六七八九", "0" * len(_ZEROS) + "123456789")


def year_number(printed: str) -> int:
    """The year that four folded digits of any kind name, such as ``"二〇O六"``."""
    return int(printed.translate(_DIGITS))


def day_number(printed: str) -> int:
    """The number of a month or day: ``"十二"``, ``"廿八"``, ``"06"``, ``"元"``.

    Raises:
        OrdinalError: The text is no such number.
    """
    if printed == "元":
        return 1
    if printed.startswith("廿"):
        return 20 + (chinese_number(printed[1:].removeprefix("十")) if printed.strip("廿十") else 0)
    return chinese_number(printed)


def _day(match: re.Match[str]) -> date | None:
    year, month, day = (match[name] or match[f"iso_{name}"] for name in "ymd")
    try:
        return date(year_number(year), day_number(month), day_number(day))
    except (ValueError, OrdinalError):
        # 2月30日 is no day.
        return None


def parse_date(text: str) -> date | None:
    """The calendar day that a text names, or None when it names none, or is damaged.

    Args:
        text: The whole date; blanks inside, outer brackets and a time of day after it do not matter.

    >>> parse_date("二○○六年四月二十六日")
    datetime.date(2006, 4, 26)
    """
    folded = fold(text).strip().strip("()").strip()
    match = _DATE.match(folded)
    if match is None or not _CLOCK.fullmatch(folded, match.end()):
        return None
    return _day(match)


def find_dates(passage: Passage) -> Iterator[tuple[date, int, int]]:
    """Every complete date in a text, in printed order.

    Args:
        passage: Any stretch of a document.

    Yields:
        The day, and the half-open span of its characters in the passage.
    """
    for match in _DATE.finditer(passage.folded):
        day = _day(match)
        if day is not None:
            yield day, match.start(), match.end()


def find_date(passage: Passage) -> tuple[date, int, int] | None:
    """The first complete date in a text and its span, or None."""
    return next(find_dates(passage), None)
