"""The only place where an attestation is made."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from integrity.models.record import new_id
from integrity.refusals import Refused, refuse, refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning, Method
from people.gates import password_not_own_blockers
from people.lockout import guarded
from people.models import Tablet, User
from people.signing.claim import Claim, KeyAnswer
from people.signing.keys import For, is_answered
from people.signing.signers import signer_named


def attest(
    claim: Claim,
    *,
    meaning: Meaning,
    session: User,
    at: datetime,
    tablet: Tablet | None = None,
) -> Attestation[User]:
    """Knows the signer by two components, both entered now.

    `claim.who` is a user name or a badge, `claim.secret` a password, or on an enrolled tablet the
    signing PIN; or the person's security key answered. The signer need not be `session`, who the
    device is signed in as. A wrong name and a wrong secret are answered alike, and take the same
    time; failures are counted before the secret is compared, and lock the account
    (21 CFR 11.300(d)).
    """
    signer = signer_named(claim.who)
    if signer is None:
        make_password(claim.secret)  # as slow as comparing one
        raise not_known()
    takes_pin = tablet is not None and not signer.authority.signs_strongly(at)
    compare = (
        partial(by_key, signer, claim.by_key, For(meaning, claim.shown), at)
        if claim.by_key
        else partial(by_secret, signer, claim.secret, takes_pin)
    )
    method = guarded(signer, at, compare)
    if method is None:
        raise _refused(claim, tablet is not None and not takes_pin)
    refuse_if(password_not_own_blockers(signer))
    return Attestation(
        id=new_id(), signer=signer, session=session, meaning=meaning, method=method,
        shown=claim.shown, at=at, tablet=tablet.code if tablet else "",
    )  # fmt: skip


def by_secret(signer: User, secret: str, takes_pin: bool) -> Method | None:
    """By which secret the signer is known; None when by none of those that may be used here.

    Where no PIN is taken none is compared, so that nobody learns from the answer which one fits.
    """
    if takes_pin and secret.isdigit() and signer.check_pin(secret):
        return Method.PIN
    return Method.PASSWORD if signer.check_password(secret) else None


def by_key(signer: User, answer: KeyAnswer, asked_for: For, at: datetime) -> Method | None:
    """Known by the security key, when it answered what was asked for this very signature."""
    return Method.KEY if is_answered(signer, answer, asked_for, at) else None


def _refused(claim: Claim, takes_no_pin: bool) -> Refused:
    if claim.by_key:
        return key_not_taken()
    return pin_not_taken() if takes_no_pin and claim.secret.isdigit() else not_known()


def pin_not_taken() -> Refused:
    """The same whether the PIN would have fitted or not."""
    return refuse(
        "PIN_NOT_TAKEN",
        _("This person does not sign with a PIN. Nothing was signed."),
        clears=_("Accepted: the password, or a security key."),
        field="secret",
    )


def key_not_taken() -> Refused:
    return refuse(
        "KEY_NOT_TAKEN",
        _("The security key did not sign this. Nothing was signed."),
        clears=_("Use it again within two minutes, with its PIN or finger, or enter the password."),
        field="secret",
    )


def not_known() -> Refused:
    return refuse(
        "NOT_KNOWN",
        _("The name or the secret is wrong. Nothing was signed."),
        clears=_("Enter both again."),
        field="secret",
    )
