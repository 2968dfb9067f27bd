"""Rules over the form of 发文字号, the notice's own and those that it cites (GB/T 9704-2012, 7.2.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytasks.folding import fold
from policytasks.location import Location
from policytasks.messages import Wording
from policytasks.model.notice import Notice
from policytasks.validation.catalogue import Context, Observation, observe, rule
from policytasks.validation.finding import Severity

__all__ = ["RULES"]

_YEAR = re.compile(
    r"(?P<open>[^0-9一-鿿A-Za-z\s])\s*(?P<year>[0-9]{4}|[〇零OO一二三四五六七八九]{4})\s*年?\s*(?P<close>[^0-9\s])"
)
_TORTOISE_SHELL = frozenset("〔〕﹝﹞")
_LEADING_ZERO = re.compile(r"[〕)\]﹞}>】]\s*第?\s*0[0-9]*\s*号")
_ORDINAL_WORD = re.compile(r"[〕)\]﹞}>】]\s*第\s*[0-9一二三四五六七八九十百千〇零]+\s*号")
_CHINESE_DIGITS = re.compile(r"[〇零一二三四五六七八九十百千]")


def _printed_numbers(notice: Notice) -> Iterator[tuple[str, str, Location]]:
    """The canonical and the printed form of every 发文字号 that was not printed canonically, and where it stands."""
    number = notice.document_number
    if number is not None and number.year is not None and number.printed:
        yield str(number), number.printed, number.location
    for citation in notice.citations:
        if citation.number is not None and citation.printed and "〔" in citation.number:
            yield citation.number, citation.printed, citation.location


@rule(
    Notice,
    code="number-brackets",
    severity=Severity.INFO,
    summary=Wording(en="The year of a document number is not in 〔〕.", zh="发文字号的年份没有用六角括号〔〕括入。"),
    rationale=Wording(
        en="The year stands in tortoise-shell brackets (GB/T 9704-2012, 7.2.5); a search for the right form misses this one.",
        zh="年份应标全称，用六角括号“〔〕”括入（GB/T 9704-2012，7.2.5）；按规范格式检索会漏掉此件。",
    ),
    remedy=Wording(en="Write the year in 〔〕, as in 国发〔2016〕5号.", zh="改为规范写法，如“国发〔2016〕5号”。"),
    example="国发[2016]5号",
    message=Wording(en="{printed} should read {number}", zh="“{printed}”应写作“{number}”"),
)
def number_brackets(notice: Notice, context: Context) -> Iterator[Observation]:
    for number, printed, place in _printed_numbers(notice):
        match = _YEAR.search(printed)
        if match is not None and not {match["open"], match["close"]} <= _TORTOISE_SHELL:
            yield observe(place, printed=printed, number=number)


@rule(
    Notice,
    code="number-leading-zero",
    severity=Severity.INFO,
    summary=Wording(en="The serial of a document number begins with a zero.", zh="发文顺序号编了虚位。"),
    rationale=Wording(
        en="1 is not written 01 (GB/T 9704-2012, 7.2.5); the two forms are taken for two documents.",
        zh="发文顺序号不编虚位，即1不编为01（GB/T 9704-2012，7.2.5）；两种写法会被当作两件公文。",
    ),
    remedy=Wording(en="Leave the zeros out.", zh="去掉顺序号前的0。"),
    example="济兖政办字〔2021〕05号",
    message=Wording(en="{printed} should read {number}", zh="“{printed}”应写作“{number}”"),
)
def number_leading_zero(notice: Notice, context: Context) -> Iterator[Observation]:
    for number, printed, place in _printed_numbers(notice):
        if _LEADING_ZERO.search(fold(printed)):
            yield observe(place, printed=printed, number=number)


@rule(
    Notice,
    code="number-with-ordinal-word",
    severity=Severity.INFO,
    summary=Wording(en="第 stands before the serial of a document number.", zh="发文顺序号前加了“第”字。"),
    rationale=Wording(
        en="The serial has no 第 (GB/T 9704-2012, 7.2.5); only numbers of orders have it（国务院令第713号）.",
        zh="发文顺序号不加“第”字（GB/T 9704-2012，7.2.5）；只有令号才加，如“国务院令第713号”。",
    ),
    remedy=Wording(en="Leave 第 out.", zh="去掉“第”字。"),
    example="济兖政办字〔2021〕第20号",
    message=Wording(en="{printed} should read {number}", zh="“{printed}”应写作“{number}”"),
)
def number_with_ordinal_word(notice: Notice, context: Context) -> Iterator[Observation]:
    for number, printed, place in _printed_numbers(notice):
        if _ORDINAL_WORD.search(fold(printed)):
            yield observe(place, printed=printed, number=number)


@rule(
    Notice,
    code="number-in-words",
    severity=Severity.INFO,
    summary=Wording(
        en="Year or serial of a document number are written in Chinese numerals.",
        zh="发文字号的年份或顺序号用了汉字数字。",
    ),
    rationale=Wording(
        en="Both are written in Arabic numerals (GB/T 9704-2012, 7.2.5).",
        zh="年份、发文顺序号用阿拉伯数字标注（GB/T 9704-2012，7.2.5）。",
    ),
    remedy=Wording(en="Write them in Arabic numerals.", zh="改用阿拉伯数字。"),
    example="济兖政办字〔二〇二一〕二十号",
    message=Wording(en="{printed} should read {number}", zh="“{printed}”应写作“{number}”"),
)
def number_in_words(notice: Notice, context: Context) -> Iterator[Observation]:
    for number, printed, place in _printed_numbers(notice):
        match = _YEAR.search(printed)
        if match is not None and _CHINESE_DIGITS.search(match["year"] + printed[match.end() :]):
            yield observe(place, printed=printed, number=number)


RULES = (number_brackets, number_leading_zero, number_with_ordinal_word, number_in_words)
"""The rules of this half, in the order of the catalogue's page."""
