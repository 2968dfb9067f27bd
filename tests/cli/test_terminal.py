"""What a person at a terminal sees: lines that fit the screen, and a bar of progress that never mixes with the data."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

pty = pytest.importorskip("pty", reason="terminals of this kind are a matter of POSIX")

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def run_at_terminal(*arguments: str | Path, stdout_too: bool) -> tuple[str, str]:
    """Run the command with a terminal of 60 columns as standard error, and as standard output if asked.

    Returns:
        What the terminal got, and what standard output got when it was a pipe.
    """
    terminal, end = pty.openpty()
    environment = {**os.environ, "COLUMNS": "60", "TERM": "xterm", "LANG": "C.UTF-8", "LC_ALL": ""}
    with subprocess.Popen(
        [sys.executable, "-m", "policytasks", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=end if stdout_too else subprocess.PIPE,
        stderr=end,
        env=environment,
    ) as process:
        os.close(end)
        piped = process.stdout.read().decode() if process.stdout is not None else ""
        seen = b""
        while True:
            try:
                chunk = os.read(terminal, 65536)
            except OSError:  # Linux says so when the other end is closed.
                break
            if not chunk:
                break
            seen += chunk
    os.close(terminal)
    assert process.returncode == 0
    return seen.decode(), piped


def test_lines_fit_the_terminal(notice: Path) -> None:
    """Chinese characters are two columns wide; nothing is lost at the edge."""
    seen, _ = run_at_terminal("read", notice, stdout_too=True)
    lines = _ESCAPES.sub("", seen).splitlines()
    assert max(map(cell_len, lines)) <= 60
    joined = re.sub(r"[│├└─\s]", "", "".join(lines))
    assert (
        "主动公开本地区“十四五”规划和专项规划、空间规划、区域规划等，做好本地历史规划（计划）的归集整理和主动公开工作。"
        in joined
    )


def test_colours_are_for_terminals_only(notice: Path) -> None:
    seen, piped = run_at_terminal("read", notice, stdout_too=False)
    assert "\x1b" not in piped
    assert "一、深化重点领域政府信息公开" in piped
    assert seen == ""


def test_progress_stays_out_of_the_data(data: Path, notice: Path) -> None:
    """Standard output is the same with a bar on standard error as without."""
    files = (notice, data / "yanzhou-2021-20.txt")
    seen, piped = run_at_terminal("check", *files, stdout_too=False)
    alone = [run_at_terminal("check", file, stdout_too=False)[1] for file in files]
    assert piped == "".join(alone)
    assert "Reading" in seen


def test_there_is_no_progress_among_lines_that_a_person_reads(data: Path, notice: Path) -> None:
    seen, _ = run_at_terminal("check", notice, data / "yanzhou-2021-20.txt", stdout_too=True)
    assert "Reading" not in seen


def test_a_notice_cannot_command_the_terminal(tmp_path: Path) -> None:
    """Escape sequences and marks that turn the direction of writing are shown, not obeyed."""
    path = tmp_path / "notice.txt"
    path.write_text(
        "甲政办〔2021〕3号\n关于印发分工的通知\n一、加强\x1b]0;pwned\x07领导\n"
        "1.建立\x1b[2J台账\u202e。（责任单位：区财政局）\n\x1b[31m残片\n",
        "utf-8",
    )
    for command in (("read",), ("read", "--explain"), ("check",), ("check", "--lang", "zh")):
        seen, _ = run_at_terminal(*command, path, stdout_too=True)
        for harm in ("\x1b]", "\x1b[2J", "\x07", "\u202e"):
            assert harm not in seen
    assert "建立␛[2J台账" in run_at_terminal("read", path, stdout_too=True)[0]
