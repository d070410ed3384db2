"""What a deviation touches, as lines to be assessed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from people.models import Organisation
from quality.models import Deviation, Impact
from quality.numbering import impact_numbers
from quality.subjects import Subject, Touched, touched_by


def not_listed(deviation: Deviation) -> list[Touched]:
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


def listed(
    deviation: Deviation, touched: Sequence[Touched], at: datetime, *, reason: str = ""
) -> list[Impact]:
    """A line each, numbered for each sponsor by itself; not stored yet."""
    sponsors = Organisation.objects.in_bulk({one.sponsor for one in touched if one.sponsor})
    codes = [sponsors[one.sponsor].code if one.sponsor else "" for one in touched]
    numbers = {
        code: iter(impact_numbers(code, at, codes.count(code))) for code in sorted(set(codes))
    }
    return [
        Impact(
            number=next(numbers[code]), deviation=deviation, subject_kind=one.kind,
            subject_id=one.id, subject_label=one.label[:200], sponsor_id=one.sponsor,
            reason=reason,
        )
        for one, code in zip(touched, codes, strict=True)
    ]  # fmt: skip
