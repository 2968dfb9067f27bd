"""Members of an archive as they lie in it: headers, names, times and compressed bytes, without unpacking anything."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping


def raw_members(data: bytes) -> Mapping[str, bytes]:
    """Every member with its local header and its compressed bytes, in the order of the archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
        ends = [*(info.header_offset for info in infos[1:]), archive.start_dir]
        return {info.filename: data[info.header_offset : end] for info, end in zip(infos, ends, strict=True)}


def changed_members(before: bytes, after: bytes) -> list[str]:
    """Names of the members that are not the same bytes any more, that are gone, or that are new."""
    old, new = raw_members(before), raw_members(after)
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def member(data: bytes, name: str) -> str:
    """The text of a member."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode("utf-8")


def altered(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The archive with the text of one member changed; all others as they were."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            target.writestr(info, change(content.decode("utf-8")).encode("utf-8") if info.filename == name else content)
    return out.getvalue()
