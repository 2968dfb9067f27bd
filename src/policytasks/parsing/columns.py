"""Columns: which column of a table holds what, from its heading rows or, without any, from what its cells look like."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from policytasks.parsing.deadlines import parse_deadline
from policytasks.parsing.grid import Grid, GridCell
from policytasks.parsing.stated_rules import NO_RULES, StatedRules, find_rules
from policytasks.parsing.statement import read_statement
from policytasks.parsing.unit_list import split_names
from policytasks.parsing.vocabulary import NO_TASK_HEADINGS, ColumnRole, column_role
from policytasks.passage import Passage
from policytasks.units.kinds import looks_like_unit

__all__ = ["UNIT_ROLES", "Column", "Head", "assign_roles", "find_head", "guess_columns"]

UNIT_ROLES = (ColumnRole.LEAD, ColumnRole.CHIEF, ColumnRole.RESPONSIBLE, ColumnRole.SUPPORTING)
_TEXT_ROLES = (ColumnRole.TASK, ColumnRole.REQUIREMENT, ColumnRole.SECTION)


@attrs.frozen(kw_only=True)
class Column:
    """One column.

    Args:
        role: What it holds; None for a column that this library does not know.
        heading: Its heading, without blanks; empty when it has none.
    """

    role: ColumnRole | None
    heading: str = ""


@attrs.frozen(kw_only=True)
class Head:
    """The heading rows of a table.

    Args:
        start: First heading row.
        end: First row behind them.
        columns: One for each column.
        rules: Rules that a heading states（责任单位（列第一位的为牵头单位））.
        divides: False for catalogues that name units but divide no work.
    """

    start: int
    end: int
    columns: tuple[Column, ...]
    rules: StatedRules = NO_RULES
    divides: bool = True

    def of(self, *roles: ColumnRole) -> tuple[int, ...]:
        """The columns with one of the roles, in order."""
        return tuple(number for number, column in enumerate(self.columns) if column.role in roles)


def find_head(grid: Grid) -> Head | None:
    """The heading rows of a task table, looked for in its first rows.

    Returns:
        None when no row holds headings.
    """
    for start in range(min(len(grid.rows), 8)):
        cells = grid.own(start)
        roles = [column_role(_heading(cell)[0]) for cell in cells]
        if not is_head(roles, len(cells)):
            continue
        end = max(cell.row + cell.row_span for cell in cells if cell.row_span < 4)
        texts = [_heading_at(grid, start, column) for column in range(grid.width)]
        if end == start + 1 and end < len(grid.rows) and _is_second_row(grid, start, end):
            end += 1
        if end > start + 1:
            texts = [_lower(grid, start, end, column, texts[column]) for column in range(grid.width)]
        rules = StatedRules()
        for cell in cells:
            rules = rules | _heading(cell)[1]
        if _is_catalogue(texts):
            return Head(start=start, end=end, columns=assign_roles(texts), divides=False)
        columns = tuple(
            Column(role=ColumnRole.NUMBER) if not column.heading and _holds_numbers(grid, end, at) else column
            for at, column in enumerate(assign_roles(texts))
        )
        return Head(start=start, end=end, columns=columns, rules=rules)
    return None


def _is_catalogue(headings: Sequence[str]) -> bool:
    """Whether headings are those of a list that divides no work; persons to ask stand in task tables, too, beside units."""
    bound = {*UNIT_ROLES, ColumnRole.DEADLINE} & {column_role(heading) for heading in headings if heading}
    return any(NO_TASK_HEADINGS.search(text) for text in headings if not (bound and text in _CONTACTS))


_CONTACTS = frozenset({"联系人", "手机"})


def _holds_numbers(grid: Grid, start: int, column: int) -> bool:
    """Whether a column without a heading counts the rows."""
    cells = [row[column] for row in grid.rows[start:] if column < len(row)]
    filled = [cell for cell in cells if cell is not None and cell and cell.column_span == 1]
    return bool(filled) and all(_NUMBER.fullmatch(cell.words) for cell in filled)


def is_head(roles: Sequence[ColumnRole | None], cells: int) -> bool:
    """Whether a row with these roles is a heading row: two kinds of column at least, one of them text, most of them known."""
    known = [role for role in roles if role is not None]
    kinds = set(known)
    if len(kinds) < 2 or len(known) * 2 < cells:
        return False
    has_text = bool(kinds & set(_TEXT_ROLES))
    return has_text and bool(kinds & {*UNIT_ROLES, ColumnRole.DEADLINE, ColumnRole.LEADER, ColumnRole.STATUS})


def _heading(cell: GridCell) -> tuple[str, StatedRules]:
    rules, passage = find_rules(Passage.join(cell.lines).compact())
    return passage.folded, rules


def _heading_at(grid: Grid, row: int, column: int) -> str:
    cells = grid.rows[row]
    cell = cells[column] if column < len(cells) else None
    return _heading(cell)[0] if cell else ""


def _is_second_row(grid: Grid, first: int, second: int) -> bool:
    """A second heading row stands below a heading that spans columns."""
    wide = [cell for cell in grid.own(first) if cell.column_span > 1 and column_role(_heading(cell)[0]) is not None]
    below = [cell for cell in grid.own(second) if any(w.column <= cell.column < w.column + w.column_span for w in wide)]
    return bool(below) and all(column_role(_heading(cell)[0]) is not None or len(cell.words) <= 6 for cell in below)


def _lower(grid: Grid, start: int, end: int, column: int, upper: str) -> str:
    for row in range(end - 1, start, -1):
        text = _heading_at(grid, row, column)
        if text and text != upper:
            if column_role(text) is not None:
                return text
            combined = upper + text
            # 责任单位 over 牵头 and 配合: the lower word tells the role, the upper one the noun.
            for candidate in (text + "单位", combined):
                if column_role(candidate) is not None:
                    return candidate
            return combined
    return upper


def assign_roles(headings: Sequence[str]) -> tuple[Column, ...]:
    """The role of each column, given all headings: which text column is the task and which the requirement."""
    roles = [column_role(heading) if heading else None for heading in headings]
    tasks = [at for at, role in enumerate(roles) if role is ColumnRole.TASK]
    requirements = [at for at, role in enumerate(roles) if role is ColumnRole.REQUIREMENT]
    sections = [at for at, role in enumerate(roles) if role is ColumnRole.SECTION]
    _place_problems(roles, headings)
    tasks = [at for at, role in enumerate(roles) if role is ColumnRole.TASK]
    if len(requirements) > 1:
        best = min(requirements, key=lambda at: (_preference(headings[at]), at))
        if not tasks:
            # 整治内容 · 整治措施: the first one names the task.
            roles[requirements[0]] = ColumnRole.TASK
            tasks, requirements = [requirements[0]], requirements[1:]
            best = min(requirements, key=lambda at: (_preference(headings[at]), at))
        for at in requirements:
            if at != best:
                roles[at] = ColumnRole.REMARK
        requirements = [best]
    _name_unknown(roles, headings)
    if roles.count(ColumnRole.DEADLINE) > 1:
        # A ledger shows the day beside the words that name it: 完成时限 · 截止日期.
        for at, heading in enumerate(headings):
            if heading == "截止日期" and roles.count(ColumnRole.DEADLINE) > 1:
                roles[at] = ColumnRole.REMARK
    tasks = [at for at, role in enumerate(roles) if role is ColumnRole.TASK]
    requirements = [at for at, role in enumerate(roles) if role is ColumnRole.REQUIREMENT]
    between = [
        at
        for at, role in enumerate(roles)
        if role is ColumnRole.NUMBER and len(tasks) == 2 and tasks[0] < at < tasks[1]
    ]
    if between and not requirements and not sections:
        # 测评项目 · 序号 · 工作任务: what stands before the numbers groups them.
        roles[tasks[0]] = ColumnRole.SECTION
    elif len(tasks) == 2 and not requirements:
        roles[tasks[1]] = ColumnRole.REQUIREMENT
    elif len(tasks) >= 2:
        if not sections and len(tasks) == 2 and requirements:
            roles[tasks[0]] = ColumnRole.SECTION
        elif len(tasks) == 3 and not requirements:
            roles[tasks[0]], roles[tasks[2]] = ColumnRole.SECTION, ColumnRole.REQUIREMENT
        else:
            for at in tasks[1:]:
                roles[at] = ColumnRole.REMARK
    if not tasks and requirements and len(sections) == 1 and headings[sections[0]] in ("方面", "项目类别"):
        roles[sections[0]] = ColumnRole.TASK
    return tuple(Column(role=role, heading=heading) for role, heading in zip(roles, headings, strict=True))


def _name_unknown(roles: list[ColumnRole | None], headings: Sequence[str]) -> None:
    """A heading that no table knows, right before the only column of text, names the tasks: 重点场所 · 任务要求."""
    texts = [at for at, role in enumerate(roles) if role in _TEXT_ROLES]
    if len(texts) != 1 or texts[0] == 0:
        return
    before = texts[0] - 1
    if roles[before] is None and re.fullmatch(r"[一-鿿]{2,8}", headings[before]):
        roles[before], roles[texts[0]] = ColumnRole.TASK, ColumnRole.REQUIREMENT


def _place_problems(roles: list[ColumnRole | None], headings: Sequence[str]) -> None:
    """存在问题 is the task of a list of 整改, but progress in a ledger, where it stands behind the units."""
    for at, heading in enumerate(headings):
        if heading == "存在问题" and any(role in (*UNIT_ROLES, ColumnRole.STATUS) for role in roles[:at]):
            roles[at] = ColumnRole.STATUS


_PREFERENCE = ("措施", "举措", "要求", "内容", "事项", "目标", "标准")


def _preference(heading: str) -> int:
    return next((rank for rank, word in enumerate(_PREFERENCE) if word in heading), len(_PREFERENCE))


_ENOUGH_ROWS = 60
_NUMBER = re.compile(r"[(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[)]?[、.]?")


def guess_columns(grid: Grid) -> Head | None:
    """The columns of a table without heading rows, by what most cells of each look like.

    Returns:
        None unless one column holds units and another one text.
    """
    if len(grid.rows) < 2 or grid.width < 2:
        return None
    if any(NO_TASK_HEADINGS.search(cell.words) for row in range(min(3, len(grid.rows))) for cell in grid.own(row)):
        return None
    kinds: list[ColumnRole | None] = []
    lengths: list[float] = []
    for column in range(grid.width):
        cells = [row[column] for row in grid.rows[:_ENOUGH_ROWS] if column < len(row) and row[column]]
        texts = [cell for cell in cells if cell is not None and cell.column_span == 1]
        kinds.append(_kind_of_column(texts))
        lengths.append(sum(len(cell.words) for cell in texts) / len(texts) if texts else 0)
    if ColumnRole.RESPONSIBLE not in kinds:
        return None
    text = [at for at, kind in enumerate(kinds) if kind is None and lengths[at] >= 4 and _holds_words(grid, at)]
    if not text:
        return None
    longest = max(text, key=lambda at: lengths[at])
    for at in text:
        if at == longest:
            kinds[at] = ColumnRole.REQUIREMENT
        elif at < longest:
            kinds[at] = ColumnRole.TASK
        else:
            kinds[at] = ColumnRole.REMARK
    tasks = [at for at, kind in enumerate(kinds) if kind is ColumnRole.TASK]
    if len(tasks) > 1:
        kinds[tasks[0]] = ColumnRole.SECTION
    if not tasks:
        kinds[longest] = ColumnRole.TASK
    return Head(start=0, end=0, columns=tuple(Column(role=kind) for kind in kinds))


def _holds_words(grid: Grid, column: int) -> bool:
    """Whether most cells of a column are more than figures and codes."""
    cells = [row[column] for row in grid.rows[:_ENOUGH_ROWS] if column < len(row) and row[column]]
    wordy = [cell for cell in cells if cell is not None and len(_HAN.findall(cell.words)) >= 4]
    return len(wordy) * 2 > len(cells)


_HAN = re.compile(r"[一-鿿]")


def _kind_of_column(cells: Sequence[GridCell]) -> ColumnRole | None:
    if not cells:
        return ColumnRole.REMARK
    numbers = sum(bool(_NUMBER.fullmatch(cell.words)) for cell in cells)
    if numbers >= 0.7 * len(cells):
        return ColumnRole.NUMBER
    units = sum(holds_units(cell.passage) for cell in cells)
    if units >= 0.6 * len(cells):
        return ColumnRole.RESPONSIBLE
    times = sum(len(cell.words) <= 20 and bool(parse_deadline(cell.passage, year=2000)) for cell in cells)
    if times >= 0.6 * len(cells):
        return ColumnRole.DEADLINE
    return None


def holds_units(passage: Passage) -> bool:
    """Whether a cell holds nothing but units, with or without verbs."""
    if len(passage) > 400:
        return False
    names = [name for name in split_names(passage) if name.passage]
    if names and all(looks_like_unit(name.text) for name in names):
        return True
    statement = read_statement(passage)
    return statement is not None and (statement.verbal or statement.labelled)
