"""What may be done to a lot without the sign dialog, each on its own page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from materials.commands.holds import place_hold
from materials.commands.release import record_donor_tests, record_retest
from materials.models import Lot
from materials.web import lot_forms as forms
from materials.web.fetch import fetch_lot
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.forms import ReasonForm
from people.web.needs import needs


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_MATERIALS)
def lot_deed(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One of the deeds, by its name in the address."""
    if name not in DEEDS:
        raise Http404
    return deed_page(request, DEEDS[name](fetch_lot(request, number)))


def of(
    lot: Lot, title: Any, button: Any, command: Any, form: Any, *, takes: str = "lot", **more: Any
) -> Deed:
    """The page of a command whose first input is the lot, and whose others are typed."""

    def act(typed: dict[str, Any], by: User, at: datetime) -> Any:
        return command.once(typed.pop("command_id"), **{takes: lot}, **typed, by=by, at=at)

    page = reverse("lot", args=[lot.number])
    return Deed(
        permission=command.permission, title=title, button=button, form=form, act=act, back=page,
        done=_("Recorded for %(lot)s.") % {"lot": lot},
        parents=((_("Stock"), reverse("lot-list")), (lot.number, page)), **more,
    )  # fmt: skip


DEEDS: dict[str, Callable[[Lot], Deed]] = {
    "retest": lambda lot: of(
        lot, _("Record a new test"), _("Record it"), record_retest, forms.RetestForm
    ),
    "donor-tests": lambda lot: of(
        lot, _("Record the donor’s tests"), _("Record them"), record_donor_tests,
        forms.DonorTestsForm,
    ),
    "hold": lambda lot: of(
        lot, _("Hold the lot"), _("Hold it"), place_hold, ReasonForm, takes="on", ends=True,
        note=_("Nothing of it, nor of what was made of it, is used until QA lifts the hold."),
    ),
}  # fmt: skip
