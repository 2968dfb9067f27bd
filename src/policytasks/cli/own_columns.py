"""Own columns on the command line: 督办级别:choice:一般|重点."""

from __future__ import annotations

from typing import Any

from policytasks.folding import fold
from policytasks.workbook.own_columns import ColumnChoice, OwnColumn

__all__ = ["column_choices"]


def column_choices(given: tuple[str, ...]) -> tuple[ColumnChoice, ...] | None:
    """The columns of a ledger: the usual ones, then people's own.

    Args:
        given: Each as heading, kind and words, parted by colons of either width.

    Returns:
        None when none were given.

    Raises:
        LedgerError: A column that contradicts itself.
    """
    return (..., *map(_own_column, given)) if given else None


def _own_column(text: str) -> OwnColumn:
    heading, _, rest = text.replace("：", ":").partition(":")
    kind, _, words = rest.partition(":")
    choices = tuple(word.strip() for word in words.replace("｜", "|").split("|") if word.strip())
    checked: Any = fold(kind).strip().lower() or "text"
    return OwnColumn(heading=heading.strip(), kind=checked, choices=choices)
