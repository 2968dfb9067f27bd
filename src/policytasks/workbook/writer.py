"""Writer: a ledger becomes a workbook that a clerk can fill in, filter and print."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.atomic import write_atomically
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.packet import Slip
from policytasks.ledger.status import Status, StatusWords
from policytasks.messages import Language
from policytasks.model.notice import Notice
from policytasks.workbook import styles, wording
from policytasks.workbook.carry import Carried, pack
from policytasks.workbook.cells import escaped, plain
from policytasks.workbook.columns import Editor
from policytasks.workbook.controls import add_controls, add_lights, add_options
from policytasks.workbook.engine import cell_at, custom_properties, first_sheet, new_workbook, set_text
from policytasks.workbook.guide import write_guide
from policytasks.workbook.ledger_sheet import LedgerSheet
from policytasks.workbook.own_columns import ColumnChoice, arrange, pack_columns
from policytasks.workbook.package import package
from policytasks.workbook.packet_sheet import mark_cells, protect, write_properties
from policytasks.workbook.preface import preface_of
from policytasks.workbook.rows import extra_headings
from policytasks.workbook.status_list import StatusList
from policytasks.workbook.summary import write_summary
from policytasks.workbook.unit_sheets import UnitSheets

__all__ = ["render", "write_ledger"]

_EPOCH = datetime(2000, 1, 1)
"""When a workbook says it was made, while its notice has no date: the same for the same ledger."""


def write_ledger(
    ledger: Ledger | Notice, path: str | os.PathLike[str], *, merged: bool = True, lang: Language = "zh",
    columns: Sequence[ColumnChoice] | None = None, status_words: Mapping[str, Status] | None = None,
    summary: bool = True, guide: bool = True, unit_sheets: bool = False, today: date | None = None,
) -> Path:  # fmt: skip
    """Write a ledger as an Excel workbook; `policytasks.workbook.reader.read_ledger` reads it back equal.

    The file is whole or not there; the same ledger gives the same bytes.

    Args:
        ledger: The ledger, or a notice to begin one for.
        path: The file to write; one that is there is replaced.
        merged: Merge the cells of a section, of a task and (by unit) of a requirement; else each row repeats them, as
            sorting needs it.
        lang: Language of the headings and of the status words.
        columns: Which columns the sheet has, in which order: keys of the table of columns (``"text"``, ``"note"``),
            headings of columns that the ledger has from people, `LedgerColumn`, `OwnColumn`, and ``...`` for all that are
            not named. None for the usual ones. What is left out is not lost: it travels in the workbook.
        status_words: Further words of an office for statuses, and what each means; drop-down, lights and counts know them.
        summary: Add a sheet 汇总 that counts the rows by status, section and unit, with a chart; its numbers follow what
            people fill in. A sheet without a column of statuses has none.
        guide: Add a sheet 填写说明 that says what to write where.
        unit_sheets: Add a sheet for each unit that shows its rows; a view, which follows what people fill in.
        today: The day for which the summary says at once how many rows are overdue; None leaves that to the program
            that opens the file, so that the same ledger gives the same bytes on every day.

    Returns:
        The path that was written.

    Raises:
        LedgerError: A text that no cell can hold, with ``where`` naming the cell; columns that no sheet can have; words
            that contradict themselves. Nothing is written then.
    """
    target = Path(path)
    data = render(
        ledger, file=str(target), merged=merged, lang=lang, columns=columns, status_words=status_words, summary=summary,
        guide=guide, unit_sheets=unit_sheets, today=today,
    )  # fmt: skip
    return write_atomically(target, data)


def render(
    ledger: Ledger | Notice, *, file: str = "台账.xlsx", merged: bool = True, lang: Language = "zh",
    columns: Sequence[ColumnChoice] | None = None, status_words: Mapping[str, Status] | None = None,
    summary: bool = True, guide: bool = True, unit_sheets: bool = False, today: date | None = None,
    slip: Slip | None = None, protected: bool = False,
) -> bytes:  # fmt: skip
    """The bytes of the workbook that `write_ledger` writes.

    Args:
        ledger: The ledger, or a notice to begin one for.
        file: Name of the file, for messages.
        merged: As in `write_ledger`, as are the following.
        lang: Language.
        columns: Columns.
        status_words: Words for statuses.
        summary: Whether there is a summary.
        guide: Whether there is a guide.
        unit_sheets: Whether each unit has a sheet.
        today: The day.
        slip: What a packet says about itself; None for the office's own workbook.
        protected: Whether the cells that a unit does not fill in are protected.

    Raises:
        LedgerError: As in `write_ledger`.
    """
    tracked = ledger if isinstance(ledger, Ledger) else Ledger.from_notice(ledger)
    writer = _Writer(
        tracked, file=file, merged=merged, lang=lang, columns=columns, words=dict(status_words or {}), slip=slip,
        protected=protected, summary=summary, guide=guide, unit_sheets=unit_sheets, today=today,
    )  # fmt: skip
    book = writer.book()
    issued_on = tracked.notice.issued_on
    made_on = datetime.combine(issued_on, datetime.min.time()) if issued_on is not None else _EPOCH
    return package(book, on=made_on, values=writer.values)


class _Writer:
    def __init__(
        self, ledger: Ledger, *, file: str, merged: bool, lang: Language, columns: Sequence[ColumnChoice] | None,
        words: Mapping[str, Status], slip: Slip | None, protected: bool, summary: bool, guide: bool,
        unit_sheets: bool, today: date | None,
    ) -> None:  # fmt: skip
        self._ledger = ledger
        self._slip = slip
        self._protected = protected
        self._lang: Language = lang
        self._statuses = StatusList(own=StatusWords(words).own, lang=lang)
        self._columns = arrange(columns, by=ledger.by, own=extra_headings(ledger), lang=lang)
        self._layout: dict[str, Any] = {}
        if columns is not None:
            self._layout["columns"] = pack_columns(self._columns)
        if words:
            self._layout["words"] = {word: status.value for word, status in words.items()}
        self._table = LedgerSheet(
            ledger, self._columns, name=wording.SHEET[lang], preface=preface_of(ledger, lang), file=file,
            merged=merged, lang=lang,
        )  # fmt: skip
        self._merged = merged
        self._today = today
        self._has_summary = summary and "status" in self._table.letters
        self._has_guide = guide
        self._unit_sheets = unit_sheets
        self._file = file
        self.values: dict[str, Mapping[str, float | str]] = {}
        """What the formulas of each sheet give, by its name."""

    def book(self) -> Workbook:
        book = new_workbook(styles.STANDARD_FONT)
        table, sheet = self._table, first_sheet(book)
        table.write(sheet)
        views = self._views()
        if self._has_summary:
            self._write_summary(book, views.names if views is not None else {})
        if self._has_guide:
            self._write_guide(book, has_views=views is not None)
        if views is not None:
            self._layout["views"] = {name: unit for unit, name in views.names.items()}
            self.values |= views.write(book)
        checksum, ranges = self._write_store(book)
        letters = [(place.letter, place.arranged) for place in table.places]
        add_controls(sheet, letters, ranges, first=table.first, last=table.last, lang=self._lang)
        add_lights(sheet, table.letters, self._statuses, first=table.first, last=table.last)
        self._set_properties(book, checksum)
        if self._slip is not None:
            self._make_packet(book, sheet, self._slip)
        return book

    def _make_packet(self, book: Workbook, sheet: Worksheet, slip: Slip) -> None:
        """Mark what the unit fills in, and say whose workbook it is."""
        table = self._table
        letters = [place.letter for place in table.places if place.arranged.editor is Editor.UNIT]
        mark_cells(sheet, letters, head=table.head, last=table.last)
        write_properties(book, slip)
        if self._protected:
            protect(sheet)

    def _views(self) -> UnitSheets | None:
        """The sheets of units, where they are wanted and there are any."""
        if not self._unit_sheets:
            return None
        taken = (self._table.name, wording.SUMMARY[self._lang], wording.GUIDE[self._lang], wording.STORE)
        views = UnitSheets(
            table=self._table, ledger=self._ledger, columns=self._columns, statuses=self._statuses, taken=taken,
            file=self._file, merged=self._merged, lang=self._lang,
        )  # fmt: skip
        return views if views.names else None

    def _write_summary(self, book: Workbook, sheet_of_unit: Mapping[str, str]) -> None:
        name, preface = wording.SUMMARY[self._lang], preface_of(self._ledger, self._lang)
        title = plain(preface[0], where="title") if preface else ""
        self.values[name] = write_summary(
            book.create_sheet(name), self._table, self._statuses, title=title, lang=self._lang, today=self._today,
            sheet_of_unit=sheet_of_unit,
        )  # fmt: skip

    def _write_guide(self, book: Workbook, *, has_views: bool) -> None:
        write_guide(
            book.create_sheet(wording.GUIDE[self._lang]), self._columns, self._statuses, ledger_sheet=self._table.name,
            has_summary=self._has_summary, has_views=has_views, merged=self._merged, lang=self._lang,
        )  # fmt: skip

    def _write_store(self, book: Workbook) -> tuple[str, Mapping[str, str]]:
        """Write the hidden sheet.

        Returns:
            The checksum of the carried data, and the ranges of the words that drop-downs offer.
        """
        store = book.create_sheet(wording.STORE)
        store.sheet_state = "hidden"
        cells = pack(Carried(ledger=self._ledger, lang=self._lang, slip=self._slip, layout=self._layout))
        for number, piece in enumerate(cells, 1):
            set_text(cell_at(store, number, 1), piece)
        store.cell(1, 2, wording.KEEP)
        choices = [(each.heading, each.own.choices) for each in self._columns if each.own is not None]
        lists = [("status", self._statuses.offered), *((name, words) for name, words in choices if words)]
        return cells[1], add_options(store, lists)

    def _set_properties(self, book: Workbook, checksum: str) -> None:
        notice, properties = self._ledger.notice, book.properties
        preface = preface_of(self._ledger, self._lang)
        properties.title = escaped(plain(preface[0], where="title")) if preface else None
        properties.subject = (
            escaped(plain(str(notice.document_number), where="document number")) if notice.document_number else None
        )
        properties.creator = wording.CREATOR
        properties.language = "zh-CN" if self._lang == "zh" else "en"
        custom_properties(book).append(StringProperty(name=wording.DATA_PROPERTY, value=checksum))
