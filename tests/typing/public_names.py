"""What type checkers must understand of the public names. mypy reads this file; nobody runs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, assert_type

import networkx as nx

from policytasks import (
    Assignment,
    Change,
    Deadline,
    DeadlineKind,
    Disclosure,
    Document,
    DocumentNumber,
    Entry,
    Finding,
    Ledger,
    LedgerColumn,
    Light,
    Location,
    MergeReport,
    MergeResult,
    Notice,
    Occurrence,
    Ordinal,
    OwnColumn,
    Requirement,
    Responsibility,
    Role,
    Section,
    Severity,
    Status,
    Task,
    Unit,
    UnitKind,
    UnitRegistry,
    UpdateReport,
    assignments,
    collect,
    dispatch,
    fill_template,
    from_dict,
    json_schema,
    light,
    merge_ledgers,
    merge_text,
    occurrences,
    parse_notice,
    read_document,
    read_graph,
    read_json,
    read_ledger,
    read_notice,
    resolve_units,
    responsibility_graph,
    roll_up,
    select,
    to_dict,
    update_workbook,
    validate,
    workload,
    write_explorer,
    write_graph,
    write_json,
    write_ledger,
    write_merge_report,
    write_picture,
)
from policytasks.network import (
    Incidence,
    NetworkChange,
    PairTest,
    RowShare,
    compare_networks,
    dominance,
    lead_graph,
    pair_significance,
    pair_tests,
    project,
)

# ── Read ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

notice = read_notice("notice.docx")
assert_type(notice, Notice)
assert_type(read_notice(Path("notice.docx")), Notice)
assert_type(read_notice(b""), Notice)
assert_type(read_notice(BytesIO()), Notice)
assert_type(read_document("notice.docx"), Document)
assert_type(parse_notice("text"), Notice)
assert_type(parse_notice(read_document("notice.docx")), Notice)

# ── Model ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

assert_type(notice.document_number, DocumentNumber | None)
assert_type(notice.issued_on, date | None)
assert_type(notice.disclosure, Disclosure | None)
assert_type(notice.sections, tuple[Section, ...])
assert_type(notice.tasks, tuple[Task, ...])
assert_type(notice.requirements, tuple[Requirement, ...])
assert_type(notice.units, tuple[Unit, ...])
requirement = notice.requirements[0]
assert_type(requirement.responsibilities, tuple[Responsibility, ...])
assert_type(requirement.responsibilities[0].role, Role)
assert_type(requirement.responsibilities[0].unit.kind, UnitKind)
assert_type(requirement.deadline, Deadline | None)
assert_type(requirement.location, Location)
if requirement.deadline is not None:
    assert_type(requirement.deadline.kind, DeadlineKind)
    assert_type(requirement.deadline.due_on, date | None)
assert_type(Ordinal.parse("（十六）").value, int)
assert_type(DocumentNumber.parse("济兖政办字〔2021〕20号").serial, int)

# ── Ask, check, resolve ──────────────────────────────────────────────────────────────────────────────────────────────────────

assert_type(assignments(notice), Iterator[Assignment])
assert_type(select(notice, unit="区财政局", role=Role.LEAD, due_before=date(2021, 12, 1)), tuple[Assignment, ...])
assert_type(workload(notice), Mapping[str, int])
assert_type(validate(notice), tuple[Finding, ...])
assert_type(validate(notice)[0].severity, Severity)
registry = UnitRegistry.from_file("单位名录.xlsx")
assert_type(registry.find("区财政局", on=date(2021, 7, 29)), Unit | None)
assert_type(registry.members("各镇（街道）"), tuple[Unit, ...])
assert_type(resolve_units(notice, registry), Notice)
assert_type(UnitRegistry.from_notice(notice).with_alias("区公安分局", "区公安局分局"), UnitRegistry)

# ── Ledger, network, exchange ────────────────────────────────────────────────────────────────────────────────────────────────

ledger = Ledger.from_notice(notice, by="unit")
assert_type(ledger.entries, tuple[Entry, ...])
assert_type(ledger.entries[0].status, Status)
assert_type(
    ledger.changed("1.1.1", unit="区财政局", on=date(2021, 9, 30), status=Status.DONE).history, tuple[Change, ...]
)
assert_type(ledger.at(date(2021, 9, 30)), Ledger)
assert_type(ledger.progress_over([date(2021, 9, 30)]), Mapping[date, Mapping[Status, int]])
assert_type(ledger.lights(date(2021, 9, 30)), Mapping[tuple[str, str | None], Light])
assert_type(light(ledger.entries[0], on=date(2021, 9, 30), warn_days=7), Light)
assert_type(ledger.overdue(date(2021, 9, 30)), tuple[Entry, ...])
assert_type(ledger.next_round(date(2021, 10, 1), by="督查室"), Ledger)
assert_type(ledger.occurrences(date(2021, 1, 1), date(2021, 12, 31)), tuple[Occurrence, ...])
assert_type(occurrences(requirement, date(2021, 1, 1), date(2021, 12, 31)), tuple[date, ...])
assert_type(roll_up(ledger, rule="lead_decides"), Ledger)
assert_type(write_ledger(notice, "台账.xlsx"), Path)
own = OwnColumn(heading="督办级别", kind="choice", choices=["一般", "重点"], editor="office")
renamed = LedgerColumn(key="note", heading="最新动态")
assert_type(write_ledger(ledger, "台账.xlsx", columns=("id", ..., renamed, own), unit_sheets=True), Path)
assert_type(read_ledger("台账.xlsx", status_words={"已上线": Status.DONE}), Ledger)
assert_type(read_ledger("台账.xlsx", columns=[renamed, own], base=ledger), Ledger)
assert_type(update_workbook("台账.xlsx", ledger), UpdateReport)
assert_type(update_workbook("台账.xlsx", {"台账!F23": "已完成", "G23": 60}, dry_run=True), UpdateReport)
assert_type(update_workbook("台账.xlsx", {("4.16.1", None, "status"): Status.DONE}), UpdateReport)
assert_type(read_ledger(update_workbook("台账.xlsx", ledger, partial=True)), Ledger)
assert_type(fill_template("模板.xlsx", notice, out="督查表.xlsx", values={"落款": "督查室"}), Path)
assert_type(dispatch(ledger, "派发", registry=registry, due=date(2021, 9, 30)), tuple[Path, ...])
result = merge_ledgers(ledger, ledger, ledger, on_conflict="theirs", on=date(2021, 10, 8), by="督查室")
assert_type(result, MergeResult)
assert_type(result.report, MergeReport)
assert_type(result.report.conflict, int)
assert_type(merge_ledgers(ledger, ledger, ledger, on_conflict=lambda field: field.theirs).ledger, Ledger)
assert_type(merge_ledgers(ledger, ledger, ledger, allow=lambda entry, field: "").ledger, Ledger)
assert_type(merge_text(result.report, lang="zh"), str)
assert_type(write_merge_report(result.report, "合并报告.html"), Path)
assert_type(collect(ledger, ["返回/区财政局.xlsx"], received={"返回/区财政局.xlsx": date(2021, 9, 29)}).ledger, Ledger)
assert_type(collect(ledger, [], on_conflict=lambda field: field.theirs).report.unanswered, tuple[str, ...])
assert_type(write_graph(responsibility_graph([notice], by="requirement"), "network.gexf"), Path)
assert_type(read_graph("network.gexf"), nx.Graph[str])
assert_type(write_picture(responsibility_graph(notice), "load.png", "load", most=10), Path)
assert_type(write_explorer([notice], "network.html", lang="en"), Path)
assert_type(write_explorer(responsibility_graph(notice), Path("network.html")), Path)
assert_type(lead_graph([notice], by="task"), nx.DiGraph[str])
assert_type(project(responsibility_graph(notice), weight="newman"), nx.Graph[str])
assert_type(pair_significance(notice, null="bicm", keep="significant"), nx.Graph[str])
assert_type(pair_tests(Incidence.from_notices(notice)).significant, tuple[PairTest, ...])
assert_type(dominance(notice).largest, RowShare | None)
assert_type(compare_networks(project(notice), project(notice)), NetworkChange)
assert_type(to_dict(notice), dict[str, Any])
assert_type(from_dict(to_dict(notice)), Notice)
assert_type(read_json("notice.json"), Notice)
write_json(notice, "notice.json")
assert_type(json_schema(), dict[str, Any])

# ── What is refused ──────────────────────────────────────────────────────────────────────────────────────────────────────────

select(notice, units="区财政局")  # type: ignore[call-arg]
notice.title = ""  # type: ignore[misc]
Task("title")  # type: ignore[call-arg, arg-type]
merge_ledgers(ledger, ledger, ledger, on_conflict="mine")  # type: ignore[arg-type]
collect(ledger, [], on_conflict="mine")  # type: ignore[arg-type]
roll_up(ledger, rule="best")  # type: ignore[arg-type]
responsibility_graph(notice, by="section")  # type: ignore[arg-type]
