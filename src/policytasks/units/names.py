"""Names 单位名称: one spelling of a printed name, and its parts: jurisdiction, body, stem, plates held jointly."""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from policytasks.model.unit import UnitKind
from policytasks.units.jurisdiction import Jurisdiction, jurisdiction_and_body
from policytasks.units.kinds import LONGEST_NAME, kind_of, looks_like_unit
from policytasks.units.spelling import plain
from policytasks.units.word_order import CUT, place_first

__all__ = ["NameParts", "normal_form", "parse_name"]


@attrs.frozen(kw_only=True)
class NameParts:
    """What a printed unit name is made of.

    济宁市兖州区发展和改革局（区粮食和储备局） has the jurisdiction 济宁市, 兖州区, the body 发展和改革局, the stem 发展和改革, the ending 局
    and the plate 区粮食和储备局.

    Args:
        jurisdiction: 所属地区 at the front.
        body: The name without jurisdiction and brackets; party names are brought to one order first (中共济宁市委组织部 and
            市委组织部 both have 委组织部).
        stem: The body without its ending: the field of work.
        ending: The last word: 局, 委员会, 办公室 …; empty when it is none of the usual ones.
        nested: What stood in brackets, as printed but plain, in order.
        plates: Those of ``nested`` that are names of units: plates held jointly (挂牌).
    """

    jurisdiction: Jurisdiction
    body: str
    stem: str
    ending: str
    nested: tuple[str, ...] = ()
    plates: tuple[str, ...] = ()


_OPEN_END = re.compile(
    r"(?<=[^第一二三四五六七八九十优中高初同均何平])等(?:有关|相关|其他)?(?:部门|单位|部门和单位|部门、单位|市直部门)?$"
)
_BRACKET = re.compile(r"\(([^()]*+)\)?")
_RELATED = re.compile(r"相关(?=部门|单位|科室|处室|镇|街|乡|企业|职能|责任)")
_ENDINGS = frozenset({
    "管理委员会", "委员会办公室", "领导小组办公室", "委员会", "人民政府", "办公室", "办公厅", "办事处", "领导小组", "指挥部", "管委会", "总局",
    "分局", "支局", "中心", "支队", "大队", "总队", "公司", "集团", "法院", "检察院", "研究院", "医院", "学院", "大学", "学校", "中学", "小学",
    "局", "委", "厅", "部", "办", "会", "院", "所", "站", "队", "馆", "社", "联", "协",
})  # fmt: skip
_LONGEST_ENDING = max(map(len, _ENDINGS))


@lru_cache(maxsize=65_536)
def normal_form(name: str) -> str:
    """One form of a printed name, for comparison only; names that differ in more than spelling stay different.

    Blanks and outer marks go, brackets become half-width, a trailing 等 goes; in the names of collectives a leading 各 goes and
    相关 becomes 有关 (各县（市、区）政府 and 县（市、区）政府 are the same units).

    >>> normal_form("各 镇（街道）"), normal_form("区财政局等")
    ('镇(街道)', '区财政局')
    """
    text = plain(name)
    if len(text) > LONGEST_NAME:
        return text
    while (shorter := plain(_OPEN_END.sub("", text))) not in ("", text):
        text = shorter
    if kind_of(text) is UnitKind.COLLECTIVE:
        text = _RELATED.sub("有关", text)
        # 各市人民政府 is not 市人民政府: the 各 goes only where what is left still means many.
        rest = plain(text.lstrip("各"))
        if kind_of(rest) is UnitKind.COLLECTIVE:
            text = rest
    return text


@lru_cache(maxsize=65_536)
def parse_name(name: str) -> NameParts:
    """The parts of a printed unit name.

    Collectives and names of nothing but a place are not taken apart: their body is the whole name.

    >>> parse_name("济宁市兖州区发展和改革局").body
    '发展和改革局'
    >>> parse_name("市政府办公室（市大数据局）").plates
    ('市大数据局',)
    """
    text = normal_form(name)
    nested = tuple(part for part in _BRACKET.findall(text) if part)
    head = _BRACKET.sub("", text) or text
    kind = kind_of(name)
    if kind is UnitKind.COLLECTIVE or len(head) > LONGEST_NAME:
        return NameParts(jurisdiction=Jurisdiction(), body=text, stem=text, ending="", nested=nested)
    plates = tuple(plate for part in nested for plate in re.split("[、,]", part) if _is_plate(plate))
    jurisdiction, body = jurisdiction_and_body(head)
    if not body or (body in _TOWN_GOVERNMENT and jurisdiction.places):
        body = "政府"
    ending = _ending(body)
    stem = body[: len(body) - len(ending)] if ending else body
    return NameParts(jurisdiction=jurisdiction, body=body, stem=stem, ending=ending, nested=nested, plates=plates)


def _ending(body: str) -> str:
    for length in range(min(_LONGEST_ENDING, len(body) - 1), 0, -1):
        if body[-length:] in _ENDINGS:
            return body[-length:]
    return ""


_TOWN_GOVERNMENT = frozenset({"人民政府", "政府", "办事处", "办"})
_PLATE_KINDS = frozenset(
    {
        UnitKind.DEPARTMENT,
        UnitKind.PARTY_ORGAN,
        UnitKind.GOVERNMENT_OFFICE,
        UnitKind.PUBLIC_INSTITUTION,
        UnitKind.TOWNSHIP,
    }
)
_NO_PLATE = re.compile(r"[支大中总]队$|^含|以下|除")


def _is_plate(text: str) -> bool:
    # 档案局（馆）: another ending of the same name.
    if len(text) == 1:
        return True
    if _NO_PLATE.search(text) is not None:
        return False
    # 市教育局（招生办） names an office inside, so the bracket must be a name by itself.
    kind = kind_of(text)
    return (
        kind is UnitKind.LEADING_GROUP or (kind in _PLATE_KINDS and looks_like_unit(text)) or CUT in place_first(text)
    )
