"""Signing as people do it: with user name and password, for what is there now."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from batches.commands.execution import verify_step
from batches.commands.masters import approve_master
from batches.models import BatchStep, MasterBatchRecord
from integrity.commands import Command
from integrity.gates import Gate
from integrity.models import Record, Signable
from integrity.overrulings import overruling_of
from integrity.signatures.attestation import Attestation
from integrity.signatures.content import content_hash
from integrity.signatures.meanings import Meaning
from people.commands.delegations import draft_delegation, give_delegation
from people.models import Delegation, User
from people.signing.attest import attest
from people.signing.claim import Claim
from tests.passwords import PASSWORD


def attested(
    by: User, about: Signable, meaning: Meaning, at: datetime, *, session: User | None = None
) -> Attestation[User]:
    """What the sign dialog gives for the record as it is now."""
    now = type(about)._default_manager.get(pk=about.pk)
    return attested_for(by, now, meaning, at, session=session)


def attested_for(
    by: User, about: Signable, meaning: Meaning, at: datetime, *, session: User | None = None
) -> Attestation[User]:
    """What the sign dialog gives for the record as this one has it, stored or not."""
    claim = Claim(who=by.username, secret=PASSWORD, shown=content_hash(about))
    return attest(claim, meaning=meaning, session=session or by, at=at)


def signed(command: Command[..., Any], named: str, about: Signable, by: User, at: datetime) -> Any:
    """What the command gives for the record as it is now, signed by this person."""
    known = attested(by, about, command.signed_as, at)
    return command(**{named: about}, by=by, at=at, attested=known)


def verify(step: BatchStep, *, by: User, at: datetime) -> BatchStep:
    return verify_step(step=step, by=by, at=at, attested=attested(by, step, Meaning.VERIFIED, at))


def approve(master: MasterBatchRecord, *, by: User, at: datetime) -> MasterBatchRecord:
    known = attested(by, master, Meaning.APPROVED, at)
    return approve_master(master=master, by=by, at=at, attested=known)


def delegate(*, by: User, at: datetime, **given: Any) -> Delegation:
    """Written down and signed."""
    drafted = draft_delegation(by=by, at=at, **given)
    known = attested(by, drafted, Meaning.DELEGATED, at)
    return give_delegation(delegation=drafted, by=by, at=at, attested=known)


def overruling_attested(
    subject: Record, gate: Gate, supervisor: User, second: User, at: datetime
) -> dict[str, Any]:
    """What the dialog for two gives for what blocks the subject now."""
    key = uuid.uuid4()
    about = overruling_of(subject, gate, gate(subject, by=supervisor, at=at), key)
    return {
        "key": key, "by": supervisor, "at": at,
        "attested": attested_for(supervisor, about, Meaning.OVERRULED, at),
        "second": attested_for(second, about, Meaning.WITNESSED, at),
    }  # fmt: skip
