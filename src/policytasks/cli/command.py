"""The command itself: the language is found, the commands are put together, and every error becomes one line."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping, Sequence

import click

from policytasks.cli.asking import owes_command, query_command
from policytasks.cli.checking import check_command, rules_command
from policytasks.cli.failures import ExitCode, describe, exit_code
from policytasks.cli.frame import Group, group
from policytasks.cli.graphs import graph_command
from policytasks.cli.inputs import say_error
from policytasks.cli.merging import merge_command
from policytasks.cli.patching import fill_command, update_command
from policytasks.cli.reading import read_command
from policytasks.cli.registry import units_group
from policytasks.cli.screen import force_utf8
from policytasks.cli.sending import collect_command, dispatch_command
from policytasks.cli.texts import Voice
from policytasks.cli.writing import ledger_command, review_command
from policytasks.messages import LANGUAGES, Language, language_of

__all__ = ["build", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: The words after ``policytasks``; those of the process when None.

    Returns:
        The exit code, one of `ExitCode`.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    force_utf8()
    voice = Voice(_language(words, os.environ))
    try:
        # Without words of our own click takes those of the process, and expands *.docx where the shell does not (Windows).
        code = build(voice.lang).main(
            None if arguments is None else words, prog_name="policytasks", standalone_mode=False
        )
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):
        # Whoever read our output has seen enough (click turns the first into the second).
        _forget_output()
        return ExitCode.FINE
    except (click.Abort, KeyboardInterrupt):
        say_error(voice("error.interrupted"), voice)
        return ExitCode.INTERRUPTED
    except Exception as error:
        if "POLICYTASKS_DEBUG" in os.environ:
            raise
        say_error(describe(error, voice), voice)
        return exit_code(error)
    return int(code or ExitCode.FINE)


def _forget_output() -> None:
    """Send what Python still wants to write when it closes standard output to nowhere."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def build(lang: Language) -> Group:
    """The whole command, with every text in one language."""
    from policytasks import __version__

    voice = Voice(lang)
    members = [
        read_command(voice),
        query_command(voice),
        owes_command(voice),
        check_command(voice, version=__version__),
        ledger_command(voice),
        dispatch_command(voice),
        collect_command(voice),
        merge_command(voice),
        update_command(voice),
        fill_command(voice),
        graph_command(voice),
        review_command(voice),
        units_group(voice),
        rules_command(voice),
    ]
    return group("main", voice, members, version=__version__)


def _language(words: Sequence[str], environment: Mapping[str, str]) -> Language:
    """What ``--lang`` says, wherever it stands, else what the locale says."""
    wanted = ""
    for position, word in enumerate(words):
        if word == "--":
            break
        if word == "--lang" and position + 1 < len(words):
            wanted = words[position + 1]
        elif word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
    for lang in LANGUAGES:
        if wanted == lang:
            return lang
    return language_of(environment)
