"""Statements are found in running text, each with its own span, and remarks and sentences are left alone."""

from __future__ import annotations

import pytest
from views import passage, units

from policytasks.parsing.statements import find_statements


def seen(text: str) -> list[tuple[str, str | None]]:
    """Each statement: the words that it spans, and its units."""
    return [(text[one.start : one.end], units(one.statement)) for one in find_statements(passage(text))]


DUTY = "修订城区停车管理办法"
BRACKETS = {
    "full width": (f"{DUTY}。（责任单位：市公安局）", "（责任单位：市公安局）", "市公安局 责任"),
    "ASCII": (f"{DUTY}.(责任单位:市公安局)", "(责任单位:市公安局)", "市公安局 责任"),
    "before the full stop": (f"{DUTY}（责任单位：市公安局）。", "（责任单位：市公安局）", "市公安局 责任"),
    "without a full stop": (f"{DUTY}（市公安局牵头）", "（市公安局牵头）", "市公安局 牵头"),
    "tortoise-shell around a name with brackets": (
        f"{DUTY}。〔责任单位：市发改委（粮储局）、市公安局〕",
        "〔责任单位：市发改委（粮储局）、市公安局〕",
        "市发改委（粮储局） 责任; 市公安局 责任",
    ),
    "square around a name with brackets": (
        f"{DUTY}。[责任单位：各县（市、区）政府]",
        "[责任单位：各县（市、区）政府]",
        "各县（市、区）政府 责任",
    ),
    "lenticular": (f"{DUTY}。【市公安局牵头，市城管局配合】", "【市公安局牵头，市城管局配合】", "市公安局 牵头; 市城管局 配合"),
    "nested of one kind": (
        f"{DUTY}。（责任单位：市发改委（粮储局）、各县（市、区）政府）",
        "（责任单位：市发改委（粮储局）、各县（市、区）政府）",
        "市发改委（粮储局） 责任; 各县（市、区）政府 责任",
    ),
    "line break inside": (
        f"{DUTY}。（责任单位：市公安局、\n市城管局）",
        "（责任单位：市公安局、\n市城管局）",
        "市公安局 责任; 市城管局 责任",
    ),
    "bare list": (f"{DUTY}。（市公安局，市城管局，各县市区政府）", "（市公安局，市城管局，各县市区政府）", "市公安局 责任; 市城管局 责任; 各县市区政府 责任"),
    "bare list before the full stop": (f"{DUTY}（市公安局、市城管局）。", "（市公安局、市城管局）", "市公安局 责任; 市城管局 责任"),
    "units and time": (f"{DUTY}。（市公安局负责，6月底前完成）", "（市公安局负责，6月底前完成）", "市公安局 责任"),
    "traditional characters": (f"{DUTY}。（責任單位：市公安局）", "（責任單位：市公安局）", "市公安局 责任"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "span", "expected"), BRACKETS.values(), ids=BRACKETS)
def test_a_statement_in_brackets_spans_its_brackets(text: str, span: str, expected: str) -> None:
    """（责任单位：…）, （A牵头，B配合）, bare lists, in every kind of bracket."""
    assert seen(text) == [(span, expected)]


REMARKS = {
    "contents": "建设安居房2000套（含保障性租赁住房），年底前交付。",
    "full name": "落实“双减”（减轻作业负担和培训负担）要求。",
    "figure": "新增学位1200个（小学900个、初中300个）。",
    "unit in its sentence": "做好与市大数据局（市政务服务办公室）的数据对接。",
    "bureau that is part of a name": "由县自然资源局(林业局)核发许可。",
    "document number": "落实《临江市停车条例》（临发〔2020〕3号）。",
    "English": "推广政府和社会资本合作（PPP）模式。",
    "places": "改造老旧小区（东园、西园、南园）。",
    "scope": "推进税费优惠（适用范围：小微企业）。",
    "step": "（一）完善机制。",
}


@pytest.mark.parametrize("text", REMARKS.values(), ids=REMARKS)
def test_a_remark_in_brackets_is_no_statement(text: str) -> None:
    """Remarks to the word before them stay in the sentence."""
    assert seen(text) == []


UNCLOSED = {
    "at the end of the line": (f"{DUTY}。（责任单位：市公安局、市城管局", "（责任单位：市公安局、市城管局"),
    "before the next sentence": (f"{DUTY}（责任单位：市公安局、市城管局。加强执法检查。", "（责任单位：市公安局、市城管局"),
    "only the inner bracket closes": (f"{DUTY}。（责任单位：市公安局、各县（市、区）政府", "（责任单位：市公安局、各县（市、区）政府"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "span"), UNCLOSED.values(), ids=UNCLOSED)
def test_a_bracket_that_never_closes_ends_with_its_line_or_sentence(text: str, span: str) -> None:
    """What follows is text again, and the statement says that its bracket is open."""
    (found,) = find_statements(passage(text))
    assert (text[found.start : found.end], found.unclosed) == (span, True)


def test_a_bracket_closed_by_the_other_kind_is_closed() -> None:
    """〔责任单位：市公安局） is closed, if badly."""
    text = f"{DUTY}。〔责任单位：市公安局）加强检查。"
    (found,) = find_statements(passage(text))
    assert (text[found.start : found.end], found.unclosed) == ("〔责任单位：市公安局）", False)


def test_each_sentence_of_an_item_may_have_a_statement() -> None:
    """Several statements in one item, in printed order."""
    assert seen("修建步道（市园林局负责）。增设路灯（市城管局牵头，市供电公司配合）。划设车位。（市公安局）") == [
        ("（市园林局负责）", "市园林局 责任"),
        ("（市城管局牵头，市供电公司配合）", "市城管局 牵头; 市供电公司 配合"),
        ("（市公安局）", "市公安局 责任"),
    ]


LABEL_LINES = {
    "one line below": (f"{DUTY}。\n责任单位：市公安局、市城管局", ["责任单位：市公安局、市城管局"]),
    "two lines below": (
        f"{DUTY}。\n牵头单位：市公安局\n配合单位：市城管局",
        ["牵头单位：市公安局\n配合单位：市城管局"],
    ),
    "behind the sentence": (f"{DUTY}。责任单位：市公安局。", ["责任单位：市公安局。"]),
    "list that goes on below": (f"{DUTY}。\n责任单位：市公安局、\n市城管局", ["责任单位：市公安局、\n市城管局"]),
    "value on the next line": (f"{DUTY}。\n责任单位：\n市公安局、市城管局", ["责任单位：\n市公安局、市城管局"]),
    "time on the next line": (f"{DUTY}。\n责任单位：市公安局\n完成时限：6月底前", ["责任单位：市公安局\n完成时限：6月底前"]),
    "dash before the label": (f"{DUTY}。——责任单位：市公安局", ["责任单位：市公安局"]),
    "label in brackets": (f"{DUTY}。\n【责任单位】市公安局", ["【责任单位】市公安局"]),
    "person first": (f"{DUTY}。\n责任领导：王建设\n责任科室：法规科", ["责任领导：王建设\n责任科室：法规科"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "spans"), LABEL_LINES.values(), ids=LABEL_LINES)
def test_labels_outside_brackets_run_to_the_end_of_their_lines(text: str, spans: list[str]) -> None:
    """责任单位：… below the item, with the labels that follow on the next lines."""
    assert [text[one.start : one.end] for one in find_statements(passage(text))] == spans


def test_a_label_run_stops_at_the_next_sentence() -> None:
    """What follows the full stop is text."""
    assert seen("责任单位：市公安局。加强执法检查，确保道路畅通。") == [("责任单位：市公安局。", "市公安局 责任")]


def test_a_signature_below_a_label_is_no_unit() -> None:
    """The agency and the date close the document."""
    text = "责任单位：市公安局\n临江市人民政府\n2021年5月6日"
    assert seen(text) == [("责任单位：市公安局", "市公安局 责任")]


SENTENCES = {
    "label inside a sentence": "要明确责任单位，压实工作责任。",
    "verb inside a sentence": "由牵头单位负责统筹，各单位要积极配合。",
    "units woven into a sentence": "市公安局要会同市城管局开展联合检查。",
    "verbs without units": "加强组织领导，认真负责，密切配合。",
}


@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES)
def test_a_sentence_is_no_statement(text: str) -> None:
    """Words of responsibility inside a sentence divide no work."""
    assert seen(text) == []


def test_a_line_of_units_with_verbs_is_a_statement_below_its_item() -> None:
    """市公安局牵头，市城管局配合。 on a line of its own; the same on the first line is the item itself."""
    text = f"{DUTY}。\n市公安局牵头，市城管局配合。"
    assert seen(text) == [("市公安局牵头，市城管局配合。", "市公安局 牵头; 市城管局 配合")]
    assert seen("市公安局牵头，市城管局配合。") == []


def test_spans_are_places_of_the_source() -> None:
    """The names of a statement know where they were printed."""
    text = f"{DUTY}。（责任单位：市公安局、市城管局）"
    (found,) = find_statements(passage(text))
    places = [unit.passage.location for unit in found.statement.units]
    assert [text[place.start : place.end] for place in places] == ["市公安局", "市城管局"]
