"""A cleaning on the tablet: begun, surfaces wet, ended, checked."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cleanrooms.commands.cleanings import (
    With,
    apply_agent,
    begin_cleaning,
    check_cleaning,
    end_cleaning,
)
from cleanrooms.models import Cleaning, CleaningKind
from cleanrooms.rotations import due_agent
from cleanrooms.web.room_deeds import fetch_room
from cleanrooms.web.tablet_forms import CleaningForm
from cleanrooms.web.tap import fresh, tap
from integrity.models import Signature
from integrity.signatures.meanings import Meaning
from integrity.web.queued import kept_offline
from people.permissions import Permission
from people.web.devices import for_tablets
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in
from people.web.signing import SignForm, sign_form

PARTS = ("procedure", "agent", "container", "quantity", "reason")


@require_http_methods(["GET", "POST"])
@facility_people_only
@needs(Permission.USE_ROOM)
@for_tablets
@kept_offline
def cleaning_new(request: HttpRequest, code: str) -> HttpResponse:
    """By which procedure and with what the room is cleaned now."""
    room = fetch_room(code)

    def shown(form: CleaningForm) -> HttpResponse:
        context = {"room": room, "form": form, "due": due_agent(room)}
        return render(request, "cleanrooms/cleaning_new.html", context, status=form.status)

    if request.method != "POST":
        return shown(CleaningForm(room=room, initial={"command_id": uuid.uuid4()}))
    return tap(
        request,
        lambda typed, when, at: begin_cleaning.once(
            typed["command_id"], room=room, by=signed_in(request), at=at, happened_at=when,
            done_with=With(
                kind=CleaningKind(typed["kind"]), **{name: typed[name] for name in PARTS}
            ),
        ),
        said=_("The cleaning has begun."), back=cleaning_address, shown=shown,
        form=CleaningForm(request.POST, room=room),
    )  # fmt: skip


@require_safe
@facility_people_only
@kept_offline
def cleaning_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    return show_cleaning(request, fetch_cleaning(pk))


@require_POST
@facility_people_only
@needs(Permission.USE_ROOM)
@for_tablets
def cleaning_applied(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _moved(request, pk, apply_agent, _("The contact time runs."))


@require_POST
@facility_people_only
@needs(Permission.USE_ROOM)
@for_tablets
def cleaning_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _moved(request, pk, end_cleaning, _("The cleaning has ended; somebody else checks it."))


@require_POST
@facility_people_only
@needs(Permission.USE_ROOM)
@for_tablets
def cleaning_check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The second person signs; the room is released."""
    cleaning, signing = fetch_cleaning(pk), SignForm(request.POST)
    done = signing.sign(
        request, check_cleaning, lambda typed: {"cleaning": cleaning},
        lambda key: fetch_cleaning(pk),
    )  # fmt: skip
    if done is None:
        return show_cleaning(request, fetch_cleaning(pk), signing=signing)
    messages.success(request, _("Checked. %(room)s is clean.") % {"room": done.room})
    return redirect(cleaning_address(done))


def _moved(request: HttpRequest, pk: UUID, command: Any, said: Any) -> HttpResponse:
    cleaning = fetch_cleaning(pk)
    return tap(
        request,
        lambda typed, when, at: command.once(
            typed["command_id"], cleaning=cleaning, by=signed_in(request), at=at,
            happened_at=when,
        ),
        said=said, back=cleaning_address(cleaning),
        shown=lambda form: show_cleaning(request, fetch_cleaning(pk), form),
    )  # fmt: skip


def show_cleaning(
    request: HttpRequest, cleaning: Cleaning, form: Any = None, *,
    signing: SignForm | None = None,
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {
        "cleaning": cleaning, "room": cleaning.room, "form": form, "tap": fresh,
        "may_use": signed_in(request).may(Permission.USE_ROOM),
        "signatures": Signature.objects.of(cleaning),
    }  # fmt: skip
    if context["may_use"] and cleaning.ended_at and not cleaning.checked_at:
        context["signing"] = signing or sign_form(request, cleaning)
        context["meaning"] = Meaning.VERIFIED
    refused = signing or form
    status = refused.status if refused else 200
    return render(request, "cleanrooms/cleaning.html", context, status=status)


def fetch_cleaning(pk: UUID) -> Cleaning:
    found = Cleaning.objects.select_related(
        "room", "agent", "procedure__document", "container__lot", "begun_by", "applied_by",
        "ended_by", "checked_by",
    )  # fmt: skip
    return get_object_or_404(found, pk=pk)


def cleaning_address(cleaning: Cleaning) -> str:
    return reverse("cleaning", args=[cleaning.pk])
