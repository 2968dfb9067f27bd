"""Lines: the document as one flat run of lines and tables, the form that all grammars read."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from policytasks.passage import Passage
from policytasks.sources.document import Block, Document, Paragraph, Table

__all__ = ["Item", "Line", "flatten"]


@attrs.frozen(kw_only=True, eq=False)
class Line:
    """One printed line or paragraph.

    Args:
        passage: Its text without blanks at the ends.
        raw: Its text as it stands; the layout of text tables needs the blanks.
        paragraph: The paragraph that it came from.
    """

    passage: Passage
    raw: Passage
    paragraph: Paragraph

    @property
    def folded(self) -> str:
        """The text in folded form."""
        return self.passage.folded

    def __bool__(self) -> bool:
        """False for a blank line."""
        return bool(self.passage)


Item = Line | Table


def flatten(document: Document) -> Iterator[Item]:
    """The blocks of a document as lines and tables; line breaks inside a paragraph part it."""
    for block in document.blocks:
        yield from _items_of(block)


def _items_of(block: Block) -> Iterator[Item]:
    if not isinstance(block, Table):
        yield from lines_of(block)
    elif any(isinstance(inner, Table) for cell in block.cells for inner in cell.blocks):
        # A table that holds tables only lays out the page.
        for cell in block.cells:
            for inner in cell.blocks:
                yield from _items_of(inner)
    else:
        yield block


def lines_of(paragraph: Paragraph) -> Iterator[Line]:
    """The lines of one paragraph, at least one."""
    whole = Passage.of(paragraph.text, paragraph.location)
    start = 0
    for piece in paragraph.text.split("\n"):
        raw = whole[start : start + len(piece)]
        yield Line(passage=raw.strip(), raw=raw, paragraph=paragraph)
        start += len(piece) + 1
