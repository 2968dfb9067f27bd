"""Law: a baseline hides exactly the findings that it was made of."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from policytasks.model.notice import Notice
from policytasks.testing.strategies import notices
from policytasks.validation.baseline import apply_baseline, baseline_of, fingerprint
from policytasks.validation.validate import validate


@given(st.data(), notices())
@settings(max_examples=60)
def test_what_is_new_known_and_stale_adds_up(data: st.DataObject, notice: Notice) -> None:
    """Whichever findings are known and whichever are found, in whatever order."""
    findings = validate(notice)
    known = data.draw(st.lists(st.sampled_from(findings), unique_by=id) if findings else st.just([]))
    found = data.draw(st.permutations(findings))
    judged = apply_baseline(found, baseline_of(known))
    assert sorted(map(id, (*judged.new, *judged.known))) == sorted(map(id, found))
    assert len(judged.known) == len(known)
    assert judged.stale == ()
    back = apply_baseline(known, baseline_of(findings))
    gone = Counter(map(fingerprint, findings)) - Counter(map(fingerprint, known))
    assert (back.new, {each.fingerprint: each.count for each in back.stale}) == ((), dict(gone))


@given(notices())
@settings(max_examples=30)
def test_the_language_leaves_no_trace(notice: Notice) -> None:
    english, chinese = (baseline_of(validate(notice, lang=lang)) for lang in ("en", "zh"))
    assert [each.fingerprint for each in english.known] == [each.fingerprint for each in chinese.known]
