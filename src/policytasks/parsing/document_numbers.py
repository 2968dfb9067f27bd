"""Document numbers in running text: 发文字号 and numbers of orders, each with its span."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytasks.errors import DocumentNumberError
from policytasks.model.document_number import DocumentNumber, leading_words
from policytasks.passage import Passage

__all__ = ["find_document_numbers", "find_order_numbers"]

_BLANK = r"[ \t\n]{0,3}+"
_NUMBER = re.compile(
    rf"[〔(<{{]{_BLANK}(?:(?:19|20)[0-9]{{2}}|[一二][〇零OO九][0-9〇零一二三四五六七八九]{{2}}){_BLANK}年?{_BLANK}[〕)>}}]"
    rf"{_BLANK}第?{_BLANK}[0-9]{{1,5}}{_BLANK}号(?![楼线院店馆机井])"
)
"""Year in brackets of any kind, serial, 号; the agency code is read backwards from it."""

_ORDER = re.compile(
    rf"(?:令|公告){_BLANK}(?:\({_BLANK})?(?:(?:19|20)[0-9]{{2}}{_BLANK}年)?{_BLANK}第{_BLANK}[0-9]{{1,4}}{_BLANK}号"
)

_CODE_CHARACTER = re.compile(r"[一-鿿A-Za-z·]")
_LONGEST_RUN, _WIDEST_GAP = 30, 3
_COUNTERS = "年月日号条项款届次期"
"""What stays of 2021年 or 第3条 when the digits before an agency code end a run."""

_CONJUNCTIONS = "和与及或"
_CLOSING = ")〕>》”\"'’"

_ORDER_LEAD_IN = re.compile(
    r"根据|按照|依据|依照|参照|遵照|执行|落实|贯彻|印发|转发|发布|公布|详见|参见|修订|修正|废止|以及|施行|[以的在见经]"
)
"""Words before an issuer; its own name may hold 和 or 委员会, so fewer words than before an agency code."""


def find_document_numbers(passage: Passage) -> Iterator[tuple[DocumentNumber, int, int]]:
    """Every 发文字号 in a text, in printed order.

    Words that stand before the agency code without a mark (根据, 市政府办公室) are left out.

    Args:
        passage: Any stretch of a document.

    Yields:
        The number with its location, and the half-open span of its characters in the passage.
    """
    folded, floor = passage.folded, 0
    for match in _NUMBER.finditer(folded):
        end_of_code = match.start()
        while end_of_code > max(floor, match.start() - _WIDEST_GAP) and folded[end_of_code - 1].isspace():
            end_of_code -= 1
        start = _run_start(folded, end_of_code, floor)
        start += _joined(folded, start, floor)
        start += leading_words(folded[start:end_of_code])
        span = passage[start : match.end()]
        try:
            number = DocumentNumber.parse(span.text, location=span.location)
        except DocumentNumberError:
            continue
        yield number, start, match.end()
        floor = match.end()


def _run_start(folded: str, end: int, floor: int) -> int:
    """Where the run of characters that an agency code may hold begins."""
    start = end
    while start > max(floor, end - _LONGEST_RUN) and _CODE_CHARACTER.match(folded, start - 1):
        start -= 1
    return start


def _joined(folded: str, start: int, floor: int) -> int:
    """1 when the run begins with a character that belongs to what stands before it, as in 》和冀政办字 or 2021年国发."""
    if start == 0 or start == len(folded):
        return 0
    before, first = folded[start - 1], folded[start]
    if before.isdigit():
        return int(first in _COUNTERS)
    # A code may itself begin with 和 (和平区), so only after a mark that closes something.
    return int((before in _CLOSING or start == floor) and first in _CONJUNCTIONS)


def find_order_numbers(passage: Passage) -> Iterator[tuple[str, int, int]]:
    """Every number of an order or announcement in a text, such as 国务院令第713号, in printed order.

    Args:
        passage: Any stretch of a document.

    Yields:
        The number as printed, without blanks, and the half-open span of its characters in the passage.
    """
    folded, floor = passage.folded, 0
    for match in _ORDER.finditer(folded):
        start = _run_start(folded, match.start(), floor)
        for word in _ORDER_LEAD_IN.finditer(folded, start, match.start()):
            start = word.end()
        start += _joined(folded, start, floor)
        if start == match.start():
            continue
        end = match.end()
        if "(" in match[0] and folded[end : end + 1] == ")":
            end += 1
        yield "".join(passage.text[start:end].split()), start, end
        floor = end
