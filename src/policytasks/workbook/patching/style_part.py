"""Style part 样式部件: what a workbook says about the styles of its cells, and the one style that a patch may have to add.

A day is a number in its cell; only the number format makes a day of it. So a day that goes into a cell of another format needs a
style that is like the cell's in everything else (ECMA-376 part 1, 18.8.45).
"""

from __future__ import annotations

import re
from functools import cached_property

import attrs

from policytasks.sources.cell_formats import BUILTIN
from policytasks.workbook.patching.xml_text import Tag, element, escaped_attribute, rewritten, tags, with_attribute

__all__ = ["CellStyle", "StylePart"]

_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_DATE_LETTER = re.compile(r"[ymdhs]|\[[hms]+\]", re.IGNORECASE)
_FIRST_OWN = 164
"""Numbers of formats below it are those of the programs (18.8.30)."""

_DAY, _MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
_STANDARD_SIZE = 11.0


@attrs.frozen
class CellStyle:
    """What a style says that matters to what is written into its cells.

    Args:
        code: Its number format.
        size: Points of its font.
        wraps: Whether long texts run over several lines.
    """

    code: str = "General"
    size: float = _STANDARD_SIZE
    wraps: bool = False

    @property
    def shows_days(self) -> bool:
        """Whether a number is shown as a day or a time."""
        return _DATE_LETTER.search(_LITERAL.sub("", self.code.partition(";")[0])) is not None and not self.is_general

    @property
    def is_general(self) -> bool:
        """Whether it is the format that has no rule."""
        return "general" in self.code.casefold() or self.code.startswith("G/")

    @property
    def is_text(self) -> bool:
        """Whether everything in its cells is meant as text."""
        return self.code == "@"

    @property
    def multiplies(self) -> bool:
        """Whether a number is shown times 100, with a percent sign."""
        return "%" in _LITERAL.sub("", self.code)


class StylePart:
    """The part of the styles.

    Args:
        text: Its XML; empty for a workbook without styles.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._dated: dict[tuple[int, str], int] = {}

    def __bool__(self) -> bool:
        return bool(self._styles)

    def __getitem__(self, index: int) -> CellStyle:
        """The style of an index; that of a plain cell, where there is none."""
        return self._styles[index] if 0 <= index < len(self._styles) else CellStyle()

    @cached_property
    def _styles(self) -> tuple[CellStyle, ...]:
        codes = dict(BUILTIN)
        sizes: list[float] = []
        styles: list[CellStyle] = []
        within, font_at = "", _STANDARD_SIZE
        for tag in tags(self.text):
            local = tag.local
            if local in ("numFmts", "fonts", "cellXfs", "dxfs", "cellStyleXfs"):
                within = "" if tag.closes or tag.is_empty else local
            elif local == "numFmt" and within == "numFmts":
                codes[_whole(tag["numFmtId"])] = tag["formatCode"] or "General"
            elif within == "fonts" and local == "font":
                if tag.closes or tag.is_empty:
                    sizes.append(font_at)
                font_at = _STANDARD_SIZE
            elif within == "fonts" and local == "sz":
                font_at = _number(tag["val"])
            elif within == "cellXfs" and local == "xf" and not tag.closes:
                font = _whole(tag["fontId"])
                size = sizes[font] if font < len(sizes) else _STANDARD_SIZE
                styles.append(CellStyle(codes.get(_whole(tag["numFmtId"]), "General"), size))
            elif within == "cellXfs" and local == "alignment" and not tag.closes and styles:
                styles[-1] = attrs.evolve(styles[-1], wraps=tag["wrapText"] in ("1", "true"))
        return tuple(styles)

    def dated(self, index: int, *, with_time: bool = False) -> int:
        """The index of a style that shows days and is like another one in everything else; it is added when it is needed.

        Args:
            index: The style of a cell.
            with_time: Whether the time of the day matters, too.
        """
        if self[index].shows_days or not self._styles:
            return index
        code = _MOMENT if with_time else _DAY
        if (index, code) not in self._dated:
            self._dated[index, code] = self._add(index, self._format(code))
        return self._dated[index, code]

    def _add(self, index: int, number: int) -> int:
        found = element(self.text, "cellXfs")
        assert found is not None, "a part with styles has a list of them"
        records = list(_records(self.text, found[0].end, found[1]))
        _, end, tag = records[min(index, len(records) - 1)]
        rest = with_attribute(with_attribute(tag.rest, "numFmtId", str(number)), "applyNumberFormat", "1")
        copy = f"<{tag.name}{rest}>{self.text[tag.end : end]}"
        text = self.text[: found[1]] + copy + self.text[found[1] :]
        self.text = rewritten(text, values={("cellXfs", "count"): lambda count: str(len(records) + 1)})
        # The styles that were read before keep their places; a copy says the same but for its format.
        self.__dict__.pop("_styles", None)
        return len(records)

    def _format(self, code: str) -> int:
        """The number of a format; it is added when there is none."""
        own = [tag for tag in tags(self.text) if tag.local == "numFmt" and not tag.closes]
        for tag in own:
            if tag["formatCode"] == code:
                return _whole(tag["numFmtId"])
        number = max([_FIRST_OWN - 1, *(_whole(tag["numFmtId"]) for tag in own)]) + 1
        root = next(tag for tag in tags(self.text) if tag.local == "styleSheet")
        prefix = root.name[: -len("styleSheet")]
        new = f'<{prefix}numFmt numFmtId="{number}" formatCode="{escaped_attribute(code)}"/>'
        found = element(self.text, "numFmts")
        if found is None:
            self.text = (
                f'{self.text[: root.end]}<{prefix}numFmts count="1">{new}</{prefix}numFmts>{self.text[root.end :]}'
            )
        elif found[0].is_empty:
            tag = found[0]
            self.text = (
                f'{self.text[: tag.start]}<{prefix}numFmts count="1">{new}</{prefix}numFmts>{self.text[tag.end :]}'
            )
        else:
            text = self.text[: found[1]] + new + self.text[found[1] :]
            self.text = rewritten(text, values={("numFmts", "count"): lambda count: str(_whole(count) + 1)})
        return number


def _records(text: str, start: int, end: int) -> list[tuple[int, int, Tag]]:
    """The styles of a list: where each begins and ends, and its tag."""
    records: list[tuple[int, int, Tag]] = []
    opened: Tag | None = None
    for tag in tags(text, start, end):
        if tag.local != "xf":
            continue
        if tag.closes and opened is not None:
            records.append((opened.start, tag.end, opened))
        elif tag.is_empty:
            records.append((tag.start, tag.end, tag))
        else:
            opened = tag
    return records


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 10 else 0


def _number(text: str | None) -> float:
    try:
        return float(text or "")
    except ValueError:
        return _STANDARD_SIZE
