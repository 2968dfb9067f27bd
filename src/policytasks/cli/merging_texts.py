"""Texts 文案 of the command that merges two ledgers."""

from __future__ import annotations

from collections.abc import Mapping

from policytasks.messages import Wording

__all__ = ["MERGING_TEXTS"]

MERGING_TEXTS: Mapping[str, Wording] = {
    "merge-metavar": Wording("[BASE] OURS THEIRS", "[原表] 本方 对方"),
    "name-metavar": Wording("NAME", "姓名"),
    "help.merge": Wording(
        "Take over into a ledger what was changed in a copy of it, cell by cell, and report what became of each row.\n\n"
        "OURS and THEIRS are two copies that people went on working in, BASE is the workbook that both began with. Without "
        "BASE it is what THEIRS was written from, which a workbook of this program carries along. What both sides changed "
        "differently is a conflict: unless --on-conflict says who wins, nothing is taken over and no ledger is written. Rows "
        "are never deleted. Exit code 1 says that there is something to look at.",
        "\b\n将台账副本中的改动逐格并入本方台账，并报告每行的处理结果。\n\n"
        "\b\n“本方”“对方”为各自填报的两份台账，“原表”为二者共同的原始台账；省略时取\n对方工作簿中随附的原始数据。"
        "双方改动不一致即为冲突：未用 --on-conflict 指明\n以谁为准时，不采纳任何改动，也不写台账。合并不删除行。\n"
        "有内容需要核对时，退出码为 1。",
    ),
    "help.merge.output": Wording(
        "Ledger workbook to write; needed unless --dry-run is given.", "写出的台账；不加 --dry-run 时必填。"
    ),
    "help.merge.on-conflict": Wording(
        "Stop and take nothing at all, keep ours, or take theirs; stop when left out. Conflicts are reported in any case.",
        "冲突时一概不采纳（stop）、保留本方（ours）或采用对方（theirs），缺省 stop；冲突一律列出。",
    ),
    "help.merge.report": Wording(
        "Also write the report as a file: .txt, .html or .xlsx.", "将报告另存为文件：.txt、.html 或 .xlsx。"
    ),
    "help.merge.on": Wording(
        "Day of the changes, where a row says no new 更新日期.", "改动日期，用于未填更新日期的行。"
    ),
    "help.merge.author": Wording("Who made them, where a row says no 更新人.", "改动人，用于未填更新人的行。"),
    "help.merge.dry-run": Wording("Write no ledger, only report.", "只报告，不写台账。"),
    "error.two-or-three": Wording(
        "{count} workbooks given; merge takes two (OURS THEIRS) or three (BASE OURS THEIRS)",
        "给出了 {count} 个工作簿；merge 需要两个（本方 对方）或三个（原表 本方 对方）",
    ),
    "error.no-base": Wording(
        "{ours} and {theirs} carry no data of the ledger that they were written from; name that workbook first: BASE OURS THEIRS",
        "{ours} 与 {theirs} 均未随附原始数据，请将原始台账写在最前：原表 本方 对方",
    ),
    "merge.stopped": Wording(
        "conflicts: no ledger was written; settle them, or say --on-conflict ours or theirs",
        "存在冲突，未写台账；请先处理冲突，或加 --on-conflict ours、theirs",
    ),
}  # fmt: skip
"""Key → text."""
