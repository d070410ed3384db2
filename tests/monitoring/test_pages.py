"""Monitoring through its pages: what each requirement accepts and refuses."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from cleanrooms.models import Grade
from integrity.models import AuditEvent
from monitoring.commands.isolates import identify_isolate, pick_isolate
from monitoring.models import (
    Excursion,
    Round,
    Sample,
    SampleKind,
    SampleState,
)
from quality.models import Deviation
from tests.cast import NOW
from tests.monitoring import ground
from tests.monitoring.ground import DAY
from tests.monitoring.sent import HERE, form, grid


@pytest.mark.urs("ANX1-9.24")
def test_a_settle_plate_exposed_for_more_than_four_hours_is_flagged(browse: Any) -> None:
    """Refused without a reason; with it the sample is flagged. Four hours are not."""
    site = ground.site(SampleKind.SETTLE, "CR05-S1")
    around = ground.begun(ground.plan(site), timezone.now() - DAY)
    operator, sample = browse("aowusu"), around.samples.get()
    started = timezone.now() - DAY
    ground.place_sample(
        sample=sample, plate="PL-1", container=ground.medium(), at=started,
        by=ground.stock.user("aowusu"),
    )  # fmt: skip
    address = f"{HERE}rounds/1/samples/1/stop/"
    refused = operator.post(address, form(reason="", pressed_at=""))
    assert refused.status_code == 422
    assert "it lay open for more than 4 hours." in refused.text
    in_time = form(reason="", pressed_at=(started + 4 * ground.HOUR).isoformat())
    late = form(reason="Fill ran late", pressed_at="")
    assert operator.post(address, late).status_code == 302
    page = operator.get(f"{HERE}rounds/1/samples/1/").text
    assert "Exposed for more than 4 h" in page
    assert "Fill ran late" in page
    assert operator.post(address, in_time).status_code == 409


def test_a_plate_that_was_closed_after_four_hours_is_in_time(browse: Any) -> None:
    around = ground.begun(ground.plan(ground.site(SampleKind.SETTLE, "CR05-S1")))
    started = timezone.now() - DAY
    ground.place_sample(
        sample=around.samples.get(), plate="PL-1", container=ground.medium(), at=started,
        by=ground.stock.user("aowusu"),
    )  # fmt: skip
    pressed = (started + 4 * ground.HOUR).isoformat()
    browse("aowusu").post(f"{HERE}rounds/1/samples/1/stop/", form(reason="", pressed_at=pressed))
    sample = Sample.objects.get()
    assert (sample.state, sample.is_overexposed) == (SampleState.TAKEN, False)


@pytest.mark.urs("ANX1-9.30")
@pytest.mark.urs("ANX1-9.13")
def test_one_colony_in_grade_a_is_investigated(browse: Any) -> None:
    """Without any adopted set: none is nothing, one opens an excursion and a deviation."""
    site = ground.grade_a_site()
    plan, analyst = ground.plan(site), browse("trieger")
    analyst.post(f"{HERE}plates/", grid(ground.incubated(plan), 0))
    assert not Deviation.objects.exists()
    analyst.post(f"{HERE}plates/", grid(ground.incubated(plan, NOW + 10 * DAY), 1))
    excursion, deviation = Excursion.objects.get(), Deviation.objects.get()
    assert (excursion.kind, excursion.deviation) == ("ACTION", deviation)
    page = analyst.get(f"{HERE}excursions/1/").text
    assert deviation.number in page
    refused = browse("mlindqvist").post(
        f"{HERE}excursions/1/close/", form(version=excursion.version, reason="Nothing found")
    )
    assert refused.status_code == 409
    assert f"{deviation.number} is not closed." in refused.text


@pytest.mark.urs("ANX1-9.31")
def test_what_grew_in_grade_b_has_a_species_before_the_round_is_closed(browse: Any) -> None:
    ground.adopted()
    place = ground.room("CR01", Grade.B)
    around = ground.incubated(ground.plan(ground.site(of=place, code="CR01-C1")))
    ground.counted(around, 2)
    ground.counted(around, 2, by="lwouters")
    quality, address = browse("mlindqvist"), f"{HERE}rounds/1/close/"
    refused = quality.post(address, form())
    assert refused.status_code == 409
    assert "CR01-C1, Grade B: nothing is isolated of what grew." in refused.text
    analyst = ground.stock.user("trieger")
    isolate = pick_isolate(sample=around.samples.get(), look="White", by=analyst, at=NOW + 5 * DAY)
    refused = quality.post(address, form())
    assert "CR01-C1, Grade B: ISO-0001 has no species." in refused.text
    identify_isolate(
        isolate=isolate, species="Staphylococcus capitis", method="MALDI-TOF", by=analyst,
        at=NOW + 6 * DAY,
    )  # fmt: skip
    assert quality.post(address, form()).status_code == 302
    assert Round.objects.get().state == "CLOSED"


@pytest.mark.urs("ANX11D-8")
def test_an_excursion_keeps_who_acknowledged_it_when_and_with_which_comment(browse: Any) -> None:
    ground.adopted()
    ground.counted(ground.incubated(ground.plan(ground.site())), 27)
    lead, address = browse("kadler"), f"{HERE}excursions/1/acknowledge/"
    refused = lead.post(address, form(version=2, comment=" "))
    assert refused.status_code == 422
    assert "A value is needed." in refused.text
    assert lead.post(address, form(version=2, comment="Cleaned at once")).status_code == 302
    excursion = Excursion.objects.get()
    assert (excursion.acknowledged_by.username, excursion.comment) == ("kadler", "Cleaned at once")
    assert excursion.acknowledged_at is not None
    event = AuditEvent.objects.latest("seq")
    assert (event.verb, event.reason) == ("excursion.acknowledged", "Cleaned at once")
    again = lead.post(address, form(version=3, comment="Once more"))
    assert again.status_code == 409
    assert "EXC-0001 is acknowledged already." in again.text
