"""Catalogue 规则目录: what a rule is, and how one is written.

A rule is a function over one kind of object, with the texts that the documentation shows::

    @rule(
        Requirement,
        code="requirement-without-unit",
        severity=Severity.WARNING,
        summary=Wording(en="…", zh="…"),
        rationale=Wording(en="…", zh="…"),
        example="…",
        message=Wording(en="requirement {id} names no unit", zh="具体要求 {id} 没有责任单位"),
    )
    def requirement_without_unit(requirement: Requirement, context: Context) -> Iterator[Observation]:
        if not requirement.responsibilities:
            yield observe(requirement.location, id=requirement.id)

The name is then a `Rule`. Rules come in two halves: those over a `Section`, `Task`, `Requirement` or `Deadline` judge the
object alone and are called once for each; those over the `Notice` judge things against each other and are called once.
A module of rules ends with a tuple ``RULES``; `policytasks.validation.rules` puts the tuples together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from policytasks.location import NOWHERE, Location
from policytasks.messages import Language, Wording
from policytasks.model.notice import Notice
from policytasks.validation.finding import Finding, Severity

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["Context", "Observation", "Rule", "observe", "rule"]

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Context:
    """What a rule may look at besides its object.

    Args:
        notice: The whole notice.
        registry: The 单位名录 that names are judged against; None when the caller gave none: a rule that needs one yields
            nothing then.
    """

    notice: Notice
    registry: UnitRegistry | None = None

    @property
    def on(self) -> date | None:
        """The day on which the notice speaks."""
        return self.notice.issued_on or self.notice.printed_on


@attrs.frozen
class Observation:
    """What a rule saw: a place, and the facts that its message names."""

    location: Location
    facts: Mapping[str, object]


def observe(location: Location = NOWHERE, /, **facts: object) -> Observation:
    """An observation, with the facts as keywords; the empty location stands for the whole file."""
    return Observation(location, facts)


@attrs.frozen(kw_only=True)
class Rule:
    """规则: one entry of the catalogue.

    Args:
        code: Stable kebab-case code.
        severity: How grave its findings are.
        summary: What it finds, in one sentence.
        rationale: Why it matters, and where the rule comes from.
        example: A line or two of a notice that it finds something in.
        message: The message of its findings; ``{name}`` stands for a fact.
        over: The class of the objects that it is called for; None for a rule that the reader of the notice applies by
            itself, whose findings come from `Notice.doubts`.
        check: The rule itself; None when ``over`` is None.
    """

    code: str
    severity: Severity
    summary: Wording
    rationale: Wording
    example: str
    message: Wording
    over: type | None = None
    check: Callable[[Any, Context], Iterable[Observation]] | None = attrs.field(default=None, repr=False)

    def findings(self, value: object, context: Context, lang: Language = "en") -> Iterable[Finding]:
        """What the rule finds in one object, in printed order."""
        if self.check is None:
            return
        for observation in self.check(value, context):
            yield Finding(
                code=self.code,
                severity=self.severity,
                message=self.message.say(lang, **observation.facts),
                location=observation.location or context.notice.location,
            )


def rule(
    over: type[T],
    *,
    code: str,
    severity: Severity,
    summary: Wording,
    rationale: Wording,
    example: str,
    message: Wording,
) -> Callable[[Callable[[T, Context], Iterable[Observation]]], Rule]:
    """Make a function over ``over`` a rule of the catalogue."""

    def make(check: Callable[[T, Context], Iterable[Observation]]) -> Rule:
        return Rule(
            code=code,
            severity=severity,
            summary=summary,
            rationale=rationale,
            example=example,
            message=message,
            over=over,
            check=check,
        )

    return make
