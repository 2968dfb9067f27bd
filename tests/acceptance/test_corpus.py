"""Real documents: the statements that were found in them become responsibilities with exactly the printed units.

The list of statements was made by a regular expression and is no gold, so a few differences are expected; they are counted
here by document, and each was looked at.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from policytasks import DocumentNumber, DocumentNumberError, read_notice
from policytasks.location import Location
from policytasks.parsing.statements import find_statements
from policytasks.passage import Passage

pytestmark = pytest.mark.acceptance

Units = tuple[str, ...]

LEAST_FOUND = 0.99

EXPLAINED = {
    "010.txt": 3,  # brackets that the list left out
    "030.txt": 7,  # label lines that the list runs into the heading behind them; the reader ends them where they end
    "035.html": 1,  # a bracket that the list left out
    "037.html": 1,  # a bracket that also states a rule, so that the list left it out
}
"""Document → statements that the reader finds beyond the list; each was read by eye and names real units."""


@pytest.fixture(scope="module")
def listed(corpus: Path) -> dict[str, list[Units]]:
    """File → the units of each statement in it, as the grammar of statements reads the statement alone."""
    with (corpus / "index.tsv").open(encoding="utf-8", newline="") as index:
        found: dict[str, list[Units]] = {
            row["file"]: [] for row in csv.DictReader(index, delimiter="\t", quoting=csv.QUOTE_NONE)
        }
    with (corpus / "statements.tsv").open(encoding="utf-8", newline="") as statements:
        for row in csv.DictReader(statements, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["file"]].append(_units(row["text"]))
    return found


def _units(statement: str) -> Units:
    item = Passage.of(f"某事。\n{statement}", Location(file="statements.tsv"))
    names = [unit.passage.text for found in find_statements(item) for unit in found.statement.units]
    return tuple(dict.fromkeys("".join(name.split()) for name in names))


@pytest.fixture(scope="module")
def read(corpus: Path, listed: dict[str, list[Units]]) -> dict[str, Counter[Units]]:
    """File → the units of each requirement that has some, as the reader reads the whole document."""
    return {
        file: Counter(
            tuple("".join(each.printed.split()) for each in row.responsibilities)
            for row in read_notice(corpus / file).requirements
            if row.responsibilities
        )
        for file in listed
    }


def test_statements_become_responsibilities(listed: dict[str, list[Units]], read: dict[str, Counter[Units]]) -> None:
    """At least 99 of 100 statements are found, each with exactly its units."""
    found = sum((Counter(units) & read[file]).total() for file, units in listed.items())
    total = sum(len(units) for units in listed.values())
    print(f"\n{found} of {total} statements of {len(listed)} real documents, {found / total:.4f}")
    assert found / total >= LEAST_FOUND


def test_no_statement_is_invented(listed: dict[str, list[Units]], read: dict[str, Counter[Units]]) -> None:
    """Beyond the list stands only what is explained above."""
    beyond = {file: (read[file] - Counter(units)).total() for file, units in listed.items()}
    assert {file: number for file, number in beyond.items() if number > EXPLAINED.get(file, 0)} == {}


def test_documents_without_statements_give_no_requirements_with_units(
    listed: dict[str, list[Units]], read: dict[str, Counter[Units]]
) -> None:
    """Where the list has nothing, the reader finds nobody responsible."""
    idle = [file for file, units in listed.items() if not units]
    assert len(idle) >= 10
    assert {file: read[file].total() for file in idle if read[file]} == {}


def test_document_numbers_parse_or_are_named_as_damaged(corpus: Path) -> None:
    """Every number that sites print has one canonical form that is a number itself, or an error that says what is lost."""
    parsed, damaged = 0, []
    for line in (corpus / "document-numbers.txt").read_text("utf-8").splitlines():
        try:
            number = DocumentNumber.parse(line)
        except DocumentNumberError as error:
            damaged.append(str(error))
            continue
        parsed += 1
        assert DocumentNumber.parse(str(number)) == number, line
        assert str(DocumentNumber.parse(str(number))) == str(number), line
    print(f"\n{parsed} document numbers parse, {len(damaged)} are damaged")
    assert parsed >= 1990
    assert [error for error in damaged if "expected" not in error] == []
