"""Writer: a ledger becomes a workbook that a clerk can fill in, filter and print."""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby, pairwise
from pathlib import Path

import attrs
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.atomic import write_atomically
from policytasks.errors import LedgerError
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.packet import Slip
from policytasks.ledger.typed import as_text
from policytasks.messages import Language
from policytasks.model.notice import Notice
from policytasks.workbook import layout, styles, wording
from policytasks.workbook.carry import Carried, pack
from policytasks.workbook.cells import CellValue, escaped, plain
from policytasks.workbook.columns import Column, Editor, Kind, Level, Row, columns_for
from policytasks.workbook.controls import add_colours, add_controls, add_options, set_up_page
from policytasks.workbook.engine import SortedRanges, cell_at, copy_style, first_sheet, new_workbook, set_text
from policytasks.workbook.package import package
from policytasks.workbook.packet_sheet import mark_cells, protect, write_properties
from policytasks.workbook.preface import preface_of
from policytasks.workbook.rows import extra_headings, rows_of, show, show_extra

__all__ = ["render", "write_ledger"]

_EPOCH = datetime(2000, 1, 1)
"""When a workbook says it was made, while its notice has no date: the same for the same ledger."""

_WIDEST_EXTRA = 20.0
_LONG = 200
"""Characters from which a text may need a smaller font."""

_TITLE_LINE, _SUBTITLE_LINE = 26.0, 18.0
_TITLE_CHARACTER = 18 / 10.5


def write_ledger(
    ledger: Ledger | Notice, path: str | os.PathLike[str], *, merged: bool = True, lang: Language = "zh"
) -> Path:
    """Write a ledger as an Excel workbook; `policytasks.workbook.reader.read_ledger` reads it back equal.

    The file is whole or not there; the same ledger gives the same bytes.

    Args:
        ledger: The ledger, or a notice to begin one for.
        path: The file to write; one that is there is replaced.
        merged: Merge the cells of a section, of a task and (by unit) of a requirement; else each row repeats them, as
            sorting needs it.
        lang: Language of the headings and of the status words.

    Returns:
        The path that was written.

    Raises:
        LedgerError: A text that no cell can hold; ``where`` names the cell. Nothing is written then.
    """
    target = Path(path)
    return write_atomically(target, render(ledger, file=str(target), merged=merged, lang=lang))


def render(
    ledger: Ledger | Notice,
    *,
    file: str = "台账.xlsx",
    merged: bool = True,
    lang: Language = "zh",
    slip: Slip | None = None,
    protected: bool = False,
) -> bytes:
    """The bytes of the workbook that `write_ledger` writes.

    Args:
        ledger: The ledger, or a notice to begin one for.
        file: Name of the file, for messages.
        merged: As in `write_ledger`.
        lang: As in `write_ledger`.
        slip: What a packet says about itself; None for the office's own workbook.
        protected: Whether the cells that a unit does not fill in are protected.

    Raises:
        LedgerError: As in `write_ledger`.
    """
    tracked = ledger if isinstance(ledger, Ledger) else Ledger.from_notice(ledger)
    book = _Writer(tracked, file=file, merged=merged, lang=lang, slip=slip, protected=protected).book()
    issued_on = tracked.notice.issued_on
    return package(book, on=datetime.combine(issued_on, datetime.min.time()) if issued_on is not None else _EPOCH)


@attrs.frozen
class _Place:
    """One column of the sheet."""

    letter: str
    heading: str
    column: Column | None
    """None for a column of people's own."""
    width: float
    cells: tuple[CellValue, ...]


class _Writer:
    def __init__(
        self, ledger: Ledger, *, file: str, merged: bool, lang: Language, slip: Slip | None, protected: bool
    ) -> None:
        self._ledger = ledger
        self._file = file
        self._merged = merged
        self._lang: Language = lang
        self._slip = slip
        self._protected = protected
        self._sheet_name = wording.SHEET[lang]
        self._rows = rows_of(ledger)
        self._preface = tuple(plain(line, where=f"{file}!preface") for line in preface_of(ledger, lang))
        self._head = len(self._preface) + 1
        self._first = self._head + 1
        self._places = tuple(self._columns())

    def book(self) -> Workbook:
        book = new_workbook(styles.STANDARD_FONT)
        sheet = first_sheet(book)
        sheet.title = self._sheet_name
        heights = self._heights()
        breaks = self._breaks(heights) if self._merged else ()
        self._write_cells(sheet)
        if self._merged:
            self._merge(sheet, heights, breaks)
        self._write_preface(sheet)
        self._write_footnotes(sheet)
        for place in self._places:
            sheet.column_dimensions[place.letter].width = place.width
        sheet.row_dimensions[self._head].height = layout.row_height(
            max(layout.line_count(place.heading, place.width) for place in self._places)
        )
        for offset, height in enumerate(heights):
            sheet.row_dimensions[self._first + offset].height = height
        for row in breaks:
            sheet.row_breaks.append(Break(id=self._first + row - 1))
        self._write_store(book)
        letters = {place.column.key: place.letter for place in self._places if place.column is not None}
        last_row = max(self._first, self._first + len(self._rows) - 1)
        add_controls(sheet, letters, first=self._first, last=last_row, lang=self._lang)
        add_colours(sheet, letters, first=self._first, last=last_row)
        sheet.auto_filter.ref = f"A{self._head}:{self._places[-1].letter}{last_row}"
        sheet.freeze_panes = f"{self._frozen()}{self._first}"
        set_up_page(sheet, head=self._head, lang=self._lang)
        self._set_properties(book)
        if self._slip is not None:
            self._make_packet(book, sheet, last_row)
        return book

    def _make_packet(self, book: Workbook, sheet: Worksheet, last_row: int) -> None:
        """Mark what the unit fills in, and say whose workbook it is."""
        assert self._slip is not None, "only a packet has one"
        letters = [place.letter for place in self._places if place.column is None or place.column.editor is Editor.UNIT]
        mark_cells(sheet, letters, head=self._head, last=last_row)
        write_properties(book, self._slip)
        if self._protected:
            protect(sheet)

    def _columns(self) -> Iterator[_Place]:
        known = columns_for(self._ledger.by)
        headings: list[tuple[str, Column | None]] = [(column.heading[self._lang], column) for column in known]
        headings += [(heading, None) for heading in extra_headings(self._ledger)]
        for number, (heading, column) in enumerate(headings, 1):
            letter = get_column_letter(number)
            cells = tuple(
                show(column, row, self._lang, where=self._where(letter, offset))
                if column is not None
                else show_extra(heading, row.entry, where=self._where(letter, offset))
                for offset, row in enumerate(self._rows)
            )
            yield _Place(letter, plain(heading, where=f"{self._file}!{self._sheet_name}!{letter}{self._head}"), column,
                         self._width(heading, column, cells), cells)  # fmt: skip

    def _where(self, letter: str, offset: int) -> str:
        return f"{self._file}!{self._sheet_name}!{letter}{self._first + offset}"

    @staticmethod
    def _width(heading: str, column: Column | None, cells: tuple[CellValue, ...]) -> float:
        texts = [as_text(cell) for cell in cells if cell is not None]
        words = layout.width_of_words((heading, *(texts if column is None or column.kind is Kind.TEXT else ())))
        if column is None:
            widest = max(
                (layout.text_width(line) for text in (heading, *texts) for line in text.split("\n")), default=0
            )
            return layout.width_to_fit(texts, max(words, min(_WIDEST_EXTRA, widest + 2)))
        if column.narrow is not None and not texts:
            return max(words, column.narrow)
        return layout.width_to_fit(texts, max(words, column.width))

    def _spans(self, place: _Place) -> bool:
        return self._merged and place.column is not None and place.column.level is not Level.ENTRY

    def _groups(self, level: Level) -> Iterator[tuple[int, int]]:
        """Runs of rows, 0-based and half-open, that share what a column of that level speaks about."""
        start = 0
        for _, run in groupby(self._rows, key=lambda row: _group_key(row, level)):
            end = start + sum(1 for _ in run)
            yield start, end
            start = end

    def _heights(self) -> list[float]:
        heights = [layout.row_height(1)] * len(self._rows)
        for place in self._places:
            if not self._spans(place):
                for offset, cell in enumerate(place.cells):
                    if isinstance(cell, str):
                        heights[offset] = max(heights[offset], layout.fit(cell, place.width)[1])
        for place in self._places:
            if self._spans(place) and place.column is not None:
                for start, end in self._groups(place.column.level):
                    _stretch(heights, start, end, place)
        return heights

    def _breaks(self, heights: list[float]) -> tuple[int, ...]:
        head = layout.row_height(2)
        page = layout.page_height([place.width for place in self._places], margins=(29, 100), head=head)
        title = _TITLE_LINE * 2 + _SUBTITLE_LINE * len(self._preface)
        blocks = [layout.Block(start, tuple(heights[start:end])) for start, end in self._groups(Level.TASK)]
        return layout.page_breaks(blocks, page=page, first_page=page - title)

    def _write_cells(self, sheet: Worksheet) -> None:
        for number, place in enumerate(self._places, 1):
            head = cell_at(sheet, self._head, number)
            set_text(head, escaped(place.heading))
            head.font, head.fill, head.border = styles.HEAD_FONT, styles.HEAD_FILL, styles.BODY_BORDER
            head.alignment = styles.HEAD_ALIGNMENT
            stencils: dict[tuple[str, float], Cell] = {}
            for offset, value in enumerate(place.cells):
                cell = cell_at(sheet, self._first + offset, number)
                if isinstance(value, str):
                    set_text(cell, escaped(value))
                elif value is not None:
                    cell.value = value
                number_format = self._number_format(place, value)
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
                cell.alignment = styles.body_alignment(place.column)
                cell.number_format = number_format
        for offset, row in enumerate(self._rows):
            self._write_comments(sheet, row, self._first + offset)

    @staticmethod
    def _number_format(place: _Place, value: CellValue) -> str:
        if place.column is not None:
            return styles.NUMBER_FORMATS[place.column.kind]
        if isinstance(value, str):
            return styles.NUMBER_FORMATS[Kind.TEXT]
        return styles.NUMBER_FORMATS[Kind.DAY] if not isinstance(value, int | float | None) else "General"

    def _write_comments(self, sheet: Worksheet, row: Row, number: int) -> None:
        if not row.entry.comments:
            return
        letters = {
            place.column.key if place.column is not None else place.heading: place.letter for place in self._places
        }
        for name, text in row.entry.comments:
            letter = letters.get(name)
            if letter is None:
                raise LedgerError(
                    "a note on a cell of a column that the ledger does not have",
                    where=f"{self._file}!{self._sheet_name}!{number}",
                    found=repr(name),
                    expected=", ".join(letters),
                )
            shown = escaped(plain(text, where=f"{self._file}!{self._sheet_name}!{letter}{number}"))
            sheet[f"{letter}{number}"].comment = Comment(shown, wording.CREATOR)

    def _merge(self, sheet: Worksheet, heights: list[float], breaks: tuple[int, ...]) -> None:
        """Merge what rows share, page by page: a cell that runs over the end of a page would show its text only once."""
        ranges = SortedRanges()
        for number, place in enumerate(self._places, 1):
            if not self._spans(place) or place.column is None:
                continue
            for start, end in self._groups(place.column.level):
                edges = [start, *breaks[bisect_right(breaks, start) : bisect_left(breaks, end)], end]
                for top, bottom in pairwise(edges):
                    _stretch(heights, top, bottom, place)
                    if bottom - top < 2:
                        continue
                    for offset in range(top + 1, bottom):
                        cell_at(sheet, self._first + offset, number).value = None
                    ranges.ranges.add(
                        CellRange(
                            min_col=number, max_col=number, min_row=self._first + top, max_row=self._first + bottom - 1
                        )
                    )
        sheet.merged_cells = ranges

    def _write_preface(self, sheet: Worksheet) -> None:
        total = sum(place.width for place in self._places)
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
        total = sum(place.width for place in self._places)
        # A blank row keeps the lines out of the range that people sort and filter.
        first = self._first + len(self._rows) + 1
        for number, note in enumerate(self._ledger.footnotes, first):
            line = plain(note, where=f"{self._file}!{self._sheet_name}!A{number}")
            self._write_line(sheet, number, line, styles.SUBTITLE_FONT, styles.FOOTNOTE_ALIGNMENT)
            sheet.row_dimensions[number].height = layout.line_count(line, total) * _SUBTITLE_LINE + 4

    def _write_line(self, sheet: Worksheet, row: int, text: str, font: Font, alignment: Alignment) -> None:
        """One text over the whole width."""
        cell = cell_at(sheet, row, 1)
        set_text(cell, escaped(text))
        cell.font, cell.alignment, cell.number_format = font, alignment, styles.NUMBER_FORMATS[Kind.TEXT]
        if len(self._places) > 1:
            sheet.merged_cells.ranges.add(CellRange(min_col=1, max_col=len(self._places), min_row=row, max_row=row))

    def _write_store(self, book: Workbook) -> None:
        store = book.create_sheet(wording.STORE)
        store.sheet_state = "hidden"
        for number, piece in enumerate(pack(Carried(ledger=self._ledger, lang=self._lang, slip=self._slip)), 1):
            set_text(cell_at(store, number, 1), piece)
        store.cell(1, 2, wording.KEEP)
        add_options(store, self._lang)

    def _frozen(self) -> str:
        """The first column that moves: number, section and task stay."""
        return next(
            place.letter for place in self._places if place.column is not None and place.column.key not in _FROZEN
        )

    def _set_properties(self, book: Workbook) -> None:
        notice, properties = self._ledger.notice, book.properties
        properties.title = escaped(self._preface[0]) if self._preface else None
        properties.subject = (
            escaped(plain(str(notice.document_number), where="document number")) if notice.document_number else None
        )
        properties.creator = wording.CREATOR
        properties.language = "zh-CN" if self._lang == "zh" else "en"


_FROZEN = frozenset({"id", "section", "task"})


def _group_key(row: Row, level: Level) -> object:
    if level is Level.SECTION:
        return row.section_number
    return row.task_number if level is Level.TASK else row.requirement.id


def _stretch(heights: list[float], start: int, end: int, place: _Place) -> None:
    """Make rows higher, evenly, until the cell merged over them shows its text."""
    cell = place.cells[start]
    if not isinstance(cell, str):
        return
    missing = layout.fit(cell, place.width)[1] - sum(heights[start:end])
    if missing > 0:
        for row in range(start, end):
            heights[row] += missing / (end - start)
