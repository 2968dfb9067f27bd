"""Template 模板: a workbook of somebody's own, with its heading, logo, boxes, charts and rules, is filled from a ledger.

The sheet with the table is changed in place, like any other workbook here; what the template has beyond its table lives on, and
moves down where the table needs more rows than the template keeps for it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from policytasks.atomic import write_atomically
from policytasks.errors import LedgerError, SourceError
from policytasks.ledger.ledger import Ledger
from policytasks.model.notice import Notice
from policytasks.sources.read import load
from policytasks.workbook.carry import Carried
from policytasks.workbook.cells import CellValue
from policytasks.workbook.columns import COLUMNS, Kind, settled_heading
from policytasks.workbook.ledger_table import read_named
from policytasks.workbook.patching.book_package import BookPackage
from policytasks.workbook.patching.cell_patch import CellChange, CellPatch, Wanted
from policytasks.workbook.patching.merged_cells import with_merged
from policytasks.workbook.patching.recalculation import compute_on_load
from policytasks.workbook.patching.references import Area
from policytasks.workbook.patching.row_copy import RowModel
from policytasks.workbook.patching.row_fit import fit_row
from policytasks.workbook.patching.row_shift import RowShift
from policytasks.workbook.patching.shift_parts import insert_rows
from policytasks.workbook.placeholders import fill_cell, values_of
from policytasks.workbook.rows import rows_of, show, show_extra
from policytasks.workbook.store_patch import write_store
from policytasks.workbook.template_table import NUMBER_HEADINGS, TemplateTable, find_table
from policytasks.workbook.update import fit_name
from policytasks.workbook.wording import STORE

__all__ = ["FilledTemplate", "fill_template", "plan_fill"]

_BY_KEY = {column.key: column for column in COLUMNS}


@attrs.frozen(kw_only=True)
class FilledTemplate:
    """套表结果: what was filled into a template, or would be.

    Args:
        cells: The cells that say something else now, in the order of the rows.
        rows: How many rows were put in.
        open: Placeholders for which nothing is known, as they stand in the template; they are left.
        left_out: Headings of the ledger's columns that say something and that the template does not have.
    """

    cells: tuple[CellChange, ...] = ()
    rows: int = 0
    open: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def fill_template(
    template: str | os.PathLike[str],
    ledger: Ledger | Notice,
    *,
    out: str | os.PathLike[str],
    sheet: str | None = None,
    values: Mapping[str, CellValue] | None = None,
    carry: bool = False,
) -> Path:
    """Fill a workbook of one's own from a ledger.

    The table is found by its headings, in the words that the column table knows, in one of the first 30 rows; a head may run over
    several rows. Each entry gets a row below it, in the look of the first row that the template has there: height, borders,
    number formats, rules, drop-downs, formulas. Where the template keeps fewer rows, more are put in: what stands below moves
    down, and ranges that mean the whole table (sums, filters, rules, charts, names, print areas) take the new rows in. What
    stood in these rows is an example and goes. Columns that the template does not have are not written; headings that nobody
    knows are left alone, but for 序号, which counts, and for columns of people's own (`Entry.extras`).

    ``{{标题}}``, ``{{发文字号}}``, ``{{发文机关}}``, ``{{成文日期}}``, ``{{单位}}`` (the only unit of the rows, else the issuer), ``{{日期}}``
    (the last update, else the day of the notice), ``{{项数}}`` and ``{{完成数}}`` are filled in above and below the table and on the
    other sheets, in the format that they have.

    Everything else of the file stays byte for byte, as in `policytasks.workbook.update.update_workbook`.

    Args:
        template: The workbook (.xlsx, .xlsm, .xltx, .xltm); it stays as it is.
        ledger: The ledger, or a notice to begin one for: with a row for each unit where the template has a column 单位 and none
            of 责任单位.
        out: The file to write.
        sheet: Name of the sheet with the table; it is looked for when left out.
        values: What placeholders stand for, by name: further ones, or others than those above. A day (`datetime.date`)
            shows as 2021年7月29日, and as a real day in a cell that shows days.
        carry: Let the ledger travel in a hidden sheet, so that `read_ledger` gives it back with everything that the table
            does not show. Without it, reading goes by the headings. A template that has such a sheet already gets the new
            ledger in any case.

    Returns:
        The path that was written.

    Raises:
        FileNotFoundError: There is no such file.
        SourceError: A folder, a file that may not be opened, or one over 256 MiB.
        LedgerError: It is no workbook or a hostile one, has no table with the headings of a ledger or several, or
            something stands where rows have to go in. ``where`` names file, sheet and cell; nothing is written then.
        OSError: ``out`` cannot be written.
    """
    data, name = load(Path(template))
    target = Path(out)
    book, _ = plan_fill(data, ledger, path=name, sheet=sheet, values=values, carry=carry, out=target)
    return write_atomically(target, book.data())


def plan_fill(
    data: bytes,
    ledger: Ledger | Notice,
    *,
    path: str,
    out: Path,
    sheet: str | None = None,
    values: Mapping[str, CellValue] | None = None,
    carry: bool = False,
) -> tuple[BookPackage, FilledTemplate]:
    """The filled workbook, before it is written.

    Args:
        data: The bytes of the template.
        ledger: As in `fill_template`, as are the following.
        path: Where the template came from, for messages.
        out: The file that it is for, whose name must fit.
        sheet: Name of the sheet.
        values: What placeholders stand for.
        carry: Let the ledger travel along.

    Raises:
        LedgerError: As in `fill_template`.
    """
    name = Path(path).name
    try:
        book = BookPackage(data, file=name)
        table = find_table(book, sheet=sheet)
        filled = _Filler(book, table, _tracked(ledger, table)).fill(values or {}, carry=carry)
        fit_name(book, out)
        book.settle()
    except SourceError as fault:
        fault.begin_with(path, name=name)
        raise LedgerError(fault.message, where=fault.where, found=fault.found, expected=fault.expected) from fault
    except LedgerError as fault:
        fault.begin_with(path, name=name)
        raise
    return book, filled


def _tracked(ledger: Ledger | Notice, table: TemplateTable) -> Ledger:
    """The ledger; of a notice, one with a row for each unit where the template has a column for the unit of a row."""
    if isinstance(ledger, Ledger):
        return ledger
    by_unit = "unit" in table.columns and "responsible" not in table.columns
    return Ledger.from_notice(ledger, by="unit" if by_unit else "requirement")


class _Filler:
    def __init__(self, book: BookPackage, table: TemplateTable, ledger: Ledger) -> None:
        self._book = book
        self._ledger = ledger
        self._rows = rows_of(ledger)
        free = table.rows if table.has_model else min(table.rows, len(self._rows))
        self._table = attrs.evolve(table, rows=free)

    def fill(self, values: Mapping[str, CellValue], *, carry: bool) -> FilledTemplate:
        book, table = self._book, self._table
        shift = self._make_room()
        patch = CellPatch(book, table.sheet)
        changes = [*patch.change(dict(self._cells(patch)))]
        for number in range(table.first, table.first + len(self._rows)):
            fit_row(patch, number)
        patch.finish()
        unknown: list[str] = []
        for change, names in self._placeholders(values, shift):
            changes += change
            unknown += names
        if shift.count and RowModel(book.cells(table.sheet), table.first, formulas=True).has_formulas:
            compute_on_load(book)
        self._carry(carry)
        return FilledTemplate(
            cells=tuple(changes), rows=shift.count, open=tuple(dict.fromkeys(unknown)), left_out=tuple(self._left_out())
        )

    def _make_room(self) -> RowShift:
        """Put in the rows that the template lacks, in the look of its first one."""
        table, sheet, book = self._table, self._table.sheet, self._book
        cells = book.cells(sheet)
        count = max(0, len(self._rows) - table.rows)
        last = table.first + max(len(self._rows), 1) - 1
        ends = frozenset({table.first, table.last}) if table.rows else frozenset()
        shift = RowShift(
            sheet=sheet.name, below=table.last, count=count, first=table.first, ends=ends, last=last,
            head=0 if table.rows else table.bottom,
        )  # fmt: skip
        model = RowModel(cells, table.first, formulas=True) if table.has_model else None
        merged = cells.merged
        insert_rows(book, sheet, shift)
        self._merge(merged, last)
        cells = book.cells(sheet)
        for number in range(table.last + 1, table.last + count + 1):
            if model is not None:
                model.copy_to(cells, number)
        return shift

    def _merge(self, merged: tuple[Area, ...], last: int) -> None:
        """Take apart what examples merged over rows, and merge in each new row what the first one merges over columns."""
        table, book = self._table, self._book
        written = {*table.columns.values()}
        gone = [
            area
            for area in merged
            if table.first <= area.top < area.bottom <= table.last
            and any(area.left <= each <= area.right for each in written)
        ]
        across = [area for area in merged if area.top == area.bottom == table.first] if table.has_model else []
        new = [
            attrs.evolve(area, top=number, bottom=number)
            for number in range(table.last + 1, last + 1)
            for area in across
        ]
        text = book.text(table.sheet.member)
        book.put(table.sheet.member, with_merged(text, gone=gone, new=new))

    def _cells(self, patch: CellPatch) -> Iterator[tuple[tuple[int, int], Wanted]]:
        """What the cells of the table are to say; cells with formulas of the template keep them."""
        table = self._table
        had = {heading for entry in self._ledger.entries for heading, _ in entry.extras}
        for offset in range(max(len(self._rows), table.rows if table.has_model else 0)):
            number = table.first + offset
            row = self._rows[offset] if offset < len(self._rows) else None
            for key, at in table.columns.items():
                if not self._has_formula(patch, number, at):
                    column = _BY_KEY[key]
                    value = (
                        show(column, row, table.lang, where=self._where(patch, number, at)) if row is not None else None
                    )
                    yield (number, at), Wanted(value, of_hundred=column.kind is Kind.PERCENTAGE)
            for heading, at in table.extras.items():
                if self._has_formula(patch, number, at):
                    continue
                if heading in had:
                    value = (
                        show_extra(heading, row.entry, where=self._where(patch, number, at))
                        if row is not None
                        else None
                    )
                    yield (number, at), Wanted(value, exact=True)
                elif settled_heading(heading) in NUMBER_HEADINGS:
                    yield (number, at), Wanted(offset + 1 if row is not None else None)

    @staticmethod
    def _has_formula(patch: CellPatch, row: int, column: int) -> bool:
        cell = patch.cells.cell(row, column)
        return cell is not None and cell.formula is not None

    @staticmethod
    def _where(patch: CellPatch, row: int, column: int) -> str:
        return str(patch.location(row, column))

    def _placeholders(
        self, values: Mapping[str, CellValue], shift: RowShift
    ) -> Iterator[tuple[tuple[CellChange, ...], tuple[str, ...]]]:
        """Fill the placeholders of every sheet, outside of the table."""
        known = values_of(self._ledger, values)
        table = self._table
        body = range(table.first, max(shift.row(table.last), shift.last) + 1)
        for sheet in self._book.sheets:
            if not sheet.has_cells or sheet.name == STORE:
                continue
            patch = CellPatch(self._book, sheet)
            changes: list[CellChange] = []
            for number in patch.cells.numbers:
                if sheet is table.sheet and number in body:
                    continue
                for column in list(patch.cells.row(number).cells):
                    before = patch.read(number, column)
                    changed, unknown = fill_cell(patch, number, column, known)
                    if changed:
                        fit_row(patch, number)
                        place = patch.location(number, column)
                        changes.append(CellChange(location=place, before=before, after=patch.said(number, column)))
                    if unknown:
                        yield (), unknown
            if changes:
                patch.finish()
                yield tuple(changes), ()

    def _left_out(self) -> Iterator[str]:
        """The headings of columns that say something, and that the template does not have."""
        for column in COLUMNS:
            if column.key in self._table.columns or column.grain not in (None, self._ledger.by):
                continue
            if any(column.show(row, self._table.lang) for row in self._rows):
                yield column.heading[self._table.lang]

    def _carry(self, carry: bool) -> None:
        """Let the ledger travel along, with the lines that the template has around its table."""
        if not carry and not any(sheet.name == STORE for sheet in self._book.sheets):
            return
        ledger, lang = self._ledger, self._table.lang
        # What stands around the table is the template's; carried as it will be read, it is no change by anybody.
        trial = BookPackage(self._book.data(), file=self._book.file)
        write_store(trial, Carried(ledger=ledger, lang=lang))
        found = read_named(trial.data(), self._book.file)
        lines = attrs.evolve(ledger, preface=found.preface, footnotes=found.footnotes)
        write_store(self._book, Carried(ledger=lines, lang=lang))
