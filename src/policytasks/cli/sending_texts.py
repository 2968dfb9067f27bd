"""Texts 文案 of the commands that send out and collect: dispatch and collect."""

from __future__ import annotations

from collections.abc import Mapping

from policytasks.messages import Wording

__all__ = ["SENDING_TEXTS"]

SENDING_TEXTS: Mapping[str, Wording] = {
    "ledger-metavar": Wording("LEDGER", "台账"),
    "returned-metavar": Wording("FILE...", "文件..."),
    "help.dispatch": Wording(
        "Write a workbook for each unit of a ledger, with its rows only.\n\n"
        "LEDGER is a ledger workbook, or a notice, which is then divided by unit. The workbooks go into the folder OUT; one "
        "that somebody has typed into is not written over.",
        "\b\n按单位派发台账：每个单位一本工作簿，只含本单位的行。\n\n"
        "\b\n“台账”可为台账工作簿，也可为通知（按单位分行）。工作簿写入输出文件夹；\n已有人填写的不会被覆盖。",
    ),
    "help.dispatch.output": Wording("Folder to write into.", "输出文件夹。"),
    "help.dispatch.registry": Wording(
        "Registry of units (xlsx or JSON): joins the names of one unit and gives each member of a collective its own workbook.",
        "单位名录（xlsx 或 JSON）：合并同一单位的名称，并将统称展开到各成员单位。",
    ),
    "help.dispatch.due": Wording("Last day for returning the workbooks.", "报送期限。"),
    "help.dispatch.reply-to": Wording("Where to return them to; shown above the table.", "报送至何处，写在表格上方。"),
    "help.dispatch.protect": Wording(
        "Protect the cells that units do not fill in; Excel then does not sort the sheet.",
        "保护非填报单元格；保护后 Excel 不能排序。",
    ),
    "help.dispatch.merge": Wording(
        "Merge the cells of a section and a task, or repeat them in every row; repeated when left out.",
        "合并同类单元格，或逐行重复；缺省逐行重复。",
    ),
    "help.dispatch.force": Wording("Write over workbooks that somebody has typed into.", "已有人填写的也予以覆盖。"),
    "help.collect": Wording(
        "Take over what units wrote into the workbooks that dispatch made, and report what became of each row and file.\n\n"
        "LEDGER is the ledger that was sent out, or a later one. FILE is a returned workbook, or a folder of them; their order "
        "does not matter. Exit code 1 says that there is something to look at: a conflict, a change that was not taken, a row "
        "or a file that does not belong here.",
        "\b\n回收各单位填报的工作簿，并报告每行、每个文件的处理结果。\n\n"
        "\b\n“台账”为派发时的台账或其后的台账；“文件”为返回的工作簿或其所在文件夹，\n"
        "先后不影响结果。有冲突、未采纳的改动、不属于本台账的行或文件时，退出码为 1。",
    ),
    "help.collect.output": Wording(
        "Ledger workbook to write; needed unless --dry-run is given.", "写出的台账；不加 --dry-run 时必填。"
    ),
    "help.collect.registry": Wording(
        "Registry of units that the workbooks were sent out with.", "派发时所用的单位名录。"
    ),
    "help.collect.on": Wording(
        "Day on which the files came back; without it no file counts as late.", "返回日期；不给则不判断逾期。"
    ),
    "help.collect.due": Wording(
        "Last day for returning; the one that each workbook was sent with when left out.", "报送期限，缺省按派发时所定。"
    ),
    "help.collect.on-conflict": Wording(
        "Keep ours, take theirs, or stop and take nothing at all; ours when left out. Conflicts are reported in any case.",
        "冲突时保留本方（ours）、采用对方（theirs）或一概不采纳（stop），缺省 ours；冲突一律列出。",
    ),
    "help.collect.report": Wording(
        "Also write the report as a file: .txt, .html or .xlsx.", "将报告另存为文件：.txt、.html 或 .xlsx。"
    ),
    "help.collect.dry-run": Wording("Write no ledger, only report.", "只报告，不写台账。"),
    "wrote-packets": Wording(
        "wrote {count} workbooks into {path} (rows: {rows})", "已在 {path} 写出 {count} 本工作簿：{rows} 行"
    ),
    "unaddressed": Wording(
        "rows that name no unit, so that nobody gets them: {rows}", "未写明单位、无处派发的行：{rows}"
    ),
    "shared-rows": Wording(
        "several units share rows, so that their answers may contradict each other; a ledger made with --by unit has a row for "
        "each",
        "有的行由几个单位共用，各单位所填可能冲突；用 --by unit 生成的台账每个单位一行",
    ),
    "progress.dispatch": Wording("Writing", "写出"),
    "progress.collect": Wording("Reading", "读取"),
    "error.no-output": Wording("--output is missing: name the ledger to write, or say --dry-run", "缺少 --output：请给出要写的台账，或加 --dry-run"),
    "error.no-files": Wording("{path}: the folder holds no files", "{path}：文件夹中没有文件"),
    "error.packet-typed": Wording(
        "{path}: somebody has typed into this file, or it is no packet; choose another folder, or say --force",
        "{path}：此文件已有人填写或并非派发件，请改用其他文件夹，或加 --force",
    ),
}  # fmt: skip
"""Key → text."""
