"""How long a network of 1.5 million responsibilities takes to build and to project, beside networkx with a tenth of it.

Run it from the root of the repository: ``python benchmarks/bench_network.py``. The responsibilities are drawn: a few of 98,000 units
have much of the 200,000 tasks, most have little. Both sides start from the same columns of names and ids, or from the same notices, in
one run; printed are medians in seconds and ratios, ours with the whole over networkx with a tenth. Below them stands a network in
which one collective is named by three tasks in ten, whose pairs of tasks are held by nobody: products are computed without them.
Ends with 1 when ours takes as long as networkx's tenth.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import networkx as nx
import numpy as np
from rich.console import Console
from rich.table import Table

from policytasks import Notice, Requirement, Responsibility, Role, Section, Task, Unit, responsibility_graph
from policytasks.network import CoResponsibility, Incidence, pair_tests, projection_matrix

UNITS, TASKS, RESPONSIBILITIES = 98_000, 200_000, 1_500_000
ROUNDS = 3
ROWS_A_NOTICE = 50


def columns(part: int) -> tuple[list[str], list[str]]:
    """Names and ids of a network that is 1/part of the whole; the share of a unit falls with the root of its rank."""
    draw = np.random.default_rng(2021)
    units, tasks, count = UNITS // part, TASKS // part, RESPONSIBILITIES // part
    share = 1 / np.sqrt(np.arange(1, units + 1))
    # Every unit and every task is there at least once.
    chosen = np.concatenate((np.arange(units), draw.choice(units, size=count - units, p=share / share.sum())))
    work = np.concatenate((draw.permutation(tasks), draw.integers(0, tasks, size=count - tasks)))
    return [f"第{number}局" for number in chosen.tolist()], [f"1.{number}" for number in work.tolist()]


def notices(names: Iterable[str], ids: Iterable[str]) -> tuple[Notice, ...]:
    """The same as notices of fifty rows each."""
    units: dict[str, Unit] = {}
    rows: dict[str, dict[str, Responsibility]] = {}
    for name, each in zip(names, ids, strict=True):
        unit = units.setdefault(name, Unit(name=name))
        rows.setdefault(each, {})[name] = Responsibility(unit=unit, role=Role.RESPONSIBLE)
    found = iter(rows.values())

    def in_lots() -> Iterator[list[dict[str, Responsibility]]]:
        while lot := list(islice(found, ROWS_A_NOTICE)):
            yield lot

    return tuple(
        Notice(
            title=f"通知{number}",
            sections=(Section(tasks=(Task(title="任务", requirements=_requirements(lot)),)),),
        )
        for number, lot in enumerate(in_lots())
    )


def _requirements(rows: list[dict[str, Responsibility]]) -> tuple[Requirement, ...]:
    return tuple(
        Requirement(id=f"1.1.{number}", text="推进", responsibilities=tuple(row.values()))
        for number, row in enumerate(rows, 1)
    )


def graph_of(names: list[str], ids: list[str]) -> nx.Graph[str]:
    """The graph as one makes it with networkx alone."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((f"unit:{name}" for name in names), bipartite=0)
    graph.add_nodes_from((f"requirement:{each}" for each in ids), bipartite=1)
    graph.add_edges_from((f"unit:{name}", f"requirement:{each}") for name, each in zip(names, ids, strict=True))
    return graph


def projected(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Its projection by networkx."""
    return nx.bipartite.weighted_projected_graph(graph, [node for node, side in graph.nodes("bipartite") if side == 0])


def medians(build: Callable[[], object], project: Callable[[object], object]) -> tuple[float, float]:
    """Median seconds of building, and of projecting what was built."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        start = time.perf_counter()
        made = build()
        middle = time.perf_counter()
        project(made)
        times[0].append(middle - start)
        times[1].append(time.perf_counter() - middle)
        del made
    return statistics.median(times[0]), statistics.median(times[1])


def side_by_side(
    table: Table,
    given: str,
    ours: tuple[Callable[[], object], Callable[[object], object]],
    theirs: tuple[Callable[[], object], Callable[[object], object]],
) -> float:
    """Add the two lines of a comparison; the ratio of the whole times."""
    mine, peer = medians(*ours), medians(*theirs)
    ratio = sum(mine) / sum(peer)
    table.add_row(f"{given}: policytasks, all", f"{mine[0]:.2f}", f"{mine[1]:.2f}", f"{sum(mine):.2f}", f"{ratio:.2f}")
    table.add_row(f"{given}: networkx, a tenth", f"{peer[0]:.2f}", f"{peer[1]:.2f}", f"{sum(peer):.2f}", "1.00")
    return ratio


def collective(console: Console) -> None:
    """Products with the tasks' projection, where one unit joins three tasks in ten: with all pairs, and without any."""
    table = Table("tasks", "pairs", "pairs held, s", "one product without them, s", "ratio")
    for tasks in (5_000, 20_000, 500_000):
        draw = np.random.default_rng(tasks)
        common = draw.permutation(tasks)[: tasks * 3 // 10].tolist()
        names = ["各镇（街道）"] * len(common) + [f"第{number}局" for number in draw.integers(0, 900, tasks).tolist()]
        incidence = Incidence.from_columns(names, [str(each) for each in [*common, *range(tasks)]])
        operator, ones = CoResponsibility.of(incidence, side="work"), np.ones(tasks)
        start = time.perf_counter()
        strengths = operator @ ones
        implicit = time.perf_counter() - start
        pairs = f"{int(strengths.sum()) // 2:,}"
        if tasks > 20_000:
            table.add_row(f"{tasks:,}", f"at most {pairs}", "do not fit", f"{implicit:.3f}", "")
            continue
        start = time.perf_counter()
        matrix = projection_matrix(incidence, side="work")
        held = time.perf_counter() - start
        assert np.allclose(matrix @ ones, strengths)
        table.add_row(f"{tasks:,}", f"{matrix.nnz // 2:,}", f"{held:.2f}", f"{implicit:.3f}", f"{implicit / held:.4f}")
    console.print(table)


def main() -> int:
    """Measure, print, judge."""
    console = Console()
    whole, tenth = columns(1), columns(10)
    table = Table(f"{RESPONSIBILITIES:,} responsibilities", "build, s", "project, s", "both, s", "ratio")
    first = side_by_side(
        table,
        "columns",
        (lambda: Incidence.from_columns(*whole), projection_matrix),
        (lambda: graph_of(*tenth), projected),
    )
    every, some = notices(*whole), notices(*tenth)
    second = side_by_side(
        table,
        "notices",
        (lambda: Incidence.from_notices(every), projection_matrix),
        (lambda: responsibility_graph(some, by="requirement"), projected),
    )
    console.print(table)
    incidence = Incidence.from_columns(*whole)
    for null in ("hypergeometric", "bicm"):
        start = time.perf_counter()
        tests = pair_tests(incidence, null=null)
        passed = int((tests.q <= 0.05).sum())
        seconds = time.perf_counter() - start
        console.print(f"{null}: {len(tests):,} pairs tested in {seconds:.1f} s, {passed:,} significant at 5 %")
    collective(console)
    return int(max(first, second) >= 1)


if __name__ == "__main__":
    sys.exit(main())
