"""One lot: what it is, how it came, its containers, QA's decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from integrity.models import Signature
from integrity.signatures.meanings import Meaning
from materials.commands.release import reject_lot, release_lot
from materials.deviations import open_deviations
from materials.gates import lot_release_blockers
from materials.genealogy import holds_on_lot
from materials.lot_cards import cards_of
from materials.models import FAILED, Lot, LotStatus
from materials.reconciled import account_of
from materials.web.fetch import fetch_lot
from materials.web.lot_codes import donation_lines, files_of, label_lines
from materials.web.lot_forms import ReleaseForm, WhyForm
from people.permissions import Permission
from people.web.needs import needs, signed_in
from people.web.signing import SignForm, sign_form

CONTAINERS = 100


@require_safe
@needs(Permission.VIEW_MATERIALS)
def lot_page(request: HttpRequest, number: str) -> HttpResponse:
    """Shows a lot, and the dialogs of who may decide on it."""
    return show(request, fetch_lot(request, number), status=200)


@require_POST
@needs(Permission.VIEW_MATERIALS)
def lot_release(request: HttpRequest, number: str) -> HttpResponse:
    """QA signs: the lot may be used."""
    lot, signing = fetch_lot(request, number), ReleaseForm(request.POST)

    def inputs(typed: dict[str, Any]) -> dict[str, Any]:
        return {
            "lot": lot, "certificate": typed["certificate"], "assessment": typed["assessment"],
        }  # fmt: skip

    if not signing.sign(request, release_lot, inputs, lambda key: fetch_lot(request, number)):
        return show(request, fetch_lot(request, number), release=signing, status=signing.status)
    messages.success(request, _("%(lot)s is released.") % {"lot": lot})
    return redirect("lot", lot.number)


@require_POST
@needs(Permission.VIEW_MATERIALS)
def lot_reject(request: HttpRequest, number: str) -> HttpResponse:
    """QA signs: the lot is never used."""
    lot, signing = fetch_lot(request, number), WhyForm(request.POST)
    if not signing.sign(
        request, reject_lot, lambda typed: {"lot": lot, "reason": typed["reason"]},
        lambda key: fetch_lot(request, number),
    ):  # fmt: skip
        return show(request, fetch_lot(request, number), reject=signing, status=signing.status)
    messages.success(request, _("%(lot)s is rejected.") % {"lot": lot})
    return redirect("lot", lot.number)


def show(
    request: HttpRequest, lot: Lot, *, release: SignForm | None = None,
    reject: SignForm | None = None, status: int,
) -> HttpResponse:  # fmt: skip
    user, now = signed_in(request), timezone.now()
    containers = list(lot.containers.order_by("code")[: CONTAINERS + 1])
    for container in containers:
        container.lot = lot
    standard, label = label_lines(lot)
    context = {
        "lot": lot,
        "files": files_of(lot) if lot.files else [],
        "donation_lines": donation_lines(lot),
        "standard": standard,
        "label_lines": label,
        "containers": containers[:CONTAINERS],
        "is_more": len(containers) > CONTAINERS,
        "holds": holds_on_lot(lot),
        "account": account_of(lot),
        "cards": cards_of(lot, user, now),
        "is_failed": not FAILED.isdisjoint(lot.findings),
        "deviations": open_deviations(lot) if user.may(Permission.VIEW_QUALITY) else [],
        "signatures": Signature.objects.of(lot),
        "may_use": user.may(Permission.USE_MATERIAL),
        "may_hold": user.may(Permission.PLACE_HOLD),
        "may_recall": user.may(Permission.RECALL),
    }
    if user.may(Permission.RELEASE_LOT):
        context |= {
            "may_decide": lot.status != LotStatus.REJECTED,
            "blockers": lot_release_blockers(lot, at=now),
            "releasing": release or sign_form(request, lot, form=ReleaseForm),
            "rejecting": reject or sign_form(request, lot, form=WhyForm),
            "approved": Meaning.APPROVED,
            "rejected": Meaning.REJECTED,
        }
    return render(request, "materials/lot.html", context, status=status)
