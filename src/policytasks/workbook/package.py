"""Package 文件包: the same bytes for the same workbook, and numbers beside its formulas."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from xml.sax.saxutils import escape

from openpyxl import Workbook

from policytasks.workbook.cells import escaped

__all__ = ["package"]

_STAMP = (1980, 1, 1, 0, 0, 0)
_FORMULA = re.compile(
    rb'(?P<head><c r="(?P<cell>[A-Z]+[0-9]+)"(?: s="[0-9]+")?)(?P<formula>><f>[^<]*</f>)<v ?/?>(?:</v>)?</c>'
)
_LABEL_FORMAT = re.compile(rb'<(?:c:)?dLbls><(?:c:)?numFmt formatCode="[^"]*"')
"""The format of numbers on bars, which openpyxl does not let say that it is not that of the cells."""

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


_Values = Mapping[str, Mapping[str, float | str]]


def package(book: Workbook, *, on: datetime, values: _Values | None = None) -> bytes:
    """The bytes of a workbook; the clock has no part in them.

    Args:
        book: The workbook.
        on: The time that the file says it was made.
        values: What formulas give, by sheet and address: for programs that show a workbook without calculating it.
    """
    book.properties.created = on
    raw = io.BytesIO()
    book.save(raw)
    stamp = f"{on.isoformat()}Z".encode()
    # openpyxl numbers the parts as the sheets stand.
    results = {
        f"xl/worksheets/sheet{number}.xml": (values or {}).get(sheet.title, {})
        for number, sheet in enumerate(book.worksheets, 1)
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", data)
            elif name.startswith("xl/charts/"):
                data = _LABEL_FORMAT.sub(rb'\g<0> sourceLinked="0"', data)
            elif results.get(name):
                data = _with_results(data, results[name])
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, data)
    return packed.getvalue()


def _with_results(data: bytes, results: Mapping[str, float | str]) -> bytes:
    """The part of a sheet with a result behind each formula that has one; openpyxl leaves them empty."""

    def fill(match: re.Match[bytes]) -> bytes:
        value = results.get(match["cell"].decode("ascii"))
        if value is None:
            return match[0]
        kind = b' t="str"' if isinstance(value, str) else b""
        said = escape(escaped(value)) if isinstance(value, str) else repr(value)
        return match["head"] + kind + match["formula"] + b"<v>" + said.encode() + b"</v></c>"

    return _FORMULA.sub(fill, data)
