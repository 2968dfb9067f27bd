"""Ledger patch: a workbook that says one ledger is changed in place until it says another.

Rows stay where people put them and are found by what they are about; a cell is written only when it would show something else.
The hidden sheet gets the ledger whole, so that reading gives it back to the letter. A packet is the exception: what it was
sent with stays, since collecting compares with that, and so its cells have to say everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policytasks.errors import LedgerError
from policytasks.ledger.ledger import Ledger
from policytasks.workbook.carry import Carried
from policytasks.workbook.cells import plain
from policytasks.workbook.ledger_table import Cells, LedgerTable
from policytasks.workbook.patching.book_package import BookSheet
from policytasks.workbook.patching.cell_patch import CellChange, CellPatch, Wanted
from policytasks.workbook.patching.notes import hang_notes, remove_notes
from policytasks.workbook.patching.references import address
from policytasks.workbook.patching.row_copy import RowModel
from policytasks.workbook.patching.row_fit import fit_row
from policytasks.workbook.patching.row_shift import RowShift
from policytasks.workbook.patching.shift_parts import insert_rows
from policytasks.workbook.store_patch import write_store
from policytasks.workbook.wording import CREATOR, STORE, SUMMARY

__all__ = ["patch_ledger"]


def patch_ledger(table: LedgerTable, wanted: Ledger, *, replace_formulas: bool) -> tuple[CellChange, ...]:
    """Let a workbook say another ledger.

    Args:
        table: Its table; its workbook is changed.
        wanted: The ledger, as `LedgerTable.settled` gives it.
        replace_formulas: Whether a value may take the place of a formula.

    Returns:
        What was changed on the sheets of the ledger.

    Raises:
        LedgerError: The workbook cannot show it.
    """
    book, sheet = table.book, table.sheet
    lines = {place: Wanted(text) for place, text in _changed_lines(table, wanted)}
    _follow_lines(table, wanted)
    carried = Carried(ledger=wanted, lang=table.lang, layout=table.carried.layout if table.carried is not None else {})
    shift, room = _make_room(table, len(wanted.entries) - len(table.rows))
    changes: list[CellChange] = []
    for name, cells in table.entry_cells(wanted, room).items():
        each = book.sheet(name)
        own: Cells = dict(cells)
        if each is sheet:
            own |= {(shift.row(row), column): value for (row, column), value in lines.items()}
        changes += _write(table, each, own, room if each is sheet else (), replace_formulas=replace_formulas)
    _write_notes(table, wanted, room)
    if not table.is_packet and any(each.name == STORE for each in book.sheets):
        write_store(book, carried)
    return tuple(changes)


def _write(
    table: LedgerTable, sheet: BookSheet, cells: Cells, room: Sequence[int], *, replace_formulas: bool
) -> tuple[CellChange, ...]:
    patch = CellPatch(table.book, sheet)
    if not replace_formulas:
        _check_formulas(patch, cells)
    changes = patch.change(cells)
    rows = {row for where, row in table.rows.values() if where is sheet}
    for number in sorted({row for row, _ in cells} & {*rows, *room}):
        fit_row(patch, number)
    # A formula in a column of people's own is read by the value that it had last; without any it would read as its text.
    patch.finish(keep={(row, column) for row in rows for column in table.columns.values()})
    return changes


def _changed_lines(table: LedgerTable, wanted: Ledger) -> Iterable[tuple[tuple[int, int], str]]:
    """The cells of lines around the table that say something else, and what they are to say."""
    patch = CellPatch(table.book, table.sheet)
    for old, new, above in table.line_changes(wanted):
        places = [
            (number, column)
            for number in patch.cells.numbers
            if (number <= table.head) == above
            for column in patch.cells.row(number).cells
            if patch.cells.anchor(number, column) == (number, column) and patch.read(number, column) == old
        ]
        if len(places) != 1:
            raise LedgerError(
                f"the lines {'above' if above else 'below'} the table cannot be changed in place", where=patch.cells.where,
                found=f"{len(places)} cells that say {old!r}", expected=new,
            )  # fmt: skip
        yield places[0], new


def _follow_lines(table: LedgerTable, wanted: Ledger) -> None:
    """Let the summary, which repeats the title, say the new one."""
    name = SUMMARY[table.lang]
    if table.carried is None or not any(sheet.name == name for sheet in table.book.sheets):
        return
    patch = CellPatch(table.book, table.book.sheet(name))
    for old, new, above in table.line_changes(wanted):
        for number in patch.cells.numbers if above else ():
            for column in list(patch.cells.row(number).cells):
                if patch.read(number, column) == old:
                    patch.write(number, column, new)
    patch.finish()


def _make_room(table: LedgerTable, count: int) -> tuple[RowShift, tuple[int, ...]]:
    """Put new rows below the table.

    Returns:
        What became of the other rows, and the numbers of the new ones.
    """
    book, sheet = table.book, table.sheet
    rows = sorted(row for where, row in table.rows.values() if where is sheet)
    last = rows[-1] if rows else table.head
    if count == 0:
        return RowShift(sheet=sheet.name, below=last, count=0, first=last, ends=frozenset(), last=last), ()
    if rows:
        shift = RowShift(
            sheet=sheet.name, below=last, count=count, first=rows[0], ends=frozenset({last}), last=last + count
        )
        model, room = last, range(last + 1, last + count + 1)
    else:
        # The first row of an empty table is there already, with its borders.
        first = table.head + 1
        shift = RowShift(
            sheet=sheet.name, below=first, count=count - 1, first=first, ends=frozenset({first}), last=first + count - 1
        )
        model, room = first, range(first, first + count)
        _check_empty(CellPatch(book, sheet), first)
    stencil = RowModel(book.cells(sheet), model, formulas=False)
    insert_rows(book, sheet, shift)
    cells = book.cells(sheet)
    for number in room:
        if not cells.has(number):
            stencil.copy_to(cells, number)
    return shift, tuple(room)


def _check_empty(patch: CellPatch, row: int) -> None:
    for column in patch.cells.row(row).cells:
        if patch.read(row, column) is not None:
            raise LedgerError(
                "no place for rows below the head", where=patch.location(row, column), found=repr(patch.read(row, column)),
                expected="an empty row",
            )  # fmt: skip


def _check_formulas(patch: CellPatch, cells: Cells) -> None:
    """Refuse to write a value over a formula that somebody has put there."""
    for place in sorted(cells):
        row, column = patch.cells.anchor(*place)
        cell = patch.cells.cell(row, column)
        formula = cell.formula if cell is not None else None
        if formula is not None:
            raise LedgerError(
                "a value would take the place of a formula", where=patch.location(row, column),
                found=f"={formula.text or '…'}, to become {cells[place].value!r}", expected="a cell without formula, or replace_formulas",
            )  # fmt: skip


def _write_notes(table: LedgerTable, wanted: Ledger, room: Sequence[int]) -> None:
    """Hang the notes of entries on their cells, and take off those that are no more."""
    before = {entry.key: entry for entry in table.found.entries}
    rows = [*table.rows.values(), *((table.sheet, row) for row in room)]
    changed: dict[str, dict[tuple[int, int], str]] = {}
    for (sheet, row), entry in zip(rows, wanted.entries, strict=True):
        old = before.get(entry.key)
        had, now = dict(old.comments) if old is not None else {}, dict(entry.comments)
        for name in dict.fromkeys((*had, *now)):
            column = table.columns_on(sheet).get(name)
            if column is not None and now.get(name) != had.get(name):
                where = f"{table.book.file}!{sheet.name}!{address(row, column)}"
                changed.setdefault(sheet.name, {})[row, column] = plain(now.get(name, ""), where=where)
    for name, texts in changed.items():
        sheet = table.book.sheet(name)
        remove_notes(table.book, sheet, texts.keys())
        hang_notes(table.book, sheet, {place: text for place, text in texts.items() if text}, author=CREATOR)
