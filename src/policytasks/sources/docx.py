"""Docx 文字处理文档: WordprocessingML → blocks, straight from the parts.

What a reader of the paper sees is read: automatic numbers, text boxes, notes, inserted text, results of fields; deleted and
hidden text, placeholders and the content of merged-away cells are not. Body paragraphs are counted from 1 in reading order,
tables apart; paragraphs of text boxes follow the one that they are anchored in. Footnotes and endnotes come after the body.
Page headers come before it and footers at the very end, and only those whose text the body does not hold (a letterhead).
"""

from __future__ import annotations

import importlib
import posixpath
from collections.abc import Callable, Iterator
from typing import cast

import attrs
from lxml import etree

from policytasks.errors import SourceError
from policytasks.location import Location
from policytasks.model.notice import Doubt
from policytasks.sources.detect import detect
from policytasks.sources.document import Block, Document
from policytasks.sources.guards import Archive, open_archive, parse_xml
from policytasks.sources.numbering import Numbering
from policytasks.sources.word_body import Story, Walker
from policytasks.sources.word_styles import Styles, W

__all__ = ["read"]

_MAIN = "word/document.xml"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
"""Namespaces of the strict variant and those of the usual one."""

_WRAPPED = {"html": "policytasks.sources.html", "mhtml": "policytasks.sources.mhtml", "txt": "policytasks.sources.text"}
_PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")
_NOTE_KINDS = (("footnotes", f"{W}footnote"), ("endnotes", f"{W}endnote"))
_PAGE_NUMBER = frozenset("0123456789０１２３４５６７８９第共页頁之/|-－—–·.,，。Pagepof第 \t\n\u3000\xa0")


def read(data: bytes, *, file: str) -> Document:
    """A docx file as a document.

    Args:
        data: The bytes of the file.
        file: Its name, as locations carry it.

    Raises:
        SourceError: The file is damaged, hostile, protected, or no docx.
    """
    parts = _Parts.of(open_archive(data, file=file))
    root = parts.xml(parts.main)
    body = root.find(f"{W}body")
    if body is None:
        raise SourceError(
            "the file has no text part", where=f"{file}!{parts.main}", found=root.tag, expected="w:document"
        )
    styles = Styles(parts.related_xml("styles"))
    walker = Walker(file=file, styles=styles, numbering=Numbering(parts.related_xml("numbering"), styles))
    story = Story(location=Location(file=file))
    main = walker.blocks(body, story)
    blocks = [*main, *_notes(parts, walker, story)]
    printed = {_compact(paragraph.text) for paragraph in Document(blocks=tuple(main)).paragraphs}
    headers = _margins(parts, walker, story, "header", printed)
    footers = _margins(parts, walker, story, "footer", printed)
    if walker.embedded and not any(printed) and (whole := _embedded(parts)) is not None:
        return whole
    doubts = list(_doubts(walker, Location(file=file)))
    if not any(printed) and next(body.iter(*_PICTURES), None) is not None:
        message = "the document holds pictures and no text; a scan has to be recognised by other software first"
        doubts.append(Doubt(code="page-without-text", message=message, location=Location(file=file)))
    return Document(blocks=(*headers, *blocks, *footers), file=file, format="docx", doubts=tuple(doubts))


@attrs.frozen(kw_only=True)
class _Parts:
    """部件: the parts of the file, found by their relationships.

    Args:
        archive: The file.
        main: Name of the main part.
        related: For each kind of relationship of the main part, the names of its parts, in the order of the file.
    """

    archive: Archive
    main: str
    related: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, archive: Archive) -> _Parts:
        targets = _relationships(archive, "")
        main = next(iter(targets.get("officeDocument", ())), _MAIN)
        if main not in archive:
            main = _MAIN
        return cls(archive=archive, main=main, related=_relationships(archive, main))

    def xml(self, name: str) -> etree._Element:
        """The root of a part, in the namespaces of the usual variant."""
        data = self.archive.read(name)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return parse_xml(data, where=f"{self.archive.file}!{name}")

    def related_xml(self, kind: str) -> etree._Element | None:
        """The root of the first part of a kind; None when there is none."""
        name = next(iter(self.related.get(kind, ())), None)
        return self.xml(name) if name is not None and name in self.archive else None


def _relationships(archive: Archive, part: str) -> dict[str, tuple[str, ...]]:
    """The targets of a part's relationships by the last word of their type; the archive's own for an empty name."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    targets: dict[str, tuple[str, ...]] = {}
    if rels not in archive:
        return targets
    for element in archive.xml(rels).iterchildren(_RELATIONSHIP):
        if element.get("TargetMode") != "External":
            kind = element.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
            targets[kind] = (*targets.get(kind, ()), target)
    return targets


def _notes(parts: _Parts, walker: Walker, story: Story) -> Iterator[Block]:
    """The notes that the body refers to, in the order of the references."""
    for kind, tag in _NOTE_KINDS:
        wanted = walker.notes.get(kind, ())
        root = parts.related_xml(kind) if wanted else None
        if root is None:
            continue
        notes = {element.get(f"{W}id"): element for element in root.iterchildren(tag)}
        for name in dict.fromkeys(wanted):
            if name in notes:
                yield from walker.blocks(notes[name], story)


def _margins(parts: _Parts, walker: Walker, story: Story, kind: str, printed: set[str]) -> list[Block]:
    """The paragraphs of headers or footers that say what the body does not: no page numbers, no running titles."""
    found: list[Block] = []
    for name in parts.related.get(kind, ()):
        if name not in parts.archive:
            continue
        # Read apart first: most headers are dropped, and must not use up paragraph numbers.
        trial = walker.blocks(parts.xml(name), Story(location=story.location, next_paragraph=story.next_paragraph))
        for paragraph in Document(blocks=tuple(trial)).paragraphs:
            text = _compact(paragraph.text)
            if text and text not in printed and not _PAGE_NUMBER.issuperset(text):
                printed.add(text)
                found.append(attrs.evolve(paragraph, location=story.next_location()))
    return found


def _embedded(parts: _Parts) -> Document | None:
    """The page that a docx without text of its own only wraps, as exports of web systems do; None when it is no page."""
    names = [name for name in parts.related.get("aFChunk", ()) if name in parts.archive]
    if len(names) != 1:
        return None
    data = parts.archive.read(names[0])
    kind = detect(data, file=f"{parts.archive.file}!{names[0]}")
    if kind not in _WRAPPED:
        return None
    reader = cast("Callable[..., Document]", importlib.import_module(_WRAPPED[kind]).read)
    return attrs.evolve(reader(data, file=parts.archive.file), format="docx")


def _doubts(walker: Walker, location: Location) -> Iterator[Doubt]:
    if walker.changes:
        yield Doubt(
            code="tracked-changes",
            message=f"the document holds {walker.changes} tracked changes; insertions were kept, deletions dropped",
            location=walker.first_change or location,
        )
    if walker.embedded:
        yield Doubt(
            code="unread-part",
            message="the document embeds a file of another format as text, which was not read",
            location=location,
        )


def _compact(text: str) -> str:
    return "".join(text.split())
