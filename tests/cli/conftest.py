"""Running the command inside the test, as a shell would."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from policytasks.cli.command import main


@attrs.frozen
class Run:
    """What one run of the command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Run the command with some arguments, in an English locale and without a terminal."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "POLICYTASKS_DEBUG", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str | Path, stdin: bytes = b"") -> Run:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="ascii"))
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return call


@pytest.fixture
def notice(data: Path) -> Path:
    """The real notice as a file."""
    return data / "yanzhou-2021-20.docx"
