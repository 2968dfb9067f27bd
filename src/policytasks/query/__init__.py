"""Query 查询: who does what, who has most to do, what is due; of one notice or many, with what a ledger says about it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytasks.assignment import Assignment, assignments, parse_role, strongest
    from policytasks.query.chain import Duties, Groups
    from policytasks.query.duty import Duty
    from policytasks.query.fields import FIELDS, Field
    from policytasks.query.load import workload
    from policytasks.query.selection import select
    from policytasks.query.source import duties
    from policytasks.query.view import Owed, Reason, UnitView, unit_view

_PLACES = {
    "policytasks.assignment": "Assignment assignments parse_role strongest",
    "policytasks.query.chain": "Duties Groups",
    "policytasks.query.duty": "Duty",
    "policytasks.query.fields": "FIELDS Field",
    "policytasks.query.load": "workload",
    "policytasks.query.selection": "select",
    "policytasks.query.source": "duties",
    "policytasks.query.view": "Owed Reason UnitView unit_view",
}
_MODULES = {name: module for module, names in _PLACES.items() for name in names.split()}

__all__ = [
    "FIELDS",
    "Assignment",
    "Duties",
    "Duty",
    "Field",
    "Groups",
    "Owed",
    "Reason",
    "UnitView",
    "assignments",
    "duties",
    "parse_role",
    "select",
    "strongest",
    "unit_view",
    "workload",
]

if not TYPE_CHECKING:
    # Hidden from type checkers, which would take any name for one of ours otherwise.

    def __getattr__(name: str) -> object:
        """Load a name when it is first used (PEP 562): a select needs no ledgers."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
