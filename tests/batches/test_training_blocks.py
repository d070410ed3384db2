"""Who is not trained on a step's procedures does not perform it, unless two people overrule."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from batches.models import BatchStep, StepState
from documents.models import DocumentVersion
from documents.notices import ending_trainings
from documents.trained import SOON, last_day, open_for
from documents.training_gates import training_blockers
from integrity.models import Overruling, Signature
from people.models.qualification import day_of, end_of
from people.notifications.defaults import lay_missing_rules
from people.notifications.registry import KINDS
from people.notifications.sweep import tell_of_due
from quality.models import Deviation
from tests.batches.at_step import as_, overrule, page, perform, sign_as_read, state, text, verify
from tests.deeds import changed
from tests.documents import papers

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
    version = expired(people, sop)
    joris = as_(people, "jvermaat")
    refused = perform(joris, step)
    assert (refused.status_code, state(step)) == (409, StepState.OPEN)
    assert "The training of Joris Vermaat on SOP-017 v1 ended on" in text(refused)
    papers.read(people["jvermaat"], version, timezone.now())
    assert perform(joris, step).status_code == 302


def expired(people, sop) -> DocumentVersion:
    """Read by the operator so long ago that it held until yesterday."""
    yesterday = day_of(timezone.now()) - timedelta(days=1)
    read_at = timezone.make_aware(datetime.combine(back(yesterday, 6), time(12)))
    version = papers.effective(people, sop, at=read_at)
    papers.read(people["jvermaat"], version, read_at)
    assert last_day(people["jvermaat"].trainings.get(), timezone.now()) <= yesterday
    return version


def back(day: date, months: int) -> date:
    """The day so many months before, at the latest the 28th of its month."""
    month = (day.month - 1 - months) % 12 + 1
    return date(day.year - (month > day.month), month, min(day.day, 28))


@pytest.mark.urs("FAC-10")
def test_thirty_days_before_it_lapses_everybody_concerned_is_warned_and_then_it_blocks(
    people, step, sop
):
    """On the person's own page, in the matrix, by a notification; a day earlier nobody is."""
    today = day_of(timezone.now())
    read_at = timezone.now() - timedelta(days=(today + SOON - back(today + SOON, 6)).days)
    version = papers.effective(people, sop, at=read_at)
    papers.read(people["jvermaat"], version, read_at)
    joris, lead = as_(people, "jvermaat"), as_(people, "kadler")
    lay_missing_rules(timezone.now())
    ends_on = last_day(people["jvermaat"].trainings.get(), timezone.now())
    assert today < ends_on <= today + SOON
    assert "Read and sign SOP-017 v1" in text(joris.get("/"))
    assert "Ends soon until" in text(lead.get("/documents/training/"))
    tell_of_due(KINDS["training.ends"], timezone.now())
    assert "Training ends" in text(joris.get("/notifications/"))
    assert perform(joris, step).status_code == 302
    second = BatchStep.objects.filter(operation__batch=step.operation.batch)[1]
    changed(second, procedures=["SOP-017"])
    lapsed = end_of(ends_on) + timedelta(minutes=1)
    blockers = training_blockers(people["jvermaat"], documents=["SOP-017"], at=lapsed)
    assert [one.code for one in blockers] == ["TRAINING_EXPIRED"]
    quiet = end_of(ends_on) - SOON - timedelta(days=1)
    assert not list(ending_trainings(quiet))
    assert not open_for(people["jvermaat"], quiet).exists()


@pytest.mark.urs("P11-10i")
def test_expired_training_blocks_until_two_people_overrule_it_and_a_deviation_opens(
    people, step, sop
):
    expired(people, sop)
    joris = as_(people, "jvermaat")
    assert "The training of Joris Vermaat on SOP-017 v1 ended on" in text(joris.get(page(step)))
    assert (perform(joris, step).status_code, state(step)) == (409, StepState.OPEN)
    assert overrule(joris, step).status_code == 302
    assert Deviation.objects.get().subject_id == step.pk
    assert perform(joris, step).status_code == 302
    assert state(step) == StepState.PERFORMED


@pytest.mark.urs("P11-10i")
@pytest.mark.parametrize(("said", "why"), [
    ({"reason": ""}, "This field is required."),
    ({"reason": "   "}, "This field is required."),
    ({"who": "aowusu", "second_who": "kadler"}, "Ama Owusu may not do this"),
    ({"who": "mlindqvist"}, "Mara Lindqvist may not do this"),
    ({"second_who": "kadler"}, "must be another person"),
    ({"second_who": "pnorth"}, "Petra North is not of the facility"),
    ({"second_secret": "wrong"}, "The name or the secret is wrong"),
])  # fmt: skip
def test_nobody_overrules_alone_without_a_reason_or_without_being_allowed_to(
    people, step, sop, said, why
):
    expired(people, sop)
    joris = as_(people, "jvermaat")
    refused = overrule(joris, step, **said)
    assert refused.status_code in {403, 409, 422}
    assert why in text(refused)
    assert not Overruling.objects.exists()
    assert not Deviation.objects.exists()
    assert (perform(joris, step).status_code, state(step)) == (409, StepState.OPEN)


def test_what_was_overruled_says_what_and_why_with_both_signatures(people, step, sop):
    papers.effective(people, sop)
    joris = as_(people, "jvermaat")
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


@pytest.mark.urs("P11-10i")
def test_who_verifies_is_trained_as_who_performed(people, step, sop):
    """The second person checks work by the procedure: it is refused as the work itself is."""
    version = papers.effective(people, sop)
    papers.read(people["jvermaat"], version)
    assert perform(as_(people, "jvermaat"), step).status_code == 302
    ama = as_(people, "aowusu")
    assert "Ama Owusu is not trained on SOP-017 v1" in text(verify(ama, step))
    assert state(step) == StepState.PERFORMED
    assert sign_as_read(ama, "1").status_code == 302
    assert verify(ama, step).status_code == 302
    assert state(step) == StepState.DONE


def test_a_verifier_who_is_not_trained_is_overruled_by_two_people_too(people, step, sop):
    version = papers.effective(people, sop)
    papers.read(people["jvermaat"], version)
    perform(as_(people, "jvermaat"), step)
    ama = as_(people, "aowusu")
    assert overrule(ama, step, second_who="aowusu").status_code == 302
    assert Overruling.objects.get().blockers[0]["about"] == "SOP-017 aowusu"
    assert verify(ama, step).status_code == 302


def test_a_step_that_names_no_procedure_asks_for_no_training(people, small_batch):
    step = BatchStep.objects.filter(operation__batch=small_batch).first()
    assert perform(as_(people, "jvermaat"), step).status_code == 302
