"""Edge list as CSV: a row an edge, for spreadsheets, pandas and R; UTF-8 with BOM, as Excel wants it."""

from __future__ import annotations

import csv
import io

import networkx as nx

from policytasks.network.formats.columns import columns_of
from policytasks.network.formats.csv_cells import cell
from policytasks.network.formats.file_format import FileFormat, renamed

__all__ = ["FORMAT"]

_OWN = frozenset(("source", "target"))


def _encode(graph: nx.Graph[str]) -> bytes:
    buffer = io.StringIO(newline="")
    rows = csv.writer(buffer, lineterminator="\r\n")
    columns = columns_of(renamed(attributes, _OWN) for _, _, attributes in graph.edges(data=True))
    rows.writerow(("source", "target", *map(cell, columns)))
    for source, target, attributes in graph.edges(data=True):
        if not graph.is_directed():
            # The unit is the source, whichever end networkx names first.
            source, target = sorted((source, target), key=lambda node: graph.nodes[node].get("bipartite", 0))
        said = renamed(attributes, _OWN)
        rows.writerow((cell(source), cell(target), *(cell(said.get(name, "")) for name in columns)))
    return buffer.getvalue().encode("utf-8-sig")


FORMAT = FileFormat(name="csv", suffixes=(".csv",), encode=_encode)
