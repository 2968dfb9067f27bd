"""Ledger sheet 台账表: the table of a ledger on a sheet, as people fill it in, filter and print it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import groupby, pairwise

import attrs
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.errors import LedgerError
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.typed import as_text
from policytasks.messages import Language
from policytasks.workbook import layout, styles, wording
from policytasks.workbook.cells import CellValue, escaped, plain
from policytasks.workbook.columns import COLUMNS, Kind, Level, Row
from policytasks.workbook.controls import set_up_page
from policytasks.workbook.engine import SortedRanges, cell_at, copy_style, set_text
from policytasks.workbook.own_columns import Arranged
from policytasks.workbook.rows import extra_headings, rows_of, show, show_extra

__all__ = ["LedgerSheet", "Place"]

_WIDEST_EXTRA = 20.0
_LONG = 200
"""Characters from which a text may need a smaller font."""

_TITLE_LINE, _SUBTITLE_LINE = 26.0, 18.0
_TITLE_CHARACTER = 18 / 10.5
_FROZEN = frozenset({"id", "section", "task"})
_OWN_WIDTHS = {Kind.DAY: 11.5, Kind.NUMBER: 9.0, Kind.PERCENTAGE: 8.4}
_DROP_DOWN = 3.0
"""The arrow of a drop-down list."""


@attrs.frozen(kw_only=True)
class Place:
    """One column of the sheet.

    Args:
        letter: Its letter.
        arranged: What it is.
        heading: Its title as the cell shows it.
        width: Its width.
        cells: What its cells show, one for each row.
    """

    letter: str
    arranged: Arranged
    heading: str
    width: float
    cells: tuple[CellValue, ...]

    @property
    def level(self) -> Level:
        """What it speaks about."""
        column = self.arranged.column
        return column.level if column is not None else Level.ENTRY


class LedgerSheet:
    """The table of a ledger.

    Args:
        ledger: The ledger.
        columns: Its columns, in order.
        name: Name of the sheet.
        preface: The lines above the head.
        file: Name of the file, for messages.
        merged: Merge the cells of a section, of a task and (by unit) of a requirement.
        lang: Language of the status words.
        is_view: Whether it only shows rows of another sheet, so that nothing is to be filled in.

    Attributes:
        rows: What its rows are about.
        places: Its columns.
        head: 1-based row of the headings.
        first: 1-based first row below the head.
        last: 1-based last row; the first one, when there are none.
    """

    def __init__(
        self, ledger: Ledger, columns: tuple[Arranged, ...], *, name: str, preface: tuple[str, ...], file: str,
        merged: bool, lang: Language, is_view: bool = False,
    ) -> None:  # fmt: skip
        self.name = name
        self._is_view = is_view
        self._ledger = ledger
        self._file = file
        self._merged = merged
        self._lang: Language = lang
        self.rows = rows_of(ledger)
        self._preface = tuple(plain(line, where=f"{file}!{name}!A{row}") for row, line in enumerate(preface, 1))
        self.head = len(self._preface) + 1
        self.first = self.head + 1
        self.last = max(self.first, self.first + len(self.rows) - 1)
        self.places = tuple(self._place(number, each) for number, each in enumerate(columns, 1))

    @property
    def letters(self) -> Mapping[str, str]:
        """The letter of each column, by key or heading."""
        return {place.arranged.name: place.letter for place in self.places}

    def _place(self, number: int, arranged: Arranged) -> Place:
        letter, column = get_column_letter(number), arranged.column
        cells = tuple(
            show(column, row, self._lang, where=self._where(letter, offset))
            if column is not None
            else show_extra(arranged.heading, row.entry, where=self._where(letter, offset))
            for offset, row in enumerate(self.rows)
        )
        heading = plain(arranged.heading, where=f"{self._file}!{self.name}!{letter}{self.head}")
        return Place(
            letter=letter, arranged=arranged, heading=heading, width=_width(arranged, heading, cells), cells=cells
        )

    def _where(self, letter: str, offset: int) -> str:
        return f"{self._file}!{self.name}!{letter}{self.first + offset}"

    def write(self, sheet: Worksheet, *, substitute: Callable[[Place, Row, int], str | None] | None = None) -> None:
        """Fill a sheet.

        Args:
            sheet: An empty sheet.
            substitute: Gives a formula for the cell of a column, a row and its 1-based number, to stand where the value
                would; None for the value itself.
        """
        sheet.title = self.name
        heights = self._heights()
        breaks = self._breaks(heights) if self._merged else ()
        self._write_cells(sheet)
        if substitute is not None:
            self._write_formulas(sheet, substitute)
        if self._merged:
            self._merge(sheet, heights, breaks)
        self._write_preface(sheet)
        self._write_footnotes(sheet)
        for place in self.places:
            sheet.column_dimensions[place.letter].width = place.width
            sheet.column_dimensions[place.letter].hidden = place.arranged.is_hidden
        sheet.row_dimensions[self.head].height = layout.row_height(
            max(layout.line_count(place.heading, place.width) for place in self._seen)
        )
        for offset, height in enumerate(heights):
            sheet.row_dimensions[self.first + offset].height = height
        for row in breaks:
            sheet.row_breaks.append(Break(id=self.first + row - 1))
        sheet.auto_filter.ref = f"A{self.head}:{self.places[-1].letter}{self.last}"
        sheet.freeze_panes = f"{self._frozen()}{self.first}"
        set_up_page(sheet, head=self.head, lang=self._lang)

    @property
    def _seen(self) -> tuple[Place, ...]:
        """The columns that people see; at least one is."""
        return tuple(place for place in self.places if not place.arranged.is_hidden)

    @property
    def _total(self) -> float:
        return sum(place.width for place in self._seen)

    def _spans(self, place: Place) -> bool:
        return self._merged and place.level is not Level.ENTRY

    def _groups(self, level: Level) -> Iterator[tuple[int, int]]:
        """Runs of rows, 0-based and half-open, that share what a column of that level speaks about."""
        start = 0
        for _, run in groupby(self.rows, key=lambda row: _group_key(row, level)):
            end = start + sum(1 for _ in run)
            yield start, end
            start = end

    def _heights(self) -> list[float]:
        heights = [layout.row_height(1)] * len(self.rows)
        for place in self._seen:
            if not self._spans(place):
                for offset, cell in enumerate(place.cells):
                    if isinstance(cell, str):
                        heights[offset] = max(heights[offset], layout.fit(cell, place.width)[1])
        for place in self._seen:
            if self._spans(place):
                for start, end in self._groups(place.level):
                    _stretch(heights, start, end, place)
        return heights

    def _breaks(self, heights: list[float]) -> tuple[int, ...]:
        head = layout.row_height(2)
        page = layout.page_height([place.width for place in self._seen], margins=(29, 100), head=head)
        title = _TITLE_LINE * 2 + _SUBTITLE_LINE * len(self._preface)
        blocks = [layout.Block(start, tuple(heights[start:end])) for start, end in self._groups(Level.TASK)]
        return layout.page_breaks(blocks, page=page, first_page=page - title)

    def _write_cells(self, sheet: Worksheet) -> None:
        for number, place in enumerate(self.places, 1):
            head = cell_at(sheet, self.head, number)
            set_text(head, escaped(place.heading))
            head.font, head.border, head.alignment = styles.HEAD_FONT, styles.BODY_BORDER, styles.HEAD_ALIGNMENT
            head.fill = styles.HEAD_FILL if self._is_view else styles.HEAD_FILLS[place.arranged.editor]
            stencils: dict[tuple[str, float], Cell] = {}
            for offset, value in enumerate(place.cells):
                cell = cell_at(sheet, self.first + offset, number)
                if isinstance(value, str):
                    set_text(cell, escaped(value))
                elif value is not None:
                    cell.value = value
                number_format = _number_format(place, value)
                size = (
                    layout.fit(value, place.width)[0]
                    if isinstance(value, str) and len(value) > _LONG
                    else layout.BODY_SIZE
                )
                stencil = stencils.setdefault((number_format, size), cell)
                if stencil is not cell:
                    copy_style(stencil, cell)
                    continue
                cell.font, cell.border = styles.body_font(size), styles.BODY_BORDER
                cell.alignment = styles.body_alignment(place.arranged)
                cell.number_format = number_format
        for offset, row in enumerate(self.rows):
            self._write_comments(sheet, row, self.first + offset)

    def _write_formulas(self, sheet: Worksheet, substitute: Callable[[Place, Row, int], str | None]) -> None:
        for number, place in enumerate(self.places, 1):
            for offset, row in enumerate(self.rows):
                formula = substitute(place, row, self.first + offset)
                if formula is not None:
                    cell = cell_at(sheet, self.first + offset, number)
                    if cell.number_format == styles.NUMBER_FORMATS[Kind.TEXT]:
                        # A formula in a cell of texts is shown as it is written, once somebody has touched it.
                        cell.number_format = "General"
                    cell.value = formula

    def _write_comments(self, sheet: Worksheet, row: Row, number: int) -> None:
        letters = self.letters
        for name, text in row.entry.comments:
            letter = letters.get(name)
            if letter is None:
                if name in _KEYS or name in extra_headings(self._ledger):
                    # The sheet leaves the column out; the carried data keep the note.
                    continue
                raise LedgerError(
                    "a note on a cell of a column that the ledger does not have",
                    where=f"{self._file}!{self.name}!{number}",
                    found=repr(name),
                    expected=", ".join(letters),
                )
            shown = escaped(plain(text, where=f"{self._file}!{self.name}!{letter}{number}"))
            sheet[f"{letter}{number}"].comment = Comment(shown, wording.CREATOR)

    def _merge(self, sheet: Worksheet, heights: list[float], breaks: tuple[int, ...]) -> None:
        """Merge what rows share, page by page: a cell that runs over the end of a page would show its text only once.

        The cells below a merged one keep the text, unseen: so a filter finds every row of a section, and formulas count it.
        """
        ranges = SortedRanges()
        for number, place in enumerate(self.places, 1):
            if not self._spans(place):
                continue
            for start, end in self._groups(place.level):
                edges = [start, *breaks[bisect_right(breaks, start) : bisect_left(breaks, end)], end]
                for top, bottom in pairwise(edges):
                    _stretch(heights, top, bottom, place)
                    if bottom - top > 1:
                        ranges.ranges.add(
                            CellRange(
                                min_col=number,
                                max_col=number,
                                min_row=self.first + top,
                                max_row=self.first + bottom - 1,
                            )
                        )
        sheet.merged_cells = ranges

    def _write_preface(self, sheet: Worksheet) -> None:
        total = self._total
        for number, line in enumerate(self._preface, 1):
            title = number == 1
            self._write_line(
                sheet, number, line,
                styles.TITLE_FONT if title else styles.SUBTITLE_FONT,
                styles.TITLE_ALIGNMENT if title else styles.SUBTITLE_ALIGNMENT,
            )  # fmt: skip
            lines = layout.line_count(line, total / (_TITLE_CHARACTER if title else 1))
            sheet.row_dimensions[number].height = lines * (_TITLE_LINE if title else _SUBTITLE_LINE) + 6

    def _write_footnotes(self, sheet: Worksheet) -> None:
        total = self._total
        # A blank row keeps the lines out of the range that people sort and filter.
        first = self.first + len(self.rows) + 1
        for number, note in enumerate(self._ledger.footnotes, first):
            line = plain(note, where=f"{self._file}!{self.name}!A{number}")
            self._write_line(sheet, number, line, styles.SUBTITLE_FONT, styles.FOOTNOTE_ALIGNMENT)
            sheet.row_dimensions[number].height = layout.line_count(line, total) * _SUBTITLE_LINE + 4

    def _write_line(self, sheet: Worksheet, row: int, text: str, font: Font, alignment: Alignment) -> None:
        """One text over the whole width."""
        cell = cell_at(sheet, row, 1)
        set_text(cell, escaped(text))
        cell.font, cell.alignment, cell.number_format = font, alignment, styles.NUMBER_FORMATS[Kind.TEXT]
        # Over two columns at least: a cell of one column would be one of the table.
        width = max(2, len(self.places))
        sheet.merged_cells.ranges.add(CellRange(min_col=1, max_col=width, min_row=row, max_row=row))

    def _frozen(self) -> str:
        """The first column that moves: number, section and task stay where they come first."""
        moving = (place.letter for place in self.places if place.arranged.name not in _FROZEN)
        return next(moving, "A")


_KEYS = frozenset(column.key for column in COLUMNS)


def _width(arranged: Arranged, heading: str, cells: tuple[CellValue, ...]) -> float:
    column, own = arranged.column, arranged.own
    if arranged.width is not None:
        return arranged.width
    texts = [as_text(cell) for cell in cells if cell is not None]
    words = layout.width_of_words((heading, *(texts if arranged.kind in (None, Kind.TEXT) else ())))
    if column is None:
        choices = own.choices if own is not None else ()
        widest = max(
            (layout.text_width(line) for text in (heading, *texts, *choices) for line in text.split("\n")), default=0
        )
        wanted = min(_WIDEST_EXTRA, widest + 2 + (_DROP_DOWN if choices else 0))
        return layout.width_to_fit(texts, max(words, wanted, _OWN_WIDTHS.get(arranged.kind or Kind.TEXT, 0)))
    if column.narrow is not None and not texts:
        return max(words, column.narrow)
    if column.kind is Kind.STATUS:
        return max(words, column.width, min(_WIDEST_EXTRA, max(map(layout.text_width, texts), default=0) + 2))
    return layout.width_to_fit(texts, max(words, column.width))


def _number_format(place: Place, value: CellValue) -> str:
    kind = place.arranged.kind
    if place.arranged.column is None and value is not None:
        # People's own columns may hold anything, whatever they are meant for: a number is no day.
        if isinstance(value, str):
            kind = Kind.TEXT
        elif isinstance(value, date):
            kind = Kind.DAY
        elif kind is not Kind.PERCENTAGE:
            kind = Kind.NUMBER
    return styles.NUMBER_FORMATS[kind] if kind is not None else "General"


def _group_key(row: Row, level: Level) -> object:
    if level is Level.SECTION:
        return row.section_number
    return row.task_number if level is Level.TASK else row.requirement.id


def _stretch(heights: list[float], start: int, end: int, place: Place) -> None:
    """Make rows higher, evenly, until the cell merged over them shows its text."""
    cell = place.cells[start]
    if not isinstance(cell, str):
        return
    missing = layout.fit(cell, place.width)[1] - sum(heights[start:end])
    if missing > 0:
        for row in range(start, end):
            heights[row] += missing / (end - start)
