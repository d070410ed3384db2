"""Waits until a worker has made the PDF of a batch record as it is now, and says where it is."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from batches.commands.renditions import JOB_KIND, job_key, request_record_pdf
from batches.models import BatchRecord, BatchRendition
from batches.services import RENDERING
from documents.store import path_of
from integrity.models import Job, JobState

POLL_SECONDS = 0.5


class Command(BaseCommand):
    help = "Makes the PDF of a batch record if there is none yet; prints path, pages and sha256."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="batch number")
        parser.add_argument("--wait", type=int, default=300, help="seconds to wait at most")

    def handle(self, *args: Any, **options: Any) -> None:
        batch = BatchRecord.objects.filter(number__iexact=options["number"]).first()
        if batch is None:
            raise CommandError(f"There is no batch {options['number']}.")
        if not self.rendition(batch):
            request_record_pdf(batch=batch, by=RENDERING, at=timezone.now())
        found = self.awaited(batch, time.monotonic() + options["wait"]).rendition
        self.stdout.write(f"path    {path_of(found.sha256)}")
        self.stdout.write(f"pages   {found.pages}")
        self.stdout.write(f"sha256  {found.sha256}")

    def awaited(self, batch: BatchRecord, until: float) -> BatchRendition:
        while time.monotonic() < until:
            if (link := self.rendition(batch)) is not None:
                return link
            job = Job.objects.get(kind=JOB_KIND, key=job_key(batch))
            if job.state == JobState.DEAD:
                raise CommandError(f"The PDF could not be made: {job.error}")
            time.sleep(POLL_SECONDS)
        raise CommandError("No worker has made the PDF in time. Is one running?")

    def rendition(self, batch: BatchRecord) -> BatchRendition | None:
        links = batch.renditions.select_related("rendition")
        return links.filter(batch_version=batch.version).first()
