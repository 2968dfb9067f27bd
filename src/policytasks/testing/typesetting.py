"""Typesetting 排版: a Document → the bytes of a file in any format, the inverse of the sources.

Files are made from their parts, without a library of the format, so that readers are tested against what they were not written
with. The same document gives the same bytes.
"""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from policytasks.sources.document import Cell, Document, Table

__all__ = ["WRITERS", "Flattening", "as_docx", "as_html", "as_text", "as_xlsx"]

Flattening = Literal["tabs", "pipes", "lines", "framed"]
"""How a table becomes text: cells parted by tabs, by pipes, one a line, or rows in pipes at both ends."""


def as_text(document: Document, *, flattening: Flattening = "tabs", encoding: str = "utf-8") -> bytes:
    """Plain text; a merged cell stands once, and where it goes on there is an empty cell (no line at all for ``"lines"``)."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            lines.extend(_flat(block, flattening))
        else:
            lines.append(block.text)
    return "\n".join(lines).encode(encoding)


_INNER = "、"
"""What parts the paragraphs of a cell in text, where a line end would end the cell."""


def _flat(table: Table, flattening: Flattening) -> Iterator[str]:
    for number, row in enumerate(table.grid()):
        cells: list[str] = []
        own: list[str] = []
        for column, cell in enumerate(row):
            if cell is None or cell.row != number or cell.column != column:
                # A cell that goes on from above or from the left.
                if cell is None or cell.row != number:
                    cells.append("")
                continue
            text = _INNER.join(paragraph.text for paragraph in cell.paragraphs)
            cells.append(text)
            own.append(text)
        if flattening == "lines":
            yield from own
        elif flattening == "tabs":
            yield "\t".join(cells)
        elif flattening == "pipes":
            yield " | ".join(cells)
        else:
            yield f"| {' | '.join(cells)} |"


def as_html(document: Document) -> bytes:
    """A page with nothing around the document."""
    body = [
        _html_table(block) if isinstance(block, Table) else f"<p>{html.escape(block.text)}</p>"
        for block in document.blocks
    ]
    page = f'<!doctype html>\n<html><head><meta charset="utf-8"></head><body>\n{chr(10).join(body)}\n</body></html>\n'
    return page.encode("utf-8")


def _html_table(table: Table) -> str:
    rows = []
    for number in range(table.row_count):
        cells = []
        for cell in _row(table, number):
            spans = (f' rowspan="{cell.row_span}"' if cell.row_span > 1 else "") + (
                f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
            )
            text = "<br>".join(html.escape(paragraph.text) for paragraph in cell.paragraphs)
            cells.append(f"<td{spans}>{text}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _row(table: Table, number: int) -> list[Cell]:
    """The cells that start in a row, by column."""
    return sorted((cell for cell in table.cells if cell.row == number), key=lambda cell: cell.column)


# ── Word ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def as_docx(document: Document) -> bytes:
    """A Word file of plain paragraphs and ruled tables, merged cells as Word merges them."""
    body = [
        _word_table(block) if isinstance(block, Table) else _word_paragraph(block.text) for block in document.blocks
    ]
    main = f'<w:document xmlns:w="{_WORD}"><w:body>{"".join(body)}<w:sectPr/></w:body></w:document>'
    return _archive(
        {
            "[Content_Types].xml": _content_types(
                {
                    "/word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
                }
            ),
            "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
            "word/document.xml": main,
        }
    )


def _word_paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{html.escape(text, quote=False)}</w:t></w:r></w:p>'


def _word_table(table: Table) -> str:
    columns = "<w:gridCol/>" * table.column_count
    rows = []
    for number, row in enumerate(table.grid()):
        cells, column = [], 0
        while column < len(row):
            cell = row[column]
            if cell is None:
                cells.append("<w:tc><w:p/></w:tc>")
                column += 1
                continue
            span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
            starts = cell.row == number
            merge = (
                f"<w:vMerge{' w:val=' + chr(34) + 'restart' + chr(34) if starts else ''}/>" if cell.row_span > 1 else ""
            )
            inside = "".join(_word_paragraph(paragraph.text) for paragraph in cell.paragraphs) if starts else ""
            cells.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inside or '<w:p/>'}</w:tc>")
            column += cell.column_span
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


# ── Excel ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def as_xlsx(document: Document) -> bytes:
    """A workbook of one sheet: paragraphs in the first column, tables below each other."""
    rows: list[str] = []
    merged: list[str] = []
    at = 0
    for block in document.blocks:
        if not isinstance(block, Table):
            at += 1
            rows.append(f'<row r="{at}">{_sheet_cell(at, 0, block.text)}</row>')
            continue
        for number in range(block.row_count):
            cells = "".join(_sheet_cell(at + number + 1, cell.column, cell.text) for cell in _row(block, number))
            rows.append(f'<row r="{at + number + 1}">{cells}</row>')
        merged.extend(
            f"{_letter(cell.column)}{at + cell.row + 1}"
            f":{_letter(cell.column + cell.column_span - 1)}{at + cell.row + cell.row_span}"
            for cell in block.cells
            if cell.row_span > 1 or cell.column_span > 1
        )
        at += block.row_count
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
    merges = f'<mergeCells count="{len(merged)}">{merges}</mergeCells>' if merged else ""
    return _archive(
        {
            "[Content_Types].xml": _content_types(
                {
                    "/xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    "/xl/worksheets/sheet1.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
                }
            ),
            "_rels/.rels": _relations({"officeDocument": "xl/workbook.xml"}),
            "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="分工" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relations({"worksheet": "worksheets/sheet1.xml"}),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><sheetData>{"".join(rows)}</sheetData>'
            f"{merges}</worksheet>",
        }
    )


def _sheet_cell(row: int, column: int, text: str) -> str:
    address = f"{_letter(column)}{row}"
    shown = html.escape(text, quote=False)
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>' if text else ""


def _letter(column: int) -> str:
    return chr(ord("A") + column)


# ── packages ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _content_types(parts: Mapping[str, str]) -> str:
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Mapping[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _archive(members: Mapping[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            archive.writestr(zipfile.ZipInfo(name), (head + text).encode("utf-8"))
    return stream.getvalue()


WRITERS: Mapping[str, Callable[[Document], bytes]] = {
    "txt": as_text,
    "html": as_html,
    "docx": as_docx,
    "xlsx": as_xlsx,
}
"""Format → its writer. A workbook has no room for indents and blank lines; everything else is kept by all."""
