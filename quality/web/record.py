"""One record of a kind: what it is, what may be done with it, and its signatures."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from integrity.models import Signature
from people.permissions import Permission
from people.web.deed import deed_page
from people.web.needs import needs, signed_in
from people.web.signing import SignForm, sign_form
from quality.web.fetch import fetch
from quality.web.kinds import KINDS, Kind, Signing


@require_safe
@needs(Permission.VIEW_QUALITY)
def record(request: HttpRequest, kind: str, number: str) -> HttpResponse:
    """Shows it, with a button for everything that this person may do with it now."""
    shown = KINDS[kind]
    return show(request, shown, fetch(request, shown, number), status=200)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Asks for what a new record needs, and makes it."""
    return deed_page(request, KINDS[kind].new(request))


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_QUALITY)
def deed(request: HttpRequest, kind: str, number: str, name: str) -> HttpResponse:
    """One thing that may be done with the record, on its page."""
    shown = KINDS[kind]
    found = fetch(request, shown, number)
    return deed_page(request, shown.offers[name].deed(found, signed_in(request)))


@require_POST
@needs(Permission.VIEW_QUALITY)
def sign(request: HttpRequest, kind: str, number: str, name: str) -> HttpResponse:
    """Somebody who may signs it, on whosever session this is."""
    shown = KINDS[kind]
    signing, found = shown.signings[name], fetch(request, shown, number)
    form = signing.form(request.POST)
    done = form.sign(
        request, signing.command, lambda typed: signing.inputs(found, typed),
        lambda key: signing.about(fetch(request, shown, number), key),
    )  # fmt: skip
    if done is None:
        found = fetch(request, shown, number)
        return show(request, shown, found, signing=(name, form), status=form.status)
    messages.success(request, _("%(number)s is signed.") % {"number": found.number})
    return redirect(f"{kind}-record", found.number)


def show(
    request: HttpRequest,
    kind: Kind,
    found: Any,
    *,
    signing: tuple[str, SignForm] | None = None,
    status: int,
) -> HttpResponse:
    user, at = signed_in(request), timezone.now()
    parts = kind.parts(found, at)
    name, offered = signing_of(kind, found, signing[0] if signing else "")
    context: dict[str, Any] = {
        "kind": kind,
        "record": found,
        "label": found._meta.label_lower,
        "state": kind.state(found, at),
        "parts": parts,
        "first": parts[:1],
        "others": parts[1:],
        "offers": [
            (one, reverse(f"{kind.slug}-{key}", args=[found.number]))
            for key, one in kind.offers.items()
            if one.when(found, user)
        ],
        "signatures": Signature.objects.of(*found.signed_records),
        "pdf_at": reverse(f"{kind.slug}-record-pdf", args=[found.number]),
        "command_id": uuid.uuid4(),
    }  # fmt: skip
    if offered is not None:
        key = uuid.uuid4()
        about = offered.about(found, key)
        context |= {
            "offered": offered,
            "sign_at": reverse(f"{kind.slug}-{name}", args=[found.number]),
            "blockers": offered.blockers(found, user, at),
            "signing": signing[1]
            if signing
            else sign_form(request, about, form=offered.form, command_id=key),
        }
    return render(request, "quality/record.html", context, status=status)


def signing_of(kind: Kind, found: Any, asked: str) -> tuple[str, Signing | None]:
    """What is to be signed now; after a refusal what was refused."""
    if asked and asked not in kind.signings:
        raise Http404
    for name, one in kind.signings.items():
        if asked == name or (not asked and one.when(found)):
            return name, one
    return "", None
