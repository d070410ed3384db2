"""Labels of all plates of a round at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from documents.models import Label, LabelRun
from tests.cleanrooms.bench import tap, text
from tests.documents import labels
from tests.monitoring import ground

PLATE = {"kind": "monitoring.sample", "text": "{where}\n{code}", "symbol": "QR", "says": "{code}"}


@pytest.fixture
def around(people: Any) -> Any:
    """Two plates, and a count of particles that is none."""
    ground.adopted()
    particles = ground.grade_a_site(ground.SampleKind.PARTICLES, "CR01-P1")
    plates = [ground.site(of=particles.room, code=f"CR01-C{n}") for n in (1, 2)]
    return ground.begun(ground.plan(particles, *plates))


def test_each_plate_of_a_round_gets_its_label(browse: Any, people: Any, around: Any) -> None:
    client = browse("kadler")
    sheet = labels.sheet(people)
    address = reverse("label-print", args=["monitoring.round", around.pk])
    assert "No template for these labels is effective." in text(client.get(address))
    version = labels.effective(people, "LBL-PLATE", **PLATE)
    assert "No template" not in text(client.get(address))
    sent = {"label": version.pk, "printer": sheet.pk, "copies": 1, "first_place": 1}
    assert tap(client, "label-print", "monitoring.round", around.pk, **sent).status_code == 302
    said = [one.values["where"] for one in Label.objects.order_by("number")]
    assert said == ["CR01-C1", "CR01-C2"]
    assert LabelRun.objects.get().subject_label == str(around)
    many = tap(client, "label-print", "monitoring.round", around.pk, **{**sent, "copies": 101})
    assert "202 labels cannot be printed at once." in text(many)


def test_a_round_without_plates_has_nothing_to_label(browse: Any, people: Any) -> None:
    ground.adopted()
    around = ground.begun(ground.plan(ground.grade_a_site(ground.SampleKind.PARTICLES), steps=()))
    version, sheet = labels.effective(people, "LBL-PLATE", **PLATE), labels.sheet(people)
    sent = {"label": version.pk, "printer": sheet.pk, "copies": 1, "first_place": 1}
    refused = tap(browse("kadler"), "label-print", "monitoring.round", around.pk, **sent)
    assert "gets a label" in text(refused)
    assert not Label.objects.exists()
