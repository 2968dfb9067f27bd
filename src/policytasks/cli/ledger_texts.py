"""Texts 文案 of the sheets and columns that ``policytasks ledger`` may be asked for."""

from __future__ import annotations

from collections.abc import Mapping

from policytasks.messages import Wording

__all__ = ["LEDGER_TEXTS"]

LEDGER_TEXTS: Mapping[str, Wording] = {
    "column-metavar": Wording("HEADING[:KIND[:WORDS]]", "列名[:类型[:选项]]"),
    "help.ledger.column": Wording(
        "Add a column of your own; may be repeated. KIND is text (when left out), day, number, percentage or choice; the "
        "WORDS of a choice are parted by |, as in 督办级别:choice:一般|重点.",
        "增加自定义列，可重复。类型为 text（缺省）、day、number、percentage 或 choice；choice 的选项用 | 分隔，如 督办级别:choice:一般|重点。",
    ),
    "help.ledger.summary": Wording(
        "Add a sheet that counts the rows by status, section and unit, with a chart (as when left out), or not.",
        "加入汇总表（按状态、部分、单位计数，附图），缺省加入。",
    ),
    "help.ledger.guide": Wording(
        "Add a sheet that says what to write where (as when left out), or not.", "加入填写说明，缺省加入。"
    ),
    "help.ledger.unit-sheets": Wording(
        "Add a sheet for each unit that shows its rows.", "为每个单位加一张分表，显示其承担的各行。"
    ),
}
"""Texts by their keys, as in `policytasks.cli.texts.TEXTS`."""
