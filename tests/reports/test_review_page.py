"""The review page as text: what is on it, whatever a notice holds."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytasks.location import Location
from policytasks.model.notice import Notice, TextBlock
from policytasks.parsing.read import parse_notice
from policytasks.reports.review import review_page, write_review
from policytasks.sources.document import Document, Paragraph
from policytasks.sources.read import read_document
from policytasks.testing.strategies import notices
from policytasks.validation.finding import Finding, Severity
from policytasks.validation.validate import validate


class Page(HTMLParser):
    """Collects the tags of a page, and the words of each value by its number."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words: dict[str, str] = {}
        self.values: dict[str, str] = {}
        self.open: list[tuple[str, tuple[str, ...], str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.tags.append(tag)
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if given.get("href"):
            self.links.append(given["href"] or "")
        if tag not in ("meta", "input"):
            value = given.get("id") or ""
            keys = tuple((given.get("data-w") or "").split())
            self.open.append((tag, keys, value[1:] if tag == "a" and value.startswith("v") else ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for tag, keys, value in self.open:
            if tag == "mark":
                for key in keys:
                    self.words[key] = self.words.get(key, "") + data
            if value and not any(tag == "small" for tag, *_ in self.open):
                self.values[value] = self.values.get(value, "") + data


@pytest.fixture(scope="module")
def document(data: Path) -> Document:
    return read_document(data / "yanzhou-2021-20.docx")


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_every_value_is_linked_to_the_words_that_it_came_from(document: Document) -> None:
    """A unit's link leads to its name in the source, a requirement's to its sentence."""
    notice = parse_notice(document)
    page = Page(review_page(document, notice))
    linked = {squeezed(text): squeezed(page.words[number]) for number, text in page.values.items()}
    for requirement in notice.requirements:
        assert linked[squeezed(requirement.text)] == squeezed(requirement.text)
        for each in requirement.responsibilities:
            assert linked[each.printed] == each.printed
    assert linked["济兖政办字〔2021〕20号"] == "济兖政办字〔2021〕20号"
    assert linked["2021-07-29"] == "2021年7月29日"


def test_each_link_leads_to_one_place_on_the_page(document: Document) -> None:
    notice = parse_notice(document)
    page = Page(review_page(document, notice, validate(notice)))
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert all(link.startswith("#") for link in page.links)


def test_the_source_stands_on_the_page_word_for_word_with_its_tables(document: Document) -> None:
    page = review_page(document, parse_notice(document))
    source = page.split('id="source"')[1].split('id="split"')[0]
    paragraphs = re.findall(r"<p>(.*?)</p>", source, re.DOTALL)
    assert [squeezed(re.sub(r"<[^>]+>", "", text)) for text in paragraphs] == [
        squeezed(paragraph.text) for paragraph in document.paragraphs
    ]
    assert source.count("<table>") == len(document.tables)
    assert 'rowspan="' in source


def test_findings_stand_in_the_list_and_at_the_line_that_they_are_about() -> None:
    text = "一、甲\n1.推进公开。（责任单位：区财政局）\n这一段没有人能读懂"
    document = read_document(text.encode(), file="a.txt")
    finding = Finding(
        code="unparsed-text", severity=Severity.WARNING, message="要看看", location=Location(file="a.txt", line=3)
    )
    page = review_page(document, parse_notice(document), [finding], lang="zh")
    source, model = page.split('id="model"')
    assert '<a href="#f1" class="note warning"' in source
    assert "警告: 要看看" in source
    assert '<li class="warning" id="f1">' in model


def test_what_was_not_understood_is_marked_on_both_sides() -> None:
    document = read_document("一、甲\n1.推进公开。（责任单位：区财政局）\n".encode(), file="a.txt")
    place = attrs.evolve(document.paragraphs[0].location, start=0, end=3)
    notice = attrs.evolve(parse_notice(document), sections=(), unparsed=(TextBlock(text="一、甲", location=place),))
    source, model = review_page(document, notice).split('id="split"')
    assert '<mark class="unparsed" data-w="1"><i id="w1"></i>一、甲</mark>' in source
    assert '<a href="#w1" id="v1" class="value unparsed" title="a.txt:1">一、甲</a>' in model


EVIL = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</mark></style><style>*{display:none}",
    "&lt;b&gt;",
)


@pytest.mark.parametrize("evil", EVIL)
def test_no_text_of_a_notice_becomes_a_tag(evil: str) -> None:
    """Text, file names, findings: all of it is escaped; the only script is our own."""
    text = f"关于{evil}的通知\n各镇：\n一、{evil}\n1.推进{evil}。（责任单位：区财政局{evil}）\n{evil}"
    document = read_document(text.encode(), file=f"{evil}.txt")
    notice = parse_notice(document)
    plain = parse_notice(text.replace(evil, "甲乙"))
    finding = Finding(code=evil, severity=Severity.ERROR, message=evil, location=document.paragraphs[0].location)
    page = Page(review_page(document, notice, [finding]))
    assert page.tags.count("script") == 1
    assert page.tags.count("style") == 1
    assert not {"img", "svg"} & set(page.tags)
    assert not page.open
    assert len(plain.requirements) == 1


def test_the_page_needs_nothing_from_outside(document: Document) -> None:
    """No address but links within the page; its policy allows its own script and style alone."""
    page = review_page(document, parse_notice(document))
    assert not re.search(r"""https?://|\ssrc=|url\(|@import|\son[a-z]+=""", page)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src &#x27;none&#x27;; style-src &#x27;sha256-")


def test_the_same_notice_gives_the_same_bytes(document: Document, tmp_path: Path) -> None:
    one = write_review(document, tmp_path / "one.html", lang="zh").read_bytes()
    assert write_review(document, tmp_path / "two.html", lang="zh").read_bytes() == one
    assert write_review(document, tmp_path / "one.html", lang="en").read_bytes() != one


def test_a_path_is_read_and_checked_when_nothing_else_is_given(data: Path, tmp_path: Path) -> None:
    source = data / "yanzhou-2021-20.txt"
    document = read_document(source)
    notice = parse_notice(document)
    written = write_review(source, tmp_path / "page.html", lang="zh").read_text("utf-8")
    assert written == review_page(document, notice, validate(notice, lang="zh"), lang="zh")


def test_a_notice_without_source_shows_the_model_alone(seed: Notice) -> None:
    page = review_page(None, seed)
    assert "The source is not at hand" in page
    assert all(requirement.text in page for requirement in seed.requirements if "“" not in requirement.text)


def test_neither_source_nor_notice_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="needs a source, a notice, or both"):
        write_review(None, tmp_path / "page.html")
    assert not (tmp_path / "page.html").exists()


@settings(max_examples=40, deadline=None)
@given(notices(), st.sampled_from(("en", "zh")))
def test_any_notice_gives_a_well_formed_page(notice: Notice, lang: str) -> None:
    """Also one whose places are in no document at hand."""
    page = Page(review_page(None, notice, validate(notice), lang=lang))  # type: ignore[arg-type]
    assert not page.open


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=80))
def test_any_text_gives_a_page_that_can_be_written(text: str) -> None:
    """Control characters, lone surrogates, right-to-left marks."""
    document = Document(blocks=(Paragraph(text=text, location=Location(file="a", line=1)),), file="a")
    page = review_page(document, parse_notice(document))
    assert not Page(page.encode().decode()).open
