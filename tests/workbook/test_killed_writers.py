"""Killed at any moment while it writes, a program leaves the old file whole."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from policytasks.ledger.ledger import Ledger
from policytasks.model.notice import Notice
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import write_ledger

TRIES = 8

SCRIPT = """
import sys
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import write_ledger

ledger = read_ledger(sys.argv[1])
print("ready", flush=True)
while True:
    write_ledger(ledger, sys.argv[2])
    print("written", flush=True)
"""


def test_the_old_file_is_whole_whenever_its_writer_is_killed(seed: Notice, tmp_path: Path) -> None:
    """One that writes again and again, killed at a moment that chance chooses: the file is the old one or the new one."""
    old = Ledger.from_notice(seed).updated("1.1.1", note="旧")
    new = Ledger.from_notice(seed).updated("1.1.1", note="新")
    source = write_ledger(new, tmp_path / "新.xlsx")
    target = tmp_path / "台账.xlsx"
    chance = random.Random(2021)
    for _ in range(TRIES):
        write_ledger(old, target)
        command = [sys.executable, "-c", SCRIPT, str(source), str(target)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0, 0.4))
            writer.kill()
        assert writer.returncode != 0
        assert read_ledger(target) in (old, new)
    left = sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith(".台账.xlsx."))
    assert left == ["台账.xlsx", "新.xlsx"]
