"""What a deviation can be about here, and which batches it touches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from batches.models import BatchRecord, BatchSample, BatchStep, MasterBatchRecord
from cleanrooms.exposures.places import exposures_at
from cleanrooms.models import Equipment, Room
from documents.models import DocumentVersion
from materials.models import Movement, Product
from materials.reach import STOCK, reached_by
from monitoring.exposed import BEGINNING, doubt_of, place_of
from monitoring.models import Excursion
from people.models import User
from people.permissions import Permission
from qc.models import Result, Sample
from quality.subjects import Subject, Touched, contribute_impact, contribute_subject

BATCH, STEP = BatchRecord._meta.label_lower, BatchStep._meta.label_lower
SAMPLE, RESULT = Sample._meta.label_lower, Result._meta.label_lower
ROOM, EQUIPMENT = Room._meta.label_lower, Equipment._meta.label_lower
MASTER, PRODUCT = MasterBatchRecord._meta.label_lower, Product._meta.label_lower
EXCURSION = Excursion._meta.label_lower
PERSON, VERSION = User._meta.label_lower, DocumentVersion._meta.label_lower


@contribute_subject(BATCH, Permission.VIEW_BATCHES)
def batch(key: UUID) -> Subject | None:
    found = BatchRecord.objects.select_related("master__product").filter(pk=key).first()
    if found is None:
        return None
    page = reverse("batch", args=[found.number])
    return Subject(BATCH, key, found.number, page, product=found.master.product.code)


@contribute_subject(STEP, Permission.VIEW_BATCHES)
def step(key: UUID) -> Subject | None:
    steps = BatchStep.objects.select_related("operation__room", "operation__batch__master__product")
    found = steps.filter(pk=key).first()
    if found is None:
        return None
    of = found.operation.batch
    return Subject(
        STEP, key, f"{of.number} {found}", reverse("step", args=[of.number, found.number]),
        room=found.operation.room.code, product=of.master.product.code,
    )  # fmt: skip


@contribute_subject(SAMPLE, Permission.VIEW_RESULTS)
def sample(key: UUID) -> Subject | None:
    found = Sample.objects.select_related("specification__product").filter(pk=key).first()
    if found is None:
        return None
    product = found.specification.product
    return Subject(SAMPLE, key, found.code, _results_of(found), product=product.code)


@contribute_subject(RESULT, Permission.VIEW_RESULTS)
def result(key: UUID) -> Subject | None:
    """One result of a sample, with its test."""
    found = Result.objects.select_related("sample__specification__product", "criterion")
    one = found.filter(pk=key).first()
    if one is None:
        return None
    product = one.sample.specification.product
    label = f"{one.sample.code} {one.criterion.test}"
    return Subject(RESULT, key, label, _results_of(one.sample), product=product.code)


@contribute_subject(MASTER, Permission.VIEW_BATCHES)
def master(key: UUID) -> Subject | None:
    """A revision of a master record; its page is the list of what was made by it."""
    found = MasterBatchRecord.objects.select_related("product").filter(pk=key).first()
    if found is None:
        return None
    page = f"{reverse('batch-list')}?{urlencode({'master': found.code})}"
    return Subject(MASTER, key, str(found), page, product=found.product.code)


@contribute_impact
def touched_batches(subject: Subject, since: datetime, until: datetime) -> Iterator[Touched]:
    """The batch itself, that of a step, those of a sample; of a room or a device all that used the
    room then; of an excursion all that was exposed to it; of stock all that something of it was
    taken for; of a master record, a procedure, a product or a person all that was made by it then.
    """
    for one in _batches(subject, since, until).distinct():
        yield Touched(BATCH, one.pk, one.number, one.sponsor_id)


def _batches(subject: Subject, since: datetime, until: datetime) -> QuerySet[BatchRecord]:
    ended = Q(executed_at__isnull=True) | Q(executed_at__gte=since)
    running = Q(started_at__isnull=False, started_at__lte=until) & ended
    match subject.kind:
        case kind if kind == BATCH:
            asked = Q(pk=subject.id)
        case kind if kind == STEP:
            asked = Q(operations__steps=subject.id)
        case kind if kind == SAMPLE:
            asked = Q(batch_samples__sample=subject.id)
        case kind if kind == RESULT:
            asked = Q(batch_samples__sample__results=subject.id)
        case kind if kind == ROOM:
            asked = Q(operations__room=subject.id) & running
        case kind if kind == EQUIPMENT:
            asked = Q(operations__room__equipment=subject.id) & running
        case kind if kind == EXCURSION:
            asked = _exposed(subject.id, until)
        case kind if kind == MASTER:
            asked = Q(master=subject.id) & running
        case kind if kind == PRODUCT:
            asked = Q(master__product=subject.id) & running
        case kind if kind == PERSON:
            steps = BatchStep.objects.filter(
                performed_by=subject.id, performed_at__gte=since, performed_at__lte=until
            )
            asked = Q(pk__in=steps.values("operation__batch"))
        case kind if kind == VERSION:
            code = DocumentVersion.objects.filter(pk=subject.id).values("document__code")
            steps = BatchStep.objects.filter(
                procedures__contains=ArraySubquery(code), performed_at__gte=since,
                performed_at__lte=until,
            )  # fmt: skip
            asked = Q(pk__in=steps.values("operation__batch"))
        case kind if kind in STOCK:
            taken = Movement.objects.filter(
                container__in=reached_by(subject.kind, subject.id), subject_type=BATCH
            )
            asked = Q(pk__in=taken.values("subject_id"))
        case _:
            asked = Q(pk__in=[])
    return BatchRecord.objects.filter(asked).order_by()


def _exposed(excursion: UUID, until: datetime) -> Q:
    """In use of its place by their number while it was in doubt, or worked on in its room then."""
    one = Excursion.objects.select_related("room", "zone").get(pk=excursion)
    since, ended = doubt_of(one, until)
    during = (since or BEGINNING, ended)
    numbers = exposures_at(place_of(one), *during).exclude(number="").values("number")
    steps = BatchStep.objects.filter(operation__room=one.room, performed_at__range=during)
    return Q(number__in=numbers) | Q(pk__in=steps.values("operation__batch"))


def _results_of(sample: Sample) -> str:
    """A sample is shown among the results of its batch."""
    link = BatchSample.objects.select_related("batch").filter(sample=sample).first()
    return reverse("batch-results", args=[link.batch.number]) if link else ""
