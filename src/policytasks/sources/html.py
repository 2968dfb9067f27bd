"""HTML 网页: a page of a government portal → Document.

The encoding is decided from the bytes, since a ``meta charset`` may lie; libxml2 builds the tree, `html_flow` makes
paragraphs and tables of it, and `html_page` sets the furniture of the portal apart from the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from policytasks.errors import SourceError
from policytasks.location import Location
from policytasks.model.notice import Doubt
from policytasks.sources.document import Block, Cell, Document, Paragraph, Table
from policytasks.sources.encoding import decode
from policytasks.sources.guards import LIMITS
from policytasks.sources.html_flow import DraftParagraph, DraftTable, blocks_of
from policytasks.sources.html_page import split_furniture

__all__ = ["document_of", "read"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_HEAD = 4096


def read(data: bytes, *, file: str) -> Document:
    """A web page as a document.

    Args:
        data: The bytes of the page.
        file: Its name, for locations and messages.

    Raises:
        SourceError: No text, tags nested too deep, a tag with too many attributes, or a table too large.
    """
    declared = _CHARSET.search(data[:_HEAD])
    decoded = decode(data, file=file, declared=declared.group(1).decode("ascii") if declared else None)
    doubts: tuple[Doubt, ...] = ()
    if not decoded.certain:
        message = f"read as {decoded.encoding}, another is as likely"
        doubts = (Doubt(code="uncertain-encoding", message=message, location=Location(file=file)),)
    return document_of(decoded.text, file=file, doubts=doubts)


def document_of(markup: str, *, file: str = "", doubts: tuple[Doubt, ...] = ()) -> Document:
    """The markup of a page as a document.

    Args:
        markup: The page, decoded.
        file: Its name, for locations and messages.
        doubts: What is doubtful already.
    """
    root = _parse(markup, file)
    if root is None:
        return Document(file=file, format="html", doubts=doubts)
    text, furniture = split_furniture(blocks_of(root, file=file))
    numbering = _Numbering(file)
    blocks = tuple(numbering.block(draft) for draft in text)
    return Document(
        blocks=blocks,
        file=file,
        format="html",
        furniture=tuple(numbering.paragraph(draft) for draft in furniture),
        doubts=doubts,
    )


def _parse(markup: str, file: str) -> etree._Element | None:
    """The tree of a page; None for a page without any element."""
    _check_attributes(markup, file)
    # NUL ends a text for libxml2, and lone surrogates are no UTF-8.
    data = markup.replace("\0", "").encode("utf-8", errors="replace")
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as fault:
        raise SourceError("the page is damaged", where=file, found=str(fault), expected="HTML") from fault
    # libxml2 drops what lies deeper than it goes; a reader must not lose text silently.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise SourceError("the tags of the page are nested too deep", where=file, expected="at most 2,048 levels")
    return root


_STEP = re.compile(r"""<!--|<(?=[A-Za-z])|[>"'=]""")
_MOST_ATTRIBUTES = LIMITS.attributes * 10


def _check_attributes(markup: str, file: str) -> None:
    """Refuse a tag with so many attributes that libxml2 would compare them for minutes.

    One pass over the marks that matter: attributes are counted by ``=`` outside quotes, and those without value by the
    blanks of a tag.
    """
    tag, quote, count, last, value_from = -1, "", 0, "", 0
    for step in _STEP.finditer(markup):
        mark, at = step.group(), step.start()
        if tag < 0:
            if mark == "<":
                tag, quote, count = at, "", 0
        elif quote:
            if mark == quote:
                quote = ""
        elif mark == ">":
            if at - tag > _MOST_ATTRIBUTES * 2 and _bare_attributes(markup, tag, at) > _MOST_ATTRIBUTES:
                raise _too_many(file)
            tag = -1
        elif mark == "=":
            count += 1
            if count > _MOST_ATTRIBUTES:
                raise _too_many(file)
        elif last == "=" and not markup[value_from:at].strip():
            quote = mark  # a quote elsewhere is part of a name, for libxml2 too
        last, value_from = mark, step.end()
    if tag >= 0 and _bare_attributes(markup, tag, len(markup)) > _MOST_ATTRIBUTES:
        raise _too_many(file)


_QUOTED = re.compile(r"=\s{0,99}(?:\"[^\"]*+\"|'[^']*+')")
_GAP = re.compile(r"[\s/]++")


def _bare_attributes(markup: str, start: int, end: int) -> int:
    """How many attributes a tag may have at most, by the gaps outside its quoted values."""
    return len(_GAP.findall(_QUOTED.sub("", markup[start:end])))


def _too_many(file: str) -> SourceError:
    return SourceError(
        "a tag of the page has too many attributes", where=file, expected=f"at most {_MOST_ATTRIBUTES:,}"
    )


class _Numbering:
    """Gives drafts their places: paragraphs of the body, and tables with their cells, counted in printed order."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._paragraphs = 0
        self._tables = 0

    def block(self, draft: DraftParagraph | DraftTable) -> Block:
        return self._table(draft) if isinstance(draft, DraftTable) else self.paragraph(draft)

    def paragraph(self, draft: DraftParagraph, cell: Location | None = None, number: int = 0) -> Paragraph:
        if cell is None:
            self._paragraphs += 1
            location = Location(file=self._file, paragraph=self._paragraphs)
        else:
            location = Location(
                file=self._file, table=cell.table, row=cell.row, column=cell.column, paragraph=number
            )  # fmt: skip
        return Paragraph(
            text=draft.text,
            location=location,
            number=draft.number,
            bold=draft.bold,
            centred=draft.centred,
            heading=draft.heading,
        )

    def _table(self, draft: DraftTable) -> Table:
        self._tables += 1
        table = Location(file=self._file, table=self._tables)
        cells = tuple(
            Cell(
                row=cell.row,
                column=cell.column,
                row_span=cell.row_span,
                column_span=cell.column_span,
                blocks=tuple(
                    self._cell_blocks(
                        cell.blocks, place := _at(table, row=cell.row + 1, column=cell.column + 1)
                    )
                ),
                location=place,
            )
            for cell in draft.cells
        )  # fmt: skip
        return Table(cells=cells, location=table)

    def _cell_blocks(self, drafts: list[DraftParagraph | DraftTable], cell: Location) -> Iterator[Block]:
        number = 0
        for draft in drafts:
            if isinstance(draft, DraftTable):
                yield self._table(draft)
            else:
                number += 1
                yield self.paragraph(draft, cell, number)


def _at(table: Location, *, row: int, column: int) -> Location:
    return Location(file=table.file, table=table.table, row=row, column=column)
