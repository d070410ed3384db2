"""Limits, rounds, plates and rates through their pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from integrity.models import AuditEvent
from monitoring.models import (
    Level,
    LimitSet,
    LimitSource,
    Round,
    Sample,
    SampleKind,
    SampleState,
    SamplingPlan,
)
from people.models.qualification import day_of
from tests.materials import sent
from tests.monitoring import ground
from tests.monitoring.ground import DAY
from tests.monitoring.sent import HERE, form, grid, level_form


def test_a_set_is_drafted_by_the_manager_and_adopted_by_qa_with_a_signature(browse: Any) -> None:
    manager = browse("nbakker")
    made = form(source="ANNEX_1_2022", alert_run=3, reason="New benchmark")
    assert manager.post(f"{HERE}limits/new/", made).status_code == 302
    drafted = LimitSet.objects.get()
    assert "2930" in manager.get(f"{HERE}limits/1/").text
    today = day_of(timezone.now())
    quality, address = browse("mlindqvist"), f"{HERE}limits/1/adopt/"
    early = {**sent.signed(drafted), "effective_on": (today - DAY).isoformat()}
    refused = quality.post(address, early)
    assert "Limits do not change what was judged before." in refused.text
    quality.post(address, {**sent.signed(drafted), "effective_on": today.isoformat()})
    drafted.refresh_from_db()
    assert (drafted.state, drafted.effective_on) == ("ADOPTED", today)
    assert "In force" in quality.get(f"{HERE}limits/").text


def test_who_drafted_a_set_does_not_adopt_it(browse: Any) -> None:
    quality = browse("mlindqvist")
    quality.post(f"{HERE}limits/new/", form(source="PART_IV_2017", alert_run=3, reason="Licence"))
    drafted = LimitSet.objects.get()
    today = day_of(timezone.now()).isoformat()
    refused = quality.post(
        f"{HERE}limits/1/adopt/", {**sent.signed(drafted), "effective_on": today}
    )
    assert refused.status_code == 409
    assert LimitSet.objects.get().source == LimitSource.PART_IV_2017
    assert LimitSet.objects.get().state == "DRAFT"


def test_a_round_is_walked_on_the_tablet(browse: Any) -> None:
    """Scan, begin, end, leave out, finish; what is wrong stands beside what was typed."""
    ground.plan(
        ground.site(SampleKind.SETTLE, "CR05-S1"), ground.site(), ground.site(code="CR05-C2")
    )
    operator = browse("aowusu")
    begun = operator.post(f"{HERE}rounds/new/", form(plan=SamplingPlan.objects.get().pk))
    assert begun["Location"] == f"{HERE}rounds/1/"
    page = operator.get(f"{HERE}rounds/1/")
    assert page["X-Keep-Offline"] == "yes"
    assert page.text.count('class="spot"') == 3
    place, pack = f"{HERE}rounds/1/samples/", ground.medium().code
    refused = operator.post(f"{place}1/place/", form(plate="PL-1", container="?", pressed_at=""))
    assert refused.status_code == 422
    assert "It is not said of which medium the plate is." in refused.text
    assert 'value="PL-1"' in refused.text
    for number in (1, 2):
        typed = form(plate=f"PL-{number}", container=pack, pressed_at="")
        assert operator.post(f"{place}{number}/place/", typed).status_code == 302
    assert operator.post(f"{HERE}rounds/1/finish/", form()).status_code == 409
    assert operator.post(f"{place}1/stop/", form(reason="", pressed_at="")).status_code == 302
    skipped = form(reason="Door blocked", pressed_at="")
    assert operator.post(f"{place}3/skip/", skipped).status_code == 302
    assert operator.post(f"{HERE}rounds/1/finish/", form()).status_code == 302
    states = list(Sample.objects.order_by("place").values_list("state", flat=True))
    assert states == ["TAKEN", "TAKEN", "NOT_TAKEN"]
    assert "Door blocked" in operator.get(f"{HERE}rounds/1/").text


def test_what_was_done_without_network_comes_with_its_own_time(browse: Any) -> None:
    """Begun and ended on the device before either was sent: both arrive in order, each once."""
    ground.plan(ground.site(SampleKind.SETTLE, "CR05-S1"))
    operator, place = browse("aowusu"), f"{HERE}rounds/1/samples/1/"
    operator.post(f"{HERE}rounds/new/", form(plan=SamplingPlan.objects.get().pk))
    pack, now = ground.medium().code, timezone.now()
    began, ended = now - 3 * ground.HOUR, now - ground.HOUR
    first = form(plate="PL-1", container=pack, pressed_at=began.isoformat())
    last = form(reason="", pressed_at=ended.isoformat())
    for _twice in range(2):
        for address, typed in ((f"{place}place/", first), (f"{place}stop/", last)):
            answer = operator.post(address, typed, headers={"X-Queued": "1"})
            assert (answer.status_code, answer["X-Answered"]) == (204, "yes")
    sample = Sample.objects.get()
    assert (sample.exposed_at, sample.taken_at) == (began, ended)
    assert AuditEvent.objects.filter(verb__in=["sample.exposed", "sample.taken"]).count() == 2


def test_a_sample_left_out_without_network_has_the_time_of_its_reason(browse: Any) -> None:
    """Accepted: an hour after it was laid open. Refused: before that."""
    ground.plan(ground.site(SampleKind.SETTLE, "CR05-S1"))
    operator, place = browse("aowusu"), f"{HERE}rounds/1/samples/1/"
    operator.post(f"{HERE}rounds/new/", form(plan=SamplingPlan.objects.get().pk))
    began = timezone.now() - 3 * ground.HOUR
    placed = form(plate="PL-1", container=ground.medium().code, pressed_at=began.isoformat())
    operator.post(f"{place}place/", placed)
    before, after = ((began + hours * ground.HOUR).isoformat() for hours in (-1, 1))
    refused = operator.post(f"{place}skip/", form(reason="Fell down", pressed_at=before))
    assert "It was left out before it began." in refused.text
    operator.post(f"{place}skip/", form(reason="Fell down", pressed_at=after))
    sample = Sample.objects.get()
    assert sample.not_taken_at == began + ground.HOUR
    told = AuditEvent.objects.get(verb="sample.not_taken").details
    assert told["happened_at"] == sample.not_taken_at.isoformat()


def test_a_round_begins_and_ends_without_network_with_its_own_times(browse: Any) -> None:
    """Refused: finished before its sample was taken, and begun while another was walked."""
    plan = ground.plan(ground.site())
    operator, now = browse("aowusu"), timezone.now()
    began, taken, finished = (now - hours * ground.HOUR for hours in (5, 4, 3))
    page = operator.get(f"{HERE}rounds/new/")
    assert page["X-Keep-Offline"] == "yes"
    assert 'data-queue="Begin a round"' in page.text

    def sent(to: str, at: datetime, **said: Any) -> Any:
        return operator.post(f"{HERE}rounds/{to}/", form(pressed_at=at.isoformat(), **said))

    sent("new", began, plan=plan.pk)
    sent("1/samples/1/place", taken, plate="PL-1", container=ground.medium().code)
    assert "A sample was taken at" in sent("1/finish", began).text
    sent("1/finish", finished)
    around = Round.objects.get()
    assert (around.begun_at, around.taken_at) == (began, finished)
    assert "EMR-0001 by this plan was finished at" in sent("new", taken, plan=plan.pk).text
    assert sent("new", now - ground.HOUR, plan=plan.pk).status_code == 302


def test_the_grid_shows_a_second_person_no_first_count(browse: Any) -> None:
    ground.adopted()
    around = ground.incubated(ground.plan(ground.site()))
    ground.microbiologist()
    analyst = browse("trieger")
    assert analyst.get(f"{HERE}plates/?q=PL-EMR-0001-01").text.count('class="input tally"') == 1
    analyst.post(f"{HERE}plates/", grid(around, 27))
    assert "No plate waits for you" in analyst.get(f"{HERE}plates/").text
    other = analyst
    other.force_login(ground.stock.user("lwouters"))
    page = other.get(f"{HERE}plates/").text
    assert "Second person" in page
    assert ">27<" not in page
    assert other.post(f"{HERE}plates/", grid(around, 27)).status_code == 302
    assert Sample.objects.get().state == SampleState.COUNTED


def test_rates_come_as_a_file_too(browse: Any) -> None:
    ground.adopted()
    at = timezone.now() - 20 * DAY
    ground.counted(ground.incubated(ground.plan(ground.site(), ground.site(code="CR05-C2")), at),
                   0, 1)  # fmt: skip
    answer = browse("mlindqvist").get(f"{HERE}rates/?by=grade&file=csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "grade,month,plates counted,plates with growth,percent"
    assert lines[1].startswith("C,")
    assert lines[1].endswith(",2,1,50.0")


def test_partners_are_told_of_nothing_and_operators_decide_nothing(browse: Any) -> None:
    assert browse("pnorth").get(HERE).status_code == 403
    operator = browse("aowusu")
    assert operator.get(HERE).status_code == 200
    assert operator.post(f"{HERE}levels/new/", level_form()).status_code == 403
    assert operator.get(f"{HERE}plates/").status_code == 403
    assert not Level.objects.exists()
