"""Load measures 任务量指标: how much work a unit has, in which role, how broad and how deep, and how unevenly it is shared out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import networkx as nx

from policytasks.model.responsibility import Role
from policytasks.network.caveats import NO_DAYS, NO_ROLES, Caveat
from policytasks.network.incidence import Source
from policytasks.network.measure_entry import Measure, measure_of
from policytasks.network.view import View

__all__ = ["MEASURES", "gini", "load_by_month", "load_by_role"]


def _edges(graph: nx.Graph[str], unit: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    return iter(graph.adj[unit].items())


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _roles_marked(view: View) -> tuple[Caveat, ...]:
    marked = any(edge.get("lead") for _, _, edge in view.graph.edges(data=True))
    return () if marked else (NO_ROLES.caveat(),)


@measure_of(
    "load",
    en="Load",
    zh="任务量",
    meaning="How many pieces of work the unit has a part in.",
    meaning_zh="单位参与的事项数。",
)
def load(view: View) -> Mapping[str, float]:
    return dict(zip(view.units, map(float, view.incidence.unit_degrees), strict=True))


@measure_of(
    "requirements",
    en="Requirements",
    zh="要求数",
    meaning="How many requirements the unit has a part in; more than its load where work is counted by task.",
    meaning_zh="单位参与的具体要求数；按任务统计时可大于任务量。",
)
def requirements(view: View) -> Mapping[str, float]:
    sums = view.incidence.matrix.sum(axis=1)
    return dict(zip(view.units, map(float, sums), strict=True))


def _role_measure(role: Role, en: str, zh: str) -> Measure:
    @measure_of(
        f"{role.value}_load",
        en=en,
        zh=zh,
        meaning=f"In how many requirements the unit is named as {role.value}.",
        meaning_zh=f"单位以“{role}”身份参与的要求数。",
        caveats=_roles_marked,
    )
    def in_role(view: View) -> Mapping[str, float]:
        return {unit: sum(_number(edge.get(role.value)) for _, edge in _edges(view.graph, unit)) for unit in view.units}

    return in_role


lead_load = _role_measure(Role.LEAD, "As lead", "牵头")
responsible_load = _role_measure(Role.RESPONSIBLE, "As responsible", "责任")
supporting_load = _role_measure(Role.SUPPORTING, "As supporting", "配合")


def _sections(view: View, unit: str) -> Counter[str]:
    """How many pieces of work the unit has in each section of each notice."""
    nodes = view.graph.nodes
    return Counter(
        f"{nodes[work].get('notice', '')}\0{nodes[work].get('section', '')}" for work, _ in _edges(view.graph, unit)
    )


@measure_of(
    "breadth",
    en="Breadth",
    zh="广度",
    meaning="In how many sections the unit has work.",
    meaning_zh="单位承担事项所涉及的部分数。",
    reference="B. D. Jones and F. R. Baumgartner, The Politics of Attention, 2005, of an agency's agenda.",
)
def breadth(view: View) -> Mapping[str, float]:
    return {unit: len(_sections(view, unit)) for unit in view.units}


@measure_of(
    "depth",
    en="Depth",
    zh="深度",
    meaning="How many pieces of work the unit has in a section where it has any, on average.",
    meaning_zh="单位在其涉及的每个部分中平均承担的事项数。",
    reference="B. D. Jones and F. R. Baumgartner, The Politics of Attention, 2005.",
)
def depth(view: View) -> Mapping[str, float]:
    found = {unit: _sections(view, unit) for unit in view.units}
    return {unit: sections.total() / len(sections) if sections else 0.0 for unit, sections in found.items()}


def gini(values: list[float]) -> float:
    """How unevenly something is shared out: 0 when all have the same, near 1 when one has all; nan when nobody has any.

    >>> gini([1, 1, 1, 1]), gini([0, 0, 0, 4])
    (0.0, 0.75)

    Args:
        values: What each has, none below zero.

    References:
        C. Gini, "Variabilità e mutabilità", 1912.
    """
    ordered, total = sorted(values), sum(values)
    if not total:
        return float("nan")
    ranks = sum((2 * rank - len(ordered) - 1) * value for rank, value in enumerate(ordered, 1))
    return ranks / (len(ordered) * total)


@measure_of(
    "gini",
    en="Gini of load",
    zh="任务量基尼系数",
    meaning="How unevenly the work is shared out among the units: 0 evenly, near 1 all on one.",
    meaning_zh="任务在单位间分布的不均程度：0 为平均，接近 1 为集中于一个单位。",
    reference='C. Gini, "Variabilità e mutabilità", 1912.',
    of="network",
)
def gini_of_load(view: View) -> float:
    return gini([float(value) for value in view.incidence.unit_degrees])


@measure_of(
    "hhi",
    en="HHI of load",
    zh="任务量赫芬达尔指数",
    meaning="The chance that two parts in work, drawn at random, are the same unit's: 1 over the units when even, 1 when one has all.",
    meaning_zh="随机取两份责任属于同一单位的概率：平均时为单位数的倒数，集中于一个单位时为 1。",
    reference='A. O. Hirschman, "The paternity of an index", American Economic Review 54(5), 1964.',
    of="network",
)
def hhi_of_load(view: View) -> float:
    degrees = [float(value) for value in view.incidence.unit_degrees]
    total = sum(degrees)
    return sum((value / total) ** 2 for value in degrees) if total else float("nan")


@measure_of(
    "density",
    en="Density",
    zh="密度",
    meaning="Which share of all pairs of a unit and a piece of work is there.",
    meaning_zh="实际存在的“单位—事项”关系占全部可能关系的比例。",
    reference='S. P. Borgatti and M. G. Everett, "Network analysis of 2-mode data", Social Networks 19(3), 1997.',
    of="network",
)
def density(view: View) -> float:
    units, work = view.incidence.matrix.shape
    return view.incidence.matrix.nnz / (units * work) if units and work else float("nan")


def load_by_role(source: Source) -> dict[str, dict[str, int]]:
    """In how many requirements each unit is named in each role.

    Args:
        source: A graph of units and work, as `responsibility_graph` makes it, or notices.

    Returns:
        Key of the unit to ``lead``, ``responsible`` and ``supporting``, in the order of the network.
    """
    view = View(source)
    return {
        unit: {
            role.value: int(sum(_number(edge.get(role.value)) for _, edge in _edges(view.graph, unit))) for role in Role
        }
        for unit in view.units
    }


def load_by_month(source: Source) -> tuple[dict[str, dict[str, int]], tuple[Caveat, ...]]:
    """How many requirements of each unit are due in each month.

    Args:
        source: A graph of units and requirements (``by="requirement"``: tasks have no day), or notices.

    Returns:
        Key of the unit to month (``"2021-11"``, in order) to number, and the caveat that says how much of the work has no
        day.
    """
    view = View(source)
    days = {
        node: str(attributes.get("due_on", ""))
        for node, attributes in view.graph.nodes(data=True)
        if attributes.get("bipartite") == 1
    }
    found: dict[str, dict[str, int]] = {}
    for unit in view.units:
        months: defaultdict[str, int] = defaultdict(int)
        for work, _ in _edges(view.graph, unit):
            if days[work]:
                months[days[work][:7]] += 1
        found[unit] = dict(sorted(months.items()))
    undated = sum(1 for day in days.values() if not day)
    return found, (NO_DAYS.caveat(count=undated, total=len(days)),) if undated else ()


MEASURES = (
    load,
    requirements,
    lead_load,
    responsible_load,
    supporting_load,
    breadth,
    depth,
    gini_of_load,
    hhi_of_load,
    density,
)
"""The measures of this half."""
