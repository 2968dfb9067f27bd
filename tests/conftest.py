"""What every test may use: the real notice 济兖政办字〔2021〕20号 as a typed value."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from policytasks.location import Location
from policytasks.model.deadline import Deadline, DeadlineKind
from policytasks.model.document_number import DocumentNumber
from policytasks.model.notice import Citation, Disclosure, Notice, Requirement, Section, Task
from policytasks.model.ordinal import Ordinal
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit, UnitKind

DATA = Path(__file__).parents[1] / "examples" / "data"
COLLECTIVES = {"各镇（街道）", "区政府各部门、单位", "区政府各有关部门、单位"}
NUMERALS = "零一二三四五六七八九十"


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of the real notice in every format."""
    return DATA


@pytest.fixture(scope="session")
def gold(data: Path) -> dict[str, Any]:
    """The real notice as people read it, as plain data."""
    loaded: dict[str, Any] = json.loads((data / "yanzhou-2021-20.gold.json").read_text("utf-8"))
    return loaded


@pytest.fixture(scope="session")
def seed(gold: dict[str, Any]) -> Notice:
    """The real notice as a model, made from the gold data and independent of the parser."""
    return notice_of(gold, (DATA / "yanzhou-2021-20.txt").read_text("utf-8").split("\n"))


def notice_of(gold: dict[str, Any], lines: list[str]) -> Notice:
    """The model that the gold data describes, each text located at the line that holds it."""

    def place(text: str) -> Location:
        for number, line in enumerate(lines, 1):
            if (start := line.find(text)) >= 0:
                return Location(file="yanzhou-2021-20.txt", line=number, start=start, end=start + len(text))
        return Location(file="yanzhou-2021-20.txt")

    def deadline(entry: dict[str, str]) -> Deadline:
        due_on = date.fromisoformat(entry["due_on"])
        return Deadline(text=entry["text"], kind=DeadlineKind.DATE, due_on=due_on, location=place(entry["text"]))

    inherited = [deadline(entry) for entry in gold["body_deadlines"]]
    binding = inherited[-1]

    def requirement(entry: dict[str, Any]) -> Requirement:
        own = tuple(deadline(each) for each in entry["deadlines"])
        return Requirement(
            id=entry["id"],
            text=entry["text"],
            responsibilities=tuple(
                Responsibility(
                    unit=Unit(
                        name=each["printed"],
                        kind=UnitKind.COLLECTIVE if each["printed"] in COLLECTIVES else UnitKind.UNKNOWN,
                    ),
                    role=Role(each["role"]),
                    printed=each["printed"],
                    location=place(entry["text"]),
                )
                for each in entry["responsibilities"]
            ),
            deadlines=own,
            inherited=None if own else attrs.evolve(binding, inherited_from=binding.location),
            location=place(entry["text"]),
        )

    def task(entry: dict[str, Any]) -> Task:
        return Task(
            ordinal=Ordinal.parse(f"（{numeral(entry['ordinal'])}）", location=place(entry["title"])),
            title=entry["title"],
            requirements=tuple(requirement(each) for each in entry["requirements"]),
            location=place(entry["title"]),
        )

    def section(entry: dict[str, Any]) -> Section:
        return Section(
            ordinal=Ordinal.parse(f"{numeral(entry['ordinal'])}、", location=place(entry["title"])),
            title=entry["title"],
            tasks=tuple(task(each) for each in entry["tasks"]),
            location=place(entry["title"]),
        )

    return Notice(
        document_number=DocumentNumber(**gold["document_number"], location=place("济兖政办字〔2021〕20号")),
        title=gold["title"],
        issuer=gold["issuer"],
        addressees=tuple(gold["addressees"]),
        issued_on=date.fromisoformat(gold["issued_on"]),
        printed_on=date.fromisoformat(gold["printed_on"]),
        copied_to=tuple(gold["copied_to"]),
        disclosure=Disclosure(gold["disclosure"]),
        obligations=tuple(
            Requirement(id=f"body.{number}", text=each.text, deadlines=(each,), location=each.location)
            for number, each in enumerate(inherited, 1)
        ),
        sections=tuple(section(entry) for entry in gold["sections"]),
        citations=tuple(Citation(**entry) for entry in gold["citations"]),
        location=Location(file="yanzhou-2021-20.txt"),
    )


def numeral(value: int) -> str:
    """A number up to 99 as headings print it: 16 is 十六."""
    tens, ones = divmod(value, 10)
    return (("" if tens == 1 else NUMERALS[tens]) + "十" if tens else "") + (NUMERALS[ones] if ones or not tens else "")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes minutes, unless ``-m slow`` asks for it (``nox -s fuzz`` does)."""
    if "slow" in config.option.markexpr:
        return
    slow = [item for item in items if item.get_closest_marker("slow") is not None]
    config.hook.pytest_deselected(items=slow)
    items[:] = [item for item in items if item not in slow]
