"""Traits: what a cell of a flattened table looks like, so that it can be told which column it came from."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from policytasks.model.deadline import DeadlineKind
from policytasks.parsing.columns import Column, holds_units
from policytasks.parsing.deadlines import parse_deadline
from policytasks.parsing.numbering import Scheme, leading_mark
from policytasks.parsing.row_cells import NUMBER_CELL
from policytasks.parsing.statement import LEADER
from policytasks.parsing.unit_list import may_be_unit, split_names
from policytasks.parsing.vocabulary import STATUS_WORDS, ColumnRole
from policytasks.passage import Passage

__all__ = ["TEXT_ROLES", "Token", "Traits", "compared", "has_levels", "task_schemes_of", "traits_of"]

TEXT_ROLES = (ColumnRole.TASK, ColumnRole.REQUIREMENT, ColumnRole.SECTION)


@attrs.frozen(kw_only=True, eq=False)
class Token:
    """One cell, or one line of a cell, of a flattened table.

    Args:
        lines: Its lines.
        whole: True when its borders were printed, so it is a cell by itself.
        joined: True when its line ends are the cell's edge.
    """

    lines: tuple[Passage, ...]
    whole: bool = False
    joined: bool = False

    @property
    def passage(self) -> Passage:
        return Passage.join(self.lines, "\n")

    @property
    def words(self) -> str:
        return Passage.join(self.lines).compact().folded


@attrs.frozen(kw_only=True)
class Traits:
    """What a token looks like, worked out once."""

    number: bool
    units: bool
    some_units: bool
    open_end: bool
    time: bool
    name: bool
    status: bool
    length: int
    stops: bool
    scheme: Scheme | None
    value: int = 0
    unmarked: bool = False
    """Without a number, where the texts of the table have one."""
    inner: bool = False
    """With a number that does not continue the row numbers: an item inside a cell."""


def traits_of(token: Token) -> Traits:
    words = token.words
    passage = token.passage
    short = len(words) <= 200
    names = [name for name in split_names(passage) if name.passage] if short else []
    mark = leading_mark(passage)
    units = bool(short and mark is None and holds_units(passage.strip("。 ")))
    return Traits(
        number=NUMBER_CELL.fullmatch(words) is not None,
        units=units,
        some_units=len(words) <= 60 and mark is None and any(may_be_unit(name.text) for name in names),
        open_end=words.endswith(("、", ",", "会同")) and len(words) <= 40,
        time=_is_time(words, passage) and mark is None,
        name=(2 <= len(words) <= 4 and not units and not any(mark in words for mark in "。、,0123456789"))
        or (len(words) <= 16 and LEADER.search(words) is not None),
        status=words in STATUS_WORDS,
        length=len(words),
        stops=words.endswith(("。", ";")),
        scheme=mark.scheme if mark is not None else None,
        value=mark.ordinal.value if mark is not None else 0,
    )


_TIME_END = re.compile(r"^[^。,;]{1,12}(?:期内|期间|之前|日前|月前|年前|节前|底前|随时|全学年|学期)$")


def _is_time(words: str, passage: Passage) -> bool:
    if len(words) > 24 or words in STATUS_WORDS or words.endswith("。"):
        return False
    if _TIME_END.search(words):
        return True
    deadlines = parse_deadline(passage, year=2000)
    return bool(deadlines) and (len(words) <= 12 or deadlines[0].kind is not DeadlineKind.ONGOING)


def compared(traits: list[Traits]) -> list[Traits]:
    """The traits, with the texts marked that lack the number which nearly all texts of the table have."""
    texts = [
        trait
        for trait in traits
        if not (trait.number or trait.units or trait.time or trait.status or trait.some_units) and trait.length >= 6
    ]
    numbered = [trait for trait in texts if trait.scheme is not None]
    if len(texts) < 3 or len(numbered) * 3 < len(texts) * 2:
        return traits
    compared = []
    last: int | None = None
    for trait in traits:
        inner = trait.scheme is Scheme.ARABIC and last is not None and trait.value <= last
        if trait.scheme is Scheme.ARABIC and not inner:
            last = trait.value
        compared.append(attrs.evolve(trait, unmarked=trait.scheme is None, inner=inner))
    return compared


def has_levels(columns: Sequence[Column]) -> bool:
    roles = {column.role for column in columns}
    return len(roles & {ColumnRole.TASK, ColumnRole.REQUIREMENT, ColumnRole.SECTION}) > 1


def task_schemes_of(traits: Sequence[Traits], columns: Sequence[Column]) -> frozenset[Scheme]:
    """Schemes of the task column itself, so that 一、 in it is not taken for a heading across the table.

    A scheme belongs to the tasks when its tokens are directly followed by text, and never by another token with a number.
    """
    if not any(column.role is ColumnRole.TASK for column in columns) or not has_levels(columns):
        return frozenset()
    found: set[Scheme] = set()
    for scheme in (Scheme.CHINESE, Scheme.CHINESE_BRACKETS):
        places = [at for at, trait in enumerate(traits) if trait.scheme is scheme]
        if not places:
            continue
        # A heading stands before a task of the other scheme; a task before its requirement.
        nested = sum(
            at + 1 < len(traits) and (traits[at + 1].number or traits[at + 1].scheme is Scheme.CHINESE_BRACKETS)
            for at in places
        )
        if nested * 2 < len(places):
            found.add(scheme)
    return frozenset(found)
