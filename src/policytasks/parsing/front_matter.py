"""Front matter 版头: number and title, and all else that a letter says about itself (GB/T 9704-2012, 7.2–7.4).

The letter runs from its number and title over 主送机关 and body to signature and date; 附件说明, 公开属性, 抄送 and 印发 stand around them. Web
pages put metadata and furniture in front of it. Nothing here divides work.
"""

from __future__ import annotations

from collections.abc import Sequence

from policytasks.errors import DocumentNumberError
from policytasks.model.document_number import DocumentNumber
from policytasks.parsing.addressees import read_addressees
from policytasks.parsing.document_numbers import find_document_numbers
from policytasks.parsing.end_matter import read_disclosure, read_end_matter
from policytasks.parsing.grid import Grid
from policytasks.parsing.letter import Letter, is_text, line_at
from policytasks.parsing.lines import Item
from policytasks.parsing.metadata import fill_from_metadata, read_metadata
from policytasks.parsing.requirement import tidy
from policytasks.parsing.signature import read_signature
from policytasks.parsing.titles import Title, find_title, opens_with_agency
from policytasks.passage import Passage
from policytasks.sources.document import Table

__all__ = ["read_letter"]


def read_letter(items: Sequence[Item | Grid]) -> Letter:
    """Find the front and end matter among the items of a document."""
    letter = Letter()
    read_end_matter(items, letter)
    metadata = read_metadata(items, letter)
    addressees = read_addressees(items, letter)
    _number_and_title(items, letter, metadata, addressees)
    read_signature(items, letter, addressees)
    read_disclosure(items, letter)
    fill_from_metadata(letter, metadata)
    if letter.issuer is None and letter.title is not None:
        letter.issuer = opens_with_agency(letter.title)
    if letter.issuer is None and "issuer" in metadata:
        letter.issuer = metadata["issuer"]
    return letter


def _number_and_title(
    items: Sequence[Item | Grid], letter: Letter, metadata: dict[str, Passage], addressees: tuple[int, int] | None
) -> None:
    limit = addressees[0] if addressees is not None else min(len(items), 60)
    heads: list[tuple[int, Passage]] = []
    for at in range(limit):
        item = items[at]
        if isinstance(item, (Table, Grid)):
            if addressees is None and heads:
                break
            continue
        line = line_at(items, at)
        if line is None or at in letter.used:
            if line is not None and heads:
                heads.append((-1, Passage("", ())))
            continue
        number = _own_number(line.passage, letter)
        if number is not None:
            if letter.document_number is None:
                letter.document_number = number
            letter.used.add(at)
            heads.append((-1, Passage("", ())))
            continue
        if addressees is None and is_text(line.passage):
            break
        passage, glued = _without_glued_number(line.passage.strip(" |｜\t"))
        if glued is not None and letter.document_number is None:
            letter.document_number = glued
        heads.append((at if glued is None else -2 - at, passage))
    title = find_title(heads, before_letter=addressees is not None)
    if title is None and addressees is None:
        title = _marked_title(items, heads)
    if title is not None:
        letter.title = title.passage
        letter.used.update(title.positions)
        for at, _ in heads:
            position = at if at >= 0 else -2 - at if at < -1 else None
            if position is not None and position < max(title.positions, default=0):
                letter.used.add(position)
        if addressees is not None:
            letter.used.update(position for at, _ in heads if (position := at if at >= 0 else -2 - at) >= 0)


def _marked_title(items: Sequence[Item | Grid], heads: Sequence[tuple[int, Passage]]) -> Title | None:
    """The first line that the page itself marks as a heading, where no words tell the title."""
    for at, passage in heads:
        line = line_at(items, at) if at >= 0 else None
        if line is not None and (line.paragraph.heading == 1 or line.paragraph.centred) and 4 <= len(passage) <= 60:
            return Title(passage=tidy(passage), positions=(at,))
    return None


def _own_number(passage: Passage, letter: Letter) -> DocumentNumber | None:
    """The number of a line that holds nothing else; one that lost marks becomes a doubt."""
    text = passage.strip(" ()（）\u3000")
    if len(text) > 40 or "\t" in text.text or "|" in text.folded:
        return None
    try:
        return DocumentNumber.parse(text.text, location=text.location)
    except DocumentNumberError:
        pass
    try:
        number = DocumentNumber.restore(text.text, location=text.location)
    except DocumentNumberError:
        return None
    # What is damaged stays open, as with dates; the doubt says what it must have been.
    letter.doubts.append(("damaged-document-number", f"marks of it are lost; it must have been {number}", text))
    return None


def _without_glued_number(passage: Passage) -> tuple[Passage, DocumentNumber | None]:
    """A title line without the number that the page glued to its start or put in brackets at its end."""
    for number, start, end in find_document_numbers(passage):
        if start == 0:
            return passage[end:].strip(), number
        if passage.folded[end:].strip() in (")", "〕") and passage.folded[start - 1] in "(〔":
            return passage[: start - 1].strip(), number
        if not passage.folded[end:].strip() and passage.folded[:start].rstrip().endswith("通知"):
            return passage[:start].strip(), number
    return passage, None
