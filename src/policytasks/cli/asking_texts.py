"""Texts 文案 of the commands that ask: query and owes."""

from __future__ import annotations

from collections.abc import Mapping

from policytasks.messages import Wording

__all__ = ["ASKING_TEXTS"]

ASKING_TEXTS: Mapping[str, Wording] = {
    "help.query": Wording(
        "Ask who does what: one line for each unit of each requirement that meets every condition given.\n\n"
        "FILE is a notice, or a ledger workbook that policytasks wrote; a ledger also knows what was reported. Several files "
        "are asked together.",
        "\b\n查询谁做什么：每个单位的每项要求一行，须满足全部条件。\n\n"
        "\b\n“文件”可为通知，也可为本程序写出的台账；台账还可查完成状态。\n多个文件一并查询。",
    ),
    "help.query.unit": Wording(
        "Only this unit, as printed or by any name that the registry knows; may be repeated.", "单位名称，可多次使用。"
    ),
    "help.query.concerning": Wording(
        "Also what is laid on collectives that the unit belongs to; needs --registry.",
        "单位，含其所属统称承担的事项；须有 --registry。",
    ),
    "help.query.role": Wording(
        "Only this role; may be repeated.", "分工：lead 牵头、responsible 责任、supporting 配合，可多次使用。"
    ),
    "help.query.section": Wording(
        "Only this section: its number or a part of its title.", "部分：序号或标题中的文字。"
    ),
    "help.query.task": Wording(
        "Only this task: its number, its key or a part of its title.", "工作任务：序号、编号或标题中的文字。"
    ),
    "help.query.containing": Wording("Only requirements with these words.", "要求中含有的文字。"),
    "help.query.matching": Wording(
        "Only requirements in which this regular expression is found.", "要求须匹配的正则表达式。"
    ),
    "help.query.due-from": Wording("Only what is due on this day or later.", "该日及以后到期。"),
    "help.query.due-before": Wording("Only what is due before this day.", "该日以前到期。"),
    "help.query.overdue-on": Wording(
        "Only what is overdue on this day: due before it, and not closed in a ledger.", "该日已逾期且未办结。"
    ),
    "help.query.status": Wording(
        "Only this status; needs ledgers; may be repeated.", "完成状态（仅台账），可多次使用。"
    ),
    "help.query.sort": Wording("Sort by this field; may be repeated.", "按字段排序，可多次使用。"),
    "help.query.descending": Wording("Sort the last first.", "降序。"),
    "help.query.fields": Wording("The fields to show, separated by commas.", "显示的字段，以逗号分隔。"),
    "help.query.count": Wording("Count by this field instead of listing.", "按字段计数。"),
    "help.query.format": Wording("table (when left out), csv or json.", "输出格式：table（缺省）、csv 或 json。"),
    "help.owes": Wording(
        "Show everything that one unit owes over all files, by date.\n\n"
        "With --registry, that is also what collectives owe that it belongs to, and units whose work it carries on.",
        "\b\n显示一个单位在全部文件中应办的事项，按日期排列。\n\n"
        "\b\n有 --registry 时，含其所属统称承担的事项，以及机构改革后承接的事项。",
    ),
    "help.owes.on": Wording("The day of the view; what is due before it is overdue.", "查看日期；此前到期者为逾期。"),
    "help.owes.soon": Wording("Days from then on that count as soon; 7 when left out.", "临期天数，缺省 7。"),
    "unit-metavar": Wording("UNIT", "单位"),
    "field-metavar": Wording("FIELD", "FIELD"),
    "fields-metavar": Wording("FIELD,...", "FIELD,..."),
    "text-metavar": Wording("TEXT", "TEXT"),
}
