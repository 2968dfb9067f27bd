"""Sheet: a workbook's file becomes the rows of its table, whatever people did around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import attrs
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.errors import LedgerError
from policytasks.ledger.typed import as_text
from policytasks.location import Location
from policytasks.messages import LANGUAGES
from policytasks.workbook.book import NO_WORKBOOK, Book, check_workbook
from policytasks.workbook.carry import Carried, unpack
from policytasks.workbook.cells import read_value, settled
from policytasks.workbook.columns import COLUMNS, columns_for
from policytasks.workbook.engine import existing_cell, existing_cells
from policytasks.workbook.headings import Headings
from policytasks.workbook.heads import Head, find_head
from policytasks.workbook.own_columns import LedgerColumn, OwnColumn, unpack_columns
from policytasks.workbook.rows import extra_headings, rows_of, show
from policytasks.workbook.sheet_table import SheetCell, SheetRow, SheetTable
from policytasks.workbook.wording import GUIDE, GUIDE_TITLE, SHEET, SUMMARY, SUMMARY_TITLE, VIEW_NOTE

__all__ = [
    "NO_TABLE",
    "NO_WORKBOOK",
    "OtherSheet",
    "Sheet",
    "SheetCell",
    "SheetRow",
    "check_workbook",
    "headings_of",
    "made_sheets",
    "read_sheet",
    "sheet_of",
    "table_of",
    "unpacked",
]

NO_TABLE = "no sheet with the headings of a ledger"
"""Message of the error for workbooks that are whole, and no ledgers."""


@attrs.frozen(kw_only=True)
class OtherSheet:
    """A sheet beside the ledger's.

    Args:
        name: Its name.
        made: Whether a program made it of the ledger, so that what is typed there is typed in the wrong place.
        unit: The unit whose rows it shows; empty for other sheets.
        rows: Its rows, where it has the headings of a ledger; of a unit's sheet without the cells that a program computes.
        typed: Cells of a sheet that a program made in which somebody may have typed, without those of ``rows``.
    """

    name: str
    made: bool = False
    unit: str = ""
    rows: tuple[SheetRow, ...] = ()
    typed: tuple[SheetCell, ...] = ()


@attrs.frozen(kw_only=True)
class Sheet:
    """The table of a workbook.

    Args:
        file: Name of the file.
        name: Name of the sheet.
        columns: The columns that it has, by key, with the places of their headings.
        extra_columns: People's own columns, by heading, with the places of their headings.
        preface: Lines above the head.
        rows: The rows below the head that have something in them.
        store: The cells of the hidden sheet; empty when it is not there.
        others: The other sheets, as far as they hold anything.
        odd_comments: Places of notes outside of the table.
        carried: What the hidden sheet carries; None when it is gone or damaged.
        lost: Why nothing is carried; empty when something is.
        guessed: Headings that were not known, by the key of the column that they were taken for.
        specs: What is known of people's own columns, by heading.
        properties: Custom properties of the file, by name.
        modified: When a program says that it saved the file last; None when none says so.
    """

    file: str
    name: str
    columns: Mapping[str, Location]
    extra_columns: Mapping[str, Location]
    preface: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    store: tuple[str, ...]
    others: tuple[OtherSheet, ...]
    odd_comments: tuple[Location, ...]
    carried: Carried | None = None
    lost: str = ""
    guessed: Mapping[str, str] = attrs.field(factory=dict)
    specs: Mapping[str, OwnColumn] = attrs.field(factory=dict)
    properties: Mapping[str, str] = attrs.field(factory=dict)
    modified: datetime | None = None


def read_sheet(data: bytes, *, file: str, columns: Sequence[LedgerColumn | OwnColumn] = ()) -> Sheet:
    """The table of a workbook.

    Args:
        data: The bytes of the file.
        file: Its name, for locations and messages.
        columns: What the caller knows about its columns.

    Raises:
        LedgerError: It is no workbook, a damaged or hostile one, or has no table with the headings of a ledger.
    """
    book = Book(data, file=file)
    carried, lost = unpacked(book)
    return sheet_of(book, carried, lost, headings_of(carried, columns))


def sheet_of(book: Book, carried: Carried | None, lost: str, headings: Headings) -> Sheet:
    """The table of a workbook that is open.

    Args:
        book: The workbook.
        carried: What it carries; None for nothing.
        lost: Why it carries nothing.
        headings: What headings mean.

    Raises:
        LedgerError: As in `read_sheet`.
    """
    made = made_sheets(book, carried)
    # What a program made need not be calculated: people can only have typed over it.
    heads = {
        title: find_head(book.written(title) if title in made else book.shown(title), headings) for title in book.titles
    }
    named = {title: head for title, head in heads.items() if head is not None}
    chosen = _choose(book, [title for title in named if title not in made], carried)
    if chosen is None:
        raise LedgerError(
            NO_TABLE,
            where=book.file,
            found=", ".join(heads),
            expected="a row with 编号 or 具体要求 and further headings",
        )
    table = table_of(book, chosen, named[chosen], headings)
    others = (_other(book, title, heads[title], made.get(title), headings) for title in book.titles if title != chosen)
    return attrs.evolve(
        table,
        store=book.store,
        others=tuple(other for other in others if other is not None),
        carried=carried,
        lost=lost,
        properties=book.properties,
        modified=book.modified,
    )


def made_sheets(book: Book, carried: Carried | None) -> Mapping[str, str]:
    """The sheets that a program made of the ledger, each with the unit whose rows it shows; ``""`` for none."""
    return {title: unit for title in book.titles if (unit := _made(book, title, carried)) is not None}


def unpacked(book: Book) -> tuple[Carried | None, str]:
    """What a workbook carries, and why it carries nothing."""
    store = book.store
    if not store:
        return None, "the workbook carries no data of its notice"
    try:
        return unpack(store, where=book.file), ""
    except LedgerError as fault:
        return None, str(fault)


def headings_of(carried: Carried | None, columns: Sequence[LedgerColumn | OwnColumn]) -> Headings:
    """What headings mean in a workbook.

    Args:
        carried: What it carries; None for nothing.
        columns: What the caller knows about its columns; it comes first.
    """
    if carried is None:
        return Headings(chosen=columns)
    ledger = carried.ledger
    written = unpack_columns(carried.layout.get("columns", ()))
    keys = [each.name for each in written if each.column is not None] or [each.key for each in columns_for(ledger.by)]

    def shown(key: str) -> frozenset[str]:
        column = next(each for each in COLUMNS if each.key == key)
        cells = (show(column, row, carried.lang) for row in rows_of(ledger))
        return frozenset(settled(as_text(cell)) for cell in cells if cell is not None)

    return Headings(own=extra_headings(ledger), written=written, chosen=columns, keys=keys, shown=shown)


def _made(book: Book, title: str, carried: Carried | None) -> str | None:
    """The unit of a sheet that a program made of the ledger, ``""`` for one that is no unit's; None for any other sheet.

    Sheets may have been renamed, so what they say counts as well.
    """
    sheet = book.written(title)
    above = [value for row in (1, 2) if (value := _first_text(sheet, row)) is not None]
    layout = carried.layout if carried is not None else {}
    if title in layout.get("views", {}):
        return str(layout["views"][title])
    if carried is not None and title in (SUMMARY[carried.lang], GUIDE[carried.lang]):
        return ""
    if not above:
        return None
    if any(VIEW_NOTE.say(lang, sheet=SHEET[lang]) in above for lang in LANGUAGES):
        return above[0]
    titles = [each[lang] for each in (SUMMARY_TITLE, GUIDE_TITLE) for lang in LANGUAGES]
    return "" if above[0] in titles else None


def _first_text(sheet: Worksheet, row: int) -> str | None:
    cell = existing_cell(sheet, row, 1)
    value = read_value(cell.value) if cell is not None else None
    return str(value) if value is not None else None


def _choose(book: Book, named: Sequence[str], carried: Carried | None) -> str | None:
    """The ledger's sheet among those with the headings of one: by its name, else by the rows that it was written with."""
    for title in named:
        if title in (SHEET.zh, SHEET.en):
            return title
    if len(named) < 2:
        return named[0] if named else None
    if carried is None:
        raise LedgerError(
            "several sheets look like ledgers",
            where=book.file,
            found=", ".join(named),
            expected=f"one named {SHEET.zh}",
        )
    known = {requirement.id for requirement in carried.ledger.notice.requirements}
    known |= {requirement.text for requirement in carried.ledger.notice.requirements}

    def hits(title: str) -> int:
        return sum(str(cell.value) in known for _, _, cell in existing_cells(book.written(title)))

    return max(named, key=lambda title: (hits(title), -named.index(title)))


def _other(book: Book, title: str, head: Head | None, unit: str | None, headings: Headings) -> OtherSheet | None:
    """Another sheet; None when it is empty."""
    sheet = book.written(title)
    filled = {(row, column) for row, column, cell in existing_cells(sheet) if read_value(cell.value) is not None}
    if not filled:
        return None
    if unit is None:
        rows = table_of(book, title, head, headings).rows if head is not None else ()
        return OtherSheet(name=title, rows=rows)
    typed = sorted(filled - book.formulas(title).keys())
    cells = SheetTable(sheet, book.file, None, headings)
    if head is None or not unit:
        places = tuple(cells.cell(row, column) for row, column in typed)
        return OtherSheet(name=title, made=True, unit=unit, typed=places)
    table = SheetTable(sheet, book.file, head, headings, formulas=book.formulas(title).keys())
    above = tuple(cells.cell(row, column) for row, column in typed if row <= head.last)
    return OtherSheet(name=title, made=True, unit=unit, rows=tuple(table.rows()), typed=above)


def table_of(book: Book, title: str, head: Head, headings: Headings) -> Sheet:
    """The table of one sheet of a workbook, without what the workbook carries.

    Args:
        book: The workbook.
        title: Name of the sheet.
        head: Its head.
        headings: What headings mean.
    """
    table = SheetTable(book.shown(title), book.file, head, headings)
    return Sheet(
        file=book.file,
        name=title,
        columns=table.columns,
        extra_columns=table.extra_columns,
        preface=table.preface,
        rows=tuple(table.rows()),
        store=(),
        others=(),
        odd_comments=table.odd_comments,
        guessed=table.guessed,
        specs=headings.specs,
    )
