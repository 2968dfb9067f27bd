"""Ordinal 层次序数: 一、（一）1.（1）① and their kin (GB/T 9704-2012, 7.3.3)."""

from __future__ import annotations

import re

import attrs

from policytasks.errors import OrdinalError
from policytasks.folding import fold
from policytasks.location import NOWHERE, Location

__all__ = ["Ordinal", "chinese_number"]

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_CIRCLED = {chr(0x2460 + value): value + 1 for value in range(20)} | {
    chr(0x3251 + value): value + 21 for value in range(15)
}
_PARENTHESISED = {chr(0x2474 + value): value + 1 for value in range(20)}
_DOTTED = {chr(0x2488 + value): value + 1 for value in range(20)}
_IDEOGRAPH = {chr(0x3220 + value): value + 1 for value in range(10)}
_DARK = {chr(start + value): value + 1 for start in (0x2776, 0x2780, 0x278A, 0x24F5) for value in range(10)}
_ROMAN = {chr(start + value): value + 1 for start in (0x2160, 0x2170) for value in range(12)}
_SINGLE = _CIRCLED | _PARENTHESISED | _DOTTED | _IDEOGRAPH | _DARK | _ROMAN
"""Ordinals of one character: ① ⑴ ⒈ ㈠ ❶ Ⅱ."""

_ORDINAL = re.compile(
    r"""
    (?:附件|附表|第)?\s{0,4}+
    [(〔<"“]?\s{0,4}+
    (?P<value>[0-9]{1,4}|[零〇一二三四五六七八九十百千两]{1,9}|[a-zA-Z])
    (?:\s{0,4}+[是要])?
    \s{0,4}+[)〕>"”]?
    \s{0,4}+[章节条款项编部分篇]{0,2}
    \s{0,4}+[、.,:)]?
    """,
    re.VERBOSE,
)


def chinese_number(text: str) -> int:
    """The value of a number in Chinese or Arabic digits, such as ``十六``, ``二十``, ``一百零三`` or ``二〇二一``.

    Raises:
        OrdinalError: The text is no number.
    """
    folded = fold(text).strip()
    if folded.isascii() and folded.isdigit():
        return int(folded)
    if folded and all(character in _DIGITS for character in folded):
        return int("".join(str(_DIGITS[character]) for character in folded))
    total, digit, last_unit = 0, None, 10_000
    for character in folded:
        if character in _DIGITS:
            if digit not in (None, 0):
                break
            digit = _DIGITS[character]
        elif character in _UNITS and _UNITS[character] < last_unit:
            last_unit = _UNITS[character]
            total += (1 if digit is None else digit) * last_unit
            digit = None
        else:
            break
    else:
        if folded:
            return total + (digit or 0)
    raise OrdinalError("not a number", found=repr(text), expected="Chinese or Arabic digits")


@attrs.frozen(kw_only=True)
class Ordinal:
    """层次序数: the number in front of a heading or an item, kept as it was printed.

    Args:
        text: As printed, marks included: ``"（十六）"``, ``"3."``, ``"①"``, ``"第二条"``.
        value: The number itself.
        location: Where it was printed.
    """

    text: str
    value: int
    location: Location = attrs.field(default=NOWHERE, eq=False)

    @classmethod
    def parse(cls, text: str, *, location: Location = NOWHERE) -> Ordinal:
        """Read an ordinal.

        Raises:
            OrdinalError: The text is no ordinal.

        >>> Ordinal.parse("（十六）").value
        16
        >>> str(Ordinal.parse("3.1.2."))
        '3.1.2.'
        """
        printed = text.strip()
        if printed.rstrip("、.") in _SINGLE:
            return cls(text=printed, value=_SINGLE[printed.rstrip("、.")], location=location)
        folded = fold(printed)
        match = _ORDINAL.fullmatch(folded)
        if match is None:
            nested = re.fullmatch(r"(?:\d{1,3}[.-])+(\d{1,3})[.、]?", folded)
            if nested is None:
                raise OrdinalError("not an ordinal", found=repr(text), expected="such as 一、（一）1.（1）① or 第一条")
            return cls(text=printed, value=int(nested[1]), location=location)
        value = match["value"]
        if value.isascii() and value.isalpha():
            return cls(text=printed, value=ord(value.lower()) - ord("a") + 1, location=location)
        return cls(text=printed, value=chinese_number(value), location=location)

    def __str__(self) -> str:
        return self.text

    @property
    def label(self) -> str:
        """The number without its marks, as people say it: ``"十六"`` for ``（十六）``, ``"3"`` for ``3.``."""
        return self.text.strip("、.．,，:：()（）[]［］〔〕【】 \u3000\t").removesuffix("是").removesuffix("要")
