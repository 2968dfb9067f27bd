"""Failures: one clear line and an exit code for whatever stops the command."""

from __future__ import annotations

import errno
from enum import IntEnum

import click

from policytasks.cli.phrases import phrase
from policytasks.cli.texts import Voice
from policytasks.errors import MissingExtraError, PolicytasksError

__all__ = ["ExitCode", "Failure", "describe", "exit_code"]


class ExitCode(IntEnum):
    """退出码, as the help page lists them."""

    FINE = 0
    FINDINGS = 1
    UNUSABLE = 2
    MISSING = 3
    FAULT = 4
    INTERRUPTED = 130


class Failure(click.ClickException):
    """Something that the command itself refuses, in the caller's language already."""

    exit_code = ExitCode.UNUSABLE


def exit_code(error: BaseException) -> ExitCode:
    """The exit code that an error leads to."""
    if isinstance(error, MissingExtraError):
        return ExitCode.MISSING
    if isinstance(error, PolicytasksError | OSError | click.ClickException):
        return ExitCode.UNUSABLE
    return ExitCode.FAULT


def describe(error: BaseException, voice: Voice) -> str:
    """An error as one line, without the word error in front; below it, a line for each problem that it lists."""
    if isinstance(error, PolicytasksError):
        text = _library_error(error, voice)
    elif isinstance(error, click.UsageError):
        text = _usage_error(error, voice)
    elif isinstance(error, click.ClickException):
        text = error.format_message()
    elif isinstance(error, OSError):
        text = _system_error(error, voice)
    else:
        text = voice("error.internal", kind=type(error).__name__, reason=str(error), command="policytasks --version")
    lines = [text, *(_problem(problem, voice) for problem in getattr(error, "problems", ()))]
    return "\n  ".join(" ".join(line.split()) for line in lines)


def _problem(problem: object, voice: Voice) -> str:
    return _library_error(problem, voice) if isinstance(problem, PolicytasksError) else str(problem)


def _library_error(error: PolicytasksError, voice: Voice) -> str:
    if voice.lang == "en":
        return PolicytasksError.__str__(error)
    text = f"{error.where}：" if error.where else ""
    text += phrase(error.message)
    if error.found:
        text += voice("error.found", found=phrase(error.found))
    if error.expected:
        text += voice("error.expected", expected=phrase(error.expected))
    return text


def _system_error(error: OSError, voice: Voice) -> str:
    # Files are named by whoever opens them; what has no name is where the command prints.
    path = error.filename2 or error.filename or voice("standard-output")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return voice("error.not-there", path=path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return voice("error.permission", path=path)
    return voice("error.system", path=path, reason=error.strerror or str(error))


def _usage_error(error: click.UsageError, voice: Voice) -> str:
    text = _usage_text(error, voice)
    command = error.ctx.command_path if error.ctx is not None else "policytasks"
    return voice("error.see-help", message=text, command=command)


def _usage_text(error: click.UsageError, voice: Voice) -> str:
    parameter = getattr(error, "param", None)
    name = _name(parameter)
    if isinstance(error, click.NoSuchOption):
        if error.possibilities:
            return voice("error.no-option-but", name=error.option_name, likely=sorted(error.possibilities)[0])
        return voice("error.no-option", name=error.option_name)
    if isinstance(error, click.BadOptionUsage):
        return voice("error.no-value", name=error.option_name)
    if isinstance(error, click.MissingParameter):
        return voice("error.missing", name=name)
    if isinstance(error, click.BadParameter) and parameter is not None:
        value = getattr(error, "value", None) or _quoted(error.message)
        if isinstance(parameter.type, click.Choice):
            return voice("error.choice", name=name, value=value, choices=tuple(parameter.type.choices))
        if isinstance(parameter.type, click.DateTime):
            return voice("error.date", name=name, value=value)
        if isinstance(parameter.type, click.types.IntParamType | click.types.FloatParamType):
            return voice("error.number", name=name, value=value)
    if error.message.startswith("Got unexpected extra argument"):
        return voice("error.extra", name=error.message.partition("(")[2].rstrip(")"))
    return error.message


def _name(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return ""
    if isinstance(parameter, click.Option):
        return parameter.opts[-1]
    return parameter.metavar or parameter.human_readable_name


def _quoted(message: str) -> str:
    """The value that click quotes first in a message of its own."""
    return message.partition("'")[2].partition("'")[0]
