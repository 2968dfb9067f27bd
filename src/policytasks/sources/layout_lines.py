"""Lines 行: glyphs with places → lines → paragraphs, for formats that only know where each character stands.

Coordinates are points from the top left corner of the page; y grows downwards. A paragraph that was broken into lines is put
together again from how far each line fills its column, from indents and from the distance of lines.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from statistics import median

import attrs

from policytasks.passage import BLANKS

__all__ = [
    "Column", "Glyph", "Line", "cells_are_centred", "column_of", "ends_early", "is_centred", "is_name", "is_next_name",
    "is_wide", "lines_of", "paragraphs_of", "pitch_of", "starts_with_ordinal", "text_of", "unified",
]  # fmt: skip


@attrs.frozen
class Glyph:
    """One printed character.

    Args:
        text: The character.
        left: Where it starts.
        right: Where the next one would start without extra spacing.
        baseline: The line that it stands on.
        size: Font size.
        bold: Whether its font is bold.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre, by which it falls into a cell or not."""
        return (self.left + self.right) / 2, self.baseline - 0.35 * self.size


@attrs.frozen
class Line:
    """Glyphs that stand on one line of one column, from left to right, blanks at the ends taken off.

    Args:
        glyphs: The glyphs.
        page: 1-based page.
        left: Left end of the first glyph.
        right: Right end of the last glyph.
        baseline: The line that they stand on.
        size: Median font size.
        text: The characters, with blanks where glyphs stand clearly apart.
        bold: Spans of ``text`` in bold.
    """

    glyphs: tuple[Glyph, ...]
    page: int
    left: float
    right: float
    baseline: float
    size: float
    text: str
    bold: tuple[tuple[int, int], ...]

    @property
    def is_spaced(self) -> bool:
        """Whether it holds a gap of two characters or more, as lines of flattened tables and of forms do."""
        return _WIDE_GAP.search(self.text) is not None


_WIDE_GAP = re.compile(r"[^ \u3000](?: {4,}|\u3000{2,})[^ \u3000]")
_CJK = re.compile(
    "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u2014\u2018-\u201d\u2026\U00020000-\U0003ffff]"
)
_OPENING = frozenset("（〔［【｛《〈「『“‘([{<")
_CLOSING = frozenset("）〕］】｝》〉」』”’)]}>，。、；：？！％,.;:?!%…—·")
_QUOTES = frozenset("“”‘’\"'")
_LATIN = re.compile(r"[A-Za-z0-9.,%+/_@#&'-]")
_ORDINAL = re.compile(
    r"(?:[（(〔]?(?:[一二三四五六七八九十百]{1,4}|\d{1,3})[）)〕、．.]|第[一二三四五六七八九十百\d]{1,4}[条章节]|[①-⑳])"
)


_RADICALS: dict[str, str] = {
    pair[0]: pair[1]
    for pair in (
        "⺠民 ⺟母 ⺝月 ⺮竹 ⺼月 ⻁虎 ⻄西 ⻅见 ⻆角 ⻉贝 ⻋车 ⻓长 ⻔门 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 "
        "⻨麦 ⻩黄 ⻬齐 ⻮齿 ⻰龙 ⻳龟"
    ).split()
}


def is_wide(character: str) -> bool:
    """Whether a character is as wide as it is high, as Chinese ones are."""
    return _CJK.match(character) is not None or character == "\u3000"


def unified(character: str) -> str:
    """The ordinary character for one of Unicode's radicals, which fonts of printed files often name in its place."""
    if "\u2e80" <= character <= "\u2eff":
        return _RADICALS.get(character, character)
    if "\u2f00" <= character <= "\u2fdf" or "\uf900" <= character <= "\ufaff":
        return unicodedata.normalize("NFKC", character)
    return character


def lines_of(glyphs: Sequence[Glyph], page: int) -> list[Line]:
    """The lines of one column of one page, from top to bottom."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        row = rows[-1] if rows else None
        if row is not None and glyph.baseline - row[0].baseline <= 0.45 * min(glyph.size, row[0].size):
            row.append(glyph)
        else:
            rows.append([glyph])
    return [line for row in rows if (line := _line(row, page)) is not None]


def _line(row: list[Glyph], page: int) -> Line | None:
    glyphs: list[Glyph] = []
    for glyph in sorted(row, key=lambda glyph: glyph.left):
        last = glyphs[-1] if glyphs else None
        if last is not None and last.text == glyph.text and glyph.left - last.left < 0.2 * glyph.size:
            # The same glyph printed twice, a little apart, is how some programs make bold type.
            glyphs[-1] = attrs.evolve(last, bold=True)
            continue
        glyphs.append(glyph)
    while glyphs and glyphs[0].text in BLANKS:
        glyphs.pop(0)
    while glyphs and glyphs[-1].text in BLANKS:
        glyphs.pop()
    if not glyphs:
        return None
    text, bold = _printed(glyphs)
    return Line(
        tuple(glyphs),
        page,
        glyphs[0].left,
        max(glyph.right for glyph in glyphs),
        median(glyph.baseline for glyph in glyphs),
        median(glyph.size for glyph in glyphs),
        text,
        bold,
    )


def _printed(glyphs: list[Glyph]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The characters of a line with the blanks that its gaps show, and its spans in bold.

    Spacing that all glyphs of the line share (justified lines, spread headings) is no gap; neither is the quarter of a character
    that typesetters put between Chinese characters and digits.
    """
    gaps = sorted(
        after.left - before.right
        for before, after in itertools.pairwise(glyphs)
        if before.text not in BLANKS and after.text not in BLANKS
    )
    shared = max(0.0, median(gaps)) if len(gaps) >= 4 else 0.0
    parts: list[str] = []
    bold: list[tuple[int, int]] = []
    length = 0
    for index, glyph in enumerate(glyphs):
        blank = _gap(glyphs[index - 1], glyph, shared) if index else ""
        length += len(blank)
        parts.append(blank + glyph.text)
        if glyph.bold:
            if bold and bold[-1][1] + len(blank) == length:
                bold[-1] = (bold[-1][0], length + len(glyph.text))
            else:
                bold.append((length, length + len(glyph.text)))
        length += len(glyph.text)
    return "".join(parts), tuple(bold)


def _gap(before: Glyph, after: Glyph, shared: float) -> str:
    if before.text in BLANKS or after.text in BLANKS:
        return ""
    size = min(before.size, after.size)
    gap = after.left - before.right - shared
    if gap > 0.9 * size:
        return " " * max(1, round(2 * gap / size))
    mixed = bool(_CJK.match(before.text)) != bool(_CJK.match(after.text))
    return " " if not mixed and gap > 0.2 * size else ""


@attrs.frozen
class Column:
    """The measure of the column that lines stand in.

    Args:
        left: Where lines start that have no indent.
        right: Where full lines end.
        pitch: Distance of two lines of one paragraph; None when it is not known.
        centred: Whether its lines are centred, so that indents say nothing.
        is_cell: Whether it is a cell of a table.
        indented: Whether paragraphs start with an indent, so that what has none goes on.
        flush: Where justified lines end exactly; None in ragged text.
    """

    left: float
    right: float
    pitch: float | None = None
    centred: bool = False
    is_cell: bool = False
    indented: bool = False
    flush: float | None = None


def column_of(lines: Sequence[Line]) -> Column:
    """The measure of running text, from its lines; single lines that stick out do not set it."""
    size = median(line.size for line in lines)
    lefts = sorted(line.left for line in lines)
    rights = sorted((line.right for line in lines), reverse=True)
    need = max(1, len(lines) // 20)
    left = next((x for x, other in zip(lefts, lefts[need:], strict=False) if other - x < 0.3 * size), lefts[0])
    right = next((x for x, other in zip(rights, rights[need:], strict=False) if x - other < 1.1 * size), rights[0])
    starts = sum(1.5 * size < line.left - left < 2.6 * size for line in lines)
    full = [line.right for line in lines if right - line.right < 1.1 * size]
    flush = median(full)
    exact = sum(abs(end - flush) < 0.5 for end in full)
    is_flush = len(full) >= 5 and exact >= 0.6 * len(full)
    return Column(
        left,
        flush if is_flush else right,
        pitch_of(lines),
        indented=starts >= max(2, 0.08 * len(lines)),
        flush=flush if is_flush else None,
    )


def pitch_of(lines: Sequence[Line]) -> float | None:
    """The distance of two lines of one paragraph: what the closer ones of neighbouring lines have."""
    steps = sorted(
        after.baseline - before.baseline
        for before, after in itertools.pairwise(lines)
        if before.page == after.page and after.baseline - before.baseline > 0.7 * after.size
    )
    return steps[len(steps) // 10] if steps else None


def paragraphs_of(lines: Sequence[Line], column: Column) -> list[list[Line]]:
    """The lines of a column, those of one paragraph together."""
    in_list = (
        column.is_cell
        and all(map(is_name, lines))
        and any(ends_early(last, line, column) for last, line in itertools.pairwise(lines))
    )
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and not _starts_paragraph(paragraphs[-1], line, column, in_list=in_list):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _starts_paragraph(paragraph: list[Line], line: Line, column: Column, *, in_list: bool) -> bool:
    last = paragraph[-1]
    size = line.size
    if abs(last.size - size) > 0.15 * size or last.is_spaced or line.is_spaced:
        return True
    if (
        last.page == line.page
        and column.pitch is not None
        and line.baseline - last.baseline > 1.25 * max(column.pitch, 1.05 * size)
    ):
        return True
    if not column.centred and line.left - column.left > 0.8 * size and not _hangs(paragraph, line, column):
        return True
    if ends_early(last, line, column):
        return True
    if not column.is_cell:
        # The signature and the date stand at the right, and no text runs on from them.
        if last.left - column.left > _FIRST_INDENT * size and not column.centred:
            return True
        if last.text[-1] in _PARAGRAPH_ENDS:
            is_short = column.flush is not None and last.right < column.flush - 0.5 * size
            return is_short or (not column.indented and _ORDINAL.match(line.text) is not None)
        return False
    return is_next_name(last, line, in_list=in_list)


_FIRST_INDENT = 3.5
_TOLERANCE = 0.1
_AUTOSPACE = 0.25  # of the font size: what typesetters put between Chinese characters and digits
_PARAGRAPH_ENDS = frozenset("。；！？：）;!?:)")


def ends_early(last: Line, line: Line, column: Column) -> bool:
    """Whether the first word of a line would have found room on the line before it."""
    mixed = bool(_CJK.match(last.text[-1])) != bool(_CJK.match(line.text[0]))
    spacing = (_AUTOSPACE if mixed else _TOLERANCE) * line.size
    return column.right - last.right >= _first_word(line) + spacing


def _first_word(line: Line) -> float:
    """The width of what cannot be parted from the start of a line: a character or word, with the marks that stick to it."""
    glyphs = line.glyphs
    end = 0
    while end < len(glyphs) - 1 and _sticks(glyphs[end].text, glyphs[end + 1].text):
        end += 1
    return glyphs[end].right - glyphs[0].left


def _sticks(before: str, after: str) -> bool:
    """Whether typesetters never break a line between two characters (UAX #14: OP, CL, QU, NU, AL)."""
    if before in _OPENING or after in _CLOSING or before in _QUOTES or after in _QUOTES:
        return True
    # LibreOffice keeps a number with the comma before it.
    return _LATIN.match(after) is not None and (before in _CLOSING or _LATIN.match(before) is not None)


def _hangs(paragraph: list[Line], line: Line, column: Column) -> bool:
    """Whether a line is indented because its paragraph hangs from a number at the margin."""
    first = paragraph[0]
    return (
        first.left - column.left < 0.5 * line.size
        and _ORDINAL.match(first.text) is not None
        and _ORDINAL.match(line.text) is None
        and (len(paragraph) == 1 or abs(paragraph[-1].left - line.left) < 0.3 * line.size)
    )


def is_next_name(last: Line, line: Line, *, in_list: bool = False) -> bool:
    """Whether two full lines of a cell are two names of a list: a name that fills its line exactly would swallow the next.

    Args:
        last: The line before.
        line: The line.
        in_list: Whether the cell holds names on lines of their own for certain, so that how the second one starts matters less.
    """
    if not (is_name(last) and is_name(line)) or not last.text.endswith(_NAME_ENDS) or last.text.endswith(_OPEN_ENDS):
        return False
    if line.text.startswith(_NAME_STARTS):
        return True
    return (
        in_list
        and len(line.text) > 2
        and last.text.endswith(_FULL_ENDS)
        and line.text.endswith(_NAME_ENDS)
        and not line.text.endswith(_BRANCHES)
    )


def is_name(line: Line) -> bool:
    """Whether a line holds names only, no sentence."""
    return not _STOPS.intersection(line.text)


_STOPS = frozenset("，。；：“《,;")
_NAME_ENDS = tuple("局 办 委 会 院 厅 室 部 处 公司 中心 单位 部门 街道 银行 ） )".split())
_FULL_ENDS = ("局", "厅", "公司", "中心")
_OPEN_ENDS = ("总局", "总公司", "总队")
_BRANCHES = ("分局", "分公司", "支行", "支队")
_NAME_STARTS = tuple("省 市 区 县 州 旗 镇 乡 各 国网 国家".split())
"""How names of units end and start in lists. 府 is no end, since 区政府 goes on with 各部门; 国家税务总局 goes on with 区税务局."""


def text_of(lines: Sequence[Line]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of a paragraph from its lines, and its spans in bold."""
    text = ""
    bold: list[tuple[int, int]] = []
    for line in lines:
        if text and _word_ends(text[-1]) and _word_ends(line.text[0]):
            text += " "
        for start, end in line.bold:
            if bold and bold[-1][1] >= len(text) + start - 1:
                bold[-1] = (bold[-1][0], len(text) + end)
            else:
                bold.append((len(text) + start, len(text) + end))
        text += line.text
    return text, tuple(bold)


def _word_ends(character: str) -> bool:
    return character.isascii() and character.isalpha()


def is_centred(line: Line, left: float, right: float) -> bool:
    """Whether a line stands in the middle between two margins, clear of both."""
    before, after = line.left - left, right - line.right
    return before > 1.4 * line.size and after > 1.4 * line.size and abs(before - after) < 1.2 * line.size


def starts_with_ordinal(line: Line) -> bool:
    """Whether a line starts with a 层次序数."""
    return _ORDINAL.match(line.text) is not None


def cells_are_centred(cells: Sequence[tuple[float, float, Sequence[Line]]]) -> Iterator[bool]:
    """For each cell (left, right, lines), whether its lines are centred in it."""
    for left, right, lines in cells:
        middle = (left + right) / 2
        off = [abs((line.left + line.right) / 2 - middle) < 0.6 * line.size for line in lines]
        clear = any(line.left - left > line.size for line in lines)
        yield bool(lines) and all(off) and clear
