"""Small steps of the letter: groups of addressees, sentences, obligations, requirements."""

from __future__ import annotations

import pytest
from views import passage, row, times

from policytasks.model.responsibility import Role
from policytasks.parsing.addressees import read_addressees
from policytasks.parsing.end_matter import disclosure_of
from policytasks.parsing.letter import Letter, is_text, split_groups
from policytasks.parsing.lines import flatten
from policytasks.parsing.obligations import read_obligations
from policytasks.parsing.requirement import Context, Draft, build_requirement, tidy
from policytasks.parsing.stated_rules import StatedRules
from policytasks.parsing.statement import read_labelled
from policytasks.sources.text import document_of


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("各区县政府，市政府各部门、各直属机构", ["各区县政府", "市政府各部门、各直属机构"]),
        ("各镇（东镇，西镇），县直各单位", ["各镇（东镇，西镇）", "县直各单位"]),
        ("各区县政府；各部门。", ["各区县政府", "各部门"]),
        ("各 区 县 政 府", ["各区县政府"]),
        ("", []),
    ],
    ids=["comma", "brackets", "semicolon", "spread", "nothing"],
)
def test_groups_are_parted_by_the_comma_only(text: str, groups: list[str]) -> None:
    """、 inside a group stays."""
    assert [group.text for group in split_groups(passage(text))] == groups


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("现将任务分工印发给你们。", True),
        ("各单位要做到：", True),
        ("一、办好教育", True),
        ("第一条 总则", True),
        ("关于印发任务分工的通知", False),
        ("临江市人民政府", False),
    ],
    ids=["sentence", "introduction", "item", "article", "title", "agency"],
)
def test_running_text_is_told_from_headings(line: str, expected: bool) -> None:
    """By its end or its number."""
    assert is_text(passage(line)) is expected


def test_the_addressees_are_found_with_their_position() -> None:
    """The line behind the title; the body starts behind it."""
    items = list(flatten(document_of("关于印发任务分工的通知\n\n各区县政府，市政府各部门：\n请落实。\n")))
    letter = Letter()
    assert read_addressees(items, letter) == (2, 3)
    assert [one.text for one in letter.addressees] == ["各区县政府", "市政府各部门"]
    assert letter.used == {2}


def test_no_word_of_disclosure_is_no_disclosure() -> None:
    """None, and never a guess."""
    assert disclosure_of("请认真贯彻执行") is None


def test_tidy_takes_out_the_blanks_of_the_layout_only() -> None:
    """A blank between Latin words stays."""
    assert tidy(passage(" 推 进 “Internet Plus” 工\n作 ")).text == "推进“Internet Plus”工作"


def test_obligations_are_sentences_with_a_time_or_for_everybody() -> None:
    """One for each sentence, numbered in printed order."""
    body = [
        passage("根据会议要求，制定本分工。各责任单位要于4月10日前报送方案。"),
        passage("各镇街必须明确专人。此项工作很重要。"),
    ]
    duties = read_obligations(body, Context(year=2021))
    assert [(duty.id, duty.text, times(duty.deadlines)) for duty in duties] == [
        ("body.1", "各责任单位要于4月10日前报送方案。", "4月10日前 → 2021-04-10"),
        ("body.2", "各镇街必须明确专人。", ""),
    ]


def _built(draft: Draft, context: Context | None = None) -> str:
    return row(build_requirement(draft, context or Context(year=2021)))


def test_a_requirement_is_typed_from_text_statements_and_cells() -> None:
    """Units of all statements once, the deadline of the cell before those of the text."""
    draft = Draft(
        text=passage("4月底前选址，新建小学三所。"),
        statements=(read_labelled(passage("市教育局、市财政局")), read_labelled(passage("市教育局牵头"))),
        deadline_cells=(passage("年底前"),),
    )
    assert _built(draft) == "4月底前选址，新建小学三所。 ‖ 市教育局 牵头; 市财政局 责任 ‖ 年底前 → 2021-12-31"


def test_a_deadline_that_is_printed_twice_counts_once() -> None:
    """In the bracket and in the text."""
    draft = Draft(text=passage("6月底前建成。"), statements=(read_labelled(passage("市教育局负责，6月底前完成")),))
    assert _built(draft) == "6月底前建成。 ‖ 市教育局 责任 ‖ 6月底前 → 2021-06-30"


def test_rules_of_the_context_give_the_lead() -> None:
    """Where the statement names none."""
    context = Context(year=2021, rules=StatedRules(first_leads=True, others_support=True))
    statements = (read_labelled(passage("责任单位：市教育局、市财政局")),)
    requirement = build_requirement(Draft(text=passage("建学校。"), statements=statements), context)
    assert [one.role for one in requirement.responsibilities] == [Role.LEAD, Role.SUPPORTING]


def test_persons_open_lists_and_remarks_are_kept() -> None:
    """Beside the units."""
    statement = read_labelled(passage("分管领导：李 明；责任单位：市教育局等部门"))
    draft = Draft(text=passage("建学校。"), statements=(statement,), remarks=(("备注", passage("续建")),))
    found = build_requirement(draft, Context())
    assert (found.leaders, found.open_list, [(one.heading, one.text) for one in found.remarks]) == (
        ("李明",),
        True,
        [("备注", "续建")],
    )


def test_a_doubt_is_noted_once_for_a_place() -> None:
    """The same code at another place is another doubt."""
    context = Context()
    for text in ("甲", "甲", "乙乙"):
        context.doubt("unknown-column", "seen", passage(text))
    assert [(doubt.code, doubt.location.end) for doubt in context.doubts] == [
        ("unknown-column", 1),
        ("unknown-column", 2),
    ]
