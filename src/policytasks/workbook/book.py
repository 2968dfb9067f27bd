"""Book 工作簿: a workbook's file, checked and loaded, with what it carries beside its cells."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from lxml.etree import _Element
from openpyxl import Workbook, load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.errors import LedgerError, SourceError
from policytasks.sources.detect import detect
from policytasks.sources.guards import LIMITS, check_area, open_archive
from policytasks.workbook.engine import cell_at, custom_properties, existing_cell, existing_cells, set_text
from policytasks.workbook.wording import CHECK_TITLE, STORE

__all__ = ["NO_WORKBOOK", "Book", "check_workbook"]

NO_WORKBOOK = "the file holds no workbook"
"""Message of the error for files that are whole, and no workbooks."""

_WORKSHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_REFERENCE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_LAST_ROW = 1_048_576


class Book:
    """工作簿.

    Args:
        data: The bytes of the file.
        file: Its name, for locations and messages.

    Raises:
        LedgerError: It is no workbook, or a damaged or hostile one.
    """

    def __init__(self, data: bytes, *, file: str) -> None:
        self.file = file
        self._data = data
        try:
            check_workbook(data, file=file)
        except SourceError as fault:
            raise LedgerError(fault.message, where=fault.where, found=fault.found, expected=fault.expected) from fault
        self._book = self._load(data_only=False)
        self._values: Workbook | None = None
        self._formulas: dict[str, dict[tuple[int, int], str]] = {}
        for sheet in self._book.worksheets:
            formulas = {
                (row, column): str(getattr(cell.value, "text", cell.value))
                for row, column, cell in existing_cells(sheet)
                if cell.data_type == "f"
            }
            if formulas:
                self._formulas[sheet.title] = formulas

    def _load(self, *, data_only: bool) -> Workbook:
        try:
            with warnings.catch_warnings():
                # openpyxl warns of parts that it does not know; they are no concern of a reader.
                warnings.simplefilter("ignore")
                return load_workbook(BytesIO(self._data), data_only=data_only)
        except Exception as fault:
            # openpyxl lets at least seven kinds of exception of its own workings through for damaged files.
            raise LedgerError(
                "the workbook cannot be read", where=self.file, found=f"{type(fault).__name__}: {fault}",
                expected="an xlsx file",
            ) from fault  # fmt: skip

    @property
    def titles(self) -> tuple[str, ...]:
        """The names of its sheets, in order, without the hidden one with the carried data and lists of findings."""
        return tuple(
            sheet.title for sheet in self._book.worksheets if sheet.title != STORE and not _lists_findings(sheet)
        )

    @property
    def active(self) -> str:
        """The name of the sheet that was open when the file was saved."""
        active = self._book.active
        return active.title if active is not None else ""

    def has_cells(self, title: str) -> bool:
        """Whether a sheet that people see says anything."""
        sheet = self.written(title)
        visible = sheet.sheet_state == "visible"
        return visible and any(cell.value is not None for _, _, cell in existing_cells(sheet))

    def written(self, title: str) -> Worksheet:
        """A sheet as it was written: a formula is a formula."""
        return self._sheet(self._book, title)

    def formulas(self, title: str) -> Mapping[tuple[int, int], str]:
        """The formulas of a sheet by row and column, both 1-based."""
        return self._formulas.get(title, {})

    def shown(self, title: str) -> Worksheet:
        """A sheet as it is seen: a formula stands as its value, and as its text where no program has computed it yet."""
        if title not in self._formulas:
            return self.written(title)
        if self._values is None:
            self._values = self._load(data_only=True)
        sheet = self._sheet(self._values, title)
        for (row, column), formula in self._formulas[title].items():
            cell = cell_at(sheet, row, column)
            if cell.value is None:
                set_text(cell, formula)
        return sheet

    @staticmethod
    def _sheet(book: Workbook, title: str) -> Worksheet:
        return next(sheet for sheet in book.worksheets if sheet.title == title)

    @property
    def store(self) -> tuple[str, ...]:
        """The cells of the hidden sheet that carry data; empty when it is not there."""
        return tuple(_column(self.written(STORE))) if STORE in self._book.sheetnames else ()

    @property
    def properties(self) -> Mapping[str, str]:
        """The custom properties of the file, by name."""
        return {each.name: str(each.value) for each in custom_properties(self._book).props if each.name}

    @property
    def modified(self) -> datetime | None:
        """When a program says that it saved the file last; None when none says so."""
        stamp: Any = self._book.properties.modified
        return stamp if isinstance(stamp, datetime) else None


def _lists_findings(sheet: Worksheet) -> bool:
    """Whether a check made a sheet; its name may have been changed."""
    cell = existing_cell(sheet, 1, 1)
    return cell is not None and cell.value in (CHECK_TITLE.zh, CHECK_TITLE.en)


def _column(sheet: Worksheet) -> Iterator[str]:
    """The texts of column A down to the first empty cell, as they stand in the file."""
    row = 1
    while (cell := existing_cell(sheet, row, 1)) is not None and cell.value is not None:
        yield str(cell.value)
        row += 1


def check_workbook(data: bytes, *, file: str) -> None:
    """Refuse what is no workbook, and what would cost too much, before openpyxl sees it.

    That is: sizes, tags, entities, far cells, huge merged cells.

    Raises:
        SourceError: It is one of these.
    """
    kind = detect(data, file=file)
    if kind != "xlsx":
        raise SourceError(NO_WORKBOOK, where=file, found=f"the format {kind}", expected="an xlsx file")
    archive = open_archive(data, file=file)
    for member in archive:
        if not member.lower().endswith((".xml", ".rels")):
            continue
        part = archive.xml(member)
        if _WORKSHEET.fullmatch(member):
            _check_references(part, f"{file}!{member}")


def _check_references(part: _Element, where: str) -> None:
    for cell in part.iter("{*}c"):
        _check_cell(cell.get("r", "A1"), where)
    area = 0
    for merged in part.iter("{*}mergeCell"):
        first, _, last = merged.get("ref", "A1").partition(":")
        left, top = _check_cell(first, where)
        right, bottom = _check_cell(last or first, where)
        area += max(0, bottom - top + 1) * max(0, right - left + 1)
        check_area(area, 1, where=where)


def _check_cell(reference: str, where: str) -> tuple[int, int]:
    """Column and row of a cell that a sheet can have."""
    match = _REFERENCE.fullmatch(reference)
    column, row = (column_index_from_string(match[1]), int(match[2])) if match is not None else (0, 0)
    if not 1 <= row <= _LAST_ROW or not 1 <= column <= LIMITS.columns:
        raise SourceError("a cell that no sheet has", where=where, found=reference, expected="A1 to XFD1048576")
    return column, row
