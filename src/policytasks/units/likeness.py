"""Likeness 相似: which two different names look like one unit misspelt, without ever saying that they are.

Edit distance is no ground: 区商务局, 区水务局 and 区税务局 are one character apart and three bureaus. A pair is reported only when the
difference is itself of a kind that writers produce: a generic word let in, a doubled, dropped or swapped character, a
character mistaken for a known look-alike or homophone, and then only where at most one of the two is a name that the
tables know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

from policytasks.model.unit import UnitKind
from policytasks.units.abbreviations import canonical_body, same_by_rule
from policytasks.units.data import read_table
from policytasks.units.kinds import kind_of
from policytasks.units.names import NameParts, normal_form, parse_name

__all__ = ["likeness", "near_duplicates"]

_GENERIC_WORDS = ("各有关", "有关", "相关", "各", "的", "、", "和", "及", "与", "局", "等", "级", "直属", "人民")
"""Words whose presence does not make another unit; longest first."""

_CONFUSED: dict[str, frozenset[str]] = {}
for _characters, _, _ in read_table("confusions"):
    for _character in _characters:
        _CONFUSED[_character] = _CONFUSED.get(_character, frozenset()) | frozenset(_characters) - {_character}

_REASONS = {
    "generic": ("多出或缺少“{0}”", 0.95),
    "doubled": ("“{0}”重复", 0.95),
    "swapped": ("“{0}”两字颠倒", 0.9),
    "confused": ("“{0}”与“{1}”形近或音近", 0.9),
    "dropped": ("多出或缺少“{0}”字", 0.85),
    "replaced": ("“{0}”与“{1}”一字之差", 0.8),
    "ending": ("同一职能，机构名称不同（{0}、{1}）", 0.6),
    "fields": ("职能相近，“{0}”的职能都在“{1}”之内", 0.5),
}
"""Reason code → what a person reads, and how likely it is one unit."""
_ONLY_SUGGESTED = frozenset({"ending", "fields"})
"""Two bureaus of one notice may well stand in these relations: good for a suggestion, no ground for a finding."""

_SHORTEST_FOR_DROPPED = 5
_SHORTEST_FOR_REPLACED = 6
"""Characters of a body below which a dropped or replaced character may well be another bureau's name."""


def likeness(a: str, b: str) -> float | None:
    """How likely two different names are one unit; for suggestions only.

    Returns:
        1.0 for names that are one by rule, less for a difference that writers produce, None where there is no ground.

    >>> likeness("区公安局分局", "区公安分局"), likeness("区商务局", "区水务局")
    (0.95, None)
    """
    if same_by_rule(a, b):
        return 1.0
    found = _difference(a, b)
    return None if found is None else _REASONS[found[0]][1]


def near_duplicates(names: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
    """The pairs of names in one document that look like one unit misspelt.

    Args:
        names: Printed names, in any order; repeated ones count once. Names that are one by rule are no pair.

    Returns:
        ``(a, b, reason)`` in the order of the names, ``a`` before ``b``; the reason is for people.
    """
    unique = list(dict.fromkeys(names))
    forms = [normal_form(name) for name in unique]
    found: list[tuple[str, str, str]] = []
    for index, other in sorted(_close(forms) | _close([parse_name(name).body for name in unique])):
        if abs(len(forms[other]) - len(forms[index])) > _MOST_EXTRA or not _share_an_end(forms[index], forms[other]):
            continue
        a, b = unique[index], unique[other]
        difference = _difference(a, b)
        if difference is not None and difference[0] not in _ONLY_SUGGESTED and not same_by_rule(a, b):
            found.append((a, b, _REASONS[difference[0]][0].format(*difference[1:])))
    return tuple(found)


_MOST_EXTRA = 3
"""Characters that one name of a pair may have more than the other."""


def _close(texts: list[str]) -> set[tuple[int, int]]:
    """The pairs of positions of texts that one stretch let in, one character replaced, or two swapped may make of one another.

    Each text is filed under what is left of it when such a change is undone, so that only texts of one file are compared:
    the time grows with the number of texts, not with that of their pairs.
    """
    whole: defaultdict[str, list[int]] = defaultdict(list)
    for position, text in enumerate(texts):
        whole[text].append(position)
    close: set[tuple[str, str]] = set()
    changed: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for text in whole:
        for start in range(len(text)):
            rest = text[start + 1 :]
            changed[text[:start], "?" + rest][text] = None
            changed[text[:start], "".join(sorted(text[start : start + 2])) + rest[1:]][text] = None
            for extra in range(1, min(_MOST_EXTRA, len(text) - start) + 1):
                shorter = text[:start] + text[start + extra :]
                if shorter in whole:
                    close.add((shorter, text))
    for several in changed.values():
        close.update(combinations(several, 2))
    return {(min(first, second), max(first, second)) for a, b in close for first in whole[a] for second in whole[b]}


def _share_an_end(a: str, b: str) -> bool:
    return a[:1] == b[:1] or a[-1:] == b[-1:]


@lru_cache(maxsize=65_536)
def _known(body: str) -> bool:
    return canonical_body(body) is not None


def _difference(a: str, b: str) -> tuple[str, ...] | None:
    """What two names differ in: a code of `_REASONS` and the characters; None where the difference is no ground."""
    kind_a, kind_b = kind_of(a), kind_of(b)
    if (kind_a is UnitKind.COLLECTIVE) is not (kind_b is UnitKind.COLLECTIVE):
        return None
    if kind_a is UnitKind.COLLECTIVE:
        return _generic_word(normal_form(a), normal_form(b))
    parts_a, parts_b = parse_name(a), parse_name(b)
    if not parts_a.jurisdiction.agrees_with(parts_b.jurisdiction):
        return _doubled(normal_form(a), normal_form(b))
    return _in_bodies(parts_a, parts_b)


def _in_bodies(a: NameParts, b: NameParts) -> tuple[str, ...] | None:
    one, two = a.body, b.body
    if one == two or a.nested != b.nested:
        return None
    known = _known(one) + _known(two)
    if known == 2:
        return _other_ending(a, b) or _within(one, two)
    if abs(len(one) - len(two)) > 3:
        return None
    return (
        _doubled(one, two)
        or _generic_word(one, two)
        or _swapped(one, two)
        or (_replaced(one, two) if known == 1 else None)
        or (_dropped(one, two) if known == 1 else None)
    )


def _other_ending(a: NameParts, b: NameParts) -> tuple[str, ...] | None:
    """发改委 and 发改局 of one place: one field, two forms of office."""
    if a.jurisdiction.level is None or a.jurisdiction != b.jurisdiction:
        return None
    one, two = canonical_body(a.body) or "", canonical_body(b.body) or ""
    if one[:-1] == two[:-1] and {one[-1:], two[-1:]} == {"委", "局"} and len(one) > 2:
        return "ending", a.body, b.body
    return None


def _within(one: str, two: str) -> tuple[str, ...] | None:
    """文旅局 and 文化广电和旅游局, 教育局 and 教育体育局: the fields of one are among the fields of the other."""
    first, second = canonical_body(one) or "", canonical_body(two) or ""
    if first[-1:] != second[-1:]:
        return None
    few, many = sorted((first[:-1].split("+"), second[:-1].split("+")), key=len)
    if len(few) == len(many) or not set(few) < set(many):
        return None
    return ("fields", one, two) if len(first.split("+")) < len(second.split("+")) else ("fields", two, one)


def _inserted(short: str, long: str) -> tuple[str, int] | None:
    """The one stretch that ``long`` has more than ``short``, and where; None when they differ otherwise."""
    extra = len(long) - len(short)
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    if extra > 0 and long[start + extra :] == short[start:]:
        return long[start : start + extra], start
    return None


def _ordered(one: str, two: str) -> tuple[str, str]:
    return (one, two) if len(one) < len(two) else (two, one)


def _generic_word(one: str, two: str) -> tuple[str, ...] | None:
    short, long = _ordered(one, two)
    found = _inserted(short, long)
    # 各有关省级人民政府 and 各省级人民政府 are not the same units: a word in front narrows.
    if found is None or len(short) < 3 or found[1] == 0:
        return None
    rest = found[0]
    for word in _GENERIC_WORDS:
        rest = rest.replace(word, "")
    return None if rest else ("generic", found[0])


def _doubled(one: str, two: str) -> tuple[str, ...] | None:
    short, long = _ordered(one, two)
    found = _inserted(short, long)
    if found is None or len(short) < 3:
        return None
    word, start = found
    around = long[max(0, start - len(word)) : start], long[start + len(word) : start + 2 * len(word)]
    return ("doubled", word) if word in around else None


def _swapped(one: str, two: str) -> tuple[str, ...] | None:
    if len(one) != len(two) or len(one) < 4 or (_known(one) and _known(two)):
        return None
    differing = [index for index in range(len(one)) if one[index] != two[index]]
    if len(differing) != 2 or differing[1] != differing[0] + 1:
        return None
    first, second = differing
    pair = one[first : second + 1]
    return ("swapped", pair) if pair == two[first : second + 1][::-1] else None


def _replaced(one: str, two: str) -> tuple[str, ...] | None:
    if len(one) != len(two):
        return None
    differing = [index for index in range(len(one)) if one[index] != two[index]]
    if len(differing) != 1:
        return None
    x, y = one[differing[0]], two[differing[0]]
    if y in _CONFUSED.get(x, frozenset()):
        return "confused", x, y
    return ("replaced", x, y) if len(one) >= _SHORTEST_FOR_REPLACED else None


def _dropped(one: str, two: str) -> tuple[str, ...] | None:
    short, long = _ordered(one, two)
    found = _inserted(short, long)
    if found is None or len(found[0]) != 1 or len(long) < _SHORTEST_FOR_DROPPED:
        return None
    return "dropped", found[0]
