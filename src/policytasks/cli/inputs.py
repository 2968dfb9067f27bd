"""Inputs: the files that a command was given, read one after the other."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from policytasks.cli.failures import ExitCode, Failure, describe, exit_code
from policytasks.cli.screen import say
from policytasks.cli.texts import Voice
from policytasks.errors import PolicytasksError
from policytasks.location import Location
from policytasks.model.notice import Notice
from policytasks.sources.document import Document

if TYPE_CHECKING:
    from policytasks.ledger.ledger import Ledger
    from policytasks.units.registry import UnitRegistry

__all__ = ["STDIN", "Input", "Outcome", "check_output", "read_all", "read_one", "read_registry", "say_error"]

STDIN = "-"
_STDIN_NAME = "<stdin>"


@attrs.frozen(kw_only=True)
class Input:
    """One file that was read.

    Args:
        name: The path as given; ``-`` for standard input.
        notice: What it says.
        document: Its blocks; None when it was a notice in JSON, or a ledger.
        ledger: The ledger that the file is; None for a notice, and where nobody asked for ledgers.
        is_workbook: Whether the file is a workbook on disk.
    """

    name: str
    notice: Notice
    document: Document | None = None
    ledger: Ledger | None = None
    is_workbook: bool = False

    def with_path(self, location: Location) -> Location:
        """The location with the path as given, which locations do not carry: a place that an editor can jump to."""
        file = self.document.file if self.document is not None else self.ledger and self.ledger.location.file
        if not file or self.name == STDIN or location.file != file:
            return location
        return attrs.evolve(location, file=self.name)


@attrs.define
class Outcome:
    """The exit code that the files so far lead to; the first kind of trouble decides."""

    code: ExitCode = ExitCode.FINE

    def note(self, code: ExitCode) -> None:
        """Take the graver of two codes: an input that cannot be used before a finding."""
        self.code = max(self.code, code)


def read_all(
    names: tuple[str, ...],
    voice: Voice,
    outcome: Outcome,
    *,
    registry: UnitRegistry | None = None,
    printing: bool = True,
    ledgers: bool = False,
) -> Iterator[Input]:
    """Every file that can be read; the others are named on standard error, one line each.

    Args:
        names: Paths, or ``-`` for standard input.
        voice: Language of the lines.
        outcome: Learns of files that cannot be read.
        registry: Resolves the names of units.
        printing: False when the command prints nothing between the files, so that a bar of progress may stand there even
            if standard output is a terminal.
        ledgers: Whether a workbook that policytasks wrote is a ledger to the caller, and no notice.
    """
    if names.count(STDIN) > 1:
        raise Failure(voice("error.stdin-twice"))
    watched = sys.stderr.isatty() and not (printing and sys.stdout.isatty())
    for name in _with_progress(names, voice) if watched and len(names) > 1 else names:
        try:
            yield read_one(name, registry, ledgers=ledgers)
        except (PolicytasksError, OSError) as error:
            say_error(describe(error, voice), voice)
            outcome.note(exit_code(error))


def read_one(name: str, registry: UnitRegistry | None = None, *, ledgers: bool = False) -> Input:
    """One file.

    Args:
        name: Its path, or ``-`` for standard input.
        registry: Resolves the names of units.
        ledgers: Whether a workbook that policytasks wrote is a ledger to the caller, and no notice.

    Raises:
        PolicytasksError: It cannot be read.
        OSError: It cannot be opened.
    """
    from policytasks.convert import loads
    from policytasks.parsing.read import parse_notice
    from policytasks.sources.detect import detect
    from policytasks.sources.read import decode_document, load
    from policytasks.units.resolution import resolve_units

    data, shown = (sys.stdin.buffer.read(), _STDIN_NAME) if name == STDIN else load(name)
    kind = detect(data, file=shown) if data else ""
    is_workbook = kind == "xlsx" and name != STDIN
    ledger = _ledger(name) if ledgers and is_workbook else None
    if ledger is not None:
        return Input(name=name, notice=ledger.notice, ledger=ledger, is_workbook=True)
    if kind == "json":
        notice, document = _from_json(data, shown, loads), None
    else:
        document = decode_document(data, path=shown, file=os.path.basename(shown))
        notice = parse_notice(document)
    if registry is not None:
        notice = resolve_units(notice, registry)
    return Input(name=name, notice=notice, document=document, is_workbook=is_workbook)


def _ledger(name: str) -> Ledger | None:
    """The ledger that a workbook is; None for one that carries no ledger, which may be a notice."""
    from policytasks.workbook.reader import read_ledger, read_written_ledger

    try:
        read_written_ledger(name)
    except PolicytasksError:
        return None
    return read_ledger(name)


def _from_json(data: bytes, name: str, loads: Callable[[bytes], Notice]) -> Notice:
    try:
        return loads(data)
    except PolicytasksError as error:
        # The error names the place in the data; people also want to know in which file.
        error.where = f"{name}: {error.where}" if error.where else name
        raise


def read_registry(path: str | None) -> UnitRegistry | None:
    """The registry that an option names, or None without one."""
    from policytasks.units.registry import UnitRegistry

    return UnitRegistry.from_file(path) if path else None


def _with_progress(names: tuple[str, ...], voice: Voice) -> Iterator[str]:
    """The names, with a bar on standard error that goes away at the end."""
    from rich.console import Console
    from rich.progress import Progress

    # Standard output is left alone: it is data.
    with Progress(console=Console(file=sys.stderr), transient=True, redirect_stdout=False) as bar:
        yield from bar.track(names, description=voice("progress"))


def say_error(message: str, voice: Voice) -> None:
    """One line on standard error."""
    say(voice("error", message=message), err=True)


def check_output(output: Path, names: tuple[str, ...], voice: Voice) -> None:
    """Refuse an output that would replace one of the inputs.

    Raises:
        Failure: It would.
    """
    for name in names:
        if name != STDIN and output.exists() and Path(name).exists() and output.samefile(name):
            raise Failure(voice("error.over-input", path=output))
