"""Cell patch: values go into single cells of one sheet, and what hangs on these cells follows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Mapping
from datetime import date, datetime

import attrs

from policytasks.errors import LedgerError
from policytasks.location import Location
from policytasks.workbook.cells import CellValue, cell_value, unescaped
from policytasks.workbook.patching.book_package import BookPackage, BookSheet
from policytasks.workbook.patching.cell_xml import CellXml, day_of, serial_of
from policytasks.workbook.patching.recalculation import ask_for_values, forget_formulas
from policytasks.workbook.patching.references import Area, address
from policytasks.workbook.patching.shared_strings import SharedStrings, text_of
from policytasks.workbook.patching.sheet_formulas import release
from policytasks.workbook.patching.sheet_xml import SheetXml
from policytasks.workbook.patching.style_part import CellStyle, StylePart
from policytasks.workbook.patching.table_part import rename_columns

__all__ = ["CellChange", "CellPatch", "Wanted"]


@attrs.frozen(kw_only=True)
class CellChange:
    """改动: one cell that was changed, or would be.

    Args:
        location: The cell: file, sheet, address; of a merged cell the first one.
        before: What it said; None for nothing.
        after: What it says now.
        formula: The formula that stood in it, without ``=``; empty for none.
    """

    location: Location
    before: CellValue | bool
    after: CellValue | bool
    formula: str = ""


@attrs.frozen
class Wanted:
    """What a cell is to say.

    Args:
        value: The value.
        of_hundred: Whether a number is in percents, so that a cell that shows percents by itself gets a hundredth.
        exact: Whether a day has to stay a day also in a cell of texts.
    """

    value: CellValue | bool
    of_hundred: bool = False
    exact: bool = False


class CellPatch:
    """Changes of the cells of one sheet.

    Args:
        book: The workbook.
        sheet: The sheet.

    Attributes:
        cells: The cells as they stand.
    """

    def __init__(self, book: BookPackage, sheet: BookSheet) -> None:
        self._book = book
        self._sheet = sheet
        self.cells: SheetXml = book.cells(sheet)
        self._styles_part = next(iter(book.parts_of_kind("styles", of=book.workbook)), "")
        self._styles = StylePart(book.text(self._styles_part) if self._styles_part else "")
        strings = next(iter(book.parts_of_kind("sharedStrings", of=book.workbook)), "")
        self._strings = SharedStrings(book.text(strings) if strings else "")
        self._from_1904 = book.counts_from_1904
        self._values: dict[tuple[int, int], CellValue | bool] = {}
        self._formulas: frozenset[tuple[int, int]] = frozenset()

    def location(self, row: int, column: int) -> Location:
        """Where a cell stands."""
        return Location(file=self._book.file, sheet=self._sheet.name, cell=address(row, column))

    def style(self, cell: CellXml) -> CellStyle:
        """What the style of a cell says."""
        return self._styles[cell.style]

    def read(self, row: int, column: int) -> CellValue | bool:
        """What a cell says; None for nothing. A part of a merged cell says what it holds itself."""
        cell = self.cells.cell(row, column)
        return self._value(cell) if cell is not None else None

    def said(self, row: int, column: int) -> CellValue | bool:
        """What was written into a cell; what it says, where nothing was."""
        place = row, column
        return self._values[place] if place in self._values else self.read(*place)

    def raw_text(self, cell: CellXml) -> str:
        """The XML of a cell's text with its formats; empty for a cell without text of its own."""
        if cell.kind == "s":
            return self._strings.raw(_index(cell.stored))
        return cell.inner if cell.kind == "inlineStr" else ""

    def _value(self, cell: CellXml) -> CellValue | bool:
        kind = cell.kind
        if kind == "inlineStr":
            return text_of(cell.inner) or None
        stored = cell.stored
        if stored is None or stored == "":
            return None
        if kind == "s":
            return self._strings[_index(stored)] or None
        if kind == "b":
            return stored.strip() in ("1", "true")
        if kind != "n":
            return unescaped(stored)
        try:
            number = int(stored) if stored.strip().lstrip("-").isdecimal() else float(stored)
        except ValueError:
            return unescaped(stored)
        day = day_of(number, from_1904=self._from_1904) if self.style(cell).shows_days else None
        return number if day is None else day

    def write(self, row: int, column: int, value: CellValue | bool) -> None:
        """Write a value into a cell, in the style that the cell has; into the first one of a merged cell.

        Args:
            row: 1-based row.
            column: 1-based column.
            value: A text (always a text, whatever it begins with), a number, a truth value, a day or moment, or None.

        Raises:
            LedgerError: A value that no cell can hold.
        """
        self._write(self.cells.anchor(row, column), Wanted(value))

    def _write(self, place: tuple[int, int], wanted: Wanted) -> None:
        shown = self._shown(place, wanted)
        cell = self.cells.cell(*place) or self.cells.blank(*place)
        if isinstance(shown, date):
            cell = cell.with_style(self._styles.dated(cell.style, with_time=isinstance(shown, datetime)))
        self._values[place] = shown
        self.cells.put(cell.with_value(shown, from_1904=self._from_1904))

    def _shown(self, place: tuple[int, int], wanted: Wanted) -> CellValue | bool:
        """A value as the cell of a place holds it: a day is a text in a cell of texts, and in a workbook without styles."""
        value = wanted.value
        if isinstance(value, bool):
            return value
        where = f"{self.cells.where}!{address(*place)}"
        shown = value if isinstance(value, datetime) else cell_value(value, where=where)
        style = self._styles[(self.cells.cell(*place) or self.cells.blank(*place)).style]
        if isinstance(shown, date):
            counted = serial_of(shown, from_1904=self._from_1904) is not None
            if not counted or (style.is_text and not wanted.exact) or not self._styles:
                return shown.isoformat(" ") if isinstance(shown, datetime) else shown.isoformat()
        if wanted.of_hundred and style.multiplies and isinstance(shown, int | float):
            return shown / 100
        return shown

    def write_runs(self, row: int, column: int, runs: str, text: str) -> None:
        """Write a formatted text into a cell.

        Args:
            row: 1-based row.
            column: 1-based column.
            runs: The elements of its runs.
            text: What it says.
        """
        cell = self.cells.cell(row, column) or self.cells.blank(row, column)
        self._values[row, column] = text
        self.cells.put(cell.with_runs(runs))

    def finish(self, *, keep: Container[tuple[int, int]] = ()) -> None:
        """Let everything that hangs on the changed cells follow: tables, formulas, the chain of formulas, styles.

        Args:
            keep: Cells with formulas that keep their last values, even if they depend on changed cells.

        Raises:
            LedgerError: A heading of a table that cannot be changed.
        """
        rename_columns(self._book, self._sheet, self._values, where=self.cells.where)
        self._book.settle()
        forget_formulas(self._book, self._sheet, self._formulas)
        ask_for_values(self._book, self._sheet, self._values.keys(), keep=keep)
        if self._styles_part:
            self._book.put(self._styles_part, self._styles.text)

    def change(self, values: Mapping[tuple[int, int], Wanted]) -> tuple[CellChange, ...]:
        """Write several values, those that the cells do not say already.

        Args:
            values: What is to be said, by 1-based row and column.

        Returns:
            What was changed, in the order of the rows.

        Raises:
            LedgerError: A value that no cell can hold, or a cell of an array formula.
        """
        wanted: dict[tuple[int, int], Wanted] = {}
        for place, asked in values.items():
            anchor = self.cells.anchor(*place)
            if wanted.setdefault(anchor, asked) != asked:
                raise LedgerError(
                    "a merged cell cannot say two things", where=f"{self.cells.where}!{address(*anchor)}",
                    found=f"{wanted[anchor].value!r} and {asked.value!r}",
                    expected="one value for all rows that share the cell",
                )  # fmt: skip
        before = {place: (self.read(*place), self._formula(*place)) for place in wanted}
        for place, asked in list(wanted.items()):
            said, formula = before[place]
            if not formula and said == self._shown(place, asked) and not _is_other(said, asked.value):
                del wanted[place]
        self._formulas |= release(self.cells, wanted.keys())
        changes = []
        for place, asked in sorted(wanted.items(), key=lambda item: item[0]):
            self._write(place, asked)
            said, formula = before[place]
            self._cover(place, said)
            changes.append(
                CellChange(location=self.location(*place), before=said, after=self._values[place], formula=formula)
            )
        return tuple(changes)

    def _cover(self, anchor: tuple[int, int], before: CellValue | bool) -> None:
        """Let the cells under a merged one say what it says, where they repeated it: so a filter finds their rows."""
        area = self.cells.area(*anchor)
        if area == Area(*anchor, *anchor) or before is None:
            return
        numbers = self.cells.numbers
        for number in numbers[bisect_left(numbers, area.top) : bisect_right(numbers, area.bottom)]:
            for column, cell in list(self.cells.row(number).cells.items()):
                place = number, column
                if place != anchor and place in area and cell.formula is None and self._value(cell) == before:
                    self.cells.put(cell.with_value(self._values[anchor], from_1904=self._from_1904))

    def _formula(self, row: int, column: int) -> str:
        cell = self.cells.cell(row, column)
        formula = cell.formula if cell is not None else None
        return "" if formula is None else formula.text or "…"


def _is_other(one: object, other: object) -> bool:
    """Whether two values that compare equal are of different kinds: 1 and TRUE."""
    return isinstance(one, bool) != isinstance(other, bool)


def _index(stored: str | None) -> int:
    digits = (stored or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 10 else -1
