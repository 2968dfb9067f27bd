"""Own columns 自定义列: which columns a sheet has, in which order and under which headings, when somebody chooses them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import EllipsisType
from typing import Any, Literal, get_args

import attrs

from policytasks.errors import LedgerError
from policytasks.ledger.ledger import Grain
from policytasks.messages import Language
from policytasks.workbook.cells import plain
from policytasks.workbook.columns import COLUMNS, Column, Editor, Kind, column_of, columns_for, settled_heading

__all__ = [
    "Arranged",
    "ColumnChoice",
    "LedgerColumn",
    "OwnColumn",
    "OwnKind",
    "arrange",
    "pack_columns",
    "unpack_columns",
]

OwnKind = Literal["text", "day", "number", "percentage", "choice"]
"""What the cells of a column of one's own hold."""


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


@attrs.frozen(kw_only=True)
class OwnColumn:
    """自定义列: a column that the ledger does not have by itself; its cells become `Entry.extras`.

    Args:
        heading: Its title, and the name of its values in `Entry.extras`.
        kind: What its cells hold: ``"text"``, ``"day"`` (`datetime.date`), ``"number"`` (`int` or `float`),
            ``"percentage"`` (whole percents) or ``"choice"`` (one of ``choices``). A cell that says something else keeps
            its words, with a doubt.
        choices: The words of the drop-down list of a ``"choice"``, each once.
        also: Further titles under which the reader finds it.
        width: Width in characters, of which a Chinese one takes two; None for one that fits.
        editor: Who fills it in: ``"unit"``, ``"office"`` or ``"nobody"``.

    Raises:
        LedgerError: A blank heading, one that means a column of every ledger, or choices that do not fit the kind.
    """

    heading: str
    kind: OwnKind = "text"
    choices: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    also: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    width: float | None = None
    editor: Literal["unit", "office", "nobody"] = "unit"

    def __attrs_post_init__(self) -> None:
        for heading in (self.heading, *self.also):
            if not settled_heading(heading):
                raise LedgerError("a column of one's own without heading", found=repr(heading), expected="a text")
            if (column := column_of(heading)) is not None:
                raise LedgerError(
                    "a column of one's own with the heading of a column of every ledger",
                    found=repr(heading),
                    expected=f"another heading, or LedgerColumn(key={column.key!r})",
                )
        if self.kind not in get_args(OwnKind) or self.editor not in [each.value for each in Editor]:
            raise LedgerError(
                "not a kind of column",
                where=self.heading,
                found=f"{self.kind!r}, filled in by {self.editor!r}",
                expected=f"{', '.join(get_args(OwnKind))}; {', '.join(each.value for each in Editor)}",
            )
        if bool(self.choices) != (self.kind == "choice") or len(set(self.choices)) != len(self.choices):
            raise LedgerError(
                "a list of choices that does not fit the column",
                where=self.heading,
                found=f"{len(self.choices)} words in a column of the kind {self.kind!r}",
                expected='different words for the kind "choice", none for the others',
            )
        if not all(map(str.strip, self.choices)):
            raise LedgerError("a blank choice", where=self.heading, expected="words")


@attrs.frozen(kw_only=True)
class LedgerColumn:
    """台账列: a column of the ledger under another heading or in another width, or found under further headings.

    Args:
        key: Its name in the table of columns: ``"text"``, ``"note"``, ``"due_on"`` …
        heading: Its title; None for the usual one.
        also: Further titles under which the reader finds it.
        width: Width in characters, of which a Chinese one takes two; None for the usual one.

    Raises:
        LedgerError: There is no such column, or the heading means another one.
    """

    key: str
    heading: str | None = None
    also: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    width: float | None = None

    def __attrs_post_init__(self) -> None:
        _column(self.key)
        for heading in (*([self.heading] if self.heading is not None else []), *self.also):
            other = column_of(heading)
            if not settled_heading(heading) or (other is not None and other.key != self.key):
                raise LedgerError(
                    "not a heading for this column",
                    where=self.key,
                    found=repr(heading),
                    expected="a text that means no other column of the ledger",
                )


ColumnChoice = str | LedgerColumn | OwnColumn | EllipsisType
"""One column of a sheet: a key of the table of columns, or the heading of a column that the ledger has from people; either
with more to say about it; or ``...`` for all columns that are not named."""


@attrs.frozen(kw_only=True)
class Arranged:
    """One column of a sheet, as it was chosen.

    Args:
        column: The ledger's column; None for one of people's own.
        heading: The title as it is shown, or, of people's own, the name of its values.
        own: What is known of a column of people's own; None when nobody said.
        width: A width that was asked for.
        is_hidden: Whether people do not see it: it was left out, and the reader needs it to find the rows again.
    """

    column: Column | None
    heading: str
    own: OwnColumn | None = None
    width: float | None = None
    is_hidden: bool = False

    @property
    def name(self) -> str:
        """Key or heading: what `Ledger.columns` and `Entry.comments` call it."""
        return self.column.key if self.column is not None else self.heading

    @property
    def kind(self) -> Kind | None:
        """What its cells hold; None when nobody said."""
        if self.column is not None:
            return self.column.kind
        return Kind(self.own.kind) if self.own is not None else None

    @property
    def editor(self) -> Editor:
        """Who fills it in."""
        if self.column is not None:
            return self.column.editor
        return Editor(self.own.editor) if self.own is not None else Editor.UNIT


def _column(key: str) -> Column:
    for column in COLUMNS:
        if column.key == key:
            return column
    raise LedgerError(
        "no such column", found=repr(key), expected=", ".join(column.key for column in COLUMNS) + ", or an OwnColumn"
    )


def arrange(
    choices: Sequence[ColumnChoice] | None, *, by: Grain, own: Iterable[str], lang: Language
) -> tuple[Arranged, ...]:
    """The columns of a sheet; what tells rows from one another is there in any case, unseen where it was not asked for.

    Args:
        choices: What was asked for; None for all.
        by: The kind of ledger.
        own: Headings of the columns that the ledger has from people.
        lang: Language of the headings.

    Raises:
        LedgerError: A column that this kind of ledger does not have, one that stands twice, two of one heading, or none.
    """
    own = tuple(own)
    chosen = (...,) if choices is None else tuple(choices)
    named = {_name(choice) for choice in chosen if not isinstance(choice, EllipsisType)}
    arranged: list[Arranged] = []
    for choice in chosen:
        if isinstance(choice, EllipsisType):
            rest = [*(column.key for column in columns_for(by)), *own]
            arranged += [_arranged(name, by, own, lang) for name in rest if name not in named]
        else:
            arranged.append(_arranged(choice, by, own, lang))
    if not arranged:
        raise LedgerError("a sheet without columns", expected="at least one column")
    names = {each.name for each in arranged}
    for key in ("id", "unit") if by == "unit" else ("id",):
        if key not in names:
            column = _column(key)
            arranged.append(Arranged(column=column, heading=column.heading[lang], is_hidden=True))
    _check_headings(arranged)
    return tuple(arranged)


def _check_headings(arranged: Sequence[Arranged]) -> None:
    """Refuse two columns of one heading: a reader could not tell them apart."""
    shown: dict[str, Arranged] = {}
    names: dict[str, Arranged] = {}
    known = {settled_heading(each.heading): each for each in arranged if each.column is not None}
    for each in arranged:
        other = shown.setdefault(plain(each.heading, where=each.heading), each)
        if each.column is None and other is each:
            other = known.get(settled_heading(each.heading), each)
        if other is not each or names.setdefault(each.name, each) is not each:
            raise LedgerError(
                "a column stands twice on the sheet, or two share a heading",
                where=each.name,
                found=repr(each.heading),
                expected="each column once, under a heading of its own",
            )


def _name(choice: str | LedgerColumn | OwnColumn) -> str:
    if isinstance(choice, str):
        return choice
    return choice.key if isinstance(choice, LedgerColumn) else choice.heading


def _arranged(choice: str | LedgerColumn | OwnColumn, by: Grain, own: tuple[str, ...], lang: Language) -> Arranged:
    if isinstance(choice, OwnColumn):
        return Arranged(column=None, heading=choice.heading, own=choice, width=choice.width)
    if isinstance(choice, str) and choice in own:
        return Arranged(column=None, heading=choice)
    spec = choice if isinstance(choice, LedgerColumn) else LedgerColumn(key=choice)
    column = _column(spec.key)
    if column.grain not in (None, by):
        raise LedgerError(
            f"a ledger by {by} does not have this column",
            found=repr(column.key),
            expected=", ".join(each.key for each in columns_for(by)),
        )
    return Arranged(column=column, heading=spec.heading or column.heading[lang], width=spec.width)


def pack_columns(columns: Iterable[Arranged]) -> list[dict[str, Any]]:
    """Columns as plain data, to travel with a workbook."""
    return [dict(_packed(each)) for each in columns]


def _packed(each: Arranged) -> Iterator[tuple[str, Any]]:
    if each.column is not None:
        yield "key", each.column.key
    yield "heading", each.heading
    if each.width is not None:
        yield "width", each.width
    if each.is_hidden:
        yield "hidden", True
    if each.own is not None:
        yield "kind", each.own.kind
        yield "editor", each.own.editor
        if each.own.choices:
            yield "choices", list(each.own.choices)
        if each.own.also:
            yield "also", list(each.own.also)


def unpack_columns(data: Sequence[Mapping[str, Any]]) -> tuple[Arranged, ...]:
    """The columns that plain data describe.

    Raises:
        KeyError: Something that has to be there is not.
        LedgerError: A column that there is not.
    """
    return tuple(_unpacked(each) for each in data)


def _unpacked(data: Mapping[str, Any]) -> Arranged:
    width = data.get("width")
    if "key" in data:
        hidden = data.get("hidden", False)
        return Arranged(column=_column(data["key"]), heading=data["heading"], width=width, is_hidden=hidden)
    own = None
    if "kind" in data:
        own = OwnColumn(
            heading=data["heading"], kind=data["kind"], editor=data["editor"], width=width,
            choices=tuple(data.get("choices", ())), also=tuple(data.get("also", ())),
        )  # fmt: skip
    return Arranged(column=None, heading=data["heading"], own=own, width=width)
