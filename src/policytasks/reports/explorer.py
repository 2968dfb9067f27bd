"""Explorer 责任网络页: units and their work as a picture to click on, with the rows beside it, in one HTML file.

The file needs no network: Cytoscape.js is part of it. It runs no script but its own two: a content security policy with their hashes
sees to it, whatever a notice may hold. Without scripts it is the list of rows.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytasks.atomic import write_atomically
from policytasks.messages import Language, spoken
from policytasks.model.notice import Notice
from policytasks.model.responsibility import Role
from policytasks.network.scene import Given, Scene, SceneRow, scene_of
from policytasks.reports.explorer_words import SCRIPT_WORDS, WORDS
from policytasks.reports.markup import Child, Markup, element, raw
from policytasks.units.collectives import Collectives

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["explorer_page", "write_explorer"]

_HTML_LANGUAGES: dict[Language, str] = {"en": "en", "zh": "zh-CN"}
_WIDE_FROM = 10
"""A row of so many units is one for everybody, and its lines are dimmed."""
_FIRST_NOTICE_FROM = 150
"""From so many tasks on, the page of several notices opens with the first of them."""
_ROLES = tuple(Role)


def write_explorer(
    given: Given,
    path: str | os.PathLike[str],
    *,
    lang: Language = "zh",
    title: str = "",
    collectives: Collectives = "keep",
    registry: UnitRegistry | None = None,
) -> Path:
    """Write the explorer of one notice, of several, or of a graph.

    Args:
        given: Notices, or a graph that `responsibility_graph` made; notices also give the deadlines as printed.
        path: Where to write; an existing file is replaced as a whole.
        lang: Language of the page; the notice stays Chinese.
        title: Heading of the page; the title of the only notice when left out.
        collectives: Keep, expand or drop 统称 of notices.
        registry: Who the members are; needed to expand.

    Returns:
        The path that was written.

    Raises:
        SelectionError: The graph is not bipartite.
        RegistryError: Expanding without a registry.
        OSError: The target may not be written; it is as it was.
    """
    if isinstance(given, Notice):
        title = title or given.title or ""
    scene = scene_of(given, collectives=collectives, registry=registry, lang=lang)
    return write_atomically(path, explorer_page(scene, lang=lang, title=title).encode("utf-8"))


def explorer_page(scene: Scene, *, lang: Language = "zh", title: str = "") -> str:
    """The explorer as text: one HTML document that needs nothing else.

    Args:
        scene: What is shown.
        lang: Language of the page.
        title: Its heading.

    Returns:
        HTML; the same for the same arguments.
    """
    title = title or WORDS["untitled"][lang]
    style, library, script = _asset("explorer.css"), _asset("cytoscape/cytoscape.min.js"), _asset("explorer.js")
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(library)} {_digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="generator", content="policytasks"),
        element("title", f"{title} · {WORDS['explorer'][lang]}"),
        # Cytoscape.js would add a style of its own, which the policy forbids, unless one with this id is there.
        element("style", Markup(style), id="__________cytoscape_stylesheet"),
    )
    body = element(
        "body",
        _bar(scene, title, lang),
        element("main", _stage(lang), _panel(scene, lang)),
        element("footer", element("span", WORDS["keys"][lang]), _legend(lang)),
        element("script", _data(scene, lang), type="application/json", id="data"),
        element("script", Markup(library)),
        element("script", Markup(script)),
    )
    return f"<!doctype html>\n{element('html', head, body, lang=_HTML_LANGUAGES[lang])}\n"


def _bar(scene: Scene, title: str, lang: Language) -> Markup:
    """What stands above: whose network this is, how much it holds, search and filters."""
    counts = {
        "notices": len(scene.notices) if len(scene.notices) > 1 else 0,
        "sections": len(scene.sections),
        "tasks": len(scene.work),
        "requirements": len(scene.rows) if any(row.text for row in scene.rows) else 0,
        "units": len(scene.units),
    }
    facts: list[Child] = [
        element("span", element("b", str(count)), f" {WORDS[name][lang]}") for name, count in counts.items() if count
    ]
    if len(scene.notices) == 1:
        facts.insert(0, element("span", scene.notices[0]))
    return element(
        "header",
        element("div", element("h1", title, lang="zh-CN"), element("p", facts, class_="facts")),
        element(
            "div",
            element(
                "input", type="search", id="search", placeholder=WORDS["search"][lang], aria_label=WORDS["search"][lang],
                autocomplete="off", spellcheck="false",
            ),
            _choice("unit", "every-unit", [(str(place), unit.name) for place, unit in enumerate(scene.units)], lang),
            _sections(scene, lang),
            _notices(scene, lang),
            _roles(lang),
            _wide(lang),
            element("button", WORDS["reset"][lang], type="button", id="reset"),
            element("button", "◐", type="button", id="theme", title=WORDS["theme"][lang], aria_label=WORDS["theme"][lang]),
            class_="tools",
        ),
    )  # fmt: skip


def _choice(name: str, every: str, options: list[tuple[str, str]], lang: Language, *, first: str = "") -> Markup:
    choices = [element("option", WORDS[every][lang], value="", selected=first == "")]
    choices += [element("option", text, value=value, selected=value == first) for value, text in options]
    label = f"{WORDS[name][lang]} "
    return element("label", label, element("select", choices, id=name, autocomplete="off", data_first=first))


def _sections(scene: Scene, lang: Language) -> Markup:
    several = len(scene.notices) > 1
    names = (
        (str(place), section.title or WORDS["no-section"][lang], scene.notices[section.notice])
        for place, section in enumerate(scene.sections)
    )
    options = [(place, f"{notice} {title}" if several else title) for place, title, notice in names]
    return _choice("section", "every-section", options, lang)


def _notices(scene: Scene, lang: Language) -> Markup | None:
    if len(scene.notices) < 2:
        return None
    first = "0" if len(scene.work) >= _FIRST_NOTICE_FROM else ""
    options = [(str(place), name or str(place + 1)) for place, name in enumerate(scene.notices)]
    return _choice("notice", "every-notice", options, lang, first=first)


def _roles(lang: Language) -> Markup:
    buttons = [
        element(
            "button", str(spoken(role, lang)), type="button", class_=role.value, data_role=place, aria_pressed="true"
        )
        for place, role in enumerate(_ROLES)
    ]
    return element("span", buttons, class_="roles", role="group", aria_label=WORDS["role"][lang])


def _wide(lang: Language) -> Markup:
    options = [
        element("option", WORDS[f"wide.{name}"][lang], value=name, selected=name == "dim")
        for name in ("dim", "hide", "show")
    ]
    return element(
        "label", f"{WORDS['wide'][lang]} ", element("select", options, id="wide", autocomplete="off"),
        title=WORDS["wide.about"][lang],
    )  # fmt: skip


def _stage(lang: Language) -> Markup:
    views = [
        element("button", sign, type="button", id=name, title=WORDS[name][lang], aria_label=WORDS[name][lang])
        for name, sign in (("closer", "+"), ("farther", "−"))
    ]
    views.append(element("button", WORDS["fit"][lang], type="button", id="fit"))
    return element(
        "section",
        element("div", id="graph", role="img", aria_label=WORDS["graph"][lang]),
        element("div", views, id="views"),
        element("div", id="tip", hidden=True, lang="zh-CN"),
        id="stage",
    )


def _panel(scene: Scene, lang: Language) -> Markup:
    rows_of: dict[int, list[SceneRow]] = {}
    for row in scene.rows:
        rows_of.setdefault(row.work, []).append(row)
    tasks = [_task(scene, work, rows, lang) for work, rows in rows_of.items()]
    empty = WORDS["nothing-shown" if scene.rows else "no-rows"][lang]
    return element(
        "section",
        element(
            "div", element("h2", WORDS["rows"][lang], id="chosen-title"), element("p", id="chosen-about", aria_live="polite"),
            element("div", id="together"), id="chosen",
        ),
        element("div", tasks, element("p", empty, id="none", class_="empty", hidden=bool(scene.rows)), id="list", tabindex=0),
        id="panel", aria_label=WORDS["rows"][lang], lang="zh-CN",
    )  # fmt: skip


def _task(scene: Scene, place: int, rows: list[SceneRow], lang: Language) -> Markup:
    work = scene.work[place]
    section = scene.sections[work.section]
    above = " · ".join(filter(None, (scene.notices[section.notice] if len(scene.notices) > 1 else "", section.title)))
    return element(
        "div",
        element(
            "h3",
            element("span", above, class_="section") if above else None,
            element("button", f"{work.number} {work.title}".strip(), type="button", data_task=place),
        ),
        [_row(scene, row, lang) for row in rows],
        class_="task",
    )


def _row(scene: Scene, row: SceneRow, lang: Language) -> Markup:
    chips = [
        element(
            "button", element("small", str(spoken(role, lang))), scene.units[unit].name,
            element("small", f"×{weight}") if weight > 1 else None, type="button", data_unit=unit,
            class_=f"chip {role.value}{' collective' if scene.units[unit].collective else ''}",
        )
        for (unit, role), weight in zip(row.shares, row.weights, strict=True)
    ]  # fmt: skip
    return element(
        "article",
        element("span", row.number, class_="id"),
        element("p", row.text, class_="text") if row.text else None,
        element("p", SCRIPT_WORDS["due"][lang].format("；".join(row.due)), class_="due") if row.due else None,
        element("div", chips or element("span", WORDS["no-units"][lang], class_="empty"), class_="units"),
        class_="row",
    )


def _legend(lang: Language) -> Markup:
    keys = [element("span", str(spoken(role, lang)), class_=f"key {role.value}") for role in _ROLES]
    keys.append(element("span", WORDS["collective"][lang], class_="key collective"))
    keys.append(element("span", WORDS["made-with"][lang]))
    return element("span", keys, class_="legend")


def _data(scene: Scene, lang: Language) -> Markup:
    """The network for the script; texts of rows are read from the list."""
    data: dict[str, Any] = {
        "title": WORDS["rows"][lang],
        "wideFrom": _WIDE_FROM,
        "roles": [{"k": role.value} for role in _ROLES],
        "words": {key: wording[lang] for key, wording in SCRIPT_WORDS.items()},
        "headings": [{"n": section.title, "d": section.notice} for section in scene.sections],
        "units": [{"n": unit.name, "c": int(unit.collective)} for unit in scene.units],
        "work": [{"k": work.number, "n": work.title, "s": work.section} for work in scene.work],
        "rows": [
            {"k": row.number, "t": row.work, "s": [[unit, _ROLES.index(role)] for unit, role in row.shares]}
            for row in scene.rows
        ],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # In a script element only "<" could end it; JSON says the same with an escape. Halves of surrogate pairs cannot be written.
    return Markup(text.replace("<", "\\u003c").encode("utf-8", "replace").decode("utf-8"))


def _asset(name: str) -> str:
    """A style or a script, which are files of their own so that people can read and check them as such."""
    return str(raw(Markup(files("policytasks.reports").joinpath(name).read_text("utf-8"))))


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
