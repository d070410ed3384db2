"""What may be done with a container, each on its own page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from integrity.web.forms import CommandForm
from materials.amounts import amount_of
from materials.commands import containers, stock
from materials.commands.counting import correct_stock
from materials.commands.holds import place_hold
from materials.commands.making import Making, make_lot
from materials.commands.reservations import reserve_container
from materials.models import Container, EdgeKind, Lot, LotKind, MovementKind
from materials.web import container_forms as forms
from materials.web.fetch import fetch_container
from people.models import User
from people.models.qualification import end_of
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.forms import ReasonForm
from people.web.needs import needs, signed_in


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_MATERIALS)
def container_deed(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One of the deeds, by its name in the address."""
    if name not in DEEDS:
        raise Http404
    deed = DEEDS[name](fetch_container(request, code))
    if name == "make":
        deed = replace(deed, given={**deed.given, "user": signed_in(request)})
    return deed_page(request, deed)


def of(
    container: Container, title: Any, button: Any, command: Any, form: Any, *,
    takes: str = "container", amount: bool = False, **more: Any,
) -> Deed:  # fmt: skip
    """The page of a command whose first input is the container, and whose others are typed."""

    def act(typed: dict[str, Any], by: User, at: datetime) -> Any:
        inputs = {takes: container, **typed}
        if "kind" in inputs:
            inputs["kind"] = MovementKind(inputs["kind"])
        return command.once(inputs.pop("command_id"), **inputs, by=by, at=at)

    page = reverse("container", args=[container.code])
    lot = container.lot
    return Deed(**{
        "permission": command.permission, "title": title, "button": button, "form": form,
        "act": act, "back": page, "done": _("Recorded for %(container)s.")
        % {"container": container},
        "parents": (
            (_("Stock"), reverse("lot-list")),
            (lot.number, reverse("lot", args=[lot.number])),
            (container.code, page),
        ),
        "note": _("%(code)s holds %(remaining)s.") % {
            "code": container.code,
            "remaining": amount_of(container.remaining, lot.measured_in),
        },
        "given": {"unit": lot.measured_in.symbol} if amount else {},
        **more,
    })  # fmt: skip


def make(container: Container) -> Deed:
    def act(typed: dict[str, Any], by: User, at: datetime) -> Lot:
        day = typed["expires_on"]
        making = Making(
            of=typed["of"], kind=LotKind(typed["kind"]), unit=typed["unit"],
            containers=typed["containers"], each=typed["each"],
            expires_at=end_of(day) if day else None,
        )  # fmt: skip
        return make_lot.once(
            typed["command_id"], making=making, how=EdgeKind(typed["how"]), by=by, at=at,
            taken=[(container, typed["quantity"]), *typed["others"]], number=typed["number"],
            purpose=typed["purpose"],
        )  # fmt: skip

    return of(
        container, _("Make a lot of it"), _("Put the lot into quarantine"), make_lot,
        forms.MakeForm, amount=True, act=act,
    )  # fmt: skip


DEEDS: dict[str, Callable[[Container], Deed]] = {
    "issue": lambda one: of(
        one, _("Issue"), _("Issue it"), stock.issue_material, forms.PurposeForm, amount=True
    ),
    "use": lambda one: of(
        one, _("Use"), _("Record the use"), stock.use_material, forms.PurposeForm, amount=True
    ),
    "take-off": lambda one: of(
        one, _("Sample or waste"), _("Take it off"), stock.take_off, forms.OffForm, amount=True
    ),
    "count": lambda one: of(
        one, _("Correct to a count"), _("Correct it"), correct_stock, forms.CountForm,
        given={"unit": one.lot.measured_in.symbol},
    ),
    "reserve": lambda one: of(
        one, _("Reserve"), _("Reserve it"), reserve_container, forms.PurposeForm, amount=True
    ),
    "open": lambda one: of(
        one, _("Open the container"), _("It is open"), containers.open_container, CommandForm
    ),
    "thaw": lambda one: of(
        one, _("Thaw the container"), _("It is thawed"), containers.thaw_container, CommandForm
    ),
    "place": lambda one: of(
        one, _("Put it elsewhere"), _("It is there"), containers.place_container, forms.PlaceForm
    ),
    "split": lambda one: of(
        one, _("Divide"), _("It is divided"), containers.split_container, forms.SplitForm
    ),
    "make": make,
    "hold": lambda one: of(
        one, _("Hold the container"), _("Hold it"), place_hold, ReasonForm, takes="on", ends=True,
        note=_("It, and what was made of it, is not used until QA lifts the hold."),
    ),
}  # fmt: skip
