"""Reading 读取: Document → Notice. Puts the grammars together and gives every block its place, in the notice or in ``unparsed``."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence

import attrs

from policytasks.convert import loads
from policytasks.location import Location
from policytasks.model.identity import with_ids
from policytasks.model.notice import Citation, Notice, Section, TextBlock
from policytasks.parsing.citations import find_citations, find_malformed_numbers
from policytasks.parsing.columns import Head
from policytasks.parsing.front_matter import read_letter
from policytasks.parsing.grid import Grid, grid_of
from policytasks.parsing.inheritance import with_inherited
from policytasks.parsing.leftovers import heading_cells, leftovers
from policytasks.parsing.letter import Letter
from policytasks.parsing.lines import Item, Line, flatten
from policytasks.parsing.obligations import read_obligations
from policytasks.parsing.one_line import unrolled
from policytasks.parsing.outline import read_outline
from policytasks.parsing.parts import Part, missing_annexes, split_parts
from policytasks.parsing.requirement import Context, tidy
from policytasks.parsing.stated_rules import find_rules
from policytasks.parsing.statements import find_statements
from policytasks.parsing.table import read_table
from policytasks.parsing.text_tables import with_text_tables
from policytasks.parsing.tree import build_tree
from policytasks.parsing.vocabulary import FURNITURE, NO_TASK_TITLES
from policytasks.parsing.woven import weave
from policytasks.parsing.wrapping import unwrapped
from policytasks.passage import Passage
from policytasks.sources.detect import detect
from policytasks.sources.document import Document, Paragraph, Table
from policytasks.sources.read import Source, decode_document, load
from policytasks.sources.text import document_of
from policytasks.units.registry import UnitRegistry
from policytasks.units.resolution import resolve_units

__all__ = ["parse_notice", "read_notice"]


def parse_notice(document_or_text: Document | str) -> Notice:
    """Read the notice that a document holds.

    Content never raises: what is not understood is in ``unparsed``, what is doubtful in ``doubts``.

    Args:
        document_or_text: A document, or the text of one.

    Returns:
        The notice; one without sections when the document divides no work.
    """
    document = document_of(document_or_text) if isinstance(document_or_text, str) else document_or_text
    return _Assembly(document).notice()


class _Assembly:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.items: list[Item | Grid] = with_text_tables(unrolled(unwrapped(list(flatten(document)))))
        self.letter: Letter = read_letter(self.items)
        year, assumed = self._year()
        self.context = Context(
            year=year,
            assumed=assumed,
            doubts=[*document.doubts],
            bold={paragraph.location.block: paragraph.bold for paragraph in document.paragraphs if paragraph.bold},
        )
        for code, message, passage in self.letter.doubts:
            self.context.doubt(code, message, passage)
        self.kept: list[Passage] = []
        self.rest: list[Passage] = []

    def _year(self) -> tuple[int | None, str]:
        """The year that the notice speaks of, and where it comes from when that is not the date of issue."""
        letter = self.letter
        if letter.issued_on is not None:
            return letter.issued_on.year, ""
        if letter.title is not None and (match := _YEAR.search(letter.title.folded)):
            return int(match["year"]), "the title"
        if letter.document_number is not None and letter.document_number.year is not None:
            return letter.document_number.year, "the document number"
        for item in self.items:
            if isinstance(item, Line) and (match := _PAGE_DATE.search(item.folded)):
                return int(match["year"]), "a date on the page"
        return None, ""

    def notice(self) -> Notice:
        letter = self.letter
        self._rules_of_letter()
        sections, body_positions = self._sections()
        body = tuple(
            TextBlock(text=line.passage.text, location=line.passage.location)
            for at in body_positions
            if isinstance(line := self.items[at], Line)
        )
        obligations = read_obligations(
            [line.passage for at in body_positions if isinstance(line := self.items[at], Line)], self.context
        )
        if not sections and (not letter.addressees or any(map(NO_TASK_TITLES.search, self._first_headings()))):
            obligations = ()
        sections = with_inherited(with_ids(sections), obligations)
        if letter.attachments and not sections:
            self.context.doubt("missing-annex", "the annex that the letter names is not here", letter.attachments[0])
        else:
            for annex in missing_annexes(self.items, letter.attachments):
                self.context.doubt("missing-annex", f"the annex {annex.text} is not here", annex)
        notice = Notice(
            document_number=letter.document_number,
            title=letter.title.text if letter.title is not None else None,
            issuer=letter.issuer.text if letter.issuer is not None else None,
            addressees=tuple(one.text for one in letter.addressees),
            issued_on=letter.issued_on,
            printed_on=letter.printed_on,
            copied_to=tuple(one.text for one in letter.copied_to),
            disclosure=letter.disclosure,
            disclosure_text=letter.disclosed_at.text.strip() if letter.disclosed_at is not None else "",
            body=body,
            obligations=obligations,
            sections=sections,
            citations=self._citations(),
            attachments=tuple(one.text for one in letter.attachments),
            places=tuple(self._places()),
            doubts=tuple(dict.fromkeys(self.context.doubts)),
            location=Location(file=self.document.file),
        )
        frame = tuple(dict.fromkeys(location for location in self._understood() if location))
        notice = attrs.evolve(
            notice,
            places=(
                *notice.places,
                *((f"persons[{number}]", location) for number, location in enumerate(self.context.persons)),
                *((f"rules[{number}]", location) for number, location in enumerate(dict.fromkeys(self.context.stated))),
                *((f"frame[{number}]", location) for number, location in enumerate(frame)),
            ),
        )
        return attrs.evolve(notice, unparsed=leftovers(self.document, notice, frame))

    # ── sections ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _rules_of_letter(self) -> None:
        for item in self.items:
            if isinstance(item, Line) and 6 < len(item.passage) < 600:
                rules, _ = find_rules(item.passage)
                if rules.implied is not None and find_statements(item.passage):
                    # Stated inside an item, it holds from there on only.
                    rules = attrs.evolve(rules, implied=None)
                self.context.rules = self.context.rules | rules
                if rules.source is not None:
                    self.context.stated.append(rules.source.location)

    def _sections(self) -> tuple[tuple[Section, ...], list[int]]:
        """The sections, and the positions of the letter's body that are no sections."""
        letter = self.letter
        if any(NO_TASK_TITLES.search(heading) for heading in self._first_headings()):
            return (), letter.body
        body = set(letter.body)
        outside = [(at, item) for at, item in enumerate(self.items) if at not in letter.used and at not in body]
        sections = self._read_parts([item for _, item in outside])
        if sections:
            return sections, letter.body
        # The letter itself divides the work.
        inside = list(letter.body)
        if not inside:
            return (), letter.body
        tree = build_tree([line for at in inside if isinstance(line := self.items[at], Line)], force=False)
        if not tree.bears:
            weave(tree, least=2 if self._divides(None) else 3)
        if not tree.bears:
            return (), letter.body
        outline = read_outline(tree, self.context)
        left = {(part.block, part.start) for passage in outline.rest for part in passage.location.parts}
        return outline.sections, [
            at
            for at in inside
            if isinstance(line := self.items[at], Line)
            and (line.passage.location.block, line.passage.location.start) in left
        ]

    def _first_headings(self) -> list[str]:
        """The title and the first short line: they tell what kind of document this is."""
        if self.letter.title is not None:
            return [self.letter.title.folded]
        headings: list[str] = []
        lines = [
            item.folded for item in self.items if isinstance(item, Line) and item and not FURNITURE.match(item.folded)
        ]
        if lines and len(lines[0]) <= 60 and not lines[0].endswith("。"):
            headings.append(lines[0])
        return headings

    def _read_parts(self, items: Sequence[Item | Grid]) -> tuple[Section, ...]:
        parts = split_parts(items, self._known_titles())
        read: list[tuple[Part, tuple[Section, ...]]] = []
        head: Head | None = None
        for part in parts:
            sections, head = self._read_part(part, head)
            self.kept.extend(part.heading)
            read.append((part, sections))
        bearing = [(part, sections) for part, sections in read if sections]
        made: list[Section] = []
        for part, sections in bearing:
            if len(bearing) > 1 and part.title is not None and len(sections) == 1 and sections[0].title is None:
                title = tidy(part.title)
                sections = (attrs.evolve(sections[0], title=title.text, location=title.location),)
            made.extend(sections)
        return tuple(made)

    def _divides(self, part: Part | None) -> bool:
        """Whether the heading says that work is divided here."""
        titles = [self.letter.title] if part is None or part.title is None else [self.letter.title, part.title]
        return any(title is not None and _DIVIDES.search(title.folded) for title in titles)

    def _known_titles(self) -> tuple[str, ...]:
        titles = [one.compact().folded for one in self.letter.attachments]
        for at in self.letter.body:
            item = self.items[at]
            if isinstance(item, Line):
                titles.extend(re.sub(r"\s", "", match["title"]) for match in _QUOTED.finditer(item.folded))
        if self.letter.title is not None:
            titles.extend(re.sub(r"\s", "", match["title"]) for match in _QUOTED.finditer(self.letter.title.folded))
        return tuple(title for title in titles if len(title) >= 6)

    def _read_part(self, part: Part, head: Head | None) -> tuple[tuple[Section, ...], Head | None]:
        sections: list[Section] = []
        run: list[Line] = []
        if part.heading:
            head = None

        captions: list[Passage | None] = []
        caption: Passage | None = None

        def close() -> None:
            nonlocal caption
            caption = _caption(run)
            if not run:
                return
            tree = build_tree(run)
            if not tree.bears:
                weave(tree, least=2 if self._divides(part) else 3)
            outline = read_outline(tree, self.context)
            if outline.sections:
                sections.extend(outline.sections)
            self.rest.extend(outline.rest)
            run.clear()

        for item in part.items:
            if isinstance(item, Line):
                run.append(item)
                continue
            grid = item if isinstance(item, Grid) else grid_of(item)
            reading = read_table(grid, self.context, previous=head)
            if reading is None:
                cells = [cell for row in range(len(grid.rows)) for cell in grid.own(row)]
                prose = [line for cell in cells for line in _cell_lines(cell.lines)]
                if any(len(line.passage) > 60 for line in prose):
                    run.extend(prose)
                else:
                    self.rest.extend(line.passage for line in prose)
                continue
            continued = not _has_text(run) and bool(sections) and head is not None and reading.head.end == 0
            close()
            head = reading.head
            self.rest.extend(reading.rest)
            made = list(reading.sections)
            if continued and made and made[0].title is None and made[0].ordinal is None:
                made = [*_continued(sections.pop(), made[0]), *made[1:]]
            if len(made) == 1 and made[0].title is None and not continued:
                captions.append(caption)
                made = [attrs.evolve(made[0], title=_UNTITLED)]
            sections.extend(made)
        close()
        return tuple(_titled(sections, captions)), head

    # ── what is left ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _citations(self) -> tuple[Citation, ...]:
        found: dict[tuple[str | None, str | None], Citation] = {}
        own = str(self.letter.document_number) if self.letter.document_number is not None else None
        for paragraph in self.document.paragraphs:
            passage = Passage.of(paragraph.text, paragraph.location)
            for number, lost in find_malformed_numbers(passage):
                self.context.doubt("malformed-citation", f"{number.text}: {lost}", number)
            for citation in find_citations(passage):
                if citation.number != own:
                    found.setdefault((citation.title, citation.number), citation)
        return tuple(found.values())

    def _understood(self) -> Iterator[Location]:
        """Blocks that were understood though no value of the notice stands in them: headings of annexes and tables."""
        for passage in self.kept:
            yield from passage.location.parts
        for at in self.letter.used - self.letter.furniture:
            item = self.items[at]
            if isinstance(item, Line):
                yield item.passage.location
            elif isinstance(item, Table):
                yield from (paragraph.location for cell in item.cells for paragraph in cell.paragraphs)
        for item in self.items:
            if not isinstance(item, Line):
                for passage in heading_cells(item if isinstance(item, Grid) else grid_of(item)):
                    yield from passage.location.parts

    def _places(self) -> Iterator[tuple[str, Location]]:
        letter = self.letter
        if letter.document_number is not None:
            yield "document_number", letter.document_number.location
        for name, passage in (
            ("title", letter.title),
            ("issuer", letter.issuer),
            ("issued_on", letter.issued_at),
            ("printed_on", letter.printed_at),
            ("disclosure", letter.disclosed_at),
        ):
            if passage is not None:
                yield name, passage.location
        for name, passages in (
            ("addressees", letter.addressees),
            ("copied_to", letter.copied_to),
            ("attachments", letter.attachments),
        ):
            for number, passage in enumerate(passages):
                yield f"{name}[{number}]", passage.location


_YEAR = re.compile(r"(?P<year>(?:19|20)[0-9]{2})\s*年?")
_PAGE_DATE = re.compile(r"(?P<year>(?:19|20)[0-9]{2})\s*(?:年|-|/|\.)\s*[0-9]{1,2}\s*(?:月|-|/|\.)\s*[0-9]{1,2}")
_DIVIDES = re.compile(r"分工|分解|任务|责任|实事|要点|重点工作|清单|台账|安排|方案")
"""Words in the heading of a document that divides work."""
_QUOTED = re.compile(r"《(?P<title>[^《》]{4,90}(?:《[^《》]{1,60}》[^《》]{0,60})?)》")


_UNTITLED = "\0"
"""Stands for the title of a table's section until it is known how many tables there are."""


def _caption(lines: Sequence[Line]) -> Passage | None:
    """The line right above a table, if it can be its heading."""
    last = next((line for line in reversed(lines) if line), None)
    if last is None or len(last.passage) > 40 or last.folded.endswith(("。", ":", ";", ",")):
        return None
    return last.passage


def _titled(sections: list[Section], captions: list[Passage | None]) -> Iterator[Section]:
    """Untitled sections of several tables take the lines above the tables for their titles."""
    following = iter(captions if len(captions) > 1 else [None] * len(captions))
    for section in sections:
        if section.title != _UNTITLED:
            yield section
            continue
        caption = next(following, None)
        title = tidy(caption) if caption is not None else None
        yield attrs.evolve(
            section,
            title=title.text if title is not None else None,
            location=title.location if title is not None else section.location,
        )


def _has_text(lines: Sequence[Line]) -> bool:
    return any(line for line in lines)


def _continued(section: Section, more: Section) -> list[Section]:
    """A section with the tasks of a table that continues it; a task without heading continues the last one."""
    tasks = list(section.tasks)
    added = list(more.tasks)
    if tasks and added and added[0].title is None and added[0].ordinal is None and tasks[-1].title is not None:
        tasks[-1] = attrs.evolve(tasks[-1], requirements=tasks[-1].requirements + added[0].requirements)
        added = added[1:]
    return [attrs.evolve(section, tasks=tuple(tasks + added))]


def _cell_lines(lines: Sequence[Passage]) -> Iterator[Line]:
    for passage in lines:
        yield Line(passage=passage.strip(), raw=passage, paragraph=Paragraph(text=passage.text))


def read_notice(source: Source, *, registry: UnitRegistry | None = None) -> Notice:
    """Read the notice in a file of any format; the format is found from the content.

    Args:
        source: A path, the bytes of a file, or an open binary file. JSON that `write_json` wrote is read back as it is.
        registry: Units to bind the printed names to; without one, names stay as printed.

    Returns:
        The notice; one without sections when the document divides no work.

    Raises:
        FileNotFoundError: There is no such file.
        SourceError: The file cannot be read; the message says what was found and what was expected.
    """
    data, path = load(source)
    if detect(data, file=path) == "json":
        notice = loads(data)
    else:
        notice = parse_notice(decode_document(data, path=path, file=os.path.basename(path)))
    if registry is not None:
        notice = resolve_units(notice, registry)
    return notice
