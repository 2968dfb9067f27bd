"""Rules of one's own: plain functions that `validate` takes beside those of the catalogue."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest
from own_rules import FILE, TEXTS, line, notice_of, our_breakage, our_length, our_money

from policytasks.errors import RuleError
from policytasks.location import Location
from policytasks.messages import Wording
from policytasks.model.notice import Notice, Requirement
from policytasks.model.unit import Unit
from policytasks.validation.catalogue import Context, Observation, Rule, observe, rule
from policytasks.validation.finding import Finding, Related, Severity
from policytasks.validation.options import Option
from policytasks.validation.validate import validate

NOTICE = notice_of("安排专项资金", "做好宣传", "落实资金保障工作")


def made(over: type = Notice, **changes: Any) -> Callable[[Callable[..., Any]], Rule]:
    """A rule of which some part is to be tried."""
    settings: dict[str, Any] = {"code": "our-own", "severity": Severity.INFO, "message": "seen", **TEXTS}
    return rule(over, **settings | changes)


class TestFindings:
    """What a finding carries beside its message."""

    def test_further_places_and_data_come_with_it(self) -> None:
        first, second = validate(NOTICE, rules=[our_money])
        assert attrs.asdict(second, recurse=False) == {
            "code": "our-money",
            "severity": Severity.WARNING,
            "message": "1.1.3 promises money",
            "location": line(3),
            "related": (Related(location=line(1), message="before 1.1.3"),),
            "data": (("id", "1.1.3"), ("words", ("资金",)), ("severity", "info")),
            "about": "落实资金保障工作",
        }
        assert first.related == ()

    def test_they_are_said_in_the_language_asked_for(self) -> None:
        found = validate(NOTICE, rules=[our_money], lang="zh")[1]
        assert (found.message, found.related[0].message) == ("1.1.3 承诺了资金", "早于 1.1.3")
        assert found.data == validate(NOTICE, rules=[our_money])[1].data

    def test_they_take_no_part_in_equality(self) -> None:
        """Code, severity, message and place are the finding; the rest helps to deal with it."""
        found = validate(NOTICE, rules=[our_money])[1]
        bare = Finding(code="our-money", severity=Severity.WARNING, message=found.message, location=line(3))
        assert found == bare
        assert str(found) == str(bare) == "n.txt:3: warning our-money: 1.1.3 promises money"

    def test_a_further_place_that_was_never_printed_is_left_out(self) -> None:
        @made()
        def own(notice: Notice) -> Iterator[Observation]:
            yield observe(related=[(Location(), Wording(en="nowhere", zh="无"))])

        assert validate(NOTICE, rules=[own])[0].related == ()

    def test_what_only_people_read_is_no_data(self) -> None:
        @made(message="{why}")
        def own(notice: Notice) -> Iterator[Observation]:
            yield observe(why=Wording(en="because", zh="因为"), unit=frozenset({"乙", "甲"}))

        (found,) = validate(NOTICE, rules=[own], lang="zh")
        assert (found.message, found.data) == ("因为", (("unit", ("乙", "甲")),))


class TestFailures:
    """A rule that raises is one finding, and everybody else goes on."""

    def test_the_others_and_its_own_findings_stay(self) -> None:
        notice = notice_of("奇怪的资金", "好", "奇")
        findings = validate(notice, rules=[our_breakage, our_money])
        assert [str(finding) for finding in findings] == [
            "n.txt:1: warning our-money: 1.1.1 promises money",
            "n.txt:1: info our-breakage: 1.1.1 was seen",
            "n.txt:1: error rule-failed: our-breakage could not judge 2 of the places, this one first: "
            "ZeroDivisionError: odd content",
            "n.txt:2: info our-breakage: 1.1.2 was seen",
            "n.txt:3: info our-breakage: 1.1.3 was seen",
        ]
        assert dict(findings[2].data) == {
            "rule": "our-breakage",
            "places": 2,
            "kind": "ZeroDivisionError",
            "reason": "odd content",
        }

    def test_it_is_said_in_chinese_too(self) -> None:
        found = validate(notice_of("奇"), rules=[our_breakage], lang="zh")[1]
        assert found.message == "规则 our-breakage 有 1 处未能检查，首处在此：ZeroDivisionError：odd content"

    def test_the_traceback_is_logged_once(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.ERROR, logger="policytasks"):
            validate(notice_of("奇", "奇"), rules=[our_breakage])
        (record,) = caplog.records
        assert record.getMessage() == "rule our-breakage failed at n.txt:1"
        assert record.exc_info is not None
        assert record.exc_info[0] is ZeroDivisionError

    def test_a_fact_that_the_message_misses_is_a_failure_of_the_rule(self) -> None:
        @made(message="{missing}")
        def own(notice: Notice) -> Iterator[Observation]:
            yield observe()

        (found,) = validate(NOTICE, rules=[own])
        assert (found.code, dict(found.data)["kind"], found.location) == ("rule-failed", "KeyError", FILE)

    def test_something_else_than_an_observation_is_explained(self) -> None:
        @made()
        def own(notice: Notice) -> Iterator[Any]:
            yield notice.requirements[0]

        (found,) = validate(NOTICE, rules=[own])
        assert found.message.endswith(
            "RuleError: our-own: not an observation; found Requirement; expected what observe(place, name=fact) gives"
        )

    def test_a_function_that_returns_nothing_finds_nothing(self) -> None:
        @made()
        def own(notice: Notice) -> Any:
            return None

        assert validate(NOTICE, rules=[own]) == ()


class TestRules:
    """What a rule may be."""

    def test_texts_may_be_in_one_language(self) -> None:
        @made(message="第 {id} 项")
        def own(notice: Notice) -> Iterator[Observation]:
            yield observe(id="1.1.1")

        for lang in ("en", "zh"):
            assert validate(NOTICE, rules=[own], lang=lang)[0].message == "第 1.1.1 项"

    @pytest.mark.parametrize("code", ["", "Our-own", "our_own", "our--own", "-own", "1-own", "内部"])
    def test_a_code_is_made_of_small_letters_and_hyphens(self, code: str) -> None:
        with pytest.raises(RuleError, match="not the code of a rule"):
            made(code=code)(lambda notice: ())

    def test_a_rule_is_over_something_that_is_called(self) -> None:
        expected = "our-own: a rule over something that is not called; found Unit; expected Notice, Section, Task, "
        with pytest.raises(RuleError, match=f"^{re.escape(expected)}"):
            made(Unit)(lambda unit: ())

    def test_two_rules_cannot_share_a_code(self) -> None:
        other = made(code="our-money")(lambda notice: ())
        with pytest.raises(RuleError, match=r"^two rules with one code; found our-money; expected a code of its own"):
            validate(NOTICE, rules=[our_money, other])

    def test_the_same_rule_twice_counts_once(self) -> None:
        assert len(validate(NOTICE, rules=[our_money, our_money])) == 2

    def test_a_function_may_take_the_context_or_leave_it(self) -> None:
        seen: list[object] = []

        @made(code="our-first")
        def with_context(notice: Notice, context: Context) -> tuple[()]:
            seen.append(context.notice is notice)
            return ()

        @made(Requirement, code="our-second")
        def without(requirement: Requirement) -> tuple[()]:
            seen.append(requirement.id)
            return ()

        validate(NOTICE, rules=[with_context, without])
        assert seen == [True, "1.1.1", "1.1.2", "1.1.3"]


class TestOptions:
    """Numbers and words by which a rule is adjusted."""

    def test_an_option_has_a_default_and_takes_another_value(self) -> None:
        assert [found.message for found in validate(NOTICE, rules=[our_length])] == [
            "1.1.1 has more than 5 characters",
            "1.1.3 has more than 5 characters",
        ]
        shorter = our_length.with_options({"most": 7})
        assert [found.message for found in validate(NOTICE, rules=[shorter])] == ["1.1.3 has more than 7 characters"]

    @pytest.mark.parametrize(
        ("values", "message"),
        [
            ({"moust": 1}, "our-length: no such option of the rule; found moust; expected most"),
            ({"most": "7"}, "our-length.most: not a value of this option; found '7'; expected a whole number"),
            ({"most": True}, "our-length.most: not a value of this option; found True; expected a whole number"),
            ({"most": 0}, "our-length.most: too small for this option; found 0; expected at least 1"),
        ],
    )
    def test_a_wrong_value_is_refused(self, values: dict[str, object], message: str) -> None:
        with pytest.raises(RuleError) as caught:
            our_length.with_options(values)
        assert str(caught.value) == message

    def test_a_rule_without_options_takes_none(self) -> None:
        with pytest.raises(RuleError, match="expected no option: this rule has none"):
            our_money.with_options({"most": 1})

    @pytest.mark.parametrize(
        ("default", "value", "kept"),
        [(1.5, 2, 2.0), (("a",), ["b", "c"], ("b", "c")), ("a", "b", "b"), (False, True, True)],
    )
    def test_values_are_of_the_kind_of_the_default(self, default: Any, value: object, kept: object) -> None:
        option = Option(name="o", value=default, help=Wording(en="o", zh="o"))
        assert option.with_value(value).value == kept
        with pytest.raises(RuleError):
            option.with_value([1, 2])
