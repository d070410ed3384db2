"""Raising deviations, by people and for what was overruled."""

from __future__ import annotations

from datetime import datetime

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.models import Overruling
from integrity.refusals import refuse_if
from integrity.texts import one_line
from people.models import User
from people.permissions import Permission
from quality.context import told
from quality.gates.deviations import code_blockers, field_blockers, raising_blockers
from quality.listed import listed, not_listed
from quality.models import Deviation, Impact
from quality.numbering import next_number
from quality.subjects import Subject, context_of
from quality.texts import paragraphs


@command(permission=Permission.RAISE_DEVIATION)
def raise_deviation(
    *,
    title: str,
    description: str,
    occurred_at: datetime,
    found_at: datetime,
    by: User,
    at: datetime,
    containment: str = "",
    subject: Subject | None = None,
    field: str = "",
    room_code: str = "",
    product_code: str = "",
) -> Deviation:
    """Writes down a departure from what is approved, with the record and field it is about.

    What stands in the record and the field is kept as it is now, whatever they become. What it
    touches is listed at once, for quality assurance to conclude. Room and product are those of the
    record; where it names none they are said.
    """
    context = context_of(subject)
    refuse_if(
        [
            *field_blockers(subject, context, field),
            *code_blockers("room", room_code),
            *code_blockers("product", product_code),
        ]
    )
    deviation = _written(
        Deviation(
            title=one_line(title), description=paragraphs(description), occurred_at=occurred_at,
            found_at=found_at, containment=paragraphs(containment), raised_at=at, raised_by=by,
            subject_field=field, context=told(context, field), room_code=room_code,
            product_code=product_code,
        ),
        subject,
        at,
    )  # fmt: skip
    say("deviation.raised", about=deviation, details={"about": deviation.subject_label})
    return deviation


@command(permission=Permission.FOLLOW_OVERRULING)
def open_for_overruling(
    *,
    overruling: Overruling,
    subject: Subject,
    person: User,
    by: Actor,
    at: datetime,
) -> Deviation:
    """What two people overruled is a deviation from then on (EU GMP Part IV 9, 10.1)."""
    blocked = "\n".join(one["message"] for one in overruling.blockers)
    deviation = _written(
        Deviation(
            title=f"Overruled: {overruling.subject_label}"[:200],
            description=f"{blocked}\n{overruling.reason}".strip(),
            occurred_at=at, found_at=at, raised_at=at, raised_by=person,
            context=told(context_of(subject)),
        ),
        subject,
        at,
    )  # fmt: skip
    say("deviation.raised", about=deviation, details={"overruling": overruling.pk})
    return deviation


@command(permission=Permission.OPEN_INVESTIGATION)
def open_investigation(
    *,
    title: str,
    description: str,
    subject: Subject,
    occurred_at: datetime,
    found_at: datetime,
    person: User,
    by: Actor,
    at: datetime,
) -> Deviation:
    """What was beyond an action limit is investigated; raised in the name of who found it."""
    deviation = _written(
        Deviation(
            title=one_line(title), description=paragraphs(description), occurred_at=occurred_at,
            found_at=found_at, raised_at=at, raised_by=person,
            context=told(context_of(subject)),
        ),
        subject,
        at,
    )  # fmt: skip
    say("deviation.raised", about=deviation, details={"about": deviation.subject_label})
    return deviation


@command(permission=Permission.MANAGE_QUALITY)
def refresh_impacts(*, deviation: Deviation, by: User, at: datetime) -> Deviation:
    """Looks again for what it touches; what is listed already stays."""
    deviation = deviation.lock()
    added = Impact.objects.bulk_create(listed(deviation, not_listed(deviation), at))
    deviation.store()
    details = {"added": [one.subject_label for one in added]}
    say("deviation.impacts_listed", about=deviation, details=details)
    return deviation


def _written(deviation: Deviation, subject: Subject | None, at: datetime) -> Deviation:
    if subject is not None:
        deviation.subject_kind, deviation.subject_id = subject.kind, subject.id
        deviation.subject_label = subject.label[:200]
        deviation.room_code = subject.room or deviation.room_code
        deviation.product_code = subject.product or deviation.product_code
    refuse_if(raising_blockers(deviation, at=at))
    deviation.number = next_number(Deviation, at)
    deviation.save(force_insert=True)
    Impact.objects.bulk_create(listed(deviation, not_listed(deviation), at))
    return deviation
