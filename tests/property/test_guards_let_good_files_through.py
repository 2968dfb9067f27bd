"""Law: the guards change nothing about files that are in order, wherever their chunks end."""

from __future__ import annotations

import io
import zipfile

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from policytasks.sources import guards
from policytasks.sources.guards import LIMITS, open_archive, parse_xml

CHUNK = 1024 * 1024
sizes = st.one_of(st.integers(0, 200), st.integers(CHUNK - 3, CHUNK + 3), st.integers(2 * CHUNK - 2, 2 * CHUNK + 2))
names = st.text("abc中文.xml", min_size=1, max_size=12).map("word/{}".format)


@settings(deadline=None)
@given(
    st.dictionaries(names, sizes, max_size=4),
    st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
)
def test_every_member_is_read_as_it_was_written(members: dict[str, int], compression: int) -> None:
    """Sizes around the ends of the chunks that are read at a time."""
    written = {name: bytes(range(251)) * (size // 251) + b"x" * (size % 251) for name, size in members.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in written.items():
            archive.writestr(name, content)
    opened = open_archive(out.getvalue(), file="x")
    assert {name: opened.read(name) for name in opened} == written


@settings(deadline=None)
@given(st.integers(CHUNK - 2, CHUNK + 2))
def test_a_limit_lets_exactly_its_own_size_through(size: int) -> None:
    """As many bytes as allowed are allowed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", b"x" * size)
    limits = attrs.evolve(LIMITS, member_bytes=size, total_bytes=size)
    assert len(open_archive(out.getvalue(), file="x", limits=limits).read("a")) == size


xml = st.recursive(
    st.text("甲<&>=\"' \n", max_size=12),
    lambda inner: st.builds(
        lambda attributes, children: (attributes, children),
        st.dictionaries(st.sampled_from(["a", "b", "c"]), st.text("甲<&>=\"' ", max_size=12)),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


def element(tree: object) -> etree._Element:
    """An element from generated attributes and children."""
    made = etree.Element("e")
    if isinstance(tree, tuple):
        attributes, children = tree
        for name, value in attributes.items():
            made.set(name, value)
        made.extend(map(element, children))
    else:
        made.text = str(tree)
    return made


@settings(deadline=None)
@given(xml)
def test_parts_in_order_are_parsed_as_by_a_plain_parser(tree: object) -> None:
    """Marks and quotes in texts and values are no tags and no attributes, even with narrow limits."""
    written = etree.tostring(element(tree), encoding="utf-8")
    limits = attrs.evolve(LIMITS, attributes=4, tags=written.count(b"<"))
    assert etree.tostring(parse_xml(written, where="x", limits=limits)) == etree.tostring(etree.fromstring(written))


@settings(deadline=None)
@given(st.integers(LIMITS.attributes - 2, LIMITS.attributes), st.integers(1, 300), st.text("甲 ", max_size=3))
def test_as_many_attributes_as_allowed_are_allowed(count: int, length: int, text: str) -> None:
    """Few long values, or many short ones."""
    attributes = " ".join(f'a{number}="{"=" * (length % 7)}{text}"' for number in range(count))
    assert len(parse_xml(f"<e {attributes}/>".encode(), where="x").attrib) == count


def test_the_chunk_of_these_tests_is_that_of_the_guards() -> None:
    """Or the sizes above would test nothing."""
    assert guards._CHUNK == CHUNK
