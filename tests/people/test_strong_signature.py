"""QA and the Qualified Person sign with password or security key, on tablets too (P11-200)."""

from __future__ import annotations

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from integrity.models import Signature
from integrity.refusals import Refused
from integrity.signatures.content import content_hash
from integrity.signatures.meanings import Meaning, Method
from people.commands.access_reviews import open_access_review
from people.commands.roles import alter_role
from people.commands.tablets import enrol_tablet
from people.models import Delegation, Role, Tablet, User
from people.permissions import Permission
from people.signing.attest import attest
from people.signing.claim import Claim
from tests.cast import NOW, PASSWORD, SETUP
from tests.deeds import changed, made

pytestmark = pytest.mark.django_db
KEY = "k" * 43
PIN, WRONG = "492817", "492818"


@pytest.fixture
def tablet(people: dict[str, User]) -> Tablet:
    for username in ("jvermaat", "mlindqvist", "kadler"):
        changed(people[username], pin=make_password(PIN))
    return enrol_tablet(
        code="T-01", name="Isolator 1", px_per_mm=Decimal("5.9"), key=KEY, by=people["shaas"],
        at=NOW,
    )  # fmt: skip


def how(user: User, secret: str, tablet: Tablet | None, at: Any = NOW) -> Method | str:
    """By which secret somebody signs, or the code of the refusal."""
    claim = Claim(who=user.username, secret=secret, shown=64 * "0")
    try:
        return attest(claim, meaning=Meaning.VERIFIED, session=user, at=at, tablet=tablet).method
    except Refused as refused:
        return refused.blockers[0].code


@pytest.mark.urs("P11-200")
def test_qa_signs_with_the_password_and_an_operator_with_a_pin(
    people: dict[str, User], tablet: Tablet
) -> None:
    assert how(people["jvermaat"], PIN, tablet) == Method.PIN
    assert how(people["mlindqvist"], PASSWORD, tablet) == Method.PASSWORD
    assert how(people["mlindqvist"], PIN, tablet) == "PIN_NOT_TAKEN"


def test_which_pin_would_fit_is_not_told(people: dict[str, User], tablet: Tablet) -> None:
    """Both count as a wrong secret, and lock the account."""
    qa = people["mlindqvist"]
    told = [how(qa, secret, tablet) for secret in (PIN, WRONG, PIN, WRONG, PIN, PASSWORD)]
    assert told == [*["PIN_NOT_TAKEN"] * 5, "LOCKED"]


def test_off_a_tablet_a_pin_is_just_a_wrong_secret(people: dict[str, User], tablet: Tablet) -> None:
    assert how(people["mlindqvist"], PIN, None) == "NOT_KNOWN"
    assert how(people["jvermaat"], PIN, None) == "NOT_KNOWN"


def test_it_counts_while_the_role_is_held(people: dict[str, User], tablet: Tablet) -> None:
    qa = people["mlindqvist"]
    held = qa.memberships.get()
    changed(held, valid_until=NOW + timedelta(hours=1))
    assert how(qa, PIN, tablet) == "PIN_NOT_TAKEN"
    assert how(qa, PIN, tablet, at=NOW + timedelta(hours=2)) == Method.PIN


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ({"role": True}, "PIN_NOT_TAKEN"),
        ({"permissions": [Permission.APPROVE_MASTER]}, "PIN_NOT_TAKEN"),
    ],
)
def test_what_qa_delegates_is_signed_like_qa_does(
    people: dict[str, User], tablet: Tablet, scope: dict[str, Any], expected: str
) -> None:
    qa, lead = people["mlindqvist"], people["kadler"]
    assert how(lead, PIN, tablet) == Method.PIN
    if "role" in scope:
        scope = {"role": Role.objects.get(code="qa-reviewer")}
    made(
        Delegation, giver=qa, delegate=lead, valid_from=NOW, valid_until=NOW + timedelta(days=1),
        reason="Holiday", given_at=NOW, given_by=qa, **scope,
    )  # fmt: skip
    assert how(lead, PIN, tablet) == expected
    assert how(lead, PIN, tablet, at=NOW + timedelta(days=2)) == Method.PIN


def test_what_an_operator_delegates_changes_nothing(
    people: dict[str, User], tablet: Tablet
) -> None:
    made(
        Delegation, giver=people["aowusu"], delegate=people["jvermaat"], valid_from=NOW,
        valid_until=NOW + timedelta(days=1), reason="Holiday", given_at=NOW,
        given_by=people["aowusu"], permissions=[Permission.VERIFY_STEP],
    )  # fmt: skip
    assert how(people["jvermaat"], PIN, tablet) == Method.PIN


def test_a_facility_decides_which_roles_it_is(people: dict[str, User], tablet: Tablet) -> None:
    role = Role.objects.get(code="operator")
    alter_role(
        role=role, title=role.title, permissions=role.permissions, strong_signature=True,
        reason="New policy", by=SETUP, at=NOW,
    )  # fmt: skip
    assert how(people["jvermaat"], PIN, tablet) == "PIN_NOT_TAKEN"


def test_qa_and_the_qualified_person_have_it_from_the_beginning(people: dict[str, User]) -> None:
    strong = Role.objects.filter(strong_signature=True).values_list("code", flat=True)
    assert set(strong) == {"qa-reviewer", "qualified-person"}


@pytest.mark.urs("P11-200")
def test_the_dialog_says_what_is_accepted(people: dict[str, User], tablet: Tablet) -> None:
    review = open_access_review(by=people["nbakker"], at=NOW)
    client = Client()
    client.force_login(people["mlindqvist"])
    client.cookies["tablet"] = KEY
    entered = {
        "command_id": str(uuid.uuid4()), "shown": content_hash(review), "who": "mlindqvist",
        "secret": PIN,
    }  # fmt: skip
    page = client.post(f"/people/access-reviews/{review.number}/complete/", entered)
    assert page.status_code == 422
    assert "This person does not sign with a PIN. Nothing was signed." in page.text
    assert "Accepted: the password, or a security key." in page.text
    assert not Signature.objects.filter(subject_type="people.accessreview").exists()


def test_the_page_of_roles_shows_and_changes_it(browse: Any) -> None:
    client = browse("shaas")
    assert "signs with password or security key only" in client.get("/people/roles/").text
    given = {
        "command_id": str(uuid.uuid4()), "title": "Operator", "strong_signature": "strong",
        "permissions": ["batches.view"], "reason": "New policy",
        "version": Role.objects.get(code="operator").version,
    }  # fmt: skip
    assert client.post("/people/roles/alter/operator/", given).status_code == 302
    assert Role.objects.get(code="operator").strong_signature
    form = client.get("/people/roles/alter/qa-reviewer/").context["form"]
    assert form["strong_signature"].value() == "strong"
