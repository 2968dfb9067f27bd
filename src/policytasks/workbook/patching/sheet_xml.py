"""Sheet XML: a sheet's part as text, in which rows and cells are changed and everything else stays as it is written.

Only the rows that are asked for are cut into cells; all others are copied as they stand. Rows and cells may leave out their
addresses, and then follow those before them (ECMA-376 part 1, 18.3.1.73 and 18.3.1.4).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping

import attrs
from lxml.etree import _Element

from policytasks.errors import LedgerError
from policytasks.workbook.patching.cell_xml import CellXml, Formula
from policytasks.workbook.patching.references import LAST_COLUMN, LAST_ROW, Area, moved, parse_area, parse_cell
from policytasks.workbook.patching.xml_text import attribute, element, masked, rewritten, tags, with_attribute

__all__ = ["RowXml", "SheetXml"]

_STANDARD_WIDTH = 8.43
"""Characters that fit into a column of Excel."""

_REST = r"""(?P<rest>[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*)>"""


@attrs.define
class RowXml:
    """One row.

    Args:
        number: Its 1-based number.
        prefix: The prefix of the sheet's elements.
        rest: The attributes of its tag, without a closing slash.
        cells: Its cells by 1-based column, in the order of the columns.
        after: What follows its last cell: extensions, blanks.
        gaps: What stands in front of a cell, by column; nothing for most.
    """

    number: int
    prefix: str
    rest: str = ""
    cells: dict[int, CellXml] = attrs.field(factory=dict)
    after: str = ""
    gaps: dict[int, str] = attrs.field(factory=dict)

    def __str__(self) -> str:
        inner = "".join(self.gaps.get(column, "") + str(cell) for column, cell in self.cells.items()) + self.after
        rest = self.rest.rstrip()
        return f"<{self.prefix}row{rest}>{inner}</{self.prefix}row>" if inner else f"<{self.prefix}row{rest}/>"

    @property
    def style(self) -> int | None:
        """The style of its cells that are not there; None when it has none of its own."""
        if attribute(self.rest, "customFormat") not in ("1", "true"):
            return None
        digits = attribute(self.rest, "s") or "0"
        return int(digits) if digits.isdecimal() else 0

    @property
    def height(self) -> float | None:
        """Its height in points; None when programs may choose one."""
        try:
            return float(attribute(self.rest, "ht") or "")
        except ValueError:
            return None

    def put(self, cell: CellXml) -> None:
        """Put a cell in its place, or in that of the one that is there."""
        new = cell.column not in self.cells
        self.cells[cell.column] = cell
        if new:
            self.cells = dict(sorted(self.cells.items()))
            spans = attribute(self.rest, "spans")
            first, _, last = (spans or "").partition(":")
            if first.isdecimal() and last.isdecimal():
                wider = f"{min(int(first), cell.column)}:{max(int(last), cell.column)}"
                self.rest = with_attribute(self.rest, "spans", wider)

    def set(self, name: str, value: str | None) -> None:
        """Set an attribute, or take it away."""
        self.rest = with_attribute(self.rest, name, value)


@attrs.frozen
class _Span:
    """Where a row stands in the text: its tag, the end of its content, its end."""

    start: int
    inner: int
    inner_end: int
    end: int
    rest: str


class SheetXml:
    """The part of a sheet.

    Args:
        text: Its XML.
        root: The same XML, parsed; it is only counted, so that no row is overlooked.
        where: The sheet, for messages.

    Raises:
        LedgerError: It holds no cells, as the sheet of a chart, or is written in a way that cannot be changed in place.
    """

    def __init__(self, text: str, root: _Element, *, where: str) -> None:
        self.where = where
        self._text = text
        self._mask = masked(text)
        first = next(tags(self._mask), None)
        self.prefix = first.name.rpartition(":")[0] + ":" if first is not None and ":" in first.name else ""
        self._row_tag = re.compile(rf"<{re.escape(self.prefix)}row(?=[\s/>]){_REST}")
        self._cell_tag = re.compile(rf"<{re.escape(self.prefix)}c(?=[\s/>]){_REST}")
        found = element(self._mask, "sheetData")
        if found is None:
            raise LedgerError(
                "the sheet holds no cells", where=where, found="a chart or a macro sheet", expected="a worksheet"
            )
        self._data, self._data_start, self._data_end = found[0], found[0].end, found[1]
        self._spans: dict[int, _Span] = {}
        last = 0
        for number, span in self._scan():
            if number <= last:
                raise LedgerError(
                    "the rows of the sheet do not ascend", where=where, found=f"{number} behind {last}",
                    expected="a file that Excel opens without repairing it",
                )  # fmt: skip
            self._spans[number] = span
            last = number
        counted = sum(len(data) for data in root.iterchildren("{*}sheetData"))
        if counted != len(self._spans):
            raise LedgerError(
                "the sheet is written in a way that cannot be changed in place", where=where,
                found=f"{len(self._spans)} of {counted} rows", expected="rows with the prefix of the sheet",
            )  # fmt: skip
        self._edited: dict[int, RowXml] = {}
        self._merged: tuple[Area, ...] | None = None
        self._stacks: dict[int, tuple[list[Area], list[int]]] = {}
        self._columns: tuple[tuple[int, int, Mapping[str, str]], ...] | None = None

    def _scan(self) -> Iterator[tuple[int, _Span]]:
        at, number = self._data_start, 0
        close = re.compile(rf"</{re.escape(self.prefix)}row\s*>")
        while (match := self._row_tag.search(self._mask, at, self._data_end)) is not None:
            rest = match["rest"]
            digits = attribute(rest, "r") or ""
            number = int(digits) if digits.isdecimal() else number + 1
            if rest.endswith("/"):
                at = match.end()
                yield number, _Span(match.start(), at, at, at, rest[:-1])
                continue
            end = close.search(self._mask, match.end(), self._data_end)
            if end is None:
                break
            at = end.end()
            yield number, _Span(match.start(), match.end(), end.start(), at, rest)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the rows that are there, in ascending order."""
        return tuple(sorted(self._spans.keys() | self._edited.keys()))

    def has(self, row: int) -> bool:
        """Whether a row is there."""
        return row in self._spans or row in self._edited

    def row(self, number: int) -> RowXml:
        """A row, for reading; one that is not there is empty."""
        if number in self._edited:
            return self._edited[number]
        span = self._spans.get(number)
        return self._cut(number, span) if span is not None else RowXml(number, self.prefix)

    def edit(self, number: int) -> RowXml:
        """A row, for changing; one that is not there is made."""
        if number not in self._edited:
            if not 1 <= number <= LAST_ROW:
                raise LedgerError(
                    "a row that no sheet has", where=self.where, found=str(number), expected=f"1 to {LAST_ROW}"
                )
            row = self.row(number)
            if not self.has(number):
                row.rest = f' r="{number}"'
            self._edited[number] = row
        return self._edited[number]

    def cell(self, row: int, column: int) -> CellXml | None:
        """The cell at a 1-based place; None where there is none."""
        return self.row(row).cells.get(column)

    def area(self, row: int, column: int) -> Area:
        """The merged cell that a place lies in, or the place itself."""
        if column not in self._stacks:
            areas = sorted((area for area in self.merged if area.left <= column <= area.right), key=_top)
            self._stacks[column] = areas, [area.top for area in areas]
        areas, tops = self._stacks[column]
        index = bisect_right(tops, row) - 1
        if index >= 0 and row <= areas[index].bottom:
            return areas[index]
        return Area(row, column, row, column)

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The cell that shows what a place says: the first one of the merged cell that it lies in."""
        area = self.area(row, column)
        return area.top, area.left

    @property
    def standard_width(self) -> float:
        """The width of columns of which the sheet says nothing, in characters."""
        found = next((tag for tag in tags(self._mask, 0, self._data.start) if tag.local == "sheetFormatPr"), None)
        try:
            return float((found["defaultColWidth"] if found is not None else None) or "")
        except ValueError:
            return _STANDARD_WIDTH

    def blank(self, row: int, column: int) -> CellXml:
        """A cell for a place that has none, in the style of its row or its column."""
        style = self.row(row).style
        if style is None:
            digits = self.column(column).get("style", "0")
            style = int(digits) if digits.isdecimal() else 0
        cell = CellXml(row, column, self.prefix).with_value(None)
        return cell.with_style(style) if style else cell

    def put(self, cell: CellXml) -> None:
        """Put a cell in its place."""
        if not 1 <= cell.column <= LAST_COLUMN:
            raise LedgerError(
                "a column that no sheet has", where=self.where, found=str(cell.column), expected="A to XFD"
            )
        self.edit(cell.row).put(cell)

    def _cut(self, number: int, span: _Span) -> RowXml:
        row = RowXml(number, self.prefix, span.rest)
        close = re.compile(rf"</{re.escape(self.prefix)}c\s*>")
        at, column, last = span.inner, 0, 0
        while (match := self._cell_tag.search(self._mask, at, span.inner_end)) is not None:
            rest = match["rest"]
            place = parse_cell(attribute(rest, "r") or "")
            column = place[1] if place is not None else column + 1
            if column <= last:
                raise LedgerError(
                    "the cells of a row do not ascend", where=f"{self.where}!{number}", found=rest.strip(),
                    expected="a file that Excel opens without repairing it",
                )  # fmt: skip
            last = column
            if gap := self._text[at : match.start()]:
                row.gaps[column] = gap
            inner, at = "", match.end()
            if not rest.endswith("/"):
                end = close.search(self._mask, at, span.inner_end)
                if end is None:
                    break
                inner, at = self._text[at : end.start()], end.end()
            row.cells[column] = CellXml(number, column, self.prefix, rest.removesuffix("/"), inner)
        row.after = self._text[at : span.inner_end]
        return row

    @property
    def merged(self) -> tuple[Area, ...]:
        """The merged cells."""
        if self._merged is None:
            found = (
                tag["ref"] for tag in tags(self._mask, self._data_end) if tag.local == "mergeCell" and not tag.closes
            )
            self._merged = tuple(area for ref in found if ref and (area := parse_area(ref)) is not None)
        return self._merged

    def column(self, number: int) -> Mapping[str, str]:
        """The attributes of a column: ``width``, ``style``, ``hidden``; empty where the sheet says nothing of it."""
        if self._columns is None:
            found = [tag for tag in tags(self._mask, 0, self._data.start) if tag.local == "col" and not tag.closes]
            self._columns = tuple(
                (
                    int(tag["min"] or 0),
                    int(tag["max"] or 0),
                    {name: value for name in ("width", "style") if (value := tag[name])},
                )
                for tag in found
            )
        return next((facts for first, last, facts in self._columns if first <= number <= last), {})

    def formulas(self) -> Iterator[tuple[CellXml, Formula]]:
        """The cells that have formulas, row by row."""
        start = f"<{self.prefix}f"
        for number in self.numbers:
            span = self._spans.get(number)
            if number not in self._edited and (span is None or self._mask.find(start, span.inner, span.inner_end) < 0):
                continue
            for cell in self.row(number).cells.values():
                if (formula := cell.formula) is not None:
                    yield cell, formula

    def formula_text(self, cell: CellXml) -> str:
        """The formula of a cell as it reads there, also where another cell spells it out."""
        formula = cell.formula
        if formula is None or formula.kind != "shared" or formula.text:
            return formula.text if formula is not None else ""
        owner: tuple[CellXml, str] | None = None
        for each, found in self.formulas():
            if (each.row, each.column) >= (cell.row, cell.column):
                break
            if found.kind == "shared" and found.group == formula.group and found.text:
                owner = each, found.text
        return moved(owner[1], cell.row - owner[0].row, cell.column - owner[0].column) if owner is not None else ""

    def mentions(self, kind: str) -> bool:
        """Whether some formula may be of a kind: a quick look that may err on the side of yes."""
        return f'"{kind}"' in self._text or f"'{kind}'" in self._text

    def text(self) -> str:
        """The XML as it stands now; the very same text when nothing was changed."""
        if not self._edited:
            return self._text
        numbers = list(self._spans)
        spans = list(self._spans.values())
        inserted: dict[int, list[str]] = {}
        for number in sorted(self._edited.keys() - self._spans.keys()):
            inserted.setdefault(bisect_left(numbers, number), []).append(str(self._edited[number]))
        pieces: list[str] = []
        done = self._data_start
        for index in sorted(inserted.keys() | {bisect_left(numbers, number) for number in self._edited}):
            # Blanks between two rows stay in front of the lower one.
            start = spans[index].start if index < len(spans) else (spans[-1].end if spans else done)
            pieces += self._text[done:start], *inserted.get(index, ())
            done = start
            if index < len(spans) and numbers[index] in self._edited:
                pieces.append(str(self._edited[numbers[index]]))
                done = spans[index].end
        rows = "".join((*pieces, self._text[done : self._data_end]))
        head, tail = self._text[: self._data_start], self._text[self._data_end :]
        if self._data.is_empty:
            head = self._text[: self._data.start] + f"<{self._data.name}{self._data.rest[:-1].rstrip()}>"
            tail = f"</{self._data.name}>" + tail
        return self._with_dimension(head) + rows + tail

    def _with_dimension(self, head: str) -> str:
        """The part in front of the rows; the range that is used takes in the cells that were added."""
        rows = [row for row in self._edited.values() if row.cells]
        if not rows:
            return head
        top, bottom = min(row.number for row in rows), max(row.number for row in rows)
        left, right = min(min(row.cells) for row in rows), max(max(row.cells) for row in rows)

        def widened(ref: str) -> str:
            area = parse_area(ref)
            if area is None:
                return ref
            wider = Area(min(area.top, top), min(area.left, left), max(area.bottom, bottom), max(area.right, right))
            return ref if wider == area else str(wider)

        return rewritten(head, values={("dimension", "ref"): widened})


def _top(area: Area) -> int:
    return area.top
