"""Robustness 韧性: which work has nobody left when units fail, and which units carry work alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from random import Random
from typing import Literal, get_args

import attrs

from policytasks.errors import SelectionError
from policytasks.network.incidence import Incidence, Source
from policytasks.network.measure_entry import measure_of
from policytasks.network.naming import one_of
from policytasks.network.view import View

__all__ = ["MEASURES", "Removal", "RobustnessCurve", "orphaned_work", "robustness_curve", "single_points"]

Order = Literal["load", "least", "random"]
"""In which order units fail: those of most work first, those of least work first, or drawn."""


def _alone(incidence: Incidence) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {unit: [] for unit in incidence.units}
    by_work = incidence.pattern.T.tocsr()
    for work, start, end in zip(incidence.work, by_work.indptr[:-1], by_work.indptr[1:], strict=True):
        if end - start == 1:
            found[incidence.units[by_work.indices[start]]].append(work)
    return {unit: tuple(work) for unit, work in found.items()}


def single_points(source: Source) -> dict[str, tuple[str, ...]]:
    """The units that carry work alone, and that work: if one fails, nobody is left for it.

    Args:
        source: A graph of units and work, an `Incidence`, or notices (then by requirement).

    Returns:
        Key of the unit to keys of the work, the unit with most of it first, equals in the order of the network; units that
        carry nothing alone are left out.
    """
    found = {unit: work for unit, work in _alone(View(source).incidence).items() if work}
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def orphaned_work(source: Source, units: Iterable[str]) -> tuple[str, ...]:
    """The work that has nobody left when some units fail together.

    Args:
        source: A graph of units and work, an `Incidence`, or notices (then by requirement).
        units: Keys or names of the units.

    Returns:
        Keys of the work, in the order of the network; work that had no unit to begin with is not among them.

    Raises:
        SelectionError: There is no such unit.
    """
    incidence = View(source).incidence
    failing = {unit if unit.startswith("unit:") else f"unit:{unit}" for unit in units}
    unknown = failing - set(incidence.units)
    if unknown:
        raise SelectionError(
            "there is no such unit", found=", ".join(sorted(unknown)), expected="a unit of the network"
        )
    left = incidence.work_sizes.copy()
    sizes = incidence.work_sizes
    for number, unit in enumerate(incidence.units):
        if unit in failing:
            start, end = incidence.pattern.indptr[number : number + 2]
            left[incidence.pattern.indices[start:end]] -= 1
    return tuple(work for work, rest, size in zip(incidence.work, left, sizes, strict=True) if size and not rest)


@attrs.frozen(kw_only=True)
class Removal:
    """失效一步: one unit more has failed.

    Args:
        unit: The unit.
        orphaned: Keys of the work that has nobody left since.
        share: Which share of the work that anybody carried still has somebody, 0 to 1.
    """

    unit: str
    orphaned: tuple[str, ...]
    share: float


@attrs.frozen(kw_only=True)
class RobustnessCurve:
    """韧性曲线: units fail one after the other until none is left.

    Args:
        order: In which order.
        removals: One for each unit.
        area: Area under the curve of shares, 0 to 1: near 1 when work holds until the last units fail; nan without work.
    """

    order: Order
    removals: tuple[Removal, ...]
    area: float


def robustness_curve(source: Source, *, order: Order = "load", seed: int = 0) -> RobustnessCurve:
    """How much work still has somebody while units fail one after the other.

    Args:
        source: A graph of units and work, an `Incidence`, or notices (then by requirement).
        order: Units of most work first (an attack), of least work first, or drawn.
        seed: Where drawing begins.

    Raises:
        SelectionError: There is no such order.

    References:
        J. Memmott, N. M. Waser and M. V. Price, "Tolerance of pollination networks to species extinctions", Proceedings of the Royal
        Society B 271, 2004; E. Burgos et al., "Why nestedness in mutualistic networks?", Journal of Theoretical Biology 249(2),
        2007 (the area).
    """
    one_of("order", order, get_args(Order))
    incidence = View(source).incidence
    pattern = incidence.pattern
    degrees = [int(value) for value in incidence.unit_degrees]
    places = list(range(len(incidence.units)))
    if order == "random":
        Random(seed).shuffle(places)
    else:
        places.sort(key=lambda place: degrees[place] if order == "least" else -degrees[place])
    left = incidence.work_sizes.copy()
    carried = int((left > 0).sum())
    standing, removals = carried, []
    for place in places:
        work = pattern.indices[pattern.indptr[place] : pattern.indptr[place + 1]]
        left[work] -= 1
        orphaned = tuple(incidence.work[number] for number in work if left[number] == 0)
        standing -= len(orphaned)
        removals.append(
            Removal(
                unit=incidence.units[place], orphaned=orphaned, share=standing / carried if carried else float("nan")
            )
        )
    return RobustnessCurve(order=order, removals=tuple(removals), area=_area(removals) if carried else float("nan"))


def _area(removals: list[Removal]) -> float:
    """Trapezoids under the shares, from 1 with no unit removed to 0 with all."""
    shares = [1.0, *(removal.share for removal in removals)]
    return sum((one + other) / 2 for one, other in pairwise(shares)) / len(removals)


@measure_of(
    "sole_work",
    en="Alone",
    zh="独自承担",
    meaning="How much work the unit carries alone: it has nobody left if the unit fails.",
    meaning_zh="该单位独自承担的事项数：该单位失效则无人负责。",
)
def sole_work(view: View) -> Mapping[str, float]:
    return {unit: len(work) for unit, work in _alone(view.incidence).items()}


@measure_of(
    "robustness",
    en="Robustness",
    zh="韧性",
    meaning="How long work still has somebody while the units of most work fail first: 0 to 1.",
    meaning_zh="按任务量由多到少逐一失效时，事项仍有人负责的程度，0 至 1。",
    reference='E. Burgos et al., "Why nestedness in mutualistic networks?", Journal of Theoretical Biology 249(2), 2007.',
    of="network",
)
def robustness_area(view: View) -> float:
    return robustness_curve(view.incidence).area


MEASURES = (sole_work, robustness_area)
"""The measures of this half."""
