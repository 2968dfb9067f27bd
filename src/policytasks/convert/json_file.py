"""JSON: notices as text and files, the same bytes for the same notice.

``orjson`` is used where it is installed; text that it refuses (a lone surrogate, an integer of more than 64 bits) goes through
the standard library, which writes it with escapes, so that nothing is lost.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from policytasks.atomic import write_atomically
from policytasks.convert.data import from_dict, to_dict
from policytasks.errors import ConversionError
from policytasks.model.notice import Notice

try:
    import orjson
except ImportError:  # an optional accelerator
    orjson = None  # type: ignore[assignment]  # a module otherwise; asked for before each use

__all__ = ["dumps", "loads", "read_json", "write_json"]


def _encode(data: Any, *, indent: bool) -> bytes:
    if orjson is not None:
        try:
            return orjson.dumps(data, option=orjson.OPT_INDENT_2 if indent else 0)
        except TypeError:
            pass
    separators = None if indent else (",", ":")
    text = json.dumps(data, ensure_ascii=False, indent=2 if indent else None, separators=separators)
    try:
        return text.encode()
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8 form; \ud800 is its form in JSON.
        return json.dumps(data, ensure_ascii=True, indent=2 if indent else None, separators=separators).encode()


def _decode(content: bytes) -> Any:
    """The plain data of a JSON text.

    Raises:
        ConversionError: It is no JSON.
    """
    if orjson is not None:
        try:
            return orjson.loads(content)
        except orjson.JSONDecodeError:
            pass  # the standard library reads lone surrogates, and says line and column
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConversionError("not UTF-8", where="$", found=f"byte {error.object[error.start]:#04x}") from None
    except json.JSONDecodeError as error:
        raise ConversionError(f"not JSON: line {error.lineno}, column {error.colno}: {error.msg}", where="$") from None
    except RecursionError:
        raise ConversionError("not a notice: nested too deeply", where="$") from None


def dumps(notice: Notice, *, indent: bool = False) -> str:
    """The notice as JSON text.

    Args:
        notice: Any notice.
        indent: Two blanks a level, for people; else one line.
    """
    return _encode(to_dict(notice), indent=indent).decode()


def loads(text: str | bytes) -> Notice:
    """The notice that a JSON text describes; the inverse of `dumps`.

    Raises:
        ConversionError: The text is no JSON, or no notice; ``where`` is a path such as ``$.sections[0].title``.
    """
    return from_dict(_decode(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text))


def read_json(path: str | os.PathLike[str]) -> Notice:
    """The notice in a JSON file.

    Raises:
        FileNotFoundError: There is no such file.
        ConversionError: The file holds no JSON, or no notice.
    """
    try:
        return loads(Path(path).read_bytes())
    except ConversionError as error:
        raise ConversionError(
            f"in {os.fspath(path)}: {error.message}",
            where=error.where,
            found=error.found,
            expected=error.expected,
            problems=error.problems,
        ) from None


def write_json(notice: Notice, path: str | os.PathLike[str]) -> Path:
    """Write the notice as indented UTF-8 JSON: the same bytes for the same notice, all of them or none.

    Args:
        notice: Any notice.
        path: The file; an existing one is replaced once the new one is complete.

    Returns:
        The path that was written.

    Raises:
        OSError: The folder does not exist, or may not be written to; an existing file is as it was.
    """
    return write_atomically(path, _encode(to_dict(notice), indent=True) + b"\n")
