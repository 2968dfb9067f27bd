"""Word styles 样式: what a paragraph or a run takes over from styles.xml."""

from __future__ import annotations

import re

import attrs
from lxml import etree

__all__ = ["PLAIN", "Style", "Styles", "W", "flag", "integer", "value"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of every element and attribute of WordprocessingML."""

_VAL = f"{W}val"
_OFF = frozenset({"0", "false", "off", "none"})
_HEADING_NAME = re.compile(r"(?:heading|标题)\s{0,4}([1-9])", re.IGNORECASE)
_LONGEST_CHAIN = 64
_MOST_DIGITS = 9


@attrs.frozen(kw_only=True)
class Style:
    """样式: what a style says, with what it inherits.

    Args:
        chain: Its id and those of the styles that it is based on, itself first.
        number_id: The list that its paragraphs belong to; None for none.
        level: Their 0-based level in the list; None when the list's own link to the style decides.
        heading: 1-based level of the outline; None for body text.
        centred: Whether its paragraphs are centred; None when it does not say.
        bold: Whether its text is bold; None when it does not say.
        hidden: Whether its text is hidden; None when it does not say.
    """

    chain: tuple[str, ...] = ()
    number_id: str | None = None
    level: int | None = None
    heading: int | None = None
    centred: bool | None = None
    bold: bool | None = None
    hidden: bool | None = None


PLAIN = Style()
"""The style that says nothing."""


class Styles:
    """The styles of a document, each resolved when it is first asked for.

    Args:
        root: Root of styles.xml; None when there is none.
    """

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._resolved: dict[str, Style] = {}
        self._default = ""
        for element in root.iterchildren(f"{W}style") if root is not None else ():
            name = element.get(f"{W}styleId", "")
            self._elements.setdefault(name, element)
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default", "0") not in _OFF:
                self._default = name

    def of(self, name: str | None) -> Style:
        """The style with an id; the default paragraph style for None or an id that is not defined."""
        if name is None or name not in self._elements:
            name = self._default
        return self._resolved.get(name) or self._resolve(name)

    def named(self, name: str) -> Style:
        """The style of any kind with an id; one that says nothing when it is not defined."""
        return self.of(name) if name in self._elements else PLAIN

    def _resolve(self, name: str) -> Style:
        """Resolve a style and all those under it that are not yet."""
        pending: list[tuple[str, Style]] = []
        seen: set[str] = set()
        style = PLAIN
        while name in self._elements and name not in seen:
            if name in self._resolved:
                style = self._resolved[name]
                break
            seen.add(name)
            element = self._elements[name]
            pending.append((name, _own(element, name)))
            name = value(element.find(f"{W}basedOn")) or ""
        for below, own in reversed(pending):
            style = self._resolved[below] = _completed(own, style)
        return style


def _own(element: etree._Element, name: str) -> Style:
    """What one style element says itself."""
    paragraph, run, numbering = element.find(f"{W}pPr"), element.find(f"{W}rPr"), None
    centred = outline = None
    if paragraph is not None:
        numbering = paragraph.find(f"{W}numPr")
        alignment = value(paragraph.find(f"{W}jc"))
        centred = None if alignment is None else alignment == "center"
        outline = integer(paragraph.find(f"{W}outlineLvl"))
    if outline is None and (match := _HEADING_NAME.fullmatch(value(element.find(f"{W}name")) or "")):
        outline = int(match.group(1)) - 1
    return Style(
        chain=(name,),
        number_id=None if numbering is None else value(numbering.find(f"{W}numId")),
        level=None if numbering is None else integer(numbering.find(f"{W}ilvl")),
        heading=outline + 1 if outline is not None and 0 <= outline < 9 else None,
        centred=centred,
        bold=None if run is None else flag(run.find(f"{W}b")),
        hidden=None if run is None else flag(run.find(f"{W}vanish")),
    )


def _completed(style: Style, base: Style) -> Style:
    """A style with what it leaves open taken from the one that it is based on."""
    given = {
        field.name: getattr(base, field.name) if getattr(style, field.name) is None else getattr(style, field.name)
        for field in attrs.fields(Style)
    }
    return Style(**given | {"chain": (style.chain + base.chain)[:_LONGEST_CHAIN]})


def value(element: etree._Element | None) -> str | None:
    """The attribute ``w:val`` of an element; None without it."""
    return None if element is None else element.get(_VAL)


def integer(element: etree._Element | None) -> int | None:
    """``w:val`` as a number; None when it is missing or none."""
    text = (value(element) or "").strip()
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS else None


def flag(element: etree._Element | None) -> bool | None:
    """An on-off property: True without value, None without element."""
    return None if element is None else element.get(_VAL, "1") not in _OFF
