"""Ledger strategies: hypothesis generators of ledgers in which people wrote all sorts of things.

Texts hold what real cells hold and what breaks workbooks: formulas, error values, control characters, escapes, blanks at the
ends, characters beyond the first plane. Needs the package ``hypothesis``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, get_args

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from policytasks.ledger.entry import Entry, Extra
from policytasks.ledger.fields import heading_field
from policytasks.ledger.history import Change, FieldValue
from policytasks.ledger.ledger import Grain, Ledger
from policytasks.ledger.status import Status
from policytasks.messages import LANGUAGES
from policytasks.model.notice import Notice
from policytasks.testing.strategies import notices
from policytasks.workbook.columns import columns_for
from policytasks.workbook.own_columns import ColumnChoice, LedgerColumn, OwnColumn, OwnKind
from policytasks.workbook.rows import extra_headings

__all__ = ["cell_texts", "entries", "headings", "histories", "ledgers", "odd_notices", "reports"]

_ODD = (
    "",
    " ",
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+8",
    "-1",
    "@SUM(A1)",
    "'引号",
    "#N/A",
    "#REF!",
    "TRUE",
    "007",
    "8-10",
    "1e5",
    "50%",
    "_x0041_",
    "_x005F_x0041_",
    "_xD800_",
    "一行\n两行",
    "回车\r\n换行",
    "软\x0b换行",
    "响\x07铃",
    "制表\t符",
    "　全角空白　",
    " 首尾 ",
    "\n",
    "𠮷野家",
    "零宽\u200b字",
    "\u202e倒",
    "e\u0301",
    "<b>&amp;</b>",
    "未启动",
    "1.1.1",
    "注：每月更新",
    "区政府各部门、单位",
)

_CHARACTERS = st.characters(codec="utf-8", exclude_characters="\ufffe\uffff")


def cell_texts() -> SearchStrategy[str]:
    """What a cell may say: plain Chinese, odd things that break workbooks, any characters at all."""
    return st.one_of(
        st.text("正在推进完成情况一二三，。；、（）“”2021 \n", max_size=40),
        st.sampled_from(_ODD),
        st.text(_CHARACTERS, max_size=20),
    )


def headings() -> SearchStrategy[str]:
    """Headings of people's own columns."""
    return st.sampled_from(("备注", "分管领导", "联系电话", "=A1", "督办次数", "Remark", "_x0042_", "序号"))


def _extras() -> SearchStrategy[Extra]:
    return st.one_of(
        cell_texts().filter(bool),
        st.integers(-(10**20), 10**20),
        st.floats(allow_nan=False, allow_infinity=False, width=32),
        st.dates(date(1, 1, 1), date(9999, 12, 31)),
    )


def _days() -> SearchStrategy[date | None]:
    return st.one_of(st.none(), st.dates(date(1890, 1, 1), date(2100, 12, 31)))


def _field_values() -> SearchStrategy[tuple[str, FieldValue, FieldValue]]:
    """A field of a change, and two values that it can hold."""
    texts = st.one_of(st.none(), cell_texts())
    values: dict[str, SearchStrategy[Any]] = {
        "due_on": _days(),
        "status": st.sampled_from(Status),
        "progress": st.one_of(st.none(), st.integers(0, 100)),
        "note": texts,
        "problems": texts,
        "next_steps": texts,
        "evidence": texts,
        "updated_on": _days(),
        "updated_by": texts,
        "typed.status": texts,
        "typed.due_on": texts,
        "comments.note": texts,
        "notice.text": texts,
        "extras.note": st.one_of(st.none(), _extras()),
    }
    known = st.sampled_from(tuple(values)).flatmap(
        lambda field: st.tuples(st.just(field), values[field], values[field])
    )
    own = st.tuples(headings().map(heading_field), st.one_of(st.none(), _extras()), st.one_of(st.none(), _extras()))
    return st.one_of(known, own)


def histories(keys: Sequence[tuple[str, str | None]]) -> SearchStrategy[tuple[Change, ...]]:
    """变更记录 about some rows and one that is not there, with and without days, in any order of days.

    Args:
        keys: `Entry.key` of the rows.
    """

    def change(
        key: tuple[str, str | None], what: tuple[str, FieldValue, FieldValue], on: date | None, words: tuple[str, ...]
    ) -> Change:
        field, before, after = what
        by, reason, source = words
        return Change(
            requirement_id=key[0], unit=key[1], field=field, before=before, after=after,
            on=on, by=by, reason=reason, source=source,
        )  # fmt: skip

    days = st.one_of(st.none(), st.dates(date(2021, 1, 1), date(2021, 1, 9)))
    changes = st.builds(
        change,
        st.sampled_from((*keys, ("0.0.0", "撤销的单位"))),
        _field_values(),
        days,
        st.tuples(*[st.one_of(st.just(""), cell_texts())] * 3),
    )
    return st.lists(changes, max_size=6).map(tuple)


def reports() -> SearchStrategy[dict[str, Any]]:
    """What somebody changes in an entry in one go: fields and values, as `Ledger.changed` takes them."""
    return st.fixed_dictionaries(
        {},
        optional={
            "due_on": _days(),
            "status": st.sampled_from(Status),
            "progress": st.one_of(st.none(), st.integers(0, 100)),
            "note": cell_texts(),
            "evidence": cell_texts(),
            "updated_on": _days(),
            "typed": st.sampled_from(
                ((), (("status", "按计划进行"),), (("progress", "约一半"), ("due_on", "另行通知")))
            ),
            "extras": st.lists(st.tuples(headings(), _extras()), max_size=2, unique_by=lambda pair: pair[0]).map(tuple),
            "comments": st.sampled_from(((), (("note", "请补充"),), (("备注", "核实"), ("note", "已核实")))),
        },
    )


def entries() -> SearchStrategy[Entry]:
    """台账条目 with every field, about the requirement ``"1"``: `ledgers` says which."""
    days = _days()
    plain = st.builds(
        Entry,
        requirement_id=st.just("1"),
        due_on=days,
        status=st.sampled_from(Status),
        progress=st.one_of(st.none(), st.integers(0, 100)),
        note=cell_texts(),
        problems=cell_texts(),
        next_steps=cell_texts(),
        evidence=cell_texts(),
        updated_on=days,
        updated_by=cell_texts(),
        extras=st.lists(st.tuples(headings(), _extras()), max_size=2, unique_by=lambda pair: pair[0]).map(tuple),
        comments=st.one_of(st.just(()), st.just((("note", "请补充"),)), st.just((("id", "重点"), ("note", "=1\n2")))),
    )
    words = {"status": "按计划进行", "progress": "约一半", "due_on": "另行通知", "updated_on": "上周"}
    fields = st.sets(st.sampled_from(tuple(words)))
    return st.builds(
        lambda entry, chosen: attrs.evolve(
            entry, typed=tuple((field, word) for field, word in words.items() if field in chosen)
        ),
        plain,
        fields,
    )


def odd_notices() -> SearchStrategy[Notice]:
    """Notices whose texts, headings and names of units hold what breaks workbooks."""

    def spoil(notice: Notice, text: str, name: str, title: str) -> Notice:
        sections = tuple(
            attrs.evolve(
                section,
                title=title,
                tasks=tuple(
                    attrs.evolve(
                        task,
                        requirements=tuple(
                            attrs.evolve(
                                requirement,
                                text=text,
                                responsibilities=tuple(
                                    attrs.evolve(each, unit=attrs.evolve(each.unit, name=f"{name}{number}"))
                                    for number, each in enumerate(requirement.responsibilities)
                                ),
                            )
                            for requirement in task.requirements
                        ),
                    )
                    for task in section.tasks
                ),
            )
            for section in notice.sections
        )
        return attrs.evolve(notice, title=title, sections=sections)

    return st.builds(spoil, notices(), cell_texts(), cell_texts(), cell_texts())


@st.composite
def ledgers(draw: st.DrawFn, *, of: SearchStrategy[Notice] | None = None, by: Grain | None = None) -> Ledger:
    """台账: all rows or some, in any order, with lines of people's own above and below, and with a history.

    Args:
        draw: Given by hypothesis.
        of: The notices that they track; any at all, where none are given.
        by: What one entry is about; either, where it is not said.
    """
    notice = draw(of if of is not None else st.one_of(notices(), odd_notices()))
    grain: Grain = draw(st.sampled_from(("requirement", "unit"))) if by is None else by
    blank = Ledger.from_notice(notice, by=grain)
    chosen = draw(st.permutations(blank.entries))
    kept = chosen[: draw(st.integers(0, len(chosen)))] if chosen else []
    lines = st.lists(cell_texts().filter(str.strip), max_size=2).map(tuple)
    return attrs.evolve(
        blank,
        history=draw(st.one_of(st.just(()), histories([entry.key for entry in kept]))),
        entries=tuple(
            attrs.evolve(draw(entries()), requirement_id=entry.requirement_id, unit=entry.unit) for entry in kept
        ),
        preface=draw(st.one_of(st.none(), lines)),
        footnotes=draw(lines),
    )


@st.composite
def layouts(draw: st.DrawFn, ledger: Ledger) -> dict[str, Any]:
    """What may be chosen when a ledger is written: its columns in any order and under any headings, sheets, language, merging.

    Args:
        ledger: The ledger that is to be written.

    Returns:
        Keyword arguments of `write_ledger`, without those that do not matter for what is read back.
    """
    return {
        "merged": draw(st.booleans()),
        "lang": draw(st.sampled_from(LANGUAGES)),
        "columns": draw(st.one_of(st.none(), _columns(ledger))),
        "status_words": draw(st.sampled_from(({}, {"已上线": Status.DONE, "完成": Status.IN_PROGRESS}))),
        "summary": draw(st.booleans()),
        "guide": draw(st.booleans()),
        "unit_sheets": draw(st.booleans()),
    }


@st.composite
def _columns(draw: st.DrawFn, ledger: Ledger) -> tuple[ColumnChoice, ...]:
    keys = [column.key for column in columns_for(ledger.by)]
    chosen: list[ColumnChoice] = list(draw(st.lists(st.sampled_from(keys), unique=True, min_size=1)))
    retitled = {"note": "最新动态", "text": "工作内容", "status": "办理结果"}
    chosen = [
        LedgerColumn(key=key, heading=retitled[key]) if key in retitled and draw(st.booleans()) else key
        for key in chosen
        if isinstance(key, str)
    ]
    own = extra_headings(ledger)
    kinds: SearchStrategy[OwnKind] = st.sampled_from(get_args(OwnKind))
    for heading in draw(st.lists(st.sampled_from((*own, "督办级别", "约谈日期")), unique=True, max_size=3)):
        kind = draw(kinds)
        choices = ("一般", "重点", "=特急") if kind == "choice" else ()
        spec = OwnColumn(heading=heading, kind=kind, choices=choices, also=("另一个表头",) if not own else ())
        chosen.append(heading if heading in own and draw(st.booleans()) else spec)
    if draw(st.booleans()):
        chosen.append(...)
    return tuple(draw(st.permutations(chosen)))
