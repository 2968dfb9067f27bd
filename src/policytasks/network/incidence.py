"""Incidence 关联矩阵: which unit is responsible for which work, as a sparse matrix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

import attrs
import networkx as nx

from policytasks.errors import SelectionError
from policytasks.model.notice import Notice
from policytasks.network.arrays import arrays
from policytasks.network.graph import UNIT_SIDE, WORK_SIDE
from policytasks.network.naming import By, Duplicates, one_of, unit_key, work_key
from policytasks.network.rows import rows_of
from policytasks.units.collectives import Collectives

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from policytasks.network.arrays import Integers
    from policytasks.units.registry import UnitRegistry

__all__ = ["Incidence", "Side", "Source", "incidence_of"]

Side = Literal["unit", "work"]
"""The two sides of the network."""


def _places(keys: Iterable[str]) -> defaultdict[str, int]:
    """A mapping that gives each new key the next place."""
    places: defaultdict[str, int] = defaultdict()
    places.default_factory = places.__len__
    for key in keys:
        places[key]  # asking for it gives it its place
    return places


def _equal(first: csr_array, second: csr_array) -> bool:
    return bool(first.shape == second.shape and (first != second).nnz == 0)


@attrs.frozen(kw_only=True)
class Incidence:
    """关联矩阵: the network of units and work without a graph; what big corpora are counted with.

    A value: the arrays of the matrix cannot be written to, and two are equal when keys and cells are.

    >>> found = Incidence.from_columns(["甲局", "乙局", "甲局"], ["1.1.1", "1.1.1", "1.1.2"])
    >>> found.units, found.work
    (('unit:甲局', 'unit:乙局'), ('requirement:1.1.1', 'requirement:1.1.2'))
    >>> found.matrix.toarray().tolist()
    [[1, 1], [1, 0]]

    Args:
        units: Keys of the rows, each once: ``"unit:区财政局"``.
        work: Keys of the columns, each once: ``"requirement:4.16.1"``.
        matrix: Units × work, in compressed rows: the number of requirements in which the unit has a part.

    Raises:
        SelectionError: Keys and matrix do not fit.
    """

    units: tuple[str, ...] = attrs.field(repr=lambda keys: f"<{len(keys)} keys>")
    work: tuple[str, ...] = attrs.field(repr=lambda keys: f"<{len(keys)} keys>")
    matrix: csr_array = attrs.field(
        repr=lambda matrix: f"<{matrix.nnz} cells>", eq=attrs.cmp_using(eq=_equal), hash=False
    )

    def __attrs_post_init__(self) -> None:
        _, sparse = arrays()
        matrix = sparse.csr_array(self.matrix, copy=True)
        if matrix.shape != (len(self.units), len(self.work)):
            raise SelectionError(
                "the keys do not fit the matrix",
                found=f"{len(self.units)} units and {len(self.work)} pieces of work for {matrix.shape}",
            )
        matrix.sum_duplicates()
        matrix.eliminate_zeros()
        for part in (matrix.data, matrix.indices, matrix.indptr):
            part.flags.writeable = False
        object.__setattr__(self, "matrix", matrix)

    @classmethod
    def from_columns(cls, units: Iterable[str], work: Iterable[str], *, by: By = "requirement") -> Incidence:
        """From two columns of one length, a row for each responsibility, as a database or a Parquet file gives them.

        Args:
            units: Names of units.
            work: Ids of requirements or tasks; unique over all notices.
            by: What the ids are ids of; it stands in the keys.

        Returns:
            Keys in the order of their first appearance; a pair that comes again counts again.

        Raises:
            SelectionError: The columns are not of one length.
        """
        return cls._of(units, work, (), by)

    @classmethod
    def from_notices(
        cls,
        notice_or_notices: Notice | Iterable[Notice],
        *,
        by: By = "requirement",
        collectives: Collectives = "keep",
        registry: UnitRegistry | None = None,
        implied: bool = False,
        duplicates: Duplicates = "keep",
    ) -> Incidence:
        """From notices, the same as from their `responsibility_graph`, without making it.

        Args:
            notice_or_notices: One notice or several; they are read one after the other.
            by: Join units to tasks, or to requirements.
            collectives: Keep 各镇 and their like as units, expand them to their members, or drop them.
            registry: The 单位名录 that says who the members are; needed to expand.
            implied: Also the units that a rule stated once lays on a requirement that does not list them.
            duplicates: Keep each notice, or drop those that say the same as one before.

        Raises:
            SelectionError: ``by``, ``collectives`` or ``duplicates`` is none of the choices.
            RegistryError: Expanding without a registry.
        """
        one_of("by", by, get_args(By))
        one_of("collectives", collectives, get_args(Collectives))
        found = rows_of(
            notice_or_notices, by=by, collectives=collectives, registry=registry, implied=implied, duplicates=duplicates
        )
        return cls._of(found.names, found.ids, found.work, by)

    @classmethod
    def from_graph(cls, graph: nx.Graph[str]) -> Incidence:
        """From a graph of units and work, as `responsibility_graph` makes it; ``weight`` fills the cells, 1 where it is missing.

        Raises:
            SelectionError: A node is on neither side, or an edge joins nodes of one side.
        """
        np, sparse = arrays()
        sides: dict[str, tuple[int, int]] = {}
        keys: tuple[list[str], list[str]] = ([], [])
        for node, attributes in graph.nodes(data=True):
            side = attributes.get("bipartite")
            if side not in (UNIT_SIDE, WORK_SIDE):
                raise SelectionError(
                    "a node is on neither side", where=node, found=f"bipartite={side!r}", expected="bipartite=0 or 1"
                )
            sides[node] = side, len(keys[side])
            keys[side].append(node)
        rows: list[int] = []
        columns: list[int] = []
        values: list[float] = []
        for source, target, attributes in graph.edges(data=True):
            ends = sorted((sides[source], sides[target]))
            if ends[0][0] == ends[1][0]:
                raise SelectionError("an edge joins nodes of one side", where=f"{source} – {target}")
            rows.append(ends[0][1])
            columns.append(ends[1][1])
            values.append(attributes.get("weight", 1))
        cells = np.array(values) if values else np.zeros(0, dtype=np.int64)
        places = np.array(rows, dtype=np.int32), np.array(columns, dtype=np.int32)
        matrix = sparse.coo_array((cells, places), shape=(len(keys[0]), len(keys[1]))).tocsr()
        return cls(units=tuple(keys[0]), work=tuple(keys[1]), matrix=matrix)

    @classmethod
    def _of(cls, names: Iterable[str], ids: Iterable[str], work: Iterable[str], by: By) -> Incidence:
        """From two columns; work that has no unit comes from ``work``, which also says its order."""
        np, sparse = arrays()
        unit_at, work_at = _places(()), _places(work)
        # A column is looked up in one pass: that is what the time goes into.
        rows = np.fromiter(map(unit_at.__getitem__, names), dtype=np.int32)
        columns = np.fromiter(map(work_at.__getitem__, ids), dtype=np.int32)
        if len(rows) != len(columns):
            raise SelectionError(
                "the columns are not of one length",
                found=f"{len(rows)} units and {len(columns)} ids",
                expected="a unit for each id",
            )
        shape = len(unit_at), len(work_at)
        matrix = sparse.coo_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=shape).tocsr()
        return cls(
            units=tuple(map(unit_key, unit_at)),
            work=tuple(work_key(by, "", each) for each in work_at),
            matrix=matrix,
        )

    @property
    def pattern(self) -> csr_array:
        """Units × work, 1 where the unit has a part in the work, 0 elsewhere; a copy that may be changed."""
        np, sparse = arrays()
        cells = np.ones(self.matrix.nnz, dtype=np.int64)
        places = self.matrix.indices.copy(), self.matrix.indptr.copy()
        pattern = sparse.csr_array((cells, *places), shape=self.matrix.shape)
        pattern.has_canonical_format = True
        return pattern

    @property
    def unit_degrees(self) -> Integers:
        """How much work each unit has a part in."""
        np, _ = arrays()
        degrees: Integers = np.diff(self.matrix.indptr).astype(np.int64)
        return degrees

    @property
    def work_sizes(self) -> Integers:
        """How many units have a part in each piece of work."""
        np, _ = arrays()
        sizes: Integers = np.bincount(self.matrix.indices, minlength=len(self.work)).astype(np.int64)
        return sizes

    def facing(self, side: Side) -> tuple[tuple[str, ...], tuple[str, ...], csr_array]:
        """The network as one side sees it: its own keys, those of the other side, and the pattern with its keys as rows."""
        if side == "unit":
            return self.units, self.work, self.pattern
        pattern = self.pattern.T.tocsr()
        pattern.sort_indices()
        return self.work, self.units, pattern

    def without_large(self, largest: int | None, *, side: Side = "unit") -> Incidence:
        """The network without the cells of what joins more than ``largest`` nodes of a side; the keys stay as they are."""
        if largest is None:
            return self
        np, sparse = arrays()
        if side == "unit":
            keep = (self.work_sizes <= largest)[self.matrix.indices]
        else:
            degrees = self.unit_degrees
            keep = np.repeat(degrees <= largest, degrees)
        cells = self.matrix.data * keep, self.matrix.indices, self.matrix.indptr
        return attrs.evolve(self, matrix=sparse.csr_array(cells, shape=self.matrix.shape))

    def to_graph(self) -> nx.Graph[str]:
        """The network as a plain graph with ``bipartite``, ``kind``, ``name`` and ``weight``; for what is small enough."""
        graph: nx.Graph[str] = nx.Graph()
        for side, keys in ((UNIT_SIDE, self.units), (WORK_SIDE, self.work)):
            for key in keys:
                kind, _, name = key.partition(":")
                graph.add_node(key, bipartite=side, kind=kind, name=name)
        cells = self.matrix.tocoo()
        for row, column, value in zip(cells.row.tolist(), cells.col.tolist(), cells.data.tolist(), strict=True):
            graph.add_edge(self.units[row], self.work[column], weight=value)
        return graph


Source: TypeAlias = "nx.Graph[str] | Incidence | Notice | Iterable[Notice]"
"""What can be counted: a graph of units and work, an incidence, or notices (then by requirement)."""


def incidence_of(source: Source) -> Incidence:
    """The incidence of whatever says who is responsible for what.

    Args:
        source: A graph of units and work, an incidence, a notice or several notices (then by requirement).

    Raises:
        SelectionError: It is none of these.
    """
    if isinstance(source, Incidence):
        return source
    return Incidence.from_graph(source) if isinstance(source, nx.Graph) else Incidence.from_notices(source)
