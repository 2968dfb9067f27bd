"""Citations 引用文件: documents that the text names, by title in 《》, by number, or both."""

from __future__ import annotations

import re

from policytasks.model.notice import Citation
from policytasks.parsing.document_numbers import find_document_numbers, find_order_numbers
from policytasks.passage import Passage

__all__ = ["find_citations"]

_TITLE = re.compile(r"《(?P<title>[^《》]{2,120}(?:《[^《》]{1,80}》[^《》]{0,60})?)》")


def find_citations(passage: Passage) -> tuple[Citation, ...]:
    """The documents with a number that a stretch of text names, in printed order; a title in front of the number belongs to it.

    Args:
        passage: A paragraph of the letter, or a requirement.
    """
    folded = passage.folded
    numbers: list[tuple[str, int, int]] = [
        (str(number), start, end) for number, start, end in find_document_numbers(passage)
    ] + [(passage[start:end].compact().text, start, end) for _, start, end in find_order_numbers(passage)]
    found = []
    for number, start, end in sorted(numbers, key=lambda one: one[1]):
        title = None
        opening = start
        for match in _TITLE.finditer(folded, 0, start):
            between = folded[match.end() : start]
            if between.strip() in ("(", "〔", "", "(以下简称"):
                title, opening = passage.span(match, "title").text, match.start()
        found.append(Citation(title=title, number=number, location=passage[opening:end].location))
    return tuple(found)
