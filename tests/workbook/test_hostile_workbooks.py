"""Files that are no ledgers, damaged or hostile give one clear error, and cost little."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from policytasks.errors import LedgerError
from policytasks.model.notice import Notice
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import render


def altered(data: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one member changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if name == member else content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(scope="module")
def good(seed: Notice) -> bytes:
    """A workbook that reads well."""
    return render(seed)


def test_a_missing_file_is_pythons_own_error(tmp_path: Path) -> None:
    """As for every reader."""
    with pytest.raises(FileNotFoundError):
        read_ledger(tmp_path / "none.xlsx")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "0 bytes"),
        (b"PK\x03\x04", "a zip archive without a readable table of contents"),
        (b"%PDF-1.7", "the format pdf"),
        ("台账".encode(), "the format txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook\0".encode("utf-16-le"), "the format xls"),
    ],
    ids=["empty", "stub", "pdf", "text", "xls"],
)
def test_what_is_no_workbook_is_named(tmp_path: Path, data: bytes, found: str) -> None:
    """The error names the file, and what it is."""
    path = tmp_path / "台账.xlsx"
    path.write_bytes(data)
    with pytest.raises(LedgerError) as caught:
        read_ledger(path)
    assert (caught.value.where, caught.value.found) == (str(path), found)


def test_a_workbook_with_a_password_says_so(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage\0".encode("utf-16-le"))
    with pytest.raises(LedgerError, match="the file is protected by a password") as caught:
        read_ledger(path)
    assert caught.value.where == str(path)


def test_a_workbook_without_a_ledger_says_what_it_looked_for(tmp_path: Path) -> None:
    """Sheets by name, and the headings that are wanted."""
    book = Workbook()
    book.active.title = "通讯录"
    book.active.append(["姓名", "电话"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(LedgerError) as caught:
        read_ledger(tmp_path / "a.xlsx")
    assert (caught.value.found, "编号" in caught.value.expected) == ("通讯录", True)


@pytest.mark.parametrize(
    "change",
    [
        lambda part: part.replace(b'ref="B4:', b'ref="A1:XFD1048576"/><mergeCell ref="B4:', 1),
        lambda part: part.replace(b'r="A4"', b'r="ZZZZZ1"', 1),
        lambda part: part.replace(b'r="A4"', b'r="A99999999"', 1),
        lambda part: part[: len(part) // 2],
        lambda part: part.replace(b' s="', b' s="99999', 1),
        lambda part: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + part,
        lambda part: b"",
        lambda part: part.replace(b"<sheetData>", b"<sheetData>" + b"<row/>" * 4_100_000, 1),
    ],
    ids=[
        "one huge merged cell",
        "a far column",
        "a far row",
        "cut off",
        "no such style",
        "an entity",
        "empty",
        "many rows",
    ],
)
def test_hostile_sheets_are_refused(good: bytes, change: Callable[[bytes], bytes]) -> None:
    """Whatever the reader below would have done with them."""
    with pytest.raises(LedgerError):
        read_ledger(altered(good, SHEET, change))


def test_a_far_cell_costs_nothing(good: bytes, seed: Notice) -> None:
    """XFD1048576 is a cell that a sheet has; only cells that are there are looked at."""
    far = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    found = read_ledger(altered(good, SHEET, lambda part: part.replace(b"</sheetData>", far)))
    assert found.notice == seed
    assert found.footnotes == ("1",)


def test_a_wrong_dimension_hides_no_rows(good: bytes, seed: Notice) -> None:
    """Some programs write it too small."""
    small = altered(good, SHEET, lambda part: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:B2"', part))
    assert len(read_ledger(small).entries) == 47


@pytest.mark.parametrize("length", range(0, 20_000, 1_111))
def test_cut_off_files_raise_ledger_errors_only(good: bytes, length: int) -> None:
    """At any length."""
    with pytest.raises(LedgerError):
        read_ledger(good[:length])
