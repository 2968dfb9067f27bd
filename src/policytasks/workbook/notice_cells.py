"""Notice cells: what people changed in the columns that repeat the notice is taken over into it, or reported."""

from __future__ import annotations

from collections import defaultdict

import attrs

from policytasks.assignment import parse_role
from policytasks.errors import SelectionError
from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Grain
from policytasks.ledger.typed import as_text
from policytasks.location import Location
from policytasks.messages import Language
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit
from policytasks.workbook.cells import same
from policytasks.workbook.columns import COLUMNS, Column, Known, Level, Row
from policytasks.workbook.doubts import DoubtList
from policytasks.workbook.draft import NoticeDraft
from policytasks.workbook.rows import show
from policytasks.workbook.sheet import SheetCell, SheetRow
from policytasks.workbook.unit_cells import KnownUnits

__all__ = ["NoticeCells"]

_REQUIREMENT_COLUMNS = {column.key: column for column in COLUMNS if column.level is Level.REQUIREMENT}
_HEADING_COLUMNS = tuple(column for column in COLUMNS if column.level in (Level.SECTION, Level.TASK))
_ROLE_COLUMN = next(column for column in COLUMNS if column.key == "role")


class NoticeCells:
    """Gathers changes row by row, and makes the notice of them.

    Args:
        notice: The notice that the workbook was written from.
        by: What its rows are about.
        lang: The language that its cells were written in.
        doubts: Where to put what was taken over, and what was not.
    """

    def __init__(self, notice: Notice, *, by: Grain, lang: Language, doubts: DoubtList) -> None:
        self._by = by
        self._lang: Language = lang
        self._doubts = doubts
        self._draft = NoticeDraft(notice)
        issued_on = notice.issued_on or notice.printed_on
        self._known = Known(units=KnownUnits(notice), year=issued_on.year if issued_on is not None else None)
        self._changes: dict[tuple[str, str], dict[str, Location]] = defaultdict(dict)
        self._headings: dict[tuple[Column, int], list[tuple[str, Location]]] = defaultdict(list)

    def unit(self, name: str) -> Unit:
        """The notice's unit of that name, or a new one."""
        return self._known.units.unit(name)

    def requirement(self, id: str) -> Requirement:
        """The requirement of that id, as it stands now."""
        return self._draft.requirement(id)

    def note(self, row: SheetRow, original: Row) -> None:
        """Remember the cells of a row that say something else than they showed."""
        id = original.entry.requirement_id
        for key, column in _REQUIREMENT_COLUMNS.items():
            cell = self._cell(row, column)
            if cell is not None and not same(show(column, original, self._lang), cell.value):
                self._changes[id, key].setdefault(as_text(cell.value), cell.location)
        for column in _HEADING_COLUMNS:
            cell = self._cell(row, column)
            if cell is None:
                continue
            number = original.section_number if column.level is Level.SECTION else original.task_number
            if same(show(column, original, self._lang), cell.value):
                self._headings[column, number].append(("", cell.location))
            elif cell.value is None:
                self._doubts.kept(column.heading.zh, id, "", cell.location)
            else:
                self._headings[column, number].append((as_text(cell.value), cell.location))
        role = self._cell(row, _ROLE_COLUMN)
        if role is not None and not same(show(_ROLE_COLUMN, original, self._lang), role.value):
            self._change_role(id, original.entry.unit, role)

    def _cell(self, row: SheetRow, column: Column) -> SheetCell | None:
        return row.cells.get(column.key) if column.grain in (None, self._by) else None

    def add(self, row: SheetRow, id: str, *, after: str | None) -> str:
        """Make a requirement of a row; with an empty id it gets the next free one of its task.

        Returns:
            Its id.
        """
        texts = {key: as_text(cell.value) for key, cell in row.cells.items()}
        place = row.cells["text"].location if "text" in row.cells else row.location
        requirement = Requirement(id=id, text=texts.get("text", ""), location=place)
        for key, column in _REQUIREMENT_COLUMNS.items():
            if column.edit is not None and key != "text" and texts.get(key):
                before, requirement = requirement, column.edit(requirement, texts[key], self._known)
                if requirement == before:
                    self._doubts.kept(column.heading.zh, id or "a new row", texts[key], row.cells[key].location)
        # A blank cell of a section or task continues the one above.
        section, task = texts.get("section") or None, texts.get("task") or None
        return self._draft.add(requirement, section=section, task=task, after=after).id

    def compare(self, row: SheetRow, id: str) -> None:
        """Report what a further row says otherwise of a requirement that was added by a row before it."""
        requirement = self._draft.requirement(id)
        section, task = self._draft.place(id)
        before = Row(
            entry=Entry(requirement_id=id), requirement=requirement, section=section, task=task, section_number=0,
            task_number=0,
        )  # fmt: skip
        for column in (*_HEADING_COLUMNS, *_REQUIREMENT_COLUMNS.values()):
            cell = self._cell(row, column)
            if cell is not None and cell.value is not None and not same(show(column, before, self._lang), cell.value):
                self._doubts.kept(column.heading.zh, id, as_text(cell.value), cell.location)

    def check_role(self, row: SheetRow, id: str, unit: Unit | None) -> None:
        """Report a word in a new row that is no role, or the role of nobody."""
        cell = self._cell(row, _ROLE_COLUMN)
        if cell is not None and cell.value is not None and (unit is None or _role(as_text(cell.value)) is None):
            self._doubts.kept(_ROLE_COLUMN.heading.zh, id, as_text(cell.value), cell.location)

    def bind(self, id: str, unit: Unit, row: SheetRow) -> Role | None:
        """Give a requirement the unit of a new row.

        Returns:
            The role that it got; None when it had the unit already.
        """
        requirement = self._draft.requirement(id)
        if any(each.unit.name == unit.name for each in requirement.responsibilities + requirement.implied):
            return None
        cell = row.cells.get("role")
        role = (_role(as_text(cell.value)) if cell is not None else None) or Role.RESPONSIBLE
        bound = Responsibility(unit=unit, role=role, printed=unit.name, location=row.location)
        self._draft.replace(attrs.evolve(requirement, responsibilities=(*requirement.responsibilities, bound)))
        return role

    def _change_role(self, id: str, unit: Unit | None, cell: SheetCell) -> None:
        said = as_text(cell.value)
        role = _role(said)
        requirement = self._draft.requirement(id)
        mine = [each for each in requirement.responsibilities if unit is not None and each.unit.name == unit.name]
        if role is None or len(mine) != 1:
            self._doubts.kept(_ROLE_COLUMN.heading.zh, id, said, cell.location)
            return
        changed = tuple(
            attrs.evolve(each, role=role) if each is mine[0] else each for each in requirement.responsibilities
        )
        self._draft.replace(attrs.evolve(requirement, responsibilities=changed))
        self._doubts.taken(_ROLE_COLUMN.heading.zh, f"{id} {unit}", str(mine[0].role), str(role), cell.location)

    def notice(self) -> Notice:
        """The notice with every change that does not contradict another one."""
        for (id, key), said in self._changes.items():
            self._take_over(id, _REQUIREMENT_COLUMNS[key], said)
        for (column, number), headings in self._headings.items():
            self._retitle(column, number, headings)
        return self._draft.notice()

    def _take_over(self, id: str, column: Column, said: dict[str, Location]) -> None:
        (text, place), *more = said.items()
        if more or column.edit is None or (column.key == "text" and not text):
            for each, where in said.items():
                self._doubts.kept(column.heading.zh, id, each, where)
            return
        requirement = self._draft.requirement(id)
        before = Row(
            entry=Entry(requirement_id=id), requirement=requirement, task=Task(), section=Section(),
            section_number=0, task_number=0,
        )  # fmt: skip
        self._draft.replace(column.edit(requirement, text, self._known))
        self._doubts.taken(column.heading.zh, id, as_text(column.show(before, self._lang)), text, place)

    def _retitle(self, column: Column, number: int, said: list[tuple[str, Location]]) -> None:
        """Take over a heading that was changed in every row that shows it; one changed here and there is left."""
        texts = {text for text, _ in said}
        if len(texts) == 1 and "" not in texts:
            (text,) = texts
            section = column.level is Level.SECTION
            before = self._draft.retitle_section(number, text) if section else self._draft.retitle_task(number, text)
            self._doubts.taken(column.heading.zh, f"number {number + 1}", before, text, said[0][1])
            return
        for text, place in dict.fromkeys(said):
            if text:
                self._doubts.kept(column.heading.zh, f"number {number + 1}", text, place)


def _role(text: str) -> Role | None:
    try:
        return parse_role(text)
    except SelectionError:
        return None
