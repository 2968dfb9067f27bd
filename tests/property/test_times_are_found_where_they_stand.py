"""Law: whatever a text says, what is found in it is quoted from it, in order and without overlaps, and nothing raises."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from policytasks.errors import DocumentNumberError
from policytasks.location import Location
from policytasks.model.deadline import Deadline
from policytasks.model.document_number import DocumentNumber
from policytasks.parsing.dates import find_dates, parse_date
from policytasks.parsing.deadlines import find_deadlines, parse_deadline
from policytasks.parsing.document_numbers import find_document_numbers, find_order_numbers
from policytasks.passage import Passage
from policytasks.testing.strategies import deadlines, document_numbers, sentences

LINE = Location(file="notice.txt", line=1)
WORDS = (
    "2021年 二○二一年 今年 明年 6月 十二月 30日 底 末 前 之前 年底 年内 上半年 第三季度 一季度 每月 每季度 每年 末月 20日 至 — - 、 和 及 ， 。 （ ） 《 》 "
    "10个工作日 内 之日起 印发 完成 报送 持续推进 长期坚持 立行立改 全年 到 自 起 的 已 了 615日 2022年底11月 2021.6.30 12.31 春节 国发 〔2021〕 〔 〕 18 号 "
    "令第713号 的通知 \n \u3000 3.5% 1 ２ O 〇 廿 元"
).split(" ")
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=14).map("".join),
    st.text(max_size=30),
    sentences(),
)
YEARS = st.one_of(st.none(), st.integers(1990, 2060))


@settings(max_examples=400, deadline=None)
@given(TEXTS, YEARS)
def test_a_deadline_quotes_the_text(text: str, year: int | None) -> None:
    """Each place quotes its deadline; places follow each other."""
    last = 0
    for deadline in find_deadlines(Passage.of(text, LINE), year=year):
        place = deadline.location
        assert place.start is not None
        assert place.end is not None
        assert text[place.start : place.end] == deadline.text
        assert last <= place.start < place.end
        last = place.end


@settings(max_examples=400, deadline=None)
@given(TEXTS, YEARS)
def test_a_cell_gives_its_own_characters(text: str, year: int | None) -> None:
    """No cell raises; the text of a deadline is the cell's, but for layout."""
    blanks = re.compile(r"\s+")
    for deadline in parse_deadline(Passage.of(text, LINE), year=year):
        assert blanks.sub("", deadline.text) in blanks.sub("", text)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_numbers_and_dates_stand_in_order(text: str) -> None:
    """Spans of numbers, orders and dates do not overlap."""
    passage = Passage.of(text, LINE)
    for finder in (find_document_numbers, find_order_numbers, find_dates):
        last = 0
        for _, start, end in finder(passage):
            assert last <= start < end <= len(text)
            last = end


@given(document_numbers(), st.sampled_from(["", "根据", "（", "《甲意见》和", "市政府办公室", "2021年"]))
def test_a_printed_number_is_found_again(number: DocumentNumber, before: str) -> None:
    """parse∘str is the identity, alone and in a sentence."""
    assert DocumentNumber.parse(str(number)) == number
    found = list(find_document_numbers(Passage.of(f"{before}{number}要求", LINE)))
    assert [value for value, _, _ in found] == [number]


@settings(max_examples=300, deadline=None)
@given(st.one_of(TEXTS, document_numbers().map(str).flatmap(lambda text: st.sampled_from([text[:-1], text[1:], text]))))
def test_a_number_that_was_read_prints_canonically(text: str) -> None:
    """str∘parse is idempotent wherever parse gives a value."""
    try:
        number = DocumentNumber.parse(text)
    except DocumentNumberError:
        return
    assert DocumentNumber.parse(str(number)) == number
    assert str(DocumentNumber.parse(str(number))) == str(number)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)))
def test_a_printed_date_is_read_again(day: date) -> None:
    """Every day from 1900 on, in the three usual forms."""
    assert parse_date(f"{day.year}年{day.month}月{day.day}日") == day
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.year}.{day.month}.{day.day}") == day


@settings(max_examples=100, deadline=None)
@given(deadlines())
def test_generated_deadlines_are_read_from_their_cells(deadline: Deadline) -> None:
    """The strategy and the grammar agree on kind and text."""
    (read,) = parse_deadline(Passage.of(deadline.text, LINE), year=None)
    assert (read.text, read.kind, read.due_on) == (deadline.text, deadline.kind, deadline.due_on)
