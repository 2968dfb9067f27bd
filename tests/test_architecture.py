"""The habits of the tree that import-linter cannot see."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from documentation import ROOT

PACKAGE = ROOT / "src" / "policytasks"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")
NOUNLESS = {"base", "common", "helpers", "misc", "util", "utils"}


def test_no_module_imports_the_facade() -> None:
    """The facade knows the modules; a module that knew the facade would close a circle."""
    through = [
        f"{module.relative_to(PACKAGE)}: {name}"
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "policytasks"
        for name in (alias.name for alias in node.names)
        if not (PACKAGE / f"{name}.py").exists() and not (PACKAGE / name).is_dir()
    ]
    # The command stands above the facade, which does not know it, and shows its version.
    assert [line for line in through if line != "cli/command.py: __version__"] == []


def test_no_module_prints() -> None:
    """A library is silent; what the command says goes through click and rich."""
    printing = [
        f"{module.relative_to(PACKAGE)}:{node.lineno}"
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


def test_every_module_says_what_it_is() -> None:
    """A module is one noun or step: its name says which, and its docstring begins with a sentence about it."""
    silent = [str(module.relative_to(PACKAGE)) for module, docstring in _docstrings() if not docstring]
    assert silent == []
    assert [str(module) for module in MODULES if module.stem in NOUNLESS] == []


def _docstrings() -> Iterator[tuple[Path, str | None]]:
    for module in MODULES:
        yield module, ast.get_docstring(ast.parse(module.read_text("utf-8")))


def test_no_possessive_quantifier_follows_a_group() -> None:
    """``(…)*+`` matches wrongly before Python 3.11.5 (CPython issue 106052), and Debian 12 has 3.11.2; ``[…]*+`` is sound."""
    suspicious = re.compile(r"\)(?:[*+?]|\{\{?[0-9,]+\}?\})\+|\(\?>")
    found = [
        f"{module.relative_to(PACKAGE)}:{number}"
        for module in MODULES
        for number, line in enumerate(module.read_text("utf-8").splitlines(), 1)
        if suspicious.search(line)
    ]
    assert found == []


def test_every_extra_that_an_error_names_can_be_installed() -> None:
    """An error that says ``pip install 'policytasks[pdf]'`` must be right."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {name for module in MODULES for name in re.findall(r'extra="(\w+)"', module.read_text("utf-8"))}
    assert named
    assert named <= set(project["optional-dependencies"])
