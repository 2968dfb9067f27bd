"""Unit sheets 分单位表: a sheet for each unit that shows its rows of the ledger; a view, which follows what people fill in.

What the notice says stands in it as text; what people fill in is looked up in the ledger's sheet by the number of the row (and by the unit,
in a ledger by unit), so it survives sorting. A cell that is still a formula was never typed into; the reader reports one that is
none any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

import attrs
from openpyxl import Workbook

from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Ledger
from policytasks.messages import Language
from policytasks.model.unit import Unit
from policytasks.workbook import wording
from policytasks.workbook.cells import CellValue, plain
from policytasks.workbook.columns import COLUMNS, Kind, Level, Row
from policytasks.workbook.controls import SPARE_ROWS, add_lights
from policytasks.workbook.formulas import sheet_reference
from policytasks.workbook.ledger_sheet import LedgerSheet, Place
from policytasks.workbook.own_columns import Arranged
from policytasks.workbook.sheet_names import sheet_names
from policytasks.workbook.status_list import StatusList

__all__ = ["UnitSheets", "entries_of_units", "shown_columns"]

_LEFT_OUT = frozenset({"lead", "responsible", "supporting", "unit", "section", "updated_on", "updated_by"})
"""Columns that a unit's sheet does not repeat."""


def entries_of_units(ledger: Ledger) -> Mapping[str, tuple[Entry, ...]]:
    """The rows that each unit has a part in, as entries of that unit; units in the order of their first row.

    Args:
        ledger: A ledger of either kind.

    Returns:
        Entries with their unit, by its name as a cell shows it; a unit without a visible name has none.
    """
    found: dict[str, list[Entry]] = {}
    standing: dict[str, dict[str, Unit]] = {}
    if ledger.by == "requirement":
        for requirement in ledger.notice.requirements:
            standing[requirement.id] = {each.unit.name: each.unit for each in requirement.responsibilities}
    for entry in ledger.entries:
        units = standing.get(entry.requirement_id, {}).values() if entry.unit is None else (entry.unit,)
        for unit in units:
            shown = plain(unit.name, where="")
            rows = found.setdefault(shown, []) if shown.strip() else []
            if not any(other.requirement_id == entry.requirement_id for other in rows[-1:]):
                rows.append(attrs.evolve(entry, unit=unit, comments=()))
    return {name: tuple(entries) for name, entries in found.items()}


def shown_columns(columns: Sequence[Arranged], lang: Language) -> tuple[Arranged, ...]:
    """The columns of a unit's sheet: those of the ledger's that say more than whose it is, and the unit's role; none when
    the ledger's rows have no number by which they could be looked up."""
    names = [each.name for each in columns]
    if "id" not in names:
        return ()
    kept = [each for each in columns if each.name not in _LEFT_OUT]
    if "role" not in names:
        role = next(column for column in COLUMNS if column.key == "role")
        seen = sum(not each.is_hidden for each in kept)
        behind = next((at for at, each in enumerate(kept, 1) if each.name == "text"), seen)
        kept.insert(behind, Arranged(column=role, heading=role.heading[lang]))
    return tuple(kept)


@attrs.frozen(kw_only=True)
class UnitSheets:
    """分单位表.

    Args:
        table: The ledger's sheet.
        ledger: The ledger.
        columns: The columns of the ledger's sheet.
        statuses: The words of each status.
        taken: Names of the other sheets.
        file: Name of the file, for messages.
        merged: Whether cells are merged.
        lang: Language.
    """

    table: LedgerSheet
    ledger: Ledger
    columns: tuple[Arranged, ...]
    statuses: StatusList
    taken: tuple[str, ...]
    file: str
    merged: bool
    lang: Language

    @cached_property
    def _entries(self) -> Mapping[str, tuple[Entry, ...]]:
        return entries_of_units(self.ledger) if shown_columns(self.columns, self.lang) else {}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of each unit's sheet, by the name of the unit."""
        units = tuple(self._entries)
        return dict(zip(units, sheet_names(units, taken=self.taken), strict=True))

    def write(self, book: Workbook) -> Mapping[str, Mapping[str, float | str]]:
        """Add the sheets.

        Returns:
            What their formulas give, by sheet and address.
        """
        return {name: self._write_one(book, unit, name, self._entries[unit]) for unit, name in self.names.items()}

    def _write_one(self, book: Workbook, unit: str, name: str, entries: tuple[Entry, ...]) -> Mapping[str, float | str]:
        ledger = attrs.evolve(self.ledger, by="unit", entries=entries, footnotes=(), history=())
        note = wording.VIEW_NOTE.say(self.lang, sheet=self.table.name)
        view = LedgerSheet(
            ledger, shown_columns(self.columns, self.lang), name=name, preface=(unit, note), file=self.file, merged=self.merged,
            lang=self.lang, is_view=True,
        )  # fmt: skip
        values: dict[str, float | str] = {}

        def look_up(place: Place, row: Row, number: int) -> str | None:
            if place.level is not Level.ENTRY or place.arranged.name in ("id", "role"):
                return None
            value = place.cells[number - view.first]
            if (shown := _result(value)) is not None:
                values[f"{place.letter}{number}"] = shown
            return self._formula(place, number, view)

        sheet = book.create_sheet(name)
        view.write(sheet, substitute=look_up)
        add_lights(sheet, view.letters, self.statuses, first=view.first, last=view.last)
        return values

    def _formula(self, place: Place, number: int, view: LedgerSheet) -> str:
        """What the ledger's sheet says in the row of the same number and unit; nothing where it has none any more."""
        ids, id = self._range("id"), f"${view.letters['id']}{number}"
        if self.ledger.by == "unit" and "unit" in self.table.letters:
            row = f"MATCH(1,INDEX(({ids}={id})*({self._range('unit')}=$A$1),0),0)"
        else:
            row = f"MATCH({id},{ids},0)"
        found = f"INDEX({self._range(place.arranged.name)},{row})"
        kind = place.arranged.kind
        said = f'{found}&""' if kind in (Kind.TEXT, Kind.STATUS, Kind.CHOICE) else f'IF({found}="","",{found})'
        return f'=IFERROR({said},"")'

    def _range(self, name: str) -> str:
        letter, table = self.table.letters[name], self.table
        return f"{sheet_reference(table.name)}${letter}${table.first}:${letter}${table.last + SPARE_ROWS}"


def _result(value: CellValue) -> float | str | None:
    """What a formula gives for a value, as the file holds it: days are numbers."""
    if isinstance(value, date):
        return (value - date(1899, 12, 30)).days
    return "" if value is None else value
