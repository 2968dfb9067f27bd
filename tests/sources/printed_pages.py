"""Pages drawn by hand: text set in lines and tables with borders, as typesetters place glyphs and rulings."""

from __future__ import annotations

from collections.abc import Sequence

from policytasks.sources.layout import Glyph, PrintedPage, Ruling

SIZE = 10.0
PITCH = 15.0
WIDTH, HEIGHT = 300.0, 400.0
LEFT, RIGHT = 50.0, 250.0
PAD = 4.0


class Sheet:
    """One page under the pen: ``y`` is the baseline of the next line."""

    def __init__(self, number: int = 1, *, y: float = 60.0) -> None:
        self.number = number
        self.y = y
        self.glyphs: list[Glyph] = []
        self.rulings: list[Ruling] = []

    def line(self, text: str, *, x: float = LEFT, size: float = SIZE, bold: bool = False) -> None:
        """One line of text from ``x`` on; ASCII is half as wide as Chinese."""
        for character in text:
            width = size * (0.5 if character.isascii() else 1.0)
            if character != " ":
                self.glyphs.append(Glyph(character, x, x + width, self.y, size, bold))
            x += width
        self.y += PITCH * size / SIZE

    def paragraph(self, text: str, *, indent: int = 2) -> None:
        """Text broken into lines of 20 characters, the first of them indented."""
        room = round((RIGHT - LEFT) / SIZE)
        text = "\0" * indent + text
        for start in range(0, len(text), room):
            line = text[start : start + room]
            self.line(line.lstrip("\0"), x=LEFT + SIZE * (len(line) - len(line.lstrip("\0"))))

    def row(self, cells: Sequence[Sequence[str]], xs: Sequence[float], *, lines: int | None = None) -> None:
        """A bordered row: the lines of each cell, between the given verticals."""
        top = self.y - SIZE
        height = (lines if lines is not None else max(map(len, cells), default=1)) * PITCH + 2
        for x in (*xs,):
            self.rulings.append(Ruling(x, top, x, top + height))
        for y in (top, top + height):
            self.rulings.append(Ruling(xs[0], y, xs[-1], y))
        start = self.y + 2
        for left, cell in zip(xs, cells, strict=False):
            self.y = start
            for text in cell:
                self.line(text, x=left + PAD)
        self.y = top + height + SIZE

    def page(self) -> PrintedPage:
        """The finished page."""
        return PrintedPage(
            number=self.number, width=WIDTH, height=HEIGHT, glyphs=tuple(self.glyphs), rulings=tuple(self.rulings)
        )
