"""Run-in headings 短标题: 1.短标题。正文… — the first short sentence of an item, where the notice uses such headings."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from policytasks.passage import Passage

__all__ = ["Heading", "Headings", "accepted_headings", "holds_figure", "run_in"]


@attrs.frozen(kw_only=True)
class Heading:
    """A heading that runs into its text.

    Args:
        title: The heading, its final mark included.
        end: Where the text starts, in characters of the item.
    """

    title: Passage
    end: int


class Headings(dict[tuple[str, int | None], Heading]):
    """Accepted headings by the place of their item; ``usual`` says whether the notice uses such headings at all."""

    usual: bool = False


_LONGEST = 32
_FIRST = re.compile(r"[^。;!?\n]{2,40}?(?:。|:(?=\S)|\s{2,}|\u3000+)")
_FIGURE = re.compile(
    r"[0-9]+(?:\.[0-9]+)?\s?(?:%|个|所|家|亿|万|户|套|公里|座|项|名|人|吨|台|辆|元|亩|条|次|张|处|以上|左右)"
)


def run_in(text: Passage) -> Heading | None:
    """The run-in heading of an item, if its first sentence can be one.

    A heading is short, holds no figure to be reached, and something longer follows it.
    """
    match = _FIRST.match(text.folded)
    if match is None or match.end() > _LONGEST + 2:
        return None
    title = text[: match.end()]
    body = text[match.end() :].strip()
    head = title.folded.strip().rstrip("。:")
    if head.count("(") != head.count(")"):
        return None
    if not body or len(body) < min(len(head), 8) or _FIGURE.search(head) or head.count(",") > 1:
        return None
    if title.folded.rstrip()[-1:] == ":" and len(head) > 16:
        return None
    return Heading(title=title.strip(), end=match.end())


def holds_figure(text: Passage) -> bool:
    """Whether a text names a figure to be reached, which no heading does."""
    return _FIGURE.search(text.folded) is not None


def accepted_headings(items: Iterable[tuple[Passage, int]]) -> Headings:
    """The run-in headings of a stretch of items, if most of them have one.

    Args:
        items: Each item's text, and where its first statement starts.
    """
    candidates: dict[tuple[str, int | None], Heading | None] = {}
    for text, statement_start in items:
        heading = run_in(text[:statement_start])
        location = text.location
        candidates[(str(location), location.start)] = heading
    found = Headings({key: heading for key, heading in candidates.items() if heading is not None})
    if not candidates or len(found) < 0.3 * len(candidates):
        return Headings()
    if len(found) < 0.6 * len(candidates):
        # Where only some items have one, the heading must be beyond doubt.
        found = Headings({key: heading for key, heading in found.items() if _is_plain(heading)})
    found.usual = True
    return found


def _is_plain(heading: Heading) -> bool:
    words = heading.title.folded.strip(" 。:")
    return len(words) <= 12 and "," not in words
