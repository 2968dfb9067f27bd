"""Made sheets: what people typed into sheets that a program made of the ledger; it is quoted, since nobody would look for it there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import Status
from policytasks.ledger.typed import as_text
from policytasks.location import Location
from policytasks.messages import Language
from policytasks.workbook import wording
from policytasks.workbook.cells import CellValue, cell_value, plain, same, settled
from policytasks.workbook.columns import COLUMNS, Row
from policytasks.workbook.guide import guide_texts
from policytasks.workbook.own_columns import Arranged, arrange, unpack_columns
from policytasks.workbook.preface import preface_of
from policytasks.workbook.row_matching import Key, text_of
from policytasks.workbook.rows import RowMaker, extra_headings, rows_of, show
from policytasks.workbook.sheet import OtherSheet, Sheet
from policytasks.workbook.sheet_table import SheetCell, SheetRow
from policytasks.workbook.status_list import StatusList
from policytasks.workbook.unit_sheets import entries_of_units, shown_columns

__all__ = ["typed_in_made_sheets"]

_BY_KEY = {column.key: column for column in COLUMNS}


def typed_in_made_sheets(
    sheet: Sheet, carried: Ledger, layout: Mapping[str, Any], lang: Language, read: Mapping[Key, Row]
) -> Iterator[tuple[str, Location]]:
    """What somebody typed into the summary, the guide, or the sheet of a unit.

    Args:
        sheet: The ledger's sheet, and what stands beside it.
        carried: The ledger that the workbook was written from.
        layout: What was chosen for its sheets.
        lang: The language that it was written in.
        read: The rows of the ledger as they were read, by what they are about.

    Yields:
        A message for people, and the cell.
    """
    columns = unpack_columns(layout.get("columns", ())) or arrange(
        None, by=carried.by, own=extra_headings(carried), lang=lang
    )
    plain_sheets = [other for other in sheet.others if other.typed and not other.unit]
    expected = _texts_of_ledger(carried, columns, layout, lang) if plain_sheets else frozenset()
    for other in plain_sheets:
        yield from _unexpected(other, expected)
    for other in sheet.others:
        if other.typed and other.unit:
            said = _texts_of_view(other.unit, columns, lang)
            # Without its head nobody knows what is which in its rows.
            yield from _unexpected(other, said if other.rows else said | _texts_of_rows(carried, lang))
    if any(other.unit for other in sheet.others):
        views = _Views(carried, lang, read)
        for other in sheet.others:
            if other.unit:
                for cell in views.typed(other):
                    yield _message(cell, other.name), cell.location


def _message(cell: SheetCell, name: str) -> str:
    return f"{as_text(cell.value)!r} was typed into {name!r}, which only shows the ledger; it was not read"


def _unexpected(other: OtherSheet, expected: frozenset[str]) -> Iterator[tuple[str, Location]]:
    for cell in other.typed:
        if settled(as_text(cell.value)) not in expected:
            yield _message(cell, other.name), cell.location


def _texts_of_ledger(
    carried: Ledger, columns: Sequence[Arranged], layout: Mapping[str, Any], lang: Language
) -> frozenset[str]:
    """Every text that summary and guide say by themselves."""
    words = {word: Status(value) for word, value in layout.get("words", {}).items()}
    statuses = StatusList(own=words, lang=lang)
    name = wording.SHEET[lang]
    texts = {wording.SUMMARY_TITLE[lang], wording.SUMMARY_NOTE.say(lang, sheet=name), wording.SUMMARY_ALL[lang], ""}
    texts |= {each[lang] for each in (*wording.SUMMARY_BANDS.values(), *wording.SUMMARY_HEADS.values())}
    texts |= {status.wording[lang] for status in Status}
    texts |= {plain(line, where="") for line in preface_of(carried, lang)[:1]}
    for has_summary, has_views, merged in product((True, False), repeat=3):
        texts |= guide_texts(
            columns, statuses, ledger_sheet=name, has_summary=has_summary, has_views=has_views, merged=merged, lang=lang
        )
    for row in rows_of(carried):
        texts |= {str(show(_BY_KEY[key], row, lang) or "") for key in ("section", "task")}
    texts |= {plain(unit.name, where="") for unit in carried.notice.units}
    texts |= {plain(entry.unit.name, where="") for entry in carried.entries if entry.unit is not None}
    return frozenset(map(settled, texts))


def _texts_of_view(unit: str, columns: Sequence[Arranged], lang: Language) -> frozenset[str]:
    """What the sheet of a unit says above its rows."""
    heads = (plain(each.heading, where="") for each in shown_columns(columns, lang))
    return frozenset(map(settled, (unit, wording.VIEW_NOTE.say(lang, sheet=wording.SHEET[lang]), *heads)))


def _texts_of_rows(carried: Ledger, lang: Language) -> frozenset[str]:
    """Everything that the rows of a ledger show."""
    rows = rows_of(carried)
    return frozenset(settled(as_text(show(column, row, lang))) for column in COLUMNS for row in rows)


class _Views:
    """The sheets of units.

    Args:
        carried: The ledger that they were written from.
        lang: The language that they were written in.
        read: The rows as they were read.
    """

    def __init__(self, carried: Ledger, lang: Language, read: Mapping[Key, Row]) -> None:
        self._by_unit = carried.by == "unit"
        self._lang: Language = lang
        self._read = read
        self._rows = RowMaker(carried.notice)
        self._entries = entries_of_units(carried)

    def typed(self, view: OtherSheet) -> Iterator[SheetCell]:
        """The cells of a unit's sheet that say what neither the ledger said when it was written nor what it says now."""
        written = {entry.requirement_id: self._rows.row(entry) for entry in self._entries.get(view.unit, ())}
        for row in view.rows:
            id = text_of(row.cells.get("id"))
            now = self._read.get((id, view.unit if self._by_unit else ""))
            yield from _typed(row, written.get(id), now, self._lang)


def _typed(row: SheetRow, written: Row | None, now: Row | None, lang: Language) -> Iterator[SheetCell]:
    rows = [each for each in (written, now) if each is not None]
    for key, cell in row.cells.items():
        known: list[CellValue] = [show(_BY_KEY[key], each, lang) for each in rows]
        if cell.value is not None and not any(same(shown, cell.value) for shown in known):
            yield cell
    for heading, cell in row.extras.items():
        known = [cell_value(dict(each.entry.extras).get(heading), where="") for each in rows]
        if cell.value is not None and not any(same(shown, cell.value) for shown in known):
            yield cell
