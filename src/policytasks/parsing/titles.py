"""Titles 标题: the heading of a notice, over several lines, spread out, or printed twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from policytasks.parsing.requirement import tidy
from policytasks.parsing.vocabulary import FURNITURE, TITLE_ENDINGS
from policytasks.passage import Passage

__all__ = ["Title", "find_title", "is_title_line", "opens_with_agency"]

_BANNER = re.compile(r"^[^《》,。]{2,40}(?:文件|公报|专报|简报|信息)$")
_OPENING_AGENCY = re.compile(
    r"^(?P<agency>[^,。;:《》]{2,60}?(?:人民政府办公[室厅]|人民政府|办公[室厅]|委员会|管委会|领导小组|指挥部|[局厅部委院署]|党委|政府|公司|中心|总工会|协会))\s*(?=关于|印发|转发|批转|公布|发布)"
)
_PARTING_LINE = re.compile(
    r"^[(]?[0-9]{4}[年/.-][0-9]{1,2}[月/.-].{0,16}$|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日[)]?$|^[(]?第?[0-9一二三四五六七八九十]{1,4}期|^附件[0-9一二三四五]{0,2}[:]?$|^[(].{1,30}[)]$"
)
"""Lines that stand between titles: dates, 第20期, 附件, remarks in brackets."""
_LONGEST = 160


@attrs.frozen(kw_only=True)
class Title:
    """A title.

    Args:
        passage: Its lines, joined.
        positions: Positions of its lines.
    """

    passage: Passage
    positions: tuple[int, ...]


def opens_with_agency(title: Passage) -> Passage | None:
    """The agency that opens a title: 济宁市兖州区人民政府办公室关于…"""
    match = _OPENING_AGENCY.match(title.folded)
    return title.span(match, "agency").strip() if match is not None else None


def is_title_line(passage: Passage) -> bool:
    """Whether a line alone can be the heading of a document or of an annex."""
    folded = tidy(passage).folded
    return (
        4 <= len(folded) <= 90
        and TITLE_ENDINGS.search(folded) is not None
        and not re.search(r"[。;!]|[,:].*[,:]", folded)
    )


def find_title(heads: Sequence[tuple[int, Passage]], *, before_letter: bool) -> Title | None:
    """The title among the lines in front of a letter or a plan.

    Args:
        heads: Position and text of each line; a position of -1 marks a line that parts titles, below -1 a line that had a
            number glued to it (its position is ``-2 - position``).
        before_letter: True when 主送机关 follow.
    """
    groups: list[list[tuple[int, Passage]]] = [[]]
    for number, (at, passage) in enumerate(heads):
        site = _SITE_NAME.match(passage.folded)
        if site is not None:
            at, passage = (at if at < 0 else -2 - at), passage[: site.end("title")]
        text = passage.compact().folded
        if groups[-1] and _OPENING_AGENCY.match(passage.folded) and "关于" in passage.folded:
            # The agency opens the title; what stood before belongs to the page.
            groups.append([])
        if at == -1 or not text or _BANNER.match(text) or FURNITURE.match(passage.folded) or _PARTING_LINE.search(text):
            if groups[-1]:
                groups.append([])
            continue
        groups[-1].append((at, passage))
        joined = tidy(Passage.join([one for _, one in groups[-1]])).folded
        if _is_complete(joined) and not _goes_on(joined, heads, number):
            groups.append([])
    candidates: list[tuple[int, int, Title]] = []
    for number, group in enumerate(groups):
        if not group:
            continue
        passage = tidy(Passage.join([one for _, one in group]))
        folded = passage.folded
        if len(folded) > _LONGEST or (len(folded) < 4 and not _SHORT_TITLE.fullmatch(folded)):
            continue
        complete = _is_complete(folded)
        about = "关于" in folded
        if not complete and not (about and before_letter):
            continue
        glued = any(at < -1 for at, _ in group)
        rank = (0 if about else 1) + (1 if glued else 0) + (0 if complete else 1)
        positions = tuple(at if at >= 0 else -2 - at for at, _ in group)
        candidates.append((rank, number, Title(passage=passage, positions=positions)))
    if not candidates:
        return None
    return min(candidates, key=lambda candidate: candidate[:2])[2]


_SITE_NAME = re.compile(
    r"^(?P<title>.{6,120}(?:通知|意见|方案|函|决定|措施|计划|要点|分工|报告|办法))\s*[_|–—-]\s*[^_|]{2,30}(?:政府|网|网站|门户|局|委|厅|办|办公室)$"
)
"""A page title: the heading, and behind a stroke the name of the site."""
_SHORT_TITLE = re.compile(r"(?:督办|交办|转办|提示|督查|催办)(?:函|通知|通报|单|专报)")
_LAST_LINE = re.compile(r"^[^《》]{0,30}(?:通知|意见|方案|函|批复|决定|报告|通报)$")


def _goes_on(joined: str, heads: Sequence[tuple[int, Passage]], number: int) -> bool:
    """Whether the next line still belongs to a heading that looks complete: 关于印发…（2023年） / 任务分工的通知."""
    following = heads[number + 1] if number + 1 < len(heads) else None
    if following is None or following[0] < 0 or "关于" not in joined or _LAST_LINE.search(joined[-12:]):
        return False
    line = tidy(following[1]).folded
    if line.startswith("的") and len(line) <= 30:
        return True
    return "关于" not in line and _LAST_LINE.match(line) is not None and len(joined) + len(line) <= 120


def _is_complete(joined: str) -> bool:
    if _SHORT_TITLE.fullmatch(joined):
        return True
    balanced = joined.count("《") <= joined.count("》") or joined.count("<") <= joined.count(">") > 0
    if re.search(r"关于(?:印发|转发|批转|下发|下达|公布|发布|分解)|转发|印发", joined):
        return (
            balanced
            and re.search(
                r"(?:通知|意见|决定|方案|函|通报|批复|公告|通告|报告|办法|规定|安排|要点|计划|提示单|措施|规划|条例|细则|解读|清单|建议|指南|请示|纪要|规则|制度)(?:\([^()]{1,20}\))?$",
                joined,
            )
            is not None
        )
    return balanced and TITLE_ENDINGS.search(joined) is not None and len(joined) >= 6
