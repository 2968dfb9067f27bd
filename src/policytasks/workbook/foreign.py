"""Foreign workbooks: a city's own 台账, which no program of ours wrote, becomes a ledger.

Its table is read as the table of a notice is: title rows, merged cells, heads of two rows, bands of sections, headings by the
vocabulary. What a notice would keep as remarks (progress, problems, 备注 …) becomes the fields and own columns of entries. Several
sheets are several sections, unless they are editions of one table; then one of them is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

import attrs

from policytasks.errors import SourceError
from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import StatusWords
from policytasks.location import Location
from policytasks.model.identity import with_ids
from policytasks.model.notice import Notice, Requirement, Section, Task, TextBlock
from policytasks.parsing.read import parse_notice
from policytasks.sources.document import Document
from policytasks.sources.read import decode_document
from policytasks.workbook.book import Book
from policytasks.workbook.doubts import DoubtList
from policytasks.workbook.entry_cells import EntryCells
from policytasks.workbook.foreign_columns import ForeignColumns, address
from policytasks.workbook.headings import Headings
from policytasks.workbook.preface import notice_lines
from policytasks.workbook.row_matching import text_of
from policytasks.workbook.rows import RowMaker
from policytasks.workbook.sheet_table import SheetCell, SheetRow, SheetTable

__all__ = ["read_foreign"]


def read_foreign(
    data: bytes, book: Book, headings: Headings, status_words: StatusWords, *, made: Collection[str]
) -> Ledger | None:
    """The ledger in a workbook that was not written by this library.

    Args:
        data: The bytes of the workbook.
        book: The workbook.
        headings: What headings mean.
        status_words: What the words in the column of statuses mean.
        made: Sheets that only show a ledger again.

    Returns:
        The ledger; None when no sheet divides any work.
    """
    try:
        document = decode_document(data, path=book.file, file=book.file)
    except SourceError:
        return None
    blocks = tuple(block for block in document.blocks if block.location.sheet not in made)
    document = attrs.evolve(document, blocks=blocks)
    notice = parse_notice(document)
    editions = _editions(notice, active=book.active)
    if editions:
        notice = parse_notice(_only(document, editions))
    if not notice.requirements:
        return None
    return _Reader(book, notice, headings, status_words).ledger()


def _editions(notice: Notice, *, active: str) -> frozenset[str]:
    """The sheets to leave out, since another one has most of their rows: 6月, 7月 … of one table."""
    texts: dict[str, set[str]] = defaultdict(set)
    for requirement in notice.requirements:
        if requirement.location.sheet is not None:
            texts[requirement.location.sheet].add(requirement.text)
    left_out: set[str] = set()
    names = list(texts)
    for at, name in enumerate(names):
        for other in names[at + 1 :]:
            if name not in left_out and len(texts[name] & texts[other]) * 2 > min(len(texts[name]), len(texts[other])):
                # The one that was open when the file was saved is the one that people work in; else the last one.
                left_out.add(other if name == active else name)
    return frozenset(left_out)


def _only(document: Document, left_out: Collection[str]) -> Document:
    blocks = tuple(block for block in document.blocks if block.location.sheet not in left_out)
    return attrs.evolve(document, blocks=blocks)


@attrs.define
class _Place:
    """Where a requirement stands: its sheet, and the rows that say something of it."""

    sheet: str
    rows: list[int]


class _Reader:
    def __init__(self, book: Book, notice: Notice, headings: Headings, status_words: StatusWords) -> None:
        self._book = book
        self._doubts = DoubtList()
        self._status_words = status_words
        self._headings = headings
        self._sheets = tuple(
            dict.fromkeys(each.location.sheet for each in notice.requirements if each.location.sheet is not None)
        )
        tables = {name: SheetTable(book.shown(name), book.file, None, headings) for name in self._sheets}
        self._columns = {
            name: ForeignColumns(tables[name], name, notice, headings, status_words) for name in self._sheets
        }
        self._notice = self._tidy(notice)

    def ledger(self) -> Ledger:
        file = Location(file=self._book.file)
        self._doubts.add(
            "ledger-without-data",
            "the workbook was not written by this library: its table was read as a notice's is",
            file,
        )
        for title in self._book.titles:
            if title not in self._sheets and self._book.has_cells(title):
                place = attrs.evolve(file, sheet=title)
                self._doubts.add("ledger-other-sheet", f"only {', '.join(self._sheets)} was read", place)
        by_unit = any(map(self._has_rows_of_units, self._notice.requirements))
        blank = Ledger(notice=self._notice, by="unit" if by_unit else "requirement")
        cells = EntryCells(blank, "zh", self._doubts, self._status_words, self._headings.specs)
        maker = RowMaker(self._notice)
        entries = [
            cells.read(row, maker.row(entry))
            for requirement in self._notice.requirements
            for entry, row in self._rows(requirement, by_unit=by_unit)
        ]
        above, below = self._lines()
        first = self._columns[self._sheets[0]]
        return attrs.evolve(
            blank,
            entries=tuple(entries),
            preface=above if above and above != notice_lines(self._notice, "zh") else None,
            footnotes=below,
            extra_columns=tuple(
                dict.fromkeys(name for each in self._columns.values() for name in each.extras.values())
            ),
            columns=tuple(first.letters()),
            doubts=self._doubts.all(),
            location=file,
        )

    # ── the notice ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _tidy(self, notice: Notice) -> Notice:
        """The notice with a section for each sheet, the numbers of the table, and without what entries say."""
        sections = tuple(self._sections(notice)) if len(self._sheets) > 1 else notice.sections
        title = notice.title
        if len(self._sheets) > 1 and title is not None and any(section.title == title for section in sections):
            title = None
        sections = with_ids(
            tuple(attrs.evolve(each, tasks=tuple(map(_without_remarks, each.tasks))) for each in sections)
        )
        numbers = {
            requirement.id: self._columns[requirement.location.sheet or ""].number(address(requirement.location)[0])
            for section in sections
            for task in section.tasks
            for requirement in task.requirements
        }
        if all(numbers.values()) and len(set(numbers.values())) == len(numbers):
            sections = tuple(_renumbered(section, numbers) for section in sections)
        return attrs.evolve(notice, title=title, sections=sections, unparsed=tuple(self._unparsed(notice)))

    def _sections(self, notice: Notice) -> Iterator[Section]:
        """One section a sheet at least, named by its title line or by its sheet."""
        for section in notice.sections:
            by_sheet: dict[str, list[Task]] = {}
            for task in section.tasks:
                by_sheet.setdefault(_sheet_of(task), []).append(task)
            for sheet, tasks in by_sheet.items():
                named = section.ordinal is not None or section.title is not None
                if named and len(by_sheet) == 1:
                    yield section
                    continue
                line = notice.title if notice.location_of("title").sheet == sheet else None
                yield Section(title=line or sheet, tasks=tuple(tasks), location=tasks[0].location)

    def _unparsed(self, notice: Notice) -> Iterator[TextBlock]:
        taken = {(name, row, column) for name, each in self._columns.items() for row, column in each.taken}
        for block in notice.unparsed:
            row, column = address(block.location)
            if (block.location.sheet, row, column) not in taken:
                yield block

    # ── entries ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _has_rows_of_units(self, requirement: Requirement) -> bool:
        """Whether units that share a requirement report in rows of their own."""
        columns = self._columns[requirement.location.sheet or ""]
        rows = {address(each.location)[0] for each in requirement.responsibilities}
        return len(rows) > 1 and sum(map(columns.says_something, rows)) > 1

    def _rows(self, requirement: Requirement, *, by_unit: bool) -> Iterator[tuple[Entry, SheetRow]]:
        columns = self._columns[requirement.location.sheet or ""]
        due_on = requirement.deadline.due_on if requirement.deadline is not None else None
        own = address(requirement.location)[0]
        rows = columns.rows_from(own, self._next_row(requirement))
        if not by_unit or not requirement.responsibilities:
            yield Entry(requirement_id=requirement.id, due_on=due_on), self._joined(columns, rows)
            return
        mine = self._rows_of_units(requirement, rows)
        for each in requirement.responsibilities:
            entry = Entry(requirement_id=requirement.id, unit=each.unit, due_on=due_on)
            yield entry, self._joined(columns, mine.get(each.unit.name, rows))

    def _rows_of_units(self, requirement: Requirement, rows: Sequence[int]) -> Mapping[str, list[int]]:
        """The rows in which each unit reports; a row that names no further unit goes on with the one above. Empty when all
        share the same rows."""
        if not self._has_rows_of_units(requirement):
            return {}
        starts = {address(each.location)[0]: each.unit.name for each in reversed(requirement.responsibilities)}
        found: dict[str, list[int]] = {}
        for each in requirement.responsibilities:
            found.setdefault(each.unit.name, []).append(address(each.location)[0])
        taken = {row for each in found.values() for row in each}
        for row in rows:
            above = max((start for start in starts if start <= row), default=min(starts))
            if row not in taken:
                found[starts[above]].append(row)
        return found

    def _next_row(self, requirement: Requirement) -> int | None:
        """The row of the next requirement on the same sheet."""
        own = address(requirement.location)[0]
        later = (
            address(each.location)[0]
            for each in self._notice.requirements
            if each.location.sheet == requirement.location.sheet
        )
        return min((row for row in later if row > own), default=None)

    def _joined(self, columns: ForeignColumns, rows: Sequence[int]) -> SheetRow:
        """Rows about one thing as one: what they say in a column of texts stands line by line."""
        found = [columns.row(row) for row in rows]
        first = found[0]
        return attrs.evolve(
            first,
            cells={key: _one([row.cells[key] for row in found]) for key in first.cells},
            extras={name: _one([row.extras[name] for row in found]) for name in first.extras},
        )

    def _lines(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The lines above and below the tables that are no part of them."""
        above: list[str] = []
        below: list[str] = []
        for block in self._notice.unparsed:
            sheet, (row, _) = block.location.sheet, address(block.location)
            if sheet in self._columns:
                (above if row < self._columns[sheet].first else below).append(block.text)
        title = (self._notice.title,) if self._notice.title is not None else ()
        return (*title, *above), tuple(below)


def _sheet_of(task: Task) -> str:
    places = (task.location, *(requirement.location for requirement in task.requirements))
    return next((place.sheet for place in places if place.sheet is not None), "")


def _without_remarks(task: Task) -> Task:
    return attrs.evolve(
        task, requirements=tuple(attrs.evolve(requirement, remarks=()) for requirement in task.requirements)
    )


def _renumbered(section: Section, numbers: Mapping[str, str]) -> Section:
    return attrs.evolve(
        section,
        tasks=tuple(
            attrs.evolve(
                task, requirements=tuple(attrs.evolve(each, id=numbers[each.id]) for each in task.requirements)
            )
            for task in section.tasks
        ),
    )


def _one(cells: Sequence[SheetCell]) -> SheetCell:
    """Cells of one column in several rows as one; a merged one counts once."""
    different = {cell.location: cell for cell in cells if cell.value is not None}
    if len(different) < 2:
        return next(iter(different.values()), cells[0])
    texts = dict.fromkeys(text_of(cell) for cell in different.values())
    return attrs.evolve(next(iter(different.values())), value="\n".join(texts))
