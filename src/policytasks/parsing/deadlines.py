"""Deadlines 完成时限: which times of a text bind, and until when.

`find_deadlines` reads sentences and brackets, where most times are none: goals (到2025年), validity (至2021年12月31日), facts
(2020年12月完成了), plan names. `parse_deadline` reads a cell or label of deadlines, where everything that names a time is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from policytasks.model.deadline import Deadline, DeadlineKind, Frequency, Recurrence, TimeSpan
from policytasks.model.ordinal import chinese_number
from policytasks.parsing.dates import parse_date
from policytasks.parsing.deadline_words import (
    ACTION_WORDS,
    ADVERBS,
    EVERY,
    FREQUENCY_UNITS,
    IMMEDIATE_CELL_WORDS,
    IMMEDIATE_WORDS,
    LABELS,
    MONTH_ENDS,
    NO_DEADLINE_AFTER,
    NO_DEADLINE_BEFORE,
    NO_DEADLINE_BEFORE_ANY,
    NOT_LATER,
    ONGOING_CELL_WORDS,
    ONGOING_WHOLE_CELLS,
    ONGOING_WORDS,
    OWN_DOCUMENT_WORDS,
    PAST_MARKS,
    PAST_YEARS,
    REPORT_WORDS,
    SOFT_ACTION_WORDS,
    SPAN_LIMITS,
    SPAN_UNITS,
    WHOLE_YEAR,
)
from policytasks.parsing.time_expressions import LIST_MARK, Expression
from policytasks.parsing.time_scan import scan
from policytasks.passage import Passage

__all__ = ["find_deadlines", "parse_deadline"]


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


_BEFORE = re.compile(_any(NO_DEADLINE_BEFORE) + r"[ ]{0,2}$")
_BEFORE_ANY = re.compile(_any(NO_DEADLINE_BEFORE_ANY) + r"[ ]{0,2}$")
_TO = re.compile(r"[到至][ ]{0,2}$")
_LABEL = re.compile(rf"(?:{_any(LABELS)}[:为]|{_any(NOT_LATER)})[ ]{{0,2}}$")
_CONDITION = re.compile(r"(?:^|[,，。;:(])(?:如|若|凡|对|对于|对在|凡在|凡于|如在|若在)[^,。;:()]{0,8}$")
_AFTER = re.compile(r"[ ]{0,2}" + _any(NO_DEADLINE_AFTER))
_PAST = re.compile(rf"{_any(PAST_MARKS)}|(?:{_any(ADVERBS)}){{0,2}}{_any(ACTION_WORDS)}(?:了|的)")
_ACTION = re.compile(rf"[ ,]{{0,2}}(?:{_any(ADVERBS)}){{0,3}}{_any(ACTION_WORDS)}(?![了的率量值额数])")
_SOFT_ACTION = re.compile(rf"[ ,]{{0,2}}(?:{_any(ADVERBS)}){{0,3}}{_any(SOFT_ACTION_WORDS)}(?!了)")
_REPORT = re.compile(
    rf"(?:(?:{_any(ADVERBS)}){{0,2}})(?:{_any(REPORT_WORDS)}|[向将把][^,。;]{{0,24}}?(?:{_any(REPORT_WORDS)}|报[省市区县州局厅委部])|报[省市区县州局厅委部])"
)
_ELIGIBLE = re.compile(
    r"[^,。;:()]{1,40}的(?=[,(:]|给予|可|予以|企业|项目|房|单位|人员|住宅)|[^,。;:()]{0,30}(?:可?给予|可享受)|,?可(?!视化)"
)
_VALIDITY = re.compile(r"(?:有效|执行|政策|实施|适用|使用)期限?[:为][ ]{0,2}$")
_NEW_CLAUSE_END = re.compile(r"[ ]{0,2}(?:\)|〕|$)")
_CLAUSE_START = re.compile(r"(?:^|[,;:、(〔。 ])[ ]{0,2}$")
_CLAUSE_END = re.compile(r"[ ]{0,2}(?:[,;。)〕]|$)")
_QUOTED = re.compile(r"《[^》]{0,120}》|<[^>]{0,120}>")
_SPAN_LIMIT = re.compile(_any(SPAN_LIMITS) + r"[^,。;]{0,10}$|(?<![收接达得])[到来返][一-鿿]{1,3}$")
_NOUN_AFTER = re.compile(r"[^,。;:()]{0,8}的[一-鿿]")
_LISTED = ("day", "month", "part", "quarter")
_OWN_DOCUMENT = re.compile(_any(OWN_DOCUMENT_WORDS))
_STANDING = re.compile(_any((*IMMEDIATE_WORDS, *ONGOING_WORDS)))


def _deadline(expression: Expression, passage: Passage) -> Deadline:
    """The value for an expression; only the details that its kind allows."""
    span = passage[expression.start : expression.end].strip()
    return Deadline(
        text=span.text,
        kind=expression.kind,
        due_on=expression.due_on,
        starts_on=expression.starts_on if expression.kind is DeadlineKind.PERIOD else None,
        recurrence=expression.recurrence,
        span=expression.span,
        location=span.location,
    )


# --- running text --------------------------------------------------------------------------------------------------------


def find_deadlines(passage: Passage, *, year: int | None) -> tuple[Deadline, ...]:
    """The deadlines in running text, in printed order.

    Args:
        passage: A sentence, a paragraph or the inside of a bracket.
        year: The year that the notice speaks of, for times that print none; None when it is not known, and then such
            times have no ``due_on``.

    Returns:
        Deadlines whose ``text`` is the expression only, such as 8月10日前; empty when no time in the text binds.
    """
    folded = passage.folded
    quoted = [match.span() for match in _QUOTED.finditer(folded)]
    binding: list[Expression] = []
    for expression in reversed(scan(folded, year=year)):
        if any(start < expression.end and expression.start < end for start, end in quoted):
            continue
        if _binds(expression, folded, year) or (binding and _lists_with(expression, binding[-1], folded)):
            binding.append(expression)
    found = [(expression.start, _deadline(expression, passage)) for expression in reversed(binding)]
    spans = [(start, start + len(deadline.text)) for start, deadline in found]
    for match in _STANDING.finditer(folded):
        if not _stands_alone(folded, match) or any(start < match.end() and match.start() < end for start, end in spans):
            continue
        kind = DeadlineKind.IMMEDIATE if match[0] in IMMEDIATE_WORDS else DeadlineKind.ONGOING
        part = passage.span(match)
        found.append((match.start(), Deadline(text=part.text, kind=kind, location=part.location)))
    return tuple(deadline for _, deadline in sorted(found, key=lambda item: item[0]))


def _lists_with(expression: Expression, following: Expression, folded: str) -> bool:
    """True when a time shares the verb of the next one: the 6月 of 分别在6月、9月和12月底报送."""
    alike = expression.grain in _LISTED and following.grain in _LISTED
    return alike and LIST_MARK.fullmatch(folded, expression.end, following.start) is not None


def _stands_alone(folded: str, match: re.Match[str]) -> bool:
    """True when a word without a day (长期坚持) is a clause of its own at the end of a statement, not a verb in a sentence."""
    before = folded[max(0, match.start() - 8) : match.start()]
    if not _CLAUSE_START.search(before) or _VALIDITY.search(before):
        return False
    if _NEW_CLAUSE_END.match(folded, match.end()):
        return match.start() > 0 or match.end() == len(folded)
    return match[0] in (*IMMEDIATE_WORDS, "长期坚持") and _CLAUSE_END.match(folded, match.end()) is not None


def _binds(expression: Expression, folded: str, year: int | None) -> bool:
    """Whether a time in running text is a deadline."""
    before = folded[max(0, expression.start - 24) : expression.start]
    after = expression.end
    if _LABEL.search(before):
        return True
    if expression.grain == "rhythm":
        return _rhythm_binds(expression, folded)
    if expression.grain == "span":
        return _span_binds(expression, folded, before)
    if _BEFORE_ANY.search(before) or _CONDITION.search(before):
        return False
    if _PAST.match(folded, after) or _ELIGIBLE.match(folded, after):
        return False
    if expression.closed:
        text = folded[expression.start : after]
        if folded.startswith("的", after) or text.endswith("止") or text.startswith(PAST_YEARS):
            return False
        # 到2025年底前 is a goal; 到9月底前 of the same year is a deadline.
        later = expression.year is not None and year is not None and expression.year > year
        return not (later and _TO.search(before))
    if expression.kind is DeadlineKind.PERIOD and _since_new_year(expression):
        return False
    if expression.grain == "year" or _AFTER.match(folded, after) or _BEFORE.search(before):
        return False
    if expression.year is not None and year is not None and expression.year < year:
        return False
    return _open_time_binds(expression, folded, before)


def _since_new_year(expression: Expression) -> bool:
    """True for 1—6月, the stretch that statistics speak of."""
    first = expression.starts_on
    return first is not None and (first.month, first.day) == (1, 1)


def _open_time_binds(expression: Expression, folded: str, before: str) -> bool:
    """Whether a time without 前 binds: by its verb, or because it is a clause at the end of a bracket."""
    if _NEW_CLAUSE_END.match(folded, expression.end) and _CLAUSE_START.search(before) and expression.grain != "day":
        return expression.start > 0
    if _ACTION.match(folded, expression.end):
        return True
    is_end = expression.grain in ("part", "end", "quarter", "half") or expression.kind is DeadlineKind.PERIOD
    return is_end and (_SOFT_ACTION.match(folded, expression.end) or _REPORT.match(folded, expression.end)) is not None


def _rhythm_binds(expression: Expression, folded: str) -> bool:
    """A rhythm with a point in it (每月25日前) binds; a bare one (每季度) only before a duty to report."""
    assert expression.recurrence is not None
    text = folded[expression.start : expression.end]
    if folded.startswith("的", expression.end):
        return False
    if not text.startswith(EVERY):
        # 季度末 and 当月 without 每 are as often names of a date in statistics.
        return text.endswith("前")
    if expression.closed and (text.endswith("前") or any(mark in text for mark in MONTH_ENDS)):
        return True
    return expression.recurrence.frequency is not Frequency.DAILY and _reports(expression, folded)


def _reports(expression: Expression, folded: str) -> bool:
    return _REPORT.match(folded, expression.end) is not None


def _span_binds(expression: Expression, folded: str, before: str) -> bool:
    """Days bind; months do when counted from a document or followed by a verb; years are goals and conditions."""
    assert expression.span is not None
    since = expression.span.since
    if _SPAN_LIMIT.search(before) or _SPAN_LIMIT.search(since) or _ELIGIBLE.match(folded, expression.end):
        return False
    if expression.span.unit == "year":
        return False
    if expression.span.unit == "month":
        return _OWN_DOCUMENT.search(since) is not None or (
            not since and _ACTION.match(folded, expression.end) is not None
        )
    return _NOUN_AFTER.match(folded, expression.end) is None


# --- cells and labels ----------------------------------------------------------------------------------------------------

_LINE = re.compile(r"[\r\n]+")
_FINAL_MARKS = " \t\r\n。;；,，、"
_YEARS_ONLY = re.compile(r"(?P<first>(?:19|20)[0-9]{2})(?:[—–~至-]{1,2}(?P<last>(?:19|20)[0-9]{2}))?")
_DAY_NUMBER = re.compile(r"(20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
_FIVE_YEAR_PLAN = re.compile(r"[“\"]?十([一二三四五六])五[”\"]?(?:时期|期间|规划期)?(?:末|内)?")
_FIRST_PLAN_YEAR = 2006
"""第十一个五年规划, 十一五, began in 2006."""
_DURATION = re.compile(r"(?P<n>[0-9]{1,2}|[一二两三四五六七八九十]{1,2}|半)(?:个)?(?P<unit>月|年|工作日|天|周)")
_LONGEST_REMARK, _LONGEST_LEAD = 24, 4
_LONGEST_WORDING = 12
_ONGOING_CELL = re.compile(rf"(?:^|[,、;并]){_any(ONGOING_CELL_WORDS)}|{_any(ONGOING_WORDS)}$|(?:长期|持续)$")
_IMMEDIATE_CELL = re.compile(rf"(?:^|[,、;并]){_any(IMMEDIATE_CELL_WORDS)}|{_any(IMMEDIATE_WORDS)}$")


def parse_deadline(passage: Passage, *, year: int | None, strict: bool = False) -> tuple[Deadline, ...]:
    """The deadline that a cell or a label holds.

    Args:
        passage: The cell, or what stands after the label.
        year: The year that the notice speaks of, or None.
        strict: For cells of any content, such as 备注: read only a cell that is a deadline and little else.

    Returns:
        One deadline whose ``text`` is the whole cell; several when its lines are deadlines of their own; none when
        it names no time.
    """
    whole = passage.strip(_FINAL_MARKS + "\u3000\xa0\u200b\ufeff")
    if not whole or (strict and not _is_deadline_alone(whole, year)):
        return ()
    lines = [line for part in whole.split(_LINE) if (line := part.strip())]
    if len(lines) > 1:
        each = [_whole_cell(line.strip(_FINAL_MARKS), year) for line in lines]
        joined = scan("".join(line.folded for line in lines), year=year)
        if all(each) and len(joined) >= len(lines):
            return tuple(deadline for deadline in each if deadline is not None)
        whole = Passage.join(lines)
    deadline = _whole_cell(whole, year)
    return () if deadline is None else (deadline,)


def _is_deadline_alone(cell: Passage, year: int | None) -> bool:
    """True for 11月底前完成 and 长期坚持; False for a sentence that happens to name a time."""
    if len(cell) > _LONGEST_REMARK:
        return False
    folded = cell.folded
    if _STANDING.fullmatch(folded):
        return True
    expressions = scan(folded, year=year)
    if not expressions or expressions[0].start > _LONGEST_LEAD:
        return False
    whole = expressions[0].start == 0 and expressions[-1].end == len(folded) and expressions[0].grain != "year"
    return whole or _binds(expressions[0], folded, year)


def _whole_cell(cell: Passage, year: int | None) -> Deadline | None:
    """The cell as one deadline, on the last day that it names."""
    kind, expression, due_on = _read_cell(cell.folded, year)
    if kind is None:
        return None
    return Deadline(
        text=cell.text,
        kind=kind,
        due_on=due_on,
        starts_on=expression.starts_on if expression and kind is DeadlineKind.PERIOD else None,
        recurrence=expression.recurrence if expression and kind is DeadlineKind.RECURRING else None,
        span=expression.span if expression and kind is DeadlineKind.RELATIVE else None,
        location=cell.location,
    )


def _read_cell(folded: str, year: int | None) -> tuple[DeadlineKind | None, Expression | None, date | None]:
    """Kind, the expression that decides it, and the day."""
    compact = "".join(folded.split())
    expressions = scan(folded, year=year) or scan(compact, year=year)
    dated = [expression for expression in expressions if expression.kind in (DeadlineKind.DATE, DeadlineKind.PERIOD)]
    if [expression.grain for expression in dated] == ["year"] and WHOLE_YEAR in compact:
        return DeadlineKind.ONGOING, None, None
    if dated:
        known = [expression.due_on for expression in dated if expression.due_on is not None]
        due_on = max(known) if known and (len(known) == len(dated) or dated[-1].due_on is not None) else None
        only_range = len(dated) == 1 and dated[0].kind is DeadlineKind.PERIOD
        return (DeadlineKind.PERIOD if only_range else DeadlineKind.DATE), dated[0], due_on
    for kind in (DeadlineKind.RELATIVE, DeadlineKind.RECURRING):
        for expression in expressions:
            if expression.kind is kind:
                return kind, expression, None
    if match := _YEARS_ONLY.fullmatch(compact):
        first, last = int(match["first"]), int(match["last"] or match["first"])
        kind = DeadlineKind.PERIOD if match["last"] else DeadlineKind.DATE
        return kind, Expression(start=0, end=0, starts_on=date(first, 1, 1)), date(last, 12, 31)
    if compact.endswith("度") and compact in FREQUENCY_UNITS:
        recurrence = Recurrence(frequency=Frequency(FREQUENCY_UNITS[compact]))
        return DeadlineKind.RECURRING, Expression(start=0, end=0, recurrence=recurrence), None
    if match := _DAY_NUMBER.fullmatch(compact):
        return DeadlineKind.DATE, None, parse_date("-".join(match.groups()))
    if match := _FIVE_YEAR_PLAN.fullmatch(compact):
        first = _FIRST_PLAN_YEAR + 5 * (chinese_number(match[1]) - 1)
        return DeadlineKind.PERIOD, Expression(start=0, end=0, starts_on=date(first, 1, 1)), date(first + 4, 12, 31)
    if match := _DURATION.fullmatch(compact):
        return DeadlineKind.RELATIVE, Expression(start=0, end=0, span=_duration(match)), None
    short = len(compact) <= _LONGEST_WORDING
    if compact in ONGOING_WHOLE_CELLS or (short and _ONGOING_CELL.search(compact)):
        return DeadlineKind.ONGOING, None, None
    if short and _IMMEDIATE_CELL.search(compact):
        return DeadlineKind.IMMEDIATE, None, None
    return None, None, None


def _duration(match: re.Match[str]) -> TimeSpan:
    """The length of a cell such as 3个月 or 半年."""
    unit = SPAN_UNITS[match["unit"]]
    if match["n"] == "半":
        return TimeSpan(amount=6, unit="month") if unit == "year" else TimeSpan(amount=15, unit="day")
    return TimeSpan(amount=chinese_number(match["n"].replace("两", "二")), unit=unit)
