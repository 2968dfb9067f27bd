"""A state machine of an office that keeps a ledger while copies of it are worked in, sorted, saved, damaged and merged."""

from __future__ import annotations

from collections import Counter
from datetime import date
from io import BytesIO
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, precondition, rule
from merge_laws import assert_adds_up, assert_kept, cell
from openpyxl import load_workbook

from policytasks.ledger.ledger import Ledger
from policytasks.ledger.merge import merge_ledgers
from policytasks.testing.edits import Edit, edited, edits, shuffled, small_ledgers
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import render

__all__ = ["Office"]


@attrs.frozen
class Copy:
    """A copy of the ledger that somebody works in, what it began with, and what was typed since."""

    base: Ledger
    now: Ledger
    made: tuple[Edit, ...] = ()

    def with_edit(self, edit: Edit) -> Copy:
        kept = tuple(each for each in self.made if each.cell != edit.cell)
        return Copy(self.base, edited(self.now, [edit]), (*kept, edit))


class Office(RuleBasedStateMachine):
    """Whatever happens, counts add up, stopped merges change nothing, and no edit vanishes."""

    copies = Bundle("copies")

    @initialize(ledger=small_ledgers())
    def begin(self, ledger: Ledger) -> None:
        self.ours = ledger
        self.made: tuple[Edit, ...] = ()

    @rule(target=copies)
    def copy(self) -> Copy:
        return Copy(self.ours, self.ours)

    @rule(target=copies, copy=consumes(copies), data=st.data())
    def type_into_copy(self, copy: Copy, data: st.DataObject) -> Copy:
        edit = data.draw(edits(copy.now))
        return copy if _is_there(copy.now, edit) else copy.with_edit(edit)

    @rule(data=st.data())
    def type_into_ours(self, data: st.DataObject) -> None:
        edit = data.draw(edits(self.ours))
        if not _is_there(self.ours, edit):
            self.ours = edited(self.ours, [edit])

    @rule(target=copies, copy=consumes(copies), data=st.data())
    def sort(self, copy: Copy, data: st.DataObject) -> Copy:
        return attrs.evolve(copy, now=data.draw(shuffled(copy.now)))

    @rule(target=copies, copy=consumes(copies), data=st.data())
    def lose_a_row(self, copy: Copy, data: st.DataObject) -> Copy:
        lost = data.draw(st.sampled_from(copy.now.entries))
        if len(copy.now.entries) < 2 or any(lost.requirement_id in (each.key[0], each.new_id) for each in copy.made):
            return copy
        entries = tuple(entry for entry in copy.now.entries if entry is not lost)
        return attrs.evolve(copy, now=attrs.evolve(copy.now, entries=entries))

    @rule(target=copies, copy=consumes(copies))
    def save_and_open(self, copy: Copy) -> Copy:
        read = read_ledger(render(copy.now, merged=False))
        assert read == copy.now
        return attrs.evolve(copy, now=read)

    @rule(target=copies, copy=consumes(copies))
    def lose_the_data(self, copy: Copy) -> Copy:
        """The hidden sheet is deleted: what cells do not show, and odd spaces, are gone."""
        book = load_workbook(BytesIO(render(copy.now, merged=False)))
        for sheet in book.worksheets[1:]:
            book.remove(sheet)
        for name in list(book.defined_names):
            del book.defined_names[name]
        saved = BytesIO()
        book.save(saved)
        bare = read_ledger(saved.getvalue())
        kept = tuple(each for each in copy.made if _same_cell(copy.now, bare, each))
        return Copy(copy.base, bare, kept)

    @rule(
        target=copies, copy=consumes(copies), policy=st.sampled_from(("stop", "ours", "theirs")),
        on=st.sampled_from((None, date(2021, 9, 1), date(2021, 10, 1))),
    )  # fmt: skip
    def merge(self, copy: Copy, policy: Any, on: date | None) -> Copy:
        result = merge_ledgers(copy.base, self.ours, copy.now, on_conflict=policy, on=on)
        assert_adds_up(result.report, copy.base, self.ours, copy.now)
        assert_kept(copy.made, copy.base, copy.now, result)
        if result.report.stopped:
            assert result.ledger == self.ours
            return copy
        assert {entry.key for entry in self.ours.entries} <= {entry.key for entry in result.ledger.entries}
        assert Counter(self.ours.history) <= Counter(result.ledger.history)
        again = merge_ledgers(copy.base, result.ledger, copy.now, on_conflict="ours")
        assert again.ledger.entries == result.ledger.entries
        self.ours = result.ledger
        return Copy(result.ledger, result.ledger)

    @precondition(lambda self: hasattr(self, "ours"))
    @invariant()
    def the_history_ends_with_now(self) -> None:
        assert self.ours.at(date.max) == self.ours


def _is_there(ledger: Ledger, edit: Edit) -> bool:
    """Whether the row that an edit adds is there already."""
    return edit.field == "row" and cell(ledger, edit) is not None


def _same_cell(one: Ledger, other: Ledger, edit: Edit) -> bool:
    ids = {each.id for each in other.notice.requirements}
    return (edit.key[0] in ids or edit.field == "row") and cell(one, edit) == cell(other, edit)
