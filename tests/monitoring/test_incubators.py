"""Plates go into an incubator whose status is valid; what stood in a bad one is listed."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.utils import timezone

from cleanrooms.gates.status import status_blockers
from cleanrooms.measured import in_doubt, measured_with
from cleanrooms.models import Equipment, EquipmentKind, EvidenceKind, Outcome
from monitoring.models import Incubation
from people.commands.overruling import overrule
from people.models import User
from tests import cast
from tests.cleanrooms.bench import tap, text
from tests.monitoring import ground
from tests.monitoring.ground import DAY, HOUR, NOW
from tests.qualifying import qualify, recorded
from tests.signing import overruling_attested


def put_in(client: Client, device: Equipment) -> Any:
    return tap(client, "incubate", 1, 1, incubator=device.pk, celsius="32.5", reason="")


def test_an_incubator_that_is_not_qualified_takes_no_plates(
    browse: Any, people: dict[str, User]
) -> None:
    ground.finished(ground.plan(ground.site()))
    ground.microbiologist()
    device, client = cast.make_device("INC-66", "QC1", EquipmentKind.INCUBATOR), browse("trieger")
    refused = put_in(client, device)
    assert refused.status_code == 422
    assert "INC-66 is not qualified: no installation qualification" in text(refused)
    assert not Incubation.objects.exists()
    qualify(device, NOW - DAY)
    assert put_in(client, device).status_code == 302


def test_two_people_overrule_the_status_of_an_incubator_for_a_day(
    browse: Any, people: dict[str, User]
) -> None:
    ground.finished(ground.plan(ground.site()))
    device, client = cast.make_device("INC-66", "QC1", EquipmentKind.INCUBATOR), browse("trieger")
    assert put_in(client, device).status_code == 422
    known = overruling_attested(
        device, status_blockers, people["kadler"], people["aowusu"], timezone.now()
    )
    overrule(subject=device, gate=status_blockers, reason="No other is free", **known)
    assert put_in(client, device).status_code == 302


def test_plates_in_an_incubator_that_was_found_bad_are_listed(
    browse: Any, people: dict[str, User]
) -> None:
    around = ground.incubated(ground.plan(ground.site(), ground.site(code="CR05-C2")))
    device = ground.incubator()
    assert measured_with(device, NOW - 9 * DAY, NOW - DAY) == []
    bad = recorded(
        device, EvidenceKind.CALIBRATION, NOW + 5 * DAY, as_found=Outcome.FAILED,
        reading_found="3 °C low",
    )  # fmt: skip
    (line,) = in_doubt(bad)
    assert (line.at, line.label) == (NOW + 3 * HOUR, str(around))
    assert line.what == "CR05: 2 plates, 30 – 35 °C, 48 – 72 h"
    shown = text(browse("trieger").get(f"/board/evidence/{bad.pk}/"))
    assert line.what in shown
