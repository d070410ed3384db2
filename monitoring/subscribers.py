"""What follows from readings that came in."""

from django.utils import timezone

from integrity.models import AuditEvent
from integrity.outbox import subscribe
from monitoring.channels.following import channels_of, follow_channel
from monitoring.models import Ingest


@subscribe("readings.ingested")
def look_for_excursions(event: AuditEvent) -> None:
    """Beyond a level, or silent: in the stretch that came in, and what hangs together with it."""
    ingest = Ingest.objects.get(pk=event.subject_id)
    for channel in channels_of(ingest):
        follow_channel(channel, ingest.first_at, ingest.last_at, timezone.now())
