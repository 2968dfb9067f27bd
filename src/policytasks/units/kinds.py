"""Kinds of unit 单位类别: what sort of body a printed name stands for, and whether a text is a unit's name at all.

The end of a name decides, by the table ``data/kinds.tsv``, its longest ending first; before that come the names that stand
for many units (各镇（街道）, 区政府各部门、单位), and what a beginning says (区委… is a party organ).
"""

from __future__ import annotations

import re
from functools import lru_cache

from policytasks.model.unit import UnitKind
from policytasks.units.data import read_table
from policytasks.units.spelling import plain

__all__ = ["LONGEST_NAME", "kind_of", "looks_like_unit"]

LONGEST_NAME = 200
"""Characters; a longer text is no name, and patterns are not tried on it."""

_ENDINGS = {ending: (UnitKind(kind), proof) for ending, kind, proof, _ in read_table("kinds")}
_LONGEST = max(map(len, _ENDINGS))

_LEVELS = "省市州县区旗盟"
_BRACKETS = re.compile(r"\([^()]*+\)?")

_COLLECTIVE_WORD = re.compile(
    r"各(?!自|类|项|种)|^(?:有关|相关|其他|其它|所有|全部|全体)(?=.)|(?:部门|单位|机构|科室|处室|股室|镇街|街镇|乡镇|镇乡|县区|市州|州市|区县|企业|高校)$"
    r"|^除.*外$|^全[国省市州县区]$"
)
"""各 anywhere; words of choice at the start; a plural at the end (成员单位, 市直部门, 乡镇)."""

_LEVEL_WORD = (
    "省|自治区|直辖市|地级市|市|地区|州|盟|县级市|县|区|旗|开发区|高新区|经开区|新区|功能区|园区|乡|镇|街道|街"
)
_LEVEL_LIST = re.compile(
    rf"(?:{_LEVEL_WORD})[(、,/和及与]{{0,2}}(?:{_LEVEL_WORD})"
    rf"(?:[()、,/和及与]{{0,2}}(?:{_LEVEL_WORD}|人民政府|政府|管委会|管委|办事处|党委|党工委|办)){{0,8}}[)]?"
    r"(?:人民政府|政府|管委会|管委|办事处)?"
)
"""Several levels under one head, without 各: 县（市、区）政府, 乡镇人民政府, 市州人民政府."""

_ONE_PARK = re.compile(r"[省市州县区](?:高新区|经开区|开发区|新区|功能区|园区)(?:管委会|管委|党工委)?")
"""市高新区管委会 is one committee, of the one park of a city."""

_NUMBER_OF = re.compile(r"[0-9一二三四五六七八九十]{1,3}个.{0,20}(?:[省市州县区旗盟镇乡]|街道|部门|单位|园区)$")

_PARTY_OR_GROUP = re.compile(
    r"^(?:中国共产党|中国共产主义青年团|共青团|中国国民党革命委|中国民主|中国农工|中国致公|台湾民主自治|民革|民盟|民建|民进|农工党|致公党|九三学社"
    r"|台盟|中国国际贸易促进)"
)
"""Party, mass organisations and the democratic parties by their first words."""
_CONGRESS_START = re.compile(
    r"^中国人民政治协商会议|人民代表大会|人大(?:常委会)?(?:[一-鿿]{0,8}(?:委员会|工委|委)|机关)$|政协(?:[一-鿿]{0,8}委员会|机关)$"
)
"""人大财政经济委员会, 政协机关; 人大 alone decides nothing (人大附中)."""
_AWAY = re.compile(r"驻[一-鿿]{1,6}(?:办|办事处|联络处)$")
_PARTY_START = re.compile(
    rf"(?:^|[{_LEVELS}乡镇党工地])(?<!科工)委(?!员会?$)(?:.*[部办室局委院校会]|$)|^中央(?!企业)|^中共"
)
_OFFICE_OF_CONTROL = re.compile(r"(?:纪委|监委|纪律检查委员会|监察委员会)机关$|纪检监察组$|军分区$|警备区$")
_GROUP = re.compile(r"(?<!巡察工作)(?<!巡视工作)领导小组|指挥部|工作专班|联席会议|协调小组|攻坚组")
_OFFICE_OF_GOVERNMENT = re.compile(r"(?:政府|国务院|[省市县区州]府)办(?:公[室厅])?$")
_LEVEL_START = re.compile(rf"^(?:国家|中央|中国|.{{0,6}}?[{_LEVELS}镇乡])")

_NOT_IN_NAMES = re.compile(
    r"[。；;:!?%…\"“”‘’<>《》|*+=]|[的了是将使让把被按对到从并但或若其他它该此每以]|包括|例如|比如|如[^皋东]|含|以上|以下|不少于|不超过|详见|见附|附件|设在|设于|由"
)


@lru_cache(maxsize=65_536)
def kind_of(name: str) -> UnitKind:
    """The kind of unit that a printed name stands for.

    Args:
        name: As printed; blanks and the width of marks do not count.

    Returns:
        `UnitKind.COLLECTIVE` for a name that stands for many units; `UnitKind.UNKNOWN` where neither the start nor the end
        of the name says anything.

    >>> kind_of("区公安分局"), kind_of("各镇（街道）")
    (<UnitKind.BRANCH: 'branch'>, <UnitKind.COLLECTIVE: 'collective'>)
    """
    return _kind_and_proof(plain(name))[0]


@lru_cache(maxsize=65_536)
def looks_like_unit(name: str) -> bool:
    """Whether a stretch of running text is the name of a unit, strictly.

    For bare lists in brackets: （市教育局、市财政局） names units, （含保障性住房、人才房） does not. A name passes only by an
    ending that proves a unit, or by one that does so after a place or level (区融媒体中心, but not 展示中心).

    Args:
        name: One item of the list, without the marks that separate it.
    """
    text = plain(name)
    head = _BRACKETS.sub("", text)
    if not 2 <= len(head) <= 32 or head in _NOBODY or _NOT_IN_NAMES.search(head):
        return False
    kind, proof = _kind_and_proof(text)
    if kind is UnitKind.COLLECTIVE:
        return _COLLECTIVE_UNIT.search(head) is not None
    if proof == "alone":
        return True
    return proof == "level" and _has_level(head)


_NOBODY = frozenset({"管委会", "分局", "总局", "支局", "委员会", "管理委员会", "办公室", "领导小组", "指挥部"})
"""Endings that name nobody by themselves: 各县（市、区）政府（管委会）."""
_COLLECTIVE_UNIT = re.compile(
    r"(?:部门|成员单位|[直属、]单位|各单位|[有相]关单位|责任单位|科室|处室|镇街|街镇|乡镇|镇乡|县区|市州|州市|区县|政府|管委会|管委|办事处|专班|街办)[)]?$"
    r"|各[^各]{0,8}(?:[省市州县区旗盟镇乡]|街道|园区|新区|地|单位|机关|银行|机构|企业|公司|高校|学校|医院|协会|委员会|村委会|居委会|党委|党组|支部|大队|中队|站所)$"
)


def _has_level(head: str) -> bool:
    match = _LEVEL_START.match(head)
    return match is not None and match.end() < len(head)


def _kind_and_proof(text: str) -> tuple[UnitKind, str]:
    if len(text) > LONGEST_NAME:
        return UnitKind.UNKNOWN, "no"
    head = _BRACKETS.sub("", text)
    levels = _LEVEL_LIST.fullmatch(text) is not None and _ONE_PARK.fullmatch(text) is None
    if levels or _COLLECTIVE_WORD.search(head) or _NUMBER_OF.match(head):
        return UnitKind.COLLECTIVE, "alone"
    if _OFFICE_OF_GOVERNMENT.search(head):
        return UnitKind.GOVERNMENT_OFFICE, "alone"
    if _GROUP.search(head):
        return UnitKind.LEADING_GROUP, "alone" if _has_level(head) or head.endswith("办公室") else "level"
    if _CONGRESS_START.search(head) and not head.endswith("人民政府"):
        return UnitKind.CONGRESS, "alone"
    if _AWAY.search(head):
        return UnitKind.DEPARTMENT, "alone"
    if head.startswith(("人民银行", "中国人民银行", "人行")):
        return UnitKind.BRANCH, "alone"
    kind, proof = _by_ending(head)
    if _PARTY_OR_GROUP.match(head) and kind is not UnitKind.PUBLIC_INSTITUTION:
        return UnitKind.PARTY_ORGAN, "alone"
    if proof != "no" and kind in _MAY_BE_PARTY and _PARTY_START.search(head):
        return UnitKind.PARTY_ORGAN, "alone"
    if _OFFICE_OF_CONTROL.search(head):
        return UnitKind.PARTY_ORGAN, "alone"
    if kind is UnitKind.UNKNOWN and _NAMED_PLACE.search(head):
        return UnitKind.GOVERNMENT, "no"
    if head in _INTERNAL:
        return UnitKind.INTERNAL_OFFICE, "no"
    if kind is UnitKind.INTERNAL_OFFICE and head.startswith(tuple(_LEVELS)):
        return UnitKind.DEPARTMENT if head.endswith("室") else UnitKind.PUBLIC_INSTITUTION, "level"
    return kind, proof


_NAMED_PLACE = re.compile(r"(?:^|[省市州])[^老主中全新本大小旧古内外各省市县州](?:城区|山区|城市)$")
"""任城区, 房山区 and 盐城市 are places, 老城区 and 大城市 are not."""
_MAY_BE_PARTY = {UnitKind.DEPARTMENT, UnitKind.LEADING_GROUP, UnitKind.INTERNAL_OFFICE, UnitKind.UNKNOWN}
_INTERNAL = {"办公室", "综合办公室", "机关党委", "党委办公室", "党办", "综合办", "党政办", "党政办公室"}


def _by_ending(head: str) -> tuple[UnitKind, str]:
    for length in range(min(_LONGEST, len(head)), 0, -1):
        found = _ENDINGS.get(head[-length:])
        if found is not None:
            return found
    return UnitKind.UNKNOWN, "no"
