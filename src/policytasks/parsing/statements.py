"""Statements in running text: find each statement of an item, with its span, and leave the rest alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from policytasks.parsing.numbering import leading_mark
from policytasks.parsing.stated_rules import find_rules
from policytasks.parsing.statement import Statement, read_labelled, read_statement
from policytasks.parsing.unit_list import continues
from policytasks.parsing.vocabulary import LABEL, LabelRole, label_role
from policytasks.passage import Passage
from policytasks.units.kinds import looks_like_unit

__all__ = ["Found", "find_statements"]


@attrs.frozen(kw_only=True)
class Found:
    """A statement and where it stands in the text that was searched.

    Args:
        start: First character, the opening bracket or the label included.
        end: One past the last character, the closing bracket included.
        statement: What it says.
        unclosed: True when its bracket never closes.
    """

    start: int
    end: int
    statement: Statement
    unclosed: bool = False


_ANYBODY = re.compile(r"^(?:各|有关|相关|其他|责任|牵头|配合|成员){1,3}(?:部门|单位|方面|地区)$")
_LONGEST_RUN = 2000
"""Characters that a run of labels may have."""
_LONGEST_BRACKET = 800
"""Characters that a statement in brackets may have; keeps the search linear."""
_PAIRS = {"(": ")", "〔": "〕"}
_CLOSERS = frozenset(_PAIRS.values())
_SENTENCE_END = '。；;!！?？…\n”"'
_LABEL_COLON = re.compile(r"[ \t]{0,3}(?::|—{1,2})|[〕)][ \t]{0,2}:?")
_NEXT_SENTENCE = re.compile(r"。(?=[^\n。)〕])")
_CLOSER = re.compile(r"^[ \t]*[)〕]")


def find_statements(passage: Passage) -> tuple[Found, ...]:
    """Every statement of units in a text, in printed order; spans do not overlap.

    Args:
        passage: An item: its paragraphs, joined by line ends.
    """
    found = list(_in_brackets(passage))
    taken = [(one.start, one.end) for one in found]
    found += list(_label_runs(passage, taken))
    taken = [(one.start, one.end) for one in found]
    found += list(_verb_lines(passage, taken))
    return tuple(sorted(found, key=lambda one: one.start))


def _in_brackets(passage: Passage) -> Iterator[Found]:
    folded = passage.folded
    position = 0
    last_closer = max(folded.rfind(closer) for closer in _CLOSERS)
    while position < len(folded):
        if position > last_closer and position - last_closer > _LONGEST_BRACKET:
            return
        if folded[position] not in _PAIRS:
            position += 1
            continue
        end, inside_end = _closing(folded, position)
        inner = passage[position + 1 : inside_end]
        bare_label = LABEL.fullmatch(inner.folded.strip()) is not None
        statement = read_statement(inner) if len(inner) <= 600 and not bare_label else None
        if statement is not None and _fits(passage, position, end, statement):
            unclosed = end == inside_end
            yield Found(start=position, end=end, statement=statement, unclosed=unclosed)
            position = end
        else:
            position += 1


def _closing(folded: str, start: int) -> tuple[int, int]:
    """End of the bracket that opens at ``start``: after the closer, and before it.

    A bracket that closes with the other kind（〔…））ends there; one that never closes ends with its line, or before the next
    sentence.
    """
    limit = min(len(folded), start + _LONGEST_BRACKET)
    open_brackets: list[str] = []
    for position in range(start, limit):
        character = folded[position]
        if character in _PAIRS:
            open_brackets.append(_PAIRS[character])
        elif character in _CLOSERS:
            if character in open_brackets:
                while open_brackets.pop() != character:
                    pass
            elif len(open_brackets) == 1:
                open_brackets.pop()
            if not open_brackets:
                return position + 1, position
    line_end = folded.find("\n", start, limit)
    line_end = limit if line_end < 0 else line_end
    stop = _NEXT_SENTENCE.search(folded, start, line_end)
    end = stop.start() if stop is not None else line_end
    return end, end


def _fits(passage: Passage, start: int, end: int, statement: Statement) -> bool:
    """Whether a bracket stands where statements stand; bare names inside a sentence are remarks to the word before."""
    if statement.labelled or (statement.verbal and statement.units):
        return True
    folded = passage.folded
    before = folded[:start].rstrip()
    after = folded[end:].lstrip(" \t")
    if not before:
        return False
    word = re.split(r"[、,;。\s:)〕]", before)[-1]
    if before[-1] in _SENTENCE_END:
        return True
    return (
        (not after or after[0] in "。;\n")
        and not looks_like_unit(word)
        and not word.endswith(("局", "委", "办", "厅", "部"))
    )


def _free(start: int, taken: list[tuple[int, int]]) -> bool:
    return not any(left <= start < right for left, right in taken)


def _label_runs(passage: Passage, taken: list[tuple[int, int]]) -> Iterator[Found]:
    """Labels outside brackets: 责任单位：A、B on lines of their own, or at the end of the item."""
    folded = passage.folded
    position = 0
    while True:
        match = LABEL.search(folded, position)
        if match is None:
            return
        position = match.end()
        colon = _LABEL_COLON.match(folded, match.end())
        if colon is None or not _free(match.start(), taken):
            continue
        start = match.start()
        opening = start - 1
        while opening >= 0 and folded[opening] in " \t":
            opening -= 1
        if opening >= 0 and folded[opening] in "〔(" and colon[0].lstrip()[:1] in "〕)":
            start = opening
        if start and folded[start - 1] not in "\n。；;!)〕|,、:” \t—－-":
            continue
        role = label_role(match)
        end = min(_end_of_run(folded, colon.end(), taken), colon.end() + _LONGEST_RUN)
        position = max(position, end)
        statement = read_labelled(passage[start:end])
        if role in (LabelRole.LEADER, LabelRole.DEADLINE) and not statement.units:
            if not start or folded[start - 1] == "\n" or statement.time_labels:
                yield Found(start=start, end=end, statement=statement)
        elif statement.units or statement.leaders:
            yield Found(start=start, end=end, statement=statement)


_DATE_AHEAD = re.compile(r"\s*(?:[0-9]{4}|[二一][〇零0-9一二三四五六七八九]{3})\s?年")
_LABEL_AHEAD = re.compile(rf"\s*[〔(]?(?:{LABEL.pattern})[ \t]*(?::|[〕)])")


def _end_of_run(folded: str, start: int, taken: list[tuple[int, int]]) -> int:
    """Where a run of labels ends: with its line; labels on the next lines, and a list that goes on there, belong to it."""
    position = start
    while True:
        line_end = folded.find("\n", position)
        line_end = len(folded) if line_end < 0 else line_end
        value = folded[position:line_end]
        stop = _NEXT_SENTENCE.search(value)
        while stop is not None:
            rest = value[stop.end() : stop.end() + 200]
            if _LABEL_AHEAD.match(rest) or find_rules(Passage.of(rest, Passage.NOWHERE))[0]:
                stop = _NEXT_SENTENCE.search(value, stop.end())
                continue
            return position + stop.end()
        following = folded[line_end + 1 : line_end + 400]
        line = following.split("\n", 1)[0].strip()
        if line_end >= len(folded) or line_end - start > _LONGEST_RUN:
            return line_end
        unfinished = not value.strip() or value.rstrip().endswith(("、", ",", "会同", ":"))
        listing = line and all(looks_like_unit(part) for part in re.split(r"[、,\s]", line.strip("。;、,")) if part)
        labels = list(LABEL.finditer(folded, max(start - 12, 0), line_end))
        if labels and label_role(labels[-1]) in (LabelRole.DEADLINE, LabelRole.LEADER):
            # What stands below a time or a person is no unit of it.
            listing = False
        if not listing and line and len(line) <= 60 and leading_mark(Passage.of(line, Passage.NOWHERE)) is None:
            # A name that the line end broke: …高新区管 / 委会、江北新区管委会.
            listing = continues(value, line) and all(
                looks_like_unit(part) for part in re.split(r"[、,]", line.strip("。;、,"))[1:] if part
            )
        if listing and not unfinished and _DATE_AHEAD.match(following[len(line) :].lstrip()[:40]):
            # A signature, not one more unit.
            return line_end
        if (
            _LABEL_AHEAD.match(following) or listing or (unfinished and line and not value.strip() and len(line) < 120)
        ) and _free(line_end + 1, taken):
            position = line_end + 1
            continue
        return line_end


def _verb_lines(passage: Passage, taken: list[tuple[int, int]]) -> Iterator[Found]:
    """Lines that hold nothing but units with verbs: 市教育局牵头，市财政局配合。"""
    folded = passage.folded
    start = 0
    for line in folded.split("\n"):
        end = start + len(line)
        if 4 <= len(line.strip()) <= 300 and _free(start, taken) and _free(max(start, end - 1), taken):
            statement = read_statement(passage[start:end].strip(" \t。—-"))
            if (
                statement is not None
                and statement.verbal
                and start > 0
                and not statement.leaders
                and all(looks_like_unit(unit.passage.text) for unit in statement.units)
                and not all(_ANYBODY.match(unit.passage.folded) for unit in statement.units)
            ):
                yield Found(start=start, end=end, statement=statement)
        start = end + 1
