"""Citations 引用文件: documents that the text names, by title in 《》, by number, or both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytasks.model.document_number import leading_words
from policytasks.model.notice import Citation
from policytasks.parsing.document_numbers import find_document_numbers, find_order_numbers
from policytasks.passage import Passage

__all__ = ["find_citations", "find_malformed_numbers"]

_TITLE = re.compile(r"《(?P<title>[^《》]{2,120}(?:《[^《》]{1,80}》[^《》]{0,60})?)》")

_CODE = r"(?<![0-9])(?P<code>[一-鿿]{1,14}[发函字电规办通复])"
_BLANKS = r"[ \t]{0,2}"
_YEAR = r"(?:19|20)[0-9]{2}"
_MALFORMED: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            rf"{_CODE}{_BLANKS}[〔({{<]{_BLANKS}{_YEAR}{_BLANKS}[〕)}}>]{_BLANKS}第?[0-9]{{1,4}}(?=$|[,.;:、。)〕>》”\n])"
        ),
        "号 is missing",
    ),
    (
        re.compile(rf"{_CODE}{_BLANKS}{_YEAR}[〕)}}>]{_BLANKS}第?[0-9]{{1,4}}{_BLANKS}号"),
        "the opening bracket is missing",
    ),
    (re.compile(rf"{_CODE}{_BLANKS}[〔({{<]{_YEAR}{_BLANKS}[0-9]{{1,4}}{_BLANKS}号"), "the closing bracket is missing"),
    (re.compile(rf"{_CODE}{_BLANKS}{_YEAR}年{_BLANKS}第?[0-9]{{1,4}}{_BLANKS}号"), "the brackets are missing"),
    (
        re.compile(rf"{_CODE}{_BLANKS}[〔({{<]{_BLANKS}[0-9]{{2}}{_BLANKS}[〕)}}>]{_BLANKS}第?[0-9]{{1,4}}{_BLANKS}号"),
        "the year has two digits",
    ),
)
"""Numbers of documents that lost a mark, as GB/T 9704-2012, 7.2.5 prescribes it. Only after a code that ends as codes do."""


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
        printed = passage[start:end].text.strip()
        printed = printed if printed != number else ""
        found.append(Citation(title=title, number=number, printed=printed, location=passage[opening:end].location))
    return tuple(found)


def find_malformed_numbers(passage: Passage) -> Iterator[tuple[Passage, str]]:
    """What looks like a number of a document and lacks a mark, in printed order, and what it lacks.

    Args:
        passage: A paragraph of the letter, or a requirement.
    """
    found = [
        (match.start() + _words_before(match["code"]), match.end(), lost)
        for pattern, lost in _MALFORMED
        for match in pattern.finditer(passage.folded)
    ]
    for start, end, lost in sorted(found):
        yield passage[start:end], lost


def _words_before(run: str) -> int:
    """How many characters before a code are words of the sentence."""
    joined = run[0] in "和与及或" and len(run) > 2
    return joined + leading_words(run[joined:])
