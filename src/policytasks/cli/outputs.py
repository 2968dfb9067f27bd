"""Outputs: the ledger and the report that a command is to write, checked before anything is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from policytasks.cli.failures import Failure
from policytasks.cli.inputs import check_output
from policytasks.cli.texts import Voice
from policytasks.cli.writing import may_replace

__all__ = ["Day", "check_report", "ledger_target"]


class Day(click.DateTime):
    """A day as 2021-12-31."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> Any:
        return super().convert(value, parameter, context).date()


def ledger_target(
    output: str | None, *, dry_run: bool, force: bool, inputs: tuple[str, ...], voice: Voice
) -> Path | None:
    """Where the ledger goes; None for a dry run.

    Raises:
        Failure: There is no name, or one that no workbook has; or something would be lost with what is there.
    """
    if dry_run:
        return None
    if output is None:
        raise Failure(voice("error.no-output"))
    target = Path(output)
    if target.suffix.lower() != ".xlsx":
        raise Failure(voice("error.suffix", path=target, suffixes=(".xlsx",)))
    check_output(target, inputs, voice)
    if not force and not may_replace(target):
        raise Failure(voice("error.typed", path=target))
    return target


def check_report(report: str | None, inputs: tuple[str, ...], voice: Voice) -> None:
    """Refuse a report that would replace an input, or whose name says no form.

    Raises:
        Failure: It is one of these.
    """
    from policytasks.reports.merge_report import REPORT_SUFFIXES

    if report is None:
        return
    if Path(report).suffix.lower() not in REPORT_SUFFIXES:
        raise Failure(voice("error.suffix", path=report, suffixes=REPORT_SUFFIXES))
    check_output(Path(report), inputs, voice)
