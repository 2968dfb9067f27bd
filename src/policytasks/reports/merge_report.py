"""Merge report 合并报告: what a merge did, as a file for people."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from policytasks.atomic import write_atomically
from policytasks.ledger.outcome import MergeReport
from policytasks.messages import Language
from policytasks.reports.merge_page import merge_page
from policytasks.reports.merge_text import merge_text
from policytasks.workbook.report_sheet import render_report

__all__ = ["REPORT_SUFFIXES", "write_merge_report"]


def _text(report: MergeReport, lang: Language) -> bytes:
    return merge_text(report, lang=lang).encode("utf-8", "backslashreplace")


def _page(report: MergeReport, lang: Language) -> bytes:
    return merge_page(report, lang=lang).encode("utf-8")


def _sheet(report: MergeReport, lang: Language) -> bytes:
    return render_report(report, lang=lang)


_FORMS: dict[str, Callable[[MergeReport, Language], bytes]] = {
    ".txt": _text,
    ".html": _page,
    ".htm": _page,
    ".xlsx": _sheet,
}

REPORT_SUFFIXES = tuple(_FORMS)
"""The endings of names that say what form a report is written in."""


def write_merge_report(report: MergeReport, path: str | os.PathLike[str], *, lang: Language = "en") -> Path:
    """Write a merge report as text, as a page, or as a workbook.

    Args:
        report: The report.
        path: The file to write, replaced as a whole; its ending decides: ``.txt``, ``.html`` or ``.xlsx``.
        lang: Language of the words; values stay as they were typed.

    Returns:
        The path that was written.

    Raises:
        ValueError: Another ending.
        OSError: The file cannot be written.
    """
    target = Path(path)
    form = _FORMS.get(target.suffix.lower())
    if form is None:
        raise ValueError(f"{target}: the name has to end in {', '.join(REPORT_SUFFIXES)}, found {target.suffix!r}")
    return write_atomically(target, form(report, lang))
