"""Laws of a merge, as assertions: the report adds up, and what was typed is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import attrs

from policytasks.ledger.fields import spread
from policytasks.ledger.history import FieldValue
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.outcome import MergeReport, MergeResult, OutcomeKind
from policytasks.testing.edits import Edit

__all__ = ["assert_adds_up", "assert_kept", "cell", "plain"]


def plain(ledger: Ledger) -> Ledger:
    """A ledger without the record of how it came about."""
    return attrs.evolve(ledger, history=())


def assert_adds_up(report: MergeReport, *sides: Ledger) -> None:
    """One outcome for each row that any side has, and six counts that add up to them."""
    rows = Counter((outcome.requirement_id, outcome.unit) for outcome in report.outcomes)
    assert rows == Counter({entry.key for side in sides for entry in side.entries})
    six = (report.unchanged, report.merged, report.conflict, report.rejected, report.foreign, report.missing)
    assert sum(six) == report.rows_seen == len(report.outcomes)


def cell(ledger: Ledger, edit: Edit) -> FieldValue:
    """What the cell of an edit says in a ledger; None where there is no such row."""
    rows = {each.id: each for each in ledger.notice.requirements}
    if edit.field == "row":
        return rows[edit.new_id].text if edit.new_id in rows else None
    if not edit.field.startswith("notice."):
        entry = next((each for each in ledger.entries if each.key == edit.key), None)
        return spread(entry).get(edit.field) if entry is not None else None
    field, requirement = edit.field.removeprefix("notice."), rows.get(edit.key[0])
    if requirement is None:
        return None
    if field in ("section", "task"):
        for section in ledger.notice.sections:
            for task in section.tasks:
                if requirement in task.requirements:
                    level = section if field == "section" else task
                    return f"{level.ordinal or ''}{level.title or ''}"
    if field == "text":
        return requirement.text
    if field == "deadlines":
        return "\n".join(each.text for each in requirement.deadlines)
    if field == "role":
        return "、".join(each.role.value for each in requirement.responsibilities if each.unit.name == edit.key[1])
    return "\n".join(each.unit.name for each in requirement.responsibilities if each.role.value == field)


def is_reported(edit: Edit, report: MergeReport) -> bool:
    """Whether a report keeps what was typed in a conflict or a rejection of its row and field."""
    value = edit.value
    field, id = edit.field.removeprefix("typed."), edit.key[0]
    if edit.field == "row":
        field, id = "notice.text", edit.new_id
    if edit.field == "notice.role":
        value = {"lead": "牵头", "responsible": "责任", "supporting": "配合"}[str(edit.value)]
    # The heading over several rows is told at one of them.
    heading = field in ("notice.section", "notice.task")
    return any(
        each.field == field and each.theirs == value
        for outcome in report.outcomes
        if heading or outcome.requirement_id == id
        for each in outcome.fields
        if each.kind in (OutcomeKind.CONFLICT, OutcomeKind.REJECTED)
    )


def assert_kept(made: Iterable[Edit], base: Ledger, side: Ledger, result: MergeResult) -> None:
    """What somebody typed, where it is not what stood there before, is in the ledger, in a conflict, or in a rejection."""
    for edit in made:
        if cell(base, edit) == cell(side, edit):
            continue
        assert cell(result.ledger, edit) == cell(side, edit) or is_reported(edit, result.report), edit
