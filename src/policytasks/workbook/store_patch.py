"""Store patch: the hidden sheet of a workbook carries another ledger, or is made to carry one."""

from __future__ import annotations

from policytasks.errors import LedgerError
from policytasks.workbook import wording
from policytasks.workbook.carry import Carried, pack, unpack
from policytasks.workbook.patching.book_package import BookPackage
from policytasks.workbook.patching.cell_patch import CellPatch, Wanted
from policytasks.workbook.patching.cell_xml import CellXml
from policytasks.workbook.patching.xml_text import element, elements, escaped_attribute, escaped_content, tags

__all__ = ["carried_by", "write_store"]

_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_MEMBER = "xl/worksheets/policytasks{number}.xml"


def carried_by(book: BookPackage) -> Carried | None:
    """What a workbook carries; None when there is nothing, or it is damaged."""
    sheet = next((sheet for sheet in book.sheets if sheet.name == wording.STORE), None)
    if sheet is None:
        return None
    patch = CellPatch(book, sheet)
    pieces: list[str] = []
    while (piece := patch.read(len(pieces) + 1, 1)) is not None:
        pieces.append(str(piece))
    try:
        return unpack(pieces, where=book.file)
    except LedgerError:
        return None


def write_store(book: BookPackage, carried: Carried) -> None:
    """Let the hidden sheet carry a ledger; it is added where there is none.

    Args:
        book: The workbook.
        carried: What it is to carry.
    """
    pieces = pack(carried)
    sheet = next((sheet for sheet in book.sheets if sheet.name == wording.STORE), None)
    if sheet is None:
        _add(book, pieces)
        return
    patch = CellPatch(book, sheet)
    row = 1
    values: dict[tuple[int, int], Wanted] = {}
    while row <= len(pieces) or patch.read(row, 1) is not None:
        values[row, 1] = Wanted(pieces[row - 1] if row <= len(pieces) else None)
        row += 1
    patch.change(values)
    # No formula computes with what is carried.
    book.settle()
    for member in book.parts_of_kind("custom-properties", of=""):
        text = book.text(member)
        for tag, end in elements(text, "property"):
            if tag["name"] == wording.DATA_PROPERTY:
                for value, value_end in elements(text, "lpwstr", tag.end, end):
                    text = text[: value.end] + escaped_content(pieces[1]) + text[value_end:]
        book.put(member, text)


def _add(book: BookPackage, pieces: tuple[str, ...]) -> None:
    """Add the hidden sheet; it comes last, so that what counts sheets by their places stays true."""
    root = next(tag for tag in tags(book.text(book.workbook)) if tag.local == "workbook")
    prefix = root.name[: -len("workbook")]
    namespace = root[f"xmlns:{prefix[:-1]}" if prefix else "xmlns"] or ""
    rows = "".join(
        f'<row r="{number}">{CellXml(number, 1, "").with_value(piece)}</row>' for number, piece in enumerate(pieces, 1)
    )
    keep = str(CellXml(1, 2, "").with_value(wording.KEEP))
    rows = rows.replace("</row>", f"{keep}</row>", 1)
    number = 1
    while (member := _MEMBER.format(number=number)) in book:
        number += 1
    book.add(
        member,
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{escaped_attribute(namespace)}"><sheetData>{rows}</sheetData></worksheet>',
        content_type=_WORKSHEET,
    )
    id = book.relate(book.workbook, "worksheet", member, like="worksheet")
    text = book.text(book.workbook)
    listed = element(text, "sheets")
    assert listed is not None, "a workbook lists its sheets"
    numbers = [int(sheet.number) for sheet in book.sheets if sheet.number.isdecimal()]
    relations = next(
        value
        for tag in tags(text)
        for name, value in tag.attributes().items()
        if name.startswith("xmlns:") and value.endswith("/relationships")
    )
    # Some programs declare the namespace at each sheet; once more does no harm.
    new = (
        f'<{prefix}sheet xmlns:r="{escaped_attribute(relations)}" name="{wording.STORE}" '
        f'sheetId="{max(numbers, default=0) + 1}" state="hidden" r:id="{id}"/>'
    )
    book.put(book.workbook, text[: listed[1]] + new + text[listed[1] :])
