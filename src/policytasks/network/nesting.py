"""Nestedness 嵌套度: whether units of little work have a part of what units of much work have."""

from __future__ import annotations

from typing import Any

from policytasks.network.arrays import arrays
from policytasks.network.incidence import Source
from policytasks.network.measure_entry import measure_of
from policytasks.network.view import View

__all__ = ["MEASURES", "nestedness"]


def nestedness(source: Source) -> float:
    """NODF: 0 when nothing is nested, 100 when every unit's work is a part of the work of each unit that has more.

    The order of rows and columns does not count: each pair is looked at from the one that has less. Pairs of equals count 0.

    Args:
        source: A graph of units and work, an `Incidence`, or notices (then by requirement).

    Returns:
        0 to 100; nan when there are less than two units and two pieces of work.

    References:
        M. Almeida-Neto et al., "A consistent metric for nestedness analysis in ecological systems", Oikos 117(8), 2008.
    """
    pattern = View(source).incidence.pattern
    units, work = (int(size) for size in pattern.shape)
    pairs = units * (units - 1) // 2 + work * (work - 1) // 2
    if not pairs:
        return float("nan")
    contained = _contained(pattern) + _contained(pattern.T.tocsr())
    return 100 * contained / pairs


def _contained(pattern: Any) -> float:
    """Over all pairs of rows of different size, which share of the smaller one lies in the larger one, added up."""
    np, sparse = arrays()
    sizes = np.diff(pattern.indptr)
    shared = sparse.triu(pattern @ pattern.T, k=1).tocoo()
    one, other = sizes[shared.row], sizes[shared.col]
    differ = one != other
    return float((shared.data[differ] / np.minimum(one, other)[differ]).sum())


@measure_of(
    "nestedness",
    en="Nestedness (NODF)",
    zh="嵌套度（NODF）",
    meaning="Whether the work of units that have little is a part of the work of those that have more: 0 to 100.",
    meaning_zh="任务少的单位所承担的事项是否包含于任务多的单位：0 至 100。",
    reference='M. Almeida-Neto et al., "A consistent metric for nestedness analysis in ecological systems", Oikos 117(8), 2008.',
    of="network",
)
def nodf(view: View) -> float:
    return nestedness(view.incidence)


MEASURES = (nodf,)
"""The measures of this half."""
