"""The only place where an attestation is made."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.utils.translation import gettext_lazy as _

from integrity.models.record import new_id
from integrity.refusals import Refused, refuse
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning, Method
from people.models import User
from people.signing.claim import Claim


def attest(claim: Claim, *, meaning: Meaning, session: User, at: datetime) -> Attestation[User]:
    """Knows the signer by two components, both entered now.

    The signer need not be `session`, who the device is signed in as. A wrong name and a wrong
    secret are answered alike, and take the same time.
    """
    signer = User.objects.filter(username__iexact=claim.who.strip(), is_active=True).first()
    if signer is None:
        make_password(claim.secret)  # as slow as comparing one
        raise not_known()
    if not check_password(claim.secret, signer.password):
        raise not_known()
    return Attestation(
        id=new_id(), signer=signer, session=session, meaning=meaning, method=Method.PASSWORD,
        shown=claim.shown, at=at,
    )  # fmt: skip


def not_known() -> Refused:
    return refuse(
        "NOT_KNOWN",
        _("The name or the secret is wrong. Nothing was signed."),
        clears=_("Enter both again."),
        field="secret",
    )
