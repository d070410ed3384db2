"""Celery's side of rooms: time passes."""

from contextlib import suppress
from datetime import datetime

from celery import shared_task
from django.utils import timezone

from cleanrooms.commands.rooms import CLEANED, end_clean_hold
from cleanrooms.models import Room
from cleanrooms.services import ROOM_TIMES
from integrity.refusals import Refused


@shared_task(name="cleanrooms.end_clean_holds")
def end_clean_holds() -> None:
    end_due(timezone.now())


def end_due(at: datetime) -> None:
    """Rooms whose clean hold time has passed, each in a transaction of its own."""
    for room in Room.objects.filter(state__in=CLEANED, clean_until__lte=at):
        with suppress(Refused):  # another worker was first, or somebody used it
            end_clean_hold(room=room, by=ROOM_TIMES, at=at)
