"""Plug-ins: rules that installed packages bring; a broken one is told about and left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from policytasks.validation.plugins import Plugins, load_plugins, plugin_rules
from policytasks.validation.rules import DEFAULT_RULES
from policytasks.validation.validate import validate

RULES = """
from policytasks.model.notice import Notice
from policytasks.validation.catalogue import observe, rule
from policytasks.validation.finding import Severity

def make(code):
    @rule(Notice, code=code, severity=Severity.INFO, summary="总有一条。", rationale="试用。", remedy="不必处理。",
          example="无", message="本机关要求核对")
    def found(notice):
        yield observe()
    return found

ONE = make("office-one")
MANY = [make("office-two"), make("office-three")]
TAKEN = [make("office-four"), make("no-title")]
TWICE = [make("office-five"), make("office-five")]
AGAIN = make("office-one")
NONE = 7
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Install a package with entry points: name and what it leads to."""

    def through(**points: str) -> None:
        (tmp_path / "office_rules.py").write_text(RULES, "utf-8")
        info = tmp_path / "office_rules-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: office-rules\nVersion: 1.0\n", "utf-8")
        lines = [f"{name} = {target}" for name, target in points.items()]
        (info / "entry_points.txt").write_text("\n".join(["[policytasks.rules]", *lines]), "utf-8")
        monkeypatch.syspath_prepend(tmp_path)

    return through


def codes(plugins: Plugins) -> list[str]:
    return [rule.code for rule in plugins.rules]


def test_without_packages_there_are_no_rules() -> None:
    assert load_plugins() == Plugins()


def test_a_package_brings_a_rule_or_several(install: Callable[..., None]) -> None:
    install(b="office_rules:MANY", a="office_rules:ONE")
    plugins = load_plugins()
    assert (codes(plugins), plugins.problems) == (["office-one", "office-two", "office-three"], ())


def test_its_rules_are_applied_beside_the_librarys(install: Callable[..., None], seed: object) -> None:
    install(a="office_rules:ONE")
    found = validate(seed, rules=(*DEFAULT_RULES, *plugin_rules()))  # type: ignore[arg-type]  # a notice
    assert [each.message for each in found if each.code == "office-one"] == ["本机关要求核对"]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("office_rules:MISSING", "a (office-rules): a plug-in that cannot be loaded; found AttributeError: "),
        ("no_such_module:X", "a (office-rules): a plug-in that cannot be loaded; found ModuleNotFoundError: "),
        ("office_rules:NONE", "a (office-rules): a plug-in that brings no rule; found int; expected a function with "),
        ("office_rules:TAKEN", "a (office-rules): a plug-in with a code that is taken; found no-title of policytasks itself; "),
        ("office_rules:TWICE", "a (office-rules): a plug-in with a code that is taken; found office-five of another rule of "),
    ],
)  # fmt: skip
def test_a_broken_plug_in_warns_and_is_left_out_whole(install: Callable[..., None], target: str, message: str) -> None:
    install(a=target, b="office_rules:ONE")
    with pytest.warns(RuntimeWarning) as caught:
        rules = plugin_rules()
    assert [rule.code for rule in rules] == ["office-one"]
    (warning,) = caught
    assert str(warning.message).startswith(message)


def test_of_two_plug_ins_with_one_code_the_first_by_name_stays(install: Callable[..., None]) -> None:
    install(z="office_rules:ONE", y="office_rules:AGAIN")
    plugins = load_plugins()
    assert codes(plugins) == ["office-one"]
    assert [str(problem) for problem in plugins.problems] == [
        "z (office-rules): a plug-in with a code that is taken; found office-one of y (office-rules); "
        "expected a code of its own, such as one that begins with the name of the office"
    ]
