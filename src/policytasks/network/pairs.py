"""Pairs 对: every two nodes of one side that share something, found in blocks of bounded size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from policytasks.network.arrays import arrays

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from policytasks.network.arrays import Floats, Integers

__all__ = ["Pairs", "all_pairs", "pair_blocks"]

_BUDGET = 4_000_000
"""Products that one block computes at most, unless a single row has more: about 100 MB."""


@attrs.frozen(kw_only=True, eq=False)
class Pairs:
    """对: arrays of one length, an entry for each pair.

    Args:
        first: Place of the first node on its side.
        second: Place of the second node; always greater than that of the first.
        count: How many nodes of the other side the two share; at least 1.
        scaled: The same, each of the other side's nodes counted with its scale; equal to ``count`` where none was given.
    """

    first: Integers
    second: Integers
    count: Integers
    scaled: Floats

    def where(self, chosen: object) -> Pairs:
        """The pairs that a mask or an index chooses."""
        return Pairs(**{field.name: getattr(self, field.name)[chosen] for field in attrs.fields(Pairs)})


def pair_blocks(pattern: csr_array, scale: Floats | None = None) -> Iterator[Pairs]:
    """The pairs of rows that have a column in common, block by block, ordered by first and second.

    Args:
        pattern: Rows × columns, 1 where they meet.
        scale: What each column counts; greater than 0.
    """
    np, sparse = arrays()
    count = pattern.shape[0]
    costs = pattern @ (pattern.T @ np.ones(count, dtype=np.int64))
    start = 0
    while start < count:
        end = start + max(1, int(np.searchsorted(np.cumsum(costs[start:]), _BUDGET, side="right")))
        block, rest = pattern[start:end], pattern[start:].T.tocsr()
        product = _upper(block @ rest, sparse)
        scaled = None
        if scale is not None:
            cells = scale[block.indices], block.indices, block.indptr
            scaled = _upper(sparse.csr_array(cells, shape=block.shape) @ rest, sparse).data
        yield Pairs(
            first=product.row.astype(np.int64) + start,
            second=product.col.astype(np.int64) + start,
            count=product.data.astype(np.int64),
            scaled=product.data.astype(np.float64) if scaled is None else scaled,
        )
        start = end


def _upper(product: csr_array, sparse: object) -> csr_array:
    """The cells right of the diagonal, sorted, so that two products over the same cells stand side by side."""
    product.sort_indices()
    return sparse.triu(product, k=1, format="coo")  # type: ignore[attr-defined]  # scipy has no types


def all_pairs(pattern: csr_array, scale: Floats | None = None) -> Pairs:
    """The blocks as one."""
    np, _ = arrays()
    blocks = list(pair_blocks(pattern, scale))
    if not blocks:
        none = np.zeros(0, dtype=np.int64)
        return Pairs(first=none, second=none, count=none, scaled=none.astype(np.float64))
    return Pairs(
        **{
            field.name: np.concatenate([getattr(block, field.name) for block in blocks])
            for field in attrs.fields(Pairs)
        }
    )
