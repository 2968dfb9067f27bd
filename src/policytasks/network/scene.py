"""Scene 场景: what the explorer shows: units, work, and the rows that join them, from notices or from a graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
import networkx as nx

from policytasks.assignment import strongest
from policytasks.errors import SelectionError
from policytasks.messages import Language, Wording
from policytasks.model.identity import walk_keys
from policytasks.model.notice import Notice, Requirement
from policytasks.model.responsibility import Role
from policytasks.model.unit import UnitKind
from policytasks.network.naming import chosen_notices, name_of, prefixed
from policytasks.network.plain import plain_graph, sides
from policytasks.units.collectives import Collectives, expand

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["Given", "Scene", "SceneRow", "SceneSection", "SceneUnit", "SceneWork", "scene_of"]

Given: TypeAlias = "Notice | Iterable[Notice] | nx.Graph[Any]"
"""What a scene is made of: one notice, several, or a graph that `responsibility_graph` made."""

_DUE = Wording("{text} (due {day})", "{text}（{day}）")
_INHERITED = Wording("{text}, set for everybody in the body", "{text}，正文统一要求")
_ROLES = tuple(Role)


@attrs.frozen(kw_only=True)
class SceneUnit:
    """单位 of a scene.

    Args:
        name: As the network knows it.
        collective: Whether it stands for many units.
    """

    name: str
    collective: bool = False


@attrs.frozen(kw_only=True)
class SceneSection:
    """部分 of a scene.

    Args:
        title: As printed; empty when the notice has no sections.
        notice: Position of its notice in `Scene.notices`.
    """

    title: str
    notice: int


@attrs.frozen(kw_only=True)
class SceneWork:
    """任务 of a scene.

    Args:
        number: The printed ordinals: ``"4.16"``.
        title: Its title.
        section: Position of its section in `Scene.sections`.
    """

    number: str
    title: str
    section: int


@attrs.frozen(kw_only=True)
class SceneRow:
    """要求 of a scene: one row of the notice.

    Args:
        number: The printed ordinals: ``"4.16.1"``.
        text: What is required; empty where the graph knows tasks only.
        work: Position of its task in `Scene.work`.
        due: Its deadlines in words.
        shares: Positions of its units in `Scene.units`, each with its role.
        weights: How many requirements each share stands for: one, or those of a whole task where the graph knows no more.
    """

    number: str
    text: str
    work: int
    due: tuple[str, ...] = ()
    shares: tuple[tuple[int, Role], ...] = ()
    weights: tuple[int, ...] = ()


@attrs.frozen(kw_only=True)
class Scene:
    """场景: everything that is shown, in printed order."""

    notices: tuple[str, ...] = ()
    sections: tuple[SceneSection, ...] = ()
    work: tuple[SceneWork, ...] = ()
    units: tuple[SceneUnit, ...] = ()
    rows: tuple[SceneRow, ...] = ()


def scene_of(
    given: Given, *, collectives: Collectives = "keep", registry: UnitRegistry | None = None, lang: Language = "zh"
) -> Scene:
    """The scene of notices or of a graph.

    Notices give more: the deadlines as printed, and the rows also where the graph is one of tasks. A graph by requirement gives its
    rows with the days on which they are due; a graph by task gives a row a task.

    Args:
        given: One notice, several, or a graph that `responsibility_graph` made.
        collectives: Keep, expand or drop 统称; for notices only, a graph is as it is.
        registry: Needed to expand.
        lang: Language of what is said about deadlines.

    Raises:
        SelectionError: The graph is not bipartite.
        RegistryError: Expanding without a registry.
    """
    if isinstance(given, nx.Graph):
        return _of_graph(plain_graph(given))
    build = _Builder()
    notices = chosen_notices(given)
    for notice, prefix in prefixed(notices):
        place = build.notice(prefix.rstrip(":") or name_of(notice))
        for section_key, section, task_key, task, rows in walk_keys(
            expand(notice, registry, collectives=collectives).sections
        ):
            section_place = build.section((place, section_key), section.title or "", place)
            work = build.task((place, task_key), task_key, task.title or "", section_place)
            for _, requirement in rows:
                shares = _shares(build, requirement)
                build.rows.append(
                    SceneRow(
                        number=requirement.id,
                        text=requirement.text,
                        work=work,
                        due=tuple(_deadlines(requirement, lang)),
                        shares=shares,
                        weights=(1,) * len(shares),
                    )
                )
    return build.scene()


class _Builder:
    """Collects the parts of a scene, each once."""

    def __init__(self) -> None:
        self.notices: dict[str, int] = {}
        self.sections: dict[object, tuple[int, SceneSection]] = {}
        self.work: dict[object, tuple[int, SceneWork]] = {}
        self.units: dict[str, tuple[int, SceneUnit]] = {}
        self.rows: list[SceneRow] = []

    def notice(self, name: str) -> int:
        return self.notices.setdefault(name, len(self.notices))

    def section(self, key: object, title: str, notice: int) -> int:
        return self.sections.setdefault(key, (len(self.sections), SceneSection(title=title, notice=notice)))[0]

    def task(self, key: object, number: str, title: str, section: int) -> int:
        return self.work.setdefault(key, (len(self.work), SceneWork(number=number, title=title, section=section)))[0]

    def unit(self, name: str, *, collective: bool) -> int:
        return self.units.setdefault(name, (len(self.units), SceneUnit(name=name, collective=collective)))[0]

    def scene(self) -> Scene:
        return Scene(
            notices=tuple(self.notices),
            sections=tuple(section for _, section in self.sections.values()),
            work=tuple(work for _, work in self.work.values()),
            units=tuple(unit for _, unit in self.units.values()),
            rows=tuple(self.rows),
        )


def _shares(build: _Builder, requirement: Requirement) -> tuple[tuple[int, Role], ...]:
    """Each unit once, with the strongest of its roles."""
    roles: dict[int, list[Role]] = {}
    for each in requirement.responsibilities:
        place = build.unit(each.unit.name, collective=each.unit.kind is UnitKind.COLLECTIVE)
        roles.setdefault(place, []).append(each.role)
    return tuple((place, strongest(found)) for place, found in roles.items())


def _deadlines(requirement: Requirement, lang: Language) -> Iterable[str]:
    inherited = requirement.inherited if not requirement.deadlines else None
    for deadline in requirement.deadlines or ((inherited,) if inherited else ()):
        text = _INHERITED.say(lang, text=deadline.text) if deadline is inherited else deadline.text
        yield _DUE.say(lang, text=text, day=deadline.due_on) if deadline.due_on else text


def _of_graph(graph: nx.Graph[str]) -> Scene:
    both = sides(graph)
    if both is None:
        raise SelectionError(
            "the explorer shows units and their work", expected="a bipartite graph, as responsibility_graph makes it"
        )
    build = _Builder()
    for unit in both[0]:
        said = graph.nodes[unit]
        build.unit(str(said.get("name") or unit), collective=said.get("unit_kind") == UnitKind.COLLECTIVE.value)
    place_of = {unit: place for place, unit in enumerate(both[0])}
    for node in both[1]:
        build.rows.append(_row_of_node(build, graph, node, place_of))
    return build.scene()


def _row_of_node(build: _Builder, graph: nx.Graph[str], node: str, place_of: dict[str, int]) -> SceneRow:
    said = graph.nodes[node]
    number = node.split(":")[-1]
    notice = build.notice(str(said.get("notice", "")))
    section = build.section((notice, said.get("section", "")), str(said.get("section", "")), notice)
    if said.get("kind") == "requirement":
        key = number.rpartition(".")[0] or number
        work = build.task((notice, key), key, str(said.get("task", "")), section)
        text = str(said.get("name") or "")
    else:
        text = ""
        work = build.task(node, number, str(said.get("name") or number), section)
    edges = [(place_of[unit], edge) for unit, edge in graph.adj[node].items()]
    return SceneRow(
        number=number,
        text=text,
        work=work,
        due=(str(said["due_on"]),) if said.get("due_on") else (),
        shares=tuple((place, _role(edge)) for place, edge in edges),
        weights=tuple(int(edge.get("weight", 1)) for _, edge in edges),
    )


def _role(edge: dict[str, Any]) -> Role:
    return next((role for role in _ROLES if role.value == edge.get("role")), Role.RESPONSIBLE)
