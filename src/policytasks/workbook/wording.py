"""Wording 文案 of a workbook: what its sheets say besides headings and values."""

from __future__ import annotations

from policytasks.messages import Wording

__all__ = [
    "CHECK",
    "CHECK_NOTE",
    "CHECK_TITLE",
    "CREATOR",
    "DATA_PROPERTY",
    "DAY_HINT",
    "EDITORS",
    "FOOTER",
    "GUIDE",
    "GUIDE_HEADS",
    "GUIDE_MERGED",
    "GUIDE_PARTS",
    "GUIDE_RULES",
    "GUIDE_TITLE",
    "GUIDE_UNIT_SHEETS",
    "GUIDE_VIEWS",
    "HINT",
    "KEEP",
    "LIGHTS",
    "LIST_HINT",
    "NOTE_BEGIN",
    "NOTE_END",
    "NUMBER_HINT",
    "OWN_KIND_HINTS",
    "PACKET_DUE",
    "PACKET_FOR",
    "PACKET_HOW",
    "PACKET_REPLY",
    "PERCENTAGE_HINT",
    "PREFACE_FIELDS",
    "SHEET",
    "STATUS_MEANINGS",
    "STORE",
    "SUMMARY",
    "SUMMARY_ALL",
    "SUMMARY_BANDS",
    "SUMMARY_CHART",
    "SUMMARY_HEADS",
    "SUMMARY_NOTE",
    "SUMMARY_REST",
    "SUMMARY_TITLE",
    "UNTITLED",
    "VIEW_NOTE",
]

SHEET = Wording(en="Ledger", zh="台账")
STORE = "台账数据"
"""The hidden sheet; its name is the same in every language, so that the reader finds it."""

SUMMARY = Wording(en="Summary", zh="汇总")
GUIDE = Wording(en="How to", zh="填写说明")
CHECK = Wording(en="Findings", zh="检查结果")

UNTITLED = Wording(en="Ledger of tasks", zh="工作任务台账")
PREFACE_FIELDS = {
    "document_number": Wording(en="Document number: {value}", zh="发文字号：{value}"),
    "issuer": Wording(en="Issued by: {value}", zh="发文机关：{value}"),
    "issued_on": Wording(en="Issued on: {value}", zh="成文日期：{value}"),
}
FOOTER = Wording(en="Page &P of &N", zh="第 &P 页，共 &N 页")
CREATOR = "policytasks"
DATA_PROPERTY = "policytasks-data"
"""The custom property of the file that holds the checksum of the carried data."""

KEEP = "本表由程序读写，请保留 / written and read by a program, please keep"

HINT = Wording(en="Please check", zh="请核对")
LIST_HINT = Wording(en="Choose from the list.", zh="请从下拉列表中选择。")
NUMBER_HINT = Wording(en="A number.", zh="请填写数字。")
PERCENTAGE_HINT = Wording(en="A whole number from 0 to 100, without %.", zh="请填写 0 至 100 的整数，不带百分号。")
DAY_HINT = Wording(en="A date, such as 2021-12-31.", zh="请填写日期，如 2021-12-31。")

PACKET_FOR = Wording(en="For: {unit}", zh="填报单位：{unit}")
PACKET_DUE = Wording(en="Return by: {day}", zh="报送期限：{day}")
PACKET_REPLY = Wording(en="Return to: {place}", zh="报送至：{place}")
PACKET_HOW = Wording(
    en="Please fill in the yellow columns only. Other changes are reported and not taken over; rows may be sorted.",
    zh="请只填写黄色各列。改动其他内容不予采纳，但会列入核对清单；各行可以排序、筛选。",
)

SUMMARY_TITLE = Wording(en="Progress at a glance", zh="工作进展汇总")
SUMMARY_NOTE = Wording(
    en="The numbers follow the sheet {sheet!r} by themselves; please fill in there, not here.",
    zh="数字随“{sheet}”表自动更新；请在“{sheet}”表中填写，不要在本表填写。",
)
SUMMARY_BANDS = {
    "section": Wording(en="By section", zh="按部分"),
    "task": Wording(en="By task", zh="按工作任务"),
    "all": Wording(en="All together", zh="总体"),
    "unit": Wording(en="By unit", zh="按单位"),
    "units": Wording(
        en="By unit (a row of several units counts for each of them)", zh="按单位（一行有几个单位的，每个单位都计一次）"
    ),
}
SUMMARY_HEADS = {
    "label": Wording(en="Rows of", zh="范围"),
    "rows": Wording(en="Rows", zh="合计"),
    "other": Wording(en="Other words", zh="其他填法"),
    "soon": Wording(en="Due soon", zh="临期"),
    "overdue": Wording(en="Overdue", zh="已逾期"),
    "share": Wording(en="Done %", zh="完成率"),
}
SUMMARY_ALL = Wording(en="All rows", zh="全部")
SUMMARY_REST = Wording(en="Rows without one", zh="未注明的行")
SUMMARY_CHART = Wording(en="Status of the work", zh="完成状态")

CHECK_TITLE = Wording(en="What was found when this workbook was checked", zh="检查结果")
CHECK_NOTE = Wording(
    en="Click a place to go there. Correct the cell and check again. This sheet, the colours and the notes between {begin} "
    "and {end} are made by a program anew each time; what is written here is not read.",
    zh="点击“位置”可跳到相应单元格，改正后请重新检查。本表、颜色以及{begin}与{end}之间的批注由程序每次重新生成，写在本表的内容不会读回。",
)
NOTE_BEGIN = Wording(en="[check]", zh="【检查】")
NOTE_END = Wording(en="[end of check]", zh="【检查完】")

GUIDE_TITLE = Wording(en="How to fill in this workbook", zh="填写说明")
GUIDE_RULES = (
    Wording(
        en="Fill in the columns with yellow heads on the sheet {sheet!r}. Those with blue heads repeat the notice.",
        zh="请在“{sheet}”表中填写黄色表头的各列；蓝色表头的各列取自通知，一般不改。",
    ),
    Wording(
        en="You may sort, filter, hide and move rows and columns, and add columns. Rows that you add, and what you write "
        "above and below the table, are read back too; whoever keeps the ledger decides on them.",
        zh="可以筛选、隐藏、移动行和列，可以增加列；另加的行、表格上方和下方的文字也会读回，由管理台账的单位处理。",
    ),
    Wording(
        en="Keep the IDs and the hidden sheet {store!r}: by them a row is found again, and a change is told from what was "
        "there.",
        zh="请保留编号和隐藏的工作表“{store}”：程序靠编号认行，靠隐藏表辨别改动。",
    ),
    Wording(
        en="Where you cannot give a date, a number or a status from the list, write in words what is so: the words are kept, "
        "and somebody will ask.",
        zh="填不出日期、数字或表中状态的，照实写文字（如“另行通知”）：文字会保留下来，再由人核对。",
    ),
)
GUIDE_MERGED = Wording(
    en="A table with merged cells cannot be sorted; it can be filtered. Ask for one with repeated cells to sort it.",
    zh="有合并单元格的表可以筛选，不能排序；需要排序时，请改用不合并单元格的台账。",
)
GUIDE_VIEWS = Wording(
    en="{sheets}: made by a program; their numbers follow by themselves. What is written there does not come into the ledger.",
    zh="{sheets}：由程序生成，内容随台账自动更新；写在那里的内容不会进入台账。",
)
GUIDE_UNIT_SHEETS = Wording(en="the sheets of single units", zh="各单位的分表")
GUIDE_PARTS = {
    "rules": Wording(en="In short", zh="要点"),
    "columns": Wording(en="Columns", zh="各列怎么填"),
    "statuses": Wording(en="Statuses", zh="完成状态"),
    "lights": Wording(en="Lights", zh="亮灯"),
}
GUIDE_HEADS = {
    "columns": (
        Wording(en="Column", zh="列"),
        Wording(en="Filled in by", zh="谁填"),
        Wording(en="What to write", zh="填什么"),
    ),
    "statuses": (
        Wording(en="Status", zh="状态"),
        Wording(en="Meaning", zh="含义"),
        Wording(en="Understood as well", zh="也认得的说法"),
    ),
    "lights": (
        Wording(en="Colour", zh="颜色"),
        Wording(en="Meaning", zh="含义"),
        Wording(en="When", zh="什么时候亮"),
    ),
}
EDITORS = {
    "unit": Wording(en="The unit", zh="承办单位"),
    "office": Wording(en="The office", zh="管理台账的单位"),
    "nobody": Wording(en="Nobody", zh="不用填"),
}
STATUS_MEANINGS = {
    "not_started": Wording(en="No work has been done yet.", zh="还没有开展工作。"),
    "in_progress": Wording(en="Work is under way.", zh="正在办理，还没有完成。"),
    "done": Wording(en="Everything that is required has been done.", zh="要求的事项全部落实。"),
    "ongoing": Wording(en="Work without an end, which goes on.", zh="没有终点、需要长期做的工作。"),
}
LIGHTS = {
    "done": (
        Wording(en="Green", zh="绿灯"),
        Wording(en="Done or ongoing", zh="已完成、长期坚持"),
        Wording(en="The status says so; the day does not matter.", zh="完成状态为已完成或长期坚持，不论截止日期。"),
    ),
    "soon": (
        Wording(en="Yellow", zh="黄灯"),
        Wording(en="Due soon", zh="临期"),
        Wording(
            en="Not done, and due today or within {days} days.", zh="未完成，今天到期或距截止日期不超过 {days} 天。"
        ),
    ),
    "overdue": (
        Wording(en="Red", zh="红灯"),
        Wording(en="Overdue", zh="逾期"),
        Wording(en="Not done, and the day has passed.", zh="未完成，已过截止日期。"),
    ),
}
OWN_KIND_HINTS = {
    "text": Wording(en="Text.", zh="文字。"),
    "day": Wording(en="A date, such as 2021-12-31.", zh="日期，如 2021-12-31。"),
    "number": Wording(en="A number.", zh="数字。"),
    "percentage": Wording(en="A whole number from 0 to 100.", zh="0 至 100 的整数。"),
    "choice": Wording(en="Choose from the list.", zh="从下拉列表中选择。"),
}

VIEW_NOTE = Wording(
    en="A view of the sheet {sheet!r}, which follows it by itself. Please fill in there, not here.",
    zh="本表是“{sheet}”的视图，内容自动更新；请在“{sheet}”表中填写，不要在本表填写。",
)
