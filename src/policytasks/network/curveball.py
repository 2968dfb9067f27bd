"""Curveball: random networks in which every unit has as much work, and all work as many units, as in the real one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

from policytasks.network.arrays import arrays

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = ["TRADES_PER_ROW", "curveball_samples", "pattern_of"]

TRADES_PER_ROW = 5
"""Trades between two samples, for each row; Strona and others found the network mixed after about that many."""


def curveball_samples(
    pattern: csr_array, *, samples: int, seed: int, trades: int | None = None
) -> Iterator[list[list[int]]]:
    """Networks drawn evenly from all that have the same degrees on both sides.

    Two rows lay what only one of them has on one heap, and each takes back as many as it laid down.

    Args:
        pattern: Rows × columns, 1 where they meet.
        samples: How many networks to draw.
        seed: Where the drawing begins; the same seed draws the same networks.
        trades: Trades between two samples; None for five times the number of rows.

    Yields:
        The columns of each row, in no order.

    References:
        G. Strona, D. Nappo, F. Boccacci, S. Fattorini and J. San-Miguel-Ayanz, "A fast and unbiased procedure to randomize
        ecological binary matrices with fixed row and column totals", Nature Communications 5, 4114, 2014.
        C. J. Carstens, "Proof of uniform sampling of binary matrices with fixed row sums and column sums for the fast
        Curveball algorithm", Physical Review E 91, 042812, 2015.
    """
    bounds, cells = pattern.indptr.tolist(), pattern.indices.tolist()
    hands = [set(cells[start:end]) for start, end in pairwise(bounds)]
    # Who has nothing, and who has everything, can trade nothing.
    traders = [place for place, hand in enumerate(hands) if 0 < len(hand) < pattern.shape[1]]
    between = TRADES_PER_ROW * len(traders) if trades is None else trades
    draw = Random(seed)
    for number in range(samples):
        # The first sample starts at the real network and is given twice the way to leave it.
        for _ in range(between * (2 if number == 0 else 1) if len(traders) > 1 else 0):
            one, other = draw.sample(traders, 2)
            _trade(hands, one, other, draw)
        yield [list(hand) for hand in hands]


def _trade(hands: list[set[int]], one: int, other: int, draw: Random) -> None:
    first, second = hands[one], hands[other]
    gives = first - second
    takes = second - first
    if not gives or not takes:
        return
    heap = [*gives, *takes]
    chosen = set(draw.sample(heap, len(gives)))
    both = first & second
    hands[one] = both | chosen
    hands[other] = both | set(heap) - chosen


def pattern_of(rows: list[list[int]], columns: int) -> csr_array:
    """A sample as a matrix of rows × columns."""
    np, sparse = arrays()
    lengths = [len(row) for row in rows]
    indices = np.fromiter((cell for row in rows for cell in row), dtype=np.int32, count=sum(lengths))
    indptr = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64))).astype(np.int32)
    found = sparse.csr_array((np.ones(len(indices), dtype=np.int64), indices, indptr), shape=(len(rows), columns))
    found.sort_indices()
    return found
