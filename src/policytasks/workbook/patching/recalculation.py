"""Recalculation 重算: a program that opens a patched workbook computes what depends on changed cells.

The chain of formulas (``calcChain``) is only a hint in which order to compute; an entry for a cell without formula makes
Excel repair the file, a missing one does no harm (ECMA-376 part 1, 18.6).
"""

from __future__ import annotations

from collections.abc import Collection, Container
from contextlib import suppress

from policytasks.errors import LedgerError
from policytasks.workbook.patching.book_names import BookNames
from policytasks.workbook.patching.book_package import BookPackage, BookSheet
from policytasks.workbook.patching.dependents import Dirty, dependents
from policytasks.workbook.patching.references import parse_cell
from policytasks.workbook.patching.sheet_xml import SheetXml
from policytasks.workbook.patching.xml_text import element, tags, with_attribute

__all__ = ["ask_for_values", "compute_on_load", "drop_chain", "forget_formulas"]

_BEFORE = ("definedNames", "externalReferences", "functionGroups", "sheets")
"""What may stand in front of the settings of computing (18.2.27), the nearest first."""


def ask_for_values(
    book: BookPackage,
    sheet: BookSheet,
    changed: Collection[tuple[int, int]],
    *,
    keep: Container[tuple[int, int]] = (),
) -> None:
    """Let programs compute the formulas that may depend on changed cells, when they open the workbook.

    Their last values are taken away: Excel computes all formulas when it is asked to, but LibreOffice and readers that compute
    nothing would show what is no longer true.

    Args:
        book: The workbook.
        sheet: The sheet that was changed.
        changed: 1-based rows and columns of its changed cells.
        keep: Cells of that sheet that keep their last values all the same.
    """
    if not changed:
        return
    sheets: dict[str, SheetXml] = {}
    for each in book.sheets:
        if each.has_cells and _has_formulas(book.text(each.member)):
            # A sheet that cannot be changed in place can still be computed.
            with suppress(LedgerError):
                sheets[each.name] = book.cells(each)
    dirty = Dirty()
    for row, column in changed:
        dirty.add(sheet.name, row, column)
    found = list(dependents(sheets, dirty, BookNames(book).areas))
    for name, cell in found:
        if name != sheet.name or (cell.row, cell.column) not in keep:
            sheets[name].put(cell.without_value())
    book.settle()
    if found:
        compute_on_load(book)


def _has_formulas(text: str) -> bool:
    """Whether a sheet may have formulas; a quick look, since most sheets have none."""
    return "</f>" in text or ":f>" in text


def compute_on_load(book: BookPackage) -> None:
    """Let programs compute every formula when they open the workbook."""
    text = book.text(book.workbook)
    settings = element(text, "calcPr")
    if settings is not None:
        tag = settings[0]
        rest = with_attribute(tag.rest, "fullCalcOnLoad", "1")
        book.put(book.workbook, text[: tag.end - 1 - len(tag.rest)] + rest + text[tag.end - 1 :])
        return
    for local in _BEFORE:
        before = element(text, local)
        if before is not None:
            prefix = before[0].name[: -len(local)]
            book.put(book.workbook, f'{text[: before[2]]}<{prefix}calcPr fullCalcOnLoad="1"/>{text[before[2] :]}')
            return


def drop_chain(book: BookPackage) -> None:
    """Take away the chain of formulas: programs make a new one."""
    for member in book.parts_of_kind("calcChain", of=book.workbook):
        book.remove(member, of=book.workbook)


def forget_formulas(book: BookPackage, sheet: BookSheet, places: Collection[tuple[int, int]]) -> None:
    """Take cells that have no formula any more out of the chain.

    Args:
        book: The workbook.
        sheet: Their sheet.
        places: 1-based rows and columns.
    """
    for member in book.parts_of_kind("calcChain", of=book.workbook) if places else ():
        text = book.text(member)
        pieces: list[str] = []
        done, number, written, left = 0, "", "", False
        for tag in tags(text):
            if tag.local != "c" or tag.closes:
                continue
            # An entry that names no sheet means that of the one before it.
            number = tag["i"] or number
            end = tag.end if tag.is_empty else text.index(">", tag.end) + 1
            if number == sheet.number and parse_cell(tag["r"] or "") in places:
                pieces.append(text[done : tag.start])
                done = end
                continue
            left = True
            if written != number and tag["i"] is None:
                pieces += text[done : tag.end - 1 - len(tag.rest)], with_attribute(tag.rest, "i", number)
                done = tag.end - 1
            written = number
        if left:
            book.put(member, "".join((*pieces, text[done:])))
        else:
            book.remove(member, of=book.workbook)
