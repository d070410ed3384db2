"""A time that the clocks left out, or showed twice, on the page of a step."""

from __future__ import annotations

from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.html import strip_tags

from batches.commands.execution import complete_step
from batches.models import BatchRecord, BatchStep, Entry, ParameterKind, StepState
from people.models import User
from tests import cast
from tests.signing import verify

PAGE = "/batches/CART-26-001/steps/1.2/"


@pytest.fixture
def step(people: dict[str, User], small_batch: BatchRecord) -> BatchStep:
    """The step that asks for a date and time, with all before it done."""
    first, second = BatchStep.objects.filter(operation__batch=small_batch)[:2]
    values = cast.answers(first)
    complete_step(step=first, values=values, by=people["jvermaat"], at=cast.NOW)
    verify(first, by=people["aowusu"], at=cast.NOW)
    return second


def record(client: Client, step: BatchStep, typed: str) -> HttpResponse:
    shown = client.get(PAGE).context["form"]
    values = {
        str(one.pk): typed if one.kind == ParameterKind.DATE_TIME else cast.answer(one)
        for one in step.parameters.all()
    }
    return client.post(PAGE, {"command_id": shown["command_id"].value(), "remark": "", **values})


def text(page: Any) -> str:
    return " ".join(unescape(strip_tags(page.text)).split())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "2025-03-30 02:30",
            "“2025-03-30 02:30” does not exist: the clocks were put forward from 2025-03-30 02:00 "
            "to 2025-03-30 03:00. Accepted: a time before 2025-03-30 02:00, or from "
            "2025-03-30 03:00 on.",
        ),
        (
            "2025-10-26 02:30",
            "“2025-10-26 02:30” came twice: the clocks were put back. Add +02:00 for the first "
            "time or +01:00 for the second, as in 2025-10-26 02:30+02:00.",
        ),
    ],
)
def test_it_is_refused_and_said_beside_the_field(
    browse: Any, step: BatchStep, typed: str, said: str
) -> None:
    page = record(browse("jvermaat"), step, typed)
    assert page.status_code == 422
    assert said in text(page)
    assert f'value="{typed}"' in page.text
    step.refresh_from_db()
    assert step.state == StepState.OPEN


@pytest.mark.parametrize(
    ("typed", "hour", "shown"),
    [
        ("2025-10-26 02:30 +02:00", 0, "2025-10-26 02:30 CEST"),
        ("2025-10-26 02:30+01:00", 1, "2025-10-26 02:30 CET"),
    ],
)
def test_with_its_offset_it_is_recorded_and_shown_with_its_zone(
    browse: Any, step: BatchStep, typed: str, hour: int, shown: str
) -> None:
    client = browse("jvermaat")
    assert record(client, step, typed).status_code == 302
    entry = Entry.objects.get(instant__isnull=False)
    assert (entry.raw, entry.instant) == (typed, datetime(2025, 10, 26, hour, 30, tzinfo=UTC))
    assert shown in text(client.get(PAGE))
