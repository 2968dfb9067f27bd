"""Law: whatever a clerk does to a ledger's table in one afternoon, it is read, and no word that was typed is lost."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from policytasks.ledger.ledger import Ledger
from policytasks.model.deadline import Deadline, DeadlineKind
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import render

Grid = list[list[Any]]


def _requirement(id: str, text: str, *names: str) -> Requirement:
    return Requirement(
        id=id,
        text=text,
        responsibilities=tuple(Responsibility(unit=Unit(name=name), role=Role.RESPONSIBLE) for name in names),
        deadlines=(Deadline(text="长期坚持", kind=DeadlineKind.ONGOING),),
    )


NOTICE = Notice(
    title="关于任务分工的通知",
    sections=(
        Section(
            title="第一部分",
            tasks=(
                Task(title="甲", requirements=(_requirement("1.1.1", "第一项。", "甲局", "乙局"), _requirement("1.1.2", "第二项。"))),
                Task(title="乙", requirements=(_requirement("1.2.1", "第三项。", "丙局"),)),
            ),
        ),
        Section(title="第二部分", tasks=(Task(title="丙", requirements=(_requirement("2.1.1", "第四项。", "甲局"),)),)),
    ),
)  # fmt: skip
HEAD = 1
"""0-based row of the headings: below the title."""

STEPS = (
    "type",
    "type",
    "type",
    "copy",
    "delete",
    "insert",
    "sort",
    "swap columns",
    "rename",
    "move away",
    "line above",
    "line below",
)


class Afternoon:
    """A clerk at work on a table; every word that is typed is a new one."""

    def __init__(self, draw: st.DrawFn, by: str) -> None:
        self._draw = draw
        self._book = load_workbook(BytesIO(render(Ledger.from_notice(NOTICE, by=by), merged=False)))  # type: ignore[arg-type]
        sheet = self._book["台账"]
        sheet.merged_cells.ranges.clear()
        self.grid: Grid = [[cell.value for cell in row] for row in sheet.iter_rows()]
        self.aside: Grid = []
        self.words = 0

    def word(self) -> str:
        """A word that nobody has typed yet."""
        self.words += 1
        return f"笔迹{self.words:03}号"

    def _row(self) -> int:
        return self._draw(st.integers(HEAD + 1, max(HEAD + 1, len(self.grid) - 1)))

    def _column(self) -> int:
        return self._draw(st.integers(0, len(self.grid[HEAD]) - 1))

    def do(self, step: str) -> None:
        """One thing that people do."""
        rows = len(self.grid) - HEAD - 1
        if step == "type" and rows:
            self.grid[self._row()][self._column()] = self.word()
        elif step == "copy" and rows:
            self.grid.insert(self._row(), list(self.grid[self._row()]))
        elif step == "delete" and rows > 1:
            self.grid.pop(self._row())
        elif step == "insert" and rows:
            new: list[Any] = [None] * len(self.grid[HEAD])
            for _ in range(self._draw(st.integers(2, 4))):
                new[self._column()] = self.word()
            self.grid.insert(self._row(), new)
        elif step == "sort":
            column = self._column()
            self.grid[HEAD + 1 :] = sorted(self.grid[HEAD + 1 :], key=lambda row: str(row[column]))
        elif step == "swap columns":
            one, other = self._column(), self._column()
            for row in self.grid[HEAD:]:
                row[one], row[other] = row[other], row[one]
        elif step == "rename":
            self.grid[HEAD][self._column()] = self.word()
        elif step == "move away" and rows > 1:
            self.aside.append(self.grid.pop(self._row()))
        elif step == "line above":
            self.grid[0][0] = self.word()
        elif step == "line below":
            self.grid.append([self.word(), *[None] * (len(self.grid[HEAD]) - 1)])

    def saved(self) -> bytes:
        """The workbook as it comes back."""
        sheet = self._book["台账"]
        sheet.delete_rows(1, sheet.max_row)
        for row in self.grid:
            sheet.append(row)
        if self.aside:
            other = self._book.create_sheet("另存")
            for row in (self.grid[HEAD], *self.aside):
                other.append(row)
        buffer = BytesIO()
        self._book.save(buffer)
        return buffer.getvalue()

    def typed(self) -> list[str]:
        """The words that still stand in the table."""
        return [cell for row in self.grid for cell in row if isinstance(cell, str) and cell.startswith("笔迹")]


@st.composite
def afternoons(draw: st.DrawFn) -> Afternoon:
    """A few steps, in any order."""
    clerk = Afternoon(draw, draw(st.sampled_from(("requirement", "unit"))))
    for step in draw(st.lists(st.sampled_from(STEPS), min_size=1, max_size=9)):
        clerk.do(step)
    return clerk


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(afternoons())
def test_no_word_is_lost(clerk: Afternoon) -> None:
    """It is in the ledger or in a doubt that quotes it, and the ledger is a valid one."""
    ledger = read_ledger(clerk.saved())
    said = [repr(ledger), *(doubt.message for doubt in ledger.doubts)]
    lost = [word for word in clerk.typed() if not any(word in each for each in said)]
    event(f"{len(ledger.doubts)} doubts")
    assert lost == []
    assert read_ledger(render(ledger)) == ledger
