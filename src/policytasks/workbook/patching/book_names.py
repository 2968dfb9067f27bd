"""Book names 名称: what the names of a workbook and the tables of its sheets mean, so that formulas that use them can be followed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from policytasks.workbook.patching.book_package import BookPackage
from policytasks.workbook.patching.references import Area, is_beyond, names_in, parse_area, references
from policytasks.workbook.patching.xml_text import content, elements, tags

__all__ = ["BookNames"]

_DEEPEST = 8
"""Names that are made of names, one inside the other; a deeper one means anything."""


class BookNames:
    """The names of a workbook.

    Args:
        book: The workbook.
    """

    def __init__(self, book: BookPackage) -> None:
        self._book = book

    @cached_property
    def _defined(self) -> Mapping[str, tuple[str, ...]]:
        """What each name says; one that several sheets have for themselves says several things."""
        text = self._book.text(self._book.workbook)
        found: dict[str, tuple[str, ...]] = {}
        for tag, end in elements(text, "definedName"):
            name = (tag["name"] or "").casefold()
            found[name] = (*found.get(name, ()), content(text[tag.end : end]))
        return found

    @cached_property
    def _tables(self) -> Mapping[str, tuple[str, Area]]:
        """Sheet and cells of each table."""
        return dict(self._list_tables())

    def _list_tables(self) -> Iterator[tuple[str, tuple[str, Area]]]:
        for sheet in self._book.sheets:
            for member in self._book.parts_of_kind("table", of=sheet.member):
                for tag in tags(self._book.text(member)):
                    area = parse_area(tag["ref"] or "") if tag.local == "table" and not tag.closes else None
                    if area is not None:
                        yield (tag["displayName"] or tag["name"] or "").casefold(), (sheet.name, area)

    def areas(self, formula: str, home: str, depth: int = 0) -> tuple[tuple[str, Area], ...] | None:
        """The cells that a formula names, with their sheets, also by names and tables; None when they cannot be told.

        Args:
            formula: The formula.
            home: Name of the sheet that it stands in.
            depth: How many names it stands inside of.
        """
        if depth > _DEEPEST or is_beyond(formula):
            return None
        found = [(each.sheet if each.sheet is not None else home, each.area) for each in references(formula)]
        for name in names_in(formula):
            own = self._meaning(name.casefold(), home, depth)
            if own is None:
                return None
            found += own
        return tuple(found)

    def _meaning(self, name: str, home: str, depth: int) -> tuple[tuple[str, Area], ...] | None:
        if not name:
            # A part of a table without the table's name means the one that the formula stands in.
            return tuple(each for each in self._tables.values() if each[0] == home) or None
        if name in self._tables:
            return (self._tables[name],)
        if name not in self._defined:
            return None
        found: list[tuple[str, Area]] = []
        for text in self._defined[name]:
            areas = self.areas(text, home, depth + 1)
            if areas is None:
                return None
            found += areas
        return tuple(found)
