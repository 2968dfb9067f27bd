"""Law: damaged, cut and hostile files raise SourceError and nothing else."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

from hypothesis import event, given, settings
from hypothesis import strategies as st

from policytasks.errors import PolicytasksError, SourceError
from policytasks.sources.document import Document
from policytasks.sources.read import read_document

SEED = Path(__file__).parents[2] / "examples" / "data" / "yanzhou-2021-20.docx"
PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels", "_rels/.rels")


@cache
def members() -> dict[str, bytes]:
    """The parts of the seed that are read."""
    with zipfile.ZipFile(SEED) as archive:
        return {
            name: archive.read(name)[:40_000] if name == "word/styles.xml" else archive.read(name) for name in PARTS
        }


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts as an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def outcome(data: bytes) -> Document | PolicytasksError:
    """The document, or the one error that the caller has to expect; every other goes through."""
    try:
        return read_document(data, file="x")
    except PolicytasksError as error:
        return error


def one_clear_line(result: Document | PolicytasksError) -> bool:
    """A document, or an error that is one line and says where."""
    return isinstance(result, Document) or (str(result).startswith("x") and "\n" not in str(result))


@settings(deadline=None)
@given(st.integers(0, SEED.stat().st_size - 1))
def test_a_cut_off_docx(size: int) -> None:
    """Cut at any byte: named as empty, damaged or, from its first letters, no document."""
    result = outcome(SEED.read_bytes()[:size])
    assert isinstance(result, SourceError) or 1 <= size < 4  # the letters PK alone are a text
    assert one_clear_line(result)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, SEED.stat().st_size - 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_flipped_bytes_in_a_docx(changes: list[tuple[int, int]]) -> None:
    """Any byte may be another one."""
    data = bytearray(SEED.read_bytes())
    for at, byte in changes:
        data[at] = byte
    assert one_clear_line(outcome(bytes(data)))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(PARTS),
    st.lists(
        st.tuples(
            st.floats(0, 1),
            st.sampled_from(
                [
                    b"<",
                    b">",
                    b'"',
                    b"/",
                    b"w:",
                    b"999999999",
                    b"-1",
                    b"<w:tbl>",
                    b"</w:p>",
                    b"<w:p/>",
                    b"\xff",
                    b"\0",
                    b"&x;",
                    b"",
                ]
            ),
            st.integers(0, 30),
        ),
        min_size=1,
        max_size=5,
    ),
)
def test_mutated_parts_of_a_docx(name: str, changes: list[tuple[float, bytes, int]]) -> None:
    """Parts with anything put in or cut out, in an archive that is whole."""
    parts = dict(members())
    content = parts[name]
    for share, put, cut in changes:
        at = int(share * len(content))
        content = content[:at] + put + content[at + cut :]
    assert one_clear_line(outcome(packed(parts | {name: content})))


TAGS = (
    "p r t tbl tr tc tcPr pPr rPr sdt sdtContent ins del hyperlink br tab sym fldChar instrText numPr ilvl numId gridSpan vMerge "
    "hMerge gridBefore trPr jc pStyle outlineLvl txbxContent pict footnoteReference b vanish fldSimple ruby rubyBase"
).split()
VALUES = [
    "0",
    "1",
    "2",
    "3",
    "-1",
    "8",
    "63",
    "99999999999",
    "restart",
    "continue",
    "begin",
    "separate",
    "end",
    "center",
    "x",
    "",
]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

elements = st.recursive(
    st.sampled_from(["甲", "一、", " "]),
    lambda inner: st.builds(
        lambda tag, value, children: (
            f'<w:{tag} w:val="{value}" w:fldCharType="{value}" w:ilvl="{value}" w:id="{value}">{"".join(children)}</w:{tag}>'
        ),
        st.sampled_from(TAGS),
        st.sampled_from(VALUES),
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)


@settings(deadline=None)
@given(st.lists(elements, max_size=6))
def test_any_elements_in_any_order_are_a_document(body: list[str]) -> None:
    """Well-formed parts never raise, unless a table is too large, and no place is given twice."""
    xml = f'<w:document xmlns:w="{W}"><w:body>{"".join(body)}</w:body></w:document>'
    document = outcome(packed({"word/document.xml": xml.encode()}))
    if isinstance(document, PolicytasksError):
        event("too large")
        assert document.message == "a table is too large"
        return
    places = [paragraph.location for paragraph in document.paragraphs]
    assert len(set(places)) == len(places)
    for table in document.tables:
        covered = [
            (row, column)
            for one in table.cells
            for row in range(one.row, one.row + one.row_span)
            for column in range(one.column, one.column + one.column_span)
        ]
        assert len(set(covered)) == len(covered)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    """Rubbish of every kind is text or is named."""
    assert one_clear_line(outcome(data))


@settings(deadline=None)
@given(
    st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html", b'{"', b"MIME-Version: 1.0\n"]),
    st.binary(max_size=300),
)
def test_any_bytes_behind_a_known_beginning(start: bytes, rest: bytes) -> None:
    """What looks like a format is detected, or named as what it is."""
    assert one_clear_line(outcome(start + rest))
