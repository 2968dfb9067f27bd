"""Law: mutated and cut pages, workbooks and printed files raise SourceError and nothing else, and lose no place."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytasks.errors import SourceError
from policytasks.sources import html, ofd, pdf, xlsx
from policytasks.sources.document import Document

sys.path.append(str(Path(__file__).parents[1] / "sources"))
from ofd_files import content, package, path, text

DATA = Path(__file__).parents[2] / "examples" / "data"
READERS: dict[str, Callable[..., Document]] = {"html": html.read, "ofd": ofd.read, "pdf": pdf.read, "xlsx": xlsx.read}
pypdfium2 = pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")


@cache
def good(kind: str) -> bytes:
    """A small good file of a format."""
    if kind == "html":
        return (DATA / "yanzhou-2021-20.html").read_bytes()[:12_000]
    if kind == "pdf":
        pages = pypdfium2.PdfDocument.new()
        pages.import_pages(pypdfium2.PdfDocument(DATA / "yanzhou-2021-20.pdf"), [2, 15])
        saved = io.BytesIO()
        pages.save(saved)
        return saved.getvalue()
    if kind == "ofd":
        box = path("M 20 20 L 100 20 L 100 40 L 20 40 C M 60 20 L 60 40 M 20 30 L 100 30")
        cells = (text("任务", 22, 22), text("单位", 62, 22), text("甲", 22, 32), text("财政局", 62, 32))
        return package([content(box, *cells), content(text("各镇人民政府：", 20, 20))])
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["2021年任务分工"], ["任务", "单位", "比例"], ["甲", "财政局\n民政局", 0.5], [None, "司法局", 44377]):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A3:A4")
    sheet["C4"].number_format = 'yyyy"年"m"月"d"日"'
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def check(kind: str, data: bytes) -> None:
    """A document whose places quote their texts, or one error."""
    try:
        document = READERS[kind](data, file="x")
    except SourceError as fault:
        error, document = fault, Document()
    else:
        error = None
    assert error is None or str(error).startswith("x")
    paragraphs = (*document.paragraphs, *document.furniture)
    assert all(document.quote(paragraph.location) == paragraph.text for paragraph in paragraphs)
    assert all(0 <= start < end <= len(paragraph.text) for paragraph in paragraphs for start, end in paragraph.bold)
    for table in document.tables:
        covered = [(cell.row, cell.column) for cell in table.cells]
        assert len(set(covered)) == len(covered)
        assert len(table.grid()) == table.row_count


CHANGES = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 6)), min_size=1, max_size=8)


def changed(data: bytes, changes: list[tuple[float, bytes, int]]) -> bytes:
    """Bytes put in and taken out at places given as shares of the length."""
    for at, put, cut in changes:
        index = int(at * len(data))
        data = data[:index] + put + data[index + cut :]
    return data


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=60, deadline=None)
@given(changes=CHANGES)
def test_changed_files(kind: str, changes: list[tuple[float, bytes, int]]) -> None:
    """Any bytes may be put in and taken out."""
    check(kind, changed(good(kind), changes))


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=30, deadline=None)
@given(share=st.floats(0, 1))
def test_cut_off_files(kind: str, share: float) -> None:
    """Cut at any byte."""
    check(kind, good(kind)[: int(share * len(good(kind)))])


@pytest.mark.parametrize("kind", ["ofd", "xlsx"])
@settings(max_examples=80, deadline=None)
@given(
    data=st.data(),
    numbers=st.lists(
        st.tuples(
            st.floats(0, 0.999), st.sampled_from([b"0", b"-1", b"99999999999", b"1e308", b"nan", b"x", b"", b" "])
        ),
        min_size=1,
        max_size=6,
    ),
)
def test_parts_with_other_numbers(kind: str, data: st.DataObject, numbers: list[tuple[float, bytes]]) -> None:
    """Any number in any part of an archive may be another one, or none."""
    with zipfile.ZipFile(io.BytesIO(good(kind))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    for at, number in numbers:
        digits = [index for index, byte in enumerate(parts[name]) if 48 <= byte <= 57]
        if digits:
            index = digits[int(at * len(digits))]
            parts[name] = parts[name][:index] + number + parts[name][index + 1 :]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for member, part in parts.items():
            archive.writestr(zipfile.ZipInfo(member), part)
    check(kind, buffer.getvalue())


TAGS = ("<table>", "<tr>", "<td rowspan=3>", "<td colspan=2>", "</td>", "</tr>", "</table>", "<p>", "<br>", "<div class=nav>",
        "<ol>", "<li>", "</ol>", "<a href=x>", "</a>", "<b>", "</b>", "<pre>", "甲", "当前位置：", " \n ", "&nbsp;", "</div>")  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(TAGS), max_size=60))
def test_tags_in_any_order_lose_no_text(tags: list[str]) -> None:
    """However tags are opened and closed, every character of the text is in the document once."""
    markup = "".join(tags)
    check("html", markup.encode())
    document = html.read(markup.encode(), file="x")
    printed = "".join(paragraph.text for paragraph in (*document.paragraphs, *document.furniture))
    assert printed.count("甲") == markup.count("甲")
    assert printed.count("当前位置：") == markup.count("当前位置：")
