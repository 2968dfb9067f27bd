"""The end of a letter: issuer, date, annexes, disclosure, copies and printing."""

from __future__ import annotations

from datetime import date

import pytest

from policytasks.model.notice import Disclosure
from policytasks.parsing.read import parse_notice

HEAD = "关于印发2021年民生任务分工的通知\n各区县人民政府，市政府各部门：\n现将任务分工印发给你们，请认真落实。\n"

SIGNATURES = {
    "two lines": ("临江市人民政府办公室\n2021年3月1日", "临江市人民政府办公室", date(2021, 3, 1)),
    "one line": ("临江市人民政府办公室  2021年3月1日", "临江市人民政府办公室", date(2021, 3, 1)),
    "Chinese numerals": ("临江市人民政府\n二〇二一年三月十一日", "临江市人民政府", date(2021, 3, 11)),
    "circle for zero": ("临江市人民政府\n二○二一年三月一日", "临江市人民政府", date(2021, 3, 1)),
    "blanks in the date": ("临江市教育局\n2021年 3 月 1 日", "临江市教育局", date(2021, 3, 1)),
    "spread out": ("临 江 市 教 育 局\n2021年3月1日", "临江市教育局", date(2021, 3, 1)),
    "seal": ("临江市教育局（代章）\n2021年3月1日", "临江市教育局", date(2021, 3, 1)),
    "joint": ("临江市教育局\n临江市财政局\n2021年3月1日", "临江市教育局、临江市财政局", date(2021, 3, 1)),
    "blank line between": ("临江市教育局\n\n2021年3月1日", "临江市教育局", date(2021, 3, 1)),
    "date only": ("2021年3月1日", None, date(2021, 3, 1)),
    "date in brackets": ("（2021年3月1日）", None, date(2021, 3, 1)),
}


@pytest.mark.parametrize(("signed", "issuer", "day"), SIGNATURES.values(), ids=SIGNATURES)
def test_issuer_and_date_stand_below_the_body(signed: str, issuer: str | None, day: date) -> None:
    """In any script, spread out, joint, sealed."""
    notice = parse_notice(HEAD + signed + "\n")
    assert (notice.issuer, notice.issued_on) == (issuer, day)
    assert [block.text for block in notice.body] == ["现将任务分工印发给你们，请认真落实。"]


DAMAGED = ["临江市人民政府\n2021910", "临江市人民政府\n年八月二十八日"]


@pytest.mark.parametrize("signed", DAMAGED, ids=["marks lost", "year lost"])
def test_a_damaged_date_stays_open_and_is_doubted(signed: str) -> None:
    """Several days fit what is left, so none is taken."""
    notice = parse_notice(HEAD + signed + "\n")
    assert (notice.issuer, notice.issued_on, [doubt.code for doubt in notice.doubts]) == (
        "临江市人民政府",
        None,
        ["damaged-date"],
    )


def test_the_agency_that_opens_the_title_is_the_issuer_where_nobody_signed() -> None:
    """临江市教育局关于…, without a signature."""
    text = "临江市教育局关于印发2021年重点任务分工的通知\n各科室：\n现将任务分工印发给你们。\n"
    notice = parse_notice(text)
    assert (notice.title, notice.issuer, notice.issued_on) == (
        "临江市教育局关于印发2021年重点任务分工的通知",
        "临江市教育局",
        None,
    )


def test_an_agency_in_a_title_without_a_verb_signs_nothing() -> None:
    """临江市教育局2021年…任务分工 names whose tasks they are; only 关于, 印发 and their like make it the issuer."""
    text = "临江市教育局2021年重点任务分工\n1.建学校。（责任单位：基建科、财务科）\n2.建操场。（责任单位：体育科）\n"
    notice = parse_notice(text)
    assert (notice.title, notice.issuer) == ("临江市教育局2021年重点任务分工", None)


def test_a_date_in_the_body_is_no_date_of_issue() -> None:
    """A sentence that ends with a date signs nothing."""
    text = HEAD.replace("请认真落实。", "请认真落实。\n本通知有效期至2023年12月31日。")
    assert parse_notice(text + "临江市人民政府\n2021年3月1日\n").issued_on == date(2021, 3, 1)


ATTACHMENTS = {
    "one": ("附件：2021年民生任务分工表", ("2021年民生任务分工表",)),
    "list": (
        "附件：1.2021年民生任务分工表\n2.2021年民生任务进展情况表",
        ("2021年民生任务分工表", "2021年民生任务进展情况表"),
    ),
    "indented list": (
        "附件：1．2021年民生任务分工表\n　　　2．2021年民生任务进展情况表",
        ("2021年民生任务分工表", "2021年民生任务进展情况表"),
    ),
    "over two lines": ("附件：2021年民生任务\n分工表", ("2021年民生任务分工表",)),
}


@pytest.mark.parametrize(("lines", "expected"), ATTACHMENTS.values(), ids=ATTACHMENTS)
def test_annexes_are_listed_above_the_signature(lines: str, expected: tuple[str, ...]) -> None:
    """附件：1.… 2.…; the year in 1.2021年 belongs to the title."""
    notice = parse_notice(HEAD + lines + "\n临江市人民政府\n2021年3月1日\n")
    assert notice.attachments == expected
    assert notice.issuer == "临江市人民政府"


def test_an_annex_that_is_not_there_is_doubted() -> None:
    """The letter names it, the page ends."""
    notice = parse_notice(HEAD + "附件：2021年民生任务分工表\n临江市人民政府\n2021年3月1日\n")
    assert (notice.sections, [doubt.code for doubt in notice.doubts]) == ((), ["missing-annex"])


DISCLOSURES = {
    "published": ("（此件公开发布）", Disclosure.PROACTIVE),
    "proactive": ("（此件主动公开）", Disclosure.PROACTIVE),
    "property": ("公开属性：主动公开", Disclosure.PROACTIVE),
    "on request": ("（此件依申请公开）", Disclosure.ON_REQUEST),
    "withheld": ("公开方式：不予公开", Disclosure.WITHHELD),
    "ASCII brackets": ("(此件公开发布)", Disclosure.PROACTIVE),
}


@pytest.mark.parametrize(("line", "disclosure"), DISCLOSURES.values(), ids=DISCLOSURES)
def test_the_line_of_disclosure_is_read(line: str, disclosure: Disclosure) -> None:
    """Behind the date, before the annex."""
    assert parse_notice(HEAD + f"临江市人民政府\n2021年3月1日\n{line}\n").disclosure is disclosure


@pytest.mark.parametrize(
    "sentence",
    ["对依申请公开事项，应当在规定期限内答复。", "凡属于不予公开的内容，应当说明理由。"],
    ids=["on request", "withheld"],
)
def test_words_of_disclosure_in_a_sentence_are_no_line(sentence: str) -> None:
    """Notices about disclosure speak of it."""
    assert parse_notice(HEAD + sentence + "\n临江市人民政府\n2021年3月1日\n").disclosure is None


END = "抄送：市委各部门，市人大常委会办公室，市政协办公室。\n临江市人民政府办公室　　2021年3月5日印发\n（共印120份）\n"


def test_copies_and_the_day_of_printing_close_the_document() -> None:
    """抄送, 印发 and 份数 are no tasks and no date of issue."""
    notice = parse_notice(HEAD + "临江市人民政府\n2021年3月1日\n" + END)
    assert (notice.copied_to, notice.printed_on, notice.issued_on) == (
        ("市委各部门", "市人大常委会办公室", "市政协办公室"),
        date(2021, 3, 5),
        date(2021, 3, 1),
    )
    assert [block.text for block in notice.unparsed] == ["（共印120份）"]


def test_copies_go_on_over_lines() -> None:
    """The list ends with its full stop."""
    text = END.replace("市人大常委会办公室，", "市人大常委会办公室，\n　　　")
    assert parse_notice(HEAD + "临江市人民政府\n2021年3月1日\n" + text).copied_to == (
        "市委各部门",
        "市人大常委会办公室",
        "市政协办公室",
    )
