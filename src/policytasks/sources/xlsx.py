"""XLSX 工作簿: the visible sheets of a workbook → Document: one table a sheet, its title rows as paragraphs in front.

The parts are read directly, within the limits of `guards`: a cell in the last row of a sheet costs no more than one in the
first, since blank rows and columns are left out; every cell keeps its address. What a cell shows counts: cached values of
formulas, dates and percentages in their format. Rows and columns that are hidden, by a filter or by hand, are read; hidden
sheets (lists for drop-downs, mostly) are not, and a doubt says so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

import attrs

from policytasks.location import Location
from policytasks.model.notice import Doubt
from policytasks.sources.document import Block, Cell, Document, Paragraph, Table
from policytasks.sources.guards import check_area, open_archive
from policytasks.sources.workbook_parts import SheetPart, Value, WorkbookParts, column_letters

__all__ = ["LEDGER_VIEW", "read"]

_ORDINAL = re.compile(
    r"\s*(?:[（(〔]?(?:[一二三四五六七八九十百]{1,4}|\d{1,3})[）)〕、．.]|第[一二三四五六七八九十百\d]{1,4}[条章节])"
)
LEDGER_VIEW = re.compile(r"本表是“.{1,40}”的视图|A view of the sheet '.{1,40}'")
"""What a sheet says in its second row that only repeats a ledger's rows for one unit (`policytasks.workbook.unit_sheets`)."""

_FILLED_IN = 100_000  # positions up to which blank cells are spelled out, however few are filled
_SPARSE = 4


def read(data: bytes, *, file: str) -> Document:
    """A workbook as a document.

    Args:
        data: The bytes of the file.
        file: Its name, for locations and messages.

    Raises:
        SourceError: A damaged or protected file, or a sheet too large.
    """
    parts = WorkbookParts(open_archive(data, file=file))
    blocks: list[Block] = []
    doubts: list[Doubt] = []
    for sheet in parts.sheets:
        place = Location(file=file, sheet=sheet.name)
        if sheet.is_hidden:
            doubts.append(Doubt(code="hidden-sheet", message="the sheet is hidden and was not read", location=place))
            continue
        part = parts.sheet(sheet)
        if (second := part.values.get((2, 1))) is not None and LEDGER_VIEW.match(second.text):
            message = "the sheet shows rows of another one again and was not read"
            doubts.append(Doubt(code="hidden-sheet", message=message, location=place))
            continue
        blocks.extend(_Sheet(part, place).blocks())
        doubts.extend(
            Doubt(
                code="formula-without-value",
                message="the formula was never calculated, so its cell is read as blank",
                location=attrs.evolve(place, cell=_address(*position)),
            )
            for position in part.uncalculated
        )
    return Document(blocks=tuple(blocks), file=file, format="xlsx", doubts=tuple(doubts))


def _address(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"


class _Sheet:
    """One sheet on its way to blocks. Rows and columns are 1-based in the sheet, 0-based in the table."""

    def __init__(self, part: SheetPart, place: Location) -> None:
        self._place = place
        self._values: Mapping[tuple[int, int], Value] = part.values
        self._rows = sorted({row for row, _ in part.values})
        self._columns = sorted({column for _, column in part.values})
        self._merged = {
            (top, left): (bottom, right) for top, left, bottom, right in part.merged if (top, left) in part.values
        }

    def blocks(self) -> Iterator[Block]:
        """The title paragraphs, then the table; only paragraphs for a sheet of one column."""
        if not self._values:
            return
        by_row: dict[int, list[int]] = {}
        for row, column in sorted(self._values):
            by_row.setdefault(row, []).append(column)
        titles = self._title_rows(by_row)
        for row in titles:
            for column in by_row[row]:
                yield from self._paragraphs(row, column)
        rest = self._rows[len(titles) :]
        if rest:
            yield self._table(rest, {row: by_row[row] for row in rest})

    def _title_rows(self, by_row: Mapping[int, list[int]]) -> list[int]:
        """The rows at the top that hold one cell each, above the first row that holds several."""
        titles: list[int] = []
        for row in self._rows:
            columns = by_row[row]
            if len(columns) > 1:
                return titles
            bottom, _ = self._merged.get((row, columns[0]), (row, 0))
            text = self._values[row, columns[0]].text
            # A section row of a table without headings starts with its number.
            if bottom > row and any(inner in by_row for inner in range(row + 1, min(bottom, row + 50) + 1)):
                return titles
            if _ORDINAL.match(text) and len(self._columns) > 1:
                return titles
            titles.append(row)
        return titles

    def _table(self, rows: list[int], by_row: Mapping[int, list[int]]) -> Table:
        columns = sorted({column for inner in by_row.values() for column in inner})
        where = str(self._place)
        check_area(len(rows), len(columns), where=where)
        cells: list[Cell] = []
        covered: set[tuple[int, int]] = set()
        for at, row in enumerate(rows):
            for column in by_row[row]:
                across = bisect_left(columns, column)
                bottom, right = self._merged.get((row, column), (row, column))
                # Positions that a damaged file fills or merges twice belong to the cell that comes first.
                down_end, across_end = bisect_left(rows, bottom + 1), bisect_left(columns, right + 1)
                if (at, across) in covered:
                    continue
                span = {(r, c) for r in range(at, down_end) for c in range(across, across_end)}
                if span & covered:
                    span, down_end, across_end = {(at, across)}, at + 1, across + 1
                covered |= span
                cells.append(
                    Cell(
                        row=at,
                        column=across,
                        row_span=down_end - at,
                        column_span=across_end - across,
                        blocks=tuple(self._paragraphs(row, column)),
                        location=attrs.evolve(self._place, cell=_address(row, column)),
                    )
                )
        if len(rows) * len(columns) <= max(_FILLED_IN, _SPARSE * len(self._values)):
            cells.extend(
                Cell(row=at, column=across, location=attrs.evolve(self._place, cell=_address(row, column)))
                for at, row in enumerate(rows)
                for across, column in enumerate(columns)
                if (at, across) not in covered
            )
        cells.sort(key=lambda cell: (cell.row, cell.column))
        return Table(cells=tuple(cells), location=self._place)

    def _paragraphs(self, row: int, column: int) -> Iterator[Paragraph]:
        value = self._values[row, column]
        place = attrs.evolve(self._place, cell=_address(row, column))
        for number, (text, bold) in enumerate(value.lines(), start=1):
            yield Paragraph(text=text, location=attrs.evolve(place, paragraph=number), bold=bold, centred=value.centred)
