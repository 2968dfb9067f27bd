"""Names of units become names of files that every system takes, and that nobody confuses."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytasks.workbook.file_names import file_names, safe_name


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("区财政局", "区财政局"),
        ("区发展和改革局（区粮食局）", "区发展和改革局（区粮食局）"),
        ("甲/乙局", "甲／乙局"),
        ('"公安"局?', "＂公安＂局？"),
        ("  区 \n 财政局. ", "区 _ 财政局"),
        ("CON", "_CON"),
        ("nul.局", "_nul.局"),
        ("com¹", "_com¹"),
        ("CONSUL", "CONSUL"),
        ("~$财政局", "_~$财政局"),
        ("-f", "_-f"),
        ("..", "_"),
        ("", "_"),
        ("倒\u202e写", "倒_写"),
        ("半\ud800字", "半_字"),
        ("e\u0301", "é"),
    ],
)
def test_a_name_becomes_a_name_of_a_file(name: str, stem: str) -> None:
    assert safe_name(name) == stem


def test_long_names_are_cut_and_marked() -> None:
    """Names that begin alike stay apart."""
    one, other = (safe_name("长" * 60 + end) for end in "甲乙")
    assert one != other
    assert one.startswith("长" * 41 + "~")
    assert len(one) == 50


def test_names_that_some_system_takes_for_one_are_marked() -> None:
    """Both of them, so that neither depends on the order."""
    names = ("A局", "a局", "区财政局")
    found = file_names(names)
    assert found[2] == "区财政局.xlsx"
    assert [name.partition("~")[0] for name in found[:2]] == ["A局", "a局"]
    assert file_names(names[::-1]) == found[::-1]


@given(st.lists(st.text(max_size=120), unique=True, max_size=12))
def test_names_are_apart_and_short_on_every_system(names: list[str]) -> None:
    """Law: as many names without regard to case and to composed accents, none with what is forbidden, none over the limits."""
    found = file_names(names)
    assert len({unicodedata.normalize("NFD", name).casefold() for name in found}) == len(names)
    for name in found:
        assert not set(name) & set('<>:"/\\|?*')
        assert name.isprintable()
        assert name == Path(name).name == name.strip()
        assert not name.removesuffix(".xlsx").endswith((".", " "))
        assert len(name.encode()) <= 200
