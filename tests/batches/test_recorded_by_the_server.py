"""When something was recorded is the server's to say (PI 041-1)."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from batches.models import BatchStep, Entry
from integrity.models import AuditEvent
from tests.cast import answers

pytestmark = pytest.mark.django_db
LONG_AGO = "2020-01-01T08:00:00Z"
INSTANT = timedelta(minutes=5)


@pytest.fixture
def step(small_batch) -> BatchStep:
    return BatchStep.objects.filter(operation__batch=small_batch).first()


def send(client, step: BatchStep, **more: str):
    address = f"/batches/{step.operation.batch.number}/steps/{step.number}/"
    return client.post(address, {"command_id": str(uuid.uuid4()), **answers(step), **more})


@pytest.mark.urs("DI-1")
def test_an_entry_is_recorded_when_the_server_took_it(browse, step):
    assert send(browse("jvermaat"), step).status_code == 302
    entry = Entry.objects.get(parameter__step=step)
    assert abs(timezone.now() - entry.recorded_at) < INSTANT
    assert abs(AuditEvent.objects.latest("seq").appended_at - entry.recorded_at) < INSTANT


@pytest.mark.urs("DI-1")
@pytest.mark.parametrize("field", ["recorded_at", "performed_at", "at", "appended_at"])
def test_a_time_that_a_client_sends_is_not_taken(browse, step, field):
    assert send(browse("jvermaat"), step, **{field: LONG_AGO}).status_code == 302
    entry = Entry.objects.get(parameter__step=step)
    step.refresh_from_db()
    assert abs(timezone.now() - entry.recorded_at) < INSTANT
    assert abs(timezone.now() - step.performed_at) < INSTANT
