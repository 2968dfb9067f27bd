"""The folder that the acceptance measurements are over; without it they say so and fail, since they were asked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

VARIABLE = "POLICYTASKS_ACCEPTANCE"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the measurements out of a run that did not ask for them by ``-m acceptance``."""
    if "acceptance" in config.getoption("markexpr"):
        return
    measured = [item for item in items if item.get_closest_marker("acceptance")]
    if measured:
        config.hook.pytest_deselected(items=measured)
        items[:] = [item for item in items if item not in measured]


@pytest.fixture(scope="session")
def folder() -> Path:
    """The folder that holds ``notices/`` and ``corpus/``."""
    named = os.environ.get(VARIABLE)
    assert named, f"set {VARIABLE} to the folder that holds notices/ and corpus/"
    path = Path(named)
    assert (path / "notices").is_dir(), f"{VARIABLE}={named}: there is no folder notices/ in it"
    return path


@pytest.fixture(scope="session")
def notices(folder: Path) -> Path:
    """Notices with golds, among them the real one in several formats."""
    return folder / "notices"


@pytest.fixture(scope="session")
def corpus(folder: Path) -> Path:
    """Real documents, with the statements of responsibility that were found in them."""
    return folder / "corpus"
