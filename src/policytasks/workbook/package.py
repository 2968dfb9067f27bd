"""Package 文件包: the same bytes for the same workbook."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

from openpyxl import Workbook

__all__ = ["package"]

_STAMP = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def package(book: Workbook, *, on: datetime) -> bytes:
    """The bytes of a workbook; the clock has no part in them.

    Args:
        book: The workbook.
        on: The time that the file says it was made.
    """
    book.properties.created = on
    raw = io.BytesIO()
    book.save(raw)
    stamp = f"{on.isoformat()}Z".encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", data)
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, data)
    return packed.getvalue()
