"""The real notice is read exactly as people read it, from every format, and every format gives the same model."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from documentation import ROOT

from policytasks import Notice, Requirement, read_document, read_notice, responsibility_graph

pytestmark = pytest.mark.acceptance

NAME = "yanzhou-2021-20"
FORMATS = ("txt", "docx", "html", "pdf", "doc", "odt")


@pytest.fixture(scope="module")
def gold(notices: Path) -> dict[str, Any]:
    """The notice as plain data."""
    data: dict[str, Any] = json.loads((notices / f"{NAME}.gold.json").read_text("utf-8"))
    return data


@pytest.fixture(scope="module", params=FORMATS)
def source(request: pytest.FixtureRequest, notices: Path) -> Path:
    """The notice in one format."""
    return notices / f"{NAME}.{request.param}"


@pytest.fixture(scope="module")
def notice(source: Path) -> Notice:
    """What was read."""
    return read_notice(source)


def _row(requirement: Requirement) -> dict[str, Any]:
    return {
        "id": requirement.id,
        "text": requirement.text,
        "responsibilities": [
            {"printed": each.printed, "role": each.role.value} for each in requirement.responsibilities
        ],
        "deadlines": [_time(each.text, each.due_on) | {"kind": each.kind.value} for each in requirement.deadlines],
    }


def _time(text: str, due_on: date | None) -> dict[str, str | None]:
    return {"text": text, "due_on": due_on.isoformat() if due_on else None}


def test_the_head_is_that_of_the_gold(notice: Notice, gold: dict[str, Any]) -> None:
    """Number, title, issuer, dates, addressees, copies, disclosure."""
    number = notice.document_number
    assert number is not None
    assert notice.issued_on is not None
    assert notice.printed_on is not None
    assert notice.disclosure is not None
    head = {
        "document_number": {"agency": number.agency, "year": number.year, "serial": number.serial},
        "title": notice.title,
        "issuer": notice.issuer,
        "issued_on": notice.issued_on.isoformat(),
        "printed_on": notice.printed_on.isoformat(),
        "addressees": list(notice.addressees),
        "copied_to": list(notice.copied_to),
        "disclosure": notice.disclosure.value,
        "citations": [{"title": each.title, "number": each.number} for each in notice.citations],
        "body_deadlines": [_time(each.text, each.due_on) for duty in notice.obligations for each in duty.deadlines],
    }
    assert head == {field: gold[field] for field in head}


def test_the_work_is_that_of_the_gold(notice: Notice, gold: dict[str, Any]) -> None:
    """Sections, tasks and requirements: numbers, titles, texts, units with roles, deadlines; nothing more."""
    work = [
        {
            "ordinal": section.ordinal.value if section.ordinal else None,
            "title": section.title,
            "tasks": [
                {
                    "ordinal": task.ordinal.value if task.ordinal else None,
                    "title": task.title,
                    "requirements": [_row(requirement) for requirement in task.requirements],
                }
                for task in section.tasks
            ],
        }
        for section in notice.sections
    ]
    assert work == gold["sections"]


def test_the_counts_are_those_of_the_gold(notice: Notice, gold: dict[str, Any]) -> None:
    """Five sections, twenty tasks, and so on up to the edges of the network."""
    by_task = responsibility_graph(notice)
    assert gold["counts"] == {
        "sections": len(notice.sections),
        "tasks": len(notice.tasks),
        "requirements": len(notice.requirements),
        "unit_names_as_printed": len(notice.units),
        "responsibilities": sum(len(row.responsibilities) for row in notice.requirements),
        "unit_task_edges": by_task.number_of_edges(),
    }


def test_every_format_gives_the_same_model(notice: Notice, notices: Path) -> None:
    """The text is the yardstick."""
    assert notice == read_notice(notices / f"{NAME}.txt")


def test_every_value_quotes_its_source(notice: Notice, source: Path) -> None:
    """What stands at a value's location is the value, but for the blanks of the layout."""
    document = read_document(source)
    texts = [(row.text, row.location) for row in notice.requirements]
    texts += [(each.printed, each.location) for row in notice.requirements for each in row.responsibilities]
    texts += [(task.title or "", task.location) for task in notice.tasks]
    wrong = [text for text, place in texts if "".join(document.quote(place).split()) != "".join(text.split())]
    assert wrong == []


def test_the_bundled_notice_is_the_same(notices: Path, gold: dict[str, Any]) -> None:
    """What users find in examples/ is what is measured here."""
    bundled = ROOT / "examples" / "data"
    assert json.loads((bundled / f"{NAME}.gold.json").read_text("utf-8")) == gold
    assert read_notice(bundled / f"{NAME}.docx") == read_notice(notices / f"{NAME}.docx")
