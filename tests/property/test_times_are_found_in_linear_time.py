"""Law: twice the text takes about twice the time, whatever is repeated in it."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from policytasks.location import Location
from policytasks.parsing.dates import find_dates
from policytasks.parsing.deadlines import find_deadlines, parse_deadline
from policytasks.parsing.document_numbers import find_document_numbers, find_order_numbers
from policytasks.passage import Passage

READERS: dict[str, Callable[[Passage], object]] = {
    "deadlines": lambda passage: find_deadlines(passage, year=2021),
    "cell": lambda passage: parse_deadline(passage, year=2021),
    "numbers": lambda passage: list(find_document_numbers(passage)),
    "orders": lambda passage: list(find_order_numbers(passage)),
    "dates": lambda passage: list(find_dates(passage)),
}
PIECES = "年 月 日 前 十 1 每 至 6月 2021年 6月、 《 于 之日起 个工作日 1- 2021. 6月1日至 季度末 每年6月、 〔2021〕 〔 令第 和 发展局 收到 的 全面".split()
SHORT = 2_000


def _seconds(read: Callable[[Passage], object], text: str) -> float:
    """The shortest of three runs: others use the machine too."""
    runs = []
    for _ in range(3):
        passage = Passage.of(text, Location(line=1))
        start = process_time()
        read(passage)
        runs.append(process_time() - start)
    return min(runs)


@pytest.mark.parametrize("reader", READERS)
def test_no_repetition_makes_a_reader_slow(reader: str) -> None:
    """Eight times the text in less than thirty times the time; a quadratic reader would take sixty-four times."""
    read = READERS[reader]
    for piece in (*PIECES, " ", "\n"):
        text = piece * (SHORT // len(piece))
        allowed = 30 * max(_seconds(read, text), 0.005)
        assert _seconds(read, text * 8) < allowed, piece
