"""Documents that the text names by number are citations; the notice's own number is none."""

from __future__ import annotations

import pytest
from views import passage

from policytasks.parsing.citations import find_citations
from policytasks.parsing.read import parse_notice

CITED = {
    "title and number": ("落实《临江市停车条例》（临发〔2020〕3号）要求", [("临江市停车条例", "临发〔2020〕3号")]),
    "number only": ("根据临政办发〔2019〕5号文件精神", [(None, "临政办发〔2019〕5号")]),
    "several": (
        "根据《甲办法》（国发〔2018〕1号）和《乙方案》（省政发〔2019〕22号）",
        [("甲办法", "国发〔2018〕1号"), ("乙方案", "省政发〔2019〕22号")],
    ),
    "square brackets": ("根据《甲办法》(国发[2018]1号)", [("甲办法", "国发〔2018〕1号")]),
    "small brackets": ("根据《甲办法》（国发﹝2018﹞1号）", [("甲办法", "国发〔2018〕1号")]),
    "order": ("根据《公开条例》（国务院令第711号）", [("公开条例", "国务院令第711号")]),
    "title in a title": (
        "落实《关于印发〈停车办法〉的通知》（临发〔2020〕3号）",
        [("关于印发〈停车办法〉的通知", "临发〔2020〕3号")],
    ),
    "title far from the number": ("落实《停车条例》，按照临发〔2020〕3号", [(None, "临发〔2020〕3号")]),
    "no number": ("落实《临江市停车条例》要求", []),
    "nothing": ("新建小学三所", []),
}


@pytest.mark.parametrize(("text", "expected"), CITED.values(), ids=CITED)
def test_a_number_is_cited_with_the_title_before_it(text: str, expected: list[tuple[str | None, str]]) -> None:
    """《…》（…〔2020〕3号）; the number in canonical form."""
    assert [(citation.title, citation.number) for citation in find_citations(passage(text))] == expected


def test_a_citation_quotes_title_and_number() -> None:
    """From 《 to 号."""
    text = "落实《停车条例》（临发〔2020〕3号）要求"
    (citation,) = find_citations(passage(text))
    assert text[citation.location.start : citation.location.end] == "《停车条例》（临发〔2020〕3号"


def test_each_document_is_cited_once_and_the_own_number_never() -> None:
    """In the letter and in the tasks."""
    text = (
        "临政办发〔2021〕12号\n关于印发任务分工的通知\n各单位：\n根据《停车条例》（临发〔2020〕3号），印发临政办发〔2021〕12号。\n"
        "临江市人民政府\n2021年3月1日\n1.落实《停车条例》（临发〔2020〕3号）。（责任单位：市公安局）\n"
        "2.落实国办发〔2019〕8号。（责任单位：市公安局）\n"
    )
    assert [(citation.title, citation.number) for citation in parse_notice(text).citations] == [
        ("停车条例", "临发〔2020〕3号"),
        (None, "国办发〔2019〕8号"),
    ]
