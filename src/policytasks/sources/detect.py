"""Detect 识别: the format of a file from its first bytes and its members, never from its name."""

from __future__ import annotations

import re

from policytasks.errors import SourceError
from policytasks.sources.guards import Archive, open_archive

__all__ = ["detect"]

READABLE = "txt, docx, html, pdf, xlsx, json, ofd, or doc, wps, odt, rtf, xls with LibreOffice"

_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
)

_OTHERS = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"CAJ\0", "a CAJ document"),
    (b"HN\0", "a CAJ document"),
    (b"KDH ", "a CAJ document"),
    (b"PAR1", "a Parquet file"),
)
"""What official sites also offer and people also pass, and what it is called."""

_MEMBERS = (
    (re.compile(r"word/document[^/]*\.xml"), "docx"),
    (re.compile(r"xl/workbook[^/]*\.xml"), "xlsx"),
    (re.compile(r"xl/workbook\.bin"), "xls"),
    (re.compile(r"ofd\.xml"), "ofd"),
)
"""Members, without regard to case, that only one format has."""

_CONTENT_TYPES = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"wordprocessingml.template.main+xml", "docx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
)

_MIMETYPES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.text-template": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}

_STREAMS = (
    ("EncryptedPackage", ""),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", ""),
)
"""Streams of an OLE2 file (\\[MS-CFB\\]) in the order in which they decide."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BITMAP = re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL)
_RIFF = re.compile(rb"RIFF.{4}(?:WEBP|WAVE|AVI )", re.DOTALL)
_HEAD = 64 * 1024

_TAG = (
    r"!doctype\s+html|html|head|body|meta|title|table|tbody|tr|td|div|p|span|script|style|link|base|br|h[1-6]"
    r"|center|font|ul|ol|section|article|form|iframe|a|b|strong|img|input"
)
_PAGE_START = re.compile(rf"<(?:{_TAG})[\s/>]", re.IGNORECASE)
_PAGE_TAGS = re.compile(r"</(?:html|body|head|div|p|td|tr|table|span|script)\s{0,9}>|<!doctype\s+html", re.IGNORECASE)
_PREAMBLE = re.compile(r"\s*+(?:<\?xml[^>]{0,200}\?>\s*+|<!--(?:(?!-->).){0,4000}-->\s*+)*", re.DOTALL)
_JSON = re.compile(r'\s*+(?:\{\s*+["}]|\[\s*+[\[{"\]])')
_XML = re.compile(r"\s*+<\?xml\s")
_MHTML = re.compile(r"(?:From|MIME-Version|Content-Type|Subject|Date):[^\n]*\n", re.IGNORECASE)
_OFFICE_XML = (
    ('progid="Excel.Sheet"', "xls"),
    ("urn:schemas-microsoft-com:office:spreadsheet", "xls"),
    ("vnd.oasis.opendocument.spreadsheet", "xls"),
    ('progid="Word.Document"', "xml"),
    ("<w:wordDocument", "xml"),
    ("<office:document", "xml"),
    ("<pkg:package", "xml"),
)
"""What stands early in a document that is one XML file, and the format that LibreOffice is told."""


def detect(data: bytes, *, file: str = "") -> str:
    """The name of the format that bytes are in.

    Args:
        data: The bytes of the file.
        file: Its name, for messages only.

    Returns:
        ``"txt"``, ``"docx"``, ``"html"``, ``"pdf"``, ``"xlsx"``, ``"json"``, ``"ofd"``, ``"doc"``, ``"xls"``, ``"odt"``,
        ``"ods"``, ``"rtf"``, ``"mhtml"`` or ``"xml"`` (office documents as one XML file).

    Raises:
        SourceError: An empty file, or one that is no document; ``found`` says what it is.
    """
    if not data:
        raise SourceError("the file is empty", where=file, found="0 bytes", expected="a document")
    head = data[:_HEAD]
    start = head.lstrip(b"\xef\xbb\xbf\r\n\t ")
    for signature, name in _SIGNATURES:
        if start.startswith(signature):
            return name
    if head.startswith(_ZIP):
        return _in_archive(open_archive(data, file=file))
    if head.startswith(_OLE2):
        return _in_ole2(data, file)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for signature, what in _OTHERS:
        if head.startswith(signature):
            raise _no_document(file, what)
    if _BITMAP.match(head):
        raise _no_document(file, "a BMP image")
    if _RIFF.match(head):
        raise _no_document(file, "a WebP image, a sound or a film")
    if head[4:8] == b"ftyp":
        raise _no_document(file, "a film or a HEIC image")
    return _in_text(head, file)


def _in_archive(archive: Archive) -> str:
    """The format of a zip archive, from its members."""
    names = [name.casefold() for name in archive.names]
    for pattern, name in _MEMBERS:
        if any(map(pattern.fullmatch, names)):
            return name
    if "mimetype" in archive:
        name = _MIMETYPES.get(archive.read("mimetype").strip(), "")
        if name:
            return name
    if "[Content_Types].xml" in archive:
        types = archive.read("[Content_Types].xml")
        for kind, name in _CONTENT_TYPES:
            if kind in types:
                return name
        raise _no_document(
            archive.file, "slides" if any(name.startswith("ppt/") for name in names) else "an office file"
        )
    shown = ", ".join(archive.names[:3]) + (", …" if len(names) > 3 else "")
    raise _no_document(archive.file, f"a zip archive with {shown}" if names else "an empty zip archive")


def _in_ole2(data: bytes, file: str) -> str:
    """The format of an OLE2 file, from the names of its streams."""
    for stream, name in _STREAMS:
        entry = _directory_entry(data, stream)
        if entry < 0:
            continue
        if stream == "EncryptedPackage" or (name == "doc" and _is_encrypted_doc(data, entry)):
            raise SourceError("the file is protected by a password", where=file, expected="a file without password")
        if not name:
            raise _no_document(file, "slides")
        return name
    raise _no_document(file, "an OLE2 file without text, or a cut off one")


def _directory_entry(data: bytes, stream: str) -> int:
    """Where the directory entry of a stream begins; -1 without such a stream.

    Entries are 128 bytes long, lie at multiples of 128 and begin with the name in UTF-16, ended by a NUL.
    """
    name = stream.encode("utf-16-le") + b"\0\0"
    at = data.find(name)
    while at >= 0 and at % 128:
        at = data.find(name, at + 1)
    return at


def _is_encrypted_doc(data: bytes, entry: int) -> bool:
    """Whether the flag fEncrypted is set in the header of a WordDocument stream ([MS-DOC] 2.5.2)."""
    sector_size = 1 << int.from_bytes(data[30:32], "little") if data[30:31] in (b"\x09", b"\x0c") else 512
    sector = int.from_bytes(data[entry + 116 : entry + 120], "little")
    header = data[(sector + 1) * sector_size :][:12]
    return header[:2] == b"\xec\xa5" and bool(header[11] & 0x01) if len(header) == 12 else False


def _in_text(head: bytes, file: str) -> str:
    """The format of a file that begins with characters."""
    # Latin-1 gives every byte a character; without NULs, UTF-16 shows its ASCII too.
    text = head.replace(b"\0", b"").decode("latin-1").removeprefix("ï»¿").removeprefix("ÿþ").removeprefix("þÿ")
    if _XML.match(text) or text.startswith("<"):
        early = text[:8192]
        for mark, name in _OFFICE_XML:
            if mark in early and not _PAGE_START.match(text):
                return name
    body = text[preamble.end() :] if (preamble := _PREAMBLE.match(text)) else text
    if _PAGE_START.match(body) or len(_PAGE_TAGS.findall(text)) >= 2:
        return "mhtml" if _MHTML.match(text) else "html"
    if _JSON.match(text):
        return "json"
    if _MHTML.match(text) and "multipart/related" in text[:4096].lower():
        return "mhtml"
    if _XML.match(text):
        raise _no_document(file, "an XML file")
    return "txt"


def _no_document(file: str, what: str) -> SourceError:
    return SourceError("the file is no document that can be read", where=file, found=what, expected=READABLE)
