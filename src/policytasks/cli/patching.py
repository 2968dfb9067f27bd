"""Commands that change workbooks in place: update, fill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytasks.cli.failures import ExitCode, Failure
from policytasks.cli.frame import Command, argument, command, option
from policytasks.cli.inputs import check_output
from policytasks.cli.screen import say
from policytasks.cli.sending import tracked_ledger
from policytasks.cli.texts import Voice
from policytasks.cli.writing import may_replace
from policytasks.ledger.typed import as_text
from policytasks.workbook.cells import CellValue

if TYPE_CHECKING:
    from policytasks.workbook.patching.cell_patch import CellChange
    from policytasks.workbook.update import UpdateReport

__all__ = ["fill_command", "update_command"]


def update_command(voice: Voice) -> Command:
    """``policytasks update WORKBOOK [LEDGER]``."""

    @command("update", voice)
    @argument("workbook", metavar=voice("workbook-metavar"))
    @argument("ledger", metavar=voice("maybe-ledger-metavar"), required=False)
    @option("--set", "cells", multiple=True, metavar=voice("set-metavar"), help=voice("help.update.set"))
    @option("--sheet", metavar=voice("text-metavar"), help=voice("help.update.sheet"))
    @option("-o", "--output", metavar=voice("path-metavar"), help=voice("help.update.output"))
    @option("--partial", is_flag=True, help=voice("help.update.partial"))
    @option("--replace-formulas", is_flag=True, help=voice("help.update.formulas"))
    @option("--dry-run", is_flag=True, help=voice("help.update.dry-run"))
    @option("--force", is_flag=True, help=voice("help.ledger.force"))
    def update(
        workbook: str,
        ledger: str | None,
        cells: tuple[str, ...],
        sheet: str | None,
        output: str | None,
        partial: bool,
        replace_formulas: bool,
        dry_run: bool,
        force: bool,
    ) -> int:
        from policytasks.workbook.reader import read_ledger
        from policytasks.workbook.update import update_workbook

        if bool(ledger) == bool(cells):
            raise Failure(voice("error.both", first="LEDGER", second="--set") if ledger else voice("error.no-change"))
        inputs = (workbook, ledger) if ledger else (workbook,)
        if output is not None and not dry_run:
            _check_target(Path(output), inputs, force=force, voice=voice)
        changes = read_ledger(ledger) if ledger else _cells(cells, voice)
        report = update_workbook(
            workbook,
            changes,
            sheet=sheet,
            out=output,
            dry_run=dry_run,
            partial=partial,
            replace_formulas=replace_formulas,
        )
        _tell(report, partial=partial, dry_run=dry_run, voice=voice)
        return ExitCode.FINE

    return update


def fill_command(voice: Voice) -> Command:
    """``policytasks fill TEMPLATE LEDGER -o OUT``."""

    @command("fill", voice)
    @argument("template", metavar=voice("template-metavar"))
    @argument("ledger", metavar=voice("ledger-or-notice-metavar"))
    @option("-o", "--output", required=True, metavar=voice("path-metavar"), help=voice("help.output"))
    @option("--sheet", metavar=voice("text-metavar"), help=voice("help.fill.sheet"))
    @option("--value", "values", multiple=True, metavar=voice("value-metavar"), help=voice("help.fill.value"))
    @option("--by", type=click.Choice(["requirement", "unit"]), default="requirement", help=voice("help.fill.by"))
    @option("--carry", is_flag=True, help=voice("help.fill.carry"))
    @option("--dry-run", is_flag=True, help=voice("help.fill.dry-run"))
    @option("--force", is_flag=True, help=voice("help.ledger.force"))
    def fill(
        template: str,
        ledger: str,
        output: str,
        sheet: str | None,
        values: tuple[str, ...],
        by: Any,
        carry: bool,
        dry_run: bool,
        force: bool,
    ) -> int:
        from policytasks.atomic import write_atomically
        from policytasks.sources.read import load
        from policytasks.workbook.template import plan_fill

        target = Path(output)
        if not dry_run:
            _check_target(target, (template, ledger), force=force, voice=voice)
        data, path = load(Path(template))
        tracked = tracked_ledger(ledger, voice, by=by)
        known = {name: _value(text) for name, text in (_pair(each, voice("value-metavar"), voice) for each in values)}
        book, filled = plan_fill(data, tracked, path=path, out=target, sheet=sheet, values=known, carry=carry)
        if dry_run:
            _list(filled.cells, voice)
        else:
            write_atomically(target, book.data())
        if filled.open:
            say(voice("fill.open", names=filled.open), err=True)
        if filled.left_out:
            say(voice("fill.left-out", names=filled.left_out), err=True)
        say(voice("fill.would" if dry_run else "fill.wrote", rows=len(tracked.entries), path=target), err=True)
        return ExitCode.FINE

    return fill


def _check_target(target: Path, inputs: tuple[str, ...], *, force: bool, voice: Voice) -> None:
    check_output(target, inputs, voice)
    if not force and not may_replace(target):
        raise Failure(voice("error.typed", path=target))


def _cells(given: tuple[str, ...], voice: Voice) -> Mapping[str, CellValue | bool]:
    return {address: _value(text) for address, text in (_pair(each, voice("set-metavar"), voice) for each in given)}


def _pair(given: str, expected: str, voice: Voice) -> tuple[str, str]:
    name, equals, text = given.partition("=")
    if not equals or not name.strip():
        raise Failure(voice("error.no-pair", value=given, expected=expected))
    return name.strip(), text


def _value(text: str) -> CellValue:
    """A number or a day where the text is one, as somebody who types it into a cell would have it."""
    if not text:
        return None
    for read in (int, float, date.fromisoformat):
        try:
            value: CellValue = read(text)
        except ValueError:
            continue
        # 007 and 1e5 are no numbers that somebody counts with.
        if as_text(value) == text:
            return value
    return text


def _tell(report: UpdateReport, *, partial: bool, dry_run: bool, voice: Voice) -> None:
    _list(report.cells, voice)
    if report.unshown:
        key = "update.left-out" if partial else "update.unshown"
        say(voice(key, count=len(report.unshown)), err=True)
    if report.behind:
        say(voice("update.behind", names=report.behind), err=True)
    if not report:
        say(voice("update.nothing", path=report.path), err=True)
        return
    say(voice("update.would" if dry_run else "update.wrote", count=len(report.cells), path=report.path), err=True)


def _list(cells: Iterable[CellChange], voice: Voice) -> None:
    """A line for each cell, also for one whose text runs over several lines."""
    for change in cells:
        before, after = (
            " ".join(as_text(value).split()) or voice("update.empty") for value in (change.before, change.after)
        )
        say(voice("update.cell", place=change.location, before=before, after=after))
