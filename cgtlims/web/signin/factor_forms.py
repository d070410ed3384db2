"""Forms that ask for a second factor; failures count like wrong passwords."""

from __future__ import annotations

from typing import Any

from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters_now
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cgtlims.web.signin.attempts import attempt
from people.models import User

LAST = "last_counter"


class CountedCode(forms.Form):
    """A code from the app, or a recovery code."""

    user: User
    authenticator: Authenticator

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Code from the app, or a recovery code")
        field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}

    def clean_code(self) -> str:
        if attempt(context.request, self.user, "code", self._fits):
            return str(self.cleaned_data["code"])
        raise get_adapter().validation_error("incorrect_code")

    def _fits(self) -> bool:
        try:
            super().clean_code()  # type: ignore[misc]
        except ValidationError:
            return False
        return spent(self.authenticator, self.cleaned_data["code"])


class CodeForm(CountedCode, AuthenticateForm):
    """At sign-in."""


class CodeAgainForm(CountedCode, ReauthenticateForm):
    """Before something that matters."""


class CountedKey:
    """A security key that knows its person, by PIN or finger."""

    user: User

    def clean_credential(self) -> Authenticator:
        found: list[Authenticator] = []
        if attempt(context.request, self.user, "key", lambda: self._fits(found)):
            return found[0]
        raise ValidationError(_("This key did not open the account. Try again, or another way."))

    def _fits(self, found: list[Authenticator]) -> bool:
        try:
            found.append(super().clean_credential())  # type: ignore[misc]
        except ValidationError:
            return False
        return True


class KeyForm(CountedKey, AuthenticateWebAuthnForm):
    """At sign-in."""


class KeyAgainForm(CountedKey, ReauthenticateWebAuthnForm):
    """Before something that matters, and to open a locked session."""


class AddAppForm(ActivateTOTPForm):
    """Shows that the app has the seed, by its first code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("The six digits that the app shows now")
        field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}


def spent(authenticator: Authenticator, code: str) -> bool:
    """Uses a code of the app up, in whatever process: the same or an older one opens nothing."""
    if authenticator.type != Authenticator.Type.TOTP:
        return True
    seed = get_adapter().decrypt(authenticator.data["secret"])
    fitting = [
        one
        for one in counters_now()
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(seed, one)))
    ]
    if not fitting:
        return False
    newer = Q(**{f"data__{LAST}__lt": max(fitting)}) | ~Q(data__has_key=LAST)
    data = {**authenticator.data, LAST: max(fitting)}
    return bool(Authenticator.objects.filter(newer, pk=authenticator.pk).update(data=data))
