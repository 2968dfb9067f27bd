"""Rules that the reader of a ledger's workbook applies by itself: every code that `Ledger.doubts` may carry.

To report a new doubt, add a row here and emit its code from the part of the reader that met it.
"""

from __future__ import annotations

from policytasks.validation.doubt_rules import DoubtRow, doubt_rules
from policytasks.validation.finding import Severity

__all__ = ["RULES"]

_TABLE: tuple[DoubtRow, ...] = (
    (
        "ledger-without-data",
        Severity.INFO,
        "A workbook does not carry the notice, which was built from its rows.",
        "工作簿未附通知数据，系按行重建。",
        "What no column shows (locations, the letter, citations) is not there.",
        "列中没有的内容（出处、正文、引用文件）无法还原。",
        "If the table is right, go on with it. If the words of the notice are needed too, write a new ledger from the notice and copy the reports into it.",
        "表格无误的可继续使用；需要通知原文内容的，由通知重新生成台账，再填入进展。",
        "手工编制的台账",
    ),
    (
        "ledger-cell-changed",
        Severity.INFO,
        "Somebody changed a cell that comes from the notice.",
        "来自通知的单元格被修改。",
        "The change was taken over; the printed notice says something else.",
        "已采用修改后的内容，与原文不同。",
        "If the change was meant, keep the document that it rests on; if not, write the words of the notice again.",
        "确需调整的，留存调整依据；误改的，恢复通知原文。",
        "完成时限由“6月底前”改为“9月底前”",
    ),
    (
        "ledger-cell-kept",
        Severity.WARNING,
        "A changed cell could not be taken over.",
        "修改后的单元格无法采用。",
        "The value of the notice was left as it was.",
        "保留通知原值。",
        "Correct the cell, or write the words of the notice again.",
        "更正该单元格，或恢复通知原文。",
        "牵头单位栏填入“？”",
    ),
    (
        "ledger-row-added",
        Severity.INFO,
        "A row was added to the ledger.",
        "台账增加了行。",
        "It became a requirement of the notice, with an id of its own.",
        "已作为一项具体要求，并另行编号。",
        "Check that the row is meant to be there and names its units; delete it if not.",
        "确认该行应当增加，并已填写责任单位；误增的予以删除。",
        "新插入的一行",
    ),
    (
        "ledger-unit-added",
        Severity.INFO,
        "A row names a unit that the notice does not.",
        "台账行列有通知未列的单位。",
        "The unit was added to the requirement.",
        "已将该单位加入具体要求。",
        "Check that the unit is meant to take part; delete the row if not.",
        "确认该单位应当参与；误增的删除该行。",
        "新增一行“区审计局”",
    ),
    (
        "ledger-row-missing",
        Severity.WARNING,
        "A row of the ledger is gone.",
        "台账缺少一行。",
        "Its entry is gone with it; the notice still holds the requirement.",
        "该行进展随之丢失；通知中仍有此项要求。",
        "Put the row back from an older copy of the workbook, or keep a note why it is tracked no longer.",
        "从旧版台账恢复该行；确不再督办的，留存依据。",
        "删除的一行",
    ),
    (
        "ledger-column-missing",
        Severity.WARNING,
        "A column of the ledger is gone.",
        "台账缺少一列。",
        "Its values stay as they were; a missing column never blanks a field.",
        "该列原值保留，不因缺列而清空。",
        "Insert the column again under its heading if it is to be filled in.",
        "需要填写该列的，按原标题重新插入。",
        "删除的“佐证材料”列",
    ),
    (
        "ledger-value-unread",
        Severity.WARNING,
        "A cell holds a value that its column does not understand.",
        "单元格的值不符合该列要求。",
        "The text is kept, the value is not.",
        "文字保留，取值未采用。",
        "Write a day such as 2021-09-30, or a whole number from 0 to 100; words belong into 进展情况.",
        "日期写作 2021-09-30，比例写 0 至 100 的整数；文字说明请填入“进展情况”。",
        "完成比例：大部分",
    ),
    (
        "ledger-status-unknown",
        Severity.WARNING,
        "A status is none of the four.",
        "完成状态不在四种之内。",
        "It was left as it was; choose from the drop-down list.",
        "保留原状态，请从下拉列表选择。",
        "Choose a status from the drop-down list; what more there is to say belongs into 进展情况.",
        "从下拉列表选择状态；补充说明请填入“进展情况”。",
        "完成状态：差不多了",
    ),
    (
        "ledger-other-sheet",
        Severity.INFO,
        "A further sheet was not read.",
        "其他工作表未读取。",
        "Only the sheet of the ledger is.",
        "只读取台账所在工作表。",
        "If that sheet is a ledger, too, save it as a workbook of its own and check that.",
        "该表也是台账的，另存为单独的工作簿后检查。",
        "“Sheet2”",
    ),
    (
        "ledger-note-outside",
        Severity.INFO,
        "A note beside the table was not read.",
        "表格之外的备注未读取。",
        "It belongs to no row.",
        "不属于任何一行。",
        "Move the note to the row that it is about.",
        "把备注移到所属的行。",
        "表右侧空白处的说明",
    ),
)

RULES = doubt_rules(_TABLE)
"""One rule for each code, in the order of the catalogue's page; what the reader took over, left, or missed."""
