"""Whatever a notice says, validating it gives findings and never an exception."""

from __future__ import annotations

from hypothesis import given, settings

from policytasks.messages import LANGUAGES
from policytasks.model.notice import Notice
from policytasks.testing.strategies import notices
from policytasks.units.registry import UnitRegistry
from policytasks.validation.rules import CATALOGUE
from policytasks.validation.validate import validate


@given(notices())
@settings(max_examples=60)
def test_the_same_findings_in_every_language(notice: Notice) -> None:
    """The language changes the message and nothing else; equal notices give equal findings."""
    english, chinese = (validate(notice, lang=lang) for lang in LANGUAGES)
    assert sorted((each.code, str(each.location)) for each in english) == sorted(
        (each.code, str(each.location)) for each in chinese
    )
    assert validate(notice) == english


@given(notices())
@settings(max_examples=40)
def test_findings_are_of_the_catalogue_and_say_something(notice: Notice) -> None:
    emitted = {doubt.code for doubt in notice.doubts}
    for finding in validate(notice, registry=UnitRegistry.from_notice(notice)):
        assert finding.code in CATALOGUE or finding.code in emitted
        assert finding.message
        assert "{" not in finding.message


@given(notices())
@settings(max_examples=40)
def test_rules_do_not_depend_on_each_other(notice: Notice) -> None:
    """Applying the rules one by one gives what applying them together gives."""
    together = validate(notice)
    one_by_one = {finding for rule in CATALOGUE.values() for finding in validate(notice, rules=(rule,))}
    assert one_by_one == set(together)
