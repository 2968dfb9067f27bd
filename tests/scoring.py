"""Scoring 评分: a notice that was read, compared with the gold of a person, field by field.

A gold is the JSON of one case: head, sections, tasks and requirements as a person reads them. What is compared are multisets of values
(white space removed): texts of requirements, (text, unit, role), titles, numbers, (text, deadline), fields of the head. The score
of a field is the micro F1 over all cases. A gold may leave things open: ``"optional": true`` on a section or deadline counts
neither way, ``alternatives`` are other readings of a text, ``open_fields`` and ``open_numbers`` are not scored.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs

from policytasks.folding import fold
from policytasks.model.deadline import Deadline
from policytasks.model.notice import Notice
from policytasks.model.ordinal import Ordinal

Gold = dict[str, Any]
Items = dict[str, list[Hashable]]

FIELDS = (
    "requirements",
    "responsibilities",
    "section titles",
    "task titles",
    "section numbers",
    "task numbers",
    "requirement numbers",
    "deadlines",
    "body deadlines",
    "header",
)

BARS = {
    "requirements": 0.98,
    "responsibilities": 0.98,
    "section titles": 0.97,
    "task titles": 0.97,
    "deadlines": 0.97,
    "header": 0.97,
}
"""What the reader must reach on notices that it has never seen; so much the more on these."""

_BLANK = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_DIVISION = re.compile(r"^第(.+?)(?:部分|[章节编篇条项])$")
_BETWEEN_ISSUERS = re.compile(r"[、，,]")


@attrs.frozen(kw_only=True)
class Count:
    """Hits, misses and inventions of one field."""

    hits: int = 0
    missed: int = 0
    invented: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            hits=self.hits + other.hits, missed=self.missed + other.missed, invented=self.invented + other.invented
        )

    @property
    def f1(self) -> float:
        """1.0 where there was nothing to find and nothing was found."""
        total = 2 * self.hits + self.missed + self.invented
        return 2 * self.hits / total if total else 1.0


@attrs.frozen(kw_only=True)
class CaseScore:
    """One case: its name, whether its text is torn (``stress``), counts by field, and the differences for people."""

    name: str
    stress: bool
    counts: dict[str, Count]
    differences: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Score:
    """Many cases."""

    cases: tuple[CaseScore, ...]

    @property
    def fields(self) -> dict[str, Count]:
        """Counts by field, over all cases."""
        return {name: sum((case.counts[name] for case in self.cases), Count()) for name in FIELDS}

    @property
    def imperfect(self) -> tuple[str, ...]:
        """Names of the cases that differ from their gold."""
        return tuple(case.name for case in self.cases if case.differences)

    def below(self, bars: dict[str, float]) -> dict[str, float]:
        """The fields that miss their bar, with what they reach."""
        return {name: self.fields[name].f1 for name, bar in bars.items() if self.fields[name].f1 < bar}

    def __str__(self) -> str:
        rows = [f"{len(self.cases)} cases, {len(self.cases) - len(self.imperfect)} of them perfect"]
        rows += [
            f"{name:20} F1 {count.f1:.3f}  ({count.hits} right, {count.missed} missed, {count.invented} invented)"
            for name, count in self.fields.items()
        ]
        rows += [f"{case.name}: {line}" for case in self.cases for line in case.differences]
        return "\n".join(rows)


def _source(folder: Path, name: str) -> Path:
    """The document beside a gold."""
    found = [path for suffix in ("txt", "html", "docx", "xlsx") if (path := folder / f"{name}.{suffix}").is_file()]
    assert len(found) == 1, f"{folder / name}: one document is expected beside a gold, {len(found)} found"
    return found[0]


def score_folder(folder: Path, read: Callable[[Path], Notice]) -> Score:
    """Read every ``NN.txt``, ``NN.html``, ``NN.docx`` and ``NN.xlsx`` of a folder and compare it with its ``NN.gold.json``."""
    golds = sorted(folder.glob("*.gold.json"))
    return Score(cases=tuple(score_case(gold, read) for gold in golds))


def score_case(path: Path, read: Callable[[Path], Notice]) -> CaseScore:
    """Compare one case with its gold."""
    gold = json.loads(path.read_text("utf-8"))
    name = path.name.removesuffix(".gold.json")
    wanted, got = gold_items(gold), items_of(read(_source(path.parent, name)))
    _settle(got, wanted, gold)
    counts, differences = {}, []
    for field in FIELDS:
        want, have = Counter(wanted[field]), Counter(got[field])
        missed, invented = want - have, have - want
        counts[field] = Count(hits=(want & have).total(), missed=missed.total(), invented=invented.total())
        differences += [f"{field} missed: {item}" for item in missed.elements()]
        differences += [f"{field} invented: {item}" for item in invented.elements()]
    return CaseScore(name=name, stress=bool(gold.get("stress")), counts=counts, differences=tuple(differences))


# ── Values that are compared ─────────────────────────────────────────────────────────────────────────────────────────────────


def plain(text: object) -> str:
    """A text without white space."""
    return _BLANK.sub("", str(text))


def _number(printed: str) -> str:
    """第一部分 and 一 are one number."""
    return _DIVISION.sub(r"\1", plain(printed))


def _agency(code: str) -> str:
    """Mirrors in traditional characters give the number in either script."""
    return fold(plain(code))


def _deadline(text: str, due_on: str | None, kind: str) -> tuple[str, str | None, str]:
    # The golds know no periods: a cell 7月至9月 is a date there.
    return plain(text).rstrip("。；;"), due_on, "date" if kind == "period" and due_on else kind


def _disclosure(words: str) -> str:
    return "withheld" if "不予" in words else "on_request" if "申请" in words else "proactive"


def _head(**fields: Hashable) -> list[Hashable]:
    return [(name, value) for name, value in fields.items() if value not in (None, ())]


def items_of(notice: Notice) -> Items:
    """What is compared of a notice."""

    def numbers(ordinals: Iterable[Ordinal | None]) -> list[Hashable]:
        return [_number(ordinal.label) for ordinal in ordinals if ordinal is not None and ordinal.label]

    def deadline(value: Deadline) -> tuple[str, str | None, str]:
        return _deadline(value.text, value.due_on.isoformat() if value.due_on else None, value.kind.value)

    rows = [(requirement, plain(requirement.text)) for requirement in notice.requirements]
    number = notice.document_number
    return {
        "requirements": [text for _, text in rows],
        "responsibilities": [
            (text, plain(each.printed or each.unit.name), each.role.value)
            for row, text in rows
            for each in row.responsibilities
        ],
        "section titles": [plain(section.title) for section in notice.sections if section.title],
        "task titles": [plain(task.title) for task in notice.tasks if task.title],
        "section numbers": numbers(section.ordinal for section in notice.sections),
        "task numbers": numbers(task.ordinal for task in notice.tasks),
        "requirement numbers": [
            (_number(row.ordinal.label), text) for row, text in rows if row.ordinal is not None and row.ordinal.label
        ],
        "deadlines": [(text, *deadline(each)) for row, text in rows for each in row.deadlines],
        "body deadlines": [deadline(each) for duty in notice.obligations for each in duty.deadlines],
        "header": _head(
            doc_number=None if number is None else (_agency(number.agency), number.year, number.serial),
            title=plain(notice.title) if notice.title else None,
            issuer=_BETWEEN_ISSUERS.sub("", plain(notice.issuer)) if notice.issuer else None,
            issued_on=notice.issued_on.isoformat() if notice.issued_on else None,
            recipients=tuple(plain(each) for each in notice.addressees),
            disclosure=notice.disclosure.value if notice.disclosure else None,
        ),
    }


def gold_items(gold: Gold, *, optional: bool = False) -> Items:
    """What is compared of a gold: without what it leaves open, or only that."""

    def counts(entry: Gold, inside: bool = False) -> bool:
        return inside or bool(entry.get("optional")) == optional

    found: Items = {field: [] for field in FIELDS}
    for section in gold["sections"]:
        if not optional and section.get("optional"):
            continue
        whole = bool(section.get("optional"))  # of an open section everything is open
        if whole == optional:
            found["section titles"] += [plain(section["title"])] if section["title"] else []
            found["section numbers"] += [_number(section["number"])] if section["number"] else []
        for task in section["tasks"]:
            if whole == optional:
                found["task titles"] += [plain(task["title"])] if task["title"] else []
                found["task numbers"] += [_number(task["number"])] if task["number"] else []
            for row in task["requirements"]:
                text = plain(row["text"])
                if whole == optional:
                    found["requirements"].append(text)
                    found["requirement numbers"] += [(_number(row["number"]), text)] if row["number"] else []
                    found["responsibilities"] += [
                        (text, plain(each["unit"]), each["role"]) for each in row["responsibilities"]
                    ]
                found["deadlines"] += [
                    (text, *_deadline(each["text"], each["date"], each["kind"]))
                    for each in row["deadlines"]
                    if counts(each, inside=whole)
                ]
    found["body deadlines"] = [
        _deadline(each["text"], each["date"], each["kind"]) for each in gold["body_deadlines"] if counts(each)
    ]
    if not optional:
        found["header"] = _gold_head(gold)
    return found


def _gold_head(gold: Gold) -> list[Hashable]:
    number = gold["doc_number"]
    head = _head(
        doc_number=None if number is None else (_agency(number["agency"]), number["year"], number["serial"]),
        title=plain(gold["title"]) if gold["title"] else None,
        issuer=_BETWEEN_ISSUERS.sub("", plain(gold["issuer"])) if gold["issuer"] else None,
        issued_on=gold["issued_on"],
        recipients=tuple(plain(each) for each in gold["recipients"]),
        disclosure=_disclosure(gold["disclosure"]) if gold["disclosure"] else None,
    )
    return [item for item in head if not _is_open(item, gold)]


def _is_open(item: Any, gold: Gold) -> bool:
    return item[0] in gold.get("open_fields", ())


# ── What a gold leaves open ──────────────────────────────────────────────────────────────────────────────────────────────────


def _settle(got: Items, wanted: Items, gold: Gold) -> None:
    """Take out of both sides what does not count, and turn accepted readings into the gold's own."""
    texts, times = _alternatives(gold)

    def settled(item: Any, *, deadline: int | None) -> Hashable:
        parts = list(item)
        if deadline != 0:
            parts[0] = texts.get(parts[0], parts[0])
        if deadline is not None:
            parts[deadline] = times.get(parts[deadline], parts[deadline])
        return tuple(parts)

    got["requirements"] = [texts.get(str(text), text) for text in got["requirements"]]
    got["responsibilities"] = [settled(item, deadline=None) for item in got["responsibilities"]]
    got["deadlines"] = [settled(item, deadline=1) for item in got["deadlines"]]
    got["body deadlines"] = [settled(item, deadline=0) for item in got["body deadlines"]]
    numbered: list[Any] = got["requirement numbers"]
    got["requirement numbers"] = [(number, texts.get(text, text)) for number, text in numbered]
    loose = set(gold.get("open_numbers", ()))
    for side in (got, wanted):
        side["task numbers"] = [number for number in side["task numbers"] if number not in loose]
        rows: list[Any] = side["requirement numbers"]
        side["requirement numbers"] = [row for row in rows if row[0] not in loose]
    got["header"] = [item for item in got["header"] if not _is_open(item, gold)]
    for field, items in gold_items(gold, optional=True).items():
        for item in items:
            if Counter(got[field])[item] > Counter(wanted[field])[item]:
                got[field].remove(item)


def _alternatives(gold: Gold) -> tuple[dict[str, str], dict[str, str]]:
    """Accepted readings of texts and of deadlines, each with the gold's own."""
    rows = [row for section in gold["sections"] for task in section["tasks"] for row in task["requirements"]]
    times = [each for row in rows for each in row["deadlines"]] + gold["body_deadlines"]
    return dict(_readings(rows)), dict(_readings(times))


def _readings(entries: Iterable[Gold]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        for reading in entry.get("alternatives", ()):
            yield plain(reading), plain(entry["text"])
