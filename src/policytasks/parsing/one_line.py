"""One-line documents: pages that lost their line ends → the paragraphs that they must have had."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from policytasks.parsing.document_numbers import find_document_numbers
from policytasks.parsing.lines import Item, Line
from policytasks.parsing.numbering import split_run_on
from policytasks.parsing.vocabulary import TITLE_ENDINGS
from policytasks.passage import Passage

__all__ = ["paragraphs_of", "unrolled"]

_ADDRESSEE = re.compile(r"(?:(?<=通知)|(?<=意见)|(?<=[ \t号]))\s*(?=(?:各|市|县|区)[^:。;]{3,200}:)")
_SIGNATURE = re.compile(
    r"(?<=[。)）])\s*(?=[^。;:,]{4,40}(?:政府|办公室|办公厅|委员会|局|厅)\s*(?:[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日))"
)
_WIDE_SIGNATURE = re.compile(
    r"[ \t\u3000]{2,}(?=[^\s。;:,]{4,40}(?:政府|办公室|办公厅|委员会|局|厅)\s+[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)"
)
_DATE = re.compile(
    r"(?<=[政办厅局委室府会])\s*(?=[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日(?![前内之]))|(?<=[0-9]日)\s+(?=\S)"
)
_DISCLOSURE = re.compile(r"(?<=日)(?=[(](?:此件|公开))|(?<=公开发布\))|(?<=主动公开\))|(?<=依申请公开\))")
_AFTER_TITLE = re.compile(
    r"(?<=方案|意见|通知|措施|要点|计划|办法|分工|安排|决定)\s+(?=为[^了]?|根据|按照|依据|现将|近年来)"
)
_FURNITURE_START = re.compile(
    r"\s+(?=(?:[【〔(]?(?:打印|关闭|分享|收藏)[】〕)]?\s*(?:$|\s|[【〔(]?(?:打印|关闭|分享|收藏|本页|窗口))|扫一扫|分享到|上一篇|下一篇|责任编辑:|"
    r"主办:.{2,40}$|版权所有|网站标识码|备案序号|索引号:|发布(?:时间|日期):|来源:|(?:字号|字体|浏览次数|阅读次数|点击数):))"
)
"""Before what a web page prints around its text."""
_FURNITURE_END = re.compile(
    r"(?<=大 中 小)\s*[】〕]?\s+(?=\S)|(?<=大中小)\s*[】〕]?\s+(?=\S)|(?<=[0-9]{2}:[0-9]{2})\s+(?=[^0-9\s])"
)
_TITLE_START = re.compile(r"(?<=\S)\s+(?=[^\s。:;,]{2,40}(?:政府|办公室|办公厅|委员会|[局厅委])关于)")
_WIDE = re.compile(r"(?<=\S)[ \t\u3000]{2,}(?=\S)")


def paragraphs_of(line: Line) -> Iterator[Line]:
    """The paragraphs of an endless line: cut at numbers in sequence, and around addressees, signature and date."""
    for piece in split_run_on(line.passage, force=True):
        folded = piece.folded
        cuts = {0, len(folded)}
        head = re.match(r"[^。]{0,400}:(?=[^:。]{0,200}。)", folded)
        if head is not None and re.search(r"各[^:]{2,}$", head[0][:-1]):
            cuts.add(head.end())
            start = _ADDRESSEE.search(folded, 0, head.end())
            if start is not None:
                cuts.add(start.end())
        cuts.update(_around_number(piece))
        for pattern in (_SIGNATURE, _WIDE_SIGNATURE, _DATE, _DISCLOSURE, _FURNITURE_START, _FURNITURE_END):
            cuts.update(match.end() for match in pattern.finditer(folded))
        title_start = _TITLE_START.search(folded, 0, 200)
        if title_start is not None:
            cuts.add(title_start.end())
        title_end = _AFTER_TITLE.search(folded, 0, 160)
        if title_end is not None:
            cuts.add(title_end.end())
        for match in _WIDE.finditer(folded):
            if folded[match.start() - 1] in "。;)〕号知日" or re.match(
                r"[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十]", folded[match.end() :]
            ):
                cuts.add(match.end())
        places = sorted(cuts)
        for begin, end in pairwise(places):
            part = piece[begin:end].strip()
            if part:
                yield Line(passage=part, raw=part, paragraph=line.paragraph)


def _around_number(piece: Passage) -> Iterator[int]:
    """Before and behind a document number that stands between title and addressees."""
    for _, start, end in find_document_numbers(piece[:600]):
        before, after = piece.folded[:start], piece.folded[end:]
        own = not before or TITLE_ENDINGS.search(before.rstrip())
        if own and not after.startswith((")", "〕", "》", "精神", "要求", "文件")):
            yield start
            yield end


_ONE_LINER = 800


def unrolled(items: list[Item]) -> list[Item]:
    """A document that came as one or two endless lines, cut where its paragraphs must have ended."""
    made: list[Item] = []
    lines = [item for item in items if isinstance(item, Line) and item]
    total = sum(len(line.passage) for line in lines)
    for item in items:
        endless = isinstance(item, Line) and len(item.passage) > (_ONE_LINER if len(lines) > 3 else _ONE_LINER / 5)
        if endless and isinstance(item, Line) and len(item.passage) > total / 3:
            made.extend(paragraphs_of(item))
        else:
            made.append(item)
    return made
