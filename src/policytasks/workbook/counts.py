"""Counts 计数: how many rows of a ledger's sheet are how far, as formulas that follow what people fill in, and as the numbers that
they give when the file is written.

Each formula stands beside the function that counts the same from the cells as they are written, so that programs which do not calculate
see numbers, too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import attrs

from policytasks.ledger.light import WARN_DAYS
from policytasks.ledger.status import CLOSED, Status
from policytasks.model.responsibility import Role
from policytasks.workbook.cells import plain
from policytasks.workbook.controls import SPARE_ROWS
from policytasks.workbook.formulas import LONGEST_LITERAL, listed, quoted, sheet_reference
from policytasks.workbook.ledger_sheet import LedgerSheet
from policytasks.workbook.status_list import StatusList
from policytasks.workbook.unit_cells import SEPARATOR_OF_LONG_LISTS, show_units

__all__ = ["Count", "Counter", "Group"]

_ROLE_KEYS = {"lead": Role.LEAD, "responsible": Role.RESPONSIBLE, "supporting": Role.SUPPORTING}


@attrs.frozen(kw_only=True)
class Count:
    """One number of the summary.

    Args:
        formula: The formula, from ``=`` on.
        value: What it gives when the file is written; None when that depends on the day on which it is looked at.
    """

    formula: str
    value: int | None


@attrs.frozen(kw_only=True)
class Group:
    """Rows that are counted together: those of one section, one task, one unit.

    Args:
        label: What they share, as its cell shows it.
        rows: 0-based numbers of the rows.
        where: Conditions of COUNTIFS, each a range and a criterion; None when ``mask`` says it.
        mask: An array of truth values, for what no criterion can say.
    """

    label: str
    rows: frozenset[int]
    where: tuple[tuple[str, str], ...] | None = ()
    mask: str = ""


class Counter:
    """Counts the rows of a ledger's sheet.

    Args:
        table: The sheet; it has a column of statuses.
        statuses: The words of each status.
        today: The day on which the file is looked at first; None when nobody said.
    """

    def __init__(self, table: LedgerSheet, statuses: StatusList, *, today: date | None) -> None:
        self._table = table
        self._statuses = statuses
        self._today = today
        self._cells = {place.arranged.name: place.cells for place in table.places}
        self._words = [str(cell or "") for cell in self._cells["status"]]
        self.has_days = "due_on" in self._cells

    def range(self, name: str) -> str:
        """The cells of a column, and those of rows that people add below."""
        letter = self._table.letters[name]
        rows = f"${letter}${self._table.first}:${letter}${self._table.last + SPARE_ROWS}"
        return sheet_reference(self._table.name) + rows

    # ── groups ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def everything(self) -> Group:
        """All rows."""
        return Group(label="", rows=frozenset(range(len(self._words))))

    def by_heading(self, key: str, label_cell: Callable[[int], str]) -> tuple[Group, ...]:
        """Rows by what they say in a column, in the order of the sheet; those that say nothing are in none.

        Args:
            key: The column.
            label_cell: The address of the cell with the label of a group, by its 0-based number.
        """
        rows: dict[str, list[int]] = {}
        for row, cell in enumerate(self._cells.get(key, ())):
            if cell is not None and str(cell).strip():
                rows.setdefault(str(cell), []).append(row)
        return tuple(
            self._by_text(key, label, numbers, label_cell(number))
            for number, (label, numbers) in enumerate(rows.items())
        )

    def _by_text(self, key: str, label: str, rows: Sequence[int], cell: str) -> Group:
        if _is_criterion(label):
            return Group(label=label, rows=frozenset(rows), where=((self.range(key), cell),))
        return Group(label=label, rows=frozenset(rows), where=None, mask=f"({self.range(key)}={cell})")

    def by_unit(self, label_cell: Callable[[int], str]) -> tuple[Group, ...]:
        """Rows by the units that stand in them, the unit with most rows first; a row of several units counts for each.

        Args:
            label_cell: As in `by_heading`.
        """
        if "unit" in self._cells:
            groups = self.by_heading("unit", str)
            ordered = sorted(groups, key=lambda group: -len(group.rows))
            return tuple(
                self._by_text("unit", group.label, sorted(group.rows), label_cell(number))
                for number, group in enumerate(ordered)
            )
        keys = [key for key in _ROLE_KEYS if key in self._cells]
        rows: dict[str, set[int]] = {}
        for number, row in enumerate(self._table.rows):
            for each in row.requirement.responsibilities:
                if any(each.role is _ROLE_KEYS[key] for key in keys):
                    rows.setdefault(plain(each.unit.name, where="") if each.unit.name.strip() else "", set()).add(
                        number
                    )
        rows.pop("", None)
        lines = self._lines(keys)
        return tuple(
            Group(label=name, rows=frozenset(numbers), where=None, mask=_is_line(lines, label_cell(number)))
            for number, (name, numbers) in enumerate(sorted(rows.items(), key=lambda item: -len(item[1])))
        )

    def _lines(self, keys: Sequence[str]) -> str:
        """The names in the cells of units, one a line."""
        lines = "&CHAR(10)&".join(map(self.range, keys))
        runs_on = any(
            SEPARATOR_OF_LONG_LISTS in show_units(row.requirement.responsibilities, _ROLE_KEYS[key])
            for row in self._table.rows
            for key in keys
        )
        return f"SUBSTITUTE({lines},{quoted(SEPARATOR_OF_LONG_LISTS)},CHAR(10))" if runs_on else lines

    # ── numbers ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def rows(self, group: Group) -> Count:
        """How many rows there are."""
        filled = [self.range(key) for key in ("text", "status") if key in self._cells]
        present = f'({"&".join(filled)}<>"")'
        return Count(formula=f"=SUMPRODUCT({self._mask(group)}*{present})", value=len(group.rows))

    def of(self, status: Status, group: Group) -> Count:
        """How many of them have a status, by any of its words."""
        words = self._statuses.words(status)
        known = {word.casefold() for word in words}
        value = sum(self._words[row].casefold() in known for row in group.rows)
        return Count(formula="=" + self._with_words(group, words), value=value)

    def other(self, group: Group) -> Count:
        """How many say something that means no status."""
        words = self._statuses.words(*Status)
        known = {word.casefold() for word in words}
        value = sum(bool(self._words[row]) and self._words[row].casefold() not in known for row in group.rows)
        filled = f'SUMPRODUCT({self._mask(group)}*({self.range("status")}<>""))'
        return Count(formula=f"={filled}-{self._with_words(group, words)}", value=value)

    def overdue(self, group: Group) -> Count:
        """How many are overdue: their light is red."""
        return self._due(group, "<", "TODAY()", lambda day, today: day < today)

    def soon(self, group: Group) -> Count:
        """How many are due in three days or less: their light is yellow."""
        last = f"TODAY()+{WARN_DAYS}"
        within = self._due(group, "<=", last, lambda day, today: today <= day <= today + timedelta(days=WARN_DAYS))
        return attrs.evolve(within, formula=f"{within.formula}-({self.overdue(group).formula[1:]})")

    def _due(self, group: Group, operator: str, limit: str, is_due: Callable[[date, date], bool]) -> Count:
        words = self._statuses.words(*CLOSED)
        days = self.range("due_on")
        if group.where is None:
            open_ = f"ISNA(MATCH({self.range('status')},{listed(words)},0))"
            formula = f"=SUMPRODUCT({group.mask}*ISNUMBER({days})*({days}{operator}{limit})*{open_})"
        else:
            within = attrs.evolve(group, where=(*group.where, (days, f'"{operator}"&{limit}')))
            formula = f"={self._countifs(within)}-{self._with_words(within, words)}"
        value = None
        if (today := self._today) is not None:
            closed = {word.casefold() for word in words}
            value = sum(
                isinstance(day := self._cells["due_on"][row], date)
                and is_due(day, today)
                and self._words[row].casefold() not in closed
                for row in group.rows
            )
        return Count(formula=formula, value=value)

    def _mask(self, group: Group) -> str:
        if group.where is None:
            return group.mask
        return "*".join(f"({cells}={criterion})" for cells, criterion in group.where) or "1"

    def _with_words(self, group: Group, words: Sequence[str]) -> str:
        """The rows of a group whose status is one of some words."""
        if not words:
            return "0"
        status = self.range("status")
        if group.where is None:
            return f"SUMPRODUCT({group.mask}*ISNUMBER(MATCH({status},{listed(words)},0)))"
        conditions = ",".join(f"{cells},{criterion}" for cells, criterion in group.where)
        return f"SUMPRODUCT(COUNTIFS({conditions}{',' if conditions else ''}{status},{listed(words)}))"

    @staticmethod
    def _countifs(group: Group) -> str:
        assert group.where, "a condition was added"
        return "COUNTIFS(" + ",".join(f"{cells},{criterion}" for cells, criterion in group.where) + ")"


def _is_criterion(text: str) -> bool:
    """Whether COUNTIFS takes a text as itself: no wildcard, no operator in front, not too long."""
    return len(text) <= LONGEST_LITERAL and not any(mark in text for mark in "*?~") and text[0] not in "=<>"


def _is_line(lines: str, cell: str) -> str:
    """Whether a cell is one of the lines; the name of one unit may be a part of another's."""
    return f"ISNUMBER(FIND(CHAR(10)&{cell}&CHAR(10),CHAR(10)&{lines}&CHAR(10)))"
