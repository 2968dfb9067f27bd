"""Hostile archives and parts are refused before they cost anything."""

from __future__ import annotations

import io
import zipfile

import attrs
import pytest
from word_files import archive

from policytasks.errors import SourceError
from policytasks.sources.guards import LIMITS, check_area, open_archive, parse_xml

SMALL = attrs.evolve(
    LIMITS, members=3, member_bytes=2_000_000, total_bytes=3_000_000, ratio=50, ratio_from=1_000_000, tags=100
)


def test_members_are_read_by_any_spelling_of_their_name() -> None:
    """Case and the direction of slashes do not matter; the archive's own spelling is listed."""
    opened = open_archive(archive({"Word\\Document.xml": "<a/>", "b.txt": "二"}), file="x.docx")
    assert opened.names == tuple(opened) == ("Word/Document.xml", "b.txt")
    assert "word/document.xml" in opened
    assert "c" not in opened
    assert opened.read("word/DOCUMENT.xml") == b"<a/>"
    assert opened.xml("/Word/Document.xml").tag == "a"


def test_a_member_that_is_not_there_is_named() -> None:
    """The message says which part is missing."""
    with pytest.raises(SourceError) as raised:
        open_archive(archive({"a": ""}), file="x.docx").read("word/document.xml")
    assert (
        str(raised.value)
        == "x.docx!word/document.xml: the archive lacks a part; found no such member; expected word/document.xml"
    )


@pytest.mark.parametrize("cut", [0, 4, 30, 100, -1, -10])
def test_a_cut_off_archive_is_damaged(cut: int) -> None:
    """No table of contents, or one that lies."""
    with pytest.raises(SourceError, match="cut off or damaged"):
        open_archive(archive({"a": "甲" * 100, "b": "乙"})[:cut], file="x.docx")


def test_a_flipped_byte_is_noticed() -> None:
    """The checksum of a member is checked."""
    data = bytearray(archive({"a": "关于印发任务分工的通知" * 20}))
    data[40] ^= 0xFF
    with pytest.raises(SourceError, match="damaged"):
        open_archive(bytes(data), file="x").read("a")


def test_a_password_is_named() -> None:
    """An encrypted member."""
    data = bytearray(archive({"a": "甲"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(SourceError, match="protected by a password"):
        open_archive(bytes(data), file="x").read("a")


def test_too_many_members_are_refused() -> None:
    """Counted before any is read."""
    with pytest.raises(SourceError, match="too many members; found 4; expected at most 3"):
        open_archive(archive(dict.fromkeys("abcd", "")), file="x", limits=SMALL)


def test_members_over_each_other_are_refused() -> None:
    """Two entries of the table of contents that share one packed member: 10 GB from 57 kB are made so."""
    data = archive({"a": "甲" * 1000, "b": "乙" * 1000})
    directory = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", directory + 4)
    moved = bytearray(data)
    moved[second + 42 : second + 46] = (5).to_bytes(4, "little")
    with pytest.raises(SourceError, match="lie over each other"):
        open_archive(bytes(moved), file="x")


def test_a_member_that_unpacks_to_too_much_is_refused() -> None:
    """By its ratio, by its size, and by the sum of all reads; whatever the header says."""
    with pytest.raises(SourceError, match="suspiciously much"):
        open_archive(archive({"a": " " * 1_900_000}), file="x", limits=SMALL).read("a")
    loose = attrs.evolve(SMALL, ratio=10_000)
    with pytest.raises(SourceError, match="too large; found more than 2,000,000"):
        open_archive(archive({"a": " " * 2_100_000}), file="x", limits=loose).read("a")
    opened = open_archive(archive({"a": " " * 1_900_000, "b": " " * 1_900_000}), file="x", limits=loose)
    assert len(opened.read("a")) == 1_900_000
    with pytest.raises(SourceError, match="too large; found more than 1,100,000"):
        opened.read("b")


def test_a_lying_size_does_not_help() -> None:
    """The header says 10 bytes, the member unpacks to two million."""
    data = archive({"a": " " * 2_100_000})
    lying = data.replace((2_100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(SourceError):
        open_archive(lying, file="x", limits=SMALL).read("a")


def test_stored_members_are_read_as_they_are() -> None:
    """No compression at all."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert open_archive(out.getvalue(), file="x").read("mimetype") == b"application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<a><b/></a", "damaged"),
        (b"", "damaged"),
        (b"<a>" + b"<b/>" * 200 + b"</a>", "too many tags; found 202; expected at most 100"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "document type"),
        ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"), "document type"),
        (b"<a " + b" ".join(b'a%d="1"' % at for at in range(1500)) + b"/>", "too many attributes; found 1,500"),
        (b"<a>" * 300 + b"</a>" * 300, "(?:damaged|too many)"),
        (b'<?xml version="1.0" encoding="utf-99"?><a/>', "damaged"),
    ],
)
def test_hostile_or_damaged_xml_is_refused(data: bytes, said: str) -> None:
    """One clear error for each."""
    with pytest.raises(SourceError, match=said):
        parse_xml(data, where="x!a", limits=SMALL)


def test_depth_over_that_of_libxml2_is_refused() -> None:
    """300 elements in each other, with the usual limits."""
    with pytest.raises(SourceError, match="damaged"):
        parse_xml(b"<a>" * 300 + b"</a>" * 300, where="x")


def test_comments_and_instructions_are_dropped_and_long_values_allowed() -> None:
    """A picture in an attribute is long but only one value."""
    root = parse_xml(b'<?xml version="1.0"?><a><!-- x --><?y z?><b c="' + b"A=" * 50_000 + b'"/></a>', where="x")
    assert [child.tag for child in root] == ["b"]
    assert len(root[0].get("c", "")) == 100_000


@pytest.mark.parametrize(("rows", "columns"), [(1, LIMITS.columns + 1), (LIMITS.area, 2), (20_000_000, 1)])
def test_tables_that_do_not_fit_into_memory_are_refused(rows: int, columns: int) -> None:
    """By width, and by rows times columns."""
    with pytest.raises(SourceError, match="a table is too large"):
        check_area(rows, columns, where="x!T1")


@pytest.mark.parametrize(("rows", "columns"), [(0, 0), (1, LIMITS.columns), (100_000, 12)])
def test_large_tables_pass(rows: int, columns: int) -> None:
    """A hundred thousand rows are no attack."""
    assert check_area(rows, columns, where="x") is None
