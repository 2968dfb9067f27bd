"""The head of a notice: number, title, addressees and the metadata of its page."""

from __future__ import annotations

from datetime import date

import pytest

from policytasks.model.document_number import DocumentNumber
from policytasks.model.notice import Disclosure
from policytasks.parsing.read import parse_notice

TITLE = "临江市人民政府办公室关于印发2021年民生任务分工的通知"
NUMBER = "临政办发〔2021〕12号"
TO = "各区县人民政府，市政府各部门："
BODY = "现将任务分工印发给你们，请认真落实。"
SIGNED = "临江市人民政府办公室\n2021年3月1日"
OWN = DocumentNumber(agency="临政办发", year=2021, serial=12)


def _letter(*head: str, to: str = TO, body: str = BODY, signed: str = SIGNED) -> str:
    return "\n".join([*head, to, body, signed])


NUMBERS = {
    "above the title": (NUMBER, TITLE),
    "below the title": (TITLE, NUMBER),
    "in brackets below the title": (TITLE, f"（{NUMBER}）"),
    "in brackets behind the title": (f"{TITLE}（{NUMBER}）",),
    "glued to the start of the title": (f"{NUMBER} {TITLE}",),
    "glued to the end of the title": (f"{TITLE}{NUMBER}",),
    "twice": (NUMBER, TITLE, NUMBER),
    "blank before the serial": ("临政办发〔2021〕 12 号", TITLE),
    "square brackets": ("临政办发[2021]12号", TITLE),
    "below a banner": ("临江市人民政府办公室文件", NUMBER, TITLE),
    "in the metadata": ("索 引 号：003/2021-0012　发文字号：临政办发〔2021〕12号", TITLE),
}


@pytest.mark.parametrize("head", NUMBERS.values(), ids=NUMBERS)
def test_the_own_number_is_found_where_pages_print_it(head: tuple[str, ...]) -> None:
    """In any place around the title, which stays clean of it."""
    notice = parse_notice(_letter(*head))
    assert (notice.document_number, notice.title) == (OWN, TITLE)


def test_a_cited_number_is_not_the_notices_own() -> None:
    """The first paragraph cites what the notice carries out."""
    body = "根据《临江市重点工作安排》（临发〔2020〕3号）要求，现将任务分工印发给你们。"
    notice = parse_notice(_letter(TITLE, body=body))
    assert notice.document_number is None
    assert [(citation.title, citation.number) for citation in notice.citations] == [
        ("临江市重点工作安排", "临发〔2020〕3号")
    ]


def test_a_page_that_says_there_is_no_number_has_none() -> None:
    """发文字号：无."""
    assert parse_notice(_letter("索引号：003/2021-0012　发文字号：无", TITLE)).document_number is None


TITLES = {
    "one line": (TITLE,),
    "two lines": ("临江市人民政府办公室关于印发2021年", "民生任务分工的通知"),
    "three lines": ("临江市人民政府办公室", "关于印发2021年民生任务分工的", "通知"),
    "spread out": ("临江市人民政府办公室关于印发2021年民生任务分工的通 知",),
    "repeated": (TITLE, TITLE),
    "below the title of the page": (f"{TITLE}_临江市人民政府", TITLE),
    "below metadata between pipes": (
        "索引号 | 003 | 主题分类 | 综合",
        "发布机构 | 市大数据局 | 发文日期 | 2021-03-01",
        TITLE,
    ),
    "below furniture": ("当前位置：首页>政府信息公开", "字号：大 中 小", TITLE),
    "below a banner": ("临江市人民政府办公室文件", TITLE),
    "metadata above it": ("发布机构：临江市政府网　发布日期：2021-03-05 10:20", TITLE),
}


@pytest.mark.parametrize("head", TITLES.values(), ids=TITLES)
def test_the_title_is_joined_from_its_lines(head: tuple[str, ...]) -> None:
    """White space does not count, and neither does what the page prints around it."""
    assert parse_notice(_letter(*head)).title == TITLE


def test_a_title_inside_a_title_keeps_its_marks() -> None:
    """印发《…》的通知 over two lines, cut inside 《》."""
    head = ("关于印发《临江市2021年民生任务", "分工方案》的通知")
    assert parse_notice(_letter(*head)).title == "关于印发《临江市2021年民生任务分工方案》的通知"


def test_a_title_goes_on_with_its_last_words() -> None:
    """关于…任务分工 / 的通知: the first line could end a title, the second one ends it."""
    assert parse_notice(_letter("关于2021年民生任务分工", "的通知")).title == "关于2021年民生任务分工的通知"


def test_a_page_without_a_title_has_none() -> None:
    """The addressees come first."""
    notice = parse_notice(_letter())
    assert (notice.title, notice.addressees, notice.issuer) == (
        None,
        ("各区县人民政府", "市政府各部门"),
        "临江市人民政府办公室",
    )


ADDRESSEES = {
    "comma": ("各区县人民政府，市政府各部门：", ("各区县人民政府", "市政府各部门")),
    "ASCII comma and colon": ("各区县人民政府,市政府各部门:", ("各区县人民政府", "市政府各部门")),
    "enumeration inside a group": (
        "各区县人民政府，市政府各部门、各直属机构，各有关企业：",
        ("各区县人民政府", "市政府各部门、各直属机构", "各有关企业"),
    ),
    "nested brackets": (
        "各街道（功能区）办事处（管委会），区直各部门：",
        ("各街道（功能区）办事处（管委会）", "区直各部门"),
    ),
    "comma inside brackets": ("各镇（东镇，西镇）人民政府，县直各单位：", ("各镇（东镇，西镇）人民政府", "县直各单位")),
    "blank before the colon": ("各镇人民政府，县直各单位 ：", ("各镇人民政府", "县直各单位")),
    "over two lines": ("各镇人民政府、各街道办事处，\n县直各单位：", ("各镇人民政府、各街道办事处", "县直各单位")),
    "without a colon": ("各镇人民政府，县政府各部门", ("各镇人民政府", "县政府各部门")),
    "named departments": ("市教育局、市财政局、市审计局：", ("市教育局、市财政局、市审计局",)),
    "offices": ("局机关各科室：", ("局机关各科室",)),
    "run in": (
        "各镇人民政府，县直各单位：现将任务分工印发给你们，请结合实际认真组织实施。",
        ("各镇人民政府", "县直各单位"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), ADDRESSEES.values(), ids=ADDRESSEES)
def test_addressees_are_split_at_the_comma_only(line: str, expected: tuple[str, ...]) -> None:
    """、 inside a group stays, and so does what stands in brackets."""
    assert parse_notice(_letter(TITLE, to=line)).addressees == expected


@pytest.mark.parametrize(
    "line",
    ["各单位要做到以下几点：", "责任单位：", "联系人：王建设", "主要任务如下："],
    ids=["introduction", "label", "contact", "tasks"],
)
def test_a_line_that_ends_in_a_colon_is_not_always_an_address(line: str) -> None:
    """Introductions and labels address nobody."""
    assert parse_notice(f"{TITLE}\n{line}\n{BODY}\n{SIGNED}\n").addressees == ()


METADATA = (
    "索引号：003/2021-0012　主题分类：综合政务\n"
    "发布机构：临江市大数据中心　成文日期：2021年02月26日\n"
    "发文字号：临政办发〔2021〕12号　发布日期：2021-03-05\n"
    "公开方式：依申请公开\n"
)


def test_the_metadata_of_a_page_fills_what_the_letter_does_not_say() -> None:
    """成文日期 is the date of issue; 发布日期 and 发布机构 never are date and issuer."""
    notice = parse_notice(METADATA + f"{TITLE}\n{TO}\n{BODY}\n")
    assert (notice.document_number, notice.issued_on, notice.issuer, notice.disclosure) == (
        OWN,
        date(2021, 2, 26),
        "临江市人民政府办公室",
        Disclosure.ON_REQUEST,
    )


def test_the_signature_is_stronger_than_the_metadata() -> None:
    """The date under the signature is the date of issue."""
    assert parse_notice(METADATA + _letter(TITLE)).issued_on == date(2021, 3, 1)


def test_metadata_may_have_lost_its_colons() -> None:
    """索引号 003 主题分类 综合政务 on one line."""
    line = "索引号 003/2021-0012 主题分类 综合政务 发文字号 临政办发〔2021〕12号 成文日期 2021-02-26"
    notice = parse_notice(f"{line}\n{TITLE}\n{TO}\n{BODY}\n")
    assert (notice.document_number, notice.issued_on) == (OWN, date(2021, 2, 26))


def test_metadata_parted_by_pipes_and_printed_twice_is_read_once() -> None:
    """The page repeats the block below the text."""
    block = "| 发文字号： | 临政办发〔2021〕12号 | 成文日期： | 2021年2月26日 |"
    notice = parse_notice(f"{block}\n{TITLE}\n{TO}\n{BODY}\n{block}\n")
    assert (notice.document_number, notice.issued_on, notice.title) == (OWN, date(2021, 2, 26), TITLE)


def test_a_web_time_is_no_date_of_issue() -> None:
    """发布时间：2021-03-05 15:34 says when the page was put up."""
    notice = parse_notice(f"发布时间：2021-03-05 15:34　来源：市政府办\n{TITLE}\n{TO}\n{BODY}\n")
    assert (notice.issued_on, notice.issuer) == (None, "临江市人民政府办公室")


def test_places_quote_the_head() -> None:
    """`location_of` says where each field was printed."""
    lines = [NUMBER, TITLE, TO, BODY, *SIGNED.split("\n")]
    notice = parse_notice("\n".join(lines))
    quoted = {
        field: "".join(
            lines[part.line - 1][part.start : part.end] for part in notice.location_of(field).parts if part.line
        )
        for field in ("document_number", "title", "addressees[0]", "addressees[1]", "issuer", "issued_on")
    }
    assert quoted == {
        "document_number": NUMBER,
        "title": TITLE,
        "addressees[0]": "各区县人民政府",
        "addressees[1]": "市政府各部门",
        "issuer": "临江市人民政府办公室",
        "issued_on": "2021年3月1日",
    }
    assert not notice.location_of("printed_on")
