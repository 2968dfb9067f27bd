"""Woven statements: units inside the sentence itself, in notices that use neither brackets nor labels nor tables.

由县文旅局负责，县融媒体中心配合，9月25日前完成舞台搭建。— 市教育局：扩大学位供给。— a heading that is a unit's name, with its duties below. The
units stay in the text. A document counts only when most of its items are written so: a rule or a report that names a unit now and then
divides no work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from policytasks.model.responsibility import Role
from policytasks.model.unit import UnitKind
from policytasks.parsing.numbering import Scheme
from policytasks.parsing.statement import Named, Statement, read_units
from policytasks.parsing.statements import Found
from policytasks.parsing.tree import Node
from policytasks.parsing.unit_list import split_names
from policytasks.passage import Passage
from policytasks.units.kinds import kind_of, looks_like_unit

__all__ = ["weave"]

_CLAUSE = re.compile(r"[^,;。\n:]+")
_SENTENCE = re.compile(r"[^。;\n]+")
_WITH_OBJECT = re.compile(r"^(?P<units>[^,。;]{2,40}?)(?P<verb>负责|牵头)(?=[一-鿿]{2})")
_JOINTLY = re.compile(r"并?会同|(?<=[局委办厅部院会心队])联合(?!会|社|体)|^并?联合(?!会)")
_HOLDS_VERB = re.compile(
    r"(?:局|委|办|厅|政府|中心|公司)(?:负责|牵头|做好|开展|推进|制定|打通|新建|组织|落实|完成|建设|实施|加强|推动)"
)
_UNIT_END = re.compile(r"(?:局|委|办|厅|政府|中心|公司|办公室|街道|部|院|会|支队|集团|管委会|委员会)")
_OPEN_WORDS = re.compile(r"^各?(?:[市县区]直?)?(?:有关|相关)(?:部门|单位|方面)")
_DUTY = re.compile(r"^(?P<units>[^,。;:]{2,60}?)要(?![求点件素约领])(?P<jointly>会同|联合)?(?=[一-鿿]{2})")
_UNITS_FIRST = re.compile(r"^(?P<units>[^:。;]{2,80}):(?=\s*\S)")


def weave(root: Node, *, least: int) -> None:
    """Give the items of a tree the statements that are woven into their sentences, if the document is written so.

    Args:
        root: The tree; none of its items has a statement yet.
        least: How many items at least must be written so; it must be half of them in any case.
    """
    if sum(node.mark is not None and node.mark.scheme is Scheme.ARTICLE for node in root.walk()) > 2:
        return
    leaves = [node for node in root.walk() if node.mark is not None and not node.children and node.text]
    if not leaves:
        return
    for reading in (_from_clauses, _from_units_first, _from_duties):
        found = {id(node): read for node in leaves if (read := reading(node.text)) is not None}
        if len(found) >= least and len(found) * 2 >= len(leaves):
            for node in leaves:
                if id(node) in found:
                    statement, start, end = found[id(node)]
                    node.found = (Found(start=start, end=end, statement=statement),)
            return
    _from_headings(root)


def _from_clauses(text: Passage) -> tuple[Statement, int, int] | None:
    """Units and verbs of the clauses that open a sentence, or that 由 opens; they take nothing away from the text."""
    units: list[Named] = []
    for sentence in _SENTENCE.finditer(text.folded):
        running = False
        for number, match in enumerate(_CLAUSE.finditer(sentence[0])):
            clause = text[sentence.start() + match.start() : sentence.start() + match.end()].strip()
            if not (number == 0 or running or clause.folded.startswith("由")):
                continue
            statement = _clause_statement(clause)
            running = statement is not None
            if statement is not None:
                units.extend(statement.units)
    if not units:
        return None
    return Statement(units=tuple(units), verbal=True), len(text), len(text)


def _clause_statement(clause: Passage) -> Statement | None:
    jointly = _JOINTLY.search(clause.folded)
    if jointly is not None:
        leads = _all_units(clause[: jointly.start()])
        others = tuple(_leading_units(clause[jointly.end() :]))
        if leads is None or not others:
            return None
        named = [Named(passage=name, role=Role.LEAD) for name in leads]
        return Statement(units=(*named, *(Named(passage=name, role=Role.SUPPORTING) for name in others)), verbal=True)
    if len(clause) > 80:
        return None
    statement = read_units(clause, default=Role.RESPONSIBLE, labelled=False)
    if not statement.verbal or statement.leftover or not statement.units:
        return _with_object(clause)
    return statement if all(looks_like_unit(unit.passage.text) for unit in statement.units) else None


def _with_object(clause: Passage) -> Statement | None:
    """各县人民政府负责储备移动泵车: the verb has an object."""
    match = _WITH_OBJECT.match(clause.folded.removeprefix("由"))
    if match is None:
        return None
    offset = 1 if clause.folded.startswith("由") else 0
    names = [name for name in split_names(clause[offset : offset + match.end("units")]) if name.passage]
    if not names or not all(looks_like_unit(name.text) for name in names):
        return None
    role = Role.LEAD if match["verb"] == "牵头" else Role.RESPONSIBLE
    return Statement(units=tuple(Named(passage=name.passage, role=role, mark=name.mark) for name in names), verbal=True)


def _all_units(text: Passage) -> list[Passage] | None:
    """The units of a stretch that holds nothing else; None when it holds more. A stretch without any is empty."""
    text = text.strip()
    if text.folded.startswith("由"):
        text = text[1:]
    names = [name.passage for name in split_names(text) if name.passage]
    return names if all(looks_like_unit(name.text) for name in names) else None


def _leading_units(text: Passage) -> Iterator[Passage]:
    """The units that a clause starts with, up to its verb: 市公安局、市城管局打通断头路."""
    for name in split_names(text):
        open_words = _OPEN_WORDS.match(name.passage.folded)
        if open_words is not None:
            yield name.passage[: open_words.end()]
            return
        if looks_like_unit(name.passage.text) and not _HOLDS_VERB.search(name.passage.folded):
            yield name.passage
            continue
        for match in _UNIT_END.finditer(name.passage.folded):
            if looks_like_unit(name.passage.text[: match.end()]):
                yield name.passage[: match.end()]
                break
        return


def _from_units_first(text: Passage) -> tuple[Statement, int, int] | None:
    """市教育局：扩大学位供给。"""
    match = _UNITS_FIRST.match(text.folded)
    if match is None:
        return None
    names = [name for name in split_names(text.span(match, "units")) if name.passage]
    if not names or not all(looks_like_unit(name.text) for name in names):
        return None
    units = tuple(Named(passage=name.passage, role=Role.RESPONSIBLE, mark=name.mark) for name in names)
    return Statement(units=units, labelled=True), 0, match.end()


def _from_duties(text: Passage) -> tuple[Statement, int, int] | None:
    """市发改委要会同有关部门研判形势。"""
    match = _DUTY.match(text.folded)
    if match is None:
        return None
    names = [name for name in split_names(text.span(match, "units")) if name.passage]
    if not names or not all(looks_like_unit(name.text) for name in names):
        return None
    if all(kind_of(name.text) is UnitKind.COLLECTIVE for name in names):
        # 各单位要高度重视 divides nothing.
        return None
    others = tuple(_leading_units(text[match.end() :])) if match["jointly"] else ()
    role = Role.LEAD if others else Role.RESPONSIBLE
    units = [Named(passage=name.passage, role=role, mark=name.mark) for name in names]
    units += [Named(passage=name, role=Role.SUPPORTING) for name in others]
    return Statement(units=tuple(units), verbal=True), len(text), len(text)


def _from_headings(root: Node) -> None:
    """Headings that are units, each with its duties below."""
    for node in root.walk():
        heads = [child for child in node.children if child.children]
        if len(heads) < 2:
            continue
        statements = [_heading_statement(child.text) for child in heads]
        if sum(statement is not None for statement in statements) * 2 <= len(heads):
            continue
        for child, statement in zip(heads, statements, strict=True):
            if statement is None:
                continue
            for below in child.children:
                below.found = (Found(start=len(below.text), end=len(below.text), statement=statement),)


def _heading_statement(text: Passage) -> Statement | None:
    names = [name for name in split_names(text.strip("：:。 ")) if name.passage]
    if not names or not all(looks_like_unit(name.text) for name in names):
        return None
    return Statement(
        units=tuple(attrs.evolve(Named(passage=name.passage, role=Role.RESPONSIBLE), mark=name.mark) for name in names),
        labelled=True,
    )
