"""Laws of collecting: the order of the files leaves no trace, what does not overlap is all there, and no keystroke vanishes."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path
from typing import Any

import attrs
import pytest
from clerk import Clerk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from policytasks.ledger.fields import spread
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.outcome import MergeReport, OutcomeKind
from policytasks.ledger.status import Status
from policytasks.model.deadline import Deadline, DeadlineKind
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.ordinal import Ordinal
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit
from policytasks.workbook.collect import collect
from policytasks.workbook.dispatch import dispatch

UNITS = ("甲局", "乙局", "丙局、丁局")
NOTICE = Notice(
    title="关于任务分工的通知",
    sections=(
        Section(
            ordinal=Ordinal.parse("一、"),
            title="部分",
            tasks=(
                Task(
                    title="任务",
                    requirements=tuple(
                        Requirement(
                            id=f"1.1.{number}",
                            text=f"第{number}项要求。",
                            responsibilities=tuple(
                                Responsibility(unit=Unit(name=name), role=role, printed=name)
                                for name, role in zip(UNITS[: number % 3 + 1], Role, strict=False)
                            ),
                            deadlines=(Deadline(text="长期坚持", kind=DeadlineKind.ONGOING),),
                        )
                        for number in range(1, 6)
                    ),
                ),
            ),
        ),
    ),
)
LEDGER = Ledger.from_notice(NOTICE, by="unit").updated("1.1.2", unit="甲局", note="上次所写", progress=30)
TEXT_COLUMNS = {"进展情况": "note", "存在问题": "problems", "下一步措施": "next_steps", "更新人": "updated_by"}


@attrs.frozen(kw_only=True)
class Edit:
    """What is typed into one cell."""

    unit: str
    id: str
    heading: str
    value: Any


@attrs.frozen(kw_only=True)
class Handling:
    """What else somebody does to a workbook."""

    sort: int | None
    move: int | None
    extra: bool
    loses_store: bool


HANDLINGS = st.builds(
    Handling,
    sort=st.none() | st.integers(0, 9),
    move=st.none() | st.integers(0, 9),
    extra=st.booleans(),
    loses_store=st.booleans(),
)


def typed(number: int) -> str:
    """A text that stands nowhere else."""
    return f"填报{number}号"


def edits(*, own: bool) -> SearchStrategy[list[Edit]]:
    """Edits of cells that units fill in (``own``), or of any.

    No two of them are in one cell.
    """
    rows = [(entry.unit.name, entry.requirement_id) for entry in LEDGER.entries if entry.unit is not None]
    headings = (
        list(TEXT_COLUMNS) if own else [*TEXT_COLUMNS, "具体要求", "工作任务", "截止日期", "完成状态", "备注", "编号"]
    )
    places = st.lists(st.tuples(st.sampled_from(rows), st.sampled_from(headings)), unique=True, max_size=12)
    return places.map(
        lambda found: [
            Edit(unit=unit, id=id, heading=heading, value=typed(number))
            for number, ((unit, id), heading) in enumerate(found)
        ]
    )


@pytest.fixture(scope="module")
def packets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The packets, written once."""
    folder = tmp_path_factory.mktemp("派发")
    return dict(zip(UNITS, _by_unit(dispatch(LEDGER, folder)), strict=True))


def _by_unit(paths: tuple[Path, ...]) -> list[Path]:
    return [next(path for path in paths if path.stem == name) for name in UNITS]


def returned(packets: dict[str, Path], folder: Path, edits: list[Edit], handlings: list[Handling]) -> list[Path]:
    """The packets as they come back."""
    paths = []
    for (unit, source), handling in zip(packets.items(), handlings, strict=True):
        path = Path(shutil.copy(source, folder / f"{unit}.xlsx"))
        clerk = Clerk(path)
        # Numbers last: rows are found by them.
        for edit in sorted((edit for edit in edits if edit.unit == unit), key=lambda edit: edit.heading == "编号"):
            clerk.fill(edit.id, {edit.heading: edit.value}, unit=unit)
        if handling.extra:
            clerk.column("空列")
        if handling.sort is not None:
            clerk.sort(handling.sort)
        if handling.move is not None:
            clerk.move_columns(handling.move)
        if handling.loses_store:
            clerk.lose_store()
        paths.append(clerk.save())
    return paths


def in_another_order(paths: list[Path], seed: int) -> list[Path]:
    other = paths[:]
    random.Random(seed).shuffle(other)
    return other


LAW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@LAW
@given(edits=edits(own=True), handlings=st.tuples(HANDLINGS, HANDLINGS, HANDLINGS), seed=st.integers(0, 99))
def test_edits_that_do_not_overlap_are_all_in_the_ledger(
    packets: dict[str, Path], edits: list[Edit], handlings: tuple[Handling, ...], seed: int
) -> None:
    """Whatever was sorted, moved, added or lost on the way, and in whatever order the files are collected."""
    with tempfile.TemporaryDirectory() as folder:
        paths = returned(packets, Path(folder), edits, list(handlings))
        result = collect(LEDGER, paths)
        again = collect(LEDGER, in_another_order(paths, seed))
        cut = seed % len(paths)
        in_rounds = collect(collect(LEDGER, paths[cut:]).ledger, paths[:cut])
        once_more = collect(result.ledger, paths)
    expected = LEDGER
    for edit in edits:
        expected = expected.updated(edit.id, unit=edit.unit, **{TEXT_COLUMNS[edit.heading]: edit.value})
    assert result.ledger.entries == expected.entries
    assert result.ledger.notice == LEDGER.notice
    assert {outcome.kind for outcome in result.report.outcomes} <= {OutcomeKind.MERGED, OutcomeKind.UNCHANGED}
    assert result.report.rows_seen == len(LEDGER.entries)
    assert (again.ledger, again.report.outcomes) == (result.ledger, result.report.outcomes)
    assert in_rounds.ledger == result.ledger
    assert once_more.ledger == result.ledger


@LAW
@given(
    edits=edits(own=False),
    more=edits(own=False),
    meanwhile=st.sets(st.sampled_from([entry.key for entry in LEDGER.entries])),
    handlings=st.tuples(HANDLINGS, HANDLINGS, HANDLINGS, HANDLINGS, HANDLINGS, HANDLINGS),
    policy=st.sampled_from(["ours", "theirs", "stop"]),
    seed=st.integers(0, 99),
)
def test_no_keystroke_vanishes(
    packets: dict[str, Path],
    edits: list[Edit],
    more: list[Edit],
    meanwhile: set[tuple[str, str]],
    handlings: tuple[Handling, ...],
    policy: Any,
    seed: int,
) -> None:
    """Each packet comes back twice, with edits anywhere, while the office wrote into the ledger itself."""
    now = LEDGER
    for id, unit in sorted(meanwhile):
        now = now.updated(id, unit=unit, note=f"电话{id}{unit}", status=Status.IN_PROGRESS)
    second = [attrs.evolve(edit, value=f"再{edit.value}") for edit in more]
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        paths = returned(packets, Path(one), edits, list(handlings[:3]))
        paths += returned(packets, Path(other), second, list(handlings[3:]))
        result = collect(now, paths, on_conflict=policy)
        again = collect(now, in_another_order(paths, seed), on_conflict=policy)
    assert (again.ledger, again.report.outcomes) == (result.ledger, result.report.outcomes)
    said = _said(result.ledger, result.report)
    for edit in (*edits, *second):
        assert edit.value in said, edit
    for id, unit in meanwhile:
        assert f"电话{id}{unit}" in said
    if policy != "theirs":
        # What the office wrote itself stands.
        assert all(result.ledger.entry(id, unit=unit).note == f"电话{id}{unit}" for id, unit in meanwhile)
    assert result.ledger.notice == LEDGER.notice
    assert {entry.key for entry in result.ledger.entries} == {entry.key for entry in LEDGER.entries}
    assert sum(result.report.counts.values()) == result.report.rows_seen


def _said(ledger: Ledger, report: MergeReport) -> set[object]:
    """Everything that the ledger or its report says somewhere."""
    fields = [field for outcome in report.outcomes for field in outcome.fields]
    return {
        *(value for entry in ledger.entries for value in spread(entry).values()),
        *(
            value
            for field in (*fields, *report.fields)
            for value in (field.base, field.ours, field.theirs, field.taken)
        ),
        *(outcome.requirement_id for outcome in report.outcomes),
        *(change.before for change in ledger.history),
        *(change.after for change in ledger.history),
    }
