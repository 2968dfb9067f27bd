"""Wording 文案 of a workbook: what its sheets say besides headings and values."""

from __future__ import annotations

from policytasks.messages import Wording

__all__ = [
    "CREATOR",
    "DATA_PROPERTY",
    "DAY_HINT",
    "FOOTER",
    "HINT",
    "KEEP",
    "LIST_HINT",
    "NUMBER_HINT",
    "PACKET_DUE",
    "PACKET_FOR",
    "PACKET_HOW",
    "PACKET_REPLY",
    "PERCENTAGE_HINT",
    "PREFACE_FIELDS",
    "SHEET",
    "STORE",
    "UNTITLED",
]

SHEET = Wording(en="Ledger", zh="台账")
STORE = "台账数据"
"""The hidden sheet; its name is the same in every language, so that the reader finds it."""

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
