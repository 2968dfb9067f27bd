"""Columns 列: the table that drives the writer and the reader of a ledger's sheet.

A further column is one more line in `COLUMNS`: how it is headed, what its cells show, and, for a column of the notice, what
becomes of a cell that a person changed.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

import attrs

from policytasks.folding import fold
from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Grain
from policytasks.messages import Language, Wording
from policytasks.model.heading import show_heading
from policytasks.model.notice import Requirement, Section, Task
from policytasks.model.responsibility import Role
from policytasks.workbook.cells import CellValue
from policytasks.workbook.deadline_cells import show_deadlines, with_deadlines
from policytasks.workbook.unit_cells import KnownUnits, show_units, with_units

__all__ = [
    "COLUMNS",
    "ROLE_WORDS",
    "Column",
    "Editor",
    "Kind",
    "Known",
    "Level",
    "Row",
    "column_of",
    "columns_for",
    "settled_heading",
]


class Kind(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    PERCENTAGE = "percentage"
    STATUS = "status"
    CHOICE = "choice"
    """One word of a list; only in columns of one's own."""


class Editor(Enum):
    """Who fills a column in."""

    UNIT = "unit"
    """The unit that does the work: how far it has come."""
    OFFICE = "office"
    """The office that keeps the ledger: what the notice says, and the day that is tracked."""
    NOBODY = "nobody"
    """Neither: the number by which a row is found again."""


class Level(Enum):
    """What a column speaks about: rows that share it may be merged."""

    SECTION = "section"
    TASK = "task"
    REQUIREMENT = "requirement"
    ENTRY = "entry"


@attrs.frozen(kw_only=True)
class Row:
    """One row of the sheet: an entry, and where the notice has its requirement.

    Args:
        entry: The entry.
        requirement: What it is about.
        task: The task of the requirement.
        section: The section of the task.
        section_number: 0-based position of the section; rows of one section share it.
        task_number: 0-based position of the task in the whole notice.
        role: The role of the entry's unit; None without unit, or when the notice gives it none.
    """

    entry: Entry
    requirement: Requirement
    task: Task
    section: Section
    section_number: int
    task_number: int
    role: Role | None = None


@attrs.frozen(kw_only=True)
class Known:
    """What helps to read a cell that a person changed.

    Args:
        units: The units that the notice names.
        year: The year that it speaks of.
    """

    units: KnownUnits
    year: int | None


Edit = Callable[[Requirement, str, Known], Requirement]


@attrs.frozen(kw_only=True)
class Column:
    """One column.

    Args:
        key: Stable name; for a column of the entry, the field.
        heading: Its title.
        hint: What people are to write into it, for the how-to sheet.
        also: Further titles that people give it (without blanks), which the reader takes too.
        width: Width in characters of the standard font; Chinese ones count double.
        narrow: Width when no row has anything in it.
        kind: What its cells hold.
        level: What it speaks about.
        editor: Who fills it in.
        grain: The kind of ledger that has the column; None for both.
        show: What a cell shows.
        edit: What becomes of the requirement when a person changed the cell; None where the level or the field of the
            entry decides.
    """

    key: str
    heading: Wording
    hint: Wording
    also: tuple[str, ...] = ()
    width: float
    narrow: float | None = None
    kind: Kind = Kind.TEXT
    level: Level = Level.ENTRY
    editor: Editor = Editor.OFFICE
    grain: Grain | None = None
    show: Callable[[Row, Language], CellValue]
    edit: Edit | None = None


def _field(key: str) -> Callable[[Row, Language], CellValue]:
    def show(row: Row, lang: Language) -> CellValue:
        value: CellValue = row.entry.typed_words.get(key)
        return getattr(row.entry, key) if value is None else value

    return show


def _show_status(row: Row, lang: Language) -> CellValue:
    return row.entry.typed_words.get("status") or row.entry.status.wording[lang]


def _role(role: Role) -> tuple[Callable[[Row, Language], CellValue], Edit]:
    def show(row: Row, lang: Language) -> CellValue:
        return show_units(row.requirement.responsibilities, role)

    def edit(requirement: Requirement, text: str, known: Known) -> Requirement:
        return with_units(requirement, role, known.units.read(text), known.units)

    return show, edit


_UNIT_HINT = Wording(
    en="The units in this role, one a line; from the notice.", zh="承担这一分工的单位，一行一个；取自通知。"
)


def _unit_column(
    key: str, role: Role, heading: Wording, also: str, width: float, narrow: float | None = None
) -> Column:
    show, edit = _role(role)
    return Column(
        key=key, heading=heading, hint=_UNIT_HINT, also=tuple(also.split()), width=width, narrow=narrow,
        level=Level.REQUIREMENT, grain="requirement", show=show, edit=edit,
    )  # fmt: skip


def _entry_column(
    key: str, heading: Wording, also: str, width: float, hint: Wording,
    kind: Kind = Kind.TEXT, editor: Editor = Editor.UNIT,
) -> Column:  # fmt: skip
    show = _show_status if kind is Kind.STATUS else _field(key)
    return Column(
        key=key, heading=heading, hint=hint, also=tuple(also.split()), width=width, kind=kind, editor=editor, show=show
    )


ROLE_WORDS: dict[Role, Wording] = {
    Role.LEAD: Wording(en="Lead", zh="牵头"),
    Role.RESPONSIBLE: Wording(en="Responsible", zh="责任"),
    Role.SUPPORTING: Wording(en="Supporting", zh="配合"),
}

COLUMNS: tuple[Column, ...] = (
    Column(
        key="id", heading=Wording(en="ID", zh="编号"), also=("任务编号", "要求编号"), width=7.5, editor=Editor.NOBODY,
        hint=Wording(
            en="The number by which a row is found again. Leave it; a new row may have none.",
            zh="程序凭编号认行，请勿改动；新增的行可以不填。",
        ),
        show=lambda row, lang: row.entry.requirement_id,
    ),
    Column(
        key="section", heading=Wording(en="Section", zh="部分"), also=("分类", "类别", "重点领域"), width=10, narrow=5,
        hint=Wording(en="The section of the notice.", zh="通知中的部分。"),
        level=Level.SECTION, show=lambda row, lang: show_heading(row.section.ordinal, row.section.title),
    ),
    Column(
        key="task", heading=Wording(en="Task", zh="工作任务"), also=("主要任务", "重点任务", "任务", "重点工作任务"),
        width=14, narrow=4.6, hint=Wording(en="The task of the notice.", zh="通知中的工作任务。"),
        level=Level.TASK, show=lambda row, lang: show_heading(row.task.ordinal, row.task.title),
    ),
    Column(
        key="text", heading=Wording(en="Requirement", zh="具体要求"), also=("工作要求", "工作措施", "主要内容"), width=38,
        hint=Wording(en="What the notice requires, in its words.", zh="通知原文的要求。"),
        level=Level.REQUIREMENT, show=lambda row, lang: row.requirement.text,
        edit=lambda requirement, text, known: attrs.evolve(requirement, text=text),
    ),
    _unit_column("lead", Role.LEAD, Wording(en="Lead units", zh="牵头单位"), "牵头部门 主办单位 牵头责任单位", 16, 4.6),
    _unit_column("responsible", Role.RESPONSIBLE, Wording(en="Responsible units", zh="责任单位"), "责任部门 责任科室 责任处室", 20, 4.6),
    _unit_column("supporting", Role.SUPPORTING, Wording(en="Supporting units", zh="配合单位"), "协办单位 协同配合单位 配合部门", 16, 4.6),
    Column(
        key="unit", heading=Wording(en="Unit", zh="单位"), also=("承办单位",), width=20, grain="unit",
        hint=Wording(en="The unit that this row is about.", zh="本行所说的单位。"),
        show=lambda row, lang: row.entry.unit.name if row.entry.unit is not None else None,
    ),
    Column(
        key="role", heading=Wording(en="Role", zh="分工"), also=("责任分工", "角色"), width=4.6, grain="unit",
        hint=Wording(en="Lead, Responsible or Supporting.", zh="牵头、责任或配合。"),
        show=lambda row, lang: ROLE_WORDS[row.role][lang] if row.role is not None else None,
    ),
    Column(
        key="deadlines", heading=Wording(en="Deadline", zh="完成时限"), also=("时限要求", "完成时间", "时限", "时间节点"), width=13,
        hint=Wording(en="The deadlines in the words of the notice, one a line.", zh="通知原文的时限，一行一个。"),
        level=Level.REQUIREMENT, show=lambda row, lang: show_deadlines(row.requirement, lang),
        edit=lambda requirement, text, known: with_deadlines(requirement, text, year=known.year),
    ),
    _entry_column(
        "due_on", Wording(en="Due on", zh="截止日期"), "截止时间 到期日", 11.5,
        Wording(en="The day that is tracked, such as 2021-12-31.", zh="督办的日期，如 2021-12-31。"),
        Kind.DAY, Editor.OFFICE,
    ),
    _entry_column(
        "status", Wording(en="Status", zh="完成状态"), "状态 办理状态", 9,
        Wording(en="Choose from the list.", zh="从下拉列表中选择。"), Kind.STATUS,
    ),
    _entry_column(
        "progress", Wording(en="Progress %", zh="完成比例"), "完成率 进度 完成进度 完成比例（%）", 8.4,
        Wording(en="A whole number from 0 to 100.", zh="0 至 100 的整数。"), Kind.PERCENTAGE,
    ),
    _entry_column(
        "note", Wording(en="Progress made", zh="进展情况"), "工作进展 完成进展 目前进展情况 完成情况 进展 落实情况 推进情况 办理情况", 20,
        Wording(en="What was done so far.", zh="已经做了哪些工作、取得什么成效。"),
    ),
    _entry_column(
        "problems", Wording(en="Problems", zh="存在问题"), "存在的问题 问题 困难问题", 14,
        Wording(en="What stands in the way.", zh="遇到的困难和问题。"),
    ),
    _entry_column(
        "next_steps", Wording(en="Next steps", zh="下一步措施"), "下一步打算 下一步工作打算 下步措施 下一步工作措施 下一步计划 下步打算", 14,
        Wording(en="What will be done next, and by when.", zh="下一步做什么、什么时候做完。"),
    ),
    _entry_column(
        "evidence", Wording(en="Evidence", zh="佐证材料"), "印证材料 支撑材料", 10,
        Wording(en="Document numbers or links that prove it.", zh="可以证明的文号、链接或附件名称。"),
    ),
    _entry_column(
        "updated_on", Wording(en="Updated on", zh="更新日期"), "更新时间 填报日期", 11.5,
        Wording(en="The day of this report, such as 2021-09-30.", zh="填报的日期，如 2021-09-30。"), Kind.DAY,
    ),
    _entry_column(
        "updated_by", Wording(en="Updated by", zh="更新人"), "填报人", 7.5,
        Wording(en="Who reports.", zh="填报人姓名。"),
    ),
)  # fmt: skip
"""The columns of a ledger, in the order in which the writer sets them."""


def columns_for(by: Grain) -> tuple[Column, ...]:
    """The columns that a ledger of that kind has."""
    return tuple(column for column in COLUMNS if column.grain in (None, by))


def settled_heading(heading: str) -> str:
    """A heading as it is looked up: one form of every mark, without blanks and capitals."""
    return "".join(fold(heading).split()).casefold()


_BY_HEADING: dict[str, Column] = {}
for _column in COLUMNS:
    for _heading in (_column.heading.zh, _column.heading.en, *_column.also):
        _BY_HEADING.setdefault(settled_heading(_heading), _column)


def column_of(heading: str) -> Column | None:
    """The column that a heading means, in any language and spelling that the table lists; None for people's own columns."""
    return _BY_HEADING.get(settled_heading(heading))
