"""Steps that wait for a signature, have one, lost one, are blocked, or were let go on."""

from __future__ import annotations

import uuid
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.utils import timezone

from batches.commands.execution import complete_step
from batches.gates import step_blockers
from batches.models import BatchRecord, BatchStep, Entry
from cleanrooms.commands.rooms import change_room_state
from cleanrooms.models import Room, RoomState
from integrity.overrulings import overruling_of
from integrity.signatures.meanings import Meaning
from people.commands.delegations import draft_delegation
from people.commands.overruling import overrule
from people.models import User
from people.permissions import Permission
from tests import cast
from tests.deeds import changed
from tests.signin.soft_key import SoftKey
from tests.signing import attested_for, verify

PERFORMED, SIGNED, CHANGED = "CART-26-101", "CART-26-102", "CART-26-103"
BLOCKED, OVERRULED, BY_KEY = "CART-26-104", "CART-26-105", "CART-26-106"
REASON = "The cells are in the bag. The room was cleaned at 07:10 and is being declared."


def load_signing() -> None:
    people = cast.make_people(cast.make_facility())
    master = cast.make_small_master(people)
    batches = {
        number: cast.make_batch(people, master, number)
        for number in (PERFORMED, SIGNED, CHANGED, BLOCKED, OVERRULED, BY_KEY)
    }
    for number in (PERFORMED, SIGNED, CHANGED, BY_KEY):
        step = first(batches[number])
        complete_step(step=step, values=cast.answers(step), by=people["jvermaat"], at=cast.NOW)
    for number in (SIGNED, CHANGED):
        verify(first(batches[number]), by=people["aowusu"], at=cast.NOW)
    changed(Entry.objects.filter(parameter__step=first(batches[CHANGED])).first(), raw="7.0")
    change_room_state(
        room=Room.objects.get(code="CR05"), state=RoomState.OUT_OF_SERVICE, reason="Filter change",
        by=people["kadler"], at=cast.NOW,
    )  # fmt: skip
    let_go_on(first(batches[OVERRULED]), people)
    with_factors(people["nbakker"])
    now = timezone.now()
    draft_delegation(
        to=people["mlindqvist"], permissions=[Permission.CREATE_BATCH], valid_from=now,
        valid_until=now + timedelta(days=7), reason="Holiday", by=people["kadler"], at=now,
    )  # fmt: skip


def with_factors(user: User) -> None:
    """An app, recovery codes and a key."""
    kinds = Authenticator.Type
    for kind in (kinds.TOTP, kinds.RECOVERY_CODES):
        Authenticator.objects.create(user=user, type=kind, data={})
    SoftKey().register(user)


def first(batch: BatchRecord) -> BatchStep:
    found = BatchStep.objects.filter(operation__batch=batch).select_related("operation__room")
    return found.earliest("position")


def let_go_on(step: BatchStep, people: dict[str, User]) -> None:
    lead, second, key = people["kadler"], people["aowusu"], uuid.uuid4()
    blockers = step_blockers(step, by=people["jvermaat"], at=cast.NOW)
    about = overruling_of(step, step_blockers, blockers, key)
    overrule(
        subject=step, gate=step_blockers, key=key, reason=REASON, by=lead, at=cast.NOW,
        attested=attested_for(lead, about, Meaning.OVERRULED, cast.NOW),
        second=attested_for(second, about, Meaning.WITNESSED, cast.NOW, session=lead),
    )  # fmt: skip
