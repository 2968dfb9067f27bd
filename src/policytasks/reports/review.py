"""Review page 审阅页: the source beside the model, each value linked to the words that it came from, in one HTML file.

The file needs no network and runs no script but its own: a content security policy with the hashes of the style and of the script
sees to it, whatever a notice may hold. Without scripts the links still lead from each value to its words.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from policytasks.atomic import write_atomically
from policytasks.location import Location
from policytasks.messages import Language, spoken
from policytasks.model.notice import Notice
from policytasks.model.responsibility import Role
from policytasks.parsing.read import parse_notice
from policytasks.reports.anchors import Anchors
from policytasks.reports.markup import HTML_LANGUAGES, Child, Markup, digest, element, raw
from policytasks.reports.review_model import ModelPane
from policytasks.reports.review_source import SourcePane
from policytasks.reports.review_words import WORDS
from policytasks.sources.document import Document
from policytasks.sources.read import Source, read_document
from policytasks.validation.finding import Finding
from policytasks.validation.validate import validate

__all__ = ["review_page", "write_review"]


def write_review(
    source: Source | Document | None,
    path: str | os.PathLike[str],
    *,
    notice: Notice | None = None,
    findings: Sequence[Finding] | None = None,
    lang: Language = "en",
) -> Path:
    """Write the review page of a notice.

    Args:
        source: The document, or what `read_document` takes; None for a notice that comes from data, which shows no source.
        path: Where to write; an existing file is replaced as a whole.
        notice: The notice; read from the source when left out.
        findings: What to show beside it; what `validate` finds when left out.
        lang: Language of the page; the notice stays Chinese.

    Returns:
        The path that was written.

    Raises:
        FileNotFoundError: There is no such source, or no such folder to write to.
        SourceError: The source cannot be read.
        ValueError: There is neither source nor notice.
    """
    document = source if isinstance(source, Document) or source is None else read_document(source)
    if notice is None:
        if document is None:
            raise ValueError("a review needs a source, a notice, or both")
        notice = parse_notice(document)
    if findings is None:
        findings = validate(notice, lang=lang)
    page = review_page(document, notice, findings, lang=lang)
    return write_atomically(path, page.encode("utf-8"))


def review_page(
    document: Document | None, notice: Notice, findings: Sequence[Finding] = (), *, lang: Language = "en"
) -> str:
    """The review page as text: one HTML document that needs nothing else.

    Args:
        document: What the notice was read from; None shows the model alone.
        notice: The notice, with the places of its values in the document.
        findings: What to show beside it.
        lang: Language of the page.

    Returns:
        HTML; the same for the same arguments.
    """
    anchors = Anchors()
    model = ModelPane(notice, findings, anchors, lang).markup()
    places: dict[Location, list[tuple[int, Finding]]] = {}
    for number, finding in enumerate(findings, 1):
        places.setdefault(finding.location.block, []).append((number, finding))
    if document is None:
        source = element("p", WORDS["no-source"][lang], class_="empty")
    else:
        source = SourcePane(anchors, places, lang).markup(document)
    return _page(notice, document, source, model, lang)


def _page(notice: Notice, document: Document | None, source: Markup, model: Markup, lang: Language) -> str:
    style, script = _asset("review.css"), _asset("review.js")
    title = notice.title or WORDS["untitled"][lang]
    file = document.file if document is not None else notice.location.file
    policy = f"default-src 'none'; style-src {digest(style)}; script-src {digest(script)}; base-uri 'none'; form-action 'none'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="generator", content="policytasks"),
        element("title", f"{title} · {WORDS['review'][lang]}"),
        element("style", Markup(style)),
    )
    body = element(
        "body",
        _bar(notice, title, file, lang),
        element(
            "main",
            _pane("source", source, lang),
            element("div", id="split", role="separator", tabindex=0, aria_orientation="vertical", aria_label="↔"),
            _pane("model", model, lang),
        ),
        element("footer", element("span", WORDS["keys"][lang]), _legend(lang)),
        element("script", Markup(script)),
    )
    return f"<!doctype html>\n{element('html', head, body, lang=HTML_LANGUAGES[lang])}\n"


def _pane(name: str, content: Markup, lang: Language) -> Markup:
    return element(
        "section", content, id=name, tabindex=0, aria_label=WORDS[name][lang], lang=HTML_LANGUAGES["zh"]
    )  # fmt: skip


def _bar(notice: Notice, title: str, file: str, lang: Language) -> Markup:
    """What stands above both panes: whose notice this is, how much it holds, search and filters."""
    counts = {
        "sections": len(notice.sections),
        "tasks": len(notice.tasks),
        "requirements": len(notice.requirements),
        "units": len(notice.units),
        "responsibilities": sum(len(each.responsibilities) for each in notice.requirements),
    }
    facts: list[Child] = [
        element("span", element("b", str(count)), f" {WORDS[name][lang]}") for name, count in counts.items()
    ]
    filters = [
        element("button", WORDS[key][lang], type="button", data_filter=name, aria_pressed=str(name == "").lower())
        for key, name in (
            ("all", ""),
            ("with-findings", "findings"),
            ("with-deadline", "deadline"),
            ("without-units", "unitless"),
        )
    ]
    search = element(
        "input", type="search", id="search", placeholder=WORDS["search"][lang], aria_label=WORDS["search"][lang],
        autocomplete="off", spellcheck="false",
    )  # fmt: skip
    return element(
        "header",
        element(
            "div",
            element("h1", title, lang="zh-CN"),
            element("p", element("code", file) if file else None, facts, class_="facts"),
            class_="about",
        ),
        element(
            "div",
            search,
            element("span", filters, class_="filters", role="group"),
            element("button", "◐", type="button", id="theme", title=WORDS["theme"][lang], aria_label=WORDS["theme"][lang]),
            class_="tools",
        ),
    )  # fmt: skip


def _legend(lang: Language) -> Markup:
    words = {role.value: str(spoken(role, lang)) for role in Role}
    words |= {"deadline": WORDS["due"][lang], "heading": WORDS["heading"][lang], "text": WORDS["text"][lang]}
    words |= {"body": WORDS["body"][lang], "unparsed": WORDS["unparsed"][lang]}
    return element(
        "span", [element("span", word, class_=f"key {kind}") for kind, word in words.items()], class_="legend"
    )


def _asset(name: str) -> str:
    """The style or the script, which are files of their own so that people can read and check them as such."""
    return str(raw(Markup(files("policytasks.reports").joinpath(name).read_text("utf-8"))))
