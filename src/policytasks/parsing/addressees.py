"""Addressees 主送机关: the line that opens the letter (GB/T 9704-2012, 7.3.2)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytasks.parsing.grid import Grid
from policytasks.parsing.letter import Letter, line_at, split_groups
from policytasks.parsing.lines import Item
from policytasks.parsing.unit_list import split_names
from policytasks.parsing.vocabulary import LABEL
from policytasks.passage import Passage
from policytasks.sources.document import Table
from policytasks.units.kinds import looks_like_unit

__all__ = ["read_addressees"]

_ADDRESSEE = re.compile(
    r"^(?!受理|填报|编制|制表|报送|联系|咨询|监督|解读|举报|申报|报送)(?:各|市|县|区|省|州|自治区|机关|局|委|全[省市县区]|驻|有关|相关|国务院|中央|开发区|[一-鿿]{1,12}(?:人民政府|政府|局|委|办|厅|部|公司|中心|街道|镇|乡|开发区|管委会|区|科室|处室|单位|集团|大学|学院|学校|中学|小学|幼儿园|医院|银行|支行|分行))"
)


_ADDRESSEE_WORD = re.compile(
    r"政府|办事处|管委会|部门|单位|机构|公司|团体|组织|中心|[局委厅办部处室院会镇乡街道所站校队行]|企业|学校|中学|小学|大学|幼儿园|开发区|各地"
)


_NOT_ADDRESSEE = re.compile(
    r"〔[0-9]{4}|关于|如下|通知|附件|为了?|根据|按照|现将|以下|包括|任务|工作[:]|联系|电话|[。;]|标准|措施|目标|一、|[0-9]{4}年|职责[:]"
)


def read_addressees(items: Sequence[Item | Grid], letter: Letter) -> tuple[int, int] | None:
    """Find 主送机关; returns their first position and the position behind them."""
    seen = 0
    for at in range(len(items)):
        line = line_at(items, at)
        if line is None or at in letter.used:
            continue
        seen += 1
        if seen > 40 or isinstance(items[at], (Table, Grid)):
            return None
        end = at
        text = line.passage
        run_in = re.match(r"(?P<who>[^:。;]{3,400}):(?=\S)", text.folded)
        if run_in is not None and _is_addressee(run_in["who"]) and len(text) > run_in.end() + 20:
            letter.addressees = tuple(split_groups(text.span(run_in, "who")))
            return at, at
        while not text.folded.endswith(":") and end - at < 4 and _is_addressee(text.folded, complete=False):
            following = next(
                (n for n in range(end + 1, min(end + 3, len(items))) if line_at(items, n) is not None), None
            )
            if following is None:
                break
            nxt = line_at(items, following)
            assert nxt is not None
            if len(nxt.passage) > 300 or not _is_addressee(text.folded + nxt.folded, complete=False):
                break
            text, end = Passage.join([text, nxt.passage]), following
        if text.folded.endswith(":") and _is_addressee(text.folded[:-1]):
            letter.used.update(range(at, end + 1))
            letter.addressees = tuple(split_groups(text.rstrip(":： ")))
            return at, end + 1
        if end == at and _is_addressee(line.folded) and "," in line.folded and _are_units(line.passage) and seen < 20:
            # The colon is missing.
            letter.used.add(at)
            letter.addressees = tuple(split_groups(line.passage))
            return at, at + 1
    return None


def _are_units(passage: Passage) -> bool:
    names = split_names(passage)
    return sum(looks_like_unit(name.text) for name in names) * 5 >= len(names) * 4


def _is_addressee(text: str, *, complete: bool = True) -> bool:
    if len(text) > 700 or _ADDRESSEE.match(text) is None or _NOT_ADDRESSEE.search(text) is not None:
        return False
    if LABEL.match(text) and not text.startswith("各"):
        return False
    last = re.split(r"[,、;]", re.sub(r"\([^()]*\)", "", text))[-1]
    return not complete or _ADDRESSEE_WORD.search(last) is not None
