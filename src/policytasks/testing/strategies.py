"""Strategies: hypothesis generators of notices and their parts, in realistic Chinese.

Every strategy draws values that a real notice could hold: names of units end in 局, 委 or 办公室, sentences hold full-width
marks, digits and now and then a line break, ids are unique and made of the ordinals. Needs the package ``hypothesis``.
"""

from __future__ import annotations

from datetime import date

from policytasks.errors import MissingExtraError
from policytasks.location import NOWHERE, Location
from policytasks.model.deadline import Deadline, DeadlineKind, Frequency, Recurrence, TimeSpan
from policytasks.model.document_number import DocumentNumber
from policytasks.model.identity import with_ids
from policytasks.model.notice import (
    Citation,
    Disclosure,
    Doubt,
    Notice,
    Remark,
    Requirement,
    Section,
    Task,
    TextBlock,
)
from policytasks.model.ordinal import Ordinal
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit, UnitKind

try:
    from hypothesis import strategies as st
    from hypothesis.strategies import SearchStrategy
except ImportError:
    raise MissingExtraError("the generation of notices", extra="testing") from None

__all__ = [
    "deadlines",
    "document_numbers",
    "locations",
    "notices",
    "ordinals",
    "phrases",
    "requirements",
    "responsibilities",
    "sections",
    "sentences",
    "tasks",
    "units",
]

_PLACES = "省 市 区 县 自治区 兖州区 济宁市 甲县 乙市".split()
_BODIES = (
    "财政局 发展和改革局 教育和体育局 公安局 公安分局 民政局 司法局 水务局 税务局 商务局 卫生健康局 市场监督管理局 "
    "人力资源和社会保障局 住房和城乡建设局 大数据中心 总工会 供电公司 残联 人民检察院 金融办 规划和自然资源局（林业局）"
).split()
_COLLECTIVES = "各镇（街道） 区政府各部门、单位 各有关部门 市直有关部门 各县（市、区）政府 各责任单位".split()
_AGENCIES = "济兖政办字 济政办发 国办发 粤府 豫政办 皖政务办 竹府办 渝府办发 晋政办函 沪科规".split()
_CLAUSES = (
    "推进政务公开 完善审批流程 建立工作台账 公开“十四五”规划 落实《条例》要求 开展专项督查 整治环境污染 新建公办幼儿园5所 "
    "减税降费60亿元 增长6.2%左右 做好政策解读（含图解） 优化营商环境 提升12345热线服务 清理行政规范性文件 抓好安全生产"
).split()
_TITLES = (
    "深化重点领域信息公开 推进简政放权 加强组织保障 保障和改善民生 优化服务 防范化解风险 扩大有效投资 绿色发展".split()
)
_NUMERALS = "一二三四五六七八九十"


def _chinese(value: int) -> str:
    tens, ones = divmod(value, 10)
    head = {0: "", 1: "十"}.get(tens, _NUMERALS[tens - 1] + "十")
    return head + (_NUMERALS[ones - 1] if ones else "")


def ordinals(*, highest: int = 99) -> SearchStrategy[Ordinal]:
    """层次序数 of every scheme, from 1 to ``highest`` (at most 99)."""
    value = st.integers(1, highest)
    return st.one_of(
        value.map(lambda n: f"{_chinese(n)}、"),
        value.map(lambda n: f"（{_chinese(n)}）"),
        value.map(lambda n: f"{n}."),
        value.map(lambda n: f"（{n}）"),
        value.map(lambda n: f"第{_chinese(n)}条"),
        st.integers(1, min(highest, 20)).map(lambda n: chr(0x2460 + n - 1)),
    ).map(Ordinal.parse)


def document_numbers() -> SearchStrategy[DocumentNumber]:
    """发文字号 from 1949 on."""
    return st.builds(
        DocumentNumber, agency=st.sampled_from(_AGENCIES), year=st.integers(1949, 2099), serial=st.integers(1, 2999)
    )


def phrases() -> SearchStrategy[str]:
    """Headings: a few words without a final mark."""
    return st.sampled_from(_TITLES)


def sentences() -> SearchStrategy[str]:
    """What is to be done: one to four clauses that end in 。, sometimes with a line break inside."""
    clauses = st.lists(st.sampled_from(_CLAUSES), min_size=1, max_size=4)
    separators = st.sampled_from("，；。、\n")
    return st.builds(lambda parts, mark: mark.join(parts) + "。", clauses, separators)


def units() -> SearchStrategy[Unit]:
    """单位 and 统称."""
    single = st.builds(lambda place, body: Unit(name=place + body), st.sampled_from(_PLACES), st.sampled_from(_BODIES))
    kinds = st.sampled_from([kind for kind in UnitKind if kind is not UnitKind.COLLECTIVE])
    kinded = st.builds(lambda unit, kind: Unit(name=unit.name, kind=kind), single, kinds)
    collective = st.sampled_from(_COLLECTIVES).map(lambda name: Unit(name=name, kind=UnitKind.COLLECTIVE))
    return st.one_of(single, kinded, collective)


def responsibilities() -> SearchStrategy[Responsibility]:
    """One unit in one role; ``printed`` is the unit's name."""
    return st.builds(
        lambda unit, role: Responsibility(unit=unit, role=role, printed=unit.name), units(), st.sampled_from(Role)
    )


def _spread(values: SearchStrategy[Responsibility]) -> SearchStrategy[tuple[Responsibility, ...]]:
    """Some responsibilities, no unit twice."""
    return st.lists(values, max_size=4, unique_by=lambda value: value.unit.name).map(tuple)


def deadlines() -> SearchStrategy[Deadline]:
    """完成时限 of every kind, each with the details that its kind allows."""
    days = st.dates(date(2000, 1, 1), date(2035, 12, 31))
    dated = days.map(
        lambda day: Deadline(text=f"{day.year}年{day.month}月{day.day}日前", kind=DeadlineKind.DATE, due_on=day)
    )
    undated = st.integers(1, 12).map(lambda month: Deadline(text=f"{month}月底前", kind=DeadlineKind.DATE))
    period = st.builds(
        lambda one, two: Deadline(
            text=f"{min(one, two).isoformat()}至{max(one, two).isoformat()}",
            kind=DeadlineKind.PERIOD,
            starts_on=min(one, two),
            due_on=max(one, two),
        ),
        days,
        days,
    )
    recurring = st.one_of(
        st.integers(1, 28).map(
            lambda day: Deadline(
                text=f"每月{day}日前",
                kind=DeadlineKind.RECURRING,
                recurrence=Recurrence(frequency=Frequency.MONTHLY, day=day),
            )
        ),
        st.just(
            Deadline(
                text="每年6月、12月底前",
                kind=DeadlineKind.RECURRING,
                recurrence=Recurrence(frequency=Frequency.YEARLY, months=(6, 12)),
            )
        ),
    )
    relative = st.integers(1, 60).map(
        lambda amount: Deadline(
            text=f"印发之日起{amount}个工作日内",
            kind=DeadlineKind.RELATIVE,
            span=TimeSpan(amount=amount, unit="working_day", since="印发之日"),
        )
    )
    plain = st.sampled_from(
        (
            Deadline(text="长期坚持", kind=DeadlineKind.ONGOING),
            Deadline(text="持续推进", kind=DeadlineKind.ONGOING),
            Deadline(text="立行立改", kind=DeadlineKind.IMMEDIATE),
        )
    )
    return st.one_of(dated, undated, period, recurring, relative, plain)


def locations() -> SearchStrategy[Location]:
    """出处 in lines, paragraphs, table cells and sheets; now and then over two blocks, or nowhere."""
    small = st.integers(1, 400)
    span = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(sorted)
    line = st.builds(lambda number, at: Location(file="notice.txt", line=number, start=at[0], end=at[1]), small, span)
    cell = st.builds(
        lambda table, row, column, at: Location(
            file="notice.docx", table=table, row=row, column=column, paragraph=1, start=at[0], end=at[1]
        ),
        st.integers(1, 9),
        small,
        st.integers(1, 12),
        span,
    )
    sheet = st.builds(lambda row: Location(file="台账.xlsx", sheet="台账", cell=f"D{row}"), small)
    one = st.one_of(line, cell, sheet)
    over_two = st.builds(
        lambda first, second: Location(file=first.file, line=first.line, start=0, end=first.end, more=(second,)),
        line,
        line,
    )
    return st.one_of(st.just(NOWHERE), one, over_two)


def _optional_ordinals() -> SearchStrategy[Ordinal | None]:
    return st.one_of(st.none(), ordinals(highest=30))


def requirements() -> SearchStrategy[Requirement]:
    """具体要求, with the id ``"1"``: `tasks`, `sections` and `notices` number them."""
    return st.builds(
        Requirement,
        id=st.just("1"),
        text=sentences(),
        ordinal=_optional_ordinals(),
        responsibilities=_spread(responsibilities()),
        deadlines=st.lists(deadlines(), max_size=2).map(tuple),
        leaders=st.sampled_from(((), ("甲某某",), ("甲某某", "乙某某"))),
        open_list=st.booleans(),
        implied=st.one_of(st.just(()), _spread(responsibilities())),
        remarks=st.one_of(st.just(()), st.builds(lambda text: (Remark(heading="备注", text=text),), sentences())),
        location=locations(),
    )


def tasks() -> SearchStrategy[Task]:
    """工作任务 with up to three requirements, not yet numbered."""
    return st.builds(
        Task,
        ordinal=_optional_ordinals(),
        title=st.one_of(st.none(), phrases()),
        requirements=st.lists(requirements(), min_size=1, max_size=3).map(tuple),
        location=locations(),
    )


def sections() -> SearchStrategy[tuple[Section, ...]]:
    """The sections of one notice, with unique ids on every requirement; now and then a section without tasks."""
    section = st.builds(
        Section,
        ordinal=_optional_ordinals(),
        title=st.one_of(st.none(), phrases()),
        tasks=st.lists(tasks(), max_size=3).map(tuple),
        location=locations(),
    )
    return st.lists(section, max_size=3).map(lambda found: with_ids(tuple(found)))


def notices() -> SearchStrategy[Notice]:
    """通知 with every field, each of them also missing now and then."""
    days = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2035, 12, 31)))
    names = st.lists(st.sampled_from(_COLLECTIVES), max_size=3, unique=True).map(tuple)
    blocks = st.lists(st.builds(TextBlock, text=sentences(), location=locations()), max_size=2).map(tuple)
    obligations = st.lists(requirements(), max_size=2).map(
        lambda found: tuple(
            Requirement(id=f"body.{number}", text=duty.text, deadlines=duty.deadlines, location=duty.location)
            for number, duty in enumerate(found, 1)
        )
    )
    return st.builds(
        Notice,
        document_number=st.one_of(st.none(), document_numbers()),
        title=st.one_of(st.none(), phrases().map(lambda phrase: f"关于{phrase}任务分工的通知")),
        issuer=st.one_of(st.none(), st.just("济宁市兖州区人民政府办公室")),
        addressees=names,
        issued_on=days,
        printed_on=days,
        copied_to=names,
        disclosure=st.one_of(st.none(), st.sampled_from(Disclosure)),
        body=blocks,
        obligations=obligations,
        sections=sections(),
        citations=st.lists(
            st.builds(
                Citation,
                title=st.one_of(st.none(), phrases()),
                number=st.one_of(st.none(), document_numbers().map(str)),
                location=locations(),
            ),
            max_size=2,
        ).map(tuple),
        attachments=st.lists(phrases(), max_size=2).map(tuple),
        places=st.one_of(st.just(()), locations().map(lambda place: (("title", place),))),
        unparsed=blocks,
        doubts=st.lists(
            st.builds(Doubt, code=st.just("repeated-ordinal"), message=phrases(), location=locations()), max_size=2
        ).map(tuple),
        location=st.just(NOWHERE),
    )
