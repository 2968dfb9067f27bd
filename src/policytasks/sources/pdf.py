"""PDF: the text layer of a file → Document, by pypdfium2 (extra ``pdf``) and the layout that it shares with ofd."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import attrs

from policytasks.errors import MissingExtraError, SourceError
from policytasks.sources.document import Document
from policytasks.sources.layout import PrintedPage, document_of
from policytasks.sources.layout_lines import Glyph, unified
from policytasks.sources.pdf_paths import rulings_of

__all__ = ["read"]

_MOST_PAGES = 5_000
_MOST_GLYPHS = 4_000_000
_MOST_LOOKED_AT = 1_000
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def read(data: bytes, *, file: str) -> Document:
    """A PDF file as a document.

    Args:
        data: The bytes of the file.
        file: Its name, for locations and messages.

    Raises:
        SourceError: A damaged file, one protected by a password, or one without text, such as a scan.
        MissingExtraError: pypdfium2 is not installed.
    """
    try:
        pypdfium2, pdfium = import_module("pypdfium2"), import_module("pypdfium2.raw")
    except ImportError as fault:
        raise MissingExtraError("reading PDF", extra="pdf") from fault
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        if pdfium.FPDF_GetLastError() == _PASSWORD or "password" in str(fault).lower():
            raise SourceError(
                "the file is protected by a password", where=file, expected="a file without password"
            ) from fault
        raise SourceError("the file is damaged", where=file, found=str(fault), expected="a PDF") from fault
    try:
        pages = tuple(_pages(document, pypdfium2.PdfiumError, pdfium, file))
    finally:
        document.close()
    if not any(page.glyphs for page in pages):
        raise SourceError(
            "the file has no text layer", where=file, found=f"no characters on its pages ({len(pages)}), as in a scan",
            expected="a PDF with text; run character recognition over it first",
        )  # fmt: skip
    return document_of(pages, file=file, format="pdf")


def _pages(document: Any, pdfium_error: type[Exception], pdfium: Any, file: str) -> Iterator[PrintedPage]:
    if len(document) > _MOST_PAGES:
        raise SourceError(
            "the file has too many pages", where=file, found=f"{len(document):,}", expected=f"at most {_MOST_PAGES:,}"
        )
    total = 0
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
            textpage = page.get_textpage()
        except pdfium_error:
            # A page that pdfium cannot load has nothing to show.
            continue
        try:
            total += textpage.count_chars()
            if total > _MOST_GLYPHS:
                raise SourceError(
                    "the file has too much text", where=file, expected=f"at most {_MOST_GLYPHS:,} characters"
                )
            yield _page(page, textpage, number, pdfium)
        finally:
            textpage.close()
            page.close()


def _page(page: Any, textpage: Any, number: int, pdfium: Any) -> PrintedPage:
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    raw = list(_glyphs(textpage, pdfium))
    quarters = Counter(glyph.quarters for glyph in raw)
    # A landscape table stands turned on its page, whether the page says so or not: its glyphs do.
    turns = quarters.most_common(1)[0][0] if quarters else page.get_rotation() // 90 % 4

    def place(x: float, y: float) -> tuple[float, float]:
        x, y = x - left, top - y
        for turn in range(turns):
            x, y = (width if turn % 2 else height) - y, x
        return x, y

    glyphs = []
    for glyph in raw:
        if glyph.quarters != turns:
            continue
        (x0, _), (x1, _) = place(glyph.left, glyph.bottom), place(glyph.right, glyph.top)
        _, baseline = place(glyph.x, glyph.y)
        glyphs.append(Glyph(glyph.text, min(x0, x1), max(x0, x1), baseline, glyph.size, glyph.bold))
    return PrintedPage(
        number=number,
        width=height if turns % 2 else width,
        height=width if turns % 2 else height,
        glyphs=tuple(glyphs),
        rulings=tuple(rulings_of(page, place, pdfium)),
        has_picture=not glyphs and _has_picture(page, pdfium),
    )


def _has_picture(page: Any, pdfium: Any) -> bool:
    count = min(pdfium.FPDFPage_CountObjects(page), _MOST_LOOKED_AT)
    kinds = (pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, index)) for index in range(count))
    return any(kind in {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM} for kind in kinds)


@attrs.frozen
class _RawGlyph:
    """A glyph in the coordinates of the page: y grows upwards.

    ``x`` and ``y`` are its origin on the baseline, ``quarters`` how many quarter turns to the left its text is turned.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    size: float
    bold: bool
    quarters: int


def _glyphs(textpage: Any, pdfium: Any) -> Iterator[_RawGlyph]:
    """The characters of a page that stand in the file; those that pdfium adds between words and lines are left out."""
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    bold: dict[int, bool] = {}
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code < _FIRST_PRINTABLE or code in _NO_CHARACTERS or pdfium.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(textpage, index, box):
            continue
        pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
        pdfium.FPDFText_GetMatrix(textpage, index, matrix)
        # The font size of the file is before the text matrix, which many programs scale instead.
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        size = pdfium.FPDFText_GetFontSize(textpage, index) * scale
        angle = pdfium.FPDFText_GetCharAngle(textpage, index)
        if not 0 < size < _LARGEST_SIZE or not math.isfinite(box.left + box.right + x.value + y.value):
            continue
        owner = pdfium.FPDFText_GetTextObject(textpage, index)
        address = ctypes.cast(owner, ctypes.c_void_p).value or 0
        if address not in bold:
            bold[address] = _is_bold(owner, pdfium) if address else False
        yield _RawGlyph(
            unified(chr(code)),
            box.left,
            box.bottom,
            box.right,
            box.top,
            x.value,
            y.value,
            size,
            bold[address],
            round(2 * angle / math.pi) % 4,
        )


_FIRST_PRINTABLE = 0x20
_NO_CHARACTERS = frozenset((0x7F, 0xAD, 0xFFFE, 0xFFFF, 0xFFFD))
_LARGEST_SIZE = 500.0
_BOLD_WEIGHT = 600
_NAME_LENGTH = 128


def _is_bold(text_object: Any, pdfium: Any) -> bool:
    font = pdfium.FPDFTextObj_GetFont(text_object)
    if not font:
        return False
    if pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(_NAME_LENGTH)
    pdfium.FPDFFont_GetBaseFontName(font, name, _NAME_LENGTH)
    return b"bold" in name.value.lower()
