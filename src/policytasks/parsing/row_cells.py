"""Row cells: what the cells beside a requirement say, and what its own cell holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from policytasks.model.responsibility import Role
from policytasks.parsing.columns import Head
from policytasks.parsing.deadlines import parse_deadline
from policytasks.parsing.grid import GridCell
from policytasks.parsing.numbering import Mark, Scheme, leading_mark
from policytasks.parsing.requirement import Draft
from policytasks.parsing.statement import Statement, read_labelled
from policytasks.parsing.statements import find_statements
from policytasks.parsing.vocabulary import STATUS_WORDS, ColumnRole
from policytasks.passage import Passage

__all__ = ["BULLET", "FOOTNOTE", "NUMBER_CELL", "Beside", "beside", "drafts_of", "extended"]

NUMBER_CELL = re.compile(r"[(]?(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,5}|[①-⑳])[)]?[、.]?")


FOOTNOTE = re.compile(r"^(?:注|备注|说明|填表说明|填报单位|填报人|填表人|制表人|审核人|联系人|单位\(盖章\))\s*[:：]")
BULLET = re.compile(r"^[△▲●◆■★◇□○•·]\s*")


_ROLE = {
    ColumnRole.LEAD: Role.LEAD,
    ColumnRole.CHIEF: Role.LEAD,
    ColumnRole.RESPONSIBLE: Role.RESPONSIBLE,
    ColumnRole.SUPPORTING: Role.SUPPORTING,
}


def _is_time(text: Passage) -> bool:
    words = text.compact().folded
    return len(words) <= 24 and words not in STATUS_WORDS and bool(parse_deadline(text, year=2000))


def _bullets(cell: GridCell) -> Iterator[Passage]:
    """The requirements of a cell: the cell as a whole, or one for each bullet in it."""
    if not any(BULLET.match(line.folded) for line in cell.lines):
        yield cell.passage.strip()
        return
    groups: list[list[Passage]] = []
    for line in cell.lines:
        match = BULLET.match(line.folded)
        if match is not None:
            groups.append([line[match.end() :]])
        elif groups:
            groups[-1].append(line)
        else:
            groups.append([line])
    for group in groups:
        yield Passage.join(group, "" if cell.joined else "\n").strip()


def _single_mark(text: Passage) -> Mark | None:
    """The number of a requirement cell, unless the cell holds a list that starts with it."""
    mark = leading_mark(text)
    if mark is None or mark.scheme is Scheme.SPOKEN:
        return None
    nxt = mark.ordinal.value + 1
    body = text.folded[mark.end :]
    form = re.escape(mark.ordinal.text).replace(re.escape(mark.ordinal.label), "{}")
    follow = re.compile(rf"(?:^|[。;,\s])\s*(?:{form.format(nxt)}|{nxt}\s?[、.](?![0-9]))")
    if mark.scheme in (Scheme.CHINESE, Scheme.CHINESE_BRACKETS):
        numerals = "零一二三四五六七八九十"
        word = numerals[nxt] if nxt <= 10 else ("十" + numerals[nxt - 10] if nxt < 20 else "")
        follow = re.compile(rf"(?:^|[。;\s])\s*\(?{word}[)、]") if word else re.compile(r"(?!)")
    return None if follow.search(body) else mark


@attrs.frozen(kw_only=True)
class Beside:
    """What the cells beside a requirement say.

    Args:
        statements: Units with roles, a statement for each unit cell.
        deadlines: Cells that hold its time.
        leaders: Persons.
        remarks: Further cells: heading and content.
    """

    statements: tuple[Statement, ...] = ()
    deadlines: tuple[Passage, ...] = ()
    leaders: tuple[Passage, ...] = ()
    remarks: tuple[tuple[str, Passage], ...] = ()


def beside(cells: Sequence[tuple[int, GridCell]], head: Head) -> Beside:
    """Read the cells of a row that are neither task nor requirement.

    Args:
        cells: Column number and cell; a merged cell may come more than once.
        head: The table's columns.
    """
    statements: list[Statement] = []
    deadlines: list[Passage] = []
    leaders: list[Passage] = []
    remarks: list[tuple[str, Passage]] = []
    has_lead = bool(head.of(ColumnRole.LEAD))
    has_deadline = bool(head.of(ColumnRole.DEADLINE))
    seen: list[GridCell] = []
    for number, cell in cells:
        if cell in seen:
            continue
        seen.append(cell)
        column = head.columns[number]
        role = column.role
        if role in _ROLE:
            default = Role.RESPONSIBLE if role is ColumnRole.CHIEF and has_lead else _ROLE[role]
            statement = read_labelled(cell.passage, default=default)
            deadlines.extend((*statement.times, *statement.time_labels) if not has_deadline else ())
            leaders.extend(statement.leaders)
            statements.append(attrs.evolve(statement, times=(), time_labels=(), leaders=()))
        elif role is ColumnRole.DEADLINE:
            deadlines.append(Passage.join(cell.lines))
        elif role is ColumnRole.LEADER:
            leaders.extend(line.compact() for line in cell.lines if line.compact().folded != "/")
        elif role in (ColumnRole.STATUS, ColumnRole.REMARK) or (role is None and column.heading):
            text = Passage.join(cell.lines)
            if role is ColumnRole.REMARK and not has_deadline and _is_time(text):
                # Some notices hide the time in 备注.
                deadlines.append(text)
            remarks.append((column.heading, cell.passage))
    return Beside(
        statements=tuple(statements), deadlines=tuple(deadlines), leaders=tuple(leaders), remarks=tuple(remarks)
    )


def drafts_of(cell: GridCell, around: Beside) -> list[Draft]:
    """The requirements of a cell: one, or one for each bullet in it."""
    drafts: list[Draft] = []
    for text in _bullets(cell):
        mark = _single_mark(text)
        body = text[mark.end :] if mark else text
        statements = around.statements
        if not any(statement.units for statement in statements):
            found = find_statements(body)
            statements = (*statements, *(one.statement for one in found))
            body = body.without([(one.start, one.end) for one in found])
        drafts.append(
            Draft(
                text=body,
                ordinal=mark.ordinal if mark else None,
                statements=statements,
                deadline_cells=around.deadlines,
                leaders=around.leaders,
                remarks=around.remarks,
            )
        )
    return drafts


def extended(draft: Draft, around: Beside) -> Draft:
    """A requirement with what a further row says of it; merged cells count once."""
    kept = {cell.location for cell in draft.deadline_cells}
    known = {(heading, text.location) for heading, text in draft.remarks}
    return attrs.evolve(
        draft,
        statements=draft.statements + around.statements,
        deadline_cells=draft.deadline_cells + tuple(one for one in around.deadlines if one.location not in kept),
        leaders=draft.leaders + around.leaders,
        remarks=draft.remarks + tuple(one for one in around.remarks if (one[0], one[1].location) not in known),
    )
