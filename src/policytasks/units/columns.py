"""Columns 名录表头: the three tables of a registry, as one description that drives every reader and writer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any

import attrs

from policytasks.location import Location
from policytasks.units.records import Membership, Succession, SuccessionKind, UnitRecord

__all__ = ["FLAGS", "MEMBERSHIPS", "SUCCESSIONS", "TABLES", "UNITS", "Column", "Form", "Table"]


class Form(Enum):
    """What a cell holds."""

    TEXT = "text"
    """Free text; empty means none."""
    NAME = "name"
    """A unit's name; blanks at its ends do not count."""
    NAMES = "names"
    """Names, parted by ；."""
    DAY = "day"
    """A calendar day."""
    KIND = "kind"
    """单位类别."""
    EVENT = "event"
    """变更类型."""
    FLAG = "flag"
    """是 or 否; empty means 否."""


@attrs.frozen(kw_only=True)
class Column:
    """One column of one table.

    Args:
        field: Name of the field in the record's class, and its key in JSON.
        heading: 表头.
        form: What its cells hold.
        also: Other headings that clerks write for it.
        required: True when no row is complete without it.
        width: Width in the workbook, in characters.
        hint: What to write, shown when the cell is chosen.
        listed: True when its names are chosen from the list of units.
    """

    field: str
    heading: str
    form: Form = Form.TEXT
    also: tuple[str, ...] = ()
    required: bool = False
    width: int = 16
    hint: str = ""
    listed: bool = False


@attrs.frozen(kw_only=True, slots=False)
class Table:
    """One sheet of the workbook, one list of the JSON.

    Args:
        key: Name of the list in JSON and of the registry's field.
        sheet: Name of the worksheet.
        row: The class of its rows.
        columns: Its columns, in order.
    """

    key: str
    sheet: str
    row: type[UnitRecord] | type[Membership] | type[Succession]
    columns: tuple[Column, ...]

    @cached_property
    def defaults(self) -> Mapping[str, object]:
        """What each field holds when its cell says nothing; required fields have no default."""
        return {field.name: field.default for field in attrs.fields(self.row) if field.default is not attrs.NOTHING}

    @cached_property
    def placeholders(self) -> Mapping[str, object]:
        """What a required field holds when its cell is broken, so that the rest of the row can still be judged."""
        return {column.field: _PLACEHOLDERS[column.form] for column in self.columns if column.required}

    def make(self, values: Mapping[str, Any], location: Location) -> UnitRecord | Membership | Succession:
        """A row from its fields."""
        return self.row(**{**self.placeholders, **values}, location=location)


_PLACEHOLDERS: Mapping[Form, object] = {Form.NAME: "", Form.DAY: date.min, Form.EVENT: SuccessionKind.RENAMED}


_FROM = Column(
    field="valid_from",
    heading="启用日期",
    form=Form.DAY,
    also=("开始日期", "成立日期", "生效日期"),
    width=13,
    hint="该单位存在的第一天，如 2019-03-01；一直存在的留空。",
)
_TO = Column(
    field="valid_to",
    heading="停用日期",
    form=Form.DAY,
    also=("结束日期", "撤销日期", "失效日期"),
    width=13,
    hint="该单位存在的最后一天；仍然存在的留空。",
)
_NOTE = Column(field="note", heading="备注", also=("说明",), width=36)

UNITS = Table(
    key="units",
    sheet="单位",
    row=UnitRecord,
    columns=(
        Column(
            field="name",
            heading="单位名称",
            form=Form.NAME,
            also=("单位", "名称", "规范名称", "单位全称"),
            required=True,
            width=30,
            hint="规范全称；同一时间不得重名。",
        ),
        Column(field="kind", heading="类别", form=Form.KIND, also=("单位类别",), width=14, hint="从下拉列表中选择。"),
        Column(
            field="aliases",
            heading="别名",
            form=Form.NAMES,
            also=("简称", "别称", "曾用印名"),
            width=34,
            hint="同一单位的其他写法，多个用分号“；”隔开。",
        ),
        Column(
            field="parent",
            heading="上级单位",
            form=Form.NAME,
            also=("主管单位", "上级"),
            width=22,
            hint="须是本表中的单位名称。",
            listed=True,
        ),
        Column(field="jurisdiction", heading="所属地区", form=Form.NAME, also=("地区", "行政区划"), width=14),
        _FROM,
        _TO,
        _NOTE,
    ),
)

MEMBERSHIPS = Table(
    key="memberships",
    sheet="统称成员",
    row=Membership,
    columns=(
        Column(
            field="collective",
            heading="统称",
            form=Form.NAME,
            also=("统称名称",),
            required=True,
            width=28,
            hint="如“各镇（街道）”；须是“单位”表中类别为“统称”的单位。",
            listed=True,
        ),
        Column(
            field="member",
            heading="成员",
            form=Form.NAME,
            also=("成员单位",),
            width=28,
            hint="一行写一个单位；要写一整类单位时留空，改填“成员类别”。",
            listed=True,
        ),
        Column(
            field="kind",
            heading="成员类别",
            form=Form.KIND,
            width=14,
            hint="该类别的全部单位都是成员；与“成员”二选一。",
        ),
        Column(
            field="excluded",
            heading="例外",
            form=Form.FLAG,
            also=("除外",),
            width=8,
            hint="填“是”表示不包括该单位（除…外）。",
        ),
        _FROM,
        _TO,
        _NOTE,
    ),
)

SUCCESSIONS = Table(
    key="successions",
    sheet="沿革",
    row=Succession,
    columns=(
        Column(field="kind", heading="变更类型", form=Form.EVENT, also=("类型",), required=True, width=12),
        Column(
            field="on",
            heading="变更日期",
            form=Form.DAY,
            also=("日期",),
            required=True,
            width=13,
            hint="新状态的第一天。",
        ),
        Column(
            field="before",
            heading="原单位",
            form=Form.NAMES,
            also=("变更前",),
            width=34,
            hint="变更前的单位，多个用分号“；”隔开；新设的留空。",
        ),
        Column(
            field="after",
            heading="现单位",
            form=Form.NAMES,
            also=("变更后",),
            width=34,
            hint="变更后的单位，多个用分号“；”隔开；撤销的留空。",
        ),
        Column(field="document", heading="依据文件", also=("文件", "依据"), width=52),
        _NOTE,
    ),
)

FLAGS: Mapping[str, bool] = {"是": True, "否": False}
"""The words of a `Form.FLAG` cell."""

TABLES: tuple[Table, ...] = (UNITS, MEMBERSHIPS, SUCCESSIONS)
"""The tables, in the order of the workbook's sheets."""
