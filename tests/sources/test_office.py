"""Older office formats give the blocks of their docx, through LibreOffice."""

from __future__ import annotations

import shutil
from pathlib import Path

import attrs
import pytest

from policytasks.errors import MissingExtraError, SourceError
from policytasks.sources.document import Document
from policytasks.sources.office import read
from policytasks.sources.read import read_document

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def printed(data: Path) -> Document:
    """The real notice from docx."""
    return read_document(data / "yanzhou-2021-20.docx", file="x")


@needs_libreoffice
@pytest.mark.parametrize("suffix", ["doc", "odt"])
def test_the_real_notice_has_the_same_blocks_in_every_office_format(data: Path, printed: Document, suffix: str) -> None:
    """Paragraphs, tables, cells, spans and places."""
    assert read_document(data / f"yanzhou-2021-20.{suffix}", file="x") == attrs.evolve(printed, format=suffix)


@needs_libreoffice
def test_rich_text_is_read() -> None:
    """A small RTF file with Chinese characters and a table."""
    content = (
        rb"{\rtf1\ansi\uc0 \u-28815?\u31243?\par\trowd\cellx2000\cellx4000\intbl A\cell B\cell\row\pard\par}".replace(
            b"?", b""
        )
    )
    document = read_document(content, file="x.rtf")
    assert document.format == "rtf"
    assert [one.text for one in document.paragraphs if one.text] == ["轱程".replace("轱", chr(65536 - 28815)), "A", "B"]
    assert [len(table.cells) for table in document.tables] == [2]


def test_without_libreoffice_one_line_says_what_is_missing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """MissingExtraError names the program."""
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(MissingExtraError) as raised:
        read_document(data / "yanzhou-2021-20.doc", file="x.doc")
    assert raised.value.program == "soffice"
    assert str(raised.value) == "reading doc files (x.doc) is not available here; expected the program soffice on PATH"


def fake(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program named soffice that does something else."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_a_conversion_that_gives_nothing_says_what_the_program_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last line of its output."""
    fake(tmp_path, "echo start; echo 'Error: source file could not be loaded'", monkeypatch)
    with pytest.raises(SourceError) as raised:
        read(b"{\\rtf1 }", file="x.rtf")
    assert str(raised.value) == (
        "x.rtf: LibreOffice could not read the file; found Error: source file could not be loaded; "
        "expected a whole file without password"
    )


def test_a_conversion_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program and the children that it started."""
    fake(tmp_path, "sleep 60 & sleep 60", monkeypatch)
    with pytest.raises(SourceError, match=r"took too long; found no result in 0\.2 s"):
        read(b"{\\rtf1 }", file="x.rtf", timeout=0.2)


def test_formats_with_a_reader_of_their_own_are_not_converted() -> None:
    """Only what nothing else reads goes through LibreOffice."""
    with pytest.raises(SourceError, match="not used for this format; found txt"):
        read("通知".encode(), file="x")


def test_a_program_that_cannot_be_started_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An executable file that is no program."""
    program = tmp_path / "soffice"
    program.write_bytes(b"\x7fELF rubbish")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SourceError, match="LibreOffice could not be started"):
        read(b"{\\rtf1 }", file="x.rtf")
