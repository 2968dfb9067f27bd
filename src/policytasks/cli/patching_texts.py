"""Texts 文案 of the commands that change workbooks in place: update and fill."""

from __future__ import annotations

from collections.abc import Mapping

from policytasks.messages import Wording

__all__ = ["PATCHING_TEXTS"]

PATCHING_TEXTS: Mapping[str, Wording] = {
    "workbook-metavar": Wording("WORKBOOK", "工作簿"),
    "template-metavar": Wording("TEMPLATE", "模板"),
    "ledger-or-notice-metavar": Wording("LEDGER", "台账"),
    "maybe-ledger-metavar": Wording("[LEDGER]", "[台账]"),
    "set-metavar": Wording("CELL=VALUE", "单元格=值"),
    "help.update": Wording(
        "Change cells of a workbook in place: the values of another ledger, or single cells.\n\n"
        "Every other part of the file stays byte for byte: text boxes, charts, notes, macros live on. The cells that were "
        "changed are listed on standard output.",
        "\b\n就地更新工作簿：按另一份台账的内容，或按指定的单元格。\n\n"
        "\b\n文件的其他部分逐字节不变：文本框、图表、批注、宏均保留。\n改动的单元格逐一列出。",
    ),
    "help.update.set": Wording(
        "A cell and its value, such as 台账!F23=已完成; may be repeated. Nothing behind = empties the cell.",
        "单元格及其值，如 台账!F23=已完成，可多次使用；等号后留空则清空。",
    ),
    "help.update.sheet": Wording("Sheet that a cell without one means.", "单元格未写工作表名时所指的工作表。"),
    "help.update.output": Wording("Write here and leave WORKBOOK as it is.", "另存为此文件，原工作簿不变。"),
    "help.update.dry-run": Wording(
        "List the cells that would change, and write nothing.", "只列出将改动的单元格，不写入。"
    ),
    "help.update.formulas": Wording("Let values of a ledger take the place of formulas.", "允许以台账的值替换公式。"),
    "help.update.partial": Wording(
        "Write what WORKBOOK has rows and columns for, and leave the rest of it: for a workbook of your own.",
        "只写入工作簿已有的行和列，其余保持不变；适用于自备的工作簿。",
    ),
    "help.fill": Wording(
        "Fill a workbook of your own from a ledger or a notice.\n\n"
        "TEMPLATE keeps its look; its table is found by its headings, rows are put in where it has too few, and {{标题}}, "
        "{{发文字号}}, {{单位}}, {{日期}} are filled in.",
        "\b\n按台账或通知填写自备模板。\n\n"
        "\b\n模板样式保留；按表头找到表格，行数不足时插入，\n并填写 {{标题}}、{{发文字号}}、{{单位}}、{{日期}} 等占位符。",
    ),
    "help.fill.sheet": Wording("Sheet with the table; looked for when left out.", "表格所在工作表，缺省自动查找。"),
    "help.fill.carry": Wording(
        "Let the ledger travel in a hidden sheet, so that it can be read back whole.",
        "随附隐藏的台账数据，以便完整读回。",
    ),
    "help.fill.value": Wording(
        "A placeholder and its text: 名称=文字; may be repeated.", "占位符及其内容：名称=文字，可多次使用。"
    ),
    "help.fill.dry-run": Wording(
        "List the cells that would be filled in, and write nothing.", "只列出将填写的单元格，不写入。"
    ),
    "help.fill.by": Wording(
        "What one row of a notice is about; requirement when left out.", "由通知填写时按要求或按单位分行，缺省按要求。"
    ),
    "fill.open": Wording("placeholders without a value: {names}", "没有内容的占位符：{names}"),
    "fill.left-out": Wording("not in the template: {names}", "模板中没有的列：{names}"),
    "fill.would": Wording("would fill {rows} rows into {path}", "将向 {path} 填写 {rows} 行"),
    "fill.wrote": Wording("filled {rows} rows into {path}", "已向 {path} 填写 {rows} 行"),
    "value-metavar": Wording("NAME=TEXT", "名称=文字"),
    "error.no-change": Wording(
        "nothing to change: give a ledger, or --set CELL=VALUE", "没有要更新的内容：请给出台账，或使用 --set 单元格=值"
    ),
    "error.no-pair": Wording("{value} has no =; expected {expected}", "“{value}”中没有等号，应为{expected}"),
    "update.cell": Wording("{place}: {before} → {after}", "{place}：{before} → {after}"),
    "update.empty": Wording("(empty)", "（空）"),
    "update.unshown": Wording(
        "{count} values have no column in the sheet; they are in its hidden data",
        "{count} 个值在表中没有对应的列，已存入隐藏数据",
    ),
    "update.left-out": Wording(
        "{count} values have no row or column in the sheet and are left out",
        "{count} 个值在表中没有对应的行或列，未写入",
    ),
    "update.behind": Wording(
        "sheets that do not follow: {names}; write the ledger anew to bring them up to date",
        "以下工作表未随之更新：{names}；如需更新请重新生成台账",
    ),
    "update.nothing": Wording("nothing differs; {path} is as it was", "没有差异，{path} 保持不变"),
    "update.would": Wording("would change {count} cells of {path}", "将改动 {path} 的 {count} 个单元格"),
    "update.wrote": Wording("changed {count} cells of {path}", "已改动 {path} 的 {count} 个单元格"),
}
