"""What is classified, qualified and monitored is judged by its own limits, set through pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from cleanrooms.models import Grade
from monitoring.models import (
    Count,
    Excursion,
    Level,
    Parameter,
    Purpose,
    SampleKind,
    SamplingPlan,
)
from tests.cast import NOW
from tests.monitoring import ground
from tests.monitoring.ground import DAY
from tests.monitoring.sent import HERE, form, grid, level_form, plan_form


@pytest.mark.urs("ANX1-4.27")
def test_classification_is_of_particles_and_judged_by_table_1(browse: Any) -> None:
    """Refused: plates. Accepted: particles, and 30 of 5 µm in grade A are recorded, not judged."""
    ground.adopted()
    particles = ground.grade_a_site(SampleKind.PARTICLES, "CR01-P1")
    plate = ground.site(of=particles.room, code="CR01-C1")
    manager = browse("nbakker")
    address = f"{HERE}plans/new/CR01/"
    refused = manager.post(address, plan_form(particles, plate))
    assert refused.status_code == 422
    assert "CR01-C1 is not for particles: classification is by Table 1." in refused.text
    assert manager.post(address, plan_form(particles)).status_code == 302
    around = ground.finished(SamplingPlan.objects.get())
    browse("trieger").post(f"{HERE}plates/", grid(around, 3000, 30))
    small, large = Count.objects.order_by("parameter")
    assert (small.action, small.verdict) == (3520, "WITHIN")
    assert (large.action, large.verdict) == (None, "NOT_JUDGED")
    page = browse("trieger").get(f"{HERE}rounds/1/samples/1/").text
    assert "Recorded" in page
    assert not Excursion.objects.exists()


@pytest.mark.urs("ANX1-4.31")
def test_qualification_viables_are_judged_by_table_2(browse: Any) -> None:
    """Refused: particle counts. Accepted: plates, judged by the set alone, not by our alerts."""
    ground.adopted()
    site, particles = ground.site(), ground.site(SampleKind.PARTICLES, "CR05-P1")
    ground.level(Grade.C, "15")
    manager, address = browse("nbakker"), f"{HERE}plans/new/CR05/"
    sent_plan = {"purpose": "QUALIFICATION", "occupancy": "IN_OPERATION",
                 "steps": "30-35 °C 48-72 h"}  # fmt: skip
    refused = manager.post(address, plan_form(site, particles, **sent_plan))
    assert "qualification is judged by the viables of Table 2." in refused.text
    assert manager.post(address, plan_form(site, **sent_plan)).status_code == 302
    around = ground.incubated(SamplingPlan.objects.get(purpose=Purpose.QUALIFICATION))
    browse("trieger").post(f"{HERE}plates/", grid(around, 20))
    count = Count.objects.get()
    assert (count.alert, count.action, count.verdict) == (None, 25, "WITHIN")


@pytest.mark.urs("ANX1-9.10")
def test_alert_and_action_are_separate_versioned_and_of_a_place(browse: Any) -> None:
    """Accepted: another edition for one site. Refused: one that begins before what is there."""
    ground.adopted(at=timezone.now() - 5 * DAY)
    site, quality = ground.site(), browse("mlindqvist")
    for upper in ("15", "12"):
        answer = quality.post(
            f"{HERE}levels/new/", level_form(where=f"site:{site.pk}", upper=upper)
        )
        assert answer.status_code == 302, answer.text
    editions = Level.objects.order_by("edition")
    assert [(one.edition, one.upper, one.kind) for one in editions] == [
        (1, 15, "ALERT"), (2, 12, "ALERT"),
    ]  # fmt: skip
    page = quality.get(f"{HERE}sites/item/CR05-C1/").text
    for words in ("≤ 12", "≤ 25", "CR05-C1, edition 2", "Annex 1 (2022) Table 6"):
        assert words in page
    refused = quality.post(
        f"{HERE}levels/new/",
        level_form(where=f"site:{site.pk}", upper="10", effective_at="2026-01-01T08:00"),
    )
    assert refused.status_code == 422
    assert "Levels do not change what was judged before." in refused.text
    assert Level.objects.count() == 2


@pytest.mark.urs("ANX1-9.11")
def test_an_alert_level_is_stricter_than_the_action_limit(browse: Any) -> None:
    ground.adopted(at=timezone.now() - 5 * DAY)
    quality = browse("mlindqvist")
    refused = quality.post(f"{HERE}levels/new/", level_form(upper="25"))
    assert refused.status_code == 422
    assert "alert ≤ 25 is not stricter than action ≤ 25 CFU/plate" in refused.text
    assert 'value="25"' in refused.text
    assert quality.post(f"{HERE}levels/new/", level_form(upper="24")).status_code == 302
    assert Level.objects.get().upper == 24


@pytest.mark.urs("ANX1-9.12")
def test_three_consecutive_alerts_raise_a_trend_flag(browse: Any) -> None:
    """Not flagged: alert, alert, in limits, alert. Flagged: the third one in a row, once."""
    ground.adopted()
    site = ground.site()
    ground.level(Grade.C, "15")
    plan = ground.plan(site)
    analyst = browse("trieger")
    for day, number in enumerate((16, 17, 3, 18, 19)):
        around = ground.incubated(plan, NOW + 10 * day * DAY)
        assert analyst.post(f"{HERE}plates/", grid(around, number)).status_code == 302
    assert not Excursion.objects.filter(kind="TREND").exists()
    around = ground.incubated(plan, NOW + 50 * DAY)
    analyst.post(f"{HERE}plates/", grid(around, 20))
    flag = Excursion.objects.get(kind="TREND")
    assert (flag.site, flag.started_at) == (site, NOW + 30 * DAY)
    assert "Trend" in analyst.get(f"{HERE}excursions/").text
    around = ground.incubated(plan, NOW + 60 * DAY)
    analyst.post(f"{HERE}plates/", grid(around, 21))
    assert Excursion.objects.filter(kind="TREND").count() == 1


@pytest.mark.urs("ANX1-9.12")
def test_how_many_alerts_are_a_trend_stands_in_the_set_that_is_adopted(browse: Any) -> None:
    refused = browse("nbakker").post(
        f"{HERE}limits/new/", form(source="PART_IV_2017", alert_run=1, reason="Licence")
    )
    assert refused.status_code == 422
    assert "A trend is of 2 to 10 alerts in a row." in refused.text
    ground.adopted(alert_run=2)
    site = ground.site()
    ground.level(Grade.C, "15")
    plan, analyst = ground.plan(site), browse("trieger")
    for day, number in enumerate((16, 17)):
        assert not Excursion.objects.filter(kind="TREND").exists()
        around = ground.incubated(plan, NOW + 10 * day * DAY)
        analyst.post(f"{HERE}plates/", grid(around, number))
    assert Excursion.objects.filter(kind="TREND").count() == 1
    assert "2 alerts in a row" in analyst.get(f"{HERE}limits/1/").text


@pytest.mark.urs("ANX1-9.15")
def test_monitoring_is_judged_by_table_5(browse: Any) -> None:
    """30 of 5 µm in grade A are beyond 29; 29 are not. A plan may not mix the purposes."""
    ground.adopted()
    site = ground.grade_a_site(SampleKind.PARTICLES, "CR01-P1")
    plan, analyst = ground.plan(site, steps=()), browse("trieger")
    analyst.post(f"{HERE}plates/", grid(ground.finished(plan), 3000, 29))
    assert not Excursion.objects.exists()
    analyst.post(f"{HERE}plates/", grid(ground.finished(plan, NOW + DAY), 3000, 30))
    excursion = Excursion.objects.get()
    assert (excursion.kind, excursion.parameter, excursion.limit_upper) == (
        "ACTION", Parameter.PARTICLES_5, 29,
    )  # fmt: skip
    again = ground.finished(plan, NOW + 2 * DAY)
    refused = analyst.post(f"{HERE}plates/", grid(again, "3000", "none"))
    assert refused.status_code == 422
    assert "“none” is no count." in refused.text
    assert 'value="3000"' in refused.text
    assert not Count.objects.filter(sample__round=again).exists()
