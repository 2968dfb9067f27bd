"""XML text: a part of a workbook as text, in which single attributes and contents change and every other character stays.

A tree that is parsed and written again loses what no reader sees but some program needs: prefixes that only a value of
``mc:Ignorable`` names, the order of attributes, entities. So the text itself is cut at its tags. It has to be well-formed
(`policytasks.sources.guards.parse_xml` sees it first), and elements are told by their local names, since strict and
transitional files differ in namespaces.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Mapping

import attrs

from policytasks.errors import SourceError

__all__ = [
    "Change",
    "Tag",
    "attribute",
    "attributes",
    "content",
    "decoded",
    "element",
    "elements",
    "encoded",
    "escaped_attribute",
    "escaped_content",
    "masked",
    "rewritten",
    "tags",
    "unescaped",
    "with_attribute",
]

Change = Callable[[str], str]
"""What becomes of a value; the same value where nothing does."""

_OPAQUE = r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
_TAG = re.compile(
    _OPAQUE + r"""|<(?P<end>/?)(?P<name>[^\s/>"'=]+)(?P<rest>[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*)>""",
    re.DOTALL,
)
_CDATA = "<![CDATA["
_HIDING = re.compile(_OPAQUE, re.DOTALL)
_ATTRIBUTE = re.compile(r"""\s+(?P<name>[^\s=/]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENTITY = re.compile(r"&(?:#([0-9]+)|#x([0-9A-Fa-f]+)|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def decoded(data: bytes, *, where: object) -> tuple[str, str]:
    """The text of a part, and the encoding that gives its bytes back.

    Raises:
        SourceError: The bytes are not in the encoding that they declare.
    """
    if data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    elif data.startswith(codecs.BOM_UTF16_LE):
        encoding = "utf-16-le"
    elif data.startswith(codecs.BOM_UTF16_BE):
        encoding = "utf-16-be"
    else:
        match = _DECLARED.match(data)
        encoding = match[1].decode("ascii") if match is not None else "utf-8"
    try:
        return data.decode(encoding), encoding
    except (UnicodeDecodeError, LookupError) as fault:
        raise SourceError(
            "an XML part is damaged", where=where, found=str(fault), expected=f"text in {encoding}"
        ) from fault


def encoded(text: str, encoding: str) -> bytes:
    """The bytes of a text; characters that the encoding lacks become references."""
    return text.encode(encoding, "xmlcharrefreplace")


def escaped_content(text: str) -> str:
    """A text as the content of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def escaped_attribute(text: str) -> str:
    """A text as the value of an attribute in double quotes."""
    shown = escaped_content(text).replace('"', "&quot;")
    return shown.replace("\n", "&#10;").replace("\t", "&#9;")


def unescaped(raw: str) -> str:
    """What a content or value says."""

    def character(match: re.Match[str]) -> str:
        if match[3]:
            return _NAMED[match[3]]
        return chr(int(match[1]) if match[1] else int(match[2], 16))

    return _ENTITY.sub(character, raw) if "&" in raw else raw


def content(raw: str) -> str:
    """What an element without children says, however that is written."""
    if "<" not in raw:
        return unescaped(raw)
    pieces: list[str] = []
    done = 0
    for match in _HIDING.finditer(raw):
        pieces.append(unescaped(raw[done : match.start()]))
        if match[0].startswith(_CDATA):
            pieces.append(match[0][len(_CDATA) : -3])
        done = match.end()
    return "".join((*pieces, unescaped(raw[done:])))


@attrs.frozen
class Tag:
    """One tag.

    Args:
        start: Where it begins in the text.
        end: One past its last character.
        name: Its name, with its prefix.
        rest: Its attributes as they are written, with the slash of an empty element.
        closes: Whether it is the end of an element.
    """

    start: int
    end: int
    name: str
    rest: str
    closes: bool

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def is_empty(self) -> bool:
        """Whether the element ends with this tag."""
        return self.rest.endswith("/")

    def __getitem__(self, name: str) -> str | None:
        return attribute(self.rest, name)

    def attributes(self) -> dict[str, str]:
        """Its attributes, by their names with prefixes."""
        return attributes(self.rest)


def tags(text: str, start: int = 0, end: int | None = None) -> Iterator[Tag]:
    """The tags of a text in its order; comments, instructions and CDATA sections are passed over."""
    for match in _TAG.finditer(text, start, len(text) if end is None else end):
        if (name := match["name"]) is not None:
            yield Tag(match.start(), match.end(), name, match["rest"], bool(match["end"]))


def masked(text: str) -> str:
    """The text with comments, instructions and CDATA sections blotted out, so that their content is no tag to anybody.

    Every character keeps its place.
    """
    if "<!" not in text and text.find("<?", 2) < 0:
        return text
    return _HIDING.sub(lambda match: "\0" * len(match[0]), text)


def attributes(rest: str) -> dict[str, str]:
    """The attributes of a tag, by their names with prefixes."""
    return {
        match["name"]: unescaped(match["double"] if match["double"] is not None else match["single"])
        for match in _ATTRIBUTE.finditer(rest)
    }


def attribute(rest: str, name: str) -> str | None:
    """The value of an attribute; None where there is none. A name without prefix is found without one only."""
    for match in _ATTRIBUTE.finditer(rest):
        if match["name"] == name:
            return unescaped(match["double"] if match["double"] is not None else match["single"])
    return None


def with_attribute(rest: str, name: str, value: str | None) -> str:
    """The attributes of a tag with one of them set, or taken away (None); the others stay as they are written."""
    for match in _ATTRIBUTE.finditer(rest):
        if match["name"] == name:
            new = "" if value is None else f' {name}="{escaped_attribute(value)}"'
            return rest[: match.start()] + new + rest[match.end() :]
    if value is None:
        return rest
    at = len(rest) - 1 if rest.endswith("/") else len(rest)
    return f'{rest[:at].rstrip()} {name}="{escaped_attribute(value)}"{rest[at:]}'


def _opening(local: str) -> re.Pattern[str]:
    return re.compile(rf"<(?:[\w.-]+:)?{re.escape(local)}(?=[\s/>])")


def _tag_at(text: str, at: int) -> Tag:
    match = _TAG.match(text, at)
    assert match is not None, "a well-formed text has whole tags"
    return Tag(match.start(), match.end(), match["name"], match["rest"], bool(match["end"]))


def element(text: str, local: str, start: int = 0) -> tuple[Tag, int, int] | None:
    """The first element of a name: its tag, and where its content ends and it ends; None where there is none.

    It must not hold another one of its name.
    """
    shown = masked(text)
    opened = _opening(local).search(shown, start)
    if opened is None:
        return None
    tag = _tag_at(text, opened.start())
    if tag.is_empty:
        return tag, tag.end, tag.end
    closed = re.compile(rf"</{re.escape(tag.name)}\s*>").search(shown, tag.end)
    return (tag, closed.start(), closed.end()) if closed is not None else None


def elements(text: str, local: str, start: int = 0, end: int | None = None) -> list[tuple[Tag, int]]:
    """The elements of a name that have content: the tag of each, and where its content ends; the last one first.

    So a text may be changed element by element, and the places of those that are still to come stay true.
    """
    shown = masked(text)
    last = len(text) if end is None else end
    found: list[tuple[Tag, int]] = []
    for opened in _opening(local).finditer(shown, start, last):
        tag = _tag_at(text, opened.start())
        closed = None if tag.is_empty else re.compile(rf"</{re.escape(tag.name)}\s*>").search(shown, tag.end)
        if closed is not None:
            found.append((tag, closed.start()))
    return found[::-1]


def rewritten(
    text: str,
    *,
    values: Mapping[tuple[str, str], Change] | None = None,
    contents: Mapping[str, Change] | None = None,
    start: int = 0,
    end: int | None = None,
) -> str:
    """A text with some attributes and some contents changed.

    Args:
        text: The text.
        values: Local name of an element and name of its attribute → what becomes of the value.
        contents: Local name of an element that holds nothing but text → what becomes of the text.
        start: Where to begin.
        end: Where to end.

    Returns:
        The whole text; the very same one when nothing was changed.
    """
    wanted: dict[str, list[tuple[str, Change]]] = {}
    for (local, name), change in (values or {}).items():
        wanted.setdefault(local, []).append((name, change))
    filled = contents or {}
    pieces: list[str] = []
    done = 0
    opened: Tag | None = None
    for tag in tags(text, start, end):
        if tag.closes:
            if opened is not None and opened.name == tag.name:
                raw = text[opened.end : tag.start]
                said = content(raw)
                if (new := filled[tag.local](said)) != said:
                    pieces += text[done : opened.end], escaped_content(new)
                    done = tag.start
            opened = None
            continue
        local = tag.local
        opened = tag if local in filled and not tag.is_empty else None
        if local not in wanted:
            continue
        rest = tag.rest
        for name, change in wanted[local]:
            value = attribute(rest, name)
            if value is not None and (new := change(value)) != value:
                rest = with_attribute(rest, name, new)
        if rest != tag.rest:
            pieces += text[done : tag.end - 1 - len(tag.rest)], rest
            done = tag.end - 1
    return "".join((*pieces, text[done:])) if pieces else text
