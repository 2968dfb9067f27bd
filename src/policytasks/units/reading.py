"""Reading 读入结果: the rows of a registry file, what was wrong in their cells, and where each cell stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from policytasks.errors import RegistryError
from policytasks.units.consistency import Problem
from policytasks.units.records import RegistryRows

__all__ = ["Fault", "Reading", "problem_line", "registry_error"]


@attrs.frozen(kw_only=True)
class Fault:
    """A cell that does not hold what its column holds.

    Args:
        place: Where it stands, file included: ``名录.xlsx!单位!D7`` or ``名录.json: $.units[5].parent``.
        message: What is wrong.
        found: What stands there.
        expected: What should.
        table: Table of the row that the cell belongs to; empty for none.
        row: 0-based position of that row.
    """

    place: str
    message: str
    found: str = ""
    expected: str = ""
    table: str = ""
    row: int = -1


@attrs.frozen(kw_only=True)
class Reading:
    """What a registry file says.

    Args:
        file: Its name.
        rows: Its rows; a broken cell leaves its field at the default.
        faults: The broken cells.
        place: Where the cell of a problem stands, file included.
    """

    file: str
    rows: RegistryRows
    faults: tuple[Fault, ...]
    place: Callable[[Problem], str]

    def error(self, problems: Iterable[Problem]) -> RegistryError:
        """One error over the broken cells and the contradictions; contradictions of rows with a broken cell are left out."""
        broken = {(fault.table, fault.row) for fault in self.faults}
        lines = [problem_line(fault.place, fault) for fault in self.faults]
        lines += [
            problem_line(self.place(problem), problem)
            for problem in problems
            if (problem.table, problem.row) not in broken
        ]
        return registry_error(lines, where=self.file)


def problem_line(place: str, problem: Problem | Fault) -> str:
    """A problem on one line that begins with its place."""
    text = f"{place}: {problem.message}"
    if problem.found:
        text += f"; found {problem.found}"
    if problem.expected:
        text += f"; expected {problem.expected}"
    return text


def registry_error(lines: list[str], *, where: str = "") -> RegistryError:
    """An error that lists every problem."""
    count = "1 problem" if len(lines) == 1 else f"{len(lines)} problems"
    return RegistryError(f"{count} in the registry of units", where=where, problems=tuple(lines))
