"""Screen: where the command writes, always in UTF-8 and never cut to a width that nobody sees."""

from __future__ import annotations

import io
import sys
from typing import TextIO

from rich.console import Console, RenderableType

__all__ = ["force_utf8", "show"]

_ENDLESS = 100_000
"""Width of a pipe or a file: no line is wrapped there."""


def force_utf8() -> None:
    """Make both streams write UTF-8 whatever the locale says; what cannot be encoded is escaped, not a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def show(content: RenderableType, *, err: bool = False) -> None:
    """Print something, wrapped and coloured on a terminal, plain in a pipe or a file."""
    stream = sys.stderr if err else sys.stdout
    if stream.isatty():
        _console(stream).print(content)
        return
    buffer = io.StringIO()
    _console(buffer, width=_ENDLESS).print(content)
    # Tables fill their last column with blanks.
    stream.write("".join(f"{line.rstrip()}\n" for line in buffer.getvalue().splitlines()))


def _console(stream: TextIO, width: int | None = None) -> Console:
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
