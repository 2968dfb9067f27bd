"""Baselines: findings that are known are hidden, new ones and those that are gone are told."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest
from own_rules import line, notice_of, our_money

from policytasks.errors import ConfigError
from policytasks.location import Location
from policytasks.parsing.read import parse_notice
from policytasks.validation.baseline import (
    Baseline,
    Known,
    apply_baseline,
    baseline_of,
    fingerprint,
    read_baseline,
    write_baseline,
)
from policytasks.validation.finding import Finding, Severity
from policytasks.validation.validate import validate

MONEY = validate(notice_of("安排专项资金", "落实资金"), rules=[our_money])


def about(text: str, **changes: object) -> Finding:
    finding = Finding(code="no-title", severity=Severity.WARNING, message="m", location=line(1), about=text)
    return attrs.evolve(finding, **changes)  # type: ignore[arg-type]  # any field


class TestFingerprint:
    """By what a finding is known again."""

    @pytest.mark.parametrize(
        "changed",
        [
            {"location": line(99)},
            {"location": Location(file="folder/n.txt", page=3)},
            {"message": "另一种语言"},
            {"severity": Severity.ERROR},
            {"about": "推进 公开（2021年）\n"},
            {"data": (("days", 40),)},
        ],
    )
    def test_lines_language_and_blanks_do_not_matter(self, changed: dict[str, object]) -> None:
        assert fingerprint(about("推进公开(2021年)", **changed)) == fingerprint(about("推进公开(2021年)"))

    @pytest.mark.parametrize(
        "changed", [{"code": "no-issuer"}, {"location": Location(file="m.txt", line=1)}, {"about": "推进公布(2021年)"}]
    )
    def test_rule_file_and_words_do(self, changed: dict[str, object]) -> None:
        assert fingerprint(about("推进公开(2021年)", **changed)) != fingerprint(about("推进公开(2021年)"))

    def test_findings_about_a_whole_file_are_told_apart_by_their_texts_not_their_numbers(self) -> None:
        column = about("", data=(("detail", "column 甲"), ("count", 3)))
        assert fingerprint(column) == fingerprint(attrs.evolve(column, data=(("detail", "column 甲"), ("count", 4))))
        assert fingerprint(column) != fingerprint(attrs.evolve(column, data=(("detail", "column 乙"), ("count", 3))))


class TestApplying:
    """What becomes of findings."""

    def test_known_findings_are_hidden_and_nothing_is_stale(self) -> None:
        judged = apply_baseline(MONEY, baseline_of(MONEY))
        assert (judged.new, judged.known, judged.stale) == ((), MONEY, ())

    def test_without_a_baseline_everything_is_new(self) -> None:
        assert apply_baseline(MONEY, Baseline()).new == MONEY

    def test_new_and_stale_ones_are_told(self) -> None:
        later = validate(notice_of("落实资金", "追加资金"), rules=[our_money])
        judged = apply_baseline(later, baseline_of(MONEY))
        assert [found.about for found in judged.new] == ["追加资金"]
        assert [found.about for found in judged.known] == ["落实资金"]
        assert [(known.code, known.file, known.about) for known in judged.stale] == [
            ("our-money", "n.txt", "安排专项资金")
        ]

    def test_of_findings_that_nothing_tells_apart_as_many_are_known(self) -> None:
        same = [about("同一内容", location=line(number)) for number in (1, 2, 3)]
        (known,) = baseline_of(same[:2]).known
        assert known.count == 2
        judged = apply_baseline(same, Baseline(known=(known,)))
        assert (judged.known, judged.new) == (tuple(same[:2]), tuple(same[2:]))
        assert apply_baseline(same[:1], Baseline(known=(known,))).stale == (attrs.evolve(known, count=1),)

    def test_a_notice_whose_lines_moved_has_no_new_finding(self, data: Path) -> None:
        text = (data / "yanzhou-2021-20.txt").read_text("utf-8")
        before = validate(parse_notice(text))
        after = validate(parse_notice("\n\n\n" + text.replace("\n", "\n\n", 5)))
        assert before
        assert {found.location for found in before}.isdisjoint({found.location for found in after})
        judged = apply_baseline(after, baseline_of(before))
        assert (judged.new, judged.stale) == ((), ())


class TestFile:
    """The file that a baseline is kept in."""

    def test_it_comes_back_equal_and_one_finding_is_one_line(self, tmp_path: Path) -> None:
        path = write_baseline(MONEY, tmp_path / "known.json")
        assert read_baseline(path) == baseline_of(MONEY)
        lines = path.read_text("utf-8").splitlines()
        assert lines[0] == '{"format": "policytasks-baseline", "version": 1, "findings": ['
        assert [json.loads(each.rstrip(","))["about"] for each in lines[1:-1]] == [
            known.about for known in baseline_of(MONEY).known
        ]

    def test_the_order_of_findings_leaves_no_trace(self, tmp_path: Path) -> None:
        there, back = (write_baseline(MONEY[::step], tmp_path / f"{step}.json") for step in (1, -1))
        assert there.read_bytes() == back.read_bytes()

    def test_nothing_known_is_a_file_too(self, tmp_path: Path) -> None:
        assert read_baseline(write_baseline((), tmp_path / "known.json")) == Baseline()

    def test_half_a_surrogate_pair_does_not_stop_it(self, tmp_path: Path) -> None:
        path = write_baseline([about("\ud800 残字")], tmp_path / "known.json")
        assert read_baseline(path).known[0].about.endswith("残字")

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("{", "not JSON"),
            ("[]", 'not a baseline; expected an object with "format": "policytasks-baseline"'),
            ('{"format": "policytasks-baseline", "version": 2}', "$.version: a baseline of another version; found 2"),
            ('{"format": "policytasks-baseline", "version": 1}', "$.findings: not a list; found None"),
            (
                '{"format": "policytasks-baseline", "version": 1, "findings": [{"code": "x"}]}',
                "$.findings[0]: not a known finding; found {'code': 'x'}; expected fingerprint, code, file, about, count",
            ),
            (
                '{"format": "policytasks-baseline", "version": 1, "findings": [{"code": "x", "fingerprint": "0", "count": 0}]}',
                "$.findings[0].count: of the wrong kind; found 0; expected int",
            ),
            (
                '{"format": "policytasks-baseline", "version": 1, "findings": [{"code": 1, "fingerprint": "0"}]}',
                "$.findings[0].code: of the wrong kind; found 1; expected str",
            ),
        ],
    )
    def test_what_is_no_baseline_is_told_with_the_place(self, tmp_path: Path, text: str, message: str) -> None:
        path = tmp_path / "known.json"
        path.write_text(text, "utf-8")
        with pytest.raises(ConfigError) as caught:
            read_baseline(path)
        assert str(caught.value).startswith(f"{path}: {message}")

    def test_a_known_finding_may_leave_out_what_is_for_people(self, tmp_path: Path) -> None:
        path = tmp_path / "known.json"
        path.write_text(
            '{"format": "policytasks-baseline", "version": 1, "findings": [{"code": "x", "fingerprint": "0"}]}', "utf-8"
        )
        assert read_baseline(path) == Baseline(known=(Known(code="x", fingerprint="0"),))
