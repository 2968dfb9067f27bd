r"""Neo4j: a zip of ``nodes.csv`` and ``relationships.csv`` with the headings that ``neo4j-admin database import`` reads.

    neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv

Relationships lead from the unit to the work; their type is the role. Line breaks become blanks and ``\`` the full-width ``＼``, because
Neo4j's two importers disagree about them.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable

import networkx as nx

from policytasks.network.formats.columns import columns_of
from policytasks.network.formats.csv_cells import cell
from policytasks.network.formats.file_format import FileFormat

__all__ = ["FORMAT"]

_TYPES = {int: ":long", float: ":double", str: ""}
_NO_NAME = re.compile(r"\W")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The oldest day that a zip can name: equal graphs give equal bytes."""


def _encode(graph: nx.Graph[str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in (("nodes.csv", _nodes(graph)), ("relationships.csv", _relationships(graph))):
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, _table(rows))
    return buffer.getvalue()


def _nodes(graph: nx.Graph[str]) -> Iterable[list[object]]:
    columns = columns_of(attributes for _, attributes in graph.nodes(data=True))
    yield [":ID", ":LABEL", *_headings(columns)]
    for node, attributes in graph.nodes(data=True):
        label = str(attributes.get("kind", "node"))
        yield [node, _NO_NAME.sub("_", label[:1].upper() + label[1:]), *(attributes.get(name, "") for name in columns)]


def _relationships(graph: nx.Graph[str]) -> Iterable[list[object]]:
    columns = columns_of(attributes for _, _, attributes in graph.edges(data=True))
    yield [":START_ID", ":END_ID", ":TYPE", *_headings(columns)]
    for source, target, attributes in graph.edges(data=True):
        if not graph.is_directed():
            source, target = sorted((source, target), key=lambda node: graph.nodes[node].get("bipartite", 0))
        kind = _NO_NAME.sub("_", str(attributes.get("role") or "linked")).upper()
        yield [source, target, kind, *(attributes.get(name, "") for name in columns)]


def _headings(columns: dict[str, type]) -> list[str]:
    return [f"{name.replace(':', '_')}{_TYPES[kind]}" for name, kind in columns.items()]


def _table(rows: Iterable[list[object]]) -> bytes:
    buffer = io.StringIO(newline="")
    # Quoted throughout: an empty text stays a text, and a blank at either end is kept.
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    for row in rows:
        writer.writerow([_one_line(cell(value)) for value in row])
    return buffer.getvalue().encode()


def _one_line(value: object) -> object:
    return " ".join(value.replace("\\", "＼").splitlines()) if isinstance(value, str) else value


FORMAT = FileFormat(name="neo4j", suffixes=(".zip",), encode=_encode)
