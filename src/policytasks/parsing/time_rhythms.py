"""Rhythms and spans 周期与期限: 每季度末月20日前, 印发之日起10个工作日内."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from policytasks.model.deadline import DeadlineKind, Frequency, Recurrence, TimeSpan
from policytasks.parsing.dates import DAY, MONTH, day_number
from policytasks.parsing.deadline_words import FREQUENCY_UNITS, SINCE_VERBS, SPAN_UNITS
from policytasks.parsing.time_expressions import BEFORE, BLANK, LIST_MARK, NUMERALS, Expression, number

__all__ = ["find_rhythms", "find_spans", "with_continuations"]

_RHYTHM = re.compile(
    rf"""
    (?:(?P<every>每一?个?|逐|按)(?P<unit>工作日|学期|学年|半年|年度?|季度?|月度?|周|星期|日|天)(?![份均人])
      |(?P<loose>(?<![一二三四1-4首])季度?末月?|次月|当月|月度|季度(?=$)))
    的?
    (?:(?P<edge>末月|首月|第[一二三123]个?月|最后[一1]?个?月)|(?:年|季度?|月)?(?P<close>[底末]))?
    {BLANK}(?P<months>{MONTH}月(?:[、,和及]{MONTH}月){{0,11}})?
    (?P<part>底|末|上旬|中旬|下旬)?
    (?P<day>{DAY}[日号])?
    (?P<weekday>[一二三四五六日天](?=下班|前|之前|以前|$|[,。;)]))?
    (?:下班)?
    (?P<limit>以前|之前|{BEFORE})?
    (?:前?[0-9一二三四五六七八九十]{{1,2}}个?工作日)?
    (?P<span>(?:结束|终了|末)?后?[0-9一二三四五六七八九十]{{1,2}}个?(?:工作日|日|天)(?:之|以)?内|(?:的)?(?:最后|第)[一二三0-9]{{1,2}}个?工作日(?:之?前)?)?
    """,
    re.VERBOSE,
)
_TIMES = re.compile(
    r"(?:至少|不少于|不低于)?(?:召开|开展|组织|通报|调度|报送|更新)?(?P<times>[0-9]{1,2}|[一二两三四五六七八九十])次"
)
_SPAN = re.compile(
    rf"(?<![0-9.%第月~-])(?P<n>[0-9]{{1,3}}|[{NUMERALS}]{{1,4}}|半){BLANK}(?P<unit>{'|'.join(sorted(SPAN_UNITS, key=len, reverse=True))})(?:之|以)?内"
)
_SINCE = re.compile(
    rf"(?:(?:[一-鿿]{{0,14}}(?:之日|之时)[起后]?|(?:{'|'.join(SINCE_VERBS)})[一-鿿]{{0,10}}后)的?|[一-鿿]{{1,8}}后的?"
    r"|[一-鿿]{0,10}(?:印发|下发|发布|公布))$"
)
_SINCE_START = re.compile(r"自从|[自从在于按应须要并且将]|(?<!申)请")

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


def find_rhythms(folded: str, year: int | None) -> Iterator[Expression]:
    for match in _RHYTHM.finditer(folded):
        loose = match["loose"] or ""
        closed = any(match[name] for name in ("limit", "day", "close", "part", "edge", "span"))
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
                times=number(times["times"]) or None if times else None,
            ),
        )


def find_spans(folded: str, year: int | None) -> Iterator[Expression]:
    for match in _SPAN.finditer(folded):
        amount = number(match["n"]) if match["n"] != "半" else 0
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


def with_continuations(folded: str, expressions: list[Expression]) -> Iterator[Expression]:
    """A rhythm takes the points that go on with it: 每年1月31日、7月31日前."""
    last: Expression | None = None
    for expression in expressions:
        if last is not None and last.grain == "rhythm" and expression.grain in ("day", "part", "month"):
            glued = last.end == expression.start or LIST_MARK.fullmatch(folded, last.end, expression.start) is not None
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
    match = re.compile(rf"({MONTH}){BLANK}月").search(folded, expression.start, expression.end)
    return (day_number(match[1]),) if match else ()
