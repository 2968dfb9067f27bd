"""Concentration 集中度: which rows make which share of a projection's edges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, get_args

import attrs
import networkx as nx

from policytasks.messages import Language, Wording
from policytasks.network.arrays import arrays
from policytasks.network.caveats import DOMINATED, Caveat
from policytasks.network.incidence import Side, Source, incidence_of
from policytasks.network.naming import one_of
from policytasks.network.pairs import pair_blocks

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from policytasks.network.arrays import Integers

__all__ = ["Dominance", "RowShare", "dominance"]

_SENTENCE = Wording(
    en="{alone} of {edges} edges ({share:.0%}) come from one row alone, {row}, which joins {size} {what}",
    zh="{edges} 条边中有 {alone} 条（{share:.0%}）仅由一行产生：{row}，它连接 {size} {what}",
)
_JOINED: Mapping[Side, Wording] = {
    "unit": Wording(en="units", zh="个单位"),
    "work": Wording(en="pieces of work", zh="项任务"),
}
_NO_EDGES = Wording(en="no two of them share anything: there are no edges", zh="没有两者共同承担任何事项：没有边")


@attrs.frozen(kw_only=True)
class RowShare:
    """一行的份额: what one row of the notice makes of the projection's edges.

    Args:
        key: The row: the node of the other side.
        name: Its text or title, its key's last part where the source has no texts.
        size: How many nodes of the projected side it joins.
        pairs: How many edges it has a part in: size (size - 1) / 2.
        alone: How many of them no other row makes: they vanish with it.
        share: ``alone`` of all edges, 0 to 1.
        touched: ``pairs`` of all edges, 0 to 1.
        newman_share: Its part of all weight when each row counts 1/(size - 1) a pair; what it would be in a fair count.
    """

    key: str
    name: str
    size: int
    pairs: int
    alone: int
    share: float
    touched: float
    newman_share: float


@attrs.frozen(kw_only=True)
class Dominance:
    """集中度报告: how far a projection is the picture of a few rows.

    ``str()`` says it in one sentence.

    Args:
        side: The side that was projected on.
        edges: How many edges the projection has.
        rows: Every row that joins two or more, the one that makes most edges alone first, equals in printed order.
    """

    side: Side
    edges: int
    rows: tuple[RowShare, ...]

    @property
    def largest(self) -> RowShare | None:
        """The row that makes most edges alone; None where nothing is shared."""
        return self.rows[0] if self.rows else None

    @property
    def caveat(self) -> Caveat | None:
        """That one row makes more than half of the edges alone, so that the projection is a picture of that row."""
        largest = self.largest
        if largest is None or largest.share <= 0.5:
            return None
        return DOMINATED.caveat(row=largest.key, share=f"{largest.share:.0%}")

    def say(self, lang: Language = "en") -> str:
        """The report in one sentence."""
        largest = self.largest
        if largest is None:
            return _NO_EDGES[lang]
        return _SENTENCE[lang].format(
            alone=largest.alone,
            edges=self.edges,
            share=largest.share,
            row=largest.key,
            size=largest.size,
            what=_JOINED[self.side][lang],
        )

    def __str__(self) -> str:
        return self.say()


def dominance(source: Source, *, side: Side = "unit") -> Dominance:
    """Which rows make which share of the edges of a projection, before anybody reads something into it.

    >>> from policytasks import read_notice, responsibility_graph
    >>> notice = read_notice("examples/data/yanzhou-2021-20.txt")
    >>> print(dominance(responsibility_graph(notice, by="requirement")))
    142 of 232 edges (61%) come from one row alone, requirement:4.16.1, which joins 20 units

    Args:
        source: A graph of units and work, an `Incidence`, or notices (then by requirement).
        side: The side that is projected on.

    Returns:
        The report. It is computed block by block, so a row of thousands of units needs no more memory than others.

    Raises:
        SelectionError: ``side`` is none of the two.
        MissingExtraError: numpy and scipy are not installed.

    References:
        M. Latapy, C. Magnien and N. Del Vecchio, "Basic notions for the analysis of large two-mode networks", Social
        Networks 30(1), 2008: a node of degree k of the one side makes k(k - 1)/2 edges of the other.
    """
    one_of("side", side, get_args(Side))
    np, _ = arrays()
    incidence = incidence_of(source)
    _, others, pattern = incidence.facing(side)
    edges, alone = _alone(pattern)
    sizes = np.bincount(pattern.indices, minlength=pattern.shape[1])
    pairs = sizes * (sizes - 1) // 2
    weight = np.where(sizes > 1, sizes / 2, 0.0)
    order = [place for place in np.argsort(-alone, kind="stable").tolist() if sizes[place] > 1]
    return Dominance(
        side=side,
        edges=edges,
        rows=tuple(
            RowShare(
                key=others[place],
                name=_name(source, others[place]),
                size=int(sizes[place]),
                pairs=int(pairs[place]),
                alone=int(alone[place]),
                share=float(alone[place] / edges),
                touched=float(pairs[place] / edges),
                newman_share=float(weight[place] / weight.sum()),
            )
            for place in order
        ),
    )


def _alone(pattern: csr_array) -> tuple[int, Integers]:
    """How many edges there are, and how many of them each column makes alone."""
    np, _ = arrays()
    # A pair that shares one column has its place for its sum of places; 1 is added, for a sum must not be 0.
    places = np.arange(1, pattern.shape[1] + 1, dtype=np.float64)
    edges, alone = 0, np.zeros(pattern.shape[1], dtype=np.int64)
    for block in pair_blocks(pattern, places):
        edges += len(block.count)
        single = block.scaled[block.count == 1].astype(np.int64) - 1
        alone += np.bincount(single, minlength=pattern.shape[1])
    return edges, alone


def _name(source: Source, key: str) -> str:
    known = source.nodes[key].get("name", "") if isinstance(source, nx.Graph) else ""
    return str(known) or key.partition(":")[2]
