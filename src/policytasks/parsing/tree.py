"""Tree 层次: numbered lines → the items that stand below one another, each with the statements in its own text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from policytasks.model.ordinal import chinese_number
from policytasks.parsing.lines import Line
from policytasks.parsing.numbering import Mark, Scheme, leading_mark, split_run_on
from policytasks.parsing.statement import read_labelled
from policytasks.parsing.statements import Found, find_statements
from policytasks.parsing.unit_list import may_be_unit
from policytasks.parsing.vocabulary import LABEL
from policytasks.passage import Passage

__all__ = ["Node", "build_tree", "with_number"]


@attrs.define(kw_only=True, eq=False)
class Node:
    """An item of the outline with everything that stands below it.

    Args:
        mark: Its number; None for the root.
        lines: Its own text: the line behind the number, and the unnumbered paragraphs that follow.
        children: Items of a deeper rank.
        found: The statements in its own text.
        closing: Of the root: paragraphs that close the document.
        lifted: True when the statement behind its last sub-item was taken to speak for all of them.
    """

    mark: Mark | None = None
    lines: list[Passage] = attrs.field(factory=list)
    children: list[Node] = attrs.field(factory=list)
    found: tuple[Found, ...] = ()
    lifted: bool = False
    closing: list[Passage] = attrs.field(factory=list)
    text: Passage = attrs.field(factory=lambda: Passage("", ()))

    @property
    def scheme(self) -> int:
        """The rank of its number; -1 for the root."""
        return -1 if self.mark is None else self.mark.scheme

    def walk(self) -> Iterator[Node]:
        """The node and all below it, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def bears(self) -> bool:
        """Whether a statement stands in it or below it."""
        return any(one.statement.units for node in self.walk() for one in node.found)

    def settle(self) -> None:
        """Join the own lines and find the statements in them."""
        self.text = Passage.join(self.lines, "\n")
        self.found = find_statements(self.text)


def build_tree(lines: Sequence[Line], *, force: bool = False) -> Node:
    """The tree of a stretch of lines; run-on lines are cut into their items first."""
    root = Node()
    stack = [root]
    for line in lines:
        if not line:
            continue
        for piece in split_run_on(line.passage, force=force):
            mark = leading_mark(piece)
            if mark is None or mark.scheme is Scheme.SPOKEN:
                stack[-1].lines.append(piece)
                continue
            while stack[-1].scheme >= mark.scheme:
                stack.pop()
            node = Node(mark=mark, lines=[piece[mark.end :]])
            stack[-1].children.append(node)
            stack.append(node)
    _part_closing(root, stack[-1])
    _hand_labels_down(root)
    for node in root.walk():
        node.settle()
    _speak_for_siblings(root)
    _accept_like_siblings(root)
    _lift_closing_statements(root)
    return root


_CLOSING = re.compile(
    r"^(?:(?:请)?各(?:级|有关|相关|责任|牵头)?[^。,]{0,20}(?:要|应|须|务必|必须|请|于)|请各|请(?:认真|遵照|结合)|以上(?!各?项?(?:工作|任务|事项)?(?:由|均由))|上述|本(?:方案|通知|措施|意见|计划|办法|分工)|此前|联系人|联系电话|特此)"
)
"""How a paragraph starts that closes the document and belongs to no item."""


def _part_closing(root: Node, last: Node) -> None:
    """Take the closing paragraphs of the document from its last item."""
    if last.mark is None:
        return
    for at in range(1, len(last.lines)):
        if _CLOSING.match(last.lines[at].folded) and not find_statements(Passage.join(last.lines[at:], "\n")):
            root.closing = last.lines[at:]
            del last.lines[at:]
            return


def _hand_labels_down(root: Node) -> None:
    """Give label lines to the items below them, where they stand above: heading / 责任单位：A / 1.甲 / 责任单位：B / 2.乙.

    Read as usual, the first label would speak for all items and the last item would have none; only where that is so below every
    heading do the labels belong to what follows them.
    """
    heads = [node for node in root.walk() if node.children and not any(child.children for child in node.children)]
    if sum(len(head.children) for head in heads) < 3:
        return
    chains = [[head, *head.children] for head in heads]
    if not all(_labels(chain[-1]) == 0 and all(map(_labels, chain[:-1])) for chain in chains):
        return
    for chain in chains:
        for above, below in reversed(list(pairwise(chain))):
            count = _labels(above)
            below.lines.extend(above.lines[len(above.lines) - count :])
            del above.lines[len(above.lines) - count :]


def _labels(node: Node) -> int:
    """How many label lines close the text of an item."""
    count = 0
    for line in reversed(node.lines[1:] if node.mark is not None else node.lines):
        match = LABEL.match(line.folded)
        if match is None or not line.folded[match.end() :].lstrip().startswith(":"):
            break
        count += 1
    return count


_ABOVE = re.compile(
    r"^[(〔]?\s*(?:以上|上述)(?:各项|所有|(?P<count>[两三四五六七八九十0-9]{1,2})项)?(?:工作|任务|事项|内容|措施)?"
)


def _speak_for_siblings(node: Node) -> None:
    """Give（以上任务由A牵头，B配合）behind the last of several items to the items above it that name nobody."""
    for child in node.children:
        _speak_for_siblings(child)
    if len(node.children) < 2 or not node.children[-1].found:
        return
    last = node.children[-1]
    match = _ABOVE.match(last.text.folded[last.found[-1].start :])
    if match is None:
        return
    count = chinese_number(match["count"].replace("两", "二")) if match["count"] else len(node.children)
    for sibling in reversed(node.children[max(0, len(node.children) - count) : -1]):
        if sibling.found:
            return
        end = len(sibling.text)
        sibling.found = (Found(start=end, end=end, statement=last.found[-1].statement),)


_UNIT_END = re.compile(r"^.{2,12}[局委办厅部院会社科处室队所站镇乡街区县市]$")
_LAST_BRACKET = re.compile(r"[(〔](?P<names>[一-鿿、,()]{2,40})[)〕][。;]?(?=\n|$)")


def _accept_like_siblings(root: Node) -> None:
    """Take a closing bracket with names that prove nothing（市市政委）for a statement where most items close with one."""
    leaves = [node for node in root.walk() if node.mark is not None and not node.children and node.text]
    bearing = [node for node in leaves if node.found]
    if len(bearing) < 3 or len(bearing) * 3 < len(leaves) * 2:
        return
    for node in leaves:
        if node.found:
            continue
        for match in _LAST_BRACKET.finditer(node.text.folded):
            statement = read_labelled(node.text.span(match, "names"))
            if (
                statement.units
                and not statement.leftover
                and all(
                    may_be_unit(unit.passage.text) or _UNIT_END.search(unit.passage.folded) for unit in statement.units
                )
            ):
                node.found = (Found(start=match.start(), end=match.end(), statement=statement),)


def _lift_closing_statements(node: Node) -> None:
    """Give a statement behind the last of several unmarked sub-items to the item as a whole."""
    for child in node.children:
        _lift_closing_statements(child)
    parents = [child for child in node.children if len(child.children) >= 2]
    closing = [
        parent
        for parent in parents
        if parent.children[-1].found
        and not parent.found
        and not any(other.bears for other in parent.children[:-1])
        and not parent.children[-1].children
        and len(parent.children[-1].found) == 1
    ]
    if not closing or (node.mark is None and len(closing) < max(2, len(parents))):
        return
    for parent in closing:
        for child in parent.children:
            parent.lines.extend(with_number(other) for other in child.walk())
        parent.children = []
        parent.settle()
        parent.lifted = True


def with_number(node: Node) -> Passage:
    if node.mark is None:
        return node.text
    number = node.mark.ordinal
    head = Passage(number.text, ((0, number.location.block, number.location.start or 0),))
    return Passage.join([head, node.text])
