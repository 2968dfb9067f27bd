"""Damage 损坏: strategies that do to texts what web pages, scanners and people do to notices."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["damaged", "odd_texts"]

_HALF = str.maketrans("（）：；，。〔〕", "():;,.[]")
_FULL = str.maketrans("():;,[]", "（）：；，［］")
_BRACKETS = "（）()〔〕[]《》“”"
_WORDS = (
    "一、 （一） 1. 1、 ① 第一条 一是 （ ） ( ) 〔 〕 《 》 ： : ； ， 、 。 \n \n\n \t | │ ┌─┬┐ \u3000 \xa0 \u200b 牵头 负责 配合 会同 由 各 等 等部门 和 及 "
    "责任单位 责任单位： 牵头单位：区财政局 配合单位： 完成时限： （责任单位：区财政局、区审计局） 区财政局 各镇（街道） 各部门、单位 6月底前 2021年 年底前 每季度 长期坚持 "
    "工作任务 具体要求 序号 附件 附件1 附件： 关于印发 的通知 各镇人民政府： 2021年7月29日 济兖政办字〔2021〕20号 （此件公开发布） 抄送： 印发 区政府办公室 "
    "列第一位的为牵头单位，下同 推进政务公开。 完善审批流程 3.5% 2021.8 除区财政局外 按职责分工负责 张三 -1- 当前位置： 打印 索引号："
).split(" ")


def odd_texts() -> SearchStrategy[str]:
    """Words of notices in no order, and any characters at all; also blank and with halves of surrogate pairs."""
    return st.one_of(
        st.lists(st.sampled_from(_WORDS), max_size=60).map("".join),
        st.text(st.characters(), max_size=60),
        st.lists(st.one_of(st.sampled_from(_WORDS), st.text(max_size=4)), max_size=40).map("".join),
    )


@st.composite
def damaged(draw: DrawFn, texts: SearchStrategy[str]) -> str:
    """A text with one to four damages."""
    text = draw(texts)
    for kind in draw(st.lists(st.sampled_from(tuple(_DAMAGES)), min_size=1, max_size=4)):
        text = _DAMAGES[kind](draw, text)
    return text


def _span(draw: DrawFn, text: str, longest: int) -> tuple[int, int]:
    start = draw(st.integers(0, max(len(text) - 1, 0)))
    return start, min(len(text), start + draw(st.integers(1, longest)))


def _drop(draw: DrawFn, text: str) -> str:
    start, end = _span(draw, text, 12)
    return text[:start] + text[end:]


def _double(draw: DrawFn, text: str) -> str:
    start, end = _span(draw, text, 40)
    return text[:end] + text[start:]


def _insert(draw: DrawFn, text: str) -> str:
    start, _ = _span(draw, text, 1)
    return text[:start] + draw(st.one_of(st.sampled_from(_WORDS), st.text(max_size=3))) + text[start:]


def _lose_brackets(draw: DrawFn, text: str) -> str:
    bracket = draw(st.sampled_from(_BRACKETS))
    return text.replace(bracket, "", draw(st.sampled_from((1, 3, -1))))


def _shuffle(draw: DrawFn, text: str) -> str:
    lines = text.split("\n")
    start = draw(st.integers(0, max(len(lines) - 1, 0)))
    end = min(len(lines), start + draw(st.integers(2, 8)))
    return "\n".join([*lines[:start], *draw(st.permutations(lines[start:end])), *lines[end:]])


def _join_lines(draw: DrawFn, text: str) -> str:
    return text.replace("\n", draw(st.sampled_from(("", " ", "　"))), draw(st.sampled_from((1, 5, -1))))


def _tear_lines(draw: DrawFn, text: str) -> str:
    """A line end after every so many characters, as text taken from a page has them."""
    width = draw(st.integers(8, 40))
    return "\n".join(line[at : at + width] for line in text.split("\n") for at in range(0, max(len(line), 1), width))


_DAMAGES: dict[str, Callable[[DrawFn, str], str]] = {
    "drop": _drop,
    "double": _double,
    "insert": _insert,
    "lose brackets": _lose_brackets,
    "shuffle": _shuffle,
    "join lines": _join_lines,
    "tear lines": _tear_lines,
    "half width": lambda draw, text: text.translate(_HALF),
    "full width": lambda draw, text: text.translate(_FULL),
    "tabs as bars": lambda draw, text: text.replace("\t", "|"),
    "spread": lambda draw, text: " ".join(text),
}
"""What is done → how."""
