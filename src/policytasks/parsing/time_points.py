"""Points in time 时间点: days, months, quarters and years, alone, in lists and in ranges."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import attrs

from policytasks.model.deadline import DeadlineKind
from policytasks.parsing.dates import DAY, MONTH, YEAR_DIGITS, day_number, year_number
from policytasks.parsing.time_expressions import (
    BLANK,
    LIMIT,
    LIST_MARK,
    NUMERALS,
    RANGE_MARK,
    Expression,
    exact_day,
    last_day,
    number,
)

__all__ = ["find_points"]

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
      | (?:(?<=年)|(?<=年度))(?P<plain>)
    )
    (?:{BLANK}{LIMIT})?
    """,
    re.VERBOSE,
)
_BARE_DAY = re.compile(rf"(?P<d>{DAY})[日号](?:{_WEEKDAY})?(?:{_CLOCK}){LIMIT}?")
_AT = ("于", "在", "请")
"""Words after which 25日前 is a day, and not a distance of 25 days."""
_COUNTING = tuple("每近当同往历去隔多数几周半些常成")
"""Characters before 年内 and 年底 that make another word of it: 近年内, 每年底, 周年."""
_LEADING = {"year": (1949, 2099), "quarter": (1, 4), "month": (1, 12), "part": (1, 12), "day": (1, 12)}
"""Grain of a point → what a short range before it may begin with."""
_LEADING_RANGE = re.compile(
    rf"(?:(?P<y>{YEAR_DIGITS})年)?(?<![0-9.])(?P<a>[0-9]{{1,4}}|{MONTH}){BLANK}(?:至|到|[—–~～―─-]{{1,2}}){BLANK}$"
)


def find_points(folded: str, year: int | None, free: Callable[[Expression], bool]) -> list[Expression]:
    """Days, months, quarters, years; those of a list one by one, those of a range as one.

    Args:
        folded: The text.
        year: The year of the notice.
        free: Says whether the characters of an expression are still free.
    """
    return _closed_lists(folded, _points(folded, year, free))


def _points(folded: str, year: int | None, free: Callable[[Expression], bool]) -> list[Expression]:
    """The same, before the 前 at the end of a list closes all of it."""
    found: list[Expression] = []
    position, carried = 0, year
    whole, bare = _Next(_POINT, folded), _Next(_BARE_DAY, folded)
    while match := _first(whole.match(position), bare.match(position)):
        last = found[-1] if found and not found[-1].closed else None
        ranged = last is not None and RANGE_MARK.fullmatch(folded, last.end, match.start()) is not None
        listed = last is not None and LIST_MARK.fullmatch(folded, last.end, match.start()) is not None
        # The second time of a range or list goes on in the year of the first.
        carried = carried if ranged or listed else year
        if match.re is _BARE_DAY:
            point = _bare_day(folded, match, last if ranged or listed else None)
        else:
            point = _point(folded, match, carried)
        if point is None or not free(point):
            position = match.start() + 1
            continue
        position = match.end()
        carried = point.year if point.year is not None else carried
        if ranged and last is not None and last.starts_on is not None:
            found[-1] = _range(folded, match, last, point)
            continue
        point = _leading_range(folded, match, point)
        while found and found[-1].end > point.start:
            found.pop()
        found.append(point)
    return found


def _range(folded: str, match: re.Match[str], first: Expression, last: Expression) -> Expression:
    """The stretch from the first day of one point to the last day of another."""
    over = first.starts_on is not None and last.due_on is not None and last.due_on < first.starts_on
    if over and last.year is None and match.re is _POINT and first.starts_on is not None:
        # 11月至3月 ends in the next year.
        last = _point(folded, match, first.starts_on.year + 1) or last
    return attrs.evolve(
        last, start=first.start, kind=DeadlineKind.PERIOD, starts_on=first.starts_on, year=first.year or last.year
    )


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


def _leading_range(folded: str, match: re.Match[str], point: Expression) -> Expression:
    """The point with what stands before it in short ranges: the 7- of 7-9月, the 2018- of 2018-2020年, the 一至 of 一至三季度."""
    if match.re is not _POINT or point.grain not in _LEADING:
        return point
    window = max(0, point.start - 16)
    before = _LEADING_RANGE.search(folded[window : point.start])
    if before is None:
        return point
    lowest, highest = _LEADING[point.grain]
    first = number(before["a"])
    if not lowest <= first <= highest:
        return point
    if before["y"]:
        point = _point(folded, match, year_number(before["y"])) or point
    this = point.due_on.year if point.due_on is not None else None
    starts_on = _leading_day(point.grain, first, this)
    if starts_on is not None and point.due_on is not None and starts_on > point.due_on and this is not None:
        starts_on = _leading_day(point.grain, first, this - 1)
    return attrs.evolve(point, start=window + before.start(), kind=DeadlineKind.PERIOD, starts_on=starts_on)


def _leading_day(grain: str, first: int, year: int | None) -> date | None:
    """The first day of the year, quarter or month that a short range begins with."""
    if grain == "year":
        return exact_day(first, 1, 1)
    return exact_day(year, 3 * first - 2 if grain == "quarter" else first, 1)


def _numeral_before(folded: str, start: int) -> bool:
    """True when what starts here is the rest of a larger number."""
    return start > 0 and (folded[start - 1].isdigit() or folded[start - 1] in NUMERALS or folded[start - 1] == ".")


def _point(folded: str, match: re.Match[str], year: int | None) -> Expression | None:
    """The point that a match names, or None when it is none: a part of a larger number, or a count (3年内)."""
    start, end = match.span()
    named = any(match[name] for name in ("y", "bad_y", "short_y", "ry"))
    if not named and match["plain"] is not None:
        return None
    if not named and (match["yend"] or match["within"]) and folded[max(0, start - 1) : start] in _COUNTING:
        return None
    if match["short_y"] and not (match["m"] or match["yend"]):
        return None
    if match["q"] != "首" and _numeral_before(folded, start):
        return None
    printed, this = _years(match, year)
    grain, due_on = _grain(match, this)
    return Expression(
        start=start,
        end=end,
        grain=grain,
        closed=match["limit"] is not None or grain == "within",
        due_on=due_on,
        starts_on=_first_day(match, this),
        year=printed,
    )


def _years(match: re.Match[str], year: int | None) -> tuple[int | None, int | None]:
    """The year as printed, and the year that the point lies in; the second is None for a damaged or unknown year."""
    if match["y"]:
        printed: int | None = year_number(match["y"])
    elif match["short_y"]:
        printed = 2000 + int(match["short_y"])
    elif match["ry"]:
        printed = None if year is None else year + _RELATIVE_YEARS[match["ry"]]
    else:
        # 0403年: a page that lost digits; no year follows, not even that of the notice.
        return None, None if match["bad_y"] else year
    return printed, printed


def _grain(match: re.Match[str], year: int | None) -> tuple[str, date | None]:
    """How exact the point is, and its last day."""
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
        return exact_day(year, 1 if match["half"][0] == "上" else 7, 1)
    return exact_day(year, 1, 1)


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
