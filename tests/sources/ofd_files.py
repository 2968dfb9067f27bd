"""OFD files written by hand: pages of glyphs and rulings in the XML of GB/T 33190."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from policytasks.sources.layout import PrintedPage

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MILLIMETRE = 72 / 25.4


def package(contents: Sequence[str], *, members: Mapping[str, str] | None = None, common: str = "") -> bytes:
    """An OFD file with the given content of each page, and further members."""
    pages = "".join(
        f'<ofd:Page ID="{10 + number}" BaseLoc="Pages/Page_{number}/Content.xml"/>' for number in range(len(contents))
    )
    parts = {
        "OFD.xml": f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": (
            f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
            f"</ofd:PageArea>{common}</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages></ofd:Document>"
        ),
        **{f"Doc_0/Pages/Page_{number}/Content.xml": content for number, content in enumerate(contents)},
        **(members or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def content(*objects: str, area: str = "") -> str:
    """The content of a page."""
    box = f"<ofd:Area><ofd:PhysicalBox>{area}</ofd:PhysicalBox></ofd:Area>" if area else ""
    return f'<ofd:Page {NAMESPACE}>{box}<ofd:Content><ofd:Layer ID="1">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'


def text(characters: str, x: float, y: float, *, size: float = 5.0, attributes: str = "", code: str = "") -> str:
    """A text object in a boundary at (x, y), its baseline one size below."""
    deltas = code or f'X="0" Y="{size:g}" DeltaX="g {max(len(characters) - 1, 0)} {size:g}"'
    return (
        f'<ofd:TextObject ID="2" Boundary="{x:g} {y:g} 180 10" Font="3" Size="{size:g}" {attributes}>'
        f"<ofd:TextCode {deltas}>{escape(characters)}</ofd:TextCode></ofd:TextObject>"
    )


def path(data: str, *, attributes: str = "") -> str:
    """A path object over the whole page."""
    return f'<ofd:PathObject ID="4" Boundary="0 0 210 297" LineWidth="0.3" {attributes}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'


def printed(pages: Sequence[PrintedPage]) -> bytes:
    """An OFD file with the glyphs and rulings of pages, each glyph an object of its own."""
    contents = []
    for page in pages:
        objects = [
            f'<ofd:TextObject ID="2" Boundary="0 0 300 300" Font="3" Size="{glyph.size / MILLIMETRE:.4f}">'
            f'<ofd:TextCode X="{glyph.left / MILLIMETRE:.4f}" Y="{glyph.baseline / MILLIMETRE:.4f}">{escape(glyph.text)}'
            "</ofd:TextCode></ofd:TextObject>"
            for glyph in page.glyphs
        ]
        objects += [
            path(
                f"M {ruling.left / MILLIMETRE:.4f} {ruling.top / MILLIMETRE:.4f} "
                f"L {ruling.right / MILLIMETRE:.4f} {ruling.bottom / MILLIMETRE:.4f}"
            )
            for ruling in page.rulings
        ]
        contents.append(content(*objects, area=f"0 0 {page.width / MILLIMETRE:.4f} {page.height / MILLIMETRE:.4f}"))
    return package(contents)
