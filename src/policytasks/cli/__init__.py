"""The command ``policytasks``: it parses arguments and calls the library, nothing else."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; see `policytasks.cli.command.main`.

    The command is loaded here, so that Ctrl-C while it loads ends it as quietly as later on.
    """
    try:
        from policytasks.cli.command import main as run
    except KeyboardInterrupt:
        return 130
    return run(arguments)
