"""Layout 版式: pages of glyphs and ruling lines → blocks, for pdf and ofd alike.

The steps: ruled tables take their glyphs, the rest becomes lines; page numbers and running heads are set apart; tables that go
on over a page are joined; lines become paragraphs. Coordinates are points from the top left corner of a page, y downwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from policytasks.location import Location
from policytasks.model.notice import Doubt
from policytasks.sources.document import Cell, Document, Paragraph, Table
from policytasks.sources.guards import check_area
from policytasks.sources.layout_joins import continues, join, measure
from policytasks.sources.layout_lines import (
    Column,
    Glyph,
    Line,
    cells_are_centred,
    column_of,
    is_centred,
    lines_of,
    paragraphs_of,
    pitch_of,
    text_of,
)
from policytasks.sources.layout_rulings import Ruling
from policytasks.sources.layout_tables import Grid, GridCell, close_up, grids_of

__all__ = ["Glyph", "PrintedPage", "Ruling", "document_of"]


@attrs.frozen(kw_only=True)
class PrintedPage:
    """What stands on one page.

    Args:
        number: 1-based.
        width: In points.
        height: In points.
        glyphs: Its characters, in any order.
        rulings: Its straight lines along an axis.
        has_picture: Whether it shows a picture, which may be one of text.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    has_picture: bool = False


@attrs.define
class _Page:
    """A page while it is worked on: its items from top to bottom."""

    source: PrintedPage
    items: list[Line | Grid]


def document_of(pages: Sequence[PrintedPage], *, file: str, format: str) -> Document:
    """Pages as a document.

    Args:
        pages: The pages, in order.
        file: Name of the file, for locations.
        format: Name of the format.

    Raises:
        SourceError: A table is too large.
    """
    work = [_taken_in(page) for page in pages]
    furniture = _take_furniture(work)
    repeated = _join_tables(work)
    _dissolve(work)
    numbering = _Numbering(file)
    blocks = tuple(_blocks(work, numbering))
    aside = [*furniture, *repeated]
    aside.sort(key=lambda line: (line.page, line.baseline, line.left))
    return Document(
        blocks=blocks,
        file=file,
        format=format,
        furniture=tuple(numbering.paragraph([line], centred=False) for line in aside),
        doubts=tuple(
            Doubt(
                code="page-without-text",
                message="the page holds a picture and no text, as a scan does",
                location=Location(file=file, page=page.number),
            )
            for page in pages
            if page.has_picture and not page.glyphs
        ),
    )


def _taken_in(page: PrintedPage) -> _Page:
    # Places beyond any page come from damaged files; nothing is printed there.
    glyphs = [glyph for glyph in page.glyphs if _is_near(glyph.left, glyph.right, glyph.baseline, glyph.size)]
    rulings = [line for line in page.rulings if _is_near(line.left, line.top, line.right, line.bottom)]
    grids, rest = grids_of(rulings, glyphs, page.number)
    items: list[Line | Grid] = [*grids]
    for line in lines_of(rest, page.number):
        owner = next((cell for grid in grids for cell in grid.cells if _overflows(cell, grid, line)), None)
        if owner is None:
            items.append(line)
        else:
            owner.lines.append(line)
    items.sort(key=lambda item: item.baseline if isinstance(item, Line) else item.top)
    return _Page(page, items)


_FARTHEST = 100_000.0  # points; the largest page of a PDF is 14,400 wide


def _is_near(*places: float) -> bool:
    return all(-_FARTHEST < place < _FARTHEST for place in places)


def _overflows(cell: GridCell, grid: Grid, line: Line) -> bool:
    """Whether a line is the last one of a cell at the foot of a table, printed below its frame.

    Some typesetters let the last line slip out at a page break; it keeps the margin and the distance of the lines above.
    """
    if cell.bottom != grid.bottom or len(cell.lines) < 2 or not 0 < line.baseline - grid.bottom < 2 * line.size:
        return False
    above, last = cell.lines[-2:]
    step = last.baseline - above.baseline
    return (
        abs(line.left - min(inner.left for inner in cell.lines)) < 1.0
        and line.right <= cell.right
        and abs(line.baseline - last.baseline - step) < 1.0
    )


# Page numbers and running heads ----------------------------------------------------------------------------------------

_PAGE_NUMBER = re.compile(
    r"[\s\-—–―－·.•_~]*(?:第\s*)?(?:\d{1,4}|[IVXivx]{1,5})(?:\s*页)?(?:\s*[,，/／]?\s*(?:共|of)?\s*\d{0,4}\s*页?)?[\s\-—–―－·.•_~]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_MARGIN = 0.14  # share of the page's height in which page numbers and running heads stand
_EDGE_LINES = 2


def _take_furniture(pages: list[_Page]) -> list[Line]:
    """Take page numbers and running heads and feet out of pages; they are returned."""
    seen: Counter[tuple[bool, int, str]] = Counter()
    for page in pages:
        seen.update({_key(line, page) for line in _edge_lines(page)})
    taken: list[Line] = []
    for page in pages:
        for line in _edge_lines(page):
            at_top, _, text = _key(line, page)
            repeats = sum(seen[at_top, _height(line) + step, text] for step in (-1, 0, 1))
            if _PAGE_NUMBER.fullmatch(line.text) or (repeats >= 2 and repeats > 0.4 * len(pages)):
                taken.append(line)
                page.items.remove(line)
    return taken


def _edge_lines(page: _Page) -> list[Line]:
    """The first and last lines of a page that stand in its margins."""
    height = page.source.height
    head = [item for item in page.items[:_EDGE_LINES] if isinstance(item, Line) and item.baseline < _MARGIN * height]
    foot = [
        item
        for item in page.items[-_EDGE_LINES:]
        if isinstance(item, Line) and item.baseline > (1 - _MARGIN) * height and item not in head
    ]
    return [*head, *foot]


def _height(line: Line) -> int:
    return round(line.baseline / 6)


def _key(line: Line, page: _Page) -> tuple[bool, int, str]:
    return line.baseline < page.source.height / 2, _height(line), _DIGITS.sub("#", line.text)


# Tables ----------------------------------------------------------------------------------------------------------------


def _join_tables(pages: list[_Page]) -> list[Line]:
    """Join tables that go on over page breaks; returns the lines of repeated heading rows."""
    repeated: list[Line] = []
    bottom = max((_bottom(page) for page in pages), default=0.0)
    open_grid: Grid | None = None
    for page in pages:
        if not page.items:
            continue
        first = page.items[0]
        if open_grid is not None and isinstance(first, Grid) and continues(open_grid, first):
            repeated.extend(join(open_grid, first, padding=_padding([open_grid, first]), page_bottom=bottom))
            page.items.pop(0)
            if not page.items:
                continue
        last = page.items[-1]
        open_grid = last if isinstance(last, Grid) else None
    return repeated


def _bottom(page: _Page) -> float:
    ends = (item.bottom if isinstance(item, Grid) else item.baseline for item in page.items)
    return max(ends, default=0.0)


def _padding(grids: Sequence[Grid]) -> float:
    """How far text keeps from the sides of its cells; at most 10 points."""
    gaps = [
        line.left - cell.left for grid in grids for cell in grid.cells for line in cell.lines if line.left > cell.left
    ]
    return min(min(gaps, default=5.0), 10.0)


def _dissolve(pages: list[_Page]) -> None:
    """Turn boxes of one column into the lines in them."""
    for page in pages:
        if any(isinstance(item, Grid) and close_up(item).column_count < 2 for item in page.items):
            items: list[Line | Grid] = []
            for item in page.items:
                if isinstance(item, Grid) and item.column_count < 2:
                    items.extend(line for cell in item.cells for line in cell.lines)
                else:
                    items.append(item)
            page.items = items


# Blocks ----------------------------------------------------------------------------------------------------------------


class _Numbering:
    """Gives paragraphs and tables their places, counted over the document."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._paragraphs = 0
        self._tables = 0

    def paragraph(self, lines: Sequence[Line], *, centred: bool) -> Paragraph:
        self._paragraphs += 1
        location = Location(file=self.file, page=lines[0].page, paragraph=self._paragraphs)
        return _paragraph(lines, location, centred=centred)

    def table(self, grid: Grid) -> Table:
        self._tables += 1
        check_area(grid.row_count, grid.column_count, where=self.file)
        padding = _padding([grid])
        pitch = min((step for cell in grid.cells if (step := pitch_of(cell.lines)) is not None), default=None)
        centred = cells_are_centred([(cell.left, cell.right, cell.lines) for cell in grid.cells])
        cells = tuple(
            self._cell(cell, attrs.evolve(measure(cell, padding), pitch=pitch, centred=is_middle))
            for cell, is_middle in zip(grid.cells, centred, strict=True)
        )
        return Table(cells=cells, location=Location(file=self.file, page=grid.page, table=self._tables))

    def _cell(self, cell: GridCell, column: Column) -> Cell:
        place = Location(
            file=self.file,
            page=cell.lines[0].page if cell.lines else cell.page,
            table=self._tables,
            row=cell.row + 1,
            column=cell.column + 1,
        )
        if not column.centred and cell.lines:
            column = attrs.evolve(column, left=min(line.left for line in cell.lines))
        paragraphs = [
            _paragraph(lines, attrs.evolve(place, paragraph=number), centred=column.centred)
            for number, lines in enumerate(paragraphs_of(cell.lines, column), start=1)
        ]
        return Cell(
            row=cell.row,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
            blocks=tuple(paragraphs),
            location=place,
        )


def _paragraph(lines: Sequence[Line], location: Location, *, centred: bool) -> Paragraph:
    text, bold = text_of(lines)
    return Paragraph(text=text, location=location, bold=bold, centred=centred)


def _blocks(pages: list[_Page], numbering: _Numbering) -> Iterator[Paragraph | Table]:
    columns = _columns(pages)
    run: list[Line] = []
    measured: Column | None = None
    for page in pages:
        column = columns.get(round(page.source.width))
        if run and column is not measured:
            yield from _run(run, measured, numbering)
            run = []
        measured = column
        for item in page.items:
            if isinstance(item, Line):
                run.append(item)
                continue
            yield from _run(run, measured, numbering)
            run = []
            yield numbering.table(item)
    yield from _run(run, measured, numbering)


def _columns(pages: list[_Page]) -> dict[int, Column]:
    """The measure of running text, for each width of page."""
    lines: dict[int, list[Line]] = {}
    for page in pages:
        lines.setdefault(round(page.source.width), []).extend(item for item in page.items if isinstance(item, Line))
    return {width: column_of(group) for width, group in lines.items() if group}


def _run(lines: list[Line], column: Column | None, numbering: _Numbering) -> Iterator[Paragraph]:
    if column is None:
        return
    for paragraph in paragraphs_of(lines, column):
        centred = all(is_centred(line, column.left, column.right) for line in paragraph)
        yield numbering.paragraph(paragraph, centred=centred)
