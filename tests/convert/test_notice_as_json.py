"""JSON text and files: deterministic, whole or not at all, with or without the fast encoder."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from policytasks.convert import dumps, json_file, loads, read_json, to_dict, write_json
from policytasks.errors import ConversionError
from policytasks.model.notice import Notice, TextBlock

NOTICE = Notice(title="关于“分工”的通知", addressees=("各镇",), body=(TextBlock(text="一\n二\t\x01\u2028\x7f😀"),))


@pytest.fixture(params=["orjson", "json"], autouse=True)
def _encoder(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs with the optional encoder (where it is installed) and without it."""
    if request.param == "json":
        monkeypatch.setattr(json_file, "orjson", None)


def test_text_and_notice_are_inverse() -> None:
    """`loads` of `dumps` is the notice, from text and from bytes."""
    assert loads(dumps(NOTICE)) == NOTICE
    assert loads(dumps(NOTICE, indent=True).encode()) == NOTICE


def test_the_text_is_that_of_the_standard_library() -> None:
    """Both encoders write the same characters."""
    assert dumps(NOTICE, indent=True) == json.dumps(to_dict(NOTICE), ensure_ascii=False, indent=2)
    assert dumps(NOTICE) == json.dumps(to_dict(NOTICE), ensure_ascii=False, separators=(",", ":"))


def test_a_file_is_indented_utf_8_and_reads_back(tmp_path: Path) -> None:
    """The file's bytes follow from the notice alone."""
    path = tmp_path / "通知.json"
    write_json(NOTICE, path)
    assert path.read_bytes() == dumps(NOTICE, indent=True).encode() + b"\n"
    assert read_json(path) == NOTICE
    assert os.listdir(tmp_path) == ["通知.json"]


def test_a_byte_order_mark_is_no_harm(tmp_path: Path) -> None:
    """Editors on Windows put one in front."""
    path = tmp_path / "notice.json"
    path.write_bytes(b"\xef\xbb\xbf" + dumps(NOTICE).encode())
    assert read_json(path) == NOTICE


def test_lone_surrogates_and_huge_numbers_survive(tmp_path: Path) -> None:
    """Text that has no UTF-8 form is written with escapes."""
    notice = Notice(title="坏字\ud800。")
    write_json(notice, tmp_path / "notice.json")
    assert read_json(tmp_path / "notice.json") == notice
    assert loads(dumps(notice)) == notice


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is replaced before the new file is complete, and no temporary file stays."""
    path = tmp_path / "notice.json"
    path.write_text("old")

    def fail(descriptor: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_json(NOTICE, path)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["notice.json"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not JSON: line 1, column 1"),
        (b'{\n"a":', "not JSON: line 2, column 5"),
        (b"\xff\xfe{", "not UTF-8; found byte 0xff"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[]", "expected an object"),
        (b'{"format_version": 1, "title": NaN}', "expected a string|not JSON"),
    ],
)
def test_what_is_no_notice_says_so_with_the_file(tmp_path: Path, content: bytes, message: str) -> None:
    """The message names the file, the path in it and what is wrong."""
    path = tmp_path / "notice.json"
    path.write_bytes(content)
    with pytest.raises(ConversionError, match=message) as caught:
        read_json(path)
    assert caught.value.where.startswith("$")
    assert "notice.json" in str(caught.value)


def test_a_missing_file_is_pythons_own_error(tmp_path: Path) -> None:
    """As the contract says."""
    with pytest.raises(FileNotFoundError):
        read_json(tmp_path / "none.json")
