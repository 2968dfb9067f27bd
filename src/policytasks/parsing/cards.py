"""Cards 条目卡片: an item whose parts stand behind labels: heading / 责任单位：… / 整改时限：… / 整改措施：…

The heading is the task, what stands behind 整改措施 (or another word that heads a column of requirements) is the requirement, and the other labels say
what they say anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from policytasks.parsing.requirement import Draft
from policytasks.parsing.statement import read_labelled
from policytasks.parsing.vocabulary import KNOWN_HEADINGS, ColumnRole, column_role
from policytasks.passage import Passage

__all__ = ["Card", "read_card"]

_LABELLED = re.compile(r"^(?P<key>[一-鿿 ]{2,12}?)\s*:\s*(?P<value>.*)$", re.DOTALL)
_LABELS = {ColumnRole.LEAD: "牵头单位:", ColumnRole.SUPPORTING: "配合单位:"}
_UNITS = (ColumnRole.LEAD, ColumnRole.CHIEF, ColumnRole.RESPONSIBLE, ColumnRole.SUPPORTING)


@attrs.frozen(kw_only=True)
class Card:
    """A card.

    Args:
        title: Its heading.
        draft: Its requirement.
    """

    title: Passage
    draft: Draft


def read_card(lines: Sequence[Passage]) -> Card | None:
    """Read an item as a card.

    Args:
        lines: The item's lines; the first one is its heading.

    Returns:
        None unless labels for units and for a requirement stand at the starts of lines.
    """
    fields: list[tuple[str, ColumnRole | None, list[Passage]]] = []
    for line in lines[1:]:
        match = _LABELLED.match(line.folded)
        key = re.sub(r" ", "", match["key"]) if match is not None else ""
        if match is not None and (key in KNOWN_HEADINGS or (len(key) == 4 and column_role(key) is not None)):
            fields.append((key, column_role(key), [line[match.start("value") :]]))
        elif fields:
            fields[-1][2].append(line)
        else:
            return None
    roles = [role for _, role, _ in fields]
    if ColumnRole.REQUIREMENT not in roles or not any(role in _UNITS for role in roles) or len(fields) < 2:
        return None
    text, draft = [], Draft(text=Passage("", ()))
    best = [key for key, role, _ in fields if role is ColumnRole.REQUIREMENT]
    chosen = next((key for key in best if "措施" in key or "要求" in key), best[0])
    for key, role, parts in fields:
        value = Passage.join(parts, "\n").strip()
        if key == chosen:
            text.append(value)
        elif role in _UNITS:
            label = _LABELS.get(role, "责任单位:")
            draft = attrs.evolve(
                draft, statements=(*draft.statements, read_labelled(Passage.join([Passage(label, ()), value])))
            )
        elif role is ColumnRole.DEADLINE:
            draft = attrs.evolve(draft, deadline_cells=(*draft.deadline_cells, value))
        elif role is ColumnRole.LEADER:
            draft = attrs.evolve(draft, leaders=(*draft.leaders, *value.split(_NAMES)))
        elif value:
            draft = attrs.evolve(draft, remarks=(*draft.remarks, (key, value)))
    return Card(title=lines[0], draft=attrs.evolve(draft, text=Passage.join(text, "\n")))


_NAMES = re.compile(r"[、,]")
