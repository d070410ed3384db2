"""By what rooms are used: checklists, assessments of sharing, disinfectants and their turns."""

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

from cleanrooms.commands.clearances import approve_checklist, write_checklist
from cleanrooms.models import Changeover, Checklist, Disinfectant, Rotation, Sharing
from cleanrooms.web.rule_forms import ChecklistForm
from integrity.models import Signature
from integrity.signatures.meanings import Meaning
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only
from people.web.needs import signed_in
from people.web.signing import SignForm, sign_form


@require_safe
@facility_people_only
def rules(request: HttpRequest) -> HttpResponse:
    """All of it on one page."""
    context = {
        "checklists": Checklist.objects.select_related("approved_by"),
        "sharings": Sharing.objects.select_related("room", "product", "other"),
        "agents": Disinfectant.objects.select_related("material"),
        "rotations": Rotation.objects.select_related("room", "set_by").order_by("room__code"),
        "may_manage": signed_in(request).may(Permission.MANAGE_ROOMS),
    }
    return render(request, "cleanrooms/rules.html", context)


@require_http_methods(["GET", "POST"])
@facility_people_only
def checklist_new(request: HttpRequest) -> HttpResponse:
    """A new version of a checklist."""
    changeover = request.GET.get("for", "")
    last = Checklist.objects.filter(changeover=changeover).order_by("-number").first()

    def act(typed: dict[str, Any], by: User, at: datetime) -> Checklist:
        return write_checklist.once(
            typed["command_id"], changeover=Changeover(typed["changeover"]),
            lines=typed["lines"], by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=Permission.MANAGE_ROOMS, title=_("New checklist"), button=_("Write it"),
        form=ChecklistForm, act=act, back=checklist_address, parents=above(),
        done=_("The checklist is written. It holds once QA approves it."),
        initial={"changeover": changeover, "lines": last.lines if last else []},
    )  # fmt: skip
    return deed_page(request, deed)


@require_safe
@facility_people_only
def checklist_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    return show_checklist(request, fetch(pk))


@require_POST
@facility_people_only
def checklist_sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """QA approves it."""
    checklist, signing = fetch(pk), SignForm(request.POST)
    done = signing.sign(
        request, approve_checklist, lambda typed: {"checklist": checklist}, lambda key: fetch(pk)
    )
    if done is None:
        return show_checklist(request, fetch(pk), signing)
    messages.success(request, _("%(one)s is approved.") % {"one": done})
    return redirect(checklist_address(done))


def show_checklist(
    request: HttpRequest, checklist: Checklist, signing: SignForm | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "checklist": checklist, "signatures": Signature.objects.of(checklist),
    }  # fmt: skip
    if checklist.approved_at is None and signed_in(request).may(Permission.APPROVE_ROOM_USE):
        context["signing"] = signing or sign_form(request, checklist)
        context["meaning"] = Meaning.APPROVED
    status = signing.status if signing else 200
    return render(request, "cleanrooms/checklist.html", context, status=status)


def fetch(pk: UUID) -> Checklist:
    return get_object_or_404(Checklist.objects.select_related("written_by"), pk=pk)


def checklist_address(checklist: Checklist) -> str:
    return reverse("checklist", args=[checklist.pk])


def above() -> tuple[tuple[Any, str], ...]:
    return ((_("Facility board"), reverse("board")), (_("Use of rooms"), reverse("room-rules")))
