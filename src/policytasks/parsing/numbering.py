"""Numbering 层次序数 in running text: which number opens a line, how deep it stands, and where one line holds several items.

Ranks follow GB/T 9704-2012, 7.3.3（一、（一）1.（1））, with the further schemes that notices use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum

import attrs

from policytasks.model.ordinal import Ordinal
from policytasks.passage import Passage

__all__ = ["Mark", "Scheme", "leading_mark", "split_run_on"]


class Scheme(IntEnum):
    """层次: the schemes of numbering; the value is the depth, a smaller one stands higher."""

    PART = 0
    """第一部分, 第一章."""
    SUBPART = 1
    """第一节."""
    CHINESE = 2
    """一、"""
    CHINESE_BRACKETS = 3
    """（一）"""
    ARABIC = 4
    """1. or 1、"""
    ARABIC_NESTED = 5
    """1.1"""
    ARABIC_BRACKETS = 6
    """（1） or 1)"""
    CIRCLED = 7
    """①"""
    SPOKEN = 8
    """一是"""
    ARTICLE = 9
    """第一条: rules, not tasks."""


@attrs.frozen(kw_only=True)
class Mark:
    """A number that opens an item.

    Args:
        ordinal: The number as printed.
        scheme: Its scheme.
        end: Where the item's text starts, in characters of the line.
    """

    ordinal: Ordinal
    scheme: Scheme
    end: int


_CN = "[一二三四五六七八九十百零〇]"
_PATTERN = re.compile(
    rf"""
      (?P<PART>第\s?{_CN}{{1,4}}\s?(?:章|部分|编|篇)\s*[:、.]?)
    | (?P<SUBPART>第\s?{_CN}{{1,4}}\s?节\s*[:、.]?)
    | (?P<ARTICLE>第\s?{_CN}{{1,6}}\s?条)
    | (?P<CHINESE>{_CN}{{1,4}}\s?(?:[、.](?![0-9])|,(?=[一-鿿])))
    | (?P<CHINESE_BRACKETS>\(\s?{_CN}{{1,4}}\s?\)\s?[、.,]?|[㈠-㈩]|{_CN}{{1,3}}\)|\({_CN}{{1,3}}、)
    | (?P<ARABIC_NESTED>[0-9]{{1,2}}\.[0-9]{{1,2}}(?:\.[0-9]{{1,2}})?(?![0-9%月万亿个倍度吨公米元千百名人户家项平分个℃GB])\s*[、.]?\s*(?=[一-鿿《“"]))
    | (?P<ARABIC>[0-9]{{1,3}}\s?(?:\.(?![0-9])|\.(?=[1-9][0-9]{{2,}}[一-鿿])|\.(?=(?:(?:19|20)[0-9]{{2}}\s?年|[0-9]{{1,2}}\s?月))|、|,(?=[一-鿿]))|[⒈-⒛])
    | (?P<ARABIC_BRACKETS>\(\s?[0-9]{{1,3}}\s?\)\s?[、.]?|[0-9]{{1,2}}\)|[⑴-⒇])
    | (?P<CIRCLED>[①-⑳])
    | (?P<SPOKEN>[一二三四五六七八九十]是(?=[一-鿿]))
    """,
    re.VERBOSE,
)
_REFERENCE = re.compile(r"\s?(?:[项款条点目类]|至[(（]|和[(（]|、[(（])")
_BROKEN_DECIMAL = re.compile(r"[0-9]{1,3}\.\s+[0-9]{1,2}\s*(?:%|个百分点|万|亿)")


def leading_mark(passage: Passage) -> Mark | None:
    """The number that opens a line.

    Numbers inside sentences are none: ``3.5%``, ``3. 3%``, ``2021.8``.
    """
    folded = passage.folded
    match = _PATTERN.match(folded)
    if match is None or (folded[0].isdigit() and _BROKEN_DECIMAL.match(folded)):
        return None
    assert match.lastgroup is not None
    number = passage.span(match).strip()
    end = match.end()
    while end < len(folded) and folded[end] in " \t":
        end += 1
    return Mark(ordinal=Ordinal.parse(number.text, location=number.location), scheme=Scheme[match.lastgroup], end=end)


_AFTER_SENTENCE = '。；;!！)〕:：”"\n \t>》|'
_PART_OF_WORD = "统第唯之其任逐单同万专合归划不每某任各百千十零进入这那有多初"
"""Characters that make a word with the numeral behind them: 统一、规范."""
_IN_NAME = re.compile(r"[局委办厅部会院社站校司处所队室府]\s[一-鿿]$")
"""A surname behind a unit, whose given name is a numeral: 区园林局 李四、区财政局."""
_STATEMENT_BEFORE = re.compile(r"[)〕]\s*[。;,]?\s*$")
_LABEL_NEARBY = re.compile(r"(?:单位|部门|科室|处室|时限|领导|责任人):[^:]*$")
_HEADING_BEFORE = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))[^。;,:()]{2,30}:?\s*$"
)
_LONG_LINE = 400
_SPLIT_SCHEMES = {Scheme.PART, Scheme.CHINESE, Scheme.CHINESE_BRACKETS, Scheme.ARABIC, Scheme.ARABIC_BRACKETS}


def _behind_heading(folded: str, start: int, at: int, scheme: Scheme) -> bool:
    """Whether a number stands right behind the heading of its section on one line: 五、优化服务（一）…

    Whether the sequence expects the number is for the caller to say.
    """
    return (
        scheme in (Scheme.CHINESE_BRACKETS, Scheme.ARABIC)
        and not folded[at - 1].isdigit()
        and _HEADING_BEFORE.match(folded[start:at]) is not None
    )


def split_run_on(passage: Passage, *, force: bool = False) -> Iterator[Passage]:
    """A line that holds several numbered items, cut before each of them.

    A number counts only where the sequence expects it: the next one of its scheme, or 1 to open a scheme below.

    Args:
        passage: One line.
        force: Cut at every expected number; otherwise only behind a statement of units, or in a line so long that it must
            hold several paragraphs.
    """
    folded = passage.folded
    if len(folded) < 12:
        yield passage
        return
    expected: dict[Scheme, int] = {}
    continued: dict[Scheme, int] = {}
    cuts: list[int] = []
    last = 0
    force = force or len(folded) > _LONG_LINE * 3
    for match in _PATTERN.finditer(folded):
        assert match.lastgroup is not None
        scheme = Scheme[match.lastgroup]
        at = match.start()
        if scheme not in _SPLIT_SCHEMES:
            continue
        before = folded[last:at]
        if match[0][-1] == ")" and match[0][0] != "(" and before.count("(") > before.count(")"):
            continue  # the bracket closes what was opened before it: (区财政局 张三)
        if scheme is Scheme.CHINESE and _IN_NAME.search(before[-8:]):
            continue
        behind = bool(_STATEMENT_BEFORE.search(before[-40:])) or bool(_LABEL_NEARBY.search(before[-200:]))
        behind = behind or (at > 0 and _behind_heading(folded, last, at, scheme))
        if at and folded[at - 1] not in _AFTER_SENTENCE and not (behind and not folded[at - 1].isdigit()):
            # An endless line prints headings without any mark between them: …若干措施一、加大帮扶（一）落实减免。
            glued = force and scheme in (Scheme.CHINESE, Scheme.CHINESE_BRACKETS)
            if not glued or folded[at - 1] in _PART_OF_WORD:
                continue
        if folded[at].isdigit() and _BROKEN_DECIMAL.match(folded, at):
            continue
        if _REFERENCE.match(folded, match.end()) or (at and folded[at - 1] in "至和及照述第按据"):
            # 对照（一）至（三）项要求 speaks of items; it opens none.
            continue
        value = Ordinal.parse(match[0]).value
        opened = scheme in expected
        runs_on = not opened and value == continued.get(scheme)
        due = value == expected.get(scheme) or (value == 1 and (not opened or behind)) or runs_on
        if at and not due and (opened or not (behind and value > 1)):
            continue
        if at and not force and not behind:
            expected[scheme] = value + 1
            continue
        for deeper in [other for other in expected if other > scheme]:
            continued[deeper] = expected.pop(deeper)
        expected[scheme] = value + 1
        if at:
            cuts.append(at)
            last = at
    for start, end in zip([0, *cuts], [*cuts, len(folded)], strict=True):
        piece = passage[start:end].strip()
        if piece:
            yield piece
