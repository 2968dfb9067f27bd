"""Texts 文案 of the commands that check: check and rules."""

from __future__ import annotations

from collections.abc import Mapping

from policytasks.messages import Wording

__all__ = ["CHECKING_TEXTS"]

CHECKING_TEXTS: Mapping[str, Wording] = {
    "help.check": Wording(
        "List what a person should look at in a notice or a ledger, one line a finding, as a compiler does.\n\n"
        "FILE may also be a ledger workbook that policytasks wrote; then what was reported is checked, too. Rules are named by "
        "their codes or by patterns such as number-*; policytasks rules lists them. Settings are taken from the nearest "
        "policytasks.toml or pyproject.toml ([tool.policytasks]) upwards.",
        "\b\n逐行列出通知或台账中需要人工核对之处，格式同编译器。\n\n"
        "\b\n“文件”也可为本程序写出的台账，此时一并检查填报内容。\n规则用代码或 number-* 之类的模式指定，policytasks rules 可列出全部。\n"
        "设置取自当前文件夹及其上级中最近的 policytasks.toml\n或 pyproject.toml（[tool.policytasks]）。",
    ),
    "help.check.format": Wording(
        "Form of the output; text when left out.",
        "输出格式：text 逐行、table 表格（附处理办法）、json、sarif，缺省为 text。",
    ),
    "help.check.select": Wording("Apply these rules only; may be repeated.", "只用这些规则，可多次使用。"),
    "help.check.ignore": Wording("Leave out a rule; may be repeated.", "略去某条规则，可多次使用。"),
    "help.check.severity": Wording(
        "Least severity that is shown, warning when left out; or CODE=LEVEL, how grave a rule is; may be repeated.",
        "显示的最低程度，缺省为 warning；或 CODE=LEVEL，指定规则的程度，可多次使用。",
    ),
    "help.check.config": Wording("Take the settings from this file.", "设置文件。"),
    "help.check.fail-on": Wording(
        "Severity from which on the exit code is 1; error when left out.", "达到何种程度时退出码为 1，缺省为 error。"
    ),
    "help.check.baseline": Wording(
        "File of known findings, which are not shown.", "已知问题文件：其中的问题不再列出。"
    ),
    "help.check.write-baseline": Wording(
        "Write everything that is found into the file of known findings.", "把本次发现的问题全部写入已知问题文件。"
    ),
    "help.check.annotate": Wording(
        "Write a workbook with the findings at their cells (for several files: a folder).",
        "写出批注工作簿，在相应单元格标注问题（多个文件时为文件夹）。",
    ),
    "help.check.explain": Wording("Explain a rule and do nothing else.", "说明某条规则，不检查文件。"),
    "help.check.on": Wording(
        "Day on which a ledger is looked at; without it nothing is overdue.", "查看台账的日期；不给出则不判断逾期。"
    ),
    "help.check.lower": Wording(
        "Notice of a lower office that carries the files out; says what it leaves out.",
        "下级机关落实本通知的文件；检查其遗漏的任务。",
    ),
    "help.rules": Wording(
        "List the rules of check, or explain those whose codes are given.", "\b\n列出校验规则；给出代码则详细说明。"
    ),
    "help.rules.markdown": Wording("Print the page of the documentation.", "输出文档页（Markdown）。"),
    "check.summary": Wording(
        "files: {files}; errors: {errors}, warnings: {warnings}, hints: {infos}",
        "{files} 个文件：错误 {errors}，警告 {warnings}，提示 {infos}",
    ),
    "check.hidden": Wording(
        "not shown: {count} (--severity info shows all)", "{count} 条未显示：--severity info 可全部显示"
    ),
    "check.known": Wording("known: {count} ({path})", "{count} 条已知问题未列出（{path}）"),
    "check.stale": Wording(
        "{file}: {code} is known and was not found any more: {about}",
        "{file}：已知问题 {code} 不再出现：{about}",
    ),
    "check.stale-hint": Wording(
        "no longer found: {count} (--write-baseline forgets them)",
        "{count} 条已知问题不再出现（--write-baseline 可更新）",
    ),
    "check.wrote-baseline": Wording("wrote {path} (findings: {count})", "已写入 {path}：{count} 条问题"),
    "check.wrote-annotated": Wording(
        "wrote {path} (findings: {count})", "已写入 {path}：标注 {count} 条问题"
    ),
    "check.plugin": Wording("warning: {problem}; its rules are left out", "警告：{problem}；已略去该插件的规则"),
    "column.place": Wording("Place", "位置"),
    "column.message": Wording("What is the matter", "问题"),
    "column.remedy": Wording("What to do", "处理"),
    "rule.why": Wording("Why: ", "理由："),
    "rule.remedy": Wording("What to do: ", "处理："),
    "rule.example": Wording("Example: ", "示例："),
    "rule.option": Wording("Option {name} ({value}): ", "选项 {name}（{value}）："),
    "severity-metavar": Wording("LEVEL|CODE=LEVEL", "LEVEL|CODE=LEVEL"),
    "error.no-rule-but": Wording(
        "there is no rule {name}; did you mean {likely}?", "没有规则 {name}，是否指 {likely}？"
    ),
    "error.no-rule": Wording(
        "there is no rule {name}: policytasks rules lists them", "没有规则 {name}：可用 policytasks rules 查看"
    ),
    "error.no-baseline": Wording(
        "{option} needs the file of known findings: --baseline PATH", "{option} 需要用 --baseline PATH 指定已知问题文件"
    ),
}  # fmt: skip
"""Key → text."""
