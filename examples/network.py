"""Show a network honestly: what one row makes of it, which pairs stand out, pictures, a page to click on, files for others."""

import tempfile
from pathlib import Path

from policytasks import read_graph, read_notice, responsibility_graph, write_explorer, write_graph, write_picture
from policytasks.network import dominance, measure, pair_significance

NOTICE = Path(__file__).parent / "data" / "yanzhou-2021-20.docx"


def main() -> None:
    """Print what the network can bear, and write it in every form."""
    notice = read_notice(NOTICE)
    graph = responsibility_graph(notice, by="requirement")
    print(dominance(graph))

    pairs = pair_significance(graph, keep="significant")
    for first, second in sorted(pairs.edges):
        print(pairs.nodes[first]["name"], "–", pairs.nodes[second]["name"])

    betweenness = measure(graph, "betweenness")
    print("betweenness, but:", ", ".join(caveat.code for caveat in betweenness.caveats))

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind in ("matrix", "heatmap", "load", "backbone", "calendar"):
            print("drew", write_picture(graph, folder / f"{kind}.svg", kind).name)
        print("wrote", write_explorer(notice, folder / "network.html").name)
        path = write_graph(graph, folder / "network.hif.json")
        print("read", len(read_graph(path)), "nodes back from", path.name)


if __name__ == "__main__":
    main()
