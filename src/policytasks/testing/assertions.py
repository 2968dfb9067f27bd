"""Assertions: laws that every reading of a document holds, as functions that raise `AssertionError` and say where.

Each value quotes the words that it came from; no paragraph of the source is lost. A grammar or a format of one's own is tested by
calling them on what it read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from policytasks.location import Location
from policytasks.model.document_number import DocumentNumber
from policytasks.model.notice import Notice, Requirement
from policytasks.parsing.vocabulary import LABEL, METADATA_KEYS, column_role
from policytasks.passage import BLANKS, Passage
from policytasks.sources.document import Document, Paragraph

__all__ = ["PrintedValue", "assert_nothing_lost", "assert_quotes", "leftovers", "printed_values"]


@attrs.frozen(kw_only=True)
class PrintedValue:
    """A value of a notice with its place.

    Args:
        path: Which value: ``"title"``, ``"4.16.1.unit[0]"``.
        text: What it says; None for values that are not kept as text (dates).
        location: Where it was printed.
    """

    path: str
    text: str | None
    location: Location


def printed_values(notice: Notice) -> Iterator[PrintedValue]:
    """Every value of a notice that a source prints, in the order of the model; ``unparsed`` is not among them."""
    fields = {"title": notice.title, "issuer": notice.issuer}
    for name in ("addressees", "copied_to", "attachments"):
        fields |= {f"{name}[{number}]": text for number, text in enumerate(getattr(notice, name))}
    for name, location in notice.places:
        yield PrintedValue(path=name, text=fields.get(name), location=location)
    for number, block in enumerate(notice.body):
        yield PrintedValue(path=f"body[{number}]", text=block.text, location=block.location)
    for requirement in notice.obligations:
        yield from _of_requirement(requirement)
    for at, section in enumerate(notice.sections):
        path = f"sections[{at}]"
        if section.ordinal is not None:
            yield PrintedValue(path=f"{path}.ordinal", text=section.ordinal.text, location=section.ordinal.location)
        yield PrintedValue(path=f"{path}.title", text=section.title, location=section.location)
        for below, task in enumerate(section.tasks):
            if task.ordinal is not None:
                place = task.ordinal.location
                yield PrintedValue(path=f"{path}.tasks[{below}].ordinal", text=task.ordinal.text, location=place)
            yield PrintedValue(path=f"{path}.tasks[{below}].title", text=task.title, location=task.location)
            for requirement in task.requirements:
                yield from _of_requirement(requirement)


def _of_requirement(requirement: Requirement) -> Iterator[PrintedValue]:
    key = requirement.id
    if requirement.ordinal is not None:
        yield PrintedValue(path=f"{key}.ordinal", text=requirement.ordinal.text, location=requirement.ordinal.location)
    yield PrintedValue(path=f"{key}.text", text=requirement.text, location=requirement.location)
    for number, each in enumerate(requirement.responsibilities):
        yield PrintedValue(path=f"{key}.unit[{number}]", text=each.printed, location=each.location)
    for number, deadline in enumerate(requirement.deadlines):
        yield PrintedValue(path=f"{key}.deadline[{number}]", text=deadline.text, location=deadline.location)
    for number, remark in enumerate(requirement.remarks):
        yield PrintedValue(path=f"{key}.remark[{number}]", text=remark.text, location=remark.location)


def assert_quotes(document: Document, notice: Notice) -> None:
    """Every value's location quotes the value, white space apart.

    Raises:
        AssertionError: A place is missing, is not of this document, or quotes something else.
    """
    for value in printed_values(notice):
        if not value.text:
            continue
        assert value.location, f"{value.path} has no place: {value.text!r}"
        quoted = document.quote(value.location)
        # Joint issuers sign on lines of their own; the mark between them is the reader's.
        joint = "、" if value.path == "issuer" else ""
        assert _words(quoted).replace(joint, "") == _words(value.text).replace(joint, ""), (
            f"{value.path} is {value.text!r}, but {value.location} says {quoted!r}"
        )
    if notice.document_number is not None:
        quoted = document.quote(notice.location_of("document_number"))
        found = DocumentNumber.parse(quoted)
        assert found == notice.document_number, f"document_number is {notice.document_number}, but quotes {quoted!r}"


def assert_nothing_lost(document: Document, notice: Notice) -> None:
    """Every paragraph of the document that says something is in the notice or in ``unparsed``.

    A paragraph is in the notice when a value stands in it, when it repeats one (the annex's heading repeats the line 附件：…), or
    when it only says what the values are: headings of columns, labels, the word 附件, metadata of a page. Within a paragraph, the
    words between the values are labels and verbs: no stretch of them is long.

    Raises:
        AssertionError: Names the paragraphs, or the stretches, that are lost.
    """
    located = {part.block for value in printed_values(notice) for part in value.location.parts}
    located |= {part.block for block in notice.unparsed for part in block.location.parts}
    located |= {part.block for doubt in notice.doubts for part in doubt.location.parts}
    said = _said(notice)
    lost = [
        paragraph
        for paragraph in _speaking(document)
        if paragraph.location.block not in located
        and not _only_names_values(paragraph.text)
        and not any(_words(paragraph.text) in value for value in said)
    ]
    assert not lost, "lost: " + "; ".join(f"{paragraph.location} {paragraph.text.strip()[:60]!r}" for paragraph in lost)
    torn = [stretch for stretch in leftovers(document, notice) if len(_WORD.findall(stretch)) > _LONGEST_SYNTAX]
    torn = [stretch for stretch in torn if not any(_words(stretch) in value for value in said)]
    assert not torn, "lost: " + "; ".join(repr(stretch[:60]) for stretch in torn)


def leftovers(document: Document, notice: Notice) -> tuple[str, ...]:
    """The words of the document that no value quotes: labels, verbs, headings of columns, and what was lost.

    Returns:
        Tuple of stretches in printed order, without marks and blanks at their ends; ``unparsed`` counts as quoted.
    """
    spans: dict[Location, list[tuple[int, int]]] = {}
    places = [value.location for value in printed_values(notice)] + [block.location for block in notice.unparsed]
    for place in places:
        for part in place.parts:
            spans.setdefault(part.block, []).append((part.start or 0, _REST if part.end is None else part.end))
    found: list[str] = []
    for paragraph in _speaking(document):
        whole = Passage.of(paragraph.text, paragraph.location)
        last = 0
        for start, end in [*sorted(spans.get(paragraph.location.block, [])), (len(whole), len(whole))]:
            if start > last:
                found.append(whole[last:start].text.strip(_MARKS))
            last = max(last, end)
    return tuple(stretch for stretch in found if stretch)


_REST = 1 << 40
"""The end of a place that names a whole paragraph."""
_WORD = re.compile(r"[一-鿿0-9A-Za-z]")
_LONGEST_SYNTAX = 24
"""Characters of words that may stand between two values: 按照各自职责分工抓好落实, 以上任务由…牵头负责."""
_MARKS = BLANKS + "（）()〔〕[]【】：:；;，,、。．.|│"
_DRAWN = BLANKS + "|-—–_"
_BLANK = re.compile(f"[{BLANKS}]+")
_ANNEX = re.compile(r"附[件表]?[0-9一二三四五六七八九十]{0,3}:?")
_CELL_EDGE = re.compile(r"[\t|\n]")


def _said(notice: Notice) -> tuple[str, ...]:
    """What the head of the notice says, white space apart: letters print it twice."""
    cited = [text for each in notice.citations for text in (each.title, each.number)]
    texts = (str(notice.document_number or ""), notice.title, notice.issuer, *notice.attachments, *cited)
    return tuple(_words(text) for text in texts if text)


def _words(text: str) -> str:
    return _BLANK.sub("", text)


def _speaking(document: Document) -> Iterator[Paragraph]:
    """The paragraphs that say something, furniture included."""
    for paragraph in (*document.paragraphs, *document.furniture):
        if not _is_drawing(paragraph.text):
            yield paragraph


def _is_drawing(text: str) -> bool:
    """Blank lines, rules of tables, and lines of dashes."""
    return all(character in _DRAWN or "\u2500" <= character <= "\u257f" for character in text)


def _only_names_values(text: str) -> bool:
    folded = Passage.of(text, Location()).folded
    cells = [_words(cell) for cell in _CELL_EDGE.split(folded)]
    return all(not cell or _names_value(cell) for cell in cells)


def _names_value(cell: str) -> bool:
    label = LABEL.fullmatch(cell.strip("():〔〕"))
    key = cell.split(":", 1)[0].strip("〔〕")
    return bool(column_role(cell) or label or _ANNEX.fullmatch(cell) or key in METADATA_KEYS)
