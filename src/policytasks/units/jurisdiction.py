"""Jurisdiction 所属地区: the place and level that a name begins with, and whether two names may speak of the same one.

区财政局 says its level and no place, 兖州区财政局 says both, 财政局 neither: what is elided is unknown, not different.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

import attrs

from policytasks.model.unit import UnitKind
from policytasks.units.data import read_table
from policytasks.units.kinds import kind_of
from policytasks.units.spelling import plain
from policytasks.units.word_order import CUT, place_first

__all__ = [
    "Jurisdiction",
    "Level",
    "jurisdiction_and_body",
    "level_of",
    "level_of_place",
    "same_jurisdiction",
    "split_jurisdiction",
]


class Level(Enum):
    """行政层级, from the top down."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"

    def __str__(self) -> str:
        return _CHINESE[self]


_CHINESE = {
    Level.NATIONAL: "国家",
    Level.PROVINCE: "省",
    Level.CITY: "市",
    Level.COUNTY: "县",
    Level.TOWNSHIP: "乡镇",
}


@attrs.frozen(kw_only=True)
class Jurisdiction:
    """所属地区, as far as a name says it.

    Args:
        level: The level of the last place or level word; None when the name has neither, or a place without its last
            character (荆州供电公司).
        places: The places as printed, from the top down: ``("济宁市", "兖州区")``; empty for a level word alone (区).
    """

    level: Level | None = None
    places: tuple[str, ...] = ()

    def agrees_with(self, other: Jurisdiction) -> bool:
        """Whether both may be the same place: nothing that both say is different."""
        if self.level is not None and other.level is not None and self.level is not other.level:
            # 市 alone may be a municipality, which stands at the level of a province (市教委, 上海市教委).
            return self._is_municipality_of(other) or other._is_municipality_of(self)
        if not self.places or not other.places:
            return True
        ours, theirs = self.places, other.places
        if not _same_place(ours[-1], theirs[-1]):
            return False
        upper = min(len(ours), len(theirs))
        return all(_same_place(a, b) for a, b in zip(ours[-upper:], theirs[-upper:], strict=True))

    def _is_municipality_of(self, word: Jurisdiction) -> bool:
        return self.places[-1:] != () and self.places[-1] in _MUNICIPALITIES and word == Jurisdiction(level=Level.CITY)


_SUFFIXES = ("自治区", "自治州", "自治县", "自治旗", "地区", "街道", "苏木", *"省市州盟县区旗镇乡")
_PLACES = {name: Level(level) for name, _, level in read_table("places")}
_MUNICIPALITIES = frozenset(name for name, level in _PLACES.items() if level is Level.PROVINCE and name.endswith("市"))
_SHORT = {short: name for name, short, _ in read_table("places") if short}
_WORDS = {
    "自治区": Level.PROVINCE, "自治州": Level.CITY, "自治县": Level.COUNTY, "地区": Level.CITY, "街道": Level.TOWNSHIP,
    "苏木": Level.TOWNSHIP, "省": Level.PROVINCE, "市": Level.CITY, "州": Level.CITY, "盟": Level.CITY, "县": Level.COUNTY,
    "区": Level.COUNTY, "旗": Level.COUNTY, "镇": Level.TOWNSHIP, "乡": Level.TOWNSHIP,
}  # fmt: skip
"""Level words, the longer before the shorter that they end in."""

_NATIONAL = ("中华人民共和国", "中华全国", "国务院", "国家", "中国", "全国", "中央")

_BODY_STARTS = re.compile(
    r"市场|市容|市监(?!委|察|狱)|市民(?:中心|服务|卡)|市政(?:管理|公用|园林|设施|工程|建设|市容|集团|局|处|公司)"
    r"|市域|区域|区划|区块|县域|省际|县级[各市]|市级各|乡村|镇街|乡镇|城镇"
)
"""Names whose first character is a level word by accident: 市场监管局 is no 场监管局 of a 市."""
_CENTRAL_DISTRICT = re.compile(r"市[中北南]区")
_NO_PLACE = re.compile(
    r"创建|国家|全国|贫困|改造|发展|建设|管理|服务|领导"
    r"|^[城超全上集夜股楼门本我]市$|^[全本我各][省县区]$|^[市城郊矿林山老牧灾]区$"
    r"|(?:文明|卫生|中心|智慧|园林|海绵|新型|示范|森林|特大|试点|韧性|宜居)城市$|(?:文明|卫生)县城?$"
    r"|(?:老|主|中心|建成|革命老|贫困山)(?:城区|区|山区)$|[社园小景校库片辖街]区$|(?:名胜|保护|试验|实验|工业|物流|棚户|居住|商业)区$"
    r"|民盟$|民主同盟$|自治同盟$|台盟$|联盟$|试点[区县市]$|示范[县市]$|强县$|大县$"
    r"|(?<!大兴安岭)(?<!喀什)(?<!和田)(?<!阿克苏)(?<!塔城)(?<!阿勒泰)(?<!阿里)地区$"
)
"""Stretches that end in a level word and are no place's name: 城市, 社区, 棚户区; 盐城市, 房山区 and 任城区 are."""
_PARK = re.compile(r"(?:开发区|高新区|经开区|新区|示范区|度假区|保税区|港区|功能区|管理区)$")
_PARK_IS_BODY = re.compile(r"^(?:$|管委|管理委员会|党工委|党委|工委|建设管理|开发建设)")
_TOWNSHIP = re.compile(
    r"(?:人民政府|政府)?([一-鿿]{1,8}?(?:街道|苏木|镇|乡))(?=人民政府$|政府$|办事处$|办$|党工委|党委|$)"
)
_TOWNSHIP_CHARACTERS = frozenset("街苏镇乡")
_STOPS = frozenset("局委厅办院()、")
_LONGEST_PLACE = 9


def split_jurisdiction(text: str) -> tuple[Jurisdiction, str]:
    """Cut the jurisdiction off the front of a name.

    Args:
        text: A name in `plain` spelling, brackets removed.

    Returns:
        The jurisdiction and the rest, which is never empty: a name that is only a place (黄埔区) has the rest ``""`` only when
        the place stands for its government.

    >>> split_jurisdiction("济宁市兖州区财政局")[1]
    '财政局'
    """
    national = _without_nation(text)
    if national != text:
        # 中华人民共和国国家民族事务委员会 says it twice.
        return Jurisdiction(level=Level.NATIONAL), _without_nation(national)
    places: list[str] = []
    level: Level | None = None
    rest = text
    while rest:
        place = _leading_place(rest)
        if place is None:
            break
        places.append(place)
        level, rest = level_of_place(place), rest[len(place) :]
    if not places:
        level, rest = _leading_word(rest)
    township = _TOWNSHIP.match(rest) if _TOWNSHIP_CHARACTERS.intersection(rest) else None
    if township is not None and not _NOT_TOWNSHIP.search(township[1]):
        return Jurisdiction(level=Level.TOWNSHIP, places=(*places, township[1])), rest[township.end() :]
    if not places and level is None:
        return _bare_place(rest)
    return Jurisdiction(level=level, places=tuple(places)), rest


def _without_nation(text: str) -> str:
    return next((text[len(word) :] for word in _NATIONAL if text.startswith(word) and len(text) > len(word) + 1), text)


_NOT_TOWNSHIP = re.compile(
    r"(?:城镇|村镇|小镇|古镇|集镇|市镇|城乡|家乡|返乡|下乡|水乡|[各级镇]乡|乡镇|中心镇|特色镇)$|各"
)


@lru_cache(maxsize=16_384)
def level_of_place(place: str) -> Level | None:
    """The level of a place by its name: 济宁市 is a city, 北京市 stands at the level of a province."""
    if place in _PLACES:
        return _PLACES[place]
    return next((level for word, level in _WORDS.items() if place.endswith(word)), None)


def _leading_place(text: str) -> str | None:
    if _CENTRAL_DISTRICT.match(text):
        return text[:3]
    if text[0] in "省市州县区旗盟委" or text.startswith(("自治区", "地区")) or _BODY_STARTS.match(text):
        return None
    own = _AUTONOMOUS.match(text)
    if own is not None:
        return own[0]
    for length in range(2, min(_LONGEST_PLACE, len(text)) + 1):
        character = text[length - 1]
        if character in _STOPS:
            return None
        token = text[:length]
        if token in _PLACES and not text.startswith(("区", "县"), length):
            return token
        if character not in "市县区旗盟":
            continue
        if character == "市":
            # 市场 and 市容 are words; no place is called 绿化和市.
            if text.startswith(("场", "容"), length):
                return None
            # 沙市区 and 津市市 hold a 市 inside; 济宁市区域合作办 and 济宁市市场监管局 do not.
            inside = text.startswith("区", length) if length == 3 else text.startswith(("区", "市"), length)
            if length <= 3 and inside and not _BODY_STARTS.match(text[length:]):
                continue
        if _NO_PLACE.search(token):
            continue
        if _PARK.search(token) and _PARK_IS_BODY.match(text[length:]):
            return None
        # A longer suffix may follow: 东乡族自治县, 南山区; the shortest token that ends in a level is the place.
        return token
    return None


_AUTONOMOUS = re.compile(r"[^省市州盟县区旗局委厅办院]{2,14}自治[州县旗](?!区)")
"""黔南布依族苗族自治州: longer than other places are."""


def _leading_word(text: str) -> tuple[Level | None, str]:
    if _BODY_STARTS.match(text):
        return None, text
    for word in ("自治区", "地区", "省", "市", "州", "盟", "县", "区", "旗", "镇", "乡"):
        if text.startswith(word) and len(text) > len(word):
            return _WORDS[word], text[len(word) :]
    return None, text


def _bare_place(text: str) -> tuple[Jurisdiction, str]:
    for length in (4, 3, 2):
        short = text[:length]
        if short in _SHORT and len(text) > length + 1:
            return Jurisdiction(places=(short,)), text[length:]
    return Jurisdiction(), text


def jurisdiction_and_body(head: str) -> tuple[Jurisdiction, str]:
    """The jurisdiction and the body of a name, whatever order it says them in.

    Args:
        head: A name in `plain` spelling, without brackets.

    >>> jurisdiction_and_body("国家税务总局济宁市税务局")[1]
    '税务局'
    """
    place, cut, body = place_first(head).rpartition(CUT)
    if not cut:
        return split_jurisdiction(body)
    place = place.replace(CUT, "")
    if place in _NATIONAL:
        return Jurisdiction(level=Level.NATIONAL), body
    jurisdiction, rest = split_jurisdiction(place + _ANY_BODY)
    bare = rest.removesuffix(_ANY_BODY)
    # The place of a branch often lacks its last word: 中国人民银行长沙中心支行.
    return (Jurisdiction(places=(*jurisdiction.places, bare)) if bare else jurisdiction), body


_ANY_BODY = "财政局"
"""A body that no place name runs into, to cut a stretch that holds nothing but places."""


@lru_cache(maxsize=65_536)
def level_of(name: str) -> Level | None:
    """The level that a name speaks of.

    Returns:
        None where the name does not say (税务局); 厅 exist only at the level of a province.

    >>> level_of("济宁市兖州区财政局"), level_of("省财政厅")
    (<Level.COUNTY: 'county'>, <Level.PROVINCE: 'province'>)
    """
    jurisdiction, body = _of(name)
    level = jurisdiction.level
    if level is None and not jurisdiction.places:
        if body.endswith("厅") and not body.endswith("办公厅"):
            return Level.PROVINCE
        if body in _MINISTRIES:
            return Level.NATIONAL
    return level


_MINISTRIES = frozenset(
    ending
    for ending, kind, proof, _ in read_table("kinds")
    if kind == "department" and proof == "alone" and ending[-1] == "部"
)


def same_jurisdiction(a: str, b: str) -> bool:
    """Whether two names may belong to the same place: 市教育局 and 教育局, 区财政局 and 兖州区财政局, not 市教育局 and 区教育局."""
    return _of(a)[0].agrees_with(_of(b)[0])


@lru_cache(maxsize=65_536)
def _of(name: str) -> tuple[Jurisdiction, str]:
    """Jurisdiction and body of a printed name; a name that stands for many units has no jurisdiction."""
    text = plain(name)
    if kind_of(text) is UnitKind.COLLECTIVE:
        return Jurisdiction(), text
    return jurisdiction_and_body(_BRACKET.sub("", text) or text)


_BRACKET = re.compile(r"\([^()]*+\)?")


def _same_place(a: str, b: str) -> bool:
    if a == b:
        return True
    short_a, short_b = _without_suffix(a), _without_suffix(b)
    if short_a != short_b:
        return False
    # 杭州 may be 杭州市; 吉林省 is not 吉林市; 恩施州 is 恩施土家族苗族自治州.
    return a == short_a or b == short_b or (a[-1] == b[-1] and ("自治" in a) is not ("自治" in b))


def _without_suffix(place: str) -> str:
    for suffix in _SUFFIXES:
        if place.endswith(suffix) and len(place) > len(suffix) + 1:
            return _PEOPLES.sub("", place[: -len(suffix)]) if suffix.startswith("自治") else place[: -len(suffix)]
    return place


_PEOPLES = re.compile(
    r"(?<=..)(?:(?:布依|土家|朝鲜|蒙古|哈尼|景颇|傈僳|哈萨克|柯尔克孜|拉祜|布朗|仡佬|仫佬|毛南|纳西|普米|独龙|东乡|保安|撒拉|裕固|锡伯|达斡尔|鄂伦春|鄂温克|维吾尔"
    r"|塔吉克|各|藏|羌|彝|傣|白|壮|回|苗|侗|瑶|水|土|满|畲|黎|佤|怒)族?){1,6}$"
)
"""The peoples in the name of an autonomous place, which everyday names leave out: 黔南州, 恩施州."""
