"""Flow 版面流: the element tree of a page → paragraphs and tables, in printed order, with nothing decided about their worth.

The tree is walked without recursion, since pages of old editors nest tags by the hundred. Elements that start a block
end the paragraph before them, ``<br>`` ends one too, and blanks collapse as browsers do it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import Any

import attrs
from lxml import etree

from policytasks.passage import BLANKS
from policytasks.sources.html_table import CellDraft, DraftTable, RowDraft, laid_out

__all__ = ["DraftParagraph", "DraftTable", "Zone", "blocks_of"]


@attrs.define(kw_only=True, eq=False)
class Zone:
    """An element that holds blocks, as far as it matters for telling text from furniture.

    Args:
        tag: Name of the element.
        names: The words of its ``id`` and ``class``, lower case.
        parent: The zone around it.
        text: Characters of visible text in it that are no links; filled by `html_page`.
        links: Characters of links in it.
    """

    tag: str
    names: tuple[str, ...] = ()
    parent: Zone | None = None
    text: int = 0
    links: int = 0

    def chain(self) -> list[Zone]:
        """This zone and those around it, innermost first."""
        zones: list[Zone] = []
        zone: Zone | None = self
        while zone is not None:
            zones.append(zone)
            zone = zone.parent
        return zones


@attrs.frozen(kw_only=True)
class DraftParagraph:
    """A paragraph that has no place yet.

    Args:
        text: Its text, blanks collapsed.
        zone: The innermost zone around it.
        bold: Spans in bold.
        centred: Whether it is centred.
        heading: 1–6 in ``h1``–``h6``.
        number: The automatic number of an ordered list that ``text`` starts with.
        links: How many of its characters belong to links.
    """

    text: str
    zone: Zone
    bold: tuple[tuple[int, int], ...] = ()
    centred: bool = False
    heading: int | None = None
    number: str = ""
    links: int = 0


_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th "
    "thead tr ul option".split()
)
_ZONES = _BLOCKS - frozenset("p h1 h2 h3 h4 h5 h6 hr tr tbody thead tfoot pre caption html dd dt option legend".split()) | {
    "select", "button", "textarea",
}  # fmt: skip
_UNSEEN = frozenset(
    "head script style template noscript iframe object embed applet svg math audio video canvas input rp rt".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*([a-z-]+)", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight\s*:\s*([a-z0-9]+)", re.IGNORECASE)
_AS_TYPED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_SHOWN_AS = re.compile(r"display\s*:\s*(block|list-item|flex|grid|table-row)", re.IGNORECASE)
_NAME = re.compile(r"[^\s]+")


@attrs.frozen
class _Style:
    """What an element hands down to the text in it."""

    bold: bool = False
    link: bool = False
    centred: bool = False
    heading: int | None = None
    as_typed: bool = False


@attrs.define
class _List:
    """An ordered list and the number of its next item."""

    next: int
    kind: str


def blocks_of(root: etree._Element, *, file: str) -> list[DraftParagraph | DraftTable]:
    """The visible paragraphs and tables of a page; tables that only lay out the page are dissolved into what they hold.

    Raises:
        SourceError: A table is too large to be laid out.
    """
    flow = _Flow(file)
    walk = etree.iterwalk(root, events=("start", "end"))
    skipped: etree._Element | None = None
    for event, element in walk:
        if event == "start":
            if _is_hidden(element):
                walk.skip_subtree()
                skipped = element
                continue
            flow.start(element)
        else:
            if element is skipped:
                skipped = None
            else:
                flow.end(element)
            if element is not root and element.tail:
                flow.text(element.tail)
    return flow.finished()


def _is_hidden(element: etree._Element) -> bool:
    # Comments and instructions have a function for a tag, which the stubs do not know.
    tag: object = element.tag
    if not isinstance(tag, str) or tag in _UNSEEN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))


class _Flow:
    """Collects runs of text into paragraphs, and paragraphs into the cell or the body that is open."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._styles = [_Style()]
        self._zones = [Zone(tag="page")]
        self._sinks: list[list[DraftParagraph | DraftTable]] = [[]]
        self._tables: list[list[RowDraft]] = []
        self._lists: list[_List | None] = []
        self._runs: list[tuple[str, _Style]] = []
        self._number = ""

    def start(self, element: etree._Element) -> None:
        tag = element.tag
        style = self._styles[-1]
        inline_style = element.get("style") or ""
        if tag in _BLOCKS or tag == "br" or _SHOWN_AS.search(inline_style):
            self._flush()
        self._styles.append(_styled(style, element, tag, inline_style))
        if tag in _ZONES:
            names = tuple(_NAME.findall(f"{element.get('id') or ''} {element.get('class') or ''}".lower()))
            self._zones.append(Zone(tag=tag, names=names, parent=self._zones[-1]))
        if tag == "table":
            self._tables.append([])
        elif tag == "tr" and self._tables:
            self._tables[-1].append(RowDraft())
        elif tag in {"td", "th"} and self._tables:
            self._open_cell(element)
        elif tag == "ol":
            self._lists.append(_List(_integer(element.get("start"), 1), element.get("type") or inline_style))
        elif tag == "ul":
            self._lists.append(None)
        elif tag == "li" and self._lists and (numbered := self._lists[-1]) is not None:
            numbered.next = _integer(element.get("value"), numbered.next)
            self._number = _marker(numbered)
            numbered.next += 1
        if element.text:
            self.text(element.text)

    def end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _BLOCKS or _SHOWN_AS.search(element.get("style") or ""):
            self._flush()
            if tag == "li":
                self._number = ""
        self._styles.pop()
        if tag in _ZONES:
            self._zones.pop()
        if tag in {"td", "th"} and self._tables:
            self._sinks.pop()
        elif tag == "table":
            rows = self._tables.pop()
            self._sinks[-1].extend(laid_out(rows, role=element.get("role") or "", where=self._file))
        elif tag in {"ol", "ul"}:
            self._lists.pop()

    def text(self, text: str) -> None:
        style = self._styles[-1]
        if not style.as_typed:
            self._runs.append((text, style))
            return
        for number, line in enumerate(text.splitlines() or [text]):
            if number:
                self._flush()
            self._runs.append((line.expandtabs(), style))

    def finished(self) -> list[DraftParagraph | DraftTable]:
        self._flush()
        return self._sinks[0]

    def _open_cell(self, element: etree._Element) -> None:
        rows = self._tables[-1]
        if not rows:
            rows.append(RowDraft())
        cell = CellDraft(
            row_span=_integer(element.get("rowspan"), 1),
            column_span=max(1, _integer(element.get("colspan"), 1)),
            head=element.tag == "th",
        )
        rows[-1].cells.append(cell)
        self._sinks.append(cell.blocks)

    def _flush(self) -> None:
        if not self._runs:
            return
        runs, self._runs = self._runs, []
        text, bold, links = _collapsed(runs)
        if not text:
            return
        style = next(style for run, style in runs if run.strip(BLANKS))
        number = self._number
        if number:
            self._number = ""
            text = number + text
            bold = tuple((start + len(number), end + len(number)) for start, end in bold)
        self._sinks[-1].append(
            DraftParagraph(
                text=text,
                zone=self._zones[-1],
                bold=bold,
                centred=style.centred,
                heading=style.heading,
                number=number,
                links=links,
            )
        )


def _styled(style: _Style, element: etree._Element, tag: str, inline_style: str) -> _Style:
    """The style inside an element, from the style around it."""
    changes: dict[str, Any] = {}
    if tag in {"b", "strong", "th"}:
        changes["bold"] = True
    elif tag == "a" and element.get("href") is not None:
        changes["link"] = True
    elif tag in {"center", "th", "caption"}:
        changes["centred"] = True
    elif tag == "pre":
        changes["as_typed"] = True
    elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        changes |= {"heading": int(tag[1]), "bold": True}
    if align := element.get("align"):
        changes["centred"] = align.strip().lower() in {"center", "middle"}
    if inline_style:
        if found := _ALIGN.search(inline_style):
            changes["centred"] = found.group(1).lower() in {"center", "-webkit-center"}
        if found := _WEIGHT.search(inline_style):
            weight = found.group(1).lower()
            changes["bold"] = int(weight) >= 600 if weight.isdigit() else weight in {"bold", "bolder"}
        if _AS_TYPED.search(inline_style):
            changes["as_typed"] = True
    return attrs.evolve(style, **changes) if changes else style


_BLANK = re.compile(r"[ \t\r\n\f]+")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003ffff]")
"""Characters of East Asian width W and F (UAX #11); curly quotes and dashes are ambiguous and not among them."""


def _collapsed(runs: list[tuple[str, _Style]]) -> tuple[str, tuple[tuple[int, int], ...], int]:
    """The text of runs with blanks collapsed, its spans in bold and how many of its characters are links.

    A line end of the source between two Chinese characters is no blank (CSS Text 3, 4.1.3): editors wrap lines between
    characters. Where it only parts elements, one Chinese character beside it is enough: there it comes from indenting the source.
    """
    raw = "".join(run for run, _ in runs)
    kept: list[str] = []
    cuts: list[tuple[int, int]] = [(0, 0)]  # from this raw offset on, so many characters are gone
    last = gone = 0
    typed = any(style.as_typed for _, style in runs)
    edges = list(accumulate(len(run) for run, _ in runs))
    for blank in () if typed else _BLANK.finditer(raw):
        start, end = blank.span()
        around = len(_WIDE.findall(raw[max(start - 1, 0) : start] + raw[end : end + 1]))
        need = 1 if _parts_runs(edges, start, end) else 2
        put = "" if "\n" in blank.group() and around >= need else " "
        kept.append(raw[last:start] + put)
        last = end
        if len(put) != end - start:
            gone += end - start - len(put)
            cuts.append((end, gone))
    kept.append(raw[last:])
    text = "".join(kept)
    lead = len(text) - len(text.lstrip(BLANKS))
    text = text.strip(BLANKS)
    offsets = [offset for offset, _ in cuts]

    def at(offset: int) -> int:
        index = bisect_left(offsets, offset + 1) - 1
        return min(max(offset - cuts[index][1] - lead, 0), len(text))

    bold: list[tuple[int, int]] = []
    links = offset = 0
    for run, style in runs:
        start, end = at(offset), at(offset + len(run))
        offset += len(run)
        if start == end:
            continue
        if style.bold:
            if bold and bold[-1][1] == start:
                bold[-1] = (bold[-1][0], end)
            else:
                bold.append((start, end))
        if style.link:
            links += end - start
    return text, tuple(bold), links


def _parts_runs(edges: list[int], start: int, end: int) -> bool:
    """Whether the end of a run lies in a blank or at one of its ends."""
    index = bisect_left(edges, start)
    return index < len(edges) - 1 and edges[index] <= end


def _integer(text: str | None, default: int) -> int:
    """The whole number that an attribute starts with, as browsers read it."""
    found = re.match(r"\s*([+-]?\d{1,9})", text or "")
    return int(found.group(1)) if found else default


_CHINESE_LIST = re.compile(r"list-style(?:-type)?\s*:[^;]*(?:cjk|chinese|japanese)", re.IGNORECASE)
_DIGITS = "〇一二三四五六七八九"


def _marker(numbered: _List) -> str:
    """The mark that a browser shows in front of an item."""
    number, kind = numbered.next, numbered.kind
    if _CHINESE_LIST.search(kind) and 0 < number < 100:
        tens, ones = divmod(number, 10)
        head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
        return f"{head}{_DIGITS[ones] if ones else ''}、"
    if kind in {"a", "A"} and 0 < number <= 26:
        return f"{chr(ord(kind) + number - 1)}."
    if "none" in kind:
        return ""
    return f"{number}."
