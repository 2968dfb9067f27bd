"""Table reader: the table of a workbook is compared with what it showed when it was written, row by row and cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import attrs

from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Grain, Ledger
from policytasks.ledger.status import Status, StatusWords
from policytasks.ledger.typed import as_text
from policytasks.location import Location
from policytasks.model.notice import Section, Task
from policytasks.workbook.carry import Carried
from policytasks.workbook.cells import CellValue, cell_value, plain, same
from policytasks.workbook.columns import COLUMNS, Row, columns_for
from policytasks.workbook.doubts import DoubtList
from policytasks.workbook.entry_cells import EntryCells
from policytasks.workbook.made_sheets import typed_in_made_sheets
from policytasks.workbook.notice_cells import NoticeCells
from policytasks.workbook.own_columns import arrange, unpack_columns
from policytasks.workbook.preface import preface_of, read_preface
from policytasks.workbook.row_matching import Key, RowMatcher, shown_text, text_of
from policytasks.workbook.rows import RowMaker, extra_headings, show
from policytasks.workbook.sheet import Sheet, SheetCell, SheetRow
from policytasks.workbook.wording import DATA_PROPERTY

__all__ = ["TableReader", "grain_of", "has_our_form"]


class TableReader:
    """Reads the table of a workbook against what it showed when it was written.

    Args:
        sheet: The table.
        status_words: What the words in the column of statuses mean.
        carried: What it was written from; None for what the workbook itself carries.
        cells: What to do with changes in the columns of the notice.

    Attributes:
        lines: The lines below the table, and where each begins.
    """

    def __init__(
        self,
        sheet: Sheet,
        status_words: StatusWords,
        *,
        carried: Carried | None = None,
        cells: Callable[..., NoticeCells] = NoticeCells,
    ) -> None:
        self.lines: list[tuple[str, Location]] = []
        self._sheet = sheet
        self._place = Location(file=sheet.file, sheet=sheet.name)
        self._doubts = DoubtList()
        carried = carried or self._unpacked()
        self._bare = carried is None
        if carried is None:
            carried = Carried(ledger=Ledger(notice=read_preface(sheet.preface), by=grain_of(sheet)), lang="zh")
        self._carried, self._lang, self._layout = carried.ledger, carried.lang, carried.layout
        self._by = self._carried.by
        self._cells = cells(self._carried.notice, by=self._by, lang=self._lang, doubts=self._doubts)
        words = {word: Status(value) for word, value in self._layout.get("words", {}).items()}
        if words:
            status_words = StatusWords(words | dict(status_words.own))
        self._entries = EntryCells(self._carried, self._lang, self._doubts, status_words, sheet.specs)
        self._rows = RowMaker(self._carried.notice)
        self._ids = {shown_text(requirement.id): requirement.id for requirement in self._carried.notice.requirements}
        self._matcher = RowMatcher(
            map(self._rows.row, self._carried.entries), by=self._by, lang=self._lang, ids=self._ids
        )
        self._first: dict[Location, SheetRow] = {}
        self._read: dict[Key, Row] = {}
        self._before: str | None = None

    def doubt(self, code: str, message: str) -> None:
        """Add a doubt about the table as a whole."""
        self._doubts.add(code, message, self._place)

    def _unpacked(self) -> Carried | None:
        if self._sheet.carried is None:
            message = f"{self._sheet.lost}: the notice was built from the rows"
            self._doubts.add("ledger-without-data", message, self._place)
            return None
        written = self._sheet.properties.get(DATA_PROPERTY)
        if written is not None and written != self._sheet.store[1]:
            self._doubts.add(
                "ledger-data-exchanged", "the hidden sheet is not the one that the file was written with", self._place
            )
        return self._sheet.carried

    def ledger(self) -> Ledger:
        """The ledger that the table says."""
        rows: list[SheetRow] = []
        for row in self._sheet.rows:
            if (line := self._line(row)) is not None:
                self.lines.append((line, row.location))
            else:
                rows.append(row)
        entries = list(self._entries_of(rows))
        entries += self._entries_elsewhere()
        lines = [line for line, _ in self.lines]
        self._report_missing()
        notice = self._cells.notice()
        self._report_sheet()
        preface, footnotes = self._carried.preface, self._carried.footnotes
        return Ledger(
            notice=notice,
            entries=tuple(entries),
            by=self._by,
            preface=preface
            if _still(preface_of(self._carried, self._lang), self._sheet.preface)
            else self._sheet.preface,
            footnotes=footnotes if _still(footnotes, lines) else tuple(lines),
            history=self._carried.history,
            extra_columns=tuple(map(self._entries.heading, self._sheet.extra_columns)),
            columns=tuple(self._columns()),
            doubts=self._doubts.all(),
            location=Location(file=self._sheet.file),
        )

    def _columns(self) -> Iterator[tuple[str, str]]:
        for key, place in self._sheet.columns.items():
            yield key, _letters(place)
        for heading, place in self._sheet.extra_columns.items():
            yield self._entries.heading(heading), _letters(place)

    def _line(self, row: SheetRow) -> str | None:
        """The text of a row that is no row of the table: a line over its whole width, or a remark that stands alone."""
        if row.line is None or row.wide:
            return row.line
        own = [key for key, cell in row.cells.items() if cell.location == row.location]
        return None if own == ["text"] or (own == ["id"] and row.line in self._ids) else row.line

    def _entries_of(self, rows: Sequence[SheetRow]) -> Iterator[Entry]:
        matches = self._matcher.match(rows)
        originals: dict[int, Row] = {at: match.original for at, match in enumerate(matches) if match.original}
        for at, (row, match) in enumerate(zip(rows, matches, strict=True)):
            if match.copy_of is not None:
                first = rows[match.copy_of]
                self._first[first.location] = first
                copied = self._copied(row, originals[match.copy_of], first.location)
                if copied is not None:
                    yield copied
                continue
            new = match.original is None
            if match.original is None:
                originals[at], new = self._new_row(row, *match.key)
            elif match.is_renumbered:
                self._renumbered(row, match.original)
            yield self._read_row(row, originals[at], match.key, new=new)

    def _read_row(self, row: SheetRow, original: Row, key: Key, *, new: bool) -> Entry:
        self._before = original.entry.requirement_id
        if not new:
            self._cells.note(row, original)
        entry = self._entries.read(row, original)
        self._read[key] = attrs.evolve(original, entry=entry)
        return entry

    def _entries_elsewhere(self) -> Iterator[Entry]:
        """The rows that people moved to other sheets, each where it stands; those that were copied there are not read."""
        for other in self._sheet.others:
            for row in () if other.made else other.rows:
                match = self._matcher.take(row)
                if match is not None and match.original is not None:
                    id = match.original.entry.requirement_id
                    message = f"the row of {id} was read from this sheet; {self._sheet.name!r} does not have it"
                    self._doubts.add("ledger-row-elsewhere", message, row.location)
                    yield self._read_row(row, match.original, match.key, new=False)

    def _renumbered(self, row: SheetRow, original: Row) -> None:
        """What becomes of a number that was typed over that of a row; the row was found by its text."""
        number = row.cells["id"]
        self._doubts.kept(
            _BY_KEY["id"].heading.zh, original.entry.requirement_id, as_text(number.value), number.location
        )

    def _copied(self, row: SheetRow, original: Row, first: Location) -> Entry | None:
        """What becomes of a row about what the row at ``first`` is about already.

        One with another text is another requirement. Else it is left out, and what it says otherwise is quoted.
        """
        id, unit = original.entry.requirement_id, text_of(row.cells.get("unit")) if self._by == "unit" else ""
        text = row.cells.get("text")
        if text is not None and text_of(text).strip() and not same(original.requirement.text, text.value):
            made, _ = self._new_row(row, "", unit, repeats=f"{id} stands in {first.cell}")
            return self._read_row(row, made, (made.entry.requirement_id, unit), new=True)
        said = False
        for heading, cell in self._other_words(row, original, first):
            message = f"{heading} of {id} says {as_text(cell.value)!r}; {first.cell} is about the same and was read"
            self._doubts.add("ledger-row-repeated", message, cell.location)
            said = True
        if not said:
            self._doubts.add("ledger-row-repeated", f"the row says of {id} what {first.cell} says", row.location)
        return None

    def _other_words(self, row: SheetRow, original: Row, first: Location) -> Iterator[tuple[str, SheetCell]]:
        """The cells of a copy that say what neither its first row says nor what was written."""
        before = self._first[first]
        written = dict(original.entry.extras)
        for key, cell in row.cells.items():
            column = _BY_KEY[key]
            shown = show(column, original, self._lang)
            if _says_more(cell, before.cells.get(key), shown):
                yield column.heading.zh, cell
        for heading, cell in row.extras.items():
            if _says_more(cell, before.extras.get(heading), cell_value(written.get(heading), where="")):
                yield heading, cell

    def _new_row(self, row: SheetRow, id: str, unit: str, *, repeats: str = "") -> tuple[Row, bool]:
        """A row for which the workbook carries no entry, and whether its requirement is new, too."""
        known = self._ids.get(id)
        if known is not None and known not in self._rows:
            self._cells.compare(row, known)
        if known is None:
            known = self._ids[id] = self._cells.add(row, id, after=self._before)
            if not id:
                del self._ids[id]
                self._ids[known] = known
            if repeats:
                message = f"{repeats} with another text; the row became requirement {known}"
                self._doubts.add("ledger-row-repeated", message, row.location)
            elif not self._bare:
                self._doubts.add("ledger-row-added", f"the row became requirement {known} of the notice", row.location)
        bound = self._cells.unit(unit) if unit else None
        if known not in self._rows:
            self._cells.check_role(row, known, bound)
        role = self._cells.bind(known, bound, row) if bound is not None else None
        if role is not None and not self._bare:
            self._doubts.add(
                "ledger-unit-added", f"requirement {known} got the unit {bound} in the role {role}", row.location
            )
        blank = Entry(requirement_id=known, unit=bound)
        if known in self._rows:
            # The row of a requirement that the notice has, and the ledger had not: its columns are compared as usual.
            return attrs.evolve(self._rows.row(blank), role=role or self._rows.row(blank).role), False
        new = Row(
            entry=blank, requirement=self._cells.requirement(known), task=Task(), section=Section(),
            section_number=0, task_number=0,
        )  # fmt: skip
        return new, True

    def _report_missing(self) -> None:
        for row in self._matcher.missing:
            name = " ".join(part for part in row.entry.key if part)
            self._doubts.add("ledger-row-missing", f"the row of {name} is gone, and its entry with it", self._place)

    def _report_sheet(self) -> None:
        sheet = self._sheet
        for other in sheet.others:
            if not other.made:
                place = Location(file=sheet.file, sheet=other.name)
                self._doubts.add("ledger-other-sheet", f"only {sheet.name!r} was read", place)
        if not self._bare:
            found = typed_in_made_sheets(sheet, self._carried, self._layout, self._lang, self._read)
            for message, place in found:
                self._doubts.add("ledger-view-edited", message, place)
        for place in sheet.odd_comments:
            self._doubts.add("ledger-note-outside", "a note outside of the table was not read", place)
        for key, heading in sheet.guessed.items():
            message = f"the heading {heading!r} was taken for {_BY_KEY[key].heading.zh}"
            self._doubts.add("ledger-heading-guessed", message, sheet.columns[key])
        for name in self._missing_columns() if not self._bare else ():
            message = f"the column {name} is not there; its values stay as they were"
            self._doubts.add("ledger-column-missing", message, self._place)

    def _missing_columns(self) -> Iterator[str]:
        """The columns that the sheet had when it was written, and has no more."""
        written = unpack_columns(self._layout.get("columns", ()))
        if not written:
            written = arrange(None, by=self._by, own=extra_headings(self._carried), lang=self._lang)
        for each in written:
            if each.column is not None and each.column.key not in self._sheet.columns:
                yield each.column.heading.zh
            if each.column is None and each.heading not in self._sheet.extra_columns:
                yield each.heading


_BY_KEY = {column.key: column for column in COLUMNS}


def _says_more(cell: SheetCell, first: SheetCell | None, written: CellValue) -> bool:
    return (
        cell.value is not None
        and not same(written, cell.value)
        and (first is None or first.value is None or not same(first.value, cell.value))
    )


def has_our_form(sheet: Sheet) -> bool:
    """Whether a table that carries no data has the columns that this library writes, so that a row of it is a row of a ledger."""
    usual = {column.key for column in columns_for(grain_of(sheet))}
    return {"id", "text"} <= sheet.columns.keys() and len(usual & sheet.columns.keys()) * 5 >= len(usual) * 4


def grain_of(sheet: Sheet) -> Grain:
    """What the rows of a table are about that carries no data."""
    return "unit" if "unit" in sheet.columns and "responsible" not in sheet.columns else "requirement"


def _letters(place: Location) -> str:
    return (place.cell or "").rstrip("0123456789")


def _still(lines: tuple[str, ...], found: Sequence[str]) -> bool:
    """Whether the sheet still says these lines; an empty one leaves no trace."""
    shown = [text for line in lines if (text := plain(line, where=""))]
    return len(shown) == len(found) and all(map(same, shown, found))
