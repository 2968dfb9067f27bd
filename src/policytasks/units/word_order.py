"""Word order 语序: names that say the place in the middle or at the end, brought to place first, body after it.

中国共产党济宁市委员会组织部, 国家税务总局济宁市税务局 and 温州市生态环境局瑞安分局 are how organs call themselves; task lists say 市委组织部, 市税务局.
"""

from __future__ import annotations

import re

__all__ = ["CUT", "place_first"]

CUT = "|"
"""Stands between place and body in a name that was brought to order; no plain name holds it."""

_PLACE = r"(?P<place>[一-鿿]{2,20}?)"
_AREA = r"(?P<place>(?!(?:水上|交通|森林|铁路|机场|轨道|地铁|公交|治安|直属|港口|港航|航运|边防|网络|刑侦|特警|巡警|第[一二三四五六七八九十]|[一二三四五六七八九]))[一-鿿]{2,20}?)"
"""The area of a branch: a name in this place that is a line of work (公安局水上分局) makes another branch."""
_REORDERED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern.replace("PLACE", _PLACE).replace("AREA", _AREA)), replacement)
    for pattern, replacement in (
        # 中共杭州市委杭州市人民政府信访局, 市委市政府督查室.
        (
            r"^(?:中共)?(?P<place>[一-鿿]{0,8}[省市州县区旗盟])委(?P=place)(?:人民)?政府(?P<rest>[一-鿿]{2,})$",
            r"\g<place>|\g<rest>",
        ),
        (r"^中共中央(?P<rest>.{2,})$", r"中央|\g<rest>"),
        # 中共岚县县委宣传部 says its level twice.
        (
            r"^(?:中共)?(?P<place>[一-鿿]{1,8}(?P<level>[省市州县区旗]))(?P=level)委(?P<rest>(?!员).*)$",
            r"\g<place>|委\g<rest>",
        ),
        # The party's names put the place in the middle: 中国共产党济宁市委员会组织部, 中共济宁市委.
        # The party's control organ and its state twin say the place twice.
        (
            r"^中(?:共|国共产党)PLACE(?:纪律检查委员会|纪委)(?P=place)(?:监察委员会|监委)(?:机关)?$",
            r"\g<place>|纪委监委",
        ),
        (r"^中国共产党PLACE(?P<rest>纪律检查委员会.*)$", r"\g<place>|\g<rest>"),
        (r"^中国共产党PLACE委员会(?P<rest>.*)$", r"\g<place>|委\g<rest>"),
        (r"^中共PLACE(?P<rest>委.*|纪律检查.*|纪委.*|直属机关.*|监察.*)$", r"\g<place>|\g<rest>"),
        # Organs of the centre known by 中 or 国 alone.
        (r"^中组部$", r"中央|组织部"),
        (r"^中宣部$", r"中央|宣传部"),
        (r"^中(?P<rest>纪委|编办)$", r"中央|\g<rest>"),
        (r"^国管局$", r"国家|机关事务管理局"),
        (r"^(?:中国共产主义青年团|共青团)PLACE(?:委员会|委)$", r"\g<place>|团委"),
        (r"^共青团(?P<place>[省市州县区旗])(?:委员会|委)$", r"\g<place>|团委"),
        (r"^(?P<name>[一-鿿]{0,8})团(?P<place>[省市州县区旗盟])委$", r"\g<name>\g<place>|团委"),
        (r"^中国人民政治协商会议(?:[一-鿿]{2,8}省)?PLACE委员会(?P<rest>.*)$", r"\g<place>|政协\g<rest>"),
        (r"^政协PLACE委员会(?P<rest>.*)$", r"\g<place>|政协\g<rest>"),
        (r"^中国国际贸易促进委员会PLACE(?:委员会|支会|分会)$", r"\g<place>|贸促会"),
        (
            r"^(?P<party>民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|中国国民党革命委员会|中国民主同盟|中国民主建国会|中国民主促进会|中国农工民主党"
            r"|中国致公党|台湾民主自治同盟)(?P<place>[一-鿿]{0,12}?[省市州县区旗盟])(?:委员会|委会|委|总支)$",
            r"\g<place>|\g<party>",
        ),
        # Branches of national bodies name the place after the head: 国家税务总局济宁市税务局.
        (r"^国家税务总局PLACE税务局$", r"\g<place>|税务局"),
        (r"^国家统计局PLACE(?P<rest>调查(?:总)?队)$", r"\g<place>|\g<rest>"),
        (
            r"^国家金融(?:监督管理|监管)总局PLACE(?:监督管理|监管)(?P<rest>[分支]?局)$",
            r"\g<place>|金融监管总局监管\g<rest>",
        ),
        # The older national commissions: 中国证券监督管理委员会山东监管局, 山东证监局.
        *(
            (rf"^中国{full}监督管理委员会PLACE监管(?P<rest>分?局)$", rf"\g<place>|{short}\g<rest>")
            for full, short in (("银行保险", "银保监"), ("银行业", "银监"), ("证券", "证监"), ("保险", "保监"))
        ),
        # 湖南金融监管局 is the national branch; 省金融监管局 may be the bureau of the place, and stays as it is.
        (
            r"^(?P<place>(?!中国|国家)[一-鿿]{2,6}(?<![省市州盟县区旗])(?<!地方))金融(?:监督管理|监管)(?P<rest>局)$",
            r"\g<place>|金融监管总局监管\g<rest>",
        ),
        (
            r"^(?P<place>(?!中国|国家)[一-鿿]{1,12}(?<!地方))金融(?:监督管理|监管)(?P<rest>[分支]局)$",
            r"\g<place>|金融监管总局监管\g<rest>",
        ),
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
            r"^(?P<place>(?!中国|国家|国网)[一-鿿]{2,6}?)(?P<rest>(?:供电|电信|移动|联通|铁塔|烟草)(?:分)?公司|邮政管理局|(?:银保监|银监|证监|保监)分?局"
            r"|调查队)$",
            r"\g<place>|\g<rest>",
        ),
        (r"^国务院办公厅$", r"国家|政府办公厅"),
        (r"^国网[一-鿿]{2,8}电力(?:有限)?公司PLACE供电(?:分)?公司$", r"\g<place>|供电公司"),
        (r"^国网(?:[一-鿿]{2,3}(?=[一-鿿]{2,6}[市县区]))?PLACE供电公司$", r"\g<place>|供电公司"),
        (r"^(?P<head>[一-鿿]{0,6}[市州]?)公安局(?:交通警察|交警)支队AREA大队$", r"\g<head>\g<place>|交警大队"),
        # 龙岗公安分局: a place without its last word before a branch that exists nowhere else.
        (
            r"^AREA(?<![省市州盟县区旗局])(?P<rest>(?:公安|生态环境|自然资源|税务)分局|(?:交通警察|交警|消防救援)[支大]队)$",
            r"\g<place>|\g<rest>",
        ),
        # A branch that names its head first: 温州市生态环境局瑞安分局.
        (r"^[市州](?P<body>[一-鿿]{2,12})局AREA分局$", r"\g<place>|\g<body>分局"),
        (r"^(?P<head>[一-鿿]{2,6}市)(?P<body>[一-鿿]{2,12})局AREA分局$", r"\g<head>\g<place>|\g<body>分局"),
    )
)
_MAY_BE_REORDERED = re.compile(
    r"^(?:中|政协|国务院办|国管|共青团|民[革盟建进]|农工|致公|九三|台盟|台湾民|国家|国网|人行|人民银行|电信|移动|联通|铁塔|邮政)|委.{1,8}政府|团[省市州县区旗盟]委$|([省市州县区旗])\1委|[分支]局$|[支大]队$|公司$|邮政管理局$|金融监管局$|金融监督管理局$|调查队$"
)
_PROVINCE_FIRST = re.compile(r"^[一-鿿]{2,3}省(?=[一-鿿]{2,6}市)")


def place_first(head: str) -> str:
    """The name with the place first and `CUT` behind it, where a known order was changed; else the name as it is.

    Args:
        head: A name in `plain` spelling, without brackets.

    >>> place_first("中共济宁市委组织部")
    '济宁市|委组织部'
    """
    head = _PROVINCE_FIRST.sub("", head)
    if _MAY_BE_REORDERED.search(head) is None:
        return head
    for pattern, replacement in _REORDERED:
        head = pattern.sub(replacement, head)
    return head
