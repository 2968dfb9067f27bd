"""Without numpy and scipy: graphs work, and what counts over them says what to install."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from network_rows import graph_of

from policytasks import network
from policytasks.errors import MissingExtraError

HIDDEN = ("numpy", "scipy", "scipy.sparse", "scipy.sparse.linalg", "scipy.special")
GRAPH = graph_of([("甲局", "乙局")])


@pytest.mark.parametrize(
    "function",
    [
        lambda: network.project(GRAPH),
        lambda: network.projection_matrix(GRAPH),
        lambda: network.dominance(GRAPH),
        lambda: network.pair_significance(GRAPH),
        lambda: network.measure_significance(GRAPH, len, seed=1),
        lambda: network.validated_network(GRAPH),
        lambda: network.Incidence.from_graph(GRAPH),
        lambda: network.Incidence.from_columns(["甲局"], ["1"]),
        lambda: network.compare_networks(GRAPH, GRAPH),
    ],
)
def test_what_counts_says_what_to_install(function: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    for module in HIDDEN:
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=r"expected pip install 'policytasks\[network\]'$") as caught:
        function()
    assert caught.value.extra == "network"


def test_graphs_slices_and_networkx_s_projection_need_neither() -> None:
    code = f"""
import sys
for module in {HIDDEN}: sys.modules[module] = None
from policytasks import read_notice
from policytasks.network import compare_networks, lead_graph, project, responsibility_graph, time_slice, disparity_filter
notice = read_notice("examples/data/yanzhou-2021-20.txt")
graph = responsibility_graph(notice, by="requirement")
units = project(time_slice(graph, "2021-01-01"), backend="networkx")
print(lead_graph(notice).number_of_nodes(), units.number_of_edges(), len(compare_networks(units, units).edges))
print(disparity_filter(units).number_of_edges())
"""
    from documentation import ROOT

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.stderr, done.stdout.split()) == ("", ["34", "232", "232", "1"])
