"""What tests compare of documents in different formats: texts line by line, and cells with their places and spans."""

from __future__ import annotations

from policytasks.sources.document import Document, Paragraph

CellOutline = tuple[int, int, int, int, tuple[str, ...]]
Outline = list[str | list[CellOutline]]


def outline(document: Document) -> Outline:
    """The blocks of a document without places in the file, blank paragraphs and layout blanks."""
    blocks: Outline = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            blocks.extend(lines(block.text))
        else:
            blocks.append(
                [
                    (
                        cell.row,
                        cell.column,
                        cell.row_span,
                        cell.column_span,
                        tuple(line for paragraph in cell.paragraphs for line in lines(paragraph.text)),
                    )
                    for cell in block.cells
                ]
            )
    return blocks


def lines(text: str) -> list[str]:
    """The lines of a text that are not blank, without any blanks in them."""
    return [stripped for line in text.split("\n") if (stripped := "".join(line.split()))]


def assert_every_place_quotes_its_text(document: Document) -> None:
    """Each paragraph, furniture included, has a place of its own that gives back its text."""
    paragraphs = (*document.paragraphs, *document.furniture)
    assert [document.quote(paragraph.location) for paragraph in paragraphs] == [
        paragraph.text for paragraph in paragraphs
    ]
    assert len({paragraph.location for paragraph in paragraphs}) == len(paragraphs)
