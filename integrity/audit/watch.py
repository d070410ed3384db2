"""How the trail is kept: the last signed head, the last check, and whether either is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from integrity.audit.mail import KIND
from integrity.models import AuditEvent, Job, JobState, SignedHead, TrailCheck

CHECK_EVERY = timedelta(hours=26)


@dataclass(frozen=True)
class TrailWatch:
    """`unsigned` is how many events no head covers yet."""

    seq: int
    head: SignedHead | None
    unsigned: int
    signing_is_late: bool
    check: TrailCheck | None
    check_is_late: bool
    mailed: Job | None


def trail_watch(at: datetime) -> TrailWatch:
    """Signing is late after three times its interval, a check after 26 hours."""
    last = AuditEvent.objects.last()
    seq = last.seq if last else 0
    head = SignedHead.objects.last()
    check = TrailCheck.objects.last()
    covered = head.seq if head else 0
    oldest = AuditEvent.objects.filter(seq__gt=covered).order_by("seq").first()
    patience = timedelta(seconds=3 * settings.AUDIT_HEAD_SECONDS)
    mailed = Job.objects.filter(kind=KIND, state=JobState.DONE).order_by("-ended_at").first()
    return TrailWatch(
        seq=seq,
        head=head,
        unsigned=seq - covered,
        signing_is_late=oldest is not None and oldest.appended_at < at - patience,
        check=check,
        check_is_late=check is None or check.ended_at < at - CHECK_EVERY,
        mailed=mailed,
    )
