"""Names 单位名称: one spelling of a printed name, and its parts: jurisdiction, body, stem, plates held jointly."""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from policytasks.model.unit import UnitKind
from policytasks.units.jurisdiction import Jurisdiction, Level, split_jurisdiction
from policytasks.units.kinds import kind_of, looks_like_unit
from policytasks.units.spelling import plain

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
_ENDINGS = (
    "管理委员会", "委员会办公室", "领导小组办公室", "委员会", "人民政府", "办公室", "办公厅", "办事处", "领导小组", "指挥部", "管委会", "总局",
    "分局", "支局", "中心", "支队", "大队", "总队", "公司", "集团", "法院", "检察院", "研究院", "医院", "学院", "大学", "学校", "中学", "小学",
    "局", "委", "厅", "部", "办", "会", "院", "所", "站", "队", "馆", "社", "联", "协",
)  # fmt: skip

_PLACE = r"(?P<place>[一-鿿]{2,20}?)"
_REORDERED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern.replace("PLACE", _PLACE)), replacement)
    for pattern, replacement in (
        # 中共杭州市委杭州市人民政府信访局, 市委市政府督查室.
        (
            r"^(?:中共)?(?P<place>[一-鿿]{0,8}[省市州县区旗盟])委(?P=place)(?:人民)?政府(?P<rest>[一-鿿]{2,})$",
            r"\g<place>|\g<rest>",
        ),
        # The party's names put the place in the middle: 中国共产党济宁市委员会组织部, 中共济宁市委.
        (r"^中国共产党PLACE委员会(?P<rest>.*)$", r"\g<place>|委\g<rest>"),
        (r"^中共PLACE(?P<rest>委.*|纪律检查.*|纪委.*|直属机关.*|监察.*)$", r"\g<place>|\g<rest>"),
        (r"^中共中央(?P<rest>.{2,})$", r"中央|\g<rest>"),
        (r"^中国共产党PLACE(?P<rest>纪律检查委员会.*)$", r"\g<place>|\g<rest>"),
        (r"^(?:中国共产主义青年团|共青团)PLACE(?:委员会|委)$", r"\g<place>|团委"),
        (r"^团(?P<place>[省市州县区旗盟])委$", r"\g<place>|团委"),
        (r"^中国人民政治协商会议(?:[一-鿿]{2,8}省)?PLACE委员会(?P<rest>.*)$", r"\g<place>|政协\g<rest>"),
        (r"^中国国际贸易促进委员会PLACE(?:委员会|支会|分会)$", r"\g<place>|贸促会"),
        (
            r"^(?P<party>民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|中国国民党革命委员会|中国民主同盟|中国民主建国会|中国民主促进会|中国农工民主党"
            r"|中国致公党|台湾民主自治同盟)(?P<place>[一-鿿]{0,12}?[省市州县区旗盟])(?:委员会|委会|委|总支)$",
            r"\g<place>|\g<party>",
        ),
        # Branches of national bodies name the place after the head: 国家税务总局济宁市税务局.
        (r"^国家税务总局PLACE税务局$", r"\g<place>|税务局"),
        (r"^国家统计局PLACE(?P<rest>调查(?:总)?队)$", r"\g<place>|\g<rest>"),
        (r"^国家金融(?:监督管理|监管)总局PLACE(?:监督管理|监管)(?P<rest>[分支]?局)$", r"\g<place>|金融监管\g<rest>"),
        (
            r"^(?:中国)?(?:人民银行|人行)PLACE(?:市|县)?(?:中心支行|中支|支行|分行|营业管理部|营管部)$",
            r"\g<place>|人行",
        ),
        (r"^(?:中国)?(?:人民银行|人行)$", r"人行"),
        (
            r"^(?:中国)?(?P<firm>电信|移动|联通|铁塔|邮政)(?:通信)?(?:集团)?(?:股份|有限|责任|公司){0,4}PLACE(?:市|县)?(?:分公司|公司)$",
            r"\g<place>|\g<firm>公司",
        ),
        # Bodies that are branches everywhere: what stands before them is a place, even without its last word.
        (
            r"^(?P<place>(?!中国|国家|国网)[一-鿿]{2,6})(?P<rest>(?:供电|电信|移动|联通|铁塔|烟草)(?:分)?公司|邮政管理局|金融监管[分支]局|银保监分局"
            r"|调查队)$",
            r"\g<place>|\g<rest>",
        ),
        (r"^国务院办公厅$", r"国家|政府办公厅"),
        (r"^国网(?:[一-鿿]{2,3}(?=[一-鿿]{2,6}[市县区]))?PLACE供电公司$", r"\g<place>|供电公司"),
        # A branch that names its head first: 温州市生态环境局瑞安分局.
        (r"^[市州](?P<body>[一-鿿]{2,12})局PLACE分局$", r"\g<place>|\g<body>分局"),
        (r"^(?P<head>[一-鿿]{2,6}市)(?P<body>[一-鿿]{2,12})局PLACE分局$", r"\g<head>\g<place>|\g<body>分局"),
    )
)
_MAY_BE_REORDERED = re.compile(
    r"^(?:中|国务院办|共青团|团[省市州县区旗盟]|民[革盟建进]|农工|致公|九三|台盟|台湾民|国家|国网|人行|人民银行|电信|移动|联通|铁塔|邮政)|委.{1,8}政府|[分支]局$|公司$|邮政管理局$|调查队$"
)
_PROVINCE_FIRST = re.compile(r"^[一-鿿]{2,3}省(?=[一-鿿]{2,6}市)")


@lru_cache(maxsize=65_536)
def normal_form(name: str) -> str:
    """One form of a printed name, for comparison only; names that differ in more than spelling stay different.

    Blanks and outer marks go, brackets become half-width, a trailing 等 goes; in the names of collectives a leading 各 goes and
    相关 becomes 有关 (各县（市、区）政府 and 县（市、区）政府 are the same units).

    >>> normal_form("各 镇（街道）"), normal_form("区财政局等")
    ('镇(街道)', '区财政局')
    """
    text = _OPEN_END.sub("", plain(name)) or plain(name)
    if kind_of(text) is UnitKind.COLLECTIVE:
        text = _RELATED.sub("有关", text)
        # 各市人民政府 is not 市人民政府: the 各 goes only where what is left still means many.
        rest = text.removeprefix("各")
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
    if kind is UnitKind.COLLECTIVE:
        return NameParts(jurisdiction=Jurisdiction(), body=text, stem=text, ending="", nested=nested)
    plates = tuple(plate for part in nested for plate in re.split("[、,]", part) if _is_plate(plate))
    jurisdiction, body = _split(_reordered(head))
    if not body or (body in _TOWN_GOVERNMENT and jurisdiction.places):
        body = "政府"
    ending = next((ending for ending in _ENDINGS if body.endswith(ending) and len(body) > len(ending)), "")
    stem = body[: len(body) - len(ending)] if ending else body
    return NameParts(jurisdiction=jurisdiction, body=body, stem=stem, ending=ending, nested=nested, plates=plates)


def _split(head: str) -> tuple[Jurisdiction, str]:
    place, cut, body = head.rpartition("|")
    if not cut:
        return split_jurisdiction(head)
    place = place.replace("|", "")
    if place in _NATION:
        return Jurisdiction(level=Level.NATIONAL), body
    jurisdiction, rest = split_jurisdiction(place + _ANY_BODY)
    bare = rest.removesuffix(_ANY_BODY)
    # The place of a branch often lacks its last word: 中国人民银行长沙中心支行.
    return (Jurisdiction(places=(*jurisdiction.places, bare)) if bare else jurisdiction), body


_ANY_BODY = "财政局"
"""A body that no place name runs into, to cut a stretch that holds nothing but places."""
_NATION = frozenset({"国家", "中央", "全国", "中国"})
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
    return kind is UnitKind.LEADING_GROUP or (kind in _PLATE_KINDS and looks_like_unit(text)) or "|" in _reordered(text)


def _reordered(head: str) -> str:
    head = _PROVINCE_FIRST.sub("", head)
    if _MAY_BE_REORDERED.search(head) is None:
        return head
    for pattern, replacement in _REORDERED:
        head = pattern.sub(replacement, head)
    return head
