"""Configuration: which rules apply, how grave they are, and when a check fails; as a value and as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytasks.errors import ConfigError, RuleError
from policytasks.validation.config import CheckConfig
from policytasks.validation.config_file import find_config, read_config
from policytasks.validation.finding import Finding, Severity
from policytasks.validation.rules import CATALOGUE, DEFAULT_RULES
from policytasks.validation.selectors import matches, nearest, unknown_selectors


def codes(config: CheckConfig, file: str = "") -> list[str]:
    return [rule.code for rule in config.rules(DEFAULT_RULES, file=file)]


class TestValue:
    """A configuration that a script makes by hand."""

    def test_without_settings_every_rule_applies_as_it_is(self) -> None:
        assert CheckConfig().rules(DEFAULT_RULES) == DEFAULT_RULES

    def test_codes_and_patterns_select_and_leave_out(self) -> None:
        assert codes(CheckConfig(select=("no-title", "number-*"))) == [
            code for code in CATALOGUE if code == "no-title" or code.startswith("number-")
        ]
        left = codes(CheckConfig(ignore=("number-*", "no-title")))
        assert set(CATALOGUE) - set(left) == {
            code for code in CATALOGUE if code == "no-title" or code.startswith("number-")
        }

    def test_severities_change_by_code_before_pattern_and_later_pattern_before_earlier(self) -> None:
        config = CheckConfig(
            select=("no-title", "no-issuer", "no-tasks"),
            severity={"no-title": Severity.ERROR, "no-*": Severity.INFO, "no-i*": Severity.WARNING},
        )
        assert {rule.code: rule.severity for rule in config.rules(DEFAULT_RULES)} == {
            "no-title": Severity.ERROR,
            "no-issuer": Severity.WARNING,
            "no-tasks": Severity.INFO,
        }

    def test_options_go_to_their_rule(self) -> None:
        config = CheckConfig(select=("deadline-year-*",), options={"deadline-year-suspicious": {"years": 9}})
        (rule,) = config.rules(DEFAULT_RULES)
        assert {option.name: option.value for option in rule.options} == {"years": 9}

    @pytest.mark.parametrize(
        ("file", "left_out"),
        [
            ("/office/旧文/2019/a.txt", True),
            ("/office/旧文/a.txt", True),
            ("/office/b.draft.txt", True),
            ("/elsewhere/c.draft.txt", True),
            ("/office/新文/a.txt", False),
            ("/elsewhere/旧文/a.txt", False),
            ("", False),
        ],
    )
    def test_rules_are_left_out_in_files_whose_path_fits(self, file: str, left_out: bool) -> None:
        config = CheckConfig(
            root="/office", per_file_ignores={"旧文/*": ("no-title",), "*.draft.txt": ("no-title", "no-tasks")}
        )
        assert ("no-title" not in codes(config, file)) == left_out
        assert config.ignores("no-title", file=file) == left_out

    @pytest.mark.parametrize(
        "settings",
        [
            {"select": ("no-titel",)},
            {"ignore": ("no-titel",)},
            {"severity": {"no-titel": Severity.INFO}},
            {"options": {"no-titel": {}}},
            {"per_file_ignores": {"*": ("no-titel",)}},
        ],
    )
    def test_a_misspelt_code_is_an_error_that_names_the_near_one(self, settings: dict[str, object]) -> None:
        with pytest.raises(RuleError) as caught:
            CheckConfig(**settings).rules(DEFAULT_RULES)  # type: ignore[arg-type]
        assert str(caught.value) == "there is no such rule; found no-titel; expected no-title"

    def test_a_check_fails_from_its_severity_on(self) -> None:
        warning = Finding(code="no-title", severity=Severity.WARNING, message="")
        fails = {level: CheckConfig(fail_on=level).fails([warning]) for level in (*Severity, None)}
        assert fails == {Severity.ERROR: False, Severity.WARNING: True, Severity.INFO: True, None: False}
        assert not CheckConfig(fail_on=Severity.INFO).fails([])


class TestSelectors:
    def test_a_selector_is_a_code_or_a_pattern(self) -> None:
        assert matches("number-brackets", ["no-title", "number-*"])
        assert not matches("no-title", ["title", "no-*-x"])
        assert unknown_selectors(["no-title", "no-*", "xx-*", "x"], ["no-title"]) == ("xx-*", "x")
        assert (nearest("no-titel", CATALOGUE), nearest("qqq", CATALOGUE)) == ("no-title", "")


SETTINGS = """
select = ["*"]
ignore = ["several-units-no-lead", "number-*"]
fail-on = "warning"
baseline = "known.json"

[{table}severity]
no-deadline = "warning"

[{table}per-file-ignores]
"旧文/*" = ["no-disclosure"]

[{table}options.deadline-year-suspicious]
years = 10
"""


class TestFile:
    """The same in a file."""

    def expected(self, root: Path) -> CheckConfig:
        return CheckConfig(
            ignore=("several-units-no-lead", "number-*"),
            severity={"no-deadline": Severity.WARNING},
            per_file_ignores={"旧文/*": ("no-disclosure",)},
            options={"deadline-year-suspicious": {"years": 10}},
            fail_on=Severity.WARNING,
            baseline=str(root / "known.json"),
            root=str(root),
        )

    def test_a_file_of_its_own(self, tmp_path: Path) -> None:
        path = tmp_path / "policytasks.toml"
        path.write_bytes(b"\xef\xbb\xbf" + SETTINGS.format(table="").encode())
        assert read_config(path) == self.expected(tmp_path)

    def test_a_table_of_a_project(self, tmp_path: Path) -> None:
        path = tmp_path / "pyproject.toml"
        text = '[project]\nname = "x"\n[tool.policytasks]\n' + SETTINGS.format(table="tool.policytasks.")
        path.write_text(text, "utf-8")
        assert read_config(path) == self.expected(tmp_path)

    def test_never_fails_and_an_empty_file(self, tmp_path: Path) -> None:
        path = tmp_path / "x.toml"
        path.write_text('fail-on = "never"', "utf-8")
        assert read_config(path) == CheckConfig(fail_on=None, root=str(tmp_path))
        (tmp_path / "pyproject.toml").write_text("[tool.other]\n", "utf-8")
        assert read_config(tmp_path / "pyproject.toml") == CheckConfig(root=str(tmp_path))

    def test_all_mistakes_are_told_with_file_and_key(self, tmp_path: Path) -> None:
        path = tmp_path / "pyproject.toml"
        path.write_text(
            "\n".join(
                [
                    "[tool.policytasks]",
                    'select = "no-title"',
                    'ignore = ["no-titel", "xx-*"]',
                    'fail-on = "fatal"',
                    "fail_on = 1",
                    "baseline = 1",
                    "severity = 1",
                    "[tool.policytasks.per-file-ignores]",
                    '"a/*" = [1]',
                    "[tool.policytasks.options]",
                    "no-title = {years = 1}",
                    'deadline-year-suspicious = {years = "x", year = 1}',
                    "zzz = {}",
                ]
            ),
            "utf-8",
        )
        with pytest.raises(ConfigError) as caught:
            read_config(path)
        where = f"{path}: tool.policytasks."
        assert [line.strip().removeprefix(where) for line in str(caught.value).splitlines()] == [
            """select: not a list of codes; found 'no-title'; expected a list such as ["no-title", "number-*"]""",
            "ignore: there is no such rule; found no-titel; expected no-title",
            "ignore: there is no such rule; found xx-*; expected a pattern of codes of rules",
            "fail-on: not a severity; found 'fatal'; expected error, warning, info, never",
            "fail_on: there is no such key; found fail_on; expected fail-on",
            """baseline: not a path; found 1; expected a path such as "findings.json\"""",
            """severity: not a table; found 1; expected a table such as no-title = "error\"""",
            """per-file-ignores."a/*": not a list of codes; found [1]; expected a list such as ["no-title", "number-*"]""",
            "options.no-title.years: no such option of the rule; found years; expected no option: this rule has none",
            "options.deadline-year-suspicious.years: not a value of this option; found 'x'; expected a whole number",
            "options.deadline-year-suspicious.year: no such option of the rule; found year; expected years",
            "options.zzz: there is no such rule; found zzz; expected the code of a rule",
        ]

    @pytest.mark.parametrize(
        ("data", "message"),
        [(b"select = [", "not TOML"), (b"a = '\xff'", "not UTF-8; found byte 6; expected UTF-8")],
    )
    def test_what_is_no_toml_is_told_with_the_file(self, tmp_path: Path, data: bytes, message: str) -> None:
        path = tmp_path / "x.toml"
        path.write_bytes(data)
        with pytest.raises(ConfigError) as caught:
            read_config(path)
        assert str(caught.value).startswith(f"{path}: {message}")

    def test_a_missing_file_is_pythons_own_error(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            read_config(tmp_path / "x.toml")


class TestFinding:
    """The command looks for a file upwards; the library never does."""

    def test_the_nearest_file_upwards_counts_and_ones_own_before_a_projects(self, tmp_path: Path) -> None:
        inner = tmp_path / "a" / "b"
        inner.mkdir(parents=True)
        (tmp_path / "pyproject.toml").write_text("[tool.policytasks]\n", "utf-8")
        assert find_config(inner) == tmp_path / "pyproject.toml"
        (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\n", "utf-8")
        assert find_config(inner) == tmp_path / "pyproject.toml"
        (tmp_path / "policytasks.toml").write_text("", "utf-8")
        assert find_config(inner) == tmp_path / "policytasks.toml"
        (tmp_path / "a" / "policytasks.toml").write_text("", "utf-8")
        assert find_config(inner) == tmp_path / "a" / "policytasks.toml"

    def test_projects_of_others_are_passed_over_even_if_damaged(self, tmp_path: Path) -> None:
        (tmp_path / "policytasks.toml").write_text("", "utf-8")
        inner = tmp_path / "a"
        inner.mkdir()
        for data in (b"[broken", b"\xff\xfe", b""):
            (inner / "pyproject.toml").write_bytes(data)
            assert find_config(inner) == tmp_path / "policytasks.toml"

    def test_a_damaged_file_of_ours_is_an_error(self, tmp_path: Path) -> None:
        (tmp_path / "pyproject.toml").write_text("[tool.policytasks\n", "utf-8")
        with pytest.raises(ConfigError, match="not TOML"):
            find_config(tmp_path)
