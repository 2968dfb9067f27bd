"""Summary sheet 汇总: how far the work is, as a whole, by section and by unit, with a chart; its numbers follow the ledger's sheet."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import attrs
from openpyxl.cell.cell import Cell
from openpyxl.chart import BarChart
from openpyxl.chart.data_source import AxDataSource, NumData, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.reference import Reference
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.ledger.status import Status
from policytasks.messages import Language
from policytasks.workbook import layout, styles, wording
from policytasks.workbook.cells import escaped
from policytasks.workbook.controls import set_up_page
from policytasks.workbook.counts import Count, Counter, Group
from policytasks.workbook.engine import cell_at, copy_style, set_text
from policytasks.workbook.formulas import quoted, sheet_reference
from policytasks.workbook.ledger_sheet import LedgerSheet
from policytasks.workbook.status_list import StatusList

__all__ = ["write_summary"]

_LABEL_WIDTH, _NUMBER_WIDTH = 34.0, 8.6
_MOST_TASKS = 40
"""Tasks that are counted one by one where a notice has no sections."""

_MOST_BARS = 30
_ROW, _TITLE_LINE, _TEXT_LINE = 22.0, 28.0, 18.0
_TITLE_CHARACTER = 18 / 10.5
_CHART_ROW = 5
_STANDARD_ROW = 15.0
_BLANK_ZERO = "0;-0;;@"
_LAST_COLUMN = 550_000
"""English Metric Units of the last column that the chart covers: nearly all of it, and nothing of the next one."""

_CHART_FRAME, _BAR = 120.0, 24.0
"""Points that the chart takes, and each bar in it."""

_COLOURS = {
    Status.NOT_STARTED: "BFBFBF",
    Status.IN_PROGRESS: "5B9BD5",
    Status.DONE: "70AD47",
    Status.ONGOING: "A9D18E",
}


@attrs.frozen(kw_only=True)
class _Column:
    """One column of numbers.

    Args:
        heading: Its title.
        count: The number of a group.
        status: The status that it counts; None for the others.
        style: How a number over zero is marked; None for not at all.
    """

    heading: str
    count: Callable[[Group], Count]
    status: Status | None = None
    style: DifferentialStyle | None = None


def write_summary(
    sheet: Worksheet, table: LedgerSheet, statuses: StatusList, *, title: str, lang: Language, today: date | None,
    sheet_of_unit: Mapping[str, str],
) -> Mapping[str, float | str]:  # fmt: skip
    """Fill the sheet.

    Args:
        sheet: An empty sheet.
        table: The ledger's sheet; it has a column of statuses.
        statuses: The words of each status.
        title: Title of the ledger.
        lang: Language of the headings.
        today: The day on which the file is looked at first; None when nobody said, and then what hangs on it stands
            without a number until a program calculates it.
        sheet_of_unit: The sheets of units, by the name of the unit.

    Returns:
        The numbers that the formulas give, by address.
    """
    return _Writer(sheet, table, statuses, lang, today).write(title, sheet_of_unit)


class _Writer:
    def __init__(
        self, sheet: Worksheet, table: LedgerSheet, statuses: StatusList, lang: Language, today: date | None
    ) -> None:
        self._sheet = sheet
        self._table = table
        self._lang: Language = lang
        self._counter = Counter(table, statuses, today=today)
        self._columns = tuple(self._number_columns())
        self._share = len(self._columns) + 2
        self._values: dict[str, float | str] = {}
        self._stencils: dict[tuple[bool, bool, str], Cell] = {}

    def _number_columns(self) -> Iterator[_Column]:
        counter, heads, lang = self._counter, wording.SUMMARY_HEADS, self._lang
        yield _Column(heading=heads["rows"][lang], count=counter.rows)
        for status in Status:
            yield _Column(heading=status.wording[lang], count=partial(counter.of, status), status=status)
        yield _Column(heading=heads["other"][lang], count=counter.other)
        if counter.has_days:
            yield _Column(heading=heads["soon"][lang], count=counter.soon, style=styles.SOON)
            yield _Column(heading=heads["overdue"][lang], count=counter.overdue, style=styles.OVERDUE)

    def write(self, title: str, sheet_of_unit: Mapping[str, str]) -> Mapping[str, float | str]:
        lang = self._lang
        self._line(1, wording.SUMMARY_TITLE[lang], styles.TITLE_FONT)
        self._line(2, title)
        self._line(3, wording.SUMMARY_NOTE.say(lang, sheet=self._table.name))
        bars = min(len(self._kind_of_groups(str)[1]) or 1, _MOST_BARS)
        head = _CHART_ROW + math.ceil((_CHART_FRAME + _BAR * bars) / _STANDARD_ROW) + 1
        for row in range(_CHART_ROW, head):
            self._sheet.row_dimensions[row].height = _STANDARD_ROW
        self._head(head)
        self._units(self._groups(head), sheet_of_unit)
        self._sheet.column_dimensions["A"].width = _LABEL_WIDTH
        for number in range(2, self._share + 1):
            self._sheet.column_dimensions[get_column_letter(number)].width = _NUMBER_WIDTH
        set_up_page(self._sheet, head=head, lang=lang, landscape=False)
        return self._values

    def _groups(self, head: int) -> int:
        """The rows of sections, or of tasks where there are no sections, and of all rows; and the chart.

        Returns:
            The first row below.
        """
        first = head + 2
        key, groups = self._kind_of_groups(lambda number: f"$A{first + number}")
        self._band(head + 1, wording.SUMMARY_BANDS[key][self._lang])
        everything = attrs.evolve(self._counter.everything, label=wording.SUMMARY_ALL[self._lang])
        for row, group in enumerate(groups, first):
            self._row(row, group)
        last = first + len(groups)
        if groups:
            grouped = frozenset(number for group in groups for number in group.rows)
            self._rest(last, first, attrs.evolve(everything, rows=everything.rows - grouped))
            last += 1
        self._row(last, everything, bold=True)
        if 0 < len(groups) <= _MOST_BARS:
            self._chart(head, (first, last - 2), [group.label for group in groups])
        else:
            self._chart(head, (last, last), [everything.label])
        return last + 1

    def _kind_of_groups(self, label_cell: Callable[[int], str]) -> tuple[str, tuple[Group, ...]]:
        sections = self._counter.by_heading("section", label_cell)
        if len(sections) > 1:
            return "section", sections
        tasks = self._counter.by_heading("task", label_cell)
        if 1 < len(tasks) <= _MOST_TASKS:
            return "task", tasks
        return "all", ()

    def _units(self, top: int, sheet_of_unit: Mapping[str, str]) -> None:
        groups = self._counter.by_unit(lambda number: f"$A{top + 1 + number}")
        if not groups:
            return
        self._band(top, wording.SUMMARY_BANDS["unit" if "unit" in self._table.letters else "units"][self._lang])
        for row, group in enumerate(groups, top + 1):
            self._row(row, group)
            if (name := sheet_of_unit.get(group.label)) is not None:
                label = cell_at(self._sheet, row, 1)
                label.hyperlink = Hyperlink(ref=label.coordinate, location=f"{sheet_reference(name)}A1")
                label.font = styles.LINK_FONT

    # ── cells ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _width(self) -> float:
        return _LABEL_WIDTH + _NUMBER_WIDTH * (self._share - 1)

    def _line(self, row: int, text: str, font: Font = styles.SUBTITLE_FONT) -> Cell:
        """One text over the whole width."""
        title = font is styles.TITLE_FONT
        cell = cell_at(self._sheet, row, 1)
        set_text(cell, escaped(text))
        cell.font, cell.alignment = font, styles.TITLE_ALIGNMENT
        self._sheet.merged_cells.ranges.add(CellRange(min_col=1, max_col=self._share, min_row=row, max_row=row))
        lines = layout.line_count(text, self._width / (_TITLE_CHARACTER if title else 1))
        self._sheet.row_dimensions[row].height = lines * (_TITLE_LINE if title else _TEXT_LINE) + 6
        return cell

    def _band(self, row: int, text: str) -> None:
        """What the rows below are."""
        self._line(row, text, styles.HEAD_FONT).alignment = styles.LEFT
        for number in range(1, self._share + 1):
            cell = cell_at(self._sheet, row, number)
            cell.fill, cell.border = styles.BAND_FILL, styles.BODY_BORDER

    def _head(self, row: int) -> None:
        label = wording.SUMMARY_HEADS["label"][self._lang]
        texts = (label, *(column.heading for column in self._columns), wording.SUMMARY_HEADS["share"][self._lang])
        for number, text in enumerate(texts, 1):
            cell = cell_at(self._sheet, row, number)
            set_text(cell, text)
            cell.font, cell.fill, cell.border = styles.HEAD_FONT, styles.HEAD_FILL, styles.BODY_BORDER
            cell.alignment = styles.HEAD_ALIGNMENT
        lines = max(layout.line_count(text, _NUMBER_WIDTH) for text in texts[1:])
        self._sheet.row_dimensions[row].height = max(_ROW, lines * layout.LINE_HEIGHT + 6)

    def _row(self, row: int, group: Group, *, bold: bool = False) -> None:
        label = cell_at(self._sheet, row, 1)
        set_text(label, escaped(group.label))
        self._style(label, bold=bold, label=True)
        done: str = ""
        for number, column in enumerate(self._columns, 2):
            count = column.count(group)
            cell = self._formula(row, number, count.formula, count.value, bold=bold)
            if column.style is not None:
                rule = Rule(type="cellIs", operator="greaterThan", formula=["0"], dxf=column.style)
                self._sheet.conditional_formatting.add(cell.coordinate, rule)
            if column.status is Status.DONE:
                done = cell.coordinate
        value = (self._counter.of(Status.DONE, group).value or 0) / len(group.rows) if group.rows else ""
        self._formula(row, self._share, f'=IF($B{row}=0,"",{done}/$B{row})', value, bold=bold, number_format="0%")
        lines = layout.line_count(group.label, _LABEL_WIDTH)
        self._sheet.row_dimensions[row].height = max(_ROW, lines * layout.LINE_HEIGHT + 6)

    def _rest(self, row: int, first: int, rest: Group) -> None:
        """What the groups leave out, such as rows that people add without saying where they belong; blank while there is none."""
        label = wording.SUMMARY_REST[self._lang]
        cell = self._formula(row, 1, f"=IF($B{row}=0,{quoted('')},{quoted(label)})", label if rest.rows else "")
        self._style(cell, label=True)
        for number, column in enumerate(self._columns, 2):
            letter = get_column_letter(number)
            formula = f"={letter}{row + 1}-SUM({letter}{first}:{letter}{row - 1})"
            self._formula(row, number, formula, column.count(rest).value, number_format=_BLANK_ZERO)
        self._style(cell_at(self._sheet, row, self._share))
        self._sheet.row_dimensions[row].height = _ROW

    def _formula(
        self, row: int, column: int, formula: str, value: float | str | None, *, bold: bool = False,
        number_format: str = "General",
    ) -> Cell:  # fmt: skip
        cell = cell_at(self._sheet, row, column)
        cell.value = formula
        self._style(cell, bold=bold, number_format=number_format)
        if value is not None:
            self._values[cell.coordinate] = value
        return cell

    def _style(self, cell: Cell, *, bold: bool = False, label: bool = False, number_format: str = "General") -> None:
        stencil = self._stencils.setdefault((bold, label, number_format), cell)
        if stencil is not cell:
            copy_style(stencil, cell)
            return
        cell.number_format = number_format
        cell.font = styles.HEAD_FONT if bold else styles.body_font(layout.BODY_SIZE)
        cell.border = styles.BODY_BORDER
        cell.alignment = styles.LEFT if label else styles.CENTRED
        if bold:
            cell.fill = styles.HEAD_FILL

    # ── the chart ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _chart(self, head: int, bars: tuple[int, int], labels: Sequence[str]) -> None:
        """One bar a group, made of its statuses.

        Args:
            head: The row with the headings.
            bars: First and last row that it shows.
            labels: The labels of these rows.
        """
        chart: Any = BarChart()
        chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 60
        chart.title, chart.style = wording.SUMMARY_CHART[self._lang], 2
        chart.legend.position = "b"
        # What is left out here, programs take for a wish of ours.
        chart.title.overlay = chart.legend.overlay = chart.roundedCorners = False
        # A chart counts its bars from below; turned round, it would have its numbers above.
        chart.x_axis.scaling.orientation, chart.y_axis.crosses = "maxMin", "max"
        chart.x_axis.delete = chart.y_axis.delete = False
        chart.y_axis.number_format, chart.y_axis.majorGridlines = "0", None
        for number, column in enumerate(self._columns, 2):
            if column.status is not None:
                chart.series.append(self._series(number, column, head, bars, labels))
        # Between cells it is as wide as the table in every program, however wide its font makes the columns.
        chart.anchor = TwoCellAnchor(
            _from=AnchorMarker(col=0, row=_CHART_ROW - 1),
            to=AnchorMarker(col=self._share - 1, colOff=_LAST_COLUMN, row=head - 2),
        )
        self._sheet.add_chart(chart)

    def _series(self, number: int, column: _Column, head: int, bars: tuple[int, int], labels: Sequence[str]) -> Any:
        """The bars of one status, with their numbers, for programs that draw before they calculate."""
        first, last = bars
        values = Reference(self._sheet, min_col=number, min_row=first, max_row=last)
        series: Any = SeriesFactory(values, title=None)
        letter = get_column_letter(number)
        series.tx = SeriesLabel(
            strRef=StrRef(f=f"{sheet_reference(self._sheet.title)}${letter}${head}", strCache=_texts([column.heading]))
        )
        numbers = [self._values[f"{letter}{row}"] for row in range(first, last + 1)]
        series.val.numRef.numCache = NumData(
            formatCode="General",
            ptCount=len(numbers),
            pt=[NumVal(idx=at, v=str(value)) for at, value in enumerate(numbers)],
        )
        names = f"{sheet_reference(self._sheet.title)}$A${first}:$A${last}"
        series.cat = AxDataSource(strRef=StrRef(f=names, strCache=_texts(labels)))
        series.graphicalProperties.solidFill = _COLOURS[column.status or Status.NOT_STARTED]
        series.graphicalProperties.line.noFill = True
        # The format leaves out the zeros.
        series.dLbls = DataLabelList(showVal=True, numFmt="0;;;")
        series.dLbls.showSerName = series.dLbls.showCatName = series.dLbls.showLegendKey = series.dLbls.showPercent = (
            False
        )
        return series


def _texts(texts: Sequence[str]) -> StrData:
    return StrData(ptCount=len(texts), pt=[StrVal(idx=at, v=text) for at, text in enumerate(texts)])
