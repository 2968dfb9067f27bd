"""How long a docx takes, beside python-docx and beside the parsing of the same file's XML.

Run it from the root of the repository: ``python benchmarks/bench_docx.py``. It prints medians in milliseconds for the real
notice as it is and with its table repeated, and the ratios that matter: the whole reading over that of python-docx, and our
walk alone (XML already parsed) over python-docx's walk alone (file already opened).
"""

from __future__ import annotations

import io
import statistics
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx as python_docx

from policytasks.location import Location
from policytasks.sources.docx import read
from policytasks.sources.guards import open_archive
from policytasks.sources.numbering import Numbering
from policytasks.sources.word_body import Story, Walker
from policytasks.sources.word_styles import Styles, W

SEED = Path(__file__).parents[1] / "examples" / "data" / "yanzhou-2021-20.docx"


def repeated(data: bytes, times: int) -> bytes:
    """The file with its table repeated."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "word/document.xml":
                start, end = content.index(b"<w:tbl>"), content.index(b"</w:tbl>") + len(b"</w:tbl>")
                content = content[:start] + content[start:end] * times + content[end:]
            target.writestr(info.filename, content)
    return out.getvalue()


def median(action: Callable[[], object], rounds: int) -> float:
    """The median time of an action in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def walk_theirs(document: python_docx.document.Document) -> list[str]:
    """Every paragraph and every cell's text, the usual way."""
    found = [paragraph.text for paragraph in document.paragraphs]
    found.extend(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return found


def main() -> None:
    """Print one line for each size."""
    print(f"{'tables':>6} {'ours':>8} {'python-docx':>12} {'ratio':>6} {'our walk':>9} {'their walk':>11} {'ratio':>6}")
    for times, rounds in ((1, 31), (20, 5)):
        data = repeated(SEED.read_bytes(), times)
        archive = open_archive(data, file="x")
        body = archive.xml("word/document.xml").find(f"{W}body")
        opened = python_docx.Document(io.BytesIO(data))

        def ours(data: bytes = data) -> object:
            return read(data, file="x")

        def theirs(data: bytes = data) -> object:
            return walk_theirs(python_docx.Document(io.BytesIO(data)))

        def our_walk(body: object = body) -> object:
            styles = Styles(None)
            walker = Walker(file="x", styles=styles, numbering=Numbering(None, styles))
            return walker.blocks(body, Story(location=Location(file="x")))

        def their_walk(opened: python_docx.document.Document = opened) -> object:
            return walk_theirs(opened)

        whole = median(ours, rounds), median(theirs, rounds)
        walk = median(our_walk, rounds), median(their_walk, rounds)
        print(
            f"{times:>6} {whole[0]:>8.1f} {whole[1]:>12.1f} {whole[0] / whole[1]:>6.2f}"
            f" {walk[0]:>9.1f} {walk[1]:>11.1f} {walk[0] / walk[1]:>6.2f}"
        )


if __name__ == "__main__":
    main()
