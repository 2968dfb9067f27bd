"""Ledger patch: a workbook that says one ledger is changed in place until it says another.

Rows stay where people put them and are found by what they are about; a cell is written only when it would show something else.
The hidden sheet gets the ledger whole, so that reading gives it back to the letter. A packet is the exception: what it was
sent with stays, since collecting compares with that, and so its cells have to say everything.
"""

from __future__ import annotations

from policytasks.errors import LedgerError
from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Ledger
from policytasks.workbook.carry import Carried
from policytasks.workbook.ledger_table import Cells, LedgerTable
from policytasks.workbook.patching.book_package import BookPackage, BookSheet
from policytasks.workbook.patching.cell_patch import CellChange, CellPatch
from policytasks.workbook.patching.row_copy import RowModel
from policytasks.workbook.patching.row_fit import fit_row
from policytasks.workbook.patching.row_shift import RowShift
from policytasks.workbook.patching.shift_parts import insert_rows
from policytasks.workbook.store_patch import write_store
from policytasks.workbook.wording import STORE

__all__ = ["patch_ledger"]


def patch_ledger(
    table: LedgerTable, data: bytes, wanted: Ledger, *, replace_formulas: bool
) -> tuple[BookPackage, tuple[CellChange, ...]]:
    """The workbook with another ledger in it.

    Args:
        table: Its table.
        data: Its bytes.
        wanted: The ledger, as `LedgerTable.settled` gives it.
        replace_formulas: Whether a value may take the place of a formula.

    Returns:
        The changed workbook, and what was changed on the sheet of the ledger.

    Raises:
        LedgerError: The workbook cannot show it.
    """
    book = BookPackage(data, file=table.file)
    sheet = book.sheet(table.sheet)
    patch = CellPatch(book, sheet)
    lang = table.lang(patch.read(table.head, table.columns.get("status", 0)))
    _check_notes(table, wanted)
    lines = table.line_cells(wanted, lang, _lines_above(patch, table.head))
    shift, room = _make_room(table, book, sheet, patch, len(wanted.entries) - len(table.rows))
    patch = CellPatch(book, sheet)
    cells = table.entry_cells(wanted, lang, room)
    cells |= {(shift.row(row), column): value for (row, column), value in lines.items()}
    _check_formulas(patch, cells, replace_formulas)
    changes = patch.change(cells)
    for number in sorted({row for row, _ in cells} & {*table.rows.values(), *room}):
        fit_row(patch, number)
    # A formula in a column of people's own is read by the value that it had last; without any it would read as its text.
    own = {*table.columns.values(), *table.extras.values()}
    patch.finish(keep={(row, column) for row in table.rows.values() for column in own})
    if not table.is_packet and any(each.name == STORE for each in book.sheets):
        layout = table.carried.layout if table.carried is not None else {}
        write_store(book, Carried(ledger=wanted, lang=lang, layout=layout))
    return book, changes


def _lines_above(patch: CellPatch, head: int) -> tuple[tuple[int, int], ...]:
    """The cells of the lines above the table; empty when a line stands in several cells."""
    found: list[tuple[int, int]] = []
    for number in patch.cells.numbers:
        if number >= head:
            break
        said = [
            (number, column)
            for column in patch.cells.row(number).cells
            if patch.cells.anchor(number, column) == (number, column) and patch.read(number, column) is not None
        ]
        if len(said) > 1:
            return ()
        found += said
    return tuple(found)


def _make_room(
    table: LedgerTable, book: BookPackage, sheet: BookSheet, patch: CellPatch, count: int
) -> tuple[RowShift, tuple[int, ...]]:
    """Put new rows below the table.

    Returns:
        What became of the other rows, and the numbers of the new ones.
    """
    rows = sorted(table.rows.values())
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
            sheet=sheet.name,
            below=first,
            count=count - 1,
            first=first,
            ends=frozenset({first}),
            last=table.head + count,
        )
        model, room = first, range(first, first + count)
        said = next((column for column in patch.cells.row(first).cells if patch.read(first, column) is not None), None)
        if said is not None:
            raise LedgerError(
                "no place for rows below the head", where=str(patch.location(first, said)),
                found=repr(patch.read(first, said)), expected="an empty row",
            )  # fmt: skip
    stencil = RowModel(patch.cells, model, formulas=False)
    insert_rows(book, sheet, shift)
    cells = book.cells(sheet)
    for number in room:
        if number != model or not cells.has(number):
            stencil.copy_to(cells, number)
    return shift, tuple(room)


def _check_formulas(patch: CellPatch, cells: Cells, replace: bool) -> None:
    """Refuse to write a value over a formula that somebody has put there, unless that is wanted."""
    for place in () if replace else sorted(cells):
        row, column = patch.cells.anchor(*place)
        cell = patch.cells.cell(row, column)
        formula = cell.formula if cell is not None else None
        if formula is not None:
            raise LedgerError(
                "a value would take the place of a formula", where=str(patch.location(row, column)),
                found=f"={formula.text or '…'}, to become {cells[place][0]!r}", expected="a cell without formula, or replace_formulas",
            )  # fmt: skip


def _check_notes(table: LedgerTable, wanted: Ledger) -> None:
    """Refuse notes that the sheet does not have: they stand in parts of their own, with a drawing for each."""
    for now, old in zip(wanted.entries, _padded(table.found.entries, len(wanted.entries)), strict=True):
        had = dict(old.comments) if old is not None else {}
        for name, text in {**had, **dict(now.comments)}.items():
            shown = name in table.columns or name in table.extras
            if shown and dict(now.comments).get(name) != had.get(name):
                raise LedgerError(
                    "a note on a cell cannot be changed in place", where=old.location if old is not None else table.file,
                    found=f"{name} of {' '.join(part for part in now.key if part)}: {text!r}",
                    expected="the notes that the workbook has",
                )  # fmt: skip


def _padded(entries: tuple[Entry, ...], length: int) -> tuple[Entry | None, ...]:
    return (*entries, *(None for _ in range(length - len(entries))))
