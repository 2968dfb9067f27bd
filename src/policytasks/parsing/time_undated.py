"""Times without a day 无日期时限: 春节前, 本月底前, and dates that lost characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytasks.parsing.dates import YEAR_DIGITS
from policytasks.parsing.deadline_words import FESTIVALS
from policytasks.parsing.time_expressions import BEFORE, NUMERALS, Expression

__all__ = ["find_damaged", "find_festivals"]

_EVENT = "|".join(sorted(FESTIVALS, key=len, reverse=True))
_FESTIVAL = re.compile(
    rf"[“\"]?(?:{_EVENT})[”\"]?(?:假期|来临|到来|节)?(?:之前|以前|{BEFORE})|[“\"]十一[”\"](?:之前|以前|前)"
    rf"|(?<![0-9{NUMERALS}每逐当次年份本下])[本下]?月(?:底|末|上旬|中旬|下旬)(?:之前|以前|{BEFORE})"
)
"""Times before which something must be done though no day of theirs follows from the notice: 春节前, 本月底前."""
_DAMAGED = re.compile(
    rf"(?<![0-9.])(?:(?:{YEAR_DIGITS}|[0-9]{{4}})年年?[底末](?:1[0-2]|[1-9])月(?:底|末)?(?:以前|之前|前)"
    rf"|[0-9]{{3,4}}日(?:[、,和及][0-9]{{3,4}}日){{0,6}}(?:以前|之前|前))"
)
"""Deadlines that pages damaged: 2022年底11月前; 615日、1215日前 for 6月15日、12月15日前."""


def find_damaged(folded: str, year: int | None) -> Iterator[Expression]:
    """Deadlines whose day can no longer be told, in printed order."""
    for match in _DAMAGED.finditer(folded):
        yield Expression(start=match.start(), end=match.end(), grain="damaged", closed=True)


def find_festivals(folded: str, year: int | None) -> Iterator[Expression]:
    """Feasts, seasons and months without a number, in printed order."""
    for match in _FESTIVAL.finditer(folded):
        yield Expression(start=match.start(), end=match.end(), grain="festival", closed=True)
