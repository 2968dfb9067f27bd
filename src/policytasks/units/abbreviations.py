"""Abbreviations 简称与全称: which short and full names are one body, by rules and data; never by likeness.

A name's body is brought to one canonical form: whole bodies by the table ``data/bodies.tsv`` (编办 for 机构编制委员会办公室), departments
by cutting the stem into the fields of ``data/components.tsv`` (教育和体育, 教育体育, 教体) and keeping the ending, because a 委 and a 局 of one
field are not said to be one unit. Fields that replaced each other (环境保护, 生态环境) stay apart: that is succession.
"""

from __future__ import annotations

import re
from functools import lru_cache

from policytasks.model.unit import UnitKind
from policytasks.units.data import read_table
from policytasks.units.jurisdiction import Level
from policytasks.units.kinds import kind_of
from policytasks.units.names import NameParts, normal_form, parse_name

__all__ = ["canonical_body", "possible_bodies", "rival_bodies", "rule_key", "same_by_rule"]

_WORDS: tuple[tuple[str, str], ...] = (
    ("监督管理", "监管"),
    ("人民政府", "政府"),
    ("村民委员会", "村委会"),
    ("居民委员会", "居委会"),
    ("委员会", "委"),
    ("办公室", "办"),
    ("风景名胜区", "景区"),
    ("风景区", "景区"),
    ("街道办事处", "街道办"),
    ("集团有限责任公司", "集团"),
    ("集团股份有限公司", "集团"),
    ("集团有限公司", "集团"),
    ("集团公司", "集团"),
    ("师范学院", "师院"),
    ("职业技术学院", "职院"),
    ("第一中学", "一中"),
    ("第二中学", "二中"),
    ("第三中学", "三中"),
    ("第四中学", "四中"),
    ("第五中学", "五中"),
    ("第六中学", "六中"),
    ("实验小学", "实小"),
    ("实验中学", "实中"),
    ("公安交通管理", "公安交管"),
    ("交通警察", "交警"),
)
"""Words that are written in two ways in every name; the long form first."""

_CONNECTORS = frozenset("和与及、")
_DEPARTMENT_ENDINGS = ("总局", "分局", "支局", "局", "委", "厅", "部", "办")


_COMMITTEE = re.compile(
    r"(?<!监督)(?<!城市)(?<!市容)(?<!交通)(?<!环境)(?<!房屋)(?<!卫生)(?<!行政)(?<!市政)(?<!建设和)(?<!城乡)(?<!城乡建设)(?:开发建设|建设|开发)?管理委员会$|管委$(?<!城管委)(?<!监管委)(?<!建管委)"
)
"""The committee of a park; the 管理委员会 of a field of work (国有资产监督管理委员会) is a department."""
_OFFICE_AT = re.compile(r"(?<=驻)([一-鿿]{1,6})(?:办事处|联络处)$")
_HOLDING = re.compile(r"(?<=[投发控])集团$")


def _short_words(body: str) -> str:
    body = _COMMITTEE.sub("管委会", body)
    body = _OFFICE_AT.sub(r"\1办", body)
    body = _HOLDING.sub("", body)
    for long, short in _WORDS:
        if long in body:
            body = body.replace(long, short)
    # A 支队 of traffic police is printed with and without its bureau.
    return _POLICE.sub("", body)


_POLICE = re.compile(r"^公安[局厅](?=交警)")


def _bodies() -> tuple[dict[str, str], frozenset[str]]:
    table: dict[str, str] = {}
    party: set[str] = set()
    for canonical, forms, is_party in read_table("bodies"):
        for form in (canonical, *forms.split()):
            table[_short_words(form)] = canonical
        if is_party == "yes":
            party.add(canonical)
    return table, frozenset(party)


def _fields() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    long: dict[str, tuple[str, ...]] = {}
    single: dict[str, tuple[str, ...]] = {}
    for field, forms, _ in read_table("components"):
        for form in map(_short_words, forms.split()):
            table = single if len(form) == 1 else long
            table.setdefault(form, tuple(field.split("+")))
    return long, single


_BODIES, _PARTY = _bodies()
_LONG, _SINGLE = _fields()
_LONGEST_FIELD = max(map(len, _LONG))


_LEVEL_AGAIN = re.compile(r"^委[省市州县区旗](?=直)")
"""中共济宁市委市直属机关工作委员会 says its level twice."""


@lru_cache(maxsize=65_536)
def canonical_body(body: str) -> str | None:
    """The canonical form of a body that the tables know.

    Args:
        body: A name without jurisdiction and brackets, as `NameParts.body` gives it.

    Returns:
        Equal for two bodies that are one by rule; None when the tables do not know the body.

    >>> canonical_body("发改委") == canonical_body("发展和改革委员会"), canonical_body("发改局") == canonical_body("发改委")
    (True, False)
    """
    text = _LEVEL_AGAIN.sub("委", _short_words(body))
    if text in _BODIES:
        return _BODIES[text]
    if text.startswith("委") and _BODIES.get(text[1:]) in _PARTY:
        return _BODIES[text[1:]]
    if text.startswith("政府") and len(text) > 3:
        return canonical_body(text[2:])
    return _department(text)


def _department(text: str) -> str | None:
    for ending in _DEPARTMENT_ENDINGS:
        if text.endswith(ending):
            stem = text[: -len(ending)]
            fields = _cut(stem) or _cut(stem.removesuffix("管理"))
            return None if fields is None else "+".join(fields) + ending
    return None


@lru_cache(maxsize=16_384)
def _cut(stem: str) -> tuple[str, ...] | None:
    """The fields of a stem, in printed order; None when a part of it is no field."""
    if not stem:
        return None
    fields = _fewest(stem, _LONG)
    if fields is None and len(stem) <= 7:
        fields = _fewest(stem, _SHORT_STEM)
    # A field said twice is a slip (财财政局), not a name.
    return None if fields is None or len(set(fields)) < len(fields) else fields


_SHORT_STEM = {form: fields for form, fields in _LONG.items() if len(form) <= 2} | _SINGLE


def _fewest(stem: str, forms: dict[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    # best[i]: the cut of stem[i:] into the fewest words, longest word first among equals.
    best: list[tuple[int, tuple[str, ...]] | None] = [None] * len(stem) + [(0, ())]
    for start in range(len(stem) - 1, -1, -1):
        for length in range(min(_LONGEST_FIELD, len(stem) - start), 0, -1):
            fields = forms.get(stem[start : start + length])
            if fields is None:
                continue
            after = start + length
            if after + 1 < len(stem) and stem[after] in _CONNECTORS:
                after += 1
            rest = best[after]
            if rest is not None and (best[start] is None or rest[0] + 1 < (best[start] or rest)[0]):
                best[start] = (rest[0] + 1, fields + rest[1])
    return best[0][1] if best[0] is not None else None


_MANAGED = re.compile(r"(?<=[一-鿿]{2})管理(?=[局办委]$)")
"""X管理局 is printed X局 too, where X is a field that the tables do not know."""


@lru_cache(maxsize=65_536)
def rule_key(name: str) -> str:
    """The body of a name in the form that is equal for all names that the rules know to be one body.

    Two names are one unit by rule when their keys are equal and their jurisdictions agree. Collectives and offices inside an
    organisation keep their whole normal form, but for words that every name writes in two ways (人民政府, 政府).

    >>> rule_key("市发改委") == rule_key("济宁市发展和改革委员会")
    True
    """
    kind = kind_of(name)
    if kind in (UnitKind.COLLECTIVE, UnitKind.INTERNAL_OFFICE):
        return _short_words(normal_form(name))
    parts = parse_name(name)
    body = canonical_body(parts.body) or _generic(parts.body)
    if body == _COURT and parts.jurisdiction.level is Level.PROVINCE:
        body = _HIGH_COURT
    remarks = _remarks(parts)
    return f"{body}({'、'.join(remarks)})" if remarks else body


_COURT, _HIGH_COURT = "法院", "高院"
"""A province has no other court of its own than the high one; 市法院 may be an intermediate or a basic one."""


def possible_bodies(body: str) -> tuple[str, ...]:
    """The full bodies that a short or bygone body may stand for without surely meaning one of them.

    Returns:
        Bodies that no rule binds to this one, the likeliest first; empty for a body that the table does not doubt.

    >>> possible_bodies("交委")
    ('交通运输委员会', '交通委员会')
    """
    return _POSSIBLE.get(_short_words(body), ())


def rival_bodies(body: str) -> tuple[str, ...]:
    """Those of `possible_bodies` beside which not even the bearer of the body itself is surely meant: 市法院 of a city with two courts."""
    return _RIVALS.get(_short_words(body), ())


_POSSIBLE = {_short_words(body): tuple(bodies.split()) for body, bodies, _, _ in read_table("may_mean")}
_RIVALS = {
    _short_words(body): tuple(bodies.split())
    for body, bodies, relation, _ in read_table("may_mean")
    if relation == "rival"
}


def _remarks(parts: NameParts) -> tuple[str, ...]:
    plates = set(parts.plates)
    return tuple(part for part in parts.nested if not plates.issuperset(re.split("[、,]", part)))


def _generic(body: str) -> str:
    text = _short_words(body)
    text = text.replace("行政管理", "管理")
    text = _MANAGED.sub("", text)
    return text[:1] + "".join(character for character in text[1:] if character not in _CONNECTORS)


def same_by_rule(a: str, b: str) -> bool:
    """Whether two printed names are one unit by rule: the same body, and jurisdictions that agree.

    What is elided is unknown: 市教育局 and 教育局 agree, 市教育局 and 区教育局 do not. A 委 and a 局 of one field are not the same by
    rule (发改委, 发改局), nor are a body and its predecessor (环保局, 生态环境局).

    >>> same_by_rule("区人社局", "兖州区人力资源和社会保障局"), same_by_rule("区商务局", "区水务局")
    (True, False)
    """
    if normal_form(a) == normal_form(b):
        return True
    if rule_key(a) != rule_key(b):
        return False
    return parse_name(a).jurisdiction.agrees_with(parse_name(b).jurisdiction)
