"""Sheet names 工作表名: names of units as names of sheets that Excel takes.

A name has at most 31 UTF-16 units and none of ``[ ] : * ? / \\``; it does not begin or end with an apostrophe, is not History
(which Excel keeps for itself), and no two of a workbook differ in case only. `openpyxl` lets several of these through, and Excel then
repairs the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from policytasks.workbook.cells import utf16_length

__all__ = ["LONGEST_NAME", "sheet_names"]

LONGEST_NAME = 31
"""UTF-16 units."""

_FORBIDDEN = str.maketrans("[]:*?/\\'", "［］：＊？／＼’")
"""Their full-width forms look alike and are allowed."""

_UNSEEN = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")
_RESERVED = frozenset({"history"})


def sheet_names(names: Sequence[str], *, taken: Iterable[str] = ()) -> tuple[str, ...]:
    """A sheet name for each name, in their order, no two of which are the same in a workbook.

    A name that is fit stays as it is; a long one is cut and ends in …; of two that would be the same the later one gets a
    number.

    Args:
        names: The names.
        taken: Names of sheets that are there already.
    """
    used = {_alike(name) for name in taken} | _RESERVED
    found: list[str] = []
    for name in names:
        shown = _UNSEEN.sub(" ", name.translate(_FORBIDDEN)).strip() or "—"
        fitting, count = _cut(shown, LONGEST_NAME), 1
        while _alike(fitting) in used:
            count += 1
            mark = f"（{count}）"
            fitting = _cut(shown, LONGEST_NAME - utf16_length(mark)) + mark
        used.add(_alike(fitting))
        found.append(fitting)
    return tuple(found)


def _cut(text: str, most: int) -> str:
    if utf16_length(text) <= most:
        return text
    while utf16_length(text) > most - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _alike(name: str) -> str:
    """What two names share that some program takes for one: neither A and a, nor half and full width are told apart."""
    return unicodedata.normalize("NFKC", name).casefold()
