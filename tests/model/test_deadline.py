"""A deadline holds the details that its kind allows, and no others."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given

from policytasks.location import Location
from policytasks.model.deadline import Deadline, DeadlineKind, Frequency, Recurrence, TimeSpan
from policytasks.testing.strategies import deadlines

DAY = date(2021, 12, 31)
DETAILS: dict[str, Any] = {
    "due_on": DAY,
    "starts_on": DAY,
    "recurrence": Recurrence(frequency=Frequency.MONTHLY),
    "span": TimeSpan(amount=3, unit="day"),
}
ALLOWED = {
    DeadlineKind.DATE: {"due_on"},
    DeadlineKind.PERIOD: {"due_on", "starts_on"},
    DeadlineKind.RECURRING: {"recurrence"},
    DeadlineKind.RELATIVE: {"span", "due_on"},
    DeadlineKind.ONGOING: set[str](),
    DeadlineKind.IMMEDIATE: set[str](),
}


@pytest.mark.parametrize("kind", DeadlineKind)
@pytest.mark.parametrize("detail", DETAILS)
def test_a_kind_takes_its_own_details_only(kind: DeadlineKind, detail: str) -> None:
    """The others are an error that names the field and the text."""
    if detail in ALLOWED[kind]:
        assert getattr(Deadline(text="限期", kind=kind, **{detail: DETAILS[detail]}), detail) == DETAILS[detail]
    else:
        with pytest.raises(ValueError, match=f"kind {kind.value!r} has no {detail}: '限期'"):
            Deadline(text="限期", kind=kind, **{detail: DETAILS[detail]})


def test_places_take_no_part_in_equality() -> None:
    """Neither where it was printed nor where it was inherited from."""
    plain = Deadline(text="年底前", kind=DeadlineKind.DATE, due_on=DAY)
    assert attrs.evolve(plain, location=Location(line=3), inherited_from=Location(line=1)) == plain


@given(deadlines())
def test_a_deadline_prints_as_it_was(deadline: Deadline) -> None:
    """``str`` is the printed text."""
    assert str(deadline) == deadline.text


def test_kinds_have_chinese_names_and_english_values() -> None:
    """For people, and for data."""
    assert [(str(kind), kind.value) for kind in DeadlineKind] == [
        ("日期", "date"),
        ("期间", "period"),
        ("定期", "recurring"),
        ("相对时限", "relative"),
        ("长期坚持", "ongoing"),
        ("立行立改", "immediate"),
    ]
