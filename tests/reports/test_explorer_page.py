"""The explorer page as text: what is on it, whatever a notice holds."""

from __future__ import annotations

import hashlib
import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

from policytasks.errors import SelectionError
from policytasks.model.notice import Notice
from policytasks.network.graph import responsibility_graph
from policytasks.network.scene import scene_of
from policytasks.parsing.read import parse_notice
from policytasks.reports.explorer import explorer_page, write_explorer
from policytasks.testing.strategies import notices

LIBRARY = files("policytasks.reports").joinpath("cytoscape")


class Page(HTMLParser):
    """Collects tags, attributes, and the text of elements by class and id."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in ("meta", "input"):
            key = said.get("id") or said.get("class") or tag
            self.open.append((tag, key))
            self.texts.setdefault(key, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts[self.open[-1][1]][-1] += data

    @property
    def data(self) -> Any:
        return json.loads(self.texts["data"][0])


def test_every_row_stands_on_the_page_with_its_printed_id(seed: Notice) -> None:
    page = Page(explorer_page(scene_of(seed)))
    assert page.texts["id"] == [each.id for each in seed.requirements]
    assert page.texts["text"] == [each.text for each in seed.requirements]
    assert page.texts["due"][0] == "时限：11月30日前，正文统一要求（2021-11-30）"
    assert page.tags.count("article") == 47


def test_the_script_gets_the_network_without_the_texts(seed: Notice) -> None:
    data = Page(explorer_page(scene_of(seed))).data
    assert (len(data["units"]), len(data["work"]), len(data["rows"]), len(data["headings"])) == (34, 20, 47, 5)
    assert data["units"][0] == {"n": "区发展和改革局", "c": 0}
    assert data["work"][15] == {"k": "4.16", "n": "推进基层政务公开标准化规范化", "s": 3}
    assert data["rows"][1] == {"k": "1.1.2", "t": 0, "s": [[0, 1], [1, 1]]}
    assert [role["k"] for role in data["roles"]] == ["lead", "responsible", "supporting"]


EVIL = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "<!--<script>",
    '"><svg onload=alert(1)>',
    "</style><style>*{display:none}",
    "&lt;b&gt;",
    "\u2028\ud800",
)


@pytest.mark.parametrize("evil", EVIL)
def test_no_text_of_a_notice_becomes_a_tag(evil: str) -> None:
    """Titles, names, texts: all of it is escaped, in the page and in the data for the script."""
    graph: Any = nx.Graph()
    graph.add_node("unit:x", bipartite=0, kind="unit", name=evil)
    graph.add_node("task:1.1", bipartite=1, kind="task", name=evil, section=evil, notice=evil)
    graph.add_edge("unit:x", "task:1.1", role=evil, weight=1)
    page = Page(explorer_page(scene_of(graph), title=evil.replace("\ud800", "")))
    assert page.tags.count("script") == 3
    assert page.tags.count("style") == 1
    assert not {"img", "svg"} & set(page.tags)
    assert not page.open
    assert page.data["units"][0]["n"] == evil.replace("\ud800", "\ufffd")


def test_the_page_needs_nothing_from_outside(seed: Notice) -> None:
    """Its policy allows its own style and its own two scripts; nothing has an address."""
    text = explorer_page(scene_of(seed))
    page = Page(text)
    assert not [name for name, _ in page.attributes if name in ("src", "href", "style") or name.startswith("on")]
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert re.fullmatch(
        r"default-src &#x27;none&#x27;; style-src &#x27;sha256-\S+&#x27;; "
        r"script-src &#x27;sha256-\S+&#x27; &#x27;sha256-\S+&#x27;; base-uri &#x27;none&#x27;; form-action &#x27;none&#x27;",
        policy[1],
    )


def test_the_library_is_the_one_that_its_notice_names() -> None:
    """Version, licence and checksum stand beside it and go with the package."""
    library, notice = (
        LIBRARY.joinpath("cytoscape.min.js").read_bytes(),
        LIBRARY.joinpath("NOTICE.md").read_text("utf-8"),
    )
    assert hashlib.sha256(library).hexdigest() in notice
    version = re.search(r"Cytoscape\.js (\d+\.\d+\.\d+)", notice)
    assert version is not None
    assert f'.version="{version[1]}"'.encode() in library
    assert (
        LIBRARY.joinpath("LICENSE.txt")
        .read_text("utf-8")
        .startswith("Copyright (c) 2016-2026, The Cytoscape Consortium")
    )
    assert "Permission is hereby granted, free of charge" in explorer_page(scene_of(Notice()))


def test_the_same_notice_gives_the_same_bytes(seed: Notice, tmp_path: Path) -> None:
    one = write_explorer(seed, tmp_path / "one.html").read_bytes()
    assert write_explorer(seed, tmp_path / "two.html").read_bytes() == one


def test_it_takes_notices_and_graphs_in_both_languages(seed: Notice, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    chinese = Page(write_explorer(seed, path).read_text("utf-8"))
    assert chinese.texts["h1"] == [seed.title]
    assert chinese.texts["none"] == ["没有符合条件的要求。"]
    english = Page(
        write_explorer(responsibility_graph(seed), path, lang="en", title="Who does what").read_text("utf-8")
    )
    assert english.texts["h1"] == ["Who does what"]
    assert english.texts["none"] == ["No row fits the filter."]
    assert "notice" not in english.texts
    several = Page(write_explorer([seed, seed], path, lang="en").read_text("utf-8"))
    assert several.texts["notice"] == [""]
    with pytest.raises(SelectionError, match="the explorer shows units and their work"):
        write_explorer(nx.path_graph(3), path)


def test_a_document_without_work_says_so() -> None:
    page = Page(explorer_page(scene_of(parse_notice("关于召开会议的通知\n\n各科室：\n\n请准时参加。\n"))))
    assert page.texts["none"] == ["没有任务分工。"]
    assert ("hidden", "") not in page.attributes or page.tags.count("article") == 0


@given(notice=notices())
@settings(max_examples=25, deadline=None)
def test_every_notice_has_a_well_formed_page(notice: Notice) -> None:
    """Every tag is closed, every row is there."""
    page = Page(explorer_page(scene_of(notice)))
    assert not page.open
    assert page.tags.count("article") == len(notice.requirements)
    assert len(page.data["rows"]) == len(notice.requirements)
