"""Commands that send out and collect: dispatch, collect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytasks.cli.failures import ExitCode, Failure
from policytasks.cli.frame import Command, argument, command, option
from policytasks.cli.inputs import STDIN, read_one, read_registry, say_error
from policytasks.cli.outputs import Day, check_report, ledger_target
from policytasks.cli.phrases import phrase
from policytasks.cli.progress import progress_bar
from policytasks.cli.screen import say
from policytasks.cli.texts import Voice
from policytasks.errors import LedgerError
from policytasks.messages import LANGUAGES, Language

if TYPE_CHECKING:
    from policytasks.ledger.ledger import Grain, Ledger
    from policytasks.ledger.outcome import FileOutcome, MergeReport
    from policytasks.units.registry import UnitRegistry

__all__ = ["collect_command", "dispatch_command", "tracked_ledger"]

_LOCK = "~$"
"""What Excel's lock files begin with."""

_REFUSED = ("unreadable", "foreign", "wrong-unit")
"""Codes of files of which nothing was taken."""


def dispatch_command(voice: Voice) -> Command:
    """``policytasks dispatch LEDGER -o FOLDER``."""

    @command("dispatch", voice)
    @argument("ledger", metavar=voice("ledger-metavar"))
    @option("-o", "--output", required=True, metavar=voice("path-metavar"), help=voice("help.dispatch.output"))
    @option("--registry", metavar=voice("path-metavar"), help=voice("help.dispatch.registry"))
    @option("--due", type=Day(), metavar=voice("day-metavar"), help=voice("help.dispatch.due"))
    @option("--reply-to", default="", metavar=voice("text-metavar"), help=voice("help.dispatch.reply-to"))
    @option("--merge/--repeat", "merged", default=False, help=voice("help.dispatch.merge"))
    @option("--headings", type=click.Choice(LANGUAGES), default="zh", help=voice("help.ledger.headings"))
    @option("--protect", is_flag=True, help=voice("help.dispatch.protect"))
    @option("--force", is_flag=True, help=voice("help.dispatch.force"))
    def dispatch(
        ledger: str,
        output: str,
        registry: str | None,
        due: date | None,
        reply_to: str,
        merged: bool,
        headings: Language,
        protect: bool,
        force: bool,
    ) -> int:
        from policytasks.ledger.packet import plan_packets
        from policytasks.workbook.dispatch import dispatch as send_out

        units = read_registry(registry)
        tracked = tracked_ledger(ledger, voice, registry=units)
        plan = plan_packets(tracked, registry=units)
        with progress_bar(voice("progress.dispatch")) as progress:
            try:
                paths = send_out(
                    tracked, output, registry=units, due=due, reply_to=reply_to, merged=merged, lang=headings,
                    protected=protect, replace=force, progress=progress,
                )  # fmt: skip
            except LedgerError as error:
                if error.expected.endswith("replace=True"):
                    raise Failure(voice("error.packet-typed", path=error.where)) from error
                raise
        rows = sum(len(packet.ledger.entries) for packet in plan.packets)
        say(voice("wrote-packets", path=output, count=len(paths), rows=rows), err=True)
        if tracked.by == "requirement" and rows > len(tracked.entries):
            say(voice("shared-rows"), err=True)
        if plan.unaddressed:
            say(voice("unaddressed", rows=tuple(entry.requirement_id for entry in plan.unaddressed)), err=True)
        return ExitCode.FINE

    return dispatch


def collect_command(voice: Voice) -> Command:
    """``policytasks collect LEDGER FILE… -o OUT``."""

    @command("collect", voice)
    @argument("ledger", metavar=voice("ledger-metavar"))
    @argument("files", metavar=voice("returned-metavar"), many=True)
    @option("-o", "--output", metavar=voice("path-metavar"), help=voice("help.collect.output"))
    @option("--registry", metavar=voice("path-metavar"), help=voice("help.collect.registry"))
    @option("--on", type=Day(), metavar=voice("day-metavar"), help=voice("help.collect.on"))
    @option("--due", type=Day(), metavar=voice("day-metavar"), help=voice("help.collect.due"))
    @option(
        "--on-conflict", type=click.Choice(["ours", "theirs", "stop"]), default="ours",
        help=voice("help.collect.on-conflict"),
    )  # fmt: skip
    @option("--report", metavar=voice("path-metavar"), help=voice("help.collect.report"))
    @option("--dry-run", is_flag=True, help=voice("help.collect.dry-run"))
    @option("--merge/--repeat", "merged", default=True, help=voice("help.ledger.merge"))
    @option("--headings", type=click.Choice(LANGUAGES), default="zh", help=voice("help.ledger.headings"))
    @option("--force", is_flag=True, help=voice("help.ledger.force"))
    def collect(
        ledger: str,
        files: tuple[str, ...],
        output: str | None,
        registry: str | None,
        on: date | None,
        due: date | None,
        on_conflict: Any,
        report: str | None,
        dry_run: bool,
        merged: bool,
        headings: Language,
        force: bool,
    ) -> int:
        from policytasks.reports.merge_report import write_merge_report
        from policytasks.reports.merge_text import merge_text
        from policytasks.workbook.collect import collect as take_in
        from policytasks.workbook.writer import write_ledger

        paths = _files(files, voice)
        target = ledger_target(output, dry_run=dry_run, force=force, inputs=(ledger, *paths), voice=voice)
        check_report(report, (ledger, *paths), voice)
        units = read_registry(registry)
        tracked = tracked_ledger(ledger, voice, registry=units)
        with progress_bar(voice("progress.collect")) as progress:
            result = take_in(tracked, paths, registry=units, on=on, due=due, on_conflict=on_conflict, progress=progress)
        say(merge_text(result.report, lang=voice.lang).rstrip("\n"))
        for file in result.report.files:
            _say_refusal(file, voice)
        if report is not None:
            say(voice("wrote", path=write_merge_report(result.report, report, lang=voice.lang)), err=True)
        if target is not None and not result.report.stopped:
            path = write_ledger(result.ledger, target, merged=merged, lang=headings)
            say(voice("wrote-ledger", path=path, entries=len(result.ledger.entries)), err=True)
        return ExitCode.FINDINGS if _needs_a_look(result.report) else ExitCode.FINE

    return collect


def tracked_ledger(name: str, voice: Voice, *, by: Grain = "unit", registry: UnitRegistry | None = None) -> Ledger:
    """The ledger of a workbook, or a fresh one of a notice.

    Args:
        name: Path of the file, or ``-`` for standard input.
        voice: Language of the lines.
        by: What one row of a fresh ledger is about.
        registry: Resolves the names of the units of a notice.

    Raises:
        PolicytasksError: It is neither, or cannot be read.
    """
    from policytasks.ledger.ledger import Ledger
    from policytasks.sources.detect import detect
    from policytasks.sources.read import load
    from policytasks.workbook.reader import read_ledger
    from policytasks.workbook.sheet import NO_TABLE

    if name != STDIN:
        data, path = load(name)
        if data and detect(data, file=path) == "xlsx":
            try:
                return read_ledger(name)
            except LedgerError as error:
                # A table of another kind may be a notice.
                if error.message != NO_TABLE:
                    raise
    return Ledger.from_notice(read_one(name, registry).notice, by=by)


def _files(names: tuple[str, ...], voice: Voice) -> tuple[str, ...]:
    """The files; a folder stands for those in it, but for hidden ones and Excel's lock files."""
    files: list[str] = []
    for name in names:
        folder = Path(name)
        if not folder.is_dir():
            files.append(name)
            continue
        inside = sorted(each for each in folder.iterdir() if each.is_file())
        inside = [each for each in inside if not each.name.startswith((".", _LOCK))]
        if not inside:
            raise Failure(voice("error.no-files", path=name))
        files += map(str, inside)
    return tuple(files)


def _say_refusal(file: FileOutcome, voice: Voice) -> None:
    """Say why nothing was taken of a file."""
    if not any(code in _REFUSED for code in file.codes):
        return
    text = file.message if voice.lang == "en" else "".join(_translated(file.message, voice))
    say_error(voice("labelled", label=file.file) + text, voice)


def _translated(message: str, voice: Voice) -> Iterator[str]:
    """A message of the library in the caller's language, part by part."""
    for number, part in enumerate(message.split("; ")):
        for word in ("found", "expected"):
            if part.startswith(f"{word} "):
                yield voice(f"error.{word}", **{word: phrase(part.removeprefix(f"{word} "))})
                break
        else:
            yield ("；" if number else "") + phrase(part)


def _needs_a_look(report: MergeReport) -> bool:
    refused = any(code in _REFUSED for file in report.files for code in file.codes)
    doubtful = report.conflict or report.rejected or report.foreign or report.missing
    return bool(refused or doubtful or report.fields or report.stopped)
