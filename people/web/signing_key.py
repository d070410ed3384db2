"""What the browser asks a security key, for one signature."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from integrity.refusals import Refused
from integrity.signatures.meanings import Meaning
from people.permissions import Permission
from people.signing.keys import For, ask_key
from people.web.needs import needs, signed_in


class AskedForm(forms.Form):
    """Who is to sign, with which meaning, for what is shown."""

    who = forms.CharField(max_length=60)
    meaning = forms.ChoiceField(choices=[(one.value, one.label) for one in Meaning])
    shown = forms.RegexField("^[0-9a-f]{64}$")


@never_cache
@require_POST
@needs(Permission.KEEP_OWN_ACCOUNT)
def signing_key(request: HttpRequest) -> JsonResponse:
    """A fresh challenge for the keys of the person who is named; it serves one signature."""
    form = AskedForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"message": _("Enter the user name first.")}, status=422)
    asked = form.cleaned_data
    try:
        options = ask_key(
            asked["who"], For(Meaning(asked["meaning"]), asked["shown"]),
            session_key=request.session.session_key or "", by=signed_in(request),
            at=timezone.now(),
        )  # fmt: skip
    except Refused as refused:
        words = [f"{one.message} {one.clears}" for one in refused.blockers]
        return JsonResponse({"message": " ".join(words)}, status=422)
    return JsonResponse(options)
