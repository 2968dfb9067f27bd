"""Dates of heads and signatures are read in every form of digits; damaged ones are none."""

from __future__ import annotations

from datetime import date

import pytest

from policytasks.location import Location
from policytasks.parsing.dates import find_date, find_dates, parse_date
from policytasks.passage import Passage


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021年7月29日", date(2021, 7, 29)),
        ("2018年03月09日", date(2018, 3, 9)),
        ("2022-10-30", date(2022, 10, 30)),
        ("2022/1/5", date(2022, 1, 5)),
        ("2022.10.30", date(2022, 10, 30)),
        ("2020-06-05 10:38", date(2020, 6, 5)),
        ("2021-12-31T00:00:00", date(2021, 12, 31)),
        ("二○○六年四月二十六日", date(2006, 4, 26)),
        ("二〇二一年十二月三十一日", date(2021, 12, 31)),
        ("二零一九年十月十日", date(2019, 10, 10)),
        ("二0一一年元月九日", date(2011, 1, 9)),
        ("二O一一年5月16日", date(2011, 5, 16)),
        ("一九九八年五月廿八日", date(1998, 5, 28)),
        ("２０２１年７月２９日", date(2021, 7, 29)),
        ("  2021 年 7 月 29 日 ", date(2021, 7, 29)),
        ("（2021年7月29日）", date(2021, 7, 29)),
        ("2021910", None),
        ("201675", None),
        ("年八月二十八日", None),
        ("2021年7月29", None),
        ("2021年13月1日", None),
        ("2021年2月30日", None),
        ("2021年7月29日印发", None),
        ("12021年7月29日", None),
        ("", None),
    ],
)
def test_a_text_is_one_day_or_none(text: str, day: date | None) -> None:
    """Digits of every kind, and None where a character is lost."""
    assert parse_date(text) == day


def test_dates_are_found_with_their_spans() -> None:
    """The span holds the date and nothing else."""
    passage = Passage.of("某市人民政府办公室  2021年7月29日印发，二○二一年八月一日施行", Location(line=3))
    assert [(day, str(passage[start:end])) for day, start, end in find_dates(passage)] == [
        (date(2021, 7, 29), "2021年7月29日"),
        (date(2021, 8, 1), "二○二一年八月一日"),
    ]
    assert find_date(passage) == (date(2021, 7, 29), 11, 21)


def test_a_text_without_a_date_has_none() -> None:
    """Document numbers and impossible days are no dates."""
    assert find_date(Passage.of("济政办字〔2021〕18号，2021年2月30日", Location(line=3))) is None
