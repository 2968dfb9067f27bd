"""Status 完成状态, and the words that people use for each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

import attrs

from policytasks.errors import LedgerError
from policytasks.folding import fold
from policytasks.messages import Wording

__all__ = ["CLOSED", "STATUS_WORDS", "Status", "StatusWords", "read_status"]


class Status(Enum):
    """完成状态. ``str()`` is the Chinese word, ``value`` the English one."""

    NOT_STARTED = "not_started"
    """未启动."""
    IN_PROGRESS = "in_progress"
    """推进中."""
    DONE = "done"
    """已完成."""
    ONGOING = "ongoing"
    """长期坚持: work without an end."""

    def __str__(self) -> str:
        return _WORDINGS[self].zh

    @property
    def wording(self) -> Wording:
        """Its word in every language."""
        return _WORDINGS[self]


_WORDINGS = {
    Status.NOT_STARTED: Wording(en="Not started", zh="未启动"),
    Status.IN_PROGRESS: Wording(en="In progress", zh="推进中"),
    Status.DONE: Wording(en="Done", zh="已完成"),
    Status.ONGOING: Wording(en="Ongoing", zh="长期坚持"),
}

CLOSED = (Status.DONE, Status.ONGOING)
"""Statuses in which nothing can be overdue."""

STATUS_WORDS: dict[Status, tuple[str, ...]] = {
    Status.NOT_STARTED: tuple("未启动 未开始 未开展 未开工 未推进 尚未启动 尚未开始 尚未开展 待启动 待开展".split()),
    Status.IN_PROGRESS: tuple(
        "推进中 进行中 正在推进 正在进行 顺利推进 有序推进 办理中 正在办理 实施中 正在实施 整改中 正在整改 已启动 已开工 在建 "
        "部分完成 达进度 超进度 欠进度 按序时 慢序时 滞后序时 达到序时进度 未达到序时进度".split()
    ),
    Status.DONE: tuple(
        "已完成 完成 全部完成 提前完成 按期完成 如期完成 已办结 办结 已销号 销号 已落实 已整改 整改到位".split()
    ),
    Status.ONGOING: tuple("长期坚持 持续推进 长期推进 常态化 常态化推进 坚持推进 年内持续推进 长期".split()),
}
"""Words seen in progress columns, bulletins and letters that ask for reports, by the status that they mean.

Words that leave it open (未完成, 其它类) are in none of the lists.
"""


def _settled(word: str) -> str:
    """A word as it is looked up: one form of every mark, without blanks, capitals and a full stop at the end."""
    return "".join(fold(word).split()).rstrip("。.").casefold()


_STANDARD = {
    _settled(word): status
    for status, words in STATUS_WORDS.items()
    for word in (*words, status.wording.en, status.value)
}


def _copied(words: Mapping[str, Status]) -> Mapping[str, Status]:
    return dict(words)


@attrs.frozen
class StatusWords:
    """状态用语: what the words of an office mean, beside those of `STATUS_WORDS`.

    >>> words = StatusWords({"已上线": Status.DONE, "未完成": Status.IN_PROGRESS})
    >>> words.read("已上线。"), words.read("已完成"), words.read("待定")
    (<Status.DONE: 'done'>, <Status.DONE: 'done'>, None)

    Args:
        own: The office's words and what each means; where one stands in `STATUS_WORDS` too, the office's meaning holds.

    Raises:
        LedgerError: A word says nothing, or something that is no status; or two that differ only in blanks, width or
            capitals mean different statuses.
    """

    own: Mapping[str, Status] = attrs.field(factory=dict, converter=_copied, hash=False)
    _read: dict[str, Status] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        own: dict[str, Status] = {}
        given: Mapping[Any, Any] = self.own  # What no type checker saw may hold anything.
        for word, status in given.items():
            settled = _settled(word) if isinstance(word, str) else ""
            if not settled or not isinstance(status, Status):
                raise LedgerError(
                    "not a word for a status", found=f"{word!r}: {status!r}", expected="a word and a Status"
                )
            if own.setdefault(settled, status) is not status:
                raise LedgerError(
                    "one word for two statuses", where=word, found=f"{own[settled]} and {status}", expected="one"
                )
        # Frozen classes set their derived fields in this way.
        object.__setattr__(self, "_read", _STANDARD | own)

    def read(self, text: str) -> Status | None:
        """The status that a typed word means; None for a word that nobody listed."""
        return self._read.get(_settled(text))


_ALONE = StatusWords()


def read_status(text: str, *, words: Mapping[str, Status] | StatusWords | None = None) -> Status | None:
    """The status that a typed word means; None for a word that is not in `STATUS_WORDS`.

    >>> read_status(" 顺利推进。")
    <Status.IN_PROGRESS: 'in_progress'>
    >>> read_status("已上线", words={"已上线": Status.DONE})
    <Status.DONE: 'done'>

    Args:
        text: The word, in any spelling.
        words: Further words of an office, as in `StatusWords`; give a `StatusWords` to read many texts.

    Raises:
        LedgerError: ``words`` contradict themselves.
    """
    if words is None:
        words = _ALONE
    return (words if isinstance(words, StatusWords) else StatusWords(words)).read(text)
