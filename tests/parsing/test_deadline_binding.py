"""Which deadline binds a requirement: that of its cell or label, that of its text, else the one of the letter."""

from __future__ import annotations

from datetime import date

import pytest
from views import rows, times

from policytasks.model.deadline import DeadlineKind
from policytasks.model.notice import Notice
from policytasks.parsing.read import parse_notice

HEAD = "临江市人民政府办公室关于印发民生任务分工的通知\n各区县政府，市政府各部门：\n"
SIGNED = "临江市人民政府办公室\n2021年3月1日\n"
OTHER = "2.修建公园。（责任单位：市园林局）\n"


def _notice(item: str, *, body: str = "现将任务分工印发给你们。\n", signed: str = SIGNED) -> Notice:
    return parse_notice(f"{HEAD}{body}{signed}民生任务分工\n1.{item}\n{OTHER}")


OWN = {
    "in the text": ("6月底前新建小学三所。（责任单位：市教育局）", "6月底前 → 2021-06-30"),
    "in the bracket": ("新建小学三所。（责任单位：市教育局，8月20日前完成）", "8月20日前 → 2021-08-20"),
    "behind a verb": ("新建小学三所。（市教育局负责，年底前完成）", "年底前 → 2021-12-31"),
    "label in the bracket": ("新建小学三所。（责任单位：市教育局；完成时限：三季度）", "三季度 → 2021-09-30"),
    "label on a line": ("新建小学三所。\n责任单位：市教育局\n完成时限：2022年6月底前", "2022年6月底前 → 2022-06-30"),
    "recurring": ("每季度末报送进展。（责任单位：市教育局）", "每季度末 → recurring"),
    "ongoing": ("新建小学三所。（责任单位：市教育局；完成时限：长期坚持）", "长期坚持 → ongoing"),
    "at once": ("整改校舍隐患。（责任单位：市教育局；完成时限：立行立改）", "立行立改 → immediate"),
    "relative": (
        "自通知印发之日起10个工作日内排查校舍。（责任单位：市教育局）",
        "通知印发之日起10个工作日内 → relative",
    ),
    "several": (
        "4月底前选址，年底前建成。（责任单位：市教育局）",
        "4月底前 → 2021-04-30; 年底前 → 2021-12-31",
    ),
    "label beats text": ("6月底前选址建校。（责任单位：市教育局；完成时限：年底前）", "年底前 → 2021-12-31"),
}


@pytest.mark.parametrize(("item", "expected"), OWN.values(), ids=OWN)
def test_the_own_deadline_of_a_requirement_is_found(item: str, expected: str) -> None:
    """From text, bracket and label; the year is that of the notice."""
    assert times(_notice(item).requirements[0].deadlines) == expected


NONE = {
    "goal": "到2025年建成小学十所。（责任单位：市教育局）",
    "plan name": "落实《临江市“十四五”教育规划（2021—2025年）》。（责任单位：市教育局）",
    "past": "巩固2020年12月建成的校舍。（责任单位：市教育局）",
    "validity": "补贴政策执行至2021年12月31日。（责任单位：市财政局）",
    "work of the year": "做好全年工作。（责任单位：市教育局）",
    "figure": "学位增加3.5%。（责任单位：市教育局）",
}


@pytest.mark.parametrize("item", NONE.values(), ids=NONE)
def test_a_time_that_closes_nothing_is_no_deadline(item: str) -> None:
    """Goals, names of plans, the past, validity and 全年工作."""
    assert _notice(item).requirements[0].deadlines == ()


BODY = "请于4月10日前报送方案，全年落实情况于11月30日前书面报市政府办公室。\n"


def test_the_last_deadline_of_the_letter_binds_what_has_none_of_its_own() -> None:
    """The requirement inherits it and says where from."""
    notice = _notice("6月底前新建小学三所。（责任单位：市教育局）", body=BODY)
    school, park = notice.requirements
    assert (school.deadline, school.inherited) == (school.deadlines[0], None)
    assert park.deadlines == ()
    assert park.deadline == park.inherited
    assert park.deadline is not None
    assert (park.deadline.text, park.deadline.kind, park.deadline.due_on) == (
        "11月30日前",
        DeadlineKind.DATE,
        date(2021, 11, 30),
    )
    place = park.deadline.inherited_from
    assert place is not None
    assert (place.line, BODY[place.start : place.end]) == (3, "11月30日前")


def test_the_letters_deadlines_are_obligations() -> None:
    """In the same form as requirements, without units."""
    notice = _notice("新建小学三所。（责任单位：市教育局）", body=BODY)
    assert [(duty.id, duty.text, times(duty.deadlines)) for duty in notice.obligations] == [
        ("body.1", BODY.strip(), "4月10日前 → 2021-04-10; 11月30日前 → 2021-11-30")
    ]


def test_a_sentence_that_tells_every_unit_what_to_do_is_an_obligation() -> None:
    """Also without a time; other sentences are none."""
    body = "各有关单位要加强领导，落实责任。任务分工经市政府同意。请于11月30日前报送进展。\n"
    notice = _notice("新建小学三所。（责任单位：市教育局）", body=body)
    assert [(duty.id, duty.text, times(duty.deadlines)) for duty in notice.obligations] == [
        ("body.1", "各有关单位要加强领导，落实责任。", ""),
        ("body.2", "请于11月30日前报送进展。", "11月30日前 → 2021-11-30"),
    ]


def test_a_rhythm_of_the_letter_binds_where_it_names_no_day() -> None:
    """每季度末前报送."""
    notice = _notice("新建小学三所。（责任单位：市教育局）", body="各单位要于每季度末报送进展情况。\n")
    inherited = notice.requirements[0].deadline
    assert inherited is not None
    assert (inherited.text, inherited.kind, inherited.due_on) == ("每季度末", DeadlineKind.RECURRING, None)


def test_nothing_is_inherited_where_the_letter_sets_no_time() -> None:
    """No deadline at all."""
    assert [one.deadline for one in _notice("新建小学三所。（责任单位：市教育局）").requirements] == [None, None]


YEARS = {
    "date of issue": (HEAD, SIGNED, "2021-06-30", []),
    "title": (HEAD.replace("民生", "2022年民生"), "", "2022-06-30", ["assumed-year"]),
    "document number": ("临政办发〔2020〕3号\n" + HEAD, "", "2020-06-30", ["assumed-year"]),
    "date on the page": ("发布日期：2019-03-05\n" + HEAD, "", "2019-06-30", ["assumed-year"]),
    "none": (HEAD, "", "date", []),
}


@pytest.mark.parametrize(("head", "signed", "day", "doubts"), YEARS.values(), ids=YEARS)
def test_a_missing_year_is_taken_from_the_notice(head: str, signed: str, day: str, doubts: list[str]) -> None:
    """From the date of issue, else the title, the number, a date on the page; else the day stays open."""
    text = f"{head}现将任务分工印发给你们。\n{signed}一、任务\n1.6月底前新建小学。（责任单位：市教育局）\n{OTHER}"
    notice = parse_notice(text)
    assert times(notice.requirements[0].deadlines) == f"6月底前 → {day}"
    assert [doubt.code for doubt in notice.doubts] == doubts


def test_a_printed_year_needs_no_assumption() -> None:
    """2023年6月底前 says it itself."""
    text = (
        HEAD.replace("民生", "2022年民生")
        + "现将任务印发给你们。\n1.2023年6月底前新建小学。（责任单位：市教育局）\n"
        + OTHER
    )
    notice = parse_notice(text)
    assert rows(notice)[0] == "2023年6月底前新建小学。 ‖ 市教育局 责任 ‖ 2023年6月底前 → 2023-06-30"
    assert notice.doubts == ()
