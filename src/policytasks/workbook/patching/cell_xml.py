"""Cell XML: one cell of a sheet as its part spells it (ECMA-376 part 1, 18.3.1.4), and the value that it gets.

A text is written into the cell itself (``t="inlineStr"``), so that the table of shared strings stays as it is; the style stays
that of the cell.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import attrs

from policytasks.workbook.cells import CellValue, escaped
from policytasks.workbook.patching.references import address
from policytasks.workbook.patching.xml_text import (
    Tag,
    attribute,
    content,
    element,
    escaped_content,
    tags,
    with_attribute,
)

__all__ = ["CellXml", "Formula", "day_of", "serial_of", "text_xml"]

_EDGE = re.compile(r"^\s|\s$|[\n\t]|\s\s")
_GONE = ("t", "cm", "vm")
"""Attributes that speak about the old value: its type, and the metadata of a dynamic array or a picture in the cell."""

_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST_DAY = 2_958_466
"""Serial number of 1 January 10000."""


def serial_of(day: date, *, from_1904: bool) -> float | int | None:
    """The number that stands for a day (18.17.4.1); None for one before the days that are counted.

    Args:
        day: The day, or a moment of it.
        from_1904: Whether the workbook counts from 1904, as old Macs do.
    """
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    passed = moment.replace(tzinfo=None) - (_EPOCH_1904 if from_1904 else _EPOCH)
    number = passed / timedelta(days=1)
    # The count from 1900 has a 29 February 1900 that never was: programs differ about the days before it.
    if number < (0 if from_1904 else 61):
        return None
    return int(number) if number.is_integer() else number


def day_of(number: float, *, from_1904: bool) -> date | None:
    """The day, or the moment, that a number stands for; None for one that stands for none."""
    if not (0 if from_1904 else 61) <= number < _LAST_DAY:
        return None
    moment = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(seconds=round(number * 86_400))
    return moment.date() if moment.time() == datetime.min.time() else moment


def text_xml(text: str, prefix: str) -> str:
    """The element of a text; blanks at its ends and line breaks are kept."""
    space = ' xml:space="preserve"' if _EDGE.search(text) else ""
    return f"<{prefix}t{space}>{escaped_content(escaped(text))}</{prefix}t>"


@attrs.frozen
class Formula:
    """The formula of a cell.

    Args:
        text: What it says; empty for a cell of a shared formula that another cell spells out.
        kind: ``normal``, ``shared``, ``array`` or ``dataTable``.
        area: The cells that it is for, as written; empty for a normal one.
        group: Number of a shared formula.
    """

    text: str
    kind: str = "normal"
    area: str = ""
    group: str = ""


@attrs.frozen
class CellXml:
    """One cell.

    Args:
        row: Its 1-based row.
        column: Its 1-based column.
        prefix: The prefix of the sheet's elements, with its colon; empty where there is none.
        rest: The attributes of its tag, as they are written, without a closing slash.
        inner: What its element holds.
    """

    row: int
    column: int
    prefix: str
    rest: str = ""
    inner: str = ""

    def __str__(self) -> str:
        rest = self.rest.rstrip()
        return f"<{self.prefix}c{rest}>{self.inner}</{self.prefix}c>" if self.inner else f"<{self.prefix}c{rest}/>"

    @property
    def style(self) -> int:
        """Index of its style."""
        digits = attribute(self.rest, "s") or "0"
        return int(digits) if digits.isdecimal() else 0

    @property
    def kind(self) -> str:
        """``s``, ``inlineStr``, ``str``, ``b``, ``e``, ``n`` or ``d``."""
        return attribute(self.rest, "t") or "n"

    @property
    def stored(self) -> str | None:
        """What stands in its value; None for a cell without one."""
        found = element(self._own, "v")
        return content(self.inner[found[0].end : found[1]]) if found is not None and not found[0].is_empty else None

    @property
    def formula(self) -> Formula | None:
        """Its formula; None for a cell without one."""
        found = element(self._own, "f")
        if found is None:
            return None
        tag, end, _ = found
        text = "" if tag.is_empty else content(self.inner[tag.end : end])
        return Formula(text, tag["t"] or "normal", tag["ref"] or "", tag["si"] or "")

    def with_formula(self, text: str, *, area: str | None = None) -> CellXml:
        """The cell with its formula spelled out; the value that it had last stays.

        Args:
            text: The formula.
            area: The cells that a shared formula is for; None for a formula of this cell alone.
        """
        found = element(self._own, "f")
        tag = found[0] if found is not None else Tag(0, 0, f"{self.prefix}f", "", False)
        end = found[2] if found is not None else 0
        rest = tag.rest.removesuffix("/")
        for name, value in (("t", None), ("si", None), ("ref", None)) if area is None else (("ref", area),):
            rest = with_attribute(rest, name, value)
        spelled = f"<{self.prefix}f{rest.rstrip()}>{escaped_content(text)}</{self.prefix}f>"
        return attrs.evolve(self, inner=self.inner[: tag.start] + spelled + self.inner[end:])

    def without_value(self) -> CellXml:
        """The cell with its formula, and without the value that it had last."""
        found = element(self._own, "v")
        if found is None:
            return self
        inner = self.inner[: found[0].start] + self.inner[found[2] :]
        return attrs.evolve(self, rest=with_attribute(self.rest, "t", None), inner=inner)

    def with_style(self, style: int) -> CellXml:
        """The cell in another style."""
        return attrs.evolve(self, rest=with_attribute(self.rest, "s", str(style) if style else None))

    def with_value(self, value: CellValue, *, from_1904: bool = False) -> CellXml:
        """The cell with a value in place of what it held, a formula included; extensions of it stay.

        Args:
            value: A text, a number, a truth value, a day or moment, or None for nothing. A text is a text, whatever it
                begins with. It has to be one that a cell can hold (`policytasks.workbook.cells.cell_value`).
            from_1904: Whether the workbook counts days from 1904.
        """
        if isinstance(value, date):
            number = serial_of(value, from_1904=from_1904)
            value = number if number is not None else value.isoformat()
        if value is None or value == "":
            return self._holding("", None)
        if isinstance(value, str):
            return self._holding(f"<{self.prefix}is>{text_xml(value, self.prefix)}</{self.prefix}is>", "inlineStr")
        if isinstance(value, bool):
            return self._holding(self._v(str(int(value))), "b")
        return self._holding(self._v(repr(value)), None)

    def with_runs(self, runs: str) -> CellXml:
        """The cell with a formatted text, given as the elements of its runs."""
        return self._holding(f"<{self.prefix}is>{runs}</{self.prefix}is>", "inlineStr")

    def _v(self, text: str) -> str:
        return f"<{self.prefix}v>{text}</{self.prefix}v>"

    def _holding(self, inner: str, kind: str | None) -> CellXml:
        rest = with_attribute(self.rest, "r", address(self.row, self.column))
        for name in _GONE:
            rest = with_attribute(rest, name, None)
        if kind is not None:
            rest = with_attribute(rest, "t", kind)
        return attrs.evolve(self, rest=rest, inner=inner + self.inner[len(self._own) :])

    @property
    def _own(self) -> str:
        """What it holds besides its extensions, which come last."""
        if "extLst" not in self.inner:
            return self.inner
        extension = next((tag.start for tag in tags(self.inner) if tag.local == "extLst"), len(self.inner))
        return self.inner[:extension]
