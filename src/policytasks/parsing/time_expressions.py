"""Time expressions 时间表达: the scanner under the grammar of deadlines.

`scan` finds every stretch of folded text that names a time and works out the day. It does not judge whether the time is a
deadline: that is the next step, in `policytasks.parsing.deadlines`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

import attrs

from policytasks.errors import OrdinalError
from policytasks.model.deadline import DeadlineKind, Frequency, Recurrence, TimeSpan
from policytasks.model.ordinal import chinese_number
from policytasks.parsing.dates import DAY, MONTH, YEAR_DIGITS, day_number, year_number
from policytasks.parsing.deadline_words import FESTIVALS, FREQUENCY_UNITS, SINCE_VERBS, SPAN_UNITS

__all__ = ["Expression", "scan"]


@attrs.frozen(kw_only=True)
class Expression:
    """One expression of time in a folded text.

    Args:
        start: First character.
        end: One past the last character.
        kind: What kind of deadline it would be.
        grain: How exact it is: ``"day"``, ``"month"``, ``"part"`` (月底, 上旬), ``"quarter"``, ``"half"``, ``"year"``,
            ``"end"`` (年底), ``"within"`` (年内), ``"festival"``, ``"rhythm"``, ``"span"`` or ``"damaged"``.
        closed: True when it says by itself that it is a limit: 前, 之前, 内.
        due_on: The last day that it names; None when no calendar day follows.
        starts_on: First day, for a range.
        year: The year as printed; None when it was inherited or is not known.
        recurrence: For a rhythm.
        span: For a span of time.
    """

    start: int
    end: int
    kind: DeadlineKind = DeadlineKind.DATE
    grain: str = "day"
    closed: bool = False
    due_on: date | None = None
    starts_on: date | None = None
    year: int | None = None
    recurrence: Recurrence | None = None
    span: TimeSpan | None = None


_B = r"[ \t\n]{0,3}+"
_NUMERALS = "〇零一二三四五六七八九十百两"
_YEAR = rf"(?:(?P<y>{YEAR_DIGITS}){_B}年度?|(?P<bad_y>[0-9]{{4}})年度?|(?P<short_y>[0-9]{{2}})年度?|(?P<ry>今年|本年度?|明年|次年|来年|翌年|去年|上年|后年|同年|当年))"
_RELATIVE_YEARS = {
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "当年": 0,
    "同年": 0,
    "明年": 1,
    "次年": 1,
    "来年": 1,
    "翌年": 1,
    "去年": -1,
    "上年": -1,
    "后年": 2,
}
_WEEKDAY = r"(?:\((?:星期|周)[一二三四五六日天]\)|\(含(?:当日|本日)?\))"
_CLOCK = r"(?:上午|下午|中午)?(?:[0-2]?[0-9][::时点](?:[0-5][0-9]分?|整)?)?(?:下班)?"
_LIMIT = r"(?P<limit>以前|之前|前(?![后期往述列沿端景])|之内|以内|内(?![部容外])|止)"
_PARTS = {"底": 31, "末": 31, "初": 10, "中旬": 20, "上旬": 10, "下旬": 31, "中": 20}

_POINT = re.compile(
    rf"""
    (?=[0-9一二三四五六七八九十〇零今本明次来翌去上后同当年第首下元])
    (?:{_YEAR}{_B})?
    (?:
        (?P<m>{MONTH}){_B}月份?
            (?:{_B}(?P<d>{DAY}){_B}[日号](?:{_B}{_WEEKDAY})?(?:{_B}{_CLOCK})
            |{_B}月?(?P<part>底|末|初|中旬|上旬|下旬|中(?![小心学央]))
            )?
      | 第?{_B}(?P<q>[一二三四1-4]|首)(?:{_B}季度|季(?=[末底]))(?:[末底]|最后一个月)?
      | (?P<half>[上下]半年)[末底]?
      | (?:(?<=年)|(?<=年度)|年)(?P<yend>年底|年末|年终|底|末|终)
      | (?:(?<=年)|(?<=年度)|年|年度)(?P<within>内)(?![部容外])
      | (?<=年)(?P<plain>)
      | (?<=年度)(?P<plain2>)
    )
    (?:{_B}{_LIMIT})?
    """,
    re.VERBOSE,
)
_BARE_DAY = re.compile(rf"(?P<d>{DAY})[日号](?:{_WEEKDAY})?(?:{_CLOCK}){_LIMIT}?")
_NUMERIC = re.compile(
    rf"(?<![0-9.\-/])(?:(?P<y>20[0-9]{{2}})(?P<mark>[./-])(?P<m>1[0-2]|0?[1-9])(?:(?P=mark)(?P<d>3[01]|[12][0-9]|0?[1-9]))?"
    rf"|(?P<md_m>1[0-2]|0?[1-9])[./](?P<md_d>3[01]|[12][0-9]|0?[1-9])(?=日?(?:底?前|之前|以前)))"
    rf"(?![0-9.%年月])日?底?{_LIMIT}?"
)
_FESTIVAL = re.compile(
    rf"[“\"]?(?:{'|'.join(sorted(FESTIVALS, key=len, reverse=True))})[”\"]?(?:假期|来临|到来|节)?(?:之前|以前|前(?![后期往述列沿端景]))|[“\"]十一[”\"](?:之前|以前|前)"
)
_DAMAGED = re.compile(
    rf"(?<![0-9.])(?:(?:{YEAR_DIGITS}|[0-9]{{4}})年年?[底末](?:1[0-2]|[1-9])月(?:底|末)?(?:以前|之前|前)"
    rf"|[0-9]{{3,4}}日(?:[、,和及][0-9]{{3,4}}日){{0,6}}(?:以前|之前|前))"
)

_RHYTHM = re.compile(
    rf"""
    (?:(?P<every>每一?个?|逐|按)(?P<unit>半年|年度?|季度?|月度?|周|星期|日|天)(?![份均人])
      |(?P<loose>季度?末月?|次月|当月|月度|季度(?=$)))
    的?
    (?:(?P<edge>末月|首月|第[一二三123]个?月|最后[一1]?个?月)|(?:年|季度?|月)?(?P<close>[底末]))?
    {_B}(?P<months>{MONTH}月(?:[、,和及]{MONTH}月)*+)?
    (?P<part>底|末|上旬|中旬|下旬)?
    (?P<day>{DAY}[日号])?
    (?P<weekday>[一二三四五六日天](?=下班|前|之前|以前|$|[,。;)]))?
    (?:下班)?
    (?P<limit>以前|之前|前(?![后期往述列沿端景]))?
    (?:前?[0-9一二三四五六七八九十]{{1,2}}个?工作日)?
    """,
    re.VERBOSE,
)
_TIMES = re.compile(
    r"(?:至少|不少于|不低于)?(?:召开|开展|组织|通报|调度|报送|更新)?(?P<times>[0-9]{1,2}|[一二两三四五六七八九十])次"
)
_SPAN = re.compile(
    rf"(?<![0-9.%第月~-])(?P<n>[0-9]{{1,3}}|[{_NUMERALS}]{{1,4}}|半){_B}(?P<unit>{'|'.join(sorted(SPAN_UNITS, key=len, reverse=True))})(?:之|以)?内"
)
_SINCE = re.compile(
    rf"(?:(?:[一-鿿]{{0,14}}(?:之日|之时)[起后]?|(?:{'|'.join(SINCE_VERBS)})[一-鿿]{{0,10}}后)的?|[一-鿿]{{1,8}}后的?"
    r"|[一-鿿]{0,10}(?:印发|下发|发布|公布))$"
)
_SINCE_START = re.compile(r"自从|[自从在于按应须要并且将]|(?<!申)请")

_AT = ("于", "在", "请")
_RANGE = re.compile(rf"{_B}(?:至|到|-{{1,2}}|[—–~～―─]{{1,2}}){_B}")
_LIST = re.compile(rf"{_B}(?:、|,|和|及|与|以及){_B}")
_LEADING_RANGE = re.compile(
    rf"(?:(?P<y>{YEAR_DIGITS})年)?(?<![0-9.])(?P<a>[0-9]{{1,4}}|{MONTH}){_B}(?:至|到|[—–~～―─-]{{1,2}}){_B}$"
)


def scan(folded: str, *, year: int | None) -> tuple[Expression, ...]:
    """Every expression of time in a folded text, in printed order and without overlaps.

    Args:
        folded: The text, as `policytasks.folding.fold` makes it.
        year: The year of the notice, for times that print none.

    Returns:
        Expressions; the parts of a list (4月15日、7月15日前) one by one, a range (7月—9月) as one.
    """
    taken: list[Expression] = []
    for finder in (_damaged, _rhythms, _spans, _numeric, _festivals):
        for expression in finder(folded, year):
            if _free(expression, taken):
                taken.append(expression)
    taken.extend(_closed_lists(folded, _points(folded, year, taken)))
    return tuple(_absorb(folded, sorted(taken, key=lambda expression: expression.start)))


def _free(expression: Expression, taken: list[Expression]) -> bool:
    return all(expression.end <= other.start or expression.start >= other.end for other in taken)


def _number(printed: str) -> int:
    try:
        return chinese_number(printed.replace("两", "二") if printed == "两" else printed)
    except OrdinalError:
        return 0


def _last_day(year: int | None, month: int, day: int = 31) -> date | None:
    """The day, or the last one of its month when the month is shorter; None without a year."""
    if year is None or not 1 <= year <= 9999:
        return None
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _exact(year: int | None, month: int, day: int) -> date | None:
    try:
        return None if year is None else date(year, month, day)
    except ValueError:
        return None


def _damaged(folded: str, year: int | None) -> Iterator[Expression]:
    for match in _DAMAGED.finditer(folded):
        yield Expression(start=match.start(), end=match.end(), grain="damaged", closed=True)


def _festivals(folded: str, year: int | None) -> Iterator[Expression]:
    for match in _FESTIVAL.finditer(folded):
        yield Expression(start=match.start(), end=match.end(), grain="festival", closed=True)


def _numeric(folded: str, year: int | None) -> Iterator[Expression]:
    for match in _NUMERIC.finditer(folded):
        printed = int(match["y"]) if match["y"] else None
        month = int(match["m"] or match["md_m"])
        day = match["d"] or match["md_d"]
        due = _exact(printed or year, month, int(day)) if day else _last_day(printed or year, month)
        yield Expression(
            start=match.start(),
            end=match.end(),
            grain="day" if day else "month",
            closed=match["limit"] is not None,
            due_on=due,
            year=printed,
        )


_EDGES = {
    "末": (3, 6, 9, 12),
    "最": (3, 6, 9, 12),
    "首": (1, 4, 7, 10),
    "一": (1, 4, 7, 10),
    "二": (2, 5, 8, 11),
    "三": (3, 6, 9, 12),
}
_EDGES |= {"1": _EDGES["一"], "2": _EDGES["二"], "3": _EDGES["三"]}
_LOOSE = {"季": "quarterly", "次": "monthly", "当": "monthly", "月": "monthly"}


def _rhythms(folded: str, year: int | None) -> Iterator[Expression]:
    for match in _RHYTHM.finditer(folded):
        loose = match["loose"] or ""
        closed = any(match[name] for name in ("limit", "day", "close", "part", "edge"))
        if loose and not (closed or loose.startswith(("季度末", "季末"))):
            continue
        if match["every"] in ("逐", "按") and closed and not match["limit"]:
            continue
        frequency = Frequency(_LOOSE[loose[0]] if loose else FREQUENCY_UNITS[match["unit"]])
        edge = match["edge"] or ("末月" if loose.endswith("月") and loose.startswith("季") else "")
        months: tuple[int, ...] = ()
        if match["months"]:
            months = tuple(day_number(part) for part in re.findall(rf"({MONTH})月", match["months"]))
        elif edge and frequency is Frequency.QUARTERLY:
            months = _EDGES[edge.removeprefix("第")[0]]
        times = _TIMES.match(folded, match.end())
        end = match.end()
        while end > match.start() and folded[end - 1].isspace():
            end -= 1
        yield Expression(
            start=match.start(),
            end=end,
            kind=DeadlineKind.RECURRING,
            grain="rhythm",
            closed=closed or bool(loose),
            recurrence=Recurrence(
                frequency=frequency,
                months=months,
                day=day_number(match["day"][:-1]) if match["day"] else None,
                times=_number(times["times"]) or None if times else None,
            ),
        )


def _spans(folded: str, year: int | None) -> Iterator[Expression]:
    for match in _SPAN.finditer(folded):
        amount = _number(match["n"]) if match["n"] != "半" else 0
        unit = SPAN_UNITS[match["unit"]]
        if match["n"] == "半":
            amount, unit = {"month": (15, "day"), "year": (6, "month")}.get(unit, (0, unit))
        if not amount:
            continue
        window = max(0, match.start() - 24)
        before = _SINCE.search(folded[window : match.start()])
        start, since = match.start(), ""
        if before is not None:
            start = window + before.start()
            for word in _SINCE_START.finditer(folded, start, match.start()):
                if word.end() < match.start() - 1:
                    start = word.end()
            since = folded[start : match.start()].removesuffix("的")
        yield Expression(
            start=start,
            end=match.end(),
            kind=DeadlineKind.RELATIVE,
            grain="span",
            closed=True,
            span=TimeSpan(amount=amount, unit=unit, since=since.removesuffix("起").removesuffix("后")),
        )


def _points(folded: str, year: int | None, taken: list[Expression]) -> list[Expression]:
    """Points of time; those of a list one by one, those of a range as one."""
    found: list[Expression] = []
    position, carried = 0, year
    while True:
        match = _POINT.search(folded, position)
        bare = _BARE_DAY.search(folded, position)
        if match is None and bare is None:
            return found
        if match is None or (bare is not None and bare.start() < match.start()):
            match = bare
        assert match is not None
        last = found[-1] if found else None
        gap = folded[last.end : match.start()] if last is not None else "."
        listed = _LIST.fullmatch(gap) is not None and last is not None and not last.closed
        ranged = (
            _RANGE.fullmatch(gap) is not None and last is not None and not last.closed and last.starts_on is not None
        )
        carried = carried if listed or ranged else year
        if match.re is _BARE_DAY:
            point = _bare_day(folded, match, last if listed or ranged else None)
        else:
            point = _point(folded, match, carried)
        if point is None or not _free(point, taken):
            position = match.start() + 1
            continue
        position = max(match.end(), match.start() + 1)
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


def _bare_day(folded: str, match: re.Match[str], last: Expression | None) -> Expression | None:
    """30日 after 6月1日至; or 25日前 after 于, whose month nobody named."""
    start, end = match.span()
    closed = match["limit"] is not None
    if last is not None and last.grain == "day" and last.due_on is not None:
        due = _exact(last.due_on.year, last.due_on.month, day_number(match["d"]))
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
    first = _number(before["a"])
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
        starts_or_none = _exact(this, 3 * first - 2, 1)
        return attrs.evolve(point, start=window + before.start(), kind=DeadlineKind.PERIOD, starts_on=starts_or_none)
    else:
        if not 1 <= first <= 12:
            return point
        starts_or_none = _exact(this, first, 1)
        if starts_or_none and point.due_on and starts_or_none > point.due_on:
            starts_or_none = starts_or_none.replace(year=starts_or_none.year - 1)
        return attrs.evolve(point, start=window + before.start(), kind=DeadlineKind.PERIOD, starts_on=starts_or_none)
    return attrs.evolve(point, start=window + before.start(), kind=DeadlineKind.PERIOD, starts_on=starts)


def _numeral_before(folded: str, start: int) -> bool:
    return start > 0 and (folded[start - 1].isdigit() or folded[start - 1] in _NUMERALS or folded[start - 1] == ".")


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
    if match["q"] != "首" and _numeral_before(folded, start):
        return None
    if not any(match[name] for name in ("y", "bad_y", "short_y", "ry")) and (match["yend"] or match["within"]):
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
            return "day", _exact(year, month, day_number(match["d"]))
        if match["part"]:
            return "part", _last_day(year, month, _PARTS[match["part"]])
        return "month", _last_day(year, month)
    if match["q"]:
        quarter = 1 if match["q"] == "首" else _number(match["q"])
        return "quarter", _last_day(year, 3 * quarter)
    if match["half"]:
        return "half", _last_day(year, 6 if match["half"][0] == "上" else 12)
    if match["yend"]:
        return "end", _last_day(year, 12)
    if match["within"]:
        return "within", _last_day(year, 12)
    return "year", _last_day(year, 12)


def _first_day(match: re.Match[str], year: int | None) -> date | None:
    """The first day of the point: only ranges use it."""
    if year is None:
        return None
    if match["m"]:
        return _exact(year, day_number(match["m"]), day_number(match["d"]) if match["d"] else 1)
    if match["q"]:
        return _exact(year, 3 * (1 if match["q"] == "首" else _number(match["q"])) - 2, 1)
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
            and _LIST.fullmatch(folded, point.end, following.start)
        ):
            point = attrs.evolve(point, closed=True)
        result.append(point)
    return result[::-1]


def _absorb(folded: str, expressions: list[Expression]) -> Iterator[Expression]:
    """A rhythm takes the points that go on with it: 每年1月31日、7月31日前."""
    last: Expression | None = None
    for expression in expressions:
        if last is not None and last.grain == "rhythm" and expression.grain in ("day", "part", "month"):
            glued = last.end == expression.start or _LIST.fullmatch(folded, last.end, expression.start) is not None
            months = last.recurrence.months if last.recurrence else ()
            if glued and last.recurrence is not None and (months or last.end == expression.start):
                month = _month_of(folded, expression)
                last = attrs.evolve(
                    last,
                    end=expression.end,
                    closed=last.closed or expression.closed,
                    recurrence=attrs.evolve(last.recurrence, months=(*months, *month)),
                )
                continue
        if last is not None:
            yield last
        last = expression
    if last is not None:
        yield last


def _month_of(folded: str, expression: Expression) -> tuple[int, ...]:
    match = re.compile(rf"({MONTH}){_B}月").search(folded, expression.start, expression.end)
    return (day_number(match[1]),) if match else ()
