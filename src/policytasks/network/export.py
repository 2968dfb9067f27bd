"""Export 导出: a graph as a file that Gephi, Pajek, UCINET, R, Neo4j or a spreadsheet opens, and back."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import networkx as nx

from policytasks.atomic import write_atomically
from policytasks.errors import SelectionError, SourceError
from policytasks.network.formats import (
    dot,
    edge_list,
    gexf,
    gml,
    graphml,
    hif,
    mermaid,
    neo4j,
    node_link,
    pajek,
    ucinet,
)
from policytasks.network.formats.file_format import FileFormat
from policytasks.network.plain import plain_graph

__all__ = ["FORMATS", "SUFFIXES", "format_of", "graph_bytes", "read_graph", "write_graph"]

FORMATS: Mapping[str, FileFormat] = {
    module.FORMAT.name: module.FORMAT
    for module in (graphml, gexf, gml, pajek, ucinet, hif, node_link, dot, mermaid, edge_list, neo4j)
}
"""Name → format: ``graphml``, ``gexf``, ``gml``, ``pajek``, ``dl``, ``hif``, ``json``, ``dot``, ``mermaid``, ``csv``, ``neo4j``."""

SUFFIXES = tuple(suffix for each in FORMATS.values() for suffix in each.suffixes)
"""The endings of file names that `write_graph` knows."""


def write_graph(graph: nx.Graph[Any], path: str | os.PathLike[str], *, format: str | None = None) -> Path:
    """Write a graph in the format that the path or ``format`` names.

    ===========  ====================  ==========================================================================
    format       suffix                holds
    ===========  ====================  ==========================================================================
    ``graphml``  ``.graphml``          everything; for yEd, Gephi, igraph
    ``gexf``     ``.gexf``             everything; for Gephi, names as labels
    ``gml``      ``.gml``              everything; ASCII
    ``pajek``    ``.net``              names, edges, weights; a bipartite graph as two-mode network
    ``dl``       ``.dl``               the same, for UCINET
    ``hif``      ``.hif.json``         everything, as a hypergraph: work joins units
    ``json``     ``.json``             everything; node-link, for networkx and d3
    ``dot``      ``.dot``, ``.gv``     a drawing, for Graphviz
    ``mermaid``  ``.mmd``              a drawing, for Markdown pages
    ``csv``      ``.csv``              edges with all their attributes, for spreadsheets
    ``neo4j``    ``.zip``              nodes and relationships, for ``neo4j-admin database import``
    ===========  ====================  ==========================================================================

    The same graph gives the same bytes. Values become text and numbers as `plain_graph` says; attributes that a format takes for
    itself (``label`` in GEXF) get ``_`` behind their name.

    Args:
        graph: Any networkx graph.
        path: The target; its folder must exist.
        format: Name of the format; the suffix of the path decides when left out.

    Returns:
        The path that was written.

    Raises:
        SelectionError: There is no such format; nothing was written.
        OSError: The target may not be written; it is as it was.
    """
    return write_atomically(path, graph_bytes(graph, format or format_of(path).name))


def read_graph(path: str | os.PathLike[str], *, format: str | None = None) -> nx.Graph[str]:
    """Read back a graph that `write_graph` or another program wrote.

    GraphML, GEXF, GML, HIF and node-link JSON give the whole graph back, Pajek and DL its names, sides, edges and weights. DOT,
    Mermaid, CSV and Neo4j are written only.

    Args:
        path: The file.
        format: Name of the format; the suffix of the path decides when left out.

    Raises:
        FileNotFoundError: There is no such file.
        SelectionError: There is no such format, or it is written only.
        SourceError: The file is not of its format.
    """
    chosen = format_of(path) if format is None else _named(format)
    if chosen.decode is None:
        readable = [each.name for each in FORMATS.values() if each.decode is not None]
        raise SelectionError(
            "this format is written only", where=path, found=chosen.name, expected=f"one of {', '.join(readable)}"
        )
    data = Path(path).read_bytes()
    try:
        return chosen.decode(data)
    except (nx.NetworkXException, ParseError, ValueError, LookupError, TypeError, AttributeError) as fault:
        # Each reader, ours and networkx's, has its own way to say that the text is not what it expected.
        raise SourceError(
            "the file holds no graph of this format", where=path, found=str(fault), expected=chosen.name
        ) from fault


def graph_bytes(graph: nx.Graph[Any], format: str) -> bytes:
    """A graph in a format, as `write_graph` would write it.

    Raises:
        SelectionError: There is no such format.
    """
    return _named(format).encode(plain_graph(graph))


def format_of(path: str | os.PathLike[str]) -> FileFormat:
    """The format that the ending of a file name means; the longest ending wins (``.hif.json`` before ``.json``).

    Raises:
        SelectionError: It means none.
    """
    name = Path(path).name.lower()
    fitting = [(len(suffix), each) for each in FORMATS.values() for suffix in each.suffixes if name.endswith(suffix)]
    if not fitting:
        raise SelectionError(
            "no graph format has this suffix",
            found=repr(Path(path).suffix),
            expected=f"one of {', '.join(SUFFIXES)}",
        )
    return max(fitting, key=lambda pair: pair[0])[1]


def _named(name: str) -> FileFormat:
    found = FORMATS.get(name)
    if found is None:
        raise SelectionError("there is no such graph format", found=repr(name), expected=f"one of {', '.join(FORMATS)}")
    return found
