"""A light follows from the entry and the day: red when it is late, yellow when it soon will be."""

from __future__ import annotations

from datetime import date

import pytest

from policytasks.errors import LedgerError
from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.light import Light, light
from policytasks.ledger.status import Status
from policytasks.model.notice import Notice

DUE = date(2021, 11, 30)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2021, 7, 29), Light.GREEN),
        (date(2021, 11, 26), Light.GREEN),
        (date(2021, 11, 27), Light.YELLOW),
        (date(2021, 11, 30), Light.YELLOW),
        (date(2021, 12, 1), Light.RED),
    ],
)
def test_the_light_turns_yellow_three_days_before_and_red_the_day_after(day: date, expected: Light) -> None:
    """The due day itself still counts."""
    assert light(Entry(requirement_id="1", due_on=DUE), on=day) is expected


@pytest.mark.parametrize(("warn_days", "expected"), [(0, Light.GREEN), (9, Light.GREEN), (10, Light.YELLOW)])
def test_the_caller_says_when_to_warn(warn_days: int, expected: Light) -> None:
    """Ten days before."""
    assert light(Entry(requirement_id="1", due_on=DUE), on=date(2021, 11, 20), warn_days=warn_days) is expected


def test_warning_after_the_day_makes_no_sense() -> None:
    """The error says what was given."""
    with pytest.raises(LedgerError) as caught:
        light(Entry(requirement_id="1"), on=DUE, warn_days=-1)
    assert caught.value.found == "-1"


@pytest.mark.parametrize("status", [Status.DONE, Status.ONGOING])
@pytest.mark.parametrize("due_on", [None, DUE])
def test_what_is_done_or_ongoing_is_never_late(status: Status, due_on: date | None) -> None:
    """Years later."""
    assert light(Entry(requirement_id="1", due_on=due_on, status=status), on=date(2031, 1, 1)) is Light.GREEN


@pytest.mark.parametrize("typed", [(), (("due_on", "另行通知"),)])
def test_without_a_day_there_is_no_light(typed: tuple[tuple[str, str], ...]) -> None:
    """Green would promise something; words in the place of a day are none."""
    entry = Entry(requirement_id="1", status=Status.IN_PROGRESS, typed=typed)
    assert light(entry, on=date(2031, 1, 1)) is Light.OFF


def test_words_in_the_place_of_a_status_leave_the_last_known_one() -> None:
    """按计划进行 does not put out a red light, nor does it light one."""
    late = Entry(requirement_id="1", due_on=DUE, typed=(("status", "按计划进行"),))
    done = Entry(requirement_id="1", due_on=DUE, status=Status.DONE, typed=(("status", "基本完成"),))
    assert [light(entry, on=date(2021, 12, 1)) for entry in (late, done)] == [Light.RED, Light.GREEN]


def test_a_ledger_lights_its_rows_in_order(seed: Notice) -> None:
    """47 rows of the real notice the day after the report is due: two have until the end of the year."""
    ledger = Ledger.from_notice(seed).updated("1.1.1", status=Status.DONE)
    lights = ledger.lights(date(2021, 12, 1))
    assert list(lights) == [entry.key for entry in ledger.entries]
    assert [lights[id, None] for id in ("1.1.1", "1.1.2", "4.16.1")] == [Light.GREEN, Light.RED, Light.RED]
    assert len(ledger.overdue(date(2021, 12, 1))) == 44
    assert ledger.overdue(date(2021, 12, 1)) == tuple(
        entry for entry in ledger.entries if lights[entry.key] is Light.RED
    )
    assert ledger.overdue(DUE) == ()
    assert set(ledger.lights(date(2021, 12, 20), warn_days=30).values()) == {Light.GREEN, Light.RED, Light.YELLOW}


def test_a_light_speaks_both_languages() -> None:
    """For sheets and reports."""
    assert [(str(each), each.wording.en, each.value) for each in Light] == [
        ("绿灯", "Green", "green"),
        ("黄灯", "Yellow", "yellow"),
        ("红灯", "Red", "red"),
        ("未亮灯", "Off", "off"),
    ]
