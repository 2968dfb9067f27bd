"""Entry cells: what people filled in becomes fields of an entry, and what a field cannot hold is kept beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from policytasks.ledger.entry import TYPED_FIELDS, Entry, Extra
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import Status, StatusWords
from policytasks.ledger.typed import as_text, read_day, read_number, read_percentage
from policytasks.messages import LANGUAGES, Language
from policytasks.workbook.cells import plain, same, settled
from policytasks.workbook.columns import COLUMNS, Column, Kind, Level, Row
from policytasks.workbook.doubts import DoubtList
from policytasks.workbook.own_columns import OwnColumn
from policytasks.workbook.rows import extra_headings, show, show_extra
from policytasks.workbook.sheet import SheetCell, SheetRow

__all__ = ["EntryCells"]

_COLUMNS = tuple(
    column for column in COLUMNS if column.level is Level.ENTRY and column.key not in ("id", "unit", "role")
)


class EntryCells:
    """Reads the cells of entries.

    Args:
        carried: The ledger that the workbook was written from.
        lang: The language that its cells were written in.
        doubts: Where to put what is not understood.
        status_words: What the words in the column of statuses mean.
        specs: What is known of people's own columns, by heading.
    """

    def __init__(
        self, carried: Ledger, lang: Language, doubts: DoubtList, status_words: StatusWords,
        specs: Mapping[str, OwnColumn] = {},
    ) -> None:  # fmt: skip
        self._specs = specs
        self._lang: Language = lang
        self._doubts = doubts
        self._status_words = status_words
        self._headings: dict[str, str] = {}
        for heading in extra_headings(carried):
            shown = plain(heading, where="")
            self._headings[shown] = self._headings[settled(shown)] = heading

    def heading(self, shown: str) -> str:
        """The heading of a column of people's own that the sheet shows in this way."""
        return self._headings.get(shown) or self._headings.get(settled(shown)) or shown

    def read(self, row: SheetRow, original: Row) -> Entry:
        """The entry of a row.

        Args:
            row: The row of the sheet.
            original: The row as it was written; of a new one, with a blank entry.
        """
        entry = original.entry
        changes: dict[str, Any] = {}
        typed = entry.typed_words
        for column in _COLUMNS:
            cell = row.cells.get(column.key)
            if cell is None or same(show(column, original, self._lang), cell.value):
                continue
            changes[column.key], words = self._field(column, cell, entry)
            typed.pop(column.key, None)
            if words:
                typed[column.key] = words
        return attrs.evolve(
            entry,
            **changes,
            typed=tuple((field, typed[field]) for field in TYPED_FIELDS if field in typed),
            extras=self._extras(row, entry),
            comments=self._comments(row, entry),
            location=row.location,
        )

    def _field(self, column: Column, cell: SheetCell, entry: Entry) -> tuple[object, str]:
        """The value of a cell that a person filled in, and its words where the value cannot hold them."""
        text = as_text(cell.value)
        if column.kind is Kind.TEXT:
            return text, ""
        if column.kind is Kind.STATUS:
            return self._status(cell, text, entry)
        if column.kind is Kind.DAY:
            value: object = read_day(cell.value)
        else:
            value = read_percentage(cell.value, per_hundred=cell.per_hundred)
        if value is None and text:
            self._unread("ledger-value-unread", column, entry, text, cell)
            return None, text
        return value, ""

    def _status(self, cell: SheetCell, text: str, entry: Entry) -> tuple[Status, str]:
        if not text:
            return Status.NOT_STARTED, ""
        status = self._status_words.read(text)
        if status is None:
            # The last status that is known stands, and the words beside it.
            column = next(column for column in _COLUMNS if column.kind is Kind.STATUS)
            self._unread("ledger-status-unknown", column, entry, text, cell)
            return entry.status, text
        return status, "" if text in [status.wording[lang] for lang in LANGUAGES] else text

    def _unread(self, code: str, column: Column, entry: Entry, text: str, cell: SheetCell) -> None:
        message = f"{column.heading.zh} of {entry.requirement_id} is not understood: {text!r}"
        self._doubts.add(code, message, cell.location)

    def _extras(self, row: SheetRow, entry: Entry) -> tuple[tuple[str, Extra], ...]:
        had = dict(entry.extras)
        found: dict[str, Extra] = {}
        changed = False
        for shown, cell in row.extras.items():
            heading = self.heading(shown)
            if same(show_extra(heading, entry), cell.value):
                found.update({heading: had[heading]} if heading in had else {})
                continue
            changed = True
            found.update({heading: self._extra(heading, cell, entry)} if cell.value is not None else {})
        return _with_absent(found.items(), had.items(), map(self.heading, row.extras)) if changed else entry.extras

    def _extra(self, heading: str, cell: SheetCell, entry: Entry) -> Extra:
        """What a person typed into one of people's own columns, as its kind means it, else as it was typed."""
        assert cell.value is not None, "an empty cell has no value"
        spec = self._specs.get(heading)
        if spec is None:
            return cell.value
        text = as_text(cell.value)
        readers: dict[str, Callable[[], Extra | None]] = {
            "text": lambda: text,
            "day": lambda: read_day(cell.value),
            "number": lambda: read_number(cell.value),
            "percentage": lambda: read_percentage(cell.value, per_hundred=cell.per_hundred),
            "choice": lambda: text if text in spec.choices else None,
        }
        value = readers[spec.kind]()
        if value is None:
            message = f"{heading} of {entry.requirement_id} is not understood: {text!r}"
            self._doubts.add("ledger-value-unread", message, cell.location)
            return text if spec.kind == "choice" else cell.value
        return value

    def _comments(self, row: SheetRow, entry: Entry) -> tuple[tuple[str, str], ...]:
        cells = {**row.cells, **{self.heading(shown): cell for shown, cell in row.extras.items()}}
        found = {name: cell.comment for name, cell in cells.items() if cell.comment}
        shown = {name: plain(text, where="") for name, text in entry.comments if name in cells and text}
        if found.keys() == shown.keys() and all(same(shown[name], found[name]) for name in shown):
            return entry.comments
        return _with_absent(found.items(), entry.comments, cells)


def _with_absent(
    found: Iterable[tuple[str, Any]], had: Iterable[tuple[str, Any]], on_sheet: Iterable[str]
) -> tuple[tuple[str, Any], ...]:
    """What the sheet says, and what was there before in columns that it does not have any more."""
    here = set(on_sheet)
    return (*found, *((name, value) for name, value in had if name not in here))
