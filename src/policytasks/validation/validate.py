"""Validate 校验: apply the rules of the catalogue to a notice or a ledger."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import attrs

from policytasks.errors import RuleError
from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Ledger
from policytasks.location import NOWHERE, Location
from policytasks.messages import Language
from policytasks.model.deadline import Deadline
from policytasks.model.notice import Doubt, Notice, Requirement, Section, Task
from policytasks.validation.catalogue import Context, Rule
from policytasks.validation.failure_rules import RULE_FAILED
from policytasks.validation.finding import Finding, Severity, plain
from policytasks.validation.rules import CATALOGUE, DEFAULT_RULES
from policytasks.validation.spots import Spots

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["doubt_findings", "in_printed_order", "validate"]

_LOG = logging.getLogger(__name__)
logging.getLogger("policytasks").addHandler(logging.NullHandler())  # A library is silent until its user wants the log.

_LONGEST_REASON = 200


def validate(
    notice: Notice | Ledger,
    *,
    rules: Iterable[Rule] = DEFAULT_RULES,
    registry: UnitRegistry | None = None,
    lang: Language = "en",
    today: date | None = None,
    lower: Notice | None = None,
) -> tuple[Finding, ...]:
    """What a person should look at in a notice, or in a ledger and the notice that it tracks.

    A rule that raises stops neither the others nor itself at other places: it is reported once, as ``rule-failed``, and the
    traceback goes to the log.

    Args:
        notice: The notice, or a ledger.
        rules: The rules to apply; what the reader of the notice doubted is reported by rules of its own, so leaving one
            out silences that doubt.
        registry: The 单位名录 that names are judged against; rules that need one are silent without it.
        lang: Language of the messages.
        today: The day on which a ledger is looked at; rules that need one are silent without it.
        lower: A notice of a lower office that carries this one out; rules that compare the two are silent without it.

    Returns:
        Tuple of `Finding` in printed order, those about the whole file first; empty when nothing was found.

    Raises:
        RuleError: Two of the rules share a code.
    """
    chosen = _by_code(rules)
    ledger = notice if isinstance(notice, Ledger) else None
    subject = notice.notice if isinstance(notice, Ledger) else notice
    context = Context(notice=subject, registry=registry, ledger=ledger, today=today, lower=lower)
    found: list[Finding] = []
    broken: dict[str, _Failure] = {}
    over: dict[type, list[Rule]] = {}
    for rule in chosen.values():
        if rule.over is not None:
            over.setdefault(rule.over, []).append(rule)
    for value in _objects(subject, ledger):
        for rule in over.get(type(value), ()):
            try:
                found.extend(rule.findings(value, context, lang))
            except Exception as error:  # Anybody may write a rule, and content may be odd in any way.
                failure = broken.get(rule.code)
                if failure is None:
                    _LOG.exception("rule %s failed at %s", rule.code, value.location or subject.location)
                    broken[rule.code] = _Failure(error=error, location=value.location)
                else:
                    broken[rule.code] = attrs.evolve(failure, places=failure.places + 1)
    found += doubt_findings(subject.doubts, rules=chosen.values(), lang=lang, file=subject.location)
    if ledger is not None:
        found += doubt_findings(ledger.doubts, rules=chosen.values(), lang=lang, file=ledger.location)
    told = chosen.get(RULE_FAILED.code, RULE_FAILED)
    found += [failure.finding(code, told, subject.location, lang) for code, failure in broken.items()]
    spots = Spots(subject, ledger) if found else None
    return in_printed_order(_with_about(finding, spots) for finding in dict.fromkeys(found))


def _with_about(finding: Finding, spots: Spots | None) -> Finding:
    spot = spots.at(finding.location) if spots is not None else None
    return attrs.evolve(finding, about=spot.about) if spot is not None else finding


@attrs.frozen(kw_only=True)
class _Failure:
    """A rule that raised: how, where first, and how often."""

    error: Exception
    location: Location
    places: int = 1

    def finding(self, code: str, told: Rule, file: Location, lang: Language) -> Finding:
        reason = " ".join(str(self.error).split())
        facts = {
            "rule": code,
            "places": self.places,
            "kind": type(self.error).__name__,
            "reason": (reason if len(reason) <= _LONGEST_REASON else reason[:_LONGEST_REASON] + "…") or "—",
        }
        return Finding(
            code=told.code,
            severity=told.severity,
            message=told.message.say(lang, **facts),
            location=self.location or file,
            data=tuple((name, plain(fact)) for name, fact in facts.items()),
        )


def _by_code(rules: Iterable[Rule]) -> dict[str, Rule]:
    """The rules by their codes, in their order; one that is there twice counts once."""
    chosen: dict[str, Rule] = {}
    for rule in rules:
        if chosen.setdefault(rule.code, rule) != rule:
            raise RuleError("two rules with one code", found=rule.code, expected="a code of its own for each rule")
    return chosen


def _objects(
    notice: Notice, ledger: Ledger | None
) -> Iterator[Notice | Section | Task | Requirement | Deadline | Ledger | Entry]:
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
    if ledger is not None:
        yield ledger
        yield from ledger.entries


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
                data=(("detail", doubt.message),),
            )
        )
    return tuple(found)


def in_printed_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings as they are printed, those about the whole file first; those of one place stay in their order.

    Args:
        findings: The findings.
    """
    return tuple(sorted(findings, key=lambda finding: _printed(finding.location)))


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
