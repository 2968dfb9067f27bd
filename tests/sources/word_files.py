"""Word files made part by part, so that a test shows the very elements that it is about."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header": "hdr",
    "footer": "ftr",
}


def docx(body: str, **parts: str) -> bytes:
    """A docx file with a body and other parts (``styles``, ``numbering``, ``footnotes``, ``header`` …), each given without its root."""
    used = {"document": f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"}
    used |= {name: f"<w:{ROOTS[name]} {NAMESPACES}>{text}</w:{ROOTS[name]}>" for name, text in parts.items()}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{"document.main" if name == "document" else name}+xml"/>'
        for name in used
    )
    related = "".join(
        f'<Relationship Id="r{name}" Type="{KIND}/{name}" Target="{name}.xml"/>' for name in used if name != "document"
    )
    return archive(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
            ),
            "_rels/.rels": (
                f'<Relationships xmlns="{RELATIONSHIPS}">'
                f'<Relationship Id="r1" Type="{KIND}/officeDocument" Target="word/document.xml"/></Relationships>'
            ),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONSHIPS}">{related}</Relationships>',
        }
        | {f"word/{name}.xml": text for name, text in used.items()}
    )


def archive(members: dict[str, str]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in members.items():
            made.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def paragraph(text: str = "", *, number: tuple[int, int] | None = None, style: str = "", properties: str = "") -> str:
    """A paragraph of one run; ``number`` is its list and 0-based level."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = ""
    if number is not None:
        listed = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{named}{listed}{properties}</w:pPr>{run(text) if text else ''}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(text: str = "", properties: str = "", *, content: str | None = None) -> str:
    """A cell with one paragraph, or with the content given."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text) if content is None else content}</w:tc>"


def level(index: int, number_format: str, text: str, *, start: int = 1, more: str = "") -> str:
    """One level of a list's definition."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def abstract(name: int, *levels: str, more: str = "") -> str:
    """The abstract definition of a list."""
    return (
        f'<w:abstractNum w:abstractNumId="{name}"><w:nsid w:val="{name + 0x1000:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/>{more}{"".join(levels)}</w:abstractNum>'
    )


def concrete(name: int, abstract_name: int, overrides: str = "") -> str:
    """A list that counts by an abstract definition."""
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{abstract_name}"/>{overrides}</w:num>'


def start_override(index: int, start: int) -> str:
    """A list's own start of one level."""
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
