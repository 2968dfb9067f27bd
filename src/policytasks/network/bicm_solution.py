"""BiCM solution 二部配置模型求解: the probabilities of a random network that has the same degrees on average."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from policytasks.network.arrays import arrays, special

if TYPE_CHECKING:
    from policytasks.network.arrays import Floats, Integers

__all__ = ["BicmSolution", "solve_bicm"]

_CLOSE = 1e-10
_MOST_STEPS = 200
_MOST_HALVINGS = 40


@attrs.frozen(kw_only=True, eq=False)
class BicmSolution:
    """二部配置模型的解: nodes of one degree have the same probabilities, so there is one for each pair of degrees.

    Args:
        row_class: Class of each row.
        column_class: Class of each column.
        column_counts: How many columns each of their classes has.
        probabilities: Classes of rows × classes of columns: how likely a row of the one meets a column of the other.
        error: The greatest distance between a node's degree and its mean degree in the model.
    """

    row_class: Integers
    column_class: Integers
    column_counts: Integers
    probabilities: Floats
    error: float


def solve_bicm(row_degrees: Integers, column_degrees: Integers) -> BicmSolution:
    """The bipartite configuration model: of all random networks with these mean degrees the one of greatest entropy.

    Where the degrees leave no choice, probabilities are 0 or 1 and the model has no finite parameters; those blocks are cut
    off first, where the inequality of Gale and Ryser is an equality. What is left is a strictly concave problem that
    Newton's method solves.

    Args:
        row_degrees: Degree of each row.
        column_degrees: Degree of each column, of the same sum.

    References:
        F. Saracco, M. J. Straka, R. Di Clemente, A. Gabrielli, G. Caldarelli and T. Squartini, "Inferring monopartite
        projections of bipartite networks: an entropy-based approach", New Journal of Physics 19, 053022, 2017.
        D. Gale, "A theorem on flows in networks", Pacific Journal of Mathematics 7, 1957.
    """
    np, _ = arrays()
    rows, row_class, row_counts = np.unique(row_degrees, return_inverse=True, return_counts=True)
    columns, column_class, column_counts = np.unique(column_degrees, return_inverse=True, return_counts=True)
    probabilities = np.zeros((len(rows), len(columns)))
    todo = [_Block(np.arange(len(rows)), np.arange(len(columns)), rows.copy(), columns.copy())]
    while todo:
        block = todo.pop()
        _peel(block, row_counts, column_counts, probabilities)
        if len(block.rows) and len(block.columns):
            todo.extend(_split(block, row_counts, column_counts, probabilities))
    error = max(
        _distance(rows, probabilities @ column_counts),
        _distance(columns, probabilities.T @ row_counts),
    )
    return BicmSolution(
        row_class=row_class.ravel(),
        column_class=column_class.ravel(),
        column_counts=column_counts,
        probabilities=probabilities,
        error=error,
    )


def _distance(degrees: Any, means: Any) -> float:
    return float(abs(degrees - means).max()) if len(degrees) else 0.0


@attrs.define
class _Block:
    """Classes of rows and columns that are still open, with the degrees that they have inside the block."""

    rows: Any
    columns: Any
    row_degrees: Any
    column_degrees: Any


def _peel(block: _Block, row_counts: Any, column_counts: Any, probabilities: Any) -> None:
    """Take out nodes that meet nobody or everybody, until there are none."""
    np, _ = arrays()
    while True:
        width, height = column_counts[block.columns].sum(), row_counts[block.rows].sum()
        full, empty = block.row_degrees == width, block.row_degrees == 0
        if full.any() or empty.any():
            probabilities[np.ix_(block.rows[full], block.columns)] = float(width > 0)
            block.column_degrees = block.column_degrees - row_counts[block.rows[full & (width > 0)]].sum()
            keep = ~(full | empty)
            block.rows, block.row_degrees = block.rows[keep], block.row_degrees[keep]
            continue
        full, empty = block.column_degrees == height, block.column_degrees == 0
        if not (full.any() or empty.any()):
            return
        probabilities[np.ix_(block.rows, block.columns[full])] = float(height > 0)
        block.row_degrees = block.row_degrees - column_counts[block.columns[full & (height > 0)]].sum()
        keep = ~(full | empty)
        block.columns, block.column_degrees = block.columns[keep], block.column_degrees[keep]


def _split(block: _Block, row_counts: Any, column_counts: Any, probabilities: Any) -> list[_Block]:
    """Two blocks where the strongest rows must take all they can, else none: the block is solved."""
    np, _ = arrays()
    order = np.argsort(-block.row_degrees, kind="stable")
    counts = row_counts[block.rows][order]
    taken, heights = np.cumsum(counts * block.row_degrees[order]), np.cumsum(counts)
    most = np.minimum(block.column_degrees[None, :], heights[:, None]) @ column_counts[block.columns]
    tight = np.flatnonzero((taken == most)[:-1])
    if not len(tight):
        _solve(block, row_counts, column_counts, probabilities)
        return []
    top, rest, height = order[: tight[0] + 1], order[tight[0] + 1 :], heights[tight[0]]
    high, low = np.flatnonzero(block.column_degrees >= height), np.flatnonzero(block.column_degrees < height)
    probabilities[np.ix_(block.rows[top], block.columns[high])] = 1.0
    width = column_counts[block.columns[high]].sum()
    return [
        _Block(block.rows[top], block.columns[low], block.row_degrees[top] - width, block.column_degrees[low]),
        _Block(block.rows[rest], block.columns[high], block.row_degrees[rest], block.column_degrees[high] - height),
    ]


def _solve(block: _Block, row_counts: Any, column_counts: Any, probabilities: Any) -> None:
    """Newton's method on the logarithm of the likelihood, the last column's parameter held at 0."""
    np, _ = arrays()
    expit = special().expit
    m, n = row_counts[block.rows].astype(float), column_counts[block.columns].astype(float)
    d, k = block.row_degrees.astype(float), block.column_degrees.astype(float)
    scale = np.log((m * d).sum()) / 2
    x, y = np.log(d) - scale, np.log(k) - scale
    x, y = x + y[-1], y - y[-1]

    def likelihood(x: Any, y: Any) -> float:
        pairs = np.logaddexp(0.0, x[:, None] + y[None, :])
        return float((m * d * x).sum() + (n * k * y).sum() - m @ pairs @ n)

    height = likelihood(x, y)
    for _ in range(_MOST_STEPS):
        p = expit(x[:, None] + y[None, :])
        rows, columns = d - p @ n, k - p.T @ m
        if max(abs(rows / d).max(), abs(columns / k).max()) < _CLOSE:
            break
        slope = p * (1 - p) * m[:, None] * n[None, :]
        across, down = slope.sum(axis=1), slope.sum(axis=0)
        curve = np.block([[np.diag(across), slope[:, :-1]], [slope[:, :-1].T, np.diag(down[:-1])]])
        step = np.linalg.lstsq(curve, np.concatenate((m * rows, (n * columns)[:-1])), rcond=None)[0]
        dx, dy = step[: len(x)], np.append(step[len(x) :], 0.0)
        size = 1.0
        for _ in range(_MOST_HALVINGS):
            risen = likelihood(x + size * dx, y + size * dy)
            if risen >= height - 1e-12 * abs(height):
                break
            size /= 2
        x, y, height = x + size * dx, y + size * dy, risen
    probabilities[np.ix_(block.rows, block.columns)] = expit(x[:, None] + y[None, :])
