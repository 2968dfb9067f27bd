"""A ledger is divided among its units: each gets its own rows, and every row goes to somebody or is named."""

from __future__ import annotations

from datetime import date

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from policytasks.ledger.fingerprint import fingerprint
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.membership import with_members
from policytasks.ledger.packet import Packet, plan_packets
from policytasks.ledger.status import Status
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit, UnitKind
from policytasks.testing.ledgers import ledgers
from policytasks.testing.registries import registries
from policytasks.units.kinds import kind_of
from policytasks.units.records import Membership, UnitRecord
from policytasks.units.registry import UnitRegistry

REGISTRY = UnitRegistry(
    records=(
        UnitRecord(name="各镇（街道）", kind=UnitKind.COLLECTIVE),
        UnitRecord(name="甲镇", kind=UnitKind.TOWNSHIP),
        UnitRecord(name="乙街道", kind=UnitKind.TOWNSHIP),
        UnitRecord(name="区财政局", kind=UnitKind.DEPARTMENT, aliases=("区财政和金融局",)),
    ),
    memberships=(Membership(collective="各镇（街道）", kind=UnitKind.TOWNSHIP),),
)


def requirement(id: str, *names: str, implied: tuple[str, ...] = ()) -> Requirement:
    def bound(name: str) -> Responsibility:
        return Responsibility(unit=Unit(name=name, kind=kind_of(name)), role=Role.RESPONSIBLE, printed=name)

    return Requirement(
        id=id,
        text=f"第{id}项要求。",
        responsibilities=tuple(map(bound, names)),
        implied=tuple(map(bound, implied)),
    )


NOTICE = Notice(
    title="关于任务分工的通知",
    issued_on=date(2021, 7, 29),
    sections=(
        Section(
            title="上篇",
            tasks=(
                Task(
                    title="一项", requirements=(requirement("1.1.1", "区财政局", "各镇（街道）"), requirement("1.1.2"))
                ),
                Task(title="又一项", requirements=(requirement("1.2.1", "区水务局", implied=("区财政局",)),)),
            ),
        ),
        Section(
            title="下篇",
            tasks=(Task(requirements=(requirement("2.1.1", "区财政和金融局", "甲镇", "各有关部门"),)),),
        ),
    ),
)


def rows(packets: tuple[Packet, ...]) -> dict[str, list[str]]:
    """What each unit gets."""
    return {
        packet.unit.name: [" ".join(part for part in entry.key if part) for entry in packet.ledger.entries]
        for packet in packets
    }


def test_a_row_by_unit_goes_to_its_unit() -> None:
    """A collective is a unit as long as nobody says who belongs to it."""
    plan = plan_packets(Ledger.from_notice(NOTICE, by="unit"))
    assert rows(plan.packets) == {
        "区财政局": ["1.1.1 区财政局"],
        "各镇（街道）": ["1.1.1 各镇（街道）"],
        "区水务局": ["1.2.1 区水务局"],
        "区财政和金融局": ["2.1.1 区财政和金融局"],
        "甲镇": ["2.1.1 甲镇"],
        "各有关部门": ["2.1.1 各有关部门"],
    }
    assert [entry.key for entry in plan.unaddressed] == [("1.1.2", None)]
    assert plan.ledger == Ledger.from_notice(NOTICE, by="unit")


def test_a_registry_expands_collectives_and_joins_names_of_one_unit() -> None:
    """A member gets the collective's row as its own; 各有关部门 names nobody in particular."""
    plan = plan_packets(Ledger.from_notice(NOTICE, by="unit"), registry=REGISTRY)
    assert rows(plan.packets) == {
        "区财政局": ["1.1.1 区财政局", "2.1.1 区财政和金融局"],
        "甲镇": ["1.1.1 甲镇", "2.1.1 甲镇"],
        "乙街道": ["1.1.1 乙街道"],
        "区水务局": ["1.2.1 区水务局"],
        "各有关部门": ["2.1.1 各有关部门"],
    }
    assert {packet.unit.name: packet.unit.kind for packet in plan.packets}["甲镇"] is UnitKind.TOWNSHIP
    assert [entry.key for entry in plan.ledger.entries][:3] == [
        ("1.1.1", "区财政局"),
        ("1.1.1", "甲镇"),
        ("1.1.1", "乙街道"),
    ]
    names = [str(each.unit) for each in plan.ledger.notice.requirements[0].responsibilities]
    assert names == ["区财政局", "甲镇", "乙街道"]


def test_a_row_by_requirement_goes_to_everybody_who_stands_in_it() -> None:
    """Also to those whom a rule stated once adds; the row itself stays as it is."""
    ledger = Ledger.from_notice(NOTICE)
    plan = plan_packets(ledger, registry=REGISTRY)
    assert rows(plan.packets) == {
        "区财政局": ["1.1.1", "1.2.1", "2.1.1"],
        "甲镇": ["1.1.1", "2.1.1"],
        "乙街道": ["1.1.1"],
        "区水务局": ["1.2.1"],
        "各有关部门": ["2.1.1"],
    }
    assert plan.ledger is ledger
    assert rows(plan_packets(ledger, implied=False).packets)["区财政局"] == ["1.1.1"]


def test_a_packet_holds_of_the_notice_only_what_its_rows_are_about() -> None:
    """Headings and ids stay as they are, so that a unit finds the place on paper."""
    packet = plan_packets(Ledger.from_notice(NOTICE, by="unit"), registry=REGISTRY).packets[1]
    assert packet.unit.name == "甲镇"
    kept = [
        (section.title, [(task.title, [each.id for each in task.requirements]) for task in section.tasks])
        for section in packet.ledger.notice.sections
    ]
    assert kept == [("上篇", [("一项", ["1.1.1"])]), ("下篇", [(None, ["2.1.1"])])]
    assert packet.ledger.notice.title == NOTICE.title


def test_what_was_reported_for_a_collective_is_with_each_member() -> None:
    """Nothing is lost when 各镇 becomes one row a town."""
    ledger = Ledger.from_notice(NOTICE, by="unit").updated("1.1.1", unit="各镇（街道）", note="均已部署")
    wide = with_members(ledger, REGISTRY)
    assert [wide.entry("1.1.1", unit=name).note for name in ("甲镇", "乙街道")] == ["均已部署"] * 2
    assert with_members(wide, REGISTRY) is wide


def test_a_collective_whose_members_all_have_rows_stays_only_when_something_was_reported() -> None:
    """Its own entry would be a second one about the same work."""
    notice = Notice(
        issued_on=date(2021, 7, 29),
        sections=(Section(tasks=(Task(requirements=(requirement("1.1.1", "甲镇", "乙街道", "各镇（街道）"),)),)),),
    )
    ledger = Ledger.from_notice(notice, by="unit")
    assert [entry.key[1] for entry in with_members(ledger, REGISTRY).entries] == ["甲镇", "乙街道"]
    reported = ledger.updated("1.1.1", unit="各镇（街道）", status=Status.DONE)
    assert [entry.key[1] for entry in with_members(reported, REGISTRY).entries] == ["甲镇", "乙街道", "各镇（街道）"]


def test_the_slip_changes_with_the_rows_and_with_nothing_else() -> None:
    """The same rows of the same unit are the same packet, whatever day it has to be back."""
    ledger = Ledger.from_notice(NOTICE, by="unit")
    slip = plan_packets(ledger).packets[0].slip
    assert (slip.unit, slip.due, slip.reply_to) == ("区财政局", None, "")
    other = ledger.updated("1.2.1", unit="区水务局", note="已完成")
    again = plan_packets(other, due=date(2021, 9, 30), reply_to="区政府办公室").packets[0].slip
    assert again == attrs.evolve(slip, due=date(2021, 9, 30), reply_to="区政府办公室")
    changed = plan_packets(ledger.updated("1.1.1", unit="区财政局", note="已完成")).packets[0].slip
    assert (changed.base != slip.base, changed.id != slip.id) == (True, True)


@settings(max_examples=60, deadline=None)
@given(ledgers(), st.none() | registries())
def test_every_row_is_in_a_packet_or_named(ledger: Ledger, registry: UnitRegistry | None) -> None:
    """Law: packets and unaddressed rows together are the ledger; by unit, each row is in one packet."""
    plan = plan_packets(ledger, registry=registry)
    sent = [entry for packet in plan.packets for entry in packet.ledger.entries]
    if ledger.by == "unit":
        assert sorted(map(repr, (*sent, *plan.unaddressed))) == sorted(map(repr, plan.ledger.entries))
    assert {entry.key for entry in (*sent, *plan.unaddressed)} == {entry.key for entry in plan.ledger.entries}
    assert len({packet.unit.name for packet in plan.packets}) == len(plan.packets)
    assert plan_packets(plan.ledger, registry=registry).ledger == plan.ledger


@settings(max_examples=60, deadline=None)
@given(ledgers(), ledgers())
def test_equal_ledgers_have_one_fingerprint_and_others_another(one: Ledger, other: Ledger) -> None:
    """Law: the fingerprint tells ledgers apart exactly as ``==`` does."""
    assert fingerprint(one) == fingerprint(attrs.evolve(one, notice=attrs.evolve(one.notice)))
    assert (fingerprint(one) == fingerprint(other)) == (one == other)
