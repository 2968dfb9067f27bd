"""Rows 行: the entries of a ledger beside what the notice says about each, and what their cells show."""

from __future__ import annotations

import attrs

from policytasks.assignment import strongest
from policytasks.errors import LedgerError
from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Ledger
from policytasks.messages import Language
from policytasks.model.notice import Notice, Requirement
from policytasks.model.responsibility import Role
from policytasks.workbook.cells import CellValue, cell_value
from policytasks.workbook.columns import Column, Row, column_of

__all__ = ["RowMaker", "extra_headings", "rows_of", "show", "show_extra"]


class RowMaker:
    """Puts entries beside their requirements.

    Args:
        notice: The notice that the entries are about.
    """

    def __init__(self, notice: Notice) -> None:
        self._blank: dict[str, Row] = {}
        task_number = 0
        for section_number, section in enumerate(notice.sections):
            for task in section.tasks:
                for requirement in task.requirements:
                    self._blank[requirement.id] = Row(
                        entry=Entry(requirement_id=requirement.id),
                        requirement=requirement,
                        task=task,
                        section=section,
                        section_number=section_number,
                        task_number=task_number,
                    )
                task_number += 1

    def __contains__(self, requirement_id: str) -> bool:
        return requirement_id in self._blank

    def row(self, entry: Entry) -> Row:
        """The row of an entry."""
        blank = self._blank[entry.requirement_id]
        return attrs.evolve(blank, entry=entry, role=_role_of(entry, blank.requirement))


def _role_of(entry: Entry, requirement: Requirement) -> Role | None:
    if entry.unit is None:
        return None
    roles = [
        each.role for each in requirement.responsibilities + requirement.implied if each.unit.name == entry.unit.name
    ]
    return strongest(roles) if roles else None


def rows_of(ledger: Ledger) -> tuple[Row, ...]:
    """One row for each entry, in its order."""
    maker = RowMaker(ledger.notice)
    return tuple(maker.row(entry) for entry in ledger.entries)


def extra_headings(ledger: Ledger) -> tuple[str, ...]:
    """The headings of people's own columns: those that the ledger lists, then those that only entries have.

    Raises:
        LedgerError: One of them is blank, or means a column that every ledger has.
    """
    headings = dict.fromkeys(ledger.extra_columns)
    for entry in ledger.entries:
        headings.update(dict.fromkeys(heading for heading, _ in entry.extras))
    for heading in headings:
        if not heading.strip() or column_of(heading) is not None:
            raise LedgerError(
                "not a heading of a column of one's own",
                found=repr(heading),
                expected="a text that is no heading of the ledger's own columns",
            )
    return tuple(headings)


def show(column: Column, row: Row, lang: Language, *, where: object = "") -> CellValue:
    """What the cell of a row in a column shows; None for an empty cell."""
    return cell_value(column.show(row, lang), where=where)


def show_extra(heading: str, entry: Entry, *, where: object = "") -> CellValue:
    """What the cell of an entry shows in a column of people's own."""
    return cell_value(dict(entry.extras).get(heading), where=where)
