"""Reader: a workbook that people worked in becomes a ledger again.

The carried data say what each cell showed when it was written. A cell that still says it means the carried value, exactly;
one that says something else was changed by a person:

* the columns of the entry (截止日期 to 更新人, and people's own) are read as they stand; words that a field cannot hold are kept
  in `Entry.typed`;
* the columns of the notice (texts, units, deadlines, headings) are taken over into the notice, each with a doubt that says so;
  what contradicts itself is left as it was, with a doubt that quotes the cell;
* a row with a new number, or without one, becomes a new requirement; a row that is gone becomes a doubt;
* a column that is not there changes nothing.

Without carried data (the hidden sheet was deleted, or another program made the table) the notice is built from the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from policytasks.errors import LedgerError
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import Status, StatusWords
from policytasks.messages import Language
from policytasks.sources.read import Source, load
from policytasks.workbook.book import Book
from policytasks.workbook.carry import Carried, pack, unpack
from policytasks.workbook.foreign import read_foreign
from policytasks.workbook.own_columns import LedgerColumn, OwnColumn
from policytasks.workbook.sheet import Sheet, headings_of, made_sheets, sheet_of, unpacked
from policytasks.workbook.table_reader import TableReader, grain_of, has_our_form
from policytasks.workbook.wording import DATA_PROPERTY, SHEET

__all__ = ["TableReader", "grain_of", "read_ledger", "read_written_ledger"]


def read_ledger(
    source: Source,
    *,
    status_words: Mapping[str, Status] | None = None,
    columns: Sequence[LedgerColumn | OwnColumn] = (),
    base: Ledger | None = None,
) -> Ledger:
    """Read a ledger back from its workbook, with everything that people changed in it.

    Args:
        source: Path of the workbook, its bytes, or a binary file.
        status_words: Further words of an office for statuses and what each means (``{"已上线": Status.DONE}``), as in
            `policytasks.ledger.status.StatusWords`.
        columns: Further headings for columns of the ledger, and kinds and headings of columns of one's own. A workbook that was
            written with some brings them along.
        base: The ledger that the workbook was written from, for one that has lost the data which it carried.

    Returns:
        The ledger, its entries in the order of the sheet. `Ledger.doubts` lists what was taken over from cells of the notice,
        what could not be read, and rows that are gone, each with sheet and cell.

    Raises:
        FileNotFoundError: There is no such file.
        SourceError: A folder, a file that may not be opened, or one over 256 MiB.
        LedgerError: It is no workbook, or has no table with the headings of a ledger;
            ``where`` names file, sheet and cell. Or ``status_words`` contradict themselves.
    """
    words = StatusWords(status_words or {})
    return _read(source, lambda data, file: _ledger(data, file, words, columns, base))


def read_written_ledger(source: Source) -> Ledger:
    """Read the ledger that a workbook was written from, without what people changed since.

    It is the common ancestor of that ledger and of what `read_ledger` gives, as a three-way merge needs it.

    Args:
        source: As in `read_ledger`.

    Raises:
        FileNotFoundError: There is no such file.
        SourceError: As in `read_ledger`.
        LedgerError: As in `read_ledger`, or the workbook carries no data of its ledger, or damaged ones.
    """
    return _read(source, lambda data, file: unpack(Book(data, file=file).store, where=file).ledger)


def _read(source: Source, read: Callable[[bytes, str], Ledger]) -> Ledger:
    """What a function makes of a file; locations carry the bare name of the file, errors its path."""
    data, path = load(source)
    name = Path(path).name
    try:
        return read(data, name)
    except LedgerError as fault:
        fault.begin_with(path, name=name)
        raise


def _ledger(
    data: bytes, file: str, words: StatusWords, columns: Sequence[LedgerColumn | OwnColumn], base: Ledger | None
) -> Ledger:
    book = Book(data, file=file)
    carried, lost = unpacked(book)
    headings = headings_of(carried, columns)
    sheet: Sheet | None = None
    refusal: LedgerError | None = None
    try:
        sheet = sheet_of(book, carried, lost, headings)
    except LedgerError as fault:
        refusal = fault
    if carried is None and (sheet is None or not has_our_form(sheet)):
        foreign = read_foreign(data, book, headings, words, made=made_sheets(book, carried))
        if foreign is not None:
            return foreign
    if sheet is None:
        assert refusal is not None, "a workbook without a table says why"
        raise refusal
    if carried is None and base is not None:
        return _compared(sheet, words, base)
    return TableReader(sheet, words).ledger()


def _compared(sheet: Sheet, words: StatusWords, base: Ledger) -> Ledger:
    """A table that lost its data, compared with the ledger that somebody says it was written from."""
    lang: Language = "en" if sheet.name == SHEET.en else "zh"
    given = Carried(ledger=base, lang=lang)
    written = sheet.properties.get(DATA_PROPERTY)
    known = "" if written == pack(given)[1] else "; nothing says that it was written from that one"
    reader = TableReader(sheet, words, carried=given)
    reader.doubt("ledger-without-data", f"{sheet.lost}: it was compared with the ledger that was given{known}")
    return reader.ledger()
