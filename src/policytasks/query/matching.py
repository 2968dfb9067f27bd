"""Matching 匹配: conditions become one test of a duty."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict

from policytasks.assignment import parse_role
from policytasks.errors import RegistryError, SelectionError
from policytasks.folding import fold
from policytasks.ledger.status import CLOSED, Status, read_status
from policytasks.model.document_number import DocumentNumber
from policytasks.model.identity import walk_keys
from policytasks.model.notice import Notice, Section, Task
from policytasks.model.ordinal import Ordinal
from policytasks.model.responsibility import Role
from policytasks.model.unit import Unit, UnitKind
from policytasks.query.conditions import folded, keys_meant, name_of, read_day, read_pattern, read_words, several
from policytasks.query.duty import Duty
from policytasks.query.naming import Naming

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["Test", "read_kind", "test_for"]

Test = Callable[[Duty], bool]


class Conditions(TypedDict, total=False):
    """The conditions that `policytasks.query.chain.Duties.where` explains."""

    document: str | DocumentNumber | Iterable[str | DocumentNumber] | None
    unit: str | Unit | Iterable[str | Unit] | None
    concerning: str | Unit | Iterable[str | Unit] | None
    kind: UnitKind | str | Iterable[UnitKind | str] | None
    assigned: bool | None
    role: Role | str | Iterable[Role | str] | None
    section: int | str | Ordinal | Section | None
    task: int | str | Ordinal | Task | None
    containing: str | None
    matching: str | re.Pattern[str] | None
    due_from: date | str | None
    due_before: date | str | None
    dated: bool | None
    overdue_on: date | str | None
    status: Status | str | Iterable[Status | str] | None


def test_for(conditions: Conditions, *, tracked: bool, registry: UnitRegistry | None) -> Test:
    """One test that a duty passes when it meets every condition that is not None.

    Args:
        conditions: The conditions.
        tracked: Whether any source is a ledger.
        registry: Which names mean the same unit, and who the members of collectives are.

    Raises:
        SelectionError: A value that nothing could meet.
        RegistryError: A condition that needs a registry, without one.
        TypeError: An unknown condition.
    """
    tests = []
    for name, value in conditions.items():
        if name not in _MAKERS:
            raise TypeError(f"there is no condition {name!r}; expected one of {', '.join(_MAKERS)}")
        if value is None:
            continue
        if name == "status" and not tracked:
            raise SelectionError("only a ledger knows the status of work", found="notices", expected="a Ledger")
        tests.append(_MAKERS[name](value, registry))
    return lambda duty: all(test(duty) for test in tests)


def _document(value: object, registry: UnitRegistry | None) -> Test:
    wanted = {folded(str(each)) for each in several(value, (str, DocumentNumber))}
    return lambda duty: folded(duty.document) in wanted or folded(duty.notice.title or "") in wanted


def _unit(value: object, registry: UnitRegistry | None) -> Test:
    naming = Naming(registry)
    wanted = tuple(naming.meant(name_of(each)) for each in several(value, (str, Unit)))
    return lambda duty: any(naming.is_named(duty, each) for each in wanted)


def _concerning(value: object, registry: UnitRegistry | None) -> Test:
    if registry is None:
        raise RegistryError("no registry to tell whom collectives mean", expected="duties(…, registry=…)")
    naming = Naming(registry)
    wanted = tuple(naming.meant(name_of(each, field="concerning")) for each in several(value, (str, Unit)))
    return lambda duty: any(naming.reason(duty, each) is not None for each in wanted)


def read_kind(value: object) -> UnitKind:
    """The kind that a caller means: a `UnitKind`, its English value or its Chinese word.

    Raises:
        SelectionError: There is no such kind.
    """
    for kind in UnitKind:
        if value is kind or value in (kind.value, str(kind)):
            return kind
    expected = ", ".join(f"{kind.value} ({kind})" for kind in UnitKind)
    raise SelectionError("there is no such kind of unit", found=repr(value), expected=f"one of {expected}")


def _kind(value: object, registry: UnitRegistry | None) -> Test:
    kinds = {read_kind(each) for each in several(value, (str, UnitKind))}
    return lambda duty: duty.unit is not None and duty.unit.kind in kinds


def _assigned(value: object, registry: UnitRegistry | None) -> Test:
    return lambda duty: (duty.unit is not None) is bool(value)


def _role(value: object, registry: UnitRegistry | None) -> Test:
    roles = {parse_role(each) for each in several(value, (str, Role))}
    return lambda duty: duty.role in roles


def _levels(field: str, key: Callable[[Duty], str], walk: Callable[[Notice], dict[str, Section | Task]]) -> Any:
    def make(value: object, registry: UnitRegistry | None) -> Test:
        keys_meant(field, value, {})  # A value that means nothing is told where it is written.
        meant: dict[int, tuple[Notice, set[str]]] = {}

        def test(duty: Duty) -> bool:
            known = meant.get(id(duty.notice))
            if known is None:
                # The notice is kept beside its keys, so that no other one can take its id.
                known = meant[id(duty.notice)] = duty.notice, keys_meant(field, value, walk(duty.notice))
            return key(duty) in known[1]

        return test

    return make


def _sections(notice: Notice) -> dict[str, Section | Task]:
    return {key: section for key, section, *_ in walk_keys(notice.sections)}


def _tasks(notice: Notice) -> dict[str, Section | Task]:
    return {key: task for _, _, key, task, _ in walk_keys(notice.sections)}


def _containing(value: object, registry: UnitRegistry | None) -> Test:
    words = folded(read_words("containing", value))
    return lambda duty: words in folded(duty.requirement.text)


def _matching(value: object, registry: UnitRegistry | None) -> Test:
    pattern: re.Pattern[str] = read_pattern(value)
    return lambda duty: (
        pattern.search(duty.requirement.text) is not None or (pattern.search(fold(duty.requirement.text)) is not None)
    )


def _due_from(value: object, registry: UnitRegistry | None) -> Test:
    day = read_day(value)
    return lambda duty: duty.due_on is not None and duty.due_on >= day


def _due_before(value: object, registry: UnitRegistry | None) -> Test:
    day = read_day(value)
    return lambda duty: duty.due_on is not None and duty.due_on < day


def _dated(value: object, registry: UnitRegistry | None) -> Test:
    return lambda duty: (duty.due_on is not None) is bool(value)


def _overdue_on(value: object, registry: UnitRegistry | None) -> Test:
    day: date = read_day(value)
    return lambda duty: duty.due_on is not None and duty.due_on < day and duty.status not in CLOSED


def _read_status(value: object) -> Status:
    if isinstance(value, Status):
        return value
    status = read_status(value) if isinstance(value, str) else None
    if status is None:
        expected = ", ".join(f"{each.value} ({each})" for each in Status)
        raise SelectionError("there is no such status", found=repr(value), expected=f"one of {expected}")
    return status


def _status(value: object, registry: UnitRegistry | None) -> Test:
    wanted = {_read_status(each) for each in several(value, (str, Status))}
    return lambda duty: duty.status in wanted


_MAKERS: dict[str, Callable[[Any, UnitRegistry | None], Test]] = {
    "document": _document,
    "unit": _unit,
    "concerning": _concerning,
    "kind": _kind,
    "assigned": _assigned,
    "role": _role,
    "section": _levels("section", lambda duty: duty.section_key, _sections),
    "task": _levels("task", lambda duty: duty.task_key, _tasks),
    "containing": _containing,
    "matching": _matching,
    "due_from": _due_from,
    "due_before": _due_before,
    "dated": _dated,
    "overdue_on": _overdue_on,
    "status": _status,
}
