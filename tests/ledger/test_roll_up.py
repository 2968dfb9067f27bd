"""The answers of several units become one row by a declared rule, and nothing that anybody wrote is lost."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import attrs
import pytest

from policytasks.errors import LedgerError
from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.light import Light
from policytasks.ledger.roll_up import Answer, roll_up
from policytasks.ledger.status import Status
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit

NEW, AT_WORK, DONE, ONGOING = Status
UNITS = ("区财政局", "区审计局", "区统计局")
EARLY, LATE = date(2021, 9, 30), date(2021, 11, 30)


def ledger_of(*entries: dict[str, Any], roles: str = "牵头 配合 配合") -> Ledger:
    """One requirement, and an entry for each unit."""
    meaning = {str(role): role for role in Role}
    requirement = Requirement(
        id="1.1.1",
        text="甲。",
        responsibilities=tuple(
            Responsibility(unit=Unit(name=name), role=meaning[role])
            for name, role in zip(UNITS, roles.split(), strict=True)
        ),
    )
    return Ledger(
        notice=Notice(sections=(Section(tasks=(Task(requirements=(requirement,)),)),)),
        entries=tuple(
            Entry(requirement_id="1.1.1", unit=Unit(name=name), **fields)
            for name, fields in zip(UNITS, entries, strict=False)
        ),
        by="unit",
    )


def answers(*pairs: tuple[Status, int | None], roles: str = "牵头 配合 配合") -> Ledger:
    """Status and progress of each unit."""
    return ledger_of(*({"status": status, "progress": progress} for status, progress in pairs), roles=roles)


@pytest.mark.parametrize(
    ("given", "all_done", "worst", "share", "lead"),
    [
        ([(NEW, None)] * 3, (NEW, None), (NEW, None), (NEW, 0), (NEW, None)),
        ([(DONE, 100)] * 3, (DONE, 100), (DONE, 100), (DONE, 100), (DONE, 100)),
        ([(DONE, None)] * 3, (DONE, None), (DONE, None), (DONE, 100), (DONE, None)),
        ([(ONGOING, None)] * 3, (ONGOING, None), (ONGOING, None), (ONGOING, 0), (ONGOING, None)),
        ([(DONE, 100), (NEW, None), (NEW, None)], (AT_WORK, 33), (NEW, 0), (AT_WORK, 33), (DONE, 100)),
        ([(AT_WORK, 50), (DONE, None), (NEW, None)], (AT_WORK, 50), (NEW, 0), (AT_WORK, 33), (AT_WORK, 50)),
        ([(AT_WORK, 95), (DONE, 100), (DONE, 100)], (AT_WORK, 98), (AT_WORK, 95), (AT_WORK, 66), (AT_WORK, 95)),
        ([(AT_WORK, None), (DONE, 100), (DONE, 100)], (AT_WORK, None), (AT_WORK, None), (AT_WORK, 66), (AT_WORK, None)),
        ([(DONE, 100), (DONE, 100), (ONGOING, 80)], (ONGOING, 93), (ONGOING, 80), (ONGOING, 66), (DONE, 100)),
        ([(NEW, None), (ONGOING, None)], (AT_WORK, None), (NEW, None), (AT_WORK, 0), (NEW, None)),
    ],
)  # fmt: skip
def test_each_rule_makes_one_answer_of_several(
    given: list[tuple[Status, int | None]], all_done: Any, worst: Any, share: Any, lead: Any
) -> None:
    """Status and progress."""
    found = {}
    for rule in ("all_done", "worst", "share", "lead_decides"):
        (entry,) = roll_up(answers(*given), rule=rule).entries  # type: ignore[arg-type]
        found[rule] = (entry.status, entry.progress)
    assert found == {"all_done": all_done, "worst": worst, "share": share, "lead_decides": lead}


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ("配合 牵头 配合", (AT_WORK, 40)),
        ("牵头 牵头 配合", (AT_WORK, 70)),
        ("责任 责任 责任", (AT_WORK, 46)),
    ],
    ids=["one lead", "several leads answer together", "no lead: all answer"],
)
def test_the_lead_decides(roles: str, expected: tuple[Status, int]) -> None:
    """Or those who lead, or everybody."""
    ledger = answers((DONE, 100), (AT_WORK, 40), (NEW, None), roles=roles)
    (entry,) = roll_up(ledger, rule="lead_decides").entries
    assert (entry.status, entry.progress) == expected


def test_a_lead_without_entry_does_not_decide() -> None:
    """A ledger that has only the supporting units."""
    ledger = answers((DONE, 100), (AT_WORK, 40), (NEW, None))
    without = attrs.evolve(ledger, entries=ledger.entries[1:])
    (entry,) = roll_up(without, rule="lead_decides").entries
    assert (entry.status, entry.progress) == (AT_WORK, 20)


def test_words_in_the_place_of_a_figure_are_not_counted_as_none() -> None:
    """约一半 is not 0, and nobody can say what it is."""
    ledger = ledger_of({"status": DONE, "progress": 100}, {"typed": (("progress", "约一半"),)})
    assert roll_up(ledger).entries[0].progress is None
    assert roll_up(ledger, rule="worst").entries[0].progress is None


def test_the_row_is_due_when_the_first_of_those_at_work_is() -> None:
    """So that one late unit makes the row late; when all are done, the last day stands."""
    ledger = ledger_of({"due_on": EARLY, "status": AT_WORK}, {"due_on": LATE}, {"due_on": None})
    early, late = "区财政局", "区审计局"
    assert roll_up(ledger).entries[0].due_on == EARLY
    assert roll_up(ledger).lights(date(2021, 10, 1)) == {("1.1.1", None): Light.RED}
    first_done = ledger.updated("1.1.1", unit=early, status=DONE)
    assert roll_up(first_done).entries[0].due_on == LATE
    both_done = first_done.updated("1.1.1", unit=late, status=DONE)
    assert roll_up(both_done).entries[0].due_on is None
    all_done = both_done.updated("1.1.1", unit="区统计局", status=ONGOING)
    assert roll_up(all_done).entries[0].due_on == LATE
    assert roll_up(ledger, rule="lead_decides").entries[0].due_on == EARLY


def test_everything_that_people_wrote_stands_in_the_row() -> None:
    """With the units in front, units that say the same together."""
    ledger = ledger_of(
        {"note": "已印发", "evidence": "济兖政办字〔2021〕20号", "updated_on": EARLY, "updated_by": "张三",
         "extras": (("备注", "加急"), ("次数", 2))},
        {"note": "已印发", "evidence": "济兖政办字〔2021〕20号", "problems": "缺人\n缺钱", "next_steps": "招聘",
         "typed": (("status", "按计划进行"), ("progress", "约一半")), "extras": (("备注", "加急"), ("次数", 3))},
        {"evidence": "http://example.org/1", "updated_on": LATE, "updated_by": "李四", "typed": (("due_on", "另行通知"),),
         "extras": (("备注", "加急"),), "comments": (("note", "请补充"),)},
    )  # fmt: skip
    assert roll_up(ledger).entries == (
        Entry(
            requirement_id="1.1.1",
            note="区财政局：已印发\n区审计局：已印发（完成状态：按计划进行；完成比例：约一半）\n区统计局：（截止日期：另行通知）",
            problems="区审计局：缺人\n缺钱",
            next_steps="区审计局：招聘",
            evidence="济兖政办字〔2021〕20号\nhttp://example.org/1",
            updated_on=LATE,
            updated_by="张三、李四",
            extras=(("备注", "加急"), ("次数", "区财政局：2\n区审计局：3")),
            comments=(("note", "区统计局：请补充"),),
        ),
    )
    same = ledger.updated("1.1.1", unit="区审计局", typed=())
    assert roll_up(same).entries[0].note == "区财政局、区审计局：已印发\n区统计局：（截止日期：另行通知）"


def test_one_answer_stays_as_it_is() -> None:
    """Without a name in front, with its words in their cells."""
    fields: dict[str, Any] = {
        "status": AT_WORK, "progress": 40, "note": "已印发", "due_on": LATE, "typed": (("status", "顺利推进"),),
        "extras": (("次数", 2),), "comments": (("note", "请补充"),), "updated_by": "张三",
    }  # fmt: skip
    for rule in ("all_done", "worst", "lead_decides"):
        rolled = roll_up(ledger_of(fields), rule=rule)  # type: ignore[arg-type]
        assert rolled.entries == (Entry(requirement_id="1.1.1", **fields),)


def test_a_fresh_ledger_by_unit_becomes_a_fresh_ledger_by_requirement(seed: Notice) -> None:
    """120 rows become 47, in printed order."""
    assert roll_up(Ledger.from_notice(seed, by="unit")) == Ledger.from_notice(seed)


def test_a_ledger_by_requirement_is_rolled_up_already(seed: Notice) -> None:
    """It comes back as it is."""
    ledger = Ledger.from_notice(seed)
    assert roll_up(ledger) is ledger
    once = roll_up(Ledger.from_notice(seed, by="unit"))
    assert roll_up(once) is once


def test_an_office_brings_a_rule_of_its_own(seed: Notice) -> None:
    """Half of the units are enough."""

    def half(requirement: Requirement, entries: tuple[Entry, ...]) -> Answer:
        done = Counter(entry.status for entry in entries)[Status.DONE]
        return Answer(status=DONE if 2 * done >= len(entries) else AT_WORK, due_on=entries[-1].due_on)

    ledger = ledger_of({"status": DONE}, {"status": DONE}, {"due_on": LATE})
    assert roll_up(ledger, rule=half).entries == (Entry(requirement_id="1.1.1", status=DONE, due_on=LATE),)


def test_an_unknown_rule_is_named() -> None:
    """With those that there are."""
    with pytest.raises(
        LedgerError, match="no such rule of roll-up; found 'best'; expected all_done, lead_decides, worst, share"
    ):
        roll_up(ledger_of({}), rule="best")  # type: ignore[arg-type]


def test_the_history_becomes_that_of_the_rows() -> None:
    """One step a day: who, why and where of all units that changed something."""
    ledger = (
        ledger_of({}, {})
        .changed("1.1.1", unit="区财政局", on=EARLY, by="张三", reason="月报", source="甲.xlsx", status=DONE)
        .changed("1.1.1", unit="区审计局", on=EARLY, by="李四", reason="月报", source="乙.xlsx", note="已印发")
        .changed("1.1.1", unit="区审计局", on=LATE, by="李四", status=DONE)
    )
    rolled = roll_up(ledger)
    assert [
        (each.on, each.field, each.before, each.after, each.by, each.reason, each.source) for each in rolled.history
    ] == [
        (EARLY, "status", NEW, AT_WORK, "张三、李四", "月报", "甲.xlsx；乙.xlsx"),
        (EARLY, "note", "", "区审计局：已印发", "张三、李四", "月报", "甲.xlsx；乙.xlsx"),
        (LATE, "status", AT_WORK, DONE, "李四", "", ""),
    ]
    assert rolled.at(date(2021, 1, 1)) == roll_up(ledger_of({}, {}))
