"""Foreign ledgers: one about another notice is told row by row, and nothing of it is taken."""

from __future__ import annotations

from collections.abc import Iterator

from policytasks.folding import fold
from policytasks.ledger.entry import Entry
from policytasks.ledger.fields import placed
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.merging.parts import PLAIN_FIELDS, UNIT, parts
from policytasks.ledger.merging.proposal import Value
from policytasks.ledger.merging.rows import cells
from policytasks.ledger.outcome import FieldOutcome, MergeReport, Outcome, OutcomeKind
from policytasks.model.notice import Notice, Requirement

__all__ = ["foreign_report", "is_foreign"]

_CODE = "foreign"


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


def foreign_report(base: Ledger, ours: Ledger, theirs: Ledger) -> MergeReport:
    """A report in which every row of theirs is foreign and keeps what it says, and every other row is unchanged."""
    foreign = {entry.key for entry in theirs.entries}
    others = dict.fromkeys(entry.key for side in (ours, base) for entry in side.entries)
    requirements = {requirement.id: requirement for requirement in theirs.notice.requirements}
    return MergeReport(
        outcomes=(
            *(
                Outcome(requirement_id=key[0], unit=key[1], kind=OutcomeKind.UNCHANGED)
                for key in others
                if key not in foreign
            ),
            *(_outcome(theirs, entry, requirements[entry.requirement_id]) for entry in theirs.entries),
        )
    )


def _outcome(ledger: Ledger, entry: Entry, requirement: Requirement) -> Outcome:
    id, unit = entry.key
    return Outcome(
        requirement_id=id,
        unit=unit,
        kind=OutcomeKind.FOREIGN,
        fields=tuple(
            FieldOutcome(
                field=field,
                kind=OutcomeKind.REJECTED,
                theirs=value.shown,
                code=_CODE,
                location=ledger.place(entry, placed(field)[1]),
            )
            for field, value in _said(entry, requirement, ledger)
        ),
        code=_CODE,
        location=entry.location,
    )


def _said(entry: Entry, requirement: Requirement, ledger: Ledger) -> Iterator[tuple[str, Value]]:
    """What a row says: of the notice first, then of the entry; empty cells left out."""
    nothing = parts(Requirement(id=entry.requirement_id, text=""), ledger.by)
    for part, value in parts(requirement, ledger.by).items():
        is_own = not part.startswith(UNIT) or part.removeprefix(UNIT) == entry.key[1]
        if part not in PLAIN_FIELDS and is_own and value != nothing.get(part):
            yield "notice." + ("role" if part.startswith(UNIT) else part), value
    blank = cells(Entry(requirement_id=entry.requirement_id, unit=entry.unit))
    for field, value in cells(entry).items():
        if value != blank.get(field):
            yield field, value
