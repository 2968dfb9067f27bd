"""Rules over 公开属性: whether and how the notice says that it is public (国办发〔2016〕80号; 政府信息公开条例, 2019)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytasks.folding import fold
from policytasks.location import Location
from policytasks.messages import Wording
from policytasks.model.notice import Disclosure, Notice
from policytasks.validation.catalogue import Context, Observation, observe, rule
from policytasks.validation.finding import Severity

__all__ = ["RULES"]

_SOURCE = Wording(
    en="Whoever drafts an official document decides whether it is published, published on request or withheld, and gives the "
    "reason where it is not published (国办发〔2016〕80号).",
    zh="拟制公文时应明确主动公开、依申请公开、不予公开等属性，拟不公开的要依法依规说明理由（国办发〔2016〕80号）。",
)
_WAYS = re.compile(r"网站|网络|公报|公告栏|报纸|新闻|微信|平台")
"""Ways of publishing: what portals print under 公开方式 is no attribute of the document."""

_VALUE = re.compile(
    r"(?:此件|本件|此文件|信息|公文)|公开(?:属性|方式|形式|类别|类型|选项)|依申请公开|不予公开|不公开|[^\w]|理由|原因|依据"
)
_WITHHELD_PART = re.compile(
    r"\((?:此件|本件|本附件|附件|此附件|本表|此表)?(?:不予公开|不公开|不宜公开|不对外公开|涉密|内部(?:资料|使用|掌握)|秘密|机密|绝密)\)"
)


@rule(
    Notice,
    code="no-disclosure",
    severity=Severity.INFO,
    summary=Wording(en="The notice does not say whether it is public.", zh="通知没有标明公开属性。"),
    rationale=_SOURCE,
    remedy=Wording(en="Add a line such as （此件公开发布）.", zh="在落款或版记处标明，如“（此件公开发布）”。"),
    example="（成文日期之后没有“此件公开发布”之类的标注）",
    message=Wording(en="no 公开属性 was found", zh="没有标明公开属性"),
)
def no_disclosure(notice: Notice, context: Context) -> Iterator[Observation]:
    if notice.disclosure is None and not notice.disclosure_text:
        yield observe()


@rule(
    Notice,
    code="unknown-disclosure",
    severity=Severity.WARNING,
    summary=Wording(
        en="公开属性 is none of 主动公开, 依申请公开 and 不予公开.",
        zh="公开属性不是主动公开、依申请公开、不予公开之一。",
    ),
    rationale=_SOURCE,
    remedy=Wording(en="Choose one of the three values.", zh="从三种属性中选定一种。"),
    example="公开属性：内部",
    message=Wording(en="公开属性 is {text}", zh="公开属性为“{text}”"),
)
def unknown_disclosure(notice: Notice, context: Context) -> Iterator[Observation]:
    text = notice.disclosure_text
    if notice.disclosure is None and text and not _WAYS.search(text):
        yield observe(notice.location_of("disclosure"), text=text)


@rule(
    Notice,
    code="disclosure-without-reason",
    severity=Severity.WARNING,
    summary=Wording(
        en="The notice is withheld, or published on request only, and gives no reason.",
        zh="不予公开或依申请公开，未说明理由。",
    ),
    rationale=_SOURCE,
    remedy=Wording(
        en="Add the reason in brackets, as in 不予公开（涉及商业秘密）.",
        zh="在后面注明理由，如“不予公开（涉及商业秘密）”。",
    ),
    example="公开属性：不予公开",
    message=Wording(en="{text} gives no reason", zh="“{text}”未说明理由"),
)
def disclosure_without_reason(notice: Notice, context: Context) -> Iterator[Observation]:
    text = notice.disclosure_text
    if (
        notice.disclosure in (Disclosure.WITHHELD, Disclosure.ON_REQUEST)
        and text
        and len(_VALUE.sub("", fold(text))) < 2
    ):
        yield observe(notice.location_of("disclosure"), text=text)


@rule(
    Notice,
    code="withheld-part-published",
    severity=Severity.WARNING,
    summary=Wording(
        en="A part of a published notice is marked as withheld.", zh="主动公开的通知中有标注不公开的部分。"
    ),
    rationale=Wording(
        en="Either the part must not be in the published file, or the mark is left over from a draft.",
        zh="该部分或者不应出现在公开文本中，或者标注系草稿残留。",
    ),
    remedy=Wording(en="Take the part out before publishing, or remove the mark.", zh="公开前删去该部分，或去掉标注。"),
    example="附件：2.任务清单（不公开） …… （此件公开发布）",
    message=Wording(en="the notice is published, but here stands {mark}", zh="通知主动公开，此处却标有“{mark}”"),
)
def withheld_part_published(notice: Notice, context: Context) -> Iterator[Observation]:
    if notice.disclosure is not Disclosure.PROACTIVE:
        return
    for text, place in _parts(notice):
        for match in _WITHHELD_PART.finditer(fold(text)):
            yield observe(place, mark=text[match.start() : match.end()])


def _parts(notice: Notice) -> Iterator[tuple[str, Location]]:
    for number, attachment in enumerate(notice.attachments):
        yield attachment, notice.location_of(f"attachments[{number}]")
    for block in (*notice.body, *notice.unparsed):
        yield block.text, block.location
    for section in notice.sections:
        yield section.title or "", section.location
        for task in section.tasks:
            yield task.title or "", task.location
            for requirement in task.requirements:
                yield requirement.text, requirement.location


RULES = (no_disclosure, unknown_disclosure, disclosure_without_reason, withheld_part_published)
"""The rules of this half, in the order of the catalogue's page."""
