"""Update 更新: cells of a workbook that people use are changed in place, and nothing else of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, overload

import attrs

from policytasks.atomic import write_atomically
from policytasks.errors import LedgerError, SourceError
from policytasks.ledger.entry import Entry
from policytasks.ledger.fields import gathered, placed, spread
from policytasks.ledger.history import FieldValue
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import Status
from policytasks.sources.read import load
from policytasks.workbook.cells import CellValue
from policytasks.workbook.ledger_patch import patch_ledger
from policytasks.workbook.ledger_table import Cells, LedgerTable, Unshown, read_named
from policytasks.workbook.own_columns import LedgerColumn, OwnColumn
from policytasks.workbook.patching.book_package import BookPackage, BookSheet
from policytasks.workbook.patching.cell_patch import CellChange, CellPatch, Wanted
from policytasks.workbook.patching.references import parse_cell

__all__ = ["Changes", "UpdateReport", "fit_name", "update_workbook"]

Changes = Ledger | Mapping[str, CellValue | bool] | Mapping[tuple[str, str | None, str], FieldValue]
"""What `update_workbook` can be given: a ledger, values by address, or values by requirement, unit and field."""


@attrs.frozen(kw_only=True)
class UpdateReport:
    """更新报告: what was changed in a workbook, or would be. It stands for the path of the file, so `open` and `read_ledger`
    take it.

    Args:
        path: The file that was written, or would be.
        cells: The cells that say something else now, row by row, sheet by sheet; the hidden sheet is left out.
        unshown: Values of the ledger that are others than before, and for which the sheet has no column: requirement, unit,
            field. They travel in the hidden sheet; with ``partial`` they, and rows that the sheet does not have, are left out.
        behind: Sheets that show the ledger (汇总, those of units) and do not follow: formulas there do, but not what stands as
            text, and new rows are not on them. `write_ledger` makes them anew.
        parts: The parts of the file whose bytes are others now; none when nothing was changed.
        is_written: Whether the file was written: not in a dry run, and not when nothing changed in its own place.
    """

    path: Path
    cells: tuple[CellChange, ...] = ()
    unshown: tuple[Unshown, ...] = ()
    behind: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    is_written: bool = False

    def __fspath__(self) -> str:
        return str(self.path)

    def __bool__(self) -> bool:
        """Whether anything was changed."""
        return bool(self.parts)


@overload
def update_workbook(
    path: str | os.PathLike[str],
    changes: Ledger,
    *,
    sheet: str | None = ...,
    out: str | os.PathLike[str] | None = ...,
    dry_run: bool = ...,
    partial: bool = ...,
    replace_formulas: bool = ...,
    status_words: Mapping[str, Status] | None = ...,
    columns: Sequence[LedgerColumn | OwnColumn] = ...,
) -> UpdateReport: ...
@overload
def update_workbook(
    path: str | os.PathLike[str],
    changes: Mapping[str, CellValue | bool],
    *,
    sheet: str | None = ...,
    out: str | os.PathLike[str] | None = ...,
    dry_run: bool = ...,
    partial: bool = ...,
    replace_formulas: bool = ...,
    status_words: Mapping[str, Status] | None = ...,
    columns: Sequence[LedgerColumn | OwnColumn] = ...,
) -> UpdateReport: ...
@overload
def update_workbook(
    path: str | os.PathLike[str],
    changes: Mapping[tuple[str, str | None, str], FieldValue],
    *,
    sheet: str | None = ...,
    out: str | os.PathLike[str] | None = ...,
    dry_run: bool = ...,
    partial: bool = ...,
    replace_formulas: bool = ...,
    status_words: Mapping[str, Status] | None = ...,
    columns: Sequence[LedgerColumn | OwnColumn] = ...,
) -> UpdateReport: ...
def update_workbook(
    path: str | os.PathLike[str],
    changes: Changes,
    *,
    sheet: str | None = None,
    out: str | os.PathLike[str] | None = None,
    dry_run: bool = False,
    partial: bool = False,
    replace_formulas: bool = False,
    status_words: Mapping[str, Status] | None = None,
    columns: Sequence[LedgerColumn | OwnColumn] = (),
) -> UpdateReport:
    """Change cells of a workbook in place; every other part of the file stays as it is, byte for byte.

    Text boxes, pictures, charts, notes, sparklines, macros, data bars and form controls live on, as do the styles of the cells.
    The file is whole at every moment: as it was, or as it is to be. When nothing differs, not one byte changes.

    ======================================  ==========================================================================
    ``changes``                             What happens
    ======================================  ==========================================================================
    a `Ledger`                              The cells that show something else than the ledger says are written; rows
                                            that the sheet does not have go in below the table. `read_ledger` then gives
                                            that ledger, its entries in the order of the sheet, where people sort rows.
    ``{("4.16.1", None, "note"): "…"}``     The same for single fields: requirement, unit (None in a ledger by
                                            requirement), and field as in a history (`Change.field`).
    ``{"台账!F23": "…", "G23": 60}``        The cells are written, whatever stands in them. None empties a cell.
    ======================================  ==========================================================================

    A text is always a text, also one that begins with ``=``. A day becomes a real day; where the cell's number format shows
    none, it gets one that does, and a cell of texts gets 2021-12-31. A value for a part of a merged cell goes into the
    merged cell. Formulas that may depend on changed cells are computed when a program opens the file. Protection of sheets
    is for people, and is left as it is.

    Args:
        path: The workbook (.xlsx, .xlsm).
        changes: What is to change, in one of the three forms.
        sheet: The sheet that an address without one means; the first visible one when left out. The sheet of a ledger is
            found as `read_ledger` finds it.
        out: Where to write; the workbook itself when left out.
        dry_run: Write nothing, and report what would change.
        partial: Write of a ledger what the sheet has rows and columns for, and let all the rest of the workbook be: its
            notice, the lines around its table, rows that the ledger does not have. So a workbook of an office's own, which cannot say
            everything that a ledger says, follows that ledger. Without it a ledger that cannot be said whole is an error.
        replace_formulas: Let the values of a ledger take the place of formulas; without it such a cell is an error. An
            address says clearly enough what is meant, and needs no leave.
        status_words: Further words of an office for statuses, as in `read_ledger`.
        columns: Further headings for columns, as in `read_ledger`.

    Returns:
        What was changed.

    Raises:
        FileNotFoundError: There is no such file.
        SourceError: A folder, a file that may not be opened, or one over 256 MiB.
        LedgerError: It is no workbook, a hostile one, or one that cannot show the change: ``where`` names file, sheet and
            cell. Nothing is written then.
        OSError: ``out`` cannot be written.
    """
    data, name = load(Path(path))
    target = Path(path if out is None else out)
    file = Path(name).name
    try:
        book, report = _plan(
            data,
            changes,
            file=file,
            sheet=sheet,
            partial=partial,
            replace_formulas=replace_formulas,
            read=lambda each: read_named(each, file, status_words=status_words, columns=columns),
        )
        fit_name(book, target)
        new = book.data()
    except SourceError as fault:
        fault.begin_with(name, name=file)
        raise LedgerError(fault.message, where=fault.where, found=fault.found, expected=fault.expected) from fault
    except LedgerError as fault:
        fault.begin_with(name, name=file)
        raise
    writes = not dry_run and (new is not data or not _is_same_file(Path(path), target))
    if writes:
        if _is_same_file(Path(path), target) and load(target)[0] != data:
            raise LedgerError(
                "the workbook was saved by somebody else meanwhile",
                where=name,
                expected="a workbook that is not open elsewhere",
            )
        write_atomically(target, new)
    return attrs.evolve(report, path=target, is_written=writes)


def _is_same_file(path: Path, target: Path) -> bool:
    return target == path or (target.exists() and target.samefile(path))


def fit_name(book: BookPackage, target: Path) -> None:
    """Refuse a name under which Excel would not open the workbook; one of a workbook makes a workbook of a template.

    Raises:
        LedgerError: The workbook has macros and the name says that it has none, or the other way round.
    """
    suffix = target.suffix.lower()
    if suffix not in _NAMES:
        return
    is_template, has_macros = _NAMES[suffix]
    if has_macros != book.has_macros or (is_template and not book.is_template):
        wanted = next(name for name, traits in _NAMES.items() if traits == (book.is_template, book.has_macros))
        raise LedgerError(
            "a name that does not fit the workbook", where=str(target),
            found=f"a {'template' if book.is_template else 'workbook'} {'with' if book.has_macros else 'without'} macros",
            expected=wanted,
        )  # fmt: skip
    if book.is_template and not is_template:
        book.make_workbook()


_NAMES = {".xlsx": (False, False), ".xltx": (True, False), ".xlsm": (False, True), ".xltm": (True, True)}
"""What a name says: whether it is a template, and whether it has macros."""


def _plan(
    data: bytes,
    changes: Changes,
    *,
    file: str,
    sheet: str | None,
    partial: bool,
    replace_formulas: bool,
    read: Callable[[bytes], Ledger],
) -> tuple[BookPackage, UpdateReport]:
    if not isinstance(changes, Ledger) and all(isinstance(key, str) for key in changes):
        book = BookPackage(data, file=file)
        cells = tuple(_write_cells(book, changes, sheet))  # type: ignore[arg-type]  # the keys were looked at
        return book, UpdateReport(path=Path(file), cells=cells, parts=book.changed)
    table = LedgerTable(book=BookPackage(data, file=file), found=read(data))
    asked = changes if isinstance(changes, Ledger) else _with_fields(table.found, changes)
    wanted = table.within_reach(asked) if partial else table.settled(asked)
    unshown, behind = table.unshown(asked), table.behind(wanted)
    if wanted == table.found:
        return table.book, UpdateReport(path=Path(file), unshown=unshown)
    cells = patch_ledger(table, wanted, replace_formulas=replace_formulas)
    found = read(table.book.data())
    _check_reading(found, wanted, file=file)
    # What such a sheet says as text looks typed when it is not what the ledger says any more.
    behind = tuple(dict.fromkeys((*behind, *sorted(_views(found) - _views(table.found)))))
    report = UpdateReport(path=Path(file), cells=cells, unshown=unshown, behind=behind, parts=table.book.changed)
    return table.book, report


def _views(ledger: Ledger) -> frozenset[str]:
    """The sheets that only show the ledger, and say something else than it does."""
    return frozenset(doubt.location.sheet or "" for doubt in ledger.doubts if doubt.code == "ledger-view-edited")


def _write_cells(
    book: BookPackage, changes: Mapping[str, CellValue | bool], default: str | None
) -> Iterable[CellChange]:
    sheets: dict[str, tuple[BookSheet, Cells]] = {}
    for address, value in changes.items():
        sheet, place = _parse_address(book, address, default)
        cells = sheets.setdefault(sheet.name, (sheet, {}))[1]
        if place in cells:
            raise LedgerError("a cell is named twice", where=book.file, found=repr(address), expected="each cell once")
        if value is not None and not isinstance(value, str | int | float | date):
            raise LedgerError(
                "a value that no cell can hold", where=f"{book.file}!{address}", found=repr(value),
                expected="a text, a number, a day, True, False or None",
            )  # fmt: skip
        cells[place] = Wanted(value)
    for sheet, cells in sheets.values():
        patch = CellPatch(book, sheet)
        yield from patch.change(cells)
        patch.finish()


def _parse_address(book: BookPackage, text: str, default: str | None) -> tuple[BookSheet, tuple[int, int]]:
    """The sheet and the place of an address such as 台账!F23, '我的 表'!$F$23 or F23."""
    name, mark, cell = text.rpartition("!")
    place = parse_cell(cell)
    if place is None:
        raise LedgerError(
            "not the address of a cell", where=book.file, found=repr(text), expected="an address such as 台账!F23"
        )
    if mark:
        name = name[1:-1].replace("''", "'") if len(name) > 1 and name[0] == name[-1] == "'" else name
        return book.sheet(name), place
    if default is not None:
        return book.sheet(default), place
    shown = next((sheet for sheet in book.sheets if sheet.has_cells and not sheet.is_hidden), None)
    if shown is None:
        raise LedgerError(
            "every sheet is hidden", where=book.file, found=repr(text), expected="the name of a sheet, too"
        )
    return shown, place


def _with_fields(ledger: Ledger, changes: Mapping[Any, Any]) -> Ledger:
    """The ledger with single fields changed."""
    wanted: dict[tuple[str, str | None], dict[str, FieldValue]] = {}
    for key, value in changes.items():
        if not (isinstance(key, tuple) and len(key) == 3):
            raise LedgerError(
                "not the place of a value", found=repr(key), expected="an address, or requirement, unit and field"
            )
        id, unit, field = key
        if placed(field)[0] == "notice":
            raise LedgerError(
                "what the notice says is no field of an entry",
                found=repr(field),
                expected="a field of Entry, or a heading",
            )
        wanted.setdefault((id, unit), {})[field] = value
    entries: list[Entry] = []
    for entry in ledger.entries:
        fields = wanted.pop(entry.key, {})
        # Words that somebody typed in the place of a value go when the value changes.
        words = {f"typed.{field}": None for field in entry.typed_words if field in fields}
        entries.append(gathered(entry, words | fields) if fields else entry)
    for missing in wanted:
        raise LedgerError(
            "no such entry", found=" ".join(part for part in missing if part), expected="a row of the ledger"
        )
    return attrs.evolve(ledger, entries=tuple(entries))


def _check_reading(found: Ledger, wanted: Ledger, *, file: str) -> None:
    """Make sure that the patched workbook reads back as the ledger, before it takes the place of the old one.

    Raises:
        LedgerError: It does not: the sheet has no way to say something that the ledger says.
    """
    if found == wanted:
        return
    for now, then in zip(found.entries, wanted.entries, strict=False):
        said, meant = spread(now), spread(then)
        for field in dict.fromkeys((*meant, *said)):
            if now.key != then.key or said.get(field) != meant.get(field):
                raise LedgerError(
                    "the workbook cannot say this in place", where=found.place(now, field),
                    found=f"{field} {said.get(field)!r}", expected=f"{meant.get(field)!r}",
                )  # fmt: skip
    parts = ("notice", "preface", "footnotes", "history", "entries")
    part = next((part for part in parts if getattr(found, part) != getattr(wanted, part)), "ledger")
    raise LedgerError(
        "the workbook cannot say this in place", where=file, found=f"another {part} than the ledger's",
        expected="a workbook that was written from this ledger",
    )  # fmt: skip
