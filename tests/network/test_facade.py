"""`policytasks.network`: every public name, loaded when it is first used."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import policytasks.network as network


def names_for_type_checkers() -> list[str]:
    """The names that the facade imports under ``TYPE_CHECKING``."""
    tree = ast.parse(Path(network.__file__).read_text("utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    return [alias.name for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names]


def test_type_checkers_see_the_names_that_are_public() -> None:
    assert sorted(names_for_type_checkers()) == sorted(network.__all__)
    assert len(set(network.__all__)) == len(network.__all__)


@pytest.mark.parametrize("name", network.__all__)
def test_a_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(network, name)
    assert getattr(network, name) is value
    assert value.__doc__


def test_no_name_is_that_of_a_module() -> None:
    """A module that is loaded becomes an attribute of its package, and hides a function of the same name."""
    modules = {path.stem for path in Path(network.__file__).parent.iterdir()}
    assert set(network.__all__) & modules == set()


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'projection_of'"):
        _ = network.projection_of  # type: ignore[attr-defined]


def test_all_names_are_listed() -> None:
    assert set(network.__all__) <= set(dir(network))


def test_neither_networkx_nor_scipy_is_loaded_before_it_is_used() -> None:
    code = "import sys, policytasks.network; print({'networkx', 'numpy', 'scipy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_importing_every_module_loads_neither_numpy_nor_scipy() -> None:
    """They are an extra: what needs them says so when it is used."""
    modules = sorted(
        f"policytasks.network.{path.stem}"
        for path in Path(network.__file__).parent.glob("*.py")
        if path.stem != "__init__"
    )
    code = f"import sys, importlib\nfor each in {modules}: importlib.import_module(each)\nprint({{'numpy', 'scipy'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
