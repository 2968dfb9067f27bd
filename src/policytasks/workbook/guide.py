"""Guide sheet 填写说明: what to write where, what the statuses and colours mean, and what to leave alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs
from openpyxl.cell.cell import Cell
from openpyxl.styles import PatternFill
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.ledger.light import WARN_DAYS
from policytasks.ledger.status import Status
from policytasks.messages import Language
from policytasks.workbook import layout, styles, wording
from policytasks.workbook.cells import escaped, plain
from policytasks.workbook.controls import set_up_page
from policytasks.workbook.engine import cell_at, copy_style, set_text
from policytasks.workbook.own_columns import Arranged
from policytasks.workbook.status_list import StatusList

__all__ = ["guide_texts", "write_guide"]

_WIDTHS = (18.0, 27.0, 58.0)
_MARGIN = 6.0


@attrs.frozen(kw_only=True)
class _Line:
    """One line of the sheet: one text over the whole width, or three cells of a table."""

    texts: tuple[str, ...]
    kind: str = "text"
    fill: PatternFill | None = None


def write_guide(
    sheet: Worksheet, columns: Sequence[Arranged], statuses: StatusList, *, ledger_sheet: str,
    has_summary: bool, has_views: bool, merged: bool, lang: Language,
) -> None:  # fmt: skip
    """Fill the sheet.

    Args:
        sheet: An empty sheet.
        columns: The columns of the ledger's sheet.
        statuses: The words of each status.
        ledger_sheet: Name of the ledger's sheet.
        has_summary: Whether the workbook has a summary.
        has_views: Whether it has sheets of units.
        merged: Whether the ledger's sheet has merged cells.
        lang: Language.
    """
    lines = _lines(
        columns,
        statuses,
        ledger_sheet=ledger_sheet,
        has_summary=has_summary,
        has_views=has_views,
        merged=merged,
        lang=lang,
    )
    stencils: dict[object, Cell] = {}
    for row, line in enumerate(lines, 1):
        if line.kind in ("head", "cells"):
            _write_cells(sheet, row, line, stencils)
        else:
            _write_text(sheet, row, line)
    for letter, width in zip("ABC", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    set_up_page(sheet, head=None, lang=lang, landscape=False)
    # People pin it to the wall: one page.
    sheet.page_setup.fitToHeight = 1


def guide_texts(
    columns: Sequence[Arranged], statuses: StatusList, *, ledger_sheet: str,
    has_summary: bool, has_views: bool, merged: bool, lang: Language,
) -> frozenset[str]:  # fmt: skip
    """Everything that the sheet says, as `write_guide` writes it."""
    lines = _lines(
        columns,
        statuses,
        ledger_sheet=ledger_sheet,
        has_summary=has_summary,
        has_views=has_views,
        merged=merged,
        lang=lang,
    )
    return frozenset(text for line in lines for text in line.texts)


def _lines(
    columns: Sequence[Arranged], statuses: StatusList, *, ledger_sheet: str,
    has_summary: bool, has_views: bool, merged: bool, lang: Language,
) -> Iterator[_Line]:  # fmt: skip
    yield _Line(kind="title", texts=(wording.GUIDE_TITLE[lang],))
    yield from _part("rules", lang)
    rules = [rule.say(lang, sheet=ledger_sheet, store=wording.STORE) for rule in wording.GUIDE_RULES]
    rules += [wording.GUIDE_MERGED[lang]] if merged else []
    views = [wording.SUMMARY[lang]] if has_summary else []
    views += [wording.GUIDE_UNIT_SHEETS[lang]] if has_views else []
    rules += [wording.GUIDE_VIEWS.say(lang, sheets=views)] if views else []
    yield from (_Line(texts=(f"{number}. {rule}",)) for number, rule in enumerate(rules, 1))
    yield from _part("columns", lang)
    for each in columns:
        if each.is_hidden:
            continue
        cells = (each.heading, wording.EDITORS[each.editor.value][lang], _hint(each, lang))
        yield _Line(kind="cells", texts=_shown(cells), fill=styles.HEAD_FILLS[each.editor])
    if not any(each.name == "status" for each in columns):
        return
    yield from _part("statuses", lang)
    for status in Status:
        further = [word for word in statuses.words(status) if word != status.wording[lang]]
        meaning = wording.STATUS_MEANINGS[status.value][lang]
        yield _Line(kind="cells", texts=_shown((status.wording[lang], meaning, "、".join(further))))
    yield from _part("lights", lang)
    for light, texts in wording.LIGHTS.items():
        said = tuple(text.say(lang, days=WARN_DAYS) for text in texts)
        yield _Line(kind="cells", texts=said, fill=styles.LIGHT_FILLS[light])


def _part(name: str, lang: Language) -> Iterator[_Line]:
    yield _Line(kind="part", texts=(wording.GUIDE_PARTS[name][lang],))
    if name in wording.GUIDE_HEADS:
        yield _Line(kind="head", texts=tuple(head[lang] for head in wording.GUIDE_HEADS[name]), fill=styles.HEAD_FILL)


def _hint(each: Arranged, lang: Language) -> str:
    if each.column is not None:
        return each.column.hint[lang]
    if each.own is None:
        return ""
    hint = wording.OWN_KIND_HINTS[each.own.kind][lang]
    return f"{hint} {'、'.join(each.own.choices)}" if each.own.choices else hint


def _shown(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(plain(text, where="guide") for text in texts)


def _write_text(sheet: Worksheet, row: int, line: _Line) -> None:
    cell = cell_at(sheet, row, 1)
    set_text(cell, escaped(line.texts[0]))
    cell.font = {"title": styles.TITLE_FONT, "part": styles.HEAD_FONT}.get(line.kind, styles.body_font(11))
    cell.alignment = styles.TITLE_ALIGNMENT if line.kind == "title" else styles.FOOTNOTE_ALIGNMENT
    sheet.merged_cells.ranges.add(CellRange(min_col=1, max_col=len(_WIDTHS), min_row=row, max_row=row))
    lines = layout.line_count(line.texts[0], sum(_WIDTHS))
    sheet.row_dimensions[row].height = {"title": 36.0, "part": 28.0}.get(line.kind, lines * 16 + _MARGIN)


def _write_cells(sheet: Worksheet, row: int, line: _Line, stencils: dict[object, Cell]) -> None:
    head = line.kind == "head"
    for number, text in enumerate(line.texts, 1):
        cell = cell_at(sheet, row, number)
        set_text(cell, escaped(text))
        fill = line.fill if head or number == 1 else None
        stencil = stencils.setdefault((head, fill and fill.fgColor.rgb), cell)
        if stencil is not cell:
            copy_style(stencil, cell)
            continue
        cell.font = styles.HEAD_FONT if head else styles.body_font(layout.BODY_SIZE)
        cell.alignment = styles.HEAD_ALIGNMENT if head else styles.LEFT
        cell.border = styles.BODY_BORDER
        if fill is not None:
            cell.fill = fill
    lines = max(layout.line_count(text, width) for text, width in zip(line.texts, _WIDTHS, strict=True))
    sheet.row_dimensions[row].height = max(20.0, lines * layout.LINE_HEIGHT + _MARGIN)
