"""Report lines 合并报告行: what became of each cell of a merge, in words, as its text, its page and its workbook show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from policytasks.errors import LedgerError
from policytasks.ledger.fields import placed
from policytasks.ledger.history import FieldValue
from policytasks.ledger.outcome import FieldOutcome, FileOutcome, MergeReport, Outcome, OutcomeKind, untold
from policytasks.ledger.status import Status
from policytasks.location import Location
from policytasks.messages import Language, Wording, spoken
from policytasks.workbook.columns import COLUMNS, column_of

__all__ = [
    "ORDER",
    "WORDS",
    "ReportLine",
    "code_words",
    "doubt_lines",
    "field_words",
    "file_words",
    "heading_words",
    "report_lines",
    "value_words",
]

ORDER = (
    OutcomeKind.CONFLICT,
    OutcomeKind.REJECTED,
    OutcomeKind.MISSING,
    OutcomeKind.FOREIGN,
    OutcomeKind.MERGED,
    OutcomeKind.UNCHANGED,
)
"""The kinds in the order in which people should look at them."""

WORDS = {
    "title": Wording("Merge report", "合并报告"),
    "rows": Wording("rows seen", "行数"),
    "sums": Wording("Rows: {rows}. {counts}", "共 {rows} 行：{counts}"),
    "stopped": Wording(
        "The merge stopped at conflicts: nothing was taken over, the ledger is as it was.",
        "因存在冲突，合并未执行：未采纳任何改动，台账保持原样。",
    ),
    "cells": Wording("{kind} (rows: {rows}, cells: {cells})", "{kind}（{rows} 行 {cells} 处）"),
    "whole-rows": Wording("{kind} (rows: {rows})", "{kind}（{rows} 行）"),
    "nothing": Wording("Nothing was changed.", "没有改动。"),
    "row": Wording("Row", "行"),
    "id": Wording("ID", "编号"),
    "unit": Wording("Unit", "单位"),
    "kind": Wording("Outcome", "结果"),
    "field": Wording("Column", "项目"),
    "base": Wording("Began with", "原值"),
    "ours": Wording("Ours", "本方"),
    "theirs": Wording("Theirs", "对方"),
    "taken": Wording("Taken", "采用"),
    "why": Wording("Why", "原因"),
    "place": Wording("Cell on their side", "对方单元格"),
    "our-place": Wording("Cell on ours", "本方单元格"),
    "whole-row": Wording("whole row", "整行"),
    "no-row": Wording("(beside the rows)", "（表外）"),
    "empty": Wording("(empty)", "（空）"),
    "files": Wording("Files", "文件"),
    "file": Wording("File", "文件"),
    "doubts": Wording("What the reader was unsure of", "读取时的疑点"),
    "in-order": Wording("in order", "正常"),
    "others-in-order": Wording("{count} files in order", "其余 {count} 个文件正常"),
    "alien": Wording("not of this ledger", "不属于本台账"),
    "unanswered": Wording("Not returned", "未报送单位"),
    "summary": Wording("Sums", "汇总"),
    "details": Wording("Details", "明细"),
    "number": Wording("Number", "数量"),
    "cut": Wording("… (cut; the page has the whole)", "……（过长，全文见网页版）"),
}
"""Key → text."""

_CODES = {
    "merge-stopped": Wording("the merge stopped at a conflict", "合并因冲突未执行"),
    "added": Wording("a new row", "新增行"),
    "removed": Wording("our side removed the row", "本方已删除该行"),
    "missing": Wording("not there any more; ours is kept", "对方已无此项，保留本方内容"),
    "foreign": Wording("about another notice", "属于其他文件的台账"),
    "out-of-turn": Wording("not theirs to fill in", "不属于对方填报项"),
    "other-unit": Wording("a row of another unit", "其他单位的行"),
    "wrong-unit": Wording("not the packet of this unit", "非该单位的派发表"),
    "outside-table": Wording("a line outside of the table", "表格以外的文字"),
    "late": Wording("returned late", "逾期报送"),
    "stale": Wording("made from an older ledger", "依据旧版台账填报"),
    "duplicate": Wording("returned before", "重复报送"),
    "unreadable": Wording("cannot be read", "无法读取"),
}

_FIELDS = {
    "preface": Wording("Lines above the table", "表头文字"),
    "footnotes": Wording("Lines below the table", "表下文字"),
    "notice.place": Wording("Place in the notice", "所属任务"),
    "notice.ordinal": Wording("Number", "序号"),
    "notice.leaders": Wording("Persons", "责任人"),
    "notice.open_list": Wording("Open list of units", "单位列举未尽"),
    "notice.implied": Wording("Implied units", "统一说明所列单位"),
    "notice.remarks": Wording("Remarks", "备注栏"),
    "notice.document_number": Wording("Document number", "发文字号"),
    "notice.title": Wording("Title", "标题"),
    "notice.issuer": Wording("Issuer", "发文机关"),
    "notice.addressees": Wording("Addressees", "主送机关"),
    "notice.issued_on": Wording("Issued on", "成文日期"),
    "notice.printed_on": Wording("Printed on", "印发日期"),
    "notice.copied_to": Wording("Copied to", "抄送"),
    "notice.disclosure": Wording("Disclosure", "公开属性"),
    "notice.body": Wording("Body", "正文"),
    "notice.obligations": Wording("Duties of everybody", "共同要求"),
    "notice.citations": Wording("Documents cited", "引用文件"),
    "notice.attachments": Wording("Annexes", "附件"),
} | {f"notice.{column.key}": column.heading for column in COLUMNS}
_COLUMNS = {column.key: column.heading for column in COLUMNS}
_OF = Wording("{field} ({what})", "{field}（{what}）")
_NOTE = Wording("Note on {column}", "批注（{column}）")


def doubt_lines(file: FileOutcome) -> Iterator[tuple[str, str]]:
    """Cell and message of what the reader of a file was unsure of, but for what the outcomes tell."""
    for doubt in untold(file.doubts):
        yield _place(doubt.location), doubt.message


@attrs.frozen(kw_only=True)
class ReportLine:
    """One line of a report: a cell, or a row of which no cell is to be told.

    Args:
        kind: What became of it.
        id: Number of the row; empty beside the rows.
        unit: Its unit; empty in a ledger by requirement.
        field: The column in words; of a whole row, that it is one.
        base: The value that both began with.
        ours: Ours.
        theirs: Theirs.
        taken: The value that was taken.
        why: Why, in words; empty for a plain merge.
        place: The cell on their side.
        our_place: The cell on ours.
        is_row: Whether it speaks of a whole row.
    """

    kind: OutcomeKind
    id: str = ""
    unit: str = ""
    field: str
    base: FieldValue = None
    ours: FieldValue = None
    theirs: FieldValue = None
    taken: FieldValue = None
    why: str = ""
    place: str = ""
    our_place: str = ""
    is_row: bool = False

    @property
    def row(self) -> str:
        """Number and unit."""
        return " ".join(part for part in (self.id, self.unit) if part)


def heading_words(kind: OutcomeKind, lines: Sequence[ReportLine], lang: Language) -> str:
    """The heading over the lines of one kind, with how many cells and rows there are."""
    cells = sum(not line.is_row for line in lines)
    rows = len({(line.id, line.unit) for line in lines})
    return WORDS["cells" if cells else "whole-rows"].say(lang, kind=kind.wording[lang], cells=cells, rows=rows)


def report_lines(report: MergeReport, lang: Language) -> Iterator[ReportLine]:
    """Every line of a report, in its order: what stands beside the rows first. Unchanged rows have none."""
    for field in report.fields:
        yield _cell(field, None, lang)
    for outcome in report.outcomes:
        if outcome.kind is OutcomeKind.UNCHANGED:
            continue
        lines = [_cell(field, outcome, lang) for field in outcome.fields]
        if not lines or outcome.kind in (OutcomeKind.MISSING, OutcomeKind.FOREIGN):
            yield ReportLine(
                kind=outcome.kind,
                id=outcome.requirement_id,
                unit=outcome.unit or "",
                field=WORDS["whole-row"][lang],
                why=code_words(outcome.code, lang),
                place=_place(outcome.location),
                is_row=True,
            )
        yield from lines


def _cell(field: FieldOutcome, outcome: Outcome | None, lang: Language) -> ReportLine:
    kind, code = field.kind, field.code
    if outcome is not None and outcome.kind is OutcomeKind.FOREIGN:
        # The whole row is foreign; each of its cells says only what it said.
        kind, code = OutcomeKind.FOREIGN, code if code != outcome.code else ""
    return ReportLine(
        kind=kind,
        id=outcome.requirement_id if outcome is not None else "",
        unit=(outcome.unit or "") if outcome is not None else "",
        field=field_words(field.field, lang),
        base=field.base,
        ours=field.ours,
        theirs=field.theirs,
        taken=field.taken,
        why=code_words(code or (outcome.code if outcome is not None and outcome.code == "added" else ""), lang),
        place=_place(field.location),
        our_place=_place(field.ours_location),
    )


def _place(location: Location) -> str:
    return str(location) if location else ""


def code_words(code: str, lang: Language) -> str:
    """A code in words; one that nobody listed stands for itself."""
    known = _CODES.get(code)
    return known[lang] if known is not None else code


def file_words(file: FileOutcome, lang: Language) -> str:
    """What is odd about a file, in words; that it is in order when nothing is."""
    codes = tuple(WORDS["alien"][lang] if code == "foreign" else code_words(code, lang) for code in file.codes)
    return str(spoken(codes, lang)) if codes else WORDS["in-order"][lang]


def field_words(field: str, lang: Language) -> str:
    """The name of a field as the sheet heads its column."""
    if field.startswith("notice.") or field in _FIELDS:
        name, mark, rest = field.partition(":") if ":" in field else field.partition(" ")
        known = _FIELDS.get(name)
        if known is None:
            return field
        return _OF.say(lang, field=known[lang], what=rest) if mark else known[lang]
    try:
        group, name = placed(field)
    except LedgerError:
        return field
    if group == "comments":
        column = column_of(name)
        heading = _COLUMNS.get(name) or (column.heading if column is not None else None)
        return _NOTE.say(lang, column=heading[lang] if heading is not None else name)
    return _COLUMNS[name][lang] if not group and name in _COLUMNS else name


def value_words(value: FieldValue, lang: Language) -> str:
    """A value as a cell shows it."""
    if value is None or value == "":
        return WORDS["empty"][lang]
    return value.wording[lang] if isinstance(value, Status) else str(value)
