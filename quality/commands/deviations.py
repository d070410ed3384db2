"""Raising deviations, by people and for what was overruled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.models import Overruling
from integrity.refusals import refuse_if
from integrity.texts import one_line
from people.models import Organisation, User
from people.permissions import Permission
from quality.context import told
from quality.gates.deviations import code_blockers, field_blockers, raising_blockers
from quality.models import Deviation, Impact
from quality.numbering import impact_numbers, next_number
from quality.subjects import Subject, Touched, context_of, touched_by
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


@command(permission=Permission.MANAGE_QUALITY)
def refresh_impacts(*, deviation: Deviation, by: User, at: datetime) -> Deviation:
    """Looks again for what it touches; what is listed already stays."""
    deviation = deviation.lock()
    added = list_impacts(deviation, _not_listed(deviation), at)
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
    list_impacts(deviation, _not_listed(deviation), at)
    return deviation


def _not_listed(deviation: Deviation) -> list[Touched]:
    """What sources say that it touches, without what is listed."""
    if deviation.subject_id is None:
        return []
    about = Subject(
        deviation.subject_kind, deviation.subject_id, deviation.subject_label,
        room=deviation.room_code, product=deviation.product_code,
    )  # fmt: skip
    known = set(deviation.impacts.values_list("subject_kind", "subject_id"))
    touched = touched_by(about, deviation.occurred_at, deviation.found_at)
    return [one for one in touched if (one.kind, one.id) not in known]


def list_impacts(
    deviation: Deviation, touched: Sequence[Touched], at: datetime, *, reason: str = ""
) -> list[Impact]:
    """A line each, numbered for each sponsor by itself; called by commands."""
    sponsors = Organisation.objects.in_bulk({one.sponsor for one in touched if one.sponsor})
    codes = [sponsors[one.sponsor].code if one.sponsor else "" for one in touched]
    numbers = {
        code: iter(impact_numbers(code, at, codes.count(code))) for code in sorted(set(codes))
    }
    return Impact.objects.bulk_create(
        Impact(
            number=next(numbers[code]), deviation=deviation, subject_kind=one.kind,
            subject_id=one.id, subject_label=one.label[:200], sponsor_id=one.sponsor,
            reason=reason,
        )
        for one, code in zip(touched, codes, strict=True)
    )  # fmt: skip
