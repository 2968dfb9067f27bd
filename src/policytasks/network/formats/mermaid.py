"""Mermaid: a flowchart that Markdown pages show; for small graphs (Mermaid itself stops at 500 edges)."""

from __future__ import annotations

import re

import networkx as nx

from policytasks.network.formats.file_format import FileFormat

__all__ = ["FORMAT"]

_SPECIAL = re.compile(r"""["#&<>`\\;{}()\[\]|*_~%$@:=/-]""")
_LINKS = {"lead": "===", "supporting": "-.-"}
_ARROWS = {"lead": "==>", "supporting": "-.->"}


def _encode(graph: nx.Graph[str]) -> bytes:
    names = {node: f"n{number}" for number, node in enumerate(graph, 1)}
    lines = ["flowchart LR"]
    for node, attributes in graph.nodes(data=True):
        opening, closing = ("[", "]") if attributes.get("bipartite") == 1 else ("([", "])")
        lines.append(f'  {names[node]}{opening}"{_text(str(attributes.get("name") or node))}"{closing}')
    links, plain = (_ARROWS, "-->") if graph.is_directed() else (_LINKS, "---")
    for source, target, role in graph.edges(data="role", default=""):
        lines.append(f"  {names[source]} {links.get(str(role), plain)} {names[target]}")
    return ("\n".join(lines) + "\n").encode()


def _text(text: str) -> str:
    """A label in which nothing is Mermaid's, Markdown's or HTML's any more."""
    return _SPECIAL.sub(lambda match: f"#{ord(match[0])};", " ".join(text.split())) or " "


FORMAT = FileFormat(name="mermaid", suffixes=(".mmd", ".mermaid"), encode=_encode)
