"""Any file is read by its content, and what cannot be read is named in one line."""

from __future__ import annotations

import email.message
import io
from pathlib import Path

import pytest
from word_files import archive, docx, paragraph

from policytasks.errors import SourceError
from policytasks.sources.detect import detect
from policytasks.sources.read import FORMATS, load, read_document

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ole2(stream: str, *, encrypted: bool = False) -> bytes:
    """An OLE2 file with one stream, as far as its directory."""
    header = bytearray(OLE2 + b"\0" * 504)
    header[30:32] = (9).to_bytes(2, "little")
    entry = bytearray(128)
    name = stream.encode("utf-16-le") + b"\0\0"
    entry[: len(name)] = name
    entry[116:120] = (1).to_bytes(4, "little")
    information = bytearray(b"\xec\xa5" + b"\0" * 510)
    information[11] = 1 if encrypted else 0
    return bytes(header) + bytes(entry) + bytes(384) + bytes(information)


def open_document(mimetype: str) -> bytes:
    """An OpenDocument archive of a kind."""
    return archive({"mimetype": f"application/vnd.oasis.opendocument.{mimetype}", "content.xml": "<a/>"})


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("关于印发任务分工的通知".encode(), "txt"),
        ("关于印发任务分工的通知".encode("gbk"), "txt"),
        ("一".encode("utf-16"), "txt"),
        ("PK赛活动任务分工".encode(), "txt"),
        (b"\n\n%PDF-1.4", "pdf"),
        (b"junk\n%PDF-1.4", "pdf"),
        (b"{\\rtf1\\ansi }", "rtf"),
        (docx(paragraph("甲")), "docx"),
        (archive({"word/document2.xml": "<a/>"}), "docx"),
        (archive({"xl/workbook.xml": "<a/>"}), "xlsx"),
        (archive({"xl/workbook.bin": "x"}), "xls"),
        (archive({"OFD.xml": "<a/>", "Doc_0/Document.xml": "<a/>"}), "ofd"),
        (archive({"[Content_Types].xml": 'ContentType="…spreadsheetml.sheet.main+xml"'}), "xlsx"),
        (open_document("text"), "odt"),
        (open_document("spreadsheet"), "ods"),
        (ole2("WordDocument"), "doc"),
        (ole2("Workbook"), "xls"),
        (b"<!DOCTYPE html><title>x</title>", "html"),
        (b"\xef\xbb\xbf\r\n<!-- saved from url --><HTML>", "html"),
        (b'<?xml version="1.0"?>\n<html xmlns="x"/>', "html"),
        ("<p>通知</p>".encode("gbk"), "html"),
        ("<div>通知</div>".encode("utf-16"), "html"),
        ("通知\n<p>一、</p><p>二、</p>".encode(), "html"),
        (b'{"format": 1}', "json"),
        (b"[]", "json"),
        ("[2021]20号".encode(), "txt"),
        (b"a < b > c", "txt"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "xml"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "xls"),
        (b'<html xmlns:x="urn:schemas-microsoft-com:office:spreadsheet"><table>', "html"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x", "mhtml"),
    ],
)
def test_the_format_is_found_from_the_content(content: bytes, name: str) -> None:
    """The name of the file plays no part."""
    assert detect(content, file="任意.docx") == name


@pytest.mark.parametrize("suffix", ["doc", "docx", "html", "odt", "pdf", "txt"])
def test_the_format_of_the_real_notice_is_found(data: Path, suffix: str) -> None:
    """Files that Word, LibreOffice and a browser wrote."""
    assert detect((data / f"yanzhou-2021-20.{suffix}").read_bytes()) == suffix


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"BM\x36\x10\0\0\0\0\0\0\x36\0\0\0", "a BMP image"),
        (b"Rar!\x1a\x07\x01\0", "a RAR archive"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "a WebP image, a sound or a film"),
        (b"\0\0\0\x20ftypisom", "a film or a HEIC image"),
        (archive({"a.txt": "甲", "b.txt": "乙", "c": "", "d": ""}), "a zip archive with a.txt, b.txt, c, …"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><rss/>', "an XML file"),
        (archive({}), "an empty zip archive"),
        (archive({"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"}), "slides"),
        (ole2("PowerPoint Document"), "slides"),
        (ole2("Anything"), "an OLE2 file without text, or a cut off one"),
    ],
)
def test_what_is_no_document_is_called_by_its_name(content: bytes, found: str) -> None:
    """The message says what the file is and what can be read."""
    with pytest.raises(SourceError) as raised:
        detect(content, file="通知.docx")
    assert (raised.value.where, raised.value.found) == ("通知.docx", found)
    assert str(raised.value).startswith(
        f"通知.docx: the file is no document that can be read; found {found}; expected txt, docx"
    )
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("content", [ole2("EncryptedPackage"), ole2("WordDocument", encrypted=True)])
def test_a_password_is_named(content: bytes) -> None:
    """docx and doc that ask for a password before they open."""
    with pytest.raises(SourceError) as raised:
        detect(content, file="密.doc")
    assert str(raised.value) == "密.doc: the file is protected by a password; expected a file without password"


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    """Zero bytes."""
    (tmp_path / "空.docx").write_bytes(b"")
    with pytest.raises(SourceError, match="the file is empty; found 0 bytes; expected a document"):
        read_document(tmp_path / "空.docx")


def test_a_missing_file_is_pythons_own_error(tmp_path: Path) -> None:
    """FileNotFoundError, with the path."""
    with pytest.raises(FileNotFoundError) as raised:
        read_document(tmp_path / "无.docx")
    assert raised.value.filename == str(tmp_path / "无.docx")


def test_a_folder_is_named(tmp_path: Path) -> None:
    """Not a traceback of the operating system."""
    with pytest.raises(SourceError) as raised:
        read_document(tmp_path)
    assert str(raised.value) == f"{tmp_path}: this is no file; found a folder; expected a document"


@pytest.mark.parametrize("path", ["a\0b", "通知" * 3000])
def test_a_text_given_for_a_path_is_a_source_error(path: str) -> None:
    """A str is always a path, and an impossible one says so."""
    with pytest.raises(SourceError, match="the file cannot be opened"):
        read_document(path)


def test_json_is_sent_to_its_reader() -> None:
    """A notice saved as JSON is no document of blocks."""
    with pytest.raises(SourceError, match="found JSON; expected a document; read_json"):
        read_document(b'{"format": 1}', file="a.json")


def test_a_truncated_docx_is_named(data: Path) -> None:
    """The first half of a real file."""
    content = (data / "yanzhou-2021-20.docx").read_bytes()
    with pytest.raises(SourceError, match=r"^x\.docx: the file is cut off or damaged"):
        read_document(content[: len(content) // 2], file="x.docx")


def test_a_path_bytes_and_a_file_are_the_same_source(tmp_path: Path) -> None:
    """The name in locations is the bare name of the file, or the one that the caller gives."""
    path = tmp_path / "通知.txt"
    path.write_bytes("甲\n乙".encode())
    document = read_document(path, file="通知.txt")
    assert str(document.blocks[1].location) == "通知.txt:2"
    assert read_document(str(path), file="通知.txt") == document
    assert read_document("甲\n乙".encode(), file="通知.txt") == document
    assert read_document(bytearray("甲\n乙".encode()), file="通知.txt") == document
    assert read_document(io.BytesIO("甲\n乙".encode()), file="通知.txt") == document
    with path.open("rb") as stream:
        assert read_document(stream).file == read_document(path).file == "通知.txt"
    assert read_document(b"a").file == ""


@pytest.mark.parametrize("source", [12, None, io.StringIO("甲")])
def test_what_is_no_source_is_a_type_error(source: object) -> None:
    """A mistake in the program, not in the file."""
    with pytest.raises(TypeError):
        load(source)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_has_a_reader_of_the_same_shape(name: str) -> None:
    """A module with ``read(data, *, file)``."""
    module = pytest.importorskip(FORMATS[name], reason="the reader of this format is not there")
    assert list(module.read.__annotations__)[:2] == ["data", "file"]


def test_a_saved_web_page_is_read_by_the_reader_of_pages() -> None:
    """MHTML, quoted-printable and in another encoding."""
    message = email.message.EmailMessage()
    message.set_content("正文")
    message.add_alternative("<html><body><p>责任单位：区财政局</p></body></html>", subtype="html", charset="gb2312")
    document = read_document(message.as_bytes().replace(b"multipart/alternative", b"multipart/related"), file="x.doc")
    assert "责任单位：区财政局" in document.text


def test_a_message_without_page_is_named() -> None:
    """A web archive of pictures only."""
    with pytest.raises(SourceError, match="holds no page"):
        read_document(
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\nabc\n--x--\n", file="x.mht"
        )


@pytest.mark.parametrize("content", [b"12345678", io.BytesIO(b"12345678")])
def test_a_file_that_is_too_large_is_named(content: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The limit holds for paths and open files; bytes are in memory already."""
    monkeypatch.setattr("policytasks.sources.read._LARGEST", 4)
    if isinstance(content, bytes):
        (tmp_path / "a.txt").write_bytes(content)
        content = tmp_path / "a.txt"
    with pytest.raises(SourceError, match="the file is too large; found over 4 bytes; expected at most 4"):
        load(content)  # type: ignore[arg-type]


def test_a_stream_name_inside_the_text_of_a_doc_is_no_stream() -> None:
    """Only a directory entry counts: a name at another place is text."""
    data = bytearray(ole2("Anything"))
    data[700:720] = "Workbook".encode("utf-16-le") + b"\0\0\0\0"
    with pytest.raises(SourceError, match="an OLE2 file without text"):
        detect(bytes(data))
