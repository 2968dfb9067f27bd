"""Task tables 任务分解表: a grid → sections, tasks and requirements.

A blank or merged task cell continues the task above. A row that holds one cell across the table is a heading. What is merged over several rows
counts for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from policytasks.model.notice import Section, Task
from policytasks.model.ordinal import Ordinal
from policytasks.parsing.columns import UNIT_ROLES, Head, find_head, guess_columns, is_head
from policytasks.parsing.glued_numbers import unglued
from policytasks.parsing.grid import Grid, GridCell
from policytasks.parsing.numbering import Scheme, leading_mark
from policytasks.parsing.requirement import Context, Draft, build_requirement, tidy
from policytasks.parsing.row_cells import BULLET, FOOTNOTE, NUMBER_CELL, Beside, beside, drafts_of, extended
from policytasks.parsing.vocabulary import ColumnRole, column_role
from policytasks.passage import Passage

__all__ = ["TableReading", "read_table"]

_TOTAL = re.compile(r"^(?:合计|总计|小计|共计)")


@attrs.frozen(kw_only=True)
class TableReading:
    """What a table holds.

    Args:
        sections: Its sections, in printed order.
        head: Its columns: the next table continues with them when it has no heading of its own.
        rest: Cells that belong to no requirement: titles above the heading row, notes below.
    """

    sections: tuple[Section, ...]
    head: Head
    rest: tuple[Passage, ...] = ()


def read_table(grid: Grid, context: Context, *, previous: Head | None = None) -> TableReading | None:
    """Read a task table.

    Args:
        grid: The table.
        context: The notice's year and rules.
        previous: The columns of the table before; a table of the same width without headings continues it.

    Returns:
        None when the table divides no work.
    """
    head = find_head(grid)
    if head is None and previous is not None and len(previous.columns) == grid.width:
        head = attrs.evolve(previous, start=0, end=0)
    if head is None:
        head = guess_columns(grid)
        if head is not None and (first := grid.own(0)):
            context.doubt(
                "table-without-heading",
                "the table has no heading row; its columns are told by their cells",
                first[0].passage,
            )
    if head is None or not head.divides:
        return None
    grid = unglued(grid, head)
    head = _with_named_tasks(grid, head)
    context.rules = context.rules | head.rules
    for column in range(grid.width):
        cell = grid.rows[head.start][column] if head.end > head.start and column < len(grid.rows[head.start]) else None
        if cell is not None and cell and head.columns[column].role is None:
            context.doubt("unknown-column", f"no known heading: {cell.words}", cell.passage)
    reader = _Reader(grid, head, context)
    sections = tuple(reader.sections())
    if not any(task.requirements for section in sections for task in section.tasks):
        return None
    return TableReading(sections=sections, head=head, rest=tuple(reader.rest))


def _with_named_tasks(grid: Grid, head: Head) -> Head:
    """A column of categories behind the row numbers, each row with a category of its own, names the tasks: 序号 | 专项 | 举措."""
    sections, numbers = head.of(ColumnRole.SECTION), head.of(ColumnRole.NUMBER)
    if len(sections) != 1 or numbers != (sections[0] - 1,) or head.of(ColumnRole.TASK) or head.end == 0:
        return head
    rows = [row for row in grid.rows[head.end :] if any(cell and cell.column_span == 1 for cell in row)]
    cells = [row[sections[0]] for row in rows]
    words = [cell.words for cell in cells if cell is not None and cell.words and cell.row_span == 1]
    if len(rows) < 3 or len(words) < len(rows) or len(set(words)) < len(rows):
        return head
    columns = list(head.columns)
    columns[sections[0]] = attrs.evolve(columns[sections[0]], role=ColumnRole.TASK)
    return attrs.evolve(head, columns=tuple(columns))


@attrs.define(kw_only=True, eq=False)
class _TaskRows:
    """A task while its rows are collected."""

    ordinal: Ordinal | None = None
    title: Passage | None = None
    drafts: list[Draft] = attrs.field(factory=list)
    key: object = None


@attrs.define(kw_only=True, eq=False)
class _SectionRows:
    ordinal: Ordinal | None = None
    title: Passage | None = None
    tasks: list[_TaskRows] = attrs.field(factory=list)
    key: object = None


class _Reader:
    def __init__(self, grid: Grid, head: Head, context: Context) -> None:
        self.grid = grid
        self.head = head
        self.context = context
        self.rest: list[Passage] = []
        self.made: list[_SectionRows] = []
        self.task_columns = head.of(ColumnRole.TASK)
        self.text_columns = head.of(ColumnRole.REQUIREMENT)
        self.two_level = not (self.task_columns and self.text_columns)
        if self.two_level:
            self.text_columns = self.text_columns or self.task_columns
            self.task_columns = ()
        self.numbers_rows = self._numbers_belong_to_rows()
        self.last_requirement_cell: GridCell | None = None
        self.task_from_heading = False
        self.noted = False

    def _numbers_belong_to_rows(self) -> bool:
        """Whether the number column counts requirements, not tasks: one task cell stands beside several numbers."""
        numbers, tasks = self.head.of(ColumnRole.NUMBER), self.task_columns
        if not numbers or not tasks:
            return False
        seen: dict[int, set[int]] = {}
        for row in range(self.head.end, len(self.grid.rows)):
            number, task = self._cell(row, numbers[0]), self._cell(row, tasks[0])
            if number and task:
                seen.setdefault(id(task), set()).add(id(number))
        return any(len(numbers_beside) > 1 for numbers_beside in seen.values())

    def _cell(self, row: int, column: int) -> GridCell | None:
        cells = self.grid.rows[row]
        return cells[column] if column < len(cells) else None

    def sections(self) -> Iterator[Section]:
        for row in range(self.head.start):
            self.rest.extend(cell.passage for cell in self.grid.own(row))
        for row in range(self.head.end, len(self.grid.rows)):
            self._row(row)
        for section in self.made:
            title = tidy(section.title).rstrip("。.：: ；;") if section.title else None
            yield Section(
                ordinal=section.ordinal,
                title=title.text if title else None,
                tasks=tuple(self._task(task) for task in section.tasks if task.drafts or task.title),
                location=(title or Passage("", ())).location,
            )

    def _task(self, task: _TaskRows) -> Task:
        title = task.title.strip().rstrip("。.：:；; ") if task.title else None
        requirements = tuple(build_requirement(draft, self.context) for draft in task.drafts)
        return Task(
            ordinal=task.ordinal,
            title=title.text if title else None,
            requirements=requirements,
            location=title.location
            if title
            else (requirements[0].location if requirements else Passage("", ()).location),
        )

    # ── rows ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _row(self, row: int) -> None:
        own = self.grid.own(row)
        if not own and not any(cell for cell in self.grid.rows[row]):
            return
        roles = [column_role(cell.words) for cell in own]
        if is_head(roles, len(own)) or self._repeats_head(own):
            return
        if own and _TOTAL.match(own[0].words):
            self.rest.extend(cell.passage for cell in own)
            return
        heading = self._heading_of(row, own)
        if heading is not None:
            if FOOTNOTE.match(heading.folded) or (self.noted and leading_mark(heading) is not None):
                # Notes below the table may be numbered: 说明：1.… / 2.…
                self.noted = True
                self.rest.append(heading)
            else:
                self._heading_row(heading, row)
            return
        if own and self._is_group(row, own):
            text = next(cell for cell in own if cell.column in self.text_columns).passage
            mark = leading_mark(text)
            number = self._first(row, self.head.of(ColumnRole.NUMBER))
            self._section().tasks.append(
                _TaskRows(
                    ordinal=mark.ordinal if mark else self._number(row),
                    title=text[mark.end :] if mark else text,
                    key=number or row,
                )
            )
            self.task_from_heading = True
            return
        self._data_row(row, own)

    def _repeats_head(self, own: list[GridCell]) -> bool:
        headings = {column.heading for column in self.head.columns if column.heading}
        return len(own) >= 2 and all(cell.words in headings for cell in own)

    def _heading_of(self, row: int, own: list[GridCell]) -> Passage | None:
        """The text of a heading row, with the number of its number cell in front."""
        if not own:
            return None
        numbers = self.head.of(ColumnRole.NUMBER)
        number = own[0] if len(own) == 2 and own[0].column in numbers and NUMBER_CELL.fullmatch(own[0].words) else None
        cells = own[1:] if number else own
        if len(cells) != 1:
            return None
        cell = cells[0]
        wide = cell.column_span >= max(2, self.grid.width - (1 if numbers else 0))
        merged_above = any(
            other is not None and other and other.row < row
            for column, other in enumerate(self.grid.rows[row])
            if self.head.columns[column].role is not None
        )
        if not wide:
            if merged_above or self.grid.width < 2:
                return None
            first_text = min((*self.head.of(ColumnRole.SECTION), *self.task_columns, *self.text_columns), default=0)
            mark = leading_mark(cell.passage)
            if cell.column > first_text and cell.column != 0:
                return None
            if (
                number is not None
                and re.fullmatch(r"[(]?[一二三四五六七八九十]{1,3}[)]?[、.]?", number.words)
                and len(cell.words) <= 40
            ):
                high_number = not any(self._cell(row, at) for at in self.head.of(*UNIT_ROLES))
            else:
                high_number = False
            high = mark is not None and mark.scheme <= Scheme.CHINESE_BRACKETS
            plain = len(cell.words) <= 40 and not re.search(r"[。;]", cell.words)
            heads = high_number or (
                (high and len(cell.words) <= 60)
                or (plain and not self.two_level and (number is None or self.grid.ruled))
                or (plain and cell.column < min(self.text_columns, default=0))
            )
            if not heads:
                return None
            if number is not None and re.fullmatch(r"[0-9]+", number.words):
                return None
        if number is not None:
            text = number.words
            return Passage.join(
                [number.passage.strip(), Passage("" if text[-1:] in "、.)" else "、", ()), cell.passage]
            )
        return Passage.join(cell.lines)

    def _is_group(self, row: int, own: list[GridCell]) -> bool:
        """A row whose text column names a group: no units of its own, and bullets or deeper numbers follow."""
        if not self.two_level:
            return False
        texts = [cell for cell in own if cell.column in self.text_columns]
        beside = [cell for cell in own if cell.column not in self.text_columns]
        if len(texts) != 1 or any(cell.row_span == 1 for cell in beside):
            return False
        if any(self._cell(row, column) for column in self.head.of(*UNIT_ROLES)) or row + 1 >= len(self.grid.rows):
            return False
        following = next((self._cell(row + 1, column) for column in self.text_columns), None)
        if following is None or following is texts[0] or not following:
            return False
        if BULLET.match(following.passage.folded) and not BULLET.match(texts[0].passage.folded):
            return True
        here, below = leading_mark(texts[0].passage), leading_mark(following.passage)
        return below is not None and (here is None or here.scheme < below.scheme)

    def _heading_row(self, heading: Passage, row: int) -> None:
        mark = leading_mark(heading)
        title = heading[mark.end :] if mark else heading
        section = self.made[-1] if self.made else None
        below = (
            mark is not None
            and section is not None
            and section.title is not None
            and section.ordinal is not None
            and mark.scheme > _scheme_of(section.ordinal)
        )
        if below and section is not None:
            section.tasks.append(_TaskRows(ordinal=mark.ordinal if mark else None, title=title, key=("heading", row)))
            self.task_from_heading = True
            return
        self.made.append(_SectionRows(ordinal=mark.ordinal if mark else None, title=title, key=("heading", row)))
        self.task_from_heading = False
        self.last_requirement_cell = None

    def _section(self) -> _SectionRows:
        if not self.made:
            self.made.append(_SectionRows())
        return self.made[-1]

    def _data_row(self, row: int, own: list[GridCell]) -> None:
        self._open_section(row)
        text_cell = self._first(row, self.text_columns)
        task_cell = self._first(row, self.task_columns)
        if text_cell is None and task_cell is not None and self._has_units(row):
            # The requirement is blank: the task cell says what is to be done.
            text_cell, task_cell = task_cell, None
        if text_cell is None:
            if own and not self._extend(row):
                self.rest.extend(cell.passage for cell in own)
            return
        if text_cell is self.last_requirement_cell:
            self._extend(row)
            return
        if (
            own
            and all(cell.column not in self.text_columns and cell.column not in self.task_columns for cell in own)
            and (text_cell.row < row)
        ):
            self._extend(row)
            return
        self.last_requirement_cell = text_cell
        drafts = drafts_of(text_cell, self._beside(row))
        self._task_rows(row, task_cell, text_cell, drafts).drafts.extend(drafts)

    def _first(self, row: int, columns: tuple[int, ...]) -> GridCell | None:
        return next((cell for column in columns if (cell := self._cell(row, column))), None)

    def _has_units(self, row: int) -> bool:
        return any(self._cell(row, column) for column in self.head.of(*UNIT_ROLES))

    def _open_section(self, row: int) -> None:
        columns = self.head.of(ColumnRole.SECTION)
        cell = self._first(row, columns)
        if cell is None or (self.made and self.made[-1].key is cell):
            return
        if self.made and self.made[-1].title is not None and tidy(self.made[-1].title).text == _without_mark(cell):
            self.made[-1].key = cell
            return
        mark = leading_mark(cell.passage)
        text = Passage.join(cell.lines)
        self.made.append(
            _SectionRows(ordinal=mark.ordinal if mark else None, title=text[mark.end :] if mark else text, key=cell)
        )
        self.task_from_heading = False

    def _task_rows(self, row: int, task_cell: GridCell | None, text_cell: GridCell, drafts: list[Draft]) -> _TaskRows:
        section = self._section()
        last = section.tasks[-1] if section.tasks else None
        number = self._number(row)
        if self.two_level:
            number_cell = self._first(row, self.head.of(ColumnRole.NUMBER))
            if self.task_from_heading and last is not None and number_cell is not None:
                # The number cell of a group is merged over its rows; a new number ends the group.
                self.task_from_heading = not isinstance(last.key, GridCell) or last.key is number_cell
            if self.task_from_heading and last is not None and isinstance(last.key, GridCell):
                return last
            if self.task_from_heading and last is not None:
                if number is not None and drafts and drafts[0].ordinal is None:
                    drafts[0] = attrs.evolve(drafts[0], ordinal=number)
                return last
            if last is not None and number_cell is not None and last.key is number_cell:
                return last
            ordinal = number or drafts[0].ordinal
            drafts[:] = [attrs.evolve(draft, ordinal=None) for draft in drafts]
            made = _TaskRows(ordinal=ordinal, key=number_cell or text_cell)
            section.tasks.append(made)
            return made
        if task_cell is None:
            if last is None:
                last = _TaskRows(key=None)
                section.tasks.append(last)
            if number is not None and drafts and drafts[0].ordinal is None and self.numbers_rows:
                drafts[0] = attrs.evolve(drafts[0], ordinal=number)
            return last
        if last is not None and last.key is task_cell:
            if number is not None and self.numbers_rows and drafts[0].ordinal is None:
                drafts[0] = attrs.evolve(drafts[0], ordinal=number)
            return last
        text = task_cell.passage
        mark = leading_mark(text)
        ordinal = mark.ordinal if mark else None
        if number is not None:
            if self.numbers_rows:
                if drafts[0].ordinal is None:
                    drafts[0] = attrs.evolve(drafts[0], ordinal=number)
            else:
                ordinal = ordinal or number
        title = Passage.join(task_cell.lines)
        made = _TaskRows(ordinal=ordinal, title=title[mark.end :] if mark else title, key=task_cell)
        if last is not None and task_cell is text_cell:
            made.title = None
        section.tasks.append(made)
        return made

    def _number(self, row: int) -> Ordinal | None:
        cell = self._first(row, self.head.of(ColumnRole.NUMBER))
        if cell is None or not NUMBER_CELL.fullmatch(cell.words):
            return None
        passage = cell.passage.strip()
        return Ordinal.parse(passage.text, location=passage.location)

    def _beside(self, row: int) -> Beside:
        """What the cells beside the requirement of a row say."""
        cells = [
            (number, cell)
            for number in range(len(self.head.columns))
            if number not in self.task_columns and number not in self.text_columns and (cell := self._cell(row, number))
        ]
        return beside(cells, self.head)

    def _extend(self, row: int) -> bool:
        """A further row of the requirement above: more units, times or persons for it."""
        task = next((task for section in reversed(self.made) for task in reversed(section.tasks) if task.drafts), None)
        if task is None:
            return False
        task.drafts[-1] = extended(task.drafts[-1], self._beside(row))
        return bool(self.grid.own(row))


def _scheme_of(ordinal: Ordinal) -> Scheme:
    mark = leading_mark(Passage.of(ordinal.text + "甲", ordinal.location))
    return mark.scheme if mark is not None else Scheme.CHINESE


def _without_mark(cell: GridCell) -> str:
    text = tidy(cell.passage)
    mark = leading_mark(text)
    return text[mark.end :].text if mark else text.text
