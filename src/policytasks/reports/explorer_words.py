"""Words 文案 of the explorer page, in every language."""

from __future__ import annotations

from collections.abc import Mapping

from policytasks.messages import Wording

__all__ = ["SCRIPT_WORDS", "WORDS"]

WORDS: Mapping[str, Wording] = {
    "explorer": Wording("Who works on what", "责任网络"),
    "untitled": Wording("Responsibility network", "责任网络"),
    "graph": Wording("Network of units and their work", "单位与任务网络图"),
    "rows": Wording("Rows", "具体要求"),
    "units": Wording("units", "单位"),
    "tasks": Wording("tasks", "任务"),
    "requirements": Wording("requirements", "要求"),
    "sections": Wording("sections", "部分"),
    "notices": Wording("notices", "件通知"),
    "search": Wording("Search: unit, words, id ( / )", "搜索：单位、文字、编号（/）"),
    "unit": Wording("Unit", "单位"),
    "every-unit": Wording("every unit", "全部单位"),
    "section": Wording("Section", "部分"),
    "every-section": Wording("every section", "全部部分"),
    "no-section": Wording("(no section)", "（未分部分）"),
    "notice": Wording("Notice", "通知"),
    "every-notice": Wording("every notice", "全部通知"),
    "role": Wording("Role", "角色"),
    "wide": Wording("Rows for everybody", "面向众多单位的要求"),
    "wide.about": Wording(
        "Rows that name ten units or more, and collectives such as 各镇, join nearly everything to everything.",
        "列有十个以上单位的要求和“各镇”等统称，几乎把所有单位连在一起。",
    ),
    "wide.dim": Wording("dimmed", "淡化"),
    "wide.hide": Wording("hidden", "隐藏"),
    "wide.show": Wording("like the others", "照常显示"),
    "reset": Wording("Reset", "重置"),
    "fit": Wording("Whole", "全图"),
    "theme": Wording("light / dark", "明暗"),
    "closer": Wording("closer", "放大"),
    "farther": Wording("farther", "缩小"),
    "keys": Wording(
        "Click a unit or a task · Ctrl + wheel to zoom · drag to move · / search · Esc back",
        "点击单位或任务 · Ctrl + 滚轮缩放 · 拖动平移 · / 搜索 · Esc 返回",
    ),
    "collective": Wording("collective", "统称"),
    "no-units": Wording("no units", "未列单位"),
    "nothing-shown": Wording("No row fits the filter.", "没有符合条件的要求。"),
    "no-rows": Wording("There are no rows: the document divides no work.", "没有任务分工。"),
    "made-with": Wording("drawn with Cytoscape.js", "图形由 Cytoscape.js 绘制"),
}
"""Key → text."""

SCRIPT_WORDS: Mapping[str, Wording] = {
    "shown": Wording("{0} of {1} rows", "{0} / {1} 项要求"),
    "unit": Wording("{0}: {1} rows, {2} tasks", "{0}：{1} 项要求，{2} 项任务"),
    "task": Wording("{0} {1}: {2} rows, {3} units", "{0} {1}：{2} 项要求，{3} 个单位"),
    "edge": Wording("{0} in {1}: {2} rows", "{0}在 {1}：{2} 项要求"),
    "together": Wording("Works with", "共同承担"),
    "more": Wording("… and {0} more", "……另有 {0} 项"),
    "due": Wording("until {0}", "时限：{0}"),
}
"""Key → text that the script fills in; ``{0}`` is its first fact."""
