"""policytasks: read Chinese task-division notices into typed values, ledgers and graphs.

The names below are the public ones, in the order in which a notice travels: it is read, its units are resolved, it is asked
and checked, and becomes a ledger, a graph or data. Each is loaded when it is first used, so ``import policytasks`` costs next
to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

# The names stand in the order of the pipeline, three times: for type checkers, for loading, for ``import *``; a test
# keeps the three equal.
# ruff: noqa: I001, RUF022

if TYPE_CHECKING:
    from policytasks.location import Location
    from policytasks.model.deadline import Deadline, DeadlineKind, Frequency, Recurrence, TimeSpan
    from policytasks.model.document_number import DocumentNumber
    from policytasks.model.notice import (
        Citation,
        Disclosure,
        Doubt,
        Notice,
        Remark,
        Requirement,
        Section,
        Task,
        TextBlock,
    )
    from policytasks.model.ordinal import Ordinal
    from policytasks.model.responsibility import Responsibility, Role
    from policytasks.model.unit import Unit, UnitKind
    from policytasks.parsing.read import parse_notice, read_notice
    from policytasks.sources.document import Document
    from policytasks.sources.read import read_document
    from policytasks.units.registry import UnitRegistry
    from policytasks.units.resolution import resolve_units
    from policytasks.assignment import Assignment, assignments
    from policytasks.query.selection import select
    from policytasks.query.load import workload
    from policytasks.query.chain import Duties
    from policytasks.query.duty import Duty
    from policytasks.query.source import duties
    from policytasks.query.view import UnitView, unit_view
    from policytasks.validation.finding import Finding, Severity
    from policytasks.validation.rules import DEFAULT_RULES
    from policytasks.validation.validate import validate
    from policytasks.ledger.entry import Entry
    from policytasks.ledger.history import Change
    from policytasks.ledger.ledger import Ledger
    from policytasks.ledger.light import Light, light
    from policytasks.ledger.merge import merge_ledgers
    from policytasks.ledger.outcome import (
        FieldOutcome,
        FileOutcome,
        MergeReport,
        MergeResult,
        Outcome,
        OutcomeKind,
    )
    from policytasks.ledger.recurrence import occurrences
    from policytasks.ledger.roll_up import roll_up
    from policytasks.ledger.rounds import Occurrence
    from policytasks.ledger.status import Status
    from policytasks.workbook.own_columns import LedgerColumn, OwnColumn
    from policytasks.workbook.reader import read_ledger
    from policytasks.workbook.writer import write_ledger
    from policytasks.workbook.annotate import annotate_workbook
    from policytasks.workbook.dispatch import dispatch
    from policytasks.workbook.collect import collect
    from policytasks.workbook.update import UpdateReport, update_workbook
    from policytasks.workbook.template import fill_template
    from policytasks.reports.merge_text import merge_text
    from policytasks.reports.merge_report import write_merge_report
    from policytasks.network.export import read_graph, write_graph
    from policytasks.network.graph import responsibility_graph
    from policytasks.network.drawing import write_picture
    from policytasks.reports.explorer import write_explorer
    from policytasks.convert import from_dict, json_schema, read_json, to_dict, write_json
    from policytasks.errors import (
        ConfigError,
        ConversionError,
        DocumentNumberError,
        LedgerError,
        MissingExtraError,
        OrdinalError,
        PolicytasksError,
        RegistryError,
        RuleError,
        SelectionError,
        SourceError,
    )

    __version__: str

_PLACES = {
    # Model 模型
    "policytasks.location": "Location",
    "policytasks.model.deadline": "Deadline DeadlineKind Frequency Recurrence TimeSpan",
    "policytasks.model.document_number": "DocumentNumber",
    "policytasks.model.notice": "Citation Disclosure Doubt Notice Remark Requirement Section Task TextBlock",
    "policytasks.model.ordinal": "Ordinal",
    "policytasks.model.responsibility": "Responsibility Role",
    "policytasks.model.unit": "Unit UnitKind",
    # Read 读取
    "policytasks.sources.document": "Document",
    "policytasks.sources.read": "read_document",
    "policytasks.parsing.read": "parse_notice read_notice",
    # Units 单位
    "policytasks.units.registry": "UnitRegistry",
    "policytasks.units.resolution": "resolve_units",
    # Ask 查询
    "policytasks.assignment": "Assignment assignments",
    "policytasks.query.selection": "select",
    "policytasks.query.load": "workload",
    "policytasks.query.chain": "Duties",
    "policytasks.query.duty": "Duty",
    "policytasks.query.source": "duties",
    "policytasks.query.view": "UnitView unit_view",
    # Check 校验
    "policytasks.validation.finding": "Finding Severity",
    "policytasks.validation.rules": "DEFAULT_RULES",
    "policytasks.validation.validate": "validate",
    # Ledger 台账
    "policytasks.ledger.entry": "Entry",
    "policytasks.ledger.history": "Change",
    "policytasks.ledger.ledger": "Ledger",
    "policytasks.ledger.light": "Light light",
    "policytasks.ledger.merge": "merge_ledgers",
    "policytasks.ledger.outcome": "FieldOutcome FileOutcome MergeReport MergeResult Outcome OutcomeKind",
    "policytasks.ledger.recurrence": "occurrences",
    "policytasks.ledger.roll_up": "roll_up",
    "policytasks.ledger.rounds": "Occurrence",
    "policytasks.ledger.status": "Status",
    "policytasks.workbook.own_columns": "LedgerColumn OwnColumn",
    "policytasks.workbook.reader": "read_ledger",
    "policytasks.workbook.writer": "write_ledger",
    "policytasks.workbook.annotate": "annotate_workbook",
    "policytasks.workbook.dispatch": "dispatch",
    "policytasks.workbook.collect": "collect",
    "policytasks.workbook.update": "UpdateReport update_workbook",
    "policytasks.workbook.template": "fill_template",
    "policytasks.reports.merge_text": "merge_text",
    "policytasks.reports.merge_report": "write_merge_report",
    # Network 网络
    "policytasks.network.graph": "responsibility_graph",
    "policytasks.network.export": "read_graph write_graph",
    "policytasks.network.drawing": "write_picture",
    "policytasks.reports.explorer": "write_explorer",
    # Exchange 交换
    "policytasks.convert": "from_dict json_schema read_json to_dict write_json",
    # Errors 错误
    "policytasks.errors": "ConfigError ConversionError DocumentNumberError LedgerError MissingExtraError OrdinalError PolicytasksError RegistryError RuleError SelectionError SourceError",
}
"""Module → the public names that it defines, in the order of the pipeline."""

_MODULES = {name: module for module, names in _PLACES.items() for name in names.split()}

__all__ = [
    # Model 模型
    "Location",
    "Deadline",
    "DeadlineKind",
    "Frequency",
    "Recurrence",
    "TimeSpan",
    "DocumentNumber",
    "Citation",
    "Disclosure",
    "Doubt",
    "Notice",
    "Remark",
    "Requirement",
    "Section",
    "Task",
    "TextBlock",
    "Ordinal",
    "Responsibility",
    "Role",
    "Unit",
    "UnitKind",
    # Read 读取
    "Document",
    "read_document",
    "parse_notice",
    "read_notice",
    # Units 单位
    "UnitRegistry",
    "resolve_units",
    # Ask 查询
    "Assignment",
    "assignments",
    "select",
    "workload",
    "Duties",
    "Duty",
    "duties",
    "UnitView",
    "unit_view",
    # Check 校验
    "Finding",
    "Severity",
    "DEFAULT_RULES",
    "validate",
    # Ledger 台账
    "Entry",
    "Change",
    "Ledger",
    "Light",
    "light",
    "merge_ledgers",
    "FieldOutcome",
    "FileOutcome",
    "MergeReport",
    "MergeResult",
    "Outcome",
    "OutcomeKind",
    "occurrences",
    "roll_up",
    "Occurrence",
    "Status",
    "LedgerColumn",
    "OwnColumn",
    "read_ledger",
    "write_ledger",
    "annotate_workbook",
    "dispatch",
    "collect",
    "UpdateReport",
    "update_workbook",
    "fill_template",
    "merge_text",
    "write_merge_report",
    # Network 网络
    "responsibility_graph",
    "read_graph",
    "write_graph",
    "write_picture",
    "write_explorer",
    # Exchange 交换
    "from_dict",
    "json_schema",
    "read_json",
    "to_dict",
    "write_json",
    # Errors 错误
    "ConfigError",
    "ConversionError",
    "DocumentNumberError",
    "LedgerError",
    "MissingExtraError",
    "OrdinalError",
    "PolicytasksError",
    "RegistryError",
    "RuleError",
    "SelectionError",
    "SourceError",
]

if not TYPE_CHECKING:
    # Hidden from type checkers, which would take any name for one of ours otherwise.

    def __getattr__(name: str) -> object:
        """Load a public name when it is first used (PEP 562)."""
        if name == "__version__":
            from importlib.metadata import PackageNotFoundError, version

            try:
                value: object = version("policytasks")
            except PackageNotFoundError:  # Run from a folder of sources that was never installed.
                value = "0+unknown"
        elif name in _MODULES:
            value = getattr(import_module(_MODULES[name]), name)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value  # The next use does not come here.
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, "__version__"})
