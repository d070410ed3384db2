"""Fetching what is visible to this person, or 404."""

from __future__ import annotations

from django.db.models import Count, OuterRef, Subquery
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from batches.models import BatchRecord, BatchStep
from batches.models.batch import Batches
from people.web.needs import signed_in


def visible_batches(request: HttpRequest) -> Batches:
    return BatchRecord.objects.visible_to(signed_in(request)).select_related(
        "master__product", "sponsor"
    )


def fetch_batch(request: HttpRequest, number: str) -> BatchRecord:
    """By its number, without regard to case; another sponsor's batch does not exist."""
    batches = visible_batches(request).with_progress()
    return get_object_or_404(batches, number__iexact=number)


def fetch_step(batch: BatchRecord, place: tuple[int, int]) -> BatchStep:
    """`steps_here` is how many steps its operation has."""
    beside = BatchStep.objects.filter(operation=OuterRef("operation")).values("operation")
    count = beside.annotate(count=Count("pk")).values("count")
    steps = (
        BatchStep.objects.select_related(
            "operation__batch", "operation__room", "performed_by", "verified_by"
        )
        .prefetch_related("materials", "parameters__entry__recorded_by")
        .annotate(steps_here=Subquery(count))
    )
    operation, sequence = place
    return get_object_or_404(
        steps, operation__batch=batch, operation__sequence=operation, sequence=sequence
    )
