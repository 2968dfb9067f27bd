"""Formatted text 富文本: a text of several pieces with formats of their own, in which words are replaced (18.4.4 and 18.4.12)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from policytasks.workbook.cells import unescaped
from policytasks.workbook.patching.cell_xml import text_xml
from policytasks.workbook.patching.xml_text import Tag, content, tags

__all__ = ["is_formatted", "replaced"]


_GUIDES = ("rPh", "phoneticPr")
_AROUND = ("si", "is")


def is_formatted(raw: str) -> bool:
    """Whether the XML of a text has pieces with formats."""
    return any(tag.local == "r" for tag in tags(raw))


def replaced(raw: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str], *, prefix: str) -> str:
    """The runs of a text with the matches of a pattern replaced, each in the format of its first character.

    A match may run over several pieces, as a word does of which somebody touched a part. Guides to the reading of the old
    characters are left out.

    Args:
        raw: The XML of the text, with the element around it.
        pattern: What to look for.
        replace: What takes its place.
        prefix: The prefix that the elements get, with its colon.

    Returns:
        The XML of the runs, without an element around them.
    """
    texts = list(_texts(raw))
    starts = [sum(map(len, texts[:index])) for index in range(len(texts))]
    for match in reversed(list(pattern.finditer("".join(texts)))):
        new = replace(match)
        for index, start in enumerate(starts):
            first, last = max(match.start(), start), min(match.end(), start + len(texts[index]))
            if first < last:
                texts[index] = texts[index][: first - start] + new + texts[index][last - start :]
                new = ""
    return "".join(_rebuilt(raw, texts, prefix))


def _own_tags(raw: str) -> Iterator[Tag]:
    """The tags inside the element of a text, but for guides to its reading."""
    hidden = ""
    for tag in list(tags(raw))[1:]:
        if hidden:
            hidden = "" if tag.closes and tag.name == hidden else hidden
        elif tag.local in _GUIDES and not tag.closes:
            hidden = "" if tag.is_empty else tag.name
        elif tag.local not in _AROUND:
            yield tag


def _texts(raw: str) -> Iterator[str]:
    opened: Tag | None = None
    for tag in _own_tags(raw):
        if tag.local != "t":
            continue
        if tag.closes and opened is not None:
            yield unescaped(content(raw[opened.end : tag.start]))
        elif tag.is_empty:
            yield ""
        opened = tag


def _rebuilt(raw: str, texts: list[str], prefix: str) -> Iterator[str]:
    left = iter(texts)
    for tag in _own_tags(raw):
        if tag.local != "t":
            yield f"<{'/' if tag.closes else ''}{prefix}{tag.local}{tag.rest}>"
        elif not tag.closes:
            yield text_xml(next(left), prefix)
