"""What is wrong with what a ledger reports."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given

from policytasks import Ledger, Status, validate
from policytasks.location import Location
from policytasks.model.deadline import Deadline, DeadlineKind
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit
from policytasks.testing.strategies import notices
from policytasks.validation import ledger_rules
from policytasks.validation.rules import CATALOGUE

DAY = date(2021, 11, 30)
TODAY = date(2021, 12, 10)
ROW = Location(file="台账.xlsx", sheet="台账", cell="A5")
COLUMNS = (("due_on", "I"), ("status", "J"), ("progress", "K"), ("evidence", "O"), ("updated_on", "P"), ("unit", "E"))

NOTICE = Notice(
    sections=(
        Section(
            tasks=(
                Task(
                    requirements=(
                        Requirement(
                            id="1.1.1",
                            text="公开预算。",
                            responsibilities=(
                                Responsibility(unit=Unit(name="区财政局"), role=Role.RESPONSIBLE, printed="区财政局"),
                            ),
                            deadlines=(Deadline(text="11月30日前", kind=DeadlineKind.DATE, due_on=DAY),),
                        ),
                        Requirement(id="1.1.2", text="宣传。"),
                    )
                ),
            )
        ),
    )
)


def tracked(by: Any = "unit", **changes: Any) -> Ledger:
    """A ledger whose first row was filled in, as if read from a workbook."""
    ledger = Ledger.from_notice(NOTICE, by=by)
    entries = (attrs.evolve(ledger.entries[0], location=ROW, **changes), *ledger.entries[1:])
    return attrs.evolve(ledger, entries=entries, columns=COLUMNS, location=Location(file="台账.xlsx"))


def found(ledger: Ledger, today: date | None = TODAY, lang: Any = "en") -> list[tuple[str, str, str]]:
    rules = ledger_rules.RULES
    return [
        (each.code, str(each.location), each.message) for each in validate(ledger, rules=rules, today=today, lang=lang)
    ]


def changed(day: int, **values: Any) -> Ledger:
    first = Ledger.from_notice(NOTICE, by="unit").changed(
        "1.1.1", unit="区财政局", on=date(2021, 10, 1), status=Status.DONE, progress=100, evidence="区财发〔2021〕3号"
    )
    return first.changed("1.1.1", unit="区财政局", on=date(2021, 10, day), **values)


CASES: dict[str, tuple[Ledger, str, str, str]] = {
    "entry-overdue": (
        tracked(status=Status.IN_PROGRESS),
        "台账.xlsx!台账!I5",
        "1.1.1 区财政局 was due on 2021-11-30, 10 days ago, and is in progress",
        "1.1.1 区财政局 应于 2021-11-30 完成，已逾期 10 天，状态为推进中",
    ),
    "done-without-evidence": (
        tracked(status=Status.DONE, evidence=" "),
        "台账.xlsx!台账!O5",
        "1.1.1 区财政局 is done and names no evidence",
        "1.1.1 区财政局 已完成，佐证材料为空",
    ),
    "full-but-not-done": (
        tracked(status=Status.IN_PROGRESS, progress=100, due_on=DAY),
        "台账.xlsx!台账!J5",
        "1.1.1 区财政局 has 100 % and is in progress",
        "1.1.1 区财政局 完成比例为100%，状态为推进中",
    ),
    "done-but-not-full": (
        tracked(status=Status.DONE, progress=80, evidence="链接"),
        "台账.xlsx!台账!K5",
        "1.1.1 区财政局 is done and has 80 %",
        "1.1.1 区财政局 已完成，完成比例为80%",
    ),
    "updated-in-the-future": (
        tracked(status=Status.ONGOING, updated_on=date(2022, 11, 5)),
        "台账.xlsx!台账!P5",
        "1.1.1 区财政局 was updated on 2022-11-05, after 2021-12-10",
        "1.1.1 区财政局 更新日期 2022-11-05 晚于 2021-12-10",
    ),
    "progress-backwards": (
        changed(9, status=Status.IN_PROGRESS),
        "",
        "1.1.1 区财政局 went back from done to in progress",
        "1.1.1 区财政局 由已完成退回推进中",
    ),
    "due-day-moved-without-reason": (
        tracked(due_on=date(2022, 3, 31)),
        "台账.xlsx!台账!I5",
        "1.1.1 区财政局 was due on 2021-11-30 and is due on 2022-03-31 now",
        "1.1.1 区财政局 截止日期由 2021-11-30 调整为 2022-03-31，未注明原因",
    ),
    "entry-without-unit": (
        attrs.evolve(tracked(), entries=Ledger.from_notice(NOTICE, by="unit").entries[1:]),
        "",
        "1.1.2 has no unit",
        "1.1.2 没有单位",
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_a_rule_finds_what_it_says_in_the_cell_where_it_stands(code: str) -> None:
    ledger, place, message, message_zh = CASES[code]
    day = date(2021, 11, 1) if code in ("full-but-not-done", "progress-backwards") else TODAY
    rules = [CATALOGUE[code]]
    (english,) = validate(ledger, rules=rules, today=day)
    (chinese,) = validate(ledger, rules=rules, today=day, lang="zh")
    assert (english.code, english.message, chinese.message) == (code, message, message_zh)
    assert str(english.location) == place or (not place and english.location in (ledger.location, Location()))


def test_every_rule_over_ledgers_has_a_case() -> None:
    assert list(CASES) == [rule.code for rule in ledger_rules.RULES]


def test_a_row_that_is_well_kept_has_no_finding() -> None:
    ledger = tracked(status=Status.DONE, progress=100, evidence="区财发〔2021〕3号", updated_on=date(2021, 11, 1))
    assert [code for code, _, _ in found(ledger)] == ["entry-without-unit"]


def test_what_is_due_today_is_not_overdue() -> None:
    assert "entry-overdue" not in [code for code, _, _ in found(tracked(), today=DAY)]


def test_without_a_day_nothing_is_overdue() -> None:
    assert [code for code, _, _ in found(tracked(), today=None)] == ["entry-without-unit"]


def test_long_standing_work_is_neither_overdue_nor_short_of_its_end() -> None:
    ledger = tracked(status=Status.ONGOING, progress=100)
    assert [code for code, _, _ in found(ledger)] == ["entry-without-unit"]


def test_a_reason_explains_a_step_back() -> None:
    rules = [CATALOGUE["progress-backwards"]]
    assert validate(changed(9, status=Status.IN_PROGRESS, progress=60, reason="核查发现漏报"), rules=rules) == ()


def test_progress_that_shrinks_is_a_step_back() -> None:
    rules = [CATALOGUE["progress-backwards"]]
    messages = [each.message for each in validate(changed(9, progress=60), rules=rules)]
    assert messages == ["1.1.1 区财政局 went back from 100% to 60%"]


def test_a_reason_explains_a_day_that_moved() -> None:
    ledger = Ledger.from_notice(NOTICE, by="unit").changed(
        "1.1.1", unit="区财政局", on=date(2021, 11, 1), due_on=date(2022, 3, 31), reason="项目延期"
    )
    assert validate(ledger, rules=[CATALOGUE["due-day-moved-without-reason"]]) == ()


@given(notice=notices())
def test_a_fresh_ledger_is_well_kept(notice: Notice) -> None:
    assert validate(Ledger.from_notice(notice), rules=ledger_rules.RULES) == ()
