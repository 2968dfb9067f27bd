"""Location 出处: where a value was printed."""

from __future__ import annotations

from collections.abc import Iterator

import attrs


@attrs.frozen(kw_only=True, repr=False)
class Location:
    """出处: the place in a source where a value was printed.

    A location names one block of a file (a line, a paragraph, a table cell or a sheet cell) and, in the text of that
    block, a half-open span of characters. A value printed over several blocks (a title over three lines) carries the
    other places in ``more``, in printed order.

    Args:
        file: Bare name of the file, without its folders, so that the same file gives the same notice wherever it lies;
            empty for text that came from memory.
        page: 1-based page, for paged formats.
        line: 1-based line, for plain text.
        paragraph: 1-based paragraph: of the body, or of the cell when ``table`` or ``cell`` is set.
        table: 1-based table of the document, counted in printed order.
        row: 1-based row in that table.
        column: 1-based column in that table.
        sheet: Name of the worksheet.
        cell: Address in the worksheet, such as ``"D14"``.
        start: First character of the span in the block's text, 0-based.
        end: One past the last character of the span.
        more: Further places, when the value continues in other blocks.
    """

    file: str = ""
    page: int | None = None
    line: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    start: int | None = None
    end: int | None = None
    more: tuple[Location, ...] = ()

    @property
    def block(self) -> Location:
        """The whole block that this location lies in: the same place without span and continuation."""
        if self.start is None and self.end is None and not self.more:
            return self
        return attrs.evolve(self, start=None, end=None, more=())

    @property
    def parts(self) -> tuple[Location, ...]:
        """This place and its continuations, each in one block, in printed order."""
        if not self.more:
            return (self,)
        return (attrs.evolve(self, more=()), *self.more)

    def __bool__(self) -> bool:
        """False for the empty location of a value that was never printed."""
        return self != NOWHERE

    def __str__(self) -> str:
        return ":".join(self._steps())

    def __repr__(self) -> str:
        span = f"[{self.start}:{self.end}]" if self.start is not None else ""
        return f"<Location {self}{span}{' …' if self.more else ''}>"

    def _steps(self) -> Iterator[str]:
        head = self.file or "<text>"
        if self.sheet is not None or self.cell is not None:
            yield "!".join(part for part in (head, self.sheet, self.cell) if part)
            return
        yield head
        if self.page is not None:
            yield f"p{self.page}"
        if self.line is not None:
            yield str(self.line)
        elif self.table is not None:
            yield f"T{self.table}" + (f"!R{self.row}C{self.column}" if self.row is not None else "")
        elif self.paragraph is not None:
            yield f"¶{self.paragraph}"


NOWHERE = Location()
"""The location of a value that a program made and nobody printed."""
