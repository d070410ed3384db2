"""Air is drawn, and readings are given, by a device with a valid status; a bad one lists them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cleanrooms.measured import in_doubt, measured_with
from cleanrooms.models import Equipment, EquipmentKind, EvidenceKind, Outcome
from integrity.refusals import Refused
from monitoring.commands.channels import end_channel
from monitoring.commands.fittings import fit_instrument
from monitoring.gates.paper import paper_blockers
from monitoring.models import Channel, Fitting, Parameter, Sample, SampleKind
from people.models import User
from tests import cast
from tests.cleanrooms.bench import tap, text
from tests.monitoring import ground, sensors
from tests.monitoring.ground import DAY, HOUR, NOW
from tests.monitoring.sensors import MINUTE
from tests.monitoring.test_gates_counts import paper
from tests.qualifying import qualify, recorded

ITEM = "/monitoring/channels/item/CR05-P05/"


def draw(client: Client, sample: Sample, sampler: str) -> Any:
    return tap(
        client, "env-sample-place", sample.round.number, sample.place, plate=f"AP-{sample.place}",
        container=ground.medium().code, sampler=sampler, pressed_at="",
    )  # fmt: skip


def found_bad(device: Equipment) -> Any:
    return recorded(
        device, EvidenceKind.CALIBRATION, NOW + 2 * DAY, as_found=Outcome.FAILED,
        reading_found="94 L/min",
    )  # fmt: skip


def test_air_is_drawn_by_a_sampler_whose_status_is_valid(
    browse: Any, people: dict[str, User]
) -> None:
    sites = [ground.site(SampleKind.ACTIVE_AIR, code) for code in ("CR05-A1", "CR05-A2")]
    around = ground.begun(ground.plan(*sites), timezone.now())
    first, second = around.samples.order_by("place")
    client = browse("aowusu")
    ground.device("PC-77", EquipmentKind.PARTICLE_COUNTER)
    bare = cast.make_device("AIR-66", "QC1", EquipmentKind.AIR_SAMPLER)
    for code, said in (
        ("", "CR05-A1: it is not said with which device it is taken: Air sampler."),
        ("PC-77", "CR05-A1: it is not said with which device it is taken: Air sampler."),
        ("AIR-66", "AIR-66 is not qualified"),
    ):
        refused = draw(client, first, code)
        assert (refused.status_code, said in text(refused)) == (422, True), code
        assert f'value="AP-{first.place}"' in refused.text
    first.refresh_from_db()
    assert (first.plate, first.sampler) == ("", None)
    qualify(bare, NOW - DAY)
    assert draw(client, first, "air-66").status_code == 302
    first.refresh_from_db()
    assert first.sampler == bare
    page = client.get(f"/monitoring/rounds/{around.number}/")
    assert page.text.count('value="AIR-66"') == 1  # in the form of the next one
    assert draw(client, second, "AIR-66").status_code == 302
    assert "AIR-66" in browse("trieger").get(f"/monitoring/rounds/{around.number}/samples/1/").text


def test_a_plate_that_is_laid_out_needs_no_sampler(browse: Any, people: dict[str, User]) -> None:
    around = ground.begun(ground.plan(ground.site(SampleKind.SETTLE, "CR05-S1")), timezone.now())
    client, sample = browse("aowusu"), around.samples.get()
    page = client.get(f"/monitoring/rounds/{around.number}/")
    assert "sampler" not in page.text
    assert draw(client, sample, "").status_code == 302


def test_air_that_a_bad_sampler_drew_is_listed(people: dict[str, User]) -> None:
    sites = [ground.site(SampleKind.ACTIVE_AIR, code) for code in ("CR05-A1", "CR05-A2")]
    around = ground.finished(ground.plan(*sites, ground.site()))
    device = ground.sampler(around.samples.get(place=1))
    assert device is not None
    (line,) = in_doubt(found_bad(device))
    assert (line.at, line.what, line.label) == (NOW, "CR05: 2 samples of air", str(around))
    assert measured_with(device, NOW + MINUTE, NOW + DAY) == []


def test_a_round_on_paper_says_with_what_its_air_was_drawn(people: dict[str, User]) -> None:
    plan = ground.plan(ground.site(SampleKind.ACTIVE_AIR, "CR05-A1"))
    told = paper(plan, people)
    (sample,) = told.samples
    (said,) = paper_blockers(plan, paper=told, at=told.counted_at)
    assert str(said.message) == "It is not said with which device CR05-A1 was taken: Air sampler."
    drawn = replace(sample, sampler=ground.device("AIR-77", EquipmentKind.AIR_SAMPLER))
    assert paper_blockers(plan, paper=replace(told, samples=(drawn,)), at=told.counted_at) == []


@pytest.fixture
def channel(people: dict[str, User]) -> Channel:
    return sensors.channel(cast.make_room(), "CR05-P05", parameter=Parameter.PARTICLES_05)


def fitted(client: Client, channel: Channel, device: Equipment | None, **more: Any) -> Any:
    channel.refresh_from_db()
    return tap(
        client, "channel-fit", channel.code, instrument=device.pk if device else "",
        version=channel.version, **{"reason": "The one before is away", **more},
    )  # fmt: skip


def test_a_channel_says_which_counter_gives_its_readings(browse: Any, channel: Channel) -> None:
    client = browse("nbakker")
    counter = cast.make_device("PC-77", "QC1", EquipmentKind.PARTICLE_COUNTER)
    assert "none named" in text(client.get(ITEM))
    refused = fitted(client, channel, ground.probe())
    assert refused.status_code == 422
    unqualified = fitted(client, channel, counter)
    assert "PC-77 is not qualified" in text(unqualified)
    assert not Fitting.objects.exists()
    qualify(counter, NOW - DAY)
    assert fitted(client, channel, counter).status_code == 302
    assert "PC-77 since" in text(client.get(ITEM))
    again = fitted(client, channel, counter)
    assert "CR05-P05 is measured with PC-77 already." in text(again)
    other = ground.device("PC-78", EquipmentKind.PARTICLE_COUNTER)
    assert fitted(client, channel, other).status_code == 302
    assert [one.instrument for one in channel.fittings.all()] == [other, counter]
    assert Fitting.objects.standing().get().instrument == other


def test_a_probe_counts_no_particles(channel: Channel) -> None:
    with pytest.raises(Refused, match="PRB-77 does not measure"):
        fit(channel, ground.probe())


def fit(channel: Channel, device: Equipment | None, at: Any = NOW) -> None:
    by = User.objects.get(username="nbakker")
    fit_instrument(channel=channel, instrument=device, reason="Installed", by=by, at=at)


def test_readings_of_a_counter_found_bad_are_listed_while_it_was_fitted(channel: Channel) -> None:
    counter = ground.device("PC-77", EquipmentKind.PARTICLE_COUNTER)
    sensors.ingest(sensors.batch(channel, NOW - HOUR, *["100"] * 180), NOW + 3 * HOUR)
    fit(channel, counter)
    fit(channel, None, NOW + HOUR)
    (line,) = in_doubt(found_bad(counter))
    assert (line.at, line.label) == (NOW, "CR05-P05")
    assert line.what == f"CR05: 60 readings: {Parameter.PARTICLES_05.label}"
    assert line.url == ITEM


def test_a_device_with_channels_of_its_own_measures_them_itself(people: dict[str, User]) -> None:
    tank = ground.device("LN2-77", EquipmentKind.NITROGEN_TANK)
    own = sensors.channel(tank.room, "LN2-77-L", equipment=tank, parameter=Parameter.NITROGEN_LEVEL)
    sensors.ingest(sensors.batch(own, NOW, "70", "69", "68"), NOW + HOUR)
    (line,) = measured_with(tank, NOW, NOW + DAY)
    assert line.what.startswith("LN2-77: 3 readings")
    fit(own, ground.probe(), NOW + MINUTE)
    (line,) = measured_with(tank, NOW, NOW + DAY)
    assert line.what.startswith("LN2-77: 1 reading:")


def test_with_a_channel_ends_what_was_fitted_to_it(channel: Channel) -> None:
    fit(channel, ground.device("PC-77", EquipmentKind.PARTICLE_COUNTER))
    by = User.objects.get(username="nbakker")
    end_channel(channel=channel, reason="Moved", by=by, at=NOW + HOUR)
    assert Fitting.objects.get().removed_at == NOW + HOUR
    with pytest.raises(Refused, match="CR05-P05 is ended."):
        fit(channel, None, NOW + 2 * HOUR)
