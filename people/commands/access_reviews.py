"""The periodic review of access: opened for every account, judged line by line, completed once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say, sign
from integrity.models import AuditEvent
from integrity.reasons import MOST
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line
from integrity.unique import unique
from people.commands.memberships import withdraw_membership
from people.gates import completion_blockers
from people.models import AccessDecision, AccessReview, AccessReviewLine, Membership, User
from people.permissions import Permission
from people.services import ACCESS_REVIEW

Judgement = tuple[str, str]  # decision and note


@command(permission=Permission.REVIEW_ACCESS)
def open_access_review(*, by: User, at: datetime) -> AccessReview:
    """Begins a review with a line for every open account; one review is open at a time."""
    last = AccessReview.objects.aggregate(last=Max("number"))["last"] or 0
    review = AccessReview(number=last + 1, opened_at=at, opened_by=by)
    open_one = refuse(
        "REVIEW_OPEN",
        _("A review is open."),
        clears=_("Complete it before the next one begins."),
    )
    with unique(open_one):
        review.save(force_insert=True)
    AccessReviewLine.objects.bulk_create(_lines(review, at))
    say("access_review.opened", about=review, details={"accounts": review.lines.count()})
    return review


@command(permission=Permission.REVIEW_ACCESS)
def judge_access(
    *, review: AccessReview, judgements: Mapping[UUID, Judgement], by: User, at: datetime
) -> AccessReview:
    """Keeps or withdraws accounts' roles, each with a note; never one's own."""
    review = review.lock()
    if review.completed_at:
        raise refuse("COMPLETED_ALREADY", _("This review is completed."))
    lines = list(review.lines.select_related("user").filter(pk__in=judgements))
    refuse_if(
        blocker for line in lines for blocker in _judging_blockers(line, *judgements[line.pk], by)
    )
    for line in lines:
        line.decision, line.note = judgements[line.pk][0], one_line(judgements[line.pk][1])
        line.decided_at, line.decided_by = (at, by) if line.decision else (None, None)
        line.store()
    review.store()
    say("access_review.judged", about=review, details={"accounts": len(lines)})
    return review


@command(permission=Permission.SIGN_ACCESS_REVIEW, signed_as=Meaning.REVIEWED)
def complete_access_review(
    *, review: AccessReview, by: User, at: datetime, attested: Attestation[User]
) -> AccessReview:
    """QA signs and closes the review; the roles of every account that was withdrawn end with it."""
    review = review.lock()
    refuse_if(completion_blockers(review))
    sign(review, attested)
    withdrawn = review.lines.filter(decision=AccessDecision.WITHDRAW).select_related("user")
    for line in withdrawn:
        reason = f"{review}: {line.note}"[:MOST]
        for membership in Membership.objects.valid(at).filter(user=line.user):
            withdraw_membership(membership=membership, reason=reason, by=ACCESS_REVIEW, at=at)
    review.completed_at, review.completed_by = at, by
    review.store()
    details = {"withdrawn": [line.user.username for line in withdrawn]}
    say("access_review.completed", about=review, details=details)
    return review


def _lines(review: AccessReview, at: datetime) -> Iterator[AccessReviewLine]:
    users = User.objects.filter(is_active=True)
    held: dict[UUID, list[str]] = {}
    for one in Membership.objects.valid(at).select_related("role", "organisation"):
        held.setdefault(one.user_id, []).append(f"{one.role}, {one.organisation}")
    last = _last_events()
    for user in users:
        event = last.get(user.pk)
        yield AccessReviewLine(
            review=review,
            user=user,
            roles="\n".join(sorted(held.get(user.pk, []))),
            last_change=f"{event.verb} {event.at:%Y-%m-%d}" if event else "",
        )


def _last_events() -> dict[UUID, AuditEvent]:
    """The last thing that was said of each account or one of its roles."""
    owner = {str(pk): pk for pk in User.objects.values_list("pk", flat=True)}
    owner |= {str(pk): user for pk, user in Membership.objects.values_list("pk", "user")}
    said = AuditEvent.objects.filter(subject_type__in=["people.user", "people.membership"])
    return {owner[one.subject_id]: one for one in said.order_by("seq")}


def _judging_blockers(
    line: AccessReviewLine, decision: str, note: str, by: User
) -> Iterator[Blocker]:
    field = f"note-{line.pk}"
    if line.user_id == by.pk and decision:
        yield Blocker(
            "OWN_ACCESS",
            _("You cannot judge your own access."),
            clears=_("Somebody else who reviews access judges it."),
            field=f"decision-{line.pk}",
        )
    if decision not in {"", *AccessDecision.values}:
        yield Blocker("BAD_DECISION", _("Accepted: keep or withdraw."), field=f"decision-{line.pk}")
    if decision == AccessDecision.WITHDRAW and not note.strip():
        yield Blocker(
            "NOTE_NEEDED",
            _("Say why the roles of %(user)s are withdrawn.") % {"user": line.user},
            field=field,
        )
    if len(one_line(note)) > MOST or not one_line(note).isprintable():
        yield Blocker(
            "BAD_NOTE",
            _("This note cannot be kept."),
            clears=_("Accepted: up to %(most)s characters that can be printed.") % {"most": MOST},
            field=field,
        )
