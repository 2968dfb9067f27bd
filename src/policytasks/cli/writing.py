"""Commands that turn notices into files: ledger, review."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from policytasks.cli.failures import Failure
from policytasks.cli.frame import Command, argument, command, option
from policytasks.cli.inputs import Input, Outcome, read_all, read_registry
from policytasks.cli.screen import say
from policytasks.cli.targets import make_folder, output_targets
from policytasks.cli.texts import Voice
from policytasks.messages import LANGUAGES, Language

__all__ = ["ledger_command", "may_replace", "review_command"]

_COLLECTIVES = ["keep", "expand", "drop"]


def ledger_command(voice: Voice) -> Command:
    """``policytasks ledger FILE… -o OUT``."""

    @command("ledger", voice)
    @argument("files", metavar=voice("files-metavar"), many=True)
    @option("-o", "--output", required=True, metavar=voice("path-metavar"), help=voice("help.output"))
    @option("--by", type=click.Choice(["requirement", "unit"]), default="requirement", help=voice("help.ledger.by"))
    @option("--merge/--repeat", "merged", default=True, help=voice("help.ledger.merge"))
    @option("--collectives", type=click.Choice(_COLLECTIVES), default="keep", help=voice("help.collectives"))
    @option("--headings", type=click.Choice(LANGUAGES), default="zh", help=voice("help.ledger.headings"))
    @option("--column", "columns", multiple=True, metavar=voice("column-metavar"), help=voice("help.ledger.column"))
    @option("--summary/--no-summary", default=True, help=voice("help.ledger.summary"))
    @option("--guide/--no-guide", default=True, help=voice("help.ledger.guide"))
    @option("--unit-sheets", is_flag=True, help=voice("help.ledger.unit-sheets"))
    @option("--registry", metavar=voice("path-metavar"), help=voice("help.registry"))
    @option("--force", is_flag=True, help=voice("help.ledger.force"))
    def ledger(
        files: tuple[str, ...],
        output: str,
        by: Any,
        merged: bool,
        collectives: Any,
        headings: Language,
        columns: tuple[str, ...],
        summary: bool,
        guide: bool,
        unit_sheets: bool,
        registry: str | None,
        force: bool,
    ) -> int:
        from policytasks.cli.own_columns import column_choices
        from policytasks.ledger.ledger import Ledger
        from policytasks.workbook.writer import write_ledger

        chosen = column_choices(columns)
        targets = output_targets(files, Path(output), ".xlsx", voice)
        for target in targets.values():
            if not force and not may_replace(target):
                raise Failure(voice("error.typed", path=target))
        outcome = Outcome()
        units = read_registry(registry)
        for given in read_all(files, voice, outcome, registry=units, printing=False):
            _say_if_idle(given, voice)
            tracked = Ledger.from_notice(given.notice, by=by, collectives=collectives, registry=units)
            make_folder(targets[given.name], files)
            path = write_ledger(
                tracked, targets[given.name], merged=merged, lang=headings, columns=chosen, summary=summary, guide=guide,
                unit_sheets=unit_sheets,
            )  # fmt: skip
            say(voice("wrote-ledger", path=path, entries=len(tracked.entries)), err=True)
        return outcome.code

    return ledger


def may_replace(target: Path) -> bool:
    """Whether nothing is lost with a file: there is none, or it is a ledger that nobody has typed into."""
    from policytasks.errors import LedgerError
    from policytasks.workbook.reader import read_ledger, read_written_ledger

    if not target.is_file():
        return True
    try:
        ledger = read_ledger(target)
        untouched = ledger == read_written_ledger(target) and not ledger.doubts
        return untouched and not any(entry.is_reported for entry in ledger.entries)
    except LedgerError:
        return False


def review_command(voice: Voice) -> Command:
    """``policytasks review FILE… -o OUT``."""

    @command("review", voice)
    @argument("files", metavar=voice("files-metavar"), many=True)
    @option("-o", "--output", required=True, metavar=voice("path-metavar"), help=voice("help.output"))
    @option("--registry", metavar=voice("path-metavar"), help=voice("help.registry"))
    def review(files: tuple[str, ...], output: str, registry: str | None) -> int:
        targets = output_targets(files, Path(output), ".html", voice)
        outcome = Outcome()
        units = read_registry(registry)
        for given in read_all(files, voice, outcome, registry=units, printing=False):
            make_folder(targets[given.name], files)
            path = _write_review(given, targets[given.name], voice)
            say(voice("wrote", path=path), err=True)
        return outcome.code

    return review


def _say_if_idle(given: Input, voice: Voice) -> None:
    """Say that what is written will be empty, lest people look for the fault elsewhere."""
    if not given.notice.tasks:
        say(voice("no-tasks", path=given.name), err=True)


def _write_review(given: Input, target: Path, voice: Voice) -> Path:
    from policytasks.reports.review import write_review

    return write_review(given.document, target, notice=given.notice, lang=voice.lang)
