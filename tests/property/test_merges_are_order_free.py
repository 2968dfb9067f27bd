"""Law: edits of different cells merge to one ledger, whoever comes first; edits of one cell are reported; nothing vanishes."""

from __future__ import annotations

from collections import Counter

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytasks.ledger.fields import spread
from policytasks.ledger.history import FieldValue
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.merge import merge_ledgers
from policytasks.ledger.outcome import MergeReport, MergeResult, OutcomeKind
from policytasks.testing.edits import Edit, edited, edits, shuffled
from policytasks.testing.ledgers import ledgers

OFTEN = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)

TRACKED = ledgers().filter(lambda ledger: ledger.entries)


def plain(ledger: Ledger) -> Ledger:
    """A ledger without the record of how it came about."""
    return attrs.evolve(ledger, history=())


def assert_adds_up(report: MergeReport, *sides: Ledger) -> None:
    """One outcome for each row that any side has, and six counts that add up to them."""
    rows = Counter((outcome.requirement_id, outcome.unit) for outcome in report.outcomes)
    assert rows == Counter({entry.key for side in sides for entry in side.entries})
    six = (report.unchanged, report.merged, report.conflict, report.rejected, report.foreign, report.missing)
    assert sum(six) == report.rows_seen == len(report.outcomes)


def said(ledger: Ledger) -> set[tuple[object, str, FieldValue]]:
    """Everything that a ledger's cells say: row, field, value."""
    entries = {(entry.key, field, value) for entry in ledger.entries for field, value in spread(entry).items()}
    texts = {(each.id, "notice.text", each.text) for each in ledger.notice.requirements}
    units = {
        (each.id, f"notice.{one.role.value}", one.unit.name)
        for each in ledger.notice.requirements
        for one in each.responsibilities
    }
    times = {(each.id, "notice.deadlines", one.text) for each in ledger.notice.requirements for one in each.deadlines}
    return entries | texts | units | times


def reported(report: MergeReport) -> dict[tuple[object, str], list[FieldValue]]:
    """What the report keeps of theirs: row and field to the values."""
    kept: dict[tuple[object, str], list[FieldValue]] = {}
    for outcome in report.outcomes:
        for each in outcome.fields:
            kept.setdefault(((outcome.requirement_id, outcome.unit), each.field), []).append(each.theirs)
    return kept


def is_kept(edit: Edit, result: MergeResult) -> bool:
    """Whether what somebody typed is in the ledger, or in a conflict or rejection of the report."""
    values = {value for _, field, value in said(result.ledger) if field == edit.field}
    if edit.field == "row":
        values = {each.text for each in result.ledger.notice.requirements}
    if edit.field == "notice.role":
        values = {one.role.value for each in result.ledger.notice.requirements for one in each.responsibilities}
    typed = str(edit.value).split("\n") if edit.field.startswith("notice.") else [edit.value]
    kept = [
        each.theirs
        for outcome in result.report.outcomes
        for each in outcome.fields
        if each.kind in (OutcomeKind.CONFLICT, OutcomeKind.REJECTED)
    ]
    if edit.value in (None, "") or all(value in values for value in typed):
        return True
    words = {"lead": "牵头", "responsible": "责任", "supporting": "配合"}
    return edit.value in kept or words.get(str(edit.value)) in kept


@OFTEN
@given(TRACKED, st.data())
def test_edits_of_different_cells_merge_to_one_ledger_in_any_order(base: Ledger, data: st.DataObject) -> None:
    made = data.draw(st.lists(edits(base), max_size=8, unique_by=lambda edit: edit.cell))
    shares: list[list[Edit]] = [[], [], []]
    for edit in made:
        shares[data.draw(st.integers(0, 2))].append(edit)
    sides = [data.draw(shuffled(edited(base, share))) for share in shares]
    results = []
    for order in data.draw(st.permutations([[0, 1, 2], [2, 1, 0], [1, 0, 2]])):
        ours = base
        for number in order:
            result = merge_ledgers(base, ours, sides[number])
            assert not result.report.conflict
            assert not result.report.stopped
            assert_adds_up(result.report, base, ours, sides[number])
            ours = result.ledger
        results.append(ours)
    assert results[0] == results[1] == results[2]
    final = edited(base, made)
    assert said(final) <= said(results[0])


@OFTEN
@given(TRACKED, st.data())
def test_two_edits_of_one_cell_are_a_conflict_unless_they_agree(base: Ledger, data: st.DataObject) -> None:
    first = data.draw(edits(base, fields=lambda field: field != "row"))
    second = data.draw(edits(base, fields=lambda field: field == first.field))
    second = attrs.evolve(second, key=first.key)
    ours, theirs = edited(base, [first]), edited(base, [second])
    result = merge_ledgers(base, ours, theirs)
    differs = len({plain_value(side, first) for side in (base, ours, theirs)}) == 3
    assert result.report.stopped == differs
    assert bool(result.report.conflict) == differs
    if differs:
        assert result.ledger == ours
        (conflict,) = [
            each for row in result.report.conflicts for each in row.fields if each.kind is OutcomeKind.CONFLICT
        ]
        assert conflict.field == first.field.removeprefix("typed.")
        assert conflict.taken == conflict.ours
        for policy, winner in (("ours", ours), ("theirs", theirs)):
            settled = merge_ledgers(base, ours, theirs, on_conflict=policy)  # type: ignore[arg-type]
            assert plain(settled.ledger) == plain(winner)
            assert settled.report.conflict == 1


def plain_value(side: Ledger, edit: Edit) -> object:
    """What the cell of an edit holds: of the notice, the whole requirement, in which nothing else was touched."""
    if edit.field.startswith("notice."):
        return next(each for each in side.notice.requirements if each.id == edit.key[0])
    return side.entry(edit.key[0], unit=edit.key[1])


@OFTEN
@given(TRACKED, st.data())
def test_nothing_that_was_typed_vanishes(base: Ledger, data: st.DataObject) -> None:
    policy = data.draw(st.sampled_from(("stop", "ours", "theirs")))
    mine = data.draw(st.lists(edits(base), max_size=5, unique_by=lambda edit: edit.cell))
    yours = data.draw(st.lists(edits(base), max_size=5, unique_by=lambda edit: edit.cell))
    ours, theirs = edited(base, mine), edited(base, yours)
    refused = data.draw(st.sets(st.sampled_from(("note", "row", "notice.text", "status"))))
    result = merge_ledgers(
        base, ours, theirs, on_conflict=policy, allow=lambda entry, field: "not-yours" if field in refused else ""
    )
    assert_adds_up(result.report, base, ours, theirs)
    for edit in yours:
        assert is_kept(edit, result), edit
    if result.report.stopped:
        assert result.ledger == ours
    elif policy != "theirs":
        assert said(ours) - said(base) <= said(result.ledger)


@OFTEN
@given(TRACKED, st.data())
def test_a_side_that_did_nothing_changes_nothing(base: Ledger, data: st.DataObject) -> None:
    made = data.draw(st.lists(edits(base), max_size=6))
    side = data.draw(shuffled(edited(base, made)))
    assert merge_ledgers(base, side, base).ledger == side
    assert merge_ledgers(base, side, side).ledger == side
    assert merge_ledgers(base, side, side).report.unchanged == len(side.entries)
    taken = merge_ledgers(base, base, side)
    assert plain(taken.ledger) == plain(side)
    again = merge_ledgers(base, taken.ledger, side)
    assert again.ledger == taken.ledger


@OFTEN
@given(TRACKED, st.data())
def test_rows_that_are_gone_are_reported_and_kept(base: Ledger, data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.sampled_from(base.entries), unique_by=lambda entry: entry.key))
    theirs = attrs.evolve(base, entries=tuple(kept))
    result = merge_ledgers(base, base, theirs)
    assert {entry.key for entry in result.ledger.entries} == {entry.key for entry in base.entries}
    assert result.report.missing == len(base.entries) - len(kept)
    assert merge_ledgers(base, theirs, base).ledger == theirs
