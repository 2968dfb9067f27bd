"""The example scripts: each runs by itself, prints what its readers expect, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from documentation import ROOT

EXAMPLES = ROOT / "examples"
EXPECTED = Path(__file__).parent / "output"
SCRIPTS = sorted(EXAMPLES.glob("*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_script_prints_its_output(script: Path, tmp_path: Path) -> None:
    """A script prints exactly the recorded lines, on whatever terminal, and writes no file where it is run."""
    done = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert done.stderr.decode() == ""
    assert done.stdout.decode().splitlines() == (EXPECTED / f"{script.stem}.txt").read_text("utf-8").splitlines()
    assert list(tmp_path.iterdir()) == []


def test_every_recorded_output_has_its_script() -> None:
    """No output is left over from a script that is gone."""
    assert {path.stem for path in EXPECTED.glob("*.txt")} == {script.stem for script in SCRIPTS}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_scripts_are_short(script: Path) -> None:
    """An example is read in a minute."""
    assert len(script.read_text("utf-8").splitlines()) < 40
