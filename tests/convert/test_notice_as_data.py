"""A notice as plain data: its form, and errors that name the place."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest

from policytasks.convert import FORMAT_VERSION, converter, from_dict, structure, to_dict
from policytasks.errors import ConversionError
from policytasks.location import Location
from policytasks.model.deadline import Deadline, DeadlineKind, Frequency, Recurrence
from policytasks.model.document_number import DocumentNumber
from policytasks.model.notice import Disclosure, Doubt, Notice, Requirement, Section, Task, TextBlock
from policytasks.model.ordinal import Ordinal
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit, UnitKind

HERE = Location(file="notice.docx", table=1, row=3, column=2, paragraph=1, start=0, end=5)


@pytest.fixture
def notice() -> Notice:
    """A small notice with one of everything that the tests change."""
    requirement = Requirement(
        id="1.2.1",
        text="抓好落实。",
        responsibilities=(
            Responsibility(
                unit=Unit(name="区财政局", kind=UnitKind.DEPARTMENT), role=Role.LEAD, printed="财政局", location=HERE
            ),
        ),
        deadlines=(
            Deadline(
                text="每月25日前",
                kind=DeadlineKind.RECURRING,
                recurrence=Recurrence(frequency=Frequency.MONTHLY, day=25),
            ),
            Deadline(text="年底前", kind=DeadlineKind.DATE, due_on=date(2021, 12, 31), inherited_from=HERE),
        ),
        location=attrs.evolve(HERE, more=(attrs.evolve(HERE, row=4),)),
    )
    task = Task(ordinal=Ordinal.parse("（二）"), title="推进公开", requirements=(requirement,))
    return Notice(
        document_number=DocumentNumber.parse("济兖政办字〔2021〕20号"),
        title="关于分工的通知",
        addressees=("各镇", "各街道"),
        issued_on=date(2021, 7, 29),
        disclosure=Disclosure.PROACTIVE,
        sections=(Section(ordinal=Ordinal.parse("一、"), title="公开", tasks=(task,)),),
        places=(("title", HERE),),
        unparsed=(TextBlock(text="分享到：", location=HERE),),
        doubts=(Doubt(code="repeated-ordinal", message="（二） stands twice", location=HERE),),
    )


def test_the_data_is_plain_and_carries_the_version(notice: Notice) -> None:
    """Every value, enums in English, days in ISO form, locations without what they do not say."""
    place = {"file": "notice.docx", "paragraph": 1, "table": 1, "row": 3, "column": 2, "start": 0, "end": 5}
    assert to_dict(notice) == {
        "format_version": 1,
        "document_number": {"agency": "济兖政办字", "year": 2021, "serial": 20},
        "title": "关于分工的通知",
        "issuer": None,
        "addressees": ["各镇", "各街道"],
        "issued_on": "2021-07-29",
        "printed_on": None,
        "copied_to": [],
        "disclosure": "proactive",
        "body": [],
        "obligations": [],
        "sections": [
            {
                "ordinal": {"text": "一、", "value": 1},
                "title": "公开",
                "tasks": [
                    {
                        "ordinal": {"text": "（二）", "value": 2},
                        "title": "推进公开",
                        "requirements": [
                            {
                                "id": "1.2.1",
                                "text": "抓好落实。",
                                "ordinal": None,
                                "responsibilities": [
                                    {
                                        "unit": {"name": "区财政局", "kind": "department"},
                                        "role": "lead",
                                        "printed": "财政局",
                                        "location": place,
                                    }
                                ],
                                "deadlines": [
                                    {
                                        "text": "每月25日前",
                                        "kind": "recurring",
                                        "recurrence": {
                                            "frequency": "monthly",
                                            "months": [],
                                            "day": 25,
                                            "times": None,
                                        },
                                    },
                                    {
                                        "text": "年底前",
                                        "kind": "date",
                                        "due_on": "2021-12-31",
                                        "inherited_from": place,
                                    },
                                ],
                                "location": {**place, "more": [{**place, "row": 4}]},
                            }
                        ],
                    }
                ],
            }
        ],
        "citations": [],
        "attachments": [],
        "places": [["title", place]],
        "unparsed": [{"text": "分享到：", "location": place}],
        "doubts": [{"code": "repeated-ordinal", "message": "（二） stands twice", "location": place}],
    }


def test_reading_gives_back_what_takes_no_part_in_equality(notice: Notice) -> None:
    """Locations, printed names, leftovers and doubts come back too."""
    assert attrs.asdict(from_dict(to_dict(notice))) == attrs.asdict(notice)


def test_keys_with_defaults_may_be_missing() -> None:
    """The shortest notice is its version."""
    assert from_dict({"format_version": FORMAT_VERSION}) == Notice()


Change = Callable[[dict[str, Any]], object]


def _requirement(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data["sections"][0]["tasks"][0]["requirements"][0]
    return found


@pytest.mark.parametrize(
    ("change", "where", "message"),
    [
        (lambda d: d.update(title=3), "$.title", "of the wrong kind; found 3; expected a string"),
        (lambda d: d.update(colour="red"), "$.colour", "unknown key"),
        (lambda d: d.update(sections=None), "$.sections", "expected an array"),
        (lambda d: d.update(sections="abc"), "$.sections", "found 'abc'; expected an array"),
        (lambda d: d.update(sections=[[]]), "$.sections[0]", r"found \[\]; expected an object"),
        (lambda d: d.update(issued_on="2021-02-30"), "$.issued_on", "no such day"),
        (lambda d: d.update(issued_on="20210229"), "$.issued_on", "not a date"),
        (lambda d: d.update(disclosure="secret"), "$.disclosure", "expected one of 'proactive', 'on_request'"),
        (lambda d: d.update(places=[["title"]]), "$.places[0]", "expected an array of 2"),
        (lambda d: d["document_number"].update(year=True), "$.document_number.year", "found True; expected an integer"),
        (lambda d: d["sections"][0]["tasks"][0].update(title=[]), "$.sections[0].tasks[0].title", "expected a string"),
        (lambda d: _requirement(d).pop("id"), "$.sections[0].tasks[0].requirements[0].id", "a key is missing"),
        (
            lambda d: _requirement(d)["deadlines"][1].update(recurrence={"frequency": "daily"}),
            "$.sections[0].tasks[0].requirements[0].deadlines[1]",
            "a deadline of kind 'date' has no recurrence",
        ),
        (lambda d: d.pop("format_version"), "$.format_version", "the format version is missing"),
        (lambda d: d.update(format_version="1"), "$.format_version", "no format version"),
        (lambda d: d.update(format_version=2), "$.format_version", "written by a newer policytasks"),
    ],
)
def test_an_error_names_the_path_what_was_found_and_what_was_expected(
    notice: Notice, change: Change, where: str, message: str
) -> None:
    """One change, one error, at its place."""
    data = copy.deepcopy(to_dict(notice))
    change(data)
    with pytest.raises(ConversionError, match=message) as caught:
        from_dict(data)
    assert caught.value.where == where
    assert caught.value.problems == ()


def test_all_problems_are_listed(notice: Notice) -> None:
    """The first is the error itself, the others follow in the order of the data."""
    data = to_dict(notice)
    data["title"] = 3
    data["addressees"] = ["各镇", 7, None]
    data["sections"][0]["extra"] = 1
    with pytest.raises(ConversionError) as caught:
        from_dict(data)
    assert str(caught.value).splitlines() == [
        "$.title: of the wrong kind; found 3; expected a string",
        "  $.addressees[1]: of the wrong kind; found 7; expected a string",
        "  $.addressees[2]: of the wrong kind; found None; expected a string",
        "  $.sections[0].extra: unknown key",
    ]


@pytest.mark.parametrize("data", [[], "notice", 3, None])
def test_what_is_no_object_is_no_notice(data: Any) -> None:
    """Lists, strings and numbers are refused at the root."""
    with pytest.raises(ConversionError, match="expected an object") as caught:
        from_dict(data)
    assert caught.value.where == "$"


def test_data_that_is_nested_without_end_is_an_error() -> None:
    """A hostile file ends in one clear error."""
    place: dict[str, Any] = {}
    for _ in range(100_000):
        place = {"more": [place]}
    with pytest.raises(ConversionError, match="nested too deeply"):
        from_dict({"format_version": 1, "location": place})


def test_other_classes_use_the_same_converter() -> None:
    """`converter` writes and `structure` reads any attrs class of the library."""
    unit = Unit(name="区财政局", kind=UnitKind.DEPARTMENT)
    assert structure(converter.unstructure(unit), Unit) == unit
    with pytest.raises(ConversionError) as caught:
        structure({"name": 3}, Unit, root="$.units[4]")
    assert caught.value.where == "$.units[4].name"
