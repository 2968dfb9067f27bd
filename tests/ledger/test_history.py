"""Changes are recorded, a due day only with a reason, and the ledger can be seen as it stood on any day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import attrs
import pytest

from policytasks.errors import LedgerError
from policytasks.ledger.changing import changes_between
from policytasks.ledger.entry import Entry
from policytasks.ledger.fields import gathered, heading_field, placed, spread, value_of
from policytasks.ledger.history import Change
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import Status
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.unit import Unit

NOTICE = Notice(
    sections=(
        Section(
            tasks=(Task(requirements=(Requirement(id="1.1.1", text="甲。"), Requirement(id="1.1.2", text="乙。"))),)
        ),
    )
)
AUGUST, SEPTEMBER, OCTOBER = date(2021, 8, 10), date(2021, 9, 10), date(2021, 10, 10)


def tracked() -> Ledger:
    """Two rows, of which the first was worked on."""
    return (
        Ledger.from_notice(NOTICE)
        .changed("1.1.1", on=AUGUST, by="张三", status=Status.IN_PROGRESS, progress=30, note="已启动")
        .changed("1.1.1", on=SEPTEMBER, by="李四", progress=80, extras=(("备注", "加急"),))
        .changed("1.1.1", on=OCTOBER, status=Status.DONE, progress=100, extras=())
    )


def test_a_change_is_recorded_for_each_field_that_changed() -> None:
    """Who, when, why and where; what stays the same is not mentioned."""
    ledger = Ledger.from_notice(NOTICE).changed(
        "1.1.1",
        on=AUGUST,
        by="张三",
        reason="月报",
        source="返回.xlsx!台账!F3",
        status=Status.DONE,
        progress=None,
        note="完成",
    )
    said: dict[str, Any] = {"on": AUGUST, "by": "张三", "reason": "月报", "source": "返回.xlsx!台账!F3"}
    assert ledger.history == (
        Change(requirement_id="1.1.1", field="status", before=Status.NOT_STARTED, after=Status.DONE, **said),
        Change(requirement_id="1.1.1", field="note", before="", after="完成", **said),
    )
    assert ledger.entries == (
        Entry(requirement_id="1.1.1", status=Status.DONE, note="完成"),
        Entry(requirement_id="1.1.2"),
    )


def test_nothing_new_is_no_change() -> None:
    """The same ledger comes back."""
    ledger = tracked()
    assert ledger.changed("1.1.1", on=OCTOBER, status=Status.DONE, note="已启动") == ledger


def test_updating_leaves_no_trace() -> None:
    """It is for setting a ledger up."""
    assert Ledger.from_notice(NOTICE).updated("1.1.1", status=Status.DONE).history == ()


@pytest.mark.parametrize(
    "fields", [{"due_on": date(2021, 12, 31)}, {"typed": (("due_on", "另行通知"),)}], ids=["a day", "words"]
)
def test_a_due_day_is_only_changed_with_a_reason(fields: dict[str, Any]) -> None:
    """The error says so, and names row and days."""
    ledger = Ledger.from_notice(NOTICE)
    with pytest.raises(LedgerError, match="a due day is not changed without a reason") as caught:
        ledger.changed("1.1.1", on=AUGUST, reason="  ", **fields)
    assert caught.value.where == "1.1.1"
    moved = ledger.changed("1.1.1", on=AUGUST, reason="区政府同意延期", **fields)
    assert [(change.field, change.reason) for change in moved.history] == [
        ("due_on" if "due_on" in fields else "typed.due_on", "区政府同意延期")
    ]


def test_words_in_the_place_of_a_value_go_when_the_value_changes() -> None:
    """They are in the history; other words stay."""
    entry = Entry(requirement_id="1.1.1", typed=(("status", "按计划进行"), ("progress", "约一半")))
    ledger = Ledger(notice=NOTICE, entries=(entry,)).changed("1.1.1", on=AUGUST, progress=50)
    assert ledger.entry("1.1.1") == attrs.evolve(entry, progress=50, typed=(("status", "按计划进行"),))
    assert [(change.field, change.before, change.after) for change in ledger.history] == [
        ("progress", None, 50),
        ("typed.progress", "约一半", None),
    ]
    assert ledger.at(date(2021, 1, 1)).entry("1.1.1") == entry


def test_own_columns_and_notes_on_cells_have_a_history_too() -> None:
    """A heading that could be mistaken for a field says that it is one."""
    ledger = Ledger.from_notice(NOTICE).changed(
        "1.1.1", on=AUGUST, extras=(("备注", 1), ("note", "x")), comments=(("note", "请补充"),)
    )
    assert [(change.field, change.after) for change in ledger.history] == [
        ("备注", 1),
        ("extras.note", "x"),
        ("comments.note", "请补充"),
    ]
    assert ledger.at(date(2021, 1, 1)) == Ledger.from_notice(NOTICE)


@pytest.mark.parametrize(
    ("day", "status", "progress", "note", "extras", "changes"),
    [
        (date(2021, 8, 9), Status.NOT_STARTED, None, "", (), 0),
        (AUGUST, Status.IN_PROGRESS, 30, "已启动", (), 3),
        (date(2021, 9, 9), Status.IN_PROGRESS, 30, "已启动", (), 3),
        (SEPTEMBER, Status.IN_PROGRESS, 80, "已启动", (("备注", "加急"),), 5),
        (OCTOBER, Status.DONE, 100, "已启动", (), 8),
    ],
)
def test_the_ledger_is_seen_as_it_stood_at_the_end_of_a_day(
    day: date, status: Status, progress: int | None, note: str, extras: Any, changes: int
) -> None:
    """Entries and history."""
    then = tracked().at(day)
    assert then.entries == (
        Entry(requirement_id="1.1.1", status=status, progress=progress, note=note, extras=extras),
        Entry(requirement_id="1.1.2"),
    )
    assert then.history == tracked().history[:changes]


def change(field: str, before: Any, after: Any, on: date | None) -> Change:
    """A change in the first row."""
    return Change(requirement_id="1.1.1", field=field, before=before, after=after, on=on)


def test_a_change_without_a_day_was_known_from_the_start() -> None:
    """It stays, and decides over what was recorded before it."""
    history = (
        change("note", "", "甲", AUGUST),
        change("note", "甲", "乙", None),
        change("note", "乙", "丙", SEPTEMBER),
    )
    ledger = Ledger(notice=NOTICE, entries=(Entry(requirement_id="1.1.1", note="丙"),), history=history)
    then = ledger.at(date(2021, 1, 1))
    assert (then.entry("1.1.1").note, then.history) == ("乙", history[1:2])


def test_a_change_recorded_late_counts_from_what_it_replaced() -> None:
    """On 10 September 甲 was written; what replaced it cannot have stood there in August."""
    history = (change("note", "", "甲", SEPTEMBER), change("note", "甲", "乙", AUGUST))
    ledger = Ledger(notice=NOTICE, entries=(Entry(requirement_id="1.1.1", note="乙"),), history=history)
    assert (ledger.at(AUGUST).entry("1.1.1").note, ledger.at(AUGUST).history) == ("", ())
    assert ledger.at(SEPTEMBER) == ledger


def test_what_was_changed_without_a_record_stays_until_a_recorded_change_is_undone() -> None:
    """The history knows what it knows."""
    ledger = Ledger.from_notice(NOTICE).changed("1.1.1", on=AUGUST, note="甲").updated("1.1.1", note="乙", progress=5)
    assert ledger.at(AUGUST) == ledger
    assert ledger.at(date(2021, 1, 1)).entry("1.1.1") == Entry(requirement_id="1.1.1", progress=5)


def test_a_row_that_is_gone_keeps_its_history() -> None:
    """Nothing is taken away."""
    gone = Change(requirement_id="9.9.9", unit="撤销的单位", field="note", after="甲", on=AUGUST)
    ledger = Ledger(notice=NOTICE, history=(gone,))
    assert ledger.at(AUGUST).history == (gone,)
    assert ledger.at(date(2021, 1, 1)) == Ledger(notice=NOTICE)


def test_the_status_counts_are_told_day_by_day() -> None:
    """In the order of the days, every status named."""
    counts = tracked().progress_over([OCTOBER, AUGUST, date(2021, 1, 1)])
    none = dict.fromkeys(Status, 0)
    assert list(counts.items()) == [
        (date(2021, 1, 1), none | {Status.NOT_STARTED: 2}),
        (AUGUST, none | {Status.NOT_STARTED: 1, Status.IN_PROGRESS: 1}),
        (OCTOBER, none | {Status.NOT_STARTED: 1, Status.DONE: 1}),
    ]


def test_many_changes_are_made_at_once() -> None:
    """As if one after the other."""
    changes = (
        change("note", "", "甲", AUGUST),
        Change(requirement_id="1.1.2", field="progress", after=10, on=AUGUST),
        change("note", "甲", "乙", AUGUST),
    )
    ledger = Ledger.from_notice(NOTICE).with_changes(changes)
    assert [(entry.note, entry.progress) for entry in ledger.entries] == [("乙", None), ("", 10)]
    assert ledger.history == changes


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (change("note", "丙", "丁", AUGUST), "from another value than the ledger has; found ''; expected '丙'"),
        (
            Change(requirement_id="1.1.2", unit="区财政局", field="note", after="x"),
            "no such entry; found 1.1.2 区财政局",
        ),
        (change("due_on", None, AUGUST, AUGUST), "not changed without a reason; found None → 2021-08-10"),
    ],
    ids=["another value", "no row", "no reason"],
)
def test_changes_that_do_not_fit_the_ledger_are_refused(made: Change, message: str) -> None:
    """The error says what the ledger has."""
    with pytest.raises(LedgerError, match=message):
        Ledger.from_notice(NOTICE).with_changes([made])


@pytest.mark.parametrize(
    ("field", "after", "expected"),
    [
        ("status", "已完成", "a Status"),
        ("status", None, "a Status"),
        ("progress", 101, "0 to 100, or None"),
        ("progress", True, "0 to 100, or None"),
        ("due_on", "2021-12-31", "a day without a time, or None"),
        ("updated_on", datetime(2021, 8, 10, 9), "a day without a time, or None"),
        ("note", 5, "a text"),
        ("typed.status", 5, "a text"),
        ("备注", float("nan"), "a text, a finite number, a day without a time, or None"),
        ("备注", True, "a text, a finite number, a day without a time, or None"),
        ("备注", Status.DONE, "a text, a finite number, a day without a time, or None"),
    ],
)
def test_a_history_holds_no_value_that_its_field_cannot_hold(field: str, after: Any, expected: str) -> None:
    """Row, value and what was expected."""
    before = Status.DONE if field == "status" else None
    with pytest.raises(LedgerError) as caught:
        Ledger(notice=NOTICE, history=(change(field, before, after, None),))
    assert (caught.value.where, caught.value.found) == ("history of 1.1.1", repr(after))
    assert caught.value.expected == expected


@pytest.mark.parametrize("field", ["", " ", "unit", "requirement_id", "extras", "typed.note", "comments.", "location"])
def test_a_history_speaks_of_no_field_that_there_is_not(field: str) -> None:
    """Identity is never changed, and groups are named with what is in them."""
    with pytest.raises(LedgerError, match="a change of a field that an entry does not have") as caught:
        Ledger(notice=NOTICE, history=(change(field, None, "x", None),))
    assert (caught.value.where, caught.value.found) == ("history of 1.1.1", repr(field))


def test_a_change_happens_on_a_day() -> None:
    """Not at a time of it."""
    with pytest.raises(LedgerError, match="not the day of a change"):
        Ledger.from_notice(NOTICE).changed("1.1.1", on=datetime(2021, 8, 10, 9), note="x")


def test_identity_and_unknown_fields_are_not_changed() -> None:
    """As with `updated`."""
    with pytest.raises(TypeError):
        Ledger.from_notice(NOTICE).changed("1.1.1", on=AUGUST, state="x")
    with pytest.raises(LedgerError, match=r"no such entry; found 1\.1\.9"):
        Ledger.from_notice(NOTICE).changed("1.1.9", on=AUGUST, note="x")


def test_a_unit_has_a_history_of_its_own() -> None:
    """In a ledger by unit."""
    entries = tuple(Entry(requirement_id="1.1.1", unit=Unit(name=name)) for name in ("区财政局", "区审计局"))
    ledger = Ledger(notice=NOTICE, entries=entries, by="unit").changed("1.1.1", unit="区审计局", on=AUGUST, note="甲")
    assert [entry.note for entry in ledger.entries] == ["", "甲"]
    assert ledger.history[0].key == ("1.1.1", "区审计局")
    assert ledger.at(date(2021, 1, 1)).entries == entries


@pytest.mark.parametrize("heading", ["备注", "note", "typed.status", "extras.x", "notice.", "a.b"])
def test_every_heading_has_a_name_in_the_history(heading: str) -> None:
    """One that means the heading, and nothing else."""
    assert placed(heading_field(heading)) == ("extras", heading)


def test_an_entry_is_taken_apart_and_put_together() -> None:
    """By the names of a history."""
    entry = Entry(
        requirement_id="1", due_on=AUGUST, progress=0, note="甲", typed=(("status", "按计划进行"),),
        extras=(("备注", ""), ("note", 2)), comments=(("id", "x"),),
    )  # fmt: skip
    assert gathered(Entry(requirement_id="1"), spread(entry)) == entry
    assert {field: value_of(entry, field) for field in spread(entry)} == spread(entry)
    assert value_of(entry, "notice.text") is None
    assert changes_between(entry, entry, on=None) == ()
