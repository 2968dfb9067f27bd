"""Each doubt of the grammars has a code of the catalogue and becomes a finding at its place."""

from __future__ import annotations

import re
from importlib import resources

import attrs
import pytest

from policytasks.location import Location
from policytasks.parsing.read import parse_notice
from policytasks.sources.document import Document, Paragraph
from policytasks.validation.doubt_rules import RULES
from policytasks.validation.validate import validate

HEAD = "关于印发民生任务分工的通知\n各区县政府，市政府各部门：\n"
SIGNED = "临江市人民政府\n2021年3月1日\n"
ITEM = "1.新建小学。（责任单位：市教育局、市住建局）\n"

DOUBTFUL = {
    "undecidable-lead": (HEAD + "黑体字为牵头单位。\n" + SIGNED + "一、任务\n" + ITEM, "黑体字为牵头单位"),
    "implied-units": (
        "一、任务\n1.新建小学。（责任单位：市教育局；以下各项均需各区县政府落实，不再逐项列出）\n",
        "以下各项均需各区县政府落实，不再逐项列出",
    ),
    "open-list": ("一、任务\n1.新建小学。（责任单位：市教育局、市住建局等部门）\n", "市住建局"),
    "ambiguous-reading": (
        "一、任务\n1.建校：\n（1）新建小学。\n（2）修缮校舍。（责任单位：市教育局）\n2.修路：\n（1）打通断头路。\n（2）增设站点。\n",
        "（责任单位：市教育局）",
    ),
    "unclosed-bracket": ("一、任务\n1.新建小学。（责任单位：市教育局、市住建局\n", "（责任单位：市教育局、市住建局"),
    "damaged-date": (HEAD + "请认真落实。\n临江市人民政府\n2021910\n", "2021910"),
    "damaged-document-number": ("临政办发〔201737\n" + HEAD + "请认真落实。\n" + SIGNED, "临政办发〔201737"),
    "assumed-year": (
        "关于印发2021年民生任务分工的通知\n各单位：\n请落实。\n1.6月底前新建小学。（责任单位：市教育局）\n",
        "6月底前新建小学。",
    ),
    "missing-annex": (HEAD + "请认真落实。\n附件：民生任务分工表\n" + SIGNED, "民生任务分工表"),
    "malformed-citation": (HEAD + "根据临政发〔2017〕3，请认真落实。\n" + SIGNED, "临政发〔2017〕3"),
    "unknown-column": ("工作任务\t具体要求\t责任单位\t备查代号\n教育\t新建小学。\t市教育局\t甲-7\n", "备查代号"),
    "table-without-heading": (
        "1\t新建小学三所。\t市教育局\n2\t修建公园五个。\t市园林局\n3\t打通断头路。\t市交通局\n",
        "1",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("code", "text", "quoted"), [(code, *rest) for code, rest in DOUBTFUL.items()], ids=DOUBTFUL)
def test_what_is_doubtful_is_noted_where_it_stands(code: str, text: str, quoted: str) -> None:
    """One doubt, whose place quotes the words."""
    notice = parse_notice(text)
    lines = text.split("\n")
    assert [
        (doubt.code, lines[doubt.location.line - 1][doubt.location.start : doubt.location.end])
        for doubt in notice.doubts
        if doubt.location.line
    ] == [(code, quoted)]


@pytest.mark.parametrize(("code", "text"), [(code, rest[0]) for code, rest in DOUBTFUL.items()], ids=DOUBTFUL)
def test_a_doubt_becomes_a_finding(code: str, text: str) -> None:
    """With the code, the severity of the catalogue and the place."""
    notice = parse_notice(text)
    (doubt,) = notice.doubts
    severity = {rule.code: rule.severity for rule in RULES}[code]
    assert (code, severity, doubt.location) in [
        (finding.code, finding.severity, finding.location) for finding in validate(notice)
    ]


def test_every_code_that_the_grammars_emit_is_in_the_table_above_and_in_the_catalogue() -> None:
    """A new doubt needs a row in the catalogue and a notice here."""
    sources = [
        entry.read_text("utf-8")
        for entry in resources.files("policytasks.parsing").iterdir()
        if entry.name.endswith(".py")
    ]
    emitted = {
        code for source in sources for code in re.findall(r"doubts?(?:\.append)?\(\s*\(?\s*\"([a-z-]+)\"", source)
    }
    assert emitted == set(DOUBTFUL)
    assert emitted <= {rule.code for rule in RULES}


def test_a_doubt_is_noted_once_for_each_place() -> None:
    """Ten requirements under one undecidable rule are one doubt."""
    text = HEAD + "黑体字为牵头单位。\n" + SIGNED + "一、任务\n"
    text += "".join(f"{number}.新建小学。（责任单位：市教育局、市住建局）\n" for number in range(1, 11))
    assert [doubt.code for doubt in parse_notice(text).doubts] == ["undecidable-lead"]


def test_a_source_that_shows_bold_type_decides_the_lead() -> None:
    """Word files keep the typeface."""
    lines = [*HEAD.strip().split("\n"), "黑体字为牵头单位。", *SIGNED.strip().split("\n"), "一、任务", ITEM.strip()]
    paragraphs = [
        Paragraph(text=line, location=Location(file="notice.docx", paragraph=number))
        for number, line in enumerate(lines, 1)
    ]
    start = lines[-1].index("市住建局")
    paragraphs[-1] = attrs.evolve(paragraphs[-1], bold=((start, start + 4),))
    notice = parse_notice(Document(blocks=tuple(paragraphs), file="notice.docx", format="docx"))
    assert [str(one) for one in notice.requirements[0].responsibilities] == ["市教育局（责任）", "市住建局（牵头）"]
    assert notice.doubts == ()
