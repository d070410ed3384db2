"""The demo facility loads whole, by commands, and its verdicts are those of the publication."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Q

from batches.models import BatchRecord, BatchStatus, Entry
from cgtlims.demo.facility import is_loaded, load_facility
from cgtlims.demo.monitoring.rounds import STORY_PERSON, STORY_ROOM
from cleanrooms.exposures.answer import lots_at
from cleanrooms.exposures.places import Place
from cleanrooms.models import Equipment, Exposure, Neighbour, Room, RoomKind
from integrity.models import AuditEvent
from monitoring.channels.stretch import stretch_of
from monitoring.models import Channel, Excursion, Site
from qc.models import Result

pytestmark = pytest.mark.django_db
DAY_SECONDS = 24 * 3600


def test_it_works():
    told: list[str] = []
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    load_facility("one-long-phrase-for-tests", now, told.append)
    assert is_loaded()
    assert told
    first = BatchRecord.objects.get(number="CART-26-001")
    assert first.status == BatchStatus.EXECUTED
    assert first.sponsor.is_fictitious
    assert BatchRecord.objects.get(number="CART-26-002").status == BatchStatus.IN_PROGRESS
    out = Entry.objects.filter(judged__in=["ABOVE_ACTION", "BELOW_ACTION", "NOT_ACCEPTED"])
    assert [entry.parameter.step.number for entry in out] == ["7.14"]
    assert out.get().parameter.step.remark
    assert Result.objects.count() == 11
    assert set(Result.objects.values_list("conformity", flat=True)) == {"CONFORMS"}
    assert AuditEvent.objects.filter(verb="batch_step.performed").count() > 107
    the_facility_is_whole()
    ninety_days_were_monitored(now)
    the_story_left_what_was_exposed(now)


def the_facility_is_whole() -> None:
    """Every room has its grade and containment; what stands in suites has its neighbours."""
    kinds = Counter(Room.objects.values_list("kind", flat=True))
    assert (kinds["CLEANROOM"], kinds["DEVELOPMENT"], kinds["QC"]) == (13, 3, 2)
    cleanrooms = Room.objects.filter(kind=RoomKind.CLEANROOM)
    assert cleanrooms.values("suite").distinct().count() == 4
    assert not Room.objects.filter(grade="").exists()
    for room in cleanrooms:
        assert Neighbour.objects.filter(Q(room=room) | Q(other=room)).exists(), room
    assert Equipment.objects.filter(out_of_service_at__isnull=True).count() >= 60
    assert Site.objects.filter(ended_at__isnull=True).count() >= 120


def ninety_days_were_monitored(now: datetime) -> None:
    """Of every channel; what is read each minute too."""
    for channel in Channel.objects.all():
        found = stretch_of(channel, now - timedelta(days=90), now)
        assert found.count * max(channel.interval_s, 300) > 80 * DAY_SECONDS, channel
    kinds = set(Excursion.objects.values_list("kind", flat=True))
    assert {"ALERT", "ACTION", "GAP", "TREND"} <= kinds


def the_story_left_what_was_exposed(now: datetime) -> None:
    """While its plates grew, lots and people were in the room and at its cabinet."""
    since, until = now - timedelta(days=31), now - timedelta(days=16)
    room = Room.objects.get(code=STORY_ROOM)
    assert {lot.number for lot in lots_at(Place(room=room), since, until)} >= {"CART-ENG-03"}
    here = Exposure.objects.filter(room=room, period__overlap=(since, until))
    assert here.filter(person__username=STORY_PERSON).exists()
    assert here.filter(equipment__isnull=False).exists()
