"""Text 纯文本: each line of a plain text is a paragraph.

Blank lines, tabs and pipes are kept, because a table that was flattened to text is recognised by them. Lines end with
``\\n``, ``\\r\\n`` or ``\\r`` and with nothing else, so that line numbers are those which editors show. Word's soft break
(``\\x0b``), form feeds, U+0085, U+2028 and U+2029 are breaks inside the line: they become ``\\n`` in the paragraph's text,
one character for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from policytasks.location import Location
from policytasks.model.notice import Doubt
from policytasks.sources.document import Document, Paragraph
from policytasks.sources.encoding import REPLACEMENT, Decoded, decode

__all__ = ["document_of", "read"]

_LINE_END = re.compile("\r\n|\r|\n")
_SOFT_BREAKS = str.maketrans(dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n"))
_MOST_PLACES = 20


def read(data: bytes, *, file: str) -> Document:
    """A plain text as a document.

    Raises:
        SourceError: The bytes are no text.
    """
    decoded = decode(data, file=file)
    document = document_of(decoded.text, file=file)
    return attrs.evolve(document, doubts=tuple(_doubts(decoded, document)))


def document_of(text: str, *, file: str = "") -> Document:
    """A text from memory as a document: one paragraph a line, blank ones included."""
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    if lines[-1] == "":
        # The last line end closes a line; it does not open another.
        lines.pop()
    return Document(
        blocks=tuple(
            Paragraph(text=line.translate(_SOFT_BREAKS), location=Location(file=file, line=number))
            for number, line in enumerate(lines, start=1)
        ),
        file=file,
    )


def _doubts(decoded: Decoded, document: Document) -> Iterator[Doubt]:
    first = document.paragraphs[0].location if document.blocks else Location(file=document.file)
    if not decoded.certain:
        yield Doubt(
            code="uncertain-encoding", message=f"read as {decoded.encoding}, another is as likely", location=first
        )
    if decoded.damaged:
        places = [
            attrs.evolve(paragraph.location, start=match.start(), end=match.end())
            for paragraph in document.paragraphs
            if REPLACEMENT in paragraph.text
            for match in re.finditer(f"{REPLACEMENT}+", paragraph.text)
        ][:_MOST_PLACES]
        yield Doubt(
            code="undecodable-bytes",
            message=f"{decoded.damaged} characters could not be read as {decoded.encoding}; they stand as {REPLACEMENT}",
            location=attrs.evolve(places[0], more=tuple(places[1:])),
        )
