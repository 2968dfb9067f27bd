"""The development cases: layouts of real pages with the models that a person reads in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scoring import BARS, Score, score_folder

from policytasks import read_notice

pytestmark = pytest.mark.acceptance


@pytest.fixture(scope="module")
def score(notices: Path) -> Score:
    """Every case, read and compared; printed, so that the session shows it."""
    measured = score_folder(notices / "cases", read_notice)
    print(f"\n{measured}")
    return measured


def test_there_are_cases(score: Score) -> None:
    """An empty folder reaches every bar."""
    assert len(score.cases) >= 12


def test_every_field_reaches_its_bar(score: Score) -> None:
    """F1 over all cases: requirements and responsibilities 0.98, titles, deadlines and heads 0.97."""
    assert score.below(BARS) == {}, str(score)


def test_every_case_is_perfect(score: Score) -> None:
    """Nothing is missed and nothing invented; a miss that has its reason would be listed here."""
    assert score.imperfect == (), str(score)


def test_documents_that_divide_no_work_have_no_tasks(notices: Path) -> None:
    """A gold without sections is a notice without tasks."""
    golds = sorted((notices / "cases").glob("*.gold.json"))
    idle = [gold for gold in golds if not json.loads(gold.read_text("utf-8"))["sections"]]
    assert idle
    texts = [gold.with_name(gold.name.replace(".gold.json", ".txt")) for gold in idle]
    assert {text.name: read_notice(text).tasks for text in texts} == {text.name: () for text in texts}
