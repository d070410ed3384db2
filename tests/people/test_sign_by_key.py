"""Signing with a security key: asked for one signature, answered once, by a verified person."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from batches.commands.execution import complete_step
from batches.models import BatchStep, StepState
from integrity.models import AuditEvent, Signature
from integrity.signatures.content import content_hash
from people.models import KeyChallenge, User
from tests.cast import PASSWORD, answers
from tests.signin.soft_key import FLAG, SoftKey

pytestmark = pytest.mark.django_db
ASK = "/account/signing-key/"


@pytest.fixture
def step(small_batch: Any, people: dict[str, User], now: Any) -> BatchStep:
    """The first step, performed by Joris Vermaat."""
    step = BatchStep.objects.filter(operation__batch=small_batch).first()
    assert step is not None
    return complete_step(step=step, values=answers(step), by=people["jvermaat"], at=now)


@pytest.fixture
def key(people: dict[str, User]) -> SoftKey:
    return SoftKey().register(people["aowusu"])


@pytest.fixture
def tablet(people: dict[str, User]) -> Client:
    """Joris Vermaat is signed in, and hands it to the second person."""
    return of(people["jvermaat"])


def of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def ask(client: Client, step: BatchStep, **said: str) -> Any:
    asked = {"who": "aowusu", "meaning": "VERIFIED", "shown": content_hash(step)}
    return client.post(ASK, {**asked, **said})


def sign(client: Client, step: BatchStep, answer: str, **said: str) -> Any:
    batch = step.operation.batch.number
    entered = {
        "command_id": str(uuid.uuid4()), "shown": content_hash(step), "who": "aowusu",
        "secret": "", "credential": answer,
    }  # fmt: skip
    return client.post(f"/batches/{batch}/steps/{step.number}/verify/", {**entered, **said})


def refused(answer: Any, step: BatchStep) -> None:
    assert answer.status_code == 422
    assert "The security key did not sign this. Nothing was signed." in answer.text
    assert not Signature.objects.of(step).exists()


@pytest.mark.urs("P11-200")
def test_a_key_that_knows_its_person_signs(tablet: Client, step: BatchStep, key: SoftKey) -> None:
    options = ask(tablet, step).json()
    assert options["publicKey"]["userVerification"] == "required"
    assert sign(tablet, step, key.answer(options)).status_code == 302
    made = Signature.objects.of(step).get()
    assert (made.method, made.signer_name) == ("KEY", "Ama Owusu")
    assert made.session_name == "Joris Vermaat"
    shown = tablet.get(f"/batches/{step.operation.batch.number}/steps/{step.number}/").text
    assert "Signed with security key." in shown
    assert AuditEvent.objects.get(verb="batch_step.verified").body.count('"method":"KEY"') == 1
    assert not KeyChallenge.objects.exists()


@pytest.mark.urs("P11-200")
def test_a_key_that_was_only_touched_signs_nothing(
    tablet: Client, step: BatchStep, key: SoftKey
) -> None:
    refused(sign(tablet, step, key.answer(ask(tablet, step).json(), flags=FLAG.UP)), step)


@pytest.mark.urs("P11-200")
def test_an_answer_serves_once(tablet: Client, step: BatchStep, key: SoftKey) -> None:
    """Also one that did not sign: what was refused is asked anew."""
    answer = key.answer(ask(tablet, step).json())
    assert sign(tablet, step, answer, who="kadler").status_code == 422
    refused(sign(tablet, step, answer), step)


def test_the_same_answer_does_not_sign_twice(tablet: Client, step: BatchStep, key: SoftKey) -> None:
    key.count = -1  # its answer says 0: many keys do not count
    answer = key.answer(ask(tablet, step).json())
    assert sign(tablet, step, answer).status_code == 302
    assert sign(tablet, step, answer).status_code == 422
    assert Signature.objects.of(step).count() == 1


@pytest.mark.urs("P11-200")
@pytest.mark.parametrize(
    "asked", [{"shown": 64 * "0"}, {"meaning": "APPROVED"}], ids=["content", "meaning"]
)
def test_what_was_asked_for_something_else_does_not_sign_this(
    tablet: Client, step: BatchStep, key: SoftKey, asked: dict[str, str]
) -> None:
    refused(sign(tablet, step, key.answer(ask(tablet, step, **asked).json())), step)


def test_an_answer_to_another_session_does_not_sign(
    tablet: Client, step: BatchStep, key: SoftKey, people: dict[str, User]
) -> None:
    answer = key.answer(ask(of(people["jvermaat"]), step).json())
    refused(sign(tablet, step, answer), step)


def test_another_person_s_key_does_not_sign(
    tablet: Client, step: BatchStep, key: SoftKey, people: dict[str, User]
) -> None:
    other = SoftKey().register(people["kadler"])
    answer = other.answer(ask(tablet, step, who="kadler").json())
    refused(sign(tablet, step, answer), step)
    asked = ask(tablet, step, who="kadler").json()
    asked["publicKey"]["allowCredentials"] = ask(tablet, step).json()["publicKey"][
        "allowCredentials"
    ]
    refused(sign(tablet, step, key.answer(asked)), step)
    forged = SoftKey(credential_id=key.credential_id)
    refused(sign(tablet, step, forged.answer(ask(tablet, step).json())), step)


def test_an_answer_comes_within_two_minutes(tablet: Client, step: BatchStep, key: SoftKey) -> None:
    answer = key.answer(ask(tablet, step).json())
    asked = KeyChallenge.objects.get()
    KeyChallenge.objects.update(asked_at=asked.asked_at - timedelta(minutes=2))
    refused(sign(tablet, step, answer), step)


def test_what_nobody_answered_is_thrown_away(tablet: Client, step: BatchStep, key: SoftKey) -> None:
    ask(tablet, step)
    KeyChallenge.objects.update(asked_at=KeyChallenge.objects.get().asked_at - timedelta(minutes=3))
    ask(tablet, step)
    assert KeyChallenge.objects.count() == 1


def test_a_key_that_counts_back_is_a_copy(tablet: Client, step: BatchStep, key: SoftKey) -> None:
    factor = Authenticator.objects.get()
    factor.data["signed_count"] = 5
    factor.save()
    refused(sign(tablet, step, key.answer(ask(tablet, step).json())), step)
    key.count = 5
    assert sign(tablet, step, key.answer(ask(tablet, step).json())).status_code == 302
    assert Authenticator.objects.get().data["signed_count"] == 6


def test_the_count_at_registration_is_the_first_one(
    tablet: Client, step: BatchStep, people: dict[str, User]
) -> None:
    key = SoftKey(count=7).register(people["aowusu"])
    key.count = 0
    refused(sign(tablet, step, key.answer(ask(tablet, step).json())), step)
    key.count = 7
    assert sign(tablet, step, key.answer(ask(tablet, step).json())).status_code == 302


@pytest.mark.parametrize(
    "answer", ["x", "null", "[]", "{}", '{"id":1}', json.dumps({"rawId": "AA", "response": {}})]
)
def test_what_is_no_answer_is_refused(
    tablet: Client, step: BatchStep, key: SoftKey, answer: str
) -> None:
    refused(sign(tablet, step, answer), step)


@pytest.mark.urs("P11-300")
def test_answers_that_do_not_fit_lock_the_account(
    tablet: Client, step: BatchStep, key: SoftKey
) -> None:
    for _attempt in range(5):
        sign(tablet, step, "{}")
    answer = sign(tablet, step, key.answer(ask(tablet, step).json()))
    assert "This account is locked" in answer.text
    assert not Signature.objects.of(step).exists()
    assert AuditEvent.objects.filter(verb="account.locked").count() == 1


def test_who_has_no_key_and_who_is_not_here_are_told_alike(
    tablet: Client, step: BatchStep, key: SoftKey, people: dict[str, User]
) -> None:
    told = [ask(tablet, step, who=who) for who in ("kadler", "nobody")]
    assert [one.status_code for one in told] == [422, 422]
    assert told[0].json() == told[1].json()
    assert "No security key is known for this name." in told[0].json()["message"]
    assert ask(of(people["pnorth"]), step).json() == told[0].json()
    assert ask(tablet, step, who="").status_code == 422
    assert ask(tablet, step, meaning="ANYTHING").status_code == 422


def test_the_answer_is_never_sent_back(tablet: Client, step: BatchStep, key: SoftKey) -> None:
    answer = key.answer(ask(tablet, step).json())
    page = sign(tablet, step, answer, who="jvermaat")
    assert json.loads(answer)["response"]["signature"] not in page.text
    assert 'name="credential"' in page.text


def test_the_password_still_signs(tablet: Client, step: BatchStep, key: SoftKey) -> None:
    assert sign(tablet, step, "", secret=PASSWORD).status_code == 302
    step.refresh_from_db()
    assert step.state == StepState.DONE
