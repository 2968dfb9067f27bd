"""Notice of a merge: what theirs corrected in the notice, cell by cell, and the notice that has what was taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Any

import attrs

from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.merging.outline import Key, Outline, merged_sections
from policytasks.ledger.merging.parts import PLAIN_FIELDS, UNIT, parts, readers, shown, with_parts
from policytasks.ledger.merging.proposal import ABSENT, Proposal, Value
from policytasks.location import Location
from policytasks.model.heading import show_heading
from policytasks.model.notice import Notice, Requirement, Section, Task

__all__ = ["NOTICE", "NoticeMerge", "RowKey", "Target", "revived"]

NOTICE = "notice."
"""Before the name of a field of the notice."""

RowKey = tuple[str, str | None]
Target = tuple[Any, ...]
"""What a proposal is about: ``("part", id, part)``, ``("task", id)``, ``("heading", key)`` or ``("head", field)``."""

_HEAD = tuple(field.name for field in attrs.fields(Notice) if field.eq and field.name != "sections")
_NOBODY = Value((), None)
_GONE = Value(ABSENT, None)


def revived(side: Ledger, base: Ledger) -> Ledger:
    """A ledger from a workbook that had lost its data, with what base knows: its notice says only what cells show.

    A value that shows what base shows is that of base; the letter and all else that no cell shows comes from base, too.
    """
    if not _is_bare(side) or _is_bare(base) or side.by != base.by:
        return side
    merge = NoticeMerge(base, base, side, bare=True)
    shown_changes = {target: proposal.theirs.content for target, _, proposal in merge.proposals()}
    return attrs.evolve(side, notice=merge.merged(shown_changes))


def _heading(level: Section | Task) -> Value:
    return Value((level.ordinal, level.title), show_heading(level.ordinal, level.title))


def _is_bare(ledger: Ledger) -> bool:
    return any(doubt.code == "ledger-without-data" for doubt in ledger.doubts)


class NoticeMerge:
    """Compares three notices, and puts the merged one together.

    Args:
        base: The ledger that both began with.
        ours: Ours.
        theirs: Theirs.
        partial: Whether theirs was given a part of the ledger only.
        bare: Whether theirs says only what cells show.
    """

    def __init__(
        self, base: Ledger, ours: Ledger, theirs: Ledger, *, partial: bool = False, bare: bool = False
    ) -> None:
        self._base, self._ours, self._theirs = base, ours, theirs
        self._bare = bare
        self._same = theirs.notice in (base.notice, ours.notice)
        self._fixed = partial or bare

    @cached_property
    def _outlines(self) -> tuple[Outline, Outline, Outline]:
        base = Outline.of(self._base.notice)
        return base, Outline.of(self._ours.notice, base), Outline.of(self._theirs.notice, base)

    @cached_property
    def _rows(self) -> dict[str, list[Entry]]:
        """The rows on their side, by requirement."""
        found: dict[str, list[Entry]] = {}
        for entry in self._theirs.entries:
            found.setdefault(entry.requirement_id, []).append(entry)
        return found

    @cached_property
    def _edited(self) -> set[Location]:
        """The cells of which their reader says that the notice took them over."""
        return {doubt.location for doubt in self._theirs.doubts}

    @cached_property
    def _our_rows(self) -> dict[RowKey, Entry]:
        return {entry.key: entry for entry in self._ours.entries}

    @cached_property
    def added(self) -> frozenset[str]:
        """Ids of the requirements that only theirs has."""
        if self._same:
            return frozenset()
        base, ours, theirs = self._outlines
        return frozenset(theirs.requirements.keys() - base.requirements.keys() - ours.requirements.keys())

    def proposals(self) -> Iterator[tuple[Target, RowKey | None, Proposal]]:
        """What theirs changed in the notice, with the row that shows it; None for what no row shows."""
        if self._same:
            return
        for field in () if self._fixed else _HEAD:
            before, here, there = (getattr(each.notice, field) for each in (self._base, self._ours, self._theirs))
            if there not in (before, here):
                proposal = Proposal(
                    field=NOTICE + field,
                    base=Value(before, shown(before)),
                    ours=Value(here, shown(here)),
                    theirs=Value(there, shown(there)),
                    # A part of the ledger is sent without the letter: what is not there was not taken out of it.
                    refused="missing" if there in (None, ()) else "",
                    location=self._theirs.notice.location_of(field) or self._theirs.location,
                    ours_location=self._ours.notice.location_of(field) or self._ours.location,
                )
                yield ("head", field), None, proposal
        yield from self._headings()
        for id in self._outlines[2].requirements:
            yield from self._requirement(id)

    def _headings(self) -> Iterator[tuple[Target, RowKey | None, Proposal]]:
        base, ours, theirs = self._outlines
        for column, said in self._their_headings.items():
            levels: tuple[Mapping[Key, Any], ...] = tuple(getattr(side, f"{column}s") for side in (base, ours))
            below = theirs.ids_below(column)
            for key, there in said.items():
                if key not in levels[0]:
                    continue
                before, here = (_heading(each[key]) if key in each else _GONE for each in levels)
                there = self._meant(there, before)
                if there.content in (before.content, here.content):
                    continue
                target, home, proposal = self._proposal(
                    ("heading", key), below.get(key, []), column, column, before, here, there
                )
                # What our side took apart has no heading that could be changed.
                yield target, home, attrs.evolve(proposal, refused="removed") if here is _GONE else proposal

    @cached_property
    def _their_headings(self) -> dict[str, dict[Key, Value]]:
        """The headings on their side, by column and by the key of the level.

        Without its data a workbook cannot tell levels of one heading apart: there a level of base has the heading that all of its
        rows show.
        """
        base, _, theirs = self._outlines
        levels: dict[str, Mapping[Key, Any]] = {"section": theirs.sections, "task": theirs.tasks}
        if not self._bare:
            return {column: {key: _heading(level) for key, level in each.items()} for column, each in levels.items()}
        found: dict[str, dict[Key, Value]] = {"section": {}, "task": {}}
        for column, each in levels.items():
            shown_by: dict[Key, dict[str, Value]] = defaultdict(dict)
            for id in theirs.requirements:
                if id in base.requirements:
                    value = _heading(each[theirs.level_of(id, column)])
                    shown_by[base.level_of(id, column)][str(value.shown)] = value
            found[column] = {
                key: value for key, values in shown_by.items() if len(values) == 1 for value in values.values()
            }
        return found

    def _requirement(self, id: str) -> Iterator[tuple[Target, RowKey | None, Proposal]]:
        base, ours, theirs = self._outlines
        there = theirs.requirements[id]
        before, here = base.requirements.get(id), ours.requirements.get(id)
        if here is not None and before is not None:
            places = [Value(side.task_of[id], self._shown_task(side, id)) for side in (base, ours, theirs)]
            retitled = self._their_headings["task"].get(places[0].content)
            if self._bare and retitled is not None and retitled.shown == places[2].shown:
                places[2] = places[0]
            if places[2].content not in (places[0].content, places[1].content):
                yield self._proposal(("task", id), [id], "task", "place", *places)
        if there in (before, here):
            return
        blank = Requirement(id=id, text="")
        by = self._theirs.by
        old, yours = parts(before or blank, by), parts(there, by)
        mine = parts(here or blank, by) if here is not None or before is None else None
        for part in {**yours, **old}:
            if self._bare and part in PLAIN_FIELDS:
                continue
            value, now = old.get(part, _NOBODY), yours.get(part, _NOBODY)
            now = self._meant(now, value)
            ourselves = mine.get(part, _NOBODY) if mine is not None else _GONE
            if now.content in (value.content, ourselves.content):
                continue
            unit = part.removeprefix(UNIT) if part.startswith(UNIT) else None
            yield self._proposal(
                ("part", id, part),
                [id],
                "role" if unit else part,
                "role" if unit else part,
                value,
                ourselves,
                now,
                unit=unit,
            )

    def _meant(self, there: Value, before: Value) -> Value:
        """What theirs means: a side that says no more than cells show means what base holds where it shows the same."""
        return before if self._bare and there.shown == before.shown else there

    @staticmethod
    def _shown_task(side: Outline, id: str) -> str:
        task = side.tasks[side.task_of[id]]
        return show_heading(task.ordinal, task.title)

    def _proposal(
        self, target: Target, ids: list[str], column: str, name: str, *values: Value, unit: str | None = None
    ) -> tuple[Target, RowKey | None, Proposal]:
        """A proposal at the row, and the cell, that shows it."""
        rows = [entry for id in ids for entry in self._rows.get(id, ())]
        if unit is not None:
            own = [entry for entry in rows if entry.key[1] == unit]
            name = name if own else f"{name}:{unit}"
            rows = own or rows
        places = [self._theirs.place(entry, column) for entry in rows]
        at = next((number for number, place in enumerate(places) if place in self._edited), 0)
        home = rows[at].key if rows else None
        mine = self._our_rows.get(home) if home is not None else None
        if home is None and ids:
            name = f"{name} {ids[0]}"
        proposal = Proposal(
            field=NOTICE + name,
            base=values[0],
            ours=values[1],
            theirs=values[2],
            read=readers(target[-1]) if target[0] == "part" else None,
            location=places[at] if places else self._theirs.location,
            ours_location=self._ours.place(mine, column) if mine is not None else self._ours.location,
        )
        return target, home, proposal

    def merged(
        self, taken: Mapping[Target, Any], *, refused: Collection[str] = (), tracked: Collection[str] = ()
    ) -> Notice:
        """The merged notice.

        Args:
            taken: The contents that were taken.
            refused: Ids of requirements that only theirs has and that are not to be added.
            tracked: Ids of the requirements that have a row; one that ours had removed comes back.
        """
        here = self._ours.notice
        if self._same and self._ours.notice == self._base.notice:
            return here
        base, ours, theirs = self._outlines
        restored = {id for id in tracked if id not in ours.requirements and id not in self.added}
        if self._same and not restored:
            return here
        parts_of: dict[str, dict[str, Any]] = {}
        for target, content in taken.items():
            if target[0] == "part":
                parts_of.setdefault(target[1], {})[target[2]] = content
        requirements = dict(ours.requirements)
        task_of = dict(ours.task_of)
        for id in theirs.requirements:
            if id in requirements or id in restored or (id in self.added and id not in refused):
                requirements[id] = self._merged_requirement(id, parts_of.get(id, {}))
                task_of[id] = taken.get(("task", id), ours.task_of.get(id, theirs.task_of[id]))
        for id in restored:
            if id not in requirements:
                requirements[id], task_of[id] = base.requirements[id], base.task_of[id]
        sections = merged_sections(
            base,
            ours,
            theirs,
            requirements=requirements,
            task_of=task_of,
            headings={target[1]: content for target, content in taken.items() if target[0] == "heading"},
            fixed=self._fixed,
        )
        head = {target[1]: content for target, content in taken.items() if target[0] == "head"}
        return attrs.evolve(here, sections=sections, **head)

    def _merged_requirement(self, id: str, taken: Mapping[str, Any]) -> Requirement:
        base, ours, theirs = self._outlines
        there = theirs.requirements[id]
        before = base.requirements.get(id) or Requirement(id=id, text="", location=there.location)
        here = ours.requirements.get(id, before)
        chosen = {part: content for part, content in taken.items() if content is not ABSENT}
        return with_parts(before, here, there, chosen, by=self._theirs.by) if chosen else here
