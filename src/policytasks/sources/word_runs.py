"""Word runs 文字块: the characters of one paragraph, with what is bold, deleted, hidden or made by a field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

import attrs
from lxml import etree

from policytasks.sources.symbols import printed_symbol
from policytasks.sources.word_styles import PLAIN, Style, Styles, W, flag, value

__all__ = ["MC", "Runs", "is_placeholder"]

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
"""The namespace of choices between a new form and an old one."""

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PAGE = "\x0c"
_CIRCLED_FIELD = re.compile(r"EQ\s{1,9}\\o\s{0,9}\\ac\s{0,9}\(\s{0,9}([^,，()]{1,9})[,，]([^()]{1,9})\)", re.IGNORECASE)
_LONGEST_INSTRUCTION = 255
_CIRCLES = frozenset("○〇◯●")
_TEXT_BLANKS = str.maketrans("\t\r\n", "   ")
_XML_BLANKS = " \t\r\n"


@attrs.define(kw_only=True)
class Runs:
    """The characters of a paragraph while it is read.

    Args:
        styles: The document's styles.

    Attributes:
        notes: For each kind of note, the ids that the paragraph refers to.
        boxes: The content of the text boxes that are anchored in it.
        changes: How many tracked insertions and deletions it holds.
    """

    styles: Styles
    notes: dict[str, list[str]] = attrs.Factory(dict)
    boxes: list[etree._Element] = attrs.Factory(list)
    changes: int = 0
    _pieces: list[tuple[str, bool]] = attrs.Factory(list)
    _fields: list[_Field] = attrs.Factory(list)
    _style: Style = PLAIN

    def walk(self, paragraph: etree._Element, style: Style) -> None:
        """Read the runs of a paragraph element."""
        self._style = style
        self._children(paragraph)
        # An instruction that never ends would hide the rest of the document.
        self._fields = [field for field in self._fields if field.result]

    def result(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        """The text, and its spans in bold."""
        pieces = self._pieces
        if len(pieces) == 1 and _PAGE not in pieces[0][0]:
            text, bold = pieces[0]
            return text, ((0, len(text)),) if bold and text else ()
        text = ""
        spans: list[tuple[int, int]] = []
        last = max((at for at, (piece, _) in enumerate(pieces) if piece != _PAGE), default=-1)
        for at, (piece, bold) in enumerate(pieces):
            if piece == _PAGE:
                # A page break parts lines inside a text only; at its ends it moves the text to another page.
                piece = "\n" if text and at < last else ""
            if bold and piece:
                if spans and spans[-1][1] == len(text):
                    spans[-1] = (spans[-1][0], len(text) + len(piece))
                else:
                    spans.append((len(text), len(text) + len(piece)))
            text += piece
        return text, tuple(spans)

    def _children(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child)
            elif (handle := _INLINE.get(tag)) is not None:
                handle(self, child)

    def _run(self, run: etree._Element) -> None:
        properties = run.find(_RUN_PROPERTIES)
        bold = bool(self._style.bold)
        hidden = self._style.hidden
        font = ""
        if properties is not None:
            named = value(properties.find(f"{W}rStyle"))
            own = self.styles.named(named) if named is not None else None
            if own is not None and own.bold:
                # Bold is a toggle: a bold run style inside a bold paragraph style is plain.
                bold = not bold
            if own is not None and own.hidden is not None:
                hidden = own.hidden
            direct = flag(properties.find(f"{W}b"))
            bold = bold if direct is None else direct
            vanish = flag(properties.find(f"{W}vanish"))
            hidden = hidden if vanish is None else vanish
            fonts = properties.find(f"{W}rFonts")
            font = "" if fonts is None else fonts.get(f"{W}ascii", "")
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                if not hidden:
                    self._add(_characters(child, font), bold)
            elif tag in _MARKS:
                if not hidden:
                    self._add(_MARKS[tag], bold)
            elif tag == _BREAK:
                if not hidden:
                    self._add("\n" if child.get(_TYPE, "textWrapping") == "textWrapping" else _PAGE, bold)
            elif tag == _SYMBOL:
                if not hidden:
                    self._add(_symbol(child), bold)
            elif (handle := _IN_RUN.get(tag)) is not None:
                handle(self, child)

    def _add(self, text: str, bold: bool) -> None:
        if text and (not self._fields or all(field.result for field in self._fields)):
            self._pieces.append((text, bold))

    def _field(self, element: etree._Element) -> None:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            if not field.result:
                self._add(_from_instruction(field.instruction), bool(self._style.bold))

    def _instruction(self, element: etree._Element) -> None:
        if self._fields and not self._fields[-1].result:
            field = self._fields[-1]
            field.instruction = (field.instruction + (element.text or ""))[:_LONGEST_INSTRUCTION]

    def _simple_field(self, element: etree._Element) -> None:
        before = len(self._pieces)
        self._children(element)
        if len(self._pieces) == before:
            self._add(_from_instruction(element.get(f"{W}instr", "")), bool(self._style.bold))

    def _inserted(self, element: etree._Element) -> None:
        self.changes += 1
        self._children(element)

    def _deleted(self, element: etree._Element) -> None:
        self.changes += 1

    def _control(self, element: etree._Element) -> None:
        content = element.find(f"{W}sdtContent")
        if content is not None and not is_placeholder(element):
            self._children(content)

    def _alternate(self, element: etree._Element) -> None:
        """One of several forms of the same thing: the first that has text, else the last."""
        for branch in element:
            if branch.tag in (f"{MC}Choice", f"{MC}Fallback"):
                before = len(self._pieces) + len(self.boxes)
                self._children(branch)
                if len(self._pieces) + len(self.boxes) > before:
                    return

    def _alternate_in_run(self, element: etree._Element) -> None:
        for branch in element:
            if branch.tag in (f"{MC}Choice", f"{MC}Fallback"):
                before = len(self._pieces) + len(self.boxes)
                self._run(branch)
                if len(self._pieces) + len(self.boxes) > before:
                    return

    def _boxes_in(self, element: etree._Element) -> None:
        """Keep the text boxes of a drawing, each once, outermost ones only."""
        for child in element:
            tag = child.tag
            if tag == _BOX:
                self.boxes.append(child)
            elif tag == f"{MC}AlternateContent":
                branches = [branch for branch in child if branch.tag in (f"{MC}Choice", f"{MC}Fallback")]
                for branch in branches:
                    before = len(self.boxes)
                    self._boxes_in(branch)
                    if len(self.boxes) > before:
                        break
            elif len(child):
                self._boxes_in(child)

    def _ruby(self, element: etree._Element) -> None:
        """The text under a phonetic guide, without the guide."""
        base = element.find(f"{W}rubyBase")
        if base is not None:
            self._children(base)

    def _note(self, element: etree._Element) -> None:
        kind = "footnotes" if element.tag == f"{W}footnoteReference" else "endnotes"
        self.notes.setdefault(kind, []).append(element.get(f"{W}id", ""))

    def _formula(self, element: etree._Element) -> None:
        self._add("".join(text.text or "" for text in element.iter(f"{_MATH}t")), False)


@attrs.define
class _Field:
    """域: a field while it is read."""

    instruction: str = ""
    result: bool = False


_RUN_PROPERTIES = f"{W}rPr"
_RUN, _TEXT, _BREAK, _SYMBOL = f"{W}r", f"{W}t", f"{W}br", f"{W}sym"
_TYPE = f"{W}type"
_BOX = f"{W}txbxContent"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_MARKS: Mapping[str, str] = MappingProxyType(
    {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
)
"""Elements of a run that are one character."""

_INLINE: Mapping[object, Callable[[Runs, etree._Element], None]] = MappingProxyType(
    dict.fromkeys([f"{W}{name}" for name in ("hyperlink", "smartTag", "customXml", "dir", "bdo")], Runs._children)
    | {
        f"{W}ins": Runs._inserted,
        f"{W}moveTo": Runs._inserted,
        f"{W}del": Runs._deleted,
        f"{W}moveFrom": Runs._deleted,
        f"{W}fldSimple": Runs._simple_field,
        f"{W}sdt": Runs._control,
        f"{MC}AlternateContent": Runs._alternate,
        f"{_MATH}oMath": Runs._formula,
        f"{_MATH}oMathPara": Runs._formula,
    }
)
"""Elements between runs that hold or replace text."""

_IN_RUN: Mapping[object, Callable[[Runs, etree._Element], None]] = MappingProxyType(
    {
        f"{W}fldChar": Runs._field,
        f"{W}instrText": Runs._instruction,
        f"{W}drawing": Runs._boxes_in,
        f"{W}pict": Runs._boxes_in,
        f"{W}object": Runs._boxes_in,
        f"{W}ruby": Runs._ruby,
        f"{W}footnoteReference": Runs._note,
        f"{W}endnoteReference": Runs._note,
        f"{MC}AlternateContent": Runs._alternate_in_run,
    }
)
"""Elements inside a run that hold or replace text."""


def _characters(element: etree._Element, font: str) -> str:
    """The text of ``w:t``; blanks at its ends count only where the element says so."""
    text = element.text or ""
    if text.isprintable() and text[:1] != " " and text[-1:] != " ":
        # Most texts have no blank at an end, no control and no private character.
        return text
    if text.strip(_XML_BLANKS) != text and element.get(_SPACE) != "preserve":
        text = text.strip(_XML_BLANKS)
    text = text.translate(_TEXT_BLANKS)
    return printed_symbol(text, font) if "\uf000" <= max(text, default="") <= "\uf0ff" else text


def _symbol(element: etree._Element) -> str:
    code = element.get(f"{W}char", "")
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return printed_symbol(character, element.get(f"{W}font", ""))


def _from_instruction(instruction: str) -> str:
    """What a field without result prints: a character in a circle (带圈字符); empty for every other."""
    match = _CIRCLED_FIELD.search(instruction)
    if match is None:
        return ""
    outer, inner = (part.strip() for part in match.groups())
    if inner in _CIRCLES:
        outer, inner = inner, outer
    if outer in _CIRCLES and inner.isascii() and inner.isdigit() and 1 <= int(inner) <= 50:
        number = int(inner)
        first = 0x2460 if number <= 20 else 0x3251 - 20 if number <= 35 else 0x32B1 - 35
        return chr(first + number - 1)
    return inner


def is_placeholder(control: etree._Element) -> bool:
    """Whether a content control shows its prompt (单击此处输入文字) because nobody filled it in."""
    properties = control.find(f"{W}sdtPr")
    return properties is not None and bool(flag(properties.find(f"{W}showingPlcHdr")))
