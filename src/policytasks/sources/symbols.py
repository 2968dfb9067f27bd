"""Symbols 符号: characters of symbol fonts as characters that say the same in any font."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["printed_symbol"]

_WINGDINGS: Mapping[int, str] = MappingProxyType(
    {
        0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9E: "·", 0x9F: "•",
        0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xB2: "✧", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓",
        0xFD: "☒", 0xFE: "☑", 0x80: "⓪",
    }
    | {0x81 + index: chr(0x2460 + index) for index in range(10)}
    | {0x8C + index: chr(0x2776 + index) for index in range(10)}
)  # fmt: skip
"""Wingdings, by the low byte of the code: those that documents use for bullets, boxes and circled numbers."""

_WINGDINGS_2: Mapping[int, str] = MappingProxyType({0x50: "✓", 0x52: "☑", 0x53: "☒", 0xA3: "□", 0x97: "●", 0xA2: "■"})

_SYMBOL: Mapping[int, str] = MappingProxyType(
    {0xB7: "•", 0xA8: "◆", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xB8: "÷", 0xAE: "→", 0xB9: "≠"}
)

_FONTS: Mapping[str, Mapping[int, str]] = MappingProxyType(
    {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
)

_PRIVATE = range(0xF000, 0xF100)


def printed_symbol(text: str, font: str) -> str:
    """Characters of a symbol font as ordinary ones; those that are not known stay.

    Args:
        text: The characters, at their own code or at U+F000 above it.
        font: Name of the font; a character at U+F0xx of an unknown one is looked for in all.

    >>> printed_symbol("\\uf0b7", "Symbol"), printed_symbol("\\uf0fe", "Wingdings"), printed_symbol("A", "")
    ('•', '☑', 'A')
    """
    table = _FONTS.get(font.casefold())
    return "".join(_one(character, table) for character in text)


def _one(character: str, table: Mapping[int, str] | None) -> str:
    code = ord(character)
    private = code in _PRIVATE
    if table is None and not private:
        return character
    low = code - _PRIVATE.start if private else code
    if table is not None:
        return table.get(low, character)
    return next((other[low] for other in (_SYMBOL, _WINGDINGS, _WINGDINGS_2) if low in other), character)
