"""Metadata 元数据: the block of keys and values that web pages print in front of a notice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policytasks.errors import DocumentNumberError
from policytasks.model.document_number import DocumentNumber
from policytasks.parsing.dates import parse_date
from policytasks.parsing.end_matter import disclosure_of
from policytasks.parsing.grid import Grid
from policytasks.parsing.letter import Letter, line_at
from policytasks.parsing.lines import Item, Line
from policytasks.parsing.row_marks import PAGE_NUMBER
from policytasks.parsing.vocabulary import FURNITURE, LABEL, METADATA_KEYS
from policytasks.passage import Passage
from policytasks.sources.document import Table

__all__ = ["fill_from_metadata", "read_metadata"]

_KEY = re.compile(
    r"(?:^|(?<=[\s|〕】;,。]))(?P<key>"
    + "|".join(r"\s{0,4}".join(map(re.escape, key)) for key in sorted(METADATA_KEYS, key=len, reverse=True))
    + r")\s{0,3}:"
)


_BARE_KEY = re.compile(
    r"(?:^|(?<=\s))(?P<key>"
    + "|".join(re.escape(key) for key in sorted(METADATA_KEYS, key=len, reverse=True) if len(key) >= 3)
    + r")\s{1,3}(?=\S)"
)


def read_metadata(items: Sequence[Item | Grid], letter: Letter) -> dict[str, Passage]:
    """Fields of the metadata block that pages print in front of a notice."""
    found: dict[str, Passage] = {}
    seen = 0
    for at, item in enumerate(items):
        if seen > 60:
            if isinstance(item, Line) and item and FURNITURE.match(item.folded):
                letter.used.add(at)
                letter.furniture.add(at)
            continue
        if isinstance(item, Table):
            pairs = list(_table_pairs(item))
            if len(pairs) >= 2:
                letter.used.add(at)
                for key, value in pairs:
                    _note(found, key, value)
            seen += 1
            continue
        line = line_at(items, at)
        if line is None or at in letter.used:
            continue
        seen += 1
        pairs = list(_parted_pairs(line.raw))
        if len(pairs) >= 2 or (pairs and found):
            letter.used.add(at)
            letter.furniture.add(at)
            for key, value in pairs:
                _note(found, key, value)
            continue
        matches = list(_KEY.finditer(line.folded))
        if not matches and len(bare := list(_BARE_KEY.finditer(line.folded))) >= 3 and bare[0].start() <= 2:
            # 索引号 003101 主题分类 综合政务: the colons are lost.
            matches = bare
        if matches and matches[0].start() <= 2 and (len(line.passage) < 300) and not LABEL.match(line.folded):
            letter.used.add(at)
            letter.furniture.add(at)
            for number, match in enumerate(matches):
                end = matches[number + 1].start() if number + 1 < len(matches) else len(line.passage)
                _note(found, re.sub(r"\s", "", match["key"]), line.passage[match.end() : end].strip(" \t|｜\u3000\xa0"))
        elif FURNITURE.match(line.folded):
            letter.used.add(at)
            letter.furniture.add(at)
    _mark_footer(items, letter)
    return found


def _mark_footer(items: Sequence[Item | Grid], letter: Letter) -> None:
    """The lines about the site at the end of a page: 主办：某市人民政府办公室 below 打印 关闭 divides no work."""
    footer: list[int] = []
    furnished = -1
    for at in range(len(items) - 1, -1, -1):
        item = items[at]
        if not isinstance(item, Line):
            break
        if not item:
            continue
        if PAGE_NUMBER.match(item.folded):
            # Paper has page numbers too: a label below one may be about work.
            continue
        if at in letter.furniture or FURNITURE.match(item.folded):
            furnished = at
        elif not _SITE.match(item.folded):
            break
        footer.append(at)
    for at in footer:
        if at >= furnished >= 0:
            letter.used.add(at)
            letter.furniture.add(at)


_SITE = re.compile(
    r"^(?:主办|承办|协办|维护|版权|地址|邮编|邮政编码|联系电话|联系我们|电话|网站|政府网站|技术|备案|.*(?:ICP备|公网安备|标识码)).{0,80}$"
)
"""What a site says about itself, or a label of work: only what stands below other furniture is taken for it."""


def _parted_pairs(passage: Passage) -> Iterator[tuple[str, Passage]]:
    """Keys and values as cells parted by pipes or tabs, without colons: 索引号 | 003 | 主题分类 | 综合."""
    cells = [cell.strip() for cell in passage.split(_CELL_MARK)]
    if len(cells) < 2 or cells[0].compact().folded.rstrip(":") not in METADATA_KEYS:
        return
    at = 0
    while at + 1 < len(cells):
        key = cells[at].compact().folded.rstrip(":")
        if key in METADATA_KEYS and len(key) >= 2:
            yield key, cells[at + 1]
            at += 1
        at += 1


_CELL_MARK = re.compile(r"\||\t")


def _note(found: dict[str, Passage], key: str, value: Passage) -> None:
    field = METADATA_KEYS.get(key, "")
    if field and value and field not in found:
        found[field] = value


def _table_pairs(table: Table) -> Iterator[tuple[str, Passage]]:
    for row in table.grid():
        cells = [
            cell for number, cell in enumerate(row) if cell is not None and (number == 0 or cell is not row[number - 1])
        ]
        key = ""
        for cell in cells:
            text = Passage.join([Passage.of(p.text, p.location).strip() for p in cell.paragraphs])
            word = text.compact().folded
            if word.rstrip(":") in METADATA_KEYS and (word.endswith(":") or len(cells) <= 4):
                key = word.rstrip(":")
            elif key:
                yield key, text
                key = ""


def fill_from_metadata(letter: Letter, metadata: dict[str, Passage]) -> None:
    if "number" in metadata:
        try:
            letter.document_number = DocumentNumber.parse(metadata["number"].text, location=metadata["number"].location)
        except DocumentNumberError:
            if metadata["number"].compact().folded in ("无", "/", "—", "-"):
                letter.document_number = None
    if "date" in metadata and letter.issued_on is None and (day := parse_date(metadata["date"].text)) is not None:
        letter.issued_on, letter.issued_at = day, metadata["date"]
    if "title" in metadata and letter.title is None:
        letter.title = metadata["title"]
    if (
        "printed" in metadata
        and letter.printed_on is None
        and (day := parse_date(metadata["printed"].text)) is not None
    ):
        letter.printed_on, letter.printed_at = day, metadata["printed"]
    if "disclosure" in metadata and letter.disclosure is None:
        letter.disclosure = disclosure_of(metadata["disclosure"].folded)
        letter.disclosed_at = metadata["disclosure"]
