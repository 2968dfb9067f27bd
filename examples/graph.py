"""Draw who works with whom: the network of units and tasks, written for Gephi, and its busiest nodes."""

import tempfile
from pathlib import Path

from policytasks import read_notice, responsibility_graph, write_graph

NOTICE = Path(__file__).parent / "data" / "yanzhou-2021-20.docx"


def main() -> None:
    """Print the size of the network and the three units with most tasks."""
    notice = read_notice(NOTICE)
    graph = responsibility_graph(notice, by="task", collectives="drop")
    units = [node for node in graph if graph.nodes[node]["bipartite"] == 0]
    print(f"{len(units)} units, {len(graph) - len(units)} tasks, {graph.number_of_edges()} edges")

    for node in sorted(units, key=lambda node: (-graph.degree[node], node))[:3]:
        print(graph.nodes[node]["name"], graph.degree[node])

    with tempfile.TemporaryDirectory() as folder:
        for suffix in (".graphml", ".gexf", ".gml", ".json", ".csv"):
            print("wrote", write_graph(graph, Path(folder) / f"network{suffix}").name)


if __name__ == "__main__":
    main()
