"""Row marks: what parts the cells of a flattened row, and where a flattened table ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policytasks.parsing.columns import Column, assign_roles, is_head
from policytasks.parsing.lines import Line
from policytasks.parsing.stated_rules import find_rules
from policytasks.parsing.vocabulary import column_role
from policytasks.passage import Passage

__all__ = [
    "GAP",
    "PAGE_NUMBER",
    "PIPE",
    "TAB",
    "TABLE_END",
    "cell_lines",
    "head_columns",
    "may_be_heading",
    "split_row",
]

PIPE = re.compile(r"\|")


GAP = re.compile(r" {2,}|\t+")


TAB = re.compile(r"\t")


PAGE_NUMBER = re.compile(r"^(?:[-—–]{1,3}\s*[0-9]{1,3}\s*[-—–]{1,3}|第\s*[0-9]{1,3}\s*页(?:\s*共\s*[0-9]{1,3}\s*页)?)$")
TABLE_END = re.compile(
    r"^(?:[(]?(?:此件|公开属性|公开方式).{0,12}$|(?:抄送|抄报|主送)\s*(?::|$)|附件\s*[0-9一二三四五六七八九十]{0,3}\s*:?$|附件\s?[0-9]{1,2}\s?:|附表\s*[0-9]{0,2}\s*:?$|附表\s?[0-9]{1,2}\s?:|.{0,30}[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日印发)"
)


def split_row(passage: Passage, mark: re.Pattern[str]) -> list[Passage]:
    return [piece.strip() for piece in passage.split(mark)]


def head_columns(pieces: Sequence[Passage]) -> tuple[Column, ...] | None:
    texts = [find_rules(piece.compact())[1].folded for piece in pieces]
    filled = [text for text in texts if text]
    roles = [column_role(text) for text in filled]
    if not is_head(roles, len(filled)):
        return None
    return assign_roles(texts)


def cell_lines(piece: Passage) -> Iterator[Passage]:
    start = 0
    for part in piece.text.split("\n"):
        line = piece[start : start + len(part)].strip()
        start += len(part) + 1
        if line:
            yield line


def may_be_heading(item: Line) -> bool:
    return bool(re.match(r"[(]?[一二三四五六七八九十]{1,3}[)、]", item.folded)) and len(item.passage) <= 50
