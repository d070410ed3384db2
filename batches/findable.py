"""What may be found of batches: their own numbers and what leads to them."""

from __future__ import annotations

import re
import uuid

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from batches.api.ids import BatchId, RenditionId
from batches.models import BatchRecord, BatchRendition, BatchSample, MasterBatchRecord, MasterStatus
from batches.models.batch import TEXTS as OF_BATCHES
from batches.models.batch import Batches
from batches.models.links import BatchRenditions
from batches.models.master import TEXTS as OF_MASTERS
from batches.models.master import Masters
from people.finding.kinds import Findable, Found
from people.models import User
from people.permissions import Permission

REVISION = re.compile(r"(.+?) ?v([0-9]{1,4})", re.IGNORECASE)


def visible_batches(user: User) -> Batches:
    may = user.may(Permission.VIEW_BATCHES)
    return BatchRecord.objects.visible_to(user) if may else BatchRecord.objects.none()


def visible_masters(user: User) -> Masters:
    may = user.may(Permission.VIEW_BATCHES)
    return MasterBatchRecord.objects.visible_to(user) if may else MasterBatchRecord.objects.none()


def visible_samples(user: User) -> QuerySet[BatchSample]:
    """Those of batches that the person may see: a sample is shown among its batch's results."""
    if not user.may(Permission.VIEW_RESULTS):
        return BatchSample.objects.none()
    samples = BatchSample.objects.select_related("batch", "sample")
    return samples if user.is_of_facility else samples.filter(batch__in=visible_batches(user))


def visible_renditions(user: User) -> BatchRenditions:
    may = user.may(Permission.VIEW_BATCHES)
    renditions = BatchRendition.objects.select_related("batch", "rendition")
    return renditions.visible_to(user) if may else renditions.none()


def batch_shown(batch: BatchRecord) -> Found:
    return Found(
        batch.number,
        reverse("batch", args=[batch.number]),
        name=batch.master.product.name,
        line=", ".join(filter(None, (batch.chain_of_identity, batch.patient_code))),
        sign=batch.sign,
        word=batch.get_status_display(),
    )


def master_shown(master: MasterBatchRecord) -> Found:
    sign = {MasterStatus.DRAFT: "hold", MasterStatus.EFFECTIVE: "ok"}.get(
        MasterStatus(master.status), "neutral"
    )
    page = made_by(master=master.code)
    word = master.get_status_display()
    return Found(str(master), page, name=master.title, sign=sign, word=word)


def sample_shown(link: BatchSample) -> Found:
    page = reverse("batch-results", args=[link.batch.number])
    return Found(link.sample.code, page, name=link.sample.description, line=link.batch.number)


def rendition_shown(link: BatchRendition) -> Found:
    page = reverse("batch-pdf", args=[link.batch.number, link.batch_version])
    return Found(str(link), page, line=link.rendition.sha256[:16])


def made_by(**asked: str) -> str:
    """The batches of a master, which has no page of its own."""
    return f"{reverse('batch-list')}?{urlencode(asked)}"


def of_revision(code: str) -> Q:
    """A master with its revision, as it is printed."""
    printed = REVISION.fullmatch(code)
    return Q(code__iexact=printed[1], revision=int(printed[2])) if printed else Q(pk__in=[])


def of_rendition(code: str) -> Q:
    """A document with the version of its record, as it is printed."""
    printed = REVISION.fullmatch(code)
    named = Q(pk__in=[])
    if printed:
        named = Q(rendition__title__iexact=printed[1], batch_version=int(printed[2]))
    return named | Q(rendition__in=api_ids(RenditionId(), code))


def api_ids(form: BatchId | RenditionId, code: str) -> list[uuid.UUID]:
    """The id that the API gives a record."""
    return [form.to_python(code)] if re.fullmatch(form.regex, code) else []


KINDS = (
    Findable(
        "batch", _("Batches"), "batch",
        lambda user: visible_batches(user).select_related("master__product"), batch_shown,
        codes=OF_BATCHES, texts=OF_BATCHES, named=lambda code: Q(pk__in=api_ids(BatchId(), code)),
        place=10,
    ),
    Findable(
        "master", _("Master records"), "doc", visible_masters, master_shown,
        codes=("code",), texts=OF_MASTERS, named=of_revision, place=12,
    ),
    Findable(
        "sample", _("Samples"), "sample", visible_samples, sample_shown,
        codes=("sample__code",), texts=("sample__code", "sample__description"), place=13,
    ),
    Findable(
        "document", _("Documents"), "pdf", visible_renditions, rendition_shown,
        codes=("rendition__sha256",), texts=("rendition__title",), named=of_rendition, place=14,
    ),
)  # fmt: skip
