"""Outline 正文结构: numbered prose → sections, tasks and requirements.

The lines form a tree by their numbers. The ranks on the way to the statements say which level is the section, the task and the
requirement: three or more ranks are all three; two are section and task, each task holding one requirement; one is the task alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from policytasks.model.notice import Requirement, Section, Task
from policytasks.parsing.cards import read_card
from policytasks.parsing.headings import Heading, accepted_headings, holds_figure, run_in
from policytasks.parsing.numbering import Mark, Scheme
from policytasks.parsing.requirement import Context, Draft, build_requirement, tidy
from policytasks.parsing.statement import Statement
from policytasks.parsing.statements import Found, find_statements
from policytasks.parsing.tree import Node, with_number
from policytasks.passage import Passage

__all__ = ["Outline", "read_outline"]


@attrs.frozen(kw_only=True)
class Outline:
    """What a stretch of prose holds.

    Args:
        sections: Its sections; empty when it divides no work.
        rest: Paragraphs that belong to no task: introductions, sections without statements.
    """

    sections: tuple[Section, ...] = ()
    rest: tuple[Passage, ...] = ()


def _ranks(root: Node) -> list[int]:
    """The ranks on the ways to the statements, highest first."""
    ranks: set[int] = set()

    def visit(node: Node, above: tuple[int, ...]) -> None:
        here = above if node.mark is None else (*above, node.scheme)
        if any(one.statement.units for one in node.found):
            ranks.update(here)
            if _speaks_for_children(node):
                ranks.update(child.scheme for child in node.children)
        for child in node.children:
            visit(child, here)

    visit(root, ())
    found = sorted(ranks)
    while len(found) > 3 and found[0] in (Scheme.PART, Scheme.SUBPART):
        found.pop(0)
    return found


def _follows_heading(text: Passage, found: Found) -> bool:
    """Whether a statement stands right behind a short heading, and the item's text behind the statement."""
    heading = text[: found.start].folded.strip()
    body = text[found.end :].folded.strip(" 。;,")
    one_sentence = "。" not in heading.rstrip("。") and heading.count(",") <= 1
    return one_sentence and len(heading) <= 32 and len(body) > len(heading) and "\n" not in text.text[found.end :][:1]


def _speaks_for_children(node: Node) -> bool:
    """Whether the statement stands in a bare heading: 一、党建引领（责任单位：A） with items below that name no units."""
    if not node.children or any(child.bears for child in node.children) or node.mark is None:
        return False
    first = node.lines[0] if node.lines else Passage("", ())
    inside = [one for one in node.found if one.statement.units]
    if not inside:
        return False
    if inside[0].start >= len(first) + 1:
        heading = first.text.strip()
        return bool(heading) and not heading.endswith(("。", "；")) and len(heading) <= 40
    heading = first.text[: inside[0].start].strip()
    return (
        0 < len(heading) <= 40
        and not heading.endswith(("。", "；", ";"))
        and inside[0].end >= len(first.text.rstrip("。 "))
    )


def read_outline(root: Node, context: Context) -> Outline:
    """Sections, tasks and requirements of a tree.

    Args:
        root: From `build_tree`.
        context: The notice's year and rules.
    """
    if not root.bears:
        return Outline(rest=(*(node.text for node in root.walk() if node.text), *root.closing))
    reader = _Reader(root, context)
    return Outline(sections=tuple(reader.sections()), rest=(*reader.rest, *root.closing))


class _Reader:
    def __init__(self, root: Node, context: Context) -> None:
        self.root = root
        self.context = context
        self.ranks = _ranks(root)
        self.rest: list[Passage] = []
        direct = [node for node in root.walk() if node.mark is not None and node.found]
        for node in root.walk():
            self._note_doubts(node)
        self.headings = accepted_headings([(node.text, node.found[0].start) for node in direct])

    def sections(self) -> Iterator[Section]:
        """Each section in printed order; a run of tasks above any section is a section without a heading."""
        loose: list[Task] = []
        own = self._paragraphs(self.root, skip_heading=False)
        if own:
            loose.append(Task(requirements=tuple(own)))
        for node in self._tops():
            if self._is_section(node):
                if loose:
                    yield Section(tasks=tuple(loose))
                    loose = []
                section = self._section(node)
                if section is not None:
                    yield section
            else:
                loose.extend(self._tasks(node, ()))
        if loose:
            yield Section(tasks=tuple(loose))

    def _tops(self) -> Iterator[Node]:
        """The highest items; parts above the three levels are looked through."""
        pending = list(self.root.children)
        while pending:
            node = pending.pop(0)
            if self.ranks and node.scheme < self.ranks[0] and node.children and node.bears:
                self.rest.append(node.text)
                pending[:0] = node.children
            else:
                yield node

    def _is_section(self, node: Node) -> bool:
        if len(self.ranks) < 2 or node.scheme > self.ranks[0]:
            return False
        if not node.children and node.bears:
            # （一）新建停车场。/ 责任单位：A: an item that holds nothing but its own statement is work itself.
            body_start = self._heading_line(node)[1]
            return bool(node.text[body_start : max(node.found[0].start, body_start)].strip())
        return True

    def _section(self, node: Node) -> Section | None:
        title, _, body_start = self._heading_line(node)
        common = tuple(one.statement for one in node.found if one.start < body_start)
        mark = node.mark
        if not node.bears:
            self.rest.extend(with_number(other) for other in node.walk() if other is not node and other.text)
            if body_start < len(node.text):
                self.rest.append(node.text[body_start:])
            if len(title) > 30 or (title.text.rstrip().endswith("。") and "，" in title.text):
                # 附则 and other sentences that only carry a number.
                self.rest.append(node.text[:body_start])
                return None
            return self._made(mark, title, ())
        tasks: list[Task] = []
        own = [*self._paragraphs(node, skip_heading=True)]
        trailing = any(one.start >= body_start for one in node.found) and not own
        if own:
            tasks.append(Task(requirements=tuple(own)))
        inherited = common + (tuple(one.statement for one in node.found if one.start >= body_start) if trailing else ())
        unnumbered: list[Requirement] = []
        for child in node.children:
            if child.scheme > self.ranks[1] and len(self.ranks) > 2:
                unnumbered.extend(self._requirements(child, inherited))
                continue
            if unnumbered:
                tasks.append(Task(requirements=tuple(unnumbered)))
                unnumbered = []
            tasks.extend(self._tasks(child, inherited))
        if unnumbered:
            tasks.append(Task(requirements=tuple(unnumbered)))
        return self._made(mark, title, tuple(tasks))

    @staticmethod
    def _made(mark: Mark | None, title: Passage, tasks: tuple[Task, ...]) -> Section:
        name = tidy(title).rstrip("。.：: ；;")
        return Section(
            ordinal=mark.ordinal if mark else None, title=name.text or None, tasks=tasks, location=name.location
        )

    def _heading_line(self, node: Node) -> tuple[Passage, int, int]:
        """The heading of an item with children: its title, where the title's statements end, and where its body starts."""
        first = node.lines[0] if node.lines else Passage("", ())
        heading = run_in(node.text[: len(first)])
        until = heading.end if heading is not None and (len(first) > 40 or node.found) else len(first)
        spans = [(one.start, min(one.end, until)) for one in node.found if one.start < until]
        return node.text[:until].without(spans).strip(), until, until

    def _tasks(self, node: Node, inherited: tuple[Statement, ...]) -> Iterator[Task]:
        mark = node.mark
        assert mark is not None
        with_rows = [child for child in node.children if child.bears]
        speaks = len(self.ranks) >= 3 and _speaks_for_children(node)
        if speaks or (with_rows and (len(self.ranks) >= 3 or node.scheme <= self.ranks[0])):
            title, _, body_start = self._heading_line(node)
            name = tidy(title).rstrip("。.：: ；;")
            common = tuple(one.statement for one in node.found if speaks or one.start < body_start) or inherited
            rows = [*self._paragraphs(node, skip_heading=True)]
            for child in node.children:
                rows.extend(self._requirements(child, common))
            yield Task(ordinal=mark.ordinal, title=name.text or None, requirements=tuple(rows), location=name.location)
            return
        if not node.found and not inherited and node.children and not with_rows and len(self.ranks) == 1:
            self.rest.extend(other.text for other in node.walk() if other.text)
            return
        card = read_card(node.lines) if not node.children else None
        if card is not None:
            name = tidy(card.title).rstrip("。.：: ；;")
            row = build_requirement(card.draft, self.context)
            yield Task(ordinal=mark.ordinal, title=name.text, requirements=(row,), location=name.location)
            return
        text, found = self._whole(node)
        heading = self._title_of(node, text, found)
        start = heading.end if heading is not None else 0
        title_passage = tidy(heading.title).rstrip("。.：: ；;") if heading is not None else None
        drafts = _drafts(text, found, start=start, inherited=inherited, rest=self.rest, closing=not node.children)
        yield Task(
            ordinal=mark.ordinal,
            title=title_passage.text if title_passage else None,
            requirements=tuple(build_requirement(draft, self.context) for draft in drafts),
            location=(title_passage or text).location,
        )

    def _title_of(self, node: Node, text: Passage, found: tuple[Found, ...]) -> Heading | None:
        first = node.lines[0] if node.lines else Passage("", ())
        body = text[len(first) : found[0].start if found else len(text)].strip()
        unfinished = first.rstrip().text[-1:] in "，、；,;"
        if body and len(first) <= 60 and not unfinished and not any(one.start < len(first) for one in found):
            # The heading stands on a line of its own.
            broken = not first.rstrip().text.endswith("。") and ("," in first.folded or holds_figure(first))
            if "。" not in first.folded.rstrip("。 ") and not broken:
                return Heading(title=first, end=len(first))
            inner = run_in(first)
            if inner is not None:
                return inner
        key = node.text.location
        # 建成床位。（A）开设专业。（B）: a sentence with a statement of its own is one of several requirements.
        several = len(found) > 1 and text[: found[0].start].text.rstrip().endswith("。")
        if found and 0 < found[0].start <= 40 and not several and _follows_heading(text, found[0]):
            # 一、短标题。（A牵头，B配合）正文…: the statement stands between heading and text.
            return Heading(title=text[: found[0].start].strip(), end=found[0].start)
        if found:
            return self.headings.get((str(key), key.start))
        heading = run_in(first)
        return heading if heading is not None and self.headings.usual else None

    def _requirements(self, node: Node, inherited: tuple[Statement, ...]) -> Iterator[Requirement]:
        """Requirements of an item on the lowest level, or of the items below it that have statements of their own."""
        below = [child for child in node.children if child.bears]
        if not below:
            text, found = self._whole(node)
            ordinal = node.mark.ordinal if node.mark else None
            for number, draft in enumerate(
                _drafts(text, found, start=0, inherited=inherited, rest=self.rest, closing=not node.children)
            ):
                yield build_requirement(attrs.evolve(draft, ordinal=ordinal if number == 0 else None), self.context)
            return
        common = inherited
        if node.found and node.text.strip():
            yield from (
                build_requirement(attrs.evolve(draft, ordinal=node.mark.ordinal if node.mark else None), self.context)
                for draft in _drafts(node.text, node.found, start=0, inherited=inherited, rest=self.rest)
            )
            heading: tuple[tuple[str, Passage], ...] = ()
        else:
            heading = (("上级标题", node.text.strip()),) if node.text.strip() else ()
        for child in node.children:
            for requirement in self._requirements(child, common):
                extra = tuple(
                    remark for remark in build_requirement(Draft(text=node.text, remarks=heading), self.context).remarks
                )
                yield attrs.evolve(requirement, remarks=(*extra, *requirement.remarks))

    def _note_doubts(self, node: Node) -> None:
        if node.lifted and node.found:
            last = node.found[-1]
            self.context.doubt(
                "ambiguous-reading",
                "the statement behind the last sub-item is taken to speak for the whole item",
                node.text[last.start : last.end],
            )
        for one in node.found:
            if one.unclosed:
                self.context.doubt(
                    "unclosed-bracket", "the bracket of this statement is not closed", node.text[one.start : one.end]
                )

    def _paragraphs(self, node: Node, *, skip_heading: bool) -> list[Requirement]:
        """Requirements in the unnumbered paragraphs of a heading; paragraphs without statements are introductions."""
        start = 0
        if skip_heading:
            _, _, start = self._heading_line(node)
        body = node.text[start:]
        found = tuple(
            attrs.evolve(one, start=one.start - start, end=one.end - start) for one in node.found if one.start >= start
        )
        if not found:
            if body.strip():
                self.rest.append(body.strip())
            return []
        if not body[: found[0].start].strip():
            # A statement right behind the heading speaks for all items below it.
            return []
        introductions, body_start = self._introductions(body, found)
        self.rest.extend(introductions)
        return [
            build_requirement(draft, self.context)
            for draft in _drafts(body, found, start=body_start, inherited=(), rest=self.rest)
        ]

    @staticmethod
    def _introductions(body: Passage, found: tuple[Found, ...]) -> tuple[list[Passage], int]:
        """Whole paragraphs before the paragraph of the first statement."""
        line_start = body.text.rfind("\n", 0, max(found[0].start, 0)) + 1
        if found[0].start == line_start:
            line_start = body.text.rfind("\n", 0, max(line_start - 1, 0)) + 1
        before = body[:line_start].strip()
        return ([before] if before else []), line_start

    def _whole(self, node: Node) -> tuple[Passage, tuple[Found, ...]]:
        """The item's text with everything below it, and the statements in it."""
        if not node.children:
            return node.text, node.found
        parts = [node.text] + [with_number(other) for child in node.children for other in child.walk()]
        text = Passage.join(parts, "\n")
        return text, find_statements(text)


_PUNCTUATION = re.compile(r"[ \t]*[。；;,.，]")
_ONLY_MARKS = re.compile(r"^[\s。；;,.，、:：)）〕”]*$")


def _drafts(
    text: Passage,
    found: tuple[Found, ...],
    *,
    start: int,
    inherited: tuple[Statement, ...],
    rest: list[Passage] | None = None,
    closing: bool = True,
) -> Iterator[Draft]:
    """The requirements of an item: its text cut at its statements.

    Args:
        text: The item.
        found: Its statements.
        start: Where the text starts behind the heading.
        inherited: Statements of the headings above, for an item without any.
        rest: Takes what stands behind the item.
        closing: True when unnumbered paragraphs behind the last statement close the list, and are not part of the item.
    """
    found = tuple(one for one in found if one.start >= start)
    if not found:
        body = text[start:].strip()
        if body:
            yield Draft(text=body, statements=inherited)
        return
    groups: list[tuple[Passage, list[Found]]] = []
    position = start
    for one in found:
        before = text[position : one.start]
        end = one.end
        mark = _PUNCTUATION.match(text.folded, end)
        if groups and _ONLY_MARKS.match(before.text):
            groups[-1][1].append(one)
        else:
            closed = before.rstrip().text[-1:] in "。；;！!？?"
            if mark is not None:
                if not closed and mark[0].strip() in "。；;.":
                    before = Passage.join([before.rstrip(), text.span(mark).strip()])
                    end = mark.end()
                elif closed:
                    end = mark.end()
            groups.append((before, [one]))
        if mark is not None and groups and len(groups[-1][1]) > 1:
            end = max(end, mark.end())
        position = end
    tail = text[position:].strip(" \t\n。；;,，")
    statements = [tuple(one.statement for one in ones) for _, ones in groups]
    bodies = [body.strip().lstrip("，,；;。、 \n") for body, _ in groups]
    if not bodies[0]:
        # The statement stands first: it speaks for what follows it.
        body = text[position:].strip()
        if len(groups) == 1:
            yield Draft(text=body, statements=statements[0])
            return
        for number, own in enumerate(statements):
            following = bodies[number + 1] if number + 1 < len(bodies) else body
            yield Draft(text=following, statements=own)
        return
    if tail and closing and "\n" in text.text[position : len(text) - len(text.text[position:].lstrip("。；;,， \t\n"))]:
        # Paragraphs behind the statement close the list; they are not part of the item.
        if rest is not None:
            rest.append(text[position:].strip())
        tail = Passage("", ())
    if tail and len(groups) == 1:
        spans = [(one.start - start, one.end - start) for one in groups[0][1]]
        yield Draft(text=text[start:].without(spans).strip(), statements=statements[0])
        return
    for body, own in zip(bodies, statements, strict=True):
        yield Draft(text=body, statements=own)
    if tail:
        yield Draft(text=text[position:].strip().lstrip("。；;,， "), statements=inherited)
