"""What people type is read as they mean it, or not at all."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from policytasks.errors import LedgerError
from policytasks.ledger.entry import Extra
from policytasks.ledger.status import STATUS_WORDS, Status, StatusWords, read_status
from policytasks.ledger.typed import as_text, read_day, read_percentage


@pytest.mark.parametrize(("status", "word"), [(status, word) for status in Status for word in STATUS_WORDS[status]])
def test_every_word_of_the_table_is_read(status: Status, word: str) -> None:
    """With blanks inside and a full stop, as people type."""
    assert read_status(f" {word[0]} {word[1:]}。") is status


def test_no_word_means_two_statuses() -> None:
    """The lists share no word."""
    words = [word for status in Status for word in STATUS_WORDS[status]]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("word", ["未完成", "其它类", "按计划进行", "", "0"])
def test_words_that_leave_it_open_are_not_guessed(word: str) -> None:
    """None, so that a person decides."""
    assert read_status(word) is None


@pytest.mark.parametrize("status", Status)
def test_a_status_reads_its_own_words(status: Status) -> None:
    """Chinese, English, and its value in data."""
    assert {read_status(word) for word in (str(status), status.wording.en, status.value)} == {status}


@pytest.mark.parametrize(
    "value",
    ["2021-12-31", "2021年12月31日", "2021年12月31日前", "2021.12.31", "2021/12/31", "20211231", 20211231,
     "２０２１年１２月３１日", " 2021 年 12 月 31 日 ", date(2021, 12, 31), datetime(2021, 12, 31, 8)],
)  # fmt: skip
def test_days_are_read_in_every_form(value: Extra) -> None:
    """Dates and their spellings."""
    assert read_day(value) == date(2021, 12, 31)


@pytest.mark.parametrize("value", ["2021年底前", "2021-02-30", "12月31日", "另行通知", "", None, 44561, 1.5, True])
def test_what_is_no_day_is_not_guessed(value: Extra | None) -> None:
    """A number is a day only in a cell that shows it as one."""
    assert read_day(value) is None


@pytest.mark.parametrize(
    ("value", "per_hundred", "expected"),
    [(60, True, 60), (60.0, True, 60), ("60%", True, 60), ("６０％", True, 60), ("完成60%", True, 60), ("60.0", True, 60),
     (0.6, False, 60), (0.29, False, 29), ("60%", False, 60), (1, False, 100), (0, True, 0)],
)  # fmt: skip
def test_percentages_are_read_in_every_form(value: Extra, per_hundred: bool, expected: int) -> None:
    """Whole percents, also from cells that multiply by themselves."""
    assert read_percentage(value, per_hundred=per_hundred) == expected


@pytest.mark.parametrize("value", [101, -1, 33.3, "约一半", "", None, True, "60%以上", float("inf")])
def test_what_is_no_whole_percentage_is_not_guessed(value: Extra | None) -> None:
    """Nothing is rounded."""
    assert read_percentage(value) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, ""), (95, "95"), (95.0, "95"), (0.5, "0.5"), (True, "TRUE"), (date(2021, 8, 10), "2021-08-10"),
     (datetime(2021, 8, 10), "2021-08-10"), (datetime(2021, 8, 10, 9, 30), "2021-08-10 09:30:00"), ("文", "文")],
)  # fmt: skip
def test_values_become_texts_as_people_read_them(value: Extra | None, expected: str) -> None:
    """What a number or day says in a column of texts."""
    assert as_text(value) == expected


def test_an_office_adds_words_of_its_own() -> None:
    """In any spelling; the words that everybody uses stay."""
    words = StatusWords({"已上线": Status.DONE, "未完成": Status.IN_PROGRESS, "On hold": Status.NOT_STARTED})
    assert [words.read(text) for text in (" 已 上线。", "未完成", "ON  HOLD", "已办结", "待定")] == [
        Status.DONE,
        Status.IN_PROGRESS,
        Status.NOT_STARTED,
        Status.DONE,
        None,
    ]
    assert read_status("已上线", words={"已上线": Status.DONE}) is Status.DONE
    assert read_status("已上线") is None


def test_the_meaning_of_the_office_holds() -> None:
    """部分完成 counts as work in progress, unless an office says otherwise."""
    assert read_status("部分完成", words={"部分完成": Status.NOT_STARTED}) is Status.NOT_STARTED
    assert read_status("部分完成") is Status.IN_PROGRESS


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({"已上线": "done"}, "'已上线': 'done'"),
        ({" 。": Status.DONE}, "' 。': <Status.DONE: 'done'>"),
        ({Status.DONE: ("已上线",)}, "<Status.DONE: 'done'>: ('已上线',)"),
        ({"已上线": Status.DONE, "已 上线": Status.ONGOING}, "已完成 and 长期坚持"),
    ],
    ids=["no status", "no word", "the other way round", "two meanings"],
)
def test_words_that_contradict_themselves_are_refused(words: Any, found: str) -> None:
    """The error says which."""
    with pytest.raises(LedgerError) as caught:
        StatusWords(words)
    assert caught.value.found == found
