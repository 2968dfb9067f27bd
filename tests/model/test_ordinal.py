"""Ordinals of every scheme are read and printed back as they were."""

from __future__ import annotations

import pytest

from policytasks.errors import OrdinalError
from policytasks.location import Location
from policytasks.model.ordinal import Ordinal, chinese_number


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("一、", 1),
        ("十六、", 16),
        ("（十六）", 16),
        ("(二十)", 20),
        ("（一百零三）", 103),
        ("1.", 1),
        ("１２．", 12),
        ("3、", 3),
        ("（4）", 4),
        ("5)", 5),
        ("①", 1),
        ("⑳", 20),
        ("㉑", 21),
        ("⑴", 1),
        ("⒈", 1),
        ("㈠", 1),
        ("❷", 2),
        ("Ⅳ.", 4),
        ("第一条", 1),
        ("第 三 章", 3),
        ("第二部分", 2),
        ("一是", 1),
        ("二要", 2),
        ("附件1", 1),
        ("a.", 1),
        ("3.1.2.", 2),
        ("2-1", 1),
    ],
)
def test_an_ordinal_has_a_value_and_keeps_its_text(printed: str, value: int) -> None:
    """Marks of any width, circled and Chinese digits."""
    ordinal = Ordinal.parse(printed)
    assert ordinal.value == value
    assert str(ordinal) == printed


@pytest.mark.parametrize(
    "text", ["", "一、二", "任务", "12345", "（）", "第", "3.5%", "2021年", "第" + " " * 50_000 + "x"]
)
def test_other_texts_are_no_ordinals(text: str) -> None:
    """Words, empty brackets, percentages and years."""
    with pytest.raises(OrdinalError):
        Ordinal.parse(text)


@pytest.mark.parametrize(
    ("printed", "label"), [("（十六）", "十六"), ("3.", "3"), ("一、", "一"), ("一是", "一"), ("①", "①")]
)
def test_the_label_is_what_people_say(printed: str, label: str) -> None:
    """Without brackets and marks."""
    assert Ordinal.parse(printed).label == label


def test_the_place_takes_no_part_in_equality() -> None:
    """An ordinal is its text and value."""
    assert Ordinal.parse("（一）", location=Location(line=3)) == Ordinal.parse("（一）")


def test_chinese_numbers_from_one_to_999() -> None:
    """Every number as people write it, and digit by digit."""
    digits = "零一二三四五六七八九"
    for number in range(1, 1000):
        hundreds, rest = divmod(number, 100)
        tens, ones = divmod(rest, 10)
        printed = f"{digits[hundreds]}百" if hundreds else ""
        if tens:
            printed += f"{digits[tens]}十"
        elif hundreds and ones:
            printed += "零"
        printed += digits[ones] if ones else ""
        assert chinese_number(printed) == number
        assert chinese_number("".join(digits[int(figure)] for figure in str(number))) == number
    assert [chinese_number(printed) for printed in ("十", "十二", "二〇二一", "２０")] == [10, 12, 2021, 20]


@pytest.mark.parametrize("text", ["", "十十", "百千", "二三十", "个", "-1", "1.5"])
def test_what_is_no_number_is_an_error(text: str) -> None:
    """Units out of order, words, signs."""
    with pytest.raises(OrdinalError, match="not a number"):
        chinese_number(text)
