"""A supervisor and a second person let a blocked step go on; nobody does for the others."""

from __future__ import annotations

import html
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from batches.commands.execution import complete_step
from batches.gates import step_blockers
from batches.models import BatchStep
from cleanrooms.models import RoomState
from integrity import overrulings
from integrity.models import AuditEvent, Overruling, Signature
from tests.cast import answers
from tests.deeds import changed
from tests.passwords import PASSWORD
from tests.signin.soft_key import SoftKey

pytestmark = pytest.mark.django_db


@pytest.fixture
def step(small_batch, people) -> BatchStep:
    """The first step; its room is out of service."""
    step = BatchStep.objects.filter(operation__batch=small_batch).first()
    changed(step.operation.room, state=RoomState.OUT_OF_SERVICE)
    return step


@pytest.fixture
def tablet(people) -> Client:
    client = Client()
    client.force_login(people["jvermaat"])
    return client


def page(step: BatchStep) -> str:
    return f"/batches/{step.operation.batch.number}/steps/{step.number}/"


def address(step: BatchStep) -> str:
    return reverse("step-overrule", args=[step.operation.batch.number, step.number])


def text(answer) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def overrule(tablet: Client, step: BatchStep, **said: str):
    shown = tablet.get(page(step)).context["overruling"].initial
    entered = {
        "command_id": str(shown["command_id"]),
        "shown": shown["shown"],
        "reason": "Cells are in the bag; the room was cleaned and is being declared.",
        "who": "kadler",
        "secret": PASSWORD,
        "second_who": "aowusu",
        "second_secret": PASSWORD,
    }
    return tablet.post(address(step), {**entered, **said})


def blocked(step: BatchStep, people, now) -> list[str]:
    step = BatchStep.objects.select_related("operation__room").get(pk=step.pk)
    return [one.code for one in step_blockers(step, by=people["jvermaat"], at=now)]


def by_key(tablet: Client, key: SoftKey, who: str, meaning: str, shown: str) -> str:
    asked = {"who": who, "meaning": meaning, "shown": shown}
    return key.answer(tablet.post("/account/signing-key/", asked).json())


def test_each_of_both_may_sign_with_a_key(tablet, step, people):
    lead, second = (SoftKey().register(people[who]) for who in ("kadler", "aowusu"))
    shown = tablet.get(page(step)).context["overruling"].initial
    asked = {"command_id": str(shown["command_id"]), "shown": shown["shown"]}
    said = {
        **asked, "secret": "", "second_secret": "",
        "credential": by_key(tablet, lead, "kadler", "OVERRULED", shown["shown"]),
        "second_credential": by_key(tablet, second, "aowusu", "WITNESSED", shown["shown"]),
    }  # fmt: skip
    assert overrule(tablet, step, **said).status_code == 302
    methods = Signature.objects.values_list("meaning", "method")
    assert {("OVERRULED", "KEY"), ("WITNESSED", "KEY")} <= set(methods)


def test_what_the_supervisor_is_asked_is_not_what_the_second_person_signs(tablet, step, people):
    second = SoftKey().register(people["aowusu"])
    shown = tablet.get(page(step)).context["overruling"].initial["shown"]
    other = by_key(tablet, second, "aowusu", "OVERRULED", shown)
    answer = overrule(tablet, step, shown=shown, second_secret="", second_credential=other)
    assert answer.status_code == 422
    assert "The security key did not sign this." in text(answer)
    assert "second_secret" in answer.context["overruling"].errors
    assert not Overruling.objects.exists()


def test_the_step_runs_and_both_names_stand_in_its_record(tablet, step, people, now):
    assert blocked(step, people, now) == ["ROOM_OUT_OF_SERVICE"]
    assert overrule(tablet, step).status_code == 302
    assert blocked(step, people, now) == []
    shown = text(tablet.get(page(step)))
    assert "Room CR05 is “Out of service”." in shown
    assert "Overruled by Kwame Adler" in shown
    assert "Witnessed by Ama Owusu" in shown
    assert "Cells are in the bag" in shown
    complete_step(step=step, values=answers(step), by=people["jvermaat"], at=now)
    made = Signature.objects.of(Overruling.objects.get())
    assert [(one.meaning, one.is_void) for one in made] == [
        ("OVERRULED", False),
        ("WITNESSED", False),
    ]


def test_what_follows_happens_in_the_same_transaction(tablet, step, monkeypatch):
    followed = []

    def open_deviation(overruling, *, subject, by, at):
        followed.append((overruling.pk, subject.pk, by.username))

    monkeypatch.setattr(overrulings, "FOLLOWERS", [open_deviation])
    overrule(tablet, step)
    assert followed == [(Overruling.objects.get().pk, step.pk, "kadler")]
    event = AuditEvent.objects.get(verb="blockers.overruled")
    assert event.reason.startswith("Cells are in the bag")
    assert [made["meaning"] for made in event.signatures] == ["OVERRULED", "WITNESSED"]


def test_what_cannot_follow_leaves_nothing(tablet, step, people, now, monkeypatch):
    def fail(*_told, **_more):
        raise OSError("No deviation could be opened.")

    monkeypatch.setattr(overrulings, "FOLLOWERS", [fail])
    with pytest.raises(OSError, match="deviation"):
        overrule(tablet, step)
    assert blocked(step, people, now) == ["ROOM_OUT_OF_SERVICE"]


@pytest.mark.parametrize(
    ("said", "status", "field", "words"),
    [
        ({"who": "jvermaat"}, 403, None, "overrule what blocks work at the bench"),
        ({"second_who": "kadler"}, 409, None, "must be another person"),
        ({"second_secret": "wrong"}, 422, "second_secret", "The name or the secret is wrong"),
        ({"secret": "wrong"}, 422, "secret", "The name or the secret is wrong"),
        ({"second_who": "pnorth"}, 422, "second_who", "Petra North is not of the facility"),
    ],
)
def test_one_person_alone_overrules_nothing(tablet, step, people, now, said, status, field, words):
    answer = overrule(tablet, step, **said)
    assert answer.status_code == status
    assert words in text(answer)
    if field:
        assert field in answer.context["overruling"].errors
    assert blocked(step, people, now) == ["ROOM_OUT_OF_SERVICE"]
    assert not Overruling.objects.exists()


@pytest.mark.urs("ANX11-9")
def test_without_a_reason_nothing_is_overruled(tablet, step):
    for blank in ("", "  "):
        answer = overrule(tablet, step, reason=blank)
        assert answer.status_code == 422
        assert "reason" in answer.context["overruling"].errors
    assert not Overruling.objects.exists()
    assert overrule(tablet, step, reason="The room is being declared.").status_code == 302
    event = AuditEvent.objects.get(verb="blockers.overruled")
    assert event.reason == "The room is being declared."


def test_nobody_overrules_the_order_of_steps(tablet, small_batch, step):
    second = BatchStep.objects.filter(operation__batch=small_batch)[1]
    shown = tablet.get(page(second))
    assert "overruling" not in shown.context
    answer = tablet.post(
        address(second),
        {
            "command_id": str(uuid.uuid4()), "shown": "0" * 64, "reason": "Late", "who": "kadler",
            "secret": PASSWORD, "second_who": "aowusu", "second_secret": PASSWORD,
        },
    )  # fmt: skip
    assert answer.status_code == 409
    assert not Overruling.objects.exists()


def test_it_holds_for_this_step_only(tablet, small_batch, step, people, now):
    overrule(tablet, step)
    last = BatchStep.objects.filter(operation__batch=small_batch, operation=step.operation).last()
    assert "ROOM_OUT_OF_SERVICE" in blocked(last, people, now)
