"""Validate 校验: apply the rules of the catalogue to a notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from policytasks.location import NOWHERE, Location
from policytasks.messages import Language
from policytasks.model.deadline import Deadline
from policytasks.model.notice import Doubt, Notice, Requirement, Section, Task
from policytasks.validation.catalogue import Context, Rule
from policytasks.validation.finding import Finding, Severity
from policytasks.validation.rules import CATALOGUE, DEFAULT_RULES

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["doubt_findings", "validate"]


def validate(
    notice: Notice,
    *,
    rules: Iterable[Rule] = DEFAULT_RULES,
    registry: UnitRegistry | None = None,
    lang: Language = "en",
) -> tuple[Finding, ...]:
    """What a person should look at in a notice.

    Args:
        notice: The notice.
        rules: The rules to apply; what the reader of the notice doubted is reported by rules of its own, so leaving one
            out silences that doubt.
        registry: The 单位名录 that names are judged against; rules that need one are silent without it.
        lang: Language of the messages.

    Returns:
        Tuple of `Finding` in printed order, those about the whole file first; empty when nothing was found.
    """
    chosen = tuple(rules)
    context = Context(notice=notice, registry=registry)
    found = [
        finding
        for value in _objects(notice)
        for rule in chosen
        if rule.over is type(value)
        for finding in rule.findings(value, context, lang)
    ]
    found += doubt_findings(notice.doubts, rules=chosen, lang=lang, file=notice.location)
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: _printed(finding.location)))


def _objects(notice: Notice) -> Iterator[Notice | Section | Task | Requirement | Deadline]:
    """Everything that a rule may be over, each once; a deadline that is inherited counts where the body sets it."""
    yield notice
    for requirement in notice.obligations:
        yield from requirement.deadlines
    for section in notice.sections:
        yield section
        for task in section.tasks:
            yield task
            for requirement in task.requirements:
                yield requirement
                yield from requirement.deadlines


def doubt_findings(
    doubts: Iterable[Doubt],
    *,
    rules: Iterable[Rule] = DEFAULT_RULES,
    lang: Language = "en",
    file: Location = NOWHERE,
) -> tuple[Finding, ...]:
    """What a reader was unsure of, as findings: for `Notice.doubts` and `Ledger.doubts`.

    A doubt whose code the catalogue does not know is reported all the same; one whose rule is left out is not.

    Args:
        doubts: The doubts.
        rules: The rules that may speak.
        lang: Language of the messages; what the reader itself wrote stays in English.
        file: Stands in for a place that a doubt does not have.

    Returns:
        Tuple of `Finding`, in the order of the doubts.
    """
    chosen = {rule.code: rule for rule in rules}
    found = []
    for doubt in doubts:
        rule = chosen.get(doubt.code)
        if rule is None and doubt.code in CATALOGUE:
            continue
        found.append(
            Finding(
                code=doubt.code,
                severity=rule.severity if rule is not None else Severity.WARNING,
                message=rule.message.say(lang, detail=doubt.message)
                if rule is not None and rule.over is None
                else doubt.message,
                location=doubt.location or file,
            )
        )
    return tuple(found)


def _printed(location: Location) -> tuple[object, ...]:
    """Sorts places of one document as they are printed."""
    return (
        location.file,
        location.page or 0,
        location.line or 0,
        location.table or 0,
        location.sheet or "",
        _cell(location.cell),
        location.row or 0,
        location.column or 0,
        location.paragraph or 0,
        location.start or 0,
    )


def _cell(address: str | None) -> tuple[int, str]:
    """Row and column of a sheet's cell: D14 is (14, D)."""
    letters = (address or "").rstrip("0123456789")
    digits = (address or "")[len(letters) :]
    return int(digits or 0), letters.rjust(3)
