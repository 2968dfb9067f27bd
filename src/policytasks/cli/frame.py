"""Frame of the command: click's classes, speaking the caller's language."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from policytasks.cli.texts import Voice
from policytasks.messages import LANGUAGES

__all__ = ["Command", "Group", "argument", "command", "group", "option"]

F = TypeVar("F", bound=Callable[..., Any])

_HELP_NAMES = ["-h", "--help"]


class _Spoken(click.Command):
    """A command whose help page is in one language."""

    voice: Voice

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=self.voice("usage"))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = self.voice("help.help")
        return found

    def _write_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        records = [record for record in (each.get_help_record(ctx) for each in options) if record]
        # click says [required] in English only.
        spoken = [(names, text.replace("[required]", self.voice("required"))) for names, text in records]
        self._write_list("options", spoken, formatter)

    def _write_list(self, heading: str, rows: list[tuple[str, str]], formatter: click.HelpFormatter) -> None:
        # click's own sections end their heading in an ASCII colon.
        formatter.write_paragraph()
        formatter.write(f"{self.voice(heading)}\n")
        with formatter.indentation():
            formatter.write_dl(rows)


class Command(_Spoken):
    """One thing that the command does."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self._write_options(ctx, formatter)


class Group(click.Group, _Spoken):
    """A command with commands of its own; without any it shows its help page."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self._write_options(ctx, formatter)
        records = [(name, _first_paragraph(each.help or "")) for name, each in self.commands.items()]
        self._write_list("commands", records, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            likely = difflib.get_close_matches(name, self.commands, n=1)
            if likely:
                raise click.UsageError(self.voice("error.no-command-but", name=name, likely=likely[0]), ctx)
            raise click.UsageError(self.voice("error.no-command", name=name), ctx)
        return super().resolve_command(ctx, args)


def _first_paragraph(text: str) -> str:
    return " ".join(text.replace("\b", "").strip().partition("\n\n")[0].split())


def command(name: str, voice: Voice) -> Callable[[F], Command]:
    """Make a function a command; its help is the text ``help.<name>``."""

    def make(function: F) -> Command:
        made = click.command(**_settings(name, voice), cls=Command)(_with_language(function, voice))
        made.voice = voice
        made.params.sort(key=lambda parameter: parameter.name == "lang")
        return made

    return make


def group(name: str, voice: Voice, members: Sequence[click.Command], *, version: str = "") -> Group:
    """A group of commands; its help is the text ``help.<name>``."""

    def show_help() -> None:
        context = click.get_current_context()
        if context.invoked_subcommand is None:
            click.echo(context.get_help())

    decorated: Callable[..., None] = _with_language(show_help, voice)
    if version:
        decorated = click.version_option(
            version, message=voice("version", version=version), help=voice("help.version")
        )(decorated)
    settings = _settings(name, voice) | {"subcommand_metavar": voice("command-metavar")}
    made = click.group(**settings, cls=Group, invoke_without_command=True)(decorated)
    made.voice = voice
    for member in members:
        made.add_command(member)
    return made


def _settings(name: str, voice: Voice) -> dict[str, Any]:
    return {
        "name": name.rpartition(".")[2],
        "help": voice(f"help.{name}"),
        "options_metavar": voice("options-metavar"),
        "context_settings": {"help_option_names": _HELP_NAMES},
    }


def _with_language(function: F, voice: Voice) -> F:
    """Take ``--lang`` after any command; `main` has looked for it already."""
    return click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=voice("help.lang"))(function)


def option(*names: str, **settings: Any) -> Callable[[F], F]:
    """An option whose default is not part of its help: the text says it, in the caller's language."""
    return click.option(*names, **settings)


def argument(name: str, *, metavar: str, many: bool = False, required: bool = True) -> Callable[[F], F]:
    """A positional argument."""
    return click.argument(name, metavar=metavar, nargs=-1 if many else 1, required=required)
