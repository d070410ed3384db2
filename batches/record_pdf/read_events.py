"""The audit trail of a batch: the events of the record and of everything in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Model, Q

from batches.record_pdf.content import PrintedEvent
from integrity.models import AuditEvent

# Printing a record is no part of it: with these inside, every copy would differ from the last.
PRINTING = ("batch_record.pdf_requested", "batch_record.pdf_filed")


def read_events(subjects: Iterable[Model]) -> tuple[PrintedEvent, ...]:
    """Events about these records, oldest first, without those of printing."""
    ids: dict[str, list[str]] = defaultdict(list)
    for subject in subjects:
        ids[subject._meta.label_lower].append(str(subject.pk))
    about = reduce(or_, (Q(subject_type=kind, subject_id__in=keys) for kind, keys in ids.items()))
    events = AuditEvent.objects.filter(about).exclude(verb__in=PRINTING).order_by("seq")
    return tuple(
        PrintedEvent(
            seq=event.seq,
            at=event.at,
            actor=event.actor_name,
            verb=event.verb,
            subject=event.subject_label,
            reason=event.reason,
            details=event.details,
        )
        for event in events
    )
