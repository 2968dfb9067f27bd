"""Ids are made of the printed numbers and are unique, and every value says where it was printed."""

from __future__ import annotations

import pytest

from policytasks.location import Location
from policytasks.parsing.read import parse_notice
from policytasks.sources.text import document_of


def ids(text: str) -> list[str]:
    """The id of each requirement."""
    return [requirement.id for requirement in parse_notice(text).requirements]


def _items(*numbers: str) -> str:
    return "".join(f"{number}新建小学{at}所。（责任单位：市教育局）\n" for at, number in enumerate(numbers, 1))


IDS = {
    "three levels": (
        "四、教育\n（十六）学位\n" + _items("1.", "2.") + "（十七）师资\n" + _items("1."),
        ["4.16.1", "4.16.2", "4.17.1"],
    ),
    "two levels": ("一、教育\n" + _items("1.", "2.") + "二、道路\n" + _items("3."), ["1.1.1", "1.2.1", "2.3.1"]),
    "one level": (_items("1.", "2.", "3."), ["1.1.1", "1.2.1", "1.3.1"]),
    "gap": (_items("3.", "68.", "73."), ["1.3.1", "1.68.1", "1.73.1"]),
    "repeated task": (_items("1.", "1.", "2."), ["1.1.1", "1.1-2.1", "1.2.1"]),
    "repeated section": ("一、教育\n" + _items("1.") + "一、道路\n" + _items("1."), ["1.1.1", "1-2.1.1"]),
    "several requirements of an item": (
        "1.建学校。（市教育局）建操场。（市体育局）\n2.修路。（市交通局）\n",
        ["1.1.1", "1.1.2", "1.2.1"],
    ),
    "circled": (_items("①", "②"), ["1.1.1", "1.2.1"]),
    "number of the row": (
        "序号\t工作任务\t责任单位\n7\t建学校。\t市教育局\n8\t修路。\t市交通局\n",
        ["1.7.1", "1.8.1"],
    ),
    "no numbers": (
        "工作任务\t具体要求\t责任单位\n教育\t建学校。\t市教育局\n\t建操场。\t市体育局\n道路\t修路。\t市交通局\n",
        ["1.1.1", "1.1.2", "1.2.1"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), IDS.values(), ids=IDS)
def test_an_id_can_be_read_off_the_paper(text: str, expected: list[str]) -> None:
    """Section, task, row; position where nothing is printed; -2 where a number is repeated."""
    assert ids(text) == expected


LINES = (
    "临江市人民政府办公室关于印发任务分工的通知",
    "各区县政府，市政府各部门：",
    "请于11月30日前报送落实情况。",
    "临江市人民政府办公室",
    "2021年3月1日",
    "一、 办好教育",
    "（一）扩大学位",
    "1．新建小学三所，",
    "8月底前交付。（责任单位：市教育局、",
    "各县（市、区）政府；完成时限：2021年8月底前）",
    "2．改建初中。（市住建局牵头，市财政局配合）",
    "抄送：市委办公室。",
)


def _quoted(location: Location) -> str:
    return document_of("\n".join(LINES)).quote(location)


def test_every_kind_of_value_quotes_its_line() -> None:
    """Also a text that runs over lines, and a unit behind a line end."""
    notice = parse_notice("\n".join(LINES))
    (section,) = notice.sections
    (task,) = section.tasks
    first, second = task.requirements
    assert section.ordinal is not None
    assert task.ordinal is not None
    assert first.ordinal is not None
    values = {
        "section number": section.ordinal.location,
        "section title": section.location,
        "task number": task.ordinal.location,
        "task title": task.location,
        "requirement number": first.ordinal.location,
        "requirement": first.location,
        "first unit": first.responsibilities[0].location,
        "second unit": first.responsibilities[1].location,
        "deadline": first.deadlines[0].location,
        "lead": second.responsibilities[0].location,
        "obligation": notice.obligations[0].location,
        "obligation's deadline": notice.obligations[0].deadlines[0].location,
        "body": notice.body[0].location,
        "copied to": notice.location_of("copied_to[0]"),
    }
    assert {name: _quoted(place) for name, place in values.items()} == {
        "section number": "一、",
        "section title": "办好教育",
        "task number": "（一）",
        "task title": "扩大学位",
        "requirement number": "1．",
        "requirement": "新建小学三所，8月底前交付。",
        "first unit": "市教育局",
        "second unit": "各县（市、区）政府",
        "deadline": "2021年8月底前",
        "lead": "市住建局",
        "obligation": "请于11月30日前报送落实情况。",
        "obligation's deadline": "11月30日前",
        "body": "请于11月30日前报送落实情况。",
        "copied to": "市委办公室",
    }


def test_a_place_is_printed_as_file_and_line() -> None:
    """notice.txt:246."""
    notice = parse_notice(document_of("\n".join(LINES), file="notice.txt"))
    assert [str(requirement.location) for requirement in notice.requirements] == ["notice.txt:8", "notice.txt:11"]
    assert notice.location == Location(file="notice.txt")


def test_a_place_takes_no_part_in_equality() -> None:
    """The same notice ten lines further down is the same notice."""
    assert parse_notice("\n".join(LINES)) == parse_notice("\n" * 10 + "\n".join(LINES))
