"""Assessments of two products in one room."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cleanrooms.commands.sharing import (
    Together,
    approve_sharing,
    withdraw_sharing,
    write_sharing,
)
from cleanrooms.models import Sharing
from cleanrooms.web.room_forms import EndForm
from cleanrooms.web.rule_forms import SharingForm
from cleanrooms.web.rules import above
from integrity.models import Signature
from integrity.signatures.meanings import Meaning
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only
from people.web.needs import signed_in
from people.web.signing import SignForm, sign_form

NAMES = ("product", "other", "assessment", "valid_from", "valid_until")


@require_http_methods(["GET", "POST"])
@facility_people_only
def sharing_new(request: HttpRequest) -> HttpResponse:
    """Why lots of two products may be in a room together."""

    def act(typed: dict[str, Any], by: User, at: datetime) -> Sharing:
        together = Together(**{name: typed[name] for name in NAMES})
        return write_sharing.once(
            typed["command_id"], room=typed["room"], together=together, by=by, at=at
        )

    deed = Deed(
        permission=Permission.MANAGE_ROOMS, title=_("New assessment"), button=_("Write it"),
        form=SharingForm, act=act, back=sharing_address, parents=above(),
        done=_("The assessment is written. It holds once QA approves it."),
    )  # fmt: skip
    return deed_page(request, deed)


@require_safe
@facility_people_only
def sharing_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    return show_sharing(request, fetch(pk))


@require_POST
@facility_people_only
def sharing_sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """QA approves it."""
    sharing, signing = fetch(pk), SignForm(request.POST)
    done = signing.sign(
        request, approve_sharing, lambda typed: {"sharing": sharing}, lambda key: fetch(pk)
    )
    if done is None:
        return show_sharing(request, fetch(pk), signing)
    messages.success(request, _("The assessment is approved."))
    return redirect(sharing_address(done))


@require_http_methods(["GET", "POST"])
@facility_people_only
def sharing_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It holds no more."""
    sharing = fetch(pk)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Sharing:
        return withdraw_sharing.once(
            typed["command_id"], sharing=sharing, reason=typed["reason"], by=by, at=at
        )

    deed = Deed(
        permission=Permission.APPROVE_ROOM_USE, title=_("Withdraw the assessment"),
        button=_("Withdraw it"), form=EndForm, act=act, back=sharing_address(sharing),
        done=_("The assessment is withdrawn."), record=sharing, ends=True, note=str(sharing),
        parents=above(),
    )  # fmt: skip
    return deed_page(request, deed)


def show_sharing(
    request: HttpRequest, sharing: Sharing, signing: SignForm | None = None
) -> HttpResponse:
    may_approve = signed_in(request).may(Permission.APPROVE_ROOM_USE)
    context: dict[str, Any] = {
        "sharing": sharing, "signatures": Signature.objects.of(sharing),
        "may_withdraw": may_approve and not sharing.withdrawn_at,
    }  # fmt: skip
    if may_approve and not (sharing.approved_at or sharing.withdrawn_at):
        context["signing"] = signing or sign_form(request, sharing)
        context["meaning"] = Meaning.APPROVED
    status = signing.status if signing else 200
    return render(request, "cleanrooms/sharing.html", context, status=status)


def fetch(pk: UUID) -> Sharing:
    found = Sharing.objects.select_related("room", "product", "other", "written_by")
    return get_object_or_404(found, pk=pk)


def sharing_address(sharing: Sharing) -> str:
    return reverse("sharing", args=[sharing.pk])
