"""Text tables: runs of lines that once were a table → grids.

Sites flatten tables in many ways: rows of cells parted by tabs or pipes, cells that start with a tab, one cell a line with or without blank lines or
lone pipes between, columns aligned by blanks, boxes drawn with lines. The heading row tells where a table starts; what follows is cut into
cells by the marks that are there, and aligned to the columns by what the cells look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from policytasks.parsing.alignment import Token, align_row, align_stream, grid_from_rows
from policytasks.parsing.box_table import is_box_line, read_box
from policytasks.parsing.columns import Column, assign_roles, guess_columns, is_head
from policytasks.parsing.grid import Grid, GridCell
from policytasks.parsing.lines import Item, Line
from policytasks.parsing.stated_rules import find_rules
from policytasks.parsing.table import NUMBER_CELL
from policytasks.parsing.vocabulary import FURNITURE, KNOWN_HEADINGS, ColumnRole, column_role
from policytasks.passage import Passage

__all__ = ["with_text_tables"]

_PIPE = re.compile(r"\|")
_GAP = re.compile(r" {2,}|\t+")
_TAB = re.compile(r"\t")
_RULE_ROW = re.compile(r"^[\s|:+=-]{3,}$")
_END = re.compile(
    r"^(?:[(]?(?:此件|公开属性|公开方式).{0,12}$|抄送|抄报|主送|附件\s*[0-9一二三四五六七八九十]{0,3}\s*:?$|附件\s?[0-9]{1,2}\s?:|附表\s*[0-9]{0,2}\s*:?$|.{0,30}[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日印发)"
)


def with_text_tables(items: Sequence[Item]) -> list[Item | Grid]:
    """The items with each run of lines that is a flattened table replaced by its grid."""
    out: list[Item | Grid] = []
    position = 0
    while position < len(items):
        item = items[position]
        if isinstance(item, Line) and item:
            found = _table_at(items, position)
            if found is not None:
                grid, position = found
                out.append(grid)
                continue
        out.append(item)
        position += 1
    return out


def _table_at(items: Sequence[Item], start: int) -> tuple[Grid, int] | None:
    line = items[start]
    assert isinstance(line, Line)
    if is_box_line(line):
        end = start
        while end < len(items) and isinstance(here := items[end], Line) and (is_box_line(here) or not here):
            end += 1
        lines = [one for one in items[start:end] if isinstance(one, Line) and one]
        grid = read_box(lines)
        return (grid, end) if grid is not None else None
    return _rows_by_mark(items, start) or _cells_by_line(items, start) or _headless_rows(items, start)


# ── one row a line ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _split(passage: Passage, mark: re.Pattern[str]) -> list[Passage]:
    return [piece.strip() for piece in passage.split(mark)]


def _head_columns(pieces: Sequence[Passage]) -> tuple[Column, ...] | None:
    texts = [find_rules(piece.compact())[1].folded for piece in pieces]
    filled = [text for text in texts if text]
    roles = [column_role(text) for text in filled]
    if not is_head(roles, len(filled)):
        return None
    return assign_roles(texts)


def _rows_by_mark(items: Sequence[Item], start: int) -> tuple[Grid, int] | None:
    line = items[start]
    assert isinstance(line, Line)
    folded = line.raw.folded
    for name, mark in (("pipe", _PIPE), ("tab", _TAB), ("gap", _GAP)):
        text = line.passage if name == "gap" else line.raw.strip(" \r\n\u3000")
        if name == "pipe" and "|" not in folded:
            continue
        if name == "tab" and "\t" not in folded.strip("\t"):
            continue
        pieces = _split(text, mark)
        if name == "pipe":
            pieces = _trim(pieces)
        full = pieces
        while pieces and not pieces[-1] and name != "gap":
            pieces = pieces[:-1]
        if len([piece for piece in pieces if piece]) < 2:
            continue
        columns = _head_columns(pieces)
        if columns is None:
            continue
        if name == "gap":
            return _aligned(items, start, columns, pieces)
        second = _second_head(items, start, mark, full)
        if second is not None:
            columns, pieces, start = second
        return _marked_rows(items, start, columns, mark, pieces)
    return None


def _second_head(
    items: Sequence[Item], start: int, mark: re.Pattern[str], upper: list[Passage]
) -> tuple[tuple[Column, ...], list[Passage], int] | None:
    """A second heading row: only headings, below the blanks or the wide cells of the first."""
    at = next(
        (n for n in range(start + 1, min(start + 3, len(items))) if not isinstance(items[n], Line) or items[n]), None
    )
    line = items[at] if at is not None else None
    if at is None or not isinstance(line, Line):
        return None
    lower = _split(line.raw.strip(" \r\n\u3000"), mark)
    filled = [piece for piece in lower if piece]
    if (
        not filled
        or len(lower) > max(len(upper), len(lower))
        or any(column_role(piece.compact().folded) is None for piece in filled)
    ):
        return None
    blank = Passage("", ())
    width = max(len(upper), len(lower))
    padded = [[*row, *[blank] * (width - len(row))] for row in (upper, lower)]
    merged = [below or above for above, below in zip(*padded, strict=True)]
    while merged and not merged[-1]:
        merged.pop()
    columns = _head_columns(merged)
    return (columns, merged, at) if columns is not None else None


def _trim(pieces: list[Passage]) -> list[Passage]:
    """Without the empty pieces before a leading and behind a trailing pipe."""
    if pieces and not pieces[0] and len(pieces) > 2:
        pieces = pieces[1:]
    if pieces and not pieces[-1]:
        pieces = pieces[:-1]
    return pieces


def _marked_rows(
    items: Sequence[Item], start: int, columns: tuple[Column, ...], mark: re.Pattern[str], heading: list[Passage]
) -> tuple[Grid, int] | None:
    raw_rows: list[list[Passage]] = []
    position = start + 1
    pipes = mark is _PIPE
    leading = items[start].passage.folded.startswith("|") if isinstance(items[start], Line) else False  # type: ignore[union-attr]
    while position < len(items):
        item = items[position]
        if not isinstance(item, Line):
            break
        if not item:
            position += 1
            continue
        if _END.match(item.folded) or (FURNITURE.match(item.folded)):
            break
        if _RULE_ROW.match(item.folded):
            position += 1
            continue
        text = item.raw.strip(" \r\n\u3000")
        if mark.search(text.folded):
            pieces = _split(text, mark)
            if pipes:
                if leading and pieces and not pieces[0]:
                    pieces = pieces[1:]
                if pieces and not pieces[-1] and text.folded.rstrip().endswith("|"):
                    pieces = pieces[:-1]
            raw_rows.append(pieces)
        elif not _goes_on(items, position, mark) and not _may_be_heading(item):
            break
        elif raw_rows and not _may_be_heading(item):
            last = raw_rows[-1]
            at = max((number for number, piece in enumerate(last) if piece), default=len(last) - 1)
            last[at] = Passage.join([last[at], item.passage], "\n")
        else:
            if not _goes_on(items, position, mark):
                break
            raw_rows.append([item.passage])
        position += 1
    if not raw_rows:
        return None
    columns = _with_number_column(columns, raw_rows)
    rows: list[list[Token | None] | Token] = []
    for pieces in raw_rows:
        tokens = [Token(lines=tuple(_lines(piece)), whole=True) if piece else None for piece in pieces]
        filled = [token for token in tokens if token is not None]
        if not filled:
            continue
        if len(filled) == 1 and _spans(tokens, columns):
            rows.append(filled[0])
        else:
            rows.append(align_row(tokens, columns))
    return _grid(columns, heading, rows), position


def _lines(piece: Passage) -> Iterator[Passage]:
    start = 0
    for part in piece.text.split("\n"):
        line = piece[start : start + len(part)].strip()
        start += len(part) + 1
        if line:
            yield line


def _goes_on(items: Sequence[Item], position: int, mark: re.Pattern[str]) -> bool:
    """Whether a row of the table follows within the next lines."""
    for item in items[position + 1 : position + 4]:
        if not isinstance(item, Line):
            return False
        if item and mark.search(item.raw.strip(" \u3000").folded):
            return True
    return False


def _may_be_heading(item: Line) -> bool:
    return bool(re.match(r"[(]?[一二三四五六七八九十]{1,3}[)、]", item.folded)) and len(item.passage) <= 50


def _spans(tokens: Sequence[Token | None], columns: Sequence[Column]) -> bool:
    token = next(token for token in tokens if token is not None)
    at = list(tokens).index(token)
    if at > 1 or len(token.words) > 60:
        return False
    mark = re.match(r"[(]?[一二三四五六七八九十]{1,3}[)、]|第.{1,3}[部章]", token.words)
    roles = [column.role for column in columns]
    if mark is not None:
        return True
    return (
        not re.search(r"[。;]", token.words)
        and at == 0
        and roles[0] is not ColumnRole.REQUIREMENT
        and (len(roles) > 1 and len(tokens) > 1)
    )


def _with_number_column(columns: tuple[Column, ...], rows: Sequence[Sequence[Passage]]) -> tuple[Column, ...]:
    """A number column without a heading: most rows have one cell more than there are headings, and it is a number."""
    if any(column.role is ColumnRole.NUMBER for column in columns):
        return columns
    longer = [
        row for row in rows if len(row) > len(columns) and row[0] and NUMBER_CELL.fullmatch(row[0].compact().folded)
    ]
    if longer and len(longer) * 2 >= sum(len([p for p in row if p]) > 1 for row in rows):
        return (Column(role=ColumnRole.NUMBER), *columns)
    return columns


def _grid(columns: tuple[Column, ...], heading: Sequence[Passage], rows: list[list[Token | None] | Token]) -> Grid:
    """The aligned rows below a heading row, as one grid."""
    body = grid_from_rows(rows, columns)
    extra = len(columns) - len(heading)
    head_cells: list[GridCell | None] = [None] * max(extra, 0)
    for number, piece in enumerate(heading):
        head_cells.append(GridCell(lines=(piece,), row=0, column=number + max(extra, 0)) if piece else None)
    shifted: list[tuple[GridCell | None, ...]] = [tuple(head_cells[: len(columns)])]
    moved: dict[int, GridCell] = {}
    for row in body.rows:
        shifted.append(
            tuple(
                None if cell is None else moved.setdefault(id(cell), attrs.evolve(cell, row=cell.row + 1))
                for cell in row
            )
        )
    return Grid(rows=tuple(shifted), ruled=False)


def _headless_rows(items: Sequence[Item], start: int) -> tuple[Grid, int] | None:
    """Rows parted by tabs or pipes below a page that cut off the heading row."""
    first = items[start]
    assert isinstance(first, Line)
    mark = _TAB if "\t" in first.raw.folded.strip("\t ") else _PIPE
    if len([piece for piece in _split(first.passage, mark) if piece]) < 3:
        return None
    rows: list[list[Passage]] = []
    position = start
    last = start
    while position < len(items):
        item = items[position]
        if not isinstance(item, Line) or (item and (_END.match(item.folded) or FURNITURE.match(item.folded))):
            break
        pieces = _split(item.raw.strip(" \r\n\u3000"), mark)
        pieces = _trim(pieces) if mark is _PIPE else pieces
        if item and len(pieces) < 2 and not (_may_be_heading(item) and _goes_on(items, position, mark)):
            break
        if item:
            rows.append(pieces)
            last = position + 1
        position += 1
    width = max((len(pieces) for pieces in rows), default=0)
    if len([pieces for pieces in rows if len(pieces) > 2]) < 2:
        return None
    made: list[tuple[GridCell | None, ...]] = []
    for number, pieces in enumerate(rows):
        if len(pieces) == 1:
            made.append((GridCell(lines=tuple(_lines(pieces[0])), row=number, column=0, column_span=width),) * width)
            continue
        cells = [
            GridCell(lines=tuple(_lines(piece)), row=number, column=at) if piece else None
            for at, piece in enumerate(pieces)
        ]
        made.append((*cells, *[None] * (width - len(cells))))
    grid = Grid(rows=tuple(made), ruled=False)
    return (grid, last) if guess_columns(grid) is not None else None


# ── columns aligned by blanks ─────────────────────────────────────────────────────────────────────────────────────────────


def _aligned(
    items: Sequence[Item], start: int, columns: tuple[Column, ...], heading: list[Passage]
) -> tuple[Grid, int] | None:
    rows: list[list[Token | None] | Token] = []
    position = start + 1
    misses = 0
    numbered = columns[0].role is ColumnRole.NUMBER
    while position < len(items):
        item = items[position]
        if not isinstance(item, Line):
            break
        if not item:
            position += 1
            continue
        if _END.match(item.folded) or FURNITURE.match(item.folded):
            break
        pieces = [piece for piece in _split(item.passage, _GAP) if piece]
        if len(pieces) == 1 and not _may_be_heading(item):
            misses += 1
            if misses > 2 or len(item.passage) > 80:
                break
            if rows and isinstance(rows[-1], list):
                _append(rows[-1], pieces[0], item)
                position += 1
                continue
        misses = 0
        plain = len(pieces) > 1 or not _may_be_heading(item)
        if (
            plain
            and numbered
            and rows
            and isinstance(rows[-1], list)
            and not NUMBER_CELL.fullmatch(pieces[0].compact().folded)
        ):
            if _wrapped(rows[-1], pieces):
                position += 1
                continue
        tokens: list[Token | None] = [Token(lines=(piece,), whole=True) for piece in pieces]
        if len(tokens) > len(columns):
            tokens = [*tokens[: len(columns) - 1], Token(lines=tuple(pieces[len(columns) - 1 :]), whole=True)]
        rows.append(tokens[0] if len(tokens) == 1 and tokens[0] is not None else align_row(tokens, columns))
        position += 1
    if len(rows) < 1 or not any(isinstance(row, list) for row in rows):
        return None
    return _grid(columns, heading, rows), position


def _wrapped(row: list[Token | None], pieces: Sequence[Passage]) -> bool:
    """Add a wrapped line to the cells that its pieces stand under, if each stands under one."""
    starts = {
        number: token.lines[0].location.start
        for number, token in enumerate(row)
        if token is not None and token.lines[0].location.start is not None
    }
    targets: list[int] = []
    for piece in pieces:
        at = piece.location.start
        near = [
            number for number, start in starts.items() if at is not None and start is not None and abs(start - at) <= 4
        ]
        if len(near) != 1:
            return False
        targets.append(near[0])
    for number, piece in zip(targets, pieces, strict=True):
        token = row[number]
        assert token is not None
        row[number] = attrs.evolve(token, lines=(*token.lines, piece))
    return True


def _append(row: list[Token | None], piece: Passage, item: Line) -> None:
    """A wrapped line belongs to the cell that it stands under: the one whose text starts nearest to it."""
    indent = len(item.raw.text) - len(item.raw.text.lstrip())
    best, distance = None, 10_000
    for number, token in enumerate(row):
        start = token.lines[0].location.start if token is not None else None
        if start is not None and abs(start - indent) < distance:
            best, distance = number, abs(start - indent)
    if best is not None and (token := row[best]) is not None:
        row[best] = attrs.evolve(token, lines=(*token.lines, piece), joined=True)


# ── one cell a line ───────────────────────────────────────────────────────────────────────────────────────────────────────


@attrs.frozen(kw_only=True, eq=False)
class _HeadRun:
    columns: tuple[Column, ...]
    pieces: tuple[Passage, ...]
    end: int
    tabbed: bool
    piped: bool


def _cells_by_line(items: Sequence[Item], start: int) -> tuple[Grid, int] | None:
    head = _head_run(items, start)
    if head is None:
        return None
    if head.tabbed:
        return _tabbed_cells(items, head)
    tokens, end = _stream(items, head)
    if not tokens:
        return None
    columns = head.columns
    if columns[0].role is not ColumnRole.NUMBER and not any(c.role is ColumnRole.NUMBER for c in columns):
        numbers = sum(bool(NUMBER_CELL.fullmatch(token.words)) for token in tokens)
        if NUMBER_CELL.fullmatch(tokens[0].words) and numbers > 1:
            columns = (Column(role=ColumnRole.NUMBER), *columns)
    return _grid(columns, head.pieces, align_stream(tokens, columns)), end


def _bare(line: Line) -> Passage:
    return line.passage.strip("|｜ \t\u3000")


def _head_run(items: Sequence[Item], start: int) -> _HeadRun | None:
    """Consecutive lines that are headings, with nothing but blank lines and lone pipes between them."""
    pieces: list[Passage] = []
    position = start
    end = start
    tabs = pipes = 0
    while position < len(items) and len(pieces) < 16:
        item = items[position]
        if not isinstance(item, Line):
            break
        bare = _bare(item)
        if not bare:
            pipes += "|" in item.folded
            position += 1
            continue
        if len(bare.compact()) > 24:
            break
        word = find_rules(bare.compact())[1].folded
        width = 1
        halves = _next_bare(items, position) if len(word) <= 2 else None
        if halves is not None and word + halves[0].compact().folded in KNOWN_HEADINGS:
            # A heading torn over two lines: 工作 / 任务.
            bare = Passage.join([bare, halves[0]])
            width = halves[1] - position + 1
        elif column_role(word) is None:
            joined = _next_bare(items, position)
            if joined is not None and column_role(word + joined[0].compact().folded) is not None:
                bare = Passage.join([bare, joined[0]])
                width = joined[1] - position + 1
            elif not pieces or not _known_ahead(items, position) or NUMBER_CELL.fullmatch(word):
                break
        elif pieces and any(piece.compact().folded == word for piece in pieces):
            break
        tabs += item.raw.text.startswith("\t")
        pipes += "|" in item.folded
        pieces.append(bare)
        position += width
        end = position
    if len(pieces) < 2:
        return None
    columns = _head_columns(pieces)
    if columns is None:
        return None
    return _HeadRun(
        columns=columns, pieces=tuple(pieces), end=end, tabbed=tabs >= len(pieces), piped=pipes >= len(pieces) - 1 > 0
    )


def _next_bare(items: Sequence[Item], position: int) -> tuple[Passage, int] | None:
    for at in range(position + 1, min(position + 3, len(items))):
        item = items[at]
        if isinstance(item, Line) and _bare(item):
            return _bare(item), at
    return None


def _known_ahead(items: Sequence[Item], position: int) -> bool:
    following = _next_bare(items, position)
    return following is not None and column_role(following[0].compact().folded) is not None


def _tabbed_cells(items: Sequence[Item], head: _HeadRun) -> tuple[Grid, int] | None:
    """Cells that start with a tab; a blank line before such a cell ends the row."""
    rows: list[list[list[Passage]]] = []
    position = head.end
    blank = True
    last_used = position
    while position < len(items):
        item = items[position]
        if not isinstance(item, Line):
            break
        if _END.match(item.folded):
            break
        if item.raw.text.startswith("\t"):
            if blank or not rows:
                rows.append([])
            rows[-1].append([item.passage] if item else [])
            blank = False
            last_used = position + 1
        elif not item:
            blank = True
        elif not rows or FURNITURE.match(item.folded) or re.fullmatch(r"[—–_-]{6,}", item.folded):
            break
        else:
            rows[-1][-1].append(item.passage)
            blank = False
            last_used = position + 1
        position += 1
    aligned: list[list[Token | None] | Token] = []
    for cells in rows:
        tokens = [Token(lines=tuple(lines), whole=True) if lines else None for lines in cells]
        filled = [token for token in tokens if token is not None]
        if not filled:
            continue
        if len(cells) == 1:
            aligned.append(filled[0])
        else:
            aligned.append(align_row(tokens, head.columns))
    if not aligned:
        return None
    return _grid(head.columns, head.pieces, aligned), last_used


def _stream(items: Sequence[Item], head: _HeadRun) -> tuple[list[Token], int]:
    """The cells behind a run of headings, up to where the table ends."""
    tokens: list[Token] = []
    position = head.end
    closed = False
    while position < len(items):
        item = items[position]
        if not isinstance(item, Line):
            break
        folded = item.folded
        if not item:
            position += 1
            continue
        if _END.match(folded) or FURNITURE.match(folded):
            break
        repeated = _head_run(items, position)
        if repeated is not None and len(repeated.pieces) >= 2:
            if [c.heading for c in repeated.columns] != [c.heading for c in head.columns]:
                break
            position = repeated.end
            continue
        if head.piped:
            # A pipe ends a cell, but the last cell of a row may have none: lines are cells until the alignment joins them.
            bare = _bare(item)
            if bare:
                tokens.append(Token(lines=(bare,), whole=closed))
                closed = False
            closed = closed or "|" in folded
        else:
            tokens.append(Token(lines=(item.passage,)))
        position += 1
    return tokens, position
