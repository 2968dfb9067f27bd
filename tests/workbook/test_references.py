"""References of formulas: found where they stand, and changed without touching anything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytasks.workbook.patching.references import (
    Area,
    is_beyond,
    moved,
    names_in,
    parse_area,
    parse_cell,
    references,
)
from policytasks.workbook.patching.row_shift import RowShift

FORMULAS = {
    'SUM(K5:K10)*LOG10(A1)&"A1"': ["K5:K10", "A1"],
    "'我的 表'!$A$5+台账!B7:B9-[1]Sheet!A1+'[1]x y'!B2": ["$A$5", "B7:B9"],
    "Table1[[#This Row],[A5]]+A:A+$3:5+IF(TRUE,A1,1E5)": ["A:A", "$3:5", "A1"],
    "_xlfn.XLOOKUP(A1,B:B,C:C)+ABC1x+Name.A1": ["A1", "B:B", "C:C"],
    "#REF!A1+A1#": ["A1"],
    "A5:INDEX(B1:B9,2)": ["A5", "B1:B9"],
    '"它说""A1""！"&It!A1': ["A1"],
    "TAX2021+ZZZ1+A0": ["TAX2021"],
}


@pytest.mark.parametrize("formula", FORMULAS)
def test_references_are_found(formula: str) -> None:
    """Texts, names, functions, tables and other workbooks are none."""
    assert [str(each) for each in references(formula)] == FORMULAS[formula]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(A1:B$2)+$C3", "SUM(B2:C$2)+$C4"),
        ("LOG10(A1)&\"A1\"", "LOG10(B2)&\"A1\""),
        ("'a b'!A1+[1]S!A1", "'a b'!B2+[1]S!A1"),
        ("A:A+3:$5", "B:B+4:$5"),
        ("XFD1048576", "A1"),
    ],
)  # fmt: skip
def test_a_formula_is_copied_down_and_right(formula: str, expected: str) -> None:
    assert moved(formula, 1, 1) == expected


@given(
    st.lists(
        st.one_of(
            st.sampled_from([*FORMULAS, "+", "(", '"', "'", "!", "[", "]", "$", ":", "A1", "台账"]), st.text(max_size=3)
        )
    )
)
def test_nothing_moved_is_nothing_changed(pieces: list[str]) -> None:
    """Whatever the text is."""
    formula = "".join(pieces)
    assert moved(formula, 0, 0).casefold() == formula.casefold()


@given(st.sampled_from(sorted(FORMULAS)), st.integers(0, 50), st.integers(0, 50))
def test_back_and_forth_is_where_it_was(formula: str, down: int, right: int) -> None:
    assert moved(moved(formula, down, right), -down, -right) == formula


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("SUM(A1:B2)+1.5E3", set()), ("IF(TRUE,A1,NOW())", set()), ("完成率*2+ZZZ1", {"完成率", "ZZZ1"}),
        ("SUM(表1[进展])", {"表1"}), ("[@进展]*2", {""}), ('"完成率"&A1', set()),
    ],
)  # fmt: skip
def test_names_are_known(formula: str, names: set[str]) -> None:
    """Of cells, and of tables; the empty one is the table that the formula stands in."""
    assert names_in(formula) == names


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(A1:B2)", False), ("INDEX(A1:A9,MATCH(1,B1:B9,0))", False), ("SUM(A1:INDEX(A1:A9,3))", True), ("SUM(IF(1,A1,A2):A9)", True),
        ('INDIRECT("A1")', True), ("SUM(一月:三月!A1)", True), ("SUMIF(A:A,1,B1)", True), ("NOW()", False), ("", False),
    ],
)  # fmt: skip
def test_what_no_formula_spells_out_is_known(formula: str, expected: bool) -> None:
    assert is_beyond(formula) is expected


@pytest.mark.parametrize(
    ("text", "area"),
    [("A1", Area(1, 1, 1, 1)), ("B2:A1", Area(1, 1, 2, 2)), ("$A:$C", Area(1, 1, 1_048_576, 3)), ("3:5", Area(3, 1, 5, 16_384)),
     ("XFE1", None), ("A0", None), ("A1:", None), ("", None), ("台账", None)],
)  # fmt: skip
def test_areas(text: str, area: Area | None) -> None:
    assert parse_area(text) == area


@pytest.mark.parametrize("text", ["A0", "XFE1", "A1048577", "1A", "A", "", "ZZZZ1", "A１"])
def test_addresses_that_no_sheet_has(text: str) -> None:
    assert parse_cell(text) is None


SHIFT = RowShift(sheet="台账", below=6, count=3, first=5, ends=frozenset({5, 6}), last=9)
"""A table of the rows 5 and 6 gets three more."""


@pytest.mark.parametrize(
    ("formula", "outside", "inside"),
    [
        ("SUM(A5:A6)", "SUM(A5:A9)", "SUM(A5:A6)"),
        ("SUM($A$5:$A$6)", "SUM($A$5:$A$9)", "SUM($A$5:$A$9)"),
        ("A6+A7", "A6+A10", "A6+A10"),
        ("SUM(A1:A7)", "SUM(A1:A10)", "SUM(A1:A10)"),
        ("SUM(A6:A6)", "SUM(A6:A6)", "SUM(A6:A6)"),
        ("SUM(K5:P5)", "SUM(K5:P9)", "SUM(K5:P5)"),
        ("别的!A7+'台账'!A7", "别的!A7+'台账'!A10", "别的!A7+'台账'!A10"),
        ("A:A+7:8", "A:A+10:11", "A:A+10:11"),
        ("SUM(A7:A1048576)", "SUM(A10:A1048576)", "SUM(A10:A1048576)"),
    ],
)
def test_references_follow_rows_that_go_in(formula: str, outside: str, inside: str) -> None:
    """A range that ends with the table takes the new rows in, unless it speaks about one row."""
    assert SHIFT.formula(formula, home="台账") == outside
    assert SHIFT.formula(formula, home="台账", inside=True) == inside
