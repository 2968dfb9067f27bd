"""Merge page 合并报告页: what a merge did, as one HTML file that needs nothing else and runs no script."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from policytasks.ledger.history import FieldValue
from policytasks.ledger.outcome import MergeReport, OutcomeKind
from policytasks.messages import Language, spoken
from policytasks.reports.markup import HTML_LANGUAGES, Child, Markup, digest, element
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

__all__ = ["merge_page"]

_COLUMNS: dict[OutcomeKind, tuple[str, ...]] = {
    OutcomeKind.CONFLICT: ("row", "field", "base", "ours", "theirs", "taken", "why"),
    OutcomeKind.REJECTED: ("row", "field", "ours", "theirs", "why"),
    OutcomeKind.MISSING: ("row", "field", "why", "place"),
    OutcomeKind.FOREIGN: ("row", "field", "theirs", "why"),
    OutcomeKind.MERGED: ("row", "field", "ours", "theirs", "why"),
}
"""What each table shows, in the order of its columns."""

_OPEN = {OutcomeKind.MERGED: False}
"""What was taken over is the longest list and the last one that people look at."""


def merge_page(report: MergeReport, *, lang: Language = "en") -> str:
    """A merge report as a page: the sums, then a table for each kind of outcome, and the files.

    Args:
        report: The report.
        lang: Language of the page; values stay as they were typed.

    Returns:
        HTML; the same for the same arguments.
    """
    style = files("policytasks.reports").joinpath("merge_report.css").read_text("utf-8")
    policy = f"default-src 'none'; style-src {digest(style)}; base-uri 'none'; form-action 'none'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="generator", content="policytasks"),
        element("title", WORDS["title"][lang]),
        element("style", Markup(style)),
    )
    body = element("body", _head(report, lang), element("main", list(_sections(report, lang))))
    return f"<!doctype html>\n{element('html', head, body, lang=HTML_LANGUAGES[lang])}\n"


def _head(report: MergeReport, lang: Language) -> Markup:
    counts = report.counts
    told = {line.kind for line in report_lines(report, lang)}
    sums: list[Child] = [
        element("li", element("span", element("b", str(report.rows_seen)), WORDS["rows"][lang]), class_="total")
    ]
    for kind in ORDER:
        words: tuple[Child, ...] = (element("b", str(counts[kind])), kind.wording[lang])
        inner = element("a", *words, href=f"#{kind.value}") if kind in told else element("span", *words)
        sums.append(element("li", inner, class_=kind.value))
    stopped = element("p", WORDS["stopped"][lang], class_="stopped", role="alert") if report.stopped else None
    return element("header", element("h1", WORDS["title"][lang]), element("ul", sums, class_="sums"), stopped)


def _sections(report: MergeReport, lang: Language) -> Iterator[Markup]:
    found: dict[OutcomeKind, list[ReportLine]] = {kind: [] for kind in ORDER}
    for line in report_lines(report, lang):
        found[line.kind].append(line)
    for kind, lines in found.items():
        if lines:
            title = element("h2", heading_words(kind, lines, lang))
            table = _table(kind, lines, lang)
            if kind in _OPEN:
                content: Child = element("details", element("summary", title), table)
            else:
                content = (title, table)
            yield element("section", content, id=kind.value, class_=kind.value)
    if not any(found.values()):
        yield element("section", element("h2", WORDS["nothing"][lang]))
    if report.files or report.unanswered:
        yield _files(report, lang)


def _table(kind: OutcomeKind, lines: list[ReportLine], lang: Language) -> Markup:
    columns = [name for name in _COLUMNS[kind] if name != "why" or any(line.why for line in lines)]
    names = [element("th", WORDS[name][lang], scope="col", class_=f"c-{name}") for name in columns]
    head = element("thead", element("tr", names))
    rows = [element("tr", [_cell(name, line, lang) for name in columns]) for line in lines]
    return element("div", element("table", head, element("tbody", rows)), class_="scroll")


def _cell(name: str, line: ReportLine, lang: Language) -> Markup:
    if name == "row":
        return element("td", line.row or WORDS["no-row"][lang], class_="key")
    if name in ("field", "why"):
        return element("td", getattr(line, name))
    if name == "place":
        return element("td", _place(line.place))
    place = {"ours": line.our_place, "theirs": line.place}.get(name, "")
    if line.is_row:
        return element("td", _place(place))
    value: FieldValue = getattr(line, name)
    blank = value is None or value == ""
    return element(
        "td",
        element("span", value_words(value, lang), class_="nothing" if blank else "value"),
        _place(place),
        class_="taken" if name == "taken" else None,
    )


def _place(place: str) -> Markup | None:
    return element("span", place, class_="place") if place else None


def _files(report: MergeReport, lang: Language) -> Markup:
    rows = [
        element(
            "tr",
            element("td", file.file),
            element("td", file.unit),
            element("td", file_words(file, lang)),
        )
        for file in report.files
    ]
    head = [element("th", WORDS[name][lang], scope="col") for name in ("file", "unit", "why")]
    table = element("table", element("thead", element("tr", head)), element("tbody", rows)) if rows else None
    doubts = [
        element("tr", element("td", _place(place)), element("td", message))
        for file in report.files
        for place, message in doubt_lines(file)
    ]
    return element(
        "section",
        element("h2", WORDS["files"][lang]),
        element("div", table, class_="scroll"),
        element("p", f"{WORDS['unanswered'][lang]}: {spoken(report.unanswered, lang)}") if report.unanswered else None,
        (
            element("h2", WORDS["doubts"][lang]),
            element("div", element("table", element("tbody", doubts)), class_="scroll"),
        )
        if doubts
        else None,
        id="files",
    )
