"""Numbers of documents and orders are found in running text, with their spans."""

from __future__ import annotations

import pytest

from policytasks.location import Location
from policytasks.parsing.document_numbers import find_document_numbers, find_order_numbers
from policytasks.passage import Passage

BLOCK = Location(file="notice.txt", line=7)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("《关于印发分解表的通知》（济政办字〔2021〕18号）要求", ["济政办字〔2021〕18号"]),
        ("按照市政府办公室济政办字〔2021〕18号文件要求", ["济政办字〔2021〕18号"]),
        ("根据国发[2038]41号和冀丙办字〔2021〕31号精神", ["国发[2038]41号", "冀丙办字〔2021〕31号"]),
        ("《甲意见》和鲁政发〔2019〕8 号、和政办发〔2020〕5号", ["鲁政发〔2019〕8 号", "和政办发〔2020〕5号"]),
        ("2021年国办发〔2020〕 3号印发以来", ["国办发〔2020〕 3号"]),
        ("豫政办 〔2033〕17号", ["豫政办 〔2033〕17号"]),
        ("和政办发〔2020〕5号", ["和政办发〔2020〕5号"]),
        ("目标（2021）5号楼开工", []),
        ("〔2021〕5号", []),
        ("2021年工作要点", []),
    ],
)
def test_numbers_are_found_without_the_words_around_them(text: str, printed: list[str]) -> None:
    """The span holds the number and nothing else."""
    found = list(find_document_numbers(Passage.of(text, BLOCK)))
    assert [text[start:end] for _, start, end in found] == printed
    assert [(number.location.line, number.location.start, number.location.end) for number, _, _ in found] == [
        (7, start, end) for _, start, end in found
    ]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "落实《暂行条例》（国务院令第713号）《程序规定》（省政府令第336号）",
            ["国务院令第713号", "省政府令第336号"],
        ),
        ("根据国务院令 第 711 号和公安部令第161号", ["国务院令第711号", "公安部令第161号"]),
        ("国家发展和改革委员会令2021年第43号", ["国家发展和改革委员会令2021年第43号"]),
        ("《条例》（国务院令（第713号））", ["国务院令（第713号）"]),
        ("命令第一", []),
    ],
)
def test_orders_are_found_as_printed_without_blanks(text: str, printed: list[str]) -> None:
    """An order's number is a plain string."""
    found = list(find_order_numbers(Passage.of(text, BLOCK)))
    assert [number for number, _, _ in found] == printed
    assert ["".join(text[start:end].split()) for _, start, end in found] == printed
