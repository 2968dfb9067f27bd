"""How numbers and the disclosure line were printed is kept beside what they mean."""

from __future__ import annotations

import pytest

from policytasks import DocumentNumber, parse_notice
from policytasks.model.notice import Disclosure

LETTER = "关于印发任务分工的通知\n各镇人民政府：\n{body}\n某区人民政府办公室\n2021年7月29日\n{end}\n"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("济兖政办字〔2021〕20号", ""),
        ("济兖政办字[2021]20号", "济兖政办字[2021]20号"),
        (" 济兖政办字（2021）第020号 ", "济兖政办字（2021）第020号"),
    ],
)
def test_a_number_keeps_its_printed_form_where_that_is_not_the_canonical_one(text: str, printed: str) -> None:
    number = DocumentNumber.parse(text)
    assert number.printed == printed
    assert number == DocumentNumber(agency="济兖政办字", year=2021, serial=20)


def test_a_citation_keeps_its_printed_form() -> None:
    notice = parse_notice(LETTER.format(body="根据国发[2016]5号、鲁政发〔2021〕8号文件，做好工作。", end=""))
    assert [(each.number, each.printed) for each in notice.citations] == [
        ("国发〔2016〕5号", "国发[2016]5号"),
        ("鲁政发〔2021〕8号", ""),
    ]


@pytest.mark.parametrize(
    ("printed", "message"),
    [
        ("国发〔2016〕5", "国发〔2016〕5: 号 is missing"),
        ("鲁政发2021〕8号", "鲁政发2021〕8号: the opening bracket is missing"),
        ("鲁政办发〔2021 8号", "鲁政办发〔2021 8号: the closing bracket is missing"),
        ("济政字2021年8号", "济政字2021年8号: the brackets are missing"),
        ("济政发〔21〕5号", "济政发〔21〕5号: the year has two digits"),
    ],
)
def test_a_number_that_lost_a_mark_is_a_doubt(printed: str, message: str) -> None:
    notice = parse_notice(LETTER.format(body=f"根据{printed}、有关文件，做好工作。", end=""))
    assert [each.message for each in notice.doubts if each.code == "malformed-citation"] == [message]


@pytest.mark.parametrize(
    "text", ["根据国发〔2016〕5号文件", "研发（2021）3项", "2021年8号楼", "转发〔2021〕年度", "第（2021）3号柜"]
)
def test_what_is_no_damaged_number_is_no_doubt(text: str) -> None:
    notice = parse_notice(LETTER.format(body=f"{text}，做好工作。", end=""))
    assert [each for each in notice.doubts if each.code == "malformed-citation"] == []


@pytest.mark.parametrize(
    ("line", "disclosure", "text"),
    [
        ("（此件公开发布）", Disclosure.PROACTIVE, "（此件公开发布）"),
        ("（此件不公开）", Disclosure.WITHHELD, "（此件不公开）"),
        ("公开属性：不予公开（涉及商业秘密）", Disclosure.WITHHELD, "公开属性：不予公开（涉及商业秘密）"),
        ("（此件依申请公开，理由：涉及个人隐私）", Disclosure.ON_REQUEST, "（此件依申请公开，理由：涉及个人隐私）"),
        ("公开属性：内部", None, "内部"),
    ],
)
def test_the_disclosure_line_is_kept_with_its_reason(line: str, disclosure: Disclosure | None, text: str) -> None:
    notice = parse_notice(LETTER.format(body="做好工作。", end=line))
    assert (notice.disclosure, notice.disclosure_text) == (disclosure, text)
    assert notice.unparsed == ()
