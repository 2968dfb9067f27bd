"""Printing 印制: a Notice → the Document that a government office would print of it, in many layouts.

The inverse of parsing: `parse_notice` of what is printed here gives the notice back. A layout is a choice of how statements of
responsibility are written (`STATEMENTS`), of table or prose, and of full-width or ASCII marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

import attrs

from policytasks.model.deadline import DeadlineKind
from policytasks.model.notice import Notice, Requirement
from policytasks.model.responsibility import Responsibility, Role
from policytasks.sources.document import Block, Cell, Document, Paragraph, Table

__all__ = ["STATEMENTS", "Layout", "printed"]

Statement = Literal["brackets", "square", "verbs", "bare", "lines", "pairs"]

ANNEX = "重点工作任务分工"
"""Title of the annex that holds the division of work."""
_LETTER = f"现将《{ANNEX}》印发给你们，请认真抓好落实。"
_LABELS = {Role.LEAD: "牵头单位", Role.RESPONSIBLE: "责任单位", Role.SUPPORTING: "配合单位"}
_VERBS = {Role.LEAD: "牵头", Role.RESPONSIBLE: "负责", Role.SUPPORTING: "配合"}
_DEADLINE = "完成时限"
_DONE = "完成"
_SECTION, _TASK, _REQUIREMENT = "类别", "工作任务", "具体要求"


@attrs.frozen
class _Marks:
    """The marks of statements; those inside of names stay as they are."""

    opening: str
    closing: str
    colon: str
    semicolon: str
    comma: str


_FULL_WIDTH = _Marks("（", "）", "：", "；", "，")
_ASCII = _Marks("(", ")", ":", ";", ",")


@attrs.frozen(kw_only=True)
class Layout:
    """How a notice is printed.

    Args:
        table: The division of work as a table; as numbered prose otherwise.
        statement: How prose says who is responsible: a key of `STATEMENTS`.
        letter: Whether the letter is printed above the division of work.
        section_column: In a table, sections as a merged first column instead of rows across the table.
        units_first: In a table, the columns of units and times in front of those of the work.
        run_in: In prose, headings of tasks in front of their text, on the same line (1.短标题。正文); each task has one requirement.
        spread: Characters of headings of columns parted by blanks, as printers spread them.
        ascii_marks: Statements with ASCII brackets, colons and commas.
        blank_lines: A blank line between paragraphs.
        indent: Blanks in front of each paragraph.
    """

    table: bool = False
    statement: Statement = "brackets"
    letter: bool = True
    section_column: bool = False
    units_first: bool = False
    run_in: bool = False
    spread: bool = False
    ascii_marks: bool = False
    blank_lines: bool = False
    indent: str = ""


def printed(notice: Notice, layout: Layout) -> Document:
    """The document that prints a notice.

    Args:
        notice: Its requirements are printed with their responsibilities in the order lead, responsible, supporting, and with
            their own deadlines; what the body or a stated rule adds to a requirement is not printed.
        layout: How.
    """
    lines = [*(_letter(notice) if layout.letter else ()), *(("附件", ANNEX) if layout.letter else ())]
    blocks: list[Block] = [*_paragraphs(lines, layout)]
    if layout.table:
        blocks.append(_table(notice, layout))
    else:
        blocks.extend(_paragraphs(list(_prose(notice, layout)), layout))
    return Document(blocks=tuple(blocks))


def _paragraphs(lines: Sequence[str], layout: Layout) -> Iterator[Paragraph]:
    for line in lines:
        yield Paragraph(text=layout.indent + line)
        if layout.blank_lines:
            yield Paragraph(text="")


def _letter(notice: Notice) -> Iterator[str]:
    if notice.document_number is not None:
        yield str(notice.document_number)
    if notice.title is not None:
        yield notice.title
    if notice.addressees:
        yield "，".join(notice.addressees) + "："
    yield from [block.text for block in notice.body] or [_LETTER]
    yield f"附件：{ANNEX}"
    if notice.issuer is not None:
        yield notice.issuer
    if notice.issued_on is not None:
        day = notice.issued_on
        yield f"{day.year}年{day.month}月{day.day}日"
    if notice.disclosure is not None:
        yield "（此件公开发布）"


# ── prose ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _prose(notice: Notice, layout: Layout) -> Iterator[str]:
    for section in notice.sections:
        if section.ordinal is not None:
            yield f"{section.ordinal}{section.title}"
        for task in section.tasks:
            head = f"{task.ordinal or ''}{task.title or ''}"
            apart = task.title is not None and not layout.run_in
            if apart:
                yield head
            elif task.title is not None:
                head += "。"
            for requirement in task.requirements:
                number = str(requirement.ordinal or "") if apart else head
                yield from _item(number, requirement, layout)


def _item(number: str, requirement: Requirement, layout: Layout) -> Iterator[str]:
    statement = STATEMENTS[layout.statement](requirement, _ASCII if layout.ascii_marks else _FULL_WIDTH)
    if layout.statement in ("lines", "pairs"):
        yield number + requirement.text
        yield from statement
    else:
        yield number + requirement.text + "".join(statement)


def _by_role(requirement: Requirement) -> Iterator[tuple[Role, str]]:
    """The roles that the requirement gives, each with its units as a list."""
    for role in Role:
        names = [each.printed for each in requirement.responsibilities if each.role is role]
        if names:
            yield role, "、".join(names)


def _labels(requirement: Requirement, marks: _Marks) -> list[str]:
    """牵头单位：A、B; 完成时限：6月底前."""
    parts = [f"{_LABELS[role]}{marks.colon}{names}" for role, names in _by_role(requirement)]
    times = "、".join(each.text for each in requirement.deadlines)
    return [*parts, f"{_DEADLINE}{marks.colon}{times}"] if times else parts


def _pairs(requirement: Requirement, marks: _Marks) -> str:
    return marks.semicolon.join(_labels(requirement, marks))


def _verbs(requirement: Requirement, marks: _Marks) -> str:
    """A牵头，B负责，C配合，6月底前完成."""
    groups = dict(_by_role(requirement))
    if set(groups) == {Role.RESPONSIBLE}:
        clauses = [f"{groups[Role.RESPONSIBLE]}按职责分工负责"]
    else:
        clauses = [names + _VERBS[role] for role, names in groups.items()]
    times = [each.text + (_DONE if each.kind is DeadlineKind.DATE else "") for each in requirement.deadlines]
    return marks.comma.join([*clauses, *times])


def _bare(requirement: Requirement) -> str:
    return "、".join(each.printed for each in requirement.responsibilities)


STATEMENTS: Mapping[Statement, Callable[[Requirement, _Marks], list[str]]] = {
    "brackets": lambda requirement, marks: [f"{marks.opening}{_pairs(requirement, marks)}{marks.closing}"],
    "square": lambda requirement, marks: [f"〔{_pairs(requirement, marks)}〕"],
    "verbs": lambda requirement, marks: [f"{marks.opening}{_verbs(requirement, marks)}{marks.closing}"],
    "bare": lambda requirement, marks: [f"{marks.opening}{_bare(requirement)}{marks.closing}"],
    "lines": _labels,
    "pairs": lambda requirement, marks: [_pairs(requirement, marks)],
}
"""How prose says who is responsible and until when: name → the lines, or the parts, that say it."""


# ── table ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _table(notice: Notice, layout: Layout) -> Table:
    """Every column as the runs of rows that one cell covers; then the columns in their order, and rows across the table."""
    roles = [role for role in Role if any(role is each.role for each in _responsibilities(notice))]
    timed = any(requirement.deadlines for requirement in notice.requirements)
    columns = [_Column(_TASK), _Column(_REQUIREMENT), *(_Column(_LABELS[role]) for role in roles)]
    tasks, requirements, *units = columns
    sections = _Column(_SECTION) if layout.section_column else None
    times = _Column(_DEADLINE) if timed else None
    across: list[Cell] = []
    row = 1
    for section in notice.sections:
        heading = f"{section.ordinal or ''}{section.title or ''}"
        if sections is not None:
            sections.add(row, [heading], rows=sum(len(task.requirements) for task in section.tasks))
        elif heading:
            across.append(_cell(row, 0, [heading]))
            row += 1
        for task in section.tasks:
            tasks.add(row, [f"{task.ordinal or ''}{task.title or ''}"], rows=len(task.requirements))
            for requirement in task.requirements:
                requirements.add(row, [f"{requirement.ordinal or ''}{requirement.text}"])
                for role, column in zip(roles, units, strict=True):
                    column.add(row, [each.printed for each in requirement.responsibilities if each.role is role])
                if times is not None:
                    times.add(row, [each.text for each in requirement.deadlines])
                row += 1
    behind = [*units, *([times] if times is not None else [])]
    work = [*([sections] if sections is not None else []), tasks, requirements]
    ordered = behind + work if layout.units_first else work + behind
    cells = [attrs.evolve(cell, column_span=len(ordered)) for cell in across]
    for number, column in enumerate(ordered):
        cells.append(_cell(0, number, [_spread(column.heading, layout)]))
        cells.extend(attrs.evolve(cell, column=number) for cell in column.cells)
    return Table(cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


@attrs.define
class _Column:
    """A column on its way into the table; its cells have their rows already."""

    heading: str
    cells: list[Cell] = attrs.field(factory=list)

    def add(self, row: int, lines: Sequence[str], *, rows: int = 1) -> None:
        self.cells.append(attrs.evolve(_cell(row, 0, lines), row_span=rows))


def _responsibilities(notice: Notice) -> Iterator[Responsibility]:
    for requirement in notice.requirements:
        yield from requirement.responsibilities


def _cell(row: int, column: int, lines: Sequence[str]) -> Cell:
    return Cell(row=row, column=column, blocks=tuple(Paragraph(text=line) for line in lines))


def _spread(heading: str, layout: Layout) -> str:
    return " ".join(heading) if layout.spread else heading
