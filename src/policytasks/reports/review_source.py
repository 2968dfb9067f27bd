"""Source pane of the review page: the document as it was printed, cut into the words of its values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policytasks.location import Location
from policytasks.messages import Language, spoken
from policytasks.reports.anchors import Anchors, Stretch
from policytasks.reports.markup import Markup, element, raw
from policytasks.reports.review_words import WORDS
from policytasks.sources.document import Block, Cell, Document, Paragraph, Table
from policytasks.validation.finding import Finding, Severity

__all__ = ["SourcePane"]


class SourcePane:
    """Writes the blocks of a document.

    Args:
        anchors: The values, each with its places; complete.
        findings: The findings with their numbers on the page, by the block that they start in.
        lang: Language of the page.
    """

    def __init__(
        self, anchors: Anchors, findings: Mapping[Location, Sequence[tuple[int, Finding]]], lang: Language
    ) -> None:
        self.anchors = anchors
        self.findings = findings
        self.lang = lang

    def markup(self, document: Document) -> Markup:
        """The whole document, with what stands around its text at the end."""
        furniture = (
            element(
                "details",
                element("summary", WORDS["furniture"][self.lang]),
                self._blocks(document.furniture),
                class_="furniture",
            )
            if document.furniture
            else None
        )
        return raw([self._blocks(document.blocks), furniture])

    def _blocks(self, blocks: Sequence[Block]) -> Iterator[Markup]:
        page: int | None = None
        sheet: str | None = None
        for block in blocks:
            place = block.location
            if place.page is not None and place.page != page:
                page = place.page
                yield element("div", WORDS["page"].say(self.lang, number=page), class_="leaf")
            if place.sheet is not None and place.sheet != sheet:
                sheet = place.sheet
                yield element("div", WORDS["sheet"].say(self.lang, name=sheet), class_="leaf")
            yield self._block(block)

    def _block(self, block: Block) -> Markup:
        return self._table(block) if isinstance(block, Table) else self._paragraph(block)

    def _paragraph(self, paragraph: Paragraph) -> Markup:
        found = self.findings.get(paragraph.location.block, ())
        blank = not paragraph.text.strip()
        words = [
            self._stretch(paragraph.text, stretch)
            for stretch in self.anchors.stretches(paragraph.location, len(paragraph.text))
        ]
        notes = element("span", [self._note(*each) for each in found], class_="notes") if found else None
        kinds = ["line", "blank" if blank else "", "centred" if paragraph.centred else ""]
        kinds += ["head"] if paragraph.heading is not None else []
        return element(
            "div",
            element("span", _number(paragraph.location), class_="no", title=str(paragraph.location)),
            element("p", words),
            notes,
            class_=" ".join(filter(None, kinds)),
        )

    def _note(self, number: int, finding: Finding) -> Markup:
        """What was found here; a mere hint is one small sign."""
        severity = finding.severity
        said = f"{spoken(severity, self.lang)}: {finding.message}"
        shown = "i" if severity is Severity.INFO else said
        return element("a", shown, href=f"#f{number}", class_=f"note {severity.value}", title=said, aria_label=said)

    @staticmethod
    def _stretch(text: str, stretch: Stretch) -> Markup:
        words = raw(text[stretch.start : stretch.end])
        if not stretch.values:
            return words
        # A value's link leads to an empty anchor in front of its first word, so that several values may start at one word.
        starts = [element("i", id=f"w{number}") for number in stretch.first_of]
        return element(
            "mark",
            starts,
            words,
            class_=stretch.kind,
            data_w=" ".join(map(str, stretch.values)),
        )

    def _table(self, table: Table) -> Markup:
        rows: dict[int, list[Cell]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, []).append(cell)
        body = [
            element("tr", [self._cell(cell) for cell in sorted(rows.get(number, []), key=lambda cell: cell.column)])
            for number in range(table.row_count)
        ]
        return element("div", element("table", element("tbody", body)), class_="sheet")

    def _cell(self, cell: Cell) -> Markup:
        return element(
            "td",
            [self._block(block) for block in cell.blocks],
            rowspan=cell.row_span if cell.row_span > 1 else None,
            colspan=cell.column_span if cell.column_span > 1 else None,
        )


def _number(place: Location) -> str:
    """What the margin says: the line, the paragraph, or the cell."""
    if place.cell is not None:
        return place.cell
    if place.line is not None:
        return str(place.line)
    if place.row is not None:
        return f"R{place.row}C{place.column}"
    return "" if place.paragraph is None else str(place.paragraph)
