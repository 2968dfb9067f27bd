"""Screen: where the command writes, always in UTF-8 and never cut to a width that nobody sees."""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO

import click
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment

__all__ = ["force_utf8", "say", "show"]

_ENDLESS = 100_000
"""Width of a pipe or a file: no line is wrapped there."""


_VISIBLE: dict[int, int] = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"},
    0x7F: 0x2421,
    **dict.fromkeys((*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD),
}
"""Characters that command a terminal or turn the direction of writing: a notice must not do either."""


def force_utf8() -> None:
    """Make both streams write UTF-8 whatever the locale says; what cannot be encoded is escaped, not a crash.

    A stream that is not there (``>&-``) is one that nobody reads.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  # open as long as the process runs
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(line: str, *, err: bool = False) -> None:
    """Print one line of text."""
    click.echo(line.translate(_VISIBLE), err=err)


def show(content: RenderableType) -> None:
    """Print something laid out: wrapped and coloured on a terminal, plain in a pipe or a file."""
    if sys.stdout.isatty():
        _console(sys.stdout).print(_Harmless(content))
        return
    buffer = io.StringIO()
    _console(buffer, width=_ENDLESS).print(_Harmless(content))
    # Tables fill their last column with blanks.
    lines = buffer.getvalue().removesuffix("\n").split("\n")
    sys.stdout.write("".join(f"{line.rstrip(' ')}\n" for line in lines))


def _console(stream: TextIO, width: int | None = None) -> Console:
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


class _Harmless:
    """Content whose own control characters are shown instead of obeyed; colours and wrapping stay."""

    def __init__(self, content: RenderableType) -> None:
        self._content = content

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self._content, options):
            yield segment if segment.control else Segment(segment.text.translate(_VISIBLE), segment.style)
