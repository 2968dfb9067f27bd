"""Duties 责任事项集: a lazy chain of conditions, an order, and what comes out of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Any, Unpack, overload

from policytasks.errors import MissingExtraError
from policytasks.ledger.status import Status
from policytasks.messages import Language, Wording
from policytasks.model.document_number import DocumentNumber
from policytasks.model.notice import Requirement, Section, Task
from policytasks.model.ordinal import Ordinal
from policytasks.model.responsibility import Role
from policytasks.model.unit import Unit, UnitKind
from policytasks.query.duty import Duty
from policytasks.query.fields import FIELDS, Field, Value, fields_named, shown_by_default
from policytasks.query.matching import Conditions, Test, test_for
from policytasks.query.table import html_table, shown, text_table

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["Duties", "Groups"]

_NOTEBOOK_ROWS = 200
"""Rows that a notebook shows; the text below the table says how many there are."""


class Duties(Sequence[Duty]):
    """责任事项集: what units owe, narrowed down step by step. Made by `policytasks.query.source.duties`.

    Each step gives a new value and reads nothing; the sources are read when the rows are first looked at, and then kept.
    Conditions are checked where they are written. It is a sequence of `Duty`: ``len()``, indexing, slicing and ``for``
    work; ``str()`` is a table.
    """

    __slots__ = ("_documents", "_read", "_registry", "_rows", "_tracked")

    def __init__(
        self,
        read: Callable[[], Iterable[Duty]],
        *,
        documents: int,
        tracked: bool,
        registry: UnitRegistry | None,
    ) -> None:
        self._read = read
        self._documents = documents
        self._tracked = tracked
        self._registry = registry
        self._rows: tuple[Duty, ...] | None = None

    # ── The rows ──

    def _all(self) -> tuple[Duty, ...]:
        if self._rows is None:
            self._rows = tuple(self._read())
        return self._rows

    def __iter__(self) -> Iterator[Duty]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> Duty: ...
    @overload
    def __getitem__(self, index: slice) -> Duties: ...
    def __getitem__(self, index: int | slice) -> Duty | Duties:
        if isinstance(index, slice):
            return self._then(lambda rows: tuple(rows)[index])
        return self._all()[index]

    def __eq__(self, other: object) -> bool:
        return self._all() == other._all() if isinstance(other, Duties) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # Like a list: equal by content, so not to be used as a key.

    def _then(self, step: Callable[[Iterable[Duty]], Iterable[Duty]]) -> Duties:
        return Duties(
            lambda: step(self._all()), documents=self._documents, tracked=self._tracked, registry=self._registry
        )

    # ── Narrowing down ──

    def where(
        self,
        *,
        document: str | DocumentNumber | Iterable[str | DocumentNumber] | None = None,
        unit: str | Unit | Iterable[str | Unit] | None = None,
        concerning: str | Unit | Iterable[str | Unit] | None = None,
        kind: UnitKind | str | Iterable[UnitKind | str] | None = None,
        assigned: bool | None = None,
        role: Role | str | Iterable[Role | str] | None = None,
        section: int | str | Ordinal | Section | None = None,
        task: int | str | Ordinal | Task | None = None,
        containing: str | None = None,
        matching: str | re.Pattern[str] | None = None,
        due_from: date | str | None = None,
        due_before: date | str | None = None,
        dated: bool | None = None,
        overdue_on: date | str | None = None,
        status: Status | str | Iterable[Status | str] | None = None,
    ) -> Duties:
        """Only the duties that meet every condition given.

        Args:
            document: Number or title of the notice, or several.
            unit: A unit, by its canonical name, as printed, or by an alias that the registry knows; or several.
            concerning: A unit as above, also where it is a member of a collective on the day of the notice, or carries on
                the work of a unit that has ended. Needs a registry.
            kind: Kind of the unit (``"collective"``, ``"统称"``), or several.
            assigned: True for duties of a unit, False for requirements that name none.
            role: A role, its English or Chinese word, or several.
            section: Number, title or a part of the title of a section, as in `select`.
            task: Number, key (``"4.16"``), title or a part of the title of a task.
            containing: Words of the requirement; blanks, width and traditional forms of characters do not matter.
            matching: A regular expression that is found in the requirement's text, as printed or folded.
            due_from: Only what is due on this day or later.
            due_before: Only what is due before this day.
            dated: True for duties that have a day, False for the others.
            overdue_on: Due before this day, and neither 已完成 nor 长期坚持 where a ledger says so.
            status: A status or a word for it, or several; needs a ledger.

        Raises:
            SelectionError: A value that nothing could meet: an unknown role, kind or status, an empty name, a text that is
                no day or no regular expression; or a status, without a ledger.
            RegistryError: ``concerning`` without a registry.
            TypeError: An unknown condition.
        """
        conditions: Conditions = {
            "document": document, "unit": unit, "concerning": concerning, "kind": kind, "assigned": assigned, "role": role,
            "section": section, "task": task, "containing": containing, "matching": matching, "due_from": due_from,
            "due_before": due_before, "dated": dated, "overdue_on": overdue_on, "status": status,
        }  # fmt: skip
        test = test_for(conditions, tracked=self._tracked, registry=self._registry)
        return self._then(lambda rows: filter(test, rows))

    def without(self, **conditions: Unpack[Conditions]) -> Duties:
        """Leave out the duties that meet every condition given; the conditions are those of `where`.

        Raises:
            SelectionError: As in `where`.
            RegistryError: As in `where`.
            TypeError: An unknown condition.
        """
        test = test_for(conditions, tracked=self._tracked, registry=self._registry)
        return self._then(lambda rows: (duty for duty in rows if not test(duty))) if conditions else self

    def filter(self, predicate: Test) -> Duties:
        """Only the duties for which a function of one's own is true."""
        return self._then(lambda rows: filter(predicate, rows))

    # ── Order ──

    def sort(self, *fields: Field, descending: bool = False) -> Duties:
        """The duties by one field or several; equals stay in their order, and what has no value stands last.

        Raises:
            SelectionError: No field, or one that there is not.
        """
        names = fields_named(fields or ("",))

        def step(rows: Iterable[Duty]) -> Iterable[Duty]:
            sorted_rows = list(rows)
            for name in reversed(names):
                get = FIELDS[name].get
                having = [duty for duty in sorted_rows if get(duty) is not None]
                having.sort(key=lambda duty: _sortable(name, duty), reverse=descending)
                sorted_rows = having + [duty for duty in sorted_rows if get(duty) is None]
            return sorted_rows

        return self._then(step)

    def first(self) -> Duty | None:
        """The first duty; None when there is none."""
        return next(iter(self._all()), None)

    # ── Adding up ──

    def group(self, field: Field) -> Groups:
        """The duties by what they have in a field, groups in the order in which they first come.

        Raises:
            SelectionError: There is no such field.
        """
        (name,) = fields_named((field,))
        found: dict[Value, list[Duty]] = {}
        for duty in self:
            found.setdefault(FIELDS[name].get(duty), []).append(duty)
        return Groups(name, {key: self._holding(tuple(rows)) for key, rows in found.items()})

    def _holding(self, rows: tuple[Duty, ...]) -> Duties:
        return self._then(lambda _: rows)

    def counts(self, field: Field) -> Mapping[Value, int]:
        """How many duties have each value of a field, the largest number first, equals in the order of the duties.

        Raises:
            SelectionError: There is no such field.
        """
        (name,) = fields_named((field,))
        return dict(Counter(FIELDS[name].get(duty) for duty in self).most_common())

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """The requirements, each once, in the order of the duties."""
        found = {(id(duty.notice), duty.requirement.id): duty.requirement for duty in self}
        return tuple(found.values())

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units, each once, in the order of the duties."""
        found: dict[str, Unit] = {}
        for duty in self:
            if duty.unit is not None:
                found.setdefault(duty.unit.name, duty.unit)
        return tuple(found.values())

    # ── Coming out ──

    def records(self, *fields: Field) -> tuple[dict[str, str | int | date | None], ...]:
        """The duties as plain data, one mapping each: texts, whole numbers, days, None; enums by their English value.

        Args:
            fields: The fields, in their order; all of them when left out.

        Raises:
            SelectionError: There is no such field.
        """
        return self._records(fields_named(fields or FIELDS))

    def _records(self, names: tuple[str, ...]) -> tuple[dict[str, str | int | date | None], ...]:
        return tuple({name: _plain(FIELDS[name].get(duty)) for name in names} for duty in self)

    def table(self, *fields: Field, lang: Language = "zh", widest: int = 40) -> str:
        """The duties as a table for the terminal, and how many there are.

        Args:
            fields: The columns; when left out, the usual ones.
            lang: Language of the headings.
            widest: Columns of the terminal that a cell takes at most; what is longer ends in ….

        Raises:
            SelectionError: There is no such field.
        """
        names = self._columns(fields)
        return (
            text_table(self._headings(names, lang), self._texts(names, lang, self), widest=widest) + f"\n({len(self)})"
        )

    def to_arrow(self, *fields: Field) -> Any:
        """The duties as a ``pyarrow.Table``, which pandas, polars and DuckDB take.

        Args:
            fields: As in `records`.

        Raises:
            SelectionError: There is no such field.
            MissingExtraError: The package pyarrow is not installed.
        """
        try:
            arrow = import_module("pyarrow")
        except ImportError:
            raise MissingExtraError("a table for Arrow", extra="frames") from None
        names = fields_named(fields or FIELDS)
        types = {"issued_on": arrow.date32(), "due_on": arrow.date32(), "updated_on": arrow.date32()}
        types["progress"] = arrow.int64()
        schema = arrow.schema([(name, types.get(name, arrow.string())) for name in names])
        return arrow.Table.from_pylist(list(self._records(names)), schema=schema)

    def to_pandas(self, *fields: Field) -> Any:
        """The duties as a ``pandas.DataFrame``.

        Args:
            fields: As in `records`.

        Raises:
            SelectionError: There is no such field.
            MissingExtraError: The packages pyarrow and pandas are not installed.
        """
        try:
            import_module("pandas")
        except ImportError:
            raise MissingExtraError("a data frame", extra="frames") from None
        return self.to_arrow(*fields).to_pandas()

    def __str__(self) -> str:
        return self.table()

    def __repr__(self) -> str:
        read = f"{len(self._rows)} rows" if self._rows is not None else "not read yet"
        return f"<Duties of {self._documents} document{'s' * (self._documents != 1)}, {read}>"

    def _repr_html_(self) -> str:
        names = self._columns(())
        rows = self._texts(names, "zh", self._all()[:_NOTEBOOK_ROWS])
        return html_table(self._headings(names, "zh"), rows) + f"<p>{min(len(self), _NOTEBOOK_ROWS)} / {len(self)}</p>"

    def _columns(self, fields: tuple[str, ...]) -> tuple[str, ...]:
        return fields_named(fields or shown_by_default(several_notices=self._documents > 1, tracked=self._tracked))

    @staticmethod
    def _headings(names: tuple[str, ...], lang: Language) -> list[str]:
        return [FIELDS[name].heading[lang] for name in names]

    @staticmethod
    def _texts(names: tuple[str, ...], lang: Language, rows: Iterable[Duty]) -> list[list[str]]:
        return [[shown(FIELDS[name].get(duty), lang) for name in names] for duty in rows]


class Groups(Mapping[Value, Duties]):
    """分组: the duties of each value of a field, in the order in which the values first come."""

    __slots__ = ("_field", "_groups")

    def __init__(self, field: str, groups: Mapping[Value, Duties]) -> None:
        self._field = field
        self._groups = groups

    def __getitem__(self, key: Value) -> Duties:
        return self._groups[key]

    def __iter__(self) -> Iterator[Value]:
        return iter(self._groups)

    def __len__(self) -> int:
        return len(self._groups)

    def counts(self) -> Mapping[Value, int]:
        """How many duties each group has, the largest number first."""
        return dict(Counter({key: len(group) for key, group in self._groups.items()}).most_common())

    def table(self, *, lang: Language = "zh") -> str:
        """The groups and their sizes as a table for the terminal, the largest first."""
        headings = FIELDS[self._field].heading[lang], _COUNT[lang]
        return text_table(headings, [(shown(key, lang), str(count)) for key, count in self.counts().items()])

    def __str__(self) -> str:
        return self.table()

    def __repr__(self) -> str:
        return f"<Groups by {self._field}: {len(self)}>"


_COUNT = Wording(en="Number", zh="数量")


def _plain(value: Value) -> str | int | date | None:
    return str(value.value) if isinstance(value, Enum) else value


def _sortable(name: str, duty: Duty) -> Any:
    """Ids by their numbers (4.2 before 4.10), enums in the order of their definition."""
    value = FIELDS[name].get(duty)
    if name == "id":
        return [int(part) for part in re.findall("[0-9]+", str(value))]
    return list(type(value)).index(value) if isinstance(value, Enum) else value
