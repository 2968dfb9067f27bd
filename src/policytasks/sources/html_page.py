"""Page 页面: which blocks of a portal's page are the text, and which are its furniture 网页装饰.

Only what is surely furniture is taken out of the text: links of navigation, the foot of the site, buttons, and lines such as
当前位置 or 打印本页. Everything else stays where it is, in front of and behind the main text too, since titles, tables of
metadata and annexes often stand outside the element that editors fill.
"""

from __future__ import annotations

import re

from policytasks.folding import fold
from policytasks.sources.html_flow import DraftParagraph, DraftTable, Zone

__all__ = ["split_furniture"]

Draft = DraftParagraph | DraftTable

_MAIN_NAMES = frozenset(
    "ucap-content zoom trs_editor trs_ueditor trs_web trs_preappend view pages_content article-content articlecontent "
    "article_content article-con article_con content-text con_text conten content_text newscontent news_content info-content infocontent "
    "detail-content detailcontent maintext mainbody bodycontent zwcontent xxgk-content tys-main-zt-show txt_txt".split()
)
"""Names that portals give to the element which holds the text of an article (seen on pages of central, provincial and county sites)."""

_CLUTTER_NAMES = (
    "nav", "menu", "breadcrumb", "crumb", "foot", "footer", "copyright", "share", "bdshare", "sidebar", "toolbar", "login",
    "search", "friendlink", "friendlinks", "related", "qrcode", "ewm", "pagenav", "topbar", "weizhi", "dqwz", "fenxiang",
)  # fmt: skip
"""Words in ``id`` or ``class`` of elements that hold no part of an article."""

_CLUTTER_TAGS = frozenset({"nav", "footer", "aside", "select", "button", "textarea"})

_FOOT_MARKS = (
    "版权所有",
    "ICP备",
    "网站标识码",
    "公网安备",
    "公安网备",
    "Copyright",
    "copyright",
    "All Rights Reserved",
)
"""Words that only the foot of a site has; its 主办单位 and 承办单位 are no statement of responsibility."""

_CLUTTER_LINE = re.compile(
    r"(?:您?(?:当前|现在)(?:所在)?的?位置|所在位置|你的位置)[:]?.*"
    r"|[【〔(]?\s*(?:字号|字体)[::]?.{0,20}"
    r"|(?:分享(?:到|至)?|扫一扫|扫码|微信扫).{0,30}"
    r"|(?:浏览|点击|阅读|访问)(?:次数|数|量)[:]?\s*\d*\s*次?"
    r"|(?:无障碍|语音播报|朗读|繁体|繁體|简体|设为首页|加入收藏|网站地图|联系我们|返回顶部|上一篇|下一篇)(?:[:].{0,80})?"
    r"|(?:[【〔(|]?\s*(?:打印|打印本页|打印此页|打印本文|关闭|关闭窗口|关闭本页|关闭本文|收藏|返回|返回首页|我要纠错|纠错|大|中|小)\s*[】〕)|]?\s*){1,8}"
)
"""Lines, folded, that a portal prints around and inside an article."""

_MAIN_SHARE = 0.1
_DENSE_SHARE = 0.7
_FOOT_LENGTH = 600
_LINK_SHARE = 0.6
_CLUTTER_LENGTH = 120


def split_furniture(blocks: list[Draft]) -> tuple[list[Draft], list[DraftParagraph]]:
    """The blocks of the text, and the paragraphs of the furniture, each in printed order.

    A page without any text outside its furniture is all text.
    """
    _weigh(blocks)
    main = _main_zone(blocks)
    feet = _feet(blocks, main)
    text: list[Draft] = []
    furniture: list[DraftParagraph] = []
    for block in blocks:
        if isinstance(block, DraftParagraph) and _is_furniture(block, main, feet):
            furniture.append(block)
        elif (
            isinstance(block, DraftTable)
            and block.links > _LINK_SHARE * max(1, block.text)
            and not _inside(block, main)
        ):
            furniture.extend(_paragraphs(block))
        else:
            text.append(block)
    return (text, furniture) if text else (blocks, [])


def _paragraphs(block: Draft) -> list[DraftParagraph]:
    if isinstance(block, DraftParagraph):
        return [block]
    return [paragraph for cell in block.cells for inner in cell.blocks for paragraph in _paragraphs(inner)]


def _weigh(blocks: list[Draft]) -> None:
    """Count the characters of text and of links in every zone."""
    for block in blocks:
        for paragraph in _paragraphs(block):
            for zone in paragraph.zone.chain():
                zone.text += len(paragraph.text) - paragraph.links
                zone.links += paragraph.links


def _main_zone(blocks: list[Draft]) -> Zone | None:
    """The zone that holds the article: one with a known name, else the smallest that holds most of the text; None without text."""
    zones: dict[int, Zone] = {}
    for block in blocks:
        for paragraph in _paragraphs(block):
            for zone in paragraph.zone.chain():
                if id(zone) in zones:
                    break
                zones[id(zone)] = zone
    page = next((zone for zone in zones.values() if zone.parent is None), None)
    if page is None or not page.text:
        return None
    named = [
        zone
        for zone in zones.values()
        if not _MAIN_NAMES.isdisjoint(zone.names) and zone.text > _MAIN_SHARE * page.text
    ]
    if named:
        return max(named, key=lambda zone: zone.text)
    dense = [zone for zone in zones.values() if zone.text >= _DENSE_SHARE * page.text]
    return max(dense, key=lambda zone: len(zone.chain()))


def _inside(block: Draft, main: Zone | None) -> bool:
    return any(zone is main for paragraph in _paragraphs(block)[:1] for zone in paragraph.zone.chain())


def _feet(blocks: list[Draft], main: Zone | None) -> set[int]:
    """The zones outside the article that hold the foot of the site."""
    around = set() if main is None else {id(zone) for zone in main.chain()}
    feet: set[int] = set()
    for block in blocks:
        for paragraph in _paragraphs(block):
            if any(mark in paragraph.text for mark in _FOOT_MARKS) and not _inside(paragraph, main):
                for zone in paragraph.zone.chain():
                    if id(zone) in around or zone.text + zone.links > _FOOT_LENGTH:
                        break
                    feet.add(id(zone))
    return feet


def _is_furniture(paragraph: DraftParagraph, main: Zone | None, feet: set[int]) -> bool:
    folded = fold(paragraph.text).strip()
    if 1 < len(folded) <= _CLUTTER_LENGTH and _CLUTTER_LINE.fullmatch(folded):
        return True
    if _inside(paragraph, main):
        return False
    if any(mark in paragraph.text for mark in _FOOT_MARKS) and len(paragraph.text) <= _FOOT_LENGTH:
        return True
    around = set() if main is None else {id(zone) for zone in main.chain()}
    for zone in paragraph.zone.chain():
        if id(zone) in around:
            break
        if id(zone) in feet or zone.tag in _CLUTTER_TAGS or _is_clutter(zone.names):
            return True
    return paragraph.links > _LINK_SHARE * len(paragraph.text)


def _is_clutter(names: tuple[str, ...]) -> bool:
    return any(part in _CLUTTER_NAMES for name in names for part in re.split(r"[-_\d]+", name))
