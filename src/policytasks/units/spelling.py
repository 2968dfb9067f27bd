"""Spelling 写法: one form of the blanks, marks and characters of a printed name, before anything is read from it."""

from __future__ import annotations

from policytasks.folding import fold
from policytasks.passage import BLANKS

__all__ = ["plain"]

_MARKS = str.maketrans({"〔": "(", "〕": ")"} | dict.fromkeys(BLANKS))
_OUTER_MARKS = "、,.。;:!?-·•*"


def plain(name: str) -> str:
    """The name without blanks and outer marks, with half-width brackets and digits and simplified characters.

    >>> plain(" 区 财政局（国资中心） 、")
    '区财政局(国资中心)'
    """
    text = fold(name).translate(_MARKS)
    return text.strip(_OUTER_MARKS)
