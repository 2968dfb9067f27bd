"""Office 其他办公文档: doc, wps, odt, rtf and xls, by way of LibreOffice.

LibreOffice converts the file to docx or xlsx in a folder of its own, and the reader of that format does the rest. It runs
without a window, with a fresh profile (so that it neither meets a running copy nor a user's macros), and for a limited time.
"""

from __future__ import annotations

import importlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import cast

import attrs

from policytasks.errors import MissingExtraError, SourceError
from policytasks.sources.detect import detect
from policytasks.sources.document import Document

__all__ = ["CONVERSIONS", "Conversion", "read"]


@attrs.frozen(kw_only=True)
class Conversion:
    """转换: what LibreOffice makes of a format.

    Args:
        suffix: What the file is called for it; it decides by content, but wants a name.
        target: The format to make, with LibreOffice's name of the filter.
        reader: The module that reads the result.
    """

    suffix: str
    target: str
    reader: str


_TEXT = ("docx:MS Word 2007 XML", "policytasks.sources.docx")
_SHEET = ("xlsx:Calc MS Excel 2007 XML", "policytasks.sources.xlsx")

CONVERSIONS: Mapping[str, Conversion] = MappingProxyType(
    {
        name: Conversion(suffix=suffix, target=target, reader=reader)
        for name, suffix, (target, reader) in (
            ("doc", ".doc", _TEXT),
            ("odt", ".odt", _TEXT),
            ("rtf", ".rtf", _TEXT),
            ("xml", ".xml", _TEXT),
            ("xls", ".xls", _SHEET),
            ("ods", ".ods", _SHEET),
        )
    }
)
"""Format, as `detect` names it → how it is converted."""

_PROGRAMS = ("soffice", "libreoffice")
_TIMEOUT = 180.0


def read(data: bytes, *, file: str, timeout: float = _TIMEOUT) -> Document:
    """An office file of an older or another maker as a document.

    Args:
        data: The bytes of the file.
        file: Its name, as locations carry it.
        timeout: Seconds after which LibreOffice is stopped.

    Raises:
        MissingExtraError: LibreOffice is not on PATH.
        SourceError: It could not read the file, or took too long.
    """
    kind = detect(data, file=file)
    conversion = CONVERSIONS.get(kind)
    if conversion is None:
        raise SourceError(
            "LibreOffice is not used for this format", where=file, found=kind, expected=", ".join(CONVERSIONS)
        )
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise MissingExtraError(f"reading {kind} files ({file or 'bytes'})", program=_PROGRAMS[0])
    converted = _convert(program, data, conversion, file, timeout)
    reader = cast("Callable[..., Document]", importlib.import_module(conversion.reader).read)
    return attrs.evolve(reader(converted, file=file), format=kind)


def _convert(program: str, data: bytes, conversion: Conversion, file: str, timeout: float) -> bytes:
    with tempfile.TemporaryDirectory(prefix="policytasks-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"source{conversion.suffix}"
        source.write_bytes(data)
        out = folder / "out"
        said = _run(
            [
                program,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--norestore",
                "--nologo",
                "--nodefault",
                "--nolockcheck",
                "--convert-to",
                conversion.target,
                "--outdir",
                str(out),
                str(source),
            ],
            file,
            timeout,
        )
        made = out / f"source.{conversion.target.partition(':')[0]}"
        if not made.is_file():
            raise SourceError(
                "LibreOffice could not read the file", where=file, found=said or "no output",
                expected="a whole file without password",
            )  # fmt: skip
        return made.read_bytes()


def _run(command: list[str], file: str, timeout: float) -> str:
    """Run a program to its end; the last line of what it says."""
    try:
        # A process group of its own: soffice is a script around the program that works, and both must go on a timeout.
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as process:
            try:
                output, _ = process.communicate(timeout=timeout)
            except BaseException:
                _stop(process)
                raise
    except subprocess.TimeoutExpired as fault:
        raise SourceError(
            "LibreOffice took too long", where=file, found=f"no result in {timeout:g} s", expected="a smaller file"
        ) from fault
    except OSError as fault:
        raise SourceError("LibreOffice could not be started", where=file, found=str(fault)) from fault
    lines = output.decode("utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _stop(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    else:
        process.kill()
