"""Names that look like one unit misspelt, and those that only share most of their characters."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytasks.model.notice import Notice
from policytasks.units.likeness import likeness, near_duplicates


def test_the_real_notice_has_exactly_two_near_duplicates(seed: Notice) -> None:
    """The two real pairs are found and none of the four bureaus one character apart."""
    names = [unit.name for unit in seed.units]
    assert near_duplicates(names) == (
        ("区公安局分局", "区公安分局", "多出或缺少“局”"),
        ("区政府各部门、单位", "区政府各有关部门、单位", "多出或缺少“有关”"),
    )


@pytest.mark.parametrize(
    ("wrong", "right", "reason"),
    [
        ("区公安分局分局", "区公安分局", "“分局”重复"),
        ("区财财政局", "区财政局", "“财”重复"),
        ("县卫建局", "县卫健局", "“建”与“健”形近或音近"),
        ("区国士资源局", "区国土资源局", "“士”与“土”形近或音近"),
        ("区人力资源和社会障局", "区人力资源和社会保障局", "多出或缺少“保”字"),
        ("区住房城和乡建设局", "区住房和城乡建设局", "“城和”两字颠倒"),
        ("区文化和旅行局", "区文化和旅游局", "“行”与“游”一字之差"),
        ("市直各部门、单位", "市直各有关部门、单位", "多出或缺少“有关”"),
    ],
)
def test_what_writers_get_wrong_is_found(wrong: str, right: str, reason: str) -> None:
    """Let in, doubled, dropped, swapped and mistaken characters are each named."""
    assert near_duplicates([wrong, right]) == ((wrong, right, reason),)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("区商务局", "区水务局"),
        ("区商务局", "区税务局"),
        ("区民政局", "区财政局"),
        ("区教育局", "区教育和体育局"),
        ("市自然资源局", "市自然资源和规划局"),
        ("市政府", "市政府办公室"),
        ("市委", "市委办"),
        ("大安镇", "小安镇"),
        ("市一中", "市二中"),
        ("市教育局", "区教育局"),
        ("各省级人民政府", "各有关省级人民政府"),
        ("区发改局", "区发展和改革局"),
    ],
)
def test_other_units_and_other_names_of_one_unit_are_no_near_duplicates(a: str, b: str) -> None:
    """Bureaus that share characters are different; an abbreviation is no misspelling."""
    assert near_duplicates([a, b]) == ()


def test_likeness_is_symmetric_and_grades_its_grounds() -> None:
    """One by rule is 1, a slip of the pen is nearly that, a kindred office is only worth a look, the rest is nothing."""
    pairs = [
        ("区发改局", "区发展和改革局"),
        ("区公安局分局", "区公安分局"),
        ("市发改委", "市发改局"),
        ("市教育局", "市教育和体育局"),
        ("区商务局", "区水务局"),
    ]
    assert [likeness(a, b) for a, b in pairs] == [1.0, 0.95, 0.6, 0.5, None]
    assert [likeness(b, a) for a, b in pairs] == [1.0, 0.95, 0.6, 0.5, None]


def test_the_order_and_repetition_of_names_does_not_matter() -> None:
    """Each pair is reported once, in the order of first appearance."""
    names = ["区公安分局", "区财政局", "区公安局分局", "区公安分局"]
    assert near_duplicates(names) == (("区公安分局", "区公安局分局", "多出或缺少“局”"),)


SLIPS = st.sampled_from(
    [
        lambda name, at: name[:at] + name[at] + name[at:],
        lambda name, at: name[:at] + name[at + 1 :],
        lambda name, at: name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
        lambda name, at: name[:at] + "己" + name[at + 1 :],
        lambda name, at: name[:at] + "各有关" + name[at:],
        lambda name, at: name[:at] + "局" + name[at:],
    ]
)
NAMES = "市发展和改革局 市自然资源和规划局 区公安分局 区政府各部门、单位 各镇（街道） 兖州区财政局 市住房和城乡建设局 市教育局".split()


@given(st.lists(st.tuples(st.sampled_from(NAMES), SLIPS, st.integers(1, 4)), max_size=6))
def test_no_pair_is_lost_among_many(slips: list[tuple[str, Callable[[str, int], str], int]]) -> None:
    """All names at once give the pairs that each two of them give alone."""
    names = tuple(dict.fromkeys([*NAMES, *(slip(name, min(at, len(name) - 1)) for name, slip, at in slips)]))
    alone = [pair for two in combinations(names, 2) for pair in near_duplicates(two)]
    assert sorted(near_duplicates(names)) == sorted(alone)


def test_thousands_of_names_take_a_moment() -> None:
    """The time grows with the names, not with their pairs."""
    names = [f"{chr(0x4E00 + place)}{chr(0x4F00 + place)}县{name[1:]}" for place in range(500) for name in NAMES]
    began = time.process_time()
    near_duplicates(names)
    assert time.process_time() - began < 4
