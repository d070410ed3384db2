"""Signing with a security key (WebAuthn): it is asked for one signature, and answers once.

The challenge is kept with the session in which it is asked, the meaning and the hash of what is
shown; a key that does not say that it knew its person by PIN or finger signs nothing.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import (
    get_authenticator_by_credential_id,
    get_credentials,
    get_server,
)
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from fido2.utils import websafe_encode
from fido2.webauthn import AuthenticationResponse, UserVerificationRequirement

from integrity.refusals import Refused, refuse
from integrity.signatures.meanings import Meaning
from people.models import KeyChallenge, User
from people.signing.claim import KeyAnswer
from people.signing.signers import signer_named

FRESH = timedelta(minutes=2)
VERIFIED = UserVerificationRequirement.REQUIRED
COUNT = "signed_count"
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, struct.error)


@dataclass(frozen=True)
class For:
    """What a key signs: a meaning, for the content with this hash."""

    meaning: Meaning
    shown: str


def ask_key(
    who: str, asked_for: For, *, session_key: str, by: User, at: datetime
) -> dict[str, Any]:
    """What the browser asks the keys of this person; raises Refused when there is none.

    Whose keys they are is told to people of the facility, who share its tablets, and to oneself.
    """
    signer = signer_named(who)
    keys = get_credentials(signer) if signer and (signer == by or by.is_of_facility) else []
    if signer is None or not keys:
        raise no_key()
    options, state = get_server().authenticate_begin(keys, user_verification=VERIFIED)
    KeyChallenge.objects.filter(asked_at__lt=at - FRESH).delete()
    KeyChallenge.objects.create(
        challenge=state["challenge"], user=signer, session_hash=hash_of(session_key),
        meaning=asked_for.meaning, shown=asked_for.shown, asked_at=at,
    )  # fmt: skip
    return dict(options)


def is_answered(signer: User, answer: KeyAnswer, asked_for: For, at: datetime) -> bool:
    """True when one of the signer's keys signed what was asked in this session for this."""
    try:
        response = AuthenticationResponse.from_dict(json.loads(answer.response))
        asked = _take(websafe_encode(response.response.client_data.challenge))
    except UNREADABLE:
        return False
    if asked is None or not _is_for(asked, signer, answer.session_key, asked_for, at):
        return False
    state = {"challenge": asked.challenge, "user_verification": VERIFIED}
    try:
        get_server().authenticate_complete(state, get_credentials(signer), response)
    except UNREADABLE:
        return False
    key = get_authenticator_by_credential_id(signer, response.raw_id)
    return key is not None and _counts_on(key, response.response.authenticator_data.counter)


def hash_of(session_key: str) -> str:
    return sha256(session_key.encode()).hexdigest()


def no_key() -> Refused:
    """The same for a name that nobody has: it is not told who is here."""
    return refuse(
        "NO_KEY",
        _("No security key is known for this name."),
        clears=_("Check the name, or enter the password. Keys are added under sign-in and safety."),
        field="who",
    )


def _take(challenge: str) -> KeyChallenge | None:
    """The challenge, for the first who answers it: of two at once one takes it away."""
    asked = KeyChallenge.objects.filter(pk=challenge).first()
    taken, _rows = KeyChallenge.objects.filter(pk=challenge).delete()
    return asked if taken else None


def _is_for(
    asked: KeyChallenge, signer: User, session_key: str, asked_for: For, at: datetime
) -> bool:
    is_fresh = timedelta() <= at - asked.asked_at <= FRESH
    is_same = (asked.meaning, asked.shown) == (asked_for.meaning, asked_for.shown)
    is_here = asked.session_hash == hash_of(session_key)
    return is_fresh and is_same and is_here and asked.user_id == signer.pk


def _counts_on(key: Authenticator, count: int) -> bool:
    """A key that counts its signatures counts on; a lower count is that of a copy."""
    before = max(key.data.get(COUNT, 0), key.wrap().authenticator_data.counter)
    if count == 0 and before == 0:
        return True
    if count <= before:
        return False
    older = Q(**{f"data__{COUNT}__lt": count}) | ~Q(data__has_key=COUNT)
    data = {**key.data, COUNT: count}
    return bool(Authenticator.objects.filter(older, pk=key.pk).update(data=data))
