"""Explain: each value of a notice with its place and the line that it was read from."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from rich.text import Text

from policytasks.cli.inputs import Input
from policytasks.cli.texts import Voice
from policytasks.cli.tree import header_values
from policytasks.location import Location
from policytasks.messages import spoken
from policytasks.model.notice import Notice, Requirement

__all__ = ["explanation"]

_AROUND = 24
"""Characters of the source line that are shown on each side of a value."""

_OPEN, _CLOSE = "⟦", "⟧"
"""Stand around the value in its line; marks that no notice prints."""


@attrs.frozen
class _Value:
    """One value: what it is, what it says, where it was printed."""

    label: str
    text: str
    location: Location


def explanation(given: Input, voice: Voice) -> Iterator[Text]:
    """Two lines a value: the value; its place and the words around it.

    Args:
        given: The notice, with the document that it was read from; the lines of one that comes from JSON cannot be quoted.
        voice: Language of the labels.
    """
    paragraphs = given.document.paragraphs if given.document is not None else ()
    lines = {each.location.block: each.text for each in paragraphs}
    for value in _values(given.notice, voice):
        yield Text.assemble((voice("labelled", label=value.label), "dim"), (" ".join(value.text.split()), "bold"))
        if not value.location:
            yield Text(f"    {voice('nowhere')}", style="dim")
        for part in value.location.parts if value.location else ():
            yield Text.assemble("    ", (f"{given.with_path(part)}  ", "cyan"), *_quote(lines.get(part.block), part))


def _quote(line: str | None, place: Location) -> Iterator[tuple[str, str]]:
    """The value between marks, with a few words of its line on both sides."""
    if line is None:
        return
    start, end = place.start or 0, len(line) if place.end is None else place.end
    before, after = line[max(0, start - _AROUND) : start], line[end : end + _AROUND]
    yield _flat(("…" if start > _AROUND else "") + before), "dim"
    yield f"{_OPEN}{_flat(line[start:end])}{_CLOSE}", "green"
    yield _flat(after + ("…" if end + _AROUND < len(line) else "")), "dim"


def _flat(text: str) -> str:
    return text.replace("\n", "⏎").replace("\t", " ").replace("\x0b", " ")


def _values(notice: Notice, voice: Voice) -> Iterator[_Value]:
    if notice.title:
        yield _Value(voice("field.title"), notice.title, notice.location_of("title"))
    for name, text in header_values(notice, voice):
        items = getattr(notice, name)
        if isinstance(items, tuple):
            for number, item in enumerate(items):
                yield _Value(voice(f"field.{name}"), item, notice.location_of(f"{name}[{number}]"))
        else:
            place = getattr(items, "location", None) or notice.location_of(name)
            yield _Value(voice(f"field.{name}"), text, place)
    for citation in notice.citations:
        named = " ".join(filter(None, (citation.title, citation.number)))
        yield _Value(voice("field.citations"), named, citation.location)
    for requirement in notice.obligations:
        yield from _requirement(requirement, voice)
    for section in notice.sections:
        if section.ordinal is not None or section.title:
            heading = f"{section.ordinal or ''}{section.title or ''}"
            yield _Value(voice("field.section"), heading, section.location)
        for task in section.tasks:
            if task.ordinal is not None or task.title:
                yield _Value(voice("field.task"), f"{task.ordinal or ''}{task.title or ''}", task.location)
            for requirement in task.requirements:
                yield from _requirement(requirement, voice)
    for block in notice.unparsed:
        yield _Value(voice("field.unparsed"), block.text, block.location)


def _requirement(requirement: Requirement, voice: Voice) -> Iterator[_Value]:
    yield _Value(f"{voice('field.requirement')} {requirement.id}", requirement.text, requirement.location)
    for each in requirement.responsibilities:
        label = f"  {voice('field.unit')} [{spoken(each.role, voice.lang)}]"
        shown = each.unit.name if each.printed in ("", each.unit.name) else f"{each.unit.name} ← {each.printed}"
        yield _Value(label, shown, each.location or each.unit.location)
    for deadline in requirement.deadlines:
        day = f" → {deadline.due_on}" if deadline.due_on else f" ({spoken(deadline.kind, voice.lang)})"
        yield _Value(f"  {voice('field.deadline')}", deadline.text + day, deadline.location)
    if requirement.inherited is not None and not requirement.deadlines:
        inherited = requirement.inherited
        yield _Value(
            f"  {voice('field.deadline')}",
            voice("inherited", text=inherited.text),
            inherited.inherited_from or inherited.location,
        )
