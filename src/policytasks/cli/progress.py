"""Progress: a bar on standard error for work that a person waits for, and none where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["progress_bar"]


@contextmanager
def progress_bar(description: str) -> Iterator[Callable[[int, int], None] | None]:
    """A function to call with how much is done and how much there is; None where standard error is no terminal.

    The bar goes away at the end.

    Args:
        description: What is done.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    # Standard output is left alone: it is data.
    with Progress(console=Console(file=sys.stderr), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(description, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
