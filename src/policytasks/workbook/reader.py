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

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from policytasks.errors import LedgerError
from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Grain, Ledger
from policytasks.ledger.status import Status, StatusWords
from policytasks.ledger.typed import as_text
from policytasks.location import Location
from policytasks.model.notice import Section, Task
from policytasks.sources.read import Source, load
from policytasks.workbook.carry import Carried, unpack
from policytasks.workbook.cells import cell_value, plain, same, settled
from policytasks.workbook.columns import COLUMNS, Row
from policytasks.workbook.doubts import DoubtList
from policytasks.workbook.entry_cells import EntryCells
from policytasks.workbook.notice_cells import NoticeCells
from policytasks.workbook.preface import preface_of, read_preface
from policytasks.workbook.rows import RowMaker
from policytasks.workbook.sheet import Sheet, SheetCell, SheetRow, read_sheet

__all__ = ["TableReader", "grain_of", "read_ledger", "read_written_ledger"]


def read_ledger(source: Source, *, status_words: Mapping[str, Status] | None = None) -> Ledger:
    """Read a ledger back from its workbook, with everything that people changed in it.

    Args:
        source: Path of the workbook, its bytes, or a binary file.
        status_words: Further words of an office for statuses and what each means (``{"已上线": Status.DONE}``), as in
            `policytasks.ledger.status.StatusWords`.

    Returns:
        The ledger, its entries in the order of the sheet. `Ledger.doubts` lists what was taken over from cells of the notice,
        what could not be read, and rows that are gone, each with sheet and cell.

    Raises:
        FileNotFoundError: There is no such file.
        SourceError: A folder, a file that may not be opened, or one over 256 MiB.
        LedgerError: It is no workbook, has no table with the headings of a ledger, or two rows are about the same;
            ``where`` names file, sheet and cell. Or ``status_words`` contradict themselves.
    """
    words = StatusWords(status_words or {})
    return _read(source, lambda sheet: TableReader(sheet, words).ledger())


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
    return _read(source, lambda sheet: unpack(sheet.store, where=Location(file=sheet.file, sheet=sheet.name)).ledger)


def _read(source: Source, read: Callable[[Sheet], Ledger]) -> Ledger:
    """What a function makes of the sheet; locations carry the bare name of the file, errors its path."""
    data, path = load(source)
    name = Path(path).name
    try:
        return read(read_sheet(data, file=name))
    except LedgerError as fault:
        fault.begin_with(path, name=name)
        raise


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
        carried = carried or self._unpack()
        self._bare = carried is None
        if carried is None:
            carried = Carried(ledger=Ledger(notice=read_preface(sheet.preface), by=grain_of(sheet)), lang="zh")
        self._carried, self._lang = carried.ledger, carried.lang
        self._by = self._carried.by
        self._cells = cells(self._carried.notice, by=self._by, lang=self._lang, doubts=self._doubts)
        self._entries = EntryCells(self._carried, self._lang, self._doubts, status_words)
        self._rows = RowMaker(self._carried.notice)
        self._originals: dict[tuple[str, str], deque[Row]] = defaultdict(deque)
        self._numberless: dict[tuple[str, str], deque[tuple[str, str]]] = defaultdict(deque)
        for entry in self._carried.entries:
            row = self._rows.row(entry)
            key = _shown(entry.requirement_id), _shown(entry.unit.name if entry.unit is not None else "")
            self._originals[key].append(row)
            self._numberless[settled(_shown(row.requirement.text)), key[1]].append(key)
        self._settled = {(settled(id), settled(unit)): (id, unit) for id, unit in self._originals}
        self._ids = {_shown(requirement.id): requirement.id for requirement in self._carried.notice.requirements}
        self._seen: dict[tuple[str, str], tuple[Row, Location]] = {}
        self._before: str | None = None

    def _unpack(self) -> Carried | None:
        missing = "the workbook carries no data of its notice"
        if self._sheet.store:
            try:
                return unpack(self._sheet.store, where=self._place)
            except LedgerError as fault:
                missing = str(fault)
        self._doubts.add("ledger-without-data", f"{missing}: the notice was built from the rows", self._place)
        return None

    def ledger(self) -> Ledger:
        """The ledger that the table says.

        Raises:
            LedgerError: Two rows are about the same.
        """
        entries = []
        for row in self._sheet.rows:
            if (line := self._line(row)) is not None:
                self.lines.append((line, row.location))
            elif (entry := self._entry(row)) is not None:
                entries.append(entry)
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

    def _entry(self, row: SheetRow) -> Entry | None:
        key = self._key(row)
        if queue := self._originals.get(key):
            original, new = queue.popleft(), False
        elif any(key) and key in self._seen:
            self._copied(row, *self._seen[key])
            return None
        else:
            original, new = self._new_row(row, *key)
        self._seen[key] = original, row.location
        self._before = original.entry.requirement_id
        if not new:
            self._cells.note(row, original)
        return self._entries.read(row, original)

    def _copied(self, row: SheetRow, original: Row, first: Location) -> None:
        """What becomes of a row about what the row at ``first`` is about already."""
        raise LedgerError(
            "two rows are about the same",
            where=row.location,
            found=" ".join(part for part in original.entry.key if part),
            expected=f"one row; the other is {first.cell}",
        )

    def _key(self, row: SheetRow) -> tuple[str, str]:
        """Number and unit of a row, as the workbook showed them when it was written."""
        id, unit = _text(row.cells.get("id")), _text(row.cells.get("unit")) if self._by == "unit" else ""
        if (id, unit) in self._originals:
            return id, unit
        if not id.strip():
            # The number was deleted: the same text is the same requirement.
            waiting = self._numberless.get((settled(_text(row.cells.get("text"))), unit), deque())
            while waiting:
                key = waiting.popleft()
                if self._originals[key]:
                    return key
        # Blanks that a person typed around a number do not count.
        return self._settled.get((settled(id), settled(unit))) or (id if id in self._ids else id.strip(), unit)

    def _new_row(self, row: SheetRow, id: str, unit: str) -> tuple[Row, bool]:
        """A row for which the workbook carries no entry, and whether its requirement is new, too."""
        known = self._ids.get(id)
        if known is None:
            known = self._ids[id] = self._cells.add(row, id, after=self._before)
            if not id:
                del self._ids[id]
                self._ids[known] = known
            if not self._bare:
                self._doubts.add("ledger-row-added", f"the row became requirement {known} of the notice", row.location)
        bound = self._cells.unit(unit) if unit else None
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
        for queue in self._originals.values():
            for row in queue:
                name = " ".join(part for part in row.entry.key if part)
                self._doubts.add("ledger-row-missing", f"the row of {name} is gone, and its entry with it", self._place)

    def _report_sheet(self) -> None:
        sheet = self._sheet
        for name in sheet.others:
            self._doubts.add(
                "ledger-other-sheet", f"only {sheet.name!r} was read", Location(file=sheet.file, sheet=name)
            )
        for place in sheet.odd_comments:
            self._doubts.add("ledger-note-outside", "a note outside of the table was not read", place)
        for column in COLUMNS:
            if column.grain in (None, self._by) and column.key not in sheet.columns and not self._bare:
                message = f"the column {column.heading.zh} is not there; its values stay as they were"
                self._doubts.add("ledger-column-missing", message, self._place)


def grain_of(sheet: Sheet) -> Grain:
    """What the rows of a table are about that carries no data."""
    return "unit" if "unit" in sheet.columns and "responsible" not in sheet.columns else "requirement"


def _letters(place: Location) -> str:
    return (place.cell or "").rstrip("0123456789")


def _shown(text: str) -> str:
    return str(cell_value(text, where="") or "")


def _text(cell: SheetCell | None) -> str:
    return as_text(cell.value) if cell is not None else ""


def _still(lines: tuple[str, ...], found: Sequence[str]) -> bool:
    """Whether the sheet still says these lines; an empty one leaves no trace."""
    shown = [text for line in lines if (text := plain(line, where=""))]
    return len(shown) == len(found) and all(map(same, shown, found))
