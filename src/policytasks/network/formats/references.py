"""Character references: what a format cannot hold in a name, written as ``&#34;``, which no two names share.

Pajek shows such references as the characters they mean; UCINET shows them as they are.
"""

from __future__ import annotations

import re

__all__ = ["referenced", "resolved"]

_REFERENCE = re.compile(r"&#([0-9]{1,7});")
_EMPTY = "&;"


def referenced(text: str, unsafe: re.Pattern[str]) -> str:
    """A text without the characters that a pattern finds, each written as its number.

    Args:
        text: Any text; an empty one becomes ``&;``, which no other text does.
        unsafe: Finds single characters; ``&`` must be among them.
    """
    return unsafe.sub(lambda match: f"&#{ord(match[0])};", text) or _EMPTY


def resolved(text: str) -> str:
    """The text that `referenced` was given."""
    return "" if text == _EMPTY else _REFERENCE.sub(lambda match: chr(int(match[1])), text)
