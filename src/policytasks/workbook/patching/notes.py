"""Notes 批注: texts hang on cells of a sheet, beside those that people hung there, and come off again.

A note is two things: its text, in the part of comments (ECMA-376 part 1, 18.7), and its box, in a drawing of VML (part 4, 19.4),
which is not always well-formed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import cache

from policytasks.errors import LedgerError
from policytasks.workbook.cells import escaped, unescaped
from policytasks.workbook.patching.book_package import BookPackage, BookSheet
from policytasks.workbook.patching.references import address, parse_cell
from policytasks.workbook.patching.sheet_parts import insert_part, relation_id
from policytasks.workbook.patching.sheet_xml import SheetXml
from policytasks.workbook.patching.xml_text import content, element, elements, escaped_attribute, escaped_content, tags

__all__ = ["hang_notes", "remove_notes", "take_off_notes"]

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_THREAD = "tc="
"""What the author of a text begins with that belongs to a conversation: it is shown elsewhere, and is left alone."""

_SHAPE = re.compile(r"<v:shape\b(?!type).*?</v:shape\s*>", re.DOTALL)
_ROW, _COLUMN = re.compile(r"<x:Row>\s*(\d+)\s*<"), re.compile(r"<x:Column>\s*(\d+)\s*<")
_ANCHOR = re.compile(r"<x:Anchor>[^<]*</x:Anchor>")
_SHAPE_NUMBER = re.compile(r'id="_x0000_s(\d+)"')
_FIRST_SHAPE = 1025

_NEW_COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<comments xmlns="{_MAIN}"><authors></authors><commentList></commentList></comments>'
)
_NEW_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_KIND = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="{colour}" '
    'o:insetmode="auto"><v:fill color2="{colour}"/><v:shadow color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_COLOUR = "#ffffe1"

_BOX_WIDTH, _LINE, _LETTER = 320, 18, 13
"""Pixels of a box across, of one line down, and of a Chinese character across, at the size that programs set notes in."""

_TALLEST = 420
_PER_CHARACTER, _PADDING, _STANDARD_ROW = 7, 5, 15.0


def take_off_notes(book: BookPackage, sheet: BookSheet, kept: Callable[[str], str]) -> None:
    """Take what programs hung on the cells of a sheet off again; the words of people stay.

    Args:
        book: The workbook.
        sheet: The sheet.
        kept: What stays of a note; empty for nothing.
    """
    for member in book.parts_of_kind("comments", of=sheet.member):
        text = book.text(member)
        gone: set[tuple[int, int]] = set()
        for tag, end in elements(text, "comment"):
            said = _said(text[tag.end : end])
            left = kept(said)
            if left == said:
                continue
            prefix = tag.name[: -len("comment")]
            if left:
                text = f"{text[: tag.end]}<{prefix}text>{_run(left, prefix)}</{prefix}text>{text[end:]}"
            else:
                text = text[: tag.start] + text[text.index(">", end) + 1 :]
                place = parse_cell(tag["ref"] or "")
                gone |= {place} if place is not None else set()
        book.put(member, text)
        drawing = _drawing(book, sheet)
        if gone and drawing:
            book.put(drawing, _without_boxes(book.text(drawing), gone))


def _without_boxes(text: str, places: Collection[tuple[int, int]]) -> str:
    return _SHAPE.sub(lambda match: "" if _place(match[0]) in places else match[0], text)


def remove_notes(book: BookPackage, sheet: BookSheet, places: Collection[tuple[int, int]]) -> None:
    """Take whole notes off cells, the words of people included.

    Args:
        book: The workbook.
        sheet: The sheet.
        places: 1-based rows and columns; a cell without note stays as it is.

    Raises:
        LedgerError: A conversation hangs on one of them.
    """
    for member in book.parts_of_kind("comments", of=sheet.member) if places else ():
        text = book.text(member)
        threads = {number for number, name in enumerate(_authors(text)) if name.startswith(_THREAD)}
        for tag, end in elements(text, "comment"):
            if parse_cell(tag["ref"] or "") not in places:
                continue
            if int(tag["authorId"] or 0) in threads:
                raise LedgerError(
                    "a conversation on a cell cannot be changed in place", where=f"{book.file}!{sheet.name}!{tag['ref']}",
                    expected="a plain note",
                )  # fmt: skip
            text = text[: tag.start] + text[text.index(">", end) + 1 :]
        book.put(member, text)
    drawing = _drawing(book, sheet)
    if drawing:
        book.put(drawing, _without_boxes(book.text(drawing), places))


def hang_notes(book: BookPackage, sheet: BookSheet, texts: Mapping[tuple[int, int], str], *, author: str) -> None:
    """Hang words on cells of a sheet; where people hung a note already, they stand below theirs.

    A cell on which a conversation hangs stays as it is.

    Args:
        book: The workbook.
        sheet: The sheet.
        texts: 1-based row and column → what to say there.
        author: Who says it.
    """
    if not texts:
        return
    cells = book.cells(sheet)
    member = next(iter(book.parts_of_kind("comments", of=sheet.member)), "") or _new_comments(book, sheet)
    text = book.text(member)
    left, joined = dict(texts), {}
    threads = {number for number, name in enumerate(_authors(text)) if name.startswith(_THREAD)}
    for tag, end in elements(text, "comment"):
        place = parse_cell(tag["ref"] or "")
        if place not in left:
            continue
        words = left.pop(place)
        if int(tag["authorId"] or 0) not in threads:
            inner = _with_words(text[tag.end : end], words, tag.name[: -len("comment")])
            joined[place] = _said(inner)
            text = text[: tag.end] + inner + text[end:]
    text, number = _with_author(text, author)
    listed = element(text, "commentList")
    assert listed is not None, "a part of comments has a list of them"
    prefix = listed[0].name[: -len("commentList")]
    new = "".join(
        f'<{prefix}comment ref="{address(*place)}" authorId="{number}"><{prefix}text>'
        f"{_run(words, prefix)}</{prefix}text></{prefix}comment>"
        for place, words in sorted(left.items())
    )
    book.put(member, _filled(text, "commentList", new))
    drawing = _drawing(book, sheet) or _new_drawing(book, sheet)
    sizes = _Sizes(cells)
    book.put(drawing, _with_boxes(_fitted(book.text(drawing), joined, sizes), left, sizes))


def _said(inner: str) -> str:
    """What a comment says, its runs joined."""
    return unescaped("".join(content(inner[tag.end : end]) for tag, end in elements(inner, "t")[::-1]))


def _run(text: str, prefix: str) -> str:
    return f'<{prefix}r><{prefix}t xml:space="preserve">{escaped_content(escaped(text))}</{prefix}t></{prefix}r>'


def _with_words(inner: str, words: str, prefix: str) -> str:
    """A comment with further words below those that it has; a plain text becomes a run, since runs follow."""
    found = element(inner, "text")
    if found is None or found[0].is_empty:
        return f"<{prefix}text>{_run(words, prefix)}</{prefix}text>"
    tag, end, _ = found
    held = inner[tag.end : end]
    first = next(tags(held), None)
    if first is not None and first.local == "t":
        held = f"<{prefix}r>{held}</{prefix}r>"
    return f"{inner[: tag.end]}{held}{_run(chr(10) + words, prefix)}{inner[end:]}"


def _authors(text: str) -> list[str]:
    found = element(text, "authors")
    if found is None or found[0].is_empty:
        return []
    names: list[str] = []
    opened = None
    for tag in tags(text, found[0].end, found[1]):
        if tag.is_empty:
            names.append("")
        elif tag.closes and opened is not None:
            names.append(content(text[opened.end : tag.start]))
        else:
            opened = tag
    return names


def _with_author(text: str, author: str) -> tuple[str, int]:
    names = _authors(text)
    if author in names:
        return text, names.index(author)
    found = element(text, "authors")
    assert found is not None, "a part of comments has a list of authors"
    prefix = found[0].name[: -len("authors")]
    new = f"<{prefix}author>{escaped_content(author)}</{prefix}author>"
    return _filled(text, "authors", new), len(names)


def _filled(text: str, local: str, new: str) -> str:
    """A text with more at the end of a list."""
    found = element(text, local)
    assert found is not None, "the list was looked up before"
    tag, end, _ = found
    if tag.is_empty:
        return f"{text[: tag.start]}<{tag.name}{tag.rest[:-1].rstrip()}>{new}</{tag.name}>{text[tag.end :]}"
    return text[:end] + new + text[end:]


def _new_comments(book: BookPackage, sheet: BookSheet) -> str:
    folder = book.workbook.rpartition("/")[0]
    member = book.free_name(f"{folder}/comments" if folder else "comments", ".xml")
    book.add(member, _NEW_COMMENTS, content_type=_COMMENTS)
    book.relate(sheet.member, "comments", member, like="comments")
    return member


def _drawing(book: BookPackage, sheet: BookSheet) -> str:
    """The drawing of the sheet's notes; headers and footers may have one of their own."""
    id = relation_id(book.text(sheet.member), "legacyDrawing")
    return next((link.target for link in book.relations(sheet.member) if link.id == id and link.target in book), "")


def _new_drawing(book: BookPackage, sheet: BookSheet) -> str:
    folder = book.workbook.rpartition("/")[0]
    member = book.free_name(f"{folder}/drawings/vmlDrawing" if folder else "drawings/vmlDrawing", ".vml")
    book.add(member, _NEW_DRAWING, content_type=_VML)
    id = book.relate(sheet.member, "vmlDrawing", member, like="vmlDrawing")
    book.settle()
    text = book.text(sheet.member)
    root = next(tag for tag in tags(text) if tag.local == "worksheet")
    prefix = root.name[: -len("worksheet")]
    # The namespace is declared here, since not every sheet declares it.
    kind = next(link.type for link in book.relations(sheet.member) if link.id == id).rpartition("/")[0]
    new = f'<{prefix}legacyDrawing xmlns:r="{escaped_attribute(kind)}" r:id="{id}"/>'
    book.put(sheet.member, insert_part(text, "legacyDrawing", new))
    return member


def _place(shape: str) -> tuple[int, int] | None:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    return (int(row[1]) + 1, int(column[1]) + 1) if row is not None and column is not None else None


def _fitted(text: str, texts: Mapping[tuple[int, int], str], sizes: _Sizes) -> str:
    """A drawing in which the boxes of some notes are as large as their texts need."""

    def change(match: re.Match[str]) -> str:
        place = _place(match[0])
        if place is None or place not in texts:
            return match[0]
        return _ANCHOR.sub(f"<x:Anchor>{sizes.anchor(place, texts[place])}</x:Anchor>", match[0])

    return _SHAPE.sub(change, text) if texts else text


def _with_boxes(text: str, texts: Mapping[tuple[int, int], str], sizes: _Sizes) -> str:
    number = max([_FIRST_SHAPE - 1, *(int(match[1]) for match in _SHAPE_NUMBER.finditer(text))]) + 1
    boxes = [_KIND] if texts and "_x0000_t202" not in text else []
    for offset, (place, words) in enumerate(sorted(texts.items())):
        anchor = sizes.anchor(place, words)
        boxes.append(
            _BOX.format(id=number + offset, anchor=anchor, row=place[0] - 1, column=place[1] - 1, colour=_COLOUR)
        )
    at = text.rindex("</xml")
    return text[:at] + "".join(boxes) + text[at:]


class _Sizes:
    """Where boxes stand on a sheet, and how large they are.

    Args:
        cells: The sheet.
    """

    def __init__(self, cells: SheetXml) -> None:
        self._cells = cells
        self._width = cache(self._column_pixels)
        self._height = cache(self._row_pixels)

    def anchor(self, place: tuple[int, int], text: str) -> str:
        """A box to the right of its cell, as high as its text needs; columns and rows count from 0."""
        across = max(1, (_BOX_WIDTH - 2 * _PADDING) // _LETTER)
        lines = sum(max(1, -(-len(line) // across)) for line in text.split("\n"))
        row, column = place
        last_column, right = _reach(_BOX_WIDTH + 15, column + 1, self._width)
        last_row, bottom = _reach(min(_TALLEST, lines * _LINE + 2 * _PADDING), row, self._height)
        return f"{column}, 15, {row - 1}, 2, {last_column - 1}, {right}, {last_row - 1}, {bottom}"

    def _column_pixels(self, number: int) -> int:
        try:
            width = float(self._cells.column(number).get("width", self._cells.standard_width))
        except ValueError:
            width = self._cells.standard_width
        return max(1, round(width * _PER_CHARACTER) + _PADDING)

    def _row_pixels(self, number: int) -> int:
        height = self._cells.row(number).height
        return max(1, round((height if height is not None else _STANDARD_ROW) * 4 / 3))


def _reach(pixels: int, first: int, size: Callable[[int], int]) -> tuple[int, int]:
    """The row or column in which so many pixels from the first one end, and how many of them lie in it."""
    number = first
    while pixels > size(number):
        pixels -= size(number)
        number += 1
    return number, pixels
