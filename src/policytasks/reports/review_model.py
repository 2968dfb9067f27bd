"""Model pane of the review page: the notice as values, each a link to the words that it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policytasks.location import Location
from policytasks.messages import Language, spoken
from policytasks.model.deadline import Deadline
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility
from policytasks.reports.anchors import Anchors
from policytasks.reports.markup import Child, Markup, element
from policytasks.reports.review_words import FIELDS, WORDS
from policytasks.validation.finding import Finding, Severity

__all__ = ["ModelPane"]


class ModelPane:
    """Writes the parts of a notice, and gives each value its anchor.

    Args:
        notice: The notice.
        findings: What `validate` found in it, or whatever else shall stand there.
        anchors: Collects the values; complete when `markup` has returned.
        lang: Language of the page.
    """

    def __init__(self, notice: Notice, findings: Sequence[Finding], anchors: Anchors, lang: Language) -> None:
        self.notice = notice
        self.findings = findings
        self.anchors = anchors
        self.lang = lang

    def markup(self) -> Markup:
        """The whole pane: head, findings, duties, sections, what was not understood."""
        head = self._head()
        duties = self._duties()
        sections = [self._section(section) for section in self.notice.sections]
        # Findings come last, so that their badges know every value; they stand first on the page.
        unparsed = self._unparsed()
        parts: list[Child] = [head, self._findings(), duties]
        parts += sections or [element("p", self._say("no-tasks"), class_="empty")]
        parts += [element("p", self._say("nothing-shown"), class_="empty", id="none", hidden=True), unparsed]
        return element("div", parts)

    def _say(self, key: str) -> str:
        return WORDS[key][self.lang]

    def _value(self, text: Child, location: Location, kind: str, *, title: str = "") -> Markup:
        """A value as a link to its words; plain text when it was printed nowhere."""
        number = self.anchors.add(location, kind)
        if not number:
            return element("span", text, class_=f"value {kind}", title=title or None)
        return element(
            "a", text, href=f"#w{number}", id=f"v{number}", class_=f"value {kind}", title=title or str(location)
        )

    # ── head ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _head(self) -> Markup:
        rows = []
        for name, wording in FIELDS.items():
            values = list(self._field(name))
            if values:
                rows.append([element("dt", wording[self.lang]), element("dd", values)])
        citations = [
            self._value(
                " ".join(filter(None, (each.title and f"《{each.title}》", each.number))), each.location, "cited"
            )
            for each in self.notice.citations
        ]
        if citations:
            rows.append([element("dt", self._say("citations")), element("dd", citations)])
        return self._card("header", element("dl", rows))

    def _field(self, name: str) -> Iterator[Markup]:
        value = getattr(self.notice, name)
        if isinstance(value, tuple):
            for number, item in enumerate(value):
                yield self._value(item, self.notice.location_of(f"{name}[{number}]"), "field")
        elif value is not None:
            place = self.notice.location_of(name) or getattr(value, "location", Location())
            yield self._value(str(spoken(value, self.lang)), place, "field")

    def _card(self, key: str, *children: Child, count: int | None = None, id_: str | None = None) -> Markup:
        badge = element("span", str(count), class_="count") if count is not None else None
        return element(
            "details", element("summary", self._say(key), badge), children, class_=f"card {key}", id=id_, open=True
        )

    def _findings(self) -> Markup | None:
        """The gravest first; hints, of which there are many, folded away."""
        lines: dict[Severity, list[Markup]] = {severity: [] for severity in Severity}
        for number, finding in enumerate(self.findings, 1):
            lines[finding.severity].append(self._finding(number, finding))
        hints = lines.pop(Severity.INFO)
        grave = [line for severity in lines for line in lines[severity]]
        content: list[Child] = [element("ul", grave) if grave else None]
        if hints:
            summary = element("summary", self._say("hints"), element("span", str(len(hints)), class_="count"))
            content.append(element("details", summary, element("ul", hints), class_="hints"))
        if not self.findings:
            content.append(element("p", self._say("no-findings"), class_="empty"))
        return self._card("findings", content, count=len(grave), id_="findings")

    def _finding(self, number: int, finding: Finding) -> Markup:
        line = [
            element("span", str(spoken(finding.severity, self.lang)), class_="severity"),
            element("span", finding.message),
            element("code", finding.code),
        ]
        value = self._value(line, finding.location, "finding", title=str(finding.location))
        return element("li", value, class_=finding.severity.value, id=f"f{number}")

    def _unparsed(self) -> Markup | None:
        if not self.notice.unparsed:
            return None
        rows = [element("li", self._value(each.text, each.location, "unparsed")) for each in self.notice.unparsed]
        return self._card("unparsed", element("ul", rows), count=len(rows), id_="unparsed")

    def _duties(self) -> Markup | None:
        self._silent()
        if not self.notice.obligations:
            return None
        rows = [self._requirement(each) for each in self.notice.obligations]
        return self._card("obligations", rows, count=len(rows))

    def _silent(self) -> None:
        """Give a colour to words that were understood and are no value of their own: the letter, its frame, stated rules."""
        for block in self.notice.body:
            self.anchors.add(block.location, "body")
        for name, place in self.notice.places:
            kind = _SILENT.get(name.split("[", 1)[0])
            if kind is not None:
                self.anchors.add(place, kind)

    # ── sections ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _section(self, section: Section) -> Markup:
        heading = self._heading(section)
        tasks = [self._task(task) for task in section.tasks]
        return element("section", element("h2", heading) if heading else None, tasks, class_="section")

    def _heading(self, level: Section | Task) -> list[Markup]:
        parts = []
        if level.ordinal is not None:
            parts.append(self._value(level.ordinal.text, level.ordinal.location, "ordinal"))
        if level.title:
            parts.append(self._value(level.title, level.location, "heading"))
        return parts

    def _task(self, task: Task) -> Markup:
        heading = self._heading(task)
        rows = [self._requirement(each) for each in task.requirements]
        return element("section", element("h3", heading) if heading else None, rows, class_="task")

    def _requirement(self, requirement: Requirement) -> Markup:
        units = [self._unit(each, f"{each.role.value}") for each in requirement.responsibilities]
        units += [self._unit(each, "implied") for each in requirement.implied]
        if requirement.open_list:
            units.append(element("span", self._say("open-list"), class_="open"))
        if not units and not requirement.id.startswith("body."):
            units.append(element("span", self._say("no-units"), class_="open"))
        ordinal = requirement.ordinal
        text: list[Child] = [
            self._value(ordinal.text, ordinal.location, "ordinal") if ordinal is not None else None,
            self._value(requirement.text, requirement.location, "text"),
        ]
        found = self._found_in(requirement)
        return element(
            "article",
            element("div", element("span", requirement.id, class_="id"), [self._badge(*each) for each in found], class_="key"),
            element(
                "div",
                element("div", text, class_="words"),
                element("div", units, class_="units") if units else None,
                self._times(requirement),
                self._extras(requirement),
                class_="said",
            ),
            class_="requirement",
            data_findings=any(finding.severity is not Severity.INFO for _, finding in found),
            data_deadline=requirement.deadline is not None,
            data_unitless=not requirement.responsibilities,
        )  # fmt: skip

    def _unit(self, each: Responsibility, kind: str) -> Markup:
        role = str(spoken(each.role, self.lang))
        if kind == "implied":
            role = f"{self._say('implied')} · {role}"
        shown: list[Child] = [element("small", role), each.unit.name]
        if each.printed and each.printed != each.unit.name:
            shown.append(element("s", each.printed))
        return self._value(shown, each.location or each.unit.location, kind, title=f"{role}: {each.printed}")

    def _times(self, requirement: Requirement) -> Markup | None:
        times = [self._deadline(each, each.location, "") for each in requirement.deadlines]
        inherited = requirement.inherited
        if inherited is not None and not requirement.deadlines:
            place = inherited.inherited_from or inherited.location
            times = [self._deadline(inherited, place, self._say("inherited"))]
        return element("div", times, class_="times") if times else None

    def _deadline(self, deadline: Deadline, place: Location, remark: str) -> Markup:
        meaning = deadline.due_on.isoformat() if deadline.due_on else str(spoken(deadline.kind, self.lang))
        content: list[Child] = [element("small", meaning), deadline.text]
        if remark:
            content.append(element("em", remark))
        return self._value(content, place, "deadline inherited" if remark else "deadline")

    def _extras(self, requirement: Requirement) -> Markup | None:
        extras = [
            [element("dt", each.heading), element("dd", self._value(each.text, each.location, "remark"))]
            for each in requirement.remarks
        ]
        if requirement.leaders:
            extras.insert(0, [element("dt", self._say("leaders")), element("dd", "、".join(requirement.leaders))])
        return element("dl", extras, class_="extras") if extras else None

    def _found_in(self, requirement: Requirement) -> list[tuple[int, Finding]]:
        """The findings that begin in the words of a requirement, its units and its times."""
        places = [requirement.location, *(each.location for each in requirement.responsibilities)]
        places += [each.location for each in requirement.deadlines]
        places += [each.location for each in requirement.remarks]
        parts = [part for place in places for part in place.parts]
        return [
            (number, finding)
            for number, finding in enumerate(self.findings, 1)
            if any(_meets(part, finding.location) for part in parts)
        ]

    def _badge(self, number: int, finding: Finding) -> Markup:
        return element(
            "a", _SIGNS[finding.severity], href=f"#f{number}", class_=f"badge {finding.severity.value}", title=finding.message,
            aria_label=finding.message,
        )  # fmt: skip


_SILENT = {"frame": "frame", "rules": "implied", "persons": "remark"}
"""Places that are no header fields → the colour of their words."""
_SIGNS = {Severity.ERROR: "!", Severity.WARNING: "!", Severity.INFO: "i"}


def _meets(part: Location, other: Location) -> bool:
    """Whether two places share a character, or a block where one of them has no span."""
    if part.block != other.block or not part:
        return False
    if part.start is None or part.end is None or other.start is None or other.end is None:
        return True
    return part.start < max(other.end, other.start + 1) and other.start < part.end
