"""What an upper notice asks for and a lower one does not take up."""

from __future__ import annotations

from hypothesis import given

from policytasks import validate
from policytasks.likeness import TextIndex
from policytasks.location import Location
from policytasks.model.document_number import DocumentNumber
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.testing.strategies import notices
from policytasks.validation.rules import CATALOGUE

RULES = [CATALOGUE["task-without-downstream"]]


def notice(number: str, *texts: str) -> Notice:
    rows = tuple(
        Requirement(id=f"1.1.{line}", text=text, location=Location(file="upper.txt", line=line))
        for line, text in enumerate(texts, 1)
    )
    return Notice(
        document_number=DocumentNumber.parse(number),
        sections=(Section(tasks=(Task(title="公开", requirements=rows),)),),
    )


UPPER = notice(
    "济政办字〔2021〕8号",
    "推进财政预决算信息公开，县级以上部门预决算全部上网。",
    "加强公共卫生应急物资储备，建立轮换机制。",
)
LOWER = notice(
    "济兖政办字〔2021〕20号",
    "做好财政预决算信息公开工作，各部门单位预决算统一在区政府网站公开，稳步扩大范围。",
    "规范镇街政务服务大厅建设。",
)


def test_what_nobody_takes_up_is_found_where_the_upper_notice_prints_it() -> None:
    (finding,) = validate(UPPER, rules=RULES, lower=LOWER)
    assert str(finding) == (
        "upper.txt:2: warning task-without-downstream: requirement 1.1.2 (加强公共卫生应急物资储备，建立轮换机制。) "
        "is taken up by none of 济兖政办字〔2021〕20号"
    )


def test_without_a_lower_notice_it_is_silent() -> None:
    assert validate(UPPER, rules=RULES) == ()


def test_a_lower_notice_without_work_takes_up_nothing() -> None:
    assert len(validate(UPPER, rules=RULES, lower=Notice())) == 2


@given(upper=notices())
def test_a_notice_takes_up_all_of_itself(upper: Notice) -> None:
    written = [each for each in upper.requirements if any(character.isalnum() for character in each.text)]
    silent = {finding.location for finding in validate(upper, rules=RULES, lower=upper)}
    assert not silent & {each.location for each in written if each.location}


class TestTextIndex:
    """Which text covers most of another one."""

    def test_a_text_covers_itself(self) -> None:
        index = TextIndex(["推进公开", "推进公开财政信息"])
        best = index.nearest("推进公开财政信息")
        assert best is not None
        assert (best.position, best.covered) == (1, 1.0)

    def test_marks_blanks_and_width_do_not_count(self) -> None:
        best = TextIndex(["推进 公开（１００％）。"]).nearest("推进公开100")
        assert best is not None
        assert best.covered == 1.0

    def test_a_longer_text_covers_a_shorter_one_but_not_the_other_way_round(self) -> None:
        longer, shorter = "推进财政预决算公开", "财政预决算"
        up, down = TextIndex([longer]).nearest(shorter), TextIndex([shorter]).nearest(longer)
        assert up is not None
        assert down is not None
        assert (up.covered, down.covered < 1) == (1.0, True)

    def test_rare_pairs_count_for_more(self) -> None:
        best = TextIndex(["推进", "推进", "甲乙"]).nearest("推进甲乙")
        assert best is not None
        assert best.position == 2

    def test_nothing_in_common_is_nothing(self) -> None:
        assert TextIndex(["推进公开"]).nearest("物资储备") is None
        assert TextIndex([]).nearest("物资") is None
        assert TextIndex(["推进"]).nearest("") is None
