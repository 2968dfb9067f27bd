"""DOT: for Graphviz; units as ellipses, work as boxes, collectives dashed."""

from __future__ import annotations

import networkx as nx

from policytasks.network.formats.file_format import FileFormat

__all__ = ["FORMAT"]

_STYLES = {"lead": "bold", "supporting": "dashed"}


def _encode(graph: nx.Graph[str]) -> bytes:
    directed = graph.is_directed()
    lines = [
        "digraph policytasks {" if directed else "graph policytasks {",
        "  graph [rankdir=LR, charset=UTF8];",
        '  node [fontname="Noto Sans CJK SC"];',
    ]
    for node, attributes in graph.nodes(data=True):
        shape = "box" if attributes.get("bipartite") == 1 else "ellipse"
        drawn = {"label": attributes.get("name") or node, "shape": shape}
        if attributes.get("unit_kind") == "collective":
            drawn["style"] = "dashed"
        lines.append(f"  {_quoted(node)} [{_list(drawn)}];")
    arrow = "->" if directed else "--"
    for source, target, attributes in graph.edges(data=True):
        said: dict[str, str] = {name: str(attributes[name]) for name in ("role", "weight") if name in attributes}
        if style := _STYLES.get(str(attributes.get("role"))):
            said["style"] = style
        lines.append(f"  {_quoted(source)} {arrow} {_quoted(target)}" + (f" [{_list(said)}];" if said else ";"))
    return ("\n".join([*lines, "}"]) + "\n").encode()


def _list(attributes: dict[str, str]) -> str:
    return ", ".join(f"{name}={_quoted(value)}" for name, value in attributes.items())


def _quoted(text: str) -> str:
    r"""A quoted string; ``\`` would begin an escape of Graphviz (``\N``, ``\l``), ``&`` an HTML entity."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
    return '"' + " ".join(escaped.splitlines()) + '"'


FORMAT = FileFormat(name="dot", suffixes=(".dot", ".gv"), encode=_encode)
