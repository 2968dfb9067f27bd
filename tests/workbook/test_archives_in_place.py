"""Archives in which a member is replaced: every other one stays as it lies there, however the archive was made."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zip_members import raw_members

from policytasks.errors import SourceError
from policytasks.workbook.patching.zip_patch import patched


class Pipe(io.RawIOBase):
    """A file that cannot be wound back, so that sizes stand behind the members."""

    def __init__(self) -> None:
        super().__init__()
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.data += data
        return len(data)


def archive(members: dict[str, bytes], *, piped: bool = False, large: bool = False, comment: bytes = b"") -> bytes:
    """An archive as other programs make them: with sizes behind the members, with fields for large files, with a comment."""
    out: Any = Pipe() if piped else io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for number, (name, content) in enumerate(members.items()):
            info = zipfile.ZipInfo(name, (2021, 8, 1, 9, 30, 2 * (number % 30)))
            info.compress_type = zipfile.ZIP_STORED if number % 2 else zipfile.ZIP_DEFLATED
            with target.open(info, "w", force_zip64=large) as stream:
                stream.write(content)
        target.comment = comment
    return bytes(out.data) if piped else out.getvalue()


names = st.lists(st.text("abcXYZ台账/_.", min_size=1, max_size=8).filter(lambda name: name.strip("/.") == name), min_size=2, max_size=6, unique_by=str.casefold)  # fmt: skip


@settings(deadline=None)
@given(
    names,
    st.binary(max_size=300),
    st.booleans(),
    st.booleans(),
    st.binary(max_size=20).filter(lambda comment: b"PK" not in comment),
    st.data(),
)
def test_all_other_members_are_the_same_bytes(
    found: list[str], content: bytes, piped: bool, large: bool, comment: bytes, data: st.DataObject
) -> None:
    members = {name: content + name.encode() for name in found}
    before = archive(members, piped=piped, large=large, comment=comment)
    name = data.draw(st.sampled_from(found))
    after = patched(before, file="x", replaced={name: b"new" * 9}, added={"neu/\u4e00.xml": b"<a/>"})
    old, new = raw_members(before), raw_members(after)
    assert {each: old[each] for each in found if each != name} == {each: new[each] for each in found if each != name}
    with zipfile.ZipFile(io.BytesIO(after)) as read, zipfile.ZipFile(io.BytesIO(before)) as was:
        assert read.testzip() is None
        assert read.namelist() == [*was.namelist(), "neu/\u4e00.xml"]
        assert {each: read.read(each) for each in read.namelist()} == members | {
            name: b"new" * 9,
            "neu/\u4e00.xml": b"<a/>",
        }
        assert read.comment == comment
        assert read.getinfo(name).date_time == was.getinfo(name).date_time
        assert read.getinfo(name).compress_type == was.getinfo(name).compress_type


def test_nothing_to_change_gives_the_very_same_object() -> None:
    data = archive({"a": b"1", "b": b"2"})
    assert patched(data, file="x", replaced={}, added={}) is data


def test_a_member_goes() -> None:
    data = archive({"a": b"1", "b": b"2", "c": b"3"})
    after = patched(data, file="x", replaced={}, added={}, removed=["b"])
    assert list(raw_members(after)) == ["a", "c"]
    assert raw_members(after)["c"] == raw_members(data)["c"]


def test_bytes_in_front_of_an_archive_do_not_matter() -> None:
    data = archive({"a": b"1", "b": b"2"})
    assert patched(b"#!/bin/sh\n" + data, file="x", replaced={"a": b"n"}, added={}) == patched(
        data, file="x", replaced={"a": b"n"}, added={}
    )


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_a_name_that_stands_twice_is_refused() -> None:
    """Programs differ in which of the two they read."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("a.xml", "1")
        target.writestr("A.xml", "2")
    with pytest.raises(SourceError, match="cannot be replaced"):
        patched(out.getvalue(), file="x", replaced={"a.xml": b"n"}, added={})


@pytest.mark.parametrize("cut", [0, 1, 21, 40])
def test_damaged_archives_are_refused(cut: int) -> None:
    data = archive({"a": b"1" * 50, "b": b"2"})
    with pytest.raises(SourceError, match="cut off or damaged"):
        patched(data[: len(data) - 1 - cut], file="x", replaced={"a": b"n"}, added={})
