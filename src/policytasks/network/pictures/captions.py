"""Captions 图注: what pictures say by themselves, in every language, and the lines at their foot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx

from policytasks.messages import Language, Wording

__all__ = ["WORDS", "notices_of", "short", "source_line", "wrapped"]

WORDS: Mapping[str, Wording] = {
    "matrix.title": Wording("Who answers for what", "谁负责什么"),
    "matrix.about": Wording(
        "{units} units (rows) by {work} {kind} (columns); neighbours work together most",
        "{units} 个单位（行）× {work} 项{kind}（列）；合作最多的排在一起",
    ),
    "matrix.community": Wording("community (Louvain)", "社团（Louvain 算法）"),
    "matrix.number": Wording("The number is that of the requirements, where it is more than one.", "数字为要求项数，仅一项的不标。"),
    "heat.title": Wording("Load by section", "各单位在各部分的任务量"),
    "heat.about": Wording("Requirements for each unit and section", "按单位和部分统计的要求项数"),
    "heat.total": Wording("total", "合计"),
    "heat.none": Wording("(no section)", "（未分部分）"),
    "load.title": Wording("Load by unit", "各单位任务量"),
    "load.about": Wording("Requirements by role", "按角色统计的要求项数"),
    "backbone.title": Wording("Who works together more than chance would have it", "哪些单位的合作超出偶然"),
    "backbone.about": Wording("{pairs} pairs of units", "{pairs} 对单位"),
    "backbone.tested": Wording(
        "{pairs} of {all} pairs stand the test ({null}, {correction}, level {alpha})",
        "{all} 对单位中有 {pairs} 对通过检验（{null}，{correction} 校正，水平 {alpha}）",
    ),
    "null.hypergeometric": Wording("hypergeometric", "超几何检验"),
    "null.curveball": Wording("curveball, all loads kept", "Curveball 抽样，各单位任务量不变"),
    "null.bicm": Wording("BiCM, all loads kept on average", "BiCM 模型，各单位任务量平均不变"),
    "backbone.circle": Wording("size of a circle: work of the unit (largest: {count})", "圆的大小：单位承担的工作（最大 {count} 项）"),
    "backbone.line": Wording("number on a line: work that both share (widest: {count})", "线上数字：两单位共同承担的工作（最粗 {count} 项）"),
    "backbone.none": Wording("No pair of units stands out from chance.", "没有超出偶然的合作。"),
    "backbone.left": Wording("Not drawn: {count} units without such a pair.", "未画出：{count} 个单位没有这样的合作对象。"),
    "backbone.most": Wording("Not drawn: {count} pairs that stand out less.", "未画出：{count} 对不如所画明显。"),
    "calendar.title": Wording("When things are due", "限期日历"),
    "calendar.about": Wording(
        "{count} requirements with a day, on {days} days", "{count} 项要求有明确日期，共 {days} 个日期"
    ),
    "calendar.undated": Wording(
        "Without a calendar day (ongoing, recurring, none): {count}.", "另有 {count} 项无具体日期（长期、定期或未写）。"
    ),
    "calendar.number": Wording("requirements due", "到期要求数"),
    "calendar.day": Wording("{month} {day}: {count}", "{month}月{day}日：{count} 项"),
    "calendar.list": Wording("Most on: {days}", "集中日期：{days}"),
    "role.lead": Wording("lead", "牵头"),
    "role.responsible": Wording("responsible", "责任"),
    "role.supporting": Wording("supporting", "配合"),
    "kind.task": Wording("tasks", "任务"),
    "kind.requirement": Wording("requirements", "要求"),
    "more-units": Wording("Not drawn: {count} units with {most} or fewer each.", "未画出：另有 {count} 个单位，各不超过 {most} 项。"),
    "collective": Wording("collective: one name for many units", "统称：一个名称代表多个单位"),
    "source": Wording("Source: {notices}", "资料来源：{notices}"),
    "and-others": Wording("{notices} and {count} more", "{notices}等 {count} 件"),
}  # fmt: skip
"""Key → text."""

_MOST_NOTICES = 3


def notices_of(graph: nx.Graph[Any]) -> list[str]:
    """The notices whose work is in a graph, by their document numbers or titles, in the order of the graph."""
    named = (str(said.get("notice") or "") for _, said in graph.nodes(data=True))
    return [name for name in dict.fromkeys(named) if name]


def source_line(notices: list[str], lang: Language) -> str:
    """Where the picture comes from: the document numbers, at most three of them; empty when there are none."""
    if not notices:
        return ""
    separator = "、" if lang == "zh" else ", "
    named = separator.join(notices[:_MOST_NOTICES])
    if len(notices) > _MOST_NOTICES:
        # 甲、乙、丙等 12 件 counts all of them; "and 9 more" the others.
        count = len(notices) if lang == "zh" else len(notices) - _MOST_NOTICES
        named = WORDS["and-others"].say(lang, notices=named, count=count)
    return WORDS["source"].say(lang, notices=named)


def short(text: str, most: int) -> str:
    """A text of at most so many characters; ``…`` stands for the rest."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


def wrapped(text: str, most: int, lines: int = 3) -> str:
    """A text in lines of about equal length, at most ``most`` characters each and ``lines`` of them."""
    text = short(text, most * lines)
    count = -(-len(text) // most)
    width = -(-len(text) // max(count, 1))
    return "\n".join(text[start : start + width] for start in range(0, len(text), max(width, 1)))
