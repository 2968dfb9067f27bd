"""Targets: where a command writes what it makes of each file."""

from __future__ import annotations

from pathlib import Path

from policytasks.cli.failures import Failure
from policytasks.cli.inputs import STDIN, check_output
from policytasks.cli.texts import Voice

__all__ = ["make_folder", "output_targets"]


def output_targets(files: tuple[str, ...], output: Path, suffix: str, voice: Voice) -> dict[str, Path]:
    """Where each file goes: the output itself, or with several files (or an existing folder) a file in that folder.

    Raises:
        Failure: The name does not fit, or an input would be replaced.
    """
    if len(files) == 1 and not output.is_dir():
        if output.suffix.lower() != suffix:
            raise Failure(voice("error.suffix", path=output, suffixes=(suffix,)))
        check_output(output, files, voice)
        return {files[0]: output}
    if output.exists() and not output.is_dir():
        raise Failure(voice("error.needs-folder", path=output))
    targets: dict[str, Path] = {}
    for name in files:
        target = output / f"{'stdin' if name == STDIN else Path(name).stem}{suffix}"
        if target in targets.values():
            raise Failure(voice("error.same-name", path=target))
        check_output(target, files, voice)
        targets[name] = target
    return targets


def make_folder(target: Path, files: tuple[str, ...]) -> None:
    """Make the folder for several files, once there is something to put into it."""
    if len(files) > 1:
        target.parent.mkdir(parents=True, exist_ok=True)
