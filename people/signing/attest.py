"""The only place where an attestation is made."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from integrity.models.record import new_id
from integrity.refusals import Refused, refuse
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning, Method
from people.lockout import guarded
from people.models import Tablet, User
from people.models.badge import user_of_badge
from people.signing.claim import Claim


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
    signing PIN. The signer need not be `session`, who the device is signed in as. A wrong name
    and a wrong secret are answered alike, and take the same time; failures are counted before the
    secret is compared, and lock the account (21 CFR 11.300(d)).
    """
    signer = signer_named(claim.who)
    if signer is None:
        make_password(claim.secret)  # as slow as comparing one
        raise not_known()
    method = guarded(signer, at, partial(method_of, signer, claim.secret, tablet))
    if method is None:
        raise not_known()
    return Attestation(
        id=new_id(), signer=signer, session=session, meaning=meaning, method=method,
        shown=claim.shown, at=at, tablet=tablet.code if tablet else "",
    )  # fmt: skip


def signer_named(who: str) -> User | None:
    """The active person with this user name, or who holds the badge with this serial."""
    named = User.objects.filter(username__iexact=who.strip(), is_active=True).first()
    return named or user_of_badge(who)


def method_of(signer: User, secret: str, tablet: Tablet | None) -> Method | None:
    """By which secret the signer is known; None when by none of those that may be used here."""
    if tablet is not None and secret.isdigit() and signer.check_pin(secret):
        return Method.PIN
    return Method.PASSWORD if signer.check_password(secret) else None


def not_known() -> Refused:
    return refuse(
        "NOT_KNOWN",
        _("The name or the secret is wrong. Nothing was signed."),
        clears=_("Enter both again."),
        field="secret",
    )
