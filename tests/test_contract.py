"""The contract of the public names: what other tools build on, checked name by name and law by law.

Everything here is asked through the facade, as a stranger would; how each part does its work is for the other tests.
"""

from __future__ import annotations

import copy
import inspect
import json
import pickle
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import Any

import attrs
import networkx as nx
import pytest

import policytasks
from policytasks import (
    DEFAULT_RULES,
    Assignment,
    ConversionError,
    Deadline,
    DeadlineKind,
    Disclosure,
    Document,
    DocumentNumber,
    DocumentNumberError,
    Entry,
    Finding,
    Ledger,
    LedgerError,
    Location,
    MergeResult,
    MissingExtraError,
    Notice,
    Ordinal,
    OrdinalError,
    PolicytasksError,
    RegistryError,
    Requirement,
    Responsibility,
    Role,
    Section,
    SelectionError,
    Severity,
    SourceError,
    Status,
    Task,
    Unit,
    UnitKind,
    UnitRegistry,
    assignments,
    collect,
    dispatch,
    from_dict,
    json_schema,
    merge_ledgers,
    parse_notice,
    read_document,
    read_json,
    read_ledger,
    read_notice,
    resolve_units,
    responsibility_graph,
    select,
    to_dict,
    validate,
    workload,
    write_graph,
    write_json,
    write_ledger,
)

LATER = (
    "look_back",
    "LookBack",
    "trace_cascade",
    "CascadeTrace",
)
"""Names of the contract that later features bring."""

FIELDS: Mapping[type, str] = {
    Notice: "document_number title issuer addressees issued_on printed_on copied_to disclosure sections obligations "
    "citations unparsed location",
    DocumentNumber: "agency year serial location",
    Section: "ordinal title tasks location",
    Task: "ordinal title requirements location",
    Requirement: "id text responsibilities deadlines location",
    Responsibility: "unit role printed location",
    Unit: "name kind location",
    Deadline: "text kind due_on inherited_from location",
    Ordinal: "text value location",
    Assignment: "section task requirement unit role",
    Finding: "code severity message location",
    Ledger: "notice entries",
    Entry: "requirement_id unit due_on status progress note problems next_steps evidence updated_on updated_by",
    MergeResult: "ledger report",
}
"""Class → the fields that the contract names."""

PUBLIC = tuple(getattr(policytasks, name) for name in policytasks.__all__)
VALUE_CLASSES = tuple(value for value in PUBLIC if inspect.isclass(value) and attrs.has(value))
ERRORS = tuple(value for value in PUBLIC if inspect.isclass(value) and issubclass(value, PolicytasksError))


@pytest.fixture(scope="module")
def notice(data: Path) -> Notice:
    return read_notice(data / "yanzhou-2021-20.txt")


# ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", LATER)
def test_a_name_of_a_later_feature_is_a_plain_attribute_error(name: str) -> None:
    with pytest.raises(AttributeError, match=f"^module 'policytasks' has no attribute '{name}'$"):
        getattr(policytasks, name)
    assert name not in policytasks.__all__


@pytest.mark.parametrize("kind", FIELDS, ids=lambda kind: kind.__name__)
def test_a_class_has_the_fields_of_the_contract(kind: type) -> None:
    assert set(FIELDS[kind].split()) <= {field.name for field in attrs.fields(kind)}  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", VALUE_CLASSES, ids=lambda kind: kind.__name__)
def test_a_value_class_is_frozen_slotted_and_keyword_only(kind: type) -> None:
    fields = attrs.fields(kind)  # type: ignore[arg-type]
    assert all(field.kw_only for field in fields)
    assert not any("__dict__" in vars(each) for each in kind.__mro__)
    assert kind.__hash__ is not None
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        object.__new__(kind).__setattr__(fields[0].name, None)


@pytest.mark.parametrize(
    "kind", [Notice, DocumentNumber, Section, Task, Requirement, Responsibility, Unit, Deadline, Ordinal]
)
def test_where_a_value_was_printed_is_no_part_of_it(kind: type) -> None:
    loose = {field.name for field in attrs.fields(kind) if not field.eq}  # type: ignore[arg-type]
    assert {"location", "printed", "inherited_from"} & {field.name for field in attrs.fields(kind)} <= loose  # type: ignore[arg-type]


def callables() -> Iterator[tuple[str, Callable[..., object]]]:
    """Every public function, constructor of an error, and method of a public class."""
    for name, value in zip(policytasks.__all__, PUBLIC, strict=True):
        if not inspect.isclass(value):
            if callable(value):
                yield name, value
            continue
        if issubclass(value, PolicytasksError):
            yield name, value
        for method, member in vars(value).items():
            function = getattr(member, "__func__", member)
            if inspect.isfunction(function) and not method.startswith("_"):
                yield f"{name}.{method}", function


@pytest.mark.parametrize(
    ("name", "function"), [*callables()], ids=lambda value: value if isinstance(value, str) else ""
)
def test_an_argument_with_a_default_is_given_by_name(name: str, function: Callable[..., object]) -> None:
    parameters = inspect.signature(function).parameters.values()
    by_place = [
        each.name for each in parameters if each.default is not each.empty and each.kind is not each.KEYWORD_ONLY
    ]
    assert by_place == []


@pytest.mark.parametrize(
    ("function", "names"),
    [
        (read_notice, "source registry"),
        (read_document, "source"),
        (parse_notice, "document_or_text"),
        (assignments, "notice"),
        (select, "notice unit role section task containing due_before"),
        (workload, "notice role"),
        (validate, "notice rules"),
        (UnitRegistry.from_file, "path"),
        (UnitRegistry.find, "self name on"),
        (UnitRegistry.members, "self unit on"),
        (resolve_units, "notice registry"),
        (Ledger.from_notice, "notice by"),
        (write_ledger, "ledger path"),
        (dispatch, "ledger folder"),
        (collect, "ledger paths"),
        (merge_ledgers, "base ours theirs on_conflict"),
        (responsibility_graph, "notice_or_notices by collectives registry"),
        (to_dict, "notice"),
        (from_dict, "data"),
        (read_json, "path"),
        (write_json, "notice path"),
        (json_schema, ""),
        (DocumentNumber.parse, "text"),
        (Ordinal.parse, "text"),
    ],
    ids=lambda value: "" if isinstance(value, str) else value.__qualname__,
)
def test_a_function_takes_the_arguments_of_the_contract(function: Callable[..., object], names: str) -> None:
    """In this order; what else it takes has a default."""
    parameters = inspect.signature(function).parameters
    wanted = names.split()
    assert [name for name in parameters if name in wanted] == wanted
    assert [name for name, each in parameters.items() if name not in wanted and each.default is each.empty] == []


# ── Enums ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Role, {"lead": "牵头", "responsible": "责任", "supporting": "配合"}),
        (Disclosure, {"proactive": "主动公开", "on_request": "依申请公开", "withheld": "不予公开"}),
        (Status, {"not_started": "未启动", "in_progress": "推进中", "done": "已完成", "ongoing": "长期坚持"}),
    ],
)
def test_an_enum_is_chinese_in_print_and_english_as_data(kind: type[Enum], words: dict[str, str]) -> None:
    assert {member.value: str(member) for member in kind} == words


@pytest.mark.parametrize("kind", [value for value in PUBLIC if inspect.isclass(value) and issubclass(value, Enum)])
def test_every_member_of_an_enum_has_a_chinese_word_of_its_own(kind: type[Enum]) -> None:
    words = [str(member) for member in kind]
    assert all(word and not word.isascii() for word in words)
    assert len(set(words)) == len(words)
    assert [member.value for member in kind] == [member.name.lower() for member in kind]


def test_the_kinds_of_deadlines_are_those_of_the_contract() -> None:
    assert [kind.name for kind in DeadlineKind] == ["DATE", "PERIOD", "RECURRING", "RELATIVE", "ONGOING", "IMMEDIATE"]
    assert UnitKind.COLLECTIVE in UnitKind
    assert [severity.name for severity in Severity] == ["ERROR", "WARNING", "INFO"]


# ── Model ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_document_numbers_and_ordinals_print_back() -> None:
    number = DocumentNumber.parse("济兖政办字〔2021〕20号")
    assert (number.agency, number.year, number.serial, str(number)) == (
        "济兖政办字",
        2021,
        20,
        "济兖政办字〔2021〕20号",
    )
    assert Ordinal.parse("（十六）").value == 16
    for printed in ("一、", "（一）", "1.", "（1）", "①", "（十六）"):
        assert str(Ordinal.parse(printed)) == printed


def test_locations_read_like_a_compiler() -> None:
    assert str(Location(file="notice.txt", line=246, start=3, end=9)) == "notice.txt:246"
    assert str(Location(file="台账.xlsx", sheet="台账", cell="D14")) == "台账.xlsx!台账!D14"


def test_ids_can_be_read_off_the_paper(notice: Notice) -> None:
    ids = [requirement.id for requirement in notice.requirements]
    assert notice.sections[3].tasks[3].requirements[0].id == "4.16.1"
    assert (ids[0], ids[-1], len(set(ids))) == ("1.1.1", "5.20.1", 47)


def test_repeated_ordinals_still_give_unique_ids_and_a_finding() -> None:
    text = "工作任务分工\n一、甲\n（一）乙\n1.办好一事。（责任单位：区财政局）\n（一）丙\n1.办好二事。（责任单位：区民政局）\n"
    notice = parse_notice(text)
    ids = [requirement.id for requirement in notice.requirements]
    assert ids == ["1.1.1", "1.1-2.1"]
    assert "repeated-ordinal" in {finding.code for finding in validate(notice)}


def test_a_level_that_a_notice_does_not_have_is_one_without_name() -> None:
    notice = parse_notice(
        "重点任务分工\n\n（一）办好一事。（责任单位：区财政局）\n（二）办好二事。（责任单位：区民政局）\n"
    )
    (section,) = notice.sections
    assert (section.ordinal, section.title) == (None, None)
    assert [unit.name for unit in notice.units] == ["区财政局", "区民政局"]


def test_a_document_that_divides_no_work_is_a_notice_without_sections() -> None:
    assert parse_notice("关于做好防汛工作的通知\n\n各镇人民政府：\n\n请认真落实。\n").sections == ()
    assert parse_notice("").sections == ()


def test_the_body_binds_a_requirement_that_has_no_deadline_of_its_own(notice: Notice) -> None:
    by_id = {requirement.id: requirement for requirement in notice.requirements}
    inherited, own = by_id["4.16.1"].deadline, by_id["4.15.2"].deadline
    assert inherited is not None
    assert own is not None
    assert (inherited.text, inherited.due_on, inherited.kind) == ("11月30日前", date(2021, 11, 30), DeadlineKind.DATE)
    assert inherited.inherited_from is not None
    assert inherited.inherited_from.line is not None
    assert (own.due_on, own.inherited_from) == (date(2021, 12, 31), None)


def test_every_value_of_the_real_notice_knows_its_line(notice: Notice) -> None:
    places = [each.location for each in (*notice.sections, *notice.tasks, *notice.requirements)]
    places += [each.location for requirement in notice.requirements for each in requirement.responsibilities]
    assert {place.file for place in places} == {"yanzhou-2021-20.txt"}
    assert all(place.line for place in places)


def test_values_can_be_copied_pickled_and_hashed(notice: Notice) -> None:
    for same in (copy.deepcopy(notice), pickle.loads(pickle.dumps(notice))):
        assert same == notice
        assert hash(same) == hash(notice)
        assert same.requirements[0].location == notice.requirements[0].location
    assert attrs.evolve(notice, location=Location(file="elsewhere.txt"), unparsed=()) == notice


# ── Read ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_source_is_a_path_bytes_or_a_binary_file(data: Path) -> None:
    path = data / "yanzhou-2021-20.docx"
    expected = read_notice(path)
    assert read_notice(str(path)) == expected
    assert read_notice(path.read_bytes()) == expected
    assert read_notice(BytesIO(path.read_bytes())) == expected
    with path.open("rb") as file:
        assert read_notice(file) == expected
    document = read_document(path)
    assert isinstance(document, Document)
    assert parse_notice(document) == expected


def test_a_missing_file_is_pythons_own_error(tmp_path: Path) -> None:
    for read in (read_notice, read_document, read_ledger, read_json, UnitRegistry.from_file):
        with pytest.raises(FileNotFoundError) as caught:
            read(tmp_path / "missing.xlsx")
        assert not isinstance(caught.value, PolicytasksError)
        assert caught.value.filename == str(tmp_path / "missing.xlsx")


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("empty.txt", b"", "0 bytes"),
        ("image.docx", b"\x89PNG\r\n\x1a\n" + bytes(64), "a PNG image"),
        ("rubbish.bin", bytes(range(256)) * 16, "binary data"),
        ("cut.docx", None, "a zip archive without a readable table of contents"),
    ],
)
def test_an_unreadable_file_says_where_what_and_what_else(
    tmp_path: Path, data: Path, name: str, content: bytes | None, found: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content if content is not None else (data / "yanzhou-2021-20.docx").read_bytes()[:9000])
    with pytest.raises(SourceError) as caught:
        read_notice(path)
    error = caught.value
    assert error.where == str(path)
    assert error.found.startswith(found)
    assert error.expected
    assert str(error) == f"{path}: {error.message}; found {error.found}; expected {error.expected}"


# ── Ask ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_assignments_are_one_per_unit_per_requirement(notice: Notice) -> None:
    rows = assignments(notice)
    assert isinstance(rows, Iterator)
    listed = list(rows)
    assert len(listed) == sum(len(requirement.responsibilities) for requirement in notice.requirements) == 120
    first = listed[0]
    assert (first.section, first.task, first.requirement) == (
        notice.sections[0],
        notice.tasks[0],
        notice.requirements[0],
    )
    assert (first.unit.name, first.role) == ("区发展和改革局", Role.RESPONSIBLE)


def test_conditions_of_select_meet_and_wrong_ones_are_errors_at_once(notice: Notice) -> None:
    assert len(select(notice)) == 120
    found = select(notice, unit="区财政局", task=16)
    assert [(row.requirement.id, row.unit.name) for row in found] == [("4.16.1", "区财政局")]
    assert select(notice, role=Role.LEAD) == ()
    assert {row.requirement.id for row in select(notice, due_before=date(2021, 12, 1))} == {
        row.requirement.id for row in select(notice)
    } - {"4.13.1", "4.15.2"}
    assert {row.requirement.id for row in select(notice, containing="互联网协议")} == {"4.15.2"}
    with pytest.raises(TypeError, match="units"):
        select(notice, units="区财政局")  # type: ignore[call-arg]
    with pytest.raises(SelectionError):
        select(notice, role="boss")


def test_the_workload_counts_requirements_the_largest_first(notice: Notice) -> None:
    counts = workload(notice)
    assert isinstance(counts, Mapping)
    assert list(counts.values()) == sorted(counts.values(), reverse=True)
    assert sum(counts.values()) == 120
    assert len(counts) == 34
    assert workload(notice, role=Role.LEAD) == {}


# ── Check ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_findings_read_like_a_compilers_lines(notice: Notice) -> None:
    findings = validate(notice)
    assert isinstance(findings, tuple)
    by_code = {finding.code: finding for finding in findings}
    finding = by_code["near-duplicate-unit"]
    assert str(finding).startswith(f"{finding.location}: warning near-duplicate-unit: ")
    assert str(finding.location).startswith("yanzhou-2021-20.txt:")
    assert validate(notice, rules=()) == ()
    assert validate(notice, rules=DEFAULT_RULES) == findings


def test_codes_are_kebab_case_and_unique() -> None:
    codes = [rule.code for rule in DEFAULT_RULES]
    assert len(set(codes)) == len(codes)
    assert [
        code for code in codes if not all(part.isalnum() and part == part.lower() for part in code.split("-"))
    ] == []


# ── Units ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("suffix", [".xlsx", ".json"])
def test_a_registry_is_read_as_it_was_written(notice: Notice, tmp_path: Path, suffix: str) -> None:
    registry = UnitRegistry.from_notice(notice)
    path = registry.write(tmp_path / f"名录{suffix}")
    assert UnitRegistry.from_file(path) == registry


def test_a_registry_binds_names_and_keeps_what_was_printed(notice: Notice) -> None:
    registry = UnitRegistry.from_notice(notice).with_alias("区财政局", "财政局（采购办）")
    unit = registry.find("财政局（采购办）")
    assert unit is not None
    assert unit.name == "区财政局"
    assert registry.find("本名录没有的单位") is None
    resolved = resolve_units(notice, registry)
    printed = [each.printed for requirement in notice.requirements for each in requirement.responsibilities]
    assert [each.printed for requirement in resolved.requirements for each in requirement.responsibilities] == printed
    assert resolve_units(resolved, registry) == resolved


# ── Ledger ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("by", "count"), [("requirement", 47), ("unit", 120)])
def test_a_ledger_is_read_as_it_was_written(notice: Notice, tmp_path: Path, by: Any, count: int) -> None:
    ledger = Ledger.from_notice(notice, by=by)
    assert len(ledger.entries) == count
    first = ledger.entries[0]
    assert (first.requirement_id, first.status, first.progress, first.due_on) == (
        "1.1.1", Status.NOT_STARTED, None, date(2021, 11, 30),
    )  # fmt: skip
    path = write_ledger(ledger, tmp_path / "台账.xlsx")
    read = read_ledger(path)
    assert read == ledger
    assert read.notice == notice
    assert str(read.entries[0].location) == "台账.xlsx!台账!A4"


def test_a_notice_is_written_as_its_ledger(notice: Notice, tmp_path: Path) -> None:
    assert read_ledger(write_ledger(notice, tmp_path / "台账.xlsx")) == Ledger.from_notice(notice)


def test_a_merge_takes_what_one_side_changed_and_its_counts_add_up(notice: Notice) -> None:
    base = Ledger.from_notice(notice)
    ours, theirs = (
        base.updated("1.1.1", note="我方"),
        base.updated("1.1.1", problems="对方").updated("1.1.2", note="新"),
    )
    result = merge_ledgers(base, ours, theirs)
    assert result.ledger.entry("1.1.1") == attrs.evolve(ours.entry("1.1.1"), problems="对方")
    report = result.report
    counts = report.unchanged, report.merged, report.conflict, report.rejected, report.foreign, report.missing
    assert (counts, report.rows_seen) == ((45, 2, 0, 0, 0, 0), 47)
    stopped = merge_ledgers(base, ours, theirs.updated("1.1.1", note="对方"), on_conflict="stop")
    assert (stopped.ledger, stopped.report.conflict, stopped.report.rejected) == (ours, 1, 1)


# ── Network ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("by", "nodes", "edges", "key"), [("task", 54, 98, "task:4.16"), ("requirement", 81, 120, "requirement:4.16.1")]
)
def test_the_graph_is_plain_and_bipartite(notice: Notice, by: Any, nodes: int, edges: int, key: str) -> None:
    graph = responsibility_graph(notice, by=by)
    assert type(graph) is nx.Graph
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (nodes, edges)
    sides = nx.get_node_attributes(graph, "bipartite")
    assert {node: 0 if node.startswith("unit:") else 1 for node in graph} == sides
    assert graph.has_edge("unit:区财政局", key)
    assert graph.edges["unit:区财政局", key]["role"] == "responsible"
    attributes = [value for _, each in graph.nodes(data=True) for value in each.values()]
    attributes += [value for *_, each in graph.edges(data=True) for value in each.values()]
    assert {type(value) for value in (*attributes, *graph.graph.values())} <= {str, int, float}
    assert all({"role", "weight"} <= each.keys() for *_, each in graph.edges(data=True))


@pytest.mark.parametrize(
    ("suffix", "read"),
    [
        (".graphml", nx.read_graphml),
        (".gexf", nx.read_gexf),
        (".gml", nx.read_gml),
        (".json", lambda path: nx.node_link_graph(json.loads(Path(path).read_text("utf-8")), edges="edges")),
    ],
)
def test_every_format_brings_the_graph_back(notice: Notice, tmp_path: Path, suffix: str, read: Any) -> None:
    graph = responsibility_graph(notice, by="requirement")
    back = read(write_graph(graph, tmp_path / f"网络{suffix}"))
    assert set(back) == set(graph)
    assert {frozenset(edge) for edge in back.edges} == {frozenset(edge) for edge in graph.edges}
    for node, attributes in graph.nodes(data=True):
        # GEXF adds the label of the node.
        assert {name: back.nodes[node][name] for name in attributes} == attributes
    for source, target, attributes in graph.edges(data=True):
        assert {name: back.edges[source, target][name] for name in attributes} == attributes


def test_networkx_writes_the_graph_without_our_help(notice: Notice, tmp_path: Path) -> None:
    graph = responsibility_graph(notice)
    nx.write_graphml(graph, tmp_path / "a.graphml")
    nx.write_gexf(graph, tmp_path / "a.gexf")
    nx.write_gml(graph, tmp_path / "a.gml")
    json.dumps(nx.node_link_data(graph, edges="edges"))
    assert nx.is_isomorphic(nx.read_gml(tmp_path / "a.gml"), graph)


def test_with_several_notices_the_number_stands_before_the_id(notice: Notice) -> None:
    other = attrs.evolve(notice, document_number=DocumentNumber.parse("济兖政办字〔2022〕3号"))
    graph = responsibility_graph([notice, other])
    assert graph.has_node("task:济兖政办字〔2021〕20号:4.16")
    assert graph.has_node("task:济兖政办字〔2022〕3号:4.16")
    assert graph.number_of_nodes() == 34 + 2 * 20


# ── Exchange ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_json_is_read_as_it_was_written(notice: Notice, tmp_path: Path) -> None:
    path = write_json(notice, tmp_path / "notice.json")
    back = read_json(path)
    assert back == notice
    assert (back.unparsed, back.doubts, back.places) == (notice.unparsed, notice.doubts, notice.places)
    assert [each.location for each in back.requirements] == [each.location for each in notice.requirements]
    assert json.loads(path.read_text("utf-8")) == to_dict(notice)
    assert from_dict(to_dict(notice)) == notice
    assert to_dict(notice)["format_version"] == 1
    assert json_schema()["$schema"].startswith("https://json-schema.org/")


def test_an_error_in_data_names_its_path(notice: Notice) -> None:
    data = to_dict(notice)
    data["sections"][0]["tasks"][2]["title"] = 7
    with pytest.raises(ConversionError, match=r"^\$\.sections\[0\]\.tasks\[2\]\.title: ") as caught:
        from_dict(data)
    assert caught.value.where == "$.sections[0].tasks[2].title"


# ── Errors ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", [error for error in ERRORS if error is not PolicytasksError])
def test_a_leaf_is_also_the_builtin_that_fits(kind: type[PolicytasksError]) -> None:
    assert issubclass(kind, ImportError if kind is MissingExtraError else ValueError)


@pytest.mark.parametrize("kind", ERRORS)
def test_an_error_survives_the_way_from_another_process(kind: type[PolicytasksError]) -> None:
    """Executors pickle what goes wrong."""
    error = (
        kind("reading PDF", extra="pdf") if kind is MissingExtraError else kind("no", where="$", found=1, expected=2)
    )
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), str(back), vars(back)) == (kind, str(error), vars(error))


@pytest.mark.parametrize(
    ("fail", "kind"),
    [
        (lambda: Ordinal.parse("财政"), OrdinalError),
        (lambda: DocumentNumber.parse("济兖政办字20号"), DocumentNumberError),
        (lambda: from_dict({}), ConversionError),
        (lambda: select(Notice(), due_before="soon"), SelectionError),
        (lambda: responsibility_graph(Notice(), by="section"), SelectionError),  # type: ignore[arg-type]
        (lambda: responsibility_graph(Notice(), collectives="expand"), RegistryError),
        (lambda: Entry(requirement_id="1.1.1", progress=101), LedgerError),
        (lambda: read_ledger(b"PK"), LedgerError),
        (lambda: read_notice(b""), SourceError),
    ],
)
def test_an_error_carries_what_was_found_and_what_was_expected(
    fail: Callable[[], object], kind: type[PolicytasksError]
) -> None:
    with pytest.raises(kind) as caught:
        fail()
    error = caught.value
    assert type(error) is kind
    assert error.message
    assert error.expected
    assert str(error) == "".join((
        f"{error.where}: " if error.where else "", error.message,
        f"; found {error.found}" if error.found else "", f"; expected {error.expected}",
    ))  # fmt: skip
