"""The command speaks English and Chinese: every text is there in both, and the caller decides which."""

from __future__ import annotations

import ast
import string
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

import policytasks.cli
from policytasks.cli.command import build
from policytasks.cli.phrases import PHRASES, phrase
from policytasks.cli.texts import TEXTS
from policytasks.messages import Language, language_of

PACKAGE = Path(policytasks.cli.__file__).parent
DOCUMENTATION = Path(__file__).parents[2] / "docs" / "reference" / "command.md"


def commands(command: click.Command, path: str = "policytasks") -> Iterator[tuple[str, click.Command]]:
    """A command and those below it, each with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        for name, member in command.commands.items():
            yield from commands(member, f"{path} {name}")


@pytest.mark.parametrize("key", TEXTS)
def test_a_text_names_the_same_facts_in_both_languages(key: str) -> None:
    names = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (TEXTS[key].en, TEXTS[key].zh)
    ]
    assert names[0] == names[1]
    assert TEXTS[key].en
    assert TEXTS[key].zh


def test_every_text_that_is_said_is_there_and_every_text_is_said() -> None:
    """The keys are literals in the code, or begin with a literal: ``voice("field.…")``."""
    said, prefixes = set(), set()
    for path in PACKAGE.glob("*.py"):
        if path.name == "texts.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                prefixes.add(str(node.values[0].value))
    named = {key for key in TEXTS if key in said or any(key.startswith(prefix) for prefix in prefixes if "." in prefix)}
    assert named == set(TEXTS)


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW"}, "zh"),
        ({"LC_ALL": "", "LANG": "ZH"}, "zh"),
    ],
)
def test_the_locale_decides(environment: dict[str, str], lang: str) -> None:
    assert language_of(environment) == lang


@pytest.mark.parametrize("words", ["--lang zh rules", "rules --lang zh", "rules --lang=zh", "--lang=zh rules"])
def test_the_option_decides_wherever_it_stands(run: Callable[..., Any], words: str) -> None:
    assert run(*words.split()).out.startswith("代码")


def test_the_option_beats_the_locale(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert run("rules").out.startswith("代码")
    assert run("rules", "--lang", "en").out.startswith("Code")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_command_has_a_help_page(run: Callable[..., Any], lang: Language) -> None:
    """The page names every option and says something about each."""
    for path, command in commands(build(lang)):
        result = run(*path.split()[1:], "--help", "--lang", lang)
        assert (result.code, result.err) == (0, "")
        assert result.out.startswith(f"Usage: {path} " if lang == "en" else f"用法：{path} ")
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help
                assert all(name in result.out for name in (*parameter.opts, *parameter.secondary_opts))


def test_chinese_help_is_chinese_throughout(run: Callable[..., Any]) -> None:
    for path, _ in commands(build("zh")):
        page = run(*path.split()[1:], "-h", "--lang", "zh").out
        english = [word for word in ("Usage", "Options", "Commands", "required", "Show", "default") if word in page]
        assert english == []


def test_the_help_page_lists_the_exit_codes(run: Callable[..., Any]) -> None:
    page = run("--help").out
    assert [line.split()[0] for line in page.splitlines() if line.startswith("    ") and line.strip()[0].isdigit()] == [
        "0", "1", "2", "3", "4",
    ]  # fmt: skip


def test_without_a_command_the_help_page_is_shown(run: Callable[..., Any]) -> None:
    assert run().out == run("--help").out
    assert run("units").out == run("units", "-h").out


def test_the_version_is_shown(run: Callable[..., Any]) -> None:
    assert run("--version").out == f"policytasks {policytasks.__version__}\n"


def test_the_documentation_names_every_command_and_option() -> None:
    page = DOCUMENTATION.read_text("utf-8")
    for path, command in commands(build("en")):
        assert path == "policytasks" or f"`{path}" in page
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.is_eager:
                assert max(parameter.opts, key=len) in page


def test_a_phrase_with_a_hole_keeps_what_stood_there() -> None:
    assert phrase("binary data (487 of 2,169 characters are none)") == "二进制数据（487 / 2,169 不是字符）"
    assert phrase("at most 2,048 levels") == "至多 2,048 levels"
    assert phrase("the file is empty") == "文件为空"


def test_a_phrase_that_the_table_does_not_have_stays() -> None:
    assert phrase("something new") == "something new"


def test_phrases_have_as_many_holes_in_both_languages() -> None:
    assert [english for english, chinese in PHRASES.items() if english.count("*") != chinese.count("*")] == []
