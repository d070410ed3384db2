"""One shift hands a room over to the next; both sign at the tablet."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cleanrooms.commands.handovers import sign_handover, write_handover
from cleanrooms.models import Handover
from cleanrooms.open_items import open_items
from cleanrooms.web.room_deeds import fetch_room
from cleanrooms.web.tablet_forms import HandoverForm
from integrity.models import Signature
from integrity.refusals import Refused
from integrity.signatures.meanings import Meaning
from people.permissions import Permission
from people.web.devices import for_tablets
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in
from people.web.secret_fields import SecretField, key_field
from people.web.signing import SignForm, sign_form


class BothSignForm(SignForm):
    """Who goes, and who comes."""

    second_who = forms.CharField(
        label=_("Who comes: user name"), max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )  # fmt: skip
    second_secret = SecretField(
        label=_("Who comes: password"), who="second_who", key="second_credential",
        meaning=Meaning.READ,
    )  # fmt: skip
    second_credential = key_field()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["who"].label = _("Who goes: user name")
        self.fields["secret"].label = _("Who goes: password")

    def attested(self, request: HttpRequest, meaning: Meaning) -> dict[str, Any]:
        """With the attestation of who comes; raises Refused at that person's fields too."""
        first = super().attested(request, meaning)
        try:
            return {**first, "second": self._attest(request, Meaning.READ, "second_secret")}
        except Refused as refused:
            raise refused.at_fields({"secret": "second_secret", "who": "second_who"}) from None


@require_http_methods(["GET", "POST"])
@facility_people_only
@needs(Permission.USE_ROOM)
@for_tablets
def handover_new(request: HttpRequest, code: str) -> HttpResponse:
    """What is open, and what is said besides."""
    room = fetch_room(code)
    form = HandoverForm(request.POST or None, initial={"command_id": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        done = form.tried(
            lambda: write_handover.once(
                typed["command_id"], room=room, text=typed["text"], by=signed_in(request),
                at=timezone.now(), unsent=typed["unsent"] or 0,
            )
        )  # fmt: skip
        if done is not None:
            return redirect("handover", done.pk)
    context = {"room": room, "form": form, "open": open_items(room, timezone.now())}
    return render(request, "cleanrooms/handover_new.html", context, status=form.status)


@require_safe
@facility_people_only
def handover_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    return show_handover(request, fetch_handover(pk))


@require_POST
@facility_people_only
@needs(Permission.USE_ROOM)
@for_tablets
def handover_sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    handover, signing = fetch_handover(pk), BothSignForm(request.POST)
    done = signing.sign(
        request, sign_handover, lambda typed: {"handover": handover},
        lambda key: fetch_handover(pk),
    )  # fmt: skip
    if done is None:
        return show_handover(request, fetch_handover(pk), signing)
    messages.success(request, _("The shift is handed over."))
    return redirect(reverse("handover", args=[done.pk]))


def show_handover(
    request: HttpRequest, handover: Handover, signing: BothSignForm | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "handover": handover, "room": handover.room,
        "may_use": signed_in(request).may(Permission.USE_ROOM),
        "signatures": Signature.objects.of(handover),
    }  # fmt: skip
    if handover.given_at is None and context["may_use"]:
        context["signing"] = signing or sign_form(request, handover, form=BothSignForm)
        context["meaning"] = Meaning.PERFORMED
    status = signing.status if signing else 200
    return render(request, "cleanrooms/handover.html", context, status=status)


def fetch_handover(pk: UUID) -> Handover:
    return get_object_or_404(Handover.objects.select_related("room", "written_by"), pk=pk)
