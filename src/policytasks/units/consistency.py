"""Consistency 名录自检: what contradicts itself in a registry, with the row and the field that it stands in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from graphlib import CycleError, TopologicalSorter

import attrs

from policytasks.model.unit import UnitKind
from policytasks.passage import BLANKS
from policytasks.units.index import RegistryIndex
from policytasks.units.records import Membership, Succession, SuccessionKind, UnitRecord
from policytasks.units.succession import Lineage

__all__ = ["ALIAS_SEPARATORS", "Problem", "problems"]

ALIAS_SEPARATORS = "；;\n"
"""Marks that part several names in one cell; 、 is not among them, because collectives hold it (各部门、单位)."""

_UNWRITABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that a workbook or a JSON file cannot carry; the line feed is the one control character that they can."""

_OUTSIDE_BRACKETS = re.compile(r"[（(][^（()）]*+[)）]")
_LIST_MARK = "、"
_LONGEST_CELL = 32_767


@attrs.frozen(kw_only=True)
class Problem:
    """One contradiction.

    Args:
        table: ``"units"``, ``"memberships"`` or ``"successions"``.
        row: 0-based position in that table.
        field: Name of the field in the record's class.
        message: What is wrong.
        found: What stands there.
        expected: What should.
    """

    table: str
    row: int
    field: str
    message: str
    found: str = ""
    expected: str = ""


def problems(index: RegistryIndex) -> Iterator[Problem]:
    """Everything in a registry that contradicts itself, table by table."""
    rows, by_name, lineage = index.rows, index.by_name, index.lineage
    yield from _texts("units", rows.units, names=("name", "parent", "jurisdiction"), texts=("note",))
    yield from _aliases(rows.units)
    yield from _periods(rows.units, lineage)
    yield from _shared_names(rows.units, lineage)
    yield from _parents(rows.units, by_name)
    yield from _texts("memberships", rows.memberships, names=("collective", "member"), texts=("note",))
    yield from _members(rows.memberships, by_name)
    yield from _texts("successions", rows.successions, names=(), texts=("document", "note"))
    yield from _events(rows.successions, by_name)


def _texts(table: str, rows: Sequence[object], *, names: tuple[str, ...], texts: tuple[str, ...]) -> Iterator[Problem]:
    for row, record in enumerate(rows):
        for field in (*names, *texts):
            text = getattr(record, field)
            if text and (trouble := _text_trouble(text, is_name=field in names)):
                yield Problem(table=table, row=row, field=field, message=trouble, found=repr(text))
            elif text == "" and field in names:
                yield Problem(table=table, row=row, field=field, message="an empty name", expected="a name, or None")


def _text_trouble(text: str, *, is_name: bool) -> str:
    if _UNWRITABLE.search(text):
        return "a control character, which no workbook carries"
    if len(text) * 2 > _LONGEST_CELL and len(text.encode("utf-16-le")) // 2 > _LONGEST_CELL:
        return f"longer than a cell of a workbook holds ({_LONGEST_CELL} characters)"
    if is_name and not text.strip(BLANKS):
        return "an empty name"
    if is_name and (text != text.strip(BLANKS) or any(mark in text for mark in ALIAS_SEPARATORS)):
        return "a name with blanks at an end, or with a semicolon or a line break in it"
    return ""


def _aliases(records: Sequence[UnitRecord]) -> Iterator[Problem]:
    for row, record in enumerate(records):
        for alias in record.aliases:
            trouble = _text_trouble(alias, is_name=True)
            if not trouble and alias == record.name:
                trouble = "an alias that is the name itself"
            if not trouble and record.kind is not UnitKind.COLLECTIVE and _LIST_MARK in alias:
                # A clerk who lists aliases with 、 would otherwise get one alias that nothing ever matches.
                trouble = _list_trouble(alias)
            if trouble:
                yield Problem(
                    table="units",
                    row=row,
                    field="aliases",
                    message=trouble,
                    found=repr(alias),
                    expected="names parted by ；",
                )
        if len(set(record.aliases)) < len(record.aliases):
            yield Problem(table="units", row=row, field="aliases", message="an alias is listed twice")


def _list_trouble(alias: str) -> str:
    return "several aliases in one" if _LIST_MARK in _OUTSIDE_BRACKETS.sub("", alias) else ""


def _periods(records: Sequence[UnitRecord], lineage: Lineage) -> Iterator[Problem]:
    for row, record in enumerate(records):
        first, last = lineage.period(record)
        if first is not None and last is not None and last < first:
            yield Problem(
                table="units",
                row=row,
                field="valid_to",
                message="the unit ends before it begins",
                found=f"{first.isoformat()} to {last.isoformat()}",
                expected="a last day on or after the first (a name that was borne twice needs a row for each time)",
            )


def _shared_names(records: Sequence[UnitRecord], lineage: Lineage) -> Iterator[Problem]:
    """One name for two units at one time, be it as their name or as their alias."""
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    for row, record in enumerate(records):
        for name in dict.fromkeys(record.names):
            bearers[name].append(row)
    for name, rows in bearers.items():
        if len(rows) < 2:
            continue
        spans = sorted((*_span(lineage.period(records[row])), row) for row in rows)
        latest_end, holder = spans[0][1], spans[0][2]
        for start, end, row in spans[1:]:
            if start <= latest_end:
                own = records[row].name == name
                both_own = own and records[holder].name == name
                yield Problem(
                    table="units",
                    row=row,
                    field="name" if own else "aliases",
                    message="two units of one name at one time"
                    if both_own
                    else "a name that points to two units at one time",
                    found=f"{name!r} of {records[row].name!r} and of {records[holder].name!r} (unit {holder + 1} of the list)",
                )
            if end > latest_end:
                latest_end, holder = end, row


def _span(period: tuple[date | None, date | None]) -> tuple[date, date]:
    return period[0] or date.min, period[1] or date.max


def _parents(records: Sequence[UnitRecord], by_name: Mapping[str, object]) -> Iterator[Problem]:
    parents: defaultdict[str, set[str]] = defaultdict(set)
    for record in records:
        if record.parent is not None:
            parents[record.name].add(record.parent)
    looping = _in_cycles(parents)
    for row, record in enumerate(records):
        if record.parent is None:
            continue
        if record.parent not in by_name:
            yield _unknown("units", row, "parent", record.parent)
        elif record.name in looping and record.parent in looping:
            yield Problem(
                table="units",
                row=row,
                field="parent",
                message="a unit above itself",
                found=f"{record.name} → {record.parent}",
            )


def _members(memberships: Sequence[Membership], by_name: Mapping[str, tuple[UnitRecord, ...]]) -> Iterator[Problem]:
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for line in memberships:
        if line.member is not None and not line.excluded:
            parts[line.collective].add(line.member)
    looping = _in_cycles(parts)
    for row, line in enumerate(memberships):
        collective = by_name.get(line.collective)
        if collective is None:
            yield _unknown("memberships", row, "collective", line.collective)
        elif not any(record.kind is UnitKind.COLLECTIVE for record in collective):
            yield Problem(
                table="memberships",
                row=row,
                field="collective",
                message="members of a unit that is no collective",
                found=repr(line.collective),
                expected=f"a unit of kind {UnitKind.COLLECTIVE}",
            )
        if (line.member is None) == (line.kind is None):
            yield Problem(
                table="memberships",
                row=row,
                field="member",
                message="a line needs either a member or a kind of members",
                found="both" if line.member is not None else "neither",
            )
        if line.member is not None and line.member not in by_name:
            yield _unknown("memberships", row, "member", line.member)
        elif line.member in looping and line.collective in looping and not line.excluded:
            yield Problem(
                table="memberships",
                row=row,
                field="member",
                message="a collective that is its own member",
                found=f"{line.collective} → {line.member}",
            )
        if line.valid_from is not None and line.valid_to is not None and line.valid_to < line.valid_from:
            yield Problem(
                table="memberships",
                row=row,
                field="valid_to",
                message="the membership ends before it begins",
                found=f"{line.valid_from.isoformat()} to {line.valid_to.isoformat()}",
            )


_SIDES = {
    SuccessionKind.RENAMED: (1, 1, 1, 1),
    SuccessionKind.MERGED: (2, None, 1, 1),
    SuccessionKind.SPLIT: (1, 1, 2, None),
    SuccessionKind.DISSOLVED: (1, None, 0, 0),
    SuccessionKind.FOUNDED: (0, 0, 1, None),
}
"""How many units stand before and after each kind of event: least and most, None for any number."""


def _events(successions: Sequence[Succession], by_name: Mapping[str, object]) -> Iterator[Problem]:
    for row, event in enumerate(successions):
        least_before, most_before, least_after, most_after = _SIDES[event.kind]
        for field, names, least, most in (
            ("before", event.before, least_before, most_before),
            ("after", event.after, least_after, most_after),
        ):
            if not least <= len(names) <= (len(names) if most is None else most):
                yield Problem(
                    table="successions",
                    row=row,
                    field=field,
                    message=f"{event.kind} ({event.kind.value}) with the wrong number of units",
                    found=str(len(names)),
                    expected=str(least) if least == most else f"at least {least}",
                )
            if len(set(names)) < len(names):
                yield Problem(table="successions", row=row, field=field, message="a unit is listed twice")
            for name in names:
                if name not in by_name:
                    yield _unknown("successions", row, field, name)
        if event.kind is SuccessionKind.RENAMED and event.before == event.after and event.before:
            yield Problem(
                table="successions",
                row=row,
                field="after",
                message="renamed to the same name",
                found=repr(event.after[0]),
            )


def _unknown(table: str, row: int, field: str, name: str) -> Problem:
    return Problem(
        table=table,
        row=row,
        field=field,
        message="an unknown unit",
        found=repr(name),
        expected="a name from the list of units",
    )


def _in_cycles(edges: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Every node of the cycles: find one, cut one of its edges, look again."""
    heads = {node: set(of) for node, of in edges.items()}
    looping: set[str] = set()
    while True:
        try:
            TopologicalSorter(heads).prepare()
        except CycleError as error:
            cycle: list[str] = error.args[1]
            looping.update(cycle)
            # graphlib lists each node before the one whose predecessor it is.
            heads[cycle[1]].discard(cycle[0])
        else:
            return frozenset(looping)
