"""Markup: HTML elements built from values, so that no text of a notice can ever become a tag."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable

from policytasks.messages import Language

__all__ = ["HTML_LANGUAGES", "Child", "Markup", "digest", "element", "raw"]

HTML_LANGUAGES: dict[Language, str] = {"en": "en", "zh": "zh-CN"}
"""What the ``lang`` of an element says."""


class Markup(str):
    """HTML that is ready; any other string is text and gets escaped."""

    __slots__ = ()


Child = str | None | Iterable["Child"]
"""What stands in an element: text, markup, nothing, or several of them."""

_VOID = frozenset(("meta", "input", "br"))
_NO_CHARACTERS = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What no HTML file can hold: control characters and halves of surrogate pairs."""


def element(tag: str, *children: Child, **attributes: str | int | bool | None) -> Markup:
    """An element with its children, everything escaped that is not `Markup`.

    Args:
        tag: Its name.
        children: What stands in it.
        attributes: Its attributes; ``_`` in a name stands for ``-`` and a final one is dropped (``class_``). None and False leave
            the attribute out, True prints its bare name.

    >>> element("b", "1 < 2", class_="sum")
    '<b class="sum">1 &lt; 2</b>'
    """
    head = "".join(
        f" {name}" if value is True else f' {name}="{_escaped(str(value))}"'
        for name, value in ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
        if value is not None and value is not False
    )
    if tag in _VOID:
        return Markup(f"<{tag}{head}>")
    return Markup(f"<{tag}{head}>{raw(children)}</{tag}>")


def raw(child: Child) -> Markup:
    """A child, or several of them, as markup."""
    if child is None:
        return Markup("")
    if isinstance(child, Markup):
        return child
    if isinstance(child, str):
        return Markup(_escaped(child))
    return Markup("".join(map(raw, child)))


def _escaped(text: str) -> str:
    return html.escape(_NO_CHARACTERS.sub("\ufffd", text).replace("\x0b", "\n"))


def digest(text: str) -> str:
    """The hash by which a content security policy lets one style or script through."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
