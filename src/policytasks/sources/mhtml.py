"""Mhtml 单文件网页: a page saved with its pictures as one MIME message, also under the name .doc."""

from __future__ import annotations

import email
import email.policy
import importlib
from collections.abc import Callable
from typing import cast

from policytasks.errors import SourceError
from policytasks.sources.document import Document

__all__ = ["read"]

_PAGE_READER = "policytasks.sources.html"
_MOST_PARTS = 2_000


def read(data: bytes, *, file: str) -> Document:
    """The page inside a MIME message as a document.

    Args:
        data: The bytes of the file.
        file: Its name, as locations carry it.

    Raises:
        SourceError: The message holds no page.
    """
    try:
        message = email.message_from_bytes(data.lstrip(), policy=email.policy.default)
        for number, part in enumerate(message.walk()):
            if number >= _MOST_PARTS:
                break
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                page = part.get_payload(decode=True)
                if isinstance(page, bytes) and page.strip():
                    reader = cast("Callable[..., Document]", importlib.import_module(_PAGE_READER).read)
                    return reader(page, file=file)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
        # The standard parser lets faults of damaged headers through.
        raise SourceError(
            "the web archive is damaged", where=file, found=str(fault), expected="a MIME message"
        ) from fault
    raise SourceError(
        "the web archive holds no page", where=file, found=message.get_content_type(), expected="text/html"
    )
