"""Numbers are read as their cells show them."""

from __future__ import annotations

import pytest

from policytasks.sources.cell_formats import BUILTIN, shown


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (44377, 'yyyy"年"m"月"d"日"', "2021年6月30日"),
        (44377, "yyyy/m/d", "2021/6/30"),
        (44377, "yyyy-mm-dd;@", "2021-06-30"),
        (44377, "[$-804]yyyy\\年m\\月", "2021年6月"),
        (44377, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二一年六月三十日"),
        (44377, "[$-F800]dddd, mmmm dd, yyyy", "2021年6月30日"),
        (44377, "m/d/yy", "6/30/21"),
        (44377, "aaaa", "星期三"),
        (44377.604167, "yyyy/m/d h:mm", "2021/6/30 14:30"),
        (0.75, "h:mm AM/PM", "6:00 下午"),
        (1.5, "[h]:mm", "36:00"),
        (1, "yyyy/m/d", "1900/1/1"),
        (59, "yyyy/m/d", "1900/2/28"),
        (61, "yyyy/m/d", "1900/3/1"),
        (-1, "yyyy/m/d", "-1"),
        (10**9, "yyyy/m/d", "1000000000"),
    ],
)
def test_days_and_times(value: float, code: str, text: str) -> None:
    """Days show as a Chinese Excel shows them; numbers that are no day stay numbers."""
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1, "General", "1"),
        (1.0, "General", "1"),
        (0.1 + 0.2, "General", "0.3"),
        (13812345678, "General", "13812345678"),
        (0.8, "0%", "80%"),
        (0.1234, "0.0%", "12.3%"),
        (0.125, "0.00", "0.13"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (7, "000", "007"),
        (3, '"第"0"期"', "第3期"),
        (12.0, "0.##", "12"),
        (-5, "0;(0)", "(5)"),
        (-5, "0", "-5"),
        (0, '0;-0;"—"', "—"),
        (2.5, "# ?/?", "2.5"),
        (12345, '0,"千"', "12千"),
        (5, "@", "5"),
        (5, "", "5"),
        (5, '"', "5"),
        (1234.5, "0.0E+0", "1.2E+3"),
        (float("inf"), "0", "inf"),
    ],
)
def test_numbers(value: float, code: str, text: str) -> None:
    """Whole numbers have no point, shares are percentages, words of the format stand around the number."""
    assert shown(value, code) == text


def test_days_of_old_macs_are_counted_from_1904() -> None:
    """The same day is 1,462 less there."""
    assert shown(44377 - 1462, "yyyy/m/d", from_1904=True) == "2021/6/30"


@pytest.mark.parametrize("number", sorted(BUILTIN))
def test_every_built_in_format_shows_something(number: int) -> None:
    """None of the codes that files only number leaves a cell blank."""
    assert shown(44377.25, BUILTIN[number]).strip() != ""
