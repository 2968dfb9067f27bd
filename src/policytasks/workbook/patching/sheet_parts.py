"""Sheet parts: elements of a sheet go in where programs expect them, and sheets into their workbook.

The elements of a sheet have an order (ECMA-376 part 1, 18.3.1.99); a program that finds another one repairs the file.
"""

from __future__ import annotations

from policytasks.workbook.patching.book_package import BookPackage
from policytasks.workbook.patching.xml_text import element, escaped_attribute, tags

__all__ = ["insert_part", "put_sheet", "relation_id"]

_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
    "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts",
    "extLst",
)  # fmt: skip
_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def insert_part(text: str, local: str, new: str) -> str:
    """A sheet with a further element.

    Args:
        text: The XML of the sheet.
        local: Name of the element.
        new: The element, or several of that name.

    Returns:
        The XML; the element stands behind those of its name and before all that come later.
    """
    later = frozenset(_ORDER[_ORDER.index(local) + 1 :])
    at = depth = 0
    for tag in tags(text):
        if tag.closes:
            depth -= 1
            if depth == 0:
                at = tag.start
                break
            continue
        if depth == 1 and (tag.local in later or tag.local not in _ORDER):
            at = tag.start
            break
        depth += not tag.is_empty
    return text[:at] + new + text[at:]


def put_sheet(book: BookPackage, name: str, text: str) -> None:
    """Add a worksheet at the end of a workbook, or give the one of that name another content.

    Args:
        book: The workbook.
        name: Name of the sheet.
        text: Its XML.
    """
    for sheet in book.sheets:
        if sheet.name.casefold() == name.casefold():
            book.put(sheet.member, text)
            return
    folder = book.workbook.rpartition("/")[0]
    member = book.free_name(f"{folder}/worksheets/sheet" if folder else "worksheets/sheet", ".xml")
    book.add(member, text, content_type=_WORKSHEET)
    id = book.relate(book.workbook, "worksheet", member, like="worksheet")
    workbook = book.text(book.workbook)
    found = element(workbook, "sheets")
    assert found is not None, "a workbook has sheets"
    listed = [tag for tag in tags(workbook, found[0].end, found[1]) if tag.local == "sheet" and not tag.closes]
    number = max((int(tag["sheetId"] or 0) for tag in listed), default=0) + 1
    prefix = found[0].name[: -len("sheets")]
    # The namespace is declared here, since it may be declared on each sheet by itself.
    space = next(link.type for link in book.relations(book.workbook) if link.id == id).rpartition("/")[0]
    new = f'<{prefix}sheet name="{escaped_attribute(name)}" sheetId="{number}" xmlns:r="{space}" r:id="{id}"/>'
    book.put(book.workbook, workbook[: found[1]] + new + workbook[found[1] :])


def relation_id(text: str, local: str) -> str | None:
    """The relationship that an element of a sheet names (``legacyDrawing``, ``drawing``); None where there is no such element."""
    for tag in tags(text):
        if tag.local == local and not tag.closes:
            return next((value for name, value in tag.attributes().items() if name.rpartition(":")[2] == "id"), None)
    return None
