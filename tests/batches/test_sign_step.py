"""The second person's signature, as it is made at the tablet."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client, override_settings

from batches.commands.execution import complete_step
from batches.models import BatchStep, Entry, StepState
from integrity.models import AuditEvent, Signature
from integrity.signatures.content import content_hash
from tests.cast import answers
from tests.deeds import changed
from tests.passwords import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def step(small_batch, people, now) -> BatchStep:
    """The first step, performed by Joris Vermaat."""
    step = BatchStep.objects.filter(operation__batch=small_batch).first()
    return complete_step(step=step, values=answers(step), by=people["jvermaat"], at=now)


@pytest.fixture
def tablet(people) -> Client:
    """Joris Vermaat is signed in, and hands it to the second person."""
    client = Client()
    client.force_login(people["jvermaat"])
    return client


def page(step: BatchStep) -> str:
    return f"/batches/{step.operation.batch.number}/steps/{step.number}/"


def sign(tablet: Client, step: BatchStep, **said: str):
    entered = {
        "command_id": str(uuid.uuid4()),
        "shown": content_hash(step),
        "who": "aowusu",
        "secret": PASSWORD,
    }
    return tablet.post(f"{page(step)}verify/", {**entered, **said})


def text(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def state(step: BatchStep) -> str:
    step.refresh_from_db()
    return step.state


@pytest.mark.urs("P11-50")
def test_a_signature_shows_full_name_meaning_and_time_with_its_zone(tablet, step):
    assert sign(tablet, step).status_code == 302
    shown = text(tablet.get(page(step)))
    made = Signature.objects.of(step).get()
    assert "Verified by Ama Owusu ," in shown
    assert f"{made.at:%Y-%m}" in tablet.get(page(step)).content.decode()
    assert re.search(r"Verified by Ama Owusu , \d+ \w+ \d{4} \d\d:\d\d(:\d\d)? CES?T", shown)
    assert "Signed with password. Joris Vermaat was signed in." in shown


def test_a_signature_keeps_the_zone_it_was_made_in(tablet, step):
    """The facility's zone was another one then."""
    with override_settings(TIME_ZONE="Asia/Tokyo"):
        sign(tablet, step)
    shown = text(tablet.get(page(step)))
    assert re.search(r"Verified by Ama Owusu , \d+ \w+ \d{4} \d\d:\d\d:\d\d JST", shown)


@pytest.mark.urs("P11-50")
def test_without_a_signature_nothing_is_shown_as_signed(tablet, step):
    assert sign(tablet, step, secret="not-the-password").status_code == 422
    assert "Verified by" not in text(tablet.get(page(step)))


@pytest.mark.urs("P11-70")
def test_editing_a_signed_record_voids_its_signature_visibly(tablet, step):
    sign(tablet, step)
    assert "Void" not in text(tablet.get(page(step)))
    changed(Entry.objects.filter(parameter__step=step).first(), raw="7.0")
    shown = tablet.get(page(step)).content.decode()
    assert "<s>Verified by <b>Ama Owusu</b>" in shown
    assert "The record was changed by Test," in shown


@pytest.mark.urs("P11-200", "ANX11D-13")
@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"secret": ""}, "secret"),
        ({"who": ""}, "who"),
        ({"secret": "not-the-password"}, "secret"),
        ({"who": "mlindqvist", "secret": "not-the-password"}, "secret"),
        ({"who": "nobody-here"}, "secret"),
    ],
)
def test_signing_takes_both_components_anew(tablet, step, said, field):
    """The open session of an operator, however fresh, signs nothing."""
    answer = sign(tablet, step, **said)
    assert answer.status_code == 422
    assert field in answer.context["signing"].errors
    assert state(step) == StepState.PERFORMED
    assert not Signature.objects.of(step).exists()
    assert b"data-open" in answer.content
    assert PASSWORD not in answer.content.decode()
    assert sign(tablet, step).status_code == 302
    assert state(step) == StepState.DONE


def test_the_session_stays_whose_it_is(tablet, step, people):
    sign(tablet, step)
    assert tablet.session["_auth_user_id"] == str(people["jvermaat"].pk)
    made = Signature.objects.of(step).get()
    assert (made.signer_name, made.session_name) == ("Ama Owusu", "Joris Vermaat")


def test_who_performed_it_is_told_to_let_somebody_else_sign(tablet, step):
    answer = sign(tablet, step, who="jvermaat")
    assert answer.status_code == 409
    assert "Performed by Joris Vermaat. “Verified by” must be another person." in text(answer)
    assert not Signature.objects.of(step).exists()


def test_what_changed_meanwhile_is_shown_and_signed_only_then(tablet, step):
    entry = Entry.objects.filter(parameter__step=step).first()
    shown = content_hash(step)
    changed(entry, raw="7.0")
    answer = sign(tablet, step, shown=shown)
    assert answer.status_code == 409
    assert "is not what you were shown any more" in text(answer)
    assert answer.context["signing"]["shown"].value() == content_hash(step)
    assert 'name="who" value="aowusu"' in answer.content.decode()
    assert sign(tablet, step).status_code == 302


def test_a_double_tap_signs_once(tablet, step):
    twice = {"command_id": str(uuid.uuid4())}
    assert [sign(tablet, step, **twice).status_code for _tap in range(2)] == [302, 302]
    assert Signature.objects.of(step).count() == 1


@pytest.mark.urs("P11-10g")
def test_a_signer_without_the_permission_is_refused_and_that_is_written_down(tablet, step):
    answer = sign(tablet, step, who="mlindqvist")
    assert answer.status_code == 403
    assert "the permission “verify batch steps” is missing" in text(answer)
    event = AuditEvent.objects.get(verb="permission.refused")
    assert (event.actor_name, event.subject_id) == ("Mara Lindqvist", "batches.verify_step")
    assert sign(tablet, step).status_code == 302
    assert AuditEvent.objects.filter(verb="permission.refused").count() == 1


@pytest.mark.urs("P11-10g")
def test_a_forbidden_page_is_refused_and_that_is_written_down(tablet):
    assert tablet.get("/batches/").status_code == 200
    assert not AuditEvent.objects.filter(verb="permission.refused").exists()
    assert tablet.get("/batches/new/").status_code == 403
    event = AuditEvent.objects.get(verb="permission.refused")
    assert event.actor_name == "Joris Vermaat"
    assert event.details["asked"] == "GET /batches/new/"
