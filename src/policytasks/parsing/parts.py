"""Parts: what follows the letter, cut at its annexes and at tables, in printed order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from policytasks.errors import OrdinalError
from policytasks.model.ordinal import chinese_number
from policytasks.parsing.grid import Grid
from policytasks.parsing.lines import Item, Line
from policytasks.parsing.numbering import leading_mark
from policytasks.parsing.requirement import tidy
from policytasks.parsing.titles import is_title_line
from policytasks.passage import Passage
from policytasks.sources.document import Table

__all__ = ["Part", "missing_annexes", "split_parts"]


@attrs.define(kw_only=True)
class Part:
    """One annex, or the whole content when there are no annexes.

    Args:
        title: Its heading, lines joined; None when it has none.
        items: Lines and tables below the heading.
        heading: The lines that the heading was printed on.
    """

    title: Passage | None = None
    items: list[Item | Grid] = attrs.field(factory=list)
    heading: list[Passage] = attrs.field(factory=list)


_ANNEX = re.compile(
    r"^(?:附件|附表|附)\s*(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,2})?(?:-[0-9]{1,2})?\s*[:：]?\s*(?P<title>.*)$"
)


def split_parts(items: Sequence[Item | Grid], known_titles: Sequence[str]) -> list[Part]:
    """Cut the content at its annexes.

    Args:
        items: What the letter left over, in printed order.
        known_titles: Titles that the letter announces: of 附件, and in 《》; folded, without blanks.
    """
    parts = [Part()]
    position = 0
    while position < len(items):
        item = items[position]
        if not isinstance(item, Line) or not item:
            parts[-1].items.append(item)
            position += 1
            continue
        found = _heading_at(items, position, known_titles, parts[-1])
        if found is None:
            parts[-1].items.append(item)
            position += 1
            continue
        lines, end = found
        fresh = any(isinstance(one, (Table, Grid)) or one for one in parts[-1].items)
        if fresh or parts[-1].title is not None:
            parts.append(Part())
        title = Passage.join(lines[1]) if lines[1] else None
        parts[-1].title = tidy(title) if title is not None else None
        parts[-1].heading = [*lines[0], *lines[1]]
        position = end
    return [part for part in parts if part.items or part.title is not None]


def _heading_at(
    items: Sequence[Item | Grid], position: int, known: Sequence[str], current: Part
) -> tuple[tuple[list[Passage], list[Passage]], int] | None:
    """The heading that starts here: its annex mark, its title lines, and the position behind it."""
    line = items[position]
    assert isinstance(line, Line)
    annex = _ANNEX.match(line.folded)
    heads = annex is not None and bool(annex["number"] or not annex["title"] or _restarts(items, position + 1))
    if annex is not None and heads and len(line.passage) < 80:
        if annex["title"] and (is_title_line(line.passage.span(annex, "title")) or annex["title"].strip() in known):
            return ([], [line.passage.span(annex, "title").strip()]), position + 1
        if not annex["title"]:
            titles, end = _title_lines(items, position + 1, known)
            return ([line.passage], titles), end
    for end, joined in _runs(items, position):
        if joined in known:
            lines = [one.passage for one in items[position:end] if isinstance(one, Line) and one]
            return ([], lines), end
    if (
        leading_mark(line.passage) is None
        and is_title_line(line.passage)
        and not line.folded.endswith((":",))
        and (_restarts(items, position + 1) and (not any(current.items) or _has_numbers(current)))
        and re.search(
            r"(?:分工|分解|任务表|分解表|分工表|清单|方案|项目|实事|安排|要点|事项|一览表|计划|措施)", line.folded
        )
    ):
        return ([], [line.passage]), position + 1
    return None


def _title_lines(items: Sequence[Item | Grid], start: int, known: Sequence[str]) -> tuple[list[Passage], int]:
    for end, joined in _runs(items, start):
        if joined in known:
            return [one.passage for one in items[start:end] if isinstance(one, Line) and one], end
    lines: list[Passage] = []
    position = start
    while position < len(items) and len(lines) < 4:
        item = items[position]
        if not isinstance(item, Line):
            break
        if not item:
            position += 1
            continue
        folded = item.folded
        if (
            leading_mark(item.passage) is not None
            or folded.endswith(("。", ":", ";"))
            or len(folded) > 60
            or "\t" in item.raw.text.rstrip()
            or "|" in folded
        ):
            break
        if (
            lines
            and is_title_line(Passage.join(lines))
            and not (len(lines) < 2 and is_title_line(item.passage) and len(folded) < 16)
        ):
            break
        lines.append(item.passage)
        position += 1
    if not lines or not is_title_line(Passage.join(lines)):
        return [], start
    return lines, position


def _runs(items: Sequence[Item | Grid], start: int) -> Iterator[tuple[int, str]]:
    """One to four lines from here on, joined."""
    joined, count = "", 0
    for position in range(start, min(start + 8, len(items))):
        item = items[position]
        if not isinstance(item, Line) or count == 4 or len(joined) > 120:
            return
        if not item:
            continue
        joined += tidy(item.passage).compact().folded
        count += 1
        yield position + 1, joined


def _restarts(items: Sequence[Item | Grid], start: int) -> bool:
    """Whether numbering starts again at 1, or a table follows, within the next lines."""
    seen = 0
    for item in items[start : start + 6]:
        if not isinstance(item, Line):
            return True
        if not item:
            continue
        mark = leading_mark(item.passage)
        if mark is not None:
            return mark.ordinal.value == 1
        seen += 1
        if seen > 2:
            return False
    return False


def _has_numbers(part: Part) -> bool:
    return any(isinstance(item, Line) and item and leading_mark(item.passage) is not None for item in part.items)


_MARK = re.compile(
    r"^(?:附件|附表)\s*(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,2})\s*[:：]?\s*(?P<title>.{0,80})$"
)


def missing_annexes(items: Sequence[Item | Grid], attachments: Sequence[Passage]) -> tuple[Passage, ...]:
    """The annexes that the letter lists and the document does not hold, though it holds others of them.

    Only where annexes are marked by number（附件1, 附件2） can one be told to be missing; one whose title stands somewhere
    on a line of its own is there.

    Args:
        items: The whole document, in printed order.
        attachments: What the letter lists, in printed order; the first is 附件1.
    """
    if len(attachments) < 2:
        return ()
    listed = {location for passage in attachments for location in passage.location.parts}
    lines = [item.passage for item in items if isinstance(item, Line) and item and item.passage.location not in listed]
    marks = [match for line in lines if (match := _MARK.match(line.folded)) is not None]
    titles = {_bare(match["title"]) for match in marks} | {_bare(line.folded) for line in lines}
    numbers = {_number(match["number"]) for match in marks}
    if not numbers & set(range(1, len(attachments) + 1)):
        return ()
    return tuple(
        passage
        for number, passage in enumerate(attachments, 1)
        if number not in numbers and _bare(passage.folded) not in titles
    )


def _bare(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _number(text: str) -> int:
    """The number of a mark; 0 for characters that are no number together."""
    try:
        return int(text) if text.isdigit() else chinese_number(text)
    except OrdinalError:
        return 0
