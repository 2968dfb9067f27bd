"""Sheet writer 写名录工作簿: the registry as a workbook that a clerk reads and corrects in Excel or LibreOffice."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.model.unit import UnitKind
from policytasks.units.columns import FLAGS, TABLES, Column, Form, Table
from policytasks.units.consistency import ALIAS_SEPARATORS
from policytasks.units.records import RegistryRows, SuccessionKind

__all__ = ["workbook_bytes"]

_GUIDE_SHEET = "说明"
"""The sheet that tells a clerk what to write, and holds the words of the drop-down lists; readers pass over it."""

_GUIDE = (
    "单位名录填写说明",
    "“单位”表：一行一个单位。单位名称写规范全称；别名写同一单位的其他写法，多个用分号“；”隔开。",
    "同一个名称在同一时间只能属于一个单位。单位更名后，新旧名称各写一行，用启用日期、停用日期区分。",
    "“统称成员”表：写明“各镇（街道）”“区政府各部门”等统称包括哪些单位；可以逐个写成员，也可以写成员类别。例外填“是”，表示“除该单位外”。",
    "“沿革”表：单位更名、合并、拆分、撤销、新设各写一行，并注明日期和依据文件。",
    "日期写成 2019-03-01 的形式。表头名称请勿改动；行、列的顺序可以调整，可以增加自己的列。",
    "本页供填写和下拉列表使用，读取时不读本页。",
)
_KINDS_HEADING, _EVENTS_HEADING, _FLAGS_HEADING = "类别", "变更类型", "例外"
_YES = next(word for word, meaning in FLAGS.items() if meaning)
_SEPARATOR = ALIAS_SEPARATORS[0]
_SPARE_ROWS = 200
"""Empty rows below the list that drop-downs and formats reach into."""

_FIRST_EXCEL_DAY = date(1900, 3, 1)
"""Excel believes in 29 February 1900; days before that are written as text."""

_HEAD_FILL = PatternFill("solid", fgColor="1F4E78")
_HEAD_FONT = Font(name="等线", size=11, bold=True, color="FFFFFF")
_BODY_FONT = Font(name="等线", size=11)
_TITLE_FONT = Font(name="等线", size=14, bold=True)
_THIN = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAP = Alignment(vertical="center", wrap_text=True)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LINE_HEIGHT = 17
_GUIDE_WIDTH, _GUIDE_GAP = 90, 6
_DAY_FORMAT = "yyyy-mm-dd"
_TEXT_FORMAT = "@"
_HEAD_STYLE, _TEXT_STYLE, _WORD_STYLE, _DAY_STYLE = "名录表头", "名录文本", "名录选项", "名录日期"
"""Named styles: a cell takes one ten times faster than a font, a border and an alignment."""


def workbook_bytes(rows: RegistryRows) -> bytes:
    """The registry as an xlsx file; the same rows give the same bytes."""
    book = Workbook()
    for style in _styles():
        book.add_named_style(style)
    sheets = [(book.create_sheet(table.sheet), table) for table in TABLES]
    book.remove(book.worksheets[0])
    ranges = _write_guide(book.create_sheet(_GUIDE_SHEET))
    for sheet, table in sheets:
        _write_table(sheet, table, getattr(rows, table.key), ranges, unit_rows=len(rows.units))
    book.active = 0
    buffer = io.BytesIO()
    book.save(buffer)
    return _timeless(buffer.getvalue())


def _write_table(
    sheet: Worksheet, table: Table, rows: Sequence[object], ranges: Mapping[Form, str], *, unit_rows: int
) -> None:
    for number, column in enumerate(table.columns, 1):
        sheet.cell(row=1, column=number, value=column.heading).style = _HEAD_STYLE
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = column.width
        # For rows that a clerk adds: what looks like a date or a number stays the text that was typed.
        dimension.number_format = _DAY_FORMAT if column.form is Form.DAY else _TEXT_FORMAT
    styles = [_STYLE_OF.get(column.form, _TEXT_STYLE) for column in table.columns]
    for position, row in enumerate(rows, 2):
        for number, (column, style) in enumerate(zip(table.columns, styles, strict=True), 1):
            value = _cell_value(column, getattr(row, column.field))
            cell = sheet.cell(row=position, column=number, value=value)
            if isinstance(value, str):
                cell.data_type = "s"  # =1+1 and #N/A are names here, no formula and no error
            cell.style = style
        sheet.row_dimensions[position].height = _LINE_HEIGHT * max(
            _lines(getattr(row, column.field), column.width) for column in table.columns
        )
    last = len(rows) + 1 + _SPARE_ROWS
    for number, column in enumerate(table.columns, 1):
        if validation := _validation(column, ranges, unit_rows):
            letter = get_column_letter(number)
            validation.add(f"{letter}2:{letter}{last}")
            sheet.add_data_validation(validation)
    sheet.row_dimensions[1].height = 24
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(rows) + 1}"
    sheet.sheet_view.zoomScale = 100
    sheet.print_title_rows = "1:1"
    _set_up_page(sheet)


def _set_up_page(sheet: Worksheet) -> None:
    """A4 landscape, as wide as one page, with page numbers."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def _lines(value: object, width: int) -> int:
    """How many lines a cell's text takes; a Chinese character is two columns wide."""
    if not isinstance(value, str | tuple):
        return 1
    text = _SEPARATOR.join(value) if isinstance(value, tuple) else value
    return max(
        1, sum(-(-sum(1 + (character > "\u2e7f") for character in line) // (width - 2)) for line in text.split("\n"))
    )


_STYLE_OF = {Form.DAY: _DAY_STYLE, Form.KIND: _WORD_STYLE, Form.EVENT: _WORD_STYLE, Form.FLAG: _WORD_STYLE}


def _styles() -> tuple[NamedStyle, ...]:
    looks = (
        (_HEAD_STYLE, _HEAD_FONT, _CENTRE, "General"),
        (_TEXT_STYLE, _BODY_FONT, _WRAP, _TEXT_FORMAT),
        (_WORD_STYLE, _BODY_FONT, _CENTRE, _TEXT_FORMAT),
        (_DAY_STYLE, _BODY_FONT, _CENTRE, _DAY_FORMAT),
    )
    styles = tuple(
        NamedStyle(name=name, font=font, border=_BORDER, alignment=alignment, number_format=number_format)
        for name, font, alignment, number_format in looks
    )
    styles[0].fill = _HEAD_FILL
    return styles


def _cell_value(column: Column, value: Any) -> str | date | None:
    if value is None or value == "" or value == ():
        return None
    if isinstance(value, date):
        return value if value >= _FIRST_EXCEL_DAY else value.isoformat()
    if isinstance(value, bool):
        return _YES if value else None
    if isinstance(value, tuple):
        return _SEPARATOR.join(value)
    return str(value)


def _validation(column: Column, ranges: Mapping[Form, str], unit_rows: int) -> DataValidation | None:
    if column.form in ranges:
        rule = DataValidation(type="list", formula1=ranges[column.form], allow_blank=True)
        rule.errorTitle, rule.error = column.heading, "请从下拉列表中选择。"
    elif column.listed:
        # A name that is not in the list yet may be typed; it then needs a row of its own.
        rule = DataValidation(
            type="list", formula1=f"{TABLES[0].sheet}!$A$2:$A${unit_rows + 1 + _SPARE_ROWS}", allow_blank=True
        )
        rule.errorStyle = "warning"
        rule.errorTitle, rule.error = column.heading, f"“{TABLES[0].sheet}”表中没有这个单位，确定要填写吗？"
    elif column.form is Form.DAY:
        rule = DataValidation(type="date", operator="greaterThan", formula1="1", allow_blank=True)
        rule.errorTitle, rule.error = column.heading, "请填写日期，如 2019-03-01。"
    elif column.hint:
        rule = DataValidation()
    else:
        return None
    rule.showErrorMessage = rule.type is not None
    if column.hint:
        rule.showInputMessage = True
        rule.promptTitle, rule.prompt = column.heading, column.hint
    return rule


def _write_guide(sheet: Worksheet) -> dict[Form, str]:
    sheet.column_dimensions["A"].width = _GUIDE_WIDTH
    for row, text in enumerate(_GUIDE, 1):
        sheet.row_dimensions[row].height = _LINE_HEIGHT * _lines(text, _GUIDE_WIDTH) + _GUIDE_GAP
        cell = sheet.cell(row=row, column=1, value=text)
        cell.font = _TITLE_FONT if row == 1 else _BODY_FONT
        cell.alignment = _WRAP
    lists: tuple[tuple[Form, str, Sequence[str]], ...] = (
        (Form.KIND, _KINDS_HEADING, [str(kind) for kind in UnitKind]),
        (Form.EVENT, _EVENTS_HEADING, [str(kind) for kind in SuccessionKind]),
        (Form.FLAG, _FLAGS_HEADING, list(FLAGS)),
    )
    _set_up_page(sheet)
    ranges = {}
    for number, (form, heading, words) in enumerate(lists, 3):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = 16
        for row, word in enumerate((heading, *words), 1):
            cell = sheet.cell(row=row, column=number, value=word)
            cell.style = _HEAD_STYLE if row == 1 else _WORD_STYLE
        ranges[form] = f"{_GUIDE_SHEET}!${letter}$2:${letter}${len(words) + 1}"
    return ranges


_MODIFIED = re.compile(rb"<dcterms:(created|modified)([^>]*)>[^<]*<")


def _timeless(data: bytes) -> bytes:
    """The same archive without the time at which it was made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"<dcterms:\1\2>2000-01-01T00:00:00Z<", part)
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, part)
    return buffer.getvalue()
