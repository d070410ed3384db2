"""Recalls of a lot, and the exercise of one: timed and signed."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say, sign
from integrity.refusals import refuse, refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line, text_blockers
from materials.commands.holds import place_hold
from materials.models import Lot, Recall
from materials.numbers import next_number
from materials.recalled import recalled
from people.models import User
from people.permissions import Permission


@command(permission=Permission.RECALL)
def begin_recall(*, lot: Lot, is_mock: bool, reason: str, by: User, at: datetime) -> Recall:
    """What has something of the lot in it is written down as it is now; a real one holds it."""
    lot = lot.lock()
    recall = Recall(
        number=next_number(Recall), lot=lot, is_mock=is_mock, reason=one_line(reason),
        found=[row.stored() for row in recalled(lot)], begun_at=at, begun_by=by,
    )  # fmt: skip
    recall.save(force_insert=True)
    if not is_mock:
        place_hold(on=lot, reason=f"{recall}: {one_line(reason)}"[:500], by=by, at=at)
    details = {"lot": lot.number, "is_mock": is_mock, "found": len(recall.found)}
    say("recall.begun", about=recall, reason=reason, details=details)
    return recall


@command(permission=Permission.RECALL, signed_as=Meaning.REVIEWED)
def end_recall(
    *, recall: Recall, conclusion: str, by: User, at: datetime, attested: Attestation[User]
) -> Recall:
    """What came of it, and how long it took, signed."""
    recall = recall.lock()
    if recall.ended_at is not None:
        raise refuse("ENDED", _("%(recall)s has ended already.") % {"recall": recall})
    recall_conclusion = one_line(conclusion)
    refuse_if(text_blockers(Recall, conclusion=recall_conclusion))
    sign(recall, attested, reason=recall_conclusion)
    recall.ended_at, recall.ended_by, recall.conclusion = at, by, recall_conclusion
    recall.store()
    minutes = int((at - recall.begun_at).total_seconds() // 60)
    say("recall.ended", about=recall, details={"minutes": minutes})
    return recall
