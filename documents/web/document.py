"""One controlled document: what it says, its versions, and what may be done with it now."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.activities import labels_of
from documents.differences import as_read, differences
from documents.gates import (
    approval_blockers,
    draft_blockers,
    review_blockers,
    training_time_blockers,
)
from documents.models import DocumentVersion, VersionState
from documents.prose import as_html
from documents.trained import TRAINED_ON, has_read
from documents.web.dialogs import DIALOGS
from documents.web.fetch import fetch_document, fetch_version, version_to_read
from documents.web.untrained import untrained_here
from integrity.models import Signature
from integrity.signatures.meanings import Meaning
from integrity.web.forms import CommandForm
from people.models import User
from people.models.qualification import day_of
from people.permissions import Permission
from people.web.needs import needs, signed_in
from people.web.signing import OverruleForm, SignForm, sign_form


@require_safe
@needs(Permission.VIEW_DOCUMENTS)
def document(request: HttpRequest, code: str) -> HttpResponse:
    """The effective version; when there is none yet, the newest one that this person may see."""
    found = fetch_document(request, code)
    if not found.shown:  # type: ignore[attr-defined]
        context = {"document": found, "may_write": _may(request, Permission.WRITE_DOCUMENT)}
        return render(request, "documents/document_new.html", context)
    return show(request, version_to_read(request, found))


@require_safe
@needs(Permission.VIEW_DOCUMENTS)
def document_version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version, read or compared with the one before."""
    return show(request, fetch_version(request, code, number))


def show(
    request: HttpRequest,
    version: DocumentVersion,
    *,
    signing: dict[str, SignForm] | None = None,
    overruling: OverruleForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a version; `signing` has the dialogs that came back with an error."""
    document = fetch_document(request, version.document.code)
    before = _before(request, version)
    context = {
        "document": document,
        "version": version,
        "versions": document.shown,  # type: ignore[attr-defined]
        "before": before,
        "changes": as_read(differences(before.text, version.text)) if before else [],
        "html": as_html(version.text),
        "signatures": Signature.objects.of(version),
        "today": day_of(timezone.now()),
        "form": CommandForm(initial={"command_id": uuid.uuid4()}),
        "governs": labels_of(document.governs),
        **_deeds(request, version, signing or {}),
        **untrained_here(request, version, overruling),
    }
    return render(request, "documents/document.html", context, status=status)


def _before(request: HttpRequest, version: DocumentVersion) -> DocumentVersion | None:
    """The last one before it that this person may see."""
    seen = DocumentVersion.objects.visible_to(signed_in(request)).select_related("document")
    earlier = seen.filter(document=version.document_id, number__lt=version.number)
    return earlier.exclude(approved_at__isnull=True).first()


def _deeds(
    request: HttpRequest, version: DocumentVersion, signing: dict[str, SignForm]
) -> dict[str, Any]:
    """What this person may do with the version, with the dialogs that sign it."""
    user, state = signed_in(request), version.state
    writes, reviews, approves = (
        _may(request, one)
        for one in (
            Permission.WRITE_DOCUMENT, Permission.REVIEW_DOCUMENT, Permission.APPROVE_DOCUMENT,
        )
    )  # fmt: skip
    in_review = state == VersionState.IN_REVIEW
    effective = state == VersionState.EFFECTIVE
    offered = {
        "review": in_review and reviews and not version.reviewed_at,
        "approve": in_review and approves and bool(version.reviewed_at),
        "periodic": effective and reviews,
        "retire": effective and approves and not draft_blockers(version.document),
    }
    blockers = {"review": review_blockers, "approve": approval_blockers}
    dialogs = {
        name: signing.get(name) or sign_form(request, version, form=DIALOGS[name].form)
        for name, is_offered in offered.items()
        if is_offered
    }
    if "approve" in dialogs and not training_time_blockers(version, at=timezone.now(), reason=""):
        del dialogs["approve"].fields["reason"]
    return {
        "may_edit": writes and state == VersionState.DRAFT,
        "may_return": reviews and in_review,
        "may_draft": writes and effective and not draft_blockers(version.document),
        "may_alter": writes,
        "may_assign": approves and not version.document.retired_at,
        "may_read": _is_to_read(user, version),
        "may_withdraw": approves and state == VersionState.APPROVED,
        "dialogs": dialogs,
        "blockers": [
            blocker
            for name, gate in blockers.items()
            if offered[name]
            for blocker in gate(version, by=user)
        ],
        "meanings": {"reviewed": Meaning.REVIEWED, "approved": Meaning.APPROVED},
    }


def _is_to_read(user: User, version: DocumentVersion) -> bool:
    """Approved, and not read and signed by this person, or no longer."""
    if version.state not in TRAINED_ON:
        return False
    return not has_read(user, version, timezone.now())


def _may(request: HttpRequest, permission: Permission) -> bool:
    return signed_in(request).may(permission)
