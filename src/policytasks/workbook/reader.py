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

import os
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import attrs

from policytasks.errors import LedgerError, SelectionError
from policytasks.ledger.entry import TYPED_FIELDS, Entry, Extra
from policytasks.ledger.ledger import Grain, Ledger
from policytasks.ledger.status import Status, read_status
from policytasks.ledger.typed import as_text, read_day, read_percentage
from policytasks.location import Location
from policytasks.messages import LANGUAGES, Language
from policytasks.model.notice import Doubt, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit
from policytasks.query import parse_role
from policytasks.workbook.carry import Carried, unpack
from policytasks.workbook.cells import cell_value, plain, same, settled
from policytasks.workbook.columns import COLUMNS, Column, Kind, Known, Level, Row
from policytasks.workbook.draft import NoticeDraft
from policytasks.workbook.preface import preface_of, read_preface
from policytasks.workbook.rows import RowMaker, extra_headings, show, show_extra
from policytasks.workbook.sheet import Sheet, SheetCell, SheetRow, read_sheet
from policytasks.workbook.unit_cells import KnownUnits

__all__ = ["read_ledger"]

_ENTRY_COLUMNS = tuple(
    column for column in COLUMNS if column.level is Level.ENTRY and column.key not in ("id", "unit", "role")
)
_REQUIREMENT_COLUMNS = tuple(column for column in COLUMNS if column.level is Level.REQUIREMENT)
_HEADING_COLUMNS = tuple(column for column in COLUMNS if column.level in (Level.SECTION, Level.TASK))
_ROLE_COLUMN = next(column for column in COLUMNS if column.key == "role")

_NEW = -1
"""Position of the task of a row that the workbook did not show when it was written."""


def read_ledger(source: str | os.PathLike[str] | bytes | BinaryIO) -> Ledger:
    """Read a ledger back from its workbook, with everything that people changed in it.

    Args:
        source: Path of the workbook, its bytes, or a binary file.

    Returns:
        The ledger, its entries in the order of the sheet. `Ledger.doubts` lists what was taken over from cells of the notice,
        what could not be read, and rows that are gone, each with sheet and cell.

    Raises:
        FileNotFoundError: There is no such file.
        LedgerError: It is no workbook, has no table with the headings of a ledger, or two rows are about the same;
            ``where`` names file, sheet and cell.
    """
    if isinstance(source, bytes):
        data, file = source, ""
    elif isinstance(source, str | os.PathLike):
        data, file = Path(source).read_bytes(), Path(source).name
    else:
        data, file = source.read(), str(getattr(source, "name", ""))
    sheet = read_sheet(data, file=Path(file).name)
    return _Reader(sheet).ledger()


class _Reader:
    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._doubts: list[Doubt] = []
        self._bare = False
        self._carried = self._unpack()
        carried = self._carried.ledger
        self._lang: Language = self._carried.lang
        self._by: Grain = carried.by
        self._draft = NoticeDraft(carried.notice)
        self._rows = RowMaker(carried.notice)
        issued_on = carried.notice.issued_on or carried.notice.printed_on
        self._known = Known(units=KnownUnits(carried.notice), year=issued_on.year if issued_on is not None else None)
        self._originals: dict[tuple[str, str], deque[Row]] = defaultdict(deque)
        for entry in carried.entries:
            row = self._rows.row(entry)
            self._originals[self._shown_key(row)].append(row)
        self._aliases = {(settled(id), settled(unit)): (id, unit) for id, unit in self._originals}
        self._ids = {
            str(cell_value(requirement.id, where="")): requirement.id for requirement in carried.notice.requirements
        }
        self._seen: dict[tuple[str, str], Location] = {}
        self._changes: dict[tuple[str, str], dict[str, SheetCell]] = defaultdict(dict)
        self._headings: dict[tuple[Column, int], list[tuple[str, Location]]] = defaultdict(list)
        self._before: str | None = None

    def _unpack(self) -> Carried:
        place = Location(file=self._sheet.file, sheet=self._sheet.name)
        missing = "the workbook carries no data of its notice"
        if self._sheet.store:
            try:
                return unpack(self._sheet.store, where=place)
            except LedgerError as fault:
                missing = str(fault)
        self._bare = True
        self._doubt("ledger-without-data", f"{missing}: the notice was built from the rows", place)
        by: Grain = (
            "unit" if "unit" in self._sheet.columns and "responsible" not in self._sheet.columns else "requirement"
        )
        return Carried(ledger=Ledger(notice=read_preface(self._sheet.preface), by=by), lang="zh")

    def ledger(self) -> Ledger:
        entries, lines = [], []
        for row in self._sheet.rows:
            if (line := self._line(row)) is not None:
                lines.append(line)
            else:
                entries.append(self._entry(row))
        self._report_missing()
        self._take_over()
        self._retitle()
        self._report_sheet()
        carried = self._carried.ledger
        return Ledger(
            notice=self._draft.notice(),
            entries=tuple(entries),
            by=self._by,
            preface=self._preface(),
            footnotes=carried.footnotes if _still(carried.footnotes, lines) else tuple(lines),
            extra_columns=self._extra_columns(),
            doubts=tuple(self._doubts),
            location=Location(file=self._sheet.file),
        )

    # --- rows ------------------------------------------------------------------------------------------------------------

    def _line(self, row: SheetRow) -> str | None:
        """The text of a row that is no row of the table: a line over its whole width, or a remark that stands alone."""
        if row.line is not None:
            return row.line
        filled = [
            (key, cell) for key, cell in row.cells.items() if cell.value is not None and cell.location == row.location
        ]
        if len(filled) != 1 or any(cell.value is not None for cell in row.extras.values()):
            return None
        key, cell = filled[0]
        text = as_text(cell.value)
        return None if key == "text" or (key == "id" and text in self._ids) else text

    def _shown_key(self, row: Row) -> tuple[str, str]:
        unit = row.entry.unit.name if row.entry.unit is not None else ""
        return str(cell_value(row.entry.requirement_id, where="") or ""), str(cell_value(unit, where="") or "")

    def _entry(self, row: SheetRow) -> Entry:
        id = self._id(row.cells.get("id"))
        unit = _text(row.cells.get("unit")) if self._by == "unit" else ""
        key = (id, unit)
        if key not in self._originals:
            key = self._aliases.get((settled(id), settled(unit)), key)
        if queue := self._originals.get(key):
            original = queue.popleft()
        elif any(key) and key in self._seen:
            raise LedgerError(
                "two rows are about the same",
                where=row.location,
                found=" ".join(part for part in key if part),
                expected=f"one row; the other is {self._seen[key].cell}",
            )
        else:
            original = self._new_row(row, id, unit)
        self._seen[key] = row.location
        self._before = original.entry.requirement_id
        self._note_changes(row, original)
        return self._read_entry(row, original)

    def _id(self, cell: SheetCell | None) -> str:
        """The number of a row; blanks that a person typed around it do not count."""
        text = _text(cell)
        return text if text in self._ids else text.strip()

    def _new_row(self, row: SheetRow, id: str, unit: str) -> Row:
        """A row for which the workbook carries no entry: of a requirement that the notice has, or of a new one."""
        known = self._ids.get(id)
        bound = self._known.units.unit(unit) if unit else None
        if known is None:
            known = self._new_requirement(row, id)
        if bound is not None:
            self._bind(known, bound, row)
        blank = Entry(requirement_id=known, unit=bound)
        if known in self._rows:
            return self._rows.row(blank)
        return Row(
            entry=blank, requirement=self._draft.requirement(known), task=Task(), section=Section(),
            section_number=_NEW, task_number=_NEW,
        )  # fmt: skip

    def _new_requirement(self, row: SheetRow, id: str) -> str:
        requirement = Requirement(id=id, text=_text(row.cells.get("text")))
        for column in _REQUIREMENT_COLUMNS:
            if column.edit is not None and (text := _text(row.cells.get(column.key))):
                requirement = column.edit(requirement, text, self._known)
        added = self._draft.add(
            attrs.evolve(requirement, location=row.cells["text"].location if "text" in row.cells else row.location),
            section=_heading_text(row.cells.get("section")),
            task=_heading_text(row.cells.get("task")),
            after=self._before,
        )
        self._ids[id or added.id] = added.id
        if not self._bare:
            self._doubt("ledger-row-added", f"the row became requirement {added.id} of the notice", row.location)
        return added.id

    def _bind(self, id: str, unit: Unit, row: SheetRow) -> None:
        """Give a requirement the unit of a new row."""
        requirement = self._draft.requirement(id)
        if any(each.unit.name == unit.name for each in requirement.responsibilities + requirement.implied):
            return
        role = _role(_text(row.cells.get("role"))) or Role.RESPONSIBLE
        bound = Responsibility(unit=unit, role=role, printed=unit.name, location=row.location)
        self._draft.replace(attrs.evolve(requirement, responsibilities=(*requirement.responsibilities, bound)))
        if not self._bare:
            self._doubt(
                "ledger-unit-added", f"requirement {id} got the unit {unit.name} in the role {role}", row.location
            )

    def _report_missing(self) -> None:
        place = Location(file=self._sheet.file, sheet=self._sheet.name)
        for queue in self._originals.values():
            for row in queue:
                name = " ".join(part for part in row.entry.key if part)
                self._doubt("ledger-row-missing", f"the row of {name} is gone, and its entry with it", place)

    # --- cells of the entry ----------------------------------------------------------------------------------------------

    def _read_entry(self, row: SheetRow, original: Row) -> Entry:
        changes: dict[str, Any] = {}
        typed = dict(original.entry.typed)
        for column in _ENTRY_COLUMNS:
            cell = row.cells.get(column.key)
            if cell is None or same(show(column, original, self._lang), cell.value):
                continue
            value, words = self._read_field(column, cell, original.entry)
            changes[column.key] = value
            typed.pop(column.key, None)
            if words:
                typed[column.key] = words
        return attrs.evolve(
            original.entry,
            **changes,
            typed=tuple((field, typed[field]) for field in TYPED_FIELDS if field in typed),
            extras=self._read_extras(row, original.entry),
            comments=self._read_comments(row, original.entry),
            location=row.location,
        )

    def _read_field(self, column: Column, cell: SheetCell, entry: Entry) -> tuple[object, str]:
        """The value of a cell that a person filled in, and its words where the value cannot hold them."""
        text = as_text(cell.value)
        if column.kind is Kind.TEXT:
            return text, ""
        if column.kind is Kind.STATUS:
            return self._read_status(cell, text, entry)
        value = (
            read_day(cell.value)
            if column.kind is Kind.DAY
            else read_percentage(cell.value, per_hundred=cell.per_hundred)
        )
        if value is None and text:
            self._doubt(
                "ledger-value-unread",
                f"{column.heading.zh} of {entry.requirement_id} is not understood: {text!r}",
                cell.location,
            )
            return None, text
        return value, ""

    def _read_status(self, cell: SheetCell, text: str, entry: Entry) -> tuple[Status, str]:
        if not text:
            return Status.NOT_STARTED, ""
        status = read_status(text)
        if status is None:
            # The last status that is known stands, and the words beside it.
            self._doubt(
                "ledger-status-unknown",
                f"the status of {entry.requirement_id} is not understood: {text!r}",
                cell.location,
            )
            return entry.status, text
        return status, "" if text in [status.wording[lang] for lang in LANGUAGES] else text

    def _read_extras(self, row: SheetRow, entry: Entry) -> tuple[tuple[str, Extra], ...]:
        carried = self._carried_headings()
        found: dict[str, Extra] = {}
        changed = False
        for shown, cell in row.extras.items():
            heading = _heading(shown, carried)
            if same(show_extra(heading, entry), cell.value):
                if (value := dict(entry.extras).get(heading)) is not None:
                    found[heading] = value
                continue
            changed = True
            if cell.value is not None:
                found[heading] = cell.value
        if not changed:
            return entry.extras
        on_sheet = {_heading(shown, carried) for shown in row.extras}
        absent = [(heading, value) for heading, value in entry.extras if heading not in on_sheet]
        return (*found.items(), *absent)

    def _read_comments(self, row: SheetRow, entry: Entry) -> tuple[tuple[str, str], ...]:
        carried = self._carried_headings()
        cells = {**row.cells, **{_heading(shown, carried): cell for shown, cell in row.extras.items()}}
        found = {name: cell.comment for name, cell in cells.items() if cell.comment}
        had = dict(entry.comments)
        shown = {name: plain(text, where="") for name, text in had.items() if name in cells and text}
        if found.keys() == shown.keys() and all(same(shown[name], found[name]) for name in shown):
            return entry.comments
        return (*found.items(), *((name, text) for name, text in had.items() if name not in cells))

    def _carried_headings(self) -> dict[str, str]:
        """The headings of people's own columns that the workbook was written with, by what the sheet says."""
        headings: dict[str, str] = {}
        for heading in extra_headings(self._carried.ledger):
            shown = plain(heading, where="")
            headings[shown] = headings[settled(shown)] = heading
        return headings

    def _extra_columns(self) -> tuple[str, ...]:
        carried = self._carried_headings()
        return tuple(_heading(heading, carried) for heading in self._sheet.extra_columns)

    # --- cells of the notice ---------------------------------------------------------------------------------------------

    def _note_changes(self, row: SheetRow, original: Row) -> None:
        """Remember the cells of the notice's own columns that say something else than they showed."""
        if original.task_number == _NEW:
            return
        id = original.entry.requirement_id
        for column in (*_REQUIREMENT_COLUMNS, *_HEADING_COLUMNS):
            cell = row.cells.get(column.key)
            if cell is None or column.grain not in (None, self._by):
                continue
            changed = not same(show(column, original, self._lang), cell.value)
            if column.level is Level.REQUIREMENT:
                if changed:
                    self._changes[id, column.key].setdefault(as_text(cell.value), cell)
                continue
            number = original.section_number if column.level is Level.SECTION else original.task_number
            self._headings[column, number].append((as_text(cell.value) if changed else "", cell.location))
            if changed and cell.value is None:
                self._doubt_kept(column, id, cell.location, "")
        role = row.cells.get("role")
        if role is not None and not same(show(_ROLE_COLUMN, original, self._lang), role.value):
            self._change_role(id, original.entry.unit, role)

    def _change_role(self, id: str, unit: Unit | None, cell: SheetCell) -> None:
        role = _role(as_text(cell.value))
        requirement = self._draft.requirement(id)
        mine = [each for each in requirement.responsibilities if unit is not None and each.unit.name == unit.name]
        if role is None or len(mine) != 1:
            self._doubt(
                "ledger-cell-kept",
                f"分工 of {id} was left as it was; the cell says {as_text(cell.value)!r}",
                cell.location,
            )
            return
        changed = tuple(
            attrs.evolve(each, role=role) if each is mine[0] else each for each in requirement.responsibilities
        )
        self._draft.replace(attrs.evolve(requirement, responsibilities=changed))
        self._doubt_taken("分工", id, str(mine[0].role), str(role), cell.location)

    def _take_over(self) -> None:
        columns = {column.key: column for column in _REQUIREMENT_COLUMNS}
        for (id, key), texts in self._changes.items():
            column = columns[key]
            requirement = self._draft.requirement(id)
            (text, cell), *more = texts.items()
            if more or column.edit is None or (not text and key == "text"):
                for said, where in texts.items():
                    self._doubt_kept(column, id, where.location, said)
                continue
            before = column.show(_row_of(requirement), self._lang)
            self._draft.replace(column.edit(requirement, text, self._known))
            self._doubt_taken(column.heading.zh, id, as_text(before), text, cell.location)

    def _retitle(self) -> None:
        """Take over a heading that was changed in every row that shows it; one changed here and there is left."""
        for (column, number), said in self._headings.items():
            texts = {text for text, _ in said}
            if texts == {""}:
                continue
            new = texts - {""}
            if len(texts) > 1:
                for text, place in dict.fromkeys((text, place) for text, place in said if text):
                    self._doubt_kept(column, "some rows", place, text)
                continue
            retitle = self._draft.retitle_section if column.level is Level.SECTION else self._draft.retitle_task
            text = new.pop()
            retitle(number, text)
            self._doubt_taken(column.heading.zh, f"number {number + 1}", "another heading", text, said[0][1])

    def _preface(self) -> tuple[str, ...] | None:
        carried, found = self._carried.ledger, self._sheet.preface
        return carried.preface if _still(preface_of(carried, self._lang), found) else found

    # --- doubts ----------------------------------------------------------------------------------------------------------

    def _report_sheet(self) -> None:
        sheet = self._sheet
        for name in sheet.others:
            self._doubt("ledger-other-sheet", f"only {sheet.name!r} was read", Location(file=sheet.file, sheet=name))
        for place in sheet.odd_comments:
            self._doubt("ledger-note-outside", "a note outside of the table was not read", place)
        for column in COLUMNS:
            if column.grain in (None, self._by) and column.key not in sheet.columns and not self._bare:
                self._doubt(
                    "ledger-column-missing",
                    f"the column {column.heading.zh} is not there; its values stay as they were",
                    Location(file=sheet.file, sheet=sheet.name),
                )

    def _doubt_taken(self, heading: str, id: str, before: str, after: str, place: Location) -> None:
        self._doubt("ledger-cell-changed", f"{heading} of {id} was changed from {before!r} to {after!r}", place)

    def _doubt_kept(self, column: Column, id: str, place: Location, text: str) -> None:
        self._doubt(
            "ledger-cell-kept", f"{column.heading.zh} of {id} was left as it was; the cell says {text!r}", place
        )

    def _doubt(self, code: str, message: str, place: Location) -> None:
        self._doubts.append(Doubt(code=code, message=message, location=place))


def _text(cell: SheetCell | None) -> str:
    return as_text(cell.value) if cell is not None else ""


def _heading_text(cell: SheetCell | None) -> str | None:
    """The heading that a cell says; a blank cell continues the one above."""
    return _text(cell) or None


def _role(text: str) -> Role | None:
    try:
        return parse_role(text)
    except SelectionError:
        return None


def _still(lines: tuple[str, ...], found: Sequence[str]) -> bool:
    """Whether the sheet still says these lines; an empty one leaves no trace."""
    shown = [text for line in lines if (text := plain(line, where=""))]
    return len(shown) == len(found) and all(map(same, shown, found))


def _row_of(requirement: Requirement) -> Row:
    return Row(
        entry=Entry(requirement_id=requirement.id), requirement=requirement, task=Task(), section=Section(),
        section_number=_NEW, task_number=_NEW,
    )  # fmt: skip


def _heading(shown: str, carried: Mapping[str, str]) -> str:
    """The heading of a column of people's own that the sheet shows in this way."""
    return carried.get(shown) or carried.get(settled(shown)) or shown
