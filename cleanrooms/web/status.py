"""The status of a room or a device at a moment, with its evidence; and letting it be used today."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cleanrooms.due import status_page
from cleanrooms.gates.status import status_blockers
from cleanrooms.models import Equipment, Evidence, Maintenance, Room
from cleanrooms.standing import lines_of
from cleanrooms.web.status_forms import MomentForm
from cleanrooms.web.subject import fetch_subject, own_page, place
from integrity.gates import may_be_overruled
from integrity.models import Overruling
from integrity.overrulings import overruling_of
from integrity.refusals import Blocker
from integrity.signatures.meanings import Meaning
from people.commands.overruling import overrule
from people.permissions import Permission
from people.web.facility_only import facility_people_only
from people.web.needs import signed_in
from people.web.signing import OverruleForm, sign_form

SHOWN = 60


@require_safe
@facility_people_only
def status(request: HttpRequest, of: str, code: str) -> HttpResponse:
    """What stands now; `?at=` asks for another moment."""
    return show(request, fetch_subject(of, code))


@require_POST
@facility_people_only
def status_overrule(request: HttpRequest, of: str, code: str) -> HttpResponse:
    """A supervisor and a second person sign: it may be used today; a deviation opens."""
    subject = fetch_subject(of, code)

    def inputs(typed: dict[str, Any]) -> dict[str, Any]:
        given = {"key": typed["command_id"], "reason": typed["reason"]}
        return {"subject": subject, "gate": status_blockers, **given}

    def about(key: uuid.UUID) -> Overruling:
        now = fetch_subject(of, code)
        blockers = status_blockers(now, by=signed_in(request), at=timezone.now())
        return overruling_of(now, status_blockers, blockers, key)

    form = OverruleForm(request.POST)
    if not form.sign(request, overrule, inputs, about):
        return show(request, fetch_subject(of, code), overruling=form, status=form.status)
    messages.success(request, _("Overruled for today: %(code)s may be used.") % {"code": subject})
    return redirect(status_page(subject))


def show(
    request: HttpRequest,
    subject: Room | Equipment,
    *,
    overruling: OverruleForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user, now = signed_in(request), timezone.now()
    form = MomentForm(request.GET if "at" in request.GET else None)
    asked: datetime | None = form.cleaned_data["at"] if form.is_bound and form.is_valid() else None
    at = asked or now
    context: dict[str, Any] = {
        "subject": subject, "place": place(subject), "form": form, "asked": asked, "at": at,
        "own_page": own_page(subject), "lines": lines_of(subject, at),
        "evidence": Evidence.objects.of(subject)[:SHOWN], "is_valid": is_valid(subject, at),
        "may_manage": user.may(Permission.MANAGE_ROOMS),
        "may_use": isinstance(subject, Equipment) and user.may(Permission.USE_EQUIPMENT),
        "maintenances": maintenances_of(subject, at if asked else None),
    }  # fmt: skip
    if asked is None:
        context |= blocked(request, subject, now, overruling)
    return render(request, "cleanrooms/status.html", context, status=status)


def is_valid(subject: Room | Equipment, at: datetime) -> bool:
    """The one query that answers for a moment."""
    return type(subject).objects.valid_at(at).filter(pk=subject.pk).exists()


def maintenances_of(subject: Room | Equipment, at: datetime | None) -> list[Maintenance]:
    """Those of a device: all, or what ran then."""
    if isinstance(subject, Room):
        return []
    found = Maintenance.objects.filter(equipment=subject).select_related("began_by", "evidence")
    return list(found.running(at) if at else found[:SHOWN])


def blocked(
    request: HttpRequest, subject: Room | Equipment, at: datetime, form: OverruleForm | None
) -> dict[str, Any]:
    """Why it may not be used now, and the dialog for two persons where they may overrule it."""
    user = signed_in(request)
    blockers: list[Blocker] = status_blockers(subject, by=user, at=at)
    told: dict[str, Any] = {
        "blockers": blockers, "overrulings": Overruling.objects.of(subject).order_by("-at")[:3],
    }  # fmt: skip
    if not blockers or not all(may_be_overruled(one) for one in blockers):
        return told
    key = uuid.uuid4()
    about = overruling_of(subject, status_blockers, blockers, key)
    shown = form or sign_form(request, about, form=OverruleForm, command_id=key)
    return told | {"overruling": shown, "overrule_meaning": Meaning.OVERRULED}
