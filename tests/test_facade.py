"""The facade: every public name, loaded when it is first used."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

import policytasks


def names_for_type_checkers() -> list[str]:
    """The names that the facade imports under ``TYPE_CHECKING``."""
    tree = ast.parse(Path(policytasks.__file__).read_text("utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    return [alias.name for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names]


def test_type_checkers_see_the_names_that_are_public() -> None:
    assert sorted(names_for_type_checkers()) == sorted(policytasks.__all__)
    assert len(set(policytasks.__all__)) == len(policytasks.__all__)


@pytest.mark.parametrize("name", policytasks.__all__)
def test_a_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(policytasks, name)
    assert getattr(policytasks, name) is value
    assert value.__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'read_notices'"):
        _ = policytasks.read_notices  # type: ignore[attr-defined]


def test_the_version_is_that_of_the_distribution() -> None:
    assert policytasks.__version__ == metadata.version("policytasks")


def test_all_names_are_listed() -> None:
    assert {*policytasks.__all__, "__version__"} <= set(dir(policytasks))


def test_importing_the_package_loads_nothing_heavy() -> None:
    """Neither networkx nor openpyxl nor the model, before a name is used."""
    code = "import sys, policytasks; print(sorted(m for m in sys.modules if m.split('.')[0] in {packages}))".format(
        packages={"networkx", "openpyxl", "attrs", "attr", "cattrs", "lxml", "docx", "click", "rich"}
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_reading_a_value_does_not_load_the_writers() -> None:
    code = "import sys; from policytasks import Notice, select, validate; print('networkx' in sys.modules, 'openpyxl' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False False"
