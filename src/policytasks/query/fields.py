"""Fields 字段: what a query can show, sort and count by."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Literal, TypeAlias

import attrs

from policytasks.errors import SelectionError
from policytasks.ledger.status import Status
from policytasks.messages import Wording
from policytasks.model.heading import show_heading
from policytasks.model.responsibility import Role
from policytasks.model.unit import UnitKind
from policytasks.query.duty import Duty

__all__ = ["FIELDS", "Field", "FieldSpec", "Value", "fields_named", "shown_by_default"]

Value: TypeAlias = "str | int | date | Role | Status | UnitKind | None"
"""What a field can hold; None for nothing."""

Field = Literal[
    "document", "title", "issued_on", "section", "task", "id", "text", "unit", "kind", "role", "printed", "deadline",
    "due_on", "status", "progress", "note", "problems", "next_steps", "evidence", "updated_on", "updated_by", "place",
]  # fmt: skip
"""Names of the fields."""


@attrs.frozen(kw_only=True)
class FieldSpec:
    """One field.

    Args:
        heading: Its title in a table.
        get: What a duty has in it.
        from_ledger: Whether only a ledger knows it.
    """

    heading: Wording
    get: Callable[[Duty], Value]
    from_ledger: bool = False


def _reported(name: str, en: str, zh: str) -> FieldSpec:
    def get(duty: Duty) -> Value:
        value: Value = getattr(duty.entry, name, None)
        return value

    return FieldSpec(heading=Wording(en=en, zh=zh), get=get, from_ledger=True)


def _deadline(duty: Duty) -> Value:
    return duty.requirement.deadline.text if duty.requirement.deadline is not None else None


FIELDS: Mapping[str, FieldSpec] = {
    "document": FieldSpec(heading=Wording(en="Document", zh="发文字号"), get=lambda duty: duty.document),
    "title": FieldSpec(heading=Wording(en="Title", zh="标题"), get=lambda duty: duty.notice.title),
    "issued_on": FieldSpec(heading=Wording(en="Issued on", zh="成文日期"), get=lambda duty: duty.notice.issued_on),
    "section": FieldSpec(
        heading=Wording(en="Section", zh="部分"),
        get=lambda duty: show_heading(duty.section.ordinal, duty.section.title) or None,
    ),
    "task": FieldSpec(
        heading=Wording(en="Task", zh="工作任务"),
        get=lambda duty: show_heading(duty.task.ordinal, duty.task.title) or None,
    ),
    "id": FieldSpec(heading=Wording(en="ID", zh="编号"), get=lambda duty: duty.requirement.id),
    "text": FieldSpec(heading=Wording(en="Requirement", zh="具体要求"), get=lambda duty: duty.requirement.text),
    "unit": FieldSpec(
        heading=Wording(en="Unit", zh="单位"), get=lambda duty: duty.unit.name if duty.unit is not None else None
    ),
    "kind": FieldSpec(
        heading=Wording(en="Kind", zh="单位类别"), get=lambda duty: duty.unit.kind if duty.unit is not None else None
    ),
    "role": FieldSpec(heading=Wording(en="Role", zh="分工"), get=lambda duty: duty.role),
    "printed": FieldSpec(heading=Wording(en="Printed", zh="原文名称"), get=lambda duty: duty.printed or None),
    "deadline": FieldSpec(heading=Wording(en="Deadline", zh="完成时限"), get=_deadline),
    "due_on": FieldSpec(heading=Wording(en="Due on", zh="截止日期"), get=lambda duty: duty.due_on),
    "status": _reported("status", "Status", "完成状态"),
    "progress": _reported("progress", "Progress %", "完成比例"),
    "note": _reported("note", "Progress made", "进展情况"),
    "problems": _reported("problems", "Problems", "存在问题"),
    "next_steps": _reported("next_steps", "Next steps", "下一步措施"),
    "evidence": _reported("evidence", "Evidence", "佐证材料"),
    "updated_on": _reported("updated_on", "Updated on", "更新日期"),
    "updated_by": _reported("updated_by", "Updated by", "更新人"),
    "place": FieldSpec(heading=Wording(en="Place", zh="出处"), get=lambda duty: str(duty.location) or None),
}
"""The fields by name, in the order in which a table shows them."""

_NOTICE_FIELDS: tuple[Field, ...] = ("id", "text", "unit", "role", "deadline", "due_on")
_LEDGER_FIELDS: tuple[Field, ...] = ("id", "text", "unit", "role", "due_on", "status", "progress", "note")


def shown_by_default(*, several_notices: bool, tracked: bool) -> tuple[str, ...]:
    """The fields of a table whose columns nobody chose."""
    chosen = _LEDGER_FIELDS if tracked else _NOTICE_FIELDS
    return ("document", *chosen) if several_notices else chosen


def fields_named(names: Iterable[str]) -> tuple[str, ...]:
    """The names themselves, when each is that of a field.

    Raises:
        SelectionError: One is not; it says which name may have been meant.
    """
    found = tuple(names)
    for name in found:
        if name not in FIELDS:
            near = difflib.get_close_matches(str(name), FIELDS, n=1)
            hint = f"{near[0]}, or another of " if near else "one of "
            raise SelectionError("there is no such field", found=repr(name), expected=hint + ", ".join(FIELDS))
    return found
