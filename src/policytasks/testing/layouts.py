"""Layouts 版式: hypothesis strategies of whole notices as they are printed, each with the model that it must be read as.

Only what can be told from the print is generated: the same roles in every row of a table, a time in every row or in none, texts
that name no unit and no time of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import attrs

from policytasks.errors import MissingExtraError
from policytasks.model.deadline import Deadline, DeadlineKind, Frequency, Recurrence
from policytasks.model.document_number import DocumentNumber
from policytasks.model.identity import with_ids
from policytasks.model.notice import Disclosure, Notice, Requirement, Section, Task
from policytasks.model.ordinal import Ordinal
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit
from policytasks.sources.document import Document
from policytasks.testing.printing import Layout, printed
from policytasks.testing.typesetting import as_docx, as_html, as_text, as_xlsx
from policytasks.units.kinds import kind_of

try:
    from hypothesis import strategies as st
    from hypothesis.strategies import DrawFn, SearchStrategy
except ImportError:
    raise MissingExtraError("the generation of notices", extra="testing") from None

__all__ = ["Printed", "printable_notices", "printed_notices", "printed_tables", "prose_layouts"]

_PLACES = "省 市 区 县".split()
_BODIES = (
    "财政局 发展和改革局 教育和体育局 公安局 公安分局 民政局 司法局 水务局 税务局 商务局 卫生健康局 市场监督管理局 医疗保障局 审计局 统计局 "
    "人力资源和社会保障局 住房和城乡建设局 大数据中心 总工会 人民检察院 生态环境分局 交通运输局 应急管理局 委宣传部 委编办 政府办公室"
).split()
_COLLECTIVES = "各镇（街道） 各有关部门 各镇人民政府".split()
_VERBS = "推进 完善 优化 规范 健全 加快 深化 落实 提升 开展 抓好 整治".split()
_OBJECTS = (
    "政务公开 审批流程 工作台账 营商环境 政策解读 “十四五”规划公开 预决算公开 安全生产 食品安全监管 义务教育入学公开 环境信用评价 减税降费政策 "
    "公共资源配置 《条例》规定的事项 “互联网+监管” 农村公路养护（含桥梁） 基层治理 科技创新平台建设 12345热线答复 公办幼儿园建设5所"
).split()
_PLAIN = [thing for thing in _OBJECTS if not any(character.isdigit() for character in thing)]
"""What headings are about: one that holds a figure is no heading."""
_HEADINGS = (
    "深化重点领域信息公开 推进简政放权 加强组织保障 保障和改善民生 优化政务服务 防范化解风险 扩大有效投资 推动绿色发展 强化监督检查 提升治理能力 "
    "夯实基层基础 规范权力运行"
).split()
_NUMERALS = "一二三四五六七八九十"


@attrs.frozen(kw_only=True)
class Printed:
    """A notice in print.

    Args:
        data: The file.
        format: ``"txt"``, ``"html"``, ``"docx"`` or ``"xlsx"``.
        notice: What must be read from it: head, sections, attachments are whole; other fields are not printed.
        layout: How it was printed.
    """

    data: bytes
    format: str
    notice: Notice
    layout: Layout


def _unit_names() -> SearchStrategy[str]:
    single = st.builds(lambda place, body: place + body, st.sampled_from(_PLACES), st.sampled_from(_BODIES))
    return st.one_of(single, single, single, st.sampled_from(_COLLECTIVES))


def _texts(marks: str = "，；。", *, least: int = 1) -> SearchStrategy[str]:
    """Clauses parted by one of the marks; a short first sentence would be read as a heading where items have no other."""
    clause = st.builds(lambda verb, thing: verb + thing, st.sampled_from(_VERBS), st.sampled_from(_OBJECTS))
    return st.builds(
        lambda parts, mark: mark.join(parts) + "。",
        st.lists(clause, min_size=least, max_size=4, unique=True),
        st.sampled_from(marks),
    )


def _deadlines(year: int) -> SearchStrategy[Deadline]:
    """Times as cells print them, read in a notice of a year."""
    day = st.dates(date(year, 7, 1), date(year, 12, 30))
    monthly = st.integers(1, 28)
    return st.one_of(
        day.map(lambda on: Deadline(text=f"{on.month}月{on.day}日前", kind=DeadlineKind.DATE, due_on=on)),
        day.map(lambda on: Deadline(text=f"{year}年{on.month}月{on.day}日前", kind=DeadlineKind.DATE, due_on=on)),
        st.integers(1, 12).map(
            lambda month: Deadline(text=f"{month}月底前", kind=DeadlineKind.DATE, due_on=_month_end(year, month))
        ),
        st.just(Deadline(text="年底前", kind=DeadlineKind.DATE, due_on=date(year, 12, 31))),
        monthly.map(
            lambda on: Deadline(
                text=f"每月{on}日前",
                kind=DeadlineKind.RECURRING,
                recurrence=Recurrence(frequency=Frequency.MONTHLY, day=on),
            )
        ),
        st.just(
            Deadline(text="每季度末", kind=DeadlineKind.RECURRING, recurrence=Recurrence(frequency=Frequency.QUARTERLY))
        ),
        st.just(Deadline(text="长期坚持", kind=DeadlineKind.ONGOING)),
        st.just(Deadline(text="持续推进", kind=DeadlineKind.ONGOING)),
        st.just(Deadline(text="立行立改", kind=DeadlineKind.IMMEDIATE)),
    )


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _responsibilities(roles: Sequence[Role], *, most: int = 3) -> SearchStrategy[tuple[Responsibility, ...]]:
    """Every role with at least one unit, no unit twice, in the order of the roles."""

    def spread(names: list[str], cuts: list[int]) -> tuple[Responsibility, ...]:
        found: list[Responsibility] = []
        start = 0
        for role, count in zip(roles, cuts, strict=True):
            found.extend(responsibility(name, role) for name in names[start : start + count])
            start += count
        return tuple(found)

    counts = st.lists(st.integers(1, most), min_size=len(roles), max_size=len(roles))
    return counts.flatmap(
        lambda cuts: st.lists(_unit_names(), min_size=sum(cuts), max_size=sum(cuts), unique=True).map(
            lambda names: spread(names, cuts)
        )
    )


def responsibility(name: str, role: Role) -> Responsibility:
    """A unit as it is read while no registry was given."""
    return Responsibility(unit=Unit(name=name, kind=kind_of(name)), role=role, printed=name)


def _chinese(value: int) -> str:
    tens, ones = divmod(value, 10)
    head = {0: "", 1: "十"}.get(tens, _NUMERALS[tens - 1] + "十")
    return head + (_NUMERALS[ones - 1] if ones else "")


@st.composite
def printable_notices(
    draw: DrawFn,
    *,
    numbered: bool,
    timed: bool | None = None,
    titled: bool = True,
    roles: Sequence[Role] | None = None,
    single: bool = False,
) -> Notice:
    """Notices of which print tells everything.

    Args:
        draw: Given by hypothesis.
        numbered: Requirements carry numbers, as prose needs them.
        timed: Every requirement has a time of its own; None leaves it to each.
        titled: Tasks have headings; without, each task is its one requirement, and carries its number.
        single: Every task has one requirement, and no number but its own.
        roles: The roles that every requirement gives; drawn when left out.
    """
    year = draw(st.integers(2015, 2030))
    single = single or not titled
    if roles is None:
        roles = draw(st.sampled_from(_ROLE_SETS))
    running = draw(st.booleans())
    sections: list[Section] = []
    number, headings = 0, draw(st.permutations(_HEADINGS))
    for at in range(draw(st.integers(1, 3))):
        if not running:
            number = 0
        tasks = []
        for _ in range(draw(st.integers(1, 3))):
            number += 1
            rows = [
                Requirement(
                    id="",
                    text=draw(_texts("，；", least=2 if titled else 1) if single else _texts()),
                    ordinal=Ordinal.parse(f"{row}.") if numbered and not single else None,
                    responsibilities=draw(_responsibilities(roles)),
                    deadlines=tuple(
                        [draw(_deadlines(year))] if (draw(st.booleans()) if timed is None else timed) else []
                    ),
                )
                for row in range(1, (1 if single else draw(st.integers(1, 3))) + 1)
            ]
            mark = f"{number}." if numbered and single else f"（{_chinese(number)}）"
            title = draw(st.sampled_from(_VERBS)) + draw(st.sampled_from(_PLAIN)) if titled else None
            tasks.append(Task(ordinal=Ordinal.parse(mark), title=title, requirements=tuple(rows)))
        sections.append(Section(ordinal=Ordinal.parse(f"{_chinese(at + 1)}、"), title=headings[at], tasks=tuple(tasks)))
    place = draw(st.sampled_from(("济宁市兖州区", "甲县", "乙市")))
    return Notice(
        document_number=draw(
            st.builds(
                DocumentNumber,
                agency=st.sampled_from(("济兖政办字", "甲政办发", "乙政发")),
                year=st.just(year),
                serial=st.integers(1, 199),
            )
        ),
        title=f"{place}人民政府办公室关于印发{year}年重点工作任务分工的通知",
        issuer=f"{place}人民政府办公室",
        addressees=draw(st.sampled_from((("各镇人民政府", "区政府各部门、单位"), ("各有关部门",)))),
        issued_on=draw(st.dates(date(year, 1, 1), date(year, 6, 30))),
        disclosure=draw(st.sampled_from((None, Disclosure.PROACTIVE))),
        sections=with_ids(tuple(sections)),
    )


_ROLE_SETS: tuple[tuple[Role, ...], ...] = (
    (Role.RESPONSIBLE,),
    (Role.LEAD, Role.SUPPORTING),
    (Role.LEAD, Role.RESPONSIBLE),
    (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORTING),
)


def prose_layouts() -> SearchStrategy[Layout]:
    """Numbered prose with every kind of statement; a bare list is drawn by `printed_notices` only where it is one."""
    return st.builds(
        Layout,
        statement=st.sampled_from(("brackets", "square", "verbs", "lines", "pairs")),
        ascii_marks=st.booleans(),
        blank_lines=st.booleans(),
        indent=st.sampled_from(("", "　　", "    ")),
    )


@st.composite
def printed_notices(draw: DrawFn) -> Printed:
    """Numbered prose, on two levels or three, as text in several encodings, as a page, or as a Word file."""
    layout = draw(prose_layouts())
    bare = draw(st.integers(0, 5)) == 0
    if bare:
        layout = attrs.evolve(layout, statement="bare")
    levels = draw(st.sampled_from(("three", "two", "run in")))
    layout = attrs.evolve(layout, run_in=levels == "run in")
    notice = draw(
        printable_notices(
            numbered=True,
            titled=levels != "two",
            single=levels == "run in",
            timed=False if bare else None,
            roles=(Role.RESPONSIBLE,) if bare else None,
        )
    )
    document = printed(notice, layout)
    form = draw(st.sampled_from(("txt", "txt", "html", "docx")))
    if form == "txt":
        data = as_text(document, encoding=draw(st.sampled_from(("utf-8", "gb18030", "utf-16"))))
    else:
        data = _WRITE[form](document)
    return Printed(data=data, format=form, notice=notice, layout=layout)


_WRITE = {"html": as_html, "docx": as_docx, "xlsx": as_xlsx}


@st.composite
def printed_tables(draw: DrawFn) -> tuple[Document, Notice, Layout]:
    """A notice whose work stands in a table, as a document that any writer of `typesetting` may take."""
    notice = draw(printable_notices(numbered=False, timed=draw(st.booleans())))
    layout = Layout(
        table=True,
        section_column=draw(st.booleans()),
        units_first=draw(st.booleans()),
        spread=draw(st.booleans()),
        blank_lines=draw(st.booleans()),
    )
    return printed(notice, layout), notice, layout
