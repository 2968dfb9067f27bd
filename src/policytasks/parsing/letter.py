"""Letter: what was found around the work itself, and which items of the document it took."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from policytasks.model.document_number import DocumentNumber
from policytasks.model.notice import Disclosure
from policytasks.parsing.grid import Grid
from policytasks.parsing.lines import Item, Line
from policytasks.parsing.requirement import tidy
from policytasks.passage import Passage

__all__ = ["Letter", "is_text", "line_at", "split_groups"]


@attrs.define(kw_only=True)
class Letter:
    """What was found around the work itself.

    Args:
        used: Positions of the items that the letter consists of; the rest is for the task grammars.
        body: Positions of the body's lines.
        end: Position behind the signature; None when there is no signature.
    """

    document_number: DocumentNumber | None = None
    title: Passage | None = None
    issuer: Passage | None = None
    addressees: tuple[Passage, ...] = ()
    issued_on: date | None = None
    issued_at: Passage | None = None
    printed_on: date | None = None
    printed_at: Passage | None = None
    copied_to: tuple[Passage, ...] = ()
    disclosure: Disclosure | None = None
    disclosed_at: Passage | None = None
    attachments: tuple[Passage, ...] = ()
    used: set[int] = attrs.field(factory=set)
    furniture: set[int] = attrs.field(factory=set)
    body: list[int] = attrs.field(factory=list)
    doubts: list[tuple[str, str, Passage]] = attrs.field(factory=list)
    end: int | None = None


def line_at(items: Sequence[Item | Grid], at: int) -> Line | None:
    item = items[at]
    return item if isinstance(item, Line) and item else None


def split_groups(passage: Passage) -> Iterator[Passage]:
    """Names parted by the comma only; 、 inside a group stays."""
    depth, start = 0, 0
    folded = passage.folded
    for at, character in enumerate(folded):
        if character in "(〔":
            depth += 1
        elif character in ")〕":
            depth = max(0, depth - 1)
        elif character in ",;" and depth == 0:
            if piece := tidy(passage[start:at]):
                yield piece
            start = at + 1
    if piece := tidy(passage[start:]).rstrip("。.：: "):
        yield piece


def is_text(passage: Passage) -> bool:
    """A sentence of running text, which no title is."""
    folded = passage.folded
    return (
        folded.endswith(("。", ";", ":"))
        or "。" in folded[:-1]
        or len(folded) > 120
        or bool(re.match(r"(?:[(]?[一二三四五六七八九十]{1,2}[)、]|第[一二三四五六七八九十]{1,3}[章条部])", folded))
    )
