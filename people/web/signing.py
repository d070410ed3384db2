"""The form of every signature: who, a secret, and the hash of what is shown beside it."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from integrity.models import Signable
from integrity.reasons import MOST
from integrity.refusals import Refused
from integrity.signatures.attestation import Attestation
from integrity.signatures.content import content_hash
from integrity.signatures.meanings import Meaning
from integrity.web.forms import CommandForm
from people.models import User
from people.signing.attest import attest
from people.signing.claim import Claim
from people.web.devices import tablet_on
from people.web.needs import signed_in


class SignForm(CommandForm):
    """The fields of the sign dialog (templates/cotton/sign.html); a secret is never sent back."""

    prefix_of_ids = "sign"
    session_signs_as = "who"

    shown = forms.CharField(max_length=64, widget=forms.HiddenInput)
    who = forms.CharField(
        label=_("User name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    secret = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def show_again(
        self, refused: Refused, about: Signable, command_id: uuid.UUID | None = None
    ) -> None:
        """Shows a refusal in the dialog, beside the record as it is now, to be signed anew."""
        self.show(refused)
        self.put(shown=content_hash(about), command_id=str(command_id or uuid.uuid4()))

    def attest(self, request: HttpRequest, meaning: Meaning) -> Attestation[User]:
        """Knows the signer by what was entered. Raises Refused."""
        said = self.cleaned_data
        return attest(
            Claim(who=said["who"], secret=said["secret"], shown=said["shown"]),
            meaning=meaning,
            session=signed_in(request),
            at=timezone.now(),
            tablet=tablet_on(request),
        )


class OverruleForm(SignForm):
    """The sign dialog for two: a supervisor with the reason, and a second person."""

    prefix_of_ids = "overrule"
    session_signs_as = "second_who"
    field_order = ("reason", "who", "secret", "second_who", "second_secret")

    reason = forms.CharField(
        label=_("Reason"), max_length=MOST, widget=forms.Textarea(attrs={"rows": 2})
    )
    second_who = forms.CharField(
        label=_("Second person: user name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    second_secret = forms.CharField(
        label=_("Second person: password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].label = _("Supervisor: user name")
        self.fields["secret"].label = _("Supervisor: password")

    def attest_second(self, request: HttpRequest) -> Attestation[User]:
        """Knows the second person. Raises Refused at that person's fields."""
        said = self.cleaned_data
        claim = Claim(who=said["second_who"], secret=said["second_secret"], shown=said["shown"])
        try:
            return attest(
                claim, meaning=Meaning.WITNESSED, session=signed_in(request), at=timezone.now(),
                tablet=tablet_on(request),
            )  # fmt: skip
        except Refused as refused:
            raise refused.at_fields({"secret": "second_secret", "who": "second_who"}) from None


def sign_form(
    request: HttpRequest,
    about: Signable,
    *,
    form: type[SignForm] = SignForm,
    command_id: uuid.UUID | None = None,
) -> SignForm:
    """An empty dialog for the record as it is shown now, for the person who is signed in."""
    initial = {
        "command_id": command_id or uuid.uuid4(),
        "shown": content_hash(about),
        form.session_signs_as: signed_in(request).username,
    }
    return form(initial=initial, auto_id=f"{form.prefix_of_ids}_%s")
