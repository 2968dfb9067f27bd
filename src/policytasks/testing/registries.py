"""Registry strategies: hypothesis generators of 单位名录 that do not contradict themselves.

Names hold what real ones hold and what breaks workbooks: brackets, formulas, leading zeros, error values. Needs the package
``hypothesis``.
"""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from policytasks.model.unit import UnitKind
from policytasks.units.records import Membership, Succession, SuccessionKind, UnitRecord
from policytasks.units.registry import UnitRegistry

__all__ = ["registries", "registry_names"]

_PLACES = ("", "省", "市", "区", "济宁市", "兖州区", "济宁市兖州区")
_BODIES = "财政局 发展和改革局 公安分局 住房和城乡建设局 委组织部 人民法院 供电公司 规划和自然资源局（林业局） 政府办公室 A局 第三中学".split()
_ODD = (
    "=1+1",
    "007",
    "#N/A",
    "TRUE",
    "1e5",
    "2021-01-01",
    "@甲",
    "-乙",
    "'丙",
    "丁\u3000戊",
    "𠮷局",
    "A (b)",
    "+8",
    "各部门、单位",
)
_SOLITARY = tuple(kind for kind in UnitKind if kind is not UnitKind.COLLECTIVE)
_DAYS = st.dates(date(1949, 10, 1), date(2049, 12, 31))
_ANY_DAY = st.one_of(st.none(), _DAYS, st.dates())
_NOTES = st.one_of(st.just(""), st.sampled_from(("草稿", "=A1", " 前后有空格 ", "第一行\n第二行", "0.10")))


def registry_names() -> SearchStrategy[str]:
    """Names of units, realistic ones and odd ones."""
    real = st.builds(
        lambda place, body, number: f"{place}{body}{number}",
        st.sampled_from(_PLACES),
        st.sampled_from(_BODIES),
        st.sampled_from(("", "一", "二")),
    )
    return st.one_of(real, st.sampled_from(_ODD))


@st.composite
def registries(draw: DrawFn, *, most_units: int = 8) -> UnitRegistry:
    """A registry of up to ``most_units`` units with collectives, aliases, parents, periods and events."""
    names = draw(st.lists(registry_names(), max_size=3 * most_units, unique=True))
    count = min(most_units, len(names))
    own, others = names[:count], [name for name in names[count:] if "、" not in name]
    records = tuple(draw(_record(own, position, others)) for position in range(count))
    return UnitRegistry(
        records=records,
        memberships=tuple(draw(_memberships(records))),
        successions=tuple(draw(_successions(own))),
    )


@st.composite
def _record(draw: DrawFn, names: list[str], position: int, others: list[str]) -> UnitRecord:
    first, last = draw(_period())
    aliases = [others.pop() for _ in range(draw(st.integers(0, 2))) if others]
    above = names[:position]
    has_parent = bool(above) and draw(st.booleans())
    return UnitRecord(
        name=names[position],
        kind=draw(st.sampled_from(UnitKind)),
        aliases=tuple(aliases),
        parent=draw(st.sampled_from(above)) if has_parent else None,
        jurisdiction=draw(st.sampled_from((None, "兖州区", "济宁市"))),
        valid_from=first,
        valid_to=last,
        note=draw(_NOTES),
    )


@st.composite
def _period(draw: DrawFn) -> tuple[date | None, date | None]:
    first, last = draw(_ANY_DAY), draw(_ANY_DAY)
    return (last, first) if first is not None and last is not None and last < first else (first, last)


@st.composite
def _memberships(draw: DrawFn, records: tuple[UnitRecord, ...]) -> list[Membership]:
    lines = []
    for position, record in enumerate(records):
        if record.kind is not UnitKind.COLLECTIVE:
            continue
        for _ in range(draw(st.integers(0, 2))):
            later = [other.name for other in records[position + 1 :]]
            by_name = bool(later) and draw(st.booleans())
            first, last = draw(_period())
            lines.append(
                Membership(
                    collective=record.name,
                    member=draw(st.sampled_from(later)) if by_name else None,
                    kind=None if by_name else draw(st.sampled_from(_SOLITARY)),
                    excluded=draw(st.booleans()),
                    valid_from=first,
                    valid_to=last,
                    note=draw(_NOTES),
                )
            )
    return lines


@st.composite
def _successions(draw: DrawFn, names: list[str]) -> list[Succession]:
    """Events over the units, each unit in one event at most, so that no unit ends before it begins."""
    free, events = list(names), []
    while len(free) >= 3 and draw(st.booleans()):
        kind = draw(st.sampled_from(SuccessionKind))
        before, after = _SIDES[kind]
        events.append(
            Succession(
                kind=kind,
                on=draw(_DAYS) + timedelta(days=1),
                before=tuple(free.pop() for _ in range(before)),
                after=tuple(free.pop() for _ in range(after)),
                document=draw(st.sampled_from(("", "甲编〔2019〕3号", "《机构改革方案》"))),
                note=draw(_NOTES),
            )
        )
    return events


_SIDES = {
    SuccessionKind.RENAMED: (1, 1),
    SuccessionKind.MERGED: (2, 1),
    SuccessionKind.SPLIT: (1, 2),
    SuccessionKind.DISSOLVED: (1, 0),
    SuccessionKind.FOUNDED: (0, 1),
}
