"""Report sheet 合并报告表: a merge report as a workbook that can be filtered and passed on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from openpyxl.cell.cell import Cell
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.errors import LedgerError
from policytasks.ledger.outcome import MergeReport, OutcomeKind
from policytasks.ledger.status import Status
from policytasks.messages import Language
from policytasks.workbook import layout, styles, wording
from policytasks.workbook.cells import TEXT_LIMIT, CellValue, cell_value, escaped
from policytasks.workbook.columns import Kind
from policytasks.workbook.controls import set_up_page
from policytasks.workbook.engine import cell_at, copy_style, first_sheet, new_workbook, set_text
from policytasks.workbook.package import package
from policytasks.workbook.report_lines import ORDER, WORDS, ReportLine, doubt_lines, file_words, report_lines

__all__ = ["render_report"]

_MADE_ON = datetime(2000, 1, 1)
"""When the file says it was made: the same for the same report."""

_FILLS = {
    OutcomeKind.CONFLICT: PatternFill("solid", fgColor="FFFFC7CE"),
    OutcomeKind.REJECTED: PatternFill("solid", fgColor="FFFFEB9C"),
    OutcomeKind.MISSING: PatternFill("solid", fgColor="FFFFE0C2"),
    OutcomeKind.FOREIGN: PatternFill("solid", fgColor="FFE4DFEC"),
    OutcomeKind.MERGED: PatternFill("solid", fgColor="FFC6EFCE"),
}
_WIDTHS = {
    "id": 9.0, "unit": 18.0, "kind": 9.0, "field": 14.0, "base": 24.0, "ours": 24.0, "theirs": 24.0, "taken": 24.0,
    "why": 18.0, "place": 22.0, "our-place": 22.0,
}  # fmt: skip
_CENTRED = frozenset({"id", "unit", "kind", "field"})


def render_report(report: MergeReport, *, lang: Language = "zh") -> bytes:
    """The bytes of a workbook: sums and files on the first sheet, a row for each cell that was not plainly unchanged on the second.

    The same report gives the same bytes.

    Args:
        report: The report.
        lang: Language of headings and words.
    """
    book = new_workbook(styles.STANDARD_FONT)
    _write_sums(first_sheet(book), report, lang)
    _write_details(book.create_sheet(WORDS["details"][lang]), report, lang)
    book.properties.title = WORDS["title"][lang]
    book.properties.creator = wording.CREATOR
    book.properties.language = "zh-CN" if lang == "zh" else "en"
    return package(book, on=_MADE_ON)


def _write_sums(sheet: Worksheet, report: MergeReport, lang: Language) -> None:
    sheet.title = WORDS["summary"][lang]
    title = cell_at(sheet, 1, 1)
    set_text(title, WORDS["title"][lang])
    title.font = styles.TITLE_FONT
    sheet.row_dimensions[1].height = 34
    row = 2
    if report.stopped:
        note = cell_at(sheet, 2, 1)
        set_text(note, WORDS["stopped"][lang])
        note.font = styles.SUBTITLE_FONT
        sheet.row_dimensions[2].height = 22
        row = 3
    _write_row(sheet, row, [WORDS["kind"][lang], WORDS["number"][lang]], head=True)
    for kind in ORDER:
        row += 1
        _write_row(sheet, row, [kind.wording[lang], report.counts[kind]])
        if kind in _FILLS:
            cell_at(sheet, row, 1).fill = _FILLS[kind]
    row += 1
    _write_row(sheet, row, [WORDS["rows"][lang], report.rows_seen])
    if report.files:
        row += 2
        _write_row(sheet, row, [WORDS["file"][lang], WORDS["unit"][lang], WORDS["why"][lang]], head=True)
        for file in report.files:
            row += 1
            said = file_words(file, lang)
            _write_row(sheet, row, [file.file, file.unit, said], tall=True)
    doubts = [line for file in report.files for line in doubt_lines(file)]
    if doubts:
        row += 2
        _write_row(sheet, row, [WORDS["doubts"][lang], None, None], head=True)
        for place, message in doubts:
            row += 1
            _write_row(sheet, row, [place, None, message], tall=True)
    if report.unanswered:
        row += 2
        _write_row(sheet, row, [WORDS["unanswered"][lang]], head=True)
        for unit in report.unanswered:
            row += 1
            _write_row(sheet, row, [unit])
    for letter, width in zip("ABC", _SUM_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    set_up_page(sheet, head=None, lang=lang)


_SUM_WIDTHS = (34.0, 20.0, 40.0)


def _write_row(
    sheet: Worksheet, row: int, values: Sequence[CellValue], *, head: bool = False, tall: bool = False
) -> None:
    height = layout.row_height(1)
    for number, value in enumerate(values, 1):
        cell = cell_at(sheet, row, number)
        _fill(cell, _shown(value, "en"))
        cell.border = styles.BODY_BORDER
        cell.font = styles.HEAD_FONT if head else styles.body_font(layout.BODY_SIZE)
        cell.alignment = styles.HEAD_ALIGNMENT if head else styles.CENTRED if isinstance(value, int) else styles.LEFT
        if head:
            cell.fill = styles.HEAD_FILL
        if tall and isinstance(value, str):
            height = max(height, layout.fit(value, _SUM_WIDTHS[number - 1])[1])
    sheet.row_dimensions[row].height = height


def _write_details(sheet: Worksheet, report: MergeReport, lang: Language) -> None:
    ranks = {kind: rank for rank, kind in enumerate(ORDER)}
    lines = sorted(report_lines(report, lang), key=lambda line: ranks[line.kind])
    keys = [key for key in _WIDTHS if key != "unit" or any(line.unit for line in lines)]
    for number, key in enumerate(keys, 1):
        cell = cell_at(sheet, 1, number)
        set_text(cell, WORDS[key][lang])
        cell.font, cell.fill, cell.border = styles.HEAD_FONT, styles.HEAD_FILL, styles.BODY_BORDER
        cell.alignment = styles.HEAD_ALIGNMENT
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS[key]
    sheet.row_dimensions[1].height = layout.row_height(1)
    stencils: dict[object, Cell] = {}
    for row, line in enumerate(lines, 2):
        values = _values(line, lang)
        shown = [_shown(values[key], lang) for key in keys]
        fits = [layout.fit(text, _WIDTHS[key]) for key, text in zip(keys, shown, strict=True) if isinstance(text, str)]
        sheet.row_dimensions[row].height = max(height for _, height in fits)
        for number, (key, value) in enumerate(zip(keys, shown, strict=True), 1):
            cell = cell_at(sheet, row, number)
            _fill(cell, value)
            size = layout.fit(value, _WIDTHS[key])[0] if isinstance(value, str) else layout.BODY_SIZE
            look = type(value), size, key in _CENTRED, line.kind if key == "kind" else None
            stencil = stencils.setdefault(look, cell)
            if stencil is not cell:
                copy_style(stencil, cell)
                continue
            cell.font, cell.border = styles.body_font(size), styles.BODY_BORDER
            cell.alignment = styles.CENTRED if key in _CENTRED else styles.LEFT
            cell.number_format = styles.NUMBER_FORMATS[_kind_of(value)]
            if key == "kind" and line.kind in _FILLS:
                cell.fill = _FILLS[line.kind]
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(keys))}{max(len(lines) + 1, 2)}"
    sheet.freeze_panes = "A2"
    set_up_page(sheet, head=1, lang=lang)


def _kind_of(value: CellValue) -> Kind:
    if isinstance(value, date):
        return Kind.DAY
    return Kind.TEXT if isinstance(value, str) else Kind.NUMBER


def _values(line: ReportLine, lang: Language) -> dict[str, object]:
    return {
        "id": line.id or WORDS["no-row"][lang], "unit": line.unit, "kind": line.kind.wording[lang], "field": line.field,
        "base": line.base, "ours": line.ours, "theirs": line.theirs, "taken": line.taken,
        "why": line.why, "place": line.place, "our-place": line.our_place,
    }  # fmt: skip


def _shown(value: object, lang: Language) -> CellValue:
    """A value as a cell of the report shows it; what no cell can hold is left out of it, and says so."""
    if isinstance(value, Status):
        return value.wording[lang]
    said = value if isinstance(value, str | int | float | date) or value is None else str(value)
    try:
        return cell_value(said, where="")
    except LedgerError:
        text = "".join(
            character if character.isprintable() or character == "\n" else "\ufffd" for character in str(said)
        )
        return cell_value(
            text if len(text) * 2 <= TEXT_LIMIT else text[: TEXT_LIMIT // 3] + WORDS["cut"][lang], where=""
        )


def _fill(cell: Cell, value: CellValue) -> None:
    if isinstance(value, str):
        set_text(cell, escaped(value))
    elif value is not None:
        cell.value = value
