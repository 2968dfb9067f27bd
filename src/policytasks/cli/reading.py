"""The command that reads notices and prints them: read."""

from __future__ import annotations

import click
from rich.console import Group

from policytasks.cli.explain import explanation
from policytasks.cli.failures import Failure
from policytasks.cli.frame import Command, argument, command, option
from policytasks.cli.inputs import Outcome, read_all, read_registry
from policytasks.cli.screen import show
from policytasks.cli.texts import Voice
from policytasks.cli.tree import notice_tree

__all__ = ["read_command"]


def read_command(voice: Voice) -> Command:
    """``policytasks read FILE…``."""

    @command("read", voice)
    @argument("files", metavar=voice("files-metavar"), many=True)
    @option("--json", "as_json", is_flag=True, help=voice("help.read.json"))
    @option("--explain", is_flag=True, help=voice("help.read.explain"))
    @option("--registry", metavar=voice("path-metavar"), help=voice("help.registry"))
    def read(files: tuple[str, ...], as_json: bool, explain: bool, registry: str | None) -> int:
        from policytasks.convert import dumps

        if as_json and explain:
            raise Failure(voice("error.both", first="--json", second="--explain"))
        outcome = Outcome()
        units = read_registry(registry)
        for position, given in enumerate(read_all(files, voice, outcome, registry=units)):
            if as_json:
                click.echo(dumps(given.notice, indent=len(files) == 1).rstrip("\n"))
                continue
            if position:
                click.echo()
            if explain:
                show(Group(*explanation(given, voice)))
            else:
                show(notice_tree(given.notice, voice))
        return outcome.code

    return read
