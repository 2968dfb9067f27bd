"""End matter 版记: 抄送, 印发, 份数 and 公开属性 (GB/T 9704-2012, 7.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytasks.model.notice import Disclosure
from policytasks.parsing.dates import find_date
from policytasks.parsing.grid import Grid
from policytasks.parsing.letter import Letter, line_at, split_groups
from policytasks.parsing.lines import Item
from policytasks.passage import Passage

__all__ = ["disclosure_of", "read_disclosure", "read_end_matter"]

_DISCLOSURES = (
    (re.compile(r"依申请公开"), Disclosure.ON_REQUEST),
    (re.compile(r"不予公开|不公开"), Disclosure.WITHHELD),
    (re.compile(r"主动公开|公开发布|此件公开|全文公开"), Disclosure.PROACTIVE),
)


_DISCLOSURE_LINE = re.compile(
    r"^[(〔]?\s*(?:此件|本件|此文件|信息|公文)?(?:公开(?:属性|方式|形式|类别|类型|选项)\s*:?\s*)?(?:主动公开|依申请公开|不予公开|不公开|公开发布|此件公开|删减后公开|公开)\s*[)〕]?[。]?$"
)

_DISCLOSURE_LABEL = re.compile(
    r"^[(〔]?(?:此件|本件|此文件|信息|公文)?公开(?:属性|方式|形式|类别|类型|选项):(?P<value>[^:]{1,50})$"
)
"""A label says what the line is about, so it may hold any value, and a reason behind it."""

_DISCLOSURE_REASON = re.compile(
    r"^[(〔]?(?:此件|本件|此文件)(?:依申请公开|不予公开|不公开)[,，;；(〔](?:(?:不公开|不予公开)?(?:理由|原因|依据):?)?[^。]{2,50}$"
)


_LONGEST_PLAIN, _LONGEST_STATEMENT = 30, 80


_COPIED = re.compile(r"^(?:抄送|抄报|抄致)\s*:\s*")


_PRINTED = re.compile(r"印发\s*$")


_COPIES = re.compile(r"^[(]?共印\s*[0-9]+\s*份")


_RULE = re.compile(r"^[-—–_─━=＿\s]{4,}$")


def read_end_matter(items: Sequence[Item | Grid], letter: Letter) -> None:
    for at in range(len(items)):
        line = line_at(items, at)
        if line is None:
            continue
        copied = _COPIED.match(line.folded)
        if copied is not None and len(line.passage) < 400:
            parts = [line.passage[copied.end() :]]
            end = at + 1
            while not parts[-1].folded.rstrip().endswith("。") and end < len(items) and end - at < 8:
                following = line_at(items, end)
                if following is not None and (
                    _RULE.match(following.folded) or _PRINTED.search(following.folded) or len(following.passage) > 200
                ):
                    break
                if following is not None:
                    parts.append(following.passage)
                    letter.used.add(end)
                end += 1
            letter.used.add(at)
            letter.copied_to = tuple(split_groups(Passage.join(parts)))
        elif _PRINTED.search(line.folded) and len(line.passage) < 80 and (found := find_date(line.passage)) is not None:
            letter.printed_on, letter.printed_at = found[0], line.passage[found[1] : found[2]]
            letter.used.add(at)
        elif _COPIES.match(line.folded):
            letter.furniture.add(at)
        elif _RULE.match(line.folded):
            letter.used.add(at)


def read_disclosure(items: Sequence[Item | Grid], letter: Letter) -> None:
    for at in range(len(items)):
        line = line_at(items, at)
        if line is None or len(line.passage) > _LONGEST_STATEMENT or not _states_disclosure(line.passage):
            continue
        letter.used.add(at)
        letter.body = [position for position in letter.body if position != at]
        if letter.disclosure is None:
            letter.disclosure = disclosure_of(line.folded)
            letter.disclosed_at = line.passage


def _states_disclosure(passage: Passage) -> bool:
    compact = passage.compact().folded
    if len(compact) <= _LONGEST_PLAIN and _DISCLOSURE_LINE.match(compact):
        return True
    return _DISCLOSURE_LABEL.match(compact) is not None or _DISCLOSURE_REASON.match(compact) is not None


def disclosure_of(folded: str) -> Disclosure | None:
    return next((value for pattern, value in _DISCLOSURES if pattern.search(folded)), None)
