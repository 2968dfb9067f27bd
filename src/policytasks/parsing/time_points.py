"""Points in time 时间点: days, months, quarters and years, alone, in lists and in ranges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import attrs

from policytasks.model.deadline import DeadlineKind
from policytasks.parsing.dates import DAY, MONTH, YEAR_DIGITS, day_number, year_number
from policytasks.parsing.deadline_words import FESTIVALS
from policytasks.parsing.time_expressions import (
    BEFORE,
    BLANK,
    LIST_MARK,
    NUMERALS,
    Expression,
    exact_day,
    last_day,
    number,
)

__all__ = ["find_damaged", "find_festivals", "find_numeric", "find_points"]

_YEAR = (
    rf"(?:(?P<y>{YEAR_DIGITS}){BLANK}年度?|(?P<bad_y>[0-9]{{4}})年度?|(?P<short_y>[0-9]{{2}})年度?"
    r"|(?P<ry>今年|本年度?|明年|次年|来年|翌年|去年|上年|后年|同年|当年))"
)
_RELATIVE_YEARS = {
    "今年": 0, "本年": 0, "本年度": 0, "当年": 0, "同年": 0, "明年": 1, "次年": 1, "来年": 1, "翌年": 1, "后年": 2, "去年": -1, "上年": -1,
}  # fmt: skip
"""Years as a distance from the year of the notice."""
_WEEKDAY = r"(?:\((?:星期|周)[一二三四五六日天]\)|\(含(?:当日|本日)?\))"
_CLOCK = r"(?:上午|下午|中午)?(?:[0-2]?[0-9][::时点](?:[0-5][0-9]分?|整)?)?(?:下班)?"
_LIMIT = rf"(?P<limit>以前|之前|{BEFORE}|之内|以内|内(?![部容外])|止)"
_PARTS = {"底": 31, "末": 31, "初": 10, "中旬": 20, "上旬": 10, "下旬": 31, "中": 20}

_POINT = re.compile(
    rf"""
    (?=[0-9一二三四五六七八九十〇零今本明次来翌去上后同当年第首下元])
    (?:{_YEAR}{BLANK})?
    (?:
        (?P<m>{MONTH}){BLANK}月份?
            (?:{BLANK}(?P<d>{DAY}){BLANK}[日号](?:{BLANK}{_WEEKDAY})?(?:{BLANK}{_CLOCK})
            |{BLANK}月?(?P<part>底|末|初|中旬|上旬|下旬|中(?![小心学央]))
            )?
      | 第?{BLANK}(?P<q>[一二三四1-4]|首)(?:{BLANK}季度|季(?=[末底]))(?:[末底]|最后一个月)?
      | (?P<half>[上下]半年)[末底]?
      | (?:(?<=年)|(?<=年度)|年)(?P<yend>年底|年末|年终|底|末|终)
      | (?:(?<=年)|(?<=年度)|年|年度)(?P<within>内)(?![部容外])
      | (?<=年)(?P<plain>)
      | (?<=年度)(?P<plain2>)
    )
    (?:{BLANK}{_LIMIT})?
    """,
    re.VERBOSE,
)
_BARE_DAY = re.compile(rf"(?P<d>{DAY})[日号](?:{_WEEKDAY})?(?:{_CLOCK}){_LIMIT}?")
_FIGURE_MONTH, _FIGURE_DAY = "1[0-2]|0?[1-9]", "3[01]|[12][0-9]|0?[1-9]"
_NUMERIC = re.compile(
    rf"(?:(?<![0-9.])(?P<y>20[0-9]{{2}})(?P<mark>[./-])(?P<m>{_FIGURE_MONTH})"
    rf"(?:(?P=mark)(?P<d>{_FIGURE_DAY})|[—–~至-](?P<until>{_FIGURE_MONTH})(?=月|$|[^0-9./-]))?"
    rf"|(?<![0-9./-])(?P<md_m>{_FIGURE_MONTH})[./](?P<md_d>{_FIGURE_DAY})(?=日?(?:底?前|之前|以前)))"
    rf"(?![0-9.%年])[日月]?底?{_LIMIT}?"
)
"""Days and months in figures: 2021.6.30, 2021-12, 2021.6-12, and 12.31 before 前."""
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

_AT = ("于", "在", "请")
_RANGE = re.compile(rf"{BLANK}(?:至|到|-{{1,2}}|[—–~～―─]{{1,2}}){BLANK}")
_LEADING_RANGE = re.compile(
    rf"(?:(?P<y>{YEAR_DIGITS})年)?(?<![0-9.])(?P<a>[0-9]{{1,4}}|{MONTH}){BLANK}(?:至|到|[—–~～―─-]{{1,2}}){BLANK}$"
)


def find_damaged(folded: str, year: int | None) -> Iterator[Expression]:
    for match in _DAMAGED.finditer(folded):
        yield Expression(start=match.start(), end=match.end(), grain="damaged", closed=True)


def find_festivals(folded: str, year: int | None) -> Iterator[Expression]:
    for match in _FESTIVAL.finditer(folded):
        yield Expression(start=match.start(), end=match.end(), grain="festival", closed=True)


def find_numeric(folded: str, year: int | None) -> Iterator[Expression]:
    """Days and months in figures, 2021.6.30 and 2021-12, alone and in ranges; 12.31 only before 前."""
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
        if last is not None and not last.closed and _RANGE.fullmatch(folded, last.end, point.start):
            point = attrs.evolve(point, start=last.start, kind=DeadlineKind.PERIOD, starts_on=last.starts_on)
        elif last is not None:
            yield last
        last = point
    if last is not None:
        yield last


def find_points(folded: str, year: int | None, free: Callable[[Expression], bool]) -> list[Expression]:
    """Days, months, quarters, years; those of a list one by one, those of a range as one.

    Args:
        folded: The text.
        year: The year of the notice.
        free: Says whether the characters of an expression are still free.
    """
    return _closed_lists(folded, _points(folded, year, free))


def _points(folded: str, year: int | None, free: Callable[[Expression], bool]) -> list[Expression]:
    found: list[Expression] = []
    position, carried = 0, year
    whole, bare = _Next(_POINT, folded), _Next(_BARE_DAY, folded)
    while match := _first(whole.match(position), bare.match(position)):
        last = found[-1] if found and not found[-1].closed else None
        listed = last is not None and LIST_MARK.fullmatch(folded, last.end, match.start()) is not None
        ranged = (
            last is not None
            and last.starts_on is not None
            and _RANGE.fullmatch(folded, last.end, match.start()) is not None
        )
        carried = carried if listed or ranged else year
        if match.re is _BARE_DAY:
            point = _bare_day(folded, match, last if listed or ranged else None)
        else:
            point = _point(folded, match, carried)
        if point is None or not free(point):
            position = match.start() + 1
            continue
        position = match.end()
        if point.year is not None:
            carried = point.year
        if ranged and last is not None:
            if point.due_on and last.starts_on and point.due_on < last.starts_on and point.year is None:
                # 11月至3月 ends in the next year.
                point = _point(folded, match, last.starts_on.year + 1) if match.re is _POINT else point
                assert point is not None
            found[-1] = attrs.evolve(
                point,
                start=last.start,
                kind=DeadlineKind.PERIOD,
                starts_on=last.starts_on,
                year=last.year or point.year,
            )
        else:
            point = _leading_range(folded, match, point, carried)
            while found and found[-1].end > point.start:
                found.pop()
            found.append(point)
    return found


class _Next:
    """The next match of a pattern from a position on; looks no further than it must, so that a whole text takes one pass."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._pattern, self._text = pattern, text
        self._match = pattern.search(text)

    def match(self, position: int) -> re.Match[str] | None:
        if self._match is not None and self._match.start() < position:
            self._match = self._pattern.search(self._text, position)
        return self._match


def _first(one: re.Match[str] | None, other: re.Match[str] | None) -> re.Match[str] | None:
    """The match that starts earlier; the first one where both start together."""
    if one is None or other is None:
        return one or other
    return one if one.start() <= other.start() else other


def _bare_day(folded: str, match: re.Match[str], last: Expression | None) -> Expression | None:
    """30日 after 6月1日至; or 25日前 after 于, whose month nobody named."""
    start, end = match.span()
    closed = match["limit"] is not None
    if last is not None and last.grain == "day" and last.due_on is not None:
        due = exact_day(last.due_on.year, last.due_on.month, day_number(match["d"]))
        return Expression(start=start, end=end, closed=closed, due_on=due, starts_on=due)
    if closed and folded[max(0, start - 1) : start] in _AT:
        return Expression(start=start, end=end, closed=True)
    return None


def _leading_range(folded: str, match: re.Match[str], point: Expression, year: int | None) -> Expression:
    """The point with what stands before it in short ranges: the 7- of 7-9月, the 2018- of 2018-2020年, the 一至 of 一至三季度."""
    if point.grain not in ("month", "part", "quarter", "year", "day") or match.re is not _POINT:
        return point
    window = max(0, point.start - 16)
    before = _LEADING_RANGE.search(folded[window : point.start])
    if before is None:
        return point
    first = number(before["a"])
    if before["y"]:
        point = _point(folded, match, year_number(before["y"])) or point
    this = point.due_on.year if point.due_on is not None else None
    if point.grain == "year":
        if not 1949 <= first <= 2099:
            return point
        starts = date(first, 1, 1)
    elif point.grain == "quarter":
        if not 1 <= first <= 4:
            return point
        starts_or_none = exact_day(this, 3 * first - 2, 1)
        return attrs.evolve(point, start=window + before.start(), kind=DeadlineKind.PERIOD, starts_on=starts_or_none)
    else:
        if not 1 <= first <= 12:
            return point
        starts_or_none = exact_day(this, first, 1)
        if starts_or_none and point.due_on and starts_or_none > point.due_on:
            starts_or_none = starts_or_none.replace(year=starts_or_none.year - 1)
        return attrs.evolve(point, start=window + before.start(), kind=DeadlineKind.PERIOD, starts_on=starts_or_none)
    return attrs.evolve(point, start=window + before.start(), kind=DeadlineKind.PERIOD, starts_on=starts)


def _numeral_before(folded: str, start: int) -> bool:
    return start > 0 and (folded[start - 1].isdigit() or folded[start - 1] in NUMERALS or folded[start - 1] == ".")


def _point(folded: str, match: re.Match[str], year: int | None) -> Expression | None:
    """The point that a match names, or None when it is none: a part of a larger number, or a count (3年内)."""
    start, end = match.span()
    printed, damaged = None, False
    if match["y"]:
        printed = year_number(match["y"])
    elif match["bad_y"]:
        damaged = True
    elif match["short_y"]:
        printed = 2000 + int(match["short_y"])
        if not 1990 <= printed <= 2060 or not (match["m"] or match["yend"]):
            return None
    elif match["ry"]:
        printed = None if year is None else year + _RELATIVE_YEARS[match["ry"]]
        damaged = year is None
    named = any(match[name] for name in ("y", "bad_y", "short_y", "ry"))
    if start == end or (not named and match["plain"] is not None) or (not named and match["plain2"] is not None):
        return None
    if match["q"] != "首" and _numeral_before(folded, start):
        return None
    if not named and (match["yend"] or match["within"]):
        before = folded[start - 1 : start]
        if before and before in "每近当同往历去隔多数几周半些常成":
            return None
    this = None if damaged else printed if printed is not None else year
    grain, due = _grain(match, this)
    return Expression(
        start=start,
        end=end,
        grain=grain,
        closed=match["limit"] is not None or grain == "within",
        due_on=due,
        starts_on=_first_day(match, this),
        year=printed,
        kind=DeadlineKind.DATE,
    )


def _grain(match: re.Match[str], year: int | None) -> tuple[str, date | None]:
    if match["m"]:
        month = day_number(match["m"])
        if match["d"]:
            return "day", exact_day(year, month, day_number(match["d"]))
        if match["part"]:
            return "part", last_day(year, month, _PARTS[match["part"]])
        return "month", last_day(year, month)
    if match["q"]:
        quarter = 1 if match["q"] == "首" else number(match["q"])
        return "quarter", last_day(year, 3 * quarter)
    if match["half"]:
        return "half", last_day(year, 6 if match["half"][0] == "上" else 12)
    if match["yend"]:
        return "end", last_day(year, 12)
    if match["within"]:
        return "within", last_day(year, 12)
    return "year", last_day(year, 12)


def _first_day(match: re.Match[str], year: int | None) -> date | None:
    """The first day of the point: only ranges use it."""
    if year is None:
        return None
    if match["m"]:
        return exact_day(year, day_number(match["m"]), day_number(match["d"]) if match["d"] else 1)
    if match["q"]:
        return exact_day(year, 3 * (1 if match["q"] == "首" else number(match["q"])) - 2, 1)
    if match["half"]:
        return date(year, 1 if match["half"][0] == "上" else 7, 1)
    return date(year, 1, 1)


def _closed_lists(folded: str, points: list[Expression]) -> list[Expression]:
    """The same points; the 前 after the last of a list closes all of them."""
    result: list[Expression] = []
    for point in reversed(points):
        following = result[-1] if result else None
        if (
            following is not None
            and following.closed
            and not point.closed
            and point.grain != "year"
            and LIST_MARK.fullmatch(folded, point.end, following.start)
        ):
            point = attrs.evolve(point, closed=True)
        result.append(point)
    return result[::-1]
