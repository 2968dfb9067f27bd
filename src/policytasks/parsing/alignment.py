"""Alignment: cells of a flattened table → the columns that they came from.

Text made from a table loses its merged cells, so the cells of a row shift. Each cell is scored against what each column holds (a number, units, a
time, text), and the best assignment of the whole run is found by dynamic programming; missing cells cost a little.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from policytasks.model.deadline import DeadlineKind
from policytasks.parsing.columns import UNIT_ROLES, Column, holds_units
from policytasks.parsing.deadlines import parse_deadline
from policytasks.parsing.grid import Grid, GridCell
from policytasks.parsing.numbering import Scheme, leading_mark
from policytasks.parsing.statement import LEADER
from policytasks.parsing.table import NUMBER_CELL
from policytasks.parsing.unit_list import may_be_unit, split_names
from policytasks.parsing.vocabulary import STATUS_WORDS, ColumnRole
from policytasks.passage import Passage

__all__ = ["Token", "align_row", "align_stream", "grid_from_rows"]

HEADING = -1
"""Column of a token that is a heading across the table."""


@attrs.frozen(kw_only=True, eq=False)
class Token:
    """One cell, or one line of a cell, of a flattened table.

    Args:
        lines: Its lines.
        whole: True when its borders were printed, so it is a cell by itself.
        joined: True when its line ends are the cell's edge.
    """

    lines: tuple[Passage, ...]
    whole: bool = False
    joined: bool = False

    @property
    def passage(self) -> Passage:
        return Passage.join(self.lines, "\n")

    @property
    def words(self) -> str:
        return Passage.join(self.lines).compact().folded


@attrs.frozen(kw_only=True)
class _Traits:
    """What a token looks like, worked out once."""

    number: bool
    units: bool
    some_units: bool
    open_end: bool
    time: bool
    name: bool
    status: bool
    length: int
    stops: bool
    scheme: Scheme | None
    value: int = 0
    unmarked: bool = False
    """Without a number, where the texts of the table have one."""
    inner: bool = False
    """With a number that does not continue the row numbers: an item inside a cell."""


def _traits(token: Token) -> _Traits:
    words = token.words
    passage = token.passage
    short = len(words) <= 200
    names = [name for name in split_names(passage) if name.passage] if short else []
    mark = leading_mark(passage)
    units = bool(short and mark is None and holds_units(passage.strip("。 ")))
    return _Traits(
        number=NUMBER_CELL.fullmatch(words) is not None,
        units=units,
        some_units=len(words) <= 60 and mark is None and any(may_be_unit(name.text) for name in names),
        open_end=words.endswith(("、", ",", "会同")) and len(words) <= 40,
        time=_is_time(words, passage) and mark is None,
        name=(2 <= len(words) <= 4 and not units and not any(mark in words for mark in "。、,0123456789"))
        or (len(words) <= 16 and LEADER.search(words) is not None),
        status=words in STATUS_WORDS,
        length=len(words),
        stops=words.endswith(("。", ";")),
        scheme=mark.scheme if mark is not None else None,
        value=mark.ordinal.value if mark is not None else 0,
    )


def _is_time(words: str, passage: Passage) -> bool:
    if len(words) > 24 or words in STATUS_WORDS or words.endswith("。"):
        return False
    deadlines = parse_deadline(passage, year=2000)
    return bool(deadlines) and (len(words) <= 12 or deadlines[0].kind is not DeadlineKind.ONGOING)


def _fit(traits: _Traits, column: Column, *, has_both: bool) -> float:
    role = column.role
    if role is ColumnRole.NUMBER:
        return 4.0 if traits.number else -12.0
    if role in (ColumnRole.LEAD, ColumnRole.CHIEF, ColumnRole.RESPONSIBLE, ColumnRole.SUPPORTING):
        if traits.units:
            return 4.0 if not traits.stops else 2.0
        if traits.open_end and traits.some_units:
            return 3.0
        if traits.some_units:
            return 2.0 if traits.length <= 16 and not traits.stops else 1.0
        return -4.0 if traits.length <= 12 and not traits.stops and not traits.time else -10.0
    if role is ColumnRole.DEADLINE:
        return 4.0 if traits.time else (-3.0 if traits.length <= 10 and not traits.units else -9.0)
    if role is ColumnRole.LEADER:
        return 3.0 if traits.name else (-2.0 if traits.length <= 10 and not traits.units and not traits.time else -8.0)
    if role is ColumnRole.STATUS:
        return 4.0 if traits.status else (0.5 if not traits.number else -3.0)
    if role in (ColumnRole.TASK, ColumnRole.REQUIREMENT, ColumnRole.SECTION):
        if traits.number:
            return -8.0
        score = 2.0
        if traits.unmarked and traits.length <= 12 and not traits.stops:
            score -= 2.5
        if traits.units:
            score -= 5.0 if not traits.stops else 1.5
        elif traits.some_units and traits.length <= 16 and not traits.stops:
            score -= 3.5
        if traits.time:
            score -= 4.0
        if traits.status:
            score -= 3.0
        if has_both:
            high = traits.scheme in (Scheme.CHINESE, Scheme.CHINESE_BRACKETS)
            if role is ColumnRole.REQUIREMENT:
                score += 0.6 * traits.stops + min(traits.length, 60) / 100 - 1.5 * high
            else:
                score += 1.5 * high - min(traits.length, 60) / 100 + 0.3 * (not traits.stops)
        return score
    if role is ColumnRole.REMARK:
        return 0.5 if traits.length <= 30 else -1.0
    return 0.0


_SKIP = {
    ColumnRole.NUMBER: 1.2,
    ColumnRole.SECTION: 1.0,
    ColumnRole.TASK: 1.2,
    ColumnRole.REQUIREMENT: 3.0,
    ColumnRole.LEAD: 1.5,
    ColumnRole.CHIEF: 1.5,
    ColumnRole.RESPONSIBLE: 1.8,
    ColumnRole.SUPPORTING: 0.6,
    ColumnRole.LEADER: 0.9,
    ColumnRole.DEADLINE: 1.2,
    ColumnRole.STATUS: 0.3,
    ColumnRole.REMARK: 0.2,
}


def _skip(column: Column, *, both: bool) -> float:
    if column.role is ColumnRole.TASK and not both:
        # The only text column: a row without it says nothing.
        return _SKIP[ColumnRole.REQUIREMENT]
    return _SKIP.get(column.role, 0.3) if column.role is not None else 0.3


def _continue(column: Column, *, whole: bool) -> float:
    if whole:
        return -50.0
    if column.role in (ColumnRole.LEAD, ColumnRole.CHIEF):
        # Where units follow in the next column too, the lead is mostly one.
        return -0.6
    if column.role in (ColumnRole.RESPONSIBLE, ColumnRole.SUPPORTING):
        return -0.2
    if column.role in (ColumnRole.LEADER, ColumnRole.STATUS, ColumnRole.REMARK):
        return -0.8
    if column.role in (ColumnRole.TASK, ColumnRole.REQUIREMENT, ColumnRole.SECTION):
        return -2.4
    return -8.0


def _heading_fit(traits: _Traits, task_schemes: frozenset[Scheme]) -> float:
    if traits.length > 40 or traits.stops or traits.units or traits.time or traits.number:
        return -8.0
    if traits.scheme in (Scheme.CHINESE, Scheme.CHINESE_BRACKETS, Scheme.PART) and traits.scheme not in task_schemes:
        return 4.5
    return -2.5


def _both(columns: Sequence[Column]) -> bool:
    roles = {column.role for column in columns}
    return len(roles & {ColumnRole.TASK, ColumnRole.REQUIREMENT, ColumnRole.SECTION}) > 1


def align_row(cells: Sequence[Token | None], columns: Sequence[Column]) -> list[Token | None]:
    """The cells of one printed row at their columns.

    Args:
        cells: As printed; None for an empty cell. May be fewer than the columns, or shifted to the left.
        columns: The table's columns.
    """
    width = len(columns)
    both = _both(columns)
    filled = [cell for cell in cells if cell is not None]
    if not filled:
        return [None] * width
    if len(filled) > width:
        # More cells than columns: the last column takes what is left over.
        rest = [line for cell in filled[width - 1 :] for line in cell.lines]
        filled = [*filled[: width - 1], Token(lines=tuple(rest), whole=True)]
        cells = filled
    traits = [_traits(cell) for cell in filled]
    direct: float | None = None
    trimmed = list(cells)
    while len(trimmed) > width and trimmed[-1] is None:
        trimmed.pop()
    if len(trimmed) <= width:
        direct, at = 0.0, 0
        for number, cell in enumerate(trimmed):
            if cell is not None:
                direct += _fit(traits[at], columns[number], has_both=both)
                at += 1
    best, chosen = _best_row(traits, columns, both)
    if direct is not None and (best is None or direct >= best - 2.0):
        return [*trimmed, *[None] * (width - len(trimmed))]
    row: list[Token | None] = [None] * width
    for cell, column in zip(filled, chosen, strict=True):
        row[column] = cell if row[column] is None else Token(lines=(*_lines(row[column]), *cell.lines), whole=True)
    return row


def _lines(token: Token | None) -> tuple[Passage, ...]:
    return token.lines if token is not None else ()


def _best_row(traits: Sequence[_Traits], columns: Sequence[Column], both: bool) -> tuple[float | None, list[int]]:
    """The best strictly increasing assignment of a row's cells."""
    width = len(columns)
    if len(traits) > width:
        return None, []
    table: list[dict[int, tuple[float, list[int]]]] = []
    for index, trait in enumerate(traits):
        here: dict[int, tuple[float, list[int]]] = {}
        for column in range(width):
            fit = _fit(trait, columns[column], has_both=both)
            if index == 0:
                here[column] = (fit - sum(_skip(columns[c], both=both) for c in range(column)), [column])
                continue
            options = [
                (score - sum(_skip(columns[c], both=both) for c in range(before + 1, column)) + fit, [*path, column])
                for before, (score, path) in table[-1].items()
                if before < column
            ]
            if options:
                here[column] = max(options, key=lambda option: option[0])
        table.append(here)
    if not table[-1]:
        return None, []
    finals = [
        (score - sum(_skip(columns[c], both=both) for c in range(column + 1, width)), path)
        for column, (score, path) in table[-1].items()
    ]
    return max(finals, key=lambda option: option[0])


def align_stream(tokens: Sequence[Token], columns: Sequence[Column]) -> list[list[Token | None] | Token]:
    """Rows of a table whose cells came one after another, without row ends.

    Args:
        tokens: Cells, or lines of cells, in printed order.
        columns: The table's columns.

    Returns:
        Rows with one entry a column, and bare tokens for headings across the table.
    """
    width = len(columns)
    both = _both(columns)
    if not tokens:
        return []
    traits = _compared([_traits(token) for token in tokens])
    task_schemes = _task_schemes(traits, columns)
    prefix = [0.0]
    for column in columns:
        prefix.append(prefix[-1] + _skip(column, both=both))

    def between(left: int, right: int) -> float:
        return prefix[right] - prefix[left] if right > left else 0.0

    # score[c], and for each token the way it was reached: (previous column, starts a new row)
    states = range(HEADING, width)
    scores: dict[int, float] = {}
    ways: list[dict[int, tuple[int, bool]]] = []
    marked = any(trait.unmarked for trait in traits)
    # A task without its number is unlikely where tasks are numbered: number and task are merged together.
    numbered = both and any(column.role is ColumnRole.NUMBER for column in columns)
    unlikely = {at: 2.0 for at, column in enumerate(columns) if numbered and column.role is ColumnRole.TASK and at > 0}
    for index, trait in enumerate(traits):
        here: dict[int, float] = {}
        way: dict[int, tuple[int, bool]] = {}
        fits = {column: _fit(trait, columns[column], has_both=both) for column in range(width)}
        fits[HEADING] = _heading_fit(trait, task_schemes)
        for column in states:
            if index == 0:
                here[column] = fits[column] - (between(0, column) if column > 0 else 0.0)
                way[column] = (HEADING, True)
                continue
            best, chosen = float("-inf"), (HEADING, True)
            for before, score in scores.items():
                closing = between(before + 1, width) if before >= 0 else 0.0
                new_row = (
                    score - closing - 0.5 - (between(0, column) if column > 0 else 0.0) - unlikely.get(column, 0.0)
                )
                if new_row > best:
                    best, chosen = new_row, (before, True)
                if column < 0 or before < 0:
                    continue
                if column > before:
                    same = score - between(before + 1, column)
                elif column == before:
                    same = (
                        score + _continue(columns[column], whole=tokens[index].whole) + 2.0 * traits[index - 1].open_end
                    )
                    if marked and columns[column].role in TEXT_ROLES:
                        same += 2.0 if trait.inner else -3.0 * (trait.scheme is not None)
                else:
                    continue
                if same > best:
                    best, chosen = same, (before, False)
            here[column] = best + fits[column]
            way[column] = chosen
        scores = here
        ways.append(way)
    last = max(scores, key=lambda column: scores[column] - (between(column + 1, width) if column >= 0 else 0.0))
    path: list[tuple[int, bool]] = []
    column = last
    for index in range(len(tokens) - 1, -1, -1):
        before, starts = ways[index][column]
        path.append((column, starts))
        column = before
    path.reverse()
    rows: list[list[Token | None] | Token] = []
    for token, (column, starts) in zip(tokens, path, strict=True):
        if column == HEADING:
            rows.append(token)
            continue
        if starts or not rows or isinstance(rows[-1], Token):
            rows.append([None] * width)
        row = rows[-1]
        assert isinstance(row, list)
        kept = row[column]
        row[column] = token if kept is None else Token(lines=(*kept.lines, *token.lines), joined=token.joined)
    return rows


def _compared(traits: list[_Traits]) -> list[_Traits]:
    """The traits, with the texts marked that lack the number which nearly all texts of the table have."""
    texts = [
        trait
        for trait in traits
        if not (trait.number or trait.units or trait.time or trait.status or trait.some_units) and trait.length >= 6
    ]
    numbered = [trait for trait in texts if trait.scheme is not None]
    if len(texts) < 3 or len(numbered) * 3 < len(texts) * 2:
        return traits
    compared = []
    last: int | None = None
    for trait in traits:
        inner = trait.scheme is Scheme.ARABIC and last is not None and trait.value <= last
        if trait.scheme is Scheme.ARABIC and not inner:
            last = trait.value
        compared.append(attrs.evolve(trait, unmarked=trait.scheme is None, inner=inner))
    return compared


TEXT_ROLES = (ColumnRole.TASK, ColumnRole.REQUIREMENT, ColumnRole.SECTION)


def _task_schemes(traits: Sequence[_Traits], columns: Sequence[Column]) -> frozenset[Scheme]:
    """Schemes of the task column itself, so that 一、 in it is not taken for a heading across the table.

    A scheme belongs to the tasks when its tokens are directly followed by text, and never by another token with a number.
    """
    if not any(column.role is ColumnRole.TASK for column in columns) or not _both(columns):
        return frozenset()
    found: set[Scheme] = set()
    for scheme in (Scheme.CHINESE, Scheme.CHINESE_BRACKETS):
        places = [at for at, trait in enumerate(traits) if trait.scheme is scheme]
        if not places:
            continue
        # A heading stands before a task of the other scheme; a task before its requirement.
        nested = sum(
            at + 1 < len(traits) and (traits[at + 1].number or traits[at + 1].scheme is Scheme.CHINESE_BRACKETS)
            for at in places
        )
        if nested * 2 < len(places):
            found.add(scheme)
    return frozenset(found)


_CARRIED = (ColumnRole.NUMBER, ColumnRole.SECTION, ColumnRole.TASK)


def grid_from_rows(rows: Sequence[list[Token | None] | Token], columns: Sequence[Column]) -> Grid:
    """A grid of aligned rows: a missing cell of a row that continues the one above is merged with the cell above."""
    width = len(columns)
    made: list[list[GridCell | None]] = []
    for number, row in enumerate(rows):
        if isinstance(row, Token):
            cell = GridCell(lines=row.lines, row=number, column=0, column_span=width, joined=row.joined)
            made.append([cell] * width)
            continue
        cells: list[GridCell | None] = [
            None if token is None else GridCell(lines=token.lines, row=number, column=at, joined=token.joined)
            for at, token in enumerate(row)
        ]
        continuing = _continues(row, columns) and number > 0 and not isinstance(rows[number - 1], Token)
        if continuing:
            above = made[number - 1]
            for at, column in enumerate(columns):
                if (
                    cells[at] is None
                    and above[at] is not None
                    and column.role
                    not in (
                        ColumnRole.REQUIREMENT,
                        ColumnRole.REMARK,
                        ColumnRole.STATUS,
                        None,
                    )
                ):
                    carried = column.role in _CARRIED or _last_text_differs(row, columns)
                    cells[at] = above[at] if carried else None
            _join_broken(cells, made, columns)
        made.append(cells)
    return Grid(rows=tuple(tuple(row) for row in made), ruled=False)


def _join_broken(cells: list[GridCell | None], made: list[list[GridCell | None]], columns: Sequence[Column]) -> None:
    """A list of units broken over the merged rows of one task（会展处牵头， / 外贸处、 / 市场处配合）is one cell."""
    for at, column in enumerate(columns):
        cell, above = cells[at], made[-1][at]
        if column.role not in UNIT_ROLES or cell is None or above is None or cell is above:
            continue
        if not above.words.endswith(("、", ",")):
            continue
        joined = attrs.evolve(above, lines=(*above.lines, *cell.lines))
        cells[at] = joined
        for row in made:
            if row[at] is above:
                row[at] = joined


def _continues(row: Sequence[Token | None], columns: Sequence[Column]) -> bool:
    """Whether a row lacks its leading cell: they were merged with the row above."""
    roles = [column.role for column in columns]
    if ColumnRole.NUMBER in roles:
        return row[roles.index(ColumnRole.NUMBER)] is None
    if ColumnRole.TASK in roles and ColumnRole.REQUIREMENT in roles:
        return row[roles.index(ColumnRole.TASK)] is None
    if ColumnRole.SECTION in roles:
        return row[roles.index(ColumnRole.SECTION)] is None
    return False


def _last_text_differs(row: Sequence[Token | None], columns: Sequence[Column]) -> bool:
    """Whether the row has a text of its own, so that units and times above count for it too."""
    return any(
        token is not None and column.role in (ColumnRole.REQUIREMENT, ColumnRole.TASK)
        for token, column in zip(row, columns, strict=True)
    )
