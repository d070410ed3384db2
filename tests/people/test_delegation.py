"""What one holds can be delegated for a time; the trail names both."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from batches.commands.batches import create_batch
from cleanrooms.models import Room
from integrity.models import AuditEvent, Signature
from integrity.refusals import NotPermitted, Refused
from integrity.signatures.meanings import Meaning
from people.commands.delegations import (
    draft_delegation,
    give_delegation,
    revoke_delegation,
    withdraw_delegation,
)
from people.commands.memberships import end_membership, give_role
from people.models import Delegation, Role, User
from people.permissions import Permission
from people.roles import QP
from tests.cast import SETUP, make_room
from tests.deeds import changed
from tests.signing import attested, delegate

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def lend(giver: User, to: User, now, **more: Any) -> Delegation:
    return delegate(**{**terms(now), **more}, to=to, by=giver, at=now)


def draft(giver: User, to: User, now) -> Delegation:
    """Written down, not signed yet."""
    return draft_delegation(**terms(now), to=to, by=giver, at=now)


def terms(now) -> dict[str, Any]:
    return {
        "permissions": [Permission.CREATE_BATCH],
        "valid_from": now,
        "valid_until": now + 7 * DAY,
        "reason": "Holiday",
    }


def give(drafted: Delegation, by: User, at) -> Delegation:
    known = attested(by, drafted, Meaning.DELEGATED, at)
    return give_delegation(delegation=drafted, by=by, at=at, attested=known)


def role_of(code: str) -> dict[str, Any]:
    return {"role": Role.objects.get(code=code), "permissions": ()}


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def test_it_works(people, small_master, now):
    """A delegate does it, and the event says in whose name."""
    make_room()
    room = Room.objects.get()
    given = {
        "master": small_master, "number": "CART-26-009", "rooms": {1: room, 2: room},
        "patient_code": "NLT-0059", "chain_of_identity": "COI-1", "at": now,
    }  # fmt: skip
    with pytest.raises(NotPermitted):
        create_batch(**given, by=people["aowusu"])
    lend(people["kadler"], people["aowusu"], now)
    delegated = again(people["aowusu"])
    create_batch(**given, by=delegated)
    event = AuditEvent.objects.get(verb="batch.created")
    assert event.actor_name == "Ama Owusu, acting for Kwame Adler"
    assert str(event.actor_id) == str(delegated.pk)
    assert delegated.acting_for(Permission.CREATE_BATCH, now) == people["kadler"]
    assert delegated.acting_for(Permission.EXECUTE_STEP, now) is None


def test_it_holds_between_its_moments(people, now):
    lend(people["kadler"], people["aowusu"], now, valid_from=now + DAY, valid_until=now + 2 * DAY)
    user = again(people["aowusu"])
    may = [user.may(Permission.CREATE_BATCH, at=now + hours * DAY / 2) for hours in range(5)]
    assert may == [False, False, True, True, False]


def test_only_what_was_delegated_is_lent(people, now):
    lend(people["kadler"], people["aowusu"], now)
    assert not again(people["aowusu"]).may(Permission.WRITE_MASTER, at=now)


def test_a_role_lends_what_it_allows(people, now):
    lend(people["kadler"], people["aowusu"], now, **role_of("production-lead"))
    assert again(people["aowusu"]).may(Permission.WRITE_MASTER, at=now)


def test_it_ends_with_what_the_giver_holds(people, boss, now):
    giver, user = people["kadler"], people["aowusu"]
    lend(giver, user, now)
    end_membership(membership=giver.memberships.get(), reason="Left", by=boss, at=now + DAY)
    assert again(user).may(Permission.CREATE_BATCH, at=now)
    assert not again(user).may(Permission.CREATE_BATCH, at=now + DAY)


def test_it_ends_with_the_givers_account(people, now):
    lend(people["kadler"], people["aowusu"], now)
    changed(people["kadler"], is_active=False)
    assert not again(people["aowusu"]).may(Permission.CREATE_BATCH, at=now)


def test_what_was_delegated_is_not_passed_on(people, facility, now):
    lend(people["kadler"], people["aowusu"], now)
    planner = Role.objects.get(code="inspector")
    give_role(user=people["aowusu"], role=planner, organisation=facility, by=SETUP, at=now)
    middle = lend_power(people["aowusu"], facility, now)
    with pytest.raises(Refused) as refused:
        lend(middle, people["jvermaat"], now)
    assert codes(refused) == ["NOT_HELD"]


def lend_power(user: User, facility, now) -> User:
    """May delegate, and holds nothing else that is asked for here."""
    reviewer = Role.objects.get(code="qc-reviewer")
    give_role(user=user, role=reviewer, organisation=facility, by=SETUP, at=now)
    return again(user)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"permissions": [Permission.RECORD_RESULT]}, "NOT_HELD"),
        ({"permissions": []}, "NOT_HELD"),
        ({"permissions": ["batches.everything"]}, "NOT_HELD"),
        ({"valid_from": -DAY}, "IN_THE_PAST"),
        ({"valid_until": timedelta()}, "ENDS_TOO_EARLY"),
        ({"reason": " "}, "REASON_NEEDED"),
    ],
)
def test_what_will_not_do_is_refused(people, now, more, code):
    moments = {name: now + more[name] for name in ("valid_from", "valid_until") if name in more}
    with pytest.raises(Refused) as refused:
        lend(people["kadler"], people["aowusu"], now, **{**more, **moments})
    assert codes(refused) == [code]
    assert not Delegation.objects.exists()


@pytest.mark.parametrize(("to", "code"), [("kadler", "TO_ONESELF"), ("pnorth", "NOT_A_COLLEAGUE")])
def test_it_goes_to_a_colleague(people, now, to, code):
    with pytest.raises(Refused) as refused:
        lend(people["kadler"], people[to], now)
    assert codes(refused) == [code]


def test_the_qualified_person_delegates_to_another_one_only(people, facility, now):
    qp = Role.objects.get(code=QP)
    for username in ("mlindqvist", "trieger"):
        give_role(user=people[username], role=qp, organisation=facility, by=SETUP, at=now)
    giver, colleague = again(people["mlindqvist"]), again(people["trieger"])
    with pytest.raises(Refused) as refused:
        lend(giver, people["kadler"], now, **role_of(QP))
    assert codes(refused) == ["NOT_A_QP"]
    assert lend(giver, colleague, now, **role_of(QP)).role == qp


def test_a_permission_of_the_qualified_person_alone_neither(people, facility, now):
    role = changed(Role.objects.get(code=QP), permissions=["people.delegate", "batches.create"])
    give_role(user=people["mlindqvist"], role=role, organisation=facility, by=SETUP, at=now)
    giver = again(people["mlindqvist"])
    with pytest.raises(Refused) as refused:
        lend(giver, people["aowusu"], now)
    assert codes(refused) == ["NOT_A_QP"]
    lend(giver, people["aowusu"], now, permissions=[Permission.APPROVE_MASTER])


def test_its_giver_takes_it_back_or_who_manages_people(people, boss, now):
    given = lend(people["kadler"], people["aowusu"], now)
    with pytest.raises(Refused) as refused:
        revoke_delegation(delegation=given, reason="No", by=people["mlindqvist"], at=now)
    assert codes(refused) == ["NOT_YOURS"]
    with pytest.raises(NotPermitted):
        withdraw_delegation(delegation=given, reason="No", by=people["kadler"], at=now)
    revoke_delegation(delegation=given, reason="Back early", by=people["kadler"], at=now + DAY)
    assert not again(people["aowusu"]).may(Permission.CREATE_BATCH, at=now + DAY)
    with pytest.raises(Refused) as refused:
        withdraw_delegation(delegation=given, reason="Again", by=boss, at=now + DAY)
    assert codes(refused) == ["ENDED_ALREADY"]
    second = lend(people["kadler"], people["aowusu"], now)
    assert withdraw_delegation(delegation=second, reason="No", by=boss, at=now).revoked_by == boss


def test_only_who_may_delegate_does(people, now):
    with pytest.raises(NotPermitted):
        lend(people["jvermaat"], people["aowusu"], now, permissions=[Permission.EXECUTE_STEP])


def test_it_counts_when_its_giver_has_signed_it(people, now):
    giver, user = people["kadler"], people["aowusu"]
    drafted = draft(giver, user, now)
    assert not again(user).may(Permission.CREATE_BATCH, at=now)
    with pytest.raises(Refused) as refused:
        give(drafted, people["mlindqvist"], now)
    assert codes(refused) == ["NOT_YOURS"]
    later = now + DAY / 24
    signed = give(drafted, giver, later)
    assert not again(user).may(Permission.CREATE_BATCH, at=now)
    assert again(user).may(Permission.CREATE_BATCH, at=later)
    assert Signature.objects.of(signed).get().signer_id == giver.pk
    with pytest.raises(Refused) as refused:
        give(drafted, giver, now)
    assert codes(refused) == ["SIGNED_ALREADY"]


def test_a_draft_that_is_over_is_not_signed(people, now):
    drafted = draft(people["kadler"], people["aowusu"], now)
    with pytest.raises(Refused) as refused:
        give(drafted, people["kadler"], now + 7 * DAY)
    assert codes(refused) == ["ENDED_ALREADY"]


def test_a_draft_that_was_taken_back_is_not_signed(people, now):
    giver = people["kadler"]
    drafted = draft(giver, people["aowusu"], now)
    revoke_delegation(delegation=drafted, reason="Not needed", by=giver, at=now)
    with pytest.raises(Refused) as refused:
        give(drafted, giver, now)
    assert codes(refused) == ["ENDED_ALREADY"]


def test_a_draft_that_will_not_do_any_more_is_not_signed(people, now):
    """It was right when it was written down; since then the colleague has left."""
    giver, user = people["kadler"], people["aowusu"]
    drafted = draft(giver, user, now)
    changed(user, is_active=False)
    with pytest.raises(Refused) as refused:
        give(drafted, giver, now)
    assert codes(refused) == ["NOT_A_COLLEAGUE"]
    assert not Signature.objects.of(drafted).exists()
