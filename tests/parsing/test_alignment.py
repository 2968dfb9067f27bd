"""Cells that lost their columns are put back by what they look like."""

from __future__ import annotations

import pytest
from views import passage

from policytasks.parsing.alignment import align_row, align_stream
from policytasks.parsing.column_fit import continuation, fit, heading_fit, skip
from policytasks.parsing.columns import Column
from policytasks.parsing.numbering import Scheme
from policytasks.parsing.token_grid import grid_below
from policytasks.parsing.traits import Token, Traits, has_levels, task_schemes_of, traits_of
from policytasks.parsing.vocabulary import ColumnRole

NUMBER, TASK, TEXT = ColumnRole.NUMBER, ColumnRole.TASK, ColumnRole.REQUIREMENT
LEAD, UNIT, SUPPORT, TIME = ColumnRole.LEAD, ColumnRole.RESPONSIBLE, ColumnRole.SUPPORTING, ColumnRole.DEADLINE


def columns(*roles: ColumnRole) -> tuple[Column, ...]:
    """Columns with these roles."""
    return tuple(Column(role=role, heading=role.value) for role in roles)


def token(text: str, *, whole: bool = False) -> Token:
    """A cell, or a line of one."""
    return Token(lines=(passage(text),), whole=whole)


def texts(row: list[Token | None] | Token) -> list[str] | str:
    """A row of cells, blank where there is none; a heading as it is."""
    if isinstance(row, Token):
        return row.passage.text
    return ["" if cell is None else cell.passage.text for cell in row]


FULL = columns(NUMBER, TASK, TEXT, UNIT, TIME)
ROWS = {
    "complete": (("1", "办好教育", "新建小学三所。", "市教育局", "6月底前"), ["1", "办好教育", "新建小学三所。", "市教育局", "6月底前"]),
    "without a number": (("办好教育", "新建小学三所。", "市教育局", "6月底前"), ["", "办好教育", "新建小学三所。", "市教育局", "6月底前"]),
    "number and task merged": (("新建小学三所，改建初中两所。", "市教育局", "6月底前"), ["", "", "新建小学三所，改建初中两所。", "市教育局", "6月底前"]),
    "time merged": (("2", "畅通道路", "打通断头路两条。", "市交通局"), ["2", "畅通道路", "打通断头路两条。", "市交通局", ""]),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "expected"), ROWS.values(), ids=ROWS)
def test_the_cells_of_a_short_row_find_their_columns(cells: tuple[str, ...], expected: list[str]) -> None:
    """A unit goes to the units, a time to the times."""
    assert texts(align_row([token(cell, whole=True) for cell in cells], FULL)) == expected


def test_a_blank_cell_that_was_printed_keeps_its_place() -> None:
    """Nothing has shifted."""
    cells = [token("1"), None, token("新建小学三所。"), token("市教育局"), None]
    assert texts(align_row(cells, FULL)) == ["1", "", "新建小学三所。", "市教育局", ""]


def test_more_cells_than_columns_end_up_in_the_last_one() -> None:
    """Nothing is lost."""
    cells = [token(text) for text in ("建学校。", "市教育局", "6月底前", "甲", "乙")]
    assert texts(align_row(cells, columns(TEXT, UNIT, TIME))) == ["建学校。", "市教育局", "6月底前\n甲\n乙"]


def test_an_empty_row_has_no_cells() -> None:
    """Only blanks were printed."""
    assert texts(align_row([None, None], columns(TEXT, UNIT))) == ["", ""]


def test_a_stream_is_cut_into_rows() -> None:
    """Each number opens one; units on two lines are one cell; a heading stands across."""
    stream = [
        "一、民生",
        "1",
        "办好教育",
        "新建小学三所。",
        "市教育局",
        "市住建局",
        "6月底前",
        "2",
        "畅通道路",
        "打通断头路。",
        "市交通局",
        "年底前",
    ]
    assert [texts(row) for row in align_stream([token(text) for text in stream], FULL)] == [
        "一、民生",
        ["1", "办好教育", "新建小学三所。", "市教育局\n市住建局", "6月底前"],
        ["2", "畅通道路", "打通断头路。", "市交通局", "年底前"],
    ]


def test_cells_whose_borders_were_printed_are_not_joined() -> None:
    """Two whole cells of units are lead and support."""
    stream = ["新建小学三所。", "市教育局", "市住建局", "打通断头路。", "市交通局", "市公安局"]
    found = align_stream([token(text, whole=True) for text in stream], columns(TEXT, LEAD, SUPPORT))
    assert [texts(row) for row in found] == [
        ["新建小学三所。", "市教育局", "市住建局"],
        ["打通断头路。", "市交通局", "市公安局"],
    ]


def test_an_empty_stream_has_no_rows() -> None:
    """Nothing below the headings."""
    assert align_stream([], FULL) == []


def test_a_row_that_lacks_its_leading_cells_continues_the_row_above() -> None:
    """Number, task and units above count for it; its text is its own."""
    rows: list[list[Token | None] | Token] = [
        [token("1"), token("办好教育"), token("新建小学。"), token("市教育局"), token("6月底前")],
        [None, None, token("改建初中。"), None, None],
    ]
    grid = grid_below(FULL, [passage(column.heading) for column in FULL], rows)
    assert [[cell.words if cell is not None else "" for cell in row] for row in grid.rows[1:]] == [
        ["1", "办好教育", "新建小学。", "市教育局", "6月底前"],
        ["1", "办好教育", "改建初中。", "市教育局", "6月底前"],
    ]
    assert grid.rows[1][1] is grid.rows[2][1]


def test_a_list_of_units_broken_over_merged_rows_is_one_cell() -> None:
    """会展处牵头， above and 外贸处配合 below."""
    rows: list[list[Token | None] | Token] = [
        [token("办好展会"), token("组织参展。"), token("会展处牵头，")],
        [None, token("统计成交。"), token("外贸处配合")],
    ]
    grid = grid_below(columns(TASK, TEXT, UNIT), [passage("甲"), passage("乙"), passage("丙")], rows)
    assert [row[2].words if row[2] is not None else "" for row in grid.rows[1:]] == ["会展处牵头,外贸处配合"] * 2


TRAITS = {
    "number": ("12", {"number"}),
    "units": ("市教育局、市财政局", {"units", "some_units"}),
    "open list": ("市教育局、", {"units", "some_units", "open_end"}),
    "time": ("2021年6月底前", {"time"}),
    "name": ("王建设", {"name"}),
    "status": ("推进中", {"status", "name"}),
    "sentence": ("新建教学楼三栋，改建操场两片。", {"stops"}),
}


@pytest.mark.parametrize(("text", "expected"), TRAITS.values(), ids=TRAITS)
def test_a_cell_looks_like_what_it_holds(text: str, expected: set[str]) -> None:
    """A number, units, a time, a name, a status, a sentence."""
    found = traits_of(token(text))
    flags = ("number", "units", "some_units", "open_end", "time", "name", "status", "stops")
    assert {flag for flag in flags if getattr(found, flag)} == expected


def test_a_numbered_text_knows_its_scheme() -> None:
    """（二）… with its value; such a cell is no list of units."""
    found = traits_of(token("（二）市教育局"))
    assert (found.scheme, found.value, found.units) == (Scheme.CHINESE_BRACKETS, 2, False)


FITS = [
    ("12", NUMBER),
    ("市教育局", UNIT),
    ("6月底前", TIME),
    ("新建小学三所，改建初中两所。", TEXT),
    ("王建设", ColumnRole.LEADER),
    ("推进中", ColumnRole.STATUS),
]


@pytest.mark.parametrize(("text", "role"), FITS, ids=[role.value for _, role in FITS])
def test_a_cell_fits_the_column_of_its_kind_best(text: str, role: ColumnRole) -> None:
    """Of all columns that a table may have."""
    traits: Traits = traits_of(token(text))
    scores = {
        each: fit(traits, column, has_both=True)
        for column in columns(*(one for _, one in FITS))
        if (each := column.role)
    }
    assert max(scores, key=lambda each: scores[each]) is role


def test_leaving_out_the_requirement_costs_more_than_leaving_out_the_support() -> None:
    """A row without a text says nothing; the task stands for it where it is the only text."""
    cost = {role: skip(Column(role=role), both=True) for role in (TEXT, TASK, UNIT, SUPPORT)}
    assert sorted(cost, key=lambda role: cost[role]) == [SUPPORT, TASK, UNIT, TEXT]
    assert skip(Column(role=TASK), both=False) == cost[TEXT]


def test_a_cell_with_printed_borders_never_goes_on() -> None:
    """And a list of units goes on more easily than a time."""
    assert continuation(Column(role=UNIT), whole=True) < continuation(Column(role=TIME), whole=False)
    assert continuation(Column(role=TIME), whole=False) < continuation(Column(role=UNIT), whole=False)


def test_only_a_short_numbered_line_is_a_heading_across_the_table() -> None:
    """Unless tasks are numbered that way."""
    heading = traits_of(token("一、办好民生实事"))
    assert heading_fit(heading, frozenset()) > 0 > heading_fit(heading, frozenset({Scheme.CHINESE}))
    assert heading_fit(traits_of(token("市教育局")), frozenset()) < 0


def test_a_scheme_belongs_to_the_tasks_when_text_follows_each_of_its_numbers() -> None:
    """一、 in the task column is no heading; before （一） it is one."""
    two = columns(TASK, TEXT, UNIT)
    assert has_levels(two)
    tasks = [
        traits_of(token(text)) for text in ("一、教育", "建学校。", "市教育局", "二、道路", "修道路。", "市交通局")
    ]
    nested = [traits_of(token(text)) for text in ("一、民生", "（一）教育", "建学校。", "市教育局")]
    assert task_schemes_of(tasks, two) == {Scheme.CHINESE}
    assert task_schemes_of(nested, two) == {Scheme.CHINESE_BRACKETS}
    assert task_schemes_of(tasks, columns(TASK, UNIT)) == frozenset()
