"""The command ``policytasks``: it parses arguments and calls the library, nothing else."""

from policytasks.cli.command import main

__all__ = ["main"]
