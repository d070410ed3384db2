"""The form of every signature: who, a secret, and the hash of what is shown beside it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from integrity.commands import Command
from integrity.models import Signable
from integrity.reasons import MOST
from integrity.refusals import Refused
from integrity.signatures.attestation import Attestation
from integrity.signatures.content import content_hash
from integrity.signatures.meanings import Meaning
from integrity.web.forms import CommandForm
from people.models import User
from people.signing.attest import attest
from people.signing.claim import Claim, KeyAnswer
from people.web.devices import tablet_on
from people.web.needs import signed_in
from people.web.secret_fields import SecretField, key_field

R = TypeVar("R")


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
    secret = SecretField(label=_("Password"), who="who", key="credential")
    credential = key_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{self.prefix_of_ids}_%s", **kwargs})
        # Nobody has to pass what is shown or filled in to reach where they type.
        typed = [one for one in self.visible_fields() if one.name != self.session_signs_as]
        typed[0].field.widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        """A secret for each signer, or the answer of the security key in its place."""
        typed = super().clean() or {}
        for name, field in self.fields.items():
            if isinstance(field, SecretField) and not (typed.get(name) or typed.get(field.key)):
                self.add_error(name, field.error_messages["required"])
        return typed

    def sign(
        self,
        request: HttpRequest,
        command: Command[..., R],
        inputs: Callable[[dict[str, Any]], dict[str, Any]],
        about: Callable[[uuid.UUID], Signable],
    ) -> R | None:
        """What the command made, signed by who entered name and secret; nothing when it was not.

        `inputs` makes the command's own inputs of what was typed. After a refusal, also of who may
        not sign, the dialog shows why, to be signed anew as the act with the id that `about` is
        given, for the record that it gives: as it is now.
        """
        if not self.is_valid():
            return None
        typed = self.cleaned_data
        try:
            signed = self.attested(request, cast(Meaning, command.signed_as))
            return command.once(typed["command_id"], **inputs(typed), **signed)
        except Refused as refused:
            again = uuid.uuid4()
            self.show(refused)
            self.put(shown=content_hash(about(again)), command_id=str(again))
            return None

    def attested(self, request: HttpRequest, meaning: Meaning) -> dict[str, Any]:
        """Who signs, when, and the attestation: what every signed command takes. Raises Refused."""
        known = self._attest(request, meaning, "secret")
        return {"by": known.signer, "at": known.at, "attested": known}

    def _attest(self, request: HttpRequest, meaning: Meaning, secret: str) -> Attestation[User]:
        said, field = self.cleaned_data, cast(SecretField, self.fields[secret])
        answer = said[field.key]
        by_key = KeyAnswer(answer, request.session.session_key or "") if answer else None
        return attest(
            Claim(who=said[field.who], secret=said[secret], shown=said["shown"], by_key=by_key),
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
    who = forms.CharField(
        label=_("Supervisor: user name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    secret = SecretField(label=_("Supervisor: password"), who="who", key="credential")
    second_who = forms.CharField(
        label=_("Second person: user name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    second_secret = SecretField(
        label=_("Second person: password"),
        who="second_who",
        key="second_credential",
        meaning=Meaning.WITNESSED,
    )
    second_credential = key_field()

    def attested(self, request: HttpRequest, meaning: Meaning) -> dict[str, Any]:
        """With the second person's attestation; raises Refused at that person's fields too."""
        first = super().attested(request, meaning)
        try:
            return {**first, "second": self._attest(request, Meaning.WITNESSED, "second_secret")}
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
    return form(initial=initial)
