"""Rules of one's own, as an office would write them: what the tests of the framework apply."""

from __future__ import annotations

from collections.abc import Iterator

from policytasks.location import Location
from policytasks.messages import Wording
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit
from policytasks.validation.catalogue import Context, Observation, observe, rule
from policytasks.validation.finding import Severity
from policytasks.validation.options import Option

FILE = Location(file="n.txt")
TEXTS = {
    "summary": Wording(en="Money is promised.", zh="承诺了资金。"),
    "rationale": Wording(en="It has to be in the budget.", zh="须列入预算。"),
    "remedy": Wording(en="Ask the treasury.", zh="征求财政部门意见。"),
    "example": "安排专项资金",
}


def line(number: int) -> Location:
    return Location(file="n.txt", line=number)


def notice_of(*texts: str) -> Notice:
    """A notice with one requirement for each text, on the lines from 1 on."""
    rows = tuple(
        Requirement(
            id=f"1.1.{number}",
            text=text,
            responsibilities=(Responsibility(unit=Unit(name="甲局"), role=Role.RESPONSIBLE, location=line(number)),),
            location=line(number),
        )
        for number, text in enumerate(texts, 1)
    )
    return Notice(sections=(Section(tasks=(Task(requirements=rows),)),), location=FILE)


@rule(
    Notice,
    code="our-money",
    severity=Severity.WARNING,
    message=Wording(en="{id} promises money", zh="{id} 承诺了资金"),
    **TEXTS,  # type: ignore[arg-type]  # the names of texts
)
def our_money(notice: Notice) -> Iterator[Observation]:
    first = None
    for requirement in notice.requirements:
        if "资金" in requirement.text:
            place = requirement.location
            related = [(first, Wording(en="before {id}", zh="早于 {id}"))] if first is not None else []
            yield observe(place, related=related, id=requirement.id, words=("资金",), severity=Severity.INFO)
            first = first or place


@rule(
    Requirement,
    code="our-length",
    severity=Severity.INFO,
    message=Wording(en="{id} has more than {most} characters", zh="{id} 超过 {most} 字"),
    options=(Option(name="most", value=5, help=Wording(en="characters", zh="字数"), least=1),),
    **TEXTS,  # type: ignore[arg-type]  # the names of texts
)
def our_length(requirement: Requirement, context: Context) -> Iterator[Observation]:
    if len(requirement.text) > context.option("most"):
        yield observe(requirement.location, id=requirement.id, most=context.option("most"))


@rule(
    Requirement,
    code="our-breakage",
    severity=Severity.INFO,
    message=Wording(en="{id} was seen", zh="{id} 已查看"),
    **TEXTS,  # type: ignore[arg-type]  # the names of texts
)
def our_breakage(requirement: Requirement) -> Iterator[Observation]:
    """Raises on odd content, after it has seen something."""
    yield observe(requirement.location, id=requirement.id)
    if "奇" in requirement.text:
        raise ZeroDivisionError("odd\ncontent")
