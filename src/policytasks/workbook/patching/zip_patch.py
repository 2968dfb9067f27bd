"""Zip patch 压缩包补丁: an archive with some members replaced, in which every other member stays as it was, byte for byte.

Unchanged members are copied as they lie there: compressed, with their local headers, times, extra fields and descriptors, in
their order (APPNOTE.TXT 4.3). So a file of 100 MB of pictures costs a copy, and no maker's trait gets lost.
"""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

import attrs

from policytasks.errors import SourceError

__all__ = ["member_key", "patched"]

_END, _END_SIZE = b"PK\x05\x06", 22
_LOCATOR, _LOCATOR_SIZE = b"PK\x06\x07", 20
_END_64 = b"PK\x06\x06"
_CENTRAL, _CENTRAL_SIZE = b"PK\x01\x02", 46
_LOCAL, _LOCAL_SIZE = b"PK\x03\x04", 30
_ZIP_64 = 0x0001
_UTF_8 = 0x0800
_STORED, _DEFLATED = 0, 8
_FULL_16, _FULL_32 = 0xFFFF, 0xFFFFFFFF
_FIRST_DAY = (1 << 5) | 1
"""1 January 1980 in the form of MS-DOS: a new member has no time of its own."""


def member_key(name: str) -> str:
    """The form in which names of members are compared, as some makers write them: without case, slashes one way."""
    return name.replace("\\", "/").lstrip("/").casefold()


@attrs.frozen
class _Member:
    """One entry of the table of contents.

    Args:
        record: Its bytes there.
        name: Its name, decoded as far as comparing needs it.
        offset: Where its local header lies.
    """

    record: bytes
    name: str
    offset: int


def patched(
    data: bytes, *, file: str, replaced: Mapping[str, bytes], added: Mapping[str, bytes], removed: Collection[str] = ()
) -> bytes:
    """An archive with some members changed.

    Args:
        data: The archive.
        file: Its name, for messages.
        replaced: Name of a member → its new content; it keeps its place, its time and the way it was compressed.
        added: Name of a new member → its content; they come last, in this order.
        removed: Names of members to leave out.

    Returns:
        The archive; the very same bytes when nothing is to be changed.

    Raises:
        SourceError: Its table of contents is damaged, a member to change is there twice or not at all, or there are too many.
    """
    if not (replaced or added or removed):
        return data
    members, start, comment = _contents(data, file)
    contents = {member_key(name): content for name, content in replaced.items()}
    gone = {member_key(name) for name in removed}
    counts = Counter(member_key(member.name) for member in members)
    for key in (*contents, *gone):
        if counts[key] != 1:
            raise SourceError(
                "a part of the archive cannot be replaced", where=f"{file}!{key}",
                found=f"{counts[key]} members of that name", expected="one",
            )  # fmt: skip
    out = bytearray()
    moved: dict[int, tuple[int, bytes]] = {}
    order = sorted(members, key=lambda member: member.offset)
    for member, end in zip(order, (*(each.offset for each in order[1:]), start), strict=True):
        key = member_key(member.name)
        if key in gone:
            continue
        offset = len(out)
        if key in contents:
            local, record = _renewed(data, member, contents[key], file)
            out += local
        else:
            record = member.record
            out += data[member.offset : end]
        moved[member.offset] = offset, record
    records = [
        _placed(record, offset) for offset, record in (moved[each.offset] for each in members if each.offset in moved)
    ]
    for name, content in added.items():
        if member_key(name) in counts:
            raise SourceError(
                "a part of the archive is there already", where=f"{file}!{name}", expected="no such member"
            )
        local, record = _new(name, content)
        records.append(_placed(record, len(out)))
        out += local
    if len(records) >= _FULL_16 or len(out) >= _FULL_32:
        raise SourceError(
            "the archive is too large to be changed in place", where=file, found=f"{len(records):,} members"
        )
    directory = b"".join(records)
    tail = struct.pack("<4s4H2IH", _END, 0, 0, len(records), len(records), len(directory), len(out), len(comment))
    return bytes(out) + directory + tail + comment


def _contents(data: bytes, file: str) -> tuple[list[_Member], int, bytes]:
    """The members in the order of the table of contents, where that begins, and the comment of the archive."""
    try:
        at, comment = _end(data)
        count, size, start = struct.unpack_from("<H2I", data, at + 10)
        table_end = at
        locator = at - _LOCATOR_SIZE
        if locator >= 0 and data[locator : locator + 4] == _LOCATOR:
            table_end = data.rindex(_END_64, 0, locator)
            count, size, start = struct.unpack_from("<3Q", data, table_end + 32)
        # Bytes that somebody put in front of the archive shift everything that it says about itself.
        shift = table_end - size - start
        members = list(_members(data, start + shift, count, shift))
        if any(data[member.offset : member.offset + 4] != _LOCAL for member in members):
            raise ValueError("no local header")
        return members, start + shift, comment
    except (ValueError, struct.error, IndexError) as fault:
        raise SourceError(
            "the file is cut off or damaged", where=file, found="a zip archive without a readable table of contents",
            expected="a whole file; fetch it again",
        ) from fault  # fmt: skip


def _end(data: bytes) -> tuple[int, bytes]:
    """Where the end of the table of contents is said, and the comment behind it."""
    at = len(data) - _END_SIZE
    if data[at : at + 4] == _END and data[at + 20 :] == b"\0\0":
        return at, b""
    at = data.rindex(_END, max(0, len(data) - _END_SIZE - _FULL_16))
    (length,) = struct.unpack_from("<H", data, at + 20)
    return at, data[at + _END_SIZE :][:length]


def _members(data: bytes, at: int, count: int, shift: int) -> Iterator[_Member]:
    for _ in range(count):
        if data[at : at + 4] != _CENTRAL:
            raise ValueError("no entry of a table of contents")
        flags = struct.unpack_from("<H", data, at + 8)[0]
        name, extra, remark = struct.unpack_from("<3H", data, at + 28)
        end = at + _CENTRAL_SIZE + name + extra + remark
        record = data[at:end]
        if len(record) != end - at:
            raise ValueError("an entry is cut off")
        offset = struct.unpack_from("<I", record, 42)[0]
        if offset == _FULL_32:
            (offset,) = struct.unpack_from("<Q", record, _wide_offset(record))
        encoding = "utf-8" if flags & _UTF_8 else "cp437"
        yield _Member(record, record[_CENTRAL_SIZE : _CENTRAL_SIZE + name].decode(encoding, "replace"), offset + shift)
        at = end


def _wide_offset(record: bytes) -> int:
    """Where a table entry holds its offset when four bytes were too few: behind the sizes, in the field for large files."""
    name, extra = struct.unpack_from("<2H", record, 28)
    at: int = _CENTRAL_SIZE + name
    end = at + extra
    while at + 4 <= end:
        kind, length = struct.unpack_from("<2H", record, at)
        if kind == _ZIP_64:
            # Only those of the four fields stand there that are too large for the entry itself.
            return at + 4 + 8 * (record[20:24], record[24:28]).count(b"\xff\xff\xff\xff")
        at += 4 + length
    raise ValueError("no field for large files")


def _placed(record: bytes, offset: int) -> bytes:
    """A table entry whose member lies at another place."""
    placed = bytearray(record)
    if struct.unpack_from("<I", record, 42)[0] == _FULL_32:
        struct.pack_into("<Q", placed, _wide_offset(record), offset)
    else:
        struct.pack_into("<I", placed, 42, offset)
    return bytes(placed)


def _renewed(data: bytes, member: _Member, content: bytes, file: str) -> tuple[bytes, bytes]:
    """The member with another content, and its table entry."""
    record = member.record
    made_by, _, flags, method, moment = struct.unpack_from("<4HI", record, 4)
    if flags & 1:
        raise SourceError("the file is protected by a password", where=f"{file}!{member.name}", expected="a file without password")  # fmt: skip
    name_length, extra_length, remark_length, disk, inner, outer = struct.unpack_from("<5HI", record, 28)
    name_end = _CENTRAL_SIZE + name_length
    name = record[_CENTRAL_SIZE:name_end]
    extra = _without_sizes(record[name_end : name_end + extra_length])
    remark = record[name_end + extra_length :]
    local_name, local_extra = struct.unpack_from("<2H", data, member.offset + 26)
    extra_start = member.offset + _LOCAL_SIZE + local_name
    local_fields = _without_sizes(data[extra_start : extra_start + local_extra])
    method = _STORED if method == _STORED else _DEFLATED
    packed = content if method == _STORED else _deflated(content)
    # Sizes stand in the header, so there is no descriptor; names keep their encoding.
    facts = struct.pack("<3HI3I", 20, flags & _UTF_8, method, moment, zlib.crc32(content), len(packed), len(content))
    local = _LOCAL + facts + struct.pack("<2H", len(name), len(local_fields)) + name + local_fields + packed
    central = (
        _CENTRAL + struct.pack("<H", made_by) + facts
        + struct.pack("<5HI", len(name), len(extra), remark_length, disk, inner, outer) + bytes(4)
        + name + extra + remark
    )  # fmt: skip
    return local, central


def _new(name: str, content: bytes) -> tuple[bytes, bytes]:
    """A new member, and its table entry."""
    encoded, packed = name.encode("utf-8"), _deflated(content)
    flags = 0 if encoded.isascii() else _UTF_8
    facts = struct.pack(
        "<3HI3I", 20, flags, _DEFLATED, _FIRST_DAY << 16, zlib.crc32(content), len(packed), len(content)
    )
    local = _LOCAL + facts + struct.pack("<2H", len(encoded), 0) + encoded + packed
    central = _CENTRAL + struct.pack("<H", 20) + facts + struct.pack("<5HI", len(encoded), 0, 0, 0, 0, 0) + bytes(4)
    return local, central + encoded


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _without_sizes(extra: bytes) -> bytes:
    """Extra fields without the one for large files, whose sizes are another member's now."""
    kept = bytearray()
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind != _ZIP_64:
            kept += extra[at : at + 4 + length]
        at += 4 + length
    return bytes(kept)
