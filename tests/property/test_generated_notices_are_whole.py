"""Law: what the strategies generate is what a reader could give: unique ids that can be read off the ordinals."""

from __future__ import annotations

import attrs
from hypothesis import given, settings

from policytasks.model.identity import with_ids
from policytasks.model.notice import Notice, Section
from policytasks.model.ordinal import Ordinal
from policytasks.testing.strategies import notices, ordinals, sections


@settings(max_examples=50, deadline=None)
@given(notices())
def test_ids_are_unique_and_no_unit_stands_twice_in_a_requirement(notice: Notice) -> None:
    """So that a ledger and a graph have one row and one edge each."""
    ids = [requirement.id for requirement in notice.requirements]
    assert len(set(ids)) == len(ids)
    for requirement in notice.requirements:
        names = [responsibility.unit.name for responsibility in requirement.responsibilities]
        assert len(set(names)) == len(names)


@settings(max_examples=50, deadline=None)
@given(sections())
def test_numbering_again_changes_nothing(found: tuple[Section, ...]) -> None:
    """Ids follow from the ordinals alone."""
    assert attrs.asdict(Section(tasks=tuple(task for section in with_ids(found) for task in section.tasks))) == (
        attrs.asdict(Section(tasks=tuple(task for section in found for task in section.tasks)))
    )


@given(ordinals())
def test_an_ordinal_reads_as_it_prints(ordinal: Ordinal) -> None:
    """parse∘str is the identity in every scheme."""
    assert Ordinal.parse(str(ordinal)) == ordinal
    assert ordinal.label == str(ordinal).strip("、.（）")
