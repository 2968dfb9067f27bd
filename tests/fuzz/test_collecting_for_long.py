"""A year in an office: packets go out and come back in every state, while the ledger moves on; no keystroke is ever lost."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from clerk import Clerk
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from policytasks.ledger.fields import spread
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.outcome import MergeReport, OutcomeKind
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit, UnitKind
from policytasks.units.records import Membership, UnitRecord
from policytasks.units.registry import UnitRegistry
from policytasks.workbook.collect import collect
from policytasks.workbook.dispatch import dispatch
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import write_ledger

pytestmark = pytest.mark.slow

REGISTRY = UnitRegistry(
    records=(
        UnitRecord(name="各镇", kind=UnitKind.COLLECTIVE),
        UnitRecord(name="甲镇", kind=UnitKind.TOWNSHIP),
        UnitRecord(name="乙镇", kind=UnitKind.TOWNSHIP),
        UnitRecord(name="区财政局", kind=UnitKind.DEPARTMENT, aliases=("财政局",)),
    ),
    memberships=(Membership(collective="各镇", kind=UnitKind.TOWNSHIP),),
)


def _requirement(id: str, *names: str) -> Requirement:
    kinds = {"各镇": UnitKind.COLLECTIVE}
    return Requirement(
        id=id,
        text=f"第{id}项要求。",
        responsibilities=tuple(
            Responsibility(unit=Unit(name=name, kind=kinds.get(name, UnitKind.UNKNOWN)), role=Role.RESPONSIBLE)
            for name in names
        ),
    )


NOTICE = Notice(
    title="关于任务分工的通知",
    sections=(
        Section(
            title="部分",
            tasks=(
                Task(
                    title="一", requirements=(_requirement("1.1.1", "区财政局", "各镇"), _requirement("1.1.2", "丙局"))
                ),
                Task(title="二", requirements=(_requirement("1.2.1", "财政局", "丙局", "甲镇"), _requirement("1.2.2"))),
            ),
        ),
    ),
)
COLUMNS = (
    "进展情况",
    "存在问题",
    "更新人",
    "完成状态",
    "完成比例",
    "截止日期",
    "更新日期",
    "具体要求",
    "工作任务",
    "备注",
)
WORDS = ("note", "problems", "next_steps", "evidence", "updated_by")
POLICIES = st.sampled_from(("ours", "theirs", "stop"))


class Office(RuleBasedStateMachine):
    """The ledger, the packets that are out, and what was typed so far."""

    packets = Bundle("packets")

    @initialize(by=st.sampled_from(("unit", "requirement")), registry=st.booleans())
    def begin(self, by: Any, registry: bool) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="office-"))
        self.registry = REGISTRY if registry else None
        self.ledger = Ledger.from_notice(NOTICE, by=by)
        self.count = 0
        self.known: set[object] = set()
        """Everything that the ledger or a report said at some time."""
        self.typed: dict[Path, set[str]] = {}
        """What stands in each packet that somebody typed."""

    def token(self) -> str:
        self.count += 1
        return f"字{self.count}号"

    @rule(target=packets, merged=st.booleans(), protected=st.booleans())
    def send_out(self, merged: bool, protected: bool) -> Any:
        self.count += 1
        folder = self.folder / str(self.count)
        paths = dispatch(self.ledger, folder, registry=self.registry, merged=merged, protected=protected)
        assert paths == dispatch(self.ledger, folder, registry=self.registry, merged=merged, protected=protected)
        for path in paths:
            # What goes out was typed already.
            self.typed[path] = set()
        return multiple(*paths)

    @rule(pick=st.randoms(use_true_random=False), field=st.sampled_from(WORDS))
    def write_into_the_ledger(self, pick: random.Random, field: str) -> None:
        entry = pick.choice(self.ledger.entries)
        unit = entry.unit.name if entry.unit is not None else None
        word = self.token()
        self.known |= _said(self.ledger)
        self.ledger = self.ledger.updated(entry.requirement_id, unit=unit, **{field: word})

    @rule(
        path=packets, pick=st.randoms(use_true_random=False), column=st.sampled_from(COLUMNS),
        sort=st.booleans(), move=st.booleans(),
    )  # fmt: skip
    def type_into_a_packet(self, path: Path, pick: random.Random, column: str, sort: bool, move: bool) -> None:
        clerk = Clerk(path)
        rows = clerk.rows()
        if not rows:
            return
        row, word = pick.choice(rows), self.token()
        cell: Any = clerk.sheet.cell(row, clerk.column(column))
        if type(cell).__name__ == "MergedCell":
            return
        self.typed[path].discard(str(cell.value))
        clerk.write(row, column, word)
        merged = bool([each for each in clerk.sheet.merged_cells.ranges if each.min_row > clerk.head])
        if sort and not merged:
            clerk.sort(pick.randrange(9))
        if move and not merged:
            clerk.move_columns(pick.randrange(9))
        clerk.save()
        self.typed[path].add(word)

    @rule(
        path=packets,
        pick=st.randoms(use_true_random=False),
        how=st.sampled_from(("copy", "delete", "add", "number", "unit")),
    )
    def spoil_a_row(self, path: Path, pick: random.Random, how: str) -> None:
        clerk = Clerk(path)
        rows = clerk.rows()
        if not rows or any(each.min_row > clerk.head for each in clerk.sheet.merged_cells.ranges):
            return
        row = pick.choice(rows)
        word = self.token()
        if how == "copy":
            clerk.copy_row(row)
            clerk.write(clerk.sheet.max_row, pick.choice(COLUMNS), word)
        elif how == "delete":
            gone = {str(cell.value) for cell in clerk.sheet[row]}
            clerk.delete_row(row)
            left = {str(cell.value) for cells in clerk.sheet.iter_rows(min_row=clerk.head) for cell in cells}
            self.typed[path] -= gone - left
            clerk.save()
            return
        elif how == "add":
            values = {
                "编号": pick.choice(("", "1.1.2", "9.9.9")),
                "具体要求": "另一件事",
                "单位": "丙局",
                "进展情况": "另做",
            }
            headings = [str(cell.value) for cell in clerk.sheet[clerk.head] if cell.value]
            clerk.add_row({heading: value for heading, value in values.items() if heading in headings})
            clerk.write(clerk.sheet.max_row, pick.choice([each for each in headings if each != "编号"]), word)
        else:
            column = (
                "编号" if how == "number" or "单位" not in [cell.value for cell in clerk.sheet[clerk.head]] else "单位"
            )
            self.typed[path].discard(str(clerk.at(row, column)))
            clerk.write(row, column, word)
        clerk.save()
        self.typed[path].add(word)

    @rule(path=packets, store=st.booleans(), properties=st.booleans())
    def lose_what_is_hidden(self, path: Path, store: bool, properties: bool) -> None:
        clerk = Clerk(path)
        if store and len(clerk.book.sheetnames) > 1 and "台账数据" in clerk.book.sheetnames:
            clerk.lose_store()
        if properties:
            clerk.lose_properties()
        clerk.save()

    @rule(target=packets, path=packets, name=st.sampled_from(("丙局", "副本", "区财政局(1)")))
    def copy_a_packet(self, path: Path, name: str) -> Path:
        self.count += 1
        folder = self.folder / str(self.count)
        folder.mkdir()
        copy = Path(shutil.copy(path, folder / f"{name}.xlsx"))
        self.typed[copy] = set(self.typed[path])
        return copy

    @rule(path=consumes(packets))
    def damage_a_packet(self, path: Path) -> None:
        path.write_bytes(path.read_bytes()[:2000])
        self.typed[path] = set()

    @rule(pick=st.randoms(use_true_random=False), policy=POLICIES, keep=st.booleans())
    def collect_some(self, pick: random.Random, policy: Any, keep: bool) -> None:
        paths = [path for path in self.typed if path.exists()]
        chosen = pick.sample(paths, min(len(paths), pick.randrange(8)))
        result = collect(self.ledger, chosen, registry=self.registry, on_conflict=policy)
        pick.shuffle(chosen)
        again = collect(self.ledger, chosen, registry=self.registry, on_conflict=policy)
        assert (again.ledger, again.report.outcomes) == (result.ledger, result.report.outcomes)
        report = result.report
        assert sum(report.counts.values()) == report.rows_seen
        assert len(report.files) == len(chosen)
        assert report.stopped == (policy == "stop" and bool(report.conflict))
        if report.stopped:
            assert result.ledger is self.ledger
        now = _said(result.ledger) | _reported(report)
        read = [each for each in report.files if "unreadable" not in each.codes]
        for file in read:
            missing = self.typed[Path(file.file)] - now
            assert not missing, (file, missing)
        for field in (field for outcome in report.outcomes for field in outcome.fields):
            # Nothing that the office has is taken from it without being asked.
            expected = field.theirs if field.kind is OutcomeKind.CONFLICT and policy == "theirs" else field.ours
            assert field.kind is OutcomeKind.MERGED or field.taken == expected
        self.known |= _said(self.ledger) | now
        if keep:
            self.ledger = result.ledger

    @rule(pick=st.booleans())
    def keep_the_ledger_in_a_workbook(self, pick: bool) -> None:
        path = write_ledger(self.ledger, self.folder / "台账.xlsx", merged=pick)
        assert read_ledger(path) == self.ledger
        self.ledger = read_ledger(path)

    @invariant()
    def the_ledger_is_about_its_notice(self) -> None:
        if not hasattr(self, "ledger"):
            return
        assert {each.id for each in self.ledger.notice.requirements} == {"1.1.1", "1.1.2", "1.2.1", "1.2.2"}
        assert [each.text for each in self.ledger.notice.requirements] == [each.text for each in NOTICE.requirements]

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder, ignore_errors=True)


def _said(ledger: Ledger) -> set[object]:
    return {
        *(value for entry in ledger.entries for value in spread(entry).values()),
        *(value for change in ledger.history for value in (change.before, change.after)),
    }


def _reported(report: MergeReport) -> set[object]:
    fields = [*report.fields, *(field for outcome in report.outcomes for field in outcome.fields)]
    assert all(field.kind in (OutcomeKind.MERGED, OutcomeKind.CONFLICT, OutcomeKind.REJECTED) for field in fields)
    return {
        *(value for field in fields for value in (field.base, field.ours, field.theirs, field.taken)),
        *(outcome.requirement_id for outcome in report.outcomes),
        *(outcome.unit for outcome in report.outcomes),
    }


TestOffice = Office.TestCase
TestOffice.settings = settings(
    max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
)
