"""Statement 责任表述: the clause that says who does it → units with roles, persons, times and the rules that it states.

One grammar serves brackets（责任单位：A、B）, label lines, table cells and woven sentences: labels first（牵头单位：…；配合单位：…）, then
verbs（A牵头，B、C配合; A会同B; A、B按职责分工负责）, then bare lists.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import attrs

from policytasks.model.responsibility import Role
from policytasks.model.unit import UnitKind
from policytasks.parsing.stated_rules import NO_RULES, StatedRules, find_rules
from policytasks.parsing.unit_list import Name, split_names, strip_remarks
from policytasks.parsing.vocabulary import LABEL, LabelRole, label_role
from policytasks.passage import Passage
from policytasks.units.kinds import kind_of, looks_like_unit

__all__ = ["LEADER", "Named", "Statement", "read_labelled", "read_statement", "read_units"]


@attrs.frozen(kw_only=True)
class Named:
    """A unit that a statement names.

    Args:
        passage: The name as printed.
        role: Its role.
        mark: The separator before it.
        stated: True when a word gave the role; False for the default of a bare list.
    """

    passage: Passage
    role: Role
    mark: str = ""
    stated: bool = True


@attrs.frozen(kw_only=True)
class Statement:
    """What one statement says.

    Args:
        units: Units with roles, in printed order; a unit named twice is kept with its strongest role.
        leaders: Persons and offices held by persons.
        times: Clauses about time, not yet read (``6月底前完成``).
        time_labels: What stands behind a label such as 完成时限：, whole.
        open_list: True when 等 stands behind the units.
        rules: Rules that it states for everything that follows.
        leftover: Clauses that are none of these.
        labelled: True when a label such as 责任单位： was printed.
        verbal: True when a verb such as 牵头 or 负责 gave a role.
    """

    units: tuple[Named, ...] = ()
    leaders: tuple[Passage, ...] = ()
    times: tuple[Passage, ...] = ()
    time_labels: tuple[Passage, ...] = ()
    open_list: bool = False
    rules: StatedRules = NO_RULES
    leftover: tuple[Passage, ...] = ()
    labelled: bool = False
    verbal: bool = False


_ADVERB = (
    r"(?:(?:按照?|根据|依据|依|结合)(?:各自|部门|单位|本部门)?的?(?:工作|部门)?(?:职责|职能|职责职能|职能职责|权限|事权)(?:和)?(?:分工|范围|任务|权限)?(?:各自|要求)?[,、]?"
    r"|分工|分别|共同|各自|具体|积极|协同|全面|统一|分头|各负其责|密切|联合|主要|主动|一起|统筹|认真|抓好|切实|做好|全力|加强)"
)
_ROLE_WORDS: tuple[tuple[Role, str], ...] = (
    (Role.LEAD, r"牵头|主办|承办|主责|主抓"),
    (Role.SUPPORTING, r"配合|协办|参加|参与|会办|协助|协作|支持|会签"),
    (
        Role.RESPONSIBLE,
        r"负责|负总责|落实|实施|指导|推进|承担|执行|完成|办理|各负其责|各司其职|组织协调|统筹协调",
    ),
)
"""Words that give a role, strongest first; 协同 supports unless 负责 stands beside it."""
_NEUTRAL = (
    r"组织|协调|推动|抓总|抓|督促|制定|考核|责任|贯彻|工作|任务|到位|有关|相关|监管|给予|大力|总|双|为主|归口|对口|分级|逐级|分类|包干|分区|属地"
    r"|按属地(?:管理)?原则|按属地|按各自职责|抓好|做好|为|是|作为"
)
"""Words that may stand beside them in a verb phrase."""
_VERB = re.compile(
    rf"(?P<phrase>(?:{_ADVERB}|协同|{_NEUTRAL}|"
    + "|".join(words for _, words in _ROLE_WORDS)
    + r"){1,8})(?:单位|部门)?(?=$|[\s,;。、.]|会同|联合|由|各)"
)
"""A verb phrase that ends a group of units: 牵头统筹协调, 按职责分工负责, 协助做好."""
_IS_RESPONSIBLE = re.compile(r"为责任$")
_ROLE_PATTERNS = tuple((role, re.compile(words)) for role, words in _ROLE_WORDS)


def _role_of(phrase: str) -> Role | None:
    """The role that a verb phrase gives; None for one that gives none."""
    role = next((role for role, pattern in _ROLE_PATTERNS if pattern.search(phrase)), None)
    if role is None and _IS_RESPONSIBLE.search(phrase):
        return Role.RESPONSIBLE
    if "协同" in phrase and role is not Role.LEAD and "负责" not in phrase:
        return Role.SUPPORTING
    return role


_BRACKETED_ROLE = re.compile(
    r"[(〔](?:(?P<lead>牵头|主办|承办|主责|总牵头)|(?P<responsible>责任|负责|落实)|(?P<supporting>配合|协办|参与|协助|协同))(?:单位|部门|科室)?[)〕]$"
)
"""A role behind a name: 镇农机站（牵头）."""
_JOINTLY = re.compile(r"牵头会同|会同|(?<=[局委办厅部院会心队])联合(?!会|社|体)")
_LEAD_IN = re.compile(
    r"^(?:\s*(?:(?:以上|上述)(?:各项|所有|[两三四五六七八九十0-9]{1,2}项)?(?:工作|任务|事项|内容|措施)?(?:均|都)?由|由|请|责成|本项(?:工作|任务)?由|该项(?:工作|任务)?由|以上(?:工作|任务|事项)?由|(?:各项|此项)?(?:工作|任务)由|(?:并|同时)由))"
)
LEADER = re.compile(
    r"(?:分管|协管|主管|常务|联系|包保|牵头)?[^,、;]{0,10}(?:副?[省市县区州镇乡]长|副?秘书长|副?主任委员|领导|同志|副?书记|主要负责人|分管负责人|责任人)$"
)
_TIME_CLAUSE = re.compile(
    r"年内|[年月]底|月份?前|日前|季度|年前|长期|持续|全年|立行立改|立即|[0-9一二三四五六七八九十]月|每[年月季周半]|工作日|适时|常态化|节前|汛期|完成$|取得|[0-9]{4}年|完成时[限间]|时限"
)
_SENTENCE = re.compile(
    r"[的了将要应须是把使让]|进一步|加强|完善|推动|推进|确保|落实|提高|建立|强化|开展|做好|严格|积极|促进|加快|组织"
)
_NAME_ENDS = "局委办厅部院会室科处站所府心司校队街镇乡区县市位门"
"""Characters that end a name, behind which the next label may be glued: 市教育局完成时限：…"""
_COLON = re.compile(r"\s{0,4}(?::|—{1,2}|为(?!准))")
_TYPO_COLON = re.compile(r"\s{0,4}[;,]?(?=[一-鿿])")
"""A label that opens the statement may be followed by a wrong mark: 责任单位；区委组织部."""
_BRACKET_COLON = re.compile(r"\s{0,4}:|〕\s{0,2}:?")
_UNKNOWN_LABEL = re.compile(r"(?:^|[;,。\s])(?P<word>[一-鿿]{2,10}):")
_EXCEPTING = re.compile(r"^除[^,]{1,20}外的?(?:,)?")
_NO_NAME = re.compile(r"^(?:以下|下称|简称|统称|即|原(?!子|料)|(?:19|20)[0-9]{2}年)")
_LEVELS = "国省市州县区旗镇乡"
_LONGEST_NAME = 40


def read_statement(passage: Passage, *, default: Role = Role.RESPONSIBLE) -> Statement | None:
    """Read the inside of a bracket, of which nobody said yet that it is a statement.

    Args:
        passage: What stands between the brackets.
        default: Role of units that no word gives one.

    Returns:
        The statement; None when the text is no statement（含保障性住房）.
    """
    statement = _read_statement(passage, default)
    if statement is None and len(passage) <= _LONGEST_SPREAD and _SPREAD.search(passage.folded):
        # Layout blanks inside the words: （责 任 单 位：市 教 育 局）.
        statement = _read_statement(passage.compact(), default)
    return statement


_SPREAD = re.compile(r"[一-鿿] [一-鿿]")
_LONGEST_SPREAD = 200


def _read_statement(passage: Passage, default: Role) -> Statement | None:
    if not passage.folded.strip():
        return None
    statement = read_labelled(passage, default=default, known=False)
    if statement.labelled:
        return statement if statement.units or statement.leaders or statement.time_labels else None
    if not statement.units or (statement.leftover and not (statement.verbal and len(statement.leftover) == 1)):
        return None
    known = sum(looks_like_unit(unit.passage.text) for unit in statement.units)
    if statement.verbal:
        shared = any(unit.role is not Role.RESPONSIBLE for unit in statement.units)
        kinds = [kind_of(unit.passage.text) for unit in statement.units]
        internal = UnitKind.INTERNAL_OFFICE in kinds and UnitKind.UNKNOWN not in kinds
        shared = shared and (known > 0 or UnitKind.INTERNAL_OFFICE in kinds or UnitKind.UNKNOWN not in kinds)
        names = [unit.passage.compact().folded for unit in statement.units]
        # 广州、深圳、珠海市政府负责; 市教育、财政、住建等部门负责: heads that the last name or 等部门 supplies.
        elided = max(map(len, names[:-1]), default=9) <= 6 and looks_like_unit(names[-1])
        elided = elided or (statement.open_list and names[0][0] in _LEVELS and max(map(len, names)) <= 6)
        return statement if known * 2 >= len(names) or shared or internal or elided else None
    places = sum(_ELIDED_PLACE.match(unit.passage.compact().folded) is not None for unit in statement.units[:-1])
    enough = known and known + places >= len(statement.units)
    return statement if enough or (statement.open_list and known) else None


def read_labelled(passage: Passage, *, default: Role = Role.RESPONSIBLE, known: bool = True) -> Statement:
    """Read a statement: a label line, a cell, the inside of a bracket.

    Args:
        passage: Its text.
        default: Role of units that no word gives one.
        known: True when a column or a label says that units stand here, so that any name counts as one.
    """
    rules, passage = find_rules(strip_remarks(passage))
    parts: list[tuple[LabelRole | None, Passage]] = list(_labelled_parts(passage))
    has_lead = any(role is LabelRole.LEAD for role, _ in parts)
    found = Statement(rules=rules)
    for role, value in parts:
        if role is LabelRole.OTHER:
            continue
        if role is LabelRole.DEADLINE:
            found = attrs.evolve(found, time_labels=(*found.time_labels, value.strip(" ;；,，。\n")))
        elif role is LabelRole.LEADER:
            found = attrs.evolve(found, leaders=(*found.leaders, *_persons(value)))
        else:
            unit_role = default if role is None else role.role or default
            if role is LabelRole.CHIEF and has_lead:
                unit_role = Role.RESPONSIBLE
            found = _joined(found, read_units(value, default=unit_role, labelled=known or role is not None))
        found = attrs.evolve(found, labelled=found.labelled or role is not None)
    return attrs.evolve(found, units=_strongest(found.units))


def _labelled_parts(passage: Passage) -> Iterator[tuple[LabelRole | None, Passage]]:
    """The text cut at its labels; what stands before the first label comes without one."""
    folded = passage.folded
    marks: list[tuple[int, int, LabelRole]] = []
    for match in LABEL.finditer(folded):
        before = match.start() - 1
        while before >= 0 and folded[before] in " \n\t":
            before -= 1
        bracketed = before >= 0 and folded[before] == "〔" and folded.startswith("〕", match.end())
        colon = (_BRACKET_COLON if bracketed else _COLON).match(folded, match.end())
        if colon is None and before < 0:
            colon = _TYPO_COLON.match(folded, match.end())
        if colon is not None and colon[0].strip(" —") in ("", "为") and not _starts_with_unit(passage[colon.end() :]):
            colon = None
        glued = bool(marks) and before >= 0 and folded[before] in _NAME_ENDS
        parted = before < 0 or folded[before] in ",;。、.)〕〔(|:—-" or folded[match.start() - 1].isspace()
        if colon is None or not (parted or glued):
            continue
        marks.append((before if bracketed else match.start(), colon.end(), label_role(match)))
    if marks:
        starts = [start for start, _, _ in marks]
        for match in _UNKNOWN_LABEL.finditer(folded):
            at = bisect_right(starts, match.start("word")) - 1
            if at < 0 or match.start("word") >= marks[at][1]:
                marks.append((match.start("word"), match.end(), LabelRole.OTHER))
        marks.sort(key=lambda mark: mark[0])
    first = marks[0][0] if marks else len(folded)
    if passage[:first].strip(" ;；,，。()（）〔〕"):
        yield None, passage[:first]
    for number, (_, end, role) in enumerate(marks):
        until = marks[number + 1][0] if number + 1 < len(marks) else len(folded)
        yield role, passage[end:until]


def _starts_with_unit(passage: Passage) -> bool:
    """Whether the first name of a text is a unit, so that a label may stand before it without its colon."""
    names = split_names(passage[:60])
    return bool(names) and looks_like_unit(names[0].text)


def read_units(passage: Passage, *, default: Role, labelled: bool = True) -> Statement:
    """Read a list of units with verbs: A牵头，B、C配合; A会同B; A、B按职责分工负责，10月底前完成.

    Args:
        passage: The list.
        default: Role of units that no verb gives one.
        labelled: True when a label or a column says that units stand here; otherwise only names count that look like units.
    """
    found = Statement()
    folded = passage.folded
    position, led = 0, False
    for match in _VERB.finditer(folded):
        names = passage[position : match.start()].strip(" ,，、;；。")
        role = _role_of(match["phrase"])
        if role is None:
            continue
        if not names and not _JOINTLY.search(folded[position : match.start()]):
            position = match.end()
            continue
        if _SENTENCE.search(match[0]) and not _ends_with_unit(names):
            continue
        group = _group(names, role, default, labelled, verb=True)
        if labelled and role is Role.SUPPORTING and not found.units:
            group = _before_comma(group, default, role)
        if not group.units and not group.leaders and not group.open_list:
            continue
        found = _joined(found, group)
        led = led or role is Role.LEAD
        position = match.end()
        found = attrs.evolve(found, verbal=True)
    rest = passage[position:].strip(" ,，、;；。")
    if rest:
        found = _joined(found, _group(rest, default, default, labelled, verb=False))
    return found


def _before_comma(group: Statement, default: Role, role: Role) -> Statement:
    """办公室，各科室配合 behind 责任科室：only what stands behind the comma supports."""
    comma = next((at for at, unit in enumerate(group.units) if at and unit.mark in ",;"), None)
    if comma is None:
        return group
    units = tuple(
        attrs.evolve(unit, role=default) if at < comma and unit.role is role else unit
        for at, unit in enumerate(group.units)
    )
    return attrs.evolve(group, units=units)


def _ends_with_unit(names: Passage) -> bool:
    parts = split_names(names)
    return bool(parts) and (not parts[-1].passage or looks_like_unit(parts[-1].text))


def _group(names: Passage, role: Role, default: Role, labelled: bool, *, verb: bool) -> Statement:
    """The units of one group: A、B — A会同B — 会同B、C."""
    lead_in = _LEAD_IN.match(names.folded)
    if lead_in is not None:
        names = names[lead_in.end() :]
    jointly = _JOINTLY.search(names.folded)
    if jointly is not None and (jointly[0].endswith("会同") or _starts_with_unit(names[jointly.end() :])):
        left, right = names[: jointly.start()].strip(" ,，、"), names[jointly.end() :].strip(" ,，、")
        found = _named(left, Role.LEAD, labelled, stated=True) if left else Statement()
        comma = right.folded.find(",")
        if verb and role is Role.RESPONSIBLE and comma > 0:
            # A会同B，各市人民政府负责: the verb speaks for those behind the comma.
            found = _joined(found, _named(right[comma + 1 :].strip(), role, labelled, stated=True))
            right = right[:comma]
        return attrs.evolve(_joined(found, _named(right, Role.SUPPORTING, labelled, stated=True)), verbal=True)
    return _named(names, role, labelled, stated=verb or role is not Role.RESPONSIBLE)


def _named(names: Passage, role: Role, labelled: bool, *, stated: bool) -> Statement:
    units: list[Named] = []
    leaders: list[Passage] = []
    times: list[Passage] = []
    leftover: list[Passage] = []
    open_list = False
    items = split_names(names)
    for number, name in enumerate(items):
        open_list = open_list or name.open_list
        if not name.passage:
            continue
        acting = _WITH_OBJECT.match(name.passage.folded)
        if acting is not None and looks_like_unit(acting["unit"]):
            # 市财政局负责资金保障: the verb has an object.
            acted = Role.LEAD if acting["verb"] == "牵头" else Role.RESPONSIBLE
            units.append(Named(passage=name.passage[: acting.end("unit")], role=acted, mark=name.mark))
            continue
        own_role = _BRACKETED_ROLE.search(name.passage.folded)
        passage = name.passage[: own_role.start()].strip() if own_role is not None else name.passage
        named_by_verb = stated and len(passage) <= 16 and not _SENTENCE.search(passage.folded)
        named_by_verb = named_by_verb or _is_elided(items, number)
        kind = _kind_of_item(attrs.evolve(name, passage=passage), labelled or own_role is not None or named_by_verb)
        if kind == "unit":
            given = role if own_role is None else next(r for r in Role if own_role[r.value] is not None)
            units.append(Named(passage=_without_quotes(passage), role=given, mark=name.mark, stated=stated))
        else:
            {"leader": leaders, "time": times, "other": leftover}[kind].append(name.passage)
    return Statement(
        units=tuple(units), leaders=tuple(leaders), times=tuple(times), leftover=tuple(leftover), open_list=open_list
    )


_WITH_OBJECT = re.compile(r"^(?P<unit>[^,。;]{2,30}?)(?P<verb>负责|牵头|承担)(?=[一-鿿]{2})")
_ELIDED_PLACE = re.compile(r"^[一-鿿]{1,4}[省市县区州旗镇乡]$")


def _is_elided(items: tuple[Name, ...], number: int) -> bool:
    """Whether a place lacks the head that the last name of the list has: 东城区、西城区政府."""
    return (
        number + 1 < len(items)
        and _ELIDED_PLACE.match(items[number].text) is not None
        and looks_like_unit(items[-1].text)
        and all(item.mark == "、" for item in items[number + 1 :])
    )


def _without_quotes(passage: Passage) -> Passage:
    return passage.strip(" :：*※·、\u3000")


def _kind_of_item(name: Name, labelled: bool) -> str:
    text = name.passage.compact().folded
    if _EXCEPTING.match(text) and looks_like_unit(_EXCEPTING.sub("", text)):
        return "unit"
    no_name = _NO_NAME.match(text) is not None or (LABEL.fullmatch(text) is not None and not text.startswith("各"))
    if looks_like_unit(text) and not no_name:
        return "unit"
    if LEADER.search(text) or (name.mark == " " and len(text) <= 3 and kind_of(text) is UnitKind.UNKNOWN):
        return "leader"
    if _TIME_CLAUSE.search(text):
        return "time"
    if no_name:
        return "other"
    if labelled and 2 <= len(text) <= _LONGEST_NAME and re.search(r"[一-鿿A-Za-z]", text):
        sentence = len(text) > 12 and len(_SENTENCE.findall(text)) >= 2
        return (
            "other"
            if sentence or re.fullmatch(r"(?:下同|无|略|另行.*|等|同上|见.*|以下简称.*|下称.*|简称.*)", text)
            else "unit"
        )
    if not labelled and len(text) <= 16 and kind_of(text) is not UnitKind.UNKNOWN and not _SENTENCE.search(text):
        return "unit"
    return "other"


def _persons(passage: Passage) -> Iterator[Passage]:
    for name in split_names(passage):
        if name.passage and re.search(r"[一-鿿]", name.passage.text):
            yield name.passage


def _joined(left: Statement, right: Statement) -> Statement:
    return attrs.evolve(
        left,
        units=left.units + right.units,
        leaders=left.leaders + right.leaders,
        times=left.times + right.times,
        leftover=left.leftover + right.leftover,
        open_list=left.open_list or right.open_list,
        verbal=left.verbal or right.verbal,
    )


def _strongest(units: tuple[Named, ...]) -> tuple[Named, ...]:
    """Each unit once: with the lead role if it has it anywhere, else with the first role given."""
    best: dict[str, Named] = {}
    for unit in units:
        name = unit.passage.compact().text
        kept = best.get(name)
        if kept is None:
            best[name] = unit
        elif unit.role is Role.LEAD and kept.role is not Role.LEAD:
            best[name] = attrs.evolve(kept, role=Role.LEAD)
    return tuple(best.values())
