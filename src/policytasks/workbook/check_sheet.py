"""Check sheet 检查结果: every finding in one list, each with a link to its cell and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from policytasks.messages import Language, Wording, spoken
from policytasks.validation.finding import Finding, Severity
from policytasks.workbook import wording
from policytasks.workbook.cells import TEXT_LIMIT, plain
from policytasks.workbook.layout import fit
from policytasks.workbook.patching.cell_xml import text_xml
from policytasks.workbook.patching.references import address
from policytasks.workbook.patching.style_records import StyleRecords
from policytasks.workbook.patching.xml_text import escaped_attribute

__all__ = ["FILLS", "Line", "check_sheet", "shown"]

FILLS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFE699", Severity.INFO: "FFDDEBF7"}
"""The colours of cells on which a finding hangs, by the gravest one."""

_HEADS: tuple[tuple[Wording, float], ...] = (
    (Wording(en="No.", zh="序号"), 6),
    (Wording(en="Severity", zh="程度"), 9),
    (Wording(en="Place", zh="位置"), 22),
    (Wording(en="What is the matter", zh="问题"), 46),
    (Wording(en="What to do", zh="处理"), 46),
    (Wording(en="Why", zh="理由"), 46),
    (Wording(en="Code", zh="代码"), 24),
)
_HEAD_ROW = 5
_CHARSET = '<charset val="134"/>'
_NAMES = {"sans": "黑体", "serif": "宋体"}
_LINE = "".join(f'<{side} style="thin"><color rgb="FF7F7F7F"/></{side}>' for side in ("left", "right", "top", "bottom"))
_BORDER = f"<border>{_LINE}<diagonal/></border>"
_MIDDLE = '<alignment horizontal="center" vertical="center" wrapText="1"/>'
_LEFT = '<alignment horizontal="left" vertical="center" wrapText="1"/>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@attrs.frozen(kw_only=True)
class Line:
    """One finding of the list.

    Args:
        finding: The finding.
        place: What is written for its place.
        target: Where a click leads: sheet and address; None when no cell of the workbook is concerned.
        remedy: What to do.
        rationale: Why it matters.
    """

    finding: Finding
    place: str
    target: tuple[str, str] | None = None
    remedy: str = ""
    rationale: str = ""


@attrs.frozen(kw_only=True)
class _Styles:
    """Indexes of the styles of the sheet."""

    title: int
    subtitle: int
    note: int
    head: int
    body: int
    centre: int
    link: int
    severities: Mapping[Severity, int]


def check_sheet(lines: Sequence[Line], records: StyleRecords, *, title: str, lang: Language) -> str:
    """The XML of the sheet.

    Args:
        lines: The findings, in the order in which they are to stand.
        records: The styles of the workbook; what the sheet needs is added.
        title: What the workbook is about.
        lang: Language of the sheet.
    """
    styles = _styles(records)
    rows = [*_preface(lines, styles, title, lang), _heads(styles, lang)]
    rows += [_row(_HEAD_ROW + number, number, line, styles, lang) for number, line in enumerate(lines, 1)]
    last = _HEAD_ROW + len(lines)
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, (_, width) in enumerate(_HEADS, 1)
    )
    links = "".join(_link(_HEAD_ROW + number, line) for number, line in enumerate(lines, 1))
    area = f"A{_HEAD_ROW}:{address(last, len(_HEADS))}"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{address(last, len(_HEADS))}"/>'
        f'<sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane ySplit="{_HEAD_ROW}" '
        f'topLeftCell="A{_HEAD_ROW + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{"".join(rows)}</sheetData>'
        + (f'<autoFilter ref="{area}"/>' if lines else "")
        + '<mergeCells count="3"><mergeCell ref="A1:G1"/><mergeCell ref="A2:G2"/><mergeCell ref="A4:G4"/></mergeCells>'
        + (f"<hyperlinks>{links}</hyperlinks>" if links else "")
        + '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def shown(text: str) -> str:
    """A text as a cell or a note can hold it: what no XML file holds is replaced, what is too long is cut."""
    safe = text.encode("utf-8", "replace").decode("utf-8").replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    limit = TEXT_LIMIT // 2
    return plain(safe if len(safe) <= limit else safe[:limit] + "…", where="")


def _font(face: str, size: float, *, colour: str = "", underlined: bool = False) -> str:
    line = "<u/>" if underlined else ""
    paint = f'<color rgb="{colour}"/>' if colour else ""
    return f'<font>{line}<sz val="{size:g}"/>{paint}<name val="{_NAMES[face]}"/><family val="3"/>{_CHARSET}</font>'


def _fill(colour: str) -> str:
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor indexed="64"/></patternFill></fill>'
    )


def _styles(records: StyleRecords) -> _Styles:
    body = _font("serif", 10.5)
    return _Styles(
        title=records.cell_style(font=_font("sans", 16), alignment=_MIDDLE),
        subtitle=records.cell_style(font=_font("serif", 11), alignment=_MIDDLE),
        note=records.cell_style(font=_font("serif", 10), alignment=_LEFT),
        head=records.cell_style(
            font=_font("sans", 10.5), fill=_fill("FFDCE6F1"), border=_BORDER, alignment=_MIDDLE
        ),
        body=records.cell_style(font=body, border=_BORDER, alignment=_LEFT),
        centre=records.cell_style(font=body, border=_BORDER, alignment=_MIDDLE),
        link=records.cell_style(
            font=_font("serif", 10.5, colour="FF0563C1", underlined=True), border=_BORDER, alignment=_LEFT
        ),
        severities={
            severity: records.cell_style(font=body, fill=_fill(colour), border=_BORDER, alignment=_MIDDLE)
            for severity, colour in FILLS.items()
        },
    )  # fmt: skip


def _preface(lines: Sequence[Line], styles: _Styles, title: str, lang: Language) -> Iterator[str]:
    """The title, the counts in the colours of the cells, and what the sheet is."""
    yield _cells(1, [(1, wording.CHECK_TITLE[lang], styles.title)], height=32)
    yield _cells(2, [(1, title, styles.subtitle)], height=20)
    # The first column is too narrow for words.
    counts = [
        (column, f"{spoken(severity, lang)} {sum(line.finding.severity is severity for line in lines)}", style)
        for column, (severity, style) in enumerate(styles.severities.items(), 2)
    ]
    yield _cells(3, counts, height=24)
    note = wording.CHECK_NOTE.say(lang, begin=wording.NOTE_BEGIN, end=wording.NOTE_END)
    yield _cells(4, [(1, note, styles.note)], height=34)


def _heads(styles: _Styles, lang: Language) -> str:
    return _cells(
        _HEAD_ROW, [(number, head[lang], styles.head) for number, (head, _) in enumerate(_HEADS, 1)], height=28
    )


def _row(number: int, position: int, line: Line, styles: _Styles, lang: Language) -> str:
    finding = line.finding
    texts = (
        (str(spoken(finding.severity, lang)), styles.severities[finding.severity]),
        (line.place, styles.link if line.target is not None else styles.body),
        (finding.message, styles.body),
        (line.remedy, styles.body),
        (line.rationale, styles.body),
        (finding.code, styles.body),
    )
    cells = [(column, shown(text), style) for column, (text, style) in enumerate(texts, 2)]
    height = max(fit(text, _HEADS[column - 1][1])[1] for column, text, _ in cells)
    first = f'<c r="A{number}" s="{styles.centre}"><v>{position}</v></c>'
    return _cells(number, cells, height=height, first=first)


def _cells(number: int, cells: Sequence[tuple[int, str, int]], *, height: float, first: str = "") -> str:
    inner = "".join(
        f'<c r="{address(number, column)}" s="{style}" t="inlineStr"><is>{text_xml(text, "")}</is></c>'
        for column, text, style in cells
    )
    return f'<row r="{number}" ht="{height:g}" customHeight="1">{first}{inner}</row>'


def _link(number: int, line: Line) -> str:
    if line.target is None:
        return ""
    sheet, cell = line.target
    place = escaped_attribute(f"'{sheet.replace(chr(39), chr(39) * 2)}'!{cell}")
    return f'<hyperlink ref="C{number}" location="{place}" display="{escaped_attribute(shown(line.place))}"/>'
