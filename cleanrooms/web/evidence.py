"""Pages of evidence: recording it, reading it, its release, its withdrawal."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cleanrooms.commands.evidence import record_evidence, release_evidence, withdraw_evidence
from cleanrooms.evidence_details import EvidenceDetails
from cleanrooms.gates.evidence import evidence_release_blockers
from cleanrooms.measured import in_doubt, last_good
from cleanrooms.models import Evidence, EvidenceKind, Outcome
from cleanrooms.web.status_forms import EvidenceForm, ReleaseForm, WithdrawForm
from cleanrooms.web.subject import fetch_evidence, fetch_subject, parents
from integrity.models import Signature
from integrity.signatures.meanings import Meaning
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only
from people.web.needs import signed_in
from people.web.signing import SignForm, sign_form
from quality.models import Deviation


@require_http_methods(["GET", "POST"])
@facility_people_only
def evidence_new(request: HttpRequest, of: str, code: str) -> HttpResponse:
    """Records that a room or a device was qualified, calibrated or maintained."""
    subject = fetch_subject(of, code)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Evidence:
        return record_evidence.once(
            typed.pop("command_id"), subject=subject, details=details_of(typed), by=by, at=at
        )

    deed = Deed(
        permission=Permission.MANAGE_ROOMS, title=_("Record evidence of status"),
        button=_("Record it"), form=EvidenceForm, given={"subject": subject}, act=act,
        back=lambda evidence: reverse("evidence", args=[evidence.pk]), note=str(subject),
        done=_("It is recorded."), parents=parents(subject),
        initial={"kind": request.GET.get("kind", "")},
    )  # fmt: skip
    return deed_page(request, deed)


def details_of(typed: dict[str, Any]) -> EvidenceDetails:
    chosen = {"kind": EvidenceKind(typed["kind"]), "outcome": Outcome(typed["outcome"])}
    return EvidenceDetails(**typed | chosen)


@require_safe
@facility_people_only
def evidence(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was recorded, and what of it may be signed."""
    return show(request, fetch_evidence(request, pk))


@require_POST
@facility_people_only
def evidence_release(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A second person signs; from then on it counts."""
    found, form = fetch_evidence(request, pk), ReleaseForm(request.POST)
    done = form.sign(
        request, release_evidence, lambda typed: {"evidence": found},
        lambda key: fetch_evidence(request, pk),
    )  # fmt: skip
    if done is None:
        return show(request, fetch_evidence(request, pk), signing=form, status=form.status)
    messages.success(request, _("Released: %(evidence)s.") % {"evidence": found})
    return redirect("evidence", pk)


@require_http_methods(["GET", "POST"])
@facility_people_only
def evidence_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It was a mistake."""
    found = fetch_evidence(request, pk)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Evidence:
        return withdraw_evidence.once(
            typed["command_id"], evidence=found, reason=typed["reason"], by=by, at=at
        )

    page = reverse("evidence", args=[pk])
    deed = Deed(
        permission=Permission.RELEASE_STATUS, title=_("Withdraw the evidence"),
        button=_("Withdraw it"), form=WithdrawForm, act=act, back=page, record=found, ends=True,
        note=str(found), done=_("It is withdrawn."),
        parents=(*parents(found.subject), (_("Evidence"), page)),
    )  # fmt: skip
    return deed_page(request, deed)


def show(
    request: HttpRequest, found: Evidence, *, signing: SignForm | None = None, status: int = 200
) -> HttpResponse:
    user, at = signed_in(request), timezone.now()
    about = Deviation.objects.filter(subject_kind=Evidence._meta.label_lower, subject_id=found.pk)
    context: dict[str, Any] = {
        "evidence": found, "subject": found.subject, "parents": parents(found.subject),
        "signatures": Signature.objects.of(found), "measured": in_doubt(found),
        "last_good": last_good(found) if found.found_bad and found.equipment else None,
        "is_doubtful": found.found_bad and found.kind == EvidenceKind.CALIBRATION,
        "deviations": about if user.may(Permission.VIEW_QUALITY) else [],
        "may_withdraw": found.stands and user.may(Permission.RELEASE_STATUS),
    }  # fmt: skip
    if found.waits and user.may(Permission.RELEASE_STATUS):
        context |= {
            "blockers": evidence_release_blockers(found, by=user, at=at),
            "signing": signing or sign_form(request, found, form=ReleaseForm),
            "meaning": Meaning.APPROVED,
        }
    return render(request, "cleanrooms/evidence.html", context, status=status)
