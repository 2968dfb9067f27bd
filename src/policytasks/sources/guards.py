"""Guards 防护: what a file may cost before any reader sees it.

A few kilobytes can unpack to gigabytes, or claim a cell that covers twenty million columns. Every reader of a zipped format
opens its file by `open_archive` and parses its parts by `parse_xml`, and asks `check_area` before it lays out a table; all
three raise `SourceError` and never allocate more than the limits below.
"""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator

import attrs
from lxml import etree

from policytasks.errors import SourceError

__all__ = [
    "LIMITS",
    "Archive",
    "Limits",
    "check_area",
    "open_archive",
    "parse_xml",
]


@attrs.frozen(kw_only=True)
class Limits:
    """What one file may cost; generous for real documents, whose largest known are below a tenth of each.

    Args:
        members: Members of an archive.
        member_bytes: Unpacked bytes of one member that is read.
        total_bytes: Unpacked bytes of all reads of one archive together.
        ratio: Unpacked over packed bytes of one member, counted only past ``ratio_from``.
        ratio_from: Unpacked bytes from which the ratio counts; small parts of styles pack very well.
        tags: Tags in one XML part, opening and closing ones.
        attributes: Attributes of one XML element.
        depth: Tables inside tables.
        columns: Columns of one table; Word allows 63, Excel 16,384.
        area: Grid positions of one table, merged ones counted in full.
    """

    members: int = 65_536
    member_bytes: int = 256 * 1024 * 1024
    total_bytes: int = 512 * 1024 * 1024
    ratio: int = 250
    ratio_from: int = 16 * 1024 * 1024
    tags: int = 4_000_000
    attributes: int = 1_000
    depth: int = 32
    columns: int = 16_384
    area: int = 4_000_000


LIMITS = Limits()
"""The limits that every reader keeps."""

_CHUNK = 1024 * 1024
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
_DECODING_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,  # an encrypted member
    NotImplementedError,  # a compression that Python does not know
    ValueError,
    IndexError,
)


class Archive:
    """A zip archive whose reading is bounded.

    Member names are compared without regard to case and to the direction of slashes, as some makers write them.

    Args:
        archive: The opened archive.
        file: Name of the file, for messages.
        limits: What reading may cost.
    """

    def __init__(self, archive: zipfile.ZipFile, *, file: str, limits: Limits = LIMITS) -> None:
        self.file = file
        self._archive = archive
        self._limits = limits
        self._spent = 0
        self._members: dict[str, zipfile.ZipInfo] = {}
        for info in archive.infolist():
            self._members[_key(info.filename)] = info

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the members as the archive spells them, in its order."""
        return tuple(info.filename.replace("\\", "/") for info in self._members.values())

    def __contains__(self, member: str) -> bool:
        return _key(member) in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def read(self, member: str) -> bytes:
        """The bytes of one member.

        Raises:
            SourceError: There is no such member, it is damaged or encrypted, or it unpacks to more than the limits.
        """
        info = self._members.get(_key(member))
        where = f"{self.file}!{member}"
        if info is None:
            raise SourceError("the archive lacks a part", where=where, found="no such member", expected=member)
        if info.flag_bits & _ENCRYPTED:
            raise SourceError("the file is protected by a password", where=where, expected="a file without password")
        try:
            return self._unpack(info, where)
        except SourceError:
            raise
        except _DECODING_FAULTS as fault:
            raise SourceError("a part of the archive is damaged", where=where, found=_line(fault)) from fault

    def xml(self, member: str) -> etree._Element:
        """The root element of one member, parsed by `parse_xml`."""
        return parse_xml(self.read(member), where=f"{self.file}!{member}", limits=self._limits)

    def _unpack(self, info: zipfile.ZipInfo, where: str) -> bytes:
        chunks: list[bytes] = []
        size = 0
        room = min(self._limits.member_bytes, self._limits.total_bytes - self._spent)
        with self._archive.open(info) as stream:
            # What the header says about the size is not believed: the bytes are counted as they come.
            while chunk := stream.read(_CHUNK):
                chunks.append(chunk)
                size += len(chunk)
                if size > room:
                    raise SourceError(
                        "a part of the archive is too large",
                        where=where,
                        found=f"more than {room:,} bytes unpacked",
                        expected=f"at most {room:,}",
                    )
                if size > self._limits.ratio_from and size > self._limits.ratio * max(1, info.compress_size):
                    raise SourceError(
                        "a part of the archive unpacks to suspiciously much",
                        where=where,
                        found=f"more than {size:,} bytes from {info.compress_size:,}",
                        expected=f"at most {self._limits.ratio} times the packed size",
                    )
        self._spent += size
        return b"".join(chunks)


def open_archive(data: bytes, *, file: str, limits: Limits = LIMITS) -> Archive:
    """A zip archive, checked before anything is unpacked.

    Args:
        data: The bytes of the file.
        file: Its name, for messages.
        limits: What reading it may cost.

    Raises:
        SourceError: No zip archive, a cut off one, too many members, or members that lie over each other.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except _DECODING_FAULTS as fault:
        raise SourceError(
            "the file is cut off or damaged", where=file, found="a zip archive without a readable table of contents",
            expected="a whole file; fetch it again",
        ) from fault  # fmt: skip
    if len(members) > limits.members:
        raise SourceError(
            "the archive has too many members",
            where=file,
            found=f"{len(members):,}",
            expected=f"at most {limits.members:,}",
        )
    end, last = 0, ""
    for info in sorted(members, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise SourceError(
                "members of the archive lie over each other", where=file, found=f"{last!r} and {info.filename!r}",
                expected="separate members",
            )  # fmt: skip
        # The names in the local headers are left out: a bound that good archives always keep.
        end, last = info.header_offset + _LOCAL_HEADER + info.compress_size, info.filename
    return Archive(archive, file=file, limits=limits)


def parse_xml(data: bytes, *, where: str, limits: Limits = LIMITS) -> etree._Element:
    """The root element of an XML part; comments and processing instructions are dropped.

    Entities are not resolved, nothing is fetched, and libxml2's own limits (depth 256, text nodes of 10 MB) are kept.

    Raises:
        SourceError: No well-formed XML, a document type, or more tags or attributes than the limits allow.
    """
    tags = data.count(b"<")
    if tags > limits.tags:
        raise SourceError(
            "an XML part has too many tags", where=where, found=f"{tags:,}", expected=f"at most {limits.tags:,}"
        )
    for name in _DOCTYPES:
        if name in data:
            raise SourceError("an XML part has a document type", where=where, found="<!DOCTYPE", expected="none")
    _check_attributes(data, where, limits)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as fault:
        raise SourceError("an XML part is damaged", where=where, found=_line(fault), expected="XML") from fault


_DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


_ATTRIBUTE = rb"""\s++[^\s=<>"'/]++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+')"""
_ATTRIBUTES = re.compile(rb"<[^\s<>/]++((?:" + _ATTRIBUTE + rb")*)")
_ONE_ATTRIBUTE = re.compile(_ATTRIBUTE)


def _check_attributes(data: bytes, where: str, limits: Limits) -> None:
    """Refuse an element with too many attributes.

    Only stretches between two ``<`` that are long enough to hold so many are looked at; ``<`` cannot stand in a value. A
    stretch in which the attributes break off is not well-formed, and the parser stops there too.
    """
    for stretch in re.finditer(rb"<[^<]{%d,}" % (limits.attributes * len(b' a=""')), data):
        tag = _ATTRIBUTES.match(stretch.group())
        found = 0 if tag is None else len(_ONE_ATTRIBUTE.findall(tag.group(1)))
        if found > limits.attributes:
            raise SourceError(
                "an XML element has too many attributes", where=where, found=f"{found:,}",
                expected=f"at most {limits.attributes:,}",
            )  # fmt: skip


def check_area(rows: int, columns: int, *, where: str, limits: Limits = LIMITS) -> None:
    """Refuse a table that would not fit into memory when laid out.

    Args:
        rows: Its rows.
        columns: Its columns, merged ones counted in full.
        where: The table, for the message.

    Raises:
        SourceError: More columns or more grid positions than the limits allow.
    """
    if columns > limits.columns or rows * columns > limits.area:
        raise SourceError(
            "a table is too large", where=where, found=f"{rows:,} rows × {columns:,} columns",
            expected=f"at most {limits.columns:,} columns and {limits.area:,} grid positions",
        )  # fmt: skip


def _key(member: str) -> str:
    return member.replace("\\", "/").lstrip("/").casefold()


def _line(fault: BaseException) -> str:
    """What an exception says, on one line."""
    return " ".join(str(fault).split()) or type(fault).__name__
