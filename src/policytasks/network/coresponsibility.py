"""CoResponsibility 共同负责: the projection as an operator, whose products need no pair to be held in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

import attrs

from policytasks.errors import SelectionError
from policytasks.network.arrays import arrays, linear_algebra
from policytasks.network.incidence import Incidence, Side, Source, incidence_of
from policytasks.network.naming import one_of

if TYPE_CHECKING:
    from policytasks.network.arrays import Floats

__all__ = ["CoResponsibility", "LinearWeight"]

LinearWeight = Literal["count", "newman", "cosine"]
"""The weights of a projection that are sums over what is shared, so that a product with them splits in two."""


@attrs.frozen(kw_only=True)
class CoResponsibility:
    """共同负责: the matrix of a projection, of which only products are ever computed.

    With B for units × work, the projection is A = B S Bᵀ with an empty diagonal (S counts each piece of work), and A x is
    B (S (Bᵀ x)) less the diagonal's part. That takes as many steps as there are responsibilities, where A itself has a
    cell for each of the two million pairs that one row of two thousand units makes.

    >>> shared = CoResponsibility.of(Incidence.from_columns(["甲局", "乙局", "甲局"], ["1.1.1", "1.1.1", "1.1.2"]))
    >>> (shared @ [1, 10]).tolist()
    [10.0, 1.0]

    Args:
        incidence: The network.
        side: The side that is projected on; rows and columns are its keys in their order.
        weight: What a pair weighs, as in `project`; ``jaccard`` and ``overlap`` are no sums over what is shared.

    Raises:
        SelectionError: ``side`` or ``weight`` is none of the choices.

    References:
        M. E. J. Newman, "Scientific collaboration networks. II", Physical Review E 64, 016132, 2001.
    """

    incidence: Incidence
    side: Side = "unit"
    weight: LinearWeight = "count"

    def __attrs_post_init__(self) -> None:
        one_of("side", self.side, get_args(Side))
        one_of("weight", self.weight, get_args(LinearWeight))

    @classmethod
    def of(
        cls,
        source: Source,
        *,
        side: Side = "unit",
        weight: LinearWeight = "count",
        largest_row: int | None = None,
    ) -> CoResponsibility:
        """The operator of a graph of units and work, an `Incidence`, or notices (then by requirement).

        Args:
            source: What is projected.
            side: The side that is kept.
            weight: What a pair weighs.
            largest_row: Leave out what joins more than so many nodes of the side.
        """
        return cls(incidence=incidence_of(source).without_large(largest_row, side=side), side=side, weight=weight)

    @property
    def keys(self) -> tuple[str, ...]:
        """The nodes of the side, in the order of rows and columns."""
        return self.incidence.facing(self.side)[0]

    @property
    def shape(self) -> tuple[int, int]:
        """Nodes × nodes."""
        return len(self.keys), len(self.keys)

    def __matmul__(self, vectors: Any) -> Floats:
        """The product with a vector, or with each column of a matrix.

        Raises:
            SelectionError: The vector is not as long as the side has nodes.
        """
        np, _ = arrays()
        given = np.asarray(vectors, dtype=np.float64)
        if given.ndim not in (1, 2) or len(given) != self.shape[0]:
            raise SelectionError(
                "the vector does not fit", found=f"shape {given.shape}", expected=f"{self.shape[0]} values"
            )
        left, right = self._factors()
        diagonal = np.asarray((left * right).sum(axis=1)).ravel()
        product: Floats = left @ (right.T @ given) - (diagonal * given.T).T
        return product

    def strengths(self) -> Floats:
        """The weights of each node's edges added up: its strength in the projection."""
        np, _ = arrays()
        strengths: Floats = self @ np.ones(self.shape[0])
        return strengths

    def neighbours(self, key: str) -> dict[str, float]:
        """Whom one node shares with, and what each pair weighs; the heaviest first, equals in the order of the side.

        Raises:
            SelectionError: There is no such node.
        """
        np, _ = arrays()
        keys = self.keys
        if key not in keys:
            raise SelectionError("no such node", found=repr(key), expected=f"one like {keys[0]!r}" if keys else "")
        place = keys.index(key)
        left, right = self._factors()
        weights = left @ right[[place]].toarray().ravel()
        weights[place] = 0
        order = np.argsort(-weights, kind="stable")
        return {keys[each]: float(weights[each]) for each in order.tolist() if weights[each] > 0}

    def operator(self) -> Any:
        """The same as a ``scipy.sparse.linalg.LinearOperator``, for ``eigsh`` and its like."""
        np, _ = arrays()
        return linear_algebra().LinearOperator(
            self.shape, matvec=self.__matmul__, rmatvec=self.__matmul__, matmat=self.__matmul__, dtype=np.float64
        )

    def _factors(self) -> tuple[Any, Any]:
        """L and R such that the projection is L Rᵀ, but for the diagonal."""
        np, sparse = arrays()
        pattern = self.incidence.facing(self.side)[2].astype(np.float64)
        if self.weight == "count":
            return pattern, pattern
        if self.weight == "newman":
            sizes = np.bincount(pattern.indices, minlength=pattern.shape[1])
            cells = (1 / np.maximum(sizes - 1, 1))[pattern.indices], pattern.indices, pattern.indptr
            return sparse.csr_array(cells, shape=pattern.shape), pattern
        degrees = np.diff(pattern.indptr)
        cells = np.repeat(1 / np.sqrt(np.maximum(degrees, 1)), degrees), pattern.indices, pattern.indptr
        scaled = sparse.csr_array(cells, shape=pattern.shape)
        return scaled, scaled
