"""Entry 台账条目: what was reported about one requirement, or about one unit's part in it."""

from __future__ import annotations

from datetime import date

import attrs

from policytasks.errors import LedgerError
from policytasks.ledger.status import Status
from policytasks.location import NOWHERE, Location
from policytasks.model.unit import Unit

__all__ = ["TYPED_FIELDS", "Entry", "Extra"]

Extra = str | int | float | date
"""What a cell of a column may hold that the ledger does not know."""

TYPED_FIELDS = ("status", "progress", "due_on", "updated_on")
"""The fields of an entry that are no plain texts, so that a cell may hold words which they cannot."""


def _percentage(entry: Entry, attribute: object, value: int | None) -> None:
    if value is not None and (isinstance(value, bool) or not 0 <= value <= 100):
        raise LedgerError(
            "not a percentage", where=entry.requirement_id, found=repr(value), expected="0 to 100, or None"
        )


@attrs.frozen(kw_only=True)
class Entry:
    """台账条目. An empty text is ``""``; the other fields are None while nothing was reported.

    Args:
        requirement_id: `Requirement.id` of the requirement that it is about.
        unit: The unit whose part it is about; None in a ledger that has one entry a requirement.
        due_on: 截止日期, the day that is tracked; the deadline's day to begin with.
        status: 完成状态.
        progress: 完成比例, whole percents from 0 to 100.
        note: 进展情况.
        problems: 存在问题.
        next_steps: 下一步措施.
        evidence: 佐证材料.
        updated_on: 更新日期.
        updated_by: 更新人.
        typed: What people typed into a cell that is no plain text, where the field cannot hold it as it is:
            ``("status", "顺利推进")``, ``("progress", "约一半")``, ``("due_on", "另行通知")``. At most one for each of
            `TYPED_FIELDS`, in their order; a workbook shows these words again.
        extras: Columns that people added: heading and value, empty cells left out. They stand in the order of the columns;
            the order is layout and takes no part in ``==``.
        comments: Notes that people hung on cells: field name or heading, and text; their order takes no part in ``==`` either.
        location: The row that it was read from.
    """

    requirement_id: str
    unit: Unit | None = None
    due_on: date | None = None
    status: Status = Status.NOT_STARTED
    progress: int | None = attrs.field(default=None, validator=_percentage)
    note: str = ""
    problems: str = ""
    next_steps: str = ""
    evidence: str = ""
    updated_on: date | None = None
    updated_by: str = ""
    typed: tuple[tuple[str, str], ...] = ()
    extras: tuple[tuple[str, Extra], ...] = attrs.field(default=(), eq=frozenset)
    comments: tuple[tuple[str, str], ...] = attrs.field(default=(), eq=frozenset)
    location: Location = attrs.field(default=NOWHERE, eq=False)

    def __attrs_post_init__(self) -> None:
        fields = [field for field, _ in self.typed]
        if fields != [field for field in TYPED_FIELDS if field in fields]:
            raise LedgerError(
                "typed words for a field that takes none, or in the wrong order",
                where=self.requirement_id,
                found=", ".join(fields),
                expected=", ".join(TYPED_FIELDS),
            )
        for pairs in (self.extras, self.comments):
            names = [name for name, _ in pairs]
            if len(set(names)) != len(names):
                raise LedgerError(
                    "two values for one column",
                    where=self.requirement_id,
                    found=", ".join(names),
                    expected="one for each",
                )

    @property
    def key(self) -> tuple[str, str | None]:
        """What tells it from the other entries of its ledger: the requirement's id and the unit's name."""
        return self.requirement_id, self.unit.name if self.unit is not None else None

    @property
    def is_reported(self) -> bool:
        """Whether anybody has reported on it: any cell that people fill in says more than that work has not started."""
        fresh = Entry(requirement_id=self.requirement_id, unit=self.unit, due_on=self.due_on)
        return self != fresh

    @property
    def typed_words(self) -> dict[str, str]:
        """``typed`` by field name."""
        return dict(self.typed)
