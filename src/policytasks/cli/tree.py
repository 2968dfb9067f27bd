"""Tree: what a notice says, as people read it on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from policytasks.cli.texts import Voice
from policytasks.messages import spoken
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.ordinal import Ordinal
from policytasks.model.responsibility import Role

__all__ = ["header_values", "notice_tree"]

_HEADER = (
    "document_number", "issuer", "issued_on", "printed_on", "addressees", "copied_to", "disclosure", "attachments",
)  # fmt: skip

_ROLE_STYLES = {Role.LEAD: "bold green", Role.RESPONSIBLE: "green", Role.SUPPORTING: "cyan"}


def notice_tree(notice: Notice, voice: Voice) -> RenderableType:
    """The whole notice: its head, its tree of work, and what is in it in numbers."""
    head = Table.grid(padding=(0, 2))
    for name, value in header_values(notice, voice):
        head.add_row(Text(voice(f"field.{name}"), style="dim"), Text(value))
    parts: list[RenderableType] = [head] if head.row_count else []
    parts += [_work(notice, voice), Text(_counts(notice, voice), style="dim")]
    if notice.unparsed:
        parts.append(Text(voice("read.unparsed", count=len(notice.unparsed)), style="yellow"))
    return Group(*parts)


def header_values(notice: Notice, voice: Voice) -> Iterator[tuple[str, str]]:
    """The header fields that the notice has, each with its value in words."""
    for name in _HEADER:
        value = getattr(notice, name)
        if value:
            yield name, str(spoken(value, voice.lang))


def _counts(notice: Notice, voice: Voice) -> str:
    if not notice.tasks:
        return voice("read.no-tasks")
    return voice(
        "read.counts",
        sections=len(notice.sections),
        tasks=len(notice.tasks),
        requirements=len(notice.requirements),
        units=len(notice.units),
        responsibilities=sum(len(requirement.responsibilities) for requirement in notice.requirements),
    )


def _work(notice: Notice, voice: Voice) -> Tree:
    root = Tree(Text(notice.title or voice("untitled"), style="bold"), guide_style="dim")
    if notice.obligations:
        branch = root.add(Text(voice("field.obligations"), style="bold"))
        for requirement in notice.obligations:
            branch.add(_requirement(requirement, "", voice))
    for section in notice.sections:
        section_branch = _branch(root, section)
        for task in section.tasks:
            task_branch = _branch(section_branch, task)
            for requirement in task.requirements:
                task_branch.add(_requirement(requirement, requirement.id, voice))
    return root


def _branch(parent: Tree, level: Section | Task) -> Tree:
    """A branch for a level; a level that the notice does not have adds none."""
    if level.ordinal is None and not level.title:
        return parent
    return parent.add(Text.assemble((_ordinal(level.ordinal), "dim"), (level.title or "", "bold")))


def _ordinal(ordinal: Ordinal | None) -> str:
    if ordinal is None:
        return ""
    # （一） and 一、 stand close to the title; 1. does not.
    return ordinal.text if ordinal.text[-1:] in "）、" else f"{ordinal.text} "


def _requirement(requirement: Requirement, key: str, voice: Voice) -> RenderableType:
    """The text, and on a line of its own who does it until when; a deadline of the body is shown there only."""
    row = Table.grid(padding=(0, 1))
    row.add_column(no_wrap=True)
    row.add_column(overflow="fold")
    cells = [Text(key, style="dim")] if key else []
    row.add_row(*cells, Text(" ".join(requirement.text.split())))
    if details := list(_details(requirement, voice)):
        row.add_row(*(Text("") for _ in cells), Text("  ").join(details))
    return row


def _details(requirement: Requirement, voice: Voice) -> Iterator[Text]:
    for role in Role:
        names = tuple(each.unit.name for each in requirement.responsibilities if each.role is role)
        if names:
            shown = str(spoken(names, voice.lang))
            yield Text.assemble((f"{spoken(role, voice.lang)} ", "dim"), (shown, _ROLE_STYLES[role]))
    if requirement.open_list:
        yield Text(voice("open-list"), style="dim")
    for deadline in requirement.deadlines:
        shown = deadline.text + (f" → {deadline.due_on}" if deadline.due_on else "")
        yield Text.assemble((f"{voice('field.deadline')} ", "dim"), (shown, "magenta"))
