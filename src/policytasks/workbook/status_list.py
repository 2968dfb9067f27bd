"""Status list 状态用语表: the words by which drop-down, colours and counts of a workbook know each status."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from policytasks.ledger.status import STATUS_WORDS, Status
from policytasks.messages import Language

__all__ = ["StatusList"]


@attrs.frozen(kw_only=True)
class StatusList:
    """状态用语表.

    Args:
        own: Further words of an office and what each means; they win over the usual meaning.
        lang: Language of the usual words.
    """

    own: Mapping[str, Status]
    lang: Language

    @property
    def offered(self) -> tuple[str, ...]:
        """The words of the drop-down list: one for each status, then the office's."""
        return tuple(dict.fromkeys((*(status.wording[self.lang] for status in Status), *self.own)))

    def words(self, *statuses: Status) -> tuple[str, ...]:
        """Every word that means one of the statuses, in any language, each once; programs do not tell A from a."""
        found: dict[str, str] = {}
        for status in statuses:
            own = (word for word, meaning in self.own.items() if meaning is status)
            usual = (status.wording.zh, *STATUS_WORDS[status], status.wording.en)
            for word in (*own, *(word for word in usual if self.own.get(word, status) is status)):
                found.setdefault(word.casefold(), word)
        return tuple(found.values())
