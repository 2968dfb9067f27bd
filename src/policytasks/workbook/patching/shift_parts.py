"""Shift parts: every part of a workbook that speaks about rows of a sheet follows when rows go in.

Each kind of part has a table: which attribute or content holds an address, and how it moves. What a table does not name stays byte
for byte; a part in which nothing moves is not touched at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import attrs

from policytasks.errors import LedgerError
from policytasks.workbook.patching.anchors import moved_anchors, moved_notes
from policytasks.workbook.patching.book_package import BookPackage, BookSheet
from policytasks.workbook.patching.recalculation import drop_chain
from policytasks.workbook.patching.references import parse_area
from policytasks.workbook.patching.row_shift import RowShift
from policytasks.workbook.patching.sheet_formulas import spell_out
from policytasks.workbook.patching.xml_text import (
    Change,
    Tag,
    content,
    element,
    elements,
    escaped_content,
    rewritten,
    tags,
    unescaped,
)

__all__ = ["insert_rows"]

_FORMULAS = ("f", "formula", "formula1", "formula2")
_CONTROLS = ("fmlaLink", "fmlaRange", "fmlaTxbx", "fmlaGroup")
_TITLES = "_xlnm.Print_Titles"


def insert_rows(book: BookPackage, sheet: BookSheet, shift: RowShift) -> None:
    """Make room for rows; they are not there yet.

    Args:
        book: The workbook.
        sheet: The sheet that they go into.
        shift: Where they go in.

    Raises:
        LedgerError: An array formula, a data table or a pivot table reaches across the place, or the sheet is full.
    """
    shift.check(book.cells(sheet).numbers, where=f"{book.file}!{sheet.name}")
    _check_blocks(book, sheet, shift)
    others = [each for each in book.sheets if each is not sheet and _mentions(book.text(each.member), shift)]
    for each in (sheet, *others):
        if each.has_cells:
            change = partial(_formula, shift=shift, home=each.name, own=each is sheet)
            spell_out(book.cells(each), change, shift.row if each is sheet else int)
    book.settle()
    book.put(sheet.member, _own_part(book.text(sheet.member), shift))
    for each in others:
        foreign = partial(shift.formula, home=each.name)
        _rewrite(book, each.member, {("hyperlink", "location"): foreign}, dict.fromkeys(_FORMULAS, foreign))
    _shift_names(book, shift)
    _shift_attached(book, sheet, shift)
    _shift_elsewhere(book, shift)
    if shift.count:
        drop_chain(book)


def _rewrite(
    book: BookPackage,
    member: str,
    values: Mapping[tuple[str, str], Change],
    contents: Mapping[str, Change] | None = None,
) -> None:
    book.put(member, rewritten(book.text(member), values=values, contents=contents))


def _mentions(text: str, shift: RowShift) -> bool:
    """Whether a part may name the sheet; a quick look that may err on the side of yes."""
    # Some programs write every Chinese character as a reference.
    return "!" in text and shift.sheet.replace("'", "''").casefold() in unescaped(text).casefold()


def _formula(text: str, row: int, *, shift: RowShift, home: str, own: bool) -> str:
    """What becomes of a formula that stands in a row of a sheet."""
    return shift.formula(text, home=home, inside=own and shift.first <= row <= shift.below)


def _check_blocks(book: BookPackage, sheet: BookSheet, shift: RowShift) -> None:
    """Refuse to tear what hangs together."""
    if not shift.count:
        return
    blocks = [
        (formula.area, "an array formula" if formula.kind == "array" else "a data table")
        for _, formula in book.cells(sheet).formulas()
        if formula.kind in ("array", "dataTable")
    ]
    for member in book.parts_of_kind("pivotTable", of=sheet.member):
        blocks += [(tag["ref"] or "", "a pivot table") for tag in tags(book.text(member)) if tag.local == "location"]
    for ref, what in blocks:
        area = parse_area(ref)
        if area is not None and area.top <= shift.below < area.bottom:
            raise LedgerError(
                "rows cannot be put into what hangs together", where=f"{book.file}!{sheet.name}!{ref}", found=what,
                expected="nothing of the kind beside the table",
            )  # fmt: skip


def _own_part(text: str, shift: RowShift) -> str:
    """The part of the sheet itself."""
    text = _shift_formulas(text, shift)
    own = partial(shift.formula, home=shift.sheet)
    cell, ranges = shift.cell, shift.ranges
    values: dict[tuple[str, str], Change] = {
        ("row", "r"): lambda number: str(shift.row(int(number))) if number.isdecimal() else number,
        ("c", "r"): cell, ("f", "ref"): cell, ("f", "r1"): cell, ("f", "r2"): cell, ("dimension", "ref"): cell,
        ("selection", "activeCell"): cell, ("selection", "sqref"): shift.cells, ("pane", "topLeftCell"): cell,
        ("sheetView", "topLeftCell"): cell, ("customSheetView", "topLeftCell"): cell, ("mergeCell", "ref"): cell,
        ("autoFilter", "ref"): shift.range, ("sortState", "ref"): shift.range, ("sortCondition", "ref"): shift.range,
        ("conditionalFormatting", "sqref"): ranges, ("dataValidation", "sqref"): ranges,
        ("protectedRange", "sqref"): ranges, ("ignoredError", "sqref"): ranges, ("dataRef", "ref"): shift.range,
        ("hyperlink", "ref"): cell, ("hyperlink", "location"): own, ("cellWatch", "r"): cell, ("inputCells", "r"): cell,
        ("controlPr", "linkedCell"): own, ("controlPr", "listFillRange"): own, ("objectPr", "linkedCell"): own,
    }  # fmt: skip
    text = rewritten(text, values=values)
    # A sparkline stays in its cell; rules and drop-downs, also the newer ones of an extension, may grow ([MS-XLSX] 2.3.2).
    for group, sqref in (("conditionalFormatting", ranges), ("dataValidation", ranges), ("sparkline", shift.cells)):
        for tag, end in elements(text, group):
            rule = partial(shift.formula, home=shift.sheet, inside=_is_inside(text, tag, end, shift))
            contents: dict[str, Callable[[str], str]] = {**dict.fromkeys(_FORMULAS, rule), "sqref": sqref}
            text = rewritten(text, contents=contents, start=tag.end, end=end)
    for tag, end in elements(text, "rowBreaks"):
        text = rewritten(text, values={("brk", "id"): partial(_break, shift=shift)}, start=tag.end, end=end)
    return moved_anchors(text, shift)


def _is_inside(text: str, tag: Tag, end: int, shift: RowShift) -> bool:
    """Whether a rule, a drop-down or a sparkline speaks about single rows of the table: whether it begins in it."""
    place = tag["sqref"]
    if place is None:
        found = element(text, "sqref", tag.end)
        place = content(text[found[0].end : found[1]]) if found is not None and found[1] < end else ""
    first = parse_area((place.split() or [""])[0])
    return first is not None and shift.first <= first.top <= shift.below


def _shift_formulas(text: str, shift: RowShift) -> str:
    """The formulas of cells: whether a range means the whole table depends on the row that it stands in."""
    if "</f>" not in text and ":f>" not in text:
        return text
    pieces: list[str] = []
    done, row = 0, 0
    opened: Tag | None = None
    for tag in tags(text):
        local = tag.local
        if local == "row" and not tag.closes:
            digits = tag["r"] or ""
            row = int(digits) if digits.isdecimal() else row + 1
        elif local == "sheetData" and tag.closes:
            break
        elif local == "f" and not tag.closes:
            opened = None if tag.is_empty else tag
        elif local == "f" and opened is not None:
            said = content(text[opened.end : tag.start])
            new = _formula(said, row, shift=shift, home=shift.sheet, own=True)
            if new != said:
                pieces += text[done : opened.end], escaped_content(new)
                done = tag.start
            opened = None
    return "".join((*pieces, text[done:]))


def _break(id: str, *, shift: RowShift) -> str:
    """The row below which a page ends."""
    if not id.isdecimal():
        return id
    row = int(id)
    return str(max(row, shift.last) if row in shift.ends else shift.row(row))


def _shift_names(book: BookPackage, shift: RowShift) -> None:
    """Names of ranges; the rows that every page repeats do not grow."""
    text = book.text(book.workbook)
    fixed = attrs.evolve(shift, ends=frozenset())
    for tag, end in elements(text, "definedName"):
        said = content(text[tag.end : end])
        new = (fixed if tag["name"] == _TITLES else shift).formula(said, home="")
        if new != said:
            text = text[: tag.end] + escaped_content(new) + text[end:]
    book.put(book.workbook, text)


def _shift_attached(book: BookPackage, sheet: BookSheet, shift: RowShift) -> None:
    """What hangs on the sheet: drawings, notes, tables, pivot tables, controls."""
    own = partial(shift.formula, home=sheet.name)
    tables: dict[str, dict[tuple[str, str], Change]] = {
        "drawing": {("sp", "textlink"): own, ("cameraTool", "cellRange"): own},
        "comments": {("comment", "ref"): shift.cell},
        "threadedComment": {("threadedComment", "ref"): shift.cell},
        "table": {
            ("table", "ref"): shift.range, ("autoFilter", "ref"): shift.range, ("sortState", "ref"): shift.range,
            ("sortCondition", "ref"): shift.range,
        },
        "pivotTable": {("location", "ref"): shift.cell},
        "ctrlProp": {("formControlPr", name): own for name in _CONTROLS},
    }  # fmt: skip
    contents: dict[str, dict[str, Change]] = {
        "table": dict.fromkeys(("calculatedColumnFormula", "totalsRowFormula"), own)
    }
    for kind, changes in tables.items():
        for member in book.parts_of_kind(kind, of=sheet.member):
            _rewrite(book, member, changes, contents.get(kind))
            if kind == "drawing":
                book.put(member, moved_anchors(book.text(member), shift))
    for member in book.parts_of_kind("vmlDrawing", of=sheet.member):
        book.put(member, moved_notes(book.text(member), shift))


def _shift_elsewhere(book: BookPackage, shift: RowShift) -> None:
    """Charts and pivot tables of any sheet that show the rows."""
    series = partial(shift.formula, home="", cells_grow=True)
    for kind in ("chart", "chartEx"):
        for member in book.parts_of_kind(kind):
            _rewrite(book, member, {}, {"f": series})
    for member in book.parts_of_kind("pivotCacheDefinition"):
        text = book.text(member)
        source = next((tag for tag in tags(text) if tag.local == "worksheetSource"), None)
        if source is not None and (source["sheet"] or "").casefold() == shift.sheet.casefold():
            _rewrite(book, member, {("worksheetSource", "ref"): shift.range})
