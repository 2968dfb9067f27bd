"""Document 文档: what every source becomes, so that each grammar is written once: paragraphs, and tables of cells."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from policytasks.location import NOWHERE, Location
from policytasks.model.notice import Doubt

__all__ = ["Block", "Cell", "Document", "Paragraph", "Table"]


@attrs.frozen(kw_only=True)
class Paragraph:
    """One paragraph, or one line of plain text.

    Args:
        text: Its characters, as printed; an automatic number stands in front, as Word shows it. May hold ``\\n`` where
            the source has a line break inside the paragraph.
        location: Its block: file and line, paragraph, or cell and paragraph; no span.
        number: The automatic number that ``text`` starts with; empty when the number was typed or there is none.
        bold: Spans of ``text`` in bold, half-open.
        centred: True when the paragraph is centred.
        heading: Level of the heading style (1 is the highest), or None.
    """

    text: str
    location: Location = NOWHERE
    number: str = ""
    bold: tuple[tuple[int, int], ...] = ()
    centred: bool = False
    heading: int | None = None


@attrs.frozen(kw_only=True)
class Cell:
    """One cell; a merged cell appears once, at its first row and column.

    Args:
        row: 0-based row of its first grid position.
        column: 0-based column of its first grid position.
        row_span: Rows that it covers.
        column_span: Columns that it covers.
        blocks: What stands in it; a table inside a table is a block of its cell.
        location: Its place in the file.
    """

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    blocks: tuple[Block, ...] = ()
    location: Location = NOWHERE

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the cell, those of tables inside it included, in printed order."""
        return tuple(_paragraphs(self.blocks))

    @property
    def text(self) -> str:
        """The cell's paragraphs, joined by line breaks."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@attrs.frozen(kw_only=True)
class Table:
    """A table.

    Args:
        cells: Its cells, row by row; each grid position is covered by at most one.
        location: Its place in the file: page, table or sheet.
        ruled: False when the rows and columns were inferred from a layout of text.
    """

    cells: tuple[Cell, ...]
    location: Location = NOWHERE
    ruled: bool = True

    @property
    def row_count(self) -> int:
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def column_count(self) -> int:
        return max((cell.column + cell.column_span for cell in self.cells), default=0)

    def grid(self) -> list[list[Cell | None]]:
        """The rows, each with one entry a column; a merged cell stands at every position that it covers."""
        rows: list[list[Cell | None]] = [[None] * self.column_count for _ in range(self.row_count)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    rows[row][column] = cell
        return rows


Block = Paragraph | Table


def _paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for cell in block.cells:
                yield from _paragraphs(cell.blocks)


@attrs.frozen(kw_only=True)
class Document:
    """A file as blocks, in printed order.

    Args:
        blocks: Paragraphs and tables.
        file: Name of the file; empty for text from memory.
        format: ``"txt"``, ``"docx"``, ``"html"``, ``"pdf"``, ``"xlsx"`` …
        furniture: What stands around the text: navigation of a web page, page numbers, running heads. It belongs to the
            document, so that nothing is lost, but says nothing; a parser hands it to `Notice.unparsed`.
        doubts: What the reader of the format could not decide (an encoding, a page without text).
    """

    blocks: tuple[Block, ...] = ()
    file: str = ""
    format: str = "txt"
    furniture: tuple[Paragraph, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph, those in cells included, in printed order."""
        return tuple(_paragraphs(self.blocks))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables on the first level, in printed order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def text(self) -> str:
        """Every paragraph on lines of its own."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    def quote(self, location: Location) -> str:
        """The characters that stand at a location of this document; its parts are joined without a separator.

        Raises:
            LookupError: The location is of another document.
        """
        texts = {paragraph.location.block: paragraph.text for paragraph in (*self.paragraphs, *self.furniture)}
        try:
            return "".join(texts[part.block][part.start : part.end] for part in location.parts)
        except KeyError:
            raise LookupError(f"{location} is no place of {self.file or 'this document'}") from None
