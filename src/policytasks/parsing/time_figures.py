"""Dates in figures 数字日期: 2021.6.30, 2021-12, 2021.6-12, and 12.31 before 前."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from policytasks.model.deadline import DeadlineKind
from policytasks.parsing.time_expressions import LIMIT, RANGE_MARK, Expression, exact_day, last_day

__all__ = ["find_figures"]

_FIGURE_MONTH, _FIGURE_DAY = "1[0-2]|0?[1-9]", "3[01]|[12][0-9]|0?[1-9]"
_NUMERIC = re.compile(
    rf"(?:(?<![0-9.])(?P<y>20[0-9]{{2}})(?P<mark>[./-])(?P<m>{_FIGURE_MONTH})"
    rf"(?:(?P=mark)(?P<d>{_FIGURE_DAY})|[—–~至-](?P<until>{_FIGURE_MONTH})(?=月|$|[^0-9./-]))?"
    rf"|(?<![0-9./-])(?P<md_m>{_FIGURE_MONTH})[./](?P<md_d>{_FIGURE_DAY})(?=日?(?:底?前|之前|以前)))"
    rf"(?![0-9.%年])[日月]?底?{LIMIT}?"
)


def find_figures(folded: str, year: int | None) -> Iterator[Expression]:
    """Days and months in figures, alone and in ranges, in printed order."""
    last: Expression | None = None
    for match in _NUMERIC.finditer(folded):
        printed = int(match["y"]) if match["y"] else None
        month = int(match["until"] or match["m"] or match["md_m"])
        day = match["d"] or match["md_d"]
        this = printed or year
        point = Expression(
            start=match.start(),
            end=match.end(),
            grain="day" if day else "month",
            closed=match["limit"] is not None,
            due_on=exact_day(this, month, int(day)) if day else last_day(this, month),
            starts_on=exact_day(this, int(match["m"] or month), int(day) if day else 1),
            year=printed,
            kind=DeadlineKind.PERIOD if match["until"] else DeadlineKind.DATE,
        )
        if last is not None and not last.closed and RANGE_MARK.fullmatch(folded, last.end, point.start):
            point = attrs.evolve(point, start=last.start, kind=DeadlineKind.PERIOD, starts_on=last.starts_on)
        elif last is not None:
            yield last
        last = point
    if last is not None:
        yield last
