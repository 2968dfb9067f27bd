"""Law: a text that was written in any encoding is read as it was."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from policytasks.sources.encoding import decode
from policytasks.sources.text import document_of, read

SENTENCES = (
    "各镇人民政府，各街道办事处，兖州工业园区管委会，区政府各部门、单位：",
    "（牵头单位：区发展和改革局；责任单位：区财政局、区民政局）",
    "一、深化重点领域政府信息公开",
    "1.2021年12月底前完成，长期坚持。",
    "做好重点项目建设和产业政策实施情况公开。",
    "第三季度，每月25日前报送进展情况",
)
TRADITIONAL = (
    "國務院辦公廳關於印發政務公開工作要點的通知",
    "責任單位：區發展和改革局、區財政局",
    "（三）加強組織領導，確保各項任務落實。",
    "請於2021年8月10日前完成。",
)


def texts(sentences: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Lines of official sentences, whole or cut, with blanks and line ends between."""
    cut = st.sampled_from(sentences).flatmap(lambda one: st.integers(4, len(one)).map(lambda end: one[:end]))
    return st.lists(cut, min_size=1, max_size=8).map("\n\t".join)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), min_size=1))
def test_any_text_in_utf_8(text: str) -> None:
    """UTF-8 needs no likelihood: every text without controls comes back, with the mark and without."""
    assert decode(text.encode()).text == text
    assert decode(text.encode("utf-8-sig")).text == text


@settings(deadline=None)
@given(texts(SENTENCES), st.sampled_from(["gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]))
def test_official_text_in_simplified_characters(text: str, encoding: str) -> None:
    """Also from one short line on."""
    assert decode(text.encode(encoding)).text == text


@settings(deadline=None)
@given(texts(TRADITIONAL), st.sampled_from(["big5", "gb18030", "utf-16-le", "utf-16-be"]))
def test_official_text_in_traditional_characters(text: str, encoding: str) -> None:
    """Big5 and GB18030 are told apart."""
    assert decode(text.encode(encoding)).text == text


@settings(deadline=None)
@given(texts(SENTENCES), st.sampled_from(["gb18030", "utf-8"]), st.data())
def test_one_broken_byte_loses_no_more_than_its_neighbours(text: str, encoding: str, data: st.DataObject) -> None:
    """The rest of the text is read as it was, and a doubt tells where."""
    content = text.encode(encoding)
    at = data.draw(st.integers(0, len(content) - 1))
    assume(len(text) > 40)
    document = read(content[:at] + b"\xff" + content[at + 1 :], file="x")
    kept = sum(map(document.text.count, set(text)))
    assert kept >= len(text) - 2
    assert [doubt.code for doubt in document.doubts] == ["undecodable-bytes"]


@settings(deadline=None)
@given(st.lists(st.text("甲乙\t |\x0b\u2028", max_size=5)), st.sampled_from(["\n", "\r\n", "\r"]))
def test_lines_keep_their_numbers_and_their_length(lines: list[str], end: str) -> None:
    """Whatever the line ends are, the n-th line is paragraph n and no character of it is lost."""
    found = document_of("".join(line + end for line in lines)).paragraphs
    assert [(one.location.line, len(one.text)) for one in found] == list(enumerate(map(len, lines), 1))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16-le"])
@settings(deadline=None)
@given(size=st.integers(65_500, 65_560))
def test_a_character_on_the_edge_of_the_sample_is_whole(encoding: str, size: int) -> None:
    """The encoding is judged by the beginning of a text, which may end inside a character."""
    text = "a" * (size % 4) + "責任單位：區財政局、" * (size // 20)
    assert decode(text.encode(encoding)).text == text
