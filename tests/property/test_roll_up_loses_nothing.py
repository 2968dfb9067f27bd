"""Law: rolling up keeps every word, is as late as its latest unit, and may be done before or after going back in time."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytasks.ledger.ledger import Ledger
from policytasks.ledger.light import Light
from policytasks.ledger.roll_up import RULES, RuleName, roll_up
from policytasks.ledger.typed import as_text
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit
from policytasks.testing.ledgers import ledgers


def _requirement(id: str, *parts: tuple[str, Role]) -> Requirement:
    responsibilities = tuple(Responsibility(unit=Unit(name=name), role=role) for name, role in parts)
    return Requirement(id=id, text="甲。", responsibilities=responsibilities)


NOTICE = Notice(
    sections=(
        Section(
            tasks=(
                Task(
                    requirements=(
                        _requirement(
                            "1.1.1", ("甲局", Role.LEAD), ("乙局", Role.SUPPORTING), ("丙局", Role.SUPPORTING)
                        ),
                        _requirement("1.1.2", ("甲局", Role.LEAD), ("乙局", Role.LEAD)),
                        _requirement("1.1.3", ("乙局", Role.RESPONSIBLE)),
                        _requirement("1.1.4"),
                    )
                ),
            )
        ),
    )
)
DAYS = st.dates(date(2020, 12, 30), date(2021, 1, 11))
by_unit = ledgers(of=st.just(NOTICE), by="unit")
rules = st.sampled_from(tuple(RULES))
slowly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@slowly
@given(by_unit, rules)
def test_every_word_is_in_the_row(ledger: Ledger, rule: RuleName) -> None:
    """Texts, words in the place of values, own columns, notes on cells."""
    rolled = roll_up(ledger, rule=rule)
    assert [entry.requirement_id for entry in rolled.entries] == list(
        dict.fromkeys(entry.requirement_id for entry in ledger.entries)
    )
    for entry in ledger.entries:
        row = rolled.entry(entry.requirement_id)
        assert all(
            getattr(entry, field) in getattr(row, field)
            for field in ("note", "problems", "next_steps", "evidence", "updated_by")
        )
        assert all(words in row.note or (field, words) in row.typed for field, words in entry.typed)
        assert all(as_text(value) in as_text(dict(row.extras).get(heading)) for heading, value in entry.extras)
        assert all(text in dict(row.comments)[name] for name, text in entry.comments)
        assert entry.updated_on is None or (row.updated_on or date.min) >= entry.updated_on


@slowly
@given(by_unit, st.sampled_from(("all_done", "worst", "share")), st.dates(date(1890, 1, 1), date(2100, 12, 31)))
def test_a_row_is_red_when_one_of_its_units_is(ledger: Ledger, rule: RuleName, day: date) -> None:
    """And yellow when one of them is, and none is red."""
    rolled = roll_up(ledger, rule=rule).lights(day)
    lights = ledger.lights(day)
    for row in rolled:
        of_units = {light for key, light in lights.items() if key[0] == row[0]}
        worst = next((light for light in (Light.RED, Light.YELLOW) if light in of_units), None)
        assert (rolled[row] if rolled[row] in (Light.RED, Light.YELLOW) else None) is worst


@slowly
@given(by_unit, rules, DAYS)
def test_rolling_up_and_going_back_may_change_places(ledger: Ledger, rule: RuleName, day: date) -> None:
    """The ledger by requirement has a past of its own."""
    assert roll_up(ledger, rule=rule).at(day) == roll_up(ledger.at(day), rule=rule)
