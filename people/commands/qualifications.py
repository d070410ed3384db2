"""Personal qualifications: who has them, and withdrawing one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.texts import one_line, text_blockers
from people.models import Qualification, QualificationKind, User
from people.models.qualification import day_of
from people.permissions import Permission
from people.qualifications import after_months


@command(permission=Permission.QUALIFY_PEOPLE)
def record_qualification(
    *,
    user: User,
    kind: QualificationKind,
    achieved_on: date,
    evidence: str,
    by: User,
    at: datetime,
    expires_on: date | None = None,
) -> Qualification:
    """A person has shown it. It expires as its kind says, or earlier; never judged by oneself."""
    longest = after_months(achieved_on, kind.months)
    found = Qualification(
        user=user, kind=kind, evidence=one_line(evidence), achieved_on=achieved_on,
        expires_on=expires_on or longest, given_at=at, given_by=by,
    )  # fmt: skip
    refuse_if(_qualification_blockers(found, longest, at))
    found.save(force_insert=True)
    details = {
        "user": user.display_name,
        "kind": kind.title,
        "achieved_on": achieved_on.isoformat(),
    }
    say("qualification.recorded", about=found, details=details)
    return found


@command(permission=Permission.QUALIFY_PEOPLE)
def withdraw_qualification(
    *, qualification: Qualification, reason: str, by: User, at: datetime
) -> Qualification:
    """It counts no more from now on, with the reason."""
    qualification = qualification.lock()
    if qualification.withdrawn_at:
        raise refuse("WITHDRAWN_ALREADY", _("This qualification was withdrawn already."))
    qualification.withdrawn_at, qualification.withdrawn_by = at, by
    qualification.withdrawn_reason = one_line(reason)
    qualification.store()
    say("qualification.withdrawn", about=qualification, reason=qualification.withdrawn_reason)
    return qualification


def _qualification_blockers(
    found: Qualification, longest: date | None, at: datetime
) -> Iterator[Blocker]:
    yield from text_blockers(Qualification, evidence=found.evidence)
    if found.user_id == found.given_by_id:
        yield Blocker(
            "OWN_QUALIFICATION",
            _("Nobody qualifies oneself."),
            clears=_("Somebody else who saw the evidence records it."),
        )
    if found.achieved_on > day_of(at):
        yield Blocker(
            "IN_THE_FUTURE",
            _("This day is still to come."),
            clears=_("Accepted: today or earlier."),
            field="achieved_on",
        )
    if found.expires_on and (
        found.expires_on < found.achieved_on or (longest and found.expires_on > longest)
    ):
        yield Blocker(
            "BAD_EXPIRY",
            _("It cannot expire on %(day)s.") % {"day": found.expires_on},
            clears=_("Accepted: from %(first)s to %(last)s.")
            % {"first": found.achieved_on, "last": longest or _("any later day")},
            field="expires_on",
        )
