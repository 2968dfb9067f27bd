"""Places: what stands where in a notice, and which cell of a ledger shows it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import attrs
import pytest

from policytasks.ledger.ledger import Grain, Ledger
from policytasks.ledger.status import Status
from policytasks.location import Location
from policytasks.model.notice import Notice, Section, Task, TextBlock
from policytasks.parsing.read import read_notice
from policytasks.validation.finding import Finding, Severity
from policytasks.validation.ledger_places import LedgerPlaces
from policytasks.validation.spots import Spots
from policytasks.validation.validate import validate
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import write_ledger


@pytest.fixture(scope="module")
def notice(data: Path) -> Notice:
    return read_notice(data / "yanzhou-2021-20.txt")


@pytest.fixture(params=["requirement", "unit"])
def ledger(request: pytest.FixtureRequest, notice: Notice, tmp_path: Path) -> Ledger:
    """A ledger as it is read back from its workbook."""
    by: Grain = request.param
    return read_ledger(write_ledger(Ledger.from_notice(notice, by=by), tmp_path / "台账.xlsx"))


class TestSpots:
    """What stands at a place."""

    def test_texts_units_deadlines_headings_and_the_head_are_found(self, notice: Notice) -> None:
        spots = Spots(notice)
        requirement = next(each for each in notice.requirements if each.deadlines and each.responsibilities)
        task = next(each for each in notice.tasks if requirement in each.requirements)
        ids = tuple(each.id for each in task.requirements)
        unit = requirement.responsibilities[0]
        found = {
            "text": (requirement.location, requirement.text, (requirement.id,)),
            "responsible": (unit.location, f"{requirement.text} › {unit.printed}", (requirement.id,)),
            "deadlines": (
                requirement.deadlines[0].location,
                f"{requirement.text} › {requirement.deadlines[0].text}",
                (requirement.id,),
            ),
            "task": (task.location, task.title, ids),
            "issuer": (notice.location_of("issuer"), notice.issuer, ()),
        }
        for field, (place, about, concerned) in found.items():
            spot = spots.at(place)
            assert spot is not None
            assert (spot.field, spot.about, spot.ids) == (field, about, concerned)

    def test_a_place_inside_of_another_is_found_by_it(self, notice: Notice) -> None:
        requirement = notice.requirements[0]
        inside = attrs.evolve(requirement.location, start=requirement.location.start or 0, end=3, more=())
        spot = Spots(notice).at(attrs.evolve(inside, start=2))
        assert spot is not None
        assert spot.about == requirement.text

    def test_nothing_stands_elsewhere(self, notice: Notice) -> None:
        spots = Spots(notice)
        assert [spots.at(place) for place in (Location(), Location(file="other.txt", line=1))] == [None, None]

    def test_what_was_not_understood_is_found_by_its_words(self) -> None:
        place = Location(file="n.txt", line=3)
        spot = Spots(Notice(unparsed=(TextBlock(text="残片", location=place),))).at(place)
        assert spot is not None
        assert (spot.about, spot.ids) == ("残片", ())

    def test_a_notice_that_a_program_made_has_no_places(self) -> None:
        assert Spots(Notice(sections=(Section(tasks=(Task(),)),))).at(Location(file="n.txt", line=1)) is None


class TestLedgerPlaces:
    """Which cell shows what a finding is about."""

    def test_every_finding_about_a_row_finds_a_cell_that_shows_it(self, notice: Notice, ledger: Ledger) -> None:
        places = LedgerPlaces(ledger)
        rows = {entry.location.cell: entry for entry in ledger.entries}
        findings = validate(ledger)
        assert len(findings) > 50
        for finding in findings:
            cell = places.cell(finding)
            assert (cell.file, cell.sheet) == ("台账.xlsx", "台账")
            facts = dict(finding.data)
            entry = rows[f"A{(cell.cell or '').lstrip('ABCDEFGHIJKLMNOPQRS')}"]
            if "id" in facts:
                assert entry.requirement_id == facts["id"]
            elif finding.code == "near-duplicate-unit":
                units = (
                    [entry.unit]
                    if entry.unit
                    else [each.unit for each in ledger.requirement_of(entry).responsibilities]
                )
                assert facts["unit"] in [unit.name for unit in units]

    def test_a_finding_of_the_workbook_itself_stays_where_it_is(self, ledger: Ledger) -> None:
        key = ledger.entries[0].key
        done = ledger.updated(key[0], unit=key[1], status=Status.DONE)
        (found,) = (each for each in validate(done) if each.code == "done-without-evidence")
        assert LedgerPlaces(done).moved(found) is found
        letter = dict(ledger.columns)["evidence"]
        assert found.location.cell == f"{letter}{(ledger.entries[0].location.cell or '')[1:]}"

    def test_a_finding_without_a_printed_place_is_found_by_the_id_that_it_names(self, ledger: Ledger) -> None:
        finding = Finding(code="our-own", severity=Severity.INFO, message="", data=(("rows", ("1.2.1", "1.1.1")),))
        cell = LedgerPlaces(ledger).cell(finding)
        (first, *_) = (entry for entry in ledger.entries if entry.requirement_id == "1.2.1")
        assert cell == ledger.place(first, "text")

    def test_what_no_row_shows_has_no_cell(self, ledger: Ledger) -> None:
        finding = Finding(code="our-own", severity=Severity.INFO, message="", data=(("id", "9.9.9"),))
        assert not LedgerPlaces(ledger).cell(finding)
        assert LedgerPlaces(ledger).moved(finding) is finding


def test_what_a_ledger_reports_is_about_its_row(ledger: Ledger) -> None:
    overdue = [each for each in validate(ledger, today=date(2030, 1, 1)) if each.code == "entry-overdue"]
    entry = ledger.entries[0]
    expected = ledger.requirement_of(entry).text + (f" › {entry.unit.name}" if entry.unit else "")
    assert overdue[0].about == expected
