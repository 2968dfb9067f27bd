"""Names of units become names of sheets that Excel takes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policytasks.testing.ledgers import cell_texts
from policytasks.workbook.cells import utf16_length
from policytasks.workbook.sheet_names import LONGEST_NAME, sheet_names


def test_fit_names_stay_as_they_are() -> None:
    """Blanks at the ends go."""
    assert sheet_names(["区财政局", " 区审计局 ", "Finance"]) == ("区财政局", "区审计局", "Finance")


def test_forbidden_marks_become_their_full_width_forms() -> None:
    """They look alike."""
    assert sheet_names(["a[b]:c*?/\\'d'"]) == ("a［b］：c＊？／＼’d’",)


def test_a_long_name_is_cut_and_says_so() -> None:
    """The limit counts UTF-16 units: a character beyond the first plane takes two."""
    assert sheet_names(["长" * 31, "长" * 32, "𠮷" * 16]) == ("长" * 31, "长" * 30 + "…", "𠮷" * 15 + "…")


def test_names_that_are_taken_get_a_number() -> None:
    """Case and width do not tell names apart."""
    names = sheet_names(["台账", "局", "局", "ａ", "A", "HISTORY", ""], taken=["台账"])
    assert names == ("台账（2）", "局", "局（2）", "ａ", "A（2）", "HISTORY（2）", "—")


@given(st.lists(st.one_of(cell_texts(), st.text(max_size=50)), max_size=12), st.lists(cell_texts(), max_size=3))
def test_every_name_is_one_that_excel_takes(names: list[str], taken: list[str]) -> None:
    """Law: one fit name each, none of them twice, none of those that are there."""
    found = sheet_names(names, taken=taken)
    assert len(found) == len(names)
    assert all(0 < utf16_length(name) <= LONGEST_NAME for name in found)
    assert not [name for name in found if set(name) & set("[]:*?/\\'\n\r\x0b")]
    lowered = [name.casefold() for name in found]
    assert len({*lowered, "history", *(each.casefold() for each in taken)}) == len(lowered) + len(
        {"history", *(each.casefold() for each in taken)}
    )
