"""Law: edits of different cells merge to one ledger, whoever comes first; edits of one cell are reported; nothing vanishes."""

from __future__ import annotations

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from merge_laws import assert_adds_up, assert_kept, cell, plain

from policytasks.ledger.ledger import Ledger
from policytasks.ledger.merge import merge_ledgers
from policytasks.ledger.outcome import OutcomeKind
from policytasks.testing.edits import Edit, edited, edits, shuffled, small_ledgers
from policytasks.testing.ledgers import ledgers

OFTEN = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)

TRACKED = st.one_of(*[small_ledgers()] * 5, ledgers().filter(lambda ledger: ledger.entries))


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
    for share, side in zip(shares, sides, strict=True):
        assert [cell(results[0], edit) for edit in share] == [cell(side, edit) for edit in share]


@OFTEN
@given(TRACKED, st.data())
def test_two_edits_of_one_cell_are_a_conflict_unless_they_agree(base: Ledger, data: st.DataObject) -> None:
    first = data.draw(edits(base, fields=lambda field: field != "row"))
    second = data.draw(edits(base, fields=lambda field: field == first.field))
    second = attrs.evolve(second, key=first.key)
    ours, theirs = edited(base, [first]), edited(base, [second])
    result = merge_ledgers(base, ours, theirs)
    differs = len({values(side, first) for side in (base, ours, theirs)}) == 3
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


def values(side: Ledger, edit: Edit) -> object:
    """Everything that the row of an edit says; nothing else in it was touched."""
    if edit.field.startswith("notice."):
        return cell(side, edit)
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
    assert_kept(yours, base, theirs, result)
    if result.report.stopped:
        assert result.ledger == ours
    elif policy != "theirs":
        assert [cell(result.ledger, edit) for edit in mine] == [cell(ours, edit) for edit in mine]


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
