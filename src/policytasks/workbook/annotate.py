"""Annotate 批注: findings hang on the cells of a workbook, which stays what it is in everything else.

Offending cells get a colour and a note, and a sheet at the end lists every finding with a link. The workbook is patched in place: text
boxes, charts, styles and the notes of people live on. What an earlier check put there goes away first, so a workbook may be
checked again and again; `policytasks.workbook.reader.read_ledger` passes over all of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import attrs

from policytasks.atomic import write_atomically
from policytasks.errors import LedgerError, SourceError
from policytasks.ledger.ledger import Ledger
from policytasks.messages import Language, Wording
from policytasks.model.notice import Notice
from policytasks.sources.read import Source, load
from policytasks.validation.catalogue import Rule
from policytasks.validation.finding import Finding, Severity
from policytasks.validation.ledger_places import LedgerPlaces
from policytasks.validation.rules import DEFAULT_RULES
from policytasks.validation.spots import Spots
from policytasks.workbook import wording
from policytasks.workbook.check_sheet import FILLS, Line, check_sheet, shown
from policytasks.workbook.note_marks import marked, words_of_people
from policytasks.workbook.patching.book_package import BookPackage, BookSheet
from policytasks.workbook.patching.cell_patch import CellPatch
from policytasks.workbook.patching.highlights import highlighted, without_highlights
from policytasks.workbook.patching.notes import hang_notes, take_off_notes
from policytasks.workbook.patching.references import address, parse_cell
from policytasks.workbook.patching.sheet_parts import put_sheet
from policytasks.workbook.patching.style_records import StyleRecords
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import render

__all__ = ["annotate_workbook"]


def annotate_workbook(
    source: Source | Notice | Ledger,
    findings: Iterable[Finding],
    out: str | os.PathLike[str],
    *,
    rules: Iterable[Rule] = DEFAULT_RULES,
    lang: Language = "zh",
) -> Path:
    """Write a workbook in which findings hang on the cells that they are about.

    ========================  ======================================================================================
    ``source``                What is written
    ========================  ======================================================================================
    a ledger's workbook       A copy of it; findings about the notice hang on the cells that show the unit, the
                              deadline or the text.
    another workbook          A copy of it, when the notice was read from it: findings hang on its cells.
    a notice, a ledger        The workbook that `write_ledger` makes of it, with the findings at their rows.
    ========================  ======================================================================================

    A finding that no cell shows (about a head, or a whole file) stands in the list only.

    Args:
        source: Path, bytes or binary file of a workbook; or the notice or ledger that was checked.
        findings: The findings, from `policytasks.validation.validate.validate`; they stand in the list in this order.
        out: The file to write; one that is there is replaced.
        rules: The rules, for what to do about a finding and why it matters.
        lang: Language of the list and of the marks around notes; the findings bring their own.

    Returns:
        The path that was written.

    Raises:
        FileNotFoundError: There is no such workbook.
        SourceError: It cannot be read as a file.
        LedgerError: It is no workbook, or one that cannot be changed in place; nothing is written then.
        OSError: ``out`` cannot be written.
    """
    checked: Notice | Ledger | None = None
    if isinstance(source, Notice | Ledger):
        checked, data, name = source, render(source, lang=lang), ""
    else:
        data, name = load(source)
    file = os.path.basename(name)
    try:
        new = _annotated(data, file, tuple(findings), checked, {rule.code: rule for rule in rules}, lang)
    except SourceError as fault:
        fault.begin_with(name, name=file)
        raise LedgerError(fault.message, where=fault.where, found=fault.found, expected=fault.expected) from fault
    except LedgerError as fault:
        fault.begin_with(name, name=file)
        raise
    return write_atomically(out, new)


@attrs.frozen(kw_only=True)
class _Cell:
    """A cell of the workbook."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        return address(self.row, self.column)


_OnSheet = dict[tuple[int, int], list[Finding]]
"""1-based row and column → the findings that hang there."""


def _annotated(
    data: bytes,
    file: str,
    findings: tuple[Finding, ...],
    checked: Notice | Ledger | None,
    rules: Mapping[str, Rule],
    lang: Language,
) -> bytes:
    book = BookPackage(data, file=file)
    ledger = _ledger(data)
    places = _Places(book, ledger, checked)
    lines: list[Line] = []
    hung: dict[str, _OnSheet] = {}
    for finding in findings:
        cell = places.cell(finding)
        if cell is not None:
            hung.setdefault(cell.sheet, {}).setdefault((cell.row, cell.column), []).append(finding)
        lines.append(_line(finding, cell, rules.get(finding.code), lang))
    styles = next(iter(book.parts_of_kind("styles", of=book.workbook)), "") or _new_styles(book)
    records = StyleRecords(book.text(styles))
    colours = {severity: records.add("dxfs", _colour(severity)) for severity in Severity}
    for sheet in book.sheets:
        if sheet.has_cells:
            _mark(book, sheet, hung.get(sheet.name, {}), colours, rules, lang)
    notice = checked if isinstance(checked, Notice) else (checked or ledger)
    title = notice.title if isinstance(notice, Notice) else notice.notice.title if notice is not None else file
    name = _name_of_list(book, lang)
    book.settle()
    put_sheet(book, name, check_sheet(lines, records, title=shown(title or ""), lang=lang))
    book.put(styles, records.text)
    return book.data()


def _ledger(data: bytes) -> Ledger | None:
    """The ledger that a workbook is; None for any other workbook."""
    try:
        return read_ledger(data)
    except LedgerError:
        return None


class _Places:
    """Finds the cells that findings are about.

    Args:
        book: The workbook.
        ledger: The ledger that it is, if it is one.
        checked: What was checked, where that is not the workbook itself.
    """

    def __init__(self, book: BookPackage, ledger: Ledger | None, checked: Notice | Ledger | None) -> None:
        self._book = book
        self._is_checked = checked is None
        self._sheets = {sheet.name: sheet for sheet in book.sheets if sheet.has_cells}
        self._ledger = LedgerPlaces(ledger, _spots(checked, ledger, book.file)) if ledger is not None else None

    def cell(self, finding: Finding) -> _Cell | None:
        """The cell on which a finding hangs; of a merged one the first."""
        place = finding.location
        here = not self._book.file or os.path.basename(place.file) == self._book.file
        if not (self._is_checked and here and place.cell and place.sheet in self._sheets):
            if self._ledger is None:
                return None
            place = self._ledger.cell(finding)
        found = parse_cell(place.cell or "")
        sheet = self._sheets.get(place.sheet or "")
        if found is None or sheet is None:
            return None
        row, column = self._book.cells(sheet).anchor(*found)
        return _Cell(sheet=sheet.name, row=row, column=column)


def _spots(checked: Notice | Ledger | None, ledger: Ledger, file: str) -> Spots:
    if checked is None:
        return Spots(ledger.notice, ledger, file=file)
    return Spots(checked) if isinstance(checked, Notice) else Spots(checked.notice, checked)


def _line(finding: Finding, cell: _Cell | None, rule: Rule | None, lang: Language) -> Line:
    return Line(
        finding=finding,
        place=f"{cell.sheet}!{cell.address}" if cell is not None else str(finding.location),
        target=(cell.sheet, cell.address) if cell is not None else None,
        remedy=rule.remedy[lang] if rule is not None else "",
        rationale=rule.rationale[lang] if rule is not None else "",
    )


def _mark(
    book: BookPackage,
    sheet: BookSheet,
    hung: _OnSheet,
    colours: Mapping[Severity, int],
    rules: Mapping[str, Rule],
    lang: Language,
) -> None:
    """Colour the cells of a sheet and hang notes on them, after those of an earlier check are gone."""
    book.settle()
    take_off_notes(book, sheet, words_of_people)
    by_severity: dict[Severity, list[tuple[int, int]]] = {severity: [] for severity in Severity}
    for place, findings in hung.items():
        by_severity[min((finding.severity for finding in findings), key=lambda severity: severity.rank)].append(place)
    text = without_highlights(book.text(sheet.member))
    book.put(sheet.member, highlighted(text, {colours[severity]: cells for severity, cells in by_severity.items()}))
    notes = {place: marked(_note(findings, rules, lang), lang) for place, findings in hung.items()}
    hang_notes(book, sheet, notes, author=wording.CREATOR)


def _note(findings: Iterable[Finding], rules: Mapping[str, Rule], lang: Language) -> str:
    """What the note of a cell says: what is the matter, and what to do about it."""
    pieces: list[str] = []
    for finding in findings:
        pieces.append(_MATTER.say(lang, severity=finding.severity, message=finding.message))
        rule = rules.get(finding.code)
        if rule is not None:
            pieces.append(_REMEDY.say(lang, remedy=rule.remedy))
    return shown("\n".join(pieces))


def _colour(severity: Severity) -> str:
    """The conditional format of a severity."""
    fill = f'<fgColor rgb="{FILLS[severity]}"/><bgColor rgb="{FILLS[severity]}"/>'
    sides = "".join(
        f'<{side} style="thin"><color rgb="{_EDGES[severity]}"/></{side}>'
        for side in ("left", "right", "top", "bottom")
    )
    return f'<dxf><fill><patternFill patternType="solid">{fill}</patternFill></fill><border>{sides}</border></dxf>'


def _new_styles(book: BookPackage) -> str:
    """A part with the styles that every workbook has, for one that has no such part."""
    folder = book.workbook.rpartition("/")[0]
    member = f"{folder}/styles.xml" if folder else "styles.xml"
    book.add(member, _LEAST_STYLES, content_type=_STYLES)
    book.relate(book.workbook, "styles", member, like="worksheet")
    return member


def _name_of_list(book: BookPackage, lang: Language) -> str:
    """The name of the list of an earlier check, or one that no sheet has."""
    names = {sheet.name.casefold() for sheet in book.sheets}
    for sheet in book.sheets:
        if sheet.has_cells and CellPatch(book, sheet).read(1, 1) in (wording.CHECK_TITLE.zh, wording.CHECK_TITLE.en):
            return sheet.name
    name = wording.CHECK[lang]
    number = 1
    while name.casefold() in names:
        number += 1
        name = f"{wording.CHECK[lang]} {number}"
    return name


_MATTER = Wording(en="{severity}: {message}", zh="{severity}：{message}")
_REMEDY = Wording(en="What to do: {remedy}", zh="处理：{remedy}")
_EDGES = {Severity.ERROR: "FFC00000", Severity.WARNING: "FFBF8F00", Severity.INFO: "FF2E75B6"}
_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_LEAST_STYLES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)
