"""What a signature is bound to, what makes it void, and that nothing else makes one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction

from batches.commands.execution import complete_step, verify_step
from batches.models import BatchStep, Entry
from integrity.audit.replay import replay
from integrity.frames import SilentCommand
from integrity.models import AuditEvent, Signature
from integrity.refusals import Refused
from integrity.signatures.meanings import Meaning
from integrity.signatures.sign import sign
from tests.cast import answers
from tests.deeds import changed
from tests.signing import attested, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def performed(small_batch, people, now) -> BatchStep:
    """The first step, performed by one operator and waiting for another."""
    step = BatchStep.objects.filter(operation__batch=small_batch).first()
    return complete_step(step=step, values=answers(step), by=people["jvermaat"], at=now)


@pytest.fixture
def verified(performed, people, now) -> BatchStep:
    return verify(performed, by=people["aowusu"], at=now)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def test_it_works(verified, people, now):
    signature = Signature.objects.of(verified).get()
    assert (signature.signer_name, signature.meaning) == ("Ama Owusu", "VERIFIED")
    assert (signature.at, signature.zone) == (now, "Europe/Amsterdam")
    assert signature.session_name == "Ama Owusu"
    assert signature.content_hash == sha256(signature.content.encode()).hexdigest()
    assert '"batch":"CART-26-001"' in signature.content
    assert not signature.is_void
    event = AuditEvent.objects.get(verb="batch_step.verified")
    assert [made["id"] for made in event.signatures] == [str(signature.pk)]
    assert event.signatures[0]["content_hash"] == signature.content_hash


def test_another_content_than_shown_is_not_signed(performed, people, now):
    """What was read is compared under the lock: an edit between reading and signing refuses."""
    known = attested(people["aowusu"], performed, Meaning.VERIFIED, now)
    entry = Entry.objects.filter(parameter__step=performed).first()
    changed(entry, raw="7.0")
    with pytest.raises(Refused) as refused:
        verify_step(step=performed, by=people["aowusu"], at=now, attested=known)
    assert codes(refused) == ["CHANGED_SINCE_SHOWN"]
    assert refused.value.status == 409
    assert not Signature.objects.of(performed).exists()


def test_one_attestation_signs_once(performed, verified, people, now):
    known = attested(people["aowusu"], verified, Meaning.VERIFIED, now)
    changed(verified, state="PERFORMED", verified_at=None, verified_by=None)
    verify_step(step=verified, by=people["aowusu"], at=now, attested=known)
    changed(verified, state="PERFORMED", verified_at=None, verified_by=None)
    with pytest.raises(Exception, match="integrity_signature_pkey"), transaction.atomic():
        verify_step(step=verified, by=people["aowusu"], at=now, attested=known)


def test_an_attestation_of_long_ago_signs_nothing(performed, people, now):
    known = attested(people["aowusu"], performed, Meaning.VERIFIED, now)
    with pytest.raises(Refused) as refused:
        verify_step(
            step=performed, by=people["aowusu"], at=now + timedelta(minutes=3), attested=known
        )
    assert codes(refused) == ["ATTESTED_LONG_AGO"]


def test_an_attestation_of_another_person_or_meaning_is_not_taken(performed, people, now):
    known = attested(people["aowusu"], performed, Meaning.VERIFIED, now)
    for wrong in (
        replace(known, meaning=Meaning.APPROVED),
        replace(known, signer=people["mlindqvist"]),
    ):
        with pytest.raises(SilentCommand, match="signed as VERIFIED"):
            verify_step(step=performed, by=people["aowusu"], at=now, attested=wrong)


def test_nobody_verifies_own_work(performed, people, now):
    known = attested(people["jvermaat"], performed, Meaning.VERIFIED, now)
    with pytest.raises(Refused, match="Performed by Joris Vermaat") as refused:
        verify_step(step=performed, by=people["jvermaat"], at=now, attested=known)
    assert codes(refused) == ["OWN_WORK"]


def test_nothing_is_signed_outside_a_command(performed, people, now):
    with pytest.raises(SilentCommand, match="inside a command"):
        sign(performed, attested(people["aowusu"], performed, Meaning.VERIFIED, now))


def test_a_change_of_what_was_signed_makes_it_void(verified, people, now):
    """Also of a row that is only part of the record: an entry of a parameter of the step."""
    changed(Entry.objects.filter(parameter__step=verified).first(), raw="7.0")
    signature = Signature.objects.of(verified).get()
    assert signature.is_void
    assert (signature.void.actor_name, signature.void.at) == ("Test", now)
    event = AuditEvent.objects.get(verb="signature.voided")
    assert event.subject_id == str(signature.pk)
    assert event.details["change"] == str(signature.void.change)
    assert AuditEvent.objects.get(command_id=signature.void.change).verb == "test_row.changed"


def test_what_is_not_content_leaves_it_standing(verified):
    """The step's own state moves on with its signature."""
    changed(verified, equipment=["BSC-2"])
    assert not Signature.objects.of(verified).get().is_void


def test_it_is_void_once(verified):
    entry = Entry.objects.filter(parameter__step=verified).first()
    changed(entry, raw="7.0")
    changed(entry, raw="8.0")
    assert AuditEvent.objects.filter(verb="signature.voided").count() == 1


def test_the_same_content_again_does_not_heal_it(verified):
    entry = Entry.objects.filter(parameter__step=verified).first()
    first = entry.raw
    changed(entry, raw="7.0")
    changed(entry, raw=first)
    assert Signature.objects.of(verified).get().is_void


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE integrity_signature SET signer_name = 'Somebody'",
        "UPDATE integrity_signature SET subject_id = gen_random_uuid()",
        "DELETE FROM integrity_signature",
        "TRUNCATE integrity_signature CASCADE",
    ],
)
def test_a_signature_is_never_changed(verified, statement):
    with (
        pytest.raises((ProgrammingError, InternalError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Signature.objects.of(verified).get().signer_name == "Ama Owusu"


def test_signatures_and_voids_are_replayed(verified):
    changed(Entry.objects.filter(parameter__step=verified).first(), raw="7.0")
    assert list(replay()) == []
