"""Rules over the names of units: what they are called, when and where they exist, and what they are listed beside.

Those that judge names against a registry are silent without one; the others judge the names by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from policytasks.messages import Wording
from policytasks.model.notice import Notice, Requirement
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import UnitKind
from policytasks.units.abbreviations import same_by_rule
from policytasks.units.collective_names import is_open
from policytasks.units.collectives import members_of_entry
from policytasks.units.jurisdiction import Level
from policytasks.units.kinds import kind_of
from policytasks.units.likeness import near_duplicates
from policytasks.units.names import parse_name
from policytasks.units.resolution import Resolution
from policytasks.validation.catalogue import Context, Observation, observe, rule
from policytasks.validation.finding import Severity
from policytasks.validation.mentions import is_collective, mentions_of, name_of, resolve

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["RULES"]

_OTHER = Wording(en="{other}", zh="{other}")
_ISSUER = Wording(en="issued by {issuer}", zh="发文机关：{issuer}")
_COLLECTIVE = Wording(en="the collective {collective}", zh="统称“{collective}”")
_CARRIER = Wording(en="the same unit as {role}", zh="同一单位作为{role}单位")


@rule(
    Notice,
    code="unknown-unit",
    severity=Severity.WARNING,
    summary=Wording(
        en="A name means no unit of the registry, or not surely one.", zh="名称在单位名录中没有对应单位，或对应不唯一。"
    ),
    rationale=Wording(
        en="Counts, ledgers and graphs take a name that is not bound for a unit of its own. The candidates only suggest: a "
        "person decides, and an alias in the registry settles it.",
        zh="未对应到名录的名称在统计、台账和网络图中会被当作另一单位。候选单位仅供参考，由人工判断后在名录中登记别名即可。",
    ),
    remedy=Wording(
        en="Choose one of three: give the unit this name as a 别名 in the registry, correct the slip in the notice, or add the unit to the registry.",
        zh="三者择一：在名录中为该单位登记别名；更正通知中的笔误；在名录中新增该单位。",
    ),
    example="区供电部",
    message=Wording(
        en="{unit} is not in the registry of units (rows {rows}){candidates}",
        zh="单位名录中没有“{unit}”（{rows}）{candidates}",
    ),
)
def unknown_unit(notice: Notice, context: Context) -> Iterator[Observation]:
    if context.registry is None:
        return
    for mention in mentions_of(notice):
        entry = mention.entry
        if is_collective(entry) and is_open(name_of(entry)):
            continue
        resolution = resolve(entry, mention.row, notice, context.registry, context.on, suggest=True)
        if resolution.unit is None:
            names = [unit.name for unit in resolution.candidates]
            maybe = Wording(en="; perhaps " + ", ".join(names), zh="，可能是“" + "”“".join(names) + "”")
            yield observe(
                entry.location,
                unit=name_of(entry),
                rows=mention.ids,
                suggested=names,
                candidates=maybe if names else Wording(en="", zh=""),
            )


@rule(
    Notice,
    code="unit-not-valid-on-date",
    severity=Severity.WARNING,
    summary=Wording(en="A unit did not exist on the day of the notice.", zh="单位在通知成文之日并不存在。"),
    rationale=Wording(
        en="An old name was copied from an older notice, or a reform was anticipated. The name stays bound to the unit that "
        "bore it: only a person can say that its successor was meant.",
        zh="可能沿用了旧文中的旧名称，或提前使用了新名称。名称仍对应原单位，是否改为承接单位由人工确认。",
    ),
    remedy=Wording(
        en="Find out whether the successor was meant, and write its name; if the unit did exist on that day, correct its dates in the registry.",
        zh="核实是否应为承接单位，是则改用其名称；该单位当日确实存在的，更正名录中的启用、停用日期。",
    ),
    example="区扶贫办（2021年7月）",
    message=Wording(
        en="{unit} did not exist on {day} (rows {rows}){fate}", zh="“{unit}”在{day}并不存在（{rows}）{fate}"
    ),
)
def unit_not_valid_on_date(notice: Notice, context: Context) -> Iterator[Observation]:
    registry, day = context.registry, context.on
    if registry is None or day is None:
        return
    for mention in mentions_of(notice):
        resolution = resolve(mention.entry, mention.row, notice, registry, day)
        if resolution.unit is not None and not resolution.valid:
            yield observe(
                mention.entry.location,
                unit=name_of(mention.entry),
                day=day,
                rows=mention.ids,
                successors=tuple(unit.name for unit in resolution.successors),
                fate=_fate(resolution, registry),
            )


def _fate(resolution: Resolution, registry: UnitRegistry) -> Wording:
    """What became of a unit that did not exist on the day."""
    if resolution.successors and resolution.unit is not None:
        names = [unit.name for unit in resolution.successors]
        record = registry.record(resolution.unit)
        events = registry.index.lineage.endings(record) if record is not None else ()
        source = "；".join(dict.fromkeys(event.document for event in events if event.document))
        return Wording(
            en="; succeeded by " + ", ".join(names) + (f" ({source})" if source else ""),
            zh="，其职能由“" + "”“".join(names) + "”承接" + (f"（{source}）" if source else ""),
        )
    return Wording(en="", zh="")


@rule(
    Notice,
    code="near-duplicate-unit",
    severity=Severity.WARNING,
    summary=Wording(en="Two names look like one unit misspelt.", zh="两个名称疑似同一单位的不同写法。"),
    rationale=Wording(
        en="One unit under two names is counted twice and gets two ledgers. Only differences that writers produce count (a "
        "doubled or dropped character, a known confusion, a generic word); one other character makes another bureau.",
        zh="同一单位以两个名称出现，会重复统计、重复建账。仅提示书写中常见的差异（衍字、漏字、易混字、通用词）；单纯一字之差往往是不同单位。",
    ),
    remedy=Wording(
        en="Correct the misspelt name. If both are right, list the one as a 别名 of the other in a registry, or each as a unit of its own.",
        zh="更正误写的名称；两种写法都对的，在名录中登记为别名；确为两个单位的，在名录中分别列出。",
    ),
    example="区公安局分局 … 区公安分局",
    message=Wording(en="{unit} looks like {other} (rows {rows})", zh="“{unit}”疑与“{other}”为同一单位（{rows}）"),
)
def near_duplicate_unit(notice: Notice, context: Context) -> Iterator[Observation]:
    mentions = {name_of(mention.entry): mention for mention in mentions_of(notice)}
    for first, second, _ in near_duplicates(mentions):
        if context.registry is not None and all(
            resolve(mentions[name].entry, mentions[name].row, notice, context.registry, context.on)
            for name in (first, second)
        ):
            continue  # The registry knows both: they are one unit, or two on purpose.
        later = mentions[second]
        place = mentions[first].entry.location
        yield observe(
            later.entry.location, related=[(place, _OTHER)], unit=second, other=first, rows=mentions[first].ids
        )


@rule(
    Notice,
    code="jurisdiction-mismatch",
    severity=Severity.WARNING,
    summary=Wording(
        en="A unit belongs to another place, or to a level above the issuer.",
        zh="单位属于其他地区，或高于发文机关的层级。",
    ),
    rationale=Wording(
        en="A prefix was left over from the notice of another place or of the level above: an issuer gives work to its own "
        "units and to those below. Branches and companies of higher levels are let pass.",
        zh="可能照搬了外地或上级通知中的前缀：发文机关只向本级和下级单位分派任务。上级派出机构和企业不在此列。",
    ),
    remedy=Wording(
        en="Write the unit of the issuer's own place; where a unit from elsewhere really takes part, leave it.",
        zh="改为本级对应的单位；外地或上级单位确实参与的不必处理。",
    ),
    example="区政府办公室印发：责任单位：市财政局",
    message=Wording(
        en="{unit} is no unit of {issuer} or below (rows {rows})", zh="“{unit}”不是“{issuer}”本级或下级的单位（{rows}）"
    ),
)
def jurisdiction_mismatch(notice: Notice, context: Context) -> Iterator[Observation]:
    if notice.issuer is None:
        return
    home = parse_name(notice.issuer).jurisdiction
    if home.level is None:
        return
    for mention in mentions_of(notice):
        name, kind = name_of(mention.entry), mention.entry.unit.kind
        if (kind_of(name) if kind is UnitKind.UNKNOWN else kind) not in _LOCAL_KINDS:
            continue
        place = parse_name(name).jurisdiction
        if place.level is None or place.level is Level.NATIONAL:
            continue
        above = _RANK[place.level] < _RANK[home.level]
        if above or (place.level is home.level and not place.agrees_with(home)):
            issuer = notice.location_of("issuer")
            yield observe(
                mention.entry.location, related=[(issuer, _ISSUER)], unit=name, issuer=notice.issuer, rows=mention.ids
            )


_LOCAL_KINDS = frozenset(
    {UnitKind.DEPARTMENT, UnitKind.GOVERNMENT, UnitKind.GOVERNMENT_OFFICE, UnitKind.PARTY_ORGAN, UnitKind.CONGRESS}
)
_RANK = {level: rank for rank, level in enumerate(Level)}


@rule(
    Notice,
    code="open-collective",
    severity=Severity.INFO,
    summary=Wording(
        en="A collective leaves open which units are meant.", zh="统称未写明所指单位（各有关部门、相关单位）。"
    ),
    rationale=Wording(
        en="Nobody finds their own name in it, so nobody is bound. It is never expanded, by any registry.",
        zh="没有单位能据此认领任务，责任落空。无论名录如何，均不自动展开。",
    ),
    remedy=Wording(
        en="Ask the issuer which units are meant, and name them.",
        zh="与发文机关明确所指单位，逐一列名。",
    ),
    example="区政府各有关部门、单位",
    message=Wording(en="{unit} leaves open who is meant (rows {rows})", zh="“{unit}”未写明具体单位（{rows}）"),
)
def open_collective(notice: Notice, context: Context) -> Iterator[Observation]:
    for mention in mentions_of(notice):
        if is_collective(mention.entry) and is_open(name_of(mention.entry)):
            yield observe(mention.entry.location, unit=name_of(mention.entry), rows=mention.ids)


@rule(
    Notice,
    code="collective-without-members",
    severity=Severity.INFO,
    summary=Wording(
        en="The registry knows a collective, but not whom it means on that day.",
        zh="名录中有该统称，但没有其当日的成员。",
    ),
    rationale=Wording(
        en="It cannot be expanded, nor dispatched to anybody, until its members are listed; an exception that the registry "
        "does not know has the same effect.",
        zh="未登记成员的统称无法展开，也无法分发；除外的单位不在名录中时同样如此。",
    ),
    remedy=Wording(
        en="List its members under 成员 in the registry; if an exception is not known, add that unit or correct its name.",
        zh="在名录“成员”中列出其成员；除外单位不在名录中的，补录或更正名称。",
    ),
    example="各镇（街道）",
    message=Wording(
        en="the registry does not say who {unit} is on that day (rows {rows})",
        zh="名录中没有“{unit}”当日的成员（{rows}）",
    ),
)
def collective_without_members(notice: Notice, context: Context) -> Iterator[Observation]:
    registry = context.registry
    if registry is None:
        return
    for mention in mentions_of(notice):
        entry = mention.entry
        if not is_collective(entry) or is_open(name_of(entry)):
            continue
        known = resolve(entry, mention.row, notice, registry, context.on)
        if known and not members_of_entry(entry, registry.index, context.on):
            yield observe(entry.location, unit=name_of(entry), rows=mention.ids)


@rule(
    Requirement,
    code="member-and-collective-in-one-row",
    severity=Severity.WARNING,
    summary=Wording(en="A row names a collective and one of its members.", zh="同一要求中既列统称，又列其成员。"),
    rationale=Wording(
        en="The member is meant twice, or the collective was to be an exception of it: expanding counts it once, with the "
        "role that it has under its own name.",
        zh="该成员被重复列入，或统称本应将其除外；展开时只计一次，以其单独列出的分工为准。",
    ),
    remedy=Wording(
        en="Delete the single name if the unit takes part as a member only; if it has a part of its own, say which.",
        zh="仅以成员身份参与的，删去单列的名称；另有分工的，写明其分工。",
    ),
    example="区财政局、区政府各部门、单位",
    message=Wording(
        en="requirement {id}: {unit} is also a member of {collective}",
        zh="具体要求 {id}：“{unit}”同时是“{collective}”的成员",
    ),
)
def member_and_collective_in_one_row(requirement: Requirement, context: Context) -> Iterator[Observation]:
    registry = context.registry
    if registry is None:
        return
    members = {
        record.name: entry
        for entry in requirement.responsibilities
        if is_collective(entry)
        for record in members_of_entry(entry, registry.index, context.on)
    }
    if not members:
        return
    for entry in requirement.responsibilities:
        if is_collective(entry):
            continue
        resolution = resolve(entry, requirement, context.notice, registry, context.on)
        if resolution.unit is not None and resolution.unit.name in members:
            collective = members[resolution.unit.name]
            yield observe(
                entry.location or requirement.location,
                related=[(collective.location, _COLLECTIVE)],
                id=requirement.id,
                unit=name_of(entry),
                collective=name_of(collective),
            )


@rule(
    Requirement,
    code="same-unit-lead-and-support",
    severity=Severity.WARNING,
    summary=Wording(en="A unit carries a requirement and supports it too.", zh="同一单位既牵头（负责）又配合。"),
    rationale=Wording(
        en="One of the two names is a slip: nobody supports themselves. Other names of the same unit count, by rule or by the "
        "registry.",
        zh="两处必有一处有误：单位不会配合自己。同一单位的简称、别名也一并判断。",
    ),
    remedy=Wording(
        en="Delete the name from the supporting units, or replace it by the unit that was meant.",
        zh="从配合单位中删去该名称；本应是另一单位的，改为该单位。",
    ),
    example="牵头单位：区发展和改革局；配合单位：区发改局、区财政局",
    message=Wording(
        en="requirement {id}: {unit} supports what it carries as {role}",
        zh="具体要求 {id}：“{unit}”既是{role}单位又是配合单位",
    ),
)
def same_unit_lead_and_support(requirement: Requirement, context: Context) -> Iterator[Observation]:
    carriers = [entry for entry in requirement.responsibilities if entry.role is not Role.SUPPORTING]
    for entry in requirement.responsibilities:
        if entry.role is not Role.SUPPORTING:
            continue
        same = next((other for other in carriers if _is_same(entry, other, requirement, context)), None)
        if same is not None:
            place = entry.location or requirement.location
            yield observe(
                place, related=[(same.location, _CARRIER)], id=requirement.id, unit=name_of(entry), role=same.role
            )


def _is_same(a: Responsibility, b: Responsibility, row: Requirement, context: Context) -> bool:
    if a.unit.name == b.unit.name or same_by_rule(a.unit.name, b.unit.name):
        return True
    if context.registry is None:
        return False
    units = [resolve(entry, row, context.notice, context.registry, context.on).unit for entry in (a, b)]
    return units[0] is not None and units[1] is not None and units[0].name == units[1].name


RULES = (
    unknown_unit,
    unit_not_valid_on_date,
    near_duplicate_unit,
    jurisdiction_mismatch,
    open_collective,
    collective_without_members,
    member_and_collective_in_one_row,
    same_unit_lead_and_support,
)
