"""Fonts 字体: a typeface that has the characters of Chinese notices, or a hint how to get one; never empty boxes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from policytasks.errors import MissingExtraError

__all__ = ["CHINESE_FONTS", "chinese_font", "covers"]

CHINESE_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Microsoft YaHei",
    "HarmonyOS Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Hiragino Sans GB",
    "Heiti SC",
    "STHeiti",
    "SimHei",
    "DengXian",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Songti SC",
    "SimSun",
    "Arial Unicode MS",
    "Droid Sans Fallback",
    # The other faces of the same collections, which hold all characters in shapes of other regions: matplotlib before 3.11 sees
    # only the first face of a collection.
    "Noto Sans CJK TC",
    "Noto Sans CJK HK",
    "Noto Sans CJK JP",
    "Noto Sans CJK KR",
    "Noto Serif CJK JP",
)
"""Typefaces with simplified Chinese, in the order in which they are taken: made for screens and figures first."""

_HINT = (
    "a Chinese font, such as Noto Sans CJK: apt install fonts-noto-cjk (Debian, Ubuntu), "
    "dnf install google-noto-sans-cjk-fonts (Fedora), brew install font-noto-sans-cjk-sc (macOS)"
)
_FILES = (
    "noto",
    "sourcehan",
    "wqy",
    "simhei",
    "simsun",
    "msyh",
    "pingfang",
    "heiti",
    "songti",
    "deng",
    "droidsansfallback",
)


def chinese_font(texts: Iterable[str] = ()) -> str:
    """The name of a typeface that has every character of some texts.

    Args:
        texts: What will be written.

    Returns:
        A family that matplotlib knows; matplotlib's own DejaVu Sans where that suffices and there is no Chinese one.

    Raises:
        MissingExtraError: There is none; the message says how to install one.
    """
    wanted = frozenset(character for text in texts for character in text if not character.isspace())
    for family in _installed():
        if covers(family, wanted):
            return family
    if covers("DejaVu Sans", wanted):
        return "DejaVu Sans"
    if installed := _installed():
        # A rare character that the best typeface lacks is drawn from another one, or as a box that the log names.
        return installed[0]
    raise MissingExtraError("drawing Chinese text", need=_HINT)


def covers(family: str, characters: Iterable[str]) -> bool:
    """Whether a typeface has all of some characters."""
    return _characters(family).issuperset(map(ord, characters))


@cache
def _installed() -> tuple[str, ...]:
    from matplotlib import font_manager

    known = {entry.name for entry in font_manager.fontManager.ttflist}
    if known.isdisjoint(CHINESE_FONTS):
        # matplotlib keeps a list from when it was installed; a font may have come since.
        for path in font_manager.findSystemFonts():
            if Path(path).name.lower().replace("-", "").startswith(_FILES):
                font_manager.fontManager.addfont(path)
        known = {entry.name for entry in font_manager.fontManager.ttflist}
    return tuple(family for family in CHINESE_FONTS if family in known)


@cache
def _characters(family: str) -> frozenset[int]:
    from matplotlib import font_manager

    path: Any = font_manager.findfont(font_manager.FontProperties(family=[family]))
    return frozenset(font_manager.get_font(path).get_charmap())
