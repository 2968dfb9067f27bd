"""Edit strategies: hypothesis generators of what people do to a ledger, cell by cell, as values that can be told apart.

An `Edit` names one cell, so that a test knows which edits overlap. Needs the package ``hypothesis``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from zlib import crc32

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from policytasks.ledger.fields import gathered
from policytasks.ledger.history import FieldValue
from policytasks.ledger.ledger import Grain, Ledger
from policytasks.ledger.status import Status
from policytasks.model.deadline import Deadline, DeadlineKind
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.ordinal import Ordinal
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit
from policytasks.testing.ledgers import cell_texts
from policytasks.workbook.draft import read_heading
from policytasks.workbook.unit_cells import KnownUnits, with_units

__all__ = ["Edit", "edited", "edits", "shuffled", "small_ledgers"]

RowKey = tuple[str, str | None]


@attrs.frozen
class Edit:
    """一处改动: what somebody typed into one cell.

    Args:
        key: `Entry.key` of the row.
        field: As in `Change.field`, ``"notice.…"`` among them; ``"row"`` adds a row below.
        value: What the cell says since.
    """

    key: RowKey
    field: str
    value: FieldValue

    @property
    def new_id(self) -> str:
        """The number of the requirement that a further row is about."""
        return f"{self.key[0]}.{crc32(repr((self.key, self.value)).encode('utf-8', 'surrogatepass'))}"

    @property
    def cell(self) -> tuple[object, ...]:
        """What two edits of one cell share; a cell of the notice is the same for every unit's row."""
        field = self.field.removeprefix("typed.")
        own = not field.startswith("notice.") or field == "notice.role"
        return (self.key if own else self.key[0], field)


def _values(by: str) -> dict[str, SearchStrategy[Any]]:
    texts = cell_texts()
    words = texts.filter(str.strip)
    names = st.lists(st.sampled_from("甲局 乙局 丙办 丁镇 各部门、单位".split()), max_size=3, unique=True)
    values: dict[str, SearchStrategy[Any]] = {
        "due_on": st.dates(date(2000, 1, 1), date(2030, 12, 31)),
        "typed.due_on": st.sampled_from(("另行通知", "待定")),
        "status": st.sampled_from(Status),
        "typed.status": st.sampled_from(("按计划进行", "基本完成")),
        "progress": st.integers(0, 100),
        "note": texts,
        "problems": texts,
        "evidence": texts,
        "updated_on": st.dates(date(2021, 1, 1), date(2021, 12, 31)),
        "updated_by": texts,
        "备注": words,
        "督办次数": st.integers(0, 9),
        "comments.note": words,
        "notice.text": words,
        "notice.deadlines": st.sampled_from(("长期坚持", "年底前")),
        "notice.section": st.sampled_from(("一、总体要求", "附则")),
        "notice.task": st.sampled_from(("（九）重点任务", "其他")),
        "row": words,
    }
    if by == "requirement":
        values |= {f"notice.{role.value}": names.map("\n".join) for role in Role}
    else:
        values["notice.role"] = st.sampled_from([role.value for role in Role])
    return values


def edits(ledger: Ledger, *, fields: Callable[[str], bool] = lambda field: True) -> SearchStrategy[Edit]:
    """An edit of a ledger that has rows.

    Args:
        ledger: The ledger.
        fields: Which fields may be edited.
    """
    values = {field: value for field, value in _values(ledger.by).items() if fields(field)}
    with_unit = [entry.key for entry in ledger.entries if entry.unit is not None]
    if not with_unit:
        values.pop("notice.role", None)

    rows = [entry.key for entry in ledger.entries]
    shown = {"notice.role": with_unit}
    for name, level in (("notice.section", lambda section: [section]), ("notice.task", lambda section: section.tasks)):
        heads = [_first_id(each) for section in ledger.notice.sections for each in level(section)]
        # A heading is edited in the first row below it, so that two edits of one heading have one key.
        shown[name] = [key for key in rows if key[0] in heads]
        if not shown[name]:
            values.pop(name, None)

    def edit(field: str) -> SearchStrategy[Edit]:
        return st.builds(Edit, st.sampled_from(shown.get(field, rows)), st.just(field), values[field])

    return st.sampled_from(tuple(values)).flatmap(edit)


def _first_id(level: Section | Task) -> str | None:
    tasks = level.tasks if isinstance(level, Section) else (level,)
    return next((requirement.id for task in tasks for requirement in task.requirements), None)


def edited(ledger: Ledger, made: Iterable[Edit]) -> Ledger:
    """The ledger after edits, without a word in its history, as a workbook is read back."""
    for edit in made:
        ledger = _edited(ledger, edit)
    return ledger


def _edited(ledger: Ledger, edit: Edit) -> Ledger:
    if edit.field == "row":
        return _with_row(ledger, edit)
    if edit.field.startswith("notice."):
        return attrs.evolve(ledger, notice=_corrected(ledger.notice, edit))
    values: dict[str, FieldValue] = {edit.field: edit.value}
    if edit.field in ("due_on", "status", "progress", "updated_on"):
        values[f"typed.{edit.field}"] = None
    elif edit.field == "typed.due_on":
        values["due_on"] = None
    entries = tuple(gathered(entry, values) if entry.key == edit.key else entry for entry in ledger.entries)
    return attrs.evolve(ledger, entries=entries)


def _with_row(ledger: Ledger, edit: Edit) -> Ledger:
    """A requirement more, with a number of its own, below the row; it is the same for the same edit."""
    text, id = str(edit.value), edit.new_id

    def add(task: Task) -> Task:
        rows: list[Requirement] = []
        for requirement in task.requirements:
            rows.append(requirement)
            if requirement.id == edit.key[0]:
                rows.append(Requirement(id=id, text=text))
        return attrs.evolve(task, requirements=tuple(rows))

    entries = []
    for entry in ledger.entries:
        entries.append(entry)
        if entry.key == edit.key:
            entries.append(attrs.evolve(type(entry)(requirement_id=id), note=text))
    notice = attrs.evolve(ledger.notice, sections=tuple(map(_on_tasks(add), ledger.notice.sections)))
    return attrs.evolve(ledger, notice=notice, entries=tuple(entries))


def _on_tasks(change: Callable[[Task], Task]) -> Callable[[Section], Section]:
    return lambda section: attrs.evolve(section, tasks=tuple(map(change, section.tasks)))


def _corrected(notice: Notice, edit: Edit) -> Notice:
    known = KnownUnits(notice)
    if edit.field in ("notice.section", "notice.task"):
        return _retitled(notice, edit)

    def correct(requirement: Requirement) -> Requirement:
        return _corrected_requirement(requirement, edit, known) if requirement.id == edit.key[0] else requirement

    def on_requirements(task: Task) -> Task:
        return attrs.evolve(task, requirements=tuple(map(correct, task.requirements)))

    return attrs.evolve(notice, sections=tuple(map(_on_tasks(on_requirements), notice.sections)))


def _retitled(notice: Notice, edit: Edit) -> Notice:
    ordinal, title = read_heading(str(edit.value))

    def retitle(task: Task) -> Task:
        return attrs.evolve(task, ordinal=ordinal, title=title) if _first_id(task) == edit.key[0] else task

    if edit.field == "notice.task":
        return attrs.evolve(notice, sections=tuple(map(_on_tasks(retitle), notice.sections)))
    return attrs.evolve(
        notice,
        sections=tuple(
            attrs.evolve(section, ordinal=ordinal, title=title) if _first_id(section) == edit.key[0] else section
            for section in notice.sections
        ),
    )


def _corrected_requirement(requirement: Requirement, edit: Edit, known: KnownUnits) -> Requirement:
    said = str(edit.value)
    field = edit.field.removeprefix("notice.")
    if field == "text":
        return attrs.evolve(requirement, text=said)
    if field == "deadlines":
        return attrs.evolve(requirement, deadlines=(Deadline(text=said, kind=DeadlineKind.ONGOING),))
    units = requirement.responsibilities
    if field == "role":
        role = Role(said)
        return attrs.evolve(
            requirement,
            responsibilities=tuple(
                attrs.evolve(each, role=role) if each.unit.name == edit.key[1] else each for each in units
            ),
        )
    return with_units(requirement, Role(field), tuple(said.split("\n")) if said else (), known)


@st.composite
def small_ledgers(draw: st.DrawFn) -> Ledger:
    """台账 of eight requirements in two sections, of either kind, in which a few rows were reported; quick to draw."""
    shape = draw(st.sampled_from((None, "甲", "乙")))
    roles = draw(st.permutations(tuple(Role)))

    def requirement(id: str, number: int) -> Requirement:
        units = tuple(
            Responsibility(unit=Unit(name=name), role=role, printed=name)
            for name, role in zip(("甲局", "乙局", "丙办")[: number % 4], roles, strict=False)
        )
        return Requirement(id=id, text=f"第{id}项要求。", responsibilities=units)

    sections = tuple(
        Section(
            ordinal=Ordinal.parse("一、二、"[2 * (place - 1) : 2 * place]),
            title=shape,
            tasks=tuple(
                Task(
                    title=f"任务{place}.{number}" if shape else None,
                    requirements=tuple(requirement(f"{place}.{number}.{row}", place + number + row) for row in (1, 2)),
                )
                for number in (1, 2)
            ),
        )
        for place in (1, 2)
    )
    by: Grain = draw(st.sampled_from(("requirement", "unit")))
    ledger = Ledger.from_notice(Notice(title="关于任务分工的通知", sections=sections), by=by)
    made = draw(
        st.lists(edits(ledger, fields=lambda field: not field.startswith("notice.") and field != "row"), max_size=4)
    )
    return edited(ledger, made)


def shuffled(ledger: Ledger) -> SearchStrategy[Ledger]:
    """The ledger with its rows sorted in some other way."""
    return st.permutations(ledger.entries).map(lambda entries: attrs.evolve(ledger, entries=tuple(entries)))
