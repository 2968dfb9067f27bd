"""Word body 正文: the elements of WordprocessingML, walked in reading order into paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from lxml import etree

from policytasks.errors import SourceError
from policytasks.location import Location
from policytasks.sources.document import Block, Cell, Paragraph, Table
from policytasks.sources.guards import LIMITS, check_area
from policytasks.sources.numbering import Numbering
from policytasks.sources.word_runs import MC, Runs, is_placeholder
from policytasks.sources.word_styles import Style, Styles, W, integer, value

__all__ = ["Story", "Walker"]

_TRANSPARENT = frozenset({f"{W}{name}" for name in ("sdtContent", "smartTag", "customXml", "ins", "moveTo")})
"""Elements around blocks, rows or cells that only say something about them."""

_PARAGRAPH, _TABLE, _CHUNK = f"{W}p", f"{W}tbl", f"{W}altChunk"
_ROW, _CELL, _CONTROL = f"{W}tr", f"{W}tc", f"{W}sdt"
_PARAGRAPH_PROPERTIES, _ROW_PROPERTIES, _CELL_PROPERTIES = f"{W}pPr", f"{W}trPr", f"{W}tcPr"
_SPAN, _VERTICAL, _HORIZONTAL = f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge"
_BLOCKS = frozenset({_PARAGRAPH, _TABLE, _CHUNK})
_ALTERNATE = f"{MC}AlternateContent"


@attrs.define(kw_only=True)
class Story:
    """A run of blocks that are counted together: the body, or one cell.

    Args:
        location: The place that its paragraphs have in common.
        next_paragraph: Number of the next paragraph.
    """

    location: Location
    next_paragraph: int = 1

    def next_location(self) -> Location:
        """The place of the next paragraph."""
        place = self.location
        location = Location(
            file=place.file, table=place.table, row=place.row, column=place.column, paragraph=self.next_paragraph
        )
        self.next_paragraph += 1
        return location


@attrs.define(kw_only=True)
class Walker:
    """Walks a document once, in reading order, because automatic numbers count on.

    Args:
        file: Name of the file.
        styles: Its styles.
        numbering: Its lists.

    Attributes:
        notes: For ``"footnotes"`` and ``"endnotes"``, the ids that were referred to so far.
        changes: How many tracked insertions and deletions were met.
        first_change: The place of the first of them.
        embedded: Whether the document embeds files as text.
    """

    file: str
    styles: Styles
    numbering: Numbering
    notes: dict[str, list[str]] = attrs.Factory(dict)
    changes: int = 0
    first_change: Location | None = None
    embedded: bool = False
    _tables: int = 0
    _depth: int = 0

    def blocks(self, parent: etree._Element, story: Story) -> list[Block]:
        """The blocks of a body, a cell, a note or a text box."""
        found: list[Block] = []
        carried: Runs | None = None
        for element in _flattened(parent):
            if element.tag == _PARAGRAPH:
                runs = carried or Runs(styles=self.styles)
                carried = self._paragraph(element, runs, story, found)
            elif element.tag == _TABLE:
                found.append(self._table(element))
            elif element.tag == _CHUNK:
                self.embedded = True
        if carried is not None:
            self._finish(carried, None, story, found)
        return found

    def _paragraph(self, element: etree._Element, runs: Runs, story: Story, found: list[Block]) -> Runs | None:
        """Read one paragraph into ``found``; its runs are handed back when its end was deleted, so that it goes on."""
        properties = element.find(_PARAGRAPH_PROPERTIES)
        named = None if properties is None else value(properties.find(f"{W}pStyle"))
        style = self.styles.of(named)
        runs.walk(element, style)
        if properties is not None:
            mark = properties.find(f"{W}rPr")
            if mark is not None and mark.find(f"{W}del") is not None:
                runs.changes += 1
                return runs
        self._finish(runs, properties, story, found, style)
        return None

    def _finish(
        self,
        runs: Runs,
        properties: etree._Element | None,
        story: Story,
        found: list[Block],
        style: Style | None = None,
    ) -> None:
        """Make a paragraph of the runs and put it, and the text boxes anchored in it, into ``found``."""
        style = style or self.styles.of(None)
        text, bold = runs.result()
        label = None
        centred, outline = style.centred, None
        if properties is not None:
            alignment = value(properties.find(f"{W}jc"))
            centred = centred if alignment is None else alignment == "center"
            outline = integer(properties.find(f"{W}outlineLvl"))
            label = self.numbering.label(properties.find(f"{W}numPr"), style)
        elif style.number_id is not None:
            label = self.numbering.label(None, style)
        heading = style.heading if outline is None else outline + 1 if 0 <= outline < 9 else None
        number = ""
        if label is not None and label.text:
            number = label.text
            front = number + label.suffix if text else number
            text = front + text
            bold = tuple((start + len(front), end + len(front)) for start, end in bold)
        location = story.next_location()
        found.append(
            Paragraph(text=text, location=location, number=number, bold=bold, centred=bool(centred), heading=heading)
        )
        if runs.changes:
            self.changes += runs.changes
            self.first_change = self.first_change or location
        for kind, names in runs.notes.items():
            self.notes.setdefault(kind, []).extend(names)
        for box in runs.boxes:
            depth = self._guarded()
            found.extend(self.blocks(box, story))
            self._depth = depth

    def _guarded(self) -> int:
        """The depth so far, after going one deeper."""
        depth = self._depth
        if depth >= LIMITS.depth:
            raise SourceError(
                "tables and text boxes lie too deep in each other", where=self.file, found=f"more than {depth} levels",
                expected=f"at most {LIMITS.depth}",
            )  # fmt: skip
        self._depth += 1
        return depth

    def _table(self, element: etree._Element) -> Table:
        depth = self._guarded()
        self._tables += 1
        place = Location(file=self.file, table=self._tables)
        grid = _Grid(place)
        for row in _flattened(element, wanted=_ROW):
            properties = row.find(_ROW_PROPERTIES)
            if properties is not None and properties.find(f"{W}del") is not None:
                self.changes += 1
                self.first_change = self.first_change or place
                continue
            grid.next_row(0 if properties is None else integer(properties.find(f"{W}gridBefore")) or 0)
            for cell in _flattened(row, wanted=_CELL):
                location = grid.take(cell)
                if location is not None:
                    grid.fill(self.blocks(cell, Story(location=location)))
        self._depth = depth
        return Table(cells=tuple(grid.finished()), location=place)


@attrs.define
class _Slot:
    """A cell while its table is still being read."""

    row: int
    column: int
    column_span: int
    own_span: int
    location: Location
    row_span: int = 1
    blocks: tuple[Block, ...] = ()


class _Grid:
    """Lays the cells of a table out: where each begins and how far it reaches."""

    def __init__(self, place: Location) -> None:
        self._place = place
        self._slots: list[_Slot] = []
        self._open: dict[int, _Slot] = {}
        self._current: _Slot | None = None
        self._row = -1
        self._column = 0
        self._width = 0

    def next_row(self, before: int) -> None:
        """Begin a row that leaves some columns out."""
        self._row += 1
        self._column = max(0, before)
        self._current = None
        self._measure()

    def take(self, element: etree._Element) -> Location | None:
        """Place the next cell of the row; None when it only continues another one, whose content alone is printed."""
        span, vertical, horizontal = 1, None, None
        properties = element.find(_CELL_PROPERTIES)
        for each in properties if properties is not None else ():
            if each.tag == _SPAN:
                span = max(1, integer(each) or 1)
            elif each.tag == _VERTICAL:
                vertical = _merge(each)
            elif each.tag == _HORIZONTAL:
                horizontal = _merge(each)
        column = self._column
        self._column += span
        self._measure()
        current = self._current
        if horizontal == "continue" and current is not None:
            if current.row == self._row:
                current.column_span += span
            return None
        above = self._open.get(column)
        if (
            vertical == "continue"
            and above is not None
            and above.own_span == span
            and above.row + above.row_span == self._row
        ):
            above.row_span += 1
            self._current = above
            return None
        place = self._place
        location = Location(file=place.file, table=place.table, row=self._row + 1, column=column + 1)
        slot = _Slot(self._row, column, span, span, location)
        self._slots.append(slot)
        self._current = slot
        if vertical is not None:
            self._open[column] = slot
        else:
            self._open.pop(column, None)
        return location

    def fill(self, blocks: list[Block]) -> None:
        """Give the cell placed last its content."""
        self._slots[-1].blocks = tuple(blocks)

    def finished(self) -> Iterator[Cell]:
        for slot in self._slots:
            yield Cell(
                row=slot.row, column=slot.column, row_span=slot.row_span, column_span=slot.column_span,
                blocks=slot.blocks, location=slot.location,
            )  # fmt: skip

    def _measure(self) -> None:
        self._width = max(self._width, self._column)
        if self._width > LIMITS.columns or self._width * (self._row + 1) > LIMITS.area:
            check_area(self._row + 1, self._width, where=str(self._place))


def _merge(element: etree._Element) -> str:
    """``"restart"`` or ``"continue"``."""
    return "restart" if value(element) == "restart" else "continue"


def _flattened(parent: etree._Element, *, wanted: str | None = None) -> Iterator[etree._Element]:
    """The children that stand for themselves, content controls and other wrappers opened, in order.

    Args:
        parent: The element.
        wanted: The only tag to give; every tag when left out.
    """
    for child in parent:
        tag = child.tag
        if tag == wanted or (wanted is None and tag in _BLOCKS):
            yield child
        elif tag in _TRANSPARENT:
            yield from _flattened(child, wanted=wanted)
        elif tag == _CONTROL:
            content = child.find(f"{W}sdtContent")
            if content is not None and not is_placeholder(child):
                yield from _flattened(content, wanted=wanted)
        elif tag == _ALTERNATE:
            branch = child.find(f"{MC}Choice")
            if branch is None:
                branch = child.find(f"{MC}Fallback")
            if branch is not None:
                yield from _flattened(branch, wanted=wanted)
