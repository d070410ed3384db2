"""A use of a room on the tablet: its clearance line by line, its begin and its end."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cleanrooms.commands.clearances import answer_line
from cleanrooms.commands.uses import begin_use, cancel_use, end_use, prepare_use
from cleanrooms.gates.clearing import signed_blockers
from cleanrooms.gates.use import use_blockers
from cleanrooms.models import Answer, ClearanceLine, Purpose, RoomUse, UseState
from cleanrooms.photos import with_photos
from cleanrooms.web.room_deeds import fetch_room, parents
from cleanrooms.web.room_tablet import tablet_address
from cleanrooms.web.tablet_forms import CancelForm, LineForm, UseForm
from cleanrooms.web.tap import fresh, tap
from integrity.gates import may_be_overruled
from integrity.models import Overruling, Signature
from integrity.overrulings import overruling_of
from integrity.signatures.meanings import Meaning
from integrity.web.queued import kept_offline
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.devices import for_tablets
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in
from people.web.signing import OverruleForm, SignForm, sign_form


@require_http_methods(["GET", "POST"])
@facility_people_only
@needs(Permission.USE_ROOM)
@for_tablets
@kept_offline
def use_new(request: HttpRequest, code: str) -> HttpResponse:
    """What the room is to be used for."""
    room = fetch_room(code)

    def shown(form: UseForm) -> HttpResponse:
        context = {"room": room, "form": form}
        return render(request, "cleanrooms/use_new.html", context, status=form.status)

    if request.method != "POST":
        return shown(UseForm(initial={"command_id": uuid.uuid4()}))
    return tap(
        request,
        lambda typed, when, at: prepare_use.once(
            typed["command_id"], room=room, purpose=Purpose(typed["purpose"]),
            number=typed["number"], note=typed["note"], is_closed=typed["is_closed"],
            by=signed_in(request), at=at, happened_at=when,
        ),
        said=_("The use is prepared."), back=use_address, shown=shown,
        form=UseForm(request.POST),
    )  # fmt: skip


@require_safe
@facility_people_only
@kept_offline
def use_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    return show_use(request, fetch_use(pk))


@require_POST
@facility_people_only
@needs(Permission.USE_ROOM)
@for_tablets
def use_line(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The answer to one line."""
    line = get_object_or_404(ClearanceLine.objects.select_related("use__room"), pk=pk)
    return tap(
        request,
        lambda typed, when, at: answer_line.once(
            typed["command_id"], line=line, answer=Answer(typed["answer"]), note=typed["note"],
            by=signed_in(request), at=at, happened_at=when,
        ),
        said=_("Recorded."), back=f"{use_address(line.use)}#line-{line.position}",
        shown=lambda form: show_use(request, line.use, form), form=LineForm(request.POST),
    )  # fmt: skip


@require_POST
@facility_people_only
@needs(Permission.USE_ROOM)
@for_tablets
def use_begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _moved(request, pk, begin_use, _("The room is in use."))


@require_POST
@facility_people_only
@needs(Permission.USE_ROOM)
@for_tablets
def use_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _moved(request, pk, end_use, _("The use has ended; the room is to be cleaned."))


@require_http_methods(["GET", "POST"])
@facility_people_only
def use_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It does not begin."""
    use = fetch_use(pk)

    def act(typed: dict[str, Any], by: User, at: datetime) -> RoomUse:
        return cancel_use.once(
            typed["command_id"], use=use, reason=typed["reason"], by=by, at=at,
            happened_at=typed["happened_at"],
        )  # fmt: skip

    deed = Deed(
        permission=Permission.USE_ROOM, title=_("Do not use the room"),
        button=_("Do not use it"), form=CancelForm, act=act, back=tablet_address(use.room),
        done=_("The use does not begin."), ends=True, note=str(use),
        parents=parents(use.room), template="people/bench_deed.html",
        queue=_("Do not use the room for %(use)s") % {"use": use},
    )  # fmt: skip
    return deed_page(request, deed)


def _moved(request: HttpRequest, pk: UUID, command: Any, said: Any) -> HttpResponse:
    use = fetch_use(pk)
    return tap(
        request,
        lambda typed, when, at: command.once(
            typed["command_id"], use=use, by=signed_in(request), at=at, happened_at=when
        ),
        said=said, back=use_address(use),
        shown=lambda form: show_use(request, fetch_use(pk), form),
    )  # fmt: skip


def show_use(
    request: HttpRequest, use: RoomUse, form: Any = None, *, signing: SignForm | None = None,
    overruling: OverruleForm | None = None,
) -> HttpResponse:  # fmt: skip
    """`form` is one that was refused, `signing` and `overruling` a dialog that was."""
    user = signed_in(request)
    context: dict[str, Any] = {
        "use": use, "room": use.room, "form": form, "tap": fresh, "answers": Answer,
        "may_use": user.may(Permission.USE_ROOM),
        "may_photograph": user.may(Permission.ATTACH_FILE) and not list(signed_blockers(use)),
        "lines": with_photos(list(use.lines.select_related("answered_by"))),
        "signatures": Signature.objects.of(use), "overrulings": Overruling.objects.of(use),
    }  # fmt: skip
    if use.state == UseState.PREPARED and context["may_use"]:
        blockers = use_blockers(use, by=user, at=timezone.now())
        context["blockers"] = blockers
        if use.lines.exists() and not use.checked_at:
            context["signing"] = signing or sign_form(request, use)
            context["meaning"] = Meaning.VERIFIED if use.cleared_at else Meaning.PERFORMED
        if blockers and all(may_be_overruled(one) for one in blockers):
            key = uuid.uuid4()
            about = overruling_of(use, use_blockers, blockers, key)
            context["overruling"] = overruling or sign_form(
                request, about, form=OverruleForm, command_id=key
            )
            context["overrule_meaning"] = Meaning.OVERRULED
    refused = overruling or signing or form
    status = refused.status if refused else 200
    return render(request, "cleanrooms/use.html", context, status=status)


def fetch_use(pk: UUID) -> RoomUse:
    found = RoomUse.objects.select_related(
        "room", "product", "checklist", "previous", "sharing", "begun_by", "ended_by",
        "cleared_by", "checked_by",
    )  # fmt: skip
    return get_object_or_404(found, pk=pk)


def use_address(use: RoomUse) -> str:
    return reverse("use", args=[use.pk])
