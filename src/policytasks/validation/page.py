"""The catalogue as a page of the documentation, so that the page cannot say anything else than the code does."""

from __future__ import annotations

from collections.abc import Iterator

from policytasks.messages import Language, Wording
from policytasks.validation.catalogue import Rule
from policytasks.validation.finding import Severity
from policytasks.validation.rules import GROUP_TITLES, GROUPS

__all__ = ["catalogue_page"]

_TITLE = Wording(en="Rules", zh="校验规则")
_INTRODUCTION = Wording(
    en="Every finding of `policytasks check` and `validate` carries one of these codes. Codes are stable: a code is never "
    "given another meaning. This page is generated from the catalogue by `python -m policytasks.validation`.",
    zh="`policytasks check` 与 `validate` 的每个问题都带有下列代码之一。代码保持稳定，不改作他义。"
    "本页由 `python -m policytasks.validation --lang zh` 根据规则目录生成。",
)
_TABLE_HEAD = Wording(en="| Code | Severity | Finds |", zh="| 代码 | 程度 | 内容 |")
_SEVERITIES = Wording(
    en="**error**: the notice contradicts itself or cannot be carried out as it stands. **warning**: probably a slip, or a "
    "reading to confirm. **info**: worth knowing, nothing is wrong.",
    zh="**错误**：通知自相矛盾，或无法照此落实。**警告**：疑为笔误，或读法有待确认。**提示**：仅供了解，并无不妥。",
)
_WHY = Wording(en="Why: ", zh="理由：")
_REMEDY = Wording(en="What to do: ", zh="处理：")
_OPTIONS = Wording(en="Options:", zh="选项：")
_OPTION = Wording(en="`{name}` ({value}): {help}", zh="`{name}`（{value}）：{help}")
_EXAMPLE = Wording(en="Example:", zh="示例：")


def catalogue_page(lang: Language = "en") -> str:
    """The catalogue as Markdown, ending in a line end."""
    return "\n".join(_lines(lang)) + "\n"


def _lines(lang: Language) -> Iterator[str]:
    yield f"# {_TITLE[lang]}"
    yield ""
    yield _INTRODUCTION[lang]
    yield ""
    yield _SEVERITIES[lang]
    yield ""
    yield _TABLE_HEAD[lang]
    yield "|---|---|---|"
    for group in GROUPS.values():
        for rule in group:
            yield f"| [`{rule.code}`](#{rule.code}) | {_word(rule.severity, lang)} | {rule.summary[lang]} |"
    for name, group in GROUPS.items():
        yield ""
        yield f"## {GROUP_TITLES[name][lang]}"
        for rule in group:
            yield ""
            yield from _entry(rule, lang)


def _entry(rule: Rule, lang: Language) -> Iterator[str]:
    yield f"### {rule.code}"
    yield ""
    yield f"**{_word(rule.severity, lang)}** {rule.summary[lang]}"
    yield ""
    yield f"{_WHY[lang]}{rule.rationale[lang]}"
    yield ""
    yield f"{_REMEDY[lang]}{rule.remedy[lang]}"
    yield ""
    if rule.options:
        yield _OPTIONS[lang]
        yield ""
        for option in rule.options:
            yield f"- {_OPTION.say(lang, name=option.name, value=option.value, help=option.help)}"
        yield ""
    yield _EXAMPLE[lang]
    yield ""
    yield "```text"
    yield rule.example
    yield "```"


def _word(severity: Severity, lang: Language) -> str:
    return str(severity) if lang == "zh" else severity.value
