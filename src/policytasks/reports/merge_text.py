"""Merge text 合并报告（文本）: what a merge did, as people read it on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from policytasks.ledger.history import FieldValue
from policytasks.ledger.outcome import MergeReport, OutcomeKind
from policytasks.messages import Language, spoken
from policytasks.workbook.report_lines import (
    ORDER,
    WORDS,
    ReportLine,
    doubt_lines,
    file_words,
    heading_words,
    report_lines,
    value_words,
)

__all__ = ["merge_text"]

_SEPARATORS: dict[Language, str] = {"en": ", ", "zh": "，"}
_SHORT = 60
"""Characters of values that fit on one line together; longer ones get a line each."""

_FEW = 5
"""So many files in order are named; of more, only their number is told."""

_SIDES = {
    OutcomeKind.CONFLICT: ("base", "ours", "theirs", "taken"),
    OutcomeKind.REJECTED: ("ours", "theirs"),
    OutcomeKind.MERGED: ("ours", "theirs"),
    OutcomeKind.FOREIGN: ("theirs",),
}
"""The values that a line shows."""


def merge_text(report: MergeReport, *, lang: Language = "en") -> str:
    """A merge report as text: the sums, then conflicts, what was rejected, missing and foreign rows, and what was taken over.

    Args:
        report: The report.
        lang: Language of the words; values stay as they were typed.

    Returns:
        Lines, each ended by a line break; the same for the same report.
    """
    return "\n".join(_lines(report, lang)) + "\n"


def _lines(report: MergeReport, lang: Language) -> Iterator[str]:
    counts = _SEPARATORS[lang].join(f"{kind.wording[lang]} {count}" for kind, count in report.counts.items())
    yield WORDS["sums"].say(lang, rows=report.rows_seen, counts=counts)
    if report.stopped:
        yield WORDS["stopped"][lang]
    found: dict[OutcomeKind, list[ReportLine]] = {kind: [] for kind in ORDER}
    for line in report_lines(report, lang):
        found[line.kind].append(line)
    for kind, lines in found.items():
        if lines:
            yield ""
            yield heading_words(kind, lines, lang)
            for line in lines:
                yield from _told(line, lang)
    if not any(found.values()):
        yield WORDS["nothing"][lang]
    if report.files:
        yield ""
        yield WORDS["files"][lang]
        odd = [file for file in report.files if file.codes or file.doubts]
        good = len(report.files) - len(odd)
        for file in odd if good > _FEW else report.files:
            yield "  " + _joined(file.file, file.unit, file_words(file, lang))
            for place, message in doubt_lines(file):
                yield f"    {_joined(place, ' '.join(message.split()))}"
        if good > _FEW:
            yield "  " + WORDS["others-in-order"].say(lang, count=good)
    if report.unanswered:
        yield ""
        yield WORDS["unanswered"][lang]
        yield f"  {spoken(report.unanswered, lang)}"


def _told(line: ReportLine, lang: Language) -> Iterator[str]:
    row = line.row or WORDS["no-row"][lang]
    if line.is_row:
        yield _joined(f"  {row}", line.place, line.why)
        return
    sides = _SIDES[line.kind]
    values = [_one_line(getattr(line, side), lang) for side in sides]
    if line.kind is not OutcomeKind.CONFLICT and sum(map(len, values)) <= _SHORT:
        yield _joined(f"  {row}  {line.field}", " → ".join(values), line.place, line.why)
        return
    yield _joined(f"  {row}  {line.field}", line.why)
    places = {"ours": line.our_place, "theirs": line.place}
    # Letters and Chinese characters are not of one width, but a label never mixes them.
    width = max(len(WORDS[side][lang]) for side in sides)
    for side, value in zip(sides, values, strict=True):
        label = WORDS[side][lang].ljust(width, "\u3000" if lang == "zh" else " ")
        yield _joined(f"    {label}  {value}", places.get(side, ""))


def _joined(*parts: str) -> str:
    return "  ".join(part for part in parts if part)


def _one_line(value: FieldValue, lang: Language) -> str:
    """A value on one line; a line break in it is shown as ⏎."""
    return "⏎".join(value_words(value, lang).splitlines()) or WORDS["empty"][lang]
