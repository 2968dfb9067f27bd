"""Numbering 自动编号: the numbers that Word prints but does not store, worked out from numbering.xml.

A paragraph only says "list 5, level 2"; the list's definition says how the levels count and print. Lists that share one
abstract definition share its counters, as in Word; a start override takes effect when its list is first used. Rules:
ISO/IEC 29500-1, 17.9.
"""

from __future__ import annotations

import re

import attrs
from lxml import etree

from policytasks.sources.number_formats import format_number
from policytasks.sources.symbols import printed_symbol
from policytasks.sources.word_styles import Style, Styles, W, flag, integer, value

__all__ = ["Label", "Numbering"]

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_NO_LIST = "0"
_BULLET = "•"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LONGEST_TEXT = 255
_LARGEST = 1_000_000_000


@attrs.frozen(kw_only=True)
class Label:
    """A number as printed.

    Args:
        text: The number with its marks: ``"（一）"``, ``"1.2"``, ``"•"``.
        suffix: What parts it from the text: a blank, or nothing.
    """

    text: str
    suffix: str = " "


@attrs.frozen(kw_only=True)
class _Level:
    """编号级别: how one level counts and prints."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = " "
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@attrs.define(kw_only=True)
class _Counters:
    """The counters of one abstract definition; None where a level was not used since its last restart."""

    values: list[int | None] = attrs.Factory(lambda: [None] * _LEVELS)
    started: set[tuple[str, int]] = attrs.Factory(set)


@attrs.frozen(kw_only=True)
class _List:
    """编号列表: a list with the abstract definition that it counts by."""

    abstract: str
    levels: dict[int, _Level]
    overrides: dict[int, int]


class Numbering:
    """The lists of a document and how far each has counted; paragraphs must be asked for in printed order.

    Args:
        root: Root of numbering.xml; None when there is none.
        styles: The document's styles, for lists that are defined by a numbering style (``w:numStyleLink``).
    """

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._abstracts: dict[str, etree._Element] = {}
        self._numbers: dict[str, etree._Element] = {}
        self._styles = styles
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[str, _Counters] = {}
        for element in root if root is not None else ():
            if element.tag == f"{W}abstractNum":
                self._abstracts.setdefault(element.get(f"{W}abstractNumId", ""), element)
            elif element.tag == f"{W}num":
                self._numbers.setdefault(element.get(f"{W}numId", ""), element)

    def label(self, properties: etree._Element | None, style: Style) -> Label | None:
        """The number of the next paragraph; counts it.

        Args:
            properties: The paragraph's own ``w:numPr``; None when only its style speaks.
            style: Its style.

        Returns:
            None when it has no number, or its list is not defined.
        """
        number_id, level = style.number_id, None
        if properties is not None:
            own = value(properties.find(f"{W}numId"))
            number_id = number_id if own is None else own
            level = integer(properties.find(f"{W}ilvl"))
        if number_id is None or number_id == _NO_LIST:
            return None
        numbers = self._list(number_id)
        if numbers is None:
            return None
        if level is None:
            linked = (at for name in style.chain for at, one in numbers.levels.items() if one.style == name)
            level = next(linked, style.level or 0)
        if level not in numbers.levels:
            return None
        counters = self._counters.setdefault(numbers.abstract, _Counters())
        _count(counters, numbers, number_id, level)
        return _printed(counters, numbers, level)

    def _list(self, number_id: str) -> _List | None:
        if number_id not in self._lists:
            element = self._numbers.get(number_id)
            self._lists[number_id] = None if element is None else self._resolved(element)
        return self._lists[number_id]

    def _resolved(self, element: etree._Element) -> _List | None:
        name = value(element.find(f"{W}abstractNumId"))
        abstract = self._abstracts.get(name or "")
        # A list may take its levels from a numbering style, which is the name of another list.
        link = None if abstract is None else value(abstract.find(f"{W}numStyleLink"))
        if link is not None and (other := self._numbers.get(self._styles.named(link).number_id or "")) is not None:
            name = value(other.find(f"{W}abstractNumId"))
            abstract = self._abstracts.get(name or "")
        if abstract is None:
            return None
        name = name or ""
        if name not in self._levels:
            self._levels[name] = dict(map(_level, abstract.iterchildren(f"{W}lvl")))
        levels = dict(self._levels[name])
        overrides = {}
        for override in element.iterchildren(f"{W}lvlOverride"):
            at = _index(override)
            if (replacement := override.find(f"{W}lvl")) is not None:
                levels[at] = _level(replacement)[1]
            if (start := integer(override.find(f"{W}startOverride"))) is not None:
                overrides[at] = start
        return _List(abstract=name, levels=levels, overrides=overrides)


def _index(element: etree._Element) -> int:
    text = element.get(f"{W}ilvl", "0")
    return int(text) if len(text) == 1 and text in "012345678" else _LEVELS


def _level(element: etree._Element) -> tuple[int, _Level]:
    """A level's 0-based index and what its definition says."""
    number_format = element.find(f"{W}numFmt")
    if number_format is None:
        # Formats that came with later versions of Word stand in a choice beside the old ones.
        number_format = element.find(f"{_MC}AlternateContent/{_MC}Choice/{W}numFmt")
    name = value(number_format) or "decimal"
    if number_format is not None and name == "custom":
        name = "zeros:" + str(len((number_format.get(f"{W}format") or "1").split(",")[0].strip()))
    text = (value(element.find(f"{W}lvlText")) or "")[:_LONGEST_TEXT]
    if name == "bullet":
        fonts = element.find(f"{W}rPr/{W}rFonts")
        text = printed_symbol(text, "" if fonts is None else fonts.get(f"{W}ascii", "")) or _BULLET
    start = integer(element.find(f"{W}start"))
    return _index(element), _Level(
        start=0 if start is None else start,  # Word counts from 0 where the definition leaves the start out
        format=name,
        text=text,
        suffix="" if value(element.find(f"{W}suff")) == "nothing" else " ",
        restart=integer(element.find(f"{W}lvlRestart")),
        legal=bool(flag(element.find(f"{W}isLgl"))),
        style=value(element.find(f"{W}pStyle")),
    )


def _count(counters: _Counters, numbers: _List, number_id: str, level: int) -> None:
    """Count one paragraph on a level: restart the deeper levels, and fill those that were skipped."""
    values = counters.values
    for deeper in range(level + 1, _LEVELS):
        definition = numbers.levels.get(deeper)
        restart = None if definition is None else definition.restart
        if restart is None or restart > deeper:
            restart = deeper  # 1-based: the level right above
        if level < restart:
            values[deeper] = None
    for skipped in range(level):
        if values[skipped] is None:
            values[skipped] = _start(counters, numbers, number_id, skipped)
    override = numbers.overrides.get(level)
    if override is not None and (number_id, level) not in counters.started:
        values[level] = None
    current = values[level]
    values[level] = _start(counters, numbers, number_id, level) if current is None else min(current + 1, _LARGEST)


def _start(counters: _Counters, numbers: _List, number_id: str, level: int) -> int:
    """Where a level begins to count: at the list's own start, else at that of the definition."""
    counters.started.add((number_id, level))
    definition = numbers.levels.get(level, _Level())
    return numbers.overrides.get(level, definition.start)


def _printed(counters: _Counters, numbers: _List, level: int) -> Label | None:
    definition = numbers.levels[level]
    if definition.format == "bullet":
        return Label(text=definition.text, suffix=definition.suffix)

    def number(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        current = counters.values[at]
        if at > level or current is None:
            return ""
        name = numbers.levels.get(at, _Level()).format
        if definition.legal and name != "none":
            name = "decimal"
        if name.startswith("zeros:"):
            return str(current).zfill(min(int(name[6:]), _LEVELS))
        return format_number(current, name)

    text = _PLACEHOLDER.sub(number, definition.text)
    return Label(text=text, suffix=definition.suffix) if text else None
