"""Number formats 编号格式: 1, 2, 3 → 一 二 三, ① ② ③, 甲 乙 丙, A B C, as Word prints them.

The names are those of ST_NumberFormat (ISO/IEC 29500-1, 17.18.59); which characters each of them uses is told there and in
[MS-DOCX] 2.4. A number past the end of a closed set (① to ⑳) is printed in digits, as Word does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

__all__ = ["FORMATS", "format_number"]

_CHINESE = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_CIRCLE_ZERO = "○一二三四五六七八九"
_IDEOGRAPH_ZERO = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_LONGEST_REPEAT = 30


def _counted(value: int, digits: str, units: str, *, bare_ten: bool = False, bare_one: bool = False) -> str:
    """A number in words: groups of four digits with 十百千, parted by 万 and 亿; up to 10¹² - 1.

    Args:
        value: The number.
        digits: The ten digits.
        units: 十, 百, 千, 万, 亿 in this order.
        bare_ten: 十 for 一十 at the beginning.
        bare_one: 十, 百, 千 without 一 everywhere, and no zeros, as in Japanese.
    """
    if value <= 0 or value >= 10**12:
        return digits[0] if value == 0 else str(value)
    groups = []
    while value:
        value, group = divmod(value, 10_000)
        groups.append(group)
    text = ""
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if not group:
            continue
        if text and group < 1000 and not bare_one:
            text += digits[0]
        text += _group(group, digits, units, bare_one=bare_one)
        if index:
            text += units[2 + index]
    if bare_ten and text.startswith(digits[1] + units[0]):
        text = text[1:]
    return text


def _group(group: int, digits: str, units: str, *, bare_one: bool) -> str:
    """1 to 9,999 in words."""
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = group // 10**power % 10
        if not digit:
            gap = bool(text)
            continue
        if gap and not bare_one:
            text += digits[0]
        gap = False
        if not (bare_one and digit == 1 and power):
            text += digits[digit]
        text += units[power - 1] if power else ""
    return text


def _positional(value: int, digits: str) -> str:
    """A number digit by digit: 一〇二."""
    return "".join(digits[int(digit)] for digit in str(value))


def _counting(value: int, digits: str) -> str:
    """十二, 九十九 up to 99, then digit by digit: 一○○."""
    return _positional(value, digits) if value > 99 else _counted(value, digits, "十百千万亿", bare_ten=True)


def _from_set(value: int, characters: str) -> str:
    return characters[value - 1] if 1 <= value <= len(characters) else str(value)


def _repeated(value: int, letters: str) -> str:
    """a … z, aa, bb: the letter once more for each round."""
    if value < 1:
        return str(value)
    rounds, index = divmod(value - 1, len(letters))
    return letters[index] * (rounds + 1) if rounds < _LONGEST_REPEAT else str(value)


def _roman(value: int) -> str:
    if not 1 <= value <= 32_767:
        return str(value)
    text = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        text += letters * count
    return text


def _ordinal(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return f"{value}th"
    return f"{value}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th') }"


def _series(first: int, count: int) -> str:
    """Characters that stand one after another in Unicode."""
    return "".join(map(chr, range(first, first + count)))


_CIRCLED = _series(0x2460, 20)
_FULL_WIDTH = _series(0xFF10, 10)

FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimal": str,
        "decimalHalfWidth": str,
        "decimalZero": lambda value: f"{value:02d}",
        "decimalFullWidth": lambda value: _positional(value, _FULL_WIDTH),
        "decimalFullWidth2": lambda value: _positional(value, _FULL_WIDTH),
        "decimalEnclosedCircle": lambda value: _from_set(value, _CIRCLED),
        "decimalEnclosedCircleChinese": lambda value: _from_set(value, _CIRCLED),
        "decimalEnclosedParen": lambda value: _from_set(value, _series(0x2474, 20)),
        "decimalEnclosedFullstop": lambda value: _from_set(value, _series(0x2488, 20)),
        "numberInDash": lambda value: f"- {value} -",
        "ordinal": _ordinal,
        "hex": lambda value: f"{value:X}",
        "upperRoman": lambda value: _roman(value).upper(),
        "lowerRoman": _roman,
        "upperLetter": lambda value: _repeated(value, _LATIN.upper()),
        "lowerLetter": lambda value: _repeated(value, _LATIN),
        "russianUpper": lambda value: _repeated(value, _RUSSIAN.upper()),
        "russianLower": lambda value: _repeated(value, _RUSSIAN),
        "chicago": lambda value: _repeated(value, "*†‡§"),
        "chineseCounting": lambda value: _counting(value, _CIRCLE_ZERO),
        "chineseCountingThousand": lambda value: _counted(value, _CHINESE, "十百千万亿", bare_ten=True),
        "chineseLegalSimplified": lambda value: _counted(value, _LEGAL, "拾佰仟万亿"),
        "taiwaneseCounting": lambda value: _counting(value, _CIRCLE_ZERO),
        "taiwaneseCountingThousand": lambda value: _counted(value, _CHINESE, "十百千萬億", bare_ten=True),
        "taiwaneseDigital": lambda value: _positional(value, _CIRCLE_ZERO),
        "japaneseCounting": lambda value: _counted(value, _IDEOGRAPH_ZERO, "十百千万億", bare_one=True),
        "japaneseDigitalTenThousand": lambda value: _positional(value, _IDEOGRAPH_ZERO),
        "ideographDigital": lambda value: _positional(value, _IDEOGRAPH_ZERO),
        "ideographLegalTraditional": lambda value: _counted(value, _LEGAL_TRADITIONAL, "拾佰仟萬億"),
        "ideographEnclosedCircle": lambda value: _from_set(value, _series(0x3220, 10)),
        "ideographTraditional": lambda value: _from_set(value, _STEMS),
        "ideographZodiac": lambda value: _from_set(value, _BRANCHES),
        "ideographZodiacTraditional": lambda value: (
            _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12] if 1 <= value <= 60 else str(value)
        ),
        "none": lambda value: "",
        "bullet": lambda value: "",
    }
)
"""Name of the format → how it prints a number; a format that is not here is printed in digits."""


def format_number(value: int, name: str) -> str:
    """A number as Word prints it in a format.

    >>> [format_number(21, name) for name in ("chineseCounting", "decimalEnclosedCircle", "lowerRoman")]
    ['二十一', '21', 'xxi']
    """
    return FORMATS.get(name, str)(value)
