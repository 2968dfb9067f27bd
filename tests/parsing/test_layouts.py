"""The layouts of real notices: cases with sentences of our own, each with the model that a person reads in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scoring import BARS, FIELDS, Score, score_folder

from policytasks.parsing.read import read_notice

LAYOUTS = Path(__file__).parents[1] / "data" / "layouts"


@pytest.fixture(scope="module")
def score() -> Score:
    """Every case, read and compared."""
    return score_folder(LAYOUTS, read_notice)


def test_every_field_reaches_its_bar(score: Score) -> None:
    """Requirements, responsibilities, titles, deadlines and heads reach the F1 that is asked for on unseen notices."""
    assert score.below(BARS) == {}, str(score)


def test_every_case_is_read_as_its_gold(score: Score) -> None:
    """No case that was once read perfectly is read worse."""
    assert score.imperfect == (), str(score)


def test_documents_that_divide_no_work_have_no_sections() -> None:
    """Explanations, calls and letters without their annex give a notice without sections."""
    idle = [
        gold.name.removesuffix(".gold.json")
        for gold in sorted(LAYOUTS.glob("*.gold.json"))
        if not json.loads(gold.read_text("utf-8"))["sections"]
    ]
    assert len(idle) > 4
    documents = {name: next(LAYOUTS.glob(f"{name}.[dhtx]*")) for name in idle}
    assert {name: read_notice(path).sections for name, path in documents.items()} == dict.fromkeys(idle, ())


def test_the_score_counts_every_field(score: Score) -> None:
    """A bar over nothing would hold always: each field has items to find."""
    assert [field for field in FIELDS if score.fields[field].hits == 0] == []
