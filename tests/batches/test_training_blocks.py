"""Who is not trained on a step's procedures does not perform it, unless two people overrule."""

from __future__ import annotations

import html
import re
import uuid
from typing import Any

import pytest
from django.test import Client

from batches.models import BatchStep, StepState
from integrity.models import Overruling, Signature
from quality.models import Deviation
from tests.cast import answers
from tests.deeds import changed
from tests.documents import papers
from tests.passwords import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def sop(people):
    found = papers.document(people)
    papers.need(people, found, months=6)
    return found


@pytest.fixture
def step(small_batch, sop) -> BatchStep:
    """The first step; it names its procedure."""
    step = BatchStep.objects.filter(operation__batch=small_batch).first()
    return changed(step, procedures=["SOP-017"])


def as_(people, username: str) -> Client:
    client = Client()
    client.force_login(people[username])
    return client


def page(step: BatchStep) -> str:
    return f"/batches/{step.operation.batch.number}/steps/{step.number}/"


def text(answer) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def perform(client: Client, step: BatchStep):
    return client.post(page(step), {"command_id": str(uuid.uuid4()), **answers(step)})


def state(step: BatchStep) -> str:
    return BatchStep.objects.get(pk=step.pk).state


def sign_as_read(client: Client, version: str) -> Any:
    """Through the page: opened, read, signed."""
    address = f"/documents/SOP-017/versions/{version}/read/"
    form = client.get(address).context["signing"].initial
    said = {"command_id": str(form["command_id"]), "shown": form["shown"], "who": form["who"]}
    return client.post(address, {**said, "secret": PASSWORD})


@pytest.mark.urs("FAC-10")
@pytest.mark.urs("P11-10i")
def test_who_is_not_trained_on_the_version_that_holds_is_refused_until_trained(people, step, sop):
    papers.effective(people, sop)
    joris = as_(people, "jvermaat")
    assert "Joris Vermaat is not trained on SOP-017 v1" in text(joris.get(page(step)))
    refused = perform(joris, step)
    assert (refused.status_code, state(step)) == (409, StepState.OPEN)
    assert sign_as_read(joris, "1").status_code == 302
    papers.effective(people, sop, text="Weigh twice", change_reason="Weighed twice")
    refused = perform(joris, step)
    assert refused.status_code == 409
    assert "SOP-017 v2" in text(refused)
    assert sign_as_read(joris, "2").status_code == 302
    assert perform(joris, step).status_code == 302
    assert state(step) == StepState.PERFORMED


@pytest.mark.urs("FAC-10")
def test_a_training_that_lapsed_blocks_again(people, step, sop):
    """It held six months; from the day after, the step is refused."""
    long_ago = papers.in_days(-250)
    version = papers.effective(people, sop, at=long_ago)
    training = papers.read(people["jvermaat"], version, long_ago)
    assert training.expires_on < papers.NOW.date()
    refused = perform(as_(people, "jvermaat"), step)
    assert refused.status_code == 409
    assert "not trained on SOP-017 v1, or no longer" in text(refused)


@pytest.mark.urs("P11-10i")
def test_a_supervisor_and_a_second_person_overrule_with_reason_and_a_deviation_opens(
    people, step, sop
):
    papers.effective(people, sop)
    joris = as_(people, "jvermaat")
    assert overrule(joris, step, second_secret="wrong").status_code == 422
    assert not Overruling.objects.exists()
    assert not Deviation.objects.exists()
    assert overrule(joris, step).status_code == 302
    opened = Deviation.objects.get()
    assert (opened.subject_id, opened.raised_by, opened.state) == (
        step.pk,
        people["kadler"],
        "RAISED",
    )
    assert "Joris Vermaat is not trained on SOP-017 v1" in opened.description
    assert "v2 changes the form only" in opened.description
    overruling = Overruling.objects.get()
    assert overruling.reason == "Trained on v1; v2 changes the form only."
    assert sorted(one.meaning for one in Signature.objects.of(overruling)) == [
        "OVERRULED", "WITNESSED",
    ]  # fmt: skip
    assert perform(joris, step).status_code == 302


def test_overruled_for_one_person_it_blocks_the_next_one_still(people, step, sop):
    papers.effective(people, sop)
    overrule(as_(people, "jvermaat"), step)
    refused = perform(as_(people, "aowusu"), step)
    assert refused.status_code == 409
    assert "Ama Owusu is not trained" in text(refused)


def test_the_supervisor_need_not_be_trained_and_it_is_not_the_supervisor_who_works(
    people, step, sop
):
    """What both sign is what blocks the person whose session it is."""
    version = papers.effective(people, sop)
    papers.read(people["kadler"], version)
    assert overrule(as_(people, "jvermaat"), step).status_code == 302
    assert Overruling.objects.get().blockers[0]["about"] == "SOP-017 jvermaat"


def test_a_step_that_names_no_procedure_asks_for_no_training(people, small_batch):
    step = BatchStep.objects.filter(operation__batch=small_batch).first()
    assert perform(as_(people, "jvermaat"), step).status_code == 302


def overrule(client: Client, step: BatchStep, **said: str):
    shown = client.get(page(step)).context["overruling"].initial
    entered = {
        "command_id": str(shown["command_id"]), "shown": shown["shown"],
        "reason": "Trained on v1; v2 changes the form only.",
        "who": "kadler", "secret": PASSWORD, "second_who": "aowusu", "second_secret": PASSWORD,
    }  # fmt: skip
    return client.post(f"{page(step)}overrule/", {**entered, **said})
