"""Identity of ledgers: whether two of them are about one notice."""

from __future__ import annotations

from policytasks.folding import fold
from policytasks.ledger.ledger import Ledger
from policytasks.model.notice import Notice

__all__ = ["is_foreign"]


def is_foreign(theirs: Ledger, *known: Ledger) -> bool:
    """Whether a ledger is about another notice than the known ones.

    Two notices are one when their numbers agree; where a number is missing, when their titles do, since a person may have copied the
    table alone. A number or title that was corrected makes no other notice, as long as half of the requirements say the same.
    Where there is nothing to tell them apart, they are taken for one: nothing is lost by adding rows.
    """
    return not any(_same_notice(theirs.notice, ledger.notice) for ledger in known)


def _same_notice(first: Notice, second: Notice) -> bool:
    if first.document_number is not None and second.document_number is not None:
        if first.document_number == second.document_number:
            return True
    elif not first.title or not second.title or _plain(first.title) == _plain(second.title):
        return True
    said = {(requirement.id, _plain(requirement.text)) for requirement in first.requirements}
    shared = said & {(requirement.id, _plain(requirement.text)) for requirement in second.requirements}
    return 2 * len(shared) >= max(1, len(said))


def _plain(text: str) -> str:
    return "".join(fold(text).split())
