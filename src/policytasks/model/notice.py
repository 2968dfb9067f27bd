"""Notice 通知, and the levels that it divides work into: Section, Task, Requirement."""

from __future__ import annotations

from datetime import date
from enum import Enum

import attrs

from policytasks.location import NOWHERE, Location
from policytasks.model.deadline import Deadline
from policytasks.model.document_number import DocumentNumber
from policytasks.model.ordinal import Ordinal
from policytasks.model.responsibility import Responsibility
from policytasks.model.unit import Unit

__all__ = [
    "Citation",
    "Disclosure",
    "Doubt",
    "Notice",
    "Remark",
    "Requirement",
    "Section",
    "Task",
    "TextBlock",
]


class Disclosure(Enum):
    """公开属性 (政府信息公开条例, 2019)."""

    PROACTIVE = "proactive"
    """主动公开."""
    ON_REQUEST = "on_request"
    """依申请公开."""
    WITHHELD = "withheld"
    """不予公开."""

    def __str__(self) -> str:
        return _CHINESE[self]


_CHINESE = {Disclosure.PROACTIVE: "主动公开", Disclosure.ON_REQUEST: "依申请公开", Disclosure.WITHHELD: "不予公开"}


@attrs.frozen(kw_only=True)
class TextBlock:
    """A stretch of the source, whole: a paragraph of the letter, or something that was not understood.

    Args:
        text: As printed, without layout blanks at the ends.
        location: Where it was printed.
    """

    text: str
    location: Location = attrs.field(default=NOWHERE, eq=False)


@attrs.frozen(kw_only=True)
class Doubt:
    """疑点: something that the reader decided, or could not decide, and a person should look at.

    Args:
        code: Kebab-case code from the catalogue of findings.
        message: What is doubtful, for people.
        location: Where.
    """

    code: str
    message: str
    location: Location = attrs.field(default=NOWHERE, eq=False)


@attrs.frozen(kw_only=True)
class Citation:
    """引用文件: a document that the text names.

    Args:
        title: What stands in 《》, without them; None when only a number is given.
        number: Its number, in canonical form when it is a 发文字号, as printed otherwise (国务院令第713号); None when the text
            gives none.
        printed: The number as printed, where that is not its canonical form; empty otherwise.
        location: Where it was printed.
    """

    title: str | None = None
    number: str | None = None
    printed: str = attrs.field(default="", eq=False)
    location: Location = attrs.field(default=NOWHERE, eq=False)


@attrs.frozen(kw_only=True)
class Remark:
    """A further column of the table: 备注, 完成情况, 分管领导 and whatever else a notice has.

    Args:
        heading: The column's heading, without blanks.
        text: What the cell says.
        location: Where it was printed.
    """

    heading: str
    text: str
    location: Location = attrs.field(default=NOWHERE, eq=False)


@attrs.frozen(kw_only=True)
class Requirement:
    """具体要求: the row, or the sentence, that units and deadlines bind to.

    Args:
        id: Made of the printed ordinals, such as ``"4.16.1"``; unique in its notice.
        ordinal: The number printed before it, if any.
        text: What is to be done, without its number, its statement of units and its deadline cell.
        responsibilities: Units and roles, in printed order.
        deadlines: Its own deadlines, in printed order.
        inherited: The deadline that the body sets for everybody, where the requirement has none of its own.
        leaders: Persons named beside the units, as printed; they are no units.
        open_list: True when the list of units ends in 等 or 等有关部门: others are meant too.
        implied: Units that a rule stated once lays on this requirement too (以下均需…落实，不再列出).
        remarks: Further columns.
        location: Where the text was printed.
    """

    id: str
    text: str
    ordinal: Ordinal | None = None
    responsibilities: tuple[Responsibility, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    inherited: Deadline | None = None
    leaders: tuple[str, ...] = ()
    open_list: bool = False
    implied: tuple[Responsibility, ...] = ()
    remarks: tuple[Remark, ...] = ()
    location: Location = attrs.field(default=NOWHERE, eq=False)

    @property
    def deadline(self) -> Deadline | None:
        """The deadline that binds it: the last of its own, else the one inherited from the body, else None."""
        dated = [deadline for deadline in self.deadlines if deadline.due_on is not None]
        if dated:
            return max(dated, key=lambda deadline: deadline.due_on or date.min)
        return self.deadlines[-1] if self.deadlines else self.inherited


@attrs.frozen(kw_only=True)
class Task:
    """工作任务.

    Args:
        ordinal: Its printed number; None when the level is missing or has no number.
        title: Its heading without number and final 。; None when the level has no heading.
        requirements: Its requirements, in printed order.
        location: Where the heading was printed.
    """

    ordinal: Ordinal | None = None
    title: str | None = None
    requirements: tuple[Requirement, ...] = ()
    location: Location = attrs.field(default=NOWHERE, eq=False)


@attrs.frozen(kw_only=True)
class Section:
    """部分: 一、… with its tasks.

    Args:
        ordinal: Its printed number; None when the level is missing or has no number.
        title: Its heading without number; None when the level has no heading.
        tasks: Its tasks, in printed order.
        location: Where the heading was printed.
    """

    ordinal: Ordinal | None = None
    title: str | None = None
    tasks: tuple[Task, ...] = ()
    location: Location = attrs.field(default=NOWHERE, eq=False)


@attrs.frozen(kw_only=True)
class Notice:
    """通知: one document that divides work, as typed values.

    Args:
        document_number: 发文字号, its own and never a cited one.
        title: 标题, its lines joined.
        issuer: 发文机关.
        addressees: 主送机关, split at the comma.
        issued_on: 成文日期.
        printed_on: 印发日期.
        copied_to: 抄送机关.
        disclosure: 公开属性; None when it was not printed, or is none of the three.
        disclosure_text: The line that says so, as printed, with the reason where one is given; no part in ``==``.
        body: The letter's paragraphs between 主送机关 and signature, in printed order.
        obligations: Duties that the body lays on every addressee, in the same form as requirements.
        sections: 部分, in printed order.
        citations: Documents named in the text.
        attachments: 附件 as the letter lists them.
        places: Where each header field was printed, by its name; ask `location_of`. No part in ``==``.
        unparsed: Blocks of the source that were not understood, whole; they take no part in ``==``.
        doubts: What the reader was unsure of; `validate` turns them into findings; no part in ``==`` either.
        location: The file.
    """

    document_number: DocumentNumber | None = None
    title: str | None = None
    issuer: str | None = None
    addressees: tuple[str, ...] = ()
    issued_on: date | None = None
    printed_on: date | None = None
    copied_to: tuple[str, ...] = ()
    disclosure: Disclosure | None = None
    disclosure_text: str = attrs.field(default="", eq=False)
    body: tuple[TextBlock, ...] = ()
    obligations: tuple[Requirement, ...] = ()
    sections: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()
    attachments: tuple[str, ...] = ()
    places: tuple[tuple[str, Location], ...] = attrs.field(default=(), eq=False)
    unparsed: tuple[TextBlock, ...] = attrs.field(default=(), eq=False)
    doubts: tuple[Doubt, ...] = attrs.field(default=(), eq=False)
    location: Location = attrs.field(default=NOWHERE, eq=False)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Every task, in printed order."""
        return tuple(task for section in self.sections for task in section.tasks)

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """Every requirement, in printed order; the body's obligations are not among them."""
        return tuple(requirement for task in self.tasks for requirement in task.requirements)

    @property
    def units(self) -> tuple[Unit, ...]:
        """Every unit once, by name, in the order of its first appearance in the requirements."""
        seen: dict[str, Unit] = {}
        for requirement in self.requirements:
            for responsibility in requirement.responsibilities:
                seen.setdefault(responsibility.unit.name, responsibility.unit)
        return tuple(seen.values())

    def location_of(self, field: str) -> Location:
        """Where a header field was printed: ``"title"``, ``"issuer"``, ``"issued_on"``, ``"addressees[0]"`` …

        Returns:
            The place, or the empty location when the field was not printed.
        """
        return dict(self.places).get(field, NOWHERE)
