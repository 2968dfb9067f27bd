"""Style records: fonts, fills, styles of cells and of conditional formats that a patched workbook gets besides its own.

A record is added at the end of its list, so that the numbers of the others stay true (ECMA-376 part 1, 18.8).
"""

from __future__ import annotations

from policytasks.workbook.patching.xml_text import Tag, element, rewritten, tags

__all__ = ["StyleRecords"]

_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst",
)  # fmt: skip
"""The order in which the lists stand (18.8.39)."""


class StyleRecords:
    """The styles part of a workbook.

    Args:
        text: Its XML.

    Attributes:
        text: The XML as it stands now.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        root = next(tag for tag in tags(text) if tag.local == "styleSheet")
        self._prefix = root.name[: -len("styleSheet")]
        self._known: dict[tuple[str, str], int] = {}

    def add(self, local: str, record: str) -> int:
        """Add a record to a list; one that is there in the same words is taken again.

        Args:
            local: Name of the list: ``fonts``, ``fills``, ``borders``, ``cellXfs``, ``dxfs``.
            record: The record, its elements without prefixes.

        Returns:
            Its index in the list.
        """
        if (local, record) not in self._known:
            self._known[local, record] = self._append(local, _prefixed(record, self._prefix))
        return self._known[local, record]

    def cell_style(self, *, font: str = "", fill: str = "", border: str = "", alignment: str = "") -> int:
        """The index of a style for cells, made of records; what is left out is as the workbook has it by default.

        Args:
            font: A ``font`` element.
            fill: A ``fill`` element.
            border: A ``border`` element.
            alignment: An ``alignment`` element.
        """
        facts = ' numFmtId="0" xfId="0"'
        for name, local, record in (("font", "fonts", font), ("fill", "fills", fill), ("border", "borders", border)):
            index = self.add(local, record) if record else 0
            facts += f' {name}Id="{index}"' + (f' apply{name.capitalize()}="1"' if record else "")
        if not alignment:
            return self.add("cellXfs", f"<xf{facts}/>")
        return self.add("cellXfs", f'<xf{facts} applyAlignment="1">{alignment}</xf>')

    def _append(self, local: str, record: str) -> int:
        found = element(self.text, local)
        if found is None:
            at = self._place(local)
            name = f"{self._prefix}{local}"
            self.text = f'{self.text[:at]}<{name} count="1">{record}</{name}>{self.text[at:]}'
            return 0
        tag, inner_end, _ = found
        if tag.is_empty:
            opened = f"<{tag.name}{tag.rest[:-1].rstrip()}>"
            self.text = f"{self.text[: tag.start]}{opened}{record}</{tag.name}>{self.text[tag.end :]}"
            count = 0
        else:
            records = _records(self.text, tag, inner_end)
            if record in records:
                return records.index(record)
            count = len(records)
            self.text = self.text[:inner_end] + record + self.text[inner_end:]
        self.text = rewritten(self.text, values={(local, "count"): lambda _: str(count + 1)})
        return count

    def _place(self, local: str) -> int:
        """Where a list goes that is not there: behind the last one that stands before it."""
        for before in reversed(_ORDER[: _ORDER.index(local)]):
            found = element(self.text, before)
            if found is not None:
                return found[2]
        return next(tag.end for tag in tags(self.text) if tag.local == "styleSheet")


def _records(text: str, outer: Tag, end: int) -> list[str]:
    """The records of a list, as they are written; what its ``count`` says is not always true."""
    records: list[str] = []
    depth = start = 0
    for tag in tags(text, outer.end, end):
        if depth == 0:
            start = tag.start
        depth += -1 if tag.closes else 0 if tag.is_empty else 1
        if depth == 0:
            records.append(text[start : tag.end])
    return records


def _prefixed(record: str, prefix: str) -> str:
    if not prefix:
        return record
    pieces: list[str] = []
    done = 0
    for tag in tags(record):
        at = tag.start + (2 if tag.closes else 1)
        pieces += record[done:at], prefix
        done = at
    return "".join((*pieces, record[done:]))
