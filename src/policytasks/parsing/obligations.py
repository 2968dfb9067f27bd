"""Obligations 主体中的要求: duties and times that the letter's body lays on every addressee."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policytasks.model.notice import Requirement
from policytasks.parsing.deadlines import find_deadlines
from policytasks.parsing.requirement import Context
from policytasks.passage import Passage

__all__ = ["read_obligations"]

_SENTENCE = re.compile(r"[^。;!\n]+[。;!]?")
_EVERYBODY = re.compile(
    r"^(?:[(]?[一二三四五六七八九十]{1,2}[)、][^。]{0,30}[。])?(?:请)?(?:各(?:级|地|有关|相关|责任|牵头|配合)?[^,。;]{0,24}(?:部门|单位|政府|镇街|街道|乡镇|科室|地区|县区))(?:[^,。;]{0,6})?(?:要|应|须|必须|务必|应当|需)"
)


def read_obligations(body: Sequence[Passage], context: Context) -> tuple[Requirement, ...]:
    """The sentences of the body that bind everybody.

    Args:
        body: The paragraphs of the letter's body.
        context: The notice's year.

    Returns:
        One requirement for each sentence that sets a time or tells every unit what it must do; ids ``body.1`` …
    """
    found: list[Requirement] = []
    for passage in body:
        for sentence in _sentences(passage):
            deadlines = find_deadlines(sentence, year=context.year)
            if deadlines or _EVERYBODY.match(sentence.folded):
                found.append(
                    Requirement(
                        id=f"body.{len(found) + 1}",
                        text=sentence.text,
                        deadlines=deadlines,
                        location=sentence.location,
                    )
                )
    return tuple(found)


def _sentences(passage: Passage) -> Iterator[Passage]:
    for match in _SENTENCE.finditer(passage.folded):
        sentence = passage.span(match).strip()
        if sentence:
            yield sentence
