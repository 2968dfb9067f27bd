"""Alignment: cells of a flattened table → the columns that they came from.

Text made from a table loses its merged cells, so the cells of a row shift. Each cell is scored against what each column holds (a number, units, a
time, text), and the best assignment of the whole run is found by dynamic programming; missing cells cost a little.
"""

from __future__ import annotations

from collections.abc import Sequence

from policytasks.parsing.column_fit import continuation, fit, heading_fit, skip
from policytasks.parsing.columns import Column
from policytasks.parsing.traits import TEXT_ROLES, Token, Traits, compared, has_levels, task_schemes_of, traits_of
from policytasks.parsing.vocabulary import ColumnRole
from policytasks.passage import Passage

__all__ = ["align_row", "align_stream"]

HEADING = -1
"""Column of a token that is a heading across the table."""


def align_row(cells: Sequence[Token | None], columns: Sequence[Column]) -> list[Token | None]:
    """The cells of one printed row at their columns.

    Args:
        cells: As printed; None for an empty cell. May be fewer than the columns, or shifted to the left.
        columns: The table's columns.
    """
    width = len(columns)
    both = has_levels(columns)
    filled = [cell for cell in cells if cell is not None]
    if not filled:
        return [None] * width
    if len(filled) > width:
        # More cells than columns: the last column takes what is left over.
        rest = [line for cell in filled[width - 1 :] for line in cell.lines]
        filled = [*filled[: width - 1], Token(lines=tuple(rest), whole=True)]
        cells = filled
    traits = [traits_of(cell) for cell in filled]
    direct: float | None = None
    trimmed = list(cells)
    while len(trimmed) > width and trimmed[-1] is None:
        trimmed.pop()
    if len(trimmed) <= width:
        direct, at = 0.0, 0
        for number, cell in enumerate(trimmed):
            if cell is not None:
                direct += fit(traits[at], columns[number], has_both=both)
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


def _best_row(traits: Sequence[Traits], columns: Sequence[Column], both: bool) -> tuple[float | None, list[int]]:
    """The best strictly increasing assignment of a row's cells."""
    width = len(columns)
    if len(traits) > width:
        return None, []
    table: list[dict[int, tuple[float, list[int]]]] = []
    for index, trait in enumerate(traits):
        here: dict[int, tuple[float, list[int]]] = {}
        for column in range(width):
            own = fit(trait, columns[column], has_both=both)
            if index == 0:
                here[column] = (own - sum(skip(columns[c], both=both) for c in range(column)), [column])
                continue
            options = [
                (score - sum(skip(columns[c], both=both) for c in range(before + 1, column)) + own, [*path, column])
                for before, (score, path) in table[-1].items()
                if before < column
            ]
            if options:
                here[column] = max(options, key=lambda option: option[0])
        table.append(here)
    if not table[-1]:
        return None, []
    finals = [
        (score - sum(skip(columns[c], both=both) for c in range(column + 1, width)), path)
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
    if not tokens:
        return []
    path = _best_path(tokens, columns)
    rows: list[list[Token | None] | Token] = []
    for token, (column, starts) in zip(tokens, path, strict=True):
        if column == HEADING:
            rows.append(token)
            continue
        if starts or not rows or isinstance(rows[-1], Token):
            rows.append([None] * len(columns))
        row = rows[-1]
        assert isinstance(row, list)
        kept = row[column]
        row[column] = token if kept is None else Token(lines=(*kept.lines, *token.lines), joined=token.joined)
    return rows


def _best_path(tokens: Sequence[Token], columns: Sequence[Column]) -> list[tuple[int, bool]]:
    """The column of each token and whether it starts a row, by the Viterbi algorithm over columns."""
    width = len(columns)
    both = has_levels(columns)
    traits = compared([traits_of(token) for token in tokens])
    task_schemes = task_schemes_of(traits, columns)
    skipped = [0.0]
    for column in columns:
        skipped.append(skipped[-1] + skip(column, both=both))

    def between(left: int, right: int) -> float:
        return skipped[right] - skipped[left] if right > left else 0.0

    # A task without its number is unlikely where tasks are numbered: number and task are merged together.
    numbered = both and any(column.role is ColumnRole.NUMBER for column in columns)
    opening = [between(0, at) for at in range(width)] + [0.0]  # the last one is that of HEADING
    for at, column in enumerate(columns):
        if numbered and column.role is ColumnRole.TASK and at > 0:
            opening[at] += 2.0
    closing = [between(at + 1, width) for at in range(width)] + [0.0]
    marked = any(trait.unmarked for trait in traits)
    states = range(HEADING, width)
    scores: dict[int, float] = {}
    ways: list[dict[int, tuple[int, bool]]] = []
    for index, trait in enumerate(traits):
        here: dict[int, float] = {}
        way: dict[int, tuple[int, bool]] = {}
        for state in states:
            own = heading_fit(trait, task_schemes) if state == HEADING else fit(trait, columns[state], has_both=both)
            if index == 0:
                here[state], way[state] = own - opening[state], (HEADING, True)
                continue
            options = [
                (score - closing[before] - 0.5 - opening[state], before, True) for before, score in scores.items()
            ]
            options += [
                (score - between(before + 1, state), before, False)
                for before, score in scores.items()
                if HEADING < before < state
            ]
            if state != HEADING:
                going_on = continuation(columns[state], whole=tokens[index].whole) + 2.0 * traits[index - 1].open_end
                if marked and columns[state].role in TEXT_ROLES:
                    going_on += 2.0 if trait.inner else -3.0 * (trait.scheme is not None)
                options.append((scores[state] + going_on, state, False))
            best, before, starts = max(options, key=lambda option: option[0])
            here[state], way[state] = best + own, (before, starts)
        scores = here
        ways.append(way)
    state = max(scores, key=lambda at: scores[at] - closing[at])
    path: list[tuple[int, bool]] = []
    for way in reversed(ways):
        before, starts = way[state]
        path.append((state, starts))
        state = before
    return path[::-1]
