"""Everything that one unit owes, by date."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from policytasks import Ledger, Status, UnitRegistry, UnitView, unit_view
from policytasks.errors import SelectionError
from policytasks.model.deadline import Deadline, DeadlineKind, Frequency, Recurrence
from policytasks.model.document_number import DocumentNumber
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit, UnitKind
from policytasks.query import Reason
from policytasks.units.records import Membership, Succession, SuccessionKind, UnitRecord


def notice(number: str, *requirements: Requirement, issued_on: date = date(2021, 7, 1)) -> Notice:
    return Notice(
        document_number=DocumentNumber.parse(number),
        issued_on=issued_on,
        sections=(Section(tasks=(Task(requirements=requirements),)),),
    )


def requirement(id: str, *names: str, day: date | None = None, kind: UnitKind = UnitKind.DEPARTMENT) -> Requirement:
    return Requirement(
        id=id,
        text=f"要求{id}",
        responsibilities=tuple(
            Responsibility(unit=Unit(name=name, kind=kind), role=Role.RESPONSIBLE, printed=name) for name in names
        ),
        deadlines=(Deadline(text="某日前", kind=DeadlineKind.DATE, due_on=day),) if day is not None else (),
    )


FIRST = notice(
    "甲政发〔2021〕1号",
    requirement("1.1.1", "区扶贫办", day=date(2021, 12, 31)),
    requirement("1.1.2", "区财政局", "区扶贫办"),
    attrs.evolve(
        requirement("1.1.3", "区财政局"),
        deadlines=(
            Deadline(text="每季度", kind=DeadlineKind.RECURRING, recurrence=Recurrence(frequency=Frequency.QUARTERLY)),
        ),
    ),
)
SECOND = notice(
    "甲政发〔2021〕2号",
    requirement("1.1.1", "各部门", day=date(2021, 9, 30), kind=UnitKind.COLLECTIVE),
    requirement("1.1.2", "区财政局", day=date(2021, 8, 31)),
)

REGISTRY = UnitRegistry(
    records=(
        UnitRecord(name="区财政局", aliases=("财政",)),
        UnitRecord(name="各部门", kind=UnitKind.COLLECTIVE),
        UnitRecord(name="区扶贫办"),
        UnitRecord(name="区乡村振兴局"),
    ),
    memberships=(Membership(collective="各部门", member="区财政局"),),
    successions=(
        Succession(kind=SuccessionKind.RENAMED, on=date(2021, 10, 1), before=("区扶贫办",), after=("区乡村振兴局",)),
    ),
)


def owed(view: UnitView) -> list[tuple[str, str, Reason]]:
    return [(each.duty.document, each.duty.requirement.id, each.reason) for each in view]


def test_it_lists_everything_over_all_notices_by_date() -> None:
    view = unit_view([FIRST, SECOND], "区财政局")
    assert owed(view) == [
        ("甲政发〔2021〕2号", "1.1.2", Reason.NAMED),
        ("甲政发〔2021〕1号", "1.1.2", Reason.NAMED),
        ("甲政发〔2021〕1号", "1.1.3", Reason.NAMED),
    ]
    assert len(view) == 3


def test_a_registry_adds_what_its_collectives_owe_and_knows_its_other_names() -> None:
    view = unit_view([FIRST, SECOND], "财政", registry=REGISTRY)
    assert view.unit == "区财政局"
    assert ("甲政发〔2021〕2号", "1.1.1", Reason.MEMBER) in owed(view)
    assert [each.due_on for each in view] == [date(2021, 8, 31), date(2021, 9, 30), None, None]


def test_an_heir_owes_what_was_laid_on_the_unit_before_it() -> None:
    view = unit_view(FIRST, "区乡村振兴局", on="2021-11-01", registry=REGISTRY)
    assert owed(view) == [
        ("甲政发〔2021〕1号", "1.1.1", Reason.HEIR),
        ("甲政发〔2021〕1号", "1.1.2", Reason.HEIR),
    ]


def test_before_the_reform_the_heir_owes_nothing() -> None:
    assert len(unit_view(FIRST, "区乡村振兴局", on="2021-08-01", registry=REGISTRY)) == 0


def test_the_day_of_the_view_parts_what_is_overdue_from_what_comes() -> None:
    view = unit_view([FIRST, SECOND], "区财政局", on=date(2021, 9, 25), registry=REGISTRY)
    assert [each.duty.requirement.id for each in view.overdue] == ["1.1.2"]
    assert [each.duty.requirement.id for each in view.due_soon] == ["1.1.1"]
    assert [each.duty.requirement.id for each in view.recurring] == ["1.1.3"]
    assert [each.duty.requirement.id for each in view.undated] == ["1.1.2"]
    assert (view.later, view.closed) == ((), ())


def test_every_duty_is_in_one_group() -> None:
    ledger = Ledger.from_notice(FIRST).updated("1.1.3", status=Status.DONE)
    view = unit_view([ledger, SECOND], "区财政局", on=date(2021, 9, 25), registry=REGISTRY)
    groups = (view.overdue, view.due_soon, view.later, view.recurring, view.undated, view.closed)
    assert sum(map(len, groups)) == len(view)
    assert [each.duty.requirement.id for each in view.closed] == ["1.1.3"]


def test_what_is_due_on_the_day_itself_is_not_overdue() -> None:
    view = unit_view(SECOND, "区财政局", on=date(2021, 8, 31))
    assert (len(view.overdue), len(view.due_soon)) == (0, 1)


def test_without_a_day_nothing_is_overdue() -> None:
    view = unit_view([FIRST, SECOND], "区财政局")
    assert (view.overdue, view.due_soon) == ((), ())
    assert [each.duty.requirement.id for each in view.later] == ["1.1.2"]


def test_it_prints_as_one_table_a_group() -> None:
    text = str(unit_view([FIRST, SECOND], "区财政局", on=date(2021, 9, 25), registry=REGISTRY))
    assert text.splitlines()[0] == "区财政局：4项（2021-09-25）"
    headings = [line for line in text.splitlines() if line.endswith("项）")]
    assert headings == ["逾期（1项）", "7天内到期（1项）", "定期（1项）", "无明确日期（1项）"]
    assert "统称 各部门" in text


def test_it_prints_in_english() -> None:
    text = unit_view(SECOND, "区财政局", on=date(2021, 9, 25)).text(lang="en")
    assert text.splitlines()[:3] == ["区财政局: 1 duties on 2021-09-25", "", "Overdue (1)"]


def test_the_real_notice(seed: Notice) -> None:
    view = unit_view(seed, "区财政局", on="2021-11-28")
    assert [each.duty.requirement.id for each in view.due_soon] == ["1.2.3", "1.2.4", "4.16.1"]


@pytest.mark.parametrize(("unit", "on"), [("", None), ("区财政局", "明天")])
def test_what_nothing_could_meet_is_an_error(unit: str, on: str | None) -> None:
    with pytest.raises(SelectionError):
        unit_view(SECOND, unit, on=on)
