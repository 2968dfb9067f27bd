"""Read 读取: any file → Document; the format is found from the content, the reader from one table."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, cast

from policytasks.errors import SourceError
from policytasks.sources.detect import detect
from policytasks.sources.document import Document

__all__ = ["FORMATS", "Source", "decode_document", "load", "read_document"]

Source = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO
"""What can be read: a path, bytes, or a file opened for reading bytes."""

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "txt": "policytasks.sources.text",
        "docx": "policytasks.sources.docx",
        "html": "policytasks.sources.html",
        "pdf": "policytasks.sources.pdf",
        "xlsx": "policytasks.sources.xlsx",
        "ofd": "policytasks.sources.ofd",
        "doc": "policytasks.sources.office",
        "odt": "policytasks.sources.office",
        "rtf": "policytasks.sources.office",
        "xml": "policytasks.sources.office",
        "xls": "policytasks.sources.office",
        "ods": "policytasks.sources.office",
        "mhtml": "policytasks.sources.mhtml",
    }
)
"""Format → the module that reads it: each has a function ``read(data: bytes, *, file: str) -> Document``."""

_LARGEST = 256 * 1024 * 1024


def read_document(source: Source, *, file: str | None = None) -> Document:
    """A file as a document of paragraphs and tables.

    Args:
        source: A path (a str is always a path), bytes, or a binary file object.
        file: The name that locations carry; the bare name of the path or file object when left out.

    Raises:
        FileNotFoundError: There is no such file.
        SourceError: It cannot be read as a document; says what was found and what was expected.
        MissingExtraError: Its format needs a package or a program that is not installed.
    """
    data, path = load(source, file=file)
    return decode_document(data, path=path, file=Path(path).name if file is None else file)


def decode_document(data: bytes, *, path: str, file: str) -> Document:
    """The bytes of a file as a document.

    Locations carry the bare name, so that the same file gives the same notice wherever it lies; errors carry the path.

    Args:
        data: The bytes.
        path: Where they came from, for messages.
        file: The name that locations carry.

    Raises:
        SourceError: They cannot be read as a document.
        MissingExtraError: The format needs a package or a program that is not installed.
    """
    kind = detect(data, file=path)
    if kind == "json":
        raise SourceError(
            "the file holds data, not a document",
            where=path,
            found="JSON",
            expected="a document; read_json reads notices",
        )
    reader = cast("Callable[..., Document]", importlib.import_module(FORMATS[kind]).read)
    try:
        return reader(data, file=file)
    except SourceError as fault:
        fault.begin_with(path, name=file)
        raise


def load(source: Source, *, file: str | None = None) -> tuple[bytes, str]:
    """The bytes of a source and the name that its locations carry.

    Raises:
        FileNotFoundError: There is no such file.
        SourceError: A folder, a file that may not be opened, or one over 256 MiB.
        TypeError: Neither path nor bytes nor a binary file object.
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        return bytes(source), file or ""
    if isinstance(source, (str, os.PathLike)):
        path = os.fspath(source)
        name = path if file is None else file
        return _load_path(Path(path), name), name
    reader = getattr(source, "read", None)
    if reader is None:
        raise TypeError(f"a path, bytes or a binary file is needed, not {type(source).__name__}")
    given = getattr(source, "name", "")
    name = file if file is not None else given if isinstance(given, str) else ""
    data = reader(_LARGEST + 1)
    if not isinstance(data, bytes):
        raise TypeError("the file object gives str; open it in binary mode ('rb')")
    return _bounded(data, name), name


def _load_path(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as stream:
            return _bounded(stream.read(_LARGEST + 1), name)
    except FileNotFoundError:
        raise
    except IsADirectoryError as fault:
        raise SourceError("this is no file", where=name, found="a folder", expected="a document") from fault
    except (OSError, ValueError) as fault:
        found = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise SourceError("the file cannot be opened", where=name, found=found, expected="a readable file") from fault


def _bounded(data: bytes, name: str) -> bytes:
    if len(data) > _LARGEST:
        raise SourceError(
            "the file is too large", where=name, found=f"over {_LARGEST:,} bytes", expected=f"at most {_LARGEST:,}"
        )
    return data
