"""Rules that the reader of a notice applies by itself: every code that `Notice.doubts` and `Ledger.doubts` may carry.

To report a new doubt, add a row here and emit its code from the grammar or the format that met it.
"""

from __future__ import annotations

from policytasks.messages import Wording
from policytasks.validation.catalogue import Rule
from policytasks.validation.finding import Severity

__all__ = ["LEDGER_RULES", "RULES"]

_TABLE: tuple[tuple[str, Severity, str, str, str, str, str], ...] = (
    # code, severity, summary (en, zh), rationale (en, zh), example
    (
        "undecidable-lead",
        Severity.WARNING,
        "The notice marks the lead in a way that its text does not carry.",
        "牵头单位的标注方式在文本中无法辨认。",
        "Bold type or a colour is lost in plain text, so all units keep the role of their label.",
        "加粗、颜色等格式在纯文本中丢失，各单位按原标签列示。",
        "注：黑体字为牵头单位",
    ),
    (
        "implied-units",
        Severity.INFO,
        "A rule stated once lays further units on requirements that do not list them.",
        "文中有统一说明，未逐项列出的单位同样承担责任。",
        "The units are kept apart as implied; nobody has to guess which were printed in the row.",
        "此类单位单独保留，不与原文所列单位混同。",
        "以下各项均需各镇（街道）落实，不再逐项列出",
    ),
    (
        "open-list",
        Severity.INFO,
        "A list of units ends in 等: others are meant too.",
        "责任单位以“等”结尾，尚有未列明的单位。",
        "The unnamed units are in no count, no ledger and no graph.",
        "未列明的单位不计入统计、台账和网络。",
        "区发展和改革局、区财政局等部门",
    ),
    (
        "ambiguous-reading",
        Severity.WARNING,
        "A passage can be read in two ways; one of them was taken.",
        "一处文字有两种读法，已择其一。",
        "A person should confirm the reading before the ledger goes out.",
        "分发台账前请人工确认。",
        "由区财政局会同区审计局、区统计局配合",
    ),
    (
        "ambiguous-role",
        Severity.WARNING,
        "The words around a unit do not settle its role.",
        "上下文不足以确定单位的分工。",
        "The unit is kept as responsible; whether it leads or supports is for a person to say.",
        "暂按责任单位处理，牵头或配合请人工判定。",
        "区财政局（区审计局）落实",
    ),
    (
        "ambiguous-ordinal",
        Severity.WARNING,
        "A number may open an item or belong to its sentence.",
        "数字可能是序号，也可能属于正文。",
        "A wrong reading splits one requirement into two, or joins two into one.",
        "误读会把一项拆成两项，或把两项并为一项。",
        "2021.8启动建设",
    ),
    (
        "unclosed-bracket",
        Severity.WARNING,
        "A bracket that holds units is not closed.",
        "载有单位的括号没有闭合。",
        "The list was taken to end at the end of the sentence or the line.",
        "按句末或行末断开。",
        "（责任单位：区财政局、区审计局",
    ),
    (
        "damaged-date",
        Severity.WARNING,
        "A date has lost characters.",
        "日期字符缺损。",
        "Web pages drop 年, 月 and 日; several days may fit what is left, so none is chosen.",
        "网页常丢失“年月日”，所余数字可能对应多个日期，故不作推定。",
        "2021910",
    ),
    (
        "damaged-document-number",
        Severity.WARNING,
        "A document number has lost a bracket, a digit or 号.",
        "发文字号缺括号、数字或“号”。",
        "Where the year ends and the serial begins cannot be told.",
        "无法断定年份与序号的分界。",
        "赣市发〔201737",
    ),
    (
        "malformed-citation",
        Severity.WARNING,
        "A cited document number lacks a mark that it must have.",
        "引用的发文字号缺少应有的符号。",
        "Year in 〔〕, serial, 号 (GB/T 9704-2012, 7.2.5); without one of them the document cannot be looked up.",
        "年份用〔〕括入，顺序号后加“号”（GB/T 9704-2012，7.2.5）；缺一则难以检索到该文件。",
        "国发〔2016〕5",
    ),
    (
        "assumed-year",
        Severity.INFO,
        "A deadline has no year; the year was taken from elsewhere in the notice than its date of issue.",
        "时限未写年份，系按成文日期以外的年份推定。",
        "The year of the title or of another date on the page is a good guess, but a guess.",
        "依据标题或页面其他日期推定，请核对。",
        "《2021年重点工作任务分工》：6月底前",
    ),
    (
        "missing-annex",
        Severity.WARNING,
        "The letter names an annex that the document does not hold.",
        "正文所列附件不在文件中。",
        "The tasks are usually in the annex; without it the notice divides no work.",
        "任务分工通常载于附件，缺附件则无从拆解。",
        "附件：重点工作任务分工表（页面只有正文）",
    ),
    (
        "unknown-column",
        Severity.INFO,
        "A column of the table has a heading that is not in the vocabulary.",
        "表格某列标题不在词表中。",
        "Its cells are kept as remarks under their own heading.",
        "该列内容按备注保留。",
        "备查事项",
    ),
    (
        "table-without-heading",
        Severity.WARNING,
        "A table has no heading row; its columns were told by what stands in them.",
        "表格没有表头，按内容推定各列。",
        "A wrong guess mixes texts with units.",
        "推定有误会混淆任务与单位。",
        "（一）推进公开 | 主动公开规划 | 区发展和改革局",
    ),
    (
        "persons-as-units",
        Severity.INFO,
        "Persons or offices held by persons stand among the units.",
        "责任单位中列有个人或职务。",
        "They are kept beside the units and are none.",
        "个人和职务另行保留，不作为单位。",
        "责任单位：区财政局（张三）",
    ),
    (
        "uncertain-encoding",
        Severity.INFO,
        "The encoding of the text is not declared and was guessed.",
        "文本编码未声明，系推测。",
        "A wrong guess turns characters into others; look at one line of the text.",
        "编码有误会出现乱码，请抽看一行。",
        "GB18030 而无声明",
    ),
    (
        "undecodable-bytes",
        Severity.WARNING,
        "Some bytes are no characters in the encoding of the text.",
        "部分字节在该编码中不是字符。",
        "They show as U+FFFD; names with it match nothing.",
        "以 U+FFFD 显示，含此字符的名称无法匹配。",
        "区财�局",
    ),
    (
        "page-without-text",
        Severity.WARNING,
        "A page holds a picture and no text.",
        "某页只有图像，没有文字。",
        "Scans have to be recognised by other software first.",
        "扫描页须先经文字识别。",
        "PDF 扫描页",
    ),
    (
        "tracked-changes",
        Severity.WARNING,
        "The document holds tracked changes.",
        "文档含有修订痕迹。",
        "It is read as if all of them were accepted; whoever sees the other version reads another notice.",
        "按全部接受修订读取，与未接受的版本可能不同。",
        "“修订”模式下保存的 Word 文档",
    ),
    (
        "unread-part",
        Severity.WARNING,
        "A part of the file was not read.",
        "文件有部分内容未读取。",
        "Whatever the part says is in neither the notice nor the unparsed text.",
        "该部分内容既不在通知中，也不在未识别文字中。",
        "以对象方式嵌入的其他文件",
    ),
    (
        "hidden-sheet",
        Severity.INFO,
        "A hidden sheet was not read.",
        "隐藏工作表未读取。",
        "Hidden sheets hold lists for drop-downs more often than tasks.",
        "隐藏工作表多为下拉选项，而非任务。",
        "隐藏的“数据字典”表",
    ),
    (
        "formula-without-value",
        Severity.WARNING,
        "A cell holds a formula that was never calculated.",
        "单元格公式尚未计算。",
        "It is read as blank; open the workbook once and save it.",
        "按空白读取；请打开工作簿并保存后再读。",
        "=B2&C2",
    ),
)

_LEDGER_TABLE: tuple[tuple[str, Severity, str, str, str, str, str], ...] = (
    (
        "ledger-without-data",
        Severity.INFO,
        "A workbook does not carry the notice, which was built from its rows.",
        "工作簿未附通知数据，系按行重建。",
        "What no column shows (locations, the letter, citations) is not there.",
        "列中没有的内容（出处、正文、引用文件）无法还原。",
        "手工编制的台账",
    ),
    (
        "ledger-cell-changed",
        Severity.INFO,
        "Somebody changed a cell that comes from the notice.",
        "来自通知的单元格被修改。",
        "The change was taken over; the printed notice says something else.",
        "已采用修改后的内容，与原文不同。",
        "完成时限由“6月底前”改为“9月底前”",
    ),
    (
        "ledger-cell-kept",
        Severity.WARNING,
        "A changed cell could not be taken over.",
        "修改后的单元格无法采用。",
        "The value of the notice was left as it was.",
        "保留通知原值。",
        "牵头单位栏填入“？”",
    ),
    (
        "ledger-row-added",
        Severity.INFO,
        "A row was added to the ledger.",
        "台账增加了行。",
        "It became a requirement of the notice, with an id of its own.",
        "已作为一项具体要求，并另行编号。",
        "新插入的一行",
    ),
    (
        "ledger-unit-added",
        Severity.INFO,
        "A row names a unit that the notice does not.",
        "台账行列有通知未列的单位。",
        "The unit was added to the requirement.",
        "已将该单位加入具体要求。",
        "新增一行“区审计局”",
    ),
    (
        "ledger-row-missing",
        Severity.WARNING,
        "A row of the ledger is gone.",
        "台账缺少一行。",
        "Its entry is gone with it; the notice still holds the requirement.",
        "该行进展随之丢失；通知中仍有此项要求。",
        "删除的一行",
    ),
    (
        "ledger-column-missing",
        Severity.WARNING,
        "A column of the ledger is gone.",
        "台账缺少一列。",
        "Its values stay as they were; a missing column never blanks a field.",
        "该列原值保留，不因缺列而清空。",
        "删除的“佐证材料”列",
    ),
    (
        "ledger-value-unread",
        Severity.WARNING,
        "A cell holds a value that its column does not understand.",
        "单元格的值不符合该列要求。",
        "The text is kept, the value is not.",
        "文字保留，取值未采用。",
        "完成比例：大部分",
    ),
    (
        "ledger-status-unknown",
        Severity.WARNING,
        "A status is none of the four.",
        "完成状态不在四种之内。",
        "It was left as it was; choose from the drop-down list.",
        "保留原状态，请从下拉列表选择。",
        "完成状态：差不多了",
    ),
    (
        "ledger-other-sheet",
        Severity.INFO,
        "A further sheet was not read.",
        "其他工作表未读取。",
        "Only the sheet of the ledger is.",
        "只读取台账所在工作表。",
        "“Sheet2”",
    ),
    (
        "ledger-note-outside",
        Severity.INFO,
        "A note beside the table was not read.",
        "表格之外的备注未读取。",
        "It belongs to no row.",
        "不属于任何一行。",
        "表右侧空白处的说明",
    ),
)


def _rules(table: tuple[tuple[str, Severity, str, str, str, str, str], ...]) -> tuple[Rule, ...]:
    return tuple(
        Rule(
            code=code,
            severity=severity,
            summary=Wording(en=summary, zh=summary_zh),
            rationale=Wording(en=rationale, zh=rationale_zh),
            example=example,
            message=Wording(en="{detail}", zh=f"{summary_zh.rstrip('。')}（{{detail}}）"),
        )
        for code, severity, summary, summary_zh, rationale, rationale_zh, example in table
    )


RULES = _rules(_TABLE)
"""One rule for each code, in the order of the catalogue's page; their findings come from `Notice.doubts`."""

LEDGER_RULES = _rules(_LEDGER_TABLE)
"""The same for `Ledger.doubts`, what the reader of a workbook took over, left, or missed."""
