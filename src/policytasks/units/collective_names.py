"""Collective names 统称写法: what a printed collective excepts（除…外）, and whether it says whom it means（各有关部门）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import attrs

from policytasks.folding import fold
from policytasks.model.unit import UnitKind
from policytasks.passage import BLANKS
from policytasks.units.data import read_table

__all__ = ["CollectiveName", "is_open", "likely_kinds", "parse_collective", "split_exceptions"]

_OUT = "(?:以外|之外|除外|外)"
_NOT = "(?:除去|除了|除|不含|不包括|不包含)"

_INSIDE = r"(?:[^()〔〕]|[(〔][^()〔〕]{0,60}[)〕]){1,200}?"
_BRACKETED = re.compile(rf"[(〔](?:{_NOT}(?P<listed>{_INSIDE}){_OUT}?|(?P<named>{_INSIDE})除外)[)〕]")
"""各镇(街道)(除甲镇外), 各部门(不含市公安局), 各镇(甲镇除外)."""

_AHEAD = re.compile(
    rf"{_NOT}(?P<listed>.{{1,200}}(?<![以之除])){_OUT}[的,、]?(?P<base>(?:其他|其余|其它)?[^外]{{0,12}}?(?:各|所有|全体|全部|部门|单位|镇|乡|街道|县|区|市)[^外]{{0,60}})"
)
"""除市公安局外的各部门; the last 外 before the collective counts, because names hold 外 themselves (外事办)."""

_BEHIND = re.compile(
    rf"(?P<base>.{{2,60}}?)[,、]?(?:{_NOT}(?P<listed>.{{1,200}}(?<![以之除])){_OUT}|[,](?P<named>.{{2,100}}?)除外)"
)
"""各镇(街道)除甲镇、乙街道外; 各部门，市公安局除外."""

_REST = re.compile(r"(?:其他|其余|其它)各?")
"""What is left after an exception is the collective itself without it: 除甲镇外其他镇街."""

_EVERY = "各"
_LIST_MARK = re.compile(r"[、,;]")
_JOINING_WORD = re.compile(r"([和及与])")
_CHOICE = re.compile(r"有关|相关|涉及|具体")
"""Words that leave it to the reader which units are meant."""


@attrs.frozen(kw_only=True)
class CollectiveName:
    """A printed collective, taken apart.

    Args:
        base: The collective itself: 各镇（街道）.
        excepted: The names that it excepts, as printed.
    """

    base: str
    excepted: tuple[str, ...] = ()


@lru_cache(maxsize=4_096)
def parse_collective(printed: str) -> CollectiveName:
    """Take the exceptions off a collective's name.

    >>> parse_collective("各镇（街道）（除甲镇外）")
    CollectiveName(base='各镇（街道）', excepted=('甲镇',))
    >>> parse_collective("除市公安局、市外事办外的各部门").excepted
    ('市公安局', '市外事办')
    """
    text = printed.strip(BLANKS)
    folded = fold(text)
    match = _BRACKETED.search(folded)
    if match is not None:
        base = text[: match.start()] + text[match.end() :]
    else:
        match = _AHEAD.fullmatch(folded) or _BEHIND.fullmatch(folded)
        if match is None:
            return CollectiveName(base=text)
        base = text[match.start("base") : match.end("base")]
    group = "listed" if match["listed"] is not None else "named"
    listed = text[match.start(group) : match.end(group)]
    names = tuple(part.strip(BLANKS) for part in _split(listed, _LIST_MARK) if part.strip(BLANKS))
    return CollectiveName(base=_REST.sub(_EVERY, base.strip(BLANKS + "，,、")), excepted=names)


def split_exceptions(name: str) -> tuple[str, ...]:
    """The parts of 甲镇和乙镇 with the joining words between them; a name may hold such a word itself（发展和改革局）.

    >>> split_exceptions("甲镇和乙镇")
    ('甲镇', '和', '乙镇')
    """
    return tuple(_JOINING_WORD.split(name, maxsplit=_MOST_JOINED))


_MOST_JOINED = 8


def _split(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """The parts between the marks that stand outside brackets."""
    folded, depth, last = fold(text), 0, 0
    for position, mark in enumerate(folded):
        if mark in "(〔":
            depth += 1
        elif mark in ")〕":
            depth = max(0, depth - 1)
        elif depth == 0 and pattern.match(mark):
            yield text[last:position]
            last = position + 1
    yield text[last:]


def is_open(name: str) -> bool:
    """Whether a collective leaves open whom it means: 各有关部门, 市直相关单位.

    >>> is_open("区政府各有关部门、单位"), is_open("区政府各部门、单位")
    (True, False)
    """
    return _CHOICE.search(fold(name)) is not None


@lru_cache(maxsize=1)
def _kinds_of_words() -> tuple[tuple[str, UnitKind], ...]:
    return tuple((word, UnitKind(kind)) for word, kind, _ in read_table("collective_kinds"))


def likely_kinds(name: str) -> tuple[UnitKind, ...]:
    """The kinds of unit that the words of a collective stand for; a guess for a draft, empty when no word says anything.

    >>> [str(kind) for kind in likely_kinds("各镇（街道）")]
    ['镇街']
    """
    return tuple(dict.fromkeys(kind for word, kind in _kinds_of_words() if word in name))
