"""File names 文件名: names of units as names of files that Windows, macOS and Linux all take.

Windows forbids ``< > : " / \\ | ? *``, control characters, a dot or blank at the end, and the names of its old devices (Microsoft,
"Naming Files, Paths, and Namespaces"); it and macOS do not tell A from a, and macOS does not tell é from e with an accent.
Linux counts 255 bytes, of which a Chinese character takes three, and Excel opens no path over 218 characters.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

__all__ = ["file_names", "safe_name"]

_MOST_CHARACTERS = 50
_MOST_BYTES = 180
_FORBIDDEN = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
"""Their full-width forms look alike and are allowed everywhere."""

_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)", re.IGNORECASE)
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls, marks that turn the direction of writing, halves of characters, and what Unicode gives no meaning."""


def file_names(names: Sequence[str], *, suffix: str = ".xlsx") -> tuple[str, ...]:
    """A file name for each name, no two of which any system takes for one.

    A name keeps its file name whatever the other names are, unless one of them would get the same: then both carry a few
    characters of their own fingerprint.

    Args:
        names: The names, each once.
        suffix: What the file names end in.
    """
    stems = [safe_name(name) for name in names]
    count = Counter(map(_alike, stems))
    return tuple(
        f"{stem if count[_alike(stem)] == 1 else _marked(stem, name)}{suffix}"
        for stem, name in zip(stems, names, strict=True)
    )


def safe_name(name: str) -> str:
    """A name as a file name without suffix; the same one where it is fit to be one."""
    text = unicodedata.normalize("NFC", name).translate(_FORBIDDEN)
    text = "".join("_" if unicodedata.category(each) in _INVISIBLE else each for each in text)
    text = " ".join(text.split()).strip(". ") or "_"
    if _DEVICE.match(text) or text[0] in "~-":
        # Excel calls its lock files ~$name, and a leading - is an option to most commands.
        text = f"_{text}"
    if len(text) > _MOST_CHARACTERS or len(text.encode()) > _MOST_BYTES:
        return _marked(text, name)
    return text


def _marked(stem: str, name: str) -> str:
    """The stem, cut where it is long, with a mark that only this name has."""
    kept = stem[: _MOST_CHARACTERS - 9]
    while len(kept.encode()) > _MOST_BYTES - 9:
        kept = kept[:-1]
    mark = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{kept.rstrip('. ')}~{mark}"


def _alike(stem: str) -> str:
    """What two names share that some system takes for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", stem).casefold())
