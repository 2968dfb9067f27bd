"""Catalogue 规则目录: what a rule is, and how one is written.

A rule is a function over one kind of object, with the texts that the documentation shows::

    @rule(
        Requirement,
        code="requirement-without-unit",
        severity=Severity.WARNING,
        summary=Wording(en="…", zh="…"),  # what it finds, in one sentence
        rationale=Wording(en="…", zh="…"),  # why it matters, and where the rule comes from
        remedy=Wording(en="…", zh="…"),  # how to mend it: what a clerk does, in the imperative
        example="…",  # a line or two that it finds something in
        message=Wording(en="requirement {id} names no unit", zh="具体要求 {id} 没有责任单位"),
    )
    def requirement_without_unit(requirement: Requirement, context: Context) -> Iterator[Observation]:
        if not requirement.responsibilities:
            yield observe(requirement.location, id=requirement.id)

The name is then a `Rule`. The facts that `observe` is given fill in the message, and travel as `Finding.data`; a fact that the
message does not name is data only. Further places are given as pairs of a place and what stands there::

    yield observe(second.location, related=[(first.location, Wording(en="the first one", zh="首次出现处"))], id=second.id)

A rule that can be adjusted names its options, and asks the context for them::

    options=(Option(name="years", value=5, help=Wording(en="…", zh="…"), least=1),)
    … context.option("years")

Rules over a `Section`, `Task`, `Requirement` or `Deadline` judge the object alone and are called once for each; those over the
`Notice` judge things against each other and are called once. Rules over an `Entry` or the `Ledger` are called when a ledger is
checked. A function that does not need the context may leave it out. A rule never has to catch anything: one that raises becomes the
finding ``rule-failed``, and the others go on. A module of rules ends with a tuple ``RULES``; `policytasks.validation.rules` puts
the tuples together.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from policytasks.errors import RuleError
from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Ledger
from policytasks.location import NOWHERE, Location
from policytasks.messages import Language, Wording
from policytasks.model.deadline import Deadline
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.validation.finding import Finding, Related, Severity, plain
from policytasks.validation.options import Option

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["KINDS", "Context", "Observation", "Rule", "observe", "rule"]

T = TypeVar("T")

KINDS: tuple[type, ...] = (Notice, Section, Task, Requirement, Deadline, Ledger, Entry)
"""What a rule may be over."""

_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@attrs.frozen(kw_only=True)
class Context:
    """What a rule may look at besides its object.

    Args:
        notice: The whole notice.
        registry: The 单位名录 that names are judged against; None when the caller gave none: a rule that needs one yields
            nothing then.
        ledger: The ledger that is checked; None when a notice is.
        today: The day on which things are looked at; None when the caller gave none: a rule that needs one yields nothing
            then.
        lower: The notice of a lower office that carries this one out; None when the caller gave none.
        options: Name and value of the options of the rule that is called.
    """

    notice: Notice
    registry: UnitRegistry | None = None
    ledger: Ledger | None = None
    today: date | None = None
    lower: Notice | None = None
    options: Mapping[str, Any] = attrs.field(factory=dict)

    @property
    def on(self) -> date | None:
        """The day on which the notice speaks."""
        return self.notice.issued_on or self.notice.printed_on

    def option(self, name: str) -> Any:
        """The value of an option that the rule names; of the kind of its default."""
        return self.options[name]

    def place(self, entry: Entry, field: str) -> Location:
        """The cell of a ledger that a field of an entry was read from; nothing where there is no workbook.

        Args:
            entry: An entry of the ledger that is checked.
            field: Field of `Entry`, or the heading of a column that people added.
        """
        return self.ledger.place(entry, field) if self.ledger is not None else NOWHERE


@attrs.frozen
class Observation:
    """What a rule saw: a place, the facts that its message names, and further places with what stands there."""

    location: Location
    facts: Mapping[str, object]
    related: tuple[tuple[Location, Wording], ...] = ()


def observe(
    location: Location = NOWHERE, /, *, related: Iterable[tuple[Location, Wording]] = (), **facts: object
) -> Observation:
    """An observation, with the facts as keywords.

    Args:
        location: The place; the empty one stands for the whole file.
        related: Further places, each with what stands there; ``{name}`` stands for a fact. Empty places are left out.
        facts: What the message names, and what else programs may want to know.
    """
    return Observation(location, facts, tuple(related))


def _wording(text: Wording | str) -> Wording:
    """Rules of one's own may speak one language only."""
    return Wording(en=text, zh=text) if isinstance(text, str) else text


@attrs.frozen(kw_only=True)
class Rule:
    """规则: one entry of the catalogue.

    Args:
        code: Stable kebab-case code.
        severity: How grave its findings are.
        summary: What it finds, in one sentence. A plain string holds for both languages, as in the following.
        rationale: Why it matters, and where the rule comes from.
        remedy: How to mend it: what a clerk does about it.
        example: A line or two of a notice that it finds something in.
        message: The message of its findings; ``{name}`` stands for a fact.
        over: The class of the objects that it is called for, one of `KINDS`; None for a rule that the reader of the notice
            applies by itself, whose findings come from `Notice.doubts`.
        check: The rule itself; None when ``over`` is None.
        options: What can be adjusted.

    Raises:
        RuleError: The code is no code, or ``over`` no kind that rules can be over.
    """

    code: str
    severity: Severity
    summary: Wording = attrs.field(converter=_wording)
    rationale: Wording = attrs.field(converter=_wording)
    remedy: Wording = attrs.field(converter=_wording)
    example: str
    message: Wording = attrs.field(converter=_wording)
    over: type | None = None
    check: Callable[[Any, Context], Iterable[Observation]] | None = attrs.field(default=None, repr=False)
    options: tuple[Option, ...] = ()

    def __attrs_post_init__(self) -> None:
        if _CODE.fullmatch(self.code) is None:
            raise RuleError(
                "not the code of a rule",
                found=repr(self.code),
                expected="small letters and digits joined by hyphens, such as no-budget",
            )
        if self.over is not None and self.over not in KINDS:
            raise RuleError(
                "a rule over something that is not called",
                where=self.code,
                found=self.over.__name__,
                expected=", ".join(kind.__name__ for kind in KINDS),
            )

    def with_options(self, values: Mapping[str, object]) -> Rule:
        """The rule with other values of some of its options.

        Raises:
            RuleError: It has no such option, or the value is of another kind.
        """
        known = {option.name: option for option in self.options}
        for name, value in values.items():
            if name not in known:
                expected = ", ".join(known) or "no option: this rule has none"
                raise RuleError("no such option of the rule", where=self.code, found=name, expected=expected)
            try:
                known[name] = known[name].with_value(value)
            except RuleError as error:
                error.where = f"{self.code}.{name}"
                raise
        return attrs.evolve(self, options=tuple(known.values()))

    def findings(self, value: object, context: Context, lang: Language = "en") -> Iterable[Finding]:
        """What the rule finds in one object, in printed order.

        Raises:
            Exception: Whatever the rule raises on odd content; `policytasks.validation.validate` catches it.
        """
        if self.check is None:
            return
        if self.options:
            context = attrs.evolve(context, options={option.name: option.value for option in self.options})
        for observation in self.check(value, context) or ():
            if not isinstance(observation, Observation):
                raise RuleError(
                    "not an observation",
                    where=self.code,
                    found=type(observation).__name__,
                    expected="what observe(place, name=fact) gives",
                )
            yield self._finding(observation, context, lang)

    def _finding(self, observation: Observation, context: Context, lang: Language) -> Finding:
        facts = observation.facts
        checked = context.ledger if context.ledger is not None and self.over in (Ledger, Entry) else context.notice
        return Finding(
            code=self.code,
            severity=self.severity,
            message=self.message.say(lang, **facts),
            location=observation.location or checked.location,
            related=tuple(
                Related(location=place, message=words.say(lang, **facts))
                for place, words in observation.related
                if place
            ),
            # What is a wording is said in the message; to programs it says nothing.
            data=tuple((name, plain(fact)) for name, fact in facts.items() if not isinstance(fact, Wording)),
        )


def rule(
    over: type[T],
    *,
    code: str,
    severity: Severity,
    summary: Wording | str,
    rationale: Wording | str,
    remedy: Wording | str,
    example: str,
    message: Wording | str,
    options: Iterable[Option] = (),
) -> Callable[[Callable[[T, Context], Iterable[Observation]] | Callable[[T], Iterable[Observation]]], Rule]:
    """Make a function over ``over`` a rule; the function takes the object, and the `Context` if it wants it.

    Args:
        over: One of `KINDS`.
        code: As in `Rule`, as are the following.
        severity: How grave.
        summary: What.
        rationale: Why.
        remedy: How to mend it.
        example: An example.
        message: The message.
        options: Options.

    Raises:
        RuleError: As for `Rule`.
    """

    def make(check: Callable[..., Iterable[Observation]]) -> Rule:
        return Rule(
            code=code,
            severity=severity,
            summary=summary,
            rationale=rationale,
            remedy=remedy,
            example=example,
            message=message,
            over=over,
            check=check if _takes_context(check) else _without_context(check),
            options=tuple(options),
        )

    return make


def _takes_context(check: Callable[..., object]) -> bool:
    parameters = inspect.signature(check).parameters.values()
    return sum(each.kind in (each.POSITIONAL_ONLY, each.POSITIONAL_OR_KEYWORD) for each in parameters) > 1 or any(
        each.kind is each.VAR_POSITIONAL for each in parameters
    )


def _without_context(check: Callable[..., Iterable[Observation]]) -> Callable[[Any, Context], Iterable[Observation]]:
    def called(value: object, context: Context) -> Iterable[Observation]:
        return check(value)

    return called
