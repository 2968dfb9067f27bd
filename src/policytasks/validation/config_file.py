"""Configuration files: ``policytasks.toml``, and the table ``[tool.policytasks]`` of a ``pyproject.toml``."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from policytasks.errors import ConfigError, RuleError
from policytasks.validation.catalogue import Rule
from policytasks.validation.config import CheckConfig, no_such_rule
from policytasks.validation.finding import Severity
from policytasks.validation.rules import DEFAULT_RULES
from policytasks.validation.selectors import nearest, unknown_selectors

__all__ = ["OWN_FILE", "PROJECT_FILE", "find_config", "read_config"]

OWN_FILE = "policytasks.toml"
PROJECT_FILE = "pyproject.toml"

_TABLE = ("tool", "policytasks")
_LEVELS = {severity.value: severity for severity in Severity}
_LEVEL_WORDS = ", ".join(_LEVELS)
_NEVER = "never"


def find_config(folder: str | os.PathLike[str]) -> Path | None:
    """The configuration file that holds for a folder: the nearest one upwards, in the folder itself to begin with.

    Args:
        folder: The folder.

    Returns:
        A ``policytasks.toml``, or else a ``pyproject.toml`` that has the table; None when there is neither.

    Raises:
        ConfigError: A ``pyproject.toml`` that speaks of policytasks is no TOML.
    """
    start = Path(folder).resolve()
    for place in (start, *start.parents):
        if (place / OWN_FILE).is_file():
            return place / OWN_FILE
        if _has_table(place / PROJECT_FILE):
            return place / PROJECT_FILE
    return None


def _has_table(path: Path) -> bool:
    """Whether a project file speaks to us; other people's projects may be damaged or not ours to read."""
    try:
        if "policytasks" not in path.read_text("utf-8-sig"):
            return False
    except (OSError, UnicodeDecodeError):
        return False
    return _table(_parse(path)) is not None


def read_config(path: str | os.PathLike[str], *, rules: Iterable[Rule] = DEFAULT_RULES) -> CheckConfig:
    """Read a configuration file.

    Args:
        path: A ``pyproject.toml``, or a file that has the keys at its top. A ``pyproject.toml`` without the table gives the
            configuration that holds without any.
        rules: The rules that it may name.

    Raises:
        FileNotFoundError: There is no such file.
        ConfigError: It is no TOML, or a key or value is none that it can have; all problems are listed, each with its key.
    """
    file = Path(path)
    data = _parse(file)
    keys = data if file.name != PROJECT_FILE else (_table(data) or {})
    reader = _Reader(str(path), tuple(rules), ".".join(_TABLE) + "." if file.name == PROJECT_FILE else "")
    return reader.config(keys, root=str(file.parent))


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError("not UTF-8", where=path, found=f"byte {error.start + 1}", expected="UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            "not TOML", where=path, found=str(error), expected='lines such as fail-on = "warning"'
        ) from None


def _table(data: Any) -> dict[str, Any] | None:
    for name in _TABLE:
        data = data.get(name) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else None


class _Reader:
    """Reads the keys, and collects what is wrong with them."""

    def __init__(self, file: str, rules: tuple[Rule, ...], prefix: str) -> None:
        self._file = file
        self._rules = {rule.code: rule for rule in rules}
        self._prefix = prefix
        self._problems: list[ConfigError] = []

    def config(self, keys: Mapping[str, Any], *, root: str) -> CheckConfig:
        readers: dict[str, tuple[str, Callable[[str, Any], Any]]] = {
            "select": ("select", self._selectors),
            "ignore": ("ignore", self._selectors),
            "severity": ("severity", self._severities),
            "per-file-ignores": ("per_file_ignores", self._per_file),
            "options": ("options", self._options),
            "fail-on": ("fail_on", self._fail_on),
            "baseline": ("baseline", self._path),
        }
        values: dict[str, Any] = {"root": root}
        for key, value in keys.items():
            if key not in readers:
                expected = nearest(key, readers) or ", ".join(readers)
                self._wrong("there is no such key", key, key, expected)
                continue
            field, read = readers[key]
            values[field] = read(key, value)
        if values.get("baseline"):
            values["baseline"] = os.path.join(root, values["baseline"])
        if self._problems:
            first, *others = self._problems
            first.problems = tuple(others)
            raise first
        return CheckConfig(**values)

    def _wrong(self, message: str, key: str, found: object, expected: str) -> None:
        where = f"{self._file}: {self._prefix}{key}"
        self._problems.append(ConfigError(message, where=where, found=found, expected=expected))

    def _selectors(self, key: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            self._wrong("not a list of codes", key, repr(value), 'a list such as ["no-title", "number-*"]')
            return ()
        for selector in unknown_selectors(value, self._rules):
            self._no_rule(key, selector)
        return tuple(value)

    def _no_rule(self, key: str, selector: str) -> None:
        error = no_such_rule(selector, self._rules)
        self._wrong(error.message, key, error.found, error.expected)

    def _known(self, key: str, selector: str) -> bool:
        if unknown_selectors((selector,), self._rules):
            self._no_rule(key, selector)
            return False
        return True

    def _tables(self, key: str, value: Any, example: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            self._wrong("not a table", key, repr(value), example)
            return {}
        return value

    def _severities(self, key: str, value: Any) -> dict[str, Severity]:
        levels = {}
        for selector, word in self._tables(key, value, 'a table such as no-title = "error"').items():
            if self._known(f"{key}.{selector}", selector):
                if isinstance(word, str) and word in _LEVELS:
                    levels[selector] = _LEVELS[word]
                else:
                    self._wrong("not a severity", f"{key}.{selector}", repr(word), _LEVEL_WORDS)
        return levels

    def _per_file(self, key: str, value: Any) -> dict[str, tuple[str, ...]]:
        table = self._tables(key, value, 'a table such as "旧文/*" = ["no-title"]')
        return {pattern: self._selectors(f'{key}."{pattern}"', selectors) for pattern, selectors in table.items()}

    def _options(self, key: str, value: Any) -> dict[str, dict[str, Any]]:
        options = {}
        for selector, given in self._tables(key, value, "a table for each rule").items():
            place = f"{key}.{selector}"
            if not self._known(place, selector):
                continue
            table = self._tables(place, given, "a table such as years = 10")
            options[selector] = {name: tuple(word) if isinstance(word, list) else word for name, word in table.items()}
            for code in self._rules if "*" in selector else (selector,):
                if not unknown_selectors((selector,), (code,)):
                    self._check_options(place, self._rules[code], table)
        return options

    def _check_options(self, place: str, rule: Rule, table: Mapping[str, Any]) -> None:
        for name, value in table.items():
            try:
                rule.with_options({name: value})
            except RuleError as error:
                self._wrong(error.message, f"{place}.{name}", error.found, error.expected)

    def _fail_on(self, key: str, value: Any) -> Severity | None:
        if value == _NEVER:
            return None
        if not isinstance(value, str) or value not in _LEVELS:
            self._wrong("not a severity", key, repr(value), f"{_LEVEL_WORDS}, {_NEVER}")
            return Severity.ERROR
        return _LEVELS[value]

    def _path(self, key: str, value: Any) -> str:
        if not isinstance(value, str):
            self._wrong("not a path", key, repr(value), 'a path such as "findings.json"')
            return ""
        return value
