"""The command that merges two copies of a ledger: merge."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from policytasks.cli.failures import ExitCode, Failure
from policytasks.cli.frame import Command, argument, command, option
from policytasks.cli.inputs import say_error
from policytasks.cli.outputs import Day, check_report, ledger_target
from policytasks.cli.screen import say
from policytasks.cli.texts import Voice
from policytasks.errors import LedgerError
from policytasks.messages import LANGUAGES, Language

if TYPE_CHECKING:
    from policytasks.ledger.ledger import Ledger
    from policytasks.ledger.outcome import MergeReport

__all__ = ["merge_command"]


def merge_command(voice: Voice) -> Command:
    """``policytasks merge [BASE] OURS THEIRS -o OUT``."""

    @command("merge", voice)
    @argument("files", metavar=voice("merge-metavar"), many=True)
    @option("-o", "--output", metavar=voice("path-metavar"), help=voice("help.merge.output"))
    @option(
        "--on-conflict", type=click.Choice(["stop", "ours", "theirs"]), default="stop",
        help=voice("help.merge.on-conflict"),
    )  # fmt: skip
    @option("--report", metavar=voice("path-metavar"), help=voice("help.merge.report"))
    @option("--on", type=Day(), metavar=voice("day-metavar"), help=voice("help.merge.on"))
    @option("--author", default="", metavar=voice("name-metavar"), help=voice("help.merge.author"))
    @option("--dry-run", is_flag=True, help=voice("help.merge.dry-run"))
    @option("--merge/--repeat", "merged", default=True, help=voice("help.ledger.merge"))
    @option("--headings", type=click.Choice(LANGUAGES), default="zh", help=voice("help.ledger.headings"))
    @option("--force", is_flag=True, help=voice("help.ledger.force"))
    def merge(
        files: tuple[str, ...],
        output: str | None,
        on_conflict: Any,
        report: str | None,
        on: date | None,
        author: str,
        dry_run: bool,
        merged: bool,
        headings: Language,
        force: bool,
    ) -> int:
        from policytasks.ledger.merge import merge_ledgers
        from policytasks.reports.merge_report import write_merge_report
        from policytasks.reports.merge_text import merge_text
        from policytasks.workbook.writer import write_ledger

        if len(files) not in (2, 3):
            raise Failure(voice("error.two-or-three", count=len(files)))
        target = ledger_target(output, dry_run=dry_run, force=force, inputs=files, voice=voice)
        check_report(report, files, voice)
        base, ours, theirs = _read(files, voice)
        result = merge_ledgers(base, ours, theirs, on_conflict=on_conflict, on=on, by=author)
        for line in merge_text(result.report, lang=voice.lang).splitlines():
            say(line)
        if report is not None:
            say(voice("wrote", path=write_merge_report(result.report, report, lang=voice.lang)), err=True)
        if result.report.stopped:
            say_error(voice("merge.stopped"), voice)
        elif target is not None:
            path = write_ledger(result.ledger, target, merged=merged, lang=headings)
            say(voice("wrote-ledger", path=path, entries=len(result.ledger.entries)), err=True)
        return ExitCode.FINDINGS if _needs_a_look(result.report) else ExitCode.FINE

    return merge


def _read(files: tuple[str, ...], voice: Voice) -> tuple[Ledger, Ledger, Ledger]:
    """Base, ours and theirs. A base that is a workbook counts as it stands: people may have worked in it before it was copied."""
    from policytasks.workbook.reader import read_ledger

    *before, ours, theirs = files
    base = read_ledger(before[0]) if before else _written(theirs) or _written(ours)
    if base is None:
        raise Failure(voice("error.no-base", ours=ours, theirs=theirs))
    return base, read_ledger(ours, base=base), read_ledger(theirs, base=base)


def _written(name: str) -> Ledger | None:
    """What a workbook was written from; None when it has lost that."""
    from policytasks.workbook.reader import read_written_ledger

    try:
        return read_written_ledger(name)
    except LedgerError:
        return None


def _needs_a_look(report: MergeReport) -> bool:
    from policytasks.ledger.outcome import OutcomeKind

    beside = any(field.kind is not OutcomeKind.MERGED for field in report.fields)
    return bool(report.conflict or report.rejected or report.foreign or report.missing or beside or report.stopped)
