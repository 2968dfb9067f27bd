"""What the documentation shows is true: code blocks run, commands print what the page says, links lead somewhere."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from documentation import ROOT, blocks, pages, shell_commands

PAGES = [pytest.param(page, id=str(page.relative_to(ROOT))) for page in pages()]
WITH_PYTHON = [page for page in PAGES if any(blocks(page.values[0], "python"))]  # type: ignore[arg-type]
WITH_COMMANDS = [page for page in PAGES if any(shell_commands(page.values[0]))]  # type: ignore[arg-type]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with the examples in it, where blocks may write files."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", WITH_PYTHON)
def test_python_blocks_do_what_they_show(page: Path, desk: Path) -> None:
    """The blocks of a page, run one after another like a session, print what stands below them."""
    names: dict[str, object] = {}
    complaints: list[str] = []
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(optionflags=FLAGS, verbose=False)
    for block in blocks(page, "python"):
        test = parser.get_doctest(block.code, names, page.name, str(page), block.line - 1)
        assert test.examples, f"{page}:{block.line} shows no session"
        runner.run(test, out=complaints.append, clear_globs=False)
        names |= test.globs
    assert not complaints, "".join(complaints)


@pytest.mark.parametrize("page", WITH_COMMANDS)
def test_commands_print_what_is_shown(page: Path, desk: Path) -> None:
    """Each command of a page ends well, and prints the lines below it; ``...`` stands for anything."""
    scripts = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    for command, output in shell_commands(page):
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command], capture_output=True, text=True, env=environment, check=False
        )
        # `check` says by its code that it found errors; a page shows that, too.
        assert done.returncode in (0, 1), f"{command}\n{done.stderr}"
        pattern = re.escape(output.strip()).replace(re.escape("..."), ".*")
        if output:
            assert re.fullmatch(pattern, (done.stdout + done.stderr).strip(), re.DOTALL), f"{command}\n{done.stdout}"


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files(page: Path) -> None:
    """No page points to a page or picture that is not there."""
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_both_readmes_give_the_same_commands() -> None:
    """Two shell blocks on the first screen, word for word the same in both languages, as ``.ci/run`` takes the second."""
    english, chinese = (list(blocks(ROOT / name, "bash")) for name in ("README.md", "README.zh-CN.md"))
    assert len(english) == 2
    assert [block.code for block in chinese] == [block.code for block in english]
    assert all(block.code.count("\n") == 1 for block in english)


def test_both_readmes_show_the_same_sessions() -> None:
    """The translation leaves out nothing: the same calls in the same order, whatever language they answer in."""
    english, chinese = (
        [line for block in blocks(ROOT / name, "python") for line in block.code.splitlines() if line.startswith(">>>")]
        for name in ("README.md", "README.zh-CN.md")
    )
    assert [re.sub(r'(?:, )?lang="zh"', "", line) for line in chinese] == english
